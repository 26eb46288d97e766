import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { Instant } from "#kernel/dates.ts";
import type { ArticleContent, ArticleStatus, ArticleTag } from "./contract.ts";

export type StoredArticle = { articleId: string; slug: string; authorId: string; authorName: string; status: ArticleStatus; shownNumber: number | null; byline: string; publishedAt: Instant | null; withdrawnAt: Instant | null; revision: number; number: number; content: ArticleContent; changedAt: Instant; writtenBy: string };
const columns = sql`a.id as "articleId", a.slug, a.author_id as "authorId", s.display_name as "authorName", a.status, a.shown_number as "shownNumber", a.byline, a.published_at as "publishedAt", a.withdrawn_at as "withdrawnAt", a.revision, v.number, v.content, v.written_at as "changedAt", v.written_by as "writtenBy"`;
const source = sql`articles a join staff s on s.agency_id = a.agency_id and s.id = a.author_id join lateral (select w.* from article_versions w where w.agency_id = a.agency_id and w.article_id = a.id order by w.number desc limit 1) v on true`;

export const listArticles = (tx: Transaction, most: number) => rows<StoredArticle>(tx, sql`select ${columns} from ${source} order by v.written_at desc, a.id desc limit ${most}`);
export const findArticle = (tx: Transaction, articleId: string) => row<StoredArticle>(tx, sql`select ${columns} from ${source} where a.id = ${articleId}`);

export type Version = { number: number; writtenBy: string; writerId: string; writtenAt: Instant; reviewedBy: string | null; reviewedAt: Instant | null; verdict: "approved" | "returned" | null; note: string };
export const listVersions = (tx: Transaction, articleId: string) =>
  rows<Version>(tx, sql`select v.number, w.display_name as "writtenBy", v.written_by as "writerId", v.written_at as "writtenAt", r.display_name as "reviewedBy", v.reviewed_at as "reviewedAt", v.verdict, v.note from article_versions v
    join staff w on w.agency_id = v.agency_id and w.id = v.written_by left join staff r on r.agency_id = v.agency_id and r.id = v.reviewed_by where v.article_id = ${articleId} order by v.number desc`);

export const slugIsTaken = async (tx: Transaction, slug: string) => (await row(tx, sql`select from articles where slug = ${slug}`)) !== null;
export async function insertArticle(tx: Transaction, one: { slug: string; authorId: string }): Promise<string> {
  const id = newId(tx);
  await sql`insert into articles (agency_id, id, slug, author_id) values (${tx.actor.agencyId}, ${id}, ${one.slug}, ${one.authorId})`.execute(tx);
  return id;
}
export const insertVersion = (tx: Transaction, one: { articleId: string; number: number; content: ArticleContent; writtenBy: string }) =>
  sql`insert into article_versions (agency_id, article_id, number, content, written_by, written_at) values (${tx.actor.agencyId}, ${one.articleId}, ${one.number}, ${JSON.stringify(one.content)}::jsonb, ${one.writtenBy}, ${tx.now})`.execute(tx);
export const updateVerdict = async (tx: Transaction, one: { articleId: string; number: number; verdict: "approved" | "returned"; note: string; reviewedBy: string }): Promise<boolean> =>
  (await row(tx, sql`update article_versions set verdict = ${one.verdict}, note = ${one.note}, reviewed_by = ${one.reviewedBy}, reviewed_at = ${tx.now} where article_id = ${one.articleId} and number = ${one.number} and verdict is null returning number`)) !== null;

export type ArticleChange = { status?: ArticleStatus; shownNumber?: number; byline?: string; publishedAt?: Instant; withdrawnAt?: Instant | null; withdrawnBy?: string | null };
/** Changes an article where it is still as the writer saw it; null where somebody was faster. */
export const updateArticle = async (tx: Transaction, seen: StoredArticle, change: ArticleChange): Promise<number | null> => {
  const next = { ...seen, withdrawnBy: null, ...change };
  return (await row<{ revision: number }>(tx, sql`update articles set status = ${next.status}, shown_number = ${next.shownNumber}, byline = ${next.byline}, published_at = ${next.publishedAt}, withdrawn_at = ${next.withdrawnAt}, withdrawn_by = coalesce(${next.withdrawnBy}, case when ${next.withdrawnAt}::timestamptz is null then null else withdrawn_by end), revision = revision + 1 where id = ${seen.articleId} and revision = ${seen.revision} returning revision`))?.revision ?? null;
};

export type ShownArticle = { slug: string; byline: string; publishedAt: Instant; changedAt: Instant; content: ArticleContent };
const shown = sql`select a.slug, a.byline, a.published_at as "publishedAt", v.written_at as "changedAt", v.content from articles a join article_versions v on v.agency_id = a.agency_id and v.article_id = a.id and v.number = a.shown_number where a.withdrawn_at is null`;
/** What readers see, the newest first; of one tag, or by one name. */
export const listShown = (tx: Transaction, { tag, byline, most }: { tag: ArticleTag | null; byline: string | null; most: number }) =>
  rows<ShownArticle>(tx, sql`${shown} and (${tag}::text is null or v.content -> 'tags' ? ${tag}) and (${byline}::text is null or a.byline = ${byline}) order by a.published_at desc, a.id desc limit ${most}`);
/** The tags under which readers see something. */
export const listTags = async (tx: Transaction) => (await rows<{ tag: ArticleTag }>(tx, sql`select distinct jsonb_array_elements_text(one.content -> 'tags') as tag from (${shown}) one`)).map((one) => one.tag);
export const findShown = (tx: Transaction, slug: string) => row<ShownArticle>(tx, sql`${shown} and a.slug = ${slug}`);
