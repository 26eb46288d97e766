import type { Words } from "#kernel/language.ts";
import type { EventKind } from "#features/policy/timers.contract.ts";
import { milestoneWords } from "./words.ts";
import type { Result, RowState, Subject, TimerStateName, Way } from "./contract.ts";

/** How a timer of one case stands. */
export const timerStateWords: Record<TimerStateName, Words> = {
  met: { en: "Met", es: "Cumplido" },
  due: { en: "Due", es: "Pendiente" },
  late: { en: "Late", es: "Con retraso" },
  broken: { en: "Not met", es: "No cumplido" },
  unknown: { en: "Unknown", es: "No se sabe" },
  not_started: { en: "Not begun", es: "Sin empezar" },
};

/** How a row of the room stands. */
export const rowStateWords: Record<RowState, Words> = {
  not_met: { en: "Not met", es: "No cumplido" },
  late: { en: "Late", es: "Con retraso" },
  unknown: { en: "Unknown", es: "No se sabe" },
  due: { en: "Due", es: "Pendiente" },
  draft: { en: "Draft, warns", es: "Borrador, avisa" },
  met: { en: "Met", es: "Cumplido" },
  not_applicable: { en: "Not applicable", es: "No corresponde" },
  closed: { en: "Closed to your role", es: "Cerrado para su función" },
};

/** How one case, session or team came out. */
export const resultWords: Record<Result, Words> = {
  not_met: { en: "Not met", es: "No cumplido" },
  late: { en: "Late", es: "Con retraso" },
  unknown: { en: "Unknown", es: "No se sabe" },
  due: { en: "Due", es: "Pendiente" },
  overridden: { en: "Decided by a person", es: "Decidido por una persona" },
  met: { en: "Met", es: "Cumplido" },
  not_applicable: { en: "Not applicable", es: "No corresponde" },
  not_started: { en: "Not begun", es: "Sin empezar" },
};

const counted = (number: string, one: string, many: string) => `${number} ${number === "1" ? one : many}`;
/** What a number of a row counts. */
export const subjectWords: Record<Subject, { en: (number: string) => string; es: (number: string) => string }> = {
  case: { en: (number) => counted(number, "case", "cases"), es: (number) => counted(number, "caso", "casos") },
  session: { en: (number) => counted(number, "session", "sessions"), es: (number) => counted(number, "sesión", "sesiones") },
  team: { en: (number) => counted(number, "team", "teams"), es: (number) => counted(number, "equipo", "equipos") },
};
/** A number with what it counts, as in "3 not met". */
export const countWords: Record<Result, { en: (number: string) => string; es: (number: string) => string }> = {
  not_met: { en: (number) => `${number} not met`, es: (number) => counted(number, "no cumplido", "no cumplidos") },
  late: { en: (number) => `${number} late`, es: (number) => `${number} con retraso` },
  unknown: { en: (number) => `${number} unknown`, es: (number) => `${number} sin saberse` },
  due: { en: (number) => `${number} due`, es: (number) => counted(number, "pendiente", "pendientes") },
  overridden: { en: (number) => `${number} decided by a person`, es: (number) => counted(number, "decidido por una persona", "decididos por una persona") },
  met: { en: (number) => `${number} met`, es: (number) => counted(number, "cumplido", "cumplidos") },
  not_applicable: { en: (number) => `${number} not concerned`, es: (number) => `${number} sin relación` },
  not_started: { en: (number) => `${number} not begun`, es: (number) => `${number} sin empezar` },
};

/** How a consent was given, and whether a contact reached somebody. */
export const wayWords: Record<Way, Words> = {
  written: { en: "In writing", es: "Por escrito" },
  verbal: { en: "Spoken", es: "De palabra" },
  reached: { en: "Somebody was reached", es: "Se habló con alguien" },
  not_reached: { en: "Nobody was reached", es: "No se habló con nadie" },
};

const { intake_contact: _contact, planned_end: _end, ...recorded } = milestoneWords;
/** What an event is called: a recorded date, or what the record says by itself. */
export const eventNames = {
  ...(Object.fromEntries(Object.entries(recorded).map(([kind, { name }]) => [kind, name])) as Record<keyof typeof recorded, Words>),
  born: { en: "Born", es: "Nacimiento" },
  service: { en: "Service", es: "Servicio" },
  telehealth_service: { en: "Session at a distance", es: "Sesión a distancia" },
} satisfies Record<EventKind, Words>;

/** The sentences of the room. */
export const words = {
  title: { en: "Compliance", es: "Cumplimiento" },
  parts: { en: "Parts of the compliance room", es: "Partes de la sala de cumplimiento" },
  rules: { en: "Clauses and timers", es: "Cláusulas y plazos" },
  ages: { en: "Age", es: "Edad" },
  exceptions: { en: "Exceptions", es: "Excepciones" },
  draftsWarn: { en: "Draft clauses warn and never block.", es: "Las cláusulas en borrador avisan y nunca impiden." },
  sessionsSince: { en: (day: string) => `Sessions signed since ${day}, teams and open cases as of today.`, es: (day: string) => `Sesiones firmadas desde el ${day}; equipos y casos abiertos a día de hoy.` },
  version: { en: (version: string) => `version ${version}`, es: (version: string) => `versión ${version}` },
  noVersion: { en: "no version in force today", es: "hoy sin versión vigente" },
  edition: { en: (edition: string) => `the agency's own edition ${edition}`, es: (edition: string) => `edición propia de la agencia ${edition}` },
  policy: { en: "Policy", es: "Norma" },
  allPolicies: { en: "All policies", es: "Todas las normas" },
  state: { en: "State", es: "Estado" },
  allStates: { en: "All states", es: "Todos los estados" },
  clause: { en: "Clause", es: "Cláusula" },
  ours: { en: "In our words", es: "En nuestras palabras" },
  applies: { en: "Applies to", es: "Se aplica a" },
  evidence: { en: "Evidence", es: "Constancia" },
  due: { en: "Due", es: "Vence" },
  timer: { en: "timer", es: "plazo" },
  closedCharts: { en: (number: string) => `${number} closed to your role`, es: (number: string) => counted(number, "cerrado para su función", "cerrados para su función") },
  nothing: { en: "nothing yet", es: "nada todavía" },
  open: { en: (clause: string) => `What is behind ${clause}`, es: (clause: string) => `Qué hay detrás de ${clause}` },
  noRows: { en: "No clause stands so.", es: "Ninguna cláusula está así." },
  noRowsNext: { en: "Choose another state to see the others.", es: "Elija otro estado para ver las demás." },
  failed: { en: "The rules could not be looked through.", es: "No se pudieron revisar las normas." },
  notEncoded: { en: "Not checked by rule, and why", es: "Sin revisión por regla, y por qué" },
  rulebook: { en: "Rulebook", es: "Normas" },
  audits: { en: "Fidelity audits", es: "Auditorías de fidelidad" },
  print: { en: "Print for a site visit", es: "Imprimir para una visita" },
  printed: { en: (day: string) => `As of ${day}`, es: (day: string) => `A fecha de ${day}` },
  printedBy: { en: (name: string) => `Printed by ${name}`, es: (name: string) => `Impreso por ${name}` },
  back: { en: "All clauses", es: "Todas las cláusulas" },
  behindCaption: { en: (words: string) => `What is behind: ${words}`, es: (words: string) => `Qué hay detrás: ${words}` },
  who: { en: "Who", es: "Quién" },
  clinician: { en: "Clinician", es: "Terapeuta" },
  day: { en: "Day", es: "Día" },
  units: { en: "Units", es: "Unidades" },
  verdict: { en: "Counts", es: "Cuenta" },
  came: { en: "Result", es: "Resultado" },
  verdicts: { yes: { en: "yes", es: "sí" }, no: { en: "no", es: "no" }, unknown: { en: "unknown", es: "no se sabe" } } satisfies Record<string, Words>,
  allResults: { en: "All results", es: "Todos los resultados" },
  nothingBehind: { en: "Nothing stands behind this number.", es: "Detrás de este número no hay nada." },
  noAges: { en: "No open case.", es: "No hay casos abiertos." },
  child: { en: "Child", es: "Niño o niña" },
  turns: { en: (years: number) => `Turns ${years}`, es: (years: number) => `Cumple ${years}` },
  left: { en: "Time left", es: "Tiempo restante" },
  monthsLeft: { en: (months: number) => (months === 0 ? "under a month" : `${months} ${months === 1 ? "month" : "months"}`), es: (months: number) => (months === 0 ? "menos de un mes" : `${months} ${months === 1 ? "mes" : "meses"}`) },
  ageOver: { en: "past the age", es: "pasó la edad" },
  plannedEnd: { en: "Planned end", es: "Fin previsto" },
  noPlannedEnd: { en: "not recorded", es: "sin anotar" },
  endsBefore: { en: "ages out before", es: "cumple la edad antes" },
  noBirthDate: { en: "birth date unknown", es: "sin fecha de nacimiento" },
  noExceptions: { en: "Nobody has decided over a finding.", es: "Nadie ha decidido sobre un punto." },
  finding: { en: "Finding", es: "Punto" },
  by: { en: "By", es: "Por" },
  when: { en: "When", es: "Cuándo" },
  why: { en: "Why", es: "Motivo" },
  until: { en: "Until", es: "Hasta" },
  noUntil: { en: "without an end", es: "sin final" },
  whyClosed: { en: "in the child's chart, closed to your role", es: "en la historia del niño o la niña, cerrada para su función" },
  stands: { en: "Stands", es: "Vigente" },
  over: { en: "Over", es: "Terminada" },
  ended: { en: (by: string, on: string) => `Ended by ${by}, ${on}`, es: (by: string, on: string) => `Terminada por ${by}, ${on}` },
  end: { en: "End it", es: "Terminarla" },
  endIntro: { en: "From now on the finding counts as it is. What was decided before stays as it was decided.", es: "Desde ahora el punto cuenta tal como está. Lo ya decidido queda como se decidió." },
  reason: { en: "Reason", es: "Motivo" },
  needReason: { en: "Write the reason in at least ten characters.", es: "Escriba el motivo con al menos diez caracteres." },
} as const;
