import type { Language } from "#kernel/language.ts";
import type { Lent } from "./cohorts.contract.ts";

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
