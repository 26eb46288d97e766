import type { CivilDate } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { kindNames, languageNames } from "../screens.words.ts";

/** A full name; a missing family name leaves no gap. */
export const fullName = (person: { givenName: string; familyName: string }): string => `${person.givenName} ${person.familyName}`.trim();

/** How somebody belongs to the child, in words; what is not on the list is shown as it was written. */
export const sayKind = (kind: string, language: Language): string => kindNames[kind]?.[language] ?? kind;

/** A language by its code, in words. */
export function sayLanguage(code: string, language: Language): string {
  const known = languageNames[code];
  if (known !== undefined) return known[language];
  try {
    return new Intl.DisplayNames([language], { type: "language" }).of(code) ?? code;
  } catch {
    return code;
  }
}

/** True where a span of days covers the day; an open end has none. */
export const holdsOn = (span: { validFrom: CivilDate; validTo: CivilDate | null }, day: CivilDate): boolean => span.validFrom <= day && (span.validTo === null || span.validTo >= day);
