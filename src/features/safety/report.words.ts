import type { Words } from "#kernel/language.ts";

/** What a report still needs before it is closed, field by field. */
export const needs = {
  children: { en: "Name the children whom it is about.", es: "Nombre a los niños de quienes se trata." },
  allegations: { en: "Write what is suspected.", es: "Escriba lo que se sospecha." },
  accounts: { en: "Write at least one thing that was seen, heard or said.", es: "Escriba al menos una cosa vista, oída o dicha." },
  danger: { en: "Choose whether there is danger now.", es: "Elija si hay peligro ahora." },
  knownAt: { en: "Give the moment at which you came to know.", es: "Indique el momento en que lo supo." },
  oralAt: { en: "Give the moment of the oral report.", es: "Indique el momento del reporte oral." },
  oralAfterKnown: { en: "The report was made after it was known: check the two times.", es: "El reporte se hace después de saberlo: revise las dos horas." },
  oralAgency: { en: "Name the agency that took the report.", es: "Nombre la agencia que recibió el reporte." },
  caregiverTold: { en: "Choose whether the caregiver was told.", es: "Elija si se informó a la persona cuidadora." },
  caregiverWords: { en: "Write why the caregiver was not told.", es: "Escriba por qué no se informó a la persona cuidadora." },
} satisfies Record<string, Words>;
