import type { Words } from "#kernel/language.ts";

/** The headings of a copy of the record. */
export const partNames: Record<"session" | "attendance" | "diagnosis" | "event" | "problem" | "objective" | "score" | "note" | "message", Words> = {
  session: { en: "Visits", es: "Visitas" },
  attendance: { en: "Attendance of adults", es: "Asistencia de personas adultas" },
  diagnosis: { en: "Diagnoses", es: "Diagnósticos" },
  event: { en: "Traumatic events", es: "Sucesos traumáticos" },
  problem: { en: "Problems", es: "Problemas" },
  objective: { en: "Plan of care", es: "Plan de atención" },
  score: { en: "Measures", es: "Medidas" },
  note: { en: "Notes", es: "Notas" },
  message: { en: "Messages with the team", es: "Mensajes con el equipo" },
};

/** The facts of a record as sentences. */
export const partWords = {
  session: { en: (kind: string, minutes: number, child: string) => `${kind}, ${minutes} minutes; ${child}`, es: (kind: string, minutes: number, child: string) => `${kind}, ${minutes} minutos; ${child}` },
  childCame: { en: "the child was there", es: "el niño o la niña estuvo" },
  childNotThere: { en: "without the child", es: "sin el niño o la niña" },
  came: { en: (name: string) => `${name} was there`, es: (name: string) => `${name} estuvo` },
  notThere: { en: (name: string) => `${name} was expected and was not there`, es: (name: string) => `se esperaba a ${name}, que no estuvo` },
  objective: { en: (words: string, baseline: string) => `${words} At the start: ${baseline}`, es: (words: string, baseline: string) => `${words} Al inicio: ${baseline}` },
  score: { en: (name: string, total: number | null) => `${name}: ${total === null ? "no total" : `total ${total}`}`, es: (name: string, total: number | null) => `${name}: ${total === null ? "sin total" : `total ${total}`}` },
  adultWrote: { en: "This adult", es: "Esta persona" },
  part2: { en: "42 CFR part 2", es: "42 CFR, parte 2" },
};
