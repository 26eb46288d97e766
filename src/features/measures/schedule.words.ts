import type { Words } from "#kernel/language.ts";
import type { DueState, MeasurePoint, MissReason, notApplicableWhy } from "./schedule.contract.ts";

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

/** The points of a course at which measures are asked. */
export const pointNames: Record<MeasurePoint, (place: number) => Words> = {
  baseline: () => ({ en: "At the start", es: "Al comienzo" }),
  new_informant: () => ({ en: "First with this adult", es: "Primera vez con esta persona" }),
  repeat: (place) => ({ en: `Half-year ${place}`, es: `Semestre ${place}` }),
  discharge: () => ({ en: "At the end", es: "Al final" }),
  follow_up: () => ({ en: "After the end", es: "Después del final" }),
};

/** How one measure at one point stands. */
export const dueStateNames: Record<DueState, Words> = {
  overdue: { en: "late", es: "con retraso" },
  due: { en: "due", es: "toca" },
  planned: { en: "planned", es: "prevista" },
  missed: { en: "missing", es: "falta" },
  not_applicable: { en: "does not apply", es: "no corresponde" },
  done: { en: "done", es: "hecha" },
  done_late: { en: "done late", es: "hecha con retraso" },
};

/** Why a measure is missing. */
export const missReasonNames: Record<MissReason, Words> = {
  declined: { en: "the adult did not want to", es: "la persona no quiso" },
  not_reached: { en: "could not be reached", es: "no se logró el contacto" },
  too_much_now: { en: "too much at this time", es: "demasiado en este momento" },
  no_text: { en: "no wording in this language", es: "no hay texto en su idioma" },
  no_interpreter: { en: "no interpreter", es: "sin intérprete" },
  clinical_judgment: { en: "not asked, by clinical judgment", es: "no se preguntó, por criterio clínico" },
  ended_early: { en: "the course ended before", es: "el proceso terminó antes" },
  other: { en: "another reason", es: "otro motivo" },
};

/** Why nothing is asked at a point. */
export const notApplicableNames: Record<(typeof notApplicableWhy)[number], Words> = {
  age: { en: "no form for the child's age", es: "ningún formulario para esa edad" },
  left: { en: "no longer with the family", es: "ya no está con la familia" },
};

/** The sentences of what is due. */
export const scheduleWords = {
  owed: { en: (names: string) => `Measures: ${names}`, es: (names: string) => `Medidas: ${names}` },
  title: { en: "What is due", es: "Lo que toca" },
  nothing: { en: "Nothing is due now.", es: "Ahora no toca ninguna." },
  next: { en: (name: string, from: string) => `Next: ${name}, from ${from}.`, es: (name: string, from: string) => `La próxima: ${name}, desde el ${from}.` },
  visitIn: {
    en: (days: number) => (days === 0 ? "The next visit is today." : `The next visit is in ${count(days, "day", "days")}.`),
    es: (days: number) => (days === 0 ? "La próxima visita es hoy." : `La próxima visita es en ${count(days, "día", "días")}.`),
  },
  dueThen: { en: (on: string, names: string) => `To ask at the visit on ${on}: ${names}.`, es: (on: string, names: string) => `Para la visita del ${on}: ${names}.` },
  ofAdult: { en: (name: string, adult: string) => `${name} (${adult})`, es: (name: string, adult: string) => `${name} (${adult})` },
  noVisit: { en: "No visit is booked.", es: "No hay visita reservada." },
  lateSince: { en: (day: string) => `late since ${day}`, es: (day: string) => `con retraso desde el ${day}` },
  dueUntil: { en: (day: string) => `due until ${day}`, es: (day: string) => `toca hasta el ${day}` },
  plannedFor: { en: (from: string, to: string) => `planned, ${from} to ${to}`, es: (from: string, to: string) => `prevista, del ${from} al ${to}` },
  doneOn: { en: (day: string) => `done ${day}`, es: (day: string) => `hecha el ${day}` },
  doneLateOn: { en: (day: string) => `done late, ${day}`, es: (day: string) => `hecha con retraso, el ${day}` },
  missing: { en: (why: string) => `missing: ${why}`, es: (why: string) => `falta: ${why}` },
  missingNoReason: { en: "missing, no reason recorded", es: "falta, sin motivo anotado" },
  notAtDischarge: { en: (day: string) => `last answers of ${day}, not at the end`, es: (day: string) => `últimas respuestas del ${day}, no al final` },
  sentOn: { en: (day: string) => `sent ${day}, waits`, es: (day: string) => `enviada el ${day}, en espera` },
  enteredAfter: { en: (days: number) => `entered ${count(days, "day", "days")} after it was answered`, es: (days: number) => `se registró ${count(days, "día", "días")} después` },
  takesOver: { en: (name: string) => `follows ${name}: the child is old enough, and a new series begins`, es: (name: string) => `sigue a ${name}: por la edad empieza otra serie` },
  bridges: { en: "asked once more, as a bridge", es: "se pide una vez más, como puente" },
  byWhom: { adult: { en: "by the adult", es: "la persona adulta" }, interview: { en: "asked in an interview", es: "en entrevista" }, clinician: { en: "rated by you", es: "valoración profesional" } },
  with: { en: (name: string) => `with ${name}`, es: (name: string) => `con ${name}` },
  send: { en: (name: string) => `Send ${name} what is due`, es: (name: string) => `Enviar a ${name} lo que toca` },
  why: { en: "Say why it is missing", es: "Decir por qué falta" },
  whyOf: { en: (name: string) => `Say why ${name} is missing`, es: (name: string) => `Decir por qué falta ${name}` },
  askAgain: { en: "Ask for it after all", es: "Pedirla de todos modos" },
  reason: { en: "Reason", es: "Motivo" },
  words: { en: "In words, if it helps", es: "En palabras, si ayuda" },
  wordsHint: { en: "It stands in the child's chart. Nothing of an adult's own.", es: "Queda en el expediente del niño o la niña. Nada propio de una persona adulta." },
  keep: { en: "Keep the reason", es: "Guardar el motivo" },
  cancel: { en: "Leave it", es: "Dejarlo" },
  chooseReason: { en: "Choose a reason.", es: "Elija un motivo." },
  all: { en: (number: number) => `Every point of the course (${number})`, es: (number: number) => `Todos los momentos del proceso (${number})` },
  schedule: { en: "Schedule of measures", es: "Calendario de medidas" },
  failed: { en: "What is due could not be fetched.", es: "No se pudo traer lo que toca." },
} as const;
