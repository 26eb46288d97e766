import type { Language, Words } from "#kernel/language.ts";

/** What stands on the printed audit. */
export const paperWords = {
  heading: { en: "Annual fidelity audit", es: "Auditoría anual de fidelidad" },
  draft: { en: "Draft: the audit is not closed.", es: "Borrador: la auditoría no está cerrada." },
  agency: { en: "Agency", es: "Agencia" },
  rule: { en: "Asked by", es: "La pide" },
  period: { en: "Period", es: "Período" },
  auditor: { en: "Auditor", es: "Audita" },
  closed: { en: "Closed on", es: "Cerrada el" },
  rating: { en: "Rating", es: "Calificación" },
  nextDue: { en: "Next audit due by", es: "Próxima auditoría, a más tardar el" },
  acceptable: { en: "Acceptable", es: "Aceptable" },
  notAcceptable: { en: "Not acceptable", es: "No aceptable" },
  notRated: { en: "Not rated yet", es: "Sin calificar" },
  sample: { en: "1. The sample", es: "1. La muestra" },
  services: { en: "2. Sessions of the sample, as the service record has them", es: "2. Sesiones de la muestra, según el registro del servicio" },
  ratings: { en: "3. Ratings", es: "3. Calificaciones" },
  findings: { en: "4. Findings", es: "4. Hallazgos" },
  plan: { en: "5. Corrective plan", es: "5. Plan de mejora" },
  check: { en: "6. How to check this pack", es: "6. Cómo comprobar este paquete" },
  checkWords: {
    en: "The files beside this sheet hold everything that stands on it. Each is listed in manifest.json with its SHA-256. A closed audit gives the same evidence every time it is built; its digest is:",
    es: "Los archivos que acompañan a este documento contienen todo lo que hay en él. Cada uno figura en manifest.json con su SHA-256. Una auditoría cerrada da siempre la misma documentación; su resumen criptográfico es:",
  },
  codes: { en: "Families stand here as codes. Nothing that was said or written in a session is in this pack.", es: "Las familias figuran aquí con códigos. En este paquete no hay nada de lo que se dijo o escribió en una sesión." },
  case: { en: "Case", es: "Caso" },
  state: { en: "State", es: "Estado" },
  reason: { en: "Reason", es: "Motivo" },
  sampled: { en: "Sampled", es: "En la muestra" },
  replaced: { en: "Taken out; in its place:", es: "Retirado; en su lugar:" },
  servicesWords: { en: "Each session by itself, with its decision clause by clause, stands in services.csv and decisions.json.", es: "Cada sesión por separado, con su decisión párrafo por párrafo, está en services.csv y decisions.json." },
  sessions: { en: "Sessions", es: "Sesiones" },
  firstToLast: { en: "First and last day", es: "Primer y último día" },
  minutes: { en: "Minutes", es: "Minutos" },
  units: { en: "Units", es: "Unidades" },
  counts: { en: "Counts", es: "Cuenta" },
  open: { en: "Not met or not known", es: "No se cumple o no se sabe" },
  question: { en: "Question", es: "Pregunta" },
  points: { en: "Points by case", es: "Puntos por caso" },
  notApplicable: { en: "n/a", es: "n/c" },
  scale: { en: "Scale (local)", es: "Escala (local)" },
  shortfall: { en: "Falls short", es: "No se cumple" },
  strength: { en: "Strength", es: "Fortaleza" },
  finding: { en: "Finding", es: "Hallazgo" },
  clause: { en: "Clause", es: "Párrafo" },
  none: { en: "None.", es: "Ninguno." },
  action: { en: "Action", es: "Acción" },
  who: { en: "Who", es: "Quién" },
  by: { en: "By", es: "Fecha límite" },
  doneWhen: { en: "Done when", es: "Hecha cuando" },
  done: { en: "Done", es: "Hecha" },
  page: { en: "Page", es: "Página" },
  of: { en: "of", es: "de" },
} satisfies Record<string, Words>;

export const verdictWords: Record<"yes" | "no" | "unknown", Words> = { yes: { en: "Yes", es: "Sí" }, no: { en: "No", es: "No" }, unknown: { en: "Not known", es: "No se sabe" } };

/** How a rating came about, in a sentence. */
export const basisWords: Record<Language, { local: (percent: string, threshold: number) => string; official: (rating: string, issuer: string, document: string) => string }> = {
  en: {
    local: (percent, threshold) => `${percent} of the points that apply; the programme's own threshold is ${threshold} %. No published pass mark is known.`,
    official: (rating, issuer, document) => `Official rating "${rating}" by ${issuer}, in the document "${document}".`,
  },
  es: {
    local: (percent, threshold) => `${percent} de los puntos que corresponden; el umbral propio del programa es ${threshold} %. No se conoce ninguna nota de aprobación publicada.`,
    official: (rating, issuer, document) => `Calificación oficial «${rating}» de ${issuer}, en el documento «${document}».`,
  },
};
