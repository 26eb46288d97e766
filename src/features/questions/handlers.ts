import { createHash, createHmac, randomBytes, scrypt } from "node:crypto";
import { addMinutes, type Instant } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import { asActor, type Actor, type Transaction } from "#database/actor.ts";
import { appendAudit } from "#server/audit.ts";
import { asFault } from "#server/errors.ts";
import { type Call, handle, type Handlers, type Services } from "#server/procedure.ts";
import { takeOver } from "#features/intake/handlers.ts";
import { ageAgainstPromise, promisedBy } from "#features/intake/promise.rules.ts";
import { receiptCode } from "#features/intake/rules.ts";
import { insertMessage } from "#features/messages/store.ts";
import { type AskedQuestion, type Closing, mayHold, MOST_CALLS, type QuestionRow, type questions, type QuestionSettings, type QuestionView, shippedQuestions } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { beginningOf, plainWord } from "./rules.ts";
import * as store from "./store.ts";

const PAGE = 50;
const DAY_MINUTES = 24 * 60;
/** After so many wrong words a code opens nothing for an hour, to anybody. */
const MOST_TRIES = 5;

/** What holds here now. */
export const settingsNow = async (tx: Transaction): Promise<QuestionSettings> => (await store.findSettings(tx)) ?? shippedQuestions;
const promiseOf = ({ answerWorkDays }: QuestionSettings, now: Instant, timeZone: string): Instant => promisedBy(now, { promiseWorkDays: answerWorkDays, holidays: [] }, timeZone);
/** By when an answer would be there to a question that is asked now, and for how long it is kept. */
export async function promiseNow(tx: Transaction): Promise<{ by: Instant; keepDays: number }> {
  const settings = await settingsNow(tx);
  return { by: promiseOf(settings, tx.now, tx.actor.timeZone), keepDays: settings.keepDays };
}

/** What is kept of a word: worked out with its code at a cost, so that a list of words takes long to try. */
const digestOf = (code: string, word: string): Promise<Buffer> =>
  new Promise((resolve, reject) => scrypt(plainWord(word), `question:${code}`, 32, (error, digest) => (error ? reject(error) : resolve(digest))));

type Asking = Pick<Services, "database" | "clock" | "signingKey">;
/** Takes in a question of a visitor. What is sent twice is one question: its code is worked out from what was sent. */
export async function receiveQuestion({ database, clock, signingKey }: Asking, visitor: Actor, asked: AskedQuestion, sent: { text: string; requestId: string }): Promise<{ code: string; by: Instant }> {
  const bytes = createHmac("sha256", signingKey).update(`question:${sent.text}`).digest();
  const code = receiptCode(bytes);
  const wordDigest = asked.word === null ? null : await digestOf(code, asked.word);
  const { by } = await asActor(database, clock, visitor, promiseNow);
  try {
    await asActor(database, clock, visitor, async (tx) => {
      await store.insertQuestion(tx, { ...asked, code, wordDigest, promisedBy: by, sourceKey: bytes.toString("hex") });
      await appendAudit(tx, { action: "write", procedure: "questions.ask", outcome: "done", requestId: sent.requestId });
    });
  } catch (error) {
    if (asFault(error).code !== "changed_meanwhile") throw error;
  }
  return { code, by };
}

/** What code and word open; null whatever was wrong. A code that nobody has costs the same work. */
export async function openAnswer({ database, clock }: Asking, visitor: Actor, given: { code: string | null; word: string; requestId: string }): Promise<store.OpenedAnswer | null> {
  const code = given.code ?? "------";
  const word = await digestOf(code, given.word);
  return asActor(database, clock, visitor, async (tx) => {
    const found = await store.openQuestion(tx, { code, word, codeDigest: createHash("sha256").update(code).digest(), most: MOST_TRIES });
    await appendAudit(tx, { action: "read", procedure: "questions.read", outcome: found === null ? "not_found" : "done", requestId: given.requestId });
    return found;
  });
}

const staffOf = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor : null);
const runs = (tx: Transaction) => staffOf(tx)?.roles.some((role) => role === "front_desk" || role === "administrator") ?? false;

function rowOf(tx: Transaction, { words, ...one }: store.StoredQuestion): QuestionRow {
  const { contact: _contact, closingNote: _note, calls: _calls, touchedAt: _touched, ...shown } = one;
  return { ...shown, promise: ageAgainstPromise(one, tx.now, tx.actor.timeZone).state, begins: beginningOf(words) };
}

async function view(tx: Transaction, found: store.StoredQuestion): Promise<QuestionView> {
  const { keepDays } = await settingsNow(tx);
  const { words, contact, calls, closingNote } = found;
  return { ...rowOf(tx, found), words, contact, calls, closingNote, answers: await store.listAnswers(tx, found.questionId), mayRun: runs(tx), keptUntil: addMinutes(found.touchedAt, keepDays * DAY_MINUTES) };
}

/** The question as the writer saw it. Throws `not_found` and `changed_meanwhile`. */
async function require(tx: Transaction, { questionId, revision }: { questionId: string; revision: number }): Promise<store.StoredQuestion> {
  const found = await store.findQuestion(tx, questionId);
  if (!found) throw new Fault("not_found", faultWords.noQuestion);
  if (found.revision !== revision) throw new Fault("changed_meanwhile", faultWords.changed);
  return found;
}
async function requireOpen(tx: Transaction, seen: { questionId: string; revision: number }): Promise<store.StoredQuestion> {
  const found = await require(tx, seen);
  if (found.status === "closed") throw new Fault("changed_meanwhile", faultWords.isClosed);
  return found;
}
async function change(tx: Transaction, found: store.StoredQuestion, next: store.QuestionChange): Promise<void> {
  if (!(await store.updateQuestion(tx, found, next))) throw new Fault("changed_meanwhile", faultWords.changed);
}

export async function give(tx: Transaction, { staffId, ...seen }: { questionId: string; revision: number; staffId: string | null }) {
  const found = await requireOpen(tx, seen);
  if (staffId !== null && !(await store.holdsOneOf(tx, staffId, mayHold))) throw fieldFault("staffId", faultWords.expectStaff);
  await change(tx, found, { holderId: staffId });
  return { given: true as const };
}

/** Keeps the answer and lets it go the way that was picked. Another one after the first is sent as well. */
export async function answer(tx: Transaction, { words, ...seen }: { questionId: string; revision: number; words: string }, { services }: { services: Pick<Call["services"], "enqueue"> }) {
  const found = await requireOpen(tx, seen);
  const answerId = await store.insertAnswer(tx, { questionId: found.questionId, words: words.trim(), writtenBy: staffOf(tx)?.staffId ?? null });
  if (found.way === "email") {
    const messageId = await insertMessage(tx, { caseId: null, personId: null, staffId: null, kind: "question_answer", linkId: answerId, language: found.language });
    await services.enqueue(tx, "send-message", { agencyId: tx.actor.agencyId, id: messageId });
  }
  const status = found.way === "call" ? ("to_call" as const) : ("answered" as const);
  await change(tx, found, { status, ...(status === "answered" ? { answeredAt: found.answeredAt ?? tx.now } : { calls: 0 }) });
  return { answerId, status };
}

async function called(tx: Transaction, { outcome, ...seen }: { questionId: string; revision: number; outcome: "told" | "not_reached" }) {
  const found = await requireOpen(tx, seen);
  if (found.status !== "to_call") throw new Fault("refused", faultWords.nobodyToCall);
  if (outcome === "told") {
    await change(tx, found, { status: "answered", answeredAt: found.answeredAt ?? tx.now });
    return { status: "answered" as const };
  }
  const calls = found.calls + 1;
  const isOver = calls >= MOST_CALLS;
  await change(tx, found, { calls, ...(isOver ? { status: "closed" as const, closedHow: "not_reached" as const } : {}) });
  return { status: isOver ? ("closed" as const) : ("to_call" as const) };
}

export async function close(tx: Transaction, { how, note, ...seen }: { questionId: string; revision: number; how: Exclude<Closing, "referral">; note: string }) {
  await change(tx, await requireOpen(tx, seen), { status: "closed", closedHow: how, closingNote: note });
  return { closed: true as const };
}

type Referring = { questionId: string; revision: number; wish: string; callMe: string | null };
/** Makes a referral of a question: what was asked and how to reach the asker are copied as they are, and nothing leads back from there. */
async function refer(tx: Transaction, { wish, callMe, ...seen }: Referring) {
  const found = await requireOpen(tx, seen);
  // The asker goes on by the code that she has, unless another family has it.
  const code = (await store.codeIsTaken(tx, found.code)) ? receiptCode(randomBytes(24)) : found.code;
  const referralId = await takeOver(tx, { code, callMe, ownWords: found.words, contact: found.contact, language: found.language });
  await change(tx, found, { status: "closed", closedHow: "referral", closingNote: wish });
  return { referralId };
}

export const questionsHandlers: Handlers<typeof questions> = {
  list: handle(async (tx, { after, ...asked }) => {
    const { questions: found, next } = await store.listQuestions(tx, asked, { after, size: PAGE });
    return { questions: found.map((one) => rowOf(tx, one)), next, count: after === null ? await store.countQuestions(tx, asked) : null };
  }),
  get: handle(async (tx, { questionId }) => {
    const found = await store.findQuestion(tx, questionId);
    if (!found) throw new Fault("not_found", faultWords.noQuestion);
    return view(tx, found);
  }),
  give: handle(give),
  answer: handle(answer),
  called: handle(called),
  close: handle(close),
  refer: handle(refer),
  settings: handle(async (tx) => {
    const own = await store.findSettings(tx);
    return { settings: own ?? shippedQuestions, isShipped: own === null };
  }),
  setSettings: handle(async (tx, settings) => {
    await store.insertSettings(tx, settings, staffOf(tx)?.staffId ?? null);
    return { set: true as const };
  }),
};
