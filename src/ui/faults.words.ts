import type { Words } from "#kernel/language.ts";

/** What is said where the server could not say anything itself. */
export const faultWords = {
  offline: { en: "There is no network, or the server does not answer.", es: "No hay red, o el servidor no responde." },
  unreadable: { en: "The answer of the server could not be read.", es: "No se pudo leer la respuesta del servidor." },
} as const satisfies Record<string, Words>;
