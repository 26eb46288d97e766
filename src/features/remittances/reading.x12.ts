import type { CivilDate } from "#kernel/dates.ts";
import { inEachLanguage } from "#kernel/language.ts";
import type { Adjusted } from "#features/ledger/rules.ts";
import { amountText } from "#wire/x12/cents.ts";
import { segmentOf } from "#wire/x12/loops.ts";
import { findImbalances, readRemittance, type Remittance, type RemittanceClaim } from "#wire/x12/remittance.ts";
import type { Fault } from "#wire/x12/segments.ts";
import type { Transaction } from "#wire/x12/transactions.ts";
import type { Decision, Payment } from "./payments.rules.ts";
import { fileWords } from "./faults.words.ts";

// 835 005010X221A1 as a payment. Pure: what was read goes in, and a payment or the sums that do not hold come out.

export const dayOf = (text: string): CivilDate => `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6, 8)}`;
const dayOrNull = (text: string | null): CivilDate | null => (text === null || !/^\d{8}/.test(text) ? null : dayOf(text));
/** Codes are letters and digits; what else stands there is none of a code. */
const codeOf = (text: string) => text.toUpperCase().replaceAll(/[^A-Z0-9]/g, "") || "0";
const adjusted = (all: RemittanceClaim["adjustments"]): Adjusted[] => all.map(({ group, reason, cents }) => ({ group, reason: codeOf(reason), cents }));

const decisionOf = (claim: RemittanceClaim, at: number): Decision => ({
  position: at + 1,
  number: claim.number,
  status: claim.status,
  chargeCents: claim.chargeCents,
  paidCents: claim.paidCents,
  patientCents: claim.patientCents,
  payerNumber: claim.payerNumber ?? "",
  patient: claim.patient,
  receivedOn: dayOrNull(claim.receivedOn),
  adjustments: adjusted(claim.adjustments),
  remarks: claim.remarks,
  lines: claim.lines.map((one) => ({ number: one.number, code: one.code, modifiers: one.modifiers, chargeCents: one.chargeCents, paidCents: one.paidCents, units: one.units, day: dayOrNull(one.day), allowedCents: one.allowedCents, adjustments: adjusted(one.adjustments), remarks: one.remarks })),
});
const paymentOf = (remittance: Remittance): Payment => ({
  payer: { name: remittance.payer.name.slice(0, 80), key: remittance.payerTaxId, number: remittance.payer.id, taxNumber: remittance.payerTaxId },
  traceNumber: remittance.traceNumber,
  method: remittance.method,
  paidCents: remittance.paidCents,
  paidOn: dayOf(remittance.paidOn),
  decisions: remittance.claims.map(decisionOf),
  providers: remittance.providerAdjustments.map(({ reason, reference, cents }) => ({ reason: codeOf(reason), reference, cents })),
});

/** Whom a file of payments pays and which claims it names first, looked for before it is read: nothing is judged here. */
export type Addressee = { npis: string[]; taxNumbers: string[]; claimNumbers: string[] };
const MOST_LOOKED_AT = 200;
export function addresseeOf(text: string): Addressee {
  const start = text.replace(/^[\uFEFF\s]+/, "");
  const [element, segment] = [start[3] ?? "*", start[105] ?? "~"];
  const found: Addressee = { npis: [], taxNumbers: [], claimNumbers: [] };
  const named = (id: string, first: string, work: (elements: string[]) => void) => {
    let at = 0;
    for (let count = 0; count < MOST_LOOKED_AT; count++) {
      at = start.indexOf(`${id}${element}${first}`, at);
      if (at === -1) return;
      const end = start.indexOf(segment, at);
      work(start.slice(at, end === -1 ? at + 500 : end).split(element));
      at += 1;
    }
  };
  named("N1", `PE${element}`, ([, , , how, number = ""]) => void (how === "XX" ? found.npis : found.taxNumbers).push(number));
  named("REF", `TJ${element}`, ([, , number = ""]) => void found.taxNumbers.push(number));
  named("CLP", "", ([, number = ""]) => void found.claimNumbers.push(number));
  return found;
}

export type ReadPayment = { payment: Payment; payee: Remittance["payee"]; faults: Fault[] };
/** An 835 as a payment, with each of its sums that does not hold. */
export function paymentIn({ root, interchange }: Transaction): ReadPayment {
  const remittance = readRemittance(root, interchange.delimiters);
  const faults = findImbalances(remittance, segmentOf(root, "BPR")?.number ?? 1).map(({ segment, id, element, saysCents, comesToCents }): Fault => ({ segment, id, element, message: inEachLanguage((language) => fileWords.sumSays[language](amountText(saysCents))), expected: inEachLanguage(() => amountText(comesToCents)) }));
  return { payment: paymentOf(remittance), payee: remittance.payee, faults };
}
