import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import { requireCase } from "#features/people/handlers.ts";
import { listPeople } from "#features/people/store.ts";
import { faultWords } from "./faults.words.ts";
import { listSessionIds } from "./store.ts";
import type { Trigger, triggers, TriggerStatus } from "./triggers.contract.ts";
import * as store from "./triggers.store.ts";

/** A reminder with its tag: the child's is of the chart, an adult's is that adult's own. */
export const tagged = (caseId: string, one: Omit<Trigger, "disclosure">): Trigger => ({ ...one, disclosure: tagOf(one.whosePersonId === null ? "child_chart" : "caregiver", caseId, one.whosePersonId) });

async function requireSession(tx: Transaction, caseId: string, sessionId: string | null): Promise<void> {
  if (sessionId !== null && !(await listSessionIds(tx, caseId, [sessionId])).has(sessionId)) throw fieldFault("sessionId", faultWords.noSession);
}

type Recorded = { caseId: string; whosePersonId: string | null; cue: string; reaction: string; helps: string; forChild: string; on: string; sessionId: string | null };
/** Records what reminds somebody, with its first entry. */
export async function record(tx: Transaction, input: Recorded): Promise<{ triggerId: string }> {
  await requireCase(tx, input.caseId);
  if (input.whosePersonId !== null && !(await listPeople(tx, input.caseId)).some((one) => one.personId === input.whosePersonId && one.part === "caregiver")) throw fieldFault("whosePersonId", faultWords.noAdult);
  if (input.whosePersonId !== null && input.forChild !== "") throw fieldFault("forChild", faultWords.childOnly);
  if (input.on > tx.today) throw fieldFault("on", faultWords.notAfterToday);
  await requireSession(tx, input.caseId, input.sessionId);
  const triggerId = await store.insertTrigger(tx, input);
  await store.insertEntry(tx, { ...input, triggerId, status: "new", words: "", helped: "" });
  return { triggerId };
}

type Seen = { caseId: string; triggerId: string; on: string; status: TriggerStatus; sessionId: string | null; words: string; helped: string };
/** It was seen again, eases, is gone, or was recorded by mistake. */
export async function saw(tx: Transaction, input: Seen): Promise<{ entryId: string }> {
  await requireCase(tx, input.caseId);
  const found = await store.findTrigger(tx, input.caseId, input.triggerId);
  if (!found) throw new Fault("not_found", faultWords.noTrigger);
  if (input.on > tx.today) throw fieldFault("on", faultWords.notAfterToday);
  if (input.on < found.recordedOn) throw fieldFault("on", faultWords.notBefore);
  await requireSession(tx, input.caseId, input.sessionId);
  return { entryId: await store.insertEntry(tx, { ...input, whosePersonId: found.whosePersonId }) };
}

export const triggersHandlers: Handlers<typeof triggers> = {
  list: handle(async (tx, { caseId, after }) => {
    await requireCase(tx, caseId);
    const { triggers: found, next } = await store.listTriggers(tx, caseId, after);
    return { today: tx.today, triggers: found.map((one) => tagged(caseId, one)), next };
  }),
  record: handle(record),
  saw: handle(saw),
};
