import { addMinutes } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { type correspondence, MOST_A_DAY } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { plainText } from "./rules.ts";
import * as store from "./store.ts";
import { promiseNow, readThread, requireOpen } from "./thread.handlers.ts";

/** The adult who is signed in: the contract lets nobody else call. */
const personOf = ({ actor }: Transaction): string => (actor.kind === "caregiver" ? actor.personId : "");

type Writing = { caseId: string; words: string; sentKey: string };
/** Keeps what an adult writes. Sent twice it is one message, with the promise of the first. */
export async function write(tx: Transaction, { caseId, words, sentKey }: Writing) {
  const between = { caseId, personId: personOf(tx) };
  const before = await store.findSent(tx, between.personId, sentKey);
  if (before?.promisedBy) return { messageId: before.messageId, promisedBy: before.promisedBy };
  await requireOpen(tx, between);
  await store.holdWriter(tx, between.personId);
  if ((await store.countSince(tx, between.personId, addMinutes(tx.now, -24 * 60))) >= MOST_A_DAY) throw new Fault("too_many", faultWords.tooMany);
  const promisedBy = await promiseNow(tx);
  const messageId = await store.insertMessage(tx, { ...between, words: plainText(words), writtenBy: null, promisedBy, sentKey });
  if (messageId !== null) return { messageId, promisedBy };
  // Sent twice at once: the first of them stands.
  const first = await store.findSent(tx, between.personId, sentKey);
  return { messageId: first!.messageId, promisedBy: first!.promisedBy! };
}

/** The procedures of the adult's own side. */
export const familyHandlers: Pick<Handlers<typeof correspondence>, "own" | "write" | "noteRead"> = {
  own: handle(async (tx, { caseId, before }) => {
    const between = { caseId, personId: personOf(tx) };
    return { ...(await readThread(tx, between, before)), answerBy: await promiseNow(tx), unread: await store.countUnread(tx, between) };
  }),
  write: handle(write),
  noteRead: handle(async (tx, { caseId, upTo }) => ({ read: await store.markRead(tx, { caseId, personId: personOf(tx) }, "team", upTo) })),
};
