import type { Words } from "#kernel/language.ts";
import { aboutDay } from "#kernel/saying.ts";

/** Said of the sessions of somebody who has left. */
export const leavingWords = {
  left: (name: string, lastDay: string): Words => aboutDay(lastDay, { en: (day) => `${name}'s last day is ${day}.`, es: (day) => `El último día de ${name} es el ${day}.` }),
  fix: { en: "Give the session to another clinician of the team.", es: "Pase la sesión a otra persona terapeuta del equipo." },
} as const;

/** Why a question about what would be is refused. */
export const faultWords = {
  whom: { en: "Say who leaves, or what ends.", es: "Diga quién se va, o qué termina." },
  expectSubject: { en: "Expected the id of somebody who works here, or of a credential or certificate in the record.", es: "Se espera el identificador de alguien que trabaja aquí, o de una credencial o certificado que consta." },
} as const;
