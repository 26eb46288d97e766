import type { Words } from "#kernel/language.ts";

export const faultWords = {
  noVisit: { en: "There is no such visit at home, or it is not yours.", es: "Esta visita al hogar no existe o no le corresponde." },
  notYours: { en: "Whoever goes there says so herself.", es: "Lo indica quien hace la visita." },
  howLong: { en: "Expected how many minutes longer.", es: "Se espera cuántos minutos más." },
  notLate: { en: "A word of this visit is not late.", es: "En esta visita no falta ningún aviso." },
} satisfies Record<string, Words>;
