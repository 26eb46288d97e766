import type { CivilDate } from "#kernel/dates.ts";
import type { EntryKind } from "./rules.ts";

export const monthOf = (day: CivilDate): CivilDate => `${day.slice(0, 7)}-01`;
export function nextMonth(month: CivilDate): CivilDate {
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5, 7))];
  return number === 12 ? `${year + 1}-01-01` : `${String(year).padStart(4, "0")}-${String(number + 1).padStart(2, "0")}-01`;
}
/** The month that may be closed next: the one after the last that was, or the first in which anything was booked; null while it is not past. */
export function closableMonth({ first, lastClosed, today }: { first: CivilDate | null; lastClosed: CivilDate | null; today: CivilDate }): CivilDate | null {
  const next = lastClosed === null ? (first === null ? null : monthOf(first)) : nextMonth(lastClosed);
  return next !== null && next < monthOf(today) ? next : null;
}
/** Months from the first to this one, the newest first, so far as anybody looks back. */
export function monthsUpTo(first: CivilDate | null, today: CivilDate): CivilDate[] {
  const months: CivilDate[] = [];
  for (let one = monthOf(first === null || first > today ? today : first); one <= monthOf(today); one = nextMonth(one)) months.push(one);
  return months.slice(-60).toReversed();
}
/** Entries that somebody booked by hand, and may take back by hand; every other one follows from a claim or a payment. */
export const isByHand = (kind: EntryKind, remittanceId: string | null): boolean => ["write_off", "refund", "grant"].includes(kind) || (kind === "paper" && remittanceId === null);
