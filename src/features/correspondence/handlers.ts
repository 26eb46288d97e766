import type { Instant } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import { ageAgainstPromise } from "#features/intake/promise.rules.ts";
import { channelsFor, findWay } from "#features/messages/judging.jobs.ts";
import { hasAgreedToMessages, insertMessage as insertNotice } from "#features/messages/store.ts";
import { requireCase } from "#features/people/handlers.ts";
import { type correspondence, shippedCorrespondence, type ThreadRow } from "./contract.ts";
import { familyHandlers } from "./family.handlers.ts";
import { faultWords } from "./faults.words.ts";
import { beginningOf, plainText } from "./rules.ts";
import * as store from "./store.ts";
import { readThread, requireOpen } from "./thread.handlers.ts";

const PAGE = 50;
const staffOf = ({ actor }: Transaction): string => (actor.kind === "staff" ? actor.staffId : "");

/** An adult who writes here, or whom the team may write to; throws `not_found`. */
async function requireAdult(tx: Transaction, { caseId, personId }: store.Between): Promise<store.AdultRow> {
  await requireCase(tx, caseId);
  const found = (await store.listAdults(tx, caseId)).find((one) => one.personId === personId);
  if (!found) throw new Fault("not_found", faultWords.noAdult);
  return found;
}

type Notice = "queued" | "no_way" | "no_yes";
/** Lets a message leave that says that something is there to read: to a safe way, of whoever said yes to messages. Where and whether is judged again as it leaves. */
async function tell(tx: Transaction, { services }: Pick<Call, "services">, { caseId, personId, language }: store.Between & { language: "en" | "es" }, messageId: string): Promise<Notice> {
  if (!(await hasAgreedToMessages(tx, personId, caseId))) return "no_yes";
  const way = await findWay(tx, { personId, caseId, staffId: null }, { channels: channelsFor(services, "to_read") });
  if (way.verdict === "refuse") return "no_way";
  const noticeId = await insertNotice(tx, { caseId, personId, staffId: null, kind: "to_read", linkId: messageId, language });
  await services.enqueue(tx, "send-message", { agencyId: tx.actor.agencyId, id: noticeId });
  return "queued";
}

type Answering = store.Between & { words: string; sentKey: string; upTo: Instant | null };
/** Writes to an adult and settles what waited when it was looked at. Sent twice it is one message and one notice. */
export async function answer(tx: Transaction, { words, sentKey, upTo, ...between }: Answering, call: Pick<Call, "services">) {
  const adult = await requireAdult(tx, between);
  const before = await store.findSent(tx, between.personId, sentKey);
  if (before) return { messageId: before.messageId, notice: "queued" as const };
  await requireOpen(tx, between);
  const messageId = await store.insertMessage(tx, { ...between, words: plainText(words), writtenBy: staffOf(tx), promisedBy: null, sentKey });
  if (messageId === null) throw new Fault("changed_meanwhile", faultWords.sentAlready);
  if (upTo !== null) await store.settle(tx, between, "answered", upTo);
  return { messageId, notice: await tell(tx, call, { ...between, language: adult.language }, messageId) };
}

export async function settle(tx: Transaction, { upTo, ...between }: store.Between & { upTo: Instant }) {
  await requireAdult(tx, between);
  return { settled: await store.settle(tx, between, "no_answer", upTo) };
}

function rowOf(tx: Transaction, { words, ...one }: store.ThreadFound): ThreadRow {
  const state = one.waitingSince === null || one.promisedBy === null ? null : ageAgainstPromise({ receivedAt: one.waitingSince, promisedBy: one.promisedBy, answeredAt: null }, tx.now, tx.actor.timeZone).state;
  const promise = state === "late" || state === "due_today" || state === "waiting" ? state : null;
  return { ...one, begins: beginningOf(words), promise, disclosure: tagOf("caregiver", one.caseId, one.personId) };
}

export const correspondenceHandlers: Handlers<typeof correspondence> = {
  ...familyHandlers,
  ofCase: handle(async (tx, { caseId }) => {
    await requireCase(tx, caseId);
    return { caseId, adults: (await store.listAdults(tx, caseId)).map((one) => ({ ...one, disclosure: tagOf("caregiver", caseId, one.personId) })) };
  }),
  thread: handle(async (tx, { before, ...between }) => {
    await requireAdult(tx, between);
    return readThread(tx, between, before);
  }),
  noteReadOf: handle(async (tx, { upTo, ...between }) => {
    await requireAdult(tx, between);
    return { read: await store.markRead(tx, between, "adult", upTo) };
  }),
  answer: handle(answer),
  settle: handle(settle),
  list: handle(async (tx, { after, ...asked }) => {
    const { threads, next } = await store.listThreads(tx, asked, { after, size: PAGE });
    return { threads: threads.map((one) => rowOf(tx, one)), next, count: after === null ? await store.countThreads(tx, asked) : null };
  }),
  settings: handle(async (tx) => {
    const own = await store.findSettings(tx);
    return { settings: own ?? shippedCorrespondence, isShipped: own === null };
  }),
  setSettings: handle(async (tx, settings) => {
    await store.insertSettings(tx, settings);
    return { set: true as const };
  }),
};
