import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { Instant } from "#kernel/dates.ts";
import type { IssueContent } from "./contract.ts";

/** Keeps an address that asks, or finds it; the same work either way. */
export const askFor = async (tx: Transaction, email: string, language: "en" | "es") =>
  (await row<{ readerId: string }>(tx, sql`insert into newsletter_readers as r (agency_id, id, email, language, asked_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${email}, ${language}, ${tx.now}) on conflict (agency_id, email) do update set asked_at = r.asked_at returning id as "readerId"`))!.readerId;
export const confirmReader = async (tx: Transaction, readerId: string, since: Instant): Promise<boolean> =>
  (await row(tx, sql`update newsletter_readers set confirmed_at = coalesce(confirmed_at, ${tx.now}::timestamptz) where id = ${readerId} and (confirmed_at is not null or asked_at >= ${since}) returning id`)) !== null;
export const deleteReader = (tx: Transaction, readerId: string) => sql`delete from newsletter_readers where id = ${readerId}`.execute(tx);
/** Forgets addresses that nobody confirmed; answers how many. */
export const deleteUnconfirmed = async (tx: Transaction, before: Instant): Promise<number> => (await rows(tx, sql`delete from newsletter_readers where confirmed_at is null and asked_at < ${before} returning id`)).length;
export const countReaders = async (tx: Transaction) => (await row<{ count: number }>(tx, sql`select count_newsletter_readers() as count`))!.count;

export type StoredIssue = { issueId: string; content: IssueContent; writtenAt: Instant; sentAt: Instant | null; readers: number | null; revision: number };
const issueColumns = sql`id as "issueId", content, written_at as "writtenAt", sent_at as "sentAt", readers, revision`;
export const listIssues = (tx: Transaction) => rows<StoredIssue>(tx, sql`select ${issueColumns} from newsletter_issues order by written_at desc, id desc limit 100`);
export const findIssue = (tx: Transaction, issueId: string) => row<StoredIssue>(tx, sql`select ${issueColumns} from newsletter_issues where id = ${issueId}`);
export async function insertIssue(tx: Transaction, content: IssueContent, writtenBy: string): Promise<string> {
  const id = newId(tx);
  await sql`insert into newsletter_issues (agency_id, id, content, written_by, written_at) values (${tx.actor.agencyId}, ${id}, ${JSON.stringify(content)}::jsonb, ${writtenBy}, ${tx.now})`.execute(tx);
  return id;
}
type Seen = { issueId: string; revision: number };
/** Changes an issue that was not sent and is as the writer saw it. */
export const updateIssue = async (tx: Transaction, { issueId, revision }: Seen, content: IssueContent): Promise<boolean> =>
  (await row(tx, sql`update newsletter_issues set content = ${JSON.stringify(content)}::jsonb, revision = revision + 1 where id = ${issueId} and revision = ${revision} and sent_at is null returning id`)) !== null;
export const markSent = async (tx: Transaction, { issueId, revision }: Seen, sentBy: string, readers: number): Promise<boolean> =>
  (await row(tx, sql`update newsletter_issues set sent_by = ${sentBy}, sent_at = ${tx.now}, readers = ${readers}, revision = revision + 1 where id = ${issueId} and revision = ${revision} and sent_at is null returning id`)) !== null;

/** One letter of an issue for each who confirmed before it was sent; what is there already stays. Answers those that wait. */
export async function insertLetters(tx: Transaction, issueId: string, sentAt: Instant): Promise<string[]> {
  await sql`insert into newsletter_letters (agency_id, id, reader_id, issue_id, queued_at) select r.agency_id, gen_random_uuid(), r.id, ${issueId}::uuid, ${tx.now} from newsletter_readers r where r.confirmed_at <= ${sentAt} on conflict do nothing`.execute(tx);
  return (await rows<{ id: string }>(tx, sql`select id from newsletter_letters where issue_id = ${issueId} and status = 'queued' order by id`)).map(({ id }) => id);
}
/** The letter with the link for an address that is not confirmed: one, however often it was asked for. */
export const insertConfirm = (tx: Transaction, readerId: string) =>
  row<{ letterId: string }>(tx, sql`insert into newsletter_letters (agency_id, id, reader_id, queued_at) select agency_id, gen_random_uuid(), id, ${tx.now} from newsletter_readers where id = ${readerId} and confirmed_at is null on conflict do nothing returning id as "letterId"`);

export type StoredLetter = { letterId: string; readerId: string; issueId: string | null; status: "queued" | "sending" | "sent" | "failed" | "unclear"; attempts: number; claimedUntil: Instant | null; email: string; language: "en" | "es" };
/** A letter, held until the transaction ends: two who would send it come one after the other. */
export const lockLetter = (tx: Transaction, letterId: string) =>
  row<StoredLetter>(tx, sql`select l.id as "letterId", l.reader_id as "readerId", l.issue_id as "issueId", l.status, l.attempts, l.claimed_until as "claimedUntil", r.email, r.language from newsletter_letters l join newsletter_readers r on r.agency_id = l.agency_id and r.id = l.reader_id where l.id = ${letterId} for update of l`);
export const claimLetter = (tx: Transaction, letterId: string, until: Instant) => sql`update newsletter_letters set status = 'sending', attempts = attempts + 1, claimed_until = ${until} where id = ${letterId}`.execute(tx);
export const settleLetter = (tx: Transaction, letterId: string, status: StoredLetter["status"]) => sql`update newsletter_letters set status = ${status}, claimed_until = null where id = ${letterId} and status in ('queued', 'sending')`.execute(tx);
export const listWaiting = async (tx: Transaction) => (await rows<{ id: string }>(tx, sql`select id from newsletter_letters where status in ('queued', 'sending') order by queued_at, id`)).map(({ id }) => id);
export const findPublicName = async (tx: Transaction) => (await row<{ name: string }>(tx, sql`select public_name as name from agencies`))!.name;
