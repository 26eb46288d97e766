import { foldWords, gap } from "#kernel/folding.ts";
import type { Language } from "#kernel/language.ts";

/** A day as somebody types it; null of year or day is any. */
export type AskedDay = { year: number | null; month: number; day: number | null };

const months: Record<Language, readonly string[]> = {
  en: ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"],
  es: ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
};
const small = new Set(["de", "del", "el", "of", "the"]);

/**
 * The day that somebody looks for, or null: `2026-09-14`, `14 Sep 2026`, `Sep 14`, `14 de septiembre`, `September 2026`,
 * and with slashes as the language writes it (9/14/2026 in English, 14/9/2026 in Spanish). A month alone is a word.
 */
export function readDay(asked: string, language: Language): AskedDay | null {
  const text = asked.trim();
  const iso = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$/.exec(text);
  if (iso) return checked({ year: Number(iso[1]), month: Number(iso[2]), day: iso[3] === undefined ? null : Number(iso[3]) });
  const slashes = /^(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}))?$/.exec(text);
  if (slashes) {
    const [first, second] = [Number(slashes[1]), Number(slashes[2])];
    const year = slashes[3] === undefined ? null : Number(slashes[3]);
    return checked(language === "en" ? { year, month: first, day: second } : { year, month: second, day: first });
  }
  const day: { year: number | null; month: number | null; day: number | null } = { year: null, month: null, day: null };
  for (const term of foldWords(text).split(gap)) {
    if (term === "" || small.has(term)) continue;
    const figure = /^(\d{1,4})(?:st|nd|rd|th)?$/.exec(term);
    if (figure && figure[1]!.length === 4 && day.year === null) day.year = Number(figure[1]);
    else if (figure && figure[1]!.length < 3 && day.day === null) day.day = Number(figure[1]);
    else if (!figure && day.month === null && monthOf(term) !== null) day.month = monthOf(term);
    else return null;
  }
  return day.month === null || (day.day === null && day.year === null) ? null : checked({ ...day, month: day.month });
}

function monthOf(term: string): number | null {
  if (term.length < 3) return null;
  for (const names of [months.en, months.es]) {
    const at = names.findIndex((name) => name.startsWith(term));
    if (at !== -1) return at + 1;
  }
  return null;
}

const checked = (asked: AskedDay): AskedDay | null => (asked.month >= 1 && asked.month <= 12 && (asked.day === null || (asked.day >= 1 && asked.day <= 31)) ? asked : null);
