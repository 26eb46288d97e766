import type { Language, Words } from "#kernel/language.ts";
import type { OfferState, UseReason } from "./offers.contract.ts";

type Sentences<A extends unknown[]> = Record<Language, (...given: A) => string>;
const sentence = <A extends unknown[]>(en: (...given: A) => string, es: (...given: A) => string): Sentences<A> => ({ en, es });

/** Words of a free hour: who could use it, and to whom it is offered. */
export const offerWords = {
  title: { en: "Who could use this hour?", es: "¿A quién le serviría esta hora?" },
  fill: { en: "Fill a free hour", es: "Llenar una hora libre" },
  freeNow: { en: "This hour is free now.", es: "Esta hora está libre ahora." },
  freed: { en: "Who could use this hour?", es: "¿A quién le serviría?" },
  whose: { en: "Clinician", es: "Terapeuta" },
  needsHour: { en: "With a clinician, a day and an hour, the families that could use it stand here.", es: "Con terapeuta, día y hora, aquí aparecen las familias a las que les serviría." },
  taken: { en: "Somebody has this hour already.", es: "Esta hora ya está ocupada." },
  past: { en: "This hour is over.", es: "Esta hora ya pasó." },
  nobody: { en: "No family could use this hour: each has a session in that week, or something stands in its way.", es: "A ninguna familia le sirve esta hora: cada una tiene sesión esa semana o algo lo impide." },
  inTheWay: sentence((count: number) => (count === 1 ? "One more family has something in the way of this hour." : `${count} more families have something in the way of this hour.`), (count: number) => (count === 1 ? "A otra familia algo le impide esta hora." : `A otras ${count} familias algo les impide esta hora.`)),
  failed: { en: "The families could not be shown.", es: "No se pudieron mostrar las familias." },
  lastMet: sentence((on: string) => `last met on ${on}`, (on: string) => `último encuentro el ${on}`),
  next: sentence((on: string) => `next session on ${on}`, (on: string) => `próxima sesión el ${on}`),
  nothingNext: { en: "nothing booked", es: "nada reservado" },
  book: { en: "Book it", es: "Reservarla" },
  bookFor: sentence((child: string) => `Book it for the family of ${child}`, (child: string) => `Reservarla para la familia de ${child}`),
  offer: { en: "Offer it", es: "Ofrecerla" },
  offerFor: sentence((child: string) => `Offer it to the family of ${child}`, (child: string) => `Ofrecerla a la familia de ${child}`),
  toWhom: { en: "To whom", es: "A quién" },
  how: { en: "How", es: "Cómo" },
  byMessage: { en: "Send a message", es: "Enviar un mensaje" },
  bySpeaking: { en: "I speak with them myself", es: "Hablo yo con la persona" },
  saysOnly: { en: "It says only that an hour is free, and asks to call. It leaves outside the quiet hours, by the way that they called safe.", es: "Solo dice que hay una hora libre y pide que llamen. Sale fuera de las horas de silencio, por la vía que la persona llamó segura." },
  noYes: { en: "No message: they have not agreed to messages.", es: "Sin mensaje: no ha aceptado mensajes." },
  noWay: { en: "No message: there is no safe way now.", es: "Sin mensaje: ahora no hay una vía segura." },
  until: { en: "Stands until", es: "Vale hasta" },
  untilTime: { en: "at", es: "a las" },
  needsUntil: { en: "Give a day and a time.", es: "Indique día y hora." },
  offerBoth: { en: "Offer it to both", es: "Ofrecerla a ambas" },
  offered: sentence((adult: string, child: string) => `${adult} (${child})`, (adult: string, child: string) => `${adult} (${child})`),
  offeredHeading: { en: "Offered", es: "Ofrecida a" },
  hoursOffered: { en: "Hours that are offered", es: "Horas que se ofrecieron" },
  untilSaid: sentence((moment: string) => `until ${moment}`, (moment: string) => `hasta ${moment}`),
  said: { yes: { en: "They said yes", es: "Dijo que sí" }, no: { en: "They said no", es: "Dijo que no" }, withdrawn: { en: "Take it back", es: "Retirar" } },
  ofWhom: sentence((verb: string, adult: string) => `${verb}: ${adult}`, (verb: string, adult: string) => `${verb}: ${adult}`),
  waiting: { en: "On the waiting list, offered to this clinician", es: "En la lista de espera, ofrecida a esta persona" },
  unnamed: { en: "A family that waits", es: "Una familia que espera" },
  saidYes: { en: "taken by the clinician", es: "aceptada por la o el terapeuta" },
  made: sentence((adult: string) => `Offered to ${adult}.`, (adult: string) => `Se ofreció a ${adult}.`),
  nobodyElse: { en: "It is offered to somebody already. Wait for the answer, or offer it to both.", es: "Ya se ofreció a alguien. Espere la respuesta u ofrézcala a ambas familias." },
} as const;

export const reasonWords: Record<UseReason, Words> = {
  none_this_week: { en: "no session this week", es: "sin sesión esta semana" },
  last_missed: { en: "missed the last visit", es: "faltó a la última visita" },
  last_cancelled: { en: "the last visit was cancelled", es: "se canceló la última visita" },
  never_met: { en: "not met yet", es: "todavía sin encuentro" },
};

export const stateWords: Record<OfferState, Words> = {
  stands: { en: "waits for an answer", es: "espera respuesta" },
  yes: { en: "said yes, not booked yet", es: "dijo que sí, sin reservar" },
  late_yes: { en: "said yes, too late; the hour is still free", es: "dijo que sí, tarde; la hora sigue libre" },
  no: { en: "said no", es: "dijo que no" },
  withdrawn: { en: "taken back", es: "retirado" },
  expired: { en: "no answer in time", es: "sin respuesta a tiempo" },
  given: { en: "the hour is given to somebody else", es: "la hora se dio a otra familia" },
  booked: { en: "booked", es: "reservada" },
};
