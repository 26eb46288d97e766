import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { SessionView } from "./contract.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

/** A session as it was before a change: everything that a change may touch and that is of the service. Why it is longer is of the chart, and stays as it is. */
export type Before = {
  kind: SessionView["kind"]; place: SessionView["place"]; beds: number | null; modality: SessionView["modality"]; clinicianId: string; secondClinicianId: string | null; roomId: string | null; videoLink: string | null;
  seriesId: string | null; isApart: boolean; startsAt: string; endsAt: string; status: string; statusReason: string; travelMinutes: number | null;
  people: { personId: string; part: string; status: string }[];
}; // prettier-ignore
/** What a change did to one session: how it was (null: not there), and the revision that it had afterwards. */
export type Changed = { sessionId: string; before: Before | null; revision: number };
export type ChangeKind = "booked" | "changed" | "cancelled";

/** Sessions as they are now, to be able to go back to it. */
export const listStates = (tx: Transaction, ids: readonly string[]) =>
  rows<{ sessionId: string; state: Before; revision: number }>(tx, sql`select s.id as "sessionId", s.revision, jsonb_build_object('kind', s.kind, 'place', s.place, 'beds', s.beds, 'modality', s.modality, 'clinicianId', s.clinician_id, 'secondClinicianId', s.second_clinician_id, 'roomId', s.room_id, 'videoLink', s.video_link,
      'seriesId', s.series_id, 'isApart', s.is_apart, 'startsAt', to_char(s.starts_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'endsAt', to_char(s.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'status', s.status, 'statusReason', s.status_reason,
      'travelMinutes', t.minutes,
      'people', coalesce((select jsonb_agg(jsonb_build_object('personId', a.person_id, 'part', a.part, 'status', a.status) order by a.person_id) from attendances a where a.agency_id = s.agency_id and a.session_id = s.id), '[]')) as state
    from sessions s left join session_travel t on t.agency_id = s.agency_id and t.session_id = s.id
    where s.id = any (${[...ids]}::uuid[]) order by s.starts_at, s.id for update of s`);

export async function insertChange(tx: Transaction, one: { caseId: string; kind: ChangeKind; sessions: readonly Changed[] }): Promise<string> {
  const id = newId(tx);
  await sql`insert into booking_changes (agency_id, id, case_id, kind, sessions, made_by, made_at) values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.kind}, ${JSON.stringify(one.sessions)}::jsonb, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}
export const findChange = (tx: Transaction, changeId: string) =>
  row<{ caseId: string; kind: ChangeKind; sessions: Changed[]; madeBy: string | null; madeAt: string; isTakenBack: boolean }>(tx, sql`select case_id as "caseId", kind, sessions, made_by as "madeBy", to_char(made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "madeAt", taken_back_at is not null as "isTakenBack" from booking_changes where id = ${changeId} for update`);
export const markTakenBack = (tx: Transaction, changeId: string) => sql`update booking_changes set taken_back_at = ${tx.now} where id = ${changeId}`.execute(tx);

/** Takes bookings away that were made by mistake. False where one of them is not as the booking left it. */
export const withdrawSessions = async (tx: Transaction, all: readonly Changed[]) =>
  (await rows(tx, sql`update sessions s set status = 'cancelled', taken_back_at = ${tx.now}, revision = s.revision + 1
    from unnest(${all.map((one) => one.sessionId)}::uuid[], ${all.map((one) => one.revision)}::integer[]) as one (id, revision)
    where s.id = one.id and s.revision = one.revision and s.status = 'booked' and not exists (select from notes n where n.agency_id = s.agency_id and n.session_id = s.id) returning s.id`)).length === all.length;

/** Sets a session back to what it was. False where it is not as the change left it. */
export async function restoreSession(tx: Transaction, { sessionId, revision }: Changed, before: Before, caseId: string): Promise<boolean> {
  const back = await row(tx, sql`update sessions s set kind = ${before.kind}, place = ${before.place}, beds = ${before.beds}::integer, modality = ${before.modality}, clinician_id = ${before.clinicianId}, second_clinician_id = ${before.secondClinicianId}::uuid, room_id = ${before.roomId}::uuid, video_link = ${before.videoLink},
      series_id = ${before.seriesId}::uuid, is_apart = ${before.isApart}, starts_at = ${before.startsAt}, ends_at = ${before.endsAt}, status = ${before.status}, status_reason = ${before.statusReason}, cancelled_by = null, revision = s.revision + 1
    where s.id = ${sessionId} and s.revision = ${revision} and s.status in ('booked', 'cancelled', 'no_show') and not exists (select from notes n where n.agency_id = s.agency_id and n.session_id = s.id) returning s.id`);
  if (back === null) return false;
  for (const table of ["attendances", "session_travel"]) await sql`delete from ${sql.table(table)} where session_id = ${sessionId}`.execute(tx);
  await sql`insert into attendances (agency_id, session_id, person_id, case_id, part, status) select ${tx.actor.agencyId}::uuid, ${sessionId}::uuid, one.person_id, ${caseId}::uuid, one.part, one.status
    from unnest(${before.people.map((one) => one.personId)}::uuid[], ${before.people.map((one) => one.part)}::text[], ${before.people.map((one) => one.status)}::text[]) as one (person_id, part, status)`.execute(tx);
  if (before.travelMinutes !== null) await sql`insert into session_travel (agency_id, session_id, case_id, minutes) values (${tx.actor.agencyId}, ${sessionId}, ${caseId}, ${before.travelMinutes})`.execute(tx);
  return true;
}

/** Cancels booked sessions that have no note. */
export const cancelAll = (tx: Transaction, ids: readonly string[], reason: string, by: string | null) =>
  sql`update sessions set status = 'cancelled', status_reason = ${reason}, cancelled_by = ${by}, revision = revision + 1 where id = any (${[...ids]}::uuid[]) and status = 'booked'`.execute(tx);
