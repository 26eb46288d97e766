import { z } from "zod";
import type { CivilDate } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { writeDay } from "#kernel/saying.ts";
import { civilDate } from "#kernel/shapes.ts";
import type { SignedLine } from "#kernel/signedText.ts";
import type { Attribution, Spread } from "./contract.ts";
import { attributionNames, consentWords as words } from "./words.ts";

const wording = z.strictObject({ title: z.string().min(1), paragraphs: z.array(z.string().min(1)).min(1) });
export const testimonialTextsShape = z.strictObject({ source: z.string(), texts: z.array(z.strictObject({ version: z.string(), from: civilDate, status: z.enum(["confirmed", "draft", "local"]), en: wording, es: wording })).min(1) });
export type TestimonialTexts = z.infer<typeof testimonialTextsShape>["texts"];

/** The wording that is signed on a day: the newest that has begun; null before the first. */
export const wordingOn = (texts: TestimonialTexts, on: CivilDate) => texts.filter((one) => one.from <= on).toSorted((a, b) => a.from.localeCompare(b.from) || a.version.localeCompare(b.version)).at(-1) ?? null;

export type Uses = { language: Language; attribution: Attribution; languages: Spread; validTo: CivilDate };
/** The consent as it is read and signed: what it is about, then each use by itself, and its last day. */
export function writeConsent(text: TestimonialTexts[number], { language, attribution, languages, validTo }: Uses): SignedLine[] {
  const { title, paragraphs } = text[language];
  const uses = [
    words.where[language],
    (languages === "both" ? words.both : words.one[language])[language],
    attribution === "none" ? words.nameless[language] : words.called(attributionNames[attribution][language])[language],
    words.until(writeDay(validTo, language))[language],
  ];
  return [{ kind: "title", words: title }, ...[...paragraphs, ...uses].map((one): SignedLine => ({ kind: "text", words: one }))];
}

/** The same with the very words it is about, as it is kept. */
export const withWords = (lines: readonly SignedLine[], told: string, language: Language): SignedLine[] => [...lines, { kind: "heading", words: words.yours[language] }, { kind: "text", words: told }];
