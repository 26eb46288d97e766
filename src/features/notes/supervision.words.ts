import type { Words } from "#kernel/language.ts";

/** What stands beside a note for supervision alone. */
export const supervisionWords = {
  title: { en: "For supervision", es: "Para supervisión" },
  what: { en: "Only you and the supervisor you choose ever read it. It is in no chart, copy, search or message.", es: "Solo lo leen usted y la persona que elija para supervisarle. No entra en ningún expediente, copia, búsqueda ni mensaje." },
  ofTwo: { en: "Only the two of you ever read it. It is in no chart, copy, search or message.", es: "Solo lo leen ustedes dos. No entra en ningún expediente, copia, búsqueda ni mensaje." },
  mark: { en: "Mark a hard moment", es: "Marcar un momento difícil" },
  words: { en: "A few own words", es: "Unas pocas palabras suyas" },
  told: { en: "Tell it to", es: "Contarlo a" },
  keep: { en: "Mark it", es: "Marcarlo" },
  needWords: { en: "Write a few words.", es: "Escriba unas pocas palabras." },
  needSupervisor: { en: "Choose who supervises you.", es: "Elija quién le supervisa." },
  hardMoment: { en: "Hard moment", es: "Momento difícil" },
  toldTo: { en: (name: string) => `told to ${name}`, es: (name: string) => `para ${name}` },
  toldBy: { en: (name: string) => `told by ${name}`, es: (name: string) => `de ${name}` },
  comments: { en: "Comments on this note", es: "Comentarios a esta nota" },
  commentsWhat: { en: "Between its author and one supervisor.", es: "Entre quien la escribió y una sola persona que supervisa." },
  comment: { en: "Comment", es: "Comentar" },
  answer: { en: "Answer", es: "Responder" },
  onWhole: { en: "the whole note", es: "toda la nota" },
  on: { en: "On", es: "Sobre" },
  needComment: { en: "Write something.", es: "Escriba algo." },
  returns: { en: "Returned before", es: "Devoluciones anteriores" },
} satisfies Record<string, Words | { en: (name: string) => string; es: (name: string) => string }>;
