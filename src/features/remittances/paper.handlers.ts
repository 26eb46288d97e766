import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { noteCase } from "#server/audit.ts";
import { dollars } from "#features/ledger/rules.ts";
import type { PaperPayment } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { type Candidate, type Decision, takesDecision } from "./payments.rules.ts";
import * as store from "./payments.store.ts";
import { postPayment } from "./posting.handlers.ts";

const sumOf = (all: readonly { cents: number }[]) => all.reduce((sum, { cents }) => sum + cents, 0);

/** A claim as it stands on paper: what is paid and what is not come to what it asked for, as in a file. */
function decisionOf(claim: Candidate | undefined, typed: PaperPayment["claims"][number], at: number): Decision {
  const path = `claims.${at}`;
  if (claim === undefined || !takesDecision(claim.state)) throw fieldFault(`${path}.claimNumber`, faultWords.noSuchClaim);
  const told = typed.paidCents + sumOf(typed.adjustments);
  if (told !== claim.chargeCents) throw fieldFault(`${path}.paidCents`, faultWords.notWhole(dollars(claim.chargeCents), dollars(told)));
  return { position: at + 1, number: claim.number, status: typed.paidCents === 0 ? "4" : "1", chargeCents: claim.chargeCents, paidCents: typed.paidCents, patientCents: sumOf(typed.adjustments.filter((one) => one.group === "PR")), payerNumber: claim.payerClaimNumber ?? "", patient: { family: "", given: "", memberId: "" }, receivedOn: null, adjustments: typed.adjustments, remarks: [], lines: [] };
}

/** A payment that came on paper. It is posted as one of a file is. Throws where it does not balance, or is here already. */
export async function typePaper(tx: Transaction, typed: PaperPayment): Promise<{ remittanceId: string }> {
  await store.holdIntake(tx);
  const payer = (await store.listKnownPayers(tx)).find((one) => one.payerId === typed.payerId);
  if (payer === undefined) throw new Fault("not_found", faultWords.noPayer);
  if (typed.paidOn > tx.today) throw fieldFault("paidOn", faultWords.future);
  if (await store.hasTrace(tx, typed.payerId, typed.traceNumber)) throw fieldFault("traceNumber", faultWords.typedBefore);
  const numbers = typed.claims.map((one) => one.claimNumber.toUpperCase());
  const twice = numbers.findIndex((one, at) => numbers.indexOf(one) !== at);
  if (twice !== -1) throw fieldFault(`claims.${twice}.claimNumber`, faultWords.twice);
  const claims = new Map((await store.holdCandidates(tx, numbers, [])).filter((one) => one.payerId === typed.payerId).map((one) => [one.number, one]));
  const decisions = typed.claims.map((one, at) => decisionOf(claims.get(numbers[at]!), one, at));
  const paid = decisions.reduce((sum, one) => sum + one.paidCents, 0);
  if (paid !== typed.paidCents) throw fieldFault("paidCents", faultWords.notShared(dollars(typed.paidCents), dollars(paid)));
  const payment = { payer: { name: payer.name, key: `paper ${payer.payerId}`, number: payer.payerNumber, taxNumber: payer.taxNumber }, traceNumber: typed.traceNumber, method: typed.method, paidCents: typed.paidCents, paidOn: typed.paidOn, decisions, providers: [] };
  const { remittanceId, caseIds } = await postPayment(tx, payment, { fileId: null, payerId: payer.payerId, seen: new Map() });
  if (remittanceId === null) throw new Fault("changed_meanwhile", faultWords.typedBefore);
  for (const caseId of caseIds) noteCase(tx, caseId);
  return { remittanceId };
}
