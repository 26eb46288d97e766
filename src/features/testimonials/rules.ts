import { addDays, type CivilDate, type Instant } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { type Attribution, MOST_DAYS, type PreparedWords, type Spread, type TestimonialState } from "./contract.ts";

type Standing = { validTo: CivilDate; withdrawnAt: Instant | null };
/** Whether the consent stands on a day: its last day counts, and what was taken back does not. */
export const consentStands = ({ validTo, withdrawnAt }: Standing, today: CivilDate): boolean => withdrawnAt === null && validTo >= today;

/** How a testimonial stands, from its consent and its newest wording. */
export function stateOf(one: Standing, newest: Pick<PreparedWords, "releasedAt" | "takenBackAt"> | null, today: CivilDate): TestimonialState {
  if (!consentStands(one, today)) return "ended";
  if (newest === null || newest.takenBackAt !== null) return "waits";
  return newest.releasedAt === null ? "prepared" : "shown";
}

/** The days that a consent may end on: after today, and not further than we ask for anew. */
export const mayEndOn = (validTo: CivilDate, today: CivilDate): boolean => validTo > today && validTo <= addDays(today, MOST_DAYS);

/** The languages in which words may be shown. */
export const languagesAllowed = (told: Language, spread: Spread): Language[] => (spread === "both" ? ["en", "es"] : [told]);

/** Words as the public page shows them: in one language, what their teller is called, and whether they were translated. */
export type ShownTestimonial = { words: string; attribution: Attribution; isTranslated: boolean };
