import { expect, test } from "vitest";
import type { Finding } from "#kernel/findings.ts";
import { unsettledFirst } from "./order.ts";

const finding = (rule: string, result: Finding["result"], severity: Finding["severity"] = "block"): Finding => ({ rule, clause: "§", result, severity, status: "confirmed", message: "", fix: null });

test("A11: a kept decision shows first what holds the service, and loses no finding", () => {
  const kept = [finding("met", "met"), finding("warns", "not_met", "warn"), finding("missing", "unknown"), finding("none", "not_applicable"), finding("stops", "not_met"), finding("signed over", "overridden")];
  expect(unsettledFirst(kept).map((one) => one.rule)).toEqual(["stops", "warns", "missing", "signed over", "met", "none"]);
  expect(kept[0]!.rule).toBe("met");
});
