import type { Words } from "#kernel/language.ts";
import type { PlanPart } from "./plans.contract.ts";

/** The headings of the paper. Nobody who finds the sheet learns from them what it is. */
export const paperWords = {
  title: { en: "My notes", es: "Mis apuntes" },
  warningSigns: { en: "What I notice", es: "Lo que noto" },
  helps: { en: "What does me good", es: "Lo que me hace bien" },
  peoplePlaces: { en: "People and places", es: "Personas y lugares" },
  contacts: { en: "Numbers", es: "Números" },
  childWords: { en: "The children", es: "Los niños" },
  papers: { en: "Papers", es: "Papeles" },
  codeWord: { en: "Word", es: "Palabra" },
  foot: { en: "988 · 911", es: "988 (2) · 911" },
} satisfies Record<PlanPart | "title" | "childWords" | "foot", Words>;
