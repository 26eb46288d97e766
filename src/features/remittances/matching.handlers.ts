import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { noteCase } from "#server/audit.ts";
import { applyOf, refundOf } from "#features/ledger/rules.ts";
import { book } from "#features/ledger/store.ts";
import type { Decided } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { bookedOf, type Decision, placesOf, reversedBy, takesDecision } from "./payments.rules.ts";
import { holdClaims, holdIntake, linesOfClaims, listKnownPayers, standingOf } from "./payments.store.ts";
import { bookSent, settle } from "./posting.handlers.ts";
import * as store from "./worklist.store.ts";

/** A decision that waits. Throws where there is none, or somebody settled it meanwhile. */
async function holdWaiting(tx: Transaction, decisionId: string): Promise<Decided> {
  await holdIntake(tx);
  const found = await store.holdDecision(tx, decisionId);
  if (found === null) throw new Fault("not_found", faultWords.noDecision);
  if (found.settledAt !== null || (found.claimId !== null && found.unplaced === 0)) throw new Fault("changed_meanwhile", faultWords.settled);
  return found;
}
const asDecision = (one: Decided): Decision => ({ position: 1, number: one.claimNumber, status: one.status, chargeCents: one.chargeCents, paidCents: one.paidCents, patientCents: one.patientCents, payerNumber: one.payerClaimNumber, patient: { family: "", given: "", memberId: "" }, receivedOn: null, adjustments: one.adjustments, remarks: one.remarks, lines: one.lines });

/** Somebody says for which claim the money is: it leaves what belongs to nothing, and the claim moves as by any decision. */
export async function matchByHand(tx: Transaction, { decisionId, claimId, reason }: { decisionId: string; claimId: string; reason: string }): Promise<{ claimId: string }> {
  const waiting = await holdWaiting(tx, decisionId);
  if (waiting.claimId !== null) throw new Fault("changed_meanwhile", faultWords.settled);
  const [claim] = await holdClaims(tx, [claimId]);
  if (claim === undefined || !takesDecision(claim.state)) throw new Fault("malformed", faultWords.noClaim, { fields: [{ path: "claimId", message: faultWords.noClaim }] });
  noteCase(tx, claim.caseId);
  const decision = asDecision(waiting);
  const takenBack = reversedBy(decision, (await standingOf(tx, [claimId])).get(claimId) ?? []);
  const places = placesOf(decision.lines, (await linesOfClaims(tx, [claimId])).get(claimId) ?? []);
  await store.matchDecision(tx, decisionId, { claimId, caseId: claim.caseId, payerId: claim.payerId, reverses: takenBack?.decisionId ?? null, words: reason, places });
  const isMedicaid = (await listKnownPayers(tx)).find((one) => one.payerId === claim.payerId)?.isMedicaid ?? true;
  const entry = applyOf({ claimId, isMedicaid, paidCents: waiting.paidCents, adjustments: bookedOf(decision, takenBack, isMedicaid) });
  await bookSent(tx, [{ target: claim }], { fileId: null });
  if (entry !== null) await book(tx, [{ entry, day: tx.today, remittanceId: waiting.remittanceId, reason }], () => claim.caseId);
  await settle(tx, [{ ...decision, decisionId, target: claim, lines: decision.lines.map((line, at) => ({ ...line, place: places[at]! })) }], null);
  return { claimId };
}

/** What waits is settled without a claim: its money was sent back, or it is only noted. What is only noted stays in the ledger as it is. */
export async function settleByHand(tx: Transaction, { decisionId, how, reason }: { decisionId: string; how: "sent_back" | "noted"; reason: string }): Promise<{ decisionId: string }> {
  const waiting = await holdWaiting(tx, decisionId);
  if (waiting.caseId !== null) noteCase(tx, waiting.caseId);
  if (how === "sent_back") {
    if (waiting.claimId !== null) throw new Fault("refused", faultWords.isMatched);
    if (waiting.paidCents <= 0) throw new Fault("refused", faultWords.nothingToSendBack);
    await book(tx, [{ entry: refundOf(null, waiting.paidCents)!, day: tx.today, remittanceId: waiting.remittanceId, reason }], () => "");
  }
  await store.settleDecision(tx, decisionId, reason);
  return { decisionId };
}
