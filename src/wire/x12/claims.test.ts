import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { amountText, centsOf, isNpi } from "./cents.ts";
import { checkClaims } from "./claim.check.ts";
import type { ClaimSet } from "./claims.ts";
import { readClaimSet } from "./claims.read.ts";
import { claimSet, claimSets, writeClaims as write } from "./random-claims.test-support.ts";
import { foldedText } from "./text.ts";
import { readTransactions } from "./transactions.ts";
import { Unwritable } from "./write.ts";

// What is written is read back: over random claims of both shapes, replacements, voids and claims to a second payer.

/** As a file can say it: words folded to its length. */
function asWritten<T>(value: T, key = ""): T {
  const widths: Record<string, number> = { family: 60, given: 35, middle: 25, suffix: 10, name: 60, contact: 60, planName: 60, line1: 55, line2: 55, city: 30 };
  if (typeof value === "string" && key in widths) return (foldedText(value)!.slice(0, widths[key]).trimEnd() || null) as T;
  if (Array.isArray(value)) return value.map((one) => asWritten(one)) as T;
  if (value !== null && typeof value === "object") return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, asWritten(one, name)])) as T;
  return value;
}

describe("an 837P that was written", () => {
  it("has no fault, and says when read what was to be said", () => {
    fc.assert(
      fc.property(claimSets, (sets) => {
        const text = write(sets);
        const read = readTransactions(text);
        expect(checkClaims(read, "20261120")).toEqual([]);
        expect(read.transactions.map((one) => (one.type === "837P" ? readClaimSet(one.root, one.interchange.delimiters) : one.type))).toEqual(sets.map((set) => asWritten(set)));
        // oxlint-disable-next-line no-control-regex
        expect(text).toMatch(/^[\u0020-\u007e]+$/);
      }),
      { numRuns: process.env.TEST_LONG === "1" ? 1000 : 60 },
    );
  }, 240_000);

  it("is refused before a byte is written where an identifier holds a delimiter or a sign that cannot be folded", () => {
    const [set] = fc.sample(claimSet, { numRuns: 1, seed: 5 }) as [ClaimSet];
    const [first] = set.providers as [ClaimSet["providers"][number]];
    const broken = (change: (one: typeof first) => typeof first) => () => write([{ ...set, providers: [change(first)] }]);
    for (const memberId of ["A*1", "A~1", "A:1", "A^1", "Ñ1", "A\n1", " A1"]) expect(broken((one) => ({ ...one, subscribers: one.subscribers.map((each) => ({ ...each, insured: { ...each.insured, memberId } })) })), memberId).toThrow(Unwritable);
    expect(broken((one) => ({ ...one, provider: { ...one.provider, name: "王" } }))).toThrow("NM103");
    expect(broken((one) => ({ ...one, taxId: "12~345" }))).toThrow("REF02");
  });
});

describe("an amount", () => {
  it("is written without zeros that say nothing, and read back to the cent", () => {
    expect([0, 5, 50, 100, 123456, -5, -120].map(amountText)).toEqual(["0", "0.05", "0.5", "1", "1234.56", "-0.05", "-1.2"]);
    expect(["0", ".5", "1.", "1.20", "-3.4", "007", "1.230"].map(centsOf)).toEqual([0, 50, 100, 120, -340, 700, 123]);
    expect(["", ".", "-", "1.234", "1e3", "1,000", "0x10", "99999999999999999"].map(centsOf)).toEqual(Array.from({ length: 8 }, () => null));
    fc.assert(fc.property(fc.integer(), (cents) => centsOf(amountText(cents)) === cents));
  });
  it("a provider's number is known by its check digit", () => {
    expect(["1234567893", "1245319599", "1234567890", "123456789", "3234567893", "12345678931"].map(isNpi)).toEqual([true, true, false, false, false, false]);
  });
});
