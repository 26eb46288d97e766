import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Language } from "#kernel/language.ts";
import type { Transaction } from "#database/actor.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { textIn } from "#features/articles/rules.ts";
import type { IssueContent, IssueView, newsletter } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { articlesOf, readShown, type ShownArticles } from "./jobs.ts";
import { renderIssue } from "./rules.ts";
import * as store from "./store.ts";

/** An issue as it would arrive, in both languages. */
function view(one: store.StoredIssue, { publicName, shown, baseUrl }: { publicName: string; shown: ShownArticles; baseUrl: string }): IssueView {
  const write = (language: Language) => renderIssue({ language, publicName, content: one.content, articles: articlesOf(shown, one.content, { language, baseUrl }), leave: `${baseUrl}/news/leave/…` });
  return { ...one, letters: { en: write("en"), es: write("es") } };
}

const staffIdOf = (tx: Transaction): string => (tx.actor.kind === "staff" ? tx.actor.staffId : "");
async function requireShown(tx: Transaction, content: IssueContent): Promise<void> {
  const shown = await readShown(tx);
  if (content.articles.some((slug) => !shown.has(slug))) throw fieldFault("content.articles", faultWords.noArticle);
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
    const shown = await readShown(tx);
    const drawn = { publicName: await store.findPublicName(tx), shown, baseUrl: services.baseUrl };
    const issues = (await store.listIssues(tx)).map((one) => view(one, drawn));
    return { readers: await store.countReaders(tx), issues, articles: [...shown.values()].map((one) => ({ slug: one.slug, title: textIn(one.content, language).text.title })) };
  }),
  begin: handle(begin),
  save: handle(async (tx, { content, ...seen }) => {
    await requireShown(tx, content);
    if (!(await store.updateIssue(tx, seen, content))) return sayWhyNot(tx, seen.issueId);
    return { revision: seen.revision + 1 };
  }),
  send: handle(send),
};
