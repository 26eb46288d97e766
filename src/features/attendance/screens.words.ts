import type { Language, Words } from "#kernel/language.ts";
import type { Outreach, VisitMark } from "./contract.ts";

type Sentences<A extends unknown[]> = Record<Language, (...given: A) => string>;
const sentence = <A extends unknown[]>(en: (...given: A) => string, es: (...given: A) => string): Sentences<A> => ({ en, es });

export const markWords: Record<VisitMark, Words> = {
  came: { en: "came", es: "vino" },
  late: { en: "came late", es: "llegó tarde" },
  missed: { en: "did not come", es: "no vino" },
  cancelled: { en: "cancelled", es: "canceló" },
  excused: { en: "did not take place", es: "no tuvo lugar" },
};

/** What is to be done about a family that does not come, as a sentence with its verb. */
export const outreachWords: Record<Exclude<Outreach["step"], "none">, { say: Words; verb: Words }> = {
  call: { say: { en: "Call the family.", es: "Llame a la familia." }, verb: { en: "Record a try", es: "Anotar un intento" } },
  search: { say: { en: "The family is being looked for: try again.", es: "Se está buscando a la familia: vuelva a intentarlo." }, verb: { en: "Record a try", es: "Anotar un intento" } },
  closing: { say: { en: "Nobody was met or reached for weeks. Look for the family, or begin the steps of an ending.", es: "Hace semanas que no se ve ni se habla con nadie. Busque a la familia o inicie los pasos del cierre." }, verb: { en: "To the steps of an ending", es: "A los pasos del cierre" } },
};

/** Words of the page of visits. */
export const words = {
  failed: { en: "The visits could not be shown.", es: "No se pudieron mostrar las visitas." },
  outreach: { en: "What is to be done", es: "Qué hay que hacer" },
  notMet: sentence((count: number) => (count === 1 ? "The last visit was not met." : `${count} visits in a row were not met.`), (count: number) => (count === 1 ? "No hubo encuentro en la última visita." : `${count} visitas seguidas sin encuentro.`)),
  lastMet: sentence((day: string) => `Last met on ${day}.`, (day: string) => `Último encuentro: ${day}.`),
  neverMet: { en: "Nobody of the family was met yet.", es: "Aún no se ha visto a nadie de la familia." },
  lastTried: sentence((day: string, tries: number) => `${tries === 1 ? "One try" : `${tries} tries`} since, the last on ${day}.`, (day: string, tries: number) => `${tries === 1 ? "Un intento" : `${tries} intentos`} desde entonces, el último el ${day}.`),
  nothingBooked: { en: "Nothing is booked.", es: "No hay nada reservado." },
  people: { en: "Who came", es: "Quién vino" },
  came: sentence((came: number, of: number) => (of === 0 ? "no visit yet" : came === of && of > 1 ? `came to all ${of} in the last year` : `came to ${came} of ${of} in the last year`), (came: number, of: number) => (of === 0 ? "ninguna visita aún" : came === of && of > 1 ? `vino a las ${of} en el último año` : `vino a ${came} de ${of} en el último año`)),
  inARow: sentence((count: number) => (count === 1 ? "came to the last one" : `came to the last ${count}`), (count: number) => (count === 1 ? "vino a la última" : `vino a las últimas ${count}`)),
  notInARow: sentence((count: number) => (count === 1 ? "not met the last time" : `not met the last ${count} times`), (count: number) => (count === 1 ? "sin encuentro la última vez" : `sin encuentro las últimas ${count} veces`)),
  newestFirst: { en: "the newest first", es: "primero lo más reciente" },
  noVisits: { en: "No visit yet.", es: "Aún no hay visitas." },
  coming: { en: "To come", es: "Próximas" },
  noneComing: { en: "Nothing is booked.", es: "No hay nada reservado." },
  past: { en: "Before", es: "Anteriores" },
  nonePast: { en: "No visit was held or missed yet.", es: "Aún no se ha realizado ni perdido ninguna visita." },
  more: { en: "Earlier visits", es: "Visitas anteriores" },
  book: { en: "Book a session", es: "Reservar una sesión" },
  by: sentence((who: string) => `cancelled by ${who}`, (who: string) => `cancelada por ${who}`),
  family: { en: "the family", es: "la familia" },
  staff: { en: "us", es: "nosotros" },
  other: { en: "something else", es: "otra causa" },
} satisfies Record<string, Words | Sentences<never[]>>;
