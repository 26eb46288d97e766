import type { Language } from "#kernel/language.ts";
import type { Trace, TraceKind } from "./contract.ts";

/** What is known around a family, to be looked for in words that leave: names of people by word, and whole names of places. */
export type Known = { names: readonly string[]; places: readonly string[] };
export type Found = Omit<Trace, "why">;

/** A text as it is compared: without accents and case. */
const fold = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

const months = {
  en: /\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\b/g,
  es: /(?<!\p{L})(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|noviembre|diciembre)(?!\p{L})/giu,
} as const;
const weekdays = {
  en: /\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)days?\b/gi,
  es: /(?<!\p{L})(?:lunes|martes|miércoles|miercoles|jueves|viernes|sábados?|sabados?|domingos?)(?!\p{L})/giu,
} as const;
const numbers = {
  en: /\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty)\b/gi,
  es: /(?<!\p{L})(?:dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|veinte|treinta|cuarenta|cincuenta)(?!\p{L})/giu,
} as const;
const contacts = /[\w.+-]+@[\w-]+(?:\.[\w-]+)*|(?:https?:\/\/|www\.)\S+|\b[\w-]+\.(?:com|org|net|edu|gov|info)\b|(?<![\w@])@\w{2,}|(?:\+?\d[\s().-]*){6,}\d/gi;
const dates = /\b(?:\d{1,4}[/-]\d{1,2}(?:[/-]\d{1,4})?|(?:19|20)\d{2})\b/g;
const word = /\p{L}[\p{L}\p{M}’'-]*/gu;
/** Words that English writes large wherever they stand. */
const alwaysLarge = /^(?:I|I['’](?:m|d|ll|ve))$/;

/** True where a word begins a sentence, so that its large letter says nothing. */
const beginsSentence = (text: string, at: number): boolean => /(?:^|[.!?…:\n])[\s"“”«»¿¡()—–-]*$/.test(text.slice(0, at));

/** Where a known text stands in words, as whole words, however it is written. */
function placesOf(text: string, known: string): string[] {
  const wanted = fold(known).trim();
  if (wanted.length < 2) return [];
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])${wanted.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/\s+/g, "\\s+")}(?:['’]s)?(?![\\p{L}\\p{N}])`, "gu");
  return [...fold(text).matchAll(pattern)].map(([match]) => match);
}

/** Everything in a text that may tell who somebody is, each once, the surest kind first. A word that is known counts as that and not as one written large. */
export function findTraces(text: string, language: Language, known: Known): Found[] {
  const found = new Map<string, Found>();
  const seen = new Set<string>();
  const add = (kind: TraceKind, match: string): void => {
    const folded = fold(match).trim();
    if (folded === "" || seen.has(folded)) return;
    seen.add(folded);
    found.set(`${kind}:${folded}`, { key: `${language}:${kind}:${folded}`.slice(0, 200), kind, language, text: match.trim() });
  };
  for (const [match] of text.matchAll(contacts)) add("contact", match);
  const isPart = (match: string) => [...seen].some((one) => one.includes(fold(match)));
  for (const place of known.places) for (const match of placesOf(text, place)) add("place", match);
  for (const name of known.names) for (const match of placesOf(text, name)) add("name", match);
  for (const pattern of [dates, months[language], weekdays[language]]) for (const [match] of text.matchAll(pattern)) if (!isPart(match)) add("date", match);
  for (const pattern of [/\d+/g, numbers[language]]) for (const [match] of text.matchAll(pattern)) if (!isPart(match)) add("number", match);
  for (const { 0: match, index } of text.matchAll(word)) {
    const isLarge = /^\p{Lu}/u.test(match) && !(language === "en" && alwaysLarge.test(match));
    if (isLarge && !beginsSentence(text, index) && !isPart(match)) add("capital", match);
  }
  return [...found.values()];
}

/** The words of names to look for: of people each part of two letters or more, without titles. */
export const nameParts = (names: readonly string[]): string[] =>
  [...new Set(names.flatMap((name) => name.split(/[\s,.-]+/)).filter((part) => part.length >= 2 && !/^(?:dr|dra|mr|mrs|ms|mx|sr|sra|prof|de|la|del|los|las|of|the|and|y)$/i.test(part)))];

/** Traces with the reasons that were given; a contact has none that counts. */
export const settle = (found: readonly Found[], settled: readonly { key: string; why: string }[]): Trace[] =>
  found.map((one) => ({ ...one, why: one.kind === "contact" ? null : (settled.find((each) => each.key === one.key)?.why ?? null) }));
export const countOpen = (traces: readonly Trace[]): number => traces.filter((one) => one.why === null).length;
