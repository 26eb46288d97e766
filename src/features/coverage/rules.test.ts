import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "#kernel/dates.ts";
import type { NewCoverage } from "./contract.ts";
import { asksAboutLetters, checkNeeded, coverageOn, judgeCoverage, type Standing } from "./rules.ts";

const TODAY = "2026-11-20";
const one: NewCoverage = { payerId: "p", place: 1, relation: "self", memberNumber: "70", groupNumber: null, planName: null, childName: null, sex: "F", address: { line1: "1 Made-Up Lane", line2: "", city: "Washington", state: "DC", zip: "20001" }, insured: null, letters: "not_asked", fromDay: "2026-01-01", toDay: null, determinedOn: null };
const somebody = { givenName: "Ana", familyName: "Sol", birthDate: null, sex: null };
const standing = (coverageId: string, more: Partial<Standing> = {}): Standing & { lineId: string } => ({ coverageId, lineId: coverageId, place: 1, fromDay: "2026-01-01", toDay: null, endedAt: null, ...more });
const ended = "2026-02-01T00:00:00.000Z";

describe("Who is billed on a day (A11)", () => {
  test("by their order; days are inclusive; what was replaced is left out", () => {
    const all = [standing("second", { place: 2 }), standing("first"), standing("old", { endedAt: ended }), standing("over", { place: 3, toDay: "2026-11-19" }), standing("last day", { place: 3, toDay: TODAY })];
    expect(coverageOn(all, TODAY).map((each) => each.coverageId)).toEqual(["first", "second", "last day"]);
    expect(coverageOn(all, "2025-12-31")).toEqual([]);
  });
  test.each([
    ["the same order on the same days", one, [standing("a")], "place"],
    ["another order", { ...one, place: 2 }, [standing("a")], null],
    ["the day after the other's last", { ...one, fromDay: "2026-07-01" }, [standing("a", { toDay: "2026-06-30" })], null],
    ["the other's last day", { ...one, fromDay: "2026-06-30" }, [standing("a", { toDay: "2026-06-30" })], "place"],
    ["beside one that was replaced", one, [standing("a", { endedAt: ended })], null],
    ["days in disorder", { ...one, toDay: "2025-12-31" }, [], "toDay"],
    ["a determination to come", { ...one, determinedOn: "2026-11-21" }, [], "determinedOn"],
    ["the child's own with somebody else", { ...one, insured: somebody }, [], "relation"],
    ["somebody's who is not named", { ...one, relation: "child" as const }, [], "insured.familyName"],
    ["somebody's who is to be born", { ...one, relation: "child" as const, insured: { ...somebody, birthDate: "2026-11-21" } }, [], "insured.birthDate"],
    ["somebody's", { ...one, relation: "other" as const, insured: somebody }, [], null],
  ])("%s", (_what, given, others, expected) => {
    expect(judgeCoverage(given, others, TODAY)?.path ?? null).toBe(expected);
  });
  test("property: coverages that were each let in never have two of one order on a day", () => {
    const day = fc.integer({ min: 0, max: 60 }).map((days) => addDays("2026-01-01", days));
    fc.assert(
      fc.property(fc.array(fc.record({ place: fc.integer({ min: 1, max: 3 }), fromDay: day, toDay: fc.option(day) }), { maxLength: 10 }), day, (given, on) => {
        const all: Standing[] = [];
        for (const [at, each] of given.entries()) if (judgeCoverage({ ...one, ...each }, all, TODAY) === null) all.push(standing(String(at), each));
        const orders = coverageOn(all, on).map((each) => each.place);
        expect(new Set(orders).size).toBe(orders.length);
        expect(orders).toEqual(orders.toSorted());
      }),
    );
  });
});

describe("Whether a payer must be asked (A11)", () => {
  const check = (forDay: string, answer: "active" | "inactive" | null, lineId = "a") => ({ lineId, forDay, answer });
  test.each([
    ["nobody asked", [], TODAY, true],
    ["active in the same month", [check("2026-11-01", "active")], TODAY, false],
    ["active later in the same month", [check("2026-11-30", "active")], TODAY, false],
    ["active the month before", [check("2026-10-31", "active")], TODAY, true],
    ["active in the same month of another year", [check("2025-11-20", "active")], TODAY, true],
    ["inactive", [check(TODAY, "inactive")], TODAY, true],
    ["asked and not answered", [check(TODAY, null)], TODAY, true],
    ["another coverage's answer", [check(TODAY, "active", "b")], TODAY, true],
    ["a day on which it does not hold", [], "2025-12-31", false],
  ])("%s", (_what, checks, day, expected) => {
    expect(checkNeeded(standing("a"), checks, day)).toBe(expected);
  });
  test("one that was replaced is not asked for", () => {
    expect(checkNeeded(standing("a", { endedAt: ended }), [], TODAY)).toBe(false);
  });
});

test("letters are asked about where somebody else holds the insurance", () => {
  expect([asksAboutLetters({ relation: "child", letters: "not_asked" }), asksAboutLetters({ relation: "self", letters: "not_asked" }), asksAboutLetters({ relation: "other", letters: "not_safe" })]).toEqual([true, false, false]);
});
