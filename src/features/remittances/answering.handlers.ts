import type { Transaction } from "#database/actor.ts";
import { moveClaims } from "#features/claims/moving.handlers.ts";
import { canStep, type ClaimState } from "#features/claims/states.rules.ts";
import { answerChecks } from "#features/coverage/files.handlers.ts";
import { type Evidence, type HeldClaim, holdClaimsByNumber } from "#features/claims/steps.store.ts";
import type { Acknowledged, Transaction as TransactionSet } from "#wire/x12/transactions.ts";
import { type ClaimAnswer, claimAnswersOf, fileAnswerOf, moveOf, type SetAnswer, setAnswersOf, upperAnswersOf, type WrongPlace } from "./answers.x12.ts";
import * as store from "./answers.store.ts";
import type { FileSummary } from "./contract.ts";
import type { NewStray } from "./files.store.ts";
import { notePayerNumbers } from "./payments.store.ts";

/** What an answer did: what is counted, what belongs to nothing that was sent, and whose families it was about. */
export type Answered = { counts: Partial<FileSummary>; strays: NewStray[]; caseIds: string[] };
const none = (stray: NewStray): Answered => ({ counts: { strays: 1 }, strays: [stray], caseIds: [] });

/** Moves those of the claims that may go there; the others were further already. */
async function move(tx: Transaction, claims: readonly HeldClaim[], to: ClaimState, evidenceOf: (claimId: string) => Evidence): Promise<HeldClaim[]> {
  // An answer proves that the file was handed on, also where nobody said so here.
  const unsent = claims.filter((one) => one.state === "batched");
  if (unsent.length > 0) await moveClaims(tx, unsent, "sent", evidenceOf);
  const sent = claims.map((one): HeldClaim => (unsent.includes(one) ? { ...one, state: "sent" } : one));
  const going = sent.filter((one) => canStep(one.state, to));
  if (going.length > 0) await moveClaims(tx, going, to, evidenceOf);
  return going;
}
const casesOf = (claims: readonly HeldClaim[]) => claims.map((one) => one.caseId);

/** TA1: a file that was turned away is written anew, one that was let in is noted on its claims. */
export async function answerFile(tx: Transaction, fileId: string, acknowledged: Acknowledged): Promise<Answered> {
  const said = fileAnswerOf(acknowledged);
  const batch = await store.findBatch(tx, said.control);
  if (batch === null) return none({ kind: "TA1", names: String(said.control), said });
  const claims = await store.holdBatchClaims(tx, batch.batchId);
  const evidence = (): Evidence => ({ fileId, batchId: batch.batchId, control: said.control, codes: ["TA1", said.accepted, said.code] });
  const moved = await move(tx, claims, said.accepted === "R" ? "batched" : "acknowledged", evidence);
  return { counts: said.accepted === "R" ? { rejected: moved.length } : { acknowledged: moved.length }, strays: [], caseIds: casesOf(moved) };
}

/** What the faults of a set are, for a claim: its own where the answer names it, else that another's turned the set away. */
function codesFor(number: string, { places }: SetAnswer): string[] {
  const textOf = (one: WrongPlace) => `${one.segment}${one.element ?? ""} ${one.code}`;
  const own = places.filter((one) => one.claimNumber === number);
  const unnamed = places.filter((one) => one.claimNumber === null);
  if (own.length > 0) return ["999", ...own.map(textOf)];
  return unnamed.length > 0 ? ["999", ...unnamed.map((one) => `${textOf(one)} @${one.place}`)] : ["999", "OTHER"];
}
/** 999: a set that cannot be read turns its claims away; of one that can the claims are acknowledged. `inSet` says which claims each set of a file holds. */
export async function answerSets(tx: Transaction, fileId: string, set: TransactionSet, inSet: (batchId: string) => Promise<ReadonlyMap<string, readonly string[]>>): Promise<Answered> {
  const all: Answered = { counts: { acknowledged: 0, rejected: 0, strays: 0 }, strays: [], caseIds: [] };
  for (const said of setAnswersOf(set)) {
    const batch = said.type === "837" ? await store.findBatch(tx, said.control) : null;
    // A file that names no set answers all of them.
    const numbers = batch === null || said.set === "" ? null : (await inSet(batch.batchId)).get(said.set);
    if (batch === null || numbers === undefined) {
      all.strays.push({ kind: "999", names: `${said.type} ${said.control} ${said.set}`.trim(), said });
      continue;
    }
    const claims = await store.holdBatchClaims(tx, batch.batchId);
    const own = numbers === null ? claims : claims.filter((one) => numbers.includes(one.number));
    const byId = new Map(own.map((one) => [one.claimId, one]));
    const evidenceOf = (claimId: string): Evidence => ({ fileId, batchId: batch.batchId, control: said.control, codes: said.accepted === "R" ? codesFor(byId.get(claimId)!.number, said).slice(0, 20) : ["999", said.accepted] });
    const moved = await move(tx, own, said.accepted === "R" ? "rejected" : "acknowledged", evidenceOf);
    all.counts[said.accepted === "R" ? "rejected" : "acknowledged"]! += moved.length;
    all.caseIds.push(...casesOf(moved));
  }
  all.counts.strays = all.strays.length;
  return all;
}

/** 277CA and 277: claim by claim, by our number. */
export async function answerClaims(tx: Transaction, fileId: string, set: TransactionSet): Promise<Answered> {
  const kind = set.type === "277CA" ? "277CA" : "277";
  const answers = claimAnswersOf(set);
  const held = new Map((await holdClaimsByNumber(tx, answers.map((one) => one.number))).map((one) => [one.number, one]));
  const strays: NewStray[] = [...answers.filter((one) => !held.has(one.number)), ...upperAnswersOf(set)].map((one) => ({ kind, names: one.number, said: one }));
  const known = answers.flatMap((answer) => (held.has(answer.number) ? [{ answer, claim: held.get(answer.number)! }] : []));
  const counts = { acknowledged: 0, accepted: 0, rejected: 0, pended: 0, strays: strays.length };
  const caseIds: string[] = [];
  for (const to of ["acknowledged", "accepted", "pended", "rejected"] as const) {
    const going = known.filter(({ answer }) => moveOf(answer) === to);
    const codes = new Map(going.map(({ answer, claim }) => [claim.claimId, codesOf(kind, answer)]));
    // Asked on demand, a claim that is still looked at tells nothing of turning it away: that came with the 277CA.
    const moved = kind === "277" && to !== "pended" ? [] : await move(tx, going.map((one) => one.claim), to, (claimId) => ({ fileId, codes: codes.get(claimId)! }));
    counts[to] += moved.length;
    caseIds.push(...casesOf(moved));
  }
  const numbered = known.filter(({ answer }) => answer.payerNumber !== null && moveOf(answer) !== "rejected");
  await notePayerNumbers(tx, numbered.map(({ answer, claim }) => ({ claimId: claim.claimId, payerNumber: answer.payerNumber, receivedOn: answer.day })));
  return { counts, strays, caseIds };
}
const codesOf = (kind: string, { statuses }: ClaimAnswer): string[] => [kind, ...statuses.map(({ category, code, entity }) => [category, code, entity].filter((one) => one !== "").join(":"))].slice(0, 20);

/** 271: what payers say of who is covered. */
export async function answerQuestions(tx: Transaction, sha256: Buffer, sets: readonly TransactionSet[]): Promise<Answered> {
  const { matched, answeredBefore, unmatched, caseIds } = await answerChecks(tx, sha256, sets);
  return { counts: { checks: matched + answeredBefore, strays: unmatched.length }, strays: unmatched.map((one) => ({ kind: "271", names: one.trace, said: one })), caseIds };
}
