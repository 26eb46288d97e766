import type { Language, Words } from "#kernel/language.ts";
import { languages } from "#kernel/language.ts";
import { plainTextOf, readMarkdown } from "#kernel/markdown.ts";
import { readingLevel, wordsOf } from "#kernel/reading-level.ts";
import type { OwnText, SiteContent, SitePart } from "./contract.ts";
import { faultWords } from "./faults.words.ts";

/** A text of a part with the place where it stands, as a path of the content. */
export type TextAt = { path: string; text: Words };

/** Every text of a part that is shown in both languages. */
export function textsOf(content: SiteContent): TextAt[] {
  if (content.part === "places") return content.places.flatMap((one, at) => (["name", "hours", "access", "way"] as const).map((field) => ({ path: `places.${at}.${field}`, text: one[field] })));
  if (content.part === "cost") return [{ path: "selfPay", text: content.selfPay }, { path: "help", text: content.help }];
  return [{ path: "text", text: content.text }];
}

const isEmpty = (text: string) => text.trim() === "";
export const saysNothing = (text: OwnText): boolean => languages.every((language) => isEmpty(text[language]));

/** What keeps a part from being published: words in one language only, a place without a name, nothing at all. */
export function findMissing(content: SiteContent): { path: string; message: Words }[] {
  const texts = textsOf(content);
  const half = texts.flatMap(({ path, text }) => (saysNothing(text) ? [] : languages.filter((language) => isEmpty(text[language])).map((language) => ({ path: `${path}.${language}`, message: language === "en" ? faultWords.noEnglish : faultWords.noSpanish }))));
  const nameless = content.part === "places" ? content.places.flatMap((one, at) => (saysNothing(one.name) ? [{ path: `places.${at}.name.en`, message: faultWords.noName }] : [])) : [];
  const says = texts.some(({ text }) => !saysNothing(text)) || (content.part === "cost" && content.insurances.length > 0);
  return [...nameless, ...half, ...(says || nameless.length > 0 ? [] : [{ path: textsOf(content)[0]?.path === undefined ? "part" : `${textsOf(content)[0]!.path}.en`, message: faultWords.nothing }])];
}

/** A part without a word in it, for the first draft. */
export function emptyContent(part: SitePart): SiteContent {
  const none = { en: "", es: "" };
  if (part === "places") return { part, places: [] };
  if (part === "cost") return { part, insurances: [], selfPay: none, help: none };
  return { part, text: none };
}

/** Marks in which a page is easy to read: a school grade in English, an ease in Spanish, and words of a sentence. */
export const readingGoal = { en: 6, es: 80, sentence: 20 } as const;

/** How easily a text is read: its score, its longest sentences, and what was typed that a page does not know. It advises and refuses nothing. */
export type Advice = { score: number; isEasy: boolean; longSentences: string[]; leftAsTyped: string[] };
export function adviseOn(text: string, language: Language): Advice | null {
  const sentences = plainTextOf(text)
    .split(/\n|(?<=[.!?])["”’)]*\s+/)
    .map((one) => one.trim())
    .filter((one) => wordsOf(one).length > 0);
  if (sentences.length === 0) return null;
  const { score } = readingLevel(sentences, language);
  return {
    score,
    isEasy: language === "en" ? score <= readingGoal.en : score >= readingGoal.es,
    longSentences: sentences.filter((one) => wordsOf(one).length > readingGoal.sentence),
    leftAsTyped: readMarkdown(text).leftAsTyped,
  };
}
