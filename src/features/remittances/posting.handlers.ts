import { newId, type Transaction } from "#database/actor.ts";
import { moveClaims } from "#features/claims/moving.handlers.ts";
import { canStep, type ClaimOutcome, type ClaimState } from "#features/claims/states.rules.ts";
import { type Evidence, type HeldClaim } from "#features/claims/steps.store.ts";
import { type Adjusted, postRemittance } from "#features/ledger/rules.ts";
import { balancesOfClaims, book } from "#features/ledger/store.ts";
import { allAdjustments, bookingDay, type Candidate, type Decision, bookedOf, isForecast, isOfPayer, isReversal, keysOf, keyText, type KnownPayer, matchOf, newProviders, outcomeOf, type Payment, payerOf, placesOf, type Posted, reasonsOf, reversedBy } from "./payments.rules.ts";
import * as store from "./payments.store.ts";

/** Where a payment came from; `seen` counts what is alike over all payments of one trace in a file. `payerId` where somebody said whose it is. */
export type PaymentSource = { fileId: string | null; payerId: string | null; seen: Map<string, number> };
/** What was done: how many decisions were posted on claims, stood already, or belong to nothing known; and the cents that were posted on claims. */
export type PostedPayment = { remittanceId: string | null; posted: number; alreadyPosted: number; unmatched: number; postedCents: number; caseIds: string[] };

type Due = store.NewDecision & { target: Candidate | null; booked: readonly Adjusted[] };

/**
 * Posts a payment whole: what came, each claim, what belongs to the provider. What was posted before is left out, by its
 * numbers and not by its file. The caller holds the intake; nothing of it stands where anything fails.
 */
export async function postPayment(tx: Transaction, payment: Payment, source: PaymentSource): Promise<PostedPayment> {
  const known = await store.findKnown(tx, payment.payer, payment.traceNumber);
  const keys = keysOf(payment.decisions, source.seen);
  const fresh = payment.decisions.flatMap((decision, at) => (known.decisions.has(keyText(keys[at]!)) ? [] : [{ decision, key: keys[at]! }]));
  const before = keys.flatMap((one) => (known.decisions.has(keyText(one)) ? [known.decisions.get(keyText(one))!] : []));
  const providers = newProviders(payment.providers, known.providers);
  const done = { alreadyPosted: before.filter((one) => one !== null).length, unmatched: before.filter((one) => one === null).length };
  const isAgain = known.decisions.size > 0 || known.providers.length > 0;
  if (isAgain && fresh.length === 0 && providers.length === 0) return { remittanceId: null, posted: 0, postedCents: 0, caseIds: [], ...done };
  const payers = await store.listKnownPayers(tx);
  const payer = source.payerId === null ? payerOf(payers, payment.payer) : (payers.find((one) => one.payerId === source.payerId) ?? null);
  const due = await judge(tx, payment, fresh, { payers, payer, payerId: source.payerId });
  const paidCents = fresh.reduce((sum, { decision }) => sum + decision.paidCents, 0) - providers.reduce((sum, one) => sum + one.cents, 0);
  const remittanceId = await store.insertRemittance(tx, payment, { fileId: source.fileId, payerId: payer?.payerId ?? null, paidCents, claims: fresh.length, providers });
  await store.insertDecisions(tx, { remittanceId, payer: payment.payer, traceNumber: payment.traceNumber, paidOn: payment.paidOn }, due);
  const isMedicaid = new Map(payers.map((one) => [one.payerId, one.isMedicaid]));
  const entries = postRemittance(paidCents, due.map(({ target, paidCents: cents, booked }) => ({ claimId: target?.claimId ?? null, isMedicaid: target === null || isMedicaid.get(target.payerId)!, paidCents: cents, adjustments: booked })), providers);
  const cases = new Map(due.flatMap(({ target }) => (target === null ? [] : [[target.claimId, target.caseId] as const])));
  const day = bookingDay(payment.paidOn, tx.today, await store.lastClosedMonth(tx));
  await bookSent(tx, due, { fileId: source.fileId });
  await book(tx, entries.map((entry) => ({ entry, day, remittanceId })), (claimId) => cases.get(claimId)!);
  await settle(tx, due, source.fileId);
  const matched = due.filter((one) => one.target !== null);
  return { remittanceId, posted: matched.length, alreadyPosted: done.alreadyPosted, unmatched: done.unmatched + due.length - matched.length, postedCents: matched.reduce((sum, one) => sum + one.paidCents, 0), caseIds: [...new Set(cases.values())] };
}

type Judging = { payers: readonly KnownPayer[]; payer: KnownPayer | null; payerId: string | null };
/** Of which claim each decision is, what it takes back, and which lines it means. */
async function judge(tx: Transaction, payment: Payment, fresh: readonly { decision: Decision; key: ReturnType<typeof keysOf>[number] }[], { payers, payer, payerId }: Judging): Promise<Due[]> {
  const candidates = await store.holdCandidates(tx, fresh.map(({ decision }) => decision.number), fresh.map(({ decision }) => decision.payerNumber).filter((one) => one !== ""));
  const byId = new Map(candidates.map((one) => [one.claimId, one]));
  const named = groupedBy(candidates, (one) => [`ours ${one.number}`, ...(one.payerClaimNumber === null ? [] : [`theirs ${one.payerClaimNumber}`])]);
  const isMedicaid = new Map(payers.map((one) => [one.payerId, one.isMedicaid]));
  const ofPayer = new Map(payers.map((one) => [one.payerId, payerId === null ? isOfPayer(one, payment.payer) : one.payerId === payerId]));
  const matches = fresh.map(({ decision }) => matchOf(decision, [...(named.get(`ours ${decision.number}`) ?? []), ...(named.get(`theirs ${decision.payerNumber}`) ?? [])], (id) => ofPayer.get(id) === true));
  const ids = [...new Set(matches.flatMap((one) => (one === null ? [] : [one.claim.claimId, ...(one.claim.follows === null ? [] : [one.claim.follows])])))];
  const lines = await store.linesOfClaims(tx, ids);
  const standing = fresh.some(({ decision }) => isReversal(decision.status)) ? await store.standingOf(tx, ids) : new Map<string, Posted[]>();
  return fresh.map(({ decision, key }, at): Due => {
    const match = matches[at]!;
    const target = match === null ? null : targetOf(match.claim, decision, byId, standing);
    const takenBack = target === null ? null : reversedBy(decision, standing.get(target.claimId) ?? []);
    const decisionId = newId(tx);
    if (target !== null && takenBack !== null) standing.set(target.claimId, standing.get(target.claimId)!.filter((one) => one !== takenBack));
    if (target !== null && !isReversal(decision.status) && !isForecast(decision.status)) standing.set(target.claimId, [...(standing.get(target.claimId) ?? []), { decisionId, claimId: target.claimId, status: decision.status, payerClaimNumber: decision.payerNumber, paidCents: decision.paidCents, adjustments: allAdjustments(decision) }]);
    const places = target === null ? decision.lines.map(() => null) : placesOf(decision.lines, lines.get(target.claimId) ?? []);
    return {
      ...decision,
      decisionId,
      key,
      target,
      claim: target === null ? null : { claimId: target.claimId, caseId: target.caseId, by: match!.by },
      reverses: takenBack?.decisionId ?? null,
      payerId: target?.payerId ?? payer?.payerId ?? null,
      booked: target === null ? allAdjustments(decision) : bookedOf(decision, takenBack, isMedicaid.get(target.payerId) ?? true),
      unplaced: target === null ? 0 : places.filter((one) => one === null).length,
      lines: decision.lines.map((line, place) => ({ ...line, place: places[place]! })),
    };
  });
}
function groupedBy<T>(all: readonly T[], keysOfOne: (one: T) => readonly string[]): Map<string, T[]> {
  const grouped = new Map<string, T[]>();
  for (const one of all) for (const key of keysOfOne(one)) grouped.set(key, [...(grouped.get(key) ?? []), one]);
  return grouped;
}
/** A takeback that names the claim which replaces or voids another is of that other one, where only there something stands to be taken back. */
function targetOf(claim: Candidate, decision: Decision, byId: ReadonlyMap<string, Candidate>, standing: ReadonlyMap<string, Posted[]>): Candidate {
  if (!isReversal(decision.status) || claim.follows === null || (claim.kind !== "replacement" && claim.kind !== "void")) return claim;
  if (reversedBy(decision, standing.get(claim.claimId) ?? []) !== null) return claim;
  const earlier = byId.get(claim.follows);
  return earlier !== undefined && reversedBy(decision, standing.get(earlier.claimId) ?? []) !== null ? earlier : claim;
}

const asHeld = (one: Candidate): HeldClaim => ({ claimId: one.claimId, caseId: one.caseId, payerId: one.payerId, kind: one.kind, follows: one.follows, state: one.state, outcome: null, number: one.number, chargeCents: one.chargeCents, revision: 0 });
/** Claims of which each step is taken in turn; `state` is where they stand by then. */
async function moveAll(tx: Transaction, claims: readonly Candidate[], to: ClaimState, evidenceOf: (claimId: string) => Evidence): Promise<void> {
  if (claims.length === 0) return;
  await moveClaims(tx, claims.map(asHeld), to, evidenceOf);
  for (const one of claims) one.state = to;
}
/** What a payer decided was sent, also where nobody said so here: the ledger asks for it before it is paid. */
export async function bookSent(tx: Transaction, due: readonly Pick<Due, "target">[], evidence: { fileId: string | null }): Promise<void> {
  const unsent = [...new Set(due.flatMap(({ target }) => (target?.state === "batched" ? [target] : [])))];
  await moveAll(tx, unsent, "sent", () => fileEvidence(evidence.fileId));
}
const fileEvidence = (fileId: string | null): Evidence => (fileId === null ? {} : { fileId });

/** A decision that was booked, as far as its claim moves by it. */
export type Booked = Pick<Due, "decisionId" | "target" | "status" | "payerNumber" | "receivedOn" | "adjustments" | "lines">;
/** Where claims stand after all that was decided of them, with the steps that lead there. */
export async function settle(tx: Transaction, due: readonly Booked[], fileId: string | null): Promise<void> {
  const last = new Map(due.flatMap((one) => (one.target === null || isForecast(one.status) ? [] : [[one.target.claimId, one] as const])));
  const ids = [...last.keys()];
  if (ids.length === 0) return;
  await store.notePayerNumbers(tx, [...last.values()].map((one) => ({ claimId: one.target!.claimId, payerNumber: one.payerNumber === "" ? null : one.payerNumber, receivedOn: one.receivedOn })));
  const [open, patient, paid] = [await balancesOfClaims(tx, "receivable", ids), await balancesOfClaims(tx, "patient", ids), await store.paidOfClaims(tx, ids)];
  const evidenceOf = (claimId: string): Evidence => ({ ...fileEvidence(fileId), remittanceClaimId: last.get(claimId)!.decisionId, codes: reasonsOf(allAdjustments(last.get(claimId)!)) });
  const outcomes = new Map<ClaimOutcome, Candidate[]>();
  for (const [claimId, one] of last) {
    const outcome = outcomeOf({ lastStatus: one.status, paidCents: paid.get(claimId) ?? 0, openCents: open.get(claimId) ?? 0 });
    // What was replaced or voided stays so, and a takeback of it is only booked.
    if (canStep(one.target!.state, outcome)) outcomes.set(outcome, [...(outcomes.get(outcome) ?? []), one.target!]);
  }
  for (const [outcome, claims] of outcomes) await moveAll(tx, claims, outcome, evidenceOf);
  const decided = [...outcomes.values()].flat();
  await moveAll(tx, decided, "posted", evidenceOf);
  await moveAll(tx, decided.filter(({ claimId }) => (open.get(claimId) ?? 0) === 0 && (patient.get(claimId) ?? 0) === 0), "closed", evidenceOf);
}
