import { describe, expect, it } from "vitest";
import type { Finding } from "#kernel/findings.ts";
import { cardWhy, cardWord, isTold, verdictsById } from "./verdict.rules.ts";

const finding = (more: Partial<Finding>): Finding => ({ rule: "r", clause: "§ 1", result: "not_met", severity: "block", status: "confirmed", message: "It is not so.", fix: "Make it so.", ...more });
const verdict = (more: object = {}) => ({ moment: "booking" as const, waitsFor: "nothing" as const, verdict: "no" as const, units: null, open: [] as Finding[], ...more });

describe("what a card says of a session", () => {
  it("speaks of what will be, and then of what is", () => {
    expect([cardWord(verdict(), "en").said, cardWord(verdict({ moment: "note" }), "en").said]).toEqual(["will not count", "does not count"]);
    expect([cardWord(verdict({ verdict: "yes" }), "es").said, cardWord(verdict({ verdict: "yes", moment: "kept" }), "es").said]).toEqual(["contará", "cuenta"]);
  });
  it("does not say that an hour counts that is over and of which nobody said who came, nor one that waits for its second signature", () => {
    expect([isTold(verdict({ verdict: "yes" }), "booked"), isTold(verdict({ verdict: "yes" }), "note_owed"), isTold(verdict(), "note_owed")]).toEqual([true, false, true]);
    expect([isTold(verdict({ verdict: "yes", moment: "check_in" }), "note_owed"), isTold(verdict({ verdict: "yes", moment: "kept" }), "note_waits")]).toEqual([true, false]);
  });
  it("counts only missing facts that decide", () => {
    const open = [finding({ result: "unknown" }), finding({ result: "unknown", status: "draft", severity: "warn" }), finding({ result: "unknown", severity: "warn" })];
    expect(cardWord(verdict({ verdict: "unknown", open }), "en")).toEqual({ verdict: "unknown", said: "1 fact missing" });
  });
  it("says why by the first finding that decides, with its clause and what mends it, and nothing where it counts", () => {
    const open = [finding({ severity: "warn", message: "A warning." }), finding({ result: "unknown", message: "Not known." }), finding({})];
    expect(cardWhy(verdict({ open }), "en")).toBe("It is not so. (§ 1) Make it so.");
    expect(cardWhy(verdict({ verdict: "unknown", open }), "en")).toBe("Not known. (§ 1) Make it so.");
    expect(cardWhy(verdict({ verdict: "yes", open }), "en")).toBeNull();
  });
  it("says to those who do not see the chart only that it will not count, and who sees why", () => {
    const week = verdictsById({ verdicts: [], notByStaffing: [{ sessionId: "s" }] });
    expect(cardWord(week.get("s")!, "en")).toEqual({ verdict: "no", said: "will not count" });
    expect(cardWhy(week.get("s")!, "en")).not.toContain("§");
  });
});
