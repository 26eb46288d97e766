import { describe, expect, test } from "vitest";
import type { Finding } from "#kernel/findings.ts";
import { countForVerdict, findingState, isQuiet } from "./findingState.ts";

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
