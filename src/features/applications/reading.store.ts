import { sql } from "kysely";
import type { CivilDate, Instant } from "#kernel/dates.ts";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import { type ApplicationContent, type ApplicationKind, type ApplicationNames, type ApplicationsAsked, type ApplicationStatus, type LetterKind, MOST_LISTED } from "./contract.ts";

// What faculty read and decide. Row-level security leaves out drafts, what one stands too near to, names that are read blind, and scores that are not open yet.

export type StoredApplication = {
  applicationId: string; cohortId: string; cohort: string; kind: ApplicationKind; code: string; language: "en" | "es"; status: ApplicationStatus; content: ApplicationContent; isBlind: boolean; area: string; submittedAt: Instant; revision: number;
  names: ApplicationNames | null; email: string | null; readers: number; scored: number; own: "none" | "to_score" | "scored";
};
const columns = sql`a.id as "applicationId", a.cohort_id as "cohortId", c.name as cohort, a.kind, a.code, a.language, a.status, a.content, a.is_blind as "isBlind", a.area, a.submitted_at as "submittedAt", a.revision, n.content as names, n.email,
  (select count(*)::integer from application_readers r where r.agency_id = a.agency_id and r.application_id = a.id and r.conflict_at is null) as readers, application_scored_by(a.id) as scored,
  case when exists (select from application_scores s where s.agency_id = a.agency_id and s.application_id = a.id and s.staff_id = actor_staff()) then 'scored'
    when exists (select from application_readers r where r.agency_id = a.agency_id and r.application_id = a.id and r.staff_id = actor_staff() and r.conflict_at is null) then 'to_score' else 'none' end as own`;
const source = sql`applications a join cohorts c on c.agency_id = a.agency_id and c.id = a.cohort_id left join application_names n on n.agency_id = a.agency_id and n.application_id = a.id`;
const statusIs = (status: ApplicationsAsked["status"]) => (status === "all" ? sql`true` : status === "open" ? sql`a.status in ('submitted', 'waiting')` : sql`a.status = ${status}`);

/** Applications as they are asked for. The list is bounded: a cohort has tens of applications, never thousands. */
export async function listApplications(tx: Transaction, { sort, order, status, kind, cohortId, own }: ApplicationsAsked): Promise<StoredApplication[]> {
  const each = [statusIs(status), ...(kind === null ? [] : [sql`a.kind = ${kind}`]), ...(cohortId === null ? [] : [sql`a.cohort_id = ${cohortId}`]), ...(own === null ? [] : [sql`exists (select from application_readers r where r.agency_id = a.agency_id and r.application_id = a.id and r.staff_id = actor_staff() and r.conflict_at is null) and not exists (select from application_scores s where s.agency_id = a.agency_id and s.application_id = a.id and s.staff_id = actor_staff())`])];
  const way = order === "up" ? sql`asc` : sql`desc`;
  return rows<StoredApplication>(tx, sql`select ${columns} from ${source} where ${sql.join(each, sql` and `)} order by ${sort === "code" ? sql`a.code` : sql`a.submitted_at`} ${way}, a.id ${way} limit ${MOST_LISTED}`);
}
export const findApplication = (tx: Transaction, applicationId: string) => row<StoredApplication>(tx, sql`select ${columns} from ${source} where a.id = ${applicationId}`);
export const countByStatus = async (tx: Transaction): Promise<Record<string, number>> =>
  Object.fromEntries((await rows<{ status: string; count: number }>(tx, sql`select a.status, count(*)::integer as count from applications a group by a.status`)).map(({ status, count }) => [status, count]));

export type StoredReader = { staffId: string; name: string; isOutside: boolean; cameLate: boolean; hasScored: boolean; hasConflict: boolean };
export const listReaders = (tx: Transaction, applicationId: string) =>
  rows<StoredReader>(tx, sql`select r.staff_id as "staffId", s.display_name as name, r.is_outside as "isOutside", r.came_late as "cameLate", application_was_scored(r.application_id, r.staff_id) as "hasScored", r.conflict_at is not null as "hasConflict"
    from application_readers r join staff s on s.agency_id = r.agency_id and s.id = r.staff_id where r.application_id = ${applicationId} order by s.display_name, r.staff_id`);
export const insertReader = async (tx: Transaction, one: { applicationId: string; staffId: string; isOutside: boolean; cameLate: boolean; namedBy: string | null }): Promise<boolean> =>
  (await row(tx, sql`insert into application_readers (agency_id, application_id, staff_id, is_outside, came_late, named_by, named_at) values (${tx.actor.agencyId}, ${one.applicationId}, ${one.staffId}, ${one.isOutside}, ${one.cameLate}, ${one.namedBy}, ${tx.now}) on conflict do nothing returning staff_id`)) !== null;
/** Writes down that somebody stands too near; whoever was no reader becomes one who does not read. */
export const declareConflict = (tx: Transaction, one: { applicationId: string; staffId: string; words: string }) =>
  sql`insert into application_readers as r (agency_id, application_id, staff_id, is_outside, came_late, named_by, named_at, conflict_at, conflict_words) values (${tx.actor.agencyId}, ${one.applicationId}, ${one.staffId}, false, false, ${one.staffId}, ${tx.now}, ${tx.now}, ${one.words})
    on conflict (agency_id, application_id, staff_id) do update set conflict_at = coalesce(r.conflict_at, excluded.conflict_at), conflict_words = excluded.conflict_words`.execute(tx);
export const readsHere = async (tx: Transaction, staffId: string): Promise<boolean> =>
  (await row(tx, sql`select from staff_roles r where r.staff_id = ${staffId} and r.role in ('faculty', 'administrator') and holds_on(r.valid_from, r.valid_to, today()) limit 1`)) !== null;

export type StoredScore = { applicationId: string; staffId: string; name: string; rubric: string; scores: Record<string, number>; remark: string; scoredAt: Instant };
/** Those that are open to the actor: the own, and others' once one has given the own or all are there. */
export const listScores = (tx: Transaction, applicationIds: readonly string[]) =>
  rows<StoredScore>(tx, sql`select p.application_id as "applicationId", p.staff_id as "staffId", s.display_name as name, p.rubric, p.scores, p.remark, p.scored_at as "scoredAt" from application_scores p join staff s on s.agency_id = p.agency_id and s.id = p.staff_id where p.application_id = any (${[...applicationIds]}::uuid[]) and not exists (select from application_readers r where r.agency_id = p.agency_id and r.application_id = p.application_id and r.staff_id = p.staff_id and r.conflict_at is not null) order by p.scored_at, p.staff_id`);
export const insertScore = async (tx: Transaction, one: { applicationId: string; staffId: string; rubric: string; scores: Record<string, number>; remark: string }): Promise<boolean> =>
  (await row(tx, sql`insert into application_scores (agency_id, application_id, staff_id, rubric, scores, remark, scored_at) values (${tx.actor.agencyId}, ${one.applicationId}, ${one.staffId}, ${one.rubric}, ${JSON.stringify(one.scores)}::jsonb, ${one.remark}, ${tx.now}) on conflict do nothing returning staff_id`)) !== null;
export const isScored = async (tx: Transaction, applicationId: string) => (await row<{ is: boolean }>(tx, sql`select application_is_scored(${applicationId}) as is`))!.is;
export const scoresAreOpen = async (tx: Transaction, applicationId: string) => (await row<{ is: boolean }>(tx, sql`select application_scores_open(${applicationId}) as is`))!.is;

type Seen = { applicationId: string; revision: number };
export const setStatus = async (tx: Transaction, { applicationId, revision }: Seen, status: ApplicationStatus): Promise<boolean> =>
  (await row(tx, sql`update applications set status = ${status}, decided_at = case when ${status} = 'reopened' then null else ${tx.now}::timestamptz end, changed_at = ${tx.now}, revision = revision + 1 where id = ${applicationId} and revision = ${revision} returning id`)) !== null;
export const setArea = async (tx: Transaction, { applicationId, revision }: Seen, area: string): Promise<boolean> =>
  (await row(tx, sql`update applications set area = ${area}, revision = revision + 1 where id = ${applicationId} and revision = ${revision} returning id`)) !== null;

export const listDecisions = (tx: Transaction, applicationId: string) =>
  rows<{ decision: "accepted" | "waiting" | "declined" | "withdrawn" | "reopened"; reason: string; by: string | null; at: Instant }>(tx, sql`select d.decision, d.reason, s.display_name as by, d.decided_at as at from application_decisions d left join staff s on s.agency_id = d.agency_id and s.id = d.decided_by where d.application_id = ${applicationId} order by d.decided_at, d.id`);
export const listLetters = (tx: Transaction, applicationId: string) => rows<{ letterId: string; kind: LetterKind; writtenAt: Instant }>(tx, sql`select l.id as "letterId", l.kind, l.written_at as "writtenAt" from application_letters l where l.application_id = ${applicationId} order by l.written_at, l.id`);
export const findLetter = (tx: Transaction, applicationId: string, letterId: string) =>
  row<{ kind: string; language: "en" | "es"; person: string | null; paragraphs: string[]; letterhead: number | null; writtenAt: Instant }>(tx, sql`select l.kind, l.language, l.person, l.paragraphs, l.letterhead, l.written_at as "writtenAt" from application_letters l where l.application_id = ${applicationId} and l.id = ${letterId}`);

export type StoredCohort = { cohortId: string; name: string; startsOn: CivilDate; endsOn: CivilDate; places: number; taken: number; isBlind: boolean; appliesFrom: CivilDate | null; appliesTo: CivilDate | null; isOver: boolean; counts: Record<string, number> };
/** Places are taken by clinicians and supervisors who have not left; what was withdrawn is free at once, leaders and faculty sit beside. */
const taken = sql`(select count(*)::integer from cohort_seats s where s.agency_id = c.agency_id and s.cohort_id = c.id and s.role in ('clinician', 'supervisor') and (s.to_day is null or s.to_day > today() or (s.to_day = today() and s.left_as is distinct from 'agency_withdrew')))`;
const cohortColumns = sql`c.id as "cohortId", c.name, c.starts_on as "startsOn", c.ends_on as "endsOn", c.places, ${taken} as taken, c.is_blind as "isBlind", c.applies_from as "appliesFrom", c.applies_to as "appliesTo", c.called_off_at is not null as "isOver", count_applications(c.id) as counts`;
export const listCohorts = (tx: Transaction) => rows<StoredCohort>(tx, sql`select ${cohortColumns} from cohorts c where c.called_off_at is null order by c.starts_on desc, c.id limit 40`);
/** A cohort, held until the transaction ends: two who give places come one after the other. */
export async function holdCohort(tx: Transaction, cohortId: string): Promise<StoredCohort | null> {
  await sql`select from cohorts where id = ${cohortId} for update`.execute(tx);
  return row<StoredCohort>(tx, sql`select ${cohortColumns} from cohorts c where c.id = ${cohortId}`);
}
export async function insertSeat(tx: Transaction, one: { cohortId: string; applicationId: string; person: string; name: string; organization: string; credential: string; role: string; seatId: string; hash: Uint8Array; until: Instant; madeBy: string | null }): Promise<void> {
  await sql`insert into cohort_seats (agency_id, id, cohort_id, name, organization, credential, role, from_day, invitation_hash, invited_until, made_by, made_at)
    values (${tx.actor.agencyId}, ${one.seatId}, ${one.cohortId}, ${one.name}, ${one.organization}, ${one.credential}, ${one.role}, ${tx.today}, ${one.hash}, ${one.until}, ${one.madeBy}, ${tx.now})`.execute(tx);
  await sql`insert into application_seats (agency_id, application_id, person, seat_id) values (${tx.actor.agencyId}, ${one.applicationId}, ${one.person}, ${one.seatId})`.execute(tx);
}
/** Everybody who may read applications, and how much each does. */
export const listLoad = (tx: Transaction) =>
  rows<{ staffId: string; name: string; reads: number; toScore: number }>(tx, sql`select s.id as "staffId", s.display_name as name, count(a.id)::integer as reads, (count(a.id) filter (where not application_was_scored(r.application_id, r.staff_id)))::integer as "toScore"
    from staff s left join application_readers r on r.agency_id = s.agency_id and r.staff_id = s.id and r.conflict_at is null left join applications a on a.agency_id = r.agency_id and a.id = r.application_id and a.status in ('submitted', 'waiting')
    where exists (select from staff_roles h where h.agency_id = s.agency_id and h.staff_id = s.id and h.role in ('faculty', 'administrator') and holds_on(h.valid_from, h.valid_to, today())) group by s.id, s.display_name order by s.display_name, s.id`);

export type StoredGroup = { groupId: string; applicationIds: string[]; by: string | null; at: Instant };
export const listGroups = (tx: Transaction, cohortId: string) => rows<StoredGroup>(tx, sql`select g.id as "groupId", g.application_ids as "applicationIds", s.display_name as by, g.confirmed_at as at from peer_groups g left join staff s on s.agency_id = g.agency_id and s.id = g.confirmed_by where g.cohort_id = ${cohortId} and g.ended_at is null order by g.confirmed_at, g.id`);
export async function insertGroup(tx: Transaction, cohortId: string, applicationIds: readonly string[], confirmedBy: string | null): Promise<string> {
  const id = newId(tx);
  await sql`insert into peer_groups (agency_id, id, cohort_id, application_ids, confirmed_by, confirmed_at) values (${tx.actor.agencyId}, ${id}, ${cohortId}, ${[...applicationIds]}::uuid[], ${confirmedBy}, ${tx.now})`.execute(tx);
  return id;
}
export const endGroup = async (tx: Transaction, cohortId: string, groupId: string): Promise<boolean> => (await row(tx, sql`update peer_groups set ended_at = ${tx.now} where id = ${groupId} and cohort_id = ${cohortId} and ended_at is null returning id`)) !== null;
