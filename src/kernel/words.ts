import type { CivilDate } from "./civilDate.ts";
import type { Words } from "./language.ts";
import { aboutDay } from "./saying.ts";

/** What is said of dates, times and places in a list, wherever they are asked for. */
export const kernelWords = {
  noZone: (name: string): Words => ({ en: `"${name}" is not a time zone; expected a name such as America/New_York.`, es: `"${name}" no es un huso horario; se espera un nombre como America/New_York.` }),
  expectZone: { en: "Expected a time zone such as America/New_York.", es: "Se espera un huso horario como America/New_York." },
  noTime: (text: string): Words => ({ en: `"${text}" is not a time; expected a day and a time such as 2026-11-21T10:00.`, es: `"${text}" no es una hora; se espera un día y una hora como 2026-11-21T10:00.` }),
  clocksGoForward: (wall: string, zone: string): Words => ({ en: `${wall.replace("T", " ")} does not exist in ${zone}: the clocks go forward then.`, es: `${wall.replace("T", " ")} no existe en ${zone}: en ese momento se adelantan los relojes.` }),
  expectDate: { en: "Expected a date that exists, such as 2026-11-21.", es: "Se espera una fecha que exista, como 2026-11-21." },
  expectWallTime: { en: "Expected a day and a time that exist, such as 2026-11-21T10:00.", es: "Se esperan un día y una hora que existan, como 2026-11-21T10:00." },
  expectInstant: { en: "Expected a moment in UTC, such as 2026-11-21T15:00:00Z.", es: "Se espera un momento en UTC, como 2026-11-21T15:00:00Z." },
  atMostCharacters: (most: number): Words => ({ en: `Expected at most ${most} characters.`, es: `Se esperan como máximo ${most} caracteres.` }),
  atLeastCharacters: (least: number): Words => ({ en: `Expected at least ${least} characters.`, es: `Se esperan al menos ${least} caracteres.` }),
  oneLine: { en: "Expected one line of text.", es: "Se espera una sola línea de texto." },
  wholeLetters: { en: "Expected whole letters.", es: "Se esperan letras enteras." },
  someText: { en: "Expected text.", es: "Se espera un texto." },
  someEmail: { en: "Expected an e-mail address, such as ana@example.org.", es: "Se espera un correo electrónico, como ana@example.org." },
  endBeforeBeginning: { en: "The end lies before the beginning.", es: "El final es anterior al comienzo." },
  birthInFuture: { en: "This birth date lies in the future.", es: "Esta fecha de nacimiento está en el futuro." },
  orLater: (date: CivilDate): Words => aboutDay(date, { en: (day) => `Expected ${day} or later.`, es: (day) => `Se espera el ${day} o una fecha posterior.` }),
  orEarlier: (date: CivilDate): Words => aboutDay(date, { en: (day) => `Expected ${day} or earlier.`, es: (day) => `Se espera el ${day} o una fecha anterior.` }),
  noPlaceInList: { en: "This is not a place in the list.", es: "Esto no es un lugar de la lista." },
  expectNext: { en: "Expected the `next` of the page before, as it was given.", es: "Se espera el `next` de la página anterior, tal como se dio." },
} as const;
