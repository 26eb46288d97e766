import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Language } from "#kernel/language.ts";
import type { Transaction } from "#database/actor.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { articleAddress } from "#features/articles/pages.tsx";
import { textIn } from "#features/articles/rules.ts";
import { listShown } from "#features/articles/store.ts";
import type { IssueContent, IssueView, newsletter } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { type NamedArticle, renderIssue } from "./rules.ts";
import * as store from "./store.ts";

const MOST_ARTICLES = 200;

/** The articles that an issue names, as they are in a language; one that was withdrawn is left out. */
export async function articlesOf(tx: Transaction, content: IssueContent, language: Language, baseUrl: string): Promise<NamedArticle[]> {
  const shown = new Map((await listShown(tx, { tag: null, byline: null, most: MOST_ARTICLES })).map((one) => [one.slug, one]));
  return content.articles.flatMap((slug) => {
    const article = shown.get(slug);
    if (article === undefined) return [];
    const found = textIn(article.content, language);
    return [{ slug, title: found.text.title, address: `${baseUrl}${articleAddress(slug, found.language)}` }];
  });
}

async function view(tx: Transaction, one: store.StoredIssue, baseUrl: string): Promise<IssueView> {
  const publicName = await store.findPublicName(tx);
  const write = async (language: Language) => renderIssue({ language, publicName, content: one.content, articles: await articlesOf(tx, one.content, language, baseUrl), leave: `${baseUrl}/news/leave/…` });
  return { ...one, letters: { en: await write("en"), es: await write("es") } };
}

const staffIdOf = (tx: Transaction): string => (tx.actor.kind === "staff" ? tx.actor.staffId : "");
async function requireShown(tx: Transaction, content: IssueContent): Promise<void> {
  const shown = (await listShown(tx, { tag: null, byline: null, most: MOST_ARTICLES })).map((one) => one.slug);
  if (content.articles.some((slug) => !shown.includes(slug))) throw fieldFault("content.articles", faultWords.noArticle);
}
/** Throws why an issue could not be changed or sent: it is not there, it was sent, or somebody was faster. */
async function sayWhyNot(tx: Transaction, issueId: string): Promise<never> {
  const found = await store.findIssue(tx, issueId);
  if (!found) throw new Fault("not_found", faultWords.noIssue);
  throw new Fault("changed_meanwhile", found.sentAt === null ? faultWords.changed : faultWords.isSent);
}

export async function begin(tx: Transaction, { content }: { content: IssueContent }): Promise<{ issueId: string }> {
  await requireShown(tx, content);
  return { issueId: await store.insertIssue(tx, content, staffIdOf(tx)) };
}

/** Marks an issue as sent and leaves the rest to the queue: a letter to each who confirmed until now. */
export async function send(tx: Transaction, seen: { issueId: string; revision: number }, { services }: { services: Pick<Call["services"], "enqueue"> }): Promise<{ readers: number }> {
  const readers = await store.countReaders(tx);
  if (!(await store.markSent(tx, seen, staffIdOf(tx), readers))) return sayWhyNot(tx, seen.issueId);
  await services.enqueue(tx, "send-newsletter", { agencyId: tx.actor.agencyId, id: seen.issueId });
  return { readers };
}

export const newsletterHandlers: Handlers<typeof newsletter> = {
  list: handle(async (tx, _input, { services, language }) => {
    const shown = await listShown(tx, { tag: null, byline: null, most: MOST_ARTICLES });
    const issues: IssueView[] = [];
    for (const one of await store.listIssues(tx)) issues.push(await view(tx, one, services.baseUrl));
    return { readers: await store.countReaders(tx), issues, articles: shown.map((one) => ({ slug: one.slug, title: textIn(one.content, language).text.title })) };
  }),
  begin: handle(begin),
  save: handle(async (tx, { content, ...seen }) => {
    await requireShown(tx, content);
    if (!(await store.updateIssue(tx, seen, content))) return sayWhyNot(tx, seen.issueId);
    return { revision: seen.revision + 1 };
  }),
  send: handle(send),
};
