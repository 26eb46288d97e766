import type { Language, Words } from "#kernel/language.ts";
import type { cancellers } from "./contract.ts";

type Sentences<A extends unknown[]> = Record<Language, (...given: A) => string>;
const sentence = <A extends unknown[]>(en: (...given: A) => string, es: (...given: A) => string): Sentences<A> => ({ en, es });

/** Words of the form in which a session is booked or changed, beyond what it always asks. */
export const bookingWords = {
  more: { en: "More: room, second clinician, the way", es: "Más: sala, segunda o segundo terapeuta, trayecto" },
  secondClinician: { en: "Second clinician", es: "Segunda o segundo terapeuta" },
  nobody: { en: "Nobody", es: "Nadie" },
  room: { en: "Room", es: "Sala" },
  noRoom: { en: "No room", es: "Sin sala" },
  videoLink: { en: "Address of the meeting", es: "Dirección de la reunión" },
  videoHint: { en: "Begins with https://. The family sees it with the visit.", es: "Empieza con https://. La familia la ve con la cita." },
  linkNeeds: { en: "Give an address that begins with https://.", es: "Indique una dirección que empiece con https://." },
  travel: { en: "Minutes of the way, each way", es: "Minutos de trayecto, ida" },
  travelHint: { en: "For staff only.", es: "Solo para el personal." },
  travelNeeds: { en: "Give whole minutes, at most 480.", es: "Indique minutos enteros, 480 como máximo." },
  repeats: { en: "Repeats", es: "Se repite" },
  never: { en: "Does not repeat", es: "No se repite" },
  everyWeek: { en: "Every week", es: "Cada semana" },
  everyTwo: { en: "Every two weeks", es: "Cada dos semanas" },
  everyFour: { en: "Every four weeks", es: "Cada cuatro semanas" },
  until: { en: "Until", es: "Hasta" },
  untilNeeds: { en: "Give the day until which it repeats.", es: "Indique hasta qué día se repite." },
  seriesDays: sentence((count: number, last: string) => `${count} sessions, the last on ${last}.`, (count: number, last: string) => `${count} sesiones, la última el ${last}.`),
  seriesFree: { en: "All of these days are free.", es: "Todos estos días están libres." },
  seriesNot: sentence((count: number) => (count === 1 ? "One day is not possible and is left out:" : `${count} days are not possible and are left out:`), (count: number) => (count === 1 ? "Un día no es posible y se deja fuera:" : `${count} días no son posibles y se dejan fuera:`)),
  seriesAsks: sentence((count: number) => (count === 1 ? "One day wants to be seen first:" : `${count} days want to be seen first:`), (count: number) => (count === 1 ? "Un día debe verse antes:" : `${count} días deben verse antes:`)),
  bookDay: { en: "book it too", es: "reservarlo también" },
  lastNot: sentence((last: string) => `The last one, on ${last}, will not count as things stand:`, (last: string) => `La última, el ${last}, no contará tal como está:`),
  seen: { en: "I have seen this, and book on this day all the same", es: "Lo he visto y reservo ese día de todos modos" },
  bookMany: sentence((count: number) => (count === 1 ? "Book 1 session" : `Book ${count} sessions`), (count: number) => (count === 1 ? "Reservar 1 sesión" : `Reservar ${count} sesiones`)),
  change: { en: "Change", es: "Cambiar" },
  changeTitle: { en: "Change this session", es: "Cambiar esta sesión" },
  changed: sentence((when: string) => `Changed: ${when}.`, (when: string) => `Cambiada: ${when}.`),
  bookedOne: sentence((when: string) => `Booked: ${when}.`, (when: string) => `Reservada: ${when}.`),
  ofSeries: { en: "One of a series", es: "Parte de una serie" },
  apart: { en: "One of a series, changed by itself", es: "Parte de una serie, cambiada aparte" },
  series: { en: "Repeats", es: "Se repite" },
  whoCancelled: { en: "Who cancelled?", es: "¿Quién canceló?" },
  whichCancel: { en: "Which sessions are cancelled?", es: "¿Qué sesiones se cancelan?" },
  marked: { en: "Marked day", es: "Día señalado" },
  join: { en: "Open the meeting", es: "Abrir la reunión" },
} satisfies Record<string, Words | Sentences<never[]>>;

/** Who cancelled a session. */
export const cancellerNames: Record<(typeof cancellers)[number], Words> = {
  family: { en: "The family", es: "La familia" },
  staff: { en: "We did", es: "Nosotros" },
  other: { en: "Something else", es: "Otra causa" },
};
