import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import { momentKey, readMomentKey } from "#kernel/paging.ts";
import type { CivilDate, Instant } from "#kernel/dates.ts";
import type { HeldMeeting } from "./ledger.rules.ts";
import type { Meeting } from "./meetings.contract.ts";
import type { MeetingKind } from "./settings.contract.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);
const columns = sql`m.id as "meetingId", m.kind, m.leader_id as "leaderId", l.display_name as "leaderName", m.consultant, m.starts_at as "startsAt", m.minutes, m.clinical_minutes as "clinicalMinutes", m.status, m.revision,
  coalesce((select jsonb_agg(jsonb_build_object('staffId', a.staff_id, 'name', s.display_name, 'attended', a.attended) order by s.display_name, s.id) from supervision_attendances a join staff s on s.agency_id = a.agency_id and s.id = a.staff_id where a.agency_id = m.agency_id and a.meeting_id = m.id), '[]') as people`;
const sources = sql`supervision_meetings m join staff l on l.agency_id = m.agency_id and l.id = m.leader_id`;
/** The actor leads it or was asked to it: what one sees of others' meetings is for the hours alone. */
const isIn = (tx: Transaction) => sql`(m.leader_id = ${author(tx)} or exists (select from supervision_attendances a where a.agency_id = m.agency_id and a.meeting_id = m.id and a.staff_id = ${author(tx)}))`;

const PAGE = 25;
/** Meetings of the actor that are planned and not over for long. */
export const listComing = (tx: Transaction) => rows<Meeting>(tx, sql`select ${columns} from ${sources} where ${isIn(tx)} and m.status = 'planned' order by m.starts_at, m.id limit 200`);
/** Those that were held or called off, the newest first, a page at a time. */
export async function listPast(tx: Transaction, key: string | null): Promise<{ past: Meeting[]; next: string | null }> {
  const after = readMomentKey(key);
  const found = await rows<Meeting>(tx, sql`select ${columns} from ${sources} where ${isIn(tx)} and m.status <> 'planned' and (${after?.at ?? null}::timestamptz is null or (m.starts_at, m.id) < (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid)) order by m.starts_at desc, m.id desc limit ${PAGE + 1}`);
  const last = found[PAGE - 1];
  return { past: found.slice(0, PAGE), next: found.length > PAGE && last !== undefined ? momentKey(last.startsAt, last.meetingId) : null };
}
export const findMeeting = (tx: Transaction, meetingId: string) => row<Meeting>(tx, sql`select ${columns} from ${sources} where m.id = ${meetingId} and ${isIn(tx)}`);

/** Holds these people for this transaction, so that two meetings written down at once are compared one after the other. */
export const takeTurns = (tx: Transaction, staffIds: readonly string[]) => sql`select pg_advisory_xact_lock(hashtextextended('supervision ' || id, 0)) from unnest(${staffIds.toSorted()}::text[]) id`.execute(tx);
/** Held meetings of some people that lie over a span. */
export const listOverlaps = (tx: Transaction, staffIds: readonly string[], from: Instant, to: Instant) =>
  rows<{ name: string; startsAt: Instant; minutes: number }>(tx, sql`select s.display_name as name, o.starts_at as "startsAt", o.minutes from held_at_once(${[...staffIds]}::uuid[], ${from}::timestamptz, ${to}::timestamptz) o join staff s on s.id = o.staff_id order by o.starts_at, s.display_name limit 1`);

export async function insertMeeting(tx: Transaction, one: { kind: MeetingKind; startsAt: Instant; minutes: number; people: readonly string[]; consultant: string }): Promise<string> {
  const id = newId(tx);
  await sql`insert into supervision_meetings (agency_id, id, kind, leader_id, consultant, starts_at, minutes, recorded_at) values (${tx.actor.agencyId}, ${id}, ${one.kind}, ${author(tx)}, ${one.consultant}, ${one.startsAt}, ${one.minutes}, ${tx.now})`.execute(tx);
  await sql`insert into supervision_attendances (agency_id, meeting_id, staff_id) select ${tx.actor.agencyId}::uuid, ${id}::uuid, one from unnest(${[...one.people]}::uuid[]) one`.execute(tx);
  return id;
}
/** Says that a planned meeting was held; false where it was changed meanwhile. */
export async function holdMeeting(tx: Transaction, one: { meetingId: string; revision: number; minutes: number; clinicalMinutes: number; attended: readonly string[] }): Promise<boolean> {
  const held = await row(tx, sql`update supervision_meetings set status = 'held', minutes = ${one.minutes}, clinical_minutes = ${one.clinicalMinutes}, revision = revision + 1 where id = ${one.meetingId} and revision = ${one.revision} and status = 'planned' returning id`);
  if (held === null) return false;
  await sql`update supervision_attendances set attended = staff_id = any (${[...one.attended]}::uuid[]) where meeting_id = ${one.meetingId}`.execute(tx);
  return true;
}
export const cancelMeeting = async (tx: Transaction, meetingId: string, revision: number) => (await row(tx, sql`update supervision_meetings set status = 'cancelled', revision = revision + 1 where id = ${meetingId} and revision = ${revision} and status = 'planned' returning id`)) !== null;

export type NotesRow = { words: string; revision: number; savedAt: string; writtenByName: string; ownerStaffId: string; counterpartStaffId: string | null };
/** What was written of a meeting, as far as it is the actor's own or between the actor and another. */
export const findNotes = (tx: Transaction, meetingId: string) =>
  row<NotesRow>(tx, sql`select n.words, n.revision, n.saved_at as "savedAt", s.display_name as "writtenByName", n.owner_staff_id as "ownerStaffId", n.counterpart_staff_id as "counterpartStaffId" from supervision_notes n join staff s on s.agency_id = n.agency_id and s.id = n.written_by where n.meeting_id = ${meetingId}`);
/** Writes them as a whole; null where somebody wrote since that revision. */
export const writeNotes = (tx: Transaction, one: { meetingId: string; ownerStaffId: string; counterpartStaffId: string | null; words: string; revision: number }) =>
  one.revision === 0
    ? row<{ revision: number }>(tx, sql`insert into supervision_notes (agency_id, meeting_id, owner_staff_id, counterpart_staff_id, words, written_by, saved_at) values (${tx.actor.agencyId}, ${one.meetingId}, ${one.ownerStaffId}, ${one.counterpartStaffId}, ${one.words}, ${author(tx)}, ${tx.now}) on conflict do nothing returning revision`)
    : row<{ revision: number }>(tx, sql`update supervision_notes set words = ${one.words}, revision = revision + 1, written_by = ${author(tx)}, saved_at = ${tx.now} where meeting_id = ${one.meetingId} and owner_staff_id = ${one.ownerStaffId} and revision = ${one.revision} returning revision`);

/** The held meetings of some days that the actor may count, without a word of them. */
export const listHeld = (tx: Transaction, from: CivilDate, to: CivilDate) =>
  rows<HeldMeeting>(tx, sql`select m.id as "meetingId", m.kind, (m.starts_at at time zone ${tx.actor.timeZone})::date as "on", m.minutes, m.clinical_minutes as "clinicalMinutes", m.leader_id as "leaderId",
      coalesce((select jsonb_agg(a.staff_id order by a.staff_id) from supervision_attendances a where a.agency_id = m.agency_id and a.meeting_id = m.id and a.attended), '[]') as attended
    from supervision_meetings m where m.status = 'held' and m.starts_at >= (${from}::date)::timestamp at time zone ${tx.actor.timeZone} and m.starts_at < (${to}::date + 1)::timestamp at time zone ${tx.actor.timeZone} order by m.starts_at, m.id`);
/** Everybody who was ever named in such a meeting, also who has left. */
export const listNames = (tx: Transaction, staffIds: readonly string[]) => rows<{ staffId: string; name: string }>(tx, sql`select id as "staffId", display_name as name from staff where id = any (${[...staffIds]}::uuid[]) order by display_name, id`);
