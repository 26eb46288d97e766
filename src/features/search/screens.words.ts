import type { Words } from "#kernel/language.ts";
import type { HitKind } from "./contract.ts";

export const kindNames: Record<HitKind, Words> = {
  passage: { en: "Passage", es: "Pasaje" },
  session: { en: "Session", es: "Sesión" },
  life_event: { en: "Life event", es: "Suceso de la vida" },
  objective: { en: "Objective of the plan", es: "Objetivo del plan" },
  document: { en: "Document", es: "Documento" },
  diagnosis: { en: "Diagnosis", es: "Diagnóstico" },
  person: { en: "Person", es: "Persona" },
};

/** How a session came out. */
export const sessionNames: Record<string, Words> = {
  booked: { en: "Session, planned", es: "Sesión prevista" },
  held: { en: "Session, held", es: "Sesión realizada" },
  cancelled: { en: "Session, cancelled", es: "Sesión cancelada" },
  no_show: { en: "Session, missed", es: "Sesión sin asistir" },
};

/** The sentences of the search in a case. */
export const words = {
  title: { en: "Search in this family", es: "Buscar en esta familia" },
  look: { en: "Words, or a day", es: "Palabras, o un día" },
  hint: { en: "In notes, plan, documents, diagnoses, life events and people. A day such as 14 Sep finds sessions.", es: "En notas, plan, documentos, diagnósticos, sucesos y personas. Un día, como 14 sep, encuentra sesiones." },
  kind: { en: "What", es: "Qué" },
  everything: { en: "Everything", es: "Todo" },
  stage: { en: "Stage", es: "Etapa" },
  anyStage: { en: "Any stage", es: "Cualquier etapa" },
  from: { en: "From", es: "Desde" },
  to: { en: "To", es: "Hasta" },
  narrow: { en: "Narrow it down", es: "Acotar" },
  results: { en: "Found", es: "Encontrado" },
  shown: { en: (count: number) => (count === 1 ? "1 found, the newest first." : `${count} found, the newest first.`), es: (count: number) => (count === 1 ? "1 resultado." : `${count} resultados, primero los más recientes.`) },
  shownMore: { en: (count: number) => `The newest ${count} are shown; there are more.`, es: (count: number) => `Se muestran los ${count} más recientes; hay más.` },
  more: { en: "Show older", es: "Mostrar anteriores" },
  none: { en: (text: string) => `Nothing with “${text}” that you may see.`, es: (text: string) => `Nada con «${text}» que usted pueda ver.` },
  noneNext: { en: "Words are looked for from their beginning, all of them in one place. Fewer words find more.", es: "Las palabras se buscan desde el principio y todas en el mismo lugar. Con menos palabras se encuentra más." },
  begin: { en: "Write at least two letters.", es: "Escriba al menos dos letras." },
  keys: { en: "to move, Enter to open", es: "para moverse, Intro para abrir" },
  owned: { en: (what: string, whose: string) => `${what}: ${whose}`, es: (what: string, whose: string) => `${what}: ${whose}` },
};
