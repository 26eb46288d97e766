import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { listCredentials } from "#features/workforce/store.ts";
import type { ArticleContent, ArticleRow, articles, ArticleView } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { bylineOf, slugOf } from "./rules.ts";
import * as store from "./store.ts";

const MOST = 500;
const staffIdOf = (tx: Transaction): string => (tx.actor.kind === "staff" ? tx.actor.staffId : "");
const runs = (tx: Transaction): boolean => tx.actor.kind === "staff" && tx.actor.roles.includes("administrator");

function rowOf(tx: Transaction, one: store.StoredArticle): ArticleRow {
  const { articleId, slug, authorName, status, publishedAt, changedAt, revision, content } = one;
  const shown = one.publishedAt === null ? "never" : one.withdrawnAt === null ? "shown" : "withdrawn";
  return { articleId, slug, titleEn: content.en?.title ?? null, titleEs: content.es?.title ?? null, authorName, isOwn: one.authorId === staffIdOf(tx), status, shown, publishedAt, changedAt, revision };
}

async function view(tx: Transaction, one: store.StoredArticle): Promise<ArticleView> {
  const versions = await store.listVersions(tx, one.articleId);
  const { content, byline, shownNumber } = one;
  return { ...rowOf(tx, one), content, byline, shownNumber, versions: versions.map(({ writerId, ...each }) => ({ ...each, isOwn: writerId === staffIdOf(tx) })), mayPublish: runs(tx) };
}

type Seen = { articleId: string; revision: number };
/** The article as the writer saw it. Throws `not_found` and `changed_meanwhile`. */
async function require(tx: Transaction, { articleId, revision }: Seen): Promise<store.StoredArticle> {
  const found = await store.findArticle(tx, articleId);
  if (!found) throw new Fault("not_found", faultWords.noArticle);
  if (found.revision !== revision) throw new Fault("changed_meanwhile", faultWords.changed);
  return found;
}
async function requireOwn(tx: Transaction, seen: Seen): Promise<store.StoredArticle> {
  const found = await require(tx, seen);
  if (found.authorId !== staffIdOf(tx)) throw new Fault("not_allowed", faultWords.notYours);
  return found;
}
async function change(tx: Transaction, found: store.StoredArticle, next: store.ArticleChange): Promise<{ revision: number }> {
  const revision = await store.updateArticle(tx, found, next);
  if (revision === null) throw new Fault("changed_meanwhile", faultWords.changed);
  return { revision };
}

/** Begins an article of one's own. Its address follows from its first title and stays. */
export async function begin(tx: Transaction, { content }: { content: ArticleContent }): Promise<{ articleId: string }> {
  const base = slugOf((content.en ?? content.es)!.title);
  let slug = base;
  for (let place = 2; await store.slugIsTaken(tx, slug); place++) slug = `${base}-${place}`;
  const articleId = await store.insertArticle(tx, { slug, authorId: staffIdOf(tx) });
  await store.insertVersion(tx, { articleId, number: 1, content, writtenBy: staffIdOf(tx) });
  return { articleId };
}

async function save(tx: Transaction, { content, ...seen }: Seen & { content: ArticleContent }) {
  const found = await requireOwn(tx, seen);
  const done = await change(tx, found, { status: "draft" });
  await store.insertVersion(tx, { articleId: found.articleId, number: found.number + 1, content, writtenBy: staffIdOf(tx) });
  return done;
}

export async function handIn(tx: Transaction, seen: Seen) {
  const found = await requireOwn(tx, seen);
  if ((await store.listVersions(tx, found.articleId))[0]!.verdict !== null) throw new Fault("refused", faultWords.notHandedIn);
  return change(tx, found, { status: "in_review" });
}

export async function review(tx: Transaction, { verdict, note, ...seen }: Seen & { verdict: "approved" | "returned"; note: string }) {
  const found = await require(tx, seen);
  if (found.writtenBy === staffIdOf(tx)) throw new Fault("refused", faultWords.ownReview);
  if (found.status !== "in_review") throw new Fault("refused", faultWords.notHandedIn);
  if (!(await store.updateVerdict(tx, { articleId: found.articleId, number: found.number, verdict, note, reviewedBy: staffIdOf(tx) }))) throw new Fault("changed_meanwhile", faultWords.changed);
  return change(tx, found, { status: verdict === "approved" ? "approved" : "draft" });
}

/** Shows the approved version. The name stands there as its author lets it, with the licences of that day. */
export async function publish(tx: Transaction, seen: Seen) {
  const found = await require(tx, seen);
  if (found.status !== "approved") throw new Fault("refused", faultWords.notApproved);
  const held = (await listCredentials(tx, found.authorId)).filter((one) => one.kind === "licence" && one.validFrom <= tx.today && (one.validTo === null || one.validTo >= tx.today));
  const byline = found.content.byline === "name" ? bylineOf(found.authorName, [...new Set(held.map((one) => one.name))]) : "";
  return change(tx, found, { shownNumber: found.number, byline, publishedAt: found.publishedAt ?? tx.now, withdrawnAt: null });
}

async function withdraw(tx: Transaction, seen: Seen) {
  const found = await require(tx, seen);
  if (found.authorId !== staffIdOf(tx) && !runs(tx)) throw new Fault("not_allowed", faultWords.notYours);
  if (found.publishedAt === null || found.withdrawnAt !== null) throw new Fault("refused", faultWords.notShown);
  return change(tx, found, { withdrawnAt: tx.now, withdrawnBy: staffIdOf(tx) });
}

export const articlesHandlers: Handlers<typeof articles> = {
  list: handle(async (tx) => {
    const found = await store.listArticles(tx, MOST + 1);
    return { articles: found.slice(0, MOST).map((one) => rowOf(tx, one)), more: found.length > MOST };
  }),
  get: handle(async (tx, { articleId }) => {
    const found = await store.findArticle(tx, articleId);
    if (!found) throw new Fault("not_found", faultWords.noArticle);
    return view(tx, found);
  }),
  begin: handle(begin),
  save: handle(save),
  handIn: handle(handIn),
  review: handle(review),
  publish: handle(publish),
  withdraw: handle(withdraw),
};
