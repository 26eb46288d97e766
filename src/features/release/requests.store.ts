import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { RecordsRequest } from "./requests.contract.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);
/** Requests on a page. */
const PAGE = 50;

export type RequestRow = RecordsRequest & { reviewId: string | null };
const columns = sql`r.id as "requestId", r.case_id as "caseId", r.kind, r.received_on as "receivedOn", r.due_on as "dueOn", r.asker, r.person_id as "personId", r.case_number as "caseNumber", r.asked, r.document_id as "documentId",
  (r.review_id is not null and r.answer is null) as handling, s.display_name as "reviewedByName", r.judge_signed as "judgeSigned", r.opens, r.opens_person_id as "opensPersonId", r.answer, r.answer_words as "answerWords", r.answered_on as "answeredOn", r.review_id as "reviewId"`;
const sources = sql`records_requests r left join staff s on s.agency_id = r.agency_id and s.id = r.reviewed_by`;

export async function listRequests(tx: Transaction, caseId: string, after: string | null): Promise<{ requests: RequestRow[]; next: string | null }> {
  const found = await rows<RequestRow>(tx, sql`select ${columns} from ${sources} where r.case_id = ${caseId} and (${after}::uuid is null or r.id < ${after}::uuid) order by r.id desc limit ${PAGE + 1}`);
  return { requests: found.slice(0, PAGE), next: found.length > PAGE ? found[PAGE - 1]!.requestId : null };
}
export const findRequest = (tx: Transaction, caseId: string, requestId: string) => row<RequestRow>(tx, sql`select ${columns} from ${sources} where r.case_id = ${caseId} and r.id = ${requestId}`);
/** Takes turns over a request until the transaction ends: who hangs on its review and who changes it come one after the other. */
export const takeTurn = (tx: Transaction, requestId: string) => sql`select pg_advisory_xact_lock(hashtextextended(${requestId}, 0))`.execute(tx);

export type NewRequest = Pick<RecordsRequest, "caseId" | "kind" | "receivedOn" | "dueOn" | "asker" | "personId" | "caseNumber" | "asked" | "documentId">;
export async function insertRequest(tx: Transaction, one: NewRequest): Promise<string> {
  const id = newId(tx);
  await sql`insert into records_requests (agency_id, id, case_id, kind, received_on, due_on, asker, person_id, case_number, asked, document_id, recorded_by, recorded_at)
    values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.kind}, ${one.receivedOn}, ${one.dueOn}, ${one.asker}, ${one.personId}, ${one.caseNumber}, ${one.asked}, ${one.documentId}, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}

/** Opens the case to the privacy officer for a request, from today until it is answered. */
export async function openReview(tx: Transaction, caseId: string, requestId: string): Promise<void> {
  const id = newId(tx);
  await sql`insert into privacy_reviews (agency_id, id, case_id, kind, opened_on) values (${tx.actor.agencyId}, ${id}, ${caseId}, 'request', ${tx.today})`.execute(tx);
  await sql`update records_requests set review_id = ${id} where id = ${requestId}`.execute(tx);
}
export const noteReview = (tx: Transaction, one: Pick<RecordsRequest, "requestId" | "judgeSigned" | "opens" | "opensPersonId">) =>
  sql`update records_requests set reviewed_by = ${author(tx)}, reviewed_at = ${tx.now}, judge_signed = ${one.judgeSigned}, opens = ${[...one.opens]}::text[], opens_person_id = ${one.opensPersonId} where id = ${one.requestId}`.execute(tx);
/** Answers a request and closes what it had opened; the chart stays open for the day. */
export async function noteAnswer(tx: Transaction, one: { requestId: string; reviewId: string | null; answer: string; words: string }): Promise<void> {
  await sql`update records_requests set answer = ${one.answer}, answer_words = ${one.words}, answered_on = ${tx.today}, answered_by = ${author(tx)} where id = ${one.requestId}`.execute(tx);
  if (one.reviewId !== null) await sql`update privacy_reviews set closed_on = ${tx.today} where id = ${one.reviewId}`.execute(tx);
}

/** Requests of the agency that wait for an answer, the soonest due first: who asks, and until when. */
export const listOpenRequests = (tx: Transaction) =>
  rows<{ id: string; caseId: string; who: string; since: string; dueOn: string }>(tx, sql`select r.id, r.case_id as "caseId", r.asker as who, r.received_on as since, r.due_on as "dueOn" from records_requests r where r.answer is null order by r.due_on, r.id limit 200`);
