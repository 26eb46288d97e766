import type { Words } from "#kernel/language.ts";

/** The six strands of fidelity (clinical.md section 7). */
export const strands = {
  emotional_process: { en: "Emotional process", es: "Proceso emocional" },
  dyadic_relational: { en: "Dyadic-relational", es: "Diádico-relacional" },
  trauma_framework: { en: "Trauma framework", es: "Marco del trauma" },
  content: { en: "Content", es: "Contenido" },
  procedural: { en: "Procedural", es: "Procedimiento" },
  reflective_practice: { en: "Reflective practice", es: "Práctica reflexiva" },
} as const satisfies Record<string, Words>;
export type Strand = keyof typeof strands;
