import type { CivilDate } from "./civilDate.ts";
import type { Language, Words } from "./language.ts";

const months: Record<Language, readonly string[]> = {
  en: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
  es: ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
};

/** A civil date inside a sentence: `21 November 2026`, `21 de noviembre de 2026`. What is no date stays as it is. */
export function writeDay(date: CivilDate, language: Language): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  const name = months[language][Number(month) - 1];
  if (year === undefined || name === undefined) return date;
  return language === "en" ? `${Number(day)} ${name} ${year}` : `${Number(day)} de ${name} de ${year}`;
}

/** A sentence about a day, said in each language with the day as that language writes it. */
export function aboutDay(date: CivilDate, say: Record<Language, (day: string) => string>): Words {
  return { en: say.en(writeDay(date, "en")), es: say.es(writeDay(date, "es")) };
}

/** The month of a civil date inside a sentence, with its year where it is not that of another day: `March`, `marzo de 2025`. */
export function writeMonth(date: CivilDate, besides: CivilDate, language: Language): string {
  const name = months[language][Number(date.slice(5, 7)) - 1]!;
  if (date.slice(0, 4) === besides.slice(0, 4)) return name;
  return language === "en" ? `${name} ${date.slice(0, 4)}` : `${name} de ${date.slice(0, 4)}`;
}
