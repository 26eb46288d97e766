import { sql } from "kysely";
import { MOST_COUNTED } from "#kernel/listing.ts";
import type { Instant } from "#kernel/dates.ts";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import { pageBy, pageOf, type SortBy } from "#database/listing.ts";
import type { AskedQuestion, AskedWay, Closing, QuestionSettings, QuestionStatus, QuestionsAsked } from "./contract.ts";

export type StoredQuestion = {
  questionId: string;
  code: string;
  language: "en" | "es";
  words: string;
  way: AskedWay;
  contact: AskedQuestion["contact"];
  status: QuestionStatus;
  closedHow: Closing | null;
  closingNote: string;
  holderId: string | null;
  holderName: string | null;
  calls: number;
  receivedAt: Instant;
  promisedBy: Instant;
  answeredAt: Instant | null;
  touchedAt: Instant;
  revision: number;
};
const columns = sql`q.id as "questionId", q.code, q.language, q.words, q.way, q.contact, q.status, q.closed_how as "closedHow", q.closing_note as "closingNote", q.holder_id as "holderId", s.display_name as "holderName",
  q.calls, q.received_at as "receivedAt", q.promised_by as "promisedBy", q.answered_at as "answeredAt", q.touched_at as "touchedAt", q.revision`;
const source = sql`questions q left join staff s on s.agency_id = q.agency_id and s.id = q.holder_id`;

/** Leaves a question as a visitor, who reads nothing back. The same page sent twice throws a unique violation. */
export const insertQuestion = (tx: Transaction, one: AskedQuestion & { code: string; wordDigest: Uint8Array | null; promisedBy: Instant; sourceKey: string }) =>
  sql`insert into questions (agency_id, id, code, language, words, way, contact, word_digest, received_at, promised_by, touched_at, source_key)
    values (${tx.actor.agencyId}, ${newId(tx)}, ${one.code}, ${one.language}, ${one.words}, ${one.way}, ${JSON.stringify(one.contact)}::jsonb, ${one.wordDigest}, ${tx.now}, ${one.promisedBy}, ${tx.now}, ${one.sourceKey})`.execute(tx);

export type OpenedAnswer = { status: QuestionStatus; closedHow: Closing | null; promisedBy: string; answers: { words: string; writtenAt: string }[] };
/** What code and word open; null whatever was wrong. Every try counts, also of a code that nobody has. */
export const openQuestion = async (tx: Transaction, one: { code: string; word: Uint8Array; codeDigest: Uint8Array; most: number }) =>
  (await row<{ found: OpenedAnswer | null }>(tx, sql`select open_question(${one.code}, ${one.word}, ${one.codeDigest}, ${one.most}) as found`))!.found;

export const findQuestion = (tx: Transaction, questionId: string) => row<StoredQuestion>(tx, sql`select ${columns} from ${source} where q.id = ${questionId}`);
export const listAnswers = (tx: Transaction, questionId: string) =>
  rows<{ answerId: string; words: string; writtenBy: string | null; writtenAt: Instant }>(tx, sql`select a.id as "answerId", a.words, s.display_name as "writtenBy", a.written_at as "writtenAt" from question_answers a left join staff s on s.agency_id = a.agency_id and s.id = a.written_by where a.question_id = ${questionId} order by a.written_at, a.id`);

const sorts: Record<QuestionsAsked["sort"], SortBy> = { received: { by: sql`q.received_at`, kind: "moment", misses: "never" }, promised: { by: sql`q.promised_by`, kind: "moment", misses: "never" } };
const statusIs = (status: QuestionsAsked["status"]) => (status === "all" ? sql`true` : status === "waiting" ? sql`q.status in ('open', 'to_call')` : sql`q.status = ${status}`);
const matches = (asked: QuestionsAsked) => sql.join([
  statusIs(asked.status),
  ...(asked.holder === null ? [] : [asked.holder === "me" ? sql`q.holder_id = actor_staff()` : sql`q.holder_id is null`]),
  ...(asked.late === null ? [] : [sql`q.answered_at is null and q.status in ('open', 'to_call') and q.promised_by < present_moment()`]),
], sql` and `);

export async function listQuestions(tx: Transaction, asked: QuestionsAsked, { after, size }: { after: string | null; size: number }): Promise<{ questions: StoredQuestion[]; next: string | null }> {
  const page = pageBy(sorts[asked.sort], sql`q.id`, asked.order, after);
  const found = await rows<StoredQuestion & { key: string | null }>(tx, sql`select ${columns}, ${page.key} as key from ${source} where ${matches(asked)} and ${page.follows} order by ${page.order} limit ${size + 1}`);
  const { rows: questions, next } = pageOf(found, size, (one) => one.questionId);
  return { questions, next };
}
export const countQuestions = async (tx: Transaction, asked: QuestionsAsked) => (await row<{ count: number }>(tx, sql`select count(*)::integer as count from (select from questions q where ${matches(asked)} limit ${MOST_COUNTED + 1}) counted`))!.count;

export type QuestionChange = { status?: QuestionStatus; holderId?: string | null; calls?: number; answeredAt?: Instant; closedHow?: Closing; closingNote?: string };
/** Changes a question where it is still as the writer saw it; false where somebody was faster. Whoever only gives it to somebody else says nothing to the asker. */
export const updateQuestion = async (tx: Transaction, seen: StoredQuestion, change: QuestionChange): Promise<boolean> => {
  const next = { ...seen, ...change };
  const touched = change.holderId === undefined ? tx.now : seen.touchedAt;
  return (await row(tx, sql`update questions set status = ${next.status}, holder_id = ${next.holderId}, calls = ${next.calls}, answered_at = ${next.answeredAt}, closed_how = ${next.closedHow}, closing_note = ${next.closingNote},
    closed_at = case when ${next.status} = 'closed' then coalesce(closed_at, ${tx.now}::timestamptz) end, touched_at = ${touched}, revision = revision + 1 where id = ${seen.questionId} and revision = ${seen.revision} returning id`)) !== null;
};

export async function insertAnswer(tx: Transaction, one: { questionId: string; words: string; writtenBy: string | null }): Promise<string> {
  const id = newId(tx);
  await sql`insert into question_answers (agency_id, id, question_id, words, written_by, written_at) values (${tx.actor.agencyId}, ${id}, ${one.questionId}, ${one.words}, ${one.writtenBy}, ${tx.now})`.execute(tx);
  return id;
}

export const holdsOneOf = async (tx: Transaction, staffId: string, roles: readonly string[]) =>
  (await row(tx, sql`select from staff_roles r where r.staff_id = ${staffId} and r.role = any (${[...roles]}) and holds_on(r.valid_from, r.valid_to, today()) limit 1`)) !== null;
/** Whether a referral of this agency has the code already. */
export const codeIsTaken = async (tx: Transaction, code: string) => (await row(tx, sql`select from referrals where code = ${code}`)) !== null;

export const findSettings = (tx: Transaction) => row<QuestionSettings>(tx, sql`select answer_work_days as "answerWorkDays", keep_days as "keepDays" from question_settings order by set_at desc, id desc limit 1`);
export const insertSettings = (tx: Transaction, one: QuestionSettings, setBy: string | null) =>
  sql`insert into question_settings (agency_id, id, answer_work_days, keep_days, set_by, set_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${one.answerWorkDays}, ${one.keepDays}, ${setBy}, ${tx.now})`.execute(tx);

/** Questions that wait: one's own, and for who sees all of them those that nobody has who works here. They name nobody. */
export const owedQuestions = (tx: Transaction, staffId: string) =>
  rows<{ kind: "question"; id: string; caseId: null; sessionId: null; who: string; since: Instant; dueAt: Instant; about: string }>(tx, sql`select 'question' as kind, q.id, null as "caseId", null as "sessionId", q.code as who, q.received_at as since, q.promised_by as "dueAt", case when q.status = 'to_call' then 'to_call' when q.holder_id = ${staffId} then 'open' else 'nobody' end as about
    from questions q where q.status in ('open', 'to_call') and (q.holder_id = ${staffId} or ((select actor_has_role('front_desk', 'administrator')) and (q.holder_id is null or not exists (select from staff_roles r where r.agency_id = q.agency_id and r.staff_id = q.holder_id and holds_on(r.valid_from, r.valid_to, today())))))
    order by q.promised_by, q.id limit 200`);

/** Takes away what nobody has written about for longer than it is kept; answers how much. */
export async function deleteOld(tx: Transaction, before: Instant): Promise<number> {
  await sql`delete from question_answers where question_id in (select id from questions where touched_at < ${before})`.execute(tx);
  const gone = await rows(tx, sql`delete from questions where touched_at < ${before} returning id`);
  await sql`delete from question_tries where since < ${tx.now}::timestamptz - interval '1 day'`.execute(tx);
  return gone.length;
}
