import { amountText } from "./cents.ts";
import { adjustmentSegments } from "./claims.write.ts";
import type { ProviderAdjustment, Remittance, RemittanceClaim, RemittanceLine } from "./remittance.ts";
import { type Draft, words } from "./write.ts";

// The segments of an 835 005010X221A1, in the order of the guide: what a payer would send. Nothing is balanced here: what is
// given is written. Dyad is no payer: this is for the made-up one of the demo, and for what is tested and measured.

export const REMITTANCE_VERSION = "005010X221A1";
export type WrittenLine = Omit<RemittanceLine, "segment">;
/** A decision with what it says of the claim besides: the kind of insurance, and place and frequency as they were sent. */
export type WrittenClaim = Omit<RemittanceClaim, "segment" | "lines"> & { filing: string; place: string; frequency: string; lines: readonly WrittenLine[] };
export type WrittenRemittance = Omit<Remittance, "claims" | "providerAdjustments"> & { claims: readonly WrittenClaim[]; providerAdjustments: readonly Omit<ProviderAdjustment, "segment">[] };

const day = (qualifier: string, on: string | null): Draft[] => (on === null ? [] : [["DTM", qualifier, on]]);
function* line(one: WrittenLine): Generator<Draft> {
  yield ["SVC", ["HC", one.code, ...one.modifiers], amountText(one.chargeCents), amountText(one.paidCents), null, one.units];
  yield* day("472", one.day);
  yield* adjustmentSegments(one.adjustments);
  if (one.number !== null) yield ["REF", "6R", one.number];
  if (one.allowedCents !== null) yield ["AMT", "B6", amountText(one.allowedCents)];
  for (const remark of one.remarks) yield ["LQ", "HE", remark];
}
const MOST_REMARKS = 5;
function* claim(one: WrittenClaim): Generator<Draft> {
  const { family, given, memberId } = one.patient;
  yield ["CLP", one.number, one.status, amountText(one.chargeCents), amountText(one.paidCents), amountText(one.patientCents), one.filing, one.payerNumber, one.place, one.frequency];
  yield* adjustmentSegments(one.adjustments);
  yield ["NM1", "QC", "1", words(family, 60), words(given === "" ? null : given, 35), null, null, null, ...(memberId === "" ? [] : ["MI", memberId])];
  if (one.remarks.length > 0) yield ["MOA", null, null, ...one.remarks.slice(0, MOST_REMARKS)];
  yield* day("050", one.receivedOn);
  for (const each of one.lines) yield* line(each);
}
const MOST_IN_SEGMENT = 6;
/** The segments of one payment, between ST and SE. */
export function* remittanceSegments(one: WrittenRemittance): Generator<Draft> {
  const { payer, payee } = one;
  yield ["BPR", one.paidCents === 0 ? "H" : "I", amountText(Math.abs(one.paidCents)), one.paidCents < 0 ? "D" : "C", one.method, ...Array.from({ length: 11 }, () => null), one.paidOn];
  yield ["TRN", "1", one.traceNumber, one.payerTaxId];
  yield* day("405", one.producedOn);
  yield ["N1", "PR", words(payer.name, 60)];
  yield ["N3", "1 MADE-UP STREET"];
  yield ["N4", "WASHINGTON", "DC", "20001"];
  if (payer.id !== null) yield ["REF", "2U", payer.id];
  yield ["PER", "BL", "MADE UP", "TE", "2025550100"];
  yield ["N1", "PE", words(payee.name, 60), ...(payee.npi === null ? ["FI", payee.taxId] : ["XX", payee.npi])];
  if (payee.npi !== null && payee.taxId !== null) yield ["REF", "TJ", payee.taxId];
  if (one.claims.length > 0) yield ["LX", "1"];
  for (const each of one.claims) yield* claim(each);
  // Adjustments of one provider stand together, six to a segment.
  for (let at = 0; at < one.providerAdjustments.length; at += MOST_IN_SEGMENT) {
    const some = one.providerAdjustments.slice(at, at + MOST_IN_SEGMENT);
    yield ["PLB", some[0]!.provider, `${one.paidOn.slice(0, 4)}1231`, ...some.flatMap(({ reason, reference, cents }) => [reference === null ? reason : [reason, reference], amountText(cents)])];
  }
}
