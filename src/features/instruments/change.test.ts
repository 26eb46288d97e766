import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { judgeChange } from "./change.rules.ts";

const settings = { seed: 20261121 };

describe("reliable change (B11, B12, B13)", () => {
  test("SD 10, reliability 0.8: SE is √20, S_diff √40, and 20 points less are an improvement", () => {
    const result = judgeChange({ pre: 50, post: 30, sd: 10, reliability: 0.8, lowerIsBetter: true });
    expect(result.standardError).toBeCloseTo(Math.sqrt(20), 12);
    expect(result.sDiff).toBeCloseTo(Math.sqrt(40), 12);
    expect(result.rci).toBeCloseTo(-3.16227766, 8);
    expect(result.class).toBe("improved");
  });

  test.each([
    { post: 19.6, expected: "no_reliable_change" },
    { post: 19.61, expected: "deteriorated" },
    { post: -19.6, expected: "no_reliable_change" },
    { post: -19.61, expected: "improved" },
    { post: 0, expected: "no_reliable_change" },
  ])("a change of exactly 1.96 S_diff is not reliable yet: $post", ({ post, expected }) => {
    expect(judgeChange({ pre: 0, post, sd: 10, reliability: 0.5, lowerIsBetter: true }).class).toBe(expected);
  });

  test("the other direction, or the two scores changed over, turns the class round", () => {
    const figures = fc.record({ pre: fc.integer({ min: 0, max: 80 }), post: fc.integer({ min: 0, max: 80 }), sd: fc.integer({ min: 1, max: 30 }), reliability: fc.integer({ min: 0, max: 99 }).map((r) => r / 100) });
    const opposite = { improved: "deteriorated", deteriorated: "improved", no_reliable_change: "no_reliable_change" } as const;
    fc.assert(fc.property(figures, (given) => {
      const result = judgeChange({ ...given, lowerIsBetter: true });
      expect(judgeChange({ ...given, lowerIsBetter: false }).class).toBe(opposite[result.class]);
      expect(judgeChange({ ...given, pre: given.post, post: given.pre, lowerIsBetter: true }).class).toBe(opposite[result.class]);
      const limit = 1.96 * given.sd * Math.sqrt(2 * (1 - given.reliability));
      if (Math.abs(Math.abs(given.post - given.pre) - limit) > 1e-6) expect(result.class === "no_reliable_change").toBe(Math.abs(given.post - given.pre) < limit);
    }), settings);
  });
});
