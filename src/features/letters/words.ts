import type { Words } from "#kernel/language.ts";
import type { FieldName, LetterKind } from "./contract.ts";

export const letterNames: Record<LetterKind, Words> = {
  court: { en: "Letter to a court", es: "Carta a un juzgado" },
  child_welfare: { en: "Letter to a child-welfare agency", es: "Carta a una agencia de protección infantil" },
  school: { en: "Letter to a school", es: "Carta a una escuela" },
  referrer: { en: "Letter to who referred", es: "Carta a quien refirió" },
  closing: { en: "Closing letter", es: "Carta de cierre" },
  attendance: { en: "Letter of attendance", es: "Carta de asistencia" },
};

/** What each field stands for, as it is chosen, and as it is said to be missing. */
export const fieldWords: Record<FieldName, Words> = {
  child: { en: "the child's first name", es: "el nombre del niño o la niña" },
  first_visit: { en: "day of the first visit", es: "día de la primera visita" },
  visits: { en: "how many visits there were", es: "cuántas visitas hubo" },
  visits_from: { en: "day of the first visit of the span", es: "día de la primera visita del período" },
  visits_to: { en: "day of the last visit of the span", es: "día de la última visita del período" },
  plan_signed: { en: "day on which the plan of care was signed", es: "día en que se firmó el plan de atención" },
  ended: { en: "day on which visits ended", es: "día en que terminaron las visitas" },
  clinician: { en: "who works with the family", es: "quien trabaja con la familia" },
  today: { en: "the day of the letter", es: "el día de la carta" },
  agency: { en: "your name, as on the letterhead", es: "su nombre, como en el membrete" },
  recipient: { en: "to whom the letter goes", es: "a quién va la carta" },
  sentence_since: { en: "a sentence: since when the child has come", es: "una frase: desde cuándo viene el niño o la niña" },
  sentence_visits: { en: "a sentence: how many visits from when to when", es: "una frase: cuántas visitas y entre qué días" },
  sentence_attended: { en: "sentences: who came how often, one a person", es: "frases: quién vino cuántas veces, una por persona" },
  sentence_plan: { en: "a sentence: that a plan of care is signed", es: "una frase: que hay un plan de atención firmado" },
  sentence_ended: { en: "a sentence: that visits ended", es: "una frase: que las visitas terminaron" },
};

/** What stands around the paragraphs of every letter. */
export const frameWords = {
  greeting: { en: (name: string) => `To ${name}:`, es: (name: string) => `A ${name}:` },
  closing: { en: "With respect,", es: "Atentamente," },
  page: { en: "Page", es: "Página" },
  of: { en: "of", es: "de" },
  demo: { en: "Demo. All of this is made up.", es: "Demostración. Todo esto es inventado." },
  preview: { en: "A preview. Every fact in it is made up.", es: "Vista previa. Todos los datos son inventados." },
  notice: { en: "Notice", es: "Aviso" },
};

/** The words of a field that counts. */
export const visitsWords = {
  en: (count: number) => `${count} ${count === 1 ? "visit" : "visits"}`,
  es: (count: number) => `${count} ${count === 1 ? "visita" : "visitas"}`,
};
