import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "#kernel/dates.ts";
import { ageBuckets } from "./contract.ts";
import { type AdjustmentRow, bucketOf, daysInReceivables, daysOf, firstPassRate, tellable, tellDenials } from "./rules.ts";

const TODAY = "2026-11-20";

describe("What is open, by age", () => {
  it.each([[0, "0_30"], [30, "0_30"], [31, "31_60"], [60, "31_60"], [61, "61_90"], [90, "61_90"], [91, "91_120"], [120, "91_120"], [121, "over"], [4000, "over"]] as const)("%s days: %s", (age, bucket) => {
    expect(bucketOf(addDays(TODAY, -age), TODAY)).toBe(bucket);
  });
  it("each day is in exactly one bucket, and the days of a bucket are those", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 800 }), (age) => {
        const day = addDays(TODAY, -age);
        const holds = ageBuckets.filter((bucket) => {
          const { from, to } = daysOf(bucket, TODAY);
          return (from === null || from <= day) && (to === null || to >= day);
        });
        expect(holds).toEqual([bucketOf(day, TODAY)]);
      }),
    );
  });
});

describe("Rates", () => {
  it.each([[9000, 9000, 90], [3000, 9000, 30], [0, 9000, 0], [100, 0, null], [100, -5, null]])("open %s with %s charged in 90 days is %s days", (open, charged, days) => expect(daysInReceivables(open, charged)).toBe(days));
  it.each([[0, 0, null], [3, 4, 75], [0, 2, 0], [2, 3, 67]])("%s paid at first of %s answered is %s %%", (paid, answered, rate) => expect(firstPassRate({ paid, answered })).toBe(rate));
});

describe("Denials by reason", () => {
  const row = (group: string, reason: string, cents: number, isMedicaid = true): AdjustmentRow => ({ group, reason, isMedicaid, claims: 1, cents });
  it.each<[string, AdjustmentRow[], [string, number][]]>([
    ["what a contract takes off is none", [row("CO", "45", 500)], []],
    ["a family's part of its plan is none", [row("PR", "1", 500, false)], []],
    ["a part that Medicaid names as the family's is one: it is never billed", [row("PR", "3", 500)], [["3", 500]]],
    ["the dearest stands first, groups of one reason together", [row("CO", "29", 100), row("CO", "197", 300), row("PI", "29", 50)], [["197", 300], ["29", 150]]],
    ["what was taken back is gone", [row("CO", "29", 100), row("CO", "29", -100)], []],
  ])("%s", (_what, rows, told) => expect(tellDenials(rows, () => []).map((one) => [one.reason, one.cents])).toEqual(told));
  it("each says which check exists", () => expect(tellDenials([row("CO", "29", 100)], (reason) => [`check of ${reason}`])).toEqual([{ reason: "29", claims: 1, cents: 100, checks: ["check of 29"] }]));
});

describe("Told without names", () => {
  const counts = (families: number[]) => families.map((one, at) => ({ at, families: one }));
  it.each([
    [[20, 30], [20, 30]],
    [[20, 30, 5], [30]],
    [[20, 6, 5], [20]],
    [[20, 2, 3], []],
    [[40, 20, 2, 3], [40]],
    [[5], []],
    [[0, 20], [20]],
    [[], []],
  ])("of %j families, %j are told", (families, told) => expect(tellable(counts(families), 11).map((one) => one.families)).toEqual(told));
  it("nothing under the threshold is told, and what is hidden is never one row or too few families", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 12 }), fc.integer({ min: 5, max: 20 }), (families, threshold) => {
        const told = tellable(counts(families), threshold);
        expect(told.every((one) => one.families >= threshold)).toBe(true);
        const hidden = counts(families).filter((one) => one.families > 0 && !told.some((each) => each.at === one.at));
        if (told.length > 0 && hidden.length > 0) expect(hidden.length >= 2 && hidden.reduce((sum, one) => sum + one.families, 0) >= threshold).toBe(true);
      }),
    );
  });
});
