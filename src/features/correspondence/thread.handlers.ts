import type { Instant } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import { promisedBy } from "#features/intake/promise.rules.ts";
import { requireCase } from "#features/people/handlers.ts";
import { type CorrespondenceSettings, shippedCorrespondence, type Thread } from "./contract.ts";
import { closedWords } from "./faults.words.ts";
import * as store from "./store.ts";

/** Messages of a thread that are shown at a time. */
const PAGE = 20;

/** What holds here now. */
export const settingsNow = async (tx: Transaction): Promise<CorrespondenceSettings> => (await store.findSettings(tx)) ?? shippedCorrespondence;
/** By when whoever writes now is answered. */
export const promiseNow = async (tx: Transaction): Promise<Instant> => promisedBy(tx.now, { promiseWorkDays: (await settingsNow(tx)).answerWorkDays, holidays: [] }, tx.actor.timeZone);

/** A page of a thread. What it holds is the adult's, each message with its own tag. */
export async function readThread(tx: Transaction, between: store.Between, before: string | null): Promise<Thread> {
  await requireCase(tx, between.caseId);
  const { messages, earlier } = await store.listMessages(tx, between, { before, size: PAGE });
  return { ...between, state: await store.stateOf(tx, between), messages: messages.map(({ caseId, personId, ...one }) => ({ ...one, disclosure: tagOf("caregiver", caseId, personId) })), earlier };
}

/** Throws `refused` with the reason where the two do not write to each other today. */
export async function requireOpen(tx: Transaction, between: store.Between): Promise<void> {
  const state = await store.stateOf(tx, between);
  if (state !== "open") throw new Fault("refused", closedWords[state]);
}
