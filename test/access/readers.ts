import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { operatorDoes, type Scene } from "./scene.ts";
import type { Caller, Sample } from "./sample.ts";

// What readers of the public pages ask, and what is written for them.

let asked = 0;
const letters = "23456789CDFGHJKMNPQRTVWXY";
const nextCode = () => [...String(++asked).padStart(6, "0")].map((digit) => letters[Number(digit)]).join("");

/** A question that was given to the caller; where nobody of ours calls, to somebody's of ours. */
const ownQuestion = (way: "code" | "call", status: "open" | "to_call") => (scene: Scene, { staffId }: Caller) =>
  operatorDoes(scene, async (tx) => {
    const questionId = randomUUID();
    const contact = way === "code" ? { way: "do_not_contact" } : { way: "call", phone: "2025550137", voicemail: "hang_up", safeHours: ["mon_morning"] };
    await sql`insert into questions (agency_id, id, code, language, words, way, contact, status, holder_id, received_at, promised_by, touched_at, source_key)
      values (${tx.actor.agencyId}, ${questionId}, ${nextCode()}, 'en', 'Made up.', ${way}, ${JSON.stringify(contact)}::jsonb, ${status}, ${staffId ?? scene.spare.staffId}, ${tx.now}, ${tx.now}, ${tx.now}, ${questionId})`.execute(tx);
    return { questionId };
  });

const text = { title: "Made up", lead: "Made up.", words: "Made up." };
const content = { en: text, es: null, tags: ["play"], byline: "team" };
/** An article in a state; `by` its author, where the caller is not to be it. */
const anArticle = (by: "caller" | "spare", status: "draft" | "in_review" | "approved", shown: "never" | "shown" = "never") => (scene: Scene, { staffId }: Caller) =>
  operatorDoes(scene, async (tx) => {
    const [articleId, author] = [randomUUID(), (by === "caller" ? staffId : null) ?? scene.spare.staffId];
    await sql`insert into articles (agency_id, id, slug, author_id, status) values (${tx.actor.agencyId}, ${articleId}, ${`made-up-${articleId.slice(0, 8)}`}, ${author}, ${status})`.execute(tx);
    await sql`insert into article_versions (agency_id, article_id, number, content, written_by, written_at) values (${tx.actor.agencyId}, ${articleId}, 1, ${JSON.stringify(content)}::jsonb, ${author}, ${tx.now})`.execute(tx);
    if (shown === "shown") await sql`update articles set shown_number = 1, published_at = ${tx.now} where id = ${articleId}`.execute(tx);
    return { articleId };
  });

export const articleSamples: Record<string, Sample> = {
  "articles.list": {},
  "articles.get": { given: anArticle("caller", "draft") },
  "articles.begin": { body: () => ({ content }) },
  "articles.save": { given: anArticle("caller", "draft"), body: () => ({ revision: 1, content }) },
  "articles.handIn": { given: anArticle("caller", "draft"), body: () => ({ revision: 1 }) },
  "articles.review": { given: anArticle("spare", "in_review"), body: () => ({ revision: 1, verdict: "approved" }) },
  "articles.publish": { given: anArticle("spare", "approved"), body: () => ({ revision: 1 }) },
  "articles.withdraw": { given: anArticle("caller", "approved", "shown"), body: () => ({ revision: 1 }) },
};

/** An issue that was not sent. */
const anIssue = (scene: Scene) =>
  operatorDoes(scene, async (tx) => {
    const issueId = randomUUID();
    await sql`insert into newsletter_issues (agency_id, id, content, written_by, written_at) values (${tx.actor.agencyId}, ${issueId}, ${JSON.stringify({ en: "Made up.", es: "Inventado.", articles: [] })}::jsonb, ${scene.spare.staffId}, ${tx.now})`.execute(tx);
    return { issueId };
  });

export const newsletterSamples: Record<string, Sample> = {
  "newsletter.list": {},
  "newsletter.begin": { body: () => ({ content: { en: "Made up.", es: "Inventado.", articles: [] } }) },
  "newsletter.save": { given: anIssue, body: () => ({ revision: 1, content: { en: "Made up.", es: "Inventado.", articles: [] } }) },
  "newsletter.send": { given: anIssue, body: () => ({ revision: 1 }) },
};

export const questionSamples: Record<string, Sample> = {
  "questions.list": {},
  "questions.get": { given: ownQuestion("code", "open") },
  "questions.give": { given: ownQuestion("code", "open"), body: () => ({ revision: 1, staffId: null }) },
  "questions.answer": { given: ownQuestion("code", "open"), body: () => ({ revision: 1, words: "Made up." }) },
  "questions.called": { given: ownQuestion("call", "to_call"), body: () => ({ revision: 1, outcome: "told" }) },
  "questions.close": { given: ownQuestion("code", "open"), body: () => ({ revision: 1, how: "done" }) },
  "questions.refer": { given: ownQuestion("code", "open"), body: () => ({ revision: 1, wish: "Asked for it." }) },
  "questions.settings": {},
  "questions.setSettings": { body: () => ({ answerWorkDays: 2, keepDays: 180 }) },
};
