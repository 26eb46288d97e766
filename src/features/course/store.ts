import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import { standsForItself } from "#features/people/store.ts";
import type { CourseSpan, Meetings, StepState } from "./contract.ts";
import type { KeptRecord, StepAdult, Tick } from "./rules.ts";
import type { StepClass } from "./steps.contract.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

/** The courses of some cases, the first with the case itself. */
export const listCoursesOf = (tx: Transaction, caseIds: readonly string[]) =>
  rows<CourseSpan & { caseId: string; recordedAt: string | null }>(tx, sql`select c.id as "caseId", starts.number, starts.began_on as "beganOn", coalesce(e.closed_on, case when c.status = 'closed' and starts.number = max(starts.number) over (partition by c.id) then c.closed_on end) as "endedOn", starts.recorded_at as "recordedAt"
    from cases c cross join lateral (select 1 as number, c.opened_on as began_on, null::timestamptz as recorded_at union all select s.number, s.began_on, s.recorded_at from course_starts s where s.case_id = c.id) starts
    left join course_closings e on e.agency_id = c.agency_id and e.case_id = c.id and e.course = starts.number where c.id = any (${caseIds}::uuid[]) order by c.id, starts.number`);
/** The courses of one case. */
export const listCourses = async (tx: Transaction, caseId: string) => (await listCoursesOf(tx, [caseId])).map(({ caseId: _caseId, ...one }) => one);

/** Adults with a dyad that was open on a day of the course. */
export const listAdults = (tx: Transaction, caseId: string, course: CourseSpan) =>
  rows<StepAdult & { name: string }>(tx, sql`select d.adult_id as "personId", trim(p.given_name || ' ' || p.family_name) as name, d.opened_on as "openedOn", d.closed_on as "closedOn" from dyads d join persons p on p.agency_id = d.agency_id and p.id = d.adult_id
    where d.case_id = any (record_of(${caseId})) and (${course.endedOn}::date is null or d.opened_on <= ${course.endedOn}) and (d.closed_on is null or d.closed_on >= ${course.beganOn}) order by d.closed_on is not null, d.opened_on, p.given_name, p.id`);

/** Every record of every step of a course that the actor sees. */
export const listRecords = (tx: Transaction, caseId: string, course: number) =>
  rows<KeptRecord>(tx, sql`select t.step, t.adult_id as "adultId", t.place, t.state, t.happened_on as "on", t.session_id as "sessionId", t.answers, t.words, s.display_name as "byName", t.recorded_at as "recordedAt"
    from course_steps t left join staff s on s.agency_id = t.agency_id and s.id = t.recorded_by where t.case_id = ${caseId} and t.course = ${course} order by t.recorded_at, t.id`);

/** The steps that signed notes tick, and those that were done in the formulation or a story, within the days of a course. */
export const listTicks = (tx: Transaction, caseId: string, course: CourseSpan) =>
  rows<Tick>(tx, sql`select ticked.* from (select chip ->> 'code' as step, nullif(chip ->> 'detail', '') as "adultId", ((coalesce(k.held_from, k.starts_at)) at time zone k.time_zone)::date as "on", 'note' as "from", k.id as "sessionId", n.signed_at as "signedAt"
    from blocks b join notes n on n.agency_id = b.agency_id and n.session_id = b.session_id join sessions k on k.agency_id = b.agency_id and k.id = b.session_id cross join lateral jsonb_array_elements(b.chips) chip
    where b.case_id = any (record_of(${caseId})) and b.section = 'steps' and n.status in ('signed', 'awaiting_cosignature')
    union all select 'formulation_written', null, kept_on, 'formulation', null, saved_at from formulations where case_id = any (record_of(${caseId})) and kept_on is not null
    union all select 'discussed_in_supervision', null, seen_on, 'formulation', null, saved_at from formulations where case_id = any (record_of(${caseId})) and seen_on is not null
    union all select 'triangle_drafted', null, v.kept_on, 'stories', null, v.saved_at from stories s join story_versions v on v.agency_id = s.agency_id and v.story_id = s.id where s.case_id = any (record_of(${caseId})) and s.kind = 'why' and v.kept_on is not null
    union all select 'family_story', took.part::text, v.kept_on, 'stories', null, v.saved_at from stories s join story_versions v on v.agency_id = s.agency_id and v.story_id = s.id cross join lateral unnest(case when s.owner_person_id is null then v.took_part else array[s.owner_person_id] end) took (part) where s.case_id = any (record_of(${caseId})) and s.kind = 'family' and v.kept_on is not null
    ) ticked where "on" >= ${course.beganOn} and (${course.endedOn}::date is null or "on" <= ${course.endedOn})`);

/** Kept meetings by stage and kind, with each adult and as a whole. */
export const listMeetings = (tx: Transaction, caseId: string, course: CourseSpan) =>
  rows<Meetings>(tx, sql`with held as (
      select s.id, s.stage, s.kind, (coalesce(s.held_from, s.starts_at) at time zone s.time_zone)::date as on_day,
        exists (select from attendances a where a.agency_id = s.agency_id and a.session_id = s.id and a.part = 'child' and a.status in ('present', 'late', 'left')) as with_child
      from sessions s where s.case_id = any (record_of(${caseId})) and s.status = 'held'),
    within as (select * from held where on_day >= ${course.beganOn} and (${course.endedOn}::date is null or on_day <= ${course.endedOn}))
    select stage, kind, null::uuid as "personId", with_child as "withChild", count(*) as held, max(on_day) as "lastOn" from within group by stage, kind, with_child
    union all
    select w.stage, w.kind, a.person_id, w.with_child, count(*), max(w.on_day) from within w join attendances a on a.session_id = w.id and a.part = 'caregiver' and a.status in ('present', 'late', 'left') group by w.stage, w.kind, w.with_child, a.person_id
    order by 1, 2, 3 nulls first, 4`);

/** The days on which what is read elsewhere was there, in a course; null is not yet. */
export type ReadDays = { measuredOn: string | null; measuredAtEndOn: string | null; planOn: string | null; aftercareOn: string | null; lastHeldOn: string | null; stageThreeOn: string | null };
export const findReadDays = async (tx: Transaction, caseId: string, course: CourseSpan & { recordedAt: string | null }): Promise<ReadDays> => {
  const within = (day: string) => sql`${sql.raw(day)} >= ${course.beganOn} and (${course.endedOn}::date is null or ${sql.raw(day)} <= ${course.endedOn})`;
  const third = sql`(select max(t.began_on) from case_stages t where t.case_id = ${caseId} and t.stage = 3 and ${within("t.began_on")})`;
  return (await row<ReadDays>(tx, sql`select (select min(m.answered_on) from measure_scores m where m.case_id = any (record_of(${caseId})) and m.class = 'child_chart' and m.stands and ${within("m.answered_on")}) as "measuredOn",
      (select min(m.answered_on) from measure_scores m where m.case_id = any (record_of(${caseId})) and m.class = 'child_chart' and m.stands and m.answered_on >= ${third} and ${within("m.answered_on")}) as "measuredAtEndOn",
      (select min(p.approved_on) from plans p where p.case_id = any (record_of(${caseId})) and ${within("p.approved_on")}) as "planOn",
      (select (min(a.recorded_at) at time zone ${tx.actor.timeZone})::date from aftercare_plans a where a.case_id = ${caseId} and a.course = ${course.number}) as "aftercareOn",
      (select max((coalesce(s.held_from, s.starts_at) at time zone s.time_zone)::date) from sessions s where s.case_id = any (record_of(${caseId})) and s.status = 'held' and ${within("(s.starts_at at time zone s.time_zone)::date")}) as "lastHeldOn",
      ${third} as "stageThreeOn"`))!;
};

export const findBirthDate = async (tx: Transaction, caseId: string) => (await row<{ on: string | null }>(tx, sql`select p.birth_date as "on" from cases c join persons p on p.agency_id = c.agency_id and p.id = c.child_id where c.id = ${caseId}`))?.on ?? null;

/** The planned last day as it stands among the dates of the case, recorded since the course began. */
export const findPlannedEnd = (tx: Transaction, caseId: string, course: { recordedAt: string | null }) =>
  row<{ milestoneId: string; on: string }>(tx, sql`select m.id as "milestoneId", m.happened_on as "on" from case_milestones m where m.case_id = any (record_of(${caseId})) and m.kind = 'planned_end' and not m.withdrawn and (${course.recordedAt}::timestamptz is null or m.recorded_at >= ${course.recordedAt})
    and not exists (select from case_milestones n where n.agency_id = m.agency_id and n.supersedes_id = m.id) order by m.recorded_at desc, m.id desc limit 1`);

/** What gate G1 rests on: whether a safety review is open. */
export const hasOpenReview = async (tx: Transaction, caseId: string) => (await row<{ open: boolean }>(tx, sql`select exists (select from safety_reviews where case_id = any (record_of(${caseId})) and reviewed_at is null) as open`))!.open;

/** What reasons to end rest on, beside the dates. */
export const findPromptFacts = async (tx: Transaction, caseId: string) =>
  (await row<{ objectives: { status: string; on: string }[] | null; moves: string[] | null; reachedOn: string | null; birthDate: string | null }>(tx, sql`select
      (select jsonb_agg(jsonb_build_object('status', coalesce(last.status, 'open'), 'on', coalesce(last.status_on, o.opened_on))) from plan_objectives o left join lateral (select g.status, g.status_on from plan_progress g join plan_reviews r on r.agency_id = g.agency_id and r.id = g.review_id
          where g.agency_id = o.agency_id and g.plan_id = o.plan_id and g.objective_id = o.id order by r.recorded_at desc, r.id desc limit 1) last on true
        where o.case_id = any (record_of(${caseId})) and o.plan_id = (select p.id from plans p where p.case_id = any (record_of(${caseId})) and p.approved_on is not null order by p.approved_on desc, p.number desc limit 1)) as objectives,
      (select jsonb_agg(l.happens_on) from life_events l where l.case_id = any (record_of(${caseId})) and l.status = 'active' and l.kind in ('placement_move', 'reunification')) as moves,
      (select max(x.tried_on) from course_contacts x where x.case_id = any (record_of(${caseId})) and x.reached) as "reachedOn",
      (select p.birth_date from cases c join persons p on p.agency_id = c.agency_id and p.id = c.child_id where c.id = ${caseId}) as "birthDate"`))!;

export type NewRecord = { caseId: string; course: number; step: string; adultId: string | null; place: number; class: StepClass; ownerPersonId: string | null; state: StepState; on: string | null; sessionId: string | null; answers: Record<string, string | undefined>; words: string };
/** Puts a record after the one that the writer saw; false where somebody recorded one meanwhile. */
export const insertRecord = async (tx: Transaction, one: NewRecord): Promise<boolean> =>
  (await row(tx, sql`insert into course_steps (agency_id, id, case_id, course, step, adult_id, place, class, owner_person_id, state, happened_on, session_id, answers, words, recorded_at, recorded_by)
    values (${tx.actor.agencyId}, ${newId(tx)}, ${one.caseId}, ${one.course}, ${one.step}, ${one.adultId}, ${one.place}, ${one.class}, ${one.ownerPersonId}, ${one.state}, ${one.on}, ${one.sessionId}, ${JSON.stringify(one.answers)}, ${one.words}, ${tx.now}, ${author(tx)})
    on conflict do nothing returning id`)) !== null;
/** The place of the newest record of a step; 0 for none. */
export const findPlace = async (tx: Transaction, one: { caseId: string; course: number; step: string; adultId: string | null }) =>
  (await row<{ place: number }>(tx, sql`select coalesce(max(place), 0) as place from course_steps where case_id = ${one.caseId} and course = ${one.course} and step = ${one.step} and adult_id is not distinct from ${one.adultId}::uuid`))!.place;
export const isSessionOf = async (tx: Transaction, caseId: string, sessionId: string) => (await row(tx, sql`select id from sessions where id = ${sessionId} and case_id = ${caseId}`)) !== null;

export const insertStageException = (tx: Transaction, one: { caseId: string; gate: string; stage: number; reason: string }) =>
  sql`insert into stage_exceptions (agency_id, id, case_id, gate, stage, reason, decided_by, decided_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${one.caseId}, ${one.gate}, ${one.stage}, ${one.reason}, ${author(tx)}, ${tx.now})`.execute(tx);

/** Open cases of a member of staff in the third stage with a planned last day: who has a dyad, and what was done or does not apply. */
export type EndingCase = { caseId: string; who: string; lastOn: string; adults: string[]; settled: { step: string; adultId: string | null }[] };
export const listEndingCases = (tx: Transaction, staffId: string) =>
  rows<EndingCase>(tx, sql`select c.id as "caseId", trim(p.given_name || ' ' || p.family_name) as who, planned."on" as "lastOn",
      coalesce((select jsonb_agg(d.adult_id order by d.adult_id) from dyads d where d.agency_id = c.agency_id and d.case_id = c.id and d.closed_on is null), '[]') as adults,
      coalesce((select jsonb_agg(jsonb_build_object('step', x.step, 'adultId', x.adult_id)) from (
        select distinct on (t.step, t.adult_id) t.step, t.adult_id, t.state from course_steps t where t.agency_id = c.agency_id and t.case_id = c.id and t.course = started.number order by t.step, t.adult_id, t.place desc) x where x.state <> 'open'), '[]')
      || coalesce((select jsonb_agg(jsonb_build_object('step', chip ->> 'code', 'adultId', nullif(chip ->> 'detail', ''))) from blocks b join notes n on n.agency_id = b.agency_id and n.session_id = b.session_id join sessions k on k.agency_id = b.agency_id and k.id = b.session_id
        cross join lateral jsonb_array_elements(b.chips) chip where b.agency_id = c.agency_id and b.case_id = c.id and b.section = 'steps' and n.status in ('signed', 'awaiting_cosignature') and (k.starts_at at time zone k.time_zone)::date >= started.began_on), '[]') as settled
    from cases c join persons p on p.agency_id = c.agency_id and p.id = c.child_id
      cross join lateral (select coalesce(max(s.number), 1) as number, coalesce(max(s.began_on), c.opened_on) as began_on, max(s.recorded_at) as recorded_at from course_starts s where s.agency_id = c.agency_id and s.case_id = c.id) started
      cross join lateral (select m.happened_on as "on" from case_milestones m where m.agency_id = c.agency_id and m.case_id = c.id and m.kind = 'planned_end' and not m.withdrawn and (started.recorded_at is null or m.recorded_at >= started.recorded_at)
        and not exists (select from case_milestones n where n.agency_id = m.agency_id and n.supersedes_id = m.id) order by m.recorded_at desc, m.id desc limit 1) planned
    where c.status = 'open' and c.stage = 3 and ${standsForItself} and exists (select from assignments a where a.agency_id = c.agency_id and a.case_id = c.id and a.staff_id = ${staffId} and holds_on(a.valid_from, a.valid_to, today())) order by c.id limit 200`);

/** Referrals out of the open cases of a member of staff of which nothing was heard yet that closes them: the newest word on each. */
export const listUnsettledReferrals = (tx: Transaction, staffId: string, closed: readonly string[]) =>
  rows<{ id: string; caseId: string; who: string; about: string; lastOn: string }>(tx, sql`select o.id, o.case_id as "caseId", trim(p.given_name || ' ' || p.family_name) as who, r.name as about, coalesce(last.heard_on, o.referred_on) as "lastOn"
    from referrals_out o join resources r on r.agency_id = o.agency_id and r.id = o.resource_id join cases c on c.agency_id = o.agency_id and c.id = o.case_id join persons p on p.agency_id = c.agency_id and p.id = c.child_id
      left join lateral (select a.outcome, a.heard_on from referral_out_answers a where a.agency_id = o.agency_id and a.referral_id = o.id order by a.place desc limit 1) last on true
    where c.status = 'open' and (last.outcome is null or last.outcome <> all (${[...closed]}::text[]))
      and exists (select from assignments a where a.agency_id = c.agency_id and a.case_id = c.id and a.staff_id = ${staffId} and holds_on(a.valid_from, a.valid_to, today())) order by o.referred_on, o.id limit 200`);
