import { englishPhrases } from "./phrases.en.rules.ts";
import { spanishPhrases } from "./phrases.es.rules.ts";
import { inTurn } from "./chance.rules.ts";
import type { Kind, ObjectiveWords, Phrases } from "./phrasebook.rules.ts";


/** How one family's record sounds: its language and the words that stand in it again and again. `place` counts the families of that language. */
export type Voice = { language: "en" | "es"; place: number; child: string; adult: string };

/** The parts in the family's language. */
export const phrasesOf = ({ language }: Pick<Voice, "language">): Phrases => (language === "es" ? spanishPhrases : englishPhrases);

/** The way in which the adult of a family is spoken of. */
export const roleOf = (language: "en" | "es", kind: Kind, spokenOf: "f" | "m"): string => (language === "es" ? spanishPhrases : englishPhrases).roles[spokenOf][kind];

/** A part with the family's own words put in, its first letter made large. */
export function spell(part: string, voice: Voice): string {
  const from = phrasesOf(voice);
  const own: Record<string, string> = { c: voice.child, k: voice.adult, A: inTurn(from.firstToys, voice.place), B: inTurn(from.secondToys, voice.place * 5 + 3), q: inTurn(from.calms, voice.place * 7 + 1), u: inTurn(from.cues, voice.place * 3 + 2) };
  return part.replace(/\{(\w)\}/g, (_whole, key: string) => own[key]!).replace(/(^|[.!?] )(\p{Ll})/gu, (_whole, before: string, letter: string) => before + letter.toUpperCase());
}

/** A sentence of one of the lists, for the time given: the lists are gone through, so that none comes back soon. */
export const tell = (list: Exclude<keyof Phrases, "childObjectives" | "dyadObjectives" | "aftercare" | "roles">, voice: Voice, time: number): string => spell(inTurn(phrasesOf(voice)[list], voice.place * 11 + time), voice);

/** The objective of a family: about the child, or about child and adult. */
export function tellObjective(about: "childObjectives" | "dyadObjectives", voice: Voice): ObjectiveWords {
  const one = inTurn(phrasesOf(voice)[about], voice.place);
  return { words: spell(one.words, voice), baseline: spell(one.baseline, voice), observable: spell(one.observable, voice) };
}
