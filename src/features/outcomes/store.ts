import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { CivilDate, Instant } from "#kernel/dates.ts";
import type { Behind } from "./behind.rules.ts";
import type { CourseFacts } from "./course.rules.ts";
import type { KeptTable, Table } from "./edition.rules.ts";
import type { Pair } from "./pairs.rules.ts";
import type { ReasonKind } from "./shapes.contract.ts";
import type { CourseRow } from "./variables.rules.ts";

export type Changes = { ids: number[]; caseIds: string[]; referralIds: string[] };
/** Changes since the last counting, the oldest first; null where there are none. */
export async function listChanges(tx: Transaction, most: number): Promise<Changes | null> {
  const found = (await row<Changes>(tx, sql`with oldest as (select * from outcome_changes order by id limit ${most})
    select coalesce(array_agg(id), '{}') as ids, coalesce(array_agg(distinct case_id) filter (where case_id is not null), '{}') as "caseIds", coalesce(array_agg(distinct referral_id) filter (where referral_id is not null), '{}') as "referralIds" from oldest`))!;
  return found.ids.length === 0 ? null : found;
}
/** Forgets the changes that were read, and no other: one that became visible meanwhile is met at the next look. */
export const forgetChanges = (tx: Transaction, { ids }: Changes) => sql`delete from outcome_changes where id = any (${ids}::bigint[])`.execute(tx);
/** Nobody else counts this agency until the end of the transaction: two editions at once could not be held against each other. */
export const lockCounting = (tx: Transaction) => sql`select pg_advisory_xact_lock(hashtextextended('outcomes ' || ${tx.actor.agencyId}, 0))`.execute(tx);

/** Nobody else derives rows of this agency until the end of the transaction: a server that derives what changed, and somebody who derives all. */
export const lockDeriving = (tx: Transaction) => sql`select pg_advisory_xact_lock(hashtextextended('outcome rows ' || ${tx.actor.agencyId}, 0))`.execute(tx);

/** A page of every case, by id: for counting all anew. */
export const pageOfCases = async (tx: Transaction, after: string | null, most: number) => (await rows<{ id: string }>(tx, sql`select id from cases where ${after}::uuid is null or id > ${after} order by id limit ${most}`)).map((one) => one.id);
export const pageOfReferrals = async (tx: Transaction, after: string | null, most: number) => (await rows<{ id: string }>(tx, sql`select id from referrals where ${after}::uuid is null or id > ${after} order by id limit ${most}`)).map((one) => one.id);
/** The cases that stand for some of them, and for those that came of some referrals, each once: of joined records the one that stays. */
export const listStanding = async (tx: Transaction, { caseIds, referralIds }: { caseIds: readonly string[]; referralIds: readonly string[] }) =>
  (await rows<{ id: string }>(tx, sql`select distinct coalesce(m.into_case_id, c.id) as id from (select unnest(${caseIds}::uuid[]) as id union select k.id from cases k where k.referral_id = any (${referralIds}::uuid[])) c left join case_merges m on m.case_id = c.id and m.undone_at is null`)).map((one) => one.id);

export type LoadedCourse = CourseFacts & {
  id: string; clinicianTeamId: string | null; language: string | null; payer: string | null; fidelity: "agreed" | "confirmed" | "none"; stageThreeOn: CivilDate | null;
  sessions: number; missed: number; came: number;
  reasons: { reason: string; class: "child_chart" | "caregiver"; ownerPersonId: string | null }[];
}; // prettier-ignore

/** An id told by a text: a UUID of version 8, the same at every counting. */
const idFrom = (text: ReturnType<typeof sql>) => sql`overlay(overlay(md5(${text}) placing '8' from 13 for 1) placing '8' from 17 for 1)::uuid`;

/** Who pays, as the practice was told it, else as a hospital sent it along. */
const payerOf = (referral: "r" | "f") => sql`coalesce(${sql.ref(referral)}.payer, ${sql.ref(referral)}.details #>> '{coverage,0,payer}')`;

/** What the record says of the courses of some cases that stand for themselves. Days are those of the agency. */
export function loadCourses(tx: Transaction, caseIds: readonly string[]): Promise<LoadedCourse[]> {
  const zone = tx.actor.timeZone;
  return rows<LoadedCourse>(tx, sql`with standing as (
      select c.id, c.child_id, c.referral_id, c.status, c.opened_on, c.closed_on, array[c.id] || coalesce((select array_agg(m.case_id) from case_merges m where m.into_case_id = c.id and m.undone_at is null), '{}') as record from cases c where c.id = any (${caseIds}::uuid[])),
    spans as (
      select s.*, starts.number, starts.began_on, case when starts.number = 1 then '-infinity'::date else starts.began_on end as counts_from,
        coalesce(lead(starts.began_on) over (partition by s.id order by starts.number) - 1, 'infinity'::date) as counts_to
      from standing s cross join lateral (select 1 as number, s.opened_on as began_on union all select k.number, k.began_on from course_starts k where k.case_id = s.id) starts),
    courses as (select s.*, e.closed_on as course_closed_on, e.manner, coalesce(e.closed_on, case when s.status = 'closed' and s.counts_to = 'infinity' then s.closed_on end) as ended_on from spans s left join course_closings e on e.case_id = s.id and e.course = s.number)
    select ${idFrom(sql`c.id::text || ' ' || c.number`)} as id, c.id as "caseId", case when c.number = 1 then c.referral_id end as "referralId", c.number as course, case when c.number = 1 then least(c.opened_on, (r.received_at at time zone ${zone})::date) else c.began_on end as "askedOn", case when c.ended_on is null then 'open' else 'closed' end as status, r.status as "referralStatus",
      eligible.first_yes as "eligibleOn", eligible.last_verdict as "lastVerdict", held.first_on as "firstSessionOn", stages.two_on as "stageTwoOn", stages.three_on as "stageThreeOn", c.ended_on as "endedOn", c.manner, p.birth_date as "birthDate",
      coalesce(held.places, '[]') as places, coalesce(held.held, 0)::integer as sessions, coalesce(held.missed, 0)::integer as missed, coalesce(held.came, 0)::integer as came,
      team.team_id as "clinicianTeamId", coalesce(adult.language, p.language) as language, payer.name as payer,
      case when packet.agreed then 'agreed' when packet.confirmed then 'confirmed' else 'none' end as fidelity, coalesce(goals.objectives, '[]') as objectives, coalesce(why.reasons, '[]') as reasons
    from courses c join persons p on p.id = c.child_id left join referrals r on r.id = c.referral_id and c.number = 1
    left join lateral (select min((d.decided_at at time zone ${zone})::date) filter (where d.verdict = 'yes') as first_yes, (array_agg(d.verdict order by d.decided_at desc, d.id desc))[1] as last_verdict
      from decisions d where d.case_id = any (c.record) and d.question = 'eligibility' and (d.decided_at at time zone ${zone})::date between c.counts_from and c.counts_to) eligible on true
    left join lateral (select min(k.on_day) filter (where k.status = 'held') as first_on, count(*) filter (where k.status = 'held') as held, count(*) filter (where k.status = 'no_show') as missed, count(*) filter (where k.status = 'held' and k.adult_came) as came,
        (select jsonb_agg(jsonb_build_object('place', g.place, 'modality', g.modality, 'held', g.held)) from (select x.place, x.modality, count(*) as held from sessions x where x.case_id = any (c.record) and x.status = 'held' and (coalesce(x.held_from, x.starts_at) at time zone x.time_zone)::date between c.counts_from and c.counts_to group by 1, 2) g) as places
      from (select s.status, (coalesce(s.held_from, s.starts_at) at time zone s.time_zone)::date as on_day, exists (select from attendances a where a.session_id = s.id and a.part = 'caregiver' and a.status in ('present', 'late', 'left')) as adult_came from sessions s where s.case_id = any (c.record) and s.status in ('held', 'no_show')) k
      where k.on_day between c.counts_from and c.counts_to) held on true
    left join lateral (select min(t.began_on) filter (where t.stage = 2) as two_on, min(t.began_on) filter (where t.stage = 3) as three_on from case_stages t where t.case_id = any (c.record) and t.began_on between c.counts_from and c.counts_to) stages on true
    left join lateral (select m.team_id from assignments a join team_members m on m.staff_id = a.staff_id and m.part = 'clinician' and holds_on(m.valid_from, m.valid_to, greatest(coalesce(held.first_on, c.began_on), m.valid_from))
      where a.case_id = any (c.record) and a.kind = 'assigned' order by holds_on(a.valid_from, a.valid_to, coalesce(held.first_on, c.began_on)) desc, a.valid_from, m.valid_from, m.team_id limit 1) team on true
    left join lateral (select b.language from case_people x join persons b on b.id = x.person_id where x.case_id = any (c.record) and x.part = 'caregiver' order by x.lives_with_child desc nulls last, x.valid_from, x.person_id limit 1) adult on true
    left join lateral (select ${payerOf('f')} as name from referrals f where f.id = c.referral_id) payer on true
    left join lateral (select bool_or(v.outcome = 'agreed') as agreed, count(f.id) > 0 as confirmed from fidelity_packets f left join fidelity_reviews v on v.packet_id = f.id where f.case_id = any (c.record) and f.course = c.number) packet on true
    left join lateral (select jsonb_agg(jsonb_build_object('goal', o.goal, 'status', coalesce(o.status, 'open'))) as objectives from (
        select distinct on (o.id) o.goal, last.status from plan_objectives o join plans n on n.id = o.plan_id and n.approved_on is not null
          left join lateral (select g.status from plan_progress g join plan_reviews w on w.id = g.review_id where g.case_id = any (c.record) and g.objective_id = o.id and w.reviewed_on between c.counts_from and c.counts_to order by w.recorded_at desc, w.id desc limit 1) last on true
        where o.case_id = any (c.record) and n.approved_on between c.counts_from and c.counts_to order by o.id, n.number desc) o where length(o.goal) = 1) goals on true
    left join lateral (select jsonb_agg(jsonb_build_object('reason', w.reason, 'class', w.class, 'ownerPersonId', w.owner_person_id) order by w.class desc, w.id) as reasons from course_closing_reasons w where w.case_id = c.id and w.course = c.number) why on true
    order by c.id, c.number`);
}

/** Requests that led to no case. */
export const loadRequests = (tx: Transaction, referralIds: readonly string[]) =>
  rows<{ id: string; referralId: string; askedOn: CivilDate; referralStatus: string; language: string | null; birthDate: CivilDate | null; payer: string | null }>(tx, sql`select ${idFrom(sql`'request ' || r.id`)} as id, r.id as "referralId", (r.received_at at time zone ${tx.actor.timeZone})::date as "askedOn", r.status as "referralStatus", r.language, r.child_birth_date as "birthDate",
      ${payerOf('r')} as payer
    from referrals r where r.id = any (${referralIds}::uuid[]) and r.case_id is null and not exists (select from cases c where c.referral_id = r.id)`);

export type NewCourse = Omit<CourseRow, "pairs" | "reason"> & { id: string; caseId: string | null; referralId: string | null; course: number };
export type NewReason = { courseId: string; caseId: string; kind: ReasonKind; class: "child_chart" | "caregiver"; ownerPersonId: string | null };
export type NewPair = Pair & { courseId: string; caseId: string; series: string };
/** Puts what was derived in the place of what some cases and requests had. */
export async function replaceCourses(tx: Transaction, of: { caseIds: readonly string[]; referralIds: readonly string[] }, made: { courses: readonly NewCourse[]; reasons: readonly NewReason[]; pairs: readonly NewPair[] }): Promise<void> {
  const { agencyId } = tx.actor;
  // Two statements, so that each goes along its index.
  await sql`delete from outcome_courses where case_id = any (array(select unnest(${of.caseIds}::uuid[]) union select m.case_id from case_merges m where m.into_case_id = any (${of.caseIds}::uuid[]) and m.undone_at is null))`.execute(tx);
  if (of.referralIds.length > 0) await sql`delete from outcome_courses where referral_id = any (${of.referralIds}::uuid[]) and case_id is null`.execute(tx);
  if (made.courses.length > 0) {
    await sql`insert into outcome_courses (agency_id, id, case_id, referral_id, course, asked_on, eligible_on, first_session_on, stage_two_on, ended_on, position, team_id, age_band, language, place, payer, fidelity, sessions, missed, came, moves, reunified, goals, counted_at)
      select ${agencyId}, id, "caseId", "referralId", course, "askedOn", "eligibleOn", "firstSessionOn", "stageTwoOn", "endedOn", position, "teamId", "ageBand", language, place, payer, fidelity, sessions, missed, came, moves, reunified, goals, ${tx.now}
      from jsonb_to_recordset(${JSON.stringify(made.courses)}::jsonb) as x (id uuid, "caseId" uuid, "referralId" uuid, course integer, "askedOn" date, "eligibleOn" date, "firstSessionOn" date, "stageTwoOn" date, "endedOn" date, position text, "teamId" uuid, "ageBand" text, language text, place text, payer text, fidelity text, sessions integer, missed integer, came integer, moves integer, reunified boolean, goals jsonb)`.execute(tx);
  }
  if (made.reasons.length > 0) {
    await sql`insert into outcome_reasons (agency_id, course_id, case_id, class, owner_person_id, kind) select ${agencyId}, "courseId", "caseId", class, "ownerPersonId", kind
      from jsonb_to_recordset(${JSON.stringify(made.reasons)}::jsonb) as x ("courseId" uuid, "caseId" uuid, class text, "ownerPersonId" uuid, kind text)`.execute(tx);
  }
  if (made.pairs.length > 0) {
    await sql`insert into outcome_pairs (agency_id, course_id, series, case_id, class, owner_person_id, part2, version, state, pre, post, pre_on, post_on, at_discharge, change, pre_above, post_above)
      select ${agencyId}, "courseId", series, "caseId", class, "ownerPersonId", part2, version, state, pre, post, "preOn", "postOn", "atDischarge", change, "preAbove", "postAbove"
      from jsonb_to_recordset(${JSON.stringify(made.pairs)}::jsonb) as x ("courseId" uuid, series text, "caseId" uuid, class text, "ownerPersonId" uuid, part2 boolean, version text, state text, pre numeric, post numeric, "preOn" date, "postOn" date, "atDischarge" boolean, change text, "preAbove" boolean, "postAbove" boolean)`.execute(tx);
  }
}

/** Every row that is counted, without ids: for the job alone. */
export const listCourses = (tx: Transaction) =>
  rows<CourseRow>(tx, sql`select c.asked_on as "askedOn", c.eligible_on as "eligibleOn", c.first_session_on as "firstSessionOn", c.stage_two_on as "stageTwoOn", c.ended_on as "endedOn", c.position, c.team_id as "teamId", c.age_band as "ageBand", c.language, c.place, c.payer, c.fidelity, c.sessions, c.missed, c.came, c.moves, c.reunified, c.goals, r.kind as reason, coalesce(p.pairs, '{}') as pairs
    from outcome_courses c left join outcome_reasons r on r.agency_id = c.agency_id and r.course_id = c.id
    left join (select course_id, jsonb_object_agg(series, jsonb_build_object('state', state, 'change', change, 'pre', pre, 'post', post, 'preAbove', pre_above, 'postAbove', post_above)) as pairs from outcome_pairs group by course_id) p on p.course_id = c.id`);

/** Everything that was ever shown, the oldest first. */
export const listShown = (tx: Transaction) => rows<KeptTable>(tx, sql`select key, counted_at as "countedAt", (counted_at at time zone ${tx.actor.timeZone})::date as "countedOn", content from outcome_tables order by counted_at, id`);
/** The newest of each table. */
export const listNewest = (tx: Transaction) => rows<KeptTable>(tx, sql`select distinct on (key) key, counted_at as "countedAt", (counted_at at time zone ${tx.actor.timeZone})::date as "countedOn", content from outcome_tables order by key, counted_at desc, id desc`);
export async function keepTables(tx: Transaction, made: ReadonlyMap<string, Table>): Promise<void> {
  const all = [...made].map(([key, content]) => ({ id: newId(tx), key, content }));
  if (all.length > 0) await sql`insert into outcome_tables (agency_id, id, key, counted_at, content) select ${tx.actor.agencyId}, id, key, ${tx.now}, content from jsonb_to_recordset(${JSON.stringify(all)}::jsonb) as x (id uuid, key text, content jsonb)`.execute(tx);
  await sql`insert into outcome_counts (agency_id, id, counted_at, counted_on) values (${tx.actor.agencyId}, ${newId(tx)}, ${tx.now}, ${tx.today})`.execute(tx);
}
export const findLastCount = (tx: Transaction) => row<{ countedAt: Instant; countedOn: CivilDate }>(tx, sql`select counted_at as "countedAt", counted_on as "countedOn" from outcome_counts order by counted_at desc, id desc limit 1`);
export const findThreshold = async (tx: Transaction) => (await row<{ threshold: number }>(tx, sql`select threshold from outcome_settings order by recorded_at desc, id desc limit 1`))?.threshold ?? null;
export const insertThreshold = (tx: Transaction, threshold: number) => sql`insert into outcome_settings (agency_id, id, threshold, recorded_at, recorded_by) values (${tx.actor.agencyId}, ${newId(tx)}, ${threshold}, ${tx.now}, ${tx.actor.kind === "staff" ? tx.actor.staffId : null})`.execute(tx);
export const listTeamNames = (tx: Transaction) => rows<{ teamId: string; name: string }>(tx, sql`select id as "teamId", name from teams`);

const PAGE = 50;
/** Courses behind a figure, of cases that the viewer may open; row-level security decides. The last part is the cut. */
export async function listBehind(tx: Transaction, { positions, reason, moves, goal, series }: Behind, cut: { column: string; values: readonly string[] } | null, after: string | null) {
  const conditions = [
    ...(positions === undefined ? [] : [sql`c.position = any (${[...positions]})`]),
    ...(reason === undefined ? [] : [sql`exists (select from outcome_reasons r where r.agency_id = c.agency_id and r.course_id = c.id and r.kind = ${reason})`]),
    ...(moves === undefined ? [] : [sql`(case when c.reunified then 'reunified' when c.moves > 0 then 'moved' else 'none' end) = any (${[...moves]})`]),
    ...(goal === undefined ? [] : [sql`coalesce(c.goals ->> ${goal.goal}, 'no_objective') = any (${[...goal.states]})`]),
    ...(series === undefined ? [] : [sql`exists (select from outcome_pairs p where p.agency_id = c.agency_id and p.course_id = c.id and p.series = ${series.id} and p.state = any (${[...series.states]})
      and (${series.changes === null} or p.change = any (${[...(series.changes ?? [])]})) and (${series.sides === null} or (case when p.pre_above then 'above_' else 'below_' end || case when p.post_above then 'above' else 'below' end) = any (${[...(series.sides ?? [])]})))`]),
    ...(cut === null ? [] : [sql`coalesce(${sql.raw(cut.column)}, 'unknown') = any (${[...cut.values]})`]),
    ...(after === null ? [] : [sql`c.id > ${after}`]),
  ];
  const found = await rows<{ id: string; caseId: string; childName: string; askedOn: CivilDate }>(tx, sql`select c.id, c.case_id as "caseId", trim(p.given_name || ' ' || p.family_name) as "childName", c.asked_on as "askedOn"
    from outcome_courses c join cases k on k.agency_id = c.agency_id and k.id = c.case_id join persons p on p.agency_id = k.agency_id and p.id = k.child_id
    where ${conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)} order by c.id limit ${PAGE + 1}`);
  const page = found.slice(0, PAGE);
  return { cases: page.map(({ id: _id, ...one }) => one), next: found.length > PAGE ? page.at(-1)!.id : null };
}
