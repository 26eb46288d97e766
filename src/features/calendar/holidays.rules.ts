import { addDays, type CivilDate, weekday } from "#kernel/dates.ts";
import type { HolidayCode } from "./days.words.ts";

/** A holiday as a proposal: what an agency closes on is its own to say. */
export type Holiday = { on: CivilDate; code: HolidayCode; source: string };

const SOURCE = "5 U.S.C. § 6103(a)";
const two = (figure: number) => String(figure).padStart(2, "0");

/** The so-manieth weekday of a month; `nth` -1 is the last. Monday is 1. */
export function nthWeekday(year: number, month: number, day: number, nth: number): CivilDate {
  if (nth < 0) {
    const last = addDays(month === 12 ? `${year + 1}-01-01` : `${year}-${two(month + 1)}-01`, -1);
    return addDays(last, -((weekday(last) - day + 7) % 7));
  }
  const first = `${year}-${two(month)}-01`;
  return addDays(first, ((day - weekday(first) + 7) % 7) + (nth - 1) * 7);
}

/** The legal public holidays of the United States in a year, on their own days (5 U.S.C. § 6103(a)); on which day an agency keeps one that falls on a weekend is its own to say. */
export function federalHolidays(year: number): Holiday[] {
  const days: [CivilDate, HolidayCode][] = [
    [`${year}-01-01`, "new_year"],
    [nthWeekday(year, 1, 1, 3), "king"],
    [nthWeekday(year, 2, 1, 3), "washington"],
    [nthWeekday(year, 5, 1, -1), "memorial"],
    [`${year}-06-19`, "juneteenth"],
    [`${year}-07-04`, "independence"],
    [nthWeekday(year, 9, 1, 1), "labor"],
    [nthWeekday(year, 10, 1, 2), "columbus"],
    [`${year}-11-11`, "veterans"],
    [nthWeekday(year, 11, 4, 4), "thanksgiving"],
    [`${year}-12-25`, "christmas"],
  ];
  return days.map(([on, code]) => ({ on, code, source: SOURCE }));
}
