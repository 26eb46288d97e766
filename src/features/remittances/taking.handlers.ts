import { createHash } from "node:crypto";
import type { Transaction } from "#database/actor.ts";
import { setsOfBatch } from "#features/claims/batches.handlers.ts";
import { CASES_A_ROW, noteCase, noteDetails } from "#server/audit.ts";
import type { Call } from "#server/procedure.ts";
import { decodeX12 } from "#wire/x12/segments.ts";
import { type Acknowledged, readTransactions, type Transaction as TransactionSet } from "#wire/x12/transactions.ts";
import { type FileFault, type FileKind, fileKinds, type FileSummary, type FileWay } from "./contract.ts";
import { fileWords } from "./faults.words.ts";
import * as store from "./files.store.ts";
import { holdIntake } from "./payments.store.ts";
import { type Answered, answerClaims, answerFile, answerQuestions, answerSets } from "./answering.handlers.ts";
import type { Payment } from "./payments.rules.ts";
import { postPayment } from "./posting.handlers.ts";
import { type Addressee, paymentIn, type ReadPayment } from "./reading.x12.ts";

type Given = { bytes: Uint8Array; way: FileWay };
/** What became of a file. `known`: the same bytes came before, and nothing was done again. */
export type TakenFile = { fileId: string; state: "taken" | "refused"; isNew: boolean; kinds: FileKind[]; faults: FileFault[]; summary: FileSummary };

export const nothingDone: FileSummary = { posted: 0, alreadyPosted: 0, unmatched: 0, postedCents: 0, paidCents: 0, acknowledged: 0, accepted: 0, rejected: 0, pended: 0, checks: 0, strays: 0 };
const added = (one: FileSummary, more: Partial<FileSummary>): FileSummary => {
  const sum = { ...one };
  for (const key of Object.keys(more) as (keyof FileSummary)[]) sum[key] += more[key] ?? 0;
  return sum;
};

/** Whether a file of payments is for the agency of this transaction. */
export const isAddressedTo = (tx: Transaction, { npis, taxNumbers, claimNumbers }: Addressee, by: "claims" | "payee"): Promise<boolean> => (by === "claims" ? store.namesOurs(tx, claimNumbers) : store.paysUs(tx, npis, taxNumbers));

type Read = { kinds: FileKind[]; faults: FileFault[]; transactions: readonly (TransactionSet | Acknowledged)[]; payments: ReadonlyMap<TransactionSet, ReadPayment> };
const isAnswer = (type: string): type is Exclude<FileKind, "unknown"> => type !== "unknown" && fileKinds.some((one) => one === type);
/** A file as what it says, with everything for which it is refused. */
function read(bytes: Uint8Array): Read {
  const { transactions, faults } = readTransactions(decodeX12(bytes));
  const kinds = [...new Set(transactions.map(({ type }): FileKind => (isAnswer(type) ? type : "unknown")))];
  const payments = new Map<TransactionSet, ReadPayment>();
  const refused: FileFault[] = [...faults];
  if (faults.length === 0) {
    for (const one of transactions) {
      if (one.type === "835") payments.set(one, paymentIn(one));
      else if (one.type !== "TA1" && !isAnswer(one.type)) refused.push({ segment: one.set.segments[0]!.number, id: "ST", element: "01", message: fileWords.noAnswer, expected: fileWords.answers });
    }
    refused.push(...[...payments.values()].flatMap((one) => one.faults));
    if (transactions.length === 0) refused.push({ segment: 1, id: "ISA", element: null, message: fileWords.holdsNothing, expected: fileWords.answers });
  }
  return { kinds: kinds.length === 0 ? ["unknown"] : kinds, faults: refused, transactions, payments };
}

async function postOne(tx: Transaction, fileId: string, payment: Payment, seen: Map<string, Map<string, number>>): Promise<Answered> {
  const trace = `${payment.payer.key}\n${payment.traceNumber}`;
  const alike = seen.get(trace) ?? new Map<string, number>();
  seen.set(trace, alike);
  const { caseIds, remittanceId, ...done } = await postPayment(tx, payment, { fileId, payerId: null, seen: alike });
  return { counts: { ...done, paidCents: remittanceId === null ? 0 : payment.paidCents }, strays: [], caseIds };
}
async function answer(tx: Transaction, fileId: string, one: TransactionSet | Acknowledged): Promise<Answered> {
  if (one.type === "TA1") return answerFile(tx, fileId, one);
  if (one.type === "999") return answerSets(tx, fileId, one, (batchId) => setsOfBatch(tx, batchId));
  if (one.type === "277CA" || one.type === "277") return answerClaims(tx, fileId, one);
  return { counts: {}, strays: [], caseIds: [] };
}

/**
 * Takes a file from a payer in: whole, or refused whole and kept to be looked at. The same bytes again change nothing. What
 * it says of claims is done in this one transaction, so that a file is never half posted.
 */
export async function takeFile(tx: Transaction, _call: Pick<Call, "services" | "language">, { bytes, way }: Given): Promise<TakenFile> {
  await holdIntake(tx);
  const content = Buffer.from(bytes);
  const sha256 = createHash("sha256").update(content).digest();
  const known = await store.findBySum(tx, sha256);
  if (known !== null) {
    const { matched, unmatched } = await store.countDecisions(tx, known.fileId);
    return { ...known, isNew: false, summary: { ...nothingDone, ...(known.state === "taken" && { alreadyPosted: matched, unmatched }) } };
  }
  const { kinds, faults, transactions, payments } = read(content);
  if (faults.length > 0) return { fileId: await store.insertFile(tx, { kinds, way, sha256, bytes: content, state: "refused", faults: faults.slice(0, 100), summary: nothingDone }), state: "refused", isNew: true, kinds, faults, summary: nothingDone };
  const fileId = await store.insertFile(tx, { kinds, way, sha256, bytes: content, state: "taken", faults: [], summary: nothingDone });
  let summary = nothingDone;
  const caseIds = new Set<string>();
  const seen = new Map<string, Map<string, number>>();
  const note = async ({ counts, strays, caseIds: touched }: Answered) => {
    await store.insertStrays(tx, fileId, strays);
    for (const caseId of touched) caseIds.add(caseId);
    summary = added(summary, counts);
  };
  for (const one of transactions) if (one.type !== "271") await note(one.type === "835" ? await postOne(tx, fileId, payments.get(one)!.payment, seen) : await answer(tx, fileId, one));
  const questions = transactions.flatMap((one) => (one.type === "271" ? [one] : []));
  if (questions.length > 0) await note(await answerQuestions(tx, sha256, questions));
  await store.noteDone(tx, fileId, summary);
  noteDetails(tx, { rows: caseIds.size });
  for (const caseId of [...caseIds].slice(0, CASES_A_ROW)) noteCase(tx, caseId);
  return { fileId, state: "taken", isNew: true, kinds, faults: [], summary };
}
