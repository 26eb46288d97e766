import { describe, expect, it } from "vitest";
import { evidenceOf, lines, LOOKED_AT, trainingDays } from "./cohort.test-support.ts";
import { loadTrack } from "./policies.ts";
import { judgeProgress } from "./rules.ts";

// C6, C7: what the product says of a cohort is what a trainer counts by hand in docs/training-cohort.md.

const track = loadTrack("nc-ctp", LOOKED_AT);

describe("a cohort of 24, counted by hand (C6, C7)", () => {
  it("is read whole from the page", () => {
    expect([lines.length, new Set(lines.map((one) => one.who)).size, trainingDays.length]).toEqual([24, 24, 10]);
    expect(new Set(lines.map((one) => one.verdict))).toEqual(new Set(["yes", "no", "unknown"]));
  });

  it.each(lines)("$who: $verdict", (line) => {
    const progress = judgeProgress(track, { evidence: evidenceOf(line), on: LOOKED_AT, language: "en" });
    expect(Object.fromEntries(progress.requirements.map((one) => [one.id, one.met]))).toEqual(line.marks);
    expect(progress.verdict).toBe(line.verdict);
  });

  it("says what is missing, in figures that can be counted again", () => {
    const of = (who: string, id: string) => judgeProgress(track, { evidence: evidenceOf(lines.find((one) => one.who === who)!), on: LOOKED_AT, language: "en" }).requirements.find((one) => one.id === id)!;
    expect(of("Cleo Birch", "nc3")).toMatchObject({ have: 27, need: 28, unit: "fortnights", message: "One more fortnight." });
    expect(of("Edda Elm", "nc4")).toMatchObject({ have: 2, need: 3, evidence: ["2025-09-01", "2025-09-21"], message: "One more session video." });
    expect(of("Wren Willow", "nc2")).toMatchObject({ have: 0, need: 10, message: "10 more days." });
    expect(of("Mona Maple", "nc2")).toMatchObject({ met: true, isWaived: true, have: 9 });
  });
});
