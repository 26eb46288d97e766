import type { Words } from "#kernel/language.ts";
import type { contract } from "#features/contract.ts";

/** What a procedure of each part of the work is about, for whoever reads the trail. */
const partNames: Record<keyof typeof contract, Words> = {
  account: { en: "Sign-in and accounts", es: "Acceso y cuentas" },
  documents: { en: "Documents", es: "Documentos" },
  workforce: { en: "Staff", es: "Personal" },
  people: { en: "People around the child", es: "Personas alrededor del niño o de la niña" },
  merging: { en: "Joining records", es: "Unión de expedientes" },
  intake: { en: "Referrals", es: "Solicitudes" },
  diagnoses: { en: "Diagnoses", es: "Diagnósticos" },
  caseload: { en: "Caseload", es: "Carga de familias" },
  cases: { en: "The record", es: "El expediente" },
  consents: { en: "Consents", es: "Consentimientos" },
  attendance: { en: "Visits and attendance", es: "Visitas y asistencia" },
  visiting: { en: "Visits at home", es: "Visitas al hogar" },
  calendar: { en: "Calendar", es: "Calendario" },
  bookings: { en: "Bookings", es: "Reservas" },
  calendarFeeds: { en: "Own calendar on the telephone", es: "Calendario propio en el teléfono" },
  calendarDays: { en: "Rooms and special days", es: "Salas y días especiales" },
  eligibility: { en: "Eligibility", es: "Requisitos" },
  waiting: { en: "Families that wait", es: "Familias en espera" },
  rulebook: { en: "Rulebook", es: "Reglamento" },
  foresight: { en: "What-if", es: "Qué pasaría si" },
  plan: { en: "Plan of care", es: "Plan de atención" },
  custody: { en: "Notes in custody", es: "Notas en custodia" },
  course: { en: "Course of treatment", es: "Curso del tratamiento" },
  resources: { en: "Help elsewhere", es: "Ayuda de otros" },
  notes: { en: "Session notes", es: "Notas de sesión" },
  noteTemplates: { en: "Templates of notes", es: "Plantillas de notas" },
  stories: { en: "Stories", es: "Historias" },
  triggers: { en: "Reminders of what happened", es: "Recordatorios de lo vivido" },
  formulation: { en: "Formulation", es: "Formulación" },
  fidelity: { en: "Fidelity", es: "Fidelidad" },
  fidelityPacks: { en: "Fidelity rules", es: "Reglas de fidelidad" },
  instruments: { en: "Instruments", es: "Instrumentos" },
  measures: { en: "Measures", es: "Medidas" },
  answers: { en: "Answers to measures", es: "Respuestas a las medidas" },
  measureSchedule: { en: "Schedule of measures", es: "Calendario de medidas" },
  measureSeries: { en: "Measures over time", es: "Medidas a lo largo del tiempo" },
  safety: { en: "Safety", es: "Seguridad" },
  messages: { en: "Messages", es: "Mensajes" },
  placement: { en: "Placement", es: "Hogar del niño o de la niña" },
  release: { en: "What leaves the record", es: "Lo que sale del expediente" },
  billing: { en: "Services", es: "Servicios" },
  timeline: { en: "Timeline", es: "Línea de tiempo" },
  outcomes: { en: "Outcomes", es: "Resultados" },
  finding: { en: "Search over the programme", es: "Búsqueda en todo el programa" },
  search: { en: "Search", es: "Búsqueda" },
  compliance: { en: "Compliance", es: "Cumplimiento" },
  audits: { en: "Audits", es: "Auditorías" },
  investment: { en: "Return on investment", es: "Rendimiento de la inversión" },
  reports: { en: "Reports of the programme", es: "Informes del programa" },
  privacy: { en: "Privacy desk", es: "Mesa de privacidad" },
  lists: { en: "Lists that were brought in", es: "Listas importadas" },
  operating: { en: "How the system stands", es: "Estado del sistema" },
  begin: { en: "First steps", es: "Primeros pasos" },
  day: { en: "Today", es: "Hoy" },
  ownAccess: { en: "One's own sign-in", es: "El acceso propio" },
  recoveries: { en: "Letting somebody in anew", es: "Readmisión de alguien" },
  access: { en: "Who comes in, and how", es: "Quién entra y cómo" },
  absences: { en: "Cover for an absence", es: "Sustitución por ausencia" },
  heldRoles: { en: "Roles", es: "Funciones" },
  handover: { en: "Hand-over", es: "Traspaso" },
};
const further: Record<string, Words> = {
  answering: { en: "Answers behind a link", es: "Respuestas tras un enlace" },
  site: { en: "Public site", es: "Sitio público" },
  cli: { en: "Command line", es: "Línea de comandos" },
  demo: { en: "Made-up programme", es: "Programa inventado" },
};
const other: Words = { en: "Something else", es: "Otra cosa" };

/** What a procedure is about, in plain words. */
export const partOf = (procedure: string): Words => {
  const name = procedure.split(".")[0]!;
  return (partNames as Record<string, Words>)[name] ?? further[name] ?? other;
};
