import type { CivilDate } from "#kernel/dates.ts";
import { REMITTANCE_VERSION, remittanceSegments, type WrittenClaim, type WrittenRemittance } from "#wire/x12/remittance.write.ts";
import { type Envelope, writeInterchange } from "#wire/x12/write.ts";
import type { Adjusted } from "#features/ledger/rules.ts";
import type { Decision, Payment } from "./payments.rules.ts";

// Payments as the 835 that a payer would send: for what is tested and measured.

const digits = (day: CivilDate) => day.replaceAll("-", "");
const digitsOrNull = (day: CivilDate | null) => (day === null ? null : digits(day));
const adjusted = (all: readonly Adjusted[]) => all.map((one) => ({ ...one, quantity: null }));
const claimOf = (decision: Decision): WrittenClaim => ({
  ...decision,
  filing: "MC",
  place: "11",
  frequency: "1",
  payerNumber: decision.payerNumber === "" ? null : decision.payerNumber,
  patient: { ...decision.patient, family: decision.patient.family || "UNKNOWN" },
  receivedOn: digitsOrNull(decision.receivedOn),
  adjustments: adjusted(decision.adjustments),
  lines: decision.lines.map((line) => ({ ...line, day: digitsOrNull(line.day), adjustments: adjusted(line.adjustments) })),
});
export type Payee = { name: string; npi: string; taxNumber: string };
function remittanceOf({ payer, providers, decisions, ...payment }: Payment, { name, npi, taxNumber }: Payee): WrittenRemittance {
  const on = digits(payment.paidOn);
  return { ...payment, paidOn: on, producedOn: on, payerTaxId: payer.key.slice(0, 10), payer: { name: payer.name, id: payer.number }, payee: { name, npi, taxId: taxNumber }, claims: decisions.map(claimOf), providerAdjustments: providers.map((one) => ({ ...one, provider: npi })) };
}
/** Payments as one file, a transaction set each. */
export function writePayments(envelope: Envelope, payments: readonly Payment[], payee: Payee): string {
  const sets = payments.map((one, at) => ({ id: "835", control: String(at + 1).padStart(4, "0"), segments: remittanceSegments(remittanceOf(one, payee)) }));
  return [...writeInterchange(envelope, [{ code: "HP", control: envelope.control, version: REMITTANCE_VERSION, sets }])].join("");
}
