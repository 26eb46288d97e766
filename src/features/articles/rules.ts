import type { Language } from "#kernel/language.ts";
import { plainTextOf } from "#kernel/markdown.ts";
import { type ArticleContent, type ArticleTag, articleTags, type ArticleText } from "./contract.ts";

const WORDS_A_MINUTE = 200;
/** How long somebody reads, in whole minutes, one at least. */
export const minutesOf = (text: ArticleText): number => Math.max(1, Math.round(plainTextOf(text.words).split(/\s+/).length / WORDS_A_MINUTE));

/** The part of an address that a title makes: plain letters and figures; what has none gets a plain word. */
export function slugOf(title: string): string {
  const plain = title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").slice(0, 60).replace(/^-+|-+$/g, "");
  return plain === "" ? "article" : plain;
}
export const isSlug = (text: string): boolean => text.length <= 80 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text);

export const tagFrom = (text: string | undefined): ArticleTag | null => articleTags.find((one) => one === text) ?? null;

/** A text in the language that is asked for, else in the other one: whole in one of both, never a piece of each. */
export function textIn(content: Pick<ArticleContent, "en" | "es">, language: Language): { language: Language; text: ArticleText } {
  const other = language === "en" ? "es" : "en";
  const own = content[language];
  return own === null ? { language: other, text: content[other]! } : { language, text: own };
}

/** The name as it stands with an article. */
export const bylineOf = (name: string, licences: readonly string[]): string => [name, ...licences].join(", ").slice(0, 200);

const escaped: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
/** A text within XML. Characters that XML does not know are left out. */
export const inXml = (text: string): string => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "").replace(/[&<>"']/g, (one) => escaped[one]!);
