import type { CivilDate } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";

/** How a day is written: `day` 17 Nov, `weekday` Tue 17 Nov, `full` 17 Nov 2026, `long` Tuesday 17 November. */
export type DayStyle = "day" | "weekday" | "full" | "long";

const locale: Record<Language, string> = { en: "en-US", es: "es-US" };

function part(date: CivilDate, language: Language, options: Intl.DateTimeFormatOptions): string {
  const [year, month, day] = date.split("-").map(Number);
  const text = new Intl.DateTimeFormat(locale[language], { ...options, timeZone: "UTC" }).format(Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1));
  return text.replace(/\.$/, "");
}

/** A civil date as people of that language read it: day before month, so that 3 and 11 are never taken for each other. */
export function formatDay(date: CivilDate, language: Language, style: DayStyle): string {
  const day = String(Number(date.slice(8, 10)));
  const short = part(date, language, { month: "short" });
  if (style === "day") return `${day} ${short}`;
  if (style === "full") return `${day} ${short} ${date.slice(0, 4)}`;
  if (style === "weekday") return `${part(date, language, { weekday: "short" })} ${day} ${short}`;
  const long = part(date, language, { month: "long" });
  return language === "es" ? `${part(date, language, { weekday: "long" })} ${day} de ${long}` : `${part(date, language, { weekday: "long" })} ${day} ${long}`;
}

/** The month over an axis: `Nov`, with the year where it begins or where the axis starts. */
export function formatMonth(date: CivilDate, language: Language, style: "month" | "month_year"): string {
  const month = part(date, language, { month: "short" });
  return style === "month_year" ? `${month} ${date.slice(0, 4)}` : month;
}

/** A number in the language's own writing; the minus is the true sign. */
export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(locale[language], { maximumFractionDigits: 2 }).format(value).replace("-", "−");
}

/** A text that begins with a capital, as a heading does: days and months are written small in Spanish. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
