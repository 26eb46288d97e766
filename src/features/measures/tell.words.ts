/** The sentences of telling a family about its measures. */
export const tellWords = {
  title: { en: "Tell the family", es: "Contarlo a la familia" },
  hint: { en: "In plain words, without scores: only what this adult may see, and only what the rules of change say is true.", es: "En palabras sencillas y sin puntajes: solo lo que esta persona puede ver, y solo lo que las reglas de cambio dan por cierto." },
  whom: { en: "Whom you tell", es: "A quién se lo cuenta" },
  language: { en: "In which language", es: "En qué idioma" },
  languages: { en: { en: "English", es: "inglés" }, es: { en: "Spanish", es: "español" } },
  nothing: { en: "There is nothing yet that could be told to this adult.", es: "Todavía no hay nada que se le pueda contar a esta persona." },
  which: { en: "What you tell", es: "Lo que le cuenta" },
  sentence: { en: "A sentence of your own", es: "Una frase suya" },
  sentenceHint: { en: "It is kept in this adult's own record.", es: "Queda en el expediente propio de esta persona." },
  keep: { en: "Keep what is told", es: "Guardar lo que se cuenta" },
  kept: { en: "It is kept. Show it on screen with “Show to a caregiver”, or print it.", es: "Está guardado. Muéstrelo en pantalla con «Mostrar a una persona cuidadora» o imprímalo." },
  print: { en: "Print for the family", es: "Imprimir para la familia" },
  printRecord: { en: { en: "Print for the record, in English", es: "Imprimir para el expediente, en inglés" }, es: { en: "Print for the record, in Spanish", es: "Imprimir para el expediente, en español" } },
  shownTitle: { en: "How it has been going", es: "Cómo han ido las cosas" },
  shownNothing: { en: "Nothing was chosen to be shown here.", es: "Aquí no se eligió nada para mostrar." },
  failed: { en: "What can be told could not be fetched.", es: "No se pudo traer lo que se puede contar." },
} as const;
