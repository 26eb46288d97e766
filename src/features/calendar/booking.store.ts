import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { CivilDate } from "#kernel/dates.ts";
import type { Beside } from "./hours.rules.ts";
import type { Hour } from "./series.rules.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

/** What sessions have in common, however many are booked at once. */
export type Booked = { caseId: string; kind: string; place: string; beds: number | null; modality: string; stage: number; clinicianId: string; secondClinicianId: string | null; roomId: string | null; videoLink: string | null; travelMinutes: number | null; longerSessionReason: string | null; seriesId: string | null };
export type Coming = { personId: string; part: string };

/** Books hours of one family, in one statement for each table: what row-level security asks, it asks once. The ids come in the order of the hours. */
export async function insertSessions(tx: Transaction, one: Booked, hours: readonly Hour[], coming: readonly Coming[]): Promise<string[]> {
  const ids = hours.map(() => newId(tx));
  await sql`insert into sessions (agency_id, id, case_id, kind, place, beds, modality, stage, clinician_id, second_clinician_id, room_id, video_link, series_id, starts_at, ends_at, time_zone, booked_by)
    select ${tx.actor.agencyId}, hour.id, ${one.caseId}, ${one.kind}, ${one.place}, ${one.beds}::integer, ${one.modality}, ${one.stage}::integer, ${one.clinicianId}::uuid, ${one.secondClinicianId}::uuid, ${one.roomId}::uuid, ${one.videoLink}, ${one.seriesId}::uuid, hour.starts_at, hour.ends_at, ${tx.actor.timeZone}, ${author(tx)}::uuid
    from unnest(${ids}::uuid[], ${hours.map((hour) => hour.startsAt)}::timestamptz[], ${hours.map((hour) => hour.endsAt)}::timestamptz[]) as hour (id, starts_at, ends_at)`.execute(tx);
  await insertAround(tx, one, ids, coming);
  return ids;
}

/** Who is to come to sessions, how far it is to them, and why they are longer. */
async function insertAround(tx: Transaction, one: Pick<Booked, "caseId" | "travelMinutes" | "longerSessionReason">, ids: readonly string[], coming: readonly Coming[]): Promise<void> {
  await sql`insert into attendances (agency_id, session_id, person_id, case_id, part)
    select ${tx.actor.agencyId}::uuid, session, one.person_id, ${one.caseId}::uuid, one.part from unnest(${[...ids]}::uuid[]) session cross join unnest(${coming.map(({ personId }) => personId)}::uuid[], ${coming.map(({ part }) => part)}::text[]) as one (person_id, part)`.execute(tx);
  if (one.travelMinutes !== null) await sql`insert into session_travel (agency_id, session_id, case_id, minutes) select ${tx.actor.agencyId}::uuid, session, ${one.caseId}::uuid, ${one.travelMinutes}::integer from unnest(${[...ids]}::uuid[]) session`.execute(tx);
  if (one.longerSessionReason !== null) await sql`insert into session_reasons (agency_id, session_id, case_id, reason) select ${tx.actor.agencyId}::uuid, session, ${one.caseId}::uuid, ${one.longerSessionReason} from unnest(${[...ids]}::uuid[]) session on conflict do nothing`.execute(tx);
}

/** Sets booked sessions to a setting, each to its own hour, and marks those that were changed by themselves. Who is to come is set anew. */
export async function updateSessions(tx: Transaction, one: Booked & { isApart: boolean }, moved: readonly { sessionId: string; hour: Hour }[], coming: readonly Coming[]): Promise<void> {
  const ids = moved.map(({ sessionId }) => sessionId);
  await sql`update sessions s set kind = ${one.kind}, place = ${one.place}, beds = ${one.beds}::integer, modality = ${one.modality}, clinician_id = ${one.clinicianId}, second_clinician_id = ${one.secondClinicianId}::uuid, room_id = ${one.roomId}::uuid,
      video_link = ${one.videoLink}, series_id = ${one.seriesId}::uuid, is_apart = ${one.isApart}, starts_at = hour.starts_at, ends_at = hour.ends_at, revision = s.revision + 1
    from unnest(${ids}::uuid[], ${moved.map(({ hour }) => hour.startsAt)}::timestamptz[], ${moved.map(({ hour }) => hour.endsAt)}::timestamptz[]) as hour (id, starts_at, ends_at) where s.id = hour.id`.execute(tx);
  for (const table of ["attendances", "session_travel"]) await sql`delete from ${sql.table(table)} where session_id = any (${ids}::uuid[])`.execute(tx);
  // Who does not read the chart can say why a session is longer, and not change what was said.
  if (one.longerSessionReason !== null) await sql`delete from session_reasons where session_id = any (${ids}::uuid[])`.execute(tx);
  await insertAround(tx, one, ids, coming);
}
export const insertSeries = async (tx: Transaction, one: { caseId: string; everyWeeks: number; firstOn: CivilDate; lastOn: CivilDate; startClock: string; minutes: number; beforeId: string | null }): Promise<string> => {
  const id = newId(tx);
  await sql`insert into session_series (agency_id, id, case_id, every_weeks, first_on, last_on, start_clock, minutes, time_zone, before_id, made_by, made_at)
    values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.everyWeeks}, ${one.firstOn}, ${one.lastOn}, ${one.startClock}, ${one.minutes}, ${tx.actor.timeZone}, ${one.beforeId}, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
};
export const findSeries = (tx: Transaction, seriesId: string) => row<{ caseId: string; everyWeeks: number; lastOn: CivilDate; isFollowed: boolean }>(tx, sql`select r.case_id as "caseId", r.every_weeks as "everyWeeks", r.last_on as "lastOn",
    exists (select from session_series n join sessions s on s.agency_id = n.agency_id and s.series_id = n.id and s.status = 'booked' where n.agency_id = r.agency_id and n.before_id = r.id) as "isFollowed" from session_series r where r.id = ${seriesId}`);

/** One of a series that a change might be for. */
export type OfSeries = { sessionId: string; startsAt: string; endsAt: string; isApart: boolean; hasNote: boolean; status: string };
/** The sessions of a series from a moment on that are booked, the earliest first; locked, so that nobody else changes them meanwhile. */
export const lockSeries = (tx: Transaction, seriesId: string, from: string) =>
  rows<OfSeries>(tx, sql`select s.id as "sessionId", s.starts_at as "startsAt", s.ends_at as "endsAt", s.is_apart as "isApart", s.status, s.held_from is not null or exists (select from notes n where n.agency_id = s.agency_id and n.session_id = s.id) as "hasNote"
    from sessions s where s.series_id = ${seriesId} and s.starts_at >= ${from} and s.status = 'booked' order by s.starts_at, s.id for update of s`);

/** The sessions of a series that were not cancelled, the earliest first. */
export const listSeries = (tx: Transaction, seriesId: string) =>
  rows<{ sessionId: string; startsAt: string; endsAt: string; isApart: boolean }>(tx, sql`select id as "sessionId", starts_at as "startsAt", ends_at as "endsAt", is_apart as "isApart" from sessions where series_id = ${seriesId} and status <> 'cancelled' order by starts_at, id`);

/** Takes the hours of people and of a room in turn: who books for one of them meanwhile waits for the end of this transaction. In one order, so that two never wait for each other. */
export async function takeTurn(tx: Transaction, whose: readonly string[]): Promise<void> {
  for (const one of [...new Set(whose)].sort()) await sql`select pg_advisory_xact_lock(hashtextextended(${`${tx.actor.agencyId} ${one}`}, 0))`.execute(tx);
}

export type TakenHour = { place: number; staffId: string | null };
/** Which of some hours are taken for clinicians or a room (`staffId` null), whoever's they are. `place` counts from 1. */
export const listTaken = (tx: Transaction, clinicianIds: readonly string[], roomId: string | null, hours: readonly Hour[], besides: readonly string[]) =>
  rows<TakenHour>(tx, sql`select place, staff_id as "staffId" from hours_taken(${[...clinicianIds]}::uuid[], ${roomId}::uuid, ${hours.map((hour) => hour.startsAt)}::timestamptz[], ${hours.map((hour) => hour.endsAt)}::timestamptz[], ${[...besides]}::uuid[])`);
/** What the clinician has before and after an hour. */
export const listBeside = (tx: Transaction, clinicianId: string, hour: Hour, besides: readonly string[]) =>
  rows<Beside>(tx, sql`select is_before as "isBefore", starts_at as "startsAt", ends_at as "endsAt", is_away as "isAway", minutes from hours_beside(${clinicianId}::uuid, ${hour.startsAt}::timestamptz, ${hour.endsAt}::timestamptz, ${[...besides]}::uuid[])`);
/** People who are expected at another session at one of the hours, as far as the actor sees it. */
export const listElsewhere = (tx: Transaction, personIds: readonly string[], hours: readonly Hour[], besides: readonly string[]) =>
  rows<{ place: number; name: string }>(tx, sql`select distinct hour.place::integer as place, trim(p.given_name || ' ' || p.family_name) as name
    from unnest(${hours.map((hour) => hour.startsAt)}::timestamptz[], ${hours.map((hour) => hour.endsAt)}::timestamptz[]) with ordinality hour (begins, ends, place)
      join attendances a on a.person_id = any (${[...personIds]}::uuid[]) and a.part <> 'interpreter' and a.status = 'expected' join sessions s on s.agency_id = a.agency_id and s.id = a.session_id and s.status in ('booked', 'held') and s.starts_at < hour.ends and s.ends_at > hour.begins and s.id <> all (${[...besides]}::uuid[])
      join persons p on p.agency_id = a.agency_id and p.id = a.person_id order by 1, 2`);
/** Which of some interpreters are expected at another session at one of the hours, in whatever family. */
export const listInterpretersTaken = async (tx: Transaction, personIds: readonly string[], hours: readonly Hour[], besides: readonly string[]) =>
  personIds.length === 0 ? [] : rows<{ place: number; personId: string }>(tx, sql`select place, person_id as "personId" from interpreters_taken(${[...personIds]}::uuid[], ${hours.map((hour) => hour.startsAt)}::timestamptz[], ${hours.map((hour) => hour.endsAt)}::timestamptz[], ${[...besides]}::uuid[])`);
/** Absences of clinicians within some days. */
export const listAway = (tx: Transaction, staffIds: readonly string[], from: CivilDate, to: CivilDate) =>
  rows<{ staffId: string; from: CivilDate; to: CivilDate }>(tx, sql`select staff_id as "staffId", valid_from as from, valid_to as to from absences where staff_id = any (${[...staffIds]}::uuid[]) and ended_on is null and valid_from <= ${to} and valid_to >= ${from}`);

/** Notes that whoever booked saw that these days are flagged for the family. */
export const insertFlagsSeen = (tx: Transaction, caseId: string, seen: readonly { sessionId: string; on: CivilDate }[]) =>
  sql`insert into flags_seen (agency_id, session_id, case_id, on_day, seen_by, seen_at) select ${tx.actor.agencyId}::uuid, one.session, ${caseId}::uuid, one.on_day, ${author(tx)}::uuid, ${tx.now}::timestamptz
    from unnest(${seen.map(({ sessionId }) => sessionId)}::uuid[], ${seen.map(({ on }) => on)}::date[]) as one (session, on_day) on conflict do nothing`.execute(tx);

/** What the last sessions of a case had: minutes of the way to each place, and the address of the meeting on video. */
export const listTravel = (tx: Transaction, caseId: string) =>
  rows<{ place: "home"; minutes: number }>(tx, sql`select distinct on (s.place) s.place, t.minutes from session_travel t join sessions s on s.agency_id = t.agency_id and s.id = t.session_id where t.case_id = any (record_of(${caseId})) order by s.place, s.starts_at desc, s.id`);
export const findVideoLink = async (tx: Transaction, caseId: string) => (await row<{ link: string }>(tx, sql`select video_link as link from sessions where case_id = any (record_of(${caseId})) and video_link is not null order by starts_at desc, id limit 1`))?.link ?? null;
