import type { Language, Words } from "#kernel/language.ts";

type Sentences<A extends unknown[]> = Record<Language, (...given: A) => string>;
const sentence = <A extends unknown[]>(en: (...given: A) => string, es: (...given: A) => string): Sentences<A> => ({ en, es });

/** Words of the countdown to a planned goodbye, of an interpreter who is missing, and of a series that is continued. */
export const endingWords = {
  left: sentence((count: number) => `${count} visits left`, (count: number) => `quedan ${count} visitas`),
  last: { en: "last visit: goodbye", es: "última visita: despedida" },
  beyond: { en: "after the planned goodbye", es: "después de la despedida prevista" },
  leftLegend: { en: "visits left", es: "visitas que quedan" },
  needsLegend: { en: "interpreter missing", es: "falta intérprete" },
  goodbye: { en: "Goodbye", es: "Despedida" },
  foreseenLeft: sentence((count: number) => `With this visit ${count} are left until the goodbye.`, (count: number) => `Con esta visita quedan ${count} hasta la despedida.`),
  foreseenLast: { en: "This is the last visit: the goodbye.", es: "Esta es la última visita: la despedida." },
  interpreter: { en: "Interpreter", es: "Intérprete" },
  needs: sentence((name: string, language: string) => `${name} speaks ${language}, and no interpreter is expected`, (name: string, language: string) => `${name} habla ${language} y no se espera intérprete`),
  needsShort: sentence((language: string) => `interpreter: ${language}`, (language: string) => `intérprete: ${language}`),
  addInterpreter: sentence((name: string) => `Book ${name} as interpreter`, (name: string) => `Reservar a ${name} como intérprete`),
  noInterpreter: { en: "No interpreter is written down for this family. Add one on the family's page.", es: "Esta familia no tiene intérprete anotado. Agréguelo en la página de la familia." },
  nearsEnd: sentence((count: number) => (count === 0 ? "Nothing more of this series is booked." : count === 1 ? "This series has 1 session left." : `This series has ${count} sessions left.`), (count: number) => (count === 0 ? "No queda nada reservado de esta serie." : count === 1 ? "A esta serie le queda 1 sesión." : `A esta serie le quedan ${count} sesiones.`)),
  continue: { en: "Continue the series", es: "Continuar la serie" },
  continueHow: sentence((day: string, start: string) => `From ${day} at ${start}, with the same people, place and length.`, (day: string, start: string) => `Desde el ${day} a las ${start}, con las mismas personas, lugar y duración.`),
  forHowLong: { en: "For how long", es: "Por cuánto tiempo" },
  weeks: sentence((count: number) => `${count} weeks`, (count: number) => `${count} semanas`),
  untilDay: { en: "Until a day", es: "Hasta un día" },
} satisfies Record<string, Words | Sentences<never[]>>;
