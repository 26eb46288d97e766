import { asActor, type Transaction } from "#database/actor.ts";
import { addMinutes } from "#kernel/dates.ts";
import { appendAudit } from "#server/audit.ts";
import type { Services } from "#server/procedure.ts";
import { startRounds } from "#server/rounds.ts";
import { type Channel, shippedReminders } from "./contract.ts";
import type { Quiet } from "./hours.rules.ts";
import { channelsFor, findWay, settleWay } from "./judging.jobs.ts";
import { type Due, LEAST_NOTICE, LOOK_AHEAD, type Reminded, remindersDue } from "./reminders.rules.ts";
import * as store from "./reminders.store.ts";
import { listAgencies, listLeftBehind, type AgencyOf } from "./store.ts";

const JOB = "remind";
/** Milliseconds between two looks. */
const LOOK_EVERY = 120_000;
/** Sessions that one transaction looks at. */
const PAGE = 300;

type Looking = Pick<Services, "database" | "clock" | "settings" | "demo" | "enqueue">;
type How = { hoursBefore: readonly number[]; quiet: Quiet; channels: readonly Channel[] };

/** Writes one reminder, or, where no safe hour lies before the session, that it is not sent and why. Without a safe way, or with a no, there is none. */
async function write(tx: Transaction, services: Looking, how: How, session: store.Booked, one: store.ToRemind, due: Due): Promise<number> {
  const at = due.dueAt > tx.now ? due.dueAt : tx.now;
  const whom = { personId: one.personId, staffId: null, caseId: session.caseId };
  const way = await findWay(tx, whom, { ...how, at });
  if (way.verdict === "refuse" && way.why !== "noHours") return 0;
  const settled = settleWay({ aboutAt: session.startsAt }, way);
  const notBefore = "later" in settled ? settled.later : at;
  const channel = way.verdict === "refuse" ? how.channels[0]! : way.channel;
  const messageId = await store.insertReminder(tx, { ...one, ...session, hoursBefore: due.hoursBefore, channel, notBefore, failure: "refused" in settled ? settled.refused : "" });
  if (messageId === null || "refused" in settled) return messageId === null ? 0 : 1;
  await store.withdrawFurther(tx, { ...one, hoursBefore: due.hoursBefore });
  await services.enqueue(tx, "send-message", { agencyId: tx.actor.agencyId, id: messageId }, notBefore);
  return 1;
}

/** Writes what is due of a page of sessions; answers how many reminders and the key of the next page, null at the end. */
async function lookAtPage(tx: Transaction, services: Looking, how: How, after: store.Booked | null): Promise<{ written: number; next: store.Booked | null }> {
  if (!(await store.takeTurn(tx))) return { written: 0, next: null };
  const until = addMinutes(tx.now, 60 * Math.max(...how.hoursBefore) + LOOK_AHEAD);
  const sessions = await store.listBooked(tx, addMinutes(tx.now, LEAST_NOTICE), until, after, PAGE);
  const ids = sessions.map((one) => one.sessionId);
  const reminded = new Map<string, Reminded[]>();
  const keyOf = (one: { sessionId: string; personId: string }) => `${one.sessionId} ${one.personId}`;
  const asked = ids.length === 0 ? [] : await store.listToRemind(tx, ids);
  for (const one of asked.length === 0 ? [] : await store.listReminded(tx, ids)) reminded.set(keyOf(one), [...(reminded.get(keyOf(one)) ?? []), one]);
  const byId = new Map(sessions.map((one) => [one.sessionId, one]));
  let written = 0;
  for (const one of asked) {
    const session = byId.get(one.sessionId)!;
    const due = remindersDue(how.hoursBefore, session.startsAt, tx.now, reminded.get(keyOf(one)) ?? []);
    if (due.length === 0 || !(await store.mayLearnOfSessions(tx, one.personId, session.caseId))) continue;
    for (const each of due) written += await write(tx, services, how, session, one, each);
  }
  return { written, next: sessions.length < PAGE ? null : sessions.at(-1)! };
}

/** Looks through one agency: takes back what is outdated, puts in again what a worker left, writes what is due. */
export async function remindIn(services: Looking, { agencyId, timeZone }: AgencyOf): Promise<{ written: number; withdrawn: number }> {
  const as = <T>(work: (tx: Transaction) => Promise<T>) => asActor(services.database, services.clock, { kind: "system", job: JOB, agencyId, timeZone }, work);
  const { withdrawn, settings } = await as(async (tx) => {
    const took = await store.withdrawOutdated(tx);
    for (const { messageId } of await listLeftBehind(tx)) await services.enqueue(tx, "send-message", { agencyId, id: messageId });
    if (took > 0) await appendAudit(tx, { action: "job", procedure: "messages.remind", outcome: "withdrawn", requestId: JOB, details: { count: took } });
    return { withdrawn: took, settings: (await store.findReminderSettings(tx)) ?? shippedReminders };
  });
  const channels = channelsFor(services, "reminder");
  const how: How = { hoursBefore: settings.hoursBefore, quiet: { from: settings.quietFrom, to: settings.quietTo }, channels };
  let written = 0;
  if (how.hoursBefore.length > 0 && channels.length > 0)
    for (let after: store.Booked | null = null; ; ) {
      const page: { written: number; next: store.Booked | null } = await as(async (tx) => {
        const done = await lookAtPage(tx, services, how, after);
        if (done.written > 0) await appendAudit(tx, { action: "job", procedure: "messages.remind", outcome: "queued", requestId: JOB, details: { count: done.written } });
        return done;
      });
      written += page.written;
      after = page.next;
      if (after === null) break;
    }
  return { written, withdrawn };
}

/** Looks through all agencies once; answers how many reminders were written and taken back. */
export async function lookForReminders(services: Looking): Promise<{ written: number; withdrawn: number }> {
  const all = { written: 0, withdrawn: 0 };
  for (const agency of await listAgencies(services.database)) {
    const one = await remindIn(services, agency);
    all.written += one.written;
    all.withdrawn += one.withdrawn;
  }
  return all;
}

/** Looks for reminders every few minutes; answers how to stop. However many processes look, one has an agency in hand at a time. */
export const startReminders = (services: Services): (() => Promise<void>) => startRounds(services, { name: "looking for reminders", every: LOOK_EVERY, look: () => lookForReminders(services) });
