import type { CivilDate } from "#kernel/dates.ts";
import type { Adjusted } from "#features/ledger/rules.ts";
import { amountText } from "#wire/x12/cents.ts";
import { type Draft, type Envelope, words, writeInterchange } from "#wire/x12/write.ts";
import type { Decision, Payment } from "./payments.rules.ts";

// A payment as an 835 005010X221A1: what a payer would send. For the payer of the demo, and for what is measured.

export const PAYMENT_VERSION = "005010X221A1";
const digits = (day: CivilDate) => day.replaceAll("-", "");
/** Up to six adjustments of one group in a segment. */
function adjustmentSegments(adjustments: readonly Adjusted[]): Draft[] {
  return [...new Set(adjustments.map((one) => one.group))].flatMap((group) => {
    const own = adjustments.filter((one) => one.group === group);
    return Array.from({ length: Math.ceil(own.length / 6) }, (_, at): Draft => ["CAS", group, ...own.slice(at * 6, at * 6 + 6).flatMap((one, place, all) => (place === all.length - 1 ? [one.reason, amountText(one.cents)] : [one.reason, amountText(one.cents), null]))]);
  });
}
function claimSegments(decision: Decision): Draft[] {
  const { patient } = decision;
  return [
    ["CLP", decision.number, decision.status, amountText(decision.chargeCents), amountText(decision.paidCents), decision.patientCents === 0 ? null : amountText(decision.patientCents), "MC", decision.payerNumber === "" ? null : decision.payerNumber, "11", "1"],
    ...adjustmentSegments(decision.adjustments),
    ["NM1", "QC", "1", words(patient.family || "UNKNOWN", 60), words(patient.given, 35), null, null, null, patient.memberId === "" ? null : "MI", patient.memberId === "" ? null : patient.memberId],
    ...(decision.remarks.length === 0 ? [] : [["MOA", null, null, ...decision.remarks.slice(0, 5)] satisfies Draft]),
    ...(decision.receivedOn === null ? [] : [["DTM", "050", digits(decision.receivedOn)] satisfies Draft]),
    ...decision.lines.flatMap((line): Draft[] => [
      ["SVC", ["HC", line.code, ...line.modifiers], amountText(line.chargeCents), amountText(line.paidCents), null, line.units],
      ...(line.day === null ? [] : [["DTM", "472", digits(line.day)] satisfies Draft]),
      ...adjustmentSegments(line.adjustments),
      ...(line.number === null ? [] : [["REF", "6R", line.number] satisfies Draft]),
      ...(line.allowedCents === null ? [] : [["AMT", "B6", amountText(line.allowedCents)] satisfies Draft]),
      ...line.remarks.map((one): Draft => ["LQ", "HE", one]),
    ]),
  ];
}
export type Payee = { name: string; npi: string; taxNumber: string };
/** The segments of one payment, between ST and SE. Nothing is balanced here: what is given is written. */
export function* paymentSegments(payment: Payment, payee: Payee): Generator<Draft> {
  const { payer } = payment;
  const key = payer.key.slice(0, 10);
  yield ["BPR", "I", amountText(Math.abs(payment.paidCents)), payment.paidCents < 0 ? "D" : "C", payment.method, ...Array.from({ length: 11 }, () => null), digits(payment.paidOn)];
  yield ["TRN", "1", payment.traceNumber, key];
  yield ["DTM", "405", digits(payment.paidOn)];
  yield ["N1", "PR", words(payer.name, 60), payer.number === null ? null : "XV", payer.number];
  yield ["N3", "1 MADE UP STREET"];
  yield ["N4", "WASHINGTON", "DC", "20001"];
  yield ["PER", "BL", words("CLAIMS"), "TE", "2025550100"];
  yield ["N1", "PE", words(payee.name, 60), "XX", payee.npi];
  yield ["REF", "TJ", payee.taxNumber];
  if (payment.decisions.length > 0) yield ["LX", "1"];
  for (const one of payment.decisions) yield* claimSegments(one);
  for (const one of payment.providers) yield ["PLB", payee.npi, `${payment.paidOn.slice(0, 4)}1231`, one.reference === null ? one.reason : [one.reason, one.reference], amountText(one.cents)];
}
/** Payments as one file, a transaction set each. */
export function writePayments(envelope: Envelope, payments: readonly Payment[], payee: Payee): string {
  const sets = payments.map((one, at) => ({ id: "835", control: String(at + 1).padStart(4, "0"), segments: paymentSegments(one, payee) }));
  return [...writeInterchange(envelope, [{ code: "HP", control: envelope.control, version: PAYMENT_VERSION, sets }])].join("");
}
