import type { Paragraph, SentenceField, TemplateContent, TemplateVersion } from "./contract.ts";
import { type LetterKind, letterKinds } from "./contract.ts";
import { letterNames } from "./words.ts";

/** The sentences that each kind of letter begins with. Content of the chart is never among them: who writes adds it, and it is judged. */
const begins: Record<LetterKind, readonly SentenceField[]> = {
  court: ["sentence_since", "sentence_visits", "sentence_attended"],
  child_welfare: ["sentence_since", "sentence_visits", "sentence_attended"],
  school: ["sentence_since", "sentence_visits"],
  referrer: ["sentence_since", "sentence_plan"],
  closing: ["sentence_since", "sentence_visits", "sentence_ended"],
  attendance: ["sentence_since", "sentence_visits", "sentence_attended"],
};
const alone = (field: SentenceField): Paragraph => ({ en: `{${field}}`, es: `{${field}}` });

/** The template that ships for a kind of letter. */
export const shippedTemplate = (kind: LetterKind): TemplateContent => ({ name: letterNames[kind], kind, paragraphs: begins[kind].map(alone) });
/** What ships, as the versions of number 0. */
export const shippedVersions = (): TemplateVersion[] => letterKinds.map((kind) => ({ template: kind, number: 0, state: "in_use", content: shippedTemplate(kind), note: "", madeBy: null, madeAt: null }));
/** The version that ships under a key; null for the agency's own. */
export const shippedUnder = (template: string): TemplateVersion | null => shippedVersions().find((one) => one.template === template) ?? null;
