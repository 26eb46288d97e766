import { describe, expect, it } from "vitest";
import type { Condition, ConditionKind } from "./checks.contract.ts";
import { learntFindings, proposalFor } from "./checks.rules.ts";
import type { ClaimFacts, LineDraft } from "./facts.rules.ts";

const STAFF = "00000000-0000-7000-8000-000000000001";
const session = { sessionId: "s1", caseId: "c", kind: "dyadic" as const, parts: [], place: "home" as const, isSupervised: false, clinicianId: STAFF, noteStatus: "signed" as const, cosignedBy: null, decisionId: "d", verdict: "yes" as const, units: 4 };
const line: LineDraft = { session, feeLineId: null, code: "DEMO1", modifiers: ["HA"], isDemoFee: false, units: 4, chargeCents: 4000, placeCode: "12", rendering: null, supervising: null };
const facts: ClaimFacts = {
  claimId: "k", number: "C1", kind: "original", lateReason: "", originalNumber: null, deniedOn: null, claimedAlready: [], earlierInYear: 3, isTurnedAway: false, coverage: null, lines: [line], prior: null,
  day: { caseId: "c", serviceDay: "2026-11-10", child: { givenName: "Made", familyName: "Up", birthDate: "2022-05-02" }, coverages: [], answers: [], diagnoses: ["F43.10"], sessions: [] },
};
const isHeld = (condition: Condition, of: ClaimFacts = facts) => learntFindings(of, [{ checkId: "x", payerId: null, condition }]).length > 0;

/** Each kind with values that hold the claim, and with values that let it go. */
const table: [kind: ConditionKind, holds: Condition, lets: Condition][] = [
  ["place", { kind: "place", places: ["11", "12"] }, { kind: "place", places: ["11"] }],
  ["diagnosis", { kind: "diagnosis", codes: ["F4310"] }, { kind: "diagnosis", codes: ["F43.25"] }],
  ["age_over", { kind: "age_over", months: 53 }, { kind: "age_over", months: 54 }],
  ["units_over", { kind: "units_over", units: 3 }, { kind: "units_over", units: 4 }],
  ["modifier_missing", { kind: "modifier_missing", code: "DEMO1", modifier: "HN" }, { kind: "modifier_missing", code: "DEMO1", modifier: "HA" }],
  ["person_before", { kind: "person_before", staffId: STAFF, day: "2026-11-11" }, { kind: "person_before", staffId: STAFF, day: "2026-11-10" }],
  ["year_count_over", { kind: "year_count_over", count: 3 }, { kind: "year_count_over", count: 4 }],
];

describe("what a denial taught (A12)", () => {
  it.each(table)("%s holds what fits and nothing else", (_kind, holds, lets) => {
    expect([isHeld(holds), isHeld(lets)]).toEqual([true, false]);
  });
  it("holds more than one session a day, what was not asked in time, and everything where nobody said more", () => {
    expect([isHeld({ kind: "same_day" }), isHeld({ kind: "same_day" }, { ...facts, lines: [line, { ...line, session: { ...session, sessionId: "s2" } }] })]).toEqual([false, true]);
    expect(isHeld({ kind: "asked_within", days: 30 })).toBe(true);
    expect(isHeld({ kind: "always" })).toBe(true);
  });
  it("holds only the claims of its payer", () => {
    expect(learntFindings(facts, [{ checkId: "x", payerId: "another", condition: { kind: "always" } }])).toEqual([]);
  });
  it.each([["5", "place"], ["6", "age_over"], ["11", "diagnosis"], ["119", "units_over"], ["B7", "person_before"], ["4", "modifier_missing"], ["27", "asked_within"], ["97", "same_day"], ["999", "always"]] as const)("reason %s proposes %s, with values that would have held the denied claim", (reason, kind) => {
    const proposed = proposalFor(reason, facts);
    expect(proposed?.kind).toBe(kind);
    if (!["modifier_missing", "same_day"].includes(kind)) expect(isHeld(proposed!)).toBe(true);
  });
  it("what is above the contract, the family's part and the filing clock teach nothing of their own", () => {
    expect(["1", "29", "45"].map((reason) => proposalFor(reason, facts))).toEqual([null, null, null]);
  });
});
