import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { CivilDate } from "#kernel/dates.ts";
import type { Lent } from "./cohorts.contract.ts";

// At the agency where somebody works: her places elsewhere, what her families come to, what is lent.

/** A place as `places_of` gives it, JSON as it is kept. */
export const findPlaces = async (tx: Transaction, staffId: string): Promise<unknown> => (await row<{ places: unknown }>(tx, sql`select places_of(${staffId}) as places`))!.places;

export type BindingRow = { collaborativeId: string; seatId: string; staffId: string };
/** Who of this agency sits on a place today, for its machine. */
export const listBound = (tx: Transaction) =>
  rows<BindingRow>(tx, sql`select b.agency_id as "collaborativeId", b.seat_id as "seatId", b.member_staff_id as "staffId" from cohort_bindings b where b.member_agency_id = ${tx.actor.agencyId} and holds_on(b.valid_from, b.valid_to, today()) order by b.member_staff_id, b.seat_id`);

/** Null where the invitation is unknown, over, used, or the place taken. */
export const takePlace = async (tx: Transaction, hash: Buffer, agreed: string): Promise<string | null> => (await row<{ seat: string | null }>(tx, sql`select take_place(${hash}, ${agreed}, ${newId(tx)}, ${tx.now}::timestamptz) as seat`))!.seat;
export const leavePlace = async (tx: Transaction, seatId: string): Promise<boolean> => (await row<{ left: boolean }>(tx, sql`select leave_place(${seatId}) as left`))!.left;

const counted = sql`s.status = 'held' and n.status = 'signed'`;
export type SeenRow = { caseId: string; staffId: string; sessions: number; together: number; firstOn: CivilDate | null; allSessions: number };
/** Of each family that somebody met in a signed session with child and caregiver from a day on: how often each clinician did, a joined record being one. */
export const listSeen = (tx: Transaction, staffId: string, from: CivilDate) =>
  rows<SeenRow>(tx, sql`with mine as (select distinct s.case_id from sessions s join notes n on n.agency_id = s.agency_id and n.session_id = s.id where s.clinician_id = ${staffId} and ${counted} and s.kind in ('dyadic', 'family') and s.starts_at >= (${from}::date)::timestamp at time zone s.time_zone),
      records as (select distinct (select array_agg(c order by c) from unnest(record_of(m.case_id)) c) as cases from mine m)
    select r.cases[1] as "caseId", s.clinician_id as "staffId",
      count(*) filter (where day >= ${from}::date)::int as sessions, (count(*) filter (where s.kind in ('dyadic', 'family') and day >= ${from}::date))::int as together, min(day) filter (where s.kind in ('dyadic', 'family') and day >= ${from}::date) as "firstOn",
      sum(count(*)) over (partition by r.cases)::int as "allSessions"
    from records r join sessions s on s.agency_id = ${tx.actor.agencyId} and s.case_id = any (r.cases) join notes n on n.agency_id = s.agency_id and n.session_id = s.id cross join lateral (select (s.starts_at at time zone s.time_zone)::date as day) d
    where ${counted} and s.kind in ('dyadic', 'family', 'caregiver_alone') group by r.cases, s.clinician_id order by 1, 2`);

export type CourseRow = { caseId: string; hasFeedback: boolean; isIntroduced: boolean; closedOn: CivilDate | null; isPlannedEnd: boolean; isRated: boolean };
/** What a full course asks of these records, as far as the course holds it. */
export const listCourses = (tx: Transaction, caseIds: readonly string[], staffId: string) =>
  rows<CourseRow>(tx, sql`select c.id as "caseId",
      exists (select from sessions s where s.agency_id = ${tx.actor.agencyId} and s.case_id = any (r.cases) and s.kind = 'feedback' and s.status = 'held') as "hasFeedback",
      exists (select from course_steps t where t.agency_id = ${tx.actor.agencyId} and t.case_id = any (r.cases) and t.step = 'child_introduced' and t.state = 'done' and t.place = (select max(u.place) from course_steps u where u.agency_id = t.agency_id and u.case_id = t.case_id and u.course = t.course and u.step = t.step and u.adult_id is not distinct from t.adult_id)) as "isIntroduced",
      e.closed_on as "closedOn", coalesce(e.manner = 'planned', false) as "isPlannedEnd",
      exists (select from fidelity_packets p where p.agency_id = ${tx.actor.agencyId} and p.case_id = any (r.cases) and p.clinician_id = ${staffId}) as "isRated"
    from unnest(${[...caseIds]}::uuid[]) c (id) cross join lateral (select record_of(c.id) as cases) r
      left join lateral (select x.closed_on, x.manner from course_closings x where x.agency_id = ${tx.actor.agencyId} and x.case_id = any (r.cases) order by x.course desc limit 1) e on true order by c.id`);

export type ChosenRow = { caseId: string; challenge: "low" | "high"; isRated: boolean };
/** The families that somebody chose for the fidelity of training, and whether she confirmed a packet of each. */
export const listChosen = (tx: Transaction, staffId: string) =>
  rows<ChosenRow>(tx, sql`select t.case_id as "caseId", t.challenge, exists (select from fidelity_packets p where p.agency_id = t.agency_id and p.case_id = any (record_of(t.case_id)) and p.clinician_id = t.staff_id) as "isRated" from training_cases t where t.staff_id = ${staffId} and t.taken_back_at is null order by t.chosen_at, t.id`);
export const endChosen = (tx: Transaction, staffId: string, caseId: string) => sql`update training_cases set taken_back_at = ${tx.now} where staff_id = ${staffId} and case_id = any (record_of(${caseId})) and taken_back_at is null`.execute(tx);
export const insertChosen = (tx: Transaction, one: { staffId: string; caseId: string; challenge: "low" | "high" }) =>
  sql`insert into training_cases (agency_id, id, staff_id, case_id, challenge, chosen_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${one.staffId}, ${one.caseId}, ${one.challenge}, ${tx.now})`.execute(tx);
/** A colleague who chose the same family: it stands for one of them only. */
export const findOtherChoice = (tx: Transaction, staffId: string, caseId: string) => row<{ name: string }>(tx, sql`select chosen_by_other(${staffId}, ${caseId}) as name where chosen_by_other(${staffId}, ${caseId}) is not null`);

/** The families that somebody treats or treated, by name, as far as row-level security shows them. */
export const listOwnFamilies = (tx: Transaction, staffId: string) =>
  rows<{ caseId: string; childName: string }>(tx, sql`select distinct c.id as "caseId", trim(p.given_name || ' ' || p.family_name) as "childName" from sessions s join cases c on c.agency_id = s.agency_id and c.id = s.case_id join persons p on p.agency_id = c.agency_id and p.id = c.child_id
    where s.clinician_id = ${staffId} and s.status = 'held' and s.kind in ('dyadic', 'family') and not is_merged(c.id) order by 2, 1 limit 500`);

/** Days and minutes of the meetings of supervision that somebody came to, of every kind. */
export const listSupervision = (tx: Transaction, staffId: string) =>
  rows<{ on: CivilDate; minutes: number }>(tx, sql`select (m.starts_at at time zone ${tx.actor.timeZone})::date as "on", m.minutes from supervision_attendances a join supervision_meetings m on m.agency_id = a.agency_id and m.id = a.meeting_id where a.staff_id = ${staffId} and a.attended and m.status = 'held' order by m.starts_at, m.id`);
/** The day on which each session video was first handed in for the review of training; a video that is gone since was handed in all the same. */
export const listVideos = (tx: Transaction, staffId: string) =>
  rows<{ submittedOn: CivilDate }>(tx, sql`select (min(v.named_at) at time zone ${tx.actor.timeZone})::date as "submittedOn" from recordings r join recording_reviewers v on v.agency_id = r.agency_id and v.recording_id = r.id where r.uploaded_by = ${staffId} and r.finished_at is not null and v.purpose = 'training_review' group by r.id order by 1`);

/** The last day of somebody who works here, where one is set. */
export const findLastDay = async (tx: Transaction, staffId: string) => (await row<{ lastDay: CivilDate | null }>(tx, sql`select valid_to as "lastDay" from staff where id = ${staffId}`))?.lastDay ?? null;

export const findEvidence = (tx: Transaction, staffId: string) => rows<{ seatId: string; content: Lent; gatheredAt: string }>(tx, sql`select seat_id as "seatId", content, gathered_at as "gatheredAt" from training_evidence where staff_id = ${staffId}`);
export const keepEvidence = (tx: Transaction, { collaborativeId, seatId, staffId }: BindingRow, content: Lent) =>
  sql`insert into training_evidence (agency_id, staff_id, collaborative_agency_id, seat_id, content, gathered_at) values (${tx.actor.agencyId}, ${staffId}, ${collaborativeId}, ${seatId}, ${JSON.stringify(content)}::jsonb, ${tx.now})
    on conflict (agency_id, staff_id, seat_id) do update set content = excluded.content, gathered_at = excluded.gathered_at`.execute(tx);
