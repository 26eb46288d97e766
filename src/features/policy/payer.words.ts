import type { Words } from "#kernel/language.ts";

const say = (en: string, es: string): Words => ({ en, es });

const spanEn = { day: "a day", week: "a week", month: "a month", rolling_12_months: "twelve months", calendar_year: "a calendar year", episode: "a course of treatment", lifetime: "a lifetime" } as const;
const spanEs = { day: "un día", week: "una semana", month: "un mes", rolling_12_months: "doce meses", calendar_year: "un año calendario", episode: "un tratamiento", lifetime: "toda la vida" } as const;
/** A span over which a payer counts; `days` belongs to an interval. */
export type Span = { per: keyof typeof spanEn | "interval"; days: number | null };
const inEn = ({ per, days }: Span) => (per === "interval" ? `${days} days` : spanEn[per]);
const inEs = ({ per, days }: Span) => (per === "interval" ? `${days} días` : spanEs[per]);
const whatEn = (unit: "units" | "sessions", n: number) => (n === 1 ? unit.slice(0, -1) : unit);
const whatEs = (unit: "units" | "sessions", n: number) => (unit === "units" ? (n === 1 ? "unidad" : "unidades") : n === 1 ? "sesión" : "sesiones");

/** Said of what some payers ask and others do not: authorizations, counts, a code for the whole encounter. */
export const payerWords = {
  authorizationMet: (number: string) => say(`Authorization ${number} covers this day.`, `La autorización ${number} cubre este día.`),
  authorizationNone: {
    message: say("This payer asks for an authorization before the service, and none is on record.", "Este pagador pide una autorización antes del servicio, y no hay ninguna anotada."),
    fix: say("Ask the payer for an authorization and record its number and dates.", "Pida la autorización al pagador y anote su número y sus fechas."),
  },
  authorizationNot: {
    message: say("No authorization on record covers this day.", "Ninguna autorización anotada cubre este día."),
    fix: say("Ask the payer to extend the authorization, or correct its dates.", "Pida al pagador que amplíe la autorización, o corrija sus fechas."),
  },
  authorizationUnknown: {
    message: say("It is not known yet whether an authorization covers this day.", "Todavía no se sabe si una autorización cubre este día."),
    fix: say("Record the authorizations with number and dates, or that there are none.", "Anote las autorizaciones con número y fechas, o que no hay ninguna."),
  },
  codeMet: (minutes: number, name: Words) => say(`${minutes} minutes: ${name.en}, once for the encounter.`, `${minutes} minutos: ${name.es}, una vez por encuentro.`),
  codeNone: (minutes: number, from: number) => ({
    message: say(`${minutes} minutes are too short for any code; the shortest begins at ${from}.`, `${minutes} minutos no alcanzan para ningún código; el más corto empieza en ${from}.`),
    fix: say("Keep the contact in the chart without a claim. If the times are wrong, correct them.", "Conserve el contacto en el expediente sin facturarlo. Si las horas no son correctas, corríjalas."),
  }),
  limitMet: (total: number, max: number, unit: "units" | "sessions", span: Span) => say(`With this session ${total} of ${max} ${whatEn(unit, max)} in ${inEn(span)}.`, `Con esta sesión, ${total} de ${max} ${whatEs(unit, max)} en ${inEs(span)}.`),
  limitOver: (total: number, max: number, unit: "units" | "sessions", span: Span) => ({
    message: say(`With this session ${total} ${whatEn(unit, total)} in ${inEn(span)}; the payer covers ${max}.`, `Con esta sesión, ${total} ${whatEs(unit, total)} en ${inEs(span)}; el pagador cubre ${max}.`),
    fix: say("Check the count. If it is right, plan with the family what goes on without this payer.", "Revise el recuento. Si es correcto, planifique con la familia qué puede seguir sin este pagador."),
  }),
  limitUnknown: (span: Span) => ({
    message: say(`It is not known yet how much of this service was given in ${inEn(span)}.`, `Todavía no se sabe cuánto de este servicio se prestó en ${inEs(span)}.`),
    fix: say("Record the earlier services and the times of this session.", "Anote los servicios anteriores y las horas de esta sesión."),
  }),
  diagnosisNotAsked: say("No diagnosis is asked for.", "No se pide un diagnóstico."),
} as const;
