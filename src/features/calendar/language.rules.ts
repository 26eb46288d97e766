import { inEachLanguage, type Words } from "#kernel/language.ts";
import { languageNames } from "#features/people/screens.words.ts";
import { problemWords } from "./problems.words.ts";

/** An adult who is expected, with the language that she speaks. */
export type Speaker = { name: string; language: string };
const base = (language: string) => language.split("-")[0]!.toLowerCase();

/**
 * The first adult whose language none of the clinicians works in. Null where each is understood, or where nobody has said in which languages
 * one of the clinicians works: what is not known is not held against anybody. `es-MX` is Spanish.
 */
export function findUnspoken(adults: readonly Speaker[], clinicians: readonly (readonly string[] | null)[]): Speaker | null {
  if (clinicians.length === 0 || clinicians.some((one) => one === null)) return null;
  const spoken = new Set(clinicians.flatMap((one) => one ?? []).map(base));
  return adults.find((one) => one.language !== "" && !spoken.has(base(one.language))) ?? null;
}

/** A language by its name, or as somebody typed it. */
export const sayLanguage = (language: string): Words => inEachLanguage((each) => (languageNames[language] ?? languageNames[base(language)])?.[each] ?? language);

/** The warning in words, with who of the staff works in that language. */
export const judgeLanguage = (missing: Speaker, clinician: string, others: readonly string[]): Words => problemWords.language(missing.name, sayLanguage(missing.language), clinician, others);
