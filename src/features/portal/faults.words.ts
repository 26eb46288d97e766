import type { Words } from "#kernel/language.ts";

/** What is said where the portal cannot be opened. */
export const faultWords = {
  noAdult: { en: "This person is not an adult around this child today.", es: "Esta persona no es hoy un adulto cercano a este niño." },
  notOpen: { en: "This person has no way into the portal.", es: "Esta persona no tiene acceso al portal." },
  noWay: { en: "This is no way to reach you that is called safe.", es: "Esta no es una forma segura de buscarle." },
  wrongCode: { en: "That is not the code.", es: "Esa no es la clave." },
  noCode: { en: "This account has no code of its own for the portal.", es: "Esta cuenta no tiene una clave propia para el portal." },
  enoughKeys: { en: "There are as many passkeys as one may have. Remove one first.", es: "Ya hay tantas llaves de acceso como se puede. Quite una primero." },
  noQuestions: { en: "No questions wait here.", es: "Aquí no hay preguntas pendientes." },
  manyCopies: (most: number): Words => ({ en: `${most} copies were taken within a day. Come back tomorrow.`, es: `En un día ya se sacaron ${most} copias. Vuelva mañana.` }),
} as const;
