import type { Words } from "#kernel/language.ts";
import type { Prompt, StepState, Timing } from "./contract.ts";

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

/** The sentences of the course on the screen. */
export const words = {
  failed: { en: "The course could not be read.", es: "No se pudo leer el tratamiento." },
  dose: { en: (held: number, weeks: number) => `${count(held, "session", "sessions")} in ${count(weeks, "week", "weeks")}`, es: (held: number, weeks: number) => `${count(held, "sesión", "sesiones")} en ${count(weeks, "semana", "semanas")}` },
  pace: { en: (each: string) => (each === "1" ? "one a week" : `one every ${each} weeks`), es: (each: string) => (each === "1" ? "una por semana" : `una cada ${each} semanas`) },
  benchmark: { en: "Published mean: 32.82 sessions, weekly, about a year; another population.", es: "Media publicada: 32,82 sesiones, semanales, cerca de un año; otra población." },
  course: { en: "Course", es: "Ciclo" },
  courseOf: { en: (number: number, from: string, to: string | null) => `Course ${number}: since ${from}${to === null ? "" : `, until ${to}`}`, es: (number: number, from: string, to: string | null) => `Ciclo ${number}: desde ${from}${to === null ? "" : ` hasta ${to}`}` },
  now: { en: "now", es: "ahora" },
  before: { en: "done with", es: "terminada" },
  toCome: { en: "still to come", es: "por venir" },
  openOf: { en: (open: number) => (open === 0 ? "nothing open" : `${open} open`), es: (open: number) => (open === 0 ? "nada pendiente" : `${open} por hacer`) },
  lateOf: { en: (late: number) => `${late} late`, es: (late: number) => `${late} con retraso` },
  withAdult: { en: (name: string) => `With ${name}`, es: (name: string) => `Con ${name}` },
  endedWith: { en: (name: string, day: string) => `With ${name}, until ${day}`, es: (name: string, day: string) => `Con ${name}, hasta el ${day}` },
  ofChild: { en: "The child and the case", es: "El niño o la niña y el caso" },
  met: { en: (alone: number, together: number) => `${count(alone, "meeting", "meetings")} alone, ${together} with the child`, es: (alone: number, together: number) => `${count(alone, "encuentro", "encuentros")} a solas, ${together} con el niño o la niña` },
  rhythm: { en: (together: number, alone: number, others: number) => `Sessions of this stage: ${together} with the child, ${alone} with an adult alone, ${others} others`, es: (together: number, alone: number, others: number) => `Sesiones de esta etapa: ${together} con el niño o la niña, ${alone} con una persona adulta a solas, ${others} otras` },
  gates: { en: "Before working together", es: "Antes de trabajar en compañía" },
  gateOne: { en: "Decide it here, with each adult.", es: "Decídalo aquí, con cada persona adulta." },
  record: { en: "Record", es: "Anotar" },
  change: { en: "Record anew", es: "Anotar de nuevo" },
  goTo: {
    measures: { en: "To the measures", es: "A las medidas" },
    plan: { en: "To the plan", es: "Al plan" },
    formulation: { en: "To the formulation", es: "A la formulación" },
    stories: { en: "To the stories", es: "A las historias" },
    triggers: { en: "To the reminders", es: "A los recordatorios" },
  },
  alone: { en: "with the adult alone", es: "a solas con la persona adulta" },
  withSupervisor: { en: "with the supervisor", es: "con supervisión" },
  readFrom: {
    measures: { en: "read from the measures", es: "se lee de las medidas" },
    plan: { en: "read from the plan of care", es: "se lee del plan de atención" },
    aftercare: { en: "read from the plan for afterwards, below", es: "se lee del plan para después, más abajo" },
    sessions: { en: "read from the sessions", es: "se lee de las sesiones" },
  },
  inFormulation: { en: "read from the formulation", es: "según la formulación" },
  inStories: { en: "read from a story that was kept", es: "según un relato guardado" },
  inNote: { en: "in a signed note", es: "en una nota firmada" },
  toNote: { en: "Open the note", es: "Abrir la nota" },
  by: { en: (name: string) => `by ${name}`, es: (name: string) => `de ${name}` },
  state: { en: "How it stands", es: "Cómo está" },
  on: { en: "Day", es: "Día" },
  words: { en: "In words", es: "En palabras" },
  whyNot: { en: "Why it does not apply", es: "Por qué no corresponde" },
  ownWords: { en: (name: string) => `Only ${name} and who treats or supervises reads this.`, es: (name: string) => `Esto solo lo leen ${name} y quienes atienden o supervisan.` },
  dyadWords: { en: (name: string) => `${name} may read this, and who treats or supervises.`, es: (name: string) => `Esto lo pueden leer ${name} y quienes atienden o supervisan.` },
  chartWords: { en: "Whoever has a right to the child's record may read this. What an adult told of herself or himself does not belong here.", es: "Esto lo puede leer quien tiene derecho al expediente del niño o la niña. Lo que una persona adulta contó de sí no va aquí." },
  protectiveWords: { en: "Nobody of the family and nobody with rights to the record reads this: only who treats or supervises.", es: "Nadie de la familia ni con derecho al expediente lee esto: solo quienes atienden o supervisan." },
  decideHere: { en: "A reason that is not for this adult belongs to the question whether trauma work could put the child at risk.", es: "Un motivo que esta persona no deba leer va en la pregunta sobre el riesgo para el niño o la niña." },
  keep: { en: "Keep it", es: "Guardar" },
  kept: { en: "It is kept.", es: "Quedó guardado." },
  earlier: { en: (number: number) => `Recorded before: ${number}`, es: (number: number) => `Anotado antes: ${number}` },
  needDay: { en: "Say the day.", es: "Diga el día." },
  needAnswer: { en: "Choose an answer.", es: "Elija una respuesta." },
  doneByAnswers: { en: "It is done by answers among the measures, on paper or by any other way.", es: "Queda hecho con las respuestas en las medidas, en papel o de otro modo." },
  noneToAsk: { en: "No instrument can be asked of this child, so say what was done instead.", es: "No hay instrumento para este niño o niña; diga qué se hizo en su lugar." },
  needInstead: { en: "Say in few words what was done instead.", es: "Diga en pocas palabras qué se hizo en su lugar." },
  needWhy: { en: "Say in few words why.", es: "Diga en pocas palabras por qué." },
  closedCase: { en: "This case is closed. What was recorded stays readable.", es: "Este caso está cerrado. Lo anotado se puede seguir leyendo." },
  reopen: { en: "Open the case again", es: "Abrir el caso de nuevo" },
  reopenWhy: { en: "It begins another course, in the first stage. What was before stays.", es: "Comienza otro ciclo, en la primera etapa. Lo anterior se conserva." },
  family: { en: "The family story", es: "El relato de la familia" },
} as const;

export const stepStateNames: Record<StepState, Words> = { done: { en: "done", es: "hecho" }, not_applicable: { en: "does not apply", es: "no corresponde" }, open: { en: "open", es: "por hacer" } };

/** How a step of the ending stands to its day. */
export const timingSentences: Record<Timing["state"], { en: (day: string) => string; es: (day: string) => string } | null> = {
  later: { en: (day) => `by ${day}`, es: (day) => `hasta el ${day}` },
  due: { en: (day) => `due by ${day}`, es: (day) => `toca antes del ${day}` },
  late: { en: (day) => `late since ${day}`, es: (day) => `con retraso desde el ${day}` },
  was_late: { en: (day) => `later than ${day}`, es: (day) => `después del ${day}` },
  in_time: null,
};

/** Why one might think of an ending. */
export const promptSentences: Record<Prompt["kind"], { en: (day: string) => string; es: (day: string) => string }> = {
  goals_reached: { en: (day) => `No objective of the plan stands open since ${day}: is it time to think of the ending?`, es: (day) => `Desde el ${day} no queda abierto ningún objetivo del plan: ¿es momento de pensar en el cierre?` },
  end_near: { en: (day) => `The planned end is ${day}: the ending is planned about two months before.`, es: (day) => `El fin previsto es el ${day}: el cierre se planea unos dos meses antes.` },
  placement_move: { en: (day) => `The child's home changes or changed on ${day}: plan goodbyes, and whether to go on.`, es: (day) => `El hogar del niño o la niña cambia o cambió el ${day}: piense en las despedidas y en si se continúa.` },
  no_contact: { en: (day) => `Nobody of the family was met or reached since ${day}.`, es: (day) => `No se ha visto ni hablado con la familia desde el ${day}.` },
  age_near: { en: (day) => `By age the service ends on ${day}.`, es: (day) => `Por edad, el servicio termina el ${day}.` },
};
