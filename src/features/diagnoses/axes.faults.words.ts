/** Why something about axes II to V is refused. */
export const axisFaultWords = {
  needAdult: { en: "Expected an adult with an open relationship to this child.", es: "Se espera una persona adulta con una relación abierta con este niño o esta niña." },
  needLevel: { en: "Expected a level from 1 to 4.", es: "Se espera un nivel del 1 al 4." },
  levelOfAxisTwo: { en: "A level and dimensions belong to axis II alone.", es: "El nivel y las dimensiones son solo del eje II." },
  adultOfAxisTwo: { en: "An adult is named of axis II alone.", es: "Solo en el eje II se nombra a una persona adulta." },
  needLabel: { en: "Expected a short label of your own.", es: "Se espera un nombre breve, con sus propias palabras." },
  measuredThatDay: { en: "The level of this day is there already, from the measure. It is not asked twice.", es: "El nivel de ese día ya consta, por la medida. No se pide dos veces." },
  nameOrLabel: { en: "Expected either a dimension from the list or a label of your own.", es: "Se espera una dimensión de la lista o un nombre propio." },
  once: { en: "Expected each dimension only once.", es: "Se espera cada dimensión una sola vez." },
  noEntry: { en: "There is no such entry, or another took its place.", es: "Esta entrada no existe, o ya hay otra en su lugar." },
  ofMeasure: { en: "This level comes from a measure and is set right there.", es: "Este nivel viene de una medida y se corrige allí." },
  noLine: { en: "There is no such line, or it was changed meanwhile.", es: "Esta línea no existe, o se cambió mientras tanto." },
  lineThere: { en: "The table says so already for this payer and these days.", es: "La tabla ya dice eso para este pagador y estos días." },
} as const;
