import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { instant, line, prose, wholeNumber } from "#kernel/shapes.ts";

/** For what a letter is written. */
export const letterKinds = ["court", "child_welfare", "school", "referrer", "closing", "attendance"] as const;
export type LetterKind = (typeof letterKinds)[number];

/** What a paragraph can name of a family, each one fact of the service; nothing of the chart is among them. */
export const factFields = ["child", "first_visit", "visits", "visits_from", "visits_to", "plan_signed", "ended", "clinician"] as const;
/** What a paragraph can name that says nothing of the record. */
export const plainFields = ["today", "agency", "recipient"] as const;
/** Whole sentences of the record, each in a paragraph of its own; who came is one sentence a person. */
export const sentenceFields = ["sentence_since", "sentence_visits", "sentence_attended", "sentence_plan", "sentence_ended"] as const;
export const fieldNames = [...factFields, ...plainFields, ...sentenceFields] as const;
export type FactField = (typeof factFields)[number];
export type PlainField = (typeof plainFields)[number];
export type SentenceField = (typeof sentenceFields)[number];
export type FieldName = (typeof fieldNames)[number];

/** Letters of a paragraph as it is typed; with its fields filled in it still fits where sentences are kept. */
export const MOST_LETTERS = 800;
export const MOST_FIELDS = 6;

const bothNames = z.strictObject({ en: line(80).min(1, expected({ en: "Expected a name in English.", es: "Se espera un nombre en inglés." })), es: line(80).min(1, expected({ en: "Expected a name in Spanish.", es: "Se espera un nombre en español." })) });
export const paragraph = z.strictObject({ en: prose(MOST_LETTERS), es: prose(MOST_LETTERS) });
export type Paragraph = z.infer<typeof paragraph>;
/** A template: its name, for which kind of letter, and its paragraphs in order, in both languages. */
export const templateContent = z.strictObject({
  name: bothNames,
  kind: z.enum(letterKinds),
  paragraphs: z.array(paragraph).min(1, expected({ en: "Expected at least one paragraph.", es: "Se espera al menos un párrafo." })).max(30),
});
export type TemplateContent = z.infer<typeof templateContent>;

/** The name of a template that never changes: of one that ships its kind, of the agency's own an id. */
export const templateKey = z.union([z.enum(letterKinds), z.uuid()]);
export const templateStates = ["in_use", "retired"] as const;
/** A version of a template. Number 0 is what ships; null is nobody and no moment. */
export const templateVersion = z.strictObject({ template: templateKey, number: z.int(), state: z.enum(templateStates), content: templateContent, note: z.string(), madeBy: z.string().nullable(), madeAt: instant.nullable() });
export type TemplateVersion = z.infer<typeof templateVersion>;

const oneLine = (most: number) => line(most).default("");
/** What stands above every letter. An empty part is left out. */
export const letterheadContent = z.strictObject({
  name: z.strictObject({ en: line(120).min(1, expected({ en: "Expected the name as it stands on letters.", es: "Se espera el nombre tal como figura en las cartas." })), es: line(120).min(1, expected({ en: "Expected the name as it stands on letters.", es: "Se espera el nombre tal como figura en las cartas." })) }),
  below: z.strictObject({ en: oneLine(120), es: oneLine(120) }),
  address: z.array(line(100).min(1)).max(4),
  phone: oneLine(40),
  website: oneLine(120),
  email: oneLine(120),
});
export type LetterheadContent = z.infer<typeof letterheadContent>;
/** A version of the letterhead; number 0 is what the agency's public name and telephone number make. */
export const letterhead = z.strictObject({ number: z.int(), content: letterheadContent, madeBy: z.string().nullable(), madeAt: instant.nullable() });
export type Letterhead = z.infer<typeof letterhead>;

const writers = ["clinician", "trainee", "supervisor", "administrator", "privacy_officer"] as const;
const ofAgency = { of: null, subject: "none", shows: "agency" } as const;
const note = line(300).default("");

export const letters = {
  templates: procedure({ who: writers, ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/letter-templates", summary: "The templates of letters as they hold now: those that ship, as the agency changed them, and its own; retired ones last." })
    .output(z.strictObject({ templates: z.array(templateVersion), mayEdit: z.boolean() })),
  versions: procedure({ who: writers, ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/letter-templates/{template}/versions", summary: "Every version of one template, the newest first: a letter keeps the one that it began with." })
    .input(z.strictObject({ template: templateKey }))
    .output(z.strictObject({ versions: z.array(templateVersion) })),
  save: procedure({ who: ["administrator"], ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/letter-templates", summary: "Another version of a template, or a new one where none is named. Letters that were begun stay as they are; 409 where somebody made a version meanwhile." })
    .input(z.strictObject({ template: templateKey.nullable().default(null), after: wholeNumber(0), content: templateContent, note }))
    .output(z.strictObject({ template: templateKey, number: z.int() })),
  retire: procedure({ who: ["administrator"], ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/letter-templates/{template}/state", summary: "Takes a template out of use, or puts it back: another version with the same words. No letter is begun from one that is retired." })
    .input(z.strictObject({ template: templateKey, after: wholeNumber(0), state: z.enum(templateStates) }))
    .output(z.strictObject({ number: z.int() })),
  preview: procedure({ who: ["administrator"], ...ofAgency, action: "read" })
    .route({ method: "POST", path: "/letter-templates/preview", summary: "The letter that a template would make, filled with made-up facts, as PDF. Nothing of any family is in it, and nothing is kept." })
    .input(z.strictObject({ content: templateContent, language: z.enum(["en", "es"]), letterhead: letterheadContent.nullable().default(null) }))
    .output(z.file()),
  letterhead: procedure({ who: writers, ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/letterhead", summary: "What stands above every letter, and every version before." })
    .output(z.strictObject({ current: letterhead, before: z.array(letterhead), mayEdit: z.boolean() })),
  saveLetterhead: procedure({ who: ["administrator"], ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/letterhead", summary: "Another letterhead for the letters from now on; a paper that was made keeps its own." })
    .input(z.strictObject({ after: wholeNumber(0), content: letterheadContent }))
    .output(z.strictObject({ number: z.int() })),
};
