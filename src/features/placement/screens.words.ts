import type { Words } from "#kernel/language.ts";
import type { ChangeKind, Leaving } from "./contract.ts";

export const kindWords: Record<ChangeKind, Words> = {
  removal: { en: "Removal from home", es: "Separación del hogar" },
  move: { en: "Move to another home", es: "Mudanza a otro hogar" },
  kin: { en: "Comes to live with kin", es: "Pasa a vivir con familiares" },
  reunification: { en: "Goes back home", es: "Regreso al hogar" },
  adoption: { en: "Adoption", es: "Adopción" },
  new_partner: { en: "Somebody moves in", es: "Alguien se incorpora al hogar" },
  death: { en: "Death of a caregiver", es: "Muerte de una persona cuidadora" },
  visit_change: { en: "Visits change", es: "Cambian las visitas" },
};

export const dyadWords: Record<Leaving["dyad"], Words> = {
  goes_on: { en: "Goes on", es: "Sigue" },
  rests: { en: "Rests", es: "Queda en pausa" },
  closes: { en: "Closes", es: "Se cierra" },
};

export const goodbyeWords: Record<Leaving["goodbye"], Words> = {
  plan: { en: "Plan one", es: "Planificar una" },
  not_safe: { en: "Not safe", es: "No es seguro" },
  no_need: { en: "Not needed", es: "No hace falta" },
};

export const sessionWords: Record<"keep" | "cancel" | "hand_over", Words> = {
  keep: { en: "Keep it", es: "Mantenerla" },
  cancel: { en: "Cancel it", es: "Cancelarla" },
  hand_over: { en: "With whoever comes now", es: "Con quien llega ahora" },
};

/** The headings of the eleven steps (clinical.md section 11). */
export const stepTitles: readonly Words[] = [
  { en: "People and home", es: "Personas y hogar" },
  { en: "Authority and consent", es: "Autoridad y permisos" },
  { en: "Access of whoever leaves", es: "Acceso de quien se va" },
  { en: "Addresses, contacts, orders", es: "Direcciones, contactos, órdenes" },
  { en: "Dyads and safety", es: "Díadas y seguridad" },
  { en: "Measures", es: "Medidas" },
  { en: "Appointments", es: "Citas" },
  { en: "Releases and letters", es: "Autorizaciones y cartas" },
  { en: "Story and goodbye", es: "Historia y despedida" },
  { en: "Tasks", es: "Tareas" },
  { en: "Eligibility and formulation", es: "Elegibilidad y formulación" },
];

/** The sentences of the page of changes. */
export const words = {
  title: { en: "Someone moves or changes", es: "Alguien se muda o cambia" },
  soFar: { en: "Moves so far", es: "Mudanzas hasta ahora" },
  moves: { en: (year: number, start: number) => `Moves in the last 12 months: ${year}. Since the case was opened: ${start}.`, es: (year: number, start: number) => `Mudanzas en los últimos 12 meses: ${year}. Desde que se abrió el caso: ${start}.` },
  toLook: { en: "To look at again", es: "Por revisar de nuevo" },
  nothingToLook: { en: "Nothing waits to be looked at.", es: "No hay nada por revisar." },
  by: { en: (day: string) => `by ${day}`, es: (day: string) => `antes del ${day}` },
  late: { en: (day: string) => `since ${day}`, es: (day: string) => `desde el ${day}` },
  supervisor: { en: "supervisor", es: "supervisión" },
  finish: { en: "Looked at", es: "Revisado" },
  notNeeded: { en: "Not needed", es: "No hace falta" },
  doneBy: { en: (name: string, day: string) => `${name}, ${day}`, es: (name: string, day: string) => `${name}, ${day}` },
  done: { en: "Looked at before", es: "Ya revisado" },
  changes: { en: "What changed", es: "Qué cambió" },
  noChanges: { en: "No change is recorded.", es: "No consta ningún cambio." },
  left: { en: "About", es: "Sobre" },
  came: { en: "Came", es: "Llegó" },
  toCome: { en: "to come", es: "por venir" },
  takenBack: { en: (day: string, why: string) => `taken back on ${day}: ${why}`, es: (day: string, why: string) => `deshecho el ${day}: ${why}` },
  takeBack: { en: "Take it back", es: "Deshacerlo" },
  reason: { en: "Reason", es: "Motivo" },
  takeBackHint: { en: "What ended holds again. Links and messages stay dead: send them anew.", es: "Lo que terminó vuelve a valer. Los enlaces y mensajes siguen sin efecto: envíelos de nuevo." },
  notRestored: { en: "These appointments could not be booked again:", es: "Estas citas no se pudieron volver a reservar:" },
  older: { en: "Show older ones", es: "Mostrar las anteriores" },
  kind: { en: "What happens", es: "Qué sucede" },
  on: { en: "From which day", es: "Desde qué día" },
  onHint: { en: "A day past or to come works too.", es: "También vale un día pasado o por venir." },
  source: { en: "Known from whom", es: "Por quién se sabe" },
  who: { en: "Who leaves, or lives apart from then on", es: "Quién se va o vive aparte desde entonces" },
  stays: { en: "Stays as it is", es: "Sigue igual" },
  ends: { en: "Has no part any more", es: "Deja de participar" },
  apart: { en: "Goes on, living apart", es: "Sigue, viviendo aparte" },
  dyad: { en: (name: string) => `Dyad with ${name}`, es: (name: string) => `Díada con ${name}` },
  visits: { en: (name: string) => `Visits of ${name}`, es: (name: string) => `Visitas de ${name}` },
  visitWords: { en: "When and where", es: "Cuándo y dónde" },
  goodbye: { en: (name: string) => `Goodbye with ${name}`, es: (name: string) => `Despedida de ${name}` },
  comes: { en: "Who comes", es: "Quién llega" },
  nobody: { en: "Nobody", es: "Nadie" },
  another: { en: "Add another person", es: "Añadir a otra persona" },
  forAll: { en: "For all of them", es: "Para todas" },
  oneByOne: { en: "Each by itself", es: "Cada una por separado" },
  somebodyNew: { en: "Somebody new", es: "Alguien nuevo" },
  person: { en: "Person", es: "Persona" },
  givenName: { en: "Given name", es: "Nombre" },
  familyName: { en: "Family name", es: "Apellidos" },
  birthDate: { en: "Birth date", es: "Fecha de nacimiento" },
  language: { en: "Language", es: "Idioma" },
  relation: { en: "To the child", es: "Del niño o la niña" },
  lives: { en: "Lives with the child", es: "Vive con el niño o la niña" },
  opensDyad: { en: "Takes part in sessions with the child", es: "Participa en las sesiones con el niño o la niña" },
  home: { en: "Where the child lives from then on", es: "Dónde vive el niño o la niña desde entonces" },
  sameHome: { en: "The child does not move", es: "El niño o la niña no se muda" },
  homeName: { en: "Name of the place, where it is no family", es: "Nombre del lugar, si no es una familia" },
  authorities: { en: "Authority that ends with it", es: "Autoridad que termina con esto" },
  foresee: { en: "Show what would happen", es: "Ver qué pasaría" },
  would: { en: "What would happen", es: "Qué pasaría" },
  remains: { en: "Left to you", es: "Queda para usted" },
  appointments: { en: "Appointments", es: "Citas" },
  expects: { en: (names: string) => `expects ${names}`, es: (names: string) => `espera a ${names}` },
  record: { en: "Record the change", es: "Anotar el cambio" },
  changedSince: { en: "You changed something above. Look at what would happen again.", es: "Usted cambió algo arriba. Vuelva a ver qué pasaría." },
  recorded: { en: "It is recorded.", es: "Queda anotado." },
  needKind: { en: "Choose what happens.", es: "Elija qué sucede." },
  needDay: { en: "Write the day.", es: "Escriba el día." },
  needSource: { en: "Say from whom it is known.", es: "Indique por quién se sabe." },
  needName: { en: "Write at least a given name.", es: "Escriba al menos un nombre." },
  needChoice: { en: "Choose one.", es: "Elija una opción." },
  redecided: { en: "Decided anew after a correction", es: "Decidido de nuevo tras una corrección" },
  redecidedLine: { en: (day: string, was: string, is: string) => `Session of ${day}: kept as “${was}”, by what is known now “${is}”. The original stands.`, es: (day: string, was: string, is: string) => `Sesión del ${day}: se guardó como «${was}»; con lo que se sabe ahora, «${is}». El original sigue en pie.` },
} as const;

export const verdictWords: Record<"yes" | "no" | "unknown", Words> = { yes: { en: "counts", es: "cuenta" }, no: { en: "does not count", es: "no cuenta" }, unknown: { en: "not known", es: "no se sabe" } };
