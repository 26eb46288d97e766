import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { Instant } from "#kernel/dates.ts";
import type { Channel, MessageFailure, ReminderSettings } from "./contract.ts";
import type { Reminded, SessionNow } from "./reminders.rules.ts";

/** What the agency set last; null where it set nothing yet. */
export const findReminderSettings = (tx: Transaction) =>
  row<ReminderSettings>(tx, sql`select hours_before as "hoursBefore", quiet_from as "quietFrom", quiet_to as "quietTo" from reminder_settings order by set_at desc, id desc limit 1`);
export const insertReminderSettings = (tx: Transaction, one: ReminderSettings) =>
  sql`insert into reminder_settings (agency_id, id, hours_before, quiet_from, quiet_to, set_by, set_at)
    values (${tx.actor.agencyId}, ${newId(tx)}, ${one.hoursBefore}, ${one.quietFrom}, ${one.quietTo}, ${tx.actor.kind === "staff" ? tx.actor.staffId : null}, ${tx.now})`.execute(tx);

/** Takes the agency's reminders in hand until the transaction ends; false where another process has them. */
export const takeTurn = async (tx: Transaction) => (await row<{ mine: boolean }>(tx, sql`select pg_try_advisory_xact_lock(hashtextextended(${`${tx.actor.agencyId} reminders`}, 0)) as mine`))!.mine;

export type Booked = { sessionId: string; caseId: string; startsAt: Instant; revision: number };
/** A page of the sessions that are booked between two moments, by their beginning. */
export const listBooked = (tx: Transaction, from: Instant, until: Instant, after: Pick<Booked, "startsAt" | "sessionId"> | null, most: number) =>
  rows<Booked>(tx, sql`select id as "sessionId", case_id as "caseId", starts_at as "startsAt", revision from sessions where status = 'booked' and starts_at > ${from} and starts_at <= ${until}
      and (${after?.startsAt ?? null}::timestamptz is null or (starts_at, id) > (${after?.startsAt ?? null}::timestamptz, ${after?.sessionId ?? null}::uuid))
    order by starts_at, id limit ${most}`);

export type ToRemind = { sessionId: string; personId: string; language: "en" | "es" };
/** The adults who are expected at some sessions and gave a way that may be safe: caregivers alone, no child and nobody who works here or elsewhere. */
export const listToRemind = (tx: Transaction, sessionIds: readonly string[]) =>
  rows<ToRemind>(tx, sql`select a.session_id as "sessionId", a.person_id as "personId", case when p.language = 'es' or p.language like 'es-%' then 'es' else 'en' end as language
    from attendances a join persons p on p.agency_id = a.agency_id and p.id = a.person_id
    where a.session_id = any (${[...sessionIds]}::uuid[]) and a.part = 'caregiver' and a.status = 'expected' and p.kind = 'adult'
      and exists (select from contact_ways w where w.agency_id = a.agency_id and w.person_id = a.person_id and w.way in ('email', 'text') and w.is_safe and holds_on(w.valid_from, w.valid_to, today()))
    order by a.session_id, a.person_id`);
/** What was written for some sessions. */
export const listReminded = (tx: Transaction, sessionIds: readonly string[]) =>
  rows<Reminded & { sessionId: string; personId: string }>(tx, sql`select subject_id as "sessionId", person_id as "personId", hours_before as "hoursBefore", about_at as "aboutAt", queued_at as "queuedAt", status, failure
    from messages where kind = 'reminder' and subject_id = any (${[...sessionIds]}::uuid[]) order by queued_at, id`);

export type NewReminder = ToRemind & Booked & { hoursBefore: number; channel: Channel; notBefore: Instant; failure: MessageFailure };
/** Puts a reminder into the outbox, or one that cannot be sent, so that somebody sees why; null where it stands there already. */
export const insertReminder = async (tx: Transaction, one: NewReminder) =>
  (await row<{ id: string }>(tx, sql`insert into messages (agency_id, id, case_id, person_id, channel, kind, subject_id, language, status, failure, queued_at, not_before, about_at, about_revision, hours_before)
    values (${tx.actor.agencyId}, ${newId(tx)}, ${one.caseId}, ${one.personId}, ${one.channel}, 'reminder', ${one.sessionId}, ${one.language}, ${one.failure === "" ? "queued" : "failed"}, ${one.failure}, ${tx.now}, ${one.notBefore}, ${one.startsAt}, ${one.revision}, ${one.hoursBefore})
    on conflict do nothing returning id`))?.id ?? null;

/** Takes back the waiting reminders of a session to an adult that lie further from it. */
export const withdrawFurther = (tx: Transaction, one: { sessionId: string; personId: string; hoursBefore: number }) =>
  sql`update messages set status = 'withdrawn', failure = 'another_nearer' where kind = 'reminder' and subject_id = ${one.sessionId} and person_id = ${one.personId} and hours_before > ${one.hoursBefore} and status = 'queued'`.execute(tx);

/** Takes back what waits of sessions that were cancelled or moved, of adults who are not expected any more, or who may not learn of session times; answers how many. */
export const withdrawOutdated = async (tx: Transaction) =>
  (await rows(tx, sql`update messages m set status = 'withdrawn', failure = case when ${mayNotLearn} then 'may_not_learn' else 'session_changed' end
    where m.kind = 'reminder' and m.status = 'queued' and (${mayNotLearn} or not exists (select from sessions s join attendances a on a.agency_id = s.agency_id and a.session_id = s.id and a.person_id = m.person_id and a.status = 'expected'
      where s.agency_id = m.agency_id and s.id = m.subject_id and s.status = 'booked' and s.starts_at = m.about_at)) returning id`)).length;
const mayNotLearn = sql`(exists (select from learning_limits l where l.agency_id = m.agency_id and l.person_id = m.person_id and l.case_id = any (record_of(m.case_id)) and l.topics && array['record', 'session_times'] and holds_on(l.valid_from, l.valid_to, today()))
    or exists (select from representative_limits l where l.agency_id = m.agency_id and l.person_id = m.person_id and l.case_id = any (record_of(m.case_id)) and holds_on(l.valid_from, l.valid_to, today())))`;
/** Whether an adult may learn when sessions of a case are. */
export const mayLearnOfSessions = async (tx: Transaction, personId: string, caseId: string) =>
  (await row<{ kept: boolean }>(tx, sql`select exists (select from learning_limits l where l.person_id = ${personId} and l.case_id = any (record_of(${caseId})) and l.topics && array['record', 'session_times'] and holds_on(l.valid_from, l.valid_to, today()))
    or exists (select from representative_limits l where l.person_id = ${personId} and l.case_id = any (record_of(${caseId})) and holds_on(l.valid_from, l.valid_to, today())) as kept`))!.kept === false;

/** The session that a reminder is about, held as it is until the transaction ends: who cancels or moves it meanwhile waits. */
export async function holdSession(tx: Transaction, sessionId: string, personId: string): Promise<SessionNow> {
  const session = await row<{ startsAt: Instant; status: string }>(tx, sql`select starts_at as "startsAt", status from sessions where id = ${sessionId} for share`);
  const coming = await row<{ status: string }>(tx, sql`select status from attendances where session_id = ${sessionId} and person_id = ${personId} for share`);
  return session === null ? null : { ...session, isExpected: coming?.status === "expected" };
}
/** The same, for a look. */
export const findSession = (tx: Transaction, sessionId: string, personId: string) =>
  row<NonNullable<SessionNow>>(tx, sql`select s.starts_at as "startsAt", s.status, exists (select from attendances a where a.agency_id = s.agency_id and a.session_id = s.id and a.person_id = ${personId} and a.status = 'expected') as "isExpected" from sessions s where s.id = ${sessionId}`);
