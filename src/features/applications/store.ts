import { sql } from "kysely";
import type { CivilDate, Instant } from "#kernel/dates.ts";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { ApplicationContent, ApplicationKind, ApplicationNames, ApplicationSettings, ApplicationStatus, LetterKind } from "./contract.ts";

// What the applicant's own pages need: every statement here is the machine's, which finds an application by the hash of its link.

export type OpenCohort = { cohortId: string; name: string; startsOn: CivilDate; endsOn: CivilDate; places: number; appliesTo: CivilDate; isBlind: boolean };
const openNow = sql`c.called_off_at is null and c.applies_from <= today() and c.applies_to >= today()`;
/** The cohorts that take applications today. */
export const listOpenCohorts = (tx: Transaction) =>
  rows<OpenCohort>(tx, sql`select c.id as "cohortId", c.name, c.starts_on as "startsOn", c.ends_on as "endsOn", c.places, c.applies_to as "appliesTo", c.is_blind as "isBlind" from cohorts c where ${openNow} order by c.applies_to, c.id`);

export const findSettings = (tx: Transaction) => row<ApplicationSettings>(tx, sql`select link_days as "linkDays", keep_days as "keepDays" from application_settings order by set_at desc, id desc limit 1`);
export const insertSettings = (tx: Transaction, one: ApplicationSettings, setBy: string | null) =>
  sql`insert into application_settings (agency_id, id, link_days, keep_days, set_by, set_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${one.linkDays}, ${one.keepDays}, ${setBy}, ${tx.now})`.execute(tx);

/** How many were begun for an address since a moment, and how many lie unopened in all; who begins more waits until the transaction before has ended. */
export async function countBegun(tx: Transaction, email: string, since: Instant): Promise<{ ofAddress: number; unopened: number }> {
  await sql`select pg_advisory_xact_lock(hashtextextended('begin-application:' || ${tx.actor.agencyId}, 0))`.execute(tx);
  return (await row<{ ofAddress: number; unopened: number }>(tx, sql`select (select count(*)::integer from application_names n join applications a on a.agency_id = n.agency_id and a.id = n.application_id where n.email = ${email} and a.begun_at > ${since}) as "ofAddress",
    (select count(*)::integer from applications a where a.status = 'draft' and a.opened_at is null) as unopened`))!;
}

export type NewApplication = { cohortId: string; kind: ApplicationKind; code: string; language: "en" | "es"; isBlind: boolean; email: string; content: ApplicationContent; names: ApplicationNames };
export async function insertApplication(tx: Transaction, one: NewApplication): Promise<string> {
  const id = newId(tx);
  await sql`insert into applications (agency_id, id, cohort_id, kind, code, language, content, is_blind, begun_at, changed_at) values (${tx.actor.agencyId}, ${id}, ${one.cohortId}, ${one.kind}, ${one.code}, ${one.language}, ${JSON.stringify(one.content)}::jsonb, ${one.isBlind}, ${tx.now}, ${tx.now})`.execute(tx);
  await sql`insert into application_names (agency_id, application_id, email, content) values (${tx.actor.agencyId}, ${id}, ${one.email}, ${JSON.stringify(one.names)}::jsonb)`.execute(tx);
  return id;
}
export const insertLink = (tx: Transaction, one: { linkId: string; applicationId: string; hash: Uint8Array; endsAt: Instant }) =>
  sql`insert into application_links (agency_id, id, application_id, token_hash, made_at, ends_at) values (${tx.actor.agencyId}, ${one.linkId}, ${one.applicationId}, ${one.hash}, ${tx.now}, ${one.endsAt})`.execute(tx);

export type OwnApplication = { applicationId: string; cohortId: string; cohort: string; startsOn: CivilDate; appliesTo: CivilDate | null; takes: boolean; kind: ApplicationKind; code: string; language: "en" | "es"; status: ApplicationStatus; content: ApplicationContent; names: ApplicationNames; email: string; changedAt: Instant; submittedAt: Instant | null; endsAt: Instant; revision: number };
const own = sql`select a.id as "applicationId", a.cohort_id as "cohortId", c.name as cohort, c.starts_on as "startsOn", c.applies_to as "appliesTo", (${openNow}) as takes, a.kind, a.code, a.language, a.status, a.content, n.content as names, n.email, a.changed_at as "changedAt", a.submitted_at as "submittedAt", l.ends_at as "endsAt", a.revision
  from application_links l join applications a on a.agency_id = l.agency_id and a.id = l.application_id join application_names n on n.agency_id = a.agency_id and n.application_id = a.id join cohorts c on c.agency_id = a.agency_id and c.id = a.cohort_id`;
/** The application behind a link that has not ended; null whatever was wrong. */
export const findByLink = (tx: Transaction, hash: Uint8Array) => row<OwnApplication>(tx, sql`${own} where l.token_hash = ${hash} and l.ends_at > ${tx.now}`);
export const noteOpened = (tx: Transaction, applicationId: string) => sql`update applications set opened_at = ${tx.now} where id = ${applicationId} and opened_at is null`.execute(tx);

type Seen = { applicationId: string; revision: number };
/** Keeps what was typed, where the application is with the applicant and as it was seen; false where somebody else saved meanwhile. */
export async function saveDraft(tx: Transaction, { applicationId, revision }: Seen, { content, names }: { content: ApplicationContent; names: ApplicationNames }): Promise<boolean> {
  const kept = await row(tx, sql`update applications set content = ${JSON.stringify(content)}::jsonb, changed_at = ${tx.now}, revision = revision + 1 where id = ${applicationId} and revision = ${revision} and status in ('draft', 'reopened') returning id`);
  if (kept === null) return false;
  await sql`update application_names set content = ${JSON.stringify(names)}::jsonb where application_id = ${applicationId}`.execute(tx);
  return true;
}
export const submitDraft = async (tx: Transaction, { applicationId, revision }: Seen) =>
  (await row(tx, sql`update applications set status = 'submitted', submitted_at = ${tx.now}, changed_at = ${tx.now}, revision = revision + 1 where id = ${applicationId} and revision = ${revision} and status in ('draft', 'reopened') returning id`)) !== null;
export const withdrawOwn = async (tx: Transaction, { applicationId, revision }: Seen) =>
  (await row(tx, sql`update applications set status = 'withdrawn', decided_at = ${tx.now}, changed_at = ${tx.now}, revision = revision + 1 where id = ${applicationId} and revision = ${revision} and status not in ('withdrawn', 'declined') returning id`)) !== null;

export async function insertLetter(tx: Transaction, one: { applicationId: string; kind: LetterKind; language: "en" | "es"; person: string | null; paragraphs: string[]; linkId: string | null; letterhead: number | null }): Promise<string> {
  const id = newId(tx);
  await sql`insert into application_letters (agency_id, id, application_id, kind, language, person, paragraphs, link_id, letterhead, written_at)
    values (${tx.actor.agencyId}, ${id}, ${one.applicationId}, ${one.kind}, ${one.language}, ${one.person}, ${JSON.stringify(one.paragraphs)}::jsonb, ${one.linkId}, ${one.letterhead}, ${tx.now})`.execute(tx);
  return id;
}

/** Takes back the places that an application was given: what nobody took yet cannot be taken any more. Answers how many. */
export async function leaveSeats(tx: Transaction, applicationId: string): Promise<number> {
  await sql`update cohort_bindings b set valid_to = greatest(b.valid_from, today()) from application_seats g where g.agency_id = b.agency_id and g.seat_id = b.seat_id and g.application_id = ${applicationId} and b.valid_to is null`.execute(tx);
  return (await rows(tx, sql`update cohort_seats s set to_day = greatest(s.from_day, today() - 1), left_as = 'agency_withdrew', invitation_hash = null, invited_until = null
    from application_seats g where g.agency_id = s.agency_id and g.seat_id = s.id and g.application_id = ${applicationId} and s.to_day is null returning s.id`)).length;
}
export const partFromPeers = (tx: Transaction, applicationId: string) => sql`update peer_groups set ended_at = ${tx.now} where ${applicationId}::uuid = any (application_ids) and ended_at is null`.execute(tx);

export async function insertDecision(tx: Transaction, one: { applicationId: string; decision: string; reason: string; decidedBy: string | null }): Promise<void> {
  await sql`insert into application_decisions (agency_id, id, application_id, decision, reason, decided_by, decided_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${one.applicationId}, ${one.decision}, ${one.reason}, ${one.decidedBy}, ${tx.now})`.execute(tx);
}

/** Takes away what was refused, withdrawn or abandoned before a moment, and drafts that nobody opened; answers how many. */
export async function deleteOld(tx: Transaction, { before, unopened }: { before: Instant; unopened: Instant }): Promise<number> {
  const old = (await rows<{ id: string }>(tx, sql`select id from applications where (status in ('draft', 'reopened', 'declined', 'withdrawn') and changed_at < ${before}) or (status = 'draft' and opened_at is null and begun_at < ${unopened}) for update`)).map(({ id }) => id);
  if (old.length === 0) return 0;
  await sql`update peer_groups set ended_at = coalesce(ended_at, ${tx.now}::timestamptz) where application_ids && ${old}::uuid[]`.execute(tx);
  await sql`update messages set status = 'withdrawn' where kind = 'application_letter' and status in ('queued', 'failed') and subject_id in (select id from application_letters where application_id = any (${old}))`.execute(tx);
  for (const table of ["application_seats", "application_letters", "application_decisions", "application_scores", "application_readers", "application_links", "application_codes", "application_offers", "application_names"] as const) await sql`delete from ${sql.table(table)} where application_id = any (${old})`.execute(tx);
  await sql`delete from applications where id = any (${old})`.execute(tx);
  return old.length;
}
