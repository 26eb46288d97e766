import { describe, expect, test } from "vitest";
import type { Finding } from "#kernel/findings.ts";
import { countForVerdict, decidingFindings, findingState, isQuiet, mainClause, sortByNeed } from "./findingState.ts";

const finding = (result: Finding["result"], status: Finding["status"] = "confirmed", severity: Finding["severity"] = "block"): Finding => ({
  rule: "rule",
  clause: "§ 1",
  result,
  severity,
  status,
  message: "What was found.",
  fix: null,
});

describe("the state of a finding", () => {
  test("A5: a confirmed rule that is not met reads as not met", () => {
    expect(findingState(finding("not_met"))).toBe("not_met");
  });
  test("a draft clause warns and never reads as not met or unknown", () => {
    expect(findingState(finding("not_met", "draft"))).toBe("draft");
    expect(findingState(finding("unknown", "draft"))).toBe("draft");
    expect(findingState(finding("met", "draft"))).toBe("met_draft");
  });
  test("A3: what only warns is told apart from what blocks", () => {
    expect(findingState(finding("not_met", "confirmed", "warn"))).toBe("not_met_warns");
  });
  test("overridden and not applicable stay what they are, draft or not", () => {
    expect(findingState(finding("overridden", "draft"))).toBe("overridden");
    expect(findingState(finding("not_applicable", "draft"))).toBe("not_applicable");
  });
  test("only what asks nothing of anybody folds away", () => {
    expect([finding("met"), finding("not_applicable"), finding("not_met"), finding("unknown"), finding("not_met", "draft"), finding("overridden")].map(isQuiet)).toEqual([true, true, false, false, false, false]);
  });
});

describe("what a verdict counts", () => {
  test("missing facts are the confirmed blocking unknowns; drafts are warnings beside it", () => {
    const findings = [finding("unknown"), finding("unknown", "local"), finding("unknown", "confirmed", "warn"), finding("unknown", "draft"), finding("not_met", "draft"), finding("met", "draft"), finding("not_met")];
    expect(countForVerdict(findings)).toEqual({ missing: 2, draftWarnings: 2 });
  });
});

describe("the line of a verdict", () => {
  const of = (clause: string, result: Finding["result"], more: Partial<Finding> = {}): Finding => ({ ...finding(result), clause, ...more });
  test("names the clauses that make it no, or, where none does, those whose facts are missing; drafts and warnings never", () => {
    const all = [of("§ 1", "unknown"), of("§ 2", "not_met"), of("§ 3", "not_met", { status: "draft" }), of("§ 4", "not_met", { severity: "warn" }), of("§ 5", "met")];
    expect(decidingFindings(all).map((one) => one.clause)).toEqual(["§ 2"]);
    expect(decidingFindings(all.filter((one) => one.clause !== "§ 2")).map((one) => one.clause)).toEqual(["§ 1"]);
  });
  test("what needs somebody comes first; what is met, or was decided by a person, is the rest and stands there once", () => {
    const { open, rest } = sortByNeed([of("a", "met"), of("b", "not_met", { severity: "warn" }), of("c", "overridden"), of("d", "unknown"), of("e", "not_met"), of("f", "not_met", { status: "draft", severity: "warn" })]);
    expect([open.map((one) => one.clause), rest.map((one) => one.clause)]).toEqual([["e", "d", "b", "f"], ["a", "c"]]);
  });
  test("what counts is named by the section that most of its clauses belong to", () => {
    const main = (...clauses: string[]) => mainClause(clauses.map((clause) => of(clause, "met")));
    expect(main("22-A DCMR § 3410.2", "22-A DCMR § 3427.2", "22-A DCMR § 3427.11")).toBe("22-A DCMR § 3427");
    expect(main("CPP model: age", "CPP model: need")).toBe("CPP model");
    expect(main("Article 9")).toBe("Article 9");
    expect(mainClause([of("§ 1", "met", { status: "draft" }), of("§ 2", "not_applicable")])).toBeNull();
  });
});
