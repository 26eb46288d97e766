import { sql } from "kysely";
import { row, rows, type Transaction } from "#database/actor.ts";
import type { CivilDate } from "#kernel/dates.ts";
import { withRecord } from "#features/people/store.ts";
import { type Installed, installedColumn } from "#features/policy/store.ts";
import type { CertificateRecord, ChartFacts, CredentialRecord, SessionRecord } from "./facts.rules.ts";

// What decisions rest on, each in one statement: a decision stands beside every keystroke of a note, and the way to the
// database and through its walls costs more than the work there.

type Fragment = ReturnType<typeof sql>;
type OverrideRecord = { policy: string; rule: string; role: string; reason: string; at: string };
/** What is recorded of a case that a decision rests on. */
export type OfCase = { chart: ChartFacts; overrides: OverrideRecord[]; policies: Record<string, unknown> | null; installed: Installed[] };

const list = (one: Fragment, from: Fragment) => sql`coalesce((select jsonb_agg(${one}) from ${from}), '[]')`;

/** The chart of a case on a day, its overrides, and the policies that its agency works by. `cases` are all of its record. */
const ofCase = (caseId: Fragment, cases: Fragment, on: Fragment) => sql`jsonb_build_object(
    'birthDate', (select p.birth_date from cases own join persons p on p.agency_id = own.agency_id and p.id = own.child_id where own.id = ${caseId}),
    'icd10', ${list(sql`d.code order by d.recorded_at, d.id`, sql`diagnoses d where d.case_id = any (${cases}) and d.system = 'ICD-10-CM' and diagnosis_stands(d.id, ${on})`)},
    'events', ${list(sql`jsonb_build_object('kind', t.kind) order by t.recorded_at, t.id`, sql`traumatic_events t where t.case_id = any (${cases}) and t.status = 'active'`)},
    'problems', ${list(sql`jsonb_build_object('kind', r.kind, 'followsEvents', r.follows_events) order by r.recorded_at, r.id`, sql`problems r where r.case_id = any (${cases}) and r.status = 'active'`)},
    'caregivers', ${list(
      sql`jsonb_build_object('livesWithChild', g.lives_with_child, 'hasOpenDyad', exists (select from dyads y where y.agency_id = g.agency_id and y.case_id = g.case_id and y.adult_id = g.person_id and y.state = 'open' and holds_on(y.opened_on, y.closed_on, ${on}))) order by g.valid_from, g.person_id`,
      sql`case_people g where g.case_id = any (${cases}) and g.part = 'caregiver' and holds_on(g.valid_from, g.valid_to, ${on})`,
    )}) as chart,
  ${list(sql`jsonb_build_object('policy', o.policy, 'rule', o.rule, 'role', o.role, 'reason', o.reason, 'at', to_char(o.overridden_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by o.overridden_at, o.id`, sql`overrides o where o.case_id = any (${cases}) and o.ended_at is null and (o.until is null or o.until >= ${on})`)} as overrides,
  (select settings -> 'policies' from agencies) as policies, ${installedColumn} as installed`;

/** What eligibility on a day rests on. */
export const findCaseFacts = async (tx: Transaction, caseId: string, on: CivilDate) => (await row<OfCase>(tx, sql`select ${ofCase(sql`${caseId}::uuid`, sql`record_of(${caseId}::uuid)`, sql`${on}::date`)}`))!;

/** The same of many cases, for those that the actor sees. */
export const listCaseFacts = (tx: Transaction, caseIds: readonly string[], on: CivilDate) => rows<OfCase & { caseId: string }>(tx, sql`select c.id as "caseId", ${ofCase(sql`c.id`, sql`whole.cases`, sql`${on}::date`)} from cases c ${withRecord} where c.id = any (${caseIds}::uuid[])`);

export type SessionEvidence = OfCase & {
  sessionId: string;
  caseId: string;
  /** The civil date that the session is judged by: the planned one at booking, else that of when it was held. */
  on: CivilDate;
  session: SessionRecord;
  courseStart: CivilDate | null;
  sameDayServices: { service: string; start: string | null; end: string | null }[];
  credentials: CredentialRecord[];
  certificates: CertificateRecord[];
  team: { supervisors: number; clinicians: number } | null;
};

/** The statement of what decisions about sessions rest on, for the rows of a source that is called `s`. */
function evidenceOf(source: Fragment, where: Fragment, times: "planned" | "held"): Fragment {
  const utc = (moment: Fragment) => sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  const wall = (moment: Fragment, zone: Fragment) => sql`to_char(${moment} at time zone ${zone}, 'YYYY-MM-DD"T"HH24:MI')`;
  const heldFrom = (of: "s" | "k") => sql.raw(`coalesce(${of}.held_from, ${of}.starts_at)`);
  return sql`select s.id as "sessionId", s.case_id as "caseId", day."on",
      jsonb_build_object('place', s.place, 'beds', s.beds, 'modality', s.modality, 'startsAt', ${utc(sql`s.starts_at`)}, 'endsAt', ${utc(sql`s.ends_at`)}, 'heldFrom', ${utc(sql`s.held_from`)}, 'heldTo', ${utc(sql`s.held_to`)},
        'timeZone', s.time_zone, 'longerSessionReason', (select w.reason from session_reasons w where w.session_id = s.id), 'attendees', ${list(sql`jsonb_build_object('part', a.part, 'status', a.status) order by a.part = 'child' desc, a.part, a.person_id`, sql`attendances a where a.session_id = s.id`)}) as session,
      (select min((${heldFrom("k")} at time zone k.time_zone)::date) from sessions k where k.case_id = any (whole.cases) and k.status = 'held' and (k.starts_at at time zone k.time_zone)::date >= coalesce((select max(g.began_on) from course_starts g where g.case_id = any (whole.cases) and g.began_on <= day."on"), '-infinity')) as "courseStart",
      ${list(sql`jsonb_build_object('service', e.service, 'start', ${wall(sql`e.starts_at`, sql`s.time_zone`)}, 'end', ${wall(sql`e.ends_at`, sql`s.time_zone`)}) order by e.starts_at, e.service`, sql`(
        select service, starts_at, ends_at from other_services where case_id = any (whole.cases) and service_date = day."on"
        union all
        select 'CPP', ${heldFrom("k")}, coalesce(k.held_to, k.ends_at) from sessions k where k.case_id = any (whole.cases) and k.id <> s.id and k.status = 'held' and (${heldFrom("k")} at time zone s.time_zone)::date = day."on") e`)} as "sameDayServices",
      ${list(sql`jsonb_build_object('kind', c.kind, 'name', c.name, 'field', c.field, 'isIndependent', c.is_independent, 'validFrom', c.valid_from, 'validTo', c.valid_to, 'counts', c.issuer_agency_id is null or issuer_counts(c.issuer_agency_id)) order by c.kind, c.valid_from desc`, sql`credentials c where c.ended_at is null and c.staff_id = s.clinician_id`)} as credentials,
      ${list(sql`jsonb_build_object('kind', f.kind, 'validFrom', f.valid_from, 'validTo', f.valid_to, 'isAcceptable', f.is_acceptable) order by f.kind, f.valid_from desc`, sql`agency_certificates f where f.ended_at is null`)} as certificates,
      (select jsonb_build_object('supervisors', count(*) filter (where m.part = 'supervisor'), 'clinicians', count(*) filter (where m.part = 'clinician')) from team_members m
        where holds_on(m.valid_from, m.valid_to, day."on") and m.team_id = (select own.team_id from team_members own where own.staff_id = s.clinician_id and holds_on(own.valid_from, own.valid_to, day."on") order by own.valid_from limit 1) having count(*) > 0) as team,
      ${ofCase(sql`s.case_id`, sql`whole.cases`, sql`day."on"`)}
    from ${source} cross join lateral (select ((case when ${times === "planned"} then s.starts_at else ${heldFrom("s")} end) at time zone s.time_zone)::date as "on") day cross join lateral (select record_of(s.case_id) as cases offset 0) whole
    where ${where}`;
}

/** What the decisions about sessions rest on, for those sessions that the actor sees. */
export const listSessionEvidence = (tx: Transaction, sessionIds: readonly string[], times: "planned" | "held") => rows<SessionEvidence>(tx, evidenceOf(sql`sessions s`, sql`s.id = any (${sessionIds}::uuid[])`, times));

/** A session that is only being typed. */
export type Proposed = { caseId: string; clinicianId: string; place: string; beds: number | null; modality: string; startsAt: string; endsAt: string; timeZone: string };
const nobodys = "00000000-0000-0000-0000-000000000000";
/** The same of a session that is not stored: nobody is booked for it yet, and no reason is given. */
export const findProposedEvidence = async (tx: Transaction, one: Proposed) =>
  (await row<SessionEvidence>(
    tx,
    evidenceOf(
      sql`(select ${nobodys}::uuid as id, ${one.caseId}::uuid as case_id, ${one.clinicianId}::uuid as clinician_id, ${one.place}::text as place, ${one.beds}::integer as beds, ${one.modality}::text as modality, ${one.startsAt}::timestamptz as starts_at, ${one.endsAt}::timestamptz as ends_at, null::timestamptz as held_from, null::timestamptz as held_to, ${one.timeZone}::text as time_zone) s`,
      sql`true`,
      "planned",
    ),
  ))!;
