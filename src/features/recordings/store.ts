import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { CivilDate, Instant } from "#kernel/dates.ts";
import type { VideoPurpose } from "#features/consent/contract.ts";
import type { Comment, Ending } from "./contract.ts";
import type { VideoMediaType } from "./sniff.rules.ts";

const staffOf = ({ actor }: Transaction): string | null => (actor.kind === "staff" ? actor.staffId : null);

export type RecordingFacts = {
  recordingId: string; caseId: string; sessionId: string; uploadedBy: string; caseCode: string; sessionNumber: number; name: string; bytes: number; received: number; mediaType: VideoMediaType | null;
  purposes: VideoPurpose[]; consentIds: string[]; keepUntil: CivilDate; begunAt: Instant; finishedAt: Instant | null; sha256: string | null; endedAt: Instant | null; endedWhy: Ending | null; fingerprint: string;
};
const columns = sql`r.id as "recordingId", r.case_id as "caseId", r.session_id as "sessionId", r.uploaded_by as "uploadedBy", r.case_code as "caseCode", r.session_number as "sessionNumber", r.name, r.bytes, r.received, r.media_type as "mediaType", r.purposes, r.consent_ids as "consentIds",
  r.keep_until as "keepUntil", r.begun_at as "begunAt", r.finished_at as "finishedAt", encode(r.sha256, 'hex') as sha256, r.ended_at as "endedAt", r.ended_why as "endedWhy", encode(r.fingerprint, 'hex') as fingerprint`;

/** One that the present actor knows of. */
export const findRecording = (tx: Transaction, recordingId: string) => row<RecordingFacts>(tx, sql`select ${columns} from recordings r where r.id = ${recordingId}`);
/** What the present actor sent in, supervises or is named for, the newest first. */
export const listKnown = (tx: Transaction) => rows<RecordingFacts>(tx, sql`select ${columns} from recordings r where r.ended_at is null or r.ended_at > ${tx.now}::timestamptz - interval '90 days' order by r.begun_at desc, r.id limit 300`);
/** How many of the present actor have not come whole. */
export const countUnfinished = async (tx: Transaction) => (await row<{ count: number }>(tx, sql`select count(*) as count from recordings where uploaded_by = ${staffOf(tx)} and finished_at is null and ended_at is null`))!.count;

export type NewRecording = Pick<RecordingFacts, "recordingId" | "caseId" | "sessionId" | "caseCode" | "sessionNumber" | "name" | "bytes" | "purposes" | "consentIds" | "keepUntil" | "fingerprint">;
export const insertRecording = (tx: Transaction, one: NewRecording) =>
  sql`insert into recordings (agency_id, id, case_id, session_id, uploaded_by, case_code, session_number, name, bytes, fingerprint, purposes, consent_ids, keep_until, begun_at)
    values (${tx.actor.agencyId}, ${one.recordingId}, ${one.caseId}, ${one.sessionId}, ${staffOf(tx)}, ${one.caseCode}, ${one.sessionNumber}, ${one.name}, ${one.bytes}, ${Buffer.from(one.fingerprint, "hex")}, ${one.purposes}, ${one.consentIds}, ${one.keepUntil}, ${tx.now})`.execute(tx);
/** Notes how much is safely there, never less than before, and what the first bytes say that it is. */
export const noteReceived = (tx: Transaction, recordingId: string, received: number, mediaType: VideoMediaType | null) =>
  sql`update recordings set received = greatest(received, ${received}), media_type = coalesce(media_type, ${mediaType}) where id = ${recordingId} and finished_at is null and ended_at is null`.execute(tx);
export const noteFinished = async (tx: Transaction, recordingId: string, digests: { sha256: Buffer; sealedSha256: Buffer }) =>
  (await row(tx, sql`update recordings set finished_at = ${tx.now}, sha256 = ${digests.sha256}, sealed_sha256 = ${digests.sealedSha256}, received = bytes where id = ${recordingId} and finished_at is null and ended_at is null and media_type is not null returning id`)) !== null;
/** Takes away the row of what came to nothing; one that has come whole stays. */
export const deleteUnfinished = (tx: Transaction, recordingId: string) => sql`delete from recordings where id = ${recordingId} and finished_at is null`.execute(tx);
/** Ends it by hand; false where it has ended before. */
export const endByHand = async (tx: Transaction, recordingId: string) => (await row(tx, sql`update recordings set ended_at = ${tx.now}, ended_why = 'person', ended_by = ${staffOf(tx)}, name = '' where id = ${recordingId} and ended_at is null returning id`)) !== null;

/** Everybody who came to a session but the child of the case, or was expected where nobody noted it. */
export const listAppearing = async (tx: Transaction, sessionId: string) =>
  (await rows<{ personId: string }>(tx, sql`select a.person_id as "personId" from attendances a where a.session_id = ${sessionId} and a.part <> 'child' and a.status in ('expected', 'present', 'late', 'left')`)).map((one) => one.personId);

export type SessionFacts = { sessionId: string; caseId: string; startsAt: Instant; childName: string };
const ofOwnFamily = sql`sessions s join cases c on c.agency_id = s.agency_id and c.id = s.case_id join persons p on p.agency_id = c.agency_id and p.id = c.child_id where s.status = 'held' and s.case_id = any (own_cases_by('assigned'))`;
const sessionColumns = sql`s.id as "sessionId", s.case_id as "caseId", s.starts_at as "startsAt", trim(p.given_name || ' ' || p.family_name) as "childName"`;
/** Sessions of the last days in the present actor's own families, the newest first. */
export const listHeld = (tx: Transaction, days: number) => rows<SessionFacts>(tx, sql`select ${sessionColumns} from ${ofOwnFamily} and s.starts_at > ${tx.now}::timestamptz - make_interval(days => ${days}) and s.starts_at <= ${tx.now}::timestamptz order by s.starts_at desc limit 60`);
export const findHeld = (tx: Transaction, sessionId: string) => row<SessionFacts>(tx, sql`select ${sessionColumns} from ${ofOwnFamily} and s.id = ${sessionId}`);
/** The how manieth held session of its record a session is. */
export const numberOf = async (tx: Transaction, one: SessionFacts) => (await row<{ count: number }>(tx, sql`select count(*) as count from sessions s where s.case_id = any (record_of(${one.caseId})) and s.status = 'held' and (s.starts_at, s.id) <= (${one.startsAt}::timestamptz, ${one.sessionId}::uuid)`))!.count;
/** Sessions and children of recordings that the present actor may know by name. */
export const listNames = (tx: Transaction, sessionIds: readonly string[]) =>
  rows<SessionFacts>(tx, sql`select ${sessionColumns} from sessions s join cases c on c.agency_id = s.agency_id and c.id = s.case_id join persons p on p.agency_id = c.agency_id and p.id = c.child_id where s.id = any (${[...sessionIds]}::uuid[])`);
/** Whether the present actor is with a family today, and whether they supervise it. */
export const relationTo = async (tx: Transaction, caseId: string) => (await row<{ isOnCase: boolean; isSupervisor: boolean }>(tx, sql`select ${caseId}::uuid = any (own_cases_by('assigned')) as "isOnCase", (actor_has_role('supervisor') and ${caseId}::uuid = any (own_cases_by('supervises'))) as "isSupervisor"`))!;

export type ReviewerRow = { reviewerId: string; recordingId: string; staffId: string | null; elsewhereId: string | null; name: string; purpose: VideoPurpose; until: CivilDate; watchedAt: Instant | null; endedAt: Instant | null };
const reviewerColumns = sql`v.id as "reviewerId", v.recording_id as "recordingId", v.staff_id as "staffId", v.reviewer_staff_id as "elsewhereId", v.reviewer_name as name, v.purpose, v.until, v.watched_at as "watchedAt", v.ended_at as "endedAt"`;
export const listReviewers = (tx: Transaction, recordingId: string) => rows<ReviewerRow>(tx, sql`select ${reviewerColumns} from recording_reviewers v where v.recording_id = ${recordingId} order by v.named_at, v.id`);
/** By which the present actor is named at the own agency today. */
export const listOwnNamings = (tx: Transaction) => rows<ReviewerRow>(tx, sql`select ${reviewerColumns} from recording_reviewers v where v.staff_id = ${staffOf(tx)} and v.ended_at is null and v.until >= ${tx.today} order by v.until, v.id`);
export const listNamings = (tx: Transaction, reviewerIds: readonly string[]) => rows<ReviewerRow>(tx, sql`select ${reviewerColumns} from recording_reviewers v where v.id = any (${[...reviewerIds]}::uuid[]) order by v.until, v.id`);
/** Where the present member of a faculty is named at other agencies today. */
export const listElsewhere = (tx: Transaction) => rows<{ homeId: string; recordingId: string; reviewerId: string }>(tx, sql`select home_id as "homeId", recording_id as "recordingId", reviewer_id as "reviewerId" from recordings_asked_elsewhere()`);

export type NewReviewer = { recordingId: string; staffId: string | null; elsewhere: { agencyId: string; staffId: string } | null; name: string; purpose: VideoPurpose; until: CivilDate };
/** Names somebody; null where that person is named for the same already. */
export async function insertReviewer(tx: Transaction, one: NewReviewer): Promise<string | null> {
  const made = await row<{ id: string }>(tx, sql`insert into recording_reviewers (agency_id, id, recording_id, staff_id, reviewer_agency_id, reviewer_staff_id, reviewer_name, purpose, until, named_by, named_at)
    values (${tx.actor.agencyId}, ${newId(tx)}, ${one.recordingId}, ${one.staffId}, ${one.elsewhere?.agencyId ?? null}, ${one.elsewhere?.staffId ?? null}, ${one.name}, ${one.purpose}, ${one.until}, ${staffOf(tx)}, ${tx.now}) on conflict do nothing returning id`);
  return made?.id ?? null;
}
export const endReviewer = async (tx: Transaction, recordingId: string, reviewerId: string) => (await row(tx, sql`update recording_reviewers set ended_at = ${tx.now} where id = ${reviewerId} and recording_id = ${recordingId} and ended_at is null returning id`)) !== null;
/** Notes that a reviewer began to watch; once. */
export const noteWatched = (tx: Transaction, reviewerIds: readonly string[]) => sql`update recording_reviewers set watched_at = ${tx.now} where id = any (${[...reviewerIds]}::uuid[]) and watched_at is null`.execute(tx);

/** Somebody who works here today in one of the roles that watch; the name. */
export const findColleague = async (tx: Transaction, staffId: string) =>
  (await row<{ name: string }>(tx, sql`select s.display_name as name from staff s where s.id = ${staffId} and holds_on(s.valid_from, s.valid_to, ${tx.today}) and exists (select from staff_roles o where o.agency_id = s.agency_id and o.staff_id = s.id and o.role in ('clinician', 'trainee', 'supervisor', 'faculty') and holds_on(o.valid_from, o.valid_to, ${tx.today}))`))?.name ?? null;
export const findByCode = (tx: Transaction, code: string) => row<{ agencyId: string; staffId: string; name: string }>(tx, sql`select agency_id as "agencyId", staff_id as "staffId", name from reviewer_of_code(${code})`);
export const findOwnCode = async (tx: Transaction) => (await row<{ code: string }>(tx, sql`select code from reviewer_codes where staff_id = ${staffOf(tx)}`))?.code ?? null;
/** Gives the present member of a faculty a code, in the place of the one before. */
export async function putOwnCode(tx: Transaction, code: string): Promise<void> {
  await sql`delete from reviewer_codes where staff_id = ${staffOf(tx)}`.execute(tx);
  await sql`insert into reviewer_codes (agency_id, staff_id, code, name, made_at) select s.agency_id, s.id, ${code}, left(s.display_name || ', ' || a.name, 400), ${tx.now} from staff s join agencies a on a.agency_id = s.agency_id where s.id = ${staffOf(tx)}`.execute(tx);
}

export type CommentRow = Omit<Comment, "own"> & { authorId: string | null; reviewerId: string | null };
export const listComments = (tx: Transaction, recordingId: string) =>
  rows<CommentRow>(tx, sql`select c.id as "commentId", c.author_name as "authorName", c.author_id as "authorId", c.reviewer_id as "reviewerId", c.purpose, c.at_ms as "atMs", c.to_ms as "toMs", c.strand, c.words, c.replies_to as "repliesTo", c.written_at as "writtenAt"
    from recording_comments c where c.recording_id = ${recordingId} order by c.at_ms, c.written_at, c.id limit 1000`);
export type NewComment = { recordingId: string; authorId: string | null; reviewerId: string | null; authorName: string; purpose: VideoPurpose | null; atMs: number; toMs: number | null; strand: Comment["strand"]; words: string; repliesTo: string | null };
export async function insertComment(tx: Transaction, one: NewComment): Promise<string> {
  const id = newId(tx);
  await sql`insert into recording_comments (agency_id, id, recording_id, author_id, reviewer_id, author_name, purpose, at_ms, to_ms, strand, words, replies_to, written_at)
    values (${tx.actor.agencyId}, ${id}, ${one.recordingId}, ${one.authorId}, ${one.reviewerId}, ${one.authorName}, ${one.purpose}, ${one.atMs}, ${one.toMs}, ${one.strand}, ${one.words}, ${one.repliesTo}, ${tx.now})`.execute(tx);
  return id;
}

/** By machine: those that are over by their date, and those that never came whole since a moment. */
export const listOverdue = (tx: Transaction, unfinishedBefore: Instant) =>
  rows<{ recordingId: string; why: "date" | "unfinished" }>(tx, sql`select id as "recordingId", case when finished_at is null and keep_until >= ${tx.today} then 'unfinished' else 'date' end as why from recordings where ended_at is null and (keep_until < ${tx.today} or (finished_at is null and begun_at < ${unfinishedBefore})) limit 500`);
export const endByMachine = (tx: Transaction, recordingId: string, why: "consent" | "date" | "unfinished") => sql`update recordings set ended_at = ${tx.now}, ended_why = ${why}, name = '' where id = ${recordingId} and ended_at is null`.execute(tx);
/** By machine: those that stand, for judging their consents. */
export const listStanding = (tx: Transaction) => rows<RecordingFacts>(tx, sql`select ${columns} from recordings r where r.ended_at is null order by r.id limit 2000`);
/** By machine: those that have ended and still have a key. */
export const listToDestroy = async (tx: Transaction) => (await rows<{ id: string }>(tx, sql`select id from recordings where ended_at is not null and key_gone_at is null limit 500`)).map((one) => one.id);
/** By machine: of some ids, those that are a recording that has not ended. */
export const listAlive = async (tx: Transaction, ids: readonly string[]) => (await rows<{ id: string }>(tx, sql`select id from recordings where id = any (${[...ids]}::uuid[]) and ended_at is null`)).map((one) => one.id);
/** What asks the present actor, or as a machine those who are named: recordings that stand and were not watched yet. */
export const listUnwatched = (tx: Transaction, reviewerIds: readonly string[] | null = null) =>
  rows<{ recordingId: string; since: Instant; caseCode: string; sessionNumber: number }>(tx, sql`select distinct on (r.id) r.id as "recordingId", v.named_at as since, r.case_code as "caseCode", r.session_number as "sessionNumber" from recording_reviewers v join recordings r on r.agency_id = v.agency_id and r.id = v.recording_id
    where ${reviewerIds === null ? sql`v.staff_id = ${staffOf(tx)}` : sql`v.id = any (${[...reviewerIds]}::uuid[])`} and v.ended_at is null and v.watched_at is null and v.until >= ${tx.today} and r.ended_at is null and r.finished_at is not null order by r.id, v.named_at`);
