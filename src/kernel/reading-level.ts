import type { Language } from "#kernel/language.ts";

const blocks = /<\/?(?:p|h[1-6]|li|dt|dd|legend|label|summary|button|th|td|figcaption|div|section|aside|a class="button[^"]*")[^>]*>/g;

/**
 * The sentences a person reads on a page, from its HTML: the ends of blocks end sentences, drawings, titles of
 * sources and the names of languages do not count.
 */
export function sentencesOf(html: string): string[] {
  const body = html.replace(/^[\s\S]*<body[^>]*>/, "");
  const seen = body.replace(/<svg[\s\S]*?<\/svg>/g, " ").replace(/<(script|template|cite)[\s\S]*?<\/\1>/g, " ").replace(/<a [^>]* hrefLang="[\s\S]*?<\/a>/g, " ");
  const text = seen.replace(blocks, "\n").replace(/<br\s*\/?>/g, " ").replace(/<[^>]+>/g, "").replace(/&quot;/g, '"').replace(/&#x27;/g, "'").replace(/&amp;/g, "&");
  return text
    .split("\n")
    .flatMap((line) => line.replace(/\b(a|p)\.m\./g, "$1m").split(/(?<=[.!?:])["”’)]*\s+/))
    .map((sentence) => sentence.replace(/\s+/g, " ").trim())
    .filter((sentence) => wordsOf(sentence).length > 0);
}

/** The words of a sentence: what has a letter in it. Numbers and codes are not words. */
export function wordsOf(sentence: string): string[] {
  return sentence.split(/[\s—–/·]+/).map((word) => word.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "")).filter((word) => /\p{L}/u.test(word) && !/\d/.test(word));
}

/** Words whose neighbouring vowels are two syllables, which counting groups would miss. */
const twoVowelsApart: Record<string, number> = { violence: 3, violent: 3, being: 2, idea: 3, area: 3, quiet: 2, seeing: 2, going: 2, doing: 2, saying: 2, playing: 2, diary: 3, client: 2, trial: 2, poem: 2, create: 2, worried: 2 };

/** Syllables of an English word by its vowel groups, silent endings left out. */
export function syllablesInEnglish(word: string): number {
  const letters = word.toLowerCase().replace(/[’']s$/, "").replace(/[^a-z]/g, "");
  const known = twoVowelsApart[letters];
  if (known !== undefined) return known;
  if (letters.length <= 3) return letters.match(/[aeiouy]+/g)?.length ?? 1;
  const bare = letters.replace(/(?:[^laeiouyszxcgh]es|[^laeiouytd]ed|[^laeiouy]e|(?<=[aeiouy]l)e)$/, "").replace(/^y/, "");
  return Math.max(1, bare.match(/[aeiouy]{1,2}/g)?.length ?? 1);
}

/** Syllables of a Spanish word: each of a e o and each accented vowel is one; i and u alone are one, beside another none. */
export function syllablesInSpanish(word: string): number {
  const letters = word.toLowerCase().replace(/qu|gu(?=[eiéí])/g, "k").replace(/y(?![aeiouáéíóú])/g, "i");
  const groups = letters.match(/[aeiouáéíóúü]+/g) ?? [];
  return Math.max(1, groups.reduce((sum, group) => sum + Math.max(1, group.match(/[aeoáéíóú]/g)?.length ?? 0), 0));
}

/** How hard a text is: `grade` (Flesch-Kincaid, low is easy) in English, `ease` (Fernández Huerta, high is easy) in Spanish. */
export function readingLevel(sentences: readonly string[], language: Language): { score: number; words: number; longest: number } {
  const counted = sentences.map(wordsOf).filter((words) => words.length > 0);
  const words = counted.flat();
  const syllables = words.reduce((sum, word) => sum + (language === "en" ? syllablesInEnglish(word) : syllablesInSpanish(word)), 0);
  const perSentence = words.length / counted.length;
  const perWord = syllables / words.length;
  const score = language === "en" ? 0.39 * perSentence + 11.8 * perWord - 15.59 : 206.84 - 60 * perWord - 1.02 * perSentence;
  return { score: Math.round(score * 10) / 10, words: words.length, longest: Math.max(...counted.map((sentence) => sentence.length)) };
}
