import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { CivilDate, Instant } from "#kernel/dates.ts";
import type { Came, Cohort, Leaving, Lent, Material, MeetingKind, RecordKind, TrainingRecord, Waiver } from "./cohorts.contract.ts";
import type { Track, TrainingRole } from "./contract.ts";

// The collaborative's own rows: cohorts, days and calls, places, what was taken down.

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

export type CohortRecord = Cohort & { requirements: Track };
const cohortColumns = sql`c.id as "cohortId", c.name, c.track, c.track_version as "trackVersion", c.starts_on as "startsOn", c.ends_on as "endsOn", c.places, c.applies_from as "appliesFrom", c.applies_to as "appliesTo", c.is_blind as "isBlind", nullif(c.called_off_reason, '') as "calledOffReason", c.requirements`;
export const listCohorts = (tx: Transaction) => rows<CohortRecord>(tx, sql`select ${cohortColumns} from cohorts c order by c.starts_on desc, c.id desc limit 500`);
export const findCohort = (tx: Transaction, cohortId: string) => row<CohortRecord>(tx, sql`select ${cohortColumns} from cohorts c where c.id = ${cohortId}`);
/** The same, held until the end of the transaction, so that its last place is given once. */
export const holdCohort = (tx: Transaction, cohortId: string) => row<CohortRecord>(tx, sql`select ${cohortColumns} from cohorts c where c.id = ${cohortId} for update`);
/** Null where there is one of that name. */
export const insertCohort = async (tx: Transaction, one: { name: string; track: Track; startsOn: CivilDate; endsOn: CivilDate; places: number; appliesFrom: CivilDate | null; appliesTo: CivilDate | null; isBlind: boolean }): Promise<string | null> =>
  (await row<{ id: string }>(tx, sql`insert into cohorts (agency_id, id, name, track, track_version, requirements, starts_on, ends_on, places, applies_from, applies_to, is_blind, made_by, made_at)
    values (${tx.actor.agencyId}, ${newId(tx)}, ${one.name}, ${one.track.id}, ${one.track.version}, ${JSON.stringify(one.track)}::jsonb, ${one.startsOn}, ${one.endsOn}, ${one.places}, ${one.appliesFrom}, ${one.appliesTo}, ${one.isBlind}, ${author(tx)}, ${tx.now}) on conflict do nothing returning id`))?.id ?? null;
export const changeCohort = (tx: Transaction, one: { cohortId: string; name: string; places: number; appliesFrom: CivilDate | null; appliesTo: CivilDate | null }) =>
  sql`update cohorts set name = ${one.name}, places = ${one.places}, applies_from = ${one.appliesFrom}, applies_to = ${one.appliesTo} where id = ${one.cohortId}`.execute(tx);
export const isNameTaken = async (tx: Transaction, cohortId: string, name: string): Promise<boolean> => (await row(tx, sql`select 1 from cohorts where name = ${name} and id <> ${cohortId}`)) !== null;
export const callOffCohort = (tx: Transaction, cohortId: string, reason: string) => sql`update cohorts set called_off_at = ${tx.now}, called_off_reason = ${reason} where id = ${cohortId} and called_off_at is null`.execute(tx);

export type MeetingRow = { meetingId: string; cohortId: string; kind: MeetingKind; onDay: CivilDate; startsAt: string; minutes: number; title: string; makesUp: string | null; calledOffReason: string | null; ledBy: string | null };
const meetingColumns = sql`m.id as "meetingId", m.cohort_id as "cohortId", m.kind, m.on_day as "onDay", m.starts_at as "startsAt", m.minutes, m.title, m.makes_up as "makesUp", nullif(m.called_off_reason, '') as "calledOffReason", l.display_name as "ledBy"`;
const meetings = sql`cohort_meetings m left join staff l on l.agency_id = m.agency_id and l.id = m.led_by`;
export const listMeetings = (tx: Transaction, cohortIds: readonly string[]) => rows<MeetingRow>(tx, sql`select ${meetingColumns} from ${meetings} where m.cohort_id = any (${[...cohortIds]}::uuid[]) order by m.on_day, m.starts_at, m.id`);
export const findMeeting = (tx: Transaction, cohortId: string, meetingId: string) => row<MeetingRow>(tx, sql`select ${meetingColumns} from ${meetings} where m.cohort_id = ${cohortId} and m.id = ${meetingId}`);
export async function insertMeeting(tx: Transaction, one: Omit<MeetingRow, "meetingId" | "calledOffReason" | "ledBy">): Promise<string> {
  const id = newId(tx);
  await sql`insert into cohort_meetings (agency_id, id, cohort_id, kind, on_day, starts_at, minutes, title, makes_up, led_by, made_by, made_at) values (${tx.actor.agencyId}, ${id}, ${one.cohortId}, ${one.kind}, ${one.onDay}, ${one.startsAt}, ${one.minutes}, ${one.title}, ${one.makesUp}, ${author(tx)}, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}
export const callOffMeeting = (tx: Transaction, meetingId: string, reason: string) => sql`update cohort_meetings set called_off_at = ${tx.now}, called_off_reason = ${reason} where id = ${meetingId} and called_off_at is null`.execute(tx);

export type Mark = { meetingId: string; seatId: string; came: Came };
export const listMarks = (tx: Transaction, cohortIds: readonly string[]) => rows<Mark>(tx, sql`select a.meeting_id as "meetingId", a.seat_id as "seatId", a.came from cohort_attendances a where a.cohort_id = any (${[...cohortIds]}::uuid[])`);
export const keepMarks = (tx: Transaction, cohortId: string, meetingId: string, marks: readonly { seatId: string; came: Came }[]) =>
  sql`insert into cohort_attendances (agency_id, meeting_id, seat_id, cohort_id, came, said_by, said_at) select ${tx.actor.agencyId}, ${meetingId}, m."seatId", ${cohortId}, m.came, ${author(tx)}, ${tx.now} from jsonb_to_recordset(${JSON.stringify(marks)}::jsonb) as m ("seatId" uuid, came text)
    on conflict (agency_id, meeting_id, seat_id) do update set came = excluded.came, said_by = excluded.said_by, said_at = excluded.said_at`.execute(tx);

export type SeatRow = { seatId: string; cohortId: string; name: string; organization: string; credential: string; role: TrainingRole; fromDay: CivilDate; toDay: CivilDate | null; leftAs: Leaving | null; leftWords: string; continues: string | null; binding: "bound" | "invited" | "none" | "ended" };
export const listSeats = (tx: Transaction, cohortIds: readonly string[]) =>
  rows<SeatRow>(tx, sql`select s.id as "seatId", s.cohort_id as "cohortId", s.name, s.organization, s.credential, s.role, s.from_day as "fromDay", s.to_day as "toDay", s.left_as as "leftAs", s.left_words as "leftWords", s.continues,
      case when bool_or(b.id is not null and b.valid_to is null) then 'bound' when s.invited_until > ${tx.now} then 'invited' when bool_or(b.id is not null) then 'ended' else 'none' end as binding
    from cohort_seats s left join cohort_bindings b on b.agency_id = s.agency_id and b.seat_id = s.id where s.cohort_id = any (${[...cohortIds]}::uuid[]) group by s.agency_id, s.id order by s.name, s.id`);
export async function insertSeat(tx: Transaction, one: Pick<SeatRow, "cohortId" | "name" | "organization" | "credential" | "role" | "fromDay" | "continues">): Promise<string> {
  const id = newId(tx);
  await sql`insert into cohort_seats (agency_id, id, cohort_id, name, organization, credential, role, from_day, continues, made_by, made_at) values (${tx.actor.agencyId}, ${id}, ${one.cohortId}, ${one.name}, ${one.organization}, ${one.credential}, ${one.role}, ${one.fromDay}, ${one.continues}, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}
export const inviteSeat = (tx: Transaction, seatId: string, hash: Buffer, until: Instant) => sql`update cohort_seats set invitation_hash = ${hash}, invited_until = ${until}::timestamptz where id = ${seatId}`.execute(tx);
/** Who sits on a place leaves it, so that another agency may take it by a new invitation. */
export const endBinding = (tx: Transaction, seatId: string, lastDay: CivilDate) => sql`update cohort_bindings set valid_to = greatest(valid_from, ${lastDay}::date) where seat_id = ${seatId} and valid_to is null`.execute(tx);
export const endSeat = (tx: Transaction, one: { seatId: string; toDay: CivilDate; leftAs: Leaving; words: string }) =>
  sql`update cohort_seats set to_day = ${one.toDay}, left_as = ${one.leftAs}, left_words = ${one.words}, invitation_hash = null, invited_until = null where id = ${one.seatId}`.execute(tx);
/** The binding goes on from one place to the one that continues it. */
export const carryBinding = (tx: Transaction, from: string, to: string) =>
  sql`insert into cohort_bindings (agency_id, id, seat_id, member_agency_id, member_staff_id, agreed_words, valid_from, bound_at) select agency_id, ${newId(tx)}, ${to}, member_agency_id, member_staff_id, agreed_words, ${tx.today}, ${tx.now} from cohort_bindings where seat_id = ${from} and valid_to is null`.execute(tx);

export type RecordRow = TrainingRecord & { seatId: string };
export const listRecords = (tx: Transaction, cohortIds: readonly string[]) =>
  rows<RecordRow>(tx, sql`select r.id as "recordId", r.seat_id as "seatId", r.kind, r.code, r.is_so as "isSo", r.on_day as "onDay", r.meeting_id as "meetingId", r.note from cohort_records r where r.cohort_id = any (${[...cohortIds]}::uuid[]) and r.taken_back_at is null order by r.on_day, r.made_at, r.id`);
export async function insertRecord(tx: Transaction, cohortId: string, one: { seatId: string; kind: RecordKind; code: string; isSo: boolean; onDay: CivilDate; meetingId: string | null; note: string }): Promise<string> {
  const id = newId(tx);
  await sql`insert into cohort_records (agency_id, id, seat_id, cohort_id, kind, code, is_so, on_day, meeting_id, note, made_by, made_at) values (${tx.actor.agencyId}, ${id}, ${one.seatId}, ${cohortId}, ${one.kind}, ${one.code}, ${one.isSo}, ${one.onDay}, ${one.meetingId}, ${one.note}, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}
export const takeBackRecord = async (tx: Transaction, seatId: string, recordId: string): Promise<boolean> => (await row(tx, sql`update cohort_records set taken_back_at = ${tx.now}, taken_back_by = ${author(tx)} where id = ${recordId} and seat_id = ${seatId} and taken_back_at is null returning id`)) !== null;

export type WaiverRow = Waiver & { cohortId: string };
export const listWaivers = (tx: Transaction, cohortIds: readonly string[]) =>
  rows<WaiverRow>(tx, sql`select w.id as "waiverId", w.cohort_id as "cohortId", w.seat_id as "seatId", w.requirement, w.threshold, w.reason, s.display_name as "byName", w.made_at as "madeAt" from cohort_waivers w left join staff s on s.agency_id = w.agency_id and s.id = w.made_by where w.cohort_id = any (${[...cohortIds]}::uuid[]) and w.taken_back_at is null order by w.made_at, w.id`);
export async function insertWaiver(tx: Transaction, one: { cohortId: string; seatId: string | null; requirement: string; threshold: number | null; reason: string }): Promise<string> {
  const id = newId(tx);
  await sql`insert into cohort_waivers (agency_id, id, cohort_id, seat_id, requirement, threshold, reason, made_by, made_at) values (${tx.actor.agencyId}, ${id}, ${one.cohortId}, ${one.seatId}, ${one.requirement}, ${one.threshold}, ${one.reason}, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}
export const takeBackWaiver = async (tx: Transaction, cohortId: string, waiverId: string): Promise<boolean> => (await row(tx, sql`update cohort_waivers set taken_back_at = ${tx.now}, taken_back_by = ${author(tx)} where id = ${waiverId} and cohort_id = ${cohortId} and taken_back_at is null returning id`)) !== null;

export const listMaterials = (tx: Transaction, cohortId: string) => rows<Material>(tx, sql`select m.id as "materialId", m.meeting_id as "meetingId", m.title, m.address, m.note from cohort_materials m where m.cohort_id = ${cohortId} and m.taken_back_at is null order by m.added_at, m.id`);
export async function insertMaterial(tx: Transaction, one: Omit<Material, "materialId"> & { cohortId: string }): Promise<string> {
  const id = newId(tx);
  await sql`insert into cohort_materials (agency_id, id, cohort_id, meeting_id, title, address, note, added_by, added_at) values (${tx.actor.agencyId}, ${id}, ${one.cohortId}, ${one.meetingId}, ${one.title}, ${one.address}, ${one.note}, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}
export const takeBackMaterial = async (tx: Transaction, cohortId: string, materialId: string): Promise<boolean> => (await row(tx, sql`update cohort_materials set taken_back_at = ${tx.now} where id = ${materialId} and cohort_id = ${cohortId} and taken_back_at is null returning id`)) !== null;

export type LentRow = { seatId: string; content: Lent; gatheredAt: Instant };
/** What agencies lend of the places of these cohorts, the newest of each. */
export const listLent = (tx: Transaction, seatIds: readonly string[]) => rows<LentRow>(tx, sql`select distinct on (seat_id) seat_id as "seatId", content, gathered_at as "gatheredAt" from training_evidence where collaborative_agency_id = ${tx.actor.agencyId} and seat_id = any (${[...seatIds]}::uuid[]) order by seat_id, gathered_at desc`);
