import type { CivilDate } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { writeDay } from "#kernel/saying.ts";
import type { LetterKind } from "./contract.ts";
import { letterWords } from "./letters.words.ts";

/** The paragraphs of a letter about an application, in the applicant's language; none of them names anybody. */
export const paragraphsOf = (kind: LetterKind, language: Language, says: { code: string; cohort: string; reason?: string; until?: CivilDate | null }): string[] =>
  letterWords[kind][language]({ code: says.code, cohort: says.cohort, reason: says.reason ?? "", until: says.until == null ? "" : writeDay(says.until, language) }).filter((one) => one !== "");
