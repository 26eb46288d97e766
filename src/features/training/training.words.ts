/** What somebody agrees to who takes a place; kept with the place in the words that were shown. */
export const trainingWords = {
  agreement: {
    en: "While I hold this place, my agency lends the collaborative what my cases come to: codes of cases, how many sessions were signed and since when, whether a course was full and what it lacks, which codes stand for high and for low challenge, days and minutes of supervision, days on which session videos were sent, whether measures were collected, and the last day at the agency where one is set. No name, no word and no score of a family leaves my agency. I can end this at any time; what was lent stays with the collaborative.",
    es: "Mientras tenga este lugar, mi agencia presta al colaborativo aquello a lo que llegan mis casos: códigos de casos, cuántas sesiones se firmaron y desde cuándo, si un curso fue completo y qué le falta, qué códigos valen como caso difícil y como caso menos difícil, días y minutos de supervisión, días en que se enviaron videos de sesión, si se recogieron medidas, y el último día en la agencia si está fijado. Ningún nombre, ninguna palabra y ninguna puntuación de una familia sale de mi agencia. Puedo terminarlo cuando quiera; lo prestado se queda en el colaborativo.",
  },
} as const;
