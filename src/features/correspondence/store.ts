import { type RawBuilder, sql } from "kysely";
import type { Instant } from "#kernel/dates.ts";
import { MOST_COUNTED } from "#kernel/listing.ts";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import { pageBy, pageOf, type SortBy } from "#database/listing.ts";
import type { CorrespondenceSettings, CorrespondenceState, FamilyMessage, ThreadsAsked } from "./contract.ts";

export const findSettings = (tx: Transaction) => row<CorrespondenceSettings>(tx, sql`select answer_work_days as "answerWorkDays" from correspondence_settings order by set_at desc, id desc limit 1`);
export const insertSettings = (tx: Transaction, one: CorrespondenceSettings) =>
  sql`insert into correspondence_settings (agency_id, id, answer_work_days, set_by, set_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${one.answerWorkDays}, ${tx.actor.kind === "staff" ? tx.actor.staffId : null}, ${tx.now})`.execute(tx);

export type Between = { caseId: string; personId: string };
/** Whether an adult and the team of a case write to each other today, or why not. */
export const stateOf = async (tx: Transaction, { caseId, personId }: Between) => (await row<{ state: CorrespondenceState }>(tx, sql`select correspondence_state(${caseId}, ${personId}) as state`))!.state;

/** What was written in a record, as far as the actor sees it, the oldest first. */
export const listOfCase = (tx: Transaction, caseId: string) =>
  rows<Pick<MessageRow, "messageId" | "caseId" | "personId" | "words" | "from" | "writtenBy" | "writtenAt">>(tx, sql`select m.id as "messageId", m.case_id as "caseId", m.person_id as "personId", m.words, case when m.written_by is null then 'adult' else 'team' end as "from", s.display_name as "writtenBy", m.written_at as "writtenAt"
    from family_messages m left join staff s on s.agency_id = m.agency_id and s.id = m.written_by where m.case_id = any (record_of(${caseId})) order by m.written_at, m.id`);

const ofThread = ({ caseId, personId }: Between) => sql`m.case_id = any (record_of(${caseId})) and m.person_id = ${personId}`;
const byTime: SortBy = { by: sql`m.written_at`, kind: "moment", misses: "never" };
export type MessageRow = Omit<FamilyMessage, "disclosure"> & { caseId: string; personId: string };
/** A page of a thread, the newest last; `earlier` is the key of the page before it. */
export async function listMessages(tx: Transaction, between: Between, { before, size }: { before: string | null; size: number }): Promise<{ messages: MessageRow[]; earlier: string | null }> {
  const page = pageBy(byTime, sql`m.id`, "down", before);
  const found = await rows<MessageRow & { key: string | null }>(tx, sql`select m.id as "messageId", m.case_id as "caseId", m.person_id as "personId", m.words, case when m.written_by is null then 'adult' else 'team' end as "from", s.display_name as "writtenBy",
      m.written_at as "writtenAt", m.promised_by as "promisedBy", m.read_at as "readAt", m.settled_how as settled, ${page.key} as key
    from family_messages m left join staff s on s.agency_id = m.agency_id and s.id = m.written_by where ${ofThread(between)} and ${page.follows} order by ${page.order} limit ${size + 1}`);
  const { rows: messages, next } = pageOf(found, size, (one) => one.messageId);
  return { messages: messages.toReversed(), earlier: next };
}

export type NewFamilyMessage = Between & { words: string; writtenBy: string | null; promisedBy: Instant | null; sentKey: string };
/** Keeps a message; null where the same was sent before. */
export const insertMessage = async (tx: Transaction, one: NewFamilyMessage) =>
  (await row<{ messageId: string }>(tx, sql`insert into family_messages (agency_id, id, case_id, person_id, written_by, words, written_at, promised_by, sent_key)
    values (${tx.actor.agencyId}, ${newId(tx)}, ${one.caseId}, ${one.personId}, ${one.writtenBy}, ${one.words}, ${tx.now}, ${one.promisedBy}, ${one.sentKey}) on conflict do nothing returning id as "messageId"`))?.messageId ?? null;
export const findSent = (tx: Transaction, personId: string, sentKey: string) =>
  row<{ messageId: string; promisedBy: Instant | null }>(tx, sql`select id as "messageId", promised_by as "promisedBy" from family_messages where person_id = ${personId} and sent_key = ${sentKey}`);
/** Whoever writes many at once is counted one after the other. */
export const holdWriter = (tx: Transaction, personId: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`${personId} writes`}, 0))`.execute(tx);
export const countSince = async (tx: Transaction, personId: string, since: Instant) =>
  (await row<{ count: number }>(tx, sql`select count(*)::integer as count from family_messages where person_id = ${personId} and written_by is null and written_at > ${since}`))!.count;

const side = (from: FamilyMessage["from"]) => (from === "adult" ? sql`m.written_by is null` : sql`m.written_by is not null`);
/** Notes that one side's words were read; answers how many. */
export const markRead = async (tx: Transaction, between: Between, from: FamilyMessage["from"], upTo: Instant) =>
  (await rows(tx, sql`update family_messages m set read_at = ${tx.now}, read_by = ${tx.actor.kind === "staff" ? tx.actor.staffId : null} where ${ofThread(between)} and ${side(from)} and m.read_at is null and m.written_at <= ${upTo} returning id`)).length;
export const countUnread = async (tx: Transaction, between: Between) =>
  (await row<{ count: number }>(tx, sql`select count(*)::integer as count from family_messages m where ${ofThread(between)} and m.written_by is not null and m.read_at is null`))!.count;
/** Settles what waits; answers how many. */
export const settle = async (tx: Transaction, between: Between, how: "answered" | "no_answer", upTo: Instant) =>
  (await rows(tx, sql`update family_messages m set settled_at = ${tx.now}, settled_how = ${how}, settled_by = actor_staff(), read_at = coalesce(m.read_at, ${tx.now}), read_by = case when m.read_at is null then actor_staff() else m.read_by end
    where ${ofThread(between)} and m.written_by is null and m.settled_at is null and m.written_at <= ${upTo} returning id`)).length;

export type AdultRow = { personId: string; name: string; language: "en" | "es"; state: CorrespondenceState; count: number; waitingSince: Instant | null; promisedBy: Instant | null };
/** The adults of a record who care for the child today and come into the portal, and those who wrote. */
export const listAdults = (tx: Transaction, caseId: string) =>
  rows<AdultRow>(tx, sql`select p.id as "personId", trim(p.given_name || ' ' || p.family_name) as name, case when p.language = 'es' or p.language like 'es-%' then 'es' else 'en' end as language, correspondence_state(${caseId}, p.id) as state,
      coalesce(m.count, 0)::integer as count, m.since as "waitingSince", m.due as "promisedBy"
    from persons p left join lateral (select count(*) as count, min(m.written_at) filter (where m.written_by is null and m.settled_at is null) as since, min(m.promised_by) filter (where m.written_by is null and m.settled_at is null) as due
        from family_messages m where m.agency_id = p.agency_id and m.person_id = p.id and m.case_id = any (record_of(${caseId}))) m on true
    where p.kind = 'adult' and (m.count > 0 or (p.id in (select w.person_id from case_people w where w.case_id = any (record_of(${caseId})) and w.part = 'caregiver' and w.taken_back_at is null and holds_on(w.valid_from, w.valid_to, today()))
        and exists (select from portal_accesses a where a.agency_id = p.agency_id and a.person_id = p.id)))
    order by m.since nulls last, 2, 1`);

export type ThreadFound = { caseId: string; personId: string; childName: string; adultName: string; words: string; from: "adult" | "team"; lastAt: Instant; waitingSince: Instant | null; promisedBy: Instant | null };
const waits = sql`m.written_by is null and m.settled_at is null`;
const threads = ({ status }: Pick<ThreadsAsked, "status">) => sql`(select m.agency_id, m.case_id, m.person_id, md5(m.case_id::text || m.person_id::text)::uuid as id, min(m.written_at) filter (where ${waits}) as since, min(m.promised_by) filter (where ${waits}) as due, max(m.written_at) as last
    from family_messages m where ${status === "waiting" ? waits : sql`true`} group by m.agency_id, m.case_id, m.person_id) t`;
const matches = ({ whose, late }: ThreadsAsked): RawBuilder<unknown> => sql.join([
  sql`true`,
  ...(whose === null ? [] : [sql`exists (select from assignments a where a.agency_id = t.agency_id and a.case_id = any (record_of(t.case_id)) and a.staff_id = actor_staff() and holds_on(a.valid_from, a.valid_to, today()))`]),
  ...(late === null ? [] : [sql`t.due < present_moment()`]),
], sql` and `);
const sorts: Record<ThreadsAsked["sort"], SortBy> = { waiting: { by: sql`t.since`, kind: "moment", misses: "may" }, last: { by: sql`t.last`, kind: "moment", misses: "never" } };

/** A page of the threads that the actor sees. */
export async function listThreads(tx: Transaction, asked: ThreadsAsked, { after, size }: { after: string | null; size: number }): Promise<{ threads: ThreadFound[]; next: string | null }> {
  const page = pageBy(sorts[asked.sort], sql`t.id`, asked.order, after);
  const found = await rows<ThreadFound & { id: string; key: string | null }>(tx, sql`select t.id, t.case_id as "caseId", t.person_id as "personId", trim(k.given_name || ' ' || k.family_name) as "childName", trim(p.given_name || ' ' || p.family_name) as "adultName",
      shown.words, shown."from", t.last as "lastAt", t.since as "waitingSince", t.due as "promisedBy", ${page.key} as key
    from ${threads(asked)} join cases c on c.agency_id = t.agency_id and c.id = t.case_id join persons k on k.agency_id = c.agency_id and k.id = c.child_id join persons p on p.agency_id = t.agency_id and p.id = t.person_id
      cross join lateral (select left(m.words, 500) as words, case when m.written_by is null then 'adult' else 'team' end as "from" from family_messages m where m.agency_id = t.agency_id and m.case_id = t.case_id and m.person_id = t.person_id and m.written_at = coalesce(t.since, t.last) order by m.id limit 1) shown
    where ${matches(asked)} and ${page.follows} order by ${page.order} limit ${size + 1}`);
  const { rows: page_, next } = pageOf(found, size, (one) => one.id);
  return { threads: page_.map(({ id: _id, ...one }) => one), next };
}
export const countThreads = async (tx: Transaction, asked: ThreadsAsked) => (await row<{ count: number }>(tx, sql`select count(*)::integer as count from (select from ${threads(asked)} where ${matches(asked)} limit ${MOST_COUNTED + 1}) counted`))!.count;

export type OwedThread = { kind: "family_message"; id: string; caseId: string; sessionId: null; who: string; since: Instant; dueAt: Instant; about: string };
/** What waits for an answer: of one's own families all of it, of those whom one supervises what is late. One row for each adult. */
export const owedThreads = (tx: Transaction, staffId: string) =>
  rows<OwedThread>(tx, sql`select 'family_message' as kind, t.person_id as id, t.case_id as "caseId", null as "sessionId", trim(k.given_name || ' ' || k.family_name) as who, t.since, t.due as "dueAt", trim(p.given_name || ' ' || p.family_name) as about
    from ${threads({ status: "waiting" })} join cases c on c.agency_id = t.agency_id and c.id = t.case_id join persons k on k.agency_id = c.agency_id and k.id = c.child_id join persons p on p.agency_id = t.agency_id and p.id = t.person_id
    where t.due < present_moment() or exists (select from assignments a where a.agency_id = t.agency_id and a.case_id = any (record_of(t.case_id)) and a.staff_id = ${staffId} and holds_on(a.valid_from, a.valid_to, today()))
    order by t.due, t.id limit 200`);
