import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Adjusted, applyOf, balancesOf, chargeOf, type DecidedClaim, entry, type LedgerEntry, meaningOf, postRemittance, refundOf, unchargeOf, writeOffOf } from "./rules.ts";

const MEDICAID = { isMedicaid: true } as const;
const adjusted = (group: string, reason: string, cents: number): Adjusted => ({ group, reason, cents });
const linesOf = (entries: readonly LedgerEntry[]) => entries.map(({ lines }) => Object.fromEntries(lines.map(({ account, cents }) => [account, cents])));

describe("a remittance as entries", () => {
  it("pays a claim, and takes off what is above the contract", () => {
    expect(linesOf(postRemittance(8000, [{ claimId: "a", ...MEDICAID, paidCents: 8000, adjustments: [adjusted("CO", "45", 2000)] }], []))).toEqual([{ cash: 8000, clearing: -8000 }, { clearing: 8000, contractual: 2000, receivable: -10_000 }]);
  });
  it("leaves a denial open: nothing is written off silently", () => {
    expect(linesOf(postRemittance(0, [{ claimId: "a", ...MEDICAID, paidCents: 0, adjustments: [adjusted("CO", "29", 10_000)] }], []))).toEqual([]);
  });
  it("never makes a Medicaid family owe", () => {
    const decided = { claimId: "a", paidCents: 5000, adjustments: [adjusted("PR", "3", 500)] };
    expect(linesOf(postRemittance(5000, [{ ...decided, isMedicaid: true }], []))[1]).toEqual({ clearing: 5000, receivable: -5000 });
    expect(linesOf(postRemittance(5000, [{ ...decided, isMedicaid: false }], []))[1]).toEqual({ clearing: 5000, patient: 500, receivable: -5500 });
    fc.assert(fc.property(fc.constantFrom("CO", "PR", "OA", "PI"), fc.constantFrom("1", "2", "3", "45", "29", "66"), (group, reason) => meaningOf(adjusted(group, reason, 1), true) !== "patient"));
  });
  it("takes a payment back by its negatives, then posts the correction", () => {
    const first: DecidedClaim = { claimId: "a", ...MEDICAID, paidCents: 8000, adjustments: [adjusted("CO", "45", 2000)] };
    const back: DecidedClaim = { ...first, paidCents: -8000, adjustments: [adjusted("CO", "45", -2000)] };
    const right: DecidedClaim = { ...first, paidCents: 6000, adjustments: [adjusted("CO", "45", 4000)] };
    const all = [chargeOf("a", 10_000)!, ...postRemittance(8000, [first], []), ...postRemittance(-2000, [back, right], [])];
    expect(Object.fromEntries([...balancesOf(all)].filter(([, cents]) => cents !== 0))).toEqual({ revenue: -10_000, cash: 6000, contractual: 4000 });
  });
  it("keeps what belongs to no claim apart, and money for a claim that is not ours as unapplied until it finds one", () => {
    const entries = postRemittance(700, [{ claimId: null, ...MEDICAID, paidCents: 1000, adjustments: [] }], [{ reason: "WO", cents: 400 }, { reason: "L6", cents: -100 }]);
    expect(linesOf(entries)).toEqual([{ cash: 700, clearing: -700 }, { clearing: 1000, unapplied: -1000 }, { recoupment: 400, clearing: -400 }, { interest: -100, clearing: 100 }]);
    expect(linesOf([applyOf({ claimId: "b", ...MEDICAID, paidCents: 1000, adjustments: [adjusted("CO", "45", 50)] })!])).toEqual([{ unapplied: 1000, contractual: 50, receivable: -1050 }]);
  });
  it("refuses what does not balance", () => {
    expect(() => postRemittance(1, [], [])).toThrow(RangeError);
    expect(() => entry("paper", [{ account: "cash", claimId: null, cents: 1 }])).toThrow(RangeError);
    expect(() => entry("paper", [{ account: "cash", claimId: null, cents: 0.5 }, { account: "clearing", claimId: null, cents: -0.5 }])).toThrow(RangeError);
    expect(entry("paper", [])).toBeNull();
  });
});

describe("any sequence", () => {
  const cents = fc.integer({ min: 0, max: 5_000_00 });
  const adjustment = fc.record({ group: fc.constantFrom("CO", "PR", "OA", "PI", "CR"), reason: fc.constantFrom("45", "1", "2", "3", "29", "197", "A1"), cents: fc.integer({ min: -9999, max: 9999 }) });
  const claimId = fc.constantFrom("a", "b", "c");
  const decided = fc.record({ claimId: fc.option(claimId, { nil: null }), isMedicaid: fc.boolean(), paidCents: fc.integer({ min: -99_999, max: 99_999 }), adjustments: fc.array(adjustment, { maxLength: 6 }) });
  const step: fc.Arbitrary<LedgerEntry[]> = fc.oneof(
    fc.tuple(claimId, cents).map(([id, amount]) => [chargeOf(id, amount)].filter((one) => one !== null)),
    fc.tuple(claimId, cents).map(([id, amount]) => [unchargeOf(id, amount)].filter((one) => one !== null)),
    fc.tuple(claimId, fc.constantFrom("receivable" as const, "patient" as const), cents).map(([id, of, amount]) => [writeOffOf(id, of, amount)].filter((one) => one !== null)),
    fc.tuple(fc.option(claimId, { nil: null }), cents).map(([id, amount]) => [refundOf(id, amount)].filter((one) => one !== null)),
    fc.tuple(fc.array(decided, { maxLength: 4 }), fc.array(fc.record({ reason: fc.constantFrom("WO", "FB", "L6", "72", "CS"), cents: fc.integer({ min: -9999, max: 9999 }) }), { maxLength: 3 })).map(([claims, providers]) => postRemittance(claims.reduce((sum, one) => sum + one.paidCents, 0) - providers.reduce((sum, one) => sum + one.cents, 0), claims, providers)),
  );

  it("has as many debits as credits, shares every payment out whole, and loses no cent", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const entries = steps.flat();
        for (const { lines } of entries) expect(lines.reduce((sum, line) => sum + line.cents, 0)).toBe(0);
        const balances = balancesOf(entries);
        expect([...balances.values()].reduce((sum, one) => sum + one, 0)).toBe(0);
        expect(balances.get("clearing") ?? 0).toBe(0);
      }),
    );
  });
});
