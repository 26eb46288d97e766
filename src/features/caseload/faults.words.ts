import { aboutDay } from "#kernel/saying.ts";

/** Why something about a caseload is refused. */
export const faultWords = {
  notYours: { en: "You do not supervise this person today.", es: "Hoy usted no supervisa a esta persona." },
  changed: { en: "Somebody made another version a moment ago. Look again, then decide.", es: "Alguien hizo otra versión hace un momento. Vuelva a mirarla y decida." },
  fromToday: (today: string) => aboutDay(today, { en: (day) => `Expected ${day} or later.`, es: (day) => `Se espera el ${day} o después.` }),
  ownLimit: { en: "Somebody else sets one's own limit.", es: "El límite propio lo fija otra persona." },
  over: { en: "This family would go over the limit. Say why it is right all the same.", es: "Con esta familia se pasaría del límite. Diga por qué es lo correcto de todos modos." },
} as const;
