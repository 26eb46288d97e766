import { foldWords, gap } from "#kernel/folding.ts";
import type { Snippet } from "./contract.ts";

/** Letters of a snippet, about two lines. */
const SNIPPET = 180;
/** Letters that stand before the first hit. */
const BEFORE = 60;

/** Whether each term begins some word of the text, as the database compares them. */
export function hasTerms(text: string, terms: readonly string[]): boolean {
  const words = foldWords(text).split(gap);
  return terms.length > 0 && terms.every((term) => words.some((word) => word.startsWith(term)));
}

type Span = { from: number; to: number };

/** Where in the text as it is written the terms stand: at the beginnings of words, in order, never overlapping. */
export function findTerms(text: string, terms: readonly string[]): Span[] {
  // Folding makes letters shorter or longer: each folded letter remembers where it came from.
  const origins: number[] = [];
  let folded = "";
  let at = 0;
  for (const letter of text) {
    const plain = foldWords(letter);
    folded += plain;
    for (let place = 0; place < plain.length; place++) origins.push(at);
    at += letter.length;
  }
  origins.push(text.length);
  const found: Span[] = [];
  for (const term of terms) {
    for (let place = folded.indexOf(term); place !== -1; place = folded.indexOf(term, place + term.length)) {
      const before = place === 0 ? " " : folded[place - 1]!;
      if (gap.test(before)) found.push({ from: origins[place]!, to: endOf(text, origins[place + term.length]!) });
    }
  }
  return found.sort((a, b) => a.from - b.from || b.to - a.to).filter((span, index, all) => index === 0 || span.from >= Math.max(...all.slice(0, index).map((one) => one.to)));
}

/** A letter that is written as a letter and its mark ends after the mark. */
function endOf(text: string, at: number): number {
  let end = at;
  while (end < text.length && /[\u0300-\u036f]/.test(text[end]!)) end++;
  return end;
}

/** The piece of a text around the first hit, cut at words, with the places of the hits. Without a hit it is the beginning. */
export function cutSnippet(text: string, terms: readonly string[]): Snippet {
  const spans = findTerms(text, terms);
  const first = spans[0] ?? { from: 0, to: 0 };
  const from = first.from <= BEFORE ? 0 : wordAfter(text, first.from - BEFORE, first.from);
  const wanted = Math.max(from + SNIPPET, first.to);
  const to = wanted >= text.length ? text.length : wordBefore(text, wanted, Math.max(from, first.to));
  const lead = from > 0 ? "… " : "";
  const shift = lead.length - from;
  return { words: `${lead}${text.slice(from, to)}${to < text.length ? " …" : ""}`, hits: spans.filter((one) => one.to <= to).map((one) => ({ from: one.from + shift, to: one.to + shift })) };
}

/** The beginning of the next word from a place on, at most up to `most`. */
function wordAfter(text: string, from: number, most: number): number {
  const space = text.slice(from, most).search(/\s/);
  return space === -1 ? most : from + space + 1;
}

/** The end of the last whole word before a place; the place itself where a word alone fills everything after `least`. */
function wordBefore(text: string, to: number, least: number): number {
  const space = text.lastIndexOf(" ", to);
  const cut = space > least ? space : to;
  // Half of a letter of two halves is no letter.
  return /[\ud800-\udbff]/.test(text[cut - 1] ?? "") ? cut - 1 : cut;
}
