import type { Words } from "#kernel/language.ts";

export const classNames: Record<string, Words> = {
  child_chart: { en: "Child chart", es: "Expediente del niño" },
  relationship: { en: "Relationship", es: "Relación" },
  caregiver: { en: "One adult's own", es: "De una sola persona adulta" },
  psychotherapy_note: { en: "Psychotherapy note", es: "Nota de psicoterapia" },
  supervision: { en: "Supervision", es: "Supervisión" },
  report: { en: "Report", es: "Aviso legal" },
};

/** The coded choices of a note, in words. One that is not here is shown as it was written. */
export const chipNames: Record<string, Words> = {
  child_settled: { en: "child settled", es: "se calmó" },
  child_flooded: { en: "child flooded", es: "se desbordó" },
  story_told_in_play: { en: "story told in play", es: "contó la historia jugando" },
  loud_noise: { en: "loud noise", es: "ruido fuerte" },
  exchange_between_them: { en: "exchange between them", es: "lo que pasa entre ambos" },
  body_state: { en: "state of the body", es: "estado del cuerpo" },
  meaning_through_play: { en: "meaning through play", es: "dar sentido jugando" },
  co_regulation: { en: "calming together", es: "calmarse juntos" },
};

/** The sentences of the record and of writing outside a session. */
export const words = {
  which: { en: "Which class", es: "Qué clase" },
  all: { en: "All that you may see", es: "Todo lo que puede ver" },
  empty: { en: "Nothing of this is written yet.", es: "Todavía no hay nada escrito de esto." },
  draft: { en: "draft", es: "borrador" },
  signed: { en: (when: string) => `signed ${when}`, es: (when: string) => `firmado el ${when}` },
  by: { en: (name: string) => `by ${name}`, es: (name: string) => `de ${name}` },
  added: { en: "Added later", es: "Añadido después" },
  ofSession: { en: "To the note of the session", es: "A la nota de la sesión" },
  written: { en: "Written outside a session", es: "Escrito fuera de una sesión" },
  you: { en: "you", es: "usted" },
  write: { en: "Write outside a session", es: "Escribir fuera de una sesión" },
  whatIs: { en: "What it is", es: "Qué es" },
  hints: {
    child_chart: { en: "About the child. Whoever holds the right to the records may read it.", es: "Sobre el niño o la niña. Lo puede leer quien tiene derecho al expediente." },
    relationship: { en: "About the child together with one adult.", es: "Sobre el niño o la niña con una persona adulta." },
    caregiver: { en: "What one adult told about herself or himself. Other adults do not see it.", es: "Lo que una persona adulta contó de sí. Las demás no lo ven." },
    psychotherapy_note: { en: "Your own analysis, kept apart. Only you read it.", es: "Su propio análisis, aparte. Solo usted lo lee." },
    supervision: { en: "For you and the person you name. Never in the chart.", es: "Para usted y la persona que nombre. Nunca en el expediente." },
    report: { en: "A report to the authorities, kept apart. You, the supervisor you consulted, and the privacy officer read it.", es: "Un aviso a las autoridades, aparte. Lo leen usted, la supervisión consultada y la persona responsable de privacidad." },
  },
  whose: { en: "Whose it is", es: "De quién es" },
  withWhom: { en: "With whom", es: "Con quién" },
  supervisor: { en: "The other person", es: "La otra persona" },
  consulted: { en: "Supervisor consulted", es: "Supervisión consultada" },
  nobody: { en: "Nobody", es: "Nadie" },
  heading: { en: "Heading", es: "Título" },
  headingHint: { en: "A few words, such as phone call or home visit.", es: "Unas pocas palabras, como llamada o visita a casa." },
  part2: { en: "It comes from a substance-use programme (42 CFR part 2)", es: "Viene de un programa de consumo de sustancias (42 CFR parte 2)" },
  text: { en: "Text", es: "Texto" },
  keep: { en: "Keep in the record", es: "Guardar en el expediente" },
  needClass: { en: "Choose what it is.", es: "Elija qué es." },
  needOwner: { en: "Choose whose it is.", es: "Elija de quién es." },
  needOther: { en: "Choose the other person.", es: "Elija la otra persona." },
  needHeading: { en: "Write a heading, in few words.", es: "Escriba un título, en pocas palabras." },
  needText: { en: "Write some words.", es: "Escriba algo." },
  more: { en: "Show older", es: "Mostrar anteriores" },
};
