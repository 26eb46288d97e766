import type { Words } from "#kernel/language.ts";

export const faultWords = {
  noCut: { en: "There is no such part of the programme to look at.", es: "No existe esa parte del programa para consultar." },
  noFigure: { en: "There is no such figure, or it is not shown.", es: "No existe esa cifra, o no se muestra." },
  otherNow: { en: "The figures were counted anew meanwhile. Look at what would leave once more.", es: "Entretanto las cifras se contaron de nuevo. Revise otra vez lo que saldría." },
} satisfies Record<string, Words>;
