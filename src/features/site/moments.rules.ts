import { dateInZone, timeInZone, weekday, type CivilDate, type Instant } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";

const weekdays = {
  en: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
  es: ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
} as const;
const months = {
  en: ["Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec"],
  es: ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"],
} as const;

/** A day the way a family reads it: `Monday, Nov 23`, `lunes 23 de noviembre`. */
export function sayDay(date: CivilDate, language: Language): string {
  const day = weekdays[language][weekday(date) - 1] ?? "";
  const month = months[language][Number(date.slice(5, 7)) - 1] ?? "";
  const number = Number(date.slice(8, 10));
  return language === "en" ? `${day}, ${month} ${number}` : `${day} ${number} de ${month}`;
}

/** A clock the way a family reads it: `5 p.m.`, `10:30 a.m.`, in both languages. */
export function sayClock(wall: string): string {
  const hour = Number(wall.slice(0, 2));
  const minute = wall.slice(3, 5);
  return `${hour % 12 === 0 ? 12 : hour % 12}${minute === "00" ? "" : `:${minute}`} ${hour < 12 ? "a.m." : "p.m."}`;
}

/** A moment on the clocks of the practice: `Monday, Nov 23, 5 p.m.`, `lunes 23 de noviembre a las 5 p.m.`. */
export function sayMoment(at: Instant, timeZone: string, language: Language): string {
  const day = sayDay(dateInZone(at, timeZone), language);
  const wall = timeInZone(at, timeZone);
  const one = language === "es" && (wall.startsWith("13") || wall.startsWith("01"));
  return language === "en" ? `${day}, ${sayClock(wall)}` : `${day} a ${one ? "la" : "las"} ${sayClock(wall)}`;
}

/** A phone number of ten digits as people read it: `202-555-0142`. */
export function sayPhone(digits: string): string {
  return `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)}`;
}
