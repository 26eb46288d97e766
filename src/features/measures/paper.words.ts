/** The sentences of the print of measures for the record. */
export const paperWords = {
  title: { en: (child: string) => `Measures of ${child}`, es: (child: string) => `Medidas de ${child}` },
  asOf: { en: (day: string) => `As they stood on ${day}. A positive screen is never a diagnosis.`, es: (day: string) => `Según constaban el ${day}. Un tamizaje positivo nunca es un diagnóstico.` },
  meaning: { en: "What the words mean", es: "Qué significan las palabras" },
  meanings: {
    en: [
      "Reliable change: larger than 1.96 times the standard error of a difference, from a standard deviation and a reliability that stand beside it (Jacobson & Truax 1991), or as many points as a published study calls reliable, with its source and population.",
      "Recovered: a reliable change for the better that also goes past the cut.",
      "Meaningful: as many points as a study calls noticeable. It is not reliable change.",
      "Break: another person tells, the child moved, another version, time frame, language or way of asking, or not all answered. No change is counted across one, unless somebody says why.",
      "Not measured: nothing was asked. It does not mean that nothing changed.",
    ],
    es: [
      "Cambio fiable: mayor que 1,96 veces el error estándar de una diferencia, con la desviación estándar y la fiabilidad que se indican (Jacobson y Truax, 1991), o tantos puntos como un estudio publicado llama fiables, con su fuente y población.",
      "Recuperación: un cambio fiable para mejor que además pasa el punto de corte.",
      "Significativo: tantos puntos como un estudio considera perceptibles. No es un cambio fiable.",
      "Corte: lo cuenta otra persona, hubo una mudanza, otra versión, otro periodo, idioma o manera de preguntar, o no se contestó todo. No se calcula cambio a través de un corte, salvo que alguien diga por qué.",
      "No se midió: no se preguntó nada. No quiere decir que nada haya cambiado.",
    ],
  },
} as const;
