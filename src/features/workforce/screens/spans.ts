import { addDays, addMonths, type CivilDate, daysBetween } from "#kernel/dates.ts";

export type Stand = "open" | "ends_soon" | "ended" | "ahead";
/** How a span of days stands on a day: begun and open, ends by the day given, ended, or still to come. */
export function standOf(span: { validFrom: CivilDate; validTo: CivilDate | null }, today: CivilDate, soonDay: CivilDate): Stand {
  if (span.validTo !== null && span.validTo < today) return "ended";
  if (span.validFrom > today) return "ahead";
  return span.validTo !== null && span.validTo <= soonDay ? "ends_soon" : "open";
}

/** Days before an end from which it is soon: the first of the warnings. */
export const SOON_DAYS = 90;
export const soonDay = (today: CivilDate): CivilDate => addDays(today, SOON_DAYS);

/** The stretch of time that the picture of a team shows: a year back, a year ahead. */
export const windowOf = (today: CivilDate) => ({ from: addMonths(today, -12), to: addMonths(today, 12) });

/** Where a span lies in a stretch, in percent from its start; null where it lies outside. */
export function placeIn(span: { validFrom: CivilDate; validTo: CivilDate | null }, stretch: { from: CivilDate; to: CivilDate }): { start: number; size: number } | null {
  const last = span.validTo === null || span.validTo > stretch.to ? stretch.to : span.validTo;
  const first = span.validFrom < stretch.from ? stretch.from : span.validFrom;
  if (first > last) return null;
  const days = daysBetween(stretch.from, stretch.to) + 1;
  return { start: (daysBetween(stretch.from, first) / days) * 100, size: ((daysBetween(first, last) + 1) / days) * 100 };
}
