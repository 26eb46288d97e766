import { addDays, addMonths, type CivilDate, daysBetween, isCivilDate, weekday } from "#kernel/dates.ts";
import { foldWords, termsOf } from "#kernel/folding.ts";
import type { Language } from "#kernel/language.ts";
import { type AskedDay, readDay } from "./day.rules.ts";

/** Days from one to another, both counted. */
export type Span = { from: CivilDate; to: CivilDate };
/** What of a question is a day: where its sessions lie, the nearest span first; the date of birth that it may be, null where it is none; and the words beside it. */
export type DayAsked = { spans: Span[]; born: CivilDate | null; beside: string[] };
/** A question as it was typed. All its words may be a name; a part of it may be a day as well. */
export type Asked = { names: string[]; day: DayAsked | null };

const weekdays: Record<Language, readonly string[]> = {
  en: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
  es: ["lunes", "martes", "miercoles", "jueves", "viernes", "sabado", "domingo"],
};
const near: Record<Language, Record<string, number>> = { en: { today: 0, tomorrow: 1, yesterday: -1 }, es: { hoy: 0, manana: 1, ayer: -1 } };
const LEAST_OF_WEEKDAY = 3;
const WEEK = 7;
/** Days ahead in which a day without a year may lie. */
const FAR_AHEAD = 200;
/** Words of a question that are looked at; more are no name. */
const MOST_WORDS = 8;

/**
 * Reads what somebody typed into the one search: `river maple`, `maple thu`, `12 nov`, `5/2/2021`. A short word of a weekday
 * counts in the language of the screen alone, since `mar` begins another word in each.
 */
export function readAsked(text: string, language: Language, today: CivilDate): Asked {
  const words = text.trim().split(/[\s,]+/).filter((word) => word !== "").slice(0, MOST_WORDS);
  return { names: termsOf(words.join(" ")), day: findDay(words, language, today) };
}

/** The longest run of words that is a day. */
function findDay(words: readonly string[], language: Language, today: CivilDate): DayAsked | null {
  for (let size = words.length; size > 0; size--) {
    for (let at = 0; at + size <= words.length; at++) {
      const found = dayOf(words.slice(at, at + size).join(" "), language, today);
      if (found !== null) return { ...found, beside: termsOf([...words.slice(0, at), ...words.slice(at + size)].join(" ")) };
    }
  }
  return null;
}

function dayOf(text: string, language: Language, today: CivilDate): Omit<DayAsked, "beside"> | null {
  const word = foldWords(text).replace(/\.$/, "");
  const days = { ...near.en, ...near.es }[word];
  if (days !== undefined) return { spans: [oneDay(addDays(today, days))], born: null };
  const onWeekday = weekdayOf(word, language);
  if (onWeekday !== null) return { spans: aroundWeekday(onWeekday, today), born: null };
  const asked = readDay(text, language);
  if (asked === null) return null;
  const spans = spansOf(asked, today);
  const born = asked.year !== null && asked.day !== null && spans[0] !== undefined && spans[0].from <= today ? spans[0].from : null;
  return spans.length === 0 ? null : { spans, born };
}

function weekdayOf(word: string, language: Language): number | null {
  const whole = [...weekdays.en, ...weekdays.es].indexOf(word);
  if (whole !== -1) return (whole % WEEK) + 1;
  const begun = word.length < LEAST_OF_WEEKDAY ? -1 : weekdays[language].findIndex((name) => name.startsWith(word));
  return begun === -1 ? null : begun + 1;
}

const oneDay = (on: CivilDate): Span => ({ from: on, to: on });

/** The coming day of that name, today included, and the one before it. */
function aroundWeekday(on: number, today: CivilDate): Span[] {
  const coming = addDays(today, (on - weekday(today) + WEEK) % WEEK);
  return [oneDay(coming), oneDay(addDays(coming, -WEEK))];
}

/** Where a day lies that was typed: itself; without a year the two nearest; without a day its month. */
function spansOf({ year, month, day }: AskedDay, today: CivilDate): Span[] {
  const dated = (inYear: number, onDay: number) => `${String(inYear).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(onDay).padStart(2, "0")}`;
  if (day === null) {
    const from = dated(year!, 1);
    return [{ from, to: addDays(addMonths(from, 1), -1) }];
  }
  const thisYear = Number(today.slice(0, 4));
  // Sessions are booked for some months and remembered for longer.
  const isLikely = (date: CivilDate) => year !== null || daysBetween(today, date) <= FAR_AHEAD;
  const dates = (year === null ? [thisYear - 1, thisYear, thisYear + 1] : [year]).map((one) => dated(one, day)).filter((date) => isCivilDate(date) && isLikely(date));
  const away = (date: CivilDate) => Math.abs(daysBetween(today, date));
  return dates.toSorted((a, b) => away(a) - away(b)).slice(0, 2).map(oneDay);
}
