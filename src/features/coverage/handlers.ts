import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { requireCase } from "#features/people/handlers.ts";
import type { CheckAnswer, Coverage, coverage, NewCoverage } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { coverageFilesHandlers } from "./files.handlers.ts";
import { checkNeeded, holdsOn, judgeCoverage } from "./rules.ts";
import * as store from "./store.ts";

const writers = ["biller", "administrator", "front_desk"] as const;
const mayWrite = (tx: Transaction) => tx.actor.kind === "staff" && tx.actor.roles.some((role) => (writers as readonly string[]).includes(role));

async function get(tx: Transaction, { caseId }: { caseId: string }) {
  await requireCase(tx, caseId);
  const coverages = await store.listCoverages(tx, caseId);
  const checks = await store.listChecks(tx, caseId);
  return { today: tx.today, coverages, checks, due: coverages.filter((one) => checkNeeded(one, checks, tx.today)).map((one) => one.coverageId), may: mayWrite(tx) ? ["write" as const] : [] };
}

async function requireRight(tx: Transaction, one: NewCoverage, others: readonly Coverage[]): Promise<void> {
  const wrong = judgeCoverage(one, others, tx.today);
  if (wrong !== null) throw fieldFault(wrong.path, wrong.message);
}

/** Records how the child is insured. */
export async function addCoverage(tx: Transaction, { caseId, ...one }: NewCoverage & { caseId: string }) {
  await requireCase(tx, caseId);
  if (!(await store.isPayerInUse(tx, one.payerId))) throw fieldFault("payerId", faultWords.noPayer);
  await store.holdCoverage(tx, caseId);
  await requireRight(tx, one, await store.listCoverages(tx, caseId));
  return store.insertCoverage(tx, caseId, one, null);
}

/** The version as it was seen, with those beside it; one that was replaced meanwhile is refused. */
async function holdSeen(tx: Transaction, { caseId, coverageId }: { caseId: string; coverageId: string }): Promise<{ seen: Coverage; others: Coverage[] }> {
  await requireCase(tx, caseId);
  await store.holdCoverage(tx, caseId);
  const all = await store.listCoverages(tx, caseId);
  const seen = all.find((one) => one.coverageId === coverageId);
  if (seen === undefined) throw new Fault("not_found", faultWords.noCoverage);
  if (seen.endedAt !== null) throw new Fault("changed_meanwhile", faultWords.changed);
  return { seen, others: all.filter((one) => one.lineId !== seen.lineId) };
}

/** Puts a new version in the place of one. The payer may be one that ended meanwhile, as long as it stays the same. */
export async function changeCoverage(tx: Transaction, { caseId, coverageId, reason, ...one }: NewCoverage & { caseId: string; coverageId: string; reason: string }) {
  const { seen, others } = await holdSeen(tx, { caseId, coverageId });
  if (one.payerId !== seen.payerId && !(await store.isPayerInUse(tx, one.payerId))) throw fieldFault("payerId", faultWords.noPayer);
  await requireRight(tx, one, others);
  await store.endCoverage(tx, coverageId, reason);
  return store.insertCoverage(tx, seen.caseId, one, seen);
}

const newOf = ({ payerId, place, relation, memberNumber, groupNumber, planName, childName, sex, address, insured, letters, fromDay, toDay, determinedOn }: Coverage): NewCoverage => ({ payerId, place, relation, memberNumber, groupNumber, planName, childName, sex, address, insured, letters, fromDay, toDay, determinedOn });

/** Says on which day a coverage held last; without a day it never held, and nothing takes its place. */
export async function endCoverage(tx: Transaction, { caseId, coverageId, toDay, reason }: { caseId: string; coverageId: string; toDay: string | null; reason: string }): Promise<{ ended: true }> {
  const { seen, others } = await holdSeen(tx, { caseId, coverageId });
  const next = { ...newOf(seen), toDay };
  if (toDay !== null) await requireRight(tx, next, others);
  await store.endCoverage(tx, coverageId, reason);
  if (toDay !== null) await store.insertCoverage(tx, seen.caseId, next, seen);
  return { ended: true };
}

/** Notes what a payer said by telephone or on its page. */
export async function noteCheck(tx: Transaction, { caseId, coverageId, forDay, answer, words }: { caseId: string; coverageId: string; forDay: string; answer: CheckAnswer; words: string }): Promise<{ checkId: string }> {
  const { seen } = await holdSeen(tx, { caseId, coverageId });
  if (!holdsOn(seen, forDay)) throw fieldFault("forDay", faultWords.notThen);
  const { checkId } = await store.insertCheck(tx, { caseId: seen.caseId, coverageId, forDay, way: "told", told: { answer, details: { words, rejects: [], others: [], days: [] } } });
  return { checkId };
}

export const coverageHandlers: Handlers<typeof coverage> = { get: handle(get), add: handle(addCoverage), change: handle(changeCoverage), end: handle(endCoverage), noteCheck: handle(noteCheck), ...coverageFilesHandlers };
