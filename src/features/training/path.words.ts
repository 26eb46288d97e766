import type { Language, Words } from "#kernel/language.ts";
import type { Lent } from "./cohorts.contract.ts";
import type { Rule } from "./contract.ts";

type Case = Lent["cases"][number];
const lacking: Record<Case["lacks"][number], Record<Language, string>> = {
  feedback: { en: "the feedback session", es: "la sesión de devolución" },
  introduced: { en: "the child's introduction to treatment", es: "la introducción del niño al tratamiento" },
  sessions: { en: "enough signed sessions", es: "suficientes sesiones firmadas" },
  plannedEnd: { en: "a planned end", es: "un final previsto" },
  closingMeasures: { en: "the closing measures", es: "las medidas de cierre" },
};
const joined = (all: readonly string[], and: string): string => (all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} ${and} ${all.at(-1)!}`);

/** What a figure of the way rests on. */
export const pathWords = {
  nothingLent: { en: "The agency has lent nothing yet.", es: "La agencia todavía no ha prestado nada." },
  oneCase: {
    en: (one: Case, isCourse: boolean) => `${one.id}: ${one.sessions} signed ${one.sessions === 1 ? "session" : "sessions"} since ${one.startedOn}${isCourse ? (one.fullCourse ? ", a full course" : `, wants ${joined(one.lacks.map((each) => lacking[each].en), "and")}`) : ""}`,
    es: (one: Case, isCourse: boolean) => `${one.id}: ${one.sessions} ${one.sessions === 1 ? "sesión firmada" : "sesiones firmadas"} desde ${one.startedOn}${isCourse ? (one.fullCourse ? ", un curso completo" : `; falta ${joined(one.lacks.map((each) => lacking[each].es), "y")}`) : ""}`,
  },
  countsForOther: { en: (code: string) => `${code}: a colleague saw this family more often, and it counts for that colleague`, es: (code: string) => `${code}: otra persona atendió más a esta familia, y cuenta para ella` },
  fortnights: { en: (days: readonly string[]) => (days.length === 0 ? [] : [`Fortnights with both calls begin on: ${days.join(", ")}`]), es: (days: readonly string[]) => (days.length === 0 ? [] : [`Las quincenas con ambas llamadas empiezan el: ${days.join(", ")}`]) },
} as const;

/** What a requirement counts, in a word or two, for the head of a column. */
export const shortNames: Record<Rule["counts"], Words> = {
  months_since_start: { en: "Months", es: "Meses" },
  face_to_face_days: { en: "Days", es: "Días" },
  calls_a_month: { en: "Calls", es: "Llamadas" },
  calls_a_fortnight: { en: "Calls", es: "Llamadas" },
  videos: { en: "Videos", es: "Videos" },
  clients: { en: "Clients", es: "Clientes" },
  full_courses: { en: "Full courses", es: "Cursos completos" },
  days_to_first_case: { en: "First case", es: "Primer caso" },
  fidelity_cases: { en: "Fidelity", es: "Fidelidad" },
  components: { en: "Components", es: "Componentes" },
  reviews: { en: "Reviews", es: "Revisiones" },
  months_since_update: { en: "Confirmed", es: "Confirmado" },
  standing_practice: { en: "Practice", es: "Práctica" },
  clinicians_a_supervisor: { en: "Team", es: "Equipo" },
  team: { en: "Team", es: "Equipo" },
  valid_dates: { en: "Certificate", es: "Certificado" },
  stated: { en: "Stated", es: "Declarado" },
  nothing_defined: { en: "Not defined", es: "Sin definir" },
};
