import { languageNames } from "#features/people/screens.words.ts";
import { credentialNames } from "#features/workforce/screens.words.ts";
import { useLanguage } from "#ui/language.tsx";
import type { Reason } from "../contract.ts";
import { reasonWords } from "../words.ts";

/** Says a weight in tenths as people write it: 15 is 1.5. */
export function useWeight(): { weight: (tenths: number) => string; added: (tenths: number) => string } {
  const { number } = useLanguage();
  return { weight: (tenths) => number(tenths / 10), added: (tenths) => (tenths > 0 ? `+${number(tenths / 10)}` : number(tenths / 10)) };
}

/** A weight that somebody typed, in tenths; null where it is no such number. */
export function readTenths(text: string): number | null {
  const plain = text.trim().replace(",", ".").replace("−", "-");
  return /^-?\d{1,3}(\.\d)?$/.test(plain) ? Math.round(Number(plain) * 10) : null;
}

/** Says a language by its code; one that was named in words stays so. */
export function useLanguageName(): (language: string) => string {
  const { say } = useLanguage();
  return (language) => (language in languageNames ? say(languageNames[language]!) : language);
}

/** Says why somebody can take a family or cannot. */
export function useReason(): (reason: Reason) => string {
  const { language, day, say } = useLanguage();
  const nameOf = useLanguageName();
  return ({ code, name, on, until, clause }) => {
    const isLanguage = code === "speaks" || code === "speaks_not" || code === "language_unknown";
    const named = code === "credential_ends" && name in credentialNames ? say(credentialNames[name as keyof typeof credentialNames]) : isLanguage ? nameOf(name) : name;
    return reasonWords[code][language]({ name: named, on: on === null ? "" : day(on, "full"), until: until === null ? "" : day(until, "full"), clause });
  };
}
