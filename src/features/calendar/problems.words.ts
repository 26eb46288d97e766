import type { Words } from "#kernel/language.ts";
import { aboutDay } from "#kernel/saying.ts";
import type { ProblemKind } from "./booking.contract.ts";
import type { FlagKind } from "./days.contract.ts";

/** What stands in the way of an hour, or wants to be seen before it is booked. */
export const problemWords = {
  roomTaken: (room: string): Words => ({ en: `${room} is taken then.`, es: `${room} está ocupada a esa hora.` }),
  clocks: (day: string): Words => aboutDay(day, { en: (on) => `On ${on} the clocks change at this time.`, es: (on) => `El ${on} cambia la hora en ese momento.` }),
  closed: (label: string): Words => ({ en: `The practice is closed that day: ${label}.`, es: `Ese día no se atiende: ${label}.` }),
  away: (name: string): Words => ({ en: `${name} is away that day.`, es: `${name} está ausente ese día.` }),
  flagged: { en: "This day is marked for this family. See why before you book.", es: "Este día está señalado para esta familia. Vea por qué antes de reservar." },
  flaggedClosed: { en: "This day is marked for this family. Ask the clinician before you book.", es: "Este día está señalado para esta familia. Consulte con la o el terapeuta antes de reservar." },
  elsewhere: (name: string): Words => ({ en: `${name} has another session then.`, es: `${name} tiene otra sesión a esa hora.` }),
  pastGoodbye: (day: string): Words => aboutDay(day, { en: (on) => `The last visit of this family is planned for ${on}. This day lies after it.`, es: (on) => `La última visita de esta familia está prevista para el ${on}. Este día es posterior.` }),
  pastGoodbyeClosed: { en: "This day lies after the last visit that is planned for this family. Ask the clinician before you book.", es: "Este día es posterior a la última visita prevista para esta familia. Consulte con la o el terapeuta antes de reservar." },
  language: (adult: string, language: Words, clinician: string, others: readonly string[]): Words => ({
    en: `${adult} speaks ${language.en}; ${clinician} does not, and no interpreter is expected. ${others.length === 0 ? "Nobody here works in it." : `Here ${others.join(", ")} ${others.length === 1 ? "works" : "work"} in it.`}`,
    es: `${adult} habla ${language.es}; ${clinician} no, y no se espera intérprete. ${others.length === 0 ? "Aquí nadie atiende en ese idioma." : `Aquí ${others.length === 1 ? "atiende" : "atienden"} en ese idioma: ${others.join(", ")}.`}`,
  }),
  interpreterTaken: (name: string): Words => ({ en: `${name} interprets at another session then.`, es: `${name} interpreta en otra sesión a esa hora.` }),
  travel: (missing: number, clock: string, side: "before" | "after"): Words =>
    side === "before"
      ? { en: `${missing} min too few for the way: the session before ends at ${clock}.`, es: `Faltan ${missing} min para el trayecto: la sesión anterior termina a las ${clock}.` }
      : { en: `${missing} min too few for the way: the next session starts at ${clock}.`, es: `Faltan ${missing} min para el trayecto: la sesión siguiente empieza a las ${clock}.` },
  seeFirst: { en: "Say that you have seen it, or choose another day.", es: "Indique que lo ha visto, o elija otro día." },
} as const;

/** Why a day is flagged, on its day and in a later year. */
export const flagNames: Record<FlagKind, Words> = {
  placement_move: { en: "Move to another home", es: "Cambio de hogar" },
  court: { en: "Court", es: "Audiencia en el tribunal" },
  visit: { en: "Visit", es: "Visita" },
  reunification: { en: "Reunification", es: "Reunificación" },
  death: { en: "A death", es: "Un fallecimiento" },
  separation: { en: "Separation", es: "Separación" },
  anniversary: { en: "Anniversary", es: "Aniversario" },
  other: { en: "A day to remember", es: "Un día señalado" },
  goodbye: { en: "Goodbye session", es: "Sesión de despedida" },
};
export const yearsLater = (years: number): Words => ({ en: years === 1 ? "one year ago today" : `${years} years ago today`, es: years === 1 ? "hoy hace un año" : `hoy hace ${years} años` });

/** Each problem in few words, for a list by day. */
export const problemNames: Record<ProblemKind, Words> = {
  taken: { en: "the clinician is busy", es: "la o el terapeuta está en otra cita" },
  second_taken: { en: "the second clinician is busy", es: "la segunda o el segundo terapeuta está en otra cita" },
  room_taken: { en: "the room is taken", es: "la sala está ocupada" },
  left: { en: "the clinician works here no more", es: "la o el terapeuta ya no trabaja aquí" },
  shut: { en: "the family has not agreed to it", es: "falta el consentimiento de la familia" },
  clocks: { en: "the clocks change then", es: "cambia la hora en ese momento" },
  flagged: { en: "a marked day of this family", es: "un día señalado para esta familia" },
  closed: { en: "the practice is closed", es: "no se atiende" },
  away: { en: "the clinician is away", es: "la o el terapeuta está ausente" },
  past_goodbye: { en: "after the last visit that is planned", es: "después de la última visita prevista" },
  language: { en: "an interpreter is missing", es: "falta intérprete" },
  interpreter_taken: { en: "the interpreter has another session", es: "la o el intérprete tiene otra sesión" },
  travel: { en: "too little time for the way", es: "poco tiempo para el trayecto" },
  elsewhere: { en: "somebody has another session", es: "alguien tiene otra sesión" },
};
