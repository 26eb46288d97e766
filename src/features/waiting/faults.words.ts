import { aboutDay } from "#kernel/saying.ts";

/** Why something about a family that waits is refused. */
export const faultWords = {
  notWaiting: { en: "This family does not wait any more, or it is not yours to see.", es: "Esta familia ya no espera, o no le corresponde verla." },
  noted: { en: "This is noted already.", es: "Esto ya está anotado." },
  noMark: { en: "This does not hold any more.", es: "Esto ya no rige." },
  noOffer: { en: "This offer is over, or it is not yours.", es: "Este ofrecimiento ya terminó o no le corresponde." },
  offered: { en: "This family is offered to her already.", es: "Esta familia ya se le ofreció." },
  treatsOnly: { en: "Expected a clinician or trainee who works here.", es: "Se espera una o un terapeuta, también en formación, que trabaje aquí." },
  changed: { en: "Somebody made another version a moment ago. Look again, then decide.", es: "Alguien hizo otra versión hace un momento. Vuelva a mirarla y decida." },
  noReferrer: { en: "The family asked by itself: there is nobody else to write to.", es: "La familia hizo la solicitud: no hay a quién más escribir." },
  noLetter: { en: "There is no such letter.", es: "Esta carta no existe." },
  laterUntil: { en: "Say until when the family asked to wait.", es: "Diga hasta cuándo pidió esperar la familia." },
  fromToday: (today: string) => aboutDay(today, { en: (day) => `Expected ${day} or later.`, es: (day) => `Se espera el ${day} o después.` }),
  untilToday: (today: string) => aboutDay(today, { en: (day) => `Expected ${day} or earlier.`, es: (day) => `Se espera el ${day} o antes.` }),
  within: (last: string) => aboutDay(last, { en: (day) => `Expected ${day} or earlier.`, es: (day) => `Se espera el ${day} o antes.` }),
} as const;
