import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { SessionView } from "./contract.ts";

const attendees = sql`coalesce((select jsonb_agg(jsonb_build_object('personId', a.person_id, 'name', trim(p.given_name || ' ' || p.family_name), 'part', a.part, 'status', a.status,
    'inAt', to_char(a.in_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'outAt', to_char(a.out_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'reason', a.reason) order by a.part = 'child' desc, a.part, p.given_name, p.id)
  from attendances a join persons p on p.agency_id = a.agency_id and p.id = a.person_id where a.agency_id = s.agency_id and a.session_id = s.id), '[]')`;
const columns = sql`s.id as "sessionId", s.case_id as "caseId", trim(child.given_name || ' ' || child.family_name) as "childName", child.birth_date as "childBirthDate", s.kind, s.place, s.modality, s.stage, s.clinician_id as "clinicianId", staff.display_name as "clinicianName",
  s.starts_at as "startsAt", s.ends_at as "endsAt", s.time_zone as "timeZone", s.held_from as "heldFrom", s.held_to as "heldTo", s.status, s.status_reason as "statusReason", s.cancelled_by as "cancelledBy", coalesce(n.status, 'none') as "noteStatus", ${attendees} as attendees, s.revision,
  s.series_id as "seriesId", s.is_apart as "isApart", s.second_clinician_id as "secondClinicianId", second.display_name as "secondClinicianName", s.room_id as "roomId", room.name as "roomName", s.video_link as "videoLink", t.minutes as "travelMinutes", s.taken_back_at is not null as "isTakenBack"`;
// Case and child are each looked up by their key: joined, PostgreSQL would read all cases through row-level security for the dozen of a clinician.
const sourcesOf = (sessions: ReturnType<typeof sql>) => sql`${sessions} cross join lateral (select agency_id, child_id from cases k where k.agency_id = s.agency_id and k.id = s.case_id offset 0) c
  cross join lateral (select given_name, family_name, birth_date from persons k where k.agency_id = c.agency_id and k.id = c.child_id offset 0) child join staff on staff.agency_id = s.agency_id and staff.id = s.clinician_id left join notes n on n.agency_id = s.agency_id and n.session_id = s.id
  left join staff second on second.agency_id = s.agency_id and second.id = s.second_clinician_id left join rooms room on room.agency_id = s.agency_id and room.id = s.room_id left join session_travel t on t.agency_id = s.agency_id and t.session_id = s.id`;

export const findSession = (tx: Transaction, sessionId: string) => row<SessionView>(tx, sql`select ${columns} from ${sourcesOf(sql`sessions s`)} where s.id = ${sessionId}`);

/** Whether the actor is a member of staff who sees the sessions of some cases only. */
const seesSome = sql`(select actor_is_staff() and not sees_all('service'))`;
/** Sessions whose day, by the agency's clocks, lies from one day to another, both included: \`s\`. Whoever sees some cases has those of each looked up, not those of everybody gone through. */
export const sessionsOn = (tx: Transaction, from: string, to: string) => {
  const on = sql`x.starts_at >= (${from}::date)::timestamp at time zone ${tx.actor.timeZone} and x.starts_at < (${to}::date + 1)::timestamp at time zone ${tx.actor.timeZone}`;
  return sql`(select x.* from sessions x where not ${seesSome} and ${on}
    union all select x.* from (select distinct unnest((select cases_for('service'))::uuid[]) as id where ${seesSome}) own cross join lateral (select x.* from sessions x where x.case_id = own.id and ${on} offset 0) x) s`;
};

/** The most sessions that one look takes. */
export const MOST_LISTED = 2000;
export type Listed = { from: string; to: string; clinicianId: string | null; caseId: string | null; teamId: string | null; clinicianIds?: readonly string[] };
/** Sessions of a clinician, as the one who holds them or beside them; null is everybody's. */
export const ofClinician = (clinicianId: string | null) => sql`(${clinicianId}::uuid is null or s.clinician_id = ${clinicianId} or s.second_clinician_id = ${clinicianId})`;
const teamOn = (teamId: string | null, from: string, to: string) => sql`(select array_agg(m.staff_id) from team_members m where m.team_id = ${teamId} and m.part in ('clinician', 'supervisor') and m.valid_from <= ${to} and (m.valid_to is null or m.valid_to >= ${from}))::uuid[]`;
/** Sessions of the clinicians who are in a team on some days, held or beside; null is every team's. */
export const ofTeam = (teamId: string | null, from: string, to: string) => sql`(${teamId}::uuid is null or s.clinician_id = any (${teamOn(teamId, from, to)}) or s.second_clinician_id = any (${teamOn(teamId, from, to)}))`;
/** Sessions whose day, by the agency's clocks, lies from one day to another, both included: all of them, those of one clinician or of several, of a team's clinicians, or of a case. What was taken back right after it was booked is left out. */
export const listSessions = (tx: Transaction, { from, to, clinicianId, caseId, teamId, clinicianIds }: Listed) =>
  rows<SessionView>(tx, sql`select ${columns} from ${sourcesOf(sessionsOn(tx, from, to))}
    where s.taken_back_at is null and ${ofClinician(clinicianId)} and (${caseId}::uuid is null or s.case_id = any (record_of(${caseId}::uuid)))
      ${clinicianIds === undefined ? sql`` : sql`and (s.clinician_id = any (${[...clinicianIds]}::uuid[]) or s.second_clinician_id = any (${[...clinicianIds]}::uuid[]))`}
      and ${ofTeam(teamId, from, to)}
    order by s.starts_at, s.id limit ${MOST_LISTED + 1}`);

/** Ends a booking where it is still as the writer saw it; false where somebody was faster. */
export const updateSessionStatus = async (tx: Transaction, one: { sessionId: string; status: string; reason: string; by: string | null; revision: number }) =>
  (await row<{ id: string }>(tx, sql`update sessions set status = ${one.status}, status_reason = ${one.reason}, cancelled_by = ${one.by}, revision = revision + 1 where id = ${one.sessionId} and revision = ${one.revision} and status = 'booked' returning id`)) !== null;

export type Clash = { startsAt: string; endsAt: string };
/** Another booking of the same clinician in that time, among those that the actor sees. */
export const findClash = (tx: Transaction, clinicianId: string, startsAt: string, endsAt: string, besides: readonly string[]) =>
  row<Clash>(tx, sql`select starts_at as "startsAt", ends_at as "endsAt" from sessions where (clinician_id = ${clinicianId} or second_clinician_id = ${clinicianId}) and id <> all (${[...besides]}::uuid[]) and status in ('booked', 'held') and starts_at < ${endsAt} and ends_at > ${startsAt} order by starts_at limit 1`);
/** Whether a risk for the child holds up sessions that speak of what happened: yes or no, also for those who may not read it. */
export const childRiskStands = async (tx: Transaction, caseId: string) => (await row<{ stands: boolean }>(tx, sql`select child_risk_stands(${caseId}) as stands`))!.stands;
/** Whether the actor may read what protects the child. */
export const readsProtection = async (tx: Transaction, caseId: string) => (await row<{ reads: boolean }>(tx, sql`select sees_all('protective') or ${caseId}::uuid = any (cases_for('protective')) as reads`))!.reads;
/** Why sessions go on although a risk stands, in the words of the supervisor who decided it. */
export const insertRiskException = (tx: Transaction, one: { caseId: string; stage: number; reason: string }) =>
  sql`insert into stage_exceptions (agency_id, id, case_id, gate, stage, reason, decided_by, decided_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${one.caseId}, 'G1', ${one.stage}, ${one.reason}, ${tx.actor.kind === "staff" ? tx.actor.staffId : null}, ${tx.now})`.execute(tx);

/** Times at which a session was held. */
export const updateHeld = (tx: Transaction, sessionId: string, held: { from: string | null; to: string | null }) =>
  sql`update sessions set held_from = ${held.from}, held_to = ${held.to} where id = ${sessionId} and (held_from, held_to) is distinct from (${held.from}::timestamptz, ${held.to}::timestamptz)`.execute(tx);
/** How those who were booked came. */
export const updateAttendance = (tx: Transaction, sessionId: string, all: readonly { personId: string; status: string; inAt: string | null; outAt: string | null; reason: string }[]) =>
  sql`update attendances a set status = one.status, in_at = one.in_at, out_at = one.out_at, reason = one.reason
    from unnest(${all.map((one) => one.personId)}::uuid[], ${all.map((one) => one.status)}::text[], ${all.map((one) => one.inAt)}::timestamptz[], ${all.map((one) => one.outAt)}::timestamptz[], ${all.map((one) => one.reason)}::text[]) as one (person_id, status, in_at, out_at, reason)
    where a.session_id = ${sessionId} and a.person_id = one.person_id`.execute(tx);
/** Marks a session as changed where it is still as the writer saw it, booked and without a note; false where it is not. */
export const claimSession = async (tx: Transaction, sessionId: string, revision: number) =>
  (await row(tx, sql`update sessions s set revision = revision + 1 where id = ${sessionId} and revision = ${revision} and status = 'booked' and not exists (select from notes n where n.agency_id = s.agency_id and n.session_id = s.id) returning id`)) !== null;
/** Who began the note of a session; null where there is none. */
export const findNoteAuthor = async (tx: Transaction, sessionId: string) => (await row<{ name: string }>(tx, sql`select f.display_name as name from notes n join staff f on f.agency_id = n.agency_id and f.id = n.author_id where n.session_id = ${sessionId}`))?.name ?? null;

export type Standing = { sessionId: string; caseId: string; moment: "booking" | "check_in" | "note" | "kept"; waitsFor: "nothing" | "cosignature"; isChartOpen: boolean };
/** The moment to which each session of some days has come, for those that took place or will, the earliest first. */
export const listStandings = (tx: Transaction, { from, to, clinicianId, teamId }: { from: string; to: string; clinicianId: string | null; teamId: string | null }, most: number) =>
  rows<Standing>(tx, sql`select s.id as "sessionId", s.case_id as "caseId",
      case when n.status in ('signed', 'awaiting_cosignature') then 'kept' when n.status is not null then 'note'
        when s.held_from is not null or exists (select from attendances a where a.agency_id = s.agency_id and a.session_id = s.id and a.status <> 'expected') then 'check_in' else 'booking' end as moment,
      case when n.status = 'awaiting_cosignature' then 'cosignature' else 'nothing' end as "waitsFor",
      (select sees_all('child_chart')) or s.case_id = any ((select cases_for('child_chart'))::uuid[]) as "isChartOpen"
    from ${sessionsOn(tx, from, to)} left join notes n on n.agency_id = s.agency_id and n.session_id = s.id
    where s.status in ('booked', 'held') and ${ofClinician(clinicianId)} and ${ofTeam(teamId, from, to)}
    order by s.starts_at, s.id limit ${most + 1}`);

/** The visits of a case: those to come, the next first, or those that are over, the newest first, a page after a key. */
export const listVisits = (tx: Transaction, caseId: string, { which, after, most }: { which: "coming" | "past"; after: { at: string; id: string } | null; most: number }) =>
  rows<SessionView>(tx, sql`select ${columns} from ${sourcesOf(sql`sessions s`)} where s.case_id = any (record_of(${caseId})) and s.taken_back_at is null and ${
    which === "coming" ? sql`s.status = 'booked' and s.ends_at > ${tx.now} order by s.starts_at, s.id` : sql`(s.status <> 'booked' or s.ends_at <= ${tx.now}) and (s.starts_at, s.id) < (coalesce(${after?.at ?? null}::timestamptz, 'infinity'), coalesce(${after?.id ?? null}::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')) order by s.starts_at desc, s.id desc`
  } limit ${most}`);
