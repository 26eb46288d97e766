import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { CivilDate } from "#kernel/dates.ts";
import { standsForItself, withRecord } from "#features/people/store.ts";
import type { MeasurePoint, MissReason, ScheduleContent } from "./schedule.contract.ts";
import type { ScheduleFacts } from "./schedule.rules.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

export type ScheduleRow = { number: number; content: ScheduleContent; note: string; madeBy: string | null; madeAt: string };
/** The agency's own versions, the newest first. */
export const listSchedules = (tx: Transaction) =>
  rows<ScheduleRow>(tx, sql`select m.number, m.content, m.note, s.display_name as "madeBy", m.made_at as "madeAt" from measure_schedules m left join staff s on s.agency_id = m.agency_id and s.id = m.made_by order by m.number desc`);
/** The version in force; null where the agency keeps none of its own. */
export const findSchedule = (tx: Transaction) => row<{ number: number; content: ScheduleContent }>(tx, sql`select number, content from measure_schedules order by number desc limit 1`);
/** False where somebody made a version meanwhile. */
export const insertSchedule = async (tx: Transaction, one: { number: number; content: ScheduleContent; note: string }): Promise<boolean> =>
  (await row(tx, sql`insert into measure_schedules (agency_id, number, content, note, made_by, made_at) values (${tx.actor.agencyId}, ${one.number}, ${JSON.stringify(one.content)}::jsonb, ${one.note}, ${author(tx)}, ${tx.now}) on conflict do nothing returning number`)) !== null;

/** A course with everything that its schedule rests on; `childName` is empty where it may not be read. */
export type CourseFacts = ScheduleFacts & { caseId: string; childName: string; nextVisitOn: CivilDate | null };

const answeredOn = sql`coalesce(answered_day(m.id), (m.submitted_at at time zone own.zone)::date)`;
/** Who answers, or the adult with whom the relationship is that was coded. */
const adultOf = sql`case when m.about = 'relationship' then m.about_id else m.respondent_id end`;
/**
 * The facts of one case, or of the open ones of a member of staff, in one statement. What was answered and when is read
 * from the requests, which are of the service, so that the schedule says the same to everybody who may read it.
 */
export const listCourseFacts = (tx: Transaction, of: { caseIds: readonly string[] } | { staffId: string }) =>
  rows<CourseFacts>(tx, sql`with own as (select ${tx.actor.timeZone}::text as zone)
    select c.id as "caseId", trim(p.given_name || ' ' || p.family_name) as "childName", p.birth_date as "childBirthDate", started.on_day as "startedOn", c.closed_on as "closedOn", next_visit.on_day as "nextVisitOn", planned.on_day as "plannedEnd",
      coalesce((select jsonb_agg(jsonb_build_object('stage', t.stage, 'beganOn', t.began_on) order by t.began_at, t.stage) from case_stages t where t.agency_id = c.agency_id and t.case_id = c.id and t.began_on >= started.on_day), '[]') as stages,
      coalesce((select jsonb_agg(a) from (
          select d.adult_id as "personId", trim(q.given_name || ' ' || q.family_name) as name, q.language, min(d.opened_on) as "dyadFrom", case when bool_or(d.closed_on is null) then null else max(d.closed_on) end as "dyadTo", lives.since as "livesFrom", lives.until as "livesTo"
          from dyads d join persons q on q.agency_id = d.agency_id and q.id = d.adult_id
            left join lateral (select min(w.valid_from) as since, case when bool_or(w.valid_to is null) then null else max(w.valid_to) end as until from case_people w
              where w.agency_id = d.agency_id and w.case_id = any (whole.cases) and w.person_id = d.adult_id and w.part = 'caregiver' and w.lives_with_child and w.taken_back_at is null) lives on true
          where d.agency_id = c.agency_id and d.case_id = any (whole.cases) and d.taken_back_at is null and (d.closed_on is null or d.closed_on >= started.on_day)
          group by d.adult_id, q.given_name, q.family_name, q.language, lives.since, lives.until order by min(d.opened_on), d.adult_id) a), '[]') as adults,
      coalesce((select jsonb_agg(jsonb_build_object('instrument', m.instrument, 'adultId', ${adultOf}, 'answeredOn', ${answeredOn}, 'enteredOn', (m.submitted_at at time zone own.zone)::date) order by m.submitted_at, m.id)
        from measure_requests m where m.agency_id = c.agency_id and m.case_id = any (whole.cases) and m.status = 'submitted' and m.adds_to_id is null and not exists (select from measure_requests later where later.agency_id = m.agency_id and later.corrects_id = m.id and later.status = 'submitted')), '[]') as answers,
      coalesce((select jsonb_agg(jsonb_build_object('instrument', m.instrument, 'adultId', ${adultOf}, 'on', (m.requested_at at time zone own.zone)::date) order by m.requested_at desc, m.id desc)
        from measure_requests m where m.agency_id = c.agency_id and m.case_id = any (whole.cases) and m.status in ('sent', 'started') and m.expires_at > ${tx.now}), '[]') as sent,
      coalesce((select jsonb_agg(jsonb_build_object('adultId', x.adult_id, 'instrument', x.instrument, 'point', x.point, 'place', x.place, 'reason', x.reason) order by x.recorded_at, x.id)
        from measure_misses x where x.agency_id = c.agency_id and x.case_id = any (whole.cases) and x.recorded_at >= coalesce(started.recorded_at, '-infinity')), '[]') as misses
    from own cross join cases c join persons p on p.agency_id = c.agency_id and p.id = c.child_id ${withRecord}
      cross join lateral (select coalesce(max(s.began_on), c.opened_on) as on_day, max(s.recorded_at) as recorded_at from course_starts s where s.agency_id = c.agency_id and s.case_id = any (whole.cases)) started
      left join lateral (select min((s.starts_at at time zone s.time_zone)::date) as on_day from sessions s where s.agency_id = c.agency_id and s.case_id = any (whole.cases) and s.status = 'booked' and (s.starts_at at time zone s.time_zone)::date >= today()) next_visit on true
      left join lateral (select m.happened_on as on_day from case_milestones m where m.agency_id = c.agency_id and m.case_id = any (whole.cases) and m.kind = 'planned_end' and not m.withdrawn and (started.recorded_at is null or m.recorded_at >= started.recorded_at)
        and not exists (select from case_milestones n where n.agency_id = m.agency_id and n.supersedes_id = m.id) order by m.recorded_at desc, m.id desc limit 1) planned on true
    where ${"caseIds" in of ? sql`c.id = any (${of.caseIds}::uuid[])` : sql`c.status = 'open' and ${standsForItself} and exists (select from assignments a where a.agency_id = c.agency_id and a.case_id = any (whole.cases) and a.staff_id = ${of.staffId} and holds_on(a.valid_from, a.valid_to, today()))`}
    order by c.id limit ${MOST_VISITS}`);

/** The visits that one look takes at most: a week of a large team. */
const MOST_VISITS = 400;
export type BookedVisit = { sessionId: string; caseId: string; on: CivilDate; adultIds: string[] };
/** The booked sessions from a day on, today at the earliest, to a day, with the adults for whom each is the next to which they come. */
export const listNextVisits = (tx: Transaction, from: CivilDate, to: CivilDate, of: { clinicianId: string | null } | { caseId: string }) =>
  rows<BookedVisit>(tx, sql`select s.id as "sessionId", s.case_id as "caseId", (s.starts_at at time zone s.time_zone)::date as "on", array_agg(a.person_id) as "adultIds"
    from sessions s join attendances a on a.agency_id = s.agency_id and a.session_id = s.id and a.part = 'caregiver' and a.status <> 'cancelled'
    where s.status = 'booked' and s.starts_at >= (greatest(${from}::date, today()))::timestamp at time zone ${tx.actor.timeZone} and s.starts_at < (${to}::date + 1)::timestamp at time zone ${tx.actor.timeZone} and ${"caseId" in of ? sql`s.case_id = any (record_of(${of.caseId}))` : sql`(${of.clinicianId}::uuid is null or s.clinician_id = ${of.clinicianId})`}
      and not exists (select from sessions e join attendances b on b.agency_id = e.agency_id and b.session_id = e.id and b.person_id = a.person_id and b.status <> 'cancelled'
        where e.agency_id = s.agency_id and e.case_id = any (record_of(s.case_id)) and e.status = 'booked' and e.starts_at >= today()::timestamp at time zone ${tx.actor.timeZone} and (e.starts_at, e.id) < (s.starts_at, s.id))
    group by s.id, s.case_id, s.starts_at, s.time_zone order by s.starts_at, s.id limit ${MOST_VISITS}`);

export type MissRow = { adultId: string; instrument: string; point: MeasurePoint; place: number; reason: MissReason | null };
/** The words beside the reasons that stand. */
export const listMissWords = (tx: Transaction, caseId: string) =>
  rows<MissRow & { words: string; byName: string | null; recordedOn: CivilDate; caseId: string }>(tx, sql`select newest.* from (select distinct on (m.adult_id, m.instrument, m.point, m.place) m.adult_id as "adultId", m.instrument, m.point, m.place, m.reason, w.words, s.display_name as "byName", (m.recorded_at at time zone ${tx.actor.timeZone})::date as "recordedOn", m.case_id as "caseId"
    from measure_misses m left join measure_miss_words w on w.agency_id = m.agency_id and w.miss_id = m.id left join staff s on s.agency_id = m.agency_id and s.id = m.recorded_by
    where m.case_id = any (record_of(${caseId})) order by m.adult_id, m.instrument, m.point, m.place, m.recorded_at desc, m.id desc) newest where newest.reason is not null and newest.words is not null order by newest."recordedOn", newest."adultId", newest.instrument, newest.point, newest.place`);
export async function insertMiss(tx: Transaction, caseId: string, one: MissRow & { words: string }): Promise<void> {
  const id = newId(tx);
  await sql`insert into measure_misses (agency_id, id, case_id, adult_id, instrument, point, place, reason, recorded_by, recorded_at) values (${tx.actor.agencyId}, ${id}, ${caseId}, ${one.adultId}, ${one.instrument}, ${one.point}, ${one.place}, ${one.reason}, ${author(tx)}, ${tx.now})`.execute(tx);
  if (one.words !== "") await sql`insert into measure_miss_words (agency_id, miss_id, case_id, words) values (${tx.actor.agencyId}, ${id}, ${caseId}, ${one.words})`.execute(tx);
}

