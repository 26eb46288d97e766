import type PgBoss from "pg-boss";
import { type Actor, asActor, type Transaction } from "#database/actor.ts";
import { addMinutes } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { appendAudit } from "#server/audit.ts";
import { listOpenSubjects } from "#server/jobs.ts";
import { signText } from "#server/keys.ts";
import { LeavingError } from "#server/leaving.ts";
import { type Mail, MailError, mailState, sendMail } from "#server/mail.ts";
import type { Services } from "#server/procedure.ts";
import { startRounds } from "#server/rounds.ts";
import type { JobPayload } from "#server/queue.ts";
import { type AgencyOf, listAgencies } from "#features/messages/store.ts";
import { articleAddress } from "#features/articles/pages.tsx";
import { textIn } from "#features/articles/rules.ts";
import { listShown, type ShownArticle } from "#features/articles/store.ts";
import { CONFIRM_DAYS, type IssueContent } from "./contract.ts";
import { type NamedArticle, renderConfirm, renderIssue } from "./rules.ts";
import * as store from "./store.ts";

const QUEUE = "send-newsletter";
const MOST_TRIES = 6;
/** While one worker sends, in minutes: longer than a mail server is waited for. */
const CLAIM_MINUTES = 2;
const MOST_ARTICLES = 200;
const LETTERS_AT_ONCE = 10;
const LOOK_EVERY = 3_600_000;
const DAY_MINUTES = 24 * 60;

/** What stands in an address that confirms or leaves: whose it is, signed for that one thing. */
export const newsToken = (signingKey: string, verb: "confirm" | "leave", readerId: string): string => `${readerId}.${signText(signingKey, `newsletter-${verb}`, readerId)}`;

export type SendOutcome = "spread" | "sent" | "failed" | "unclear" | "held" | "nothing_to_do" | "later";
type Begun = { letterId: string; attempts: number; mail: Mail };

/** The articles that are shown now, by their addresses. */
export type ShownArticles = ReadonlyMap<string, ShownArticle>;
export const readShown = async (tx: Transaction): Promise<ShownArticles> => new Map((await listShown(tx, { tag: null, byline: null, most: MOST_ARTICLES })).map((one) => [one.slug, one]));

/** The articles that an issue names, as they are in a language; one that was withdrawn is left out. */
export const articlesOf = (shown: ShownArticles, { articles }: IssueContent, { language, baseUrl }: { language: Language; baseUrl: string }): NamedArticle[] =>
  articles.flatMap((slug) => {
    const article = shown.get(slug);
    if (article === undefined) return [];
    const found = textIn(article.content, language);
    return [{ slug, title: found.text.title, address: `${baseUrl}${articleAddress(slug, found.language)}` }];
  });

async function writeLetter(tx: Transaction, { signingKey, baseUrl }: Services, letter: store.StoredLetter): Promise<Mail | null> {
  const publicName = await store.findPublicName(tx);
  const { language, readerId, email } = letter;
  const lang = `?lang=${language}`;
  const base = { id: letter.letterId, to: email, fromName: publicName };
  if (letter.issueId === null) return { ...base, ...renderConfirm({ language, publicName, address: `${baseUrl}/news/confirm/${newsToken(signingKey, "confirm", readerId)}${lang}` }) };
  const issue = await store.findIssue(tx, letter.issueId);
  if (!issue) return null;
  const articles = articlesOf(await readShown(tx), issue.content, { language, baseUrl });
  const leave = `${baseUrl}/news/leave/${newsToken(signingKey, "leave", readerId)}${lang}`;
  // One press in a mailbox is a POST (RFC 8058); a look at the address changes nothing.
  return { ...base, ...renderIssue({ language, publicName, content: issue.content, articles, leave }), headers: { "List-Unsubscribe": `<${leave}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } };
}

/** Takes a letter, and writes down that it is being sent; or spreads an issue into letters, each with a job of its own. */
async function begin(tx: Transaction, services: Services, id: string): Promise<Begun | SendOutcome> {
  const issue = await store.findIssue(tx, id);
  if (issue) {
    if (issue.sentAt === null) return "nothing_to_do";
    for (const letterId of await store.insertLetters(tx, id, issue.sentAt)) await services.enqueue(tx, QUEUE, { agencyId: tx.actor.agencyId, id: letterId });
    await appendAudit(tx, { action: "job", procedure: "newsletter.send", outcome: "spread", requestId: QUEUE, subjectId: id });
    return "spread";
  }
  const letter = await store.lockLetter(tx, (await store.insertConfirm(tx, id))?.letterId ?? id);
  if (letter === null || (letter.status !== "queued" && letter.status !== "sending")) return "nothing_to_do";
  if (letter.claimedUntil !== null && letter.claimedUntil > tx.now) return "later";
  const settle = async (status: "sent" | "failed" | "unclear"): Promise<SendOutcome> => {
    await store.settleLetter(tx, letter.letterId, status);
    return status;
  };
  // Whoever was sending it ended in the midst: it may have left, and nobody gets it twice.
  if (letter.status === "sending") return settle("unclear");
  const state = mailState(services);
  if (state === "demo") return settle("sent");
  if (state === "not_set_up") return "held";
  const mail = await writeLetter(tx, services, letter);
  if (mail === null) return settle("failed");
  await store.claimLetter(tx, letter.letterId, addMinutes(tx.now, CLAIM_MINUTES));
  return { letterId: letter.letterId, attempts: letter.attempts + 1, mail };
}

/** Works one job off: an issue is spread, a letter is sent once. That it is being sent is committed before the network is spoken to. */
export async function sendNewsletter(services: Services, { agencyId, id }: JobPayload): Promise<SendOutcome> {
  const agency = (await listAgencies(services.database)).find((one) => one.agencyId === agencyId);
  if (!agency) return "nothing_to_do";
  const actor: Actor = { kind: "system", job: QUEUE, ...agency };
  const within = <T>(work: (tx: Transaction) => Promise<T>) => asActor(services.database, services.clock, actor, work);
  const begun = await within((tx) => begin(tx, services, id));
  if (typeof begun === "string") return begun;
  const error = await sendMail(services.settings.smtpUrl!, services.baseUrl, begun.mail).then(
    () => null,
    (thrown: unknown) => (thrown instanceof LeavingError ? thrown : new MailError("not_reachable", "unknown", "perhaps")),
  );
  const isLast = error?.failure !== "not_reachable" || begun.attempts >= MOST_TRIES;
  const status = error === null ? "sent" : error.left === "perhaps" ? "unclear" : isLast ? "failed" : "queued";
  await within((tx) => store.settleLetter(tx, begun.letterId, status));
  if (status === "queued") throw error;
  return status;
}

/** Forgets addresses that nobody confirmed; answers how many. */
export const forgetIn = ({ database, clock }: Pick<Services, "database" | "clock">, { agencyId, timeZone }: AgencyOf): Promise<number> =>
  asActor(database, clock, { kind: "system", job: "forget-readers", agencyId, timeZone }, async (tx) => {
    const gone = await store.deleteUnconfirmed(tx, addMinutes(tx.now, -CONFIRM_DAYS * DAY_MINUTES));
    if (gone > 0) await appendAudit(tx, { action: "job", procedure: "newsletter.forget", outcome: "done", requestId: "forget-readers", details: { count: gone } });
    return gone;
  });

/** Works the queue off, and forgets every hour; answers how to stop. What was left by a worker that ended is put in again at the start. */
export async function startNewsletter(boss: PgBoss, services: Services): Promise<() => Promise<void>> {
  await boss.work<JobPayload>(QUEUE, { pollingIntervalSeconds: 2, batchSize: LETTERS_AT_ONCE }, async (jobs) => {
    const work = async (job: PgBoss.Job<JobPayload>) => {
      try {
        if ((await sendNewsletter(services, job.data)) === "later") await boss.send(QUEUE, job.data, { startAfter: CLAIM_MINUTES * 60 });
      } catch (error) {
        await boss.fail(QUEUE, job.id, { reason: error instanceof LeavingError ? error.message : (error as Error).name });
      }
    };
    await Promise.all(jobs.map(work));
  });
  const open = await listOpenSubjects(services.database, QUEUE);
  for (const agency of await listAgencies(services.database)) {
    const waiting = await asActor(services.database, services.clock, { kind: "system", job: QUEUE, ...agency }, (tx) => store.listWaiting(tx));
    for (const id of waiting) if (!open.has(id)) await boss.send(QUEUE, { agencyId: agency.agencyId, id });
  }
  return startRounds(services, {
    name: "forgetting unconfirmed addresses",
    every: LOOK_EVERY,
    look: async () => {
      for (const agency of await listAgencies(services.database)) await forgetIn(services, agency);
    },
  });
}
