import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { SafetyNote, SafetyReview, SafetyReviewWithNote } from "./contract.ts";

/**
 * Raises the review of one form and one kind, once however often an answer asks for it, and with it the pointer in the
 * child's chart. Answers its id where it was raised now, else null. The respondent writes it and cannot read it.
 */
export async function raiseReview(tx: Transaction, one: { caseId: string; personId: string; requestId: string; kind: SafetyReview["kind"] }): Promise<string | null> {
  const reviewId = newId(tx);
  // No conflict target and no `returning`: both would ask for the right to read.
  const made = await sql`insert into safety_reviews (agency_id, id, case_id, owner_person_id, request_id, kind, raised_at)
    values (${tx.actor.agencyId}, ${reviewId}, ${one.caseId}, ${one.personId}, ${one.requestId}, ${one.kind}, ${tx.now}) on conflict do nothing`.execute(tx);
  if (made.numAffectedRows !== 1n) return null;
  await sql`insert into case_pointers (agency_id, id, case_id, points_to, review_id, opened_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${one.caseId}, 'caregiver_record', ${reviewId}, ${tx.now})`.execute(tx);
  return reviewId;
}

const columns = sql`r.id as "reviewId", r.case_id as "caseId", r.owner_person_id as "personId", trim(a.given_name || ' ' || a.family_name) as "adultName", trim(k.given_name || ' ' || k.family_name) as "childName", r.kind, m.instrument, r.request_id as "requestId",
  m.status = 'submitted' as "wasSubmitted", r.raised_at as "raisedAt", case when t.id is null then 'none' when t.acknowledged_at is null then 'waits' else 'taken' end as call,
  jsonb_build_object('class', r.class, 'caseId', r.case_id, 'ownerPersonId', r.owner_person_id, 'ownerStaffId', r.owner_staff_id, 'counterpartStaffId', r.counterpart_staff_id, 'part2', r.part2) as disclosure`;
const sources = sql`safety_reviews r join measure_requests m on m.agency_id = r.agency_id and m.id = r.request_id join persons a on a.agency_id = r.agency_id and a.id = r.owner_person_id
  join cases c on c.agency_id = r.agency_id and c.id = r.case_id join persons k on k.agency_id = c.agency_id and k.id = c.child_id left join alerts t on t.agency_id = r.agency_id and t.id = r.id`;

const PAGE = 50;
/** Open reviews, the oldest first, a page at a time. */
export async function listOpenReviews(tx: Transaction, after: string | null): Promise<{ reviews: SafetyReview[]; next: string | null }> {
  const [afterAt, afterId] = after?.split("|") ?? [null, null];
  const found = await rows<SafetyReview>(tx, sql`select ${columns} from ${sources} where r.reviewed_at is null and (${afterAt}::timestamptz is null or (r.raised_at, r.id) > (${afterAt}::timestamptz, ${afterId}::uuid)) order by r.raised_at, r.id limit ${PAGE + 1}`);
  const page = found.slice(0, PAGE);
  const last = page.at(-1);
  return { reviews: page, next: found.length > PAGE && last ? `${last.raisedAt}|${last.reviewId}` : null };
}

export const findReview = (tx: Transaction, reviewId: string) =>
  row<SafetyReviewWithNote>(tx, sql`select ${columns}, r.reviewed_at as "reviewedAt", s.display_name as "reviewedByName", r.review as note, t.acknowledged_at as "takenAt", w.display_name as "takenByName",
    coalesce((select jsonb_agg(jsonb_build_object('name', f.display_name, 'standsAs', p.stands_as, 'toldAt', to_char(p.told_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) order by p.place) from alert_steps p join staff f on f.agency_id = p.agency_id and f.id = p.staff_id where p.agency_id = r.agency_id and p.alert_id = r.id), '[]') as steps
    from ${sources} left join staff s on s.agency_id = r.agency_id and s.id = r.reviewed_by left join staff w on w.agency_id = t.agency_id and w.id = t.acknowledged_by where r.id = ${reviewId}`);

/** Closes a review with its note, and its pointer; false where it was closed before. */
export async function closeReview(tx: Transaction, reviewId: string, staffId: string, note: SafetyNote): Promise<boolean> {
  const closed = await sql`update safety_reviews set reviewed_at = ${tx.now}, reviewed_by = ${staffId}, review = ${JSON.stringify(note)}::jsonb where id = ${reviewId} and reviewed_at is null`.execute(tx);
  if (closed.numAffectedRows !== 1n) return false;
  await sql`update case_pointers set closed_at = ${tx.now} where review_id = ${reviewId} and closed_at is null`.execute(tx);
  return true;
}
