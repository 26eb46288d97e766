import { createHash } from "node:crypto";
import { timeInZone } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import type { Words } from "#kernel/language.ts";
import type { Transaction } from "#database/actor.ts";
import { CASES_A_ROW, noteCase, noteDetails } from "#server/audit.ts";
import { handle, handleLong, type Handlers } from "#server/procedure.ts";
import { requireClean } from "#features/documents/scanning.handlers.ts";
import { listProfiles, nextControl } from "#features/payers/profile.store.ts";
import { profileOn } from "#features/payers/rules.ts";
import { findPayer } from "#features/payers/store.ts";
import { decodeX12, type Fault as FileFault } from "#wire/x12/segments.ts";
import { readTransactions, type Transaction as TransactionSet } from "#wire/x12/transactions.ts";
import { Unwritable, writeInterchange } from "#wire/x12/write.ts";
import { faultWords } from "./faults.words.ts";
import { type coverageFiles, MOST_ANSWER_BYTES, MOST_ASKED, type StrayAnswer } from "./files.contract.ts";
import * as store from "./files.store.ts";
import { insertCheck } from "./store.ts";
import { answersOf, type Inquiry, inquirySegments, INQUIRY_VERSION } from "./x12.ts";

/** A child who is asked for needs a birth date: without one no payer finds anybody. */
const lacks = (one: store.DueRow) => one.child.birthDate === null;

async function due(tx: Transaction) {
  const found = await store.listDue(tx, null);
  const payers = [...new Set(found.map((one) => one.payerId))].map((payerId) => {
    const own = found.filter((one) => one.payerId === payerId);
    return { payerId, name: own[0]!.payerName, due: own.filter((one) => !one.waits && !lacks(one)).length, waiting: own.filter((one) => one.waits).length, lacking: own.filter((one) => lacks(one)).length };
  });
  return { today: tx.today, hasProfile: profileOn(await listProfiles(tx), tx.today) !== null, payers, files: await store.listFiles(tx) };
}

/** Writes one file of questions for a payer. Its number is taken in the same transaction, so that none comes twice. */
export async function writeInquiries(tx: Transaction, { payerId, which }: { payerId: string; which: "due" | "due_and_waiting" }): Promise<File> {
  const payer = await findPayer(tx, payerId);
  if (payer === null || payer.endedAt !== null) throw new Fault("not_found", faultWords.noPayer);
  const profile = profileOn(await listProfiles(tx), tx.today);
  if (profile === null) throw new Fault("refused", faultWords.noProfile);
  // The number first: whoever writes a file at the same moment waits here, and then finds what already waits.
  const control = await nextControl(tx);
  const asked = (await store.listDue(tx, payerId)).filter((one) => !lacks(one) && (which === "due_and_waiting" || !one.waits)).slice(0, MOST_ASKED);
  if (asked.length === 0) throw new Fault("refused", faultWords.noneDue);
  const time = timeInZone(tx.now, tx.actor.timeZone).replace(":", "");
  const inquiries: Inquiry[] = [];
  for (const { coverageId, caseId, child, insured, relation, memberNumber } of asked) {
    const { trace } = await insertCheck(tx, { caseId, coverageId, forDay: tx.today, way: "file", told: null });
    inquiries.push({ trace, forDay: tx.today, madeOn: tx.today, time, payer: { name: payer.name, number: payer.payerNumber }, provider: { name: profile.legalName, npi: profile.npi, taxNumber: profile.taxNumber }, memberNumber, child, insured, relation });
  }
  noteFamilies(tx, asked.map((one) => one.caseId));
  await store.insertAsked(tx, { payerId, control, sets: inquiries.length });
  const day = tx.today.replaceAll("-", "");
  const envelope = { sender: { qualifier: profile.senderQualifier, id: profile.senderNumber }, receiver: { qualifier: payer.receiverQualifier, id: payer.receiverNumber }, groupSender: profile.senderNumber, groupReceiver: payer.receiverNumber, usage: payer.usage, control, day, time };
  const sets = inquiries.map((one, at) => ({ id: "270", control: String(at + 1).padStart(4, "0"), segments: inquirySegments(one) }));
  return new File([...written(envelope, sets)], `270-${String(control).padStart(9, "0")}.x12`, { type: "application/edi-x12" });
}
function written(envelope: Parameters<typeof writeInterchange>[0], sets: Parameters<typeof writeInterchange>[1][number]["sets"]): string[] {
  try {
    return [...writeInterchange(envelope, [{ code: "HS", control: envelope.control, version: INQUIRY_VERSION, sets }])];
  } catch (error) {
    if (error instanceof Unwritable) throw new Fault("refused", faultWords.unwritable(`${error.segment}${String(error.element).padStart(2, "0")} "${error.value}"`));
    throw error;
  }
}
/** The trail names every family of a file, as far as a row of it holds. */
function noteFamilies(tx: Transaction, caseIds: readonly string[]): void {
  noteDetails(tx, { rows: caseIds.length });
  for (const caseId of [...new Set(caseIds)].slice(0, CASES_A_ROW)) noteCase(tx, caseId);
}

async function collect(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of bytes) {
    size += piece.length;
    if (size <= MOST_ANSWER_BYTES) pieces.push(piece);
  }
  if (size > MOST_ANSWER_BYTES) throw new Fault("too_large", faultWords.tooLarge);
  return Buffer.concat(pieces);
}
function refuse(fault: FileFault): Fault {
  const place = faultWords.segment(fault.segment, fault.id, fault.element);
  const said = (language: keyof Words) => faultWords.unreadable(place[language], fault.message[language], fault.expected[language])[language];
  return new Fault("malformed", { en: said("en"), es: said("es") }, { details: { segment: fault.segment, element: `${fault.id}${fault.element ?? ""}` } });
}

/** Takes a file of answers in, whole or not at all. What was answered before stays as it was. */
export async function takeAnswers(tx: Transaction, bytes: Buffer) {
  const { transactions, faults } = readTransactions(decodeX12(bytes));
  if (faults[0] !== undefined) throw refuse(faults[0]);
  const answers = transactions.flatMap((one) => (one.type === "271" ? [one] : []));
  if (answers.length === 0 || answers.length < transactions.length) throw new Fault("malformed", faultWords.noAnswers);
  const sha256 = createHash("sha256").update(bytes).digest();
  const { caseIds, ...taken } = await answerChecks(tx, sha256, answers);
  noteFamilies(tx, caseIds);
  return taken;
}

/** Notes what the sets of a file answer; the same file, by its sum, is answered as it was before. */
export async function answerChecks(tx: Transaction, sha256: Buffer, sets: readonly TransactionSet[]) {
  const fileId = await store.insertAnswered(tx, sha256, sets.length);
  if (fileId === null) {
    const known = (await store.findAnswered(tx, sha256))!;
    return { fileId: known.fileId, state: "known" as const, matched: known.matched, answeredBefore: 0, unmatched: known.unmatched, caseIds: [] };
  }
  const unmatched: StrayAnswer[] = [];
  const caseIds: string[] = [];
  let answeredBefore = 0;
  for (const { trace, answer, details } of sets.flatMap(answersOf)) {
    const asked = trace === "" ? null : await store.holdAsked(tx, trace);
    if (asked === null) unmatched.push({ trace, answer: [answer, ...details.rejects].join(" ") });
    else if (asked.answered) answeredBefore += 1;
    else {
      await store.answerCheck(tx, asked.checkId, answer, details);
      caseIds.push(asked.caseId);
    }
  }
  await store.noteMatched(tx, fileId, caseIds.length, unmatched);
  return { fileId, state: "new" as const, matched: caseIds.length, answeredBefore, unmatched, caseIds };
}

export const coverageFilesHandlers: Handlers<typeof coverageFiles> = {
  due: handle(due),
  ask: handle((tx, input) => writeInquiries(tx, input)),
  takeAnswers: handleLong(async ({ services, actor, requestId }, { bytes }) => {
    const content = await collect(bytes);
    await requireClean({ services, actor, requestId }, "coverage.takeAnswers", async function* () {
      yield content;
    });
    return { run: (tx) => takeAnswers(tx, content), undo: async () => {} };
  }),
};
