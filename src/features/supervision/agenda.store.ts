import { sql } from "kysely";
import { rows, type Transaction } from "#database/actor.ts";
import type { CivilDate } from "#kernel/dates.ts";
import type { DisclosureTag } from "#features/disclosure/contract.ts";
import { recordsOf } from "#features/people/store.ts";
import type { ReadSession } from "./agenda.rules.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);
const nameOf = (person: string) => sql`trim(${sql.raw(person)}.given_name || ' ' || ${sql.raw(person)}.family_name)`;
const tag = (row: string) => sql`jsonb_build_object('class', ${sql.raw(row)}.class, 'caseId', ${sql.raw(row)}.case_id, 'ownerPersonId', ${sql.raw(row)}.owner_person_id, 'ownerStaffId', ${sql.raw(row)}.owner_staff_id, 'counterpartStaffId', ${sql.raw(row)}.counterpart_staff_id, 'part2', ${sql.raw(row)}.part2)`;

// Each statement is of all whom somebody supervises, and none of one family: the agenda costs as many statements for six as for one.

export type Supervised = { staffId: string; name: string; roles: string[] };
/** Those who work here and whom the actor supervises today. */
export const listSupervised = (tx: Transaction) =>
  rows<Supervised>(tx, sql`select s.id as "staffId", s.display_name as name, array(select r.role from staff_roles r where r.agency_id = s.agency_id and r.staff_id = s.id and holds_on(r.valid_from, r.valid_to, today()) order by 1) as roles
    from staff s where holds_on(s.valid_from, s.valid_to, today()) and s.id <> ${author(tx)} and exists (select from supervisions v where v.agency_id = s.agency_id and v.clinician_id = s.id and v.supervisor_id = ${author(tx)} and holds_on(v.valid_from, v.valid_to, today())) order by s.display_name, s.id`);

/** Visits of each family that are read: enough to find the last signed ones among what did not take place. */
const READ = 12;
/** The last visits of some families that are over, the newest first, with who came; of a signed note the codes of passages and whether they have words, and never what a clinician keeps apart. */
export const listReadSessions = (tx: Transaction, caseIds: readonly string[]) =>
  rows<ReadSession>(tx, sql`select asked.id as "caseId", last.* from unnest(${[...caseIds]}::uuid[]) asked (id) cross join lateral (
      select s.id as "sessionId", s.clinician_id as "clinicianId", (s.starts_at at time zone s.time_zone)::date as "on", s.status, s.cancelled_by as "cancelledBy", coalesce(n.status in ('signed', 'awaiting_cosignature'), false) as "isSigned",
        coalesce((select jsonb_agg(jsonb_build_object('personId', a.person_id, 'name', ${nameOf("p")}, 'part', a.part, 'status', a.status, 'reason', a.reason) order by a.person_id) from attendances a join persons p on p.agency_id = a.agency_id and p.id = a.person_id where a.agency_id = s.agency_id and a.session_id = s.id and a.part in ('child', 'caregiver')), '[]') as people,
        case when n.status in ('signed', 'awaiting_cosignature') then coalesce((select jsonb_agg(jsonb_build_object('section', b.section, 'chips', b.chips, 'hasWords', b.words <> '') order by b.id) from blocks b
          where b.agency_id = s.agency_id and b.session_id = s.id and b.case_id = any (record_of(asked.id)) and b.amends_block_id is null and b.class in ('child_chart', 'relationship', 'caregiver') and not b.part2), '[]') else '[]' end as passages
      from sessions s left join notes n on n.agency_id = s.agency_id and n.session_id = s.id
      where s.case_id = any (record_of(asked.id)) and s.status in ('held', 'no_show', 'cancelled') and s.taken_back_at is null and s.starts_at <= ${tx.now} order by s.starts_at desc, s.id limit ${READ}) last`);

export type OpenReview = { reviewId: string; caseId: string; adultName: string; on: CivilDate; isTaken: boolean; disclosure: DisclosureTag };
/** Reviews of a safety answer that nobody has written yet. */
export const listOpenReviews = (tx: Transaction, caseIds: readonly string[]) =>
  rows<OpenReview>(tx, sql`select r.id as "reviewId", k.standing as "caseId", ${nameOf("p")} as "adultName", (r.raised_at at time zone ${tx.actor.timeZone})::date as "on", t.acknowledged_at is not null as "isTaken", ${tag("r")} as disclosure
    from ${recordsOf(caseIds)} k join safety_reviews r on r.case_id = k.case_id join persons p on p.agency_id = r.agency_id and p.id = r.owner_person_id left join alerts t on t.agency_id = r.agency_id and t.id = r.id
    where r.reviewed_at is null order by r.raised_at, r.id`);

export type OwedNotes = { staffId: string; notes: number; oldestOn: CivilDate; sessionId: string };
/** Sessions over for more than some days whose note nobody signed, counted by who held them, with the oldest. */
export const countOwedNotes = (tx: Transaction, staffIds: readonly string[], days: number) =>
  rows<OwedNotes>(tx, sql`select s.clinician_id as "staffId", count(*)::integer as notes, (min(s.starts_at) at time zone ${tx.actor.timeZone})::date as "oldestOn", (array_agg(s.id order by s.starts_at, s.id))[1] as "sessionId"
    from sessions s left join notes n on n.agency_id = s.agency_id and n.session_id = s.id
    where s.clinician_id = any (${[...staffIds]}::uuid[]) and s.status in ('booked', 'held') and s.taken_back_at is null and s.ends_at <= ${tx.now}::timestamptz - make_interval(days => ${days}) and coalesce(n.status, 'draft') in ('draft', 'returned') group by s.clinician_id`);

/** Notes that wait for a second signature, counted by who wrote them, with the oldest. */
export const countWaiting = (tx: Transaction, staffIds: readonly string[]) =>
  rows<OwedNotes>(tx, sql`select n.author_id as "staffId", count(*)::integer as notes, (min(n.signed_at) at time zone ${tx.actor.timeZone})::date as "oldestOn", (array_agg(n.session_id order by n.signed_at, n.session_id))[1] as "sessionId"
    from notes n where n.author_id = any (${[...staffIds]}::uuid[]) and n.status = 'awaiting_cosignature' group by n.author_id`);

/** Booked sessions of some people after the last day of something of theirs, and of how many families they are. */
export const countTouched = (tx: Transaction, ends: readonly { staffId: string; endsOn: CivilDate }[]) =>
  rows<{ staffId: string; endsOn: CivilDate; sessions: number; families: number }>(tx, sql`select e.staff_id as "staffId", e.ends_on as "endsOn", count(s.id)::integer as sessions, count(distinct s.case_id)::integer as families
    from unnest(${ends.map((one) => one.staffId)}::uuid[], ${ends.map((one) => one.endsOn)}::date[]) e (staff_id, ends_on)
      left join sessions s on s.clinician_id = e.staff_id and s.status = 'booked' and s.starts_at >= (e.ends_on + 1)::timestamp at time zone ${tx.actor.timeZone} group by e.staff_id, e.ends_on`);

export type ToldMoment = { momentId: string; caseId: string; sessionId: string; authorId: string; childName: string; on: CivilDate; words: string; disclosure: DisclosureTag };
/** What was marked as hard and told to the actor by some people since a day. */
export const listToldMoments = (tx: Transaction, staffIds: readonly string[], since: CivilDate) =>
  rows<ToldMoment>(tx, sql`select h.id as "momentId", h.case_id as "caseId", h.session_id as "sessionId", h.owner_staff_id as "authorId", coalesce((select ${nameOf("p")} from cases c join persons p on p.agency_id = c.agency_id and p.id = c.child_id where c.id = h.case_id), '') as "childName",
      (h.marked_at at time zone ${tx.actor.timeZone})::date as "on", h.words, jsonb_build_object('class', h.class, 'caseId', h.case_id, 'ownerPersonId', null, 'ownerStaffId', h.owner_staff_id, 'counterpartStaffId', h.counterpart_staff_id, 'part2', false) as disclosure
    from hard_moments h where h.counterpart_staff_id = ${author(tx)} and h.owner_staff_id = any (${[...staffIds]}::uuid[]) and h.taken_back_at is null and h.marked_at >= (${since}::date)::timestamp at time zone ${tx.actor.timeZone} order by h.marked_at desc, h.id`);

export type NextMeeting = { staffId: string; meetingId: string; startsAt: string; minutes: number };
/** The next meeting that the actor leads with each of some people. */
export const listNextMeetings = (tx: Transaction, staffIds: readonly string[]) =>
  rows<NextMeeting>(tx, sql`select distinct on (a.staff_id) a.staff_id as "staffId", m.id as "meetingId", m.starts_at as "startsAt", m.minutes
    from supervision_meetings m join supervision_attendances a on a.agency_id = m.agency_id and a.meeting_id = m.id
    where m.leader_id = ${author(tx)} and m.status = 'planned' and m.starts_at + make_interval(mins => m.minutes) > ${tx.now} and a.staff_id = any (${[...staffIds]}::uuid[]) order by a.staff_id, m.starts_at, m.id`);

export type MarkRow = { line: string; reason: string; state: "done" | "put_off" | "open"; until: CivilDate | null };
/** How the actor left lines. */
export const listMarks = (tx: Transaction) => rows<MarkRow>(tx, sql`select line, reason, state, until from agenda_marks where supervisor_id = ${author(tx)}`);
/** Keeps how the actor left a line. A case that the actor does not see is not named in it. */
export const keepMark = (tx: Transaction, one: { key: string; reason: string; caseId: string | null; state: MarkRow["state"]; until: CivilDate | null }) =>
  sql`insert into agenda_marks (agency_id, supervisor_id, line, case_id, reason, state, until, marked_at) values (${tx.actor.agencyId}, ${author(tx)}, ${one.key}, (select c.id from cases c where c.id = ${one.caseId}::uuid), ${one.reason}, ${one.state}, ${one.until}, ${tx.now})
    on conflict (agency_id, supervisor_id, line) do update set reason = excluded.reason, state = excluded.state, until = excluded.until, marked_at = excluded.marked_at`.execute(tx);

export type OwedMoment = { id: string; caseId: string; sessionId: string; who: string; since: string };
/** Moments that were told to the actor in the last days and that she has not called done. */
export const listNewMoments = (tx: Transaction, days: number) =>
  rows<OwedMoment>(tx, sql`select h.id, h.case_id as "caseId", h.session_id as "sessionId", o.display_name || coalesce((select ' · ' || ${nameOf("p")} from cases c join persons p on p.agency_id = c.agency_id and p.id = c.child_id where c.id = h.case_id), '') as who, h.marked_at as since
    from hard_moments h join staff o on o.agency_id = h.agency_id and o.id = h.owner_staff_id
    where h.counterpart_staff_id = ${author(tx)} and h.taken_back_at is null and h.marked_at > ${tx.now}::timestamptz - make_interval(days => ${days})
      and not exists (select from agenda_marks k where k.agency_id = h.agency_id and k.supervisor_id = ${author(tx)} and k.line = 'moment:' || h.owner_staff_id || ':' || h.id and k.state = 'done') order by h.marked_at, h.id limit 50`);

export type OwedMeeting = { id: string; leads: boolean; who: string; startsAt: string; isOver: boolean };
/** Planned meetings of the actor today, and earlier ones that she leads and that nobody has written down. */
export const listOwedMeetings = (tx: Transaction) =>
  rows<OwedMeeting>(tx, sql`select m.id, m.leader_id = ${author(tx)} as leads, m.starts_at as "startsAt", m.starts_at + make_interval(mins => m.minutes) < ${tx.now} as "isOver",
      case when m.leader_id <> ${author(tx)} then l.display_name else coalesce(nullif((select string_agg(s.display_name, ', ' order by s.display_name) from supervision_attendances a join staff s on s.agency_id = a.agency_id and s.id = a.staff_id where a.agency_id = m.agency_id and a.meeting_id = m.id), ''), m.consultant) end as who
    from supervision_meetings m join staff l on l.agency_id = m.agency_id and l.id = m.leader_id
    where m.status = 'planned' and m.starts_at < (${tx.today}::date + 1)::timestamp at time zone ${tx.actor.timeZone}
      and ((m.leader_id = ${author(tx)} and m.starts_at > ${tx.now}::timestamptz - interval '60 days') or (m.starts_at >= (${tx.today}::date)::timestamp at time zone ${tx.actor.timeZone} and exists (select from supervision_attendances a where a.agency_id = m.agency_id and a.meeting_id = m.id and a.staff_id = ${author(tx)})))
    order by m.starts_at, m.id limit 50`);
