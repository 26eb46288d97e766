import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { instant, prose, wholeNumber } from "#kernel/shapes.ts";

/** Days after which an address that was not confirmed is forgotten. */
export const CONFIRM_DAYS = 3;

const slug = z.string().max(80).regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, expected({ en: "Expected an article.", es: "Se espera un artículo." }));
/** An issue: some words in each language, and which published articles it names. */
export const issueContent = z.strictObject({
  en: prose(2000).refine((words) => words.trim() !== "", expected({ en: "Expected some words in English.", es: "Se esperan algunas palabras en inglés." })),
  es: prose(2000).refine((words) => words.trim() !== "", expected({ en: "Expected some words in Spanish.", es: "Se esperan algunas palabras en español." })),
  articles: z.array(slug).max(6).refine((slugs) => new Set(slugs).size === slugs.length, expected({ en: "Expected each once.", es: "Se espera cada valor una sola vez." })),
});
export type IssueContent = z.infer<typeof issueContent>;

const letter = z.strictObject({ subject: z.string(), text: z.string() });
export const issueView = z.strictObject({ issueId: z.uuid(), content: issueContent, writtenAt: instant, sentAt: instant.nullable(), /** To how many it went. */ readers: z.number().int().nullable(), /** The letter as it leaves, in each language. */ letters: z.strictObject({ en: letter, es: letter }), revision: wholeNumber(0) });
export type IssueView = z.infer<typeof issueView>;

const ofAgency = { who: ["administrator"], of: null, subject: "none", shows: "agency" } as const;
const changed = { issueId: z.uuid(), revision: wholeNumber(0) };

export const newsletter = {
  list: procedure({ ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/newsletter", summary: "Issues, the last written first, each as its letter would leave; how many read it; and the articles that can be named." })
    .output(z.strictObject({ readers: z.number().int(), issues: z.array(issueView), articles: z.array(z.strictObject({ slug: z.string(), title: z.string() })) })),
  begin: procedure({ ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/newsletter", summary: "Begins an issue. Nothing leaves." })
    .input(z.strictObject({ content: issueContent }))
    .output(z.strictObject({ issueId: z.uuid() })),
  save: procedure({ ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/newsletter/{issueId}", summary: "Changes an issue that was not sent." })
    .input(z.strictObject({ ...changed, content: issueContent }))
    .output(z.strictObject({ revision: wholeNumber(0) })),
  send: procedure({ ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/newsletter/{issueId}/send", summary: "Sends an issue, once, to everybody who confirmed." })
    .input(z.strictObject(changed))
    .output(z.strictObject({ readers: z.number().int() })),
};
