import { aboutDay } from "#kernel/saying.ts";
import type { Words } from "#kernel/language.ts";

/** Why a change of placement is refused. */
export const faultWords = {
  nothingChanges: { en: "Say who leaves, who comes, or where the child lives from then on.", es: "Indique quién se va, quién llega o dónde vive el niño o la niña desde entonces." },
  notCaregiver: { en: "Expected a caregiver of this case on the day before.", es: "Se espera una persona cuidadora de este caso en la víspera." },
  twice: { en: "Each person stands here once.", es: "Cada persona figura aquí una sola vez." },
  closesWithPart: { en: "Where the part ends, the dyad closes too.", es: "Si termina el papel, también se cierra la díada." },
  deathEnds: { en: "After a death the part ends, and nobody says goodbye in person.", es: "Tras una muerte el papel termina y no hay despedida en persona." },
  needName: { en: "Expected at least a given name.", es: "Se espera al menos un nombre." },
  notInCase: { en: "This person does not belong to this case.", es: "Esta persona no forma parte de este caso." },
  childCannot: { en: "Expected an adult.", es: "Se espera una persona adulta." },
  noAuthority: { en: "Expected an authority of this case that is in force.", es: "Se espera una autoridad vigente de este caso." },
  nobodyToHandTo: { en: "There is nobody who comes, so there is nobody to hand it to.", es: "No llega nadie, así que no hay a quién pasarla." },
  homeNeedsSomebody: { en: "Name who the child lives with, or what the place is called.", es: "Indique con quién vive el niño o la niña, o cómo se llama el lugar." },
  sameHome: { en: "Where the child moves, somebody comes or another place is named.", es: "Si hay mudanza, llega alguien o se nombra otro lugar." },
  tooFar: { en: "Expected a day within the coming year.", es: "Se espera un día dentro del próximo año." },
  closed: { en: "This case is closed.", es: "Este caso está cerrado." },
  changed: { en: "Somebody changed this case a moment ago. Look at what would happen again, then decide.", es: "Alguien cambió este caso hace un momento. Vuelva a ver qué pasaría y decida." },
  sessionsChanged: { en: "The appointments have changed since you looked. Look again, then decide on each.", es: "Las citas han cambiado desde que miró. Vuelva a mirarlas y decida sobre cada una." },
  decideEach: { en: "Decide on this appointment.", es: "Decida sobre esta cita." },
  noChange: { en: "There is no such change, or it is not yours.", es: "Este cambio no existe o no le corresponde." },
  takenBack: { en: "This change was taken back already.", es: "Este cambio ya se deshizo." },
  notLast: { en: "A later change stands on this one. Take the later one back first.", es: "Un cambio posterior se apoya en este. Deshaga primero el posterior." },
  noReview: { en: "There is nothing like this to look at, or it is done.", es: "No hay nada así por revisar, o ya está hecho." },
} satisfies Record<string, Words>;

/** A change is not dated before the last one that stands. */
export const beforeLast = (on: string): Words => aboutDay(on, { en: (day) => `A change of ${day} is recorded already: give that day or a later one, or take that change back first.`, es: (day) => `Ya consta un cambio del ${day}: indique ese día o uno posterior, o deshaga antes ese cambio.` });
/** A part cannot end before it began. */
export const partBegins = (on: string): Words => aboutDay(on, { en: (day) => `This person's part begins on ${day}: give a later day.`, es: (day) => `El papel de esta persona empieza el ${day}: indique un día posterior.` });
