import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { instant, line, prose, wholeNumber } from "#kernel/shapes.ts";

/** What an article is about. The codes stand in addresses. */
export const articleTags = ["babies", "sleep", "behavior", "fear", "loss", "separation", "foster-care", "caregivers", "play"] as const;
export type ArticleTag = (typeof articleTags)[number];

/** An article in one language. */
export const articleText = z.strictObject({
  title: line(120).min(1, expected({ en: "Expected a title.", es: "Se espera un título." })),
  lead: line(300).min(1, expected({ en: "Expected a sentence or two that say what it is about.", es: "Se espera una o dos frases que digan de qué trata." })),
  words: prose(20_000).refine((words) => words.trim() !== "", expected({ en: "Expected the words of the article.", es: "Se espera el texto del artículo." })),
});
export type ArticleText = z.infer<typeof articleText>;
/** A version: whole in a language, or not there in it; `byline` says whether the author's name stands on the page. */
export const articleContent = z
  .strictObject({ en: articleText.nullable(), es: articleText.nullable(), tags: z.array(z.enum(articleTags)).min(1, expected({ en: "Expected at least one tag.", es: "Se espera al menos un tema." })).max(4).refine((tags) => new Set(tags).size === tags.length, expected({ en: "Expected each once.", es: "Se espera cada valor una sola vez." })), byline: z.enum(["name", "team"]) })
  .refine((content) => content.en !== null || content.es !== null, { path: ["en"], ...expected({ en: "Expected it in at least one language.", es: "Se espera en al menos un idioma." }) });
export type ArticleContent = z.infer<typeof articleContent>;

export const articleStatuses = ["draft", "in_review", "approved"] as const;
export type ArticleStatus = (typeof articleStatuses)[number];
/** How an article stands for readers. */
export const articleShown = ["never", "shown", "withdrawn"] as const;

export const articleRow = z.strictObject({
  articleId: z.uuid(),
  slug: z.string(),
  titleEn: z.string().nullable(),
  titleEs: z.string().nullable(),
  authorName: z.string(),
  isOwn: z.boolean(),
  status: z.enum(articleStatuses),
  shown: z.enum(articleShown),
  publishedAt: instant.nullable(),
  changedAt: instant,
  revision: wholeNumber(0),
});
export type ArticleRow = z.infer<typeof articleRow>;
const version = z.strictObject({ number: z.int(), writtenBy: z.string(), isOwn: z.boolean(), writtenAt: instant, reviewedBy: z.string().nullable(), reviewedAt: instant.nullable(), verdict: z.enum(["approved", "returned"]).nullable(), note: z.string() });
export const articleView = articleRow.extend({ content: articleContent, byline: z.string(), /** The number that readers see now. */ shownNumber: z.int().nullable(), versions: z.array(version), mayPublish: z.boolean() });
export type ArticleView = z.infer<typeof articleView>;

const writers = ["clinician", "trainee", "supervisor", "administrator"] as const;
const ofAgency = { of: null, subject: "none", shows: "agency" } as const;
const changed = { articleId: z.uuid(), revision: wholeNumber(0) };
const done = z.strictObject({ revision: wholeNumber(0) });

export const articles = {
  list: procedure({ who: writers, ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/articles", summary: "Every article, the last changed first: drafts, what waits for a second reader, what readers see, what was withdrawn." })
    .output(z.strictObject({ articles: z.array(articleRow), more: z.boolean() })),
  get: procedure({ who: writers, ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/articles/{articleId}", summary: "One article in its last version, and who wrote and read each." })
    .input(z.strictObject({ articleId: z.uuid() }))
    .output(articleView),
  begin: procedure({ who: writers, ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/articles", summary: "Begins an article of one's own, as a draft." })
    .input(z.strictObject({ content: articleContent }))
    .output(z.strictObject({ articleId: z.uuid() })),
  save: procedure({ who: writers, ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/articles/{articleId}", summary: "Another version of one's own article, as a draft; what readers see stays as it is." })
    .input(z.strictObject({ ...changed, content: articleContent }))
    .output(done),
  handIn: procedure({ who: writers, ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/articles/{articleId}/review", summary: "Asks for a second reader." })
    .input(z.strictObject(changed))
    .output(done),
  review: procedure({ who: writers, ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/articles/{articleId}/verdict", summary: "Approves somebody else's article, or gives it back with a note. One's own: refused." })
    .input(z.strictObject({ ...changed, verdict: z.enum(["approved", "returned"]), note: line(500).default("") }))
    .output(done),
  publish: procedure({ who: ["administrator"], ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/articles/{articleId}/publish", summary: "Shows the approved version to readers." })
    .input(z.strictObject(changed))
    .output(done),
  withdraw: procedure({ who: writers, ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/articles/{articleId}/withdraw", summary: "Takes an article off the pages at once: one's own, or any by who runs the programme." })
    .input(z.strictObject(changed))
    .output(done),
};
