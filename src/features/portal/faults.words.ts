import type { Words } from "#kernel/language.ts";

/** What is said where the portal cannot be opened. */
export const faultWords = {
  noAdult: { en: "This person is not an adult around this child today.", es: "Esta persona no es hoy un adulto cercano a este niño." },
  notOpen: { en: "This person has no way into the portal.", es: "Esta persona no tiene acceso al portal." },
  noQuestions: { en: "No questions wait here.", es: "Aquí no hay preguntas pendientes." },
} as const satisfies Record<string, Words>;
