import fc from "fast-check";
import { expect, it } from "vitest";
import { readRemittance, type Remittance } from "./remittance.ts";
import { REMITTANCE_VERSION, remittanceSegments, type WrittenRemittance } from "./remittance.write.ts";
import { readTransactions } from "./transactions.ts";
import { writeInterchange } from "./write.ts";

// An 835 that was written is read back as what it said, over random ones (A13).

const code = (least: number, most: number) => fc.stringMatching(new RegExp(`^[A-Z0-9]{${least},${most}}$`));
const cents = fc.integer({ min: -1_000_000, max: 1_000_000 });
const day = fc.constantFrom("20260228", "20261231", "20240229");
const adjustments = fc.array(fc.record({ group: fc.constantFrom("CO", "PR", "OA", "PI"), reason: fc.constantFrom("1", "2", "45", "97", "B7"), cents, quantity: fc.constant(null) }), { maxLength: 14 });
// Those of one group stand together: in the order of the groups as they first come.
const together = (all: readonly { group: string }[]) => [...new Set(all.map((one) => one.group))].flatMap((group) => all.filter((one) => one.group === group));
const line = fc.record({ code: code(5, 5), modifiers: fc.array(code(2, 2), { maxLength: 4 }), chargeCents: cents, paidCents: cents, units: fc.option(fc.integer({ min: 1, max: 99 }).map(String)), day: fc.option(day), number: fc.option(code(6, 30)), allowedCents: fc.option(cents), adjustments, remarks: fc.array(code(2, 5), { maxLength: 3 }) });
const claim = fc.record({ number: code(1, 20), status: fc.constantFrom("1", "2", "4", "22"), chargeCents: cents, paidCents: cents, patientCents: fc.nat(100_000), filing: fc.constantFrom("MC", "CI"), payerNumber: fc.option(code(1, 30)), place: fc.constantFrom("11", "12"), frequency: fc.constantFrom("1", "7", "8"), patient: fc.record({ family: code(1, 30), given: code(0, 20), memberId: code(2, 20) }), adjustments, remarks: fc.array(code(2, 5), { maxLength: 5 }), receivedOn: fc.option(day), lines: fc.array(line, { maxLength: 3 }) });
const remittance: fc.Arbitrary<WrittenRemittance> = fc.record({
  paidCents: cents, method: fc.constantFrom("ACH", "CHK"), paidOn: day, traceNumber: code(1, 30), payerTaxId: code(10, 10), producedOn: fc.option(day),
  payer: fc.record({ name: code(1, 40), id: fc.option(code(2, 20)) }),
  payee: fc.record({ name: code(1, 40), npi: fc.constantFrom("1234567893", null), taxId: fc.constant("999999999") }),
  claims: fc.array(claim, { maxLength: 4 }),
  providerAdjustments: fc.array(fc.record({ provider: fc.constant("1234567893"), reason: fc.constantFrom("WO", "FB", "L6", "72"), reference: fc.option(code(1, 20)), cents }), { maxLength: 14 }),
});

/** What is read, without where it stood. */
const plain = ({ claims, providerAdjustments, ...rest }: Remittance) => ({ ...rest, claims: claims.map(({ segment: _at, lines, ...one }) => ({ ...one, lines: lines.map(({ segment: _where, ...each }) => each) })), providerAdjustments: providerAdjustments.map(({ segment: _at, ...one }) => one) });
const expected = ({ claims, ...rest }: WrittenRemittance) => ({ ...rest, claims: claims.map(({ filing: _kind, place: _place, frequency: _frequency, ...one }) => ({ ...one, adjustments: together(one.adjustments), lines: one.lines.map((each) => ({ ...each, adjustments: together(each.adjustments) })) })) });

it("an 835 is read back as it was written, whoever it pays and whatever it takes back", () => {
  fc.assert(
    fc.property(remittance, (one) => {
      const envelope = { sender: { qualifier: "ZZ", id: "PAYER" }, receiver: { qualifier: "ZZ", id: "US" }, groupSender: "PAYER", groupReceiver: "US", usage: "T", control: 1, day: "20261120", time: "0900" } as const;
      const text = [...writeInterchange(envelope, [{ code: "HP", control: 1, version: REMITTANCE_VERSION, sets: [{ id: "835", control: "0001", segments: remittanceSegments(one) }] }])].join("");
      const { transactions, faults } = readTransactions(text);
      expect(faults).toEqual([]);
      const [read] = transactions;
      if (read === undefined || read.type !== "835") throw new Error("no 835 was read");
      expect(plain(readRemittance(read.root, read.interchange.delimiters))).toEqual(expected(one));
    }),
    { numRuns: 60 },
  );
});
