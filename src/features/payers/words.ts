import type { Words } from "#kernel/language.ts";

/** Why no code stands for a session. */
export const feeWords: Record<"none" | "noneOnDay" | "noneFits", Words> = {
  none: { en: "No procedure code configured for CPP on this date: this payer has no codes.", es: "No hay código de procedimiento para CPP en esta fecha: esta aseguradora no tiene códigos." },
  noneOnDay: { en: "No procedure code configured for CPP on this date.", es: "No hay código de procedimiento para CPP en esta fecha." },
  noneFits: { en: "No procedure code configured for CPP on this date fits this kind of session, who took part and where.", es: "Ningún código de procedimiento para CPP en esta fecha corresponde a este tipo de sesión, a quién participó y dónde." },
};
