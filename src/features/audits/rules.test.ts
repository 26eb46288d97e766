import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { loadPolicies } from "#features/policy/policies.ts";
import { versionInForce } from "#features/policy/validity.rules.ts";
import { loadAuditForm } from "./form.policies.ts";
import { asksFor, clauseOfAudit, codeOf, isSameDraw, judgeAdmission, nextDue, obstaclesOf, orderOfDraw, questionsOf, scoreOf, suggestRating } from "./rules.ts";

const digest = (text: string) => createHash("sha256").update(text).digest("hex");
const form = loadAuditForm();
const version = versionInForce(loadPolicies().find((one) => one.id === "dc-mhrs")!, "2026-11-20")!;

describe("the sample of an audit (A10)", () => {
  it("is the order of SHA-256 of seed and case, worked out by hand", () => {
    const [a, b, c] = ["a", "b", "c"].map((one) => ({ caseId: one, drawnBy: digest(`seed-one:${one}`) }));
    const expected = [a!, b!, c!].sort((one, other) => one.drawnBy.localeCompare(other.drawnBy)).map((one, index) => ({ ...one, place: index + 1 }));
    expect(orderOfDraw(["a", "b", "c"], "seed-one", digest)).toEqual(expected);
  });

  it("drawn again it is the same, whatever order the cases come in; another seed gives another order", () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 40 }), fc.string({ minLength: 8 }), (cases, seed) => {
        const drawn = orderOfDraw(cases, seed, digest);
        expect(orderOfDraw(cases.toReversed(), seed, digest)).toEqual(drawn);
        expect(drawn.map((one) => one.place)).toEqual(cases.map((_one, index) => index + 1));
        expect(isSameDraw(drawn.toReversed(), seed, digest)).toBe(true);
      }),
    );
    const cases = Array.from({ length: 30 }, (_one, index) => `case-${index}`);
    expect(orderOfDraw(cases, "seed-one", digest).map((one) => one.caseId)).not.toEqual(orderOfDraw(cases, "seed-two", digest).map((one) => one.caseId));
  });

  it("that was tampered with is found: a case moved, added, or drawn by another seed", () => {
    const drawn = orderOfDraw(["a", "b", "c", "d"], "seed-one", digest);
    const swapped = drawn.map((one) => ({ ...one, place: one.place === 1 ? 2 : one.place === 2 ? 1 : one.place }));
    expect(isSameDraw(swapped, "seed-one", digest)).toBe(false);
    expect(isSameDraw(drawn, "seed-two", digest)).toBe(false);
    expect(isSameDraw([{ caseId: "z", place: 1, drawnBy: drawn[0]!.drawnBy }, ...drawn.slice(1)], "seed-one", digest)).toBe(false);
  });

  it("gives codes that sort as they were drawn", () => {
    expect([codeOf(3, 9), codeOf(3, 40), codeOf(3, 400), codeOf(120, 400)]).toEqual(["C03", "C03", "C003", "C120"]);
  });
});

describe("ratings of an audit (A10)", () => {
  const caseItems = form.items.filter((one) => one.of === "case").length;
  const agencyItems = form.items.length - caseItems;
  const all = (mark: (index: number) => number | "not_applicable") => questionsOf(form, ["one", "two"]).map((one, index) => ({ ...one, mark: mark(index) }));

  it("ask each question for every sampled case, and those about the agency once", () => {
    expect(questionsOf(form, ["one", "two"])).toHaveLength(2 * caseItems + agencyItems);
  });

  it("count what applies: not applicable leaves the denominator", () => {
    expect(scoreOf(form, ["one", "two"], all(() => 3)).percent).toBe(100);
    const half = scoreOf(form, ["one", "two"], all((index) => (index === 0 ? 0 : "not_applicable")));
    expect(half).toMatchObject({ earned: 0, possible: 3, percent: 0, notApplicable: 2 * caseItems + agencyItems - 1 });
    expect(scoreOf(form, ["one"], all((index) => (index % 2 === 0 ? 2 : "not_applicable"))).percent).toBe(66.6);
    expect(scoreOf(form, ["one", "two"], all(() => "not_applicable"))).toMatchObject({ possible: 0, percent: null });
  });

  it("of a case that left the sample count no more", () => {
    const ratings = questionsOf(form, ["one", "gone"]).map((one) => ({ ...one, mark: one.caseId === "gone" ? 0 : 3 }));
    expect(scoreOf(form, ["one"], ratings)).toMatchObject({ percent: 100, rated: caseItems + agencyItems, asked: caseItems + agencyItems });
  });

  it("suggest nothing before every question is answered; then by the threshold, which itself is enough", () => {
    const score = (earned: number, possible: number, rated = 4) => ({ rated, asked: 4, notApplicable: 0, earned, possible, percent: null });
    expect(suggestRating(score(12, 12, 3), 80)).toBeNull();
    expect(suggestRating(score(0, 0), 80)).toBeNull();
    expect(suggestRating(score(8, 10), 80)).toBe("acceptable");
    expect(suggestRating(score(799, 1000), 80)).toBe("not_acceptable");
    // A tenth is not rounded up into an acceptable one.
    expect(suggestRating(score(7999, 10000), 80)).toBe("not_acceptable");
  });

  it("are never better for a question that was answered worse", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 2 * caseItems + agencyItems, maxLength: 2 * caseItems + agencyItems }), fc.nat({ max: 2 * caseItems + agencyItems - 1 }), (marks, at) => {
        const better = scoreOf(form, ["one", "two"], all((index) => marks[index]!));
        const worse = scoreOf(form, ["one", "two"], all((index) => (index === at ? 0 : marks[index]!)));
        expect(worse.earned).toBeLessThanOrEqual(better.earned);
        expect(worse.possible).toBe(better.possible);
      }),
    );
  });
});

describe("what follows from an audit (A10, cases 28 to 30)", () => {
  it("the next is due by the clauses of the policy: twelve months, and the end of the next calendar year", () => {
    expect(nextDue("2026-02-10", version).map((one) => [one.rule, one.on])).toEqual([["audit-interval", "2027-02-10"], ["audit-annual", "2027-12-31"]]);
    expect(nextDue("2028-02-29", version)[0]!.on).toBe("2029-02-28");
    expect(nextDue("2026-02-10", null)).toEqual([]);
    expect(clauseOfAudit(version)?.cite).toBe("22-A DCMR § 3427.11");
  });

  it("asks from 90 days before on, and once more at 60, 30, 7 and after", () => {
    expect(asksFor("2027-02-10", "2026-11-11")).toBeNull();
    expect(asksFor("2027-02-10", "2026-11-12")).toEqual({ since: "2026-11-12", dueOn: "2027-02-10" });
    expect(asksFor("2027-02-10", "2027-02-08")?.since).toBe("2027-02-03");
    expect(asksFor("2027-02-10", "2027-02-11")?.since).toBe("2027-02-11");
  });

  it("is not closed before it is rated, nor, where it falls short, without a finding and a plan", () => {
    expect(obstaclesOf({ status: "open", acceptable: null, shortfalls: 0, actions: 0 })).toEqual(["not_rated"]);
    expect(obstaclesOf({ status: "rated", acceptable: true, shortfalls: 0, actions: 0 })).toEqual([]);
    expect(obstaclesOf({ status: "rated", acceptable: true, shortfalls: 1, actions: 0 })).toEqual(["no_plan"]);
    expect(obstaclesOf({ status: "rated", acceptable: false, shortfalls: 0, actions: 0 })).toEqual(["no_finding", "no_plan"]);
    expect(obstaclesOf({ status: "rated", acceptable: false, shortfalls: 1, actions: 1 })).toEqual([]);
  });
});

test("an invitation is for somebody new, an auditor who comes back or who belongs here, and for nobody who works here as something else", () => {
  const member = (roles: string[], auditorUntil: string | null) => ({ roles, auditorUntil });
  expect(judgeAdmission(null, "none")).toBe("new");
  expect(judgeAdmission(null, "there")).toBe("taken");
  for (const account of ["there", "none"] as const) {
    expect(judgeAdmission(member(["auditor"], "2026-11-25"), account)).toBe("comes_back");
    expect(judgeAdmission(member(["auditor"], "infinity"), account)).toBe("reads_already");
    expect(judgeAdmission(member(["auditor", "clinician"], "infinity"), account)).toBe("works_here");
  }
});
