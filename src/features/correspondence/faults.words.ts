import type { Words } from "#kernel/language.ts";
import type { CorrespondenceState } from "./contract.ts";

/** What is said where nothing can be written. */
export const faultWords = {
  noAdult: { en: "This person is not an adult around this child.", es: "Esta persona no es un adulto cercano a este niño." },
  sentAlready: { en: "This was sent already.", es: "Esto ya se envió." },
  tooMany: { en: "That is a lot for one day. Please call us.", es: "Es mucho para un solo día. Por favor, llámenos." },
} as const satisfies Record<string, Words>;

export const closedWords: Record<Exclude<CorrespondenceState, "open">, Words> = {
  closed: { en: "This case is closed, so nothing more is written here.", es: "Este caso está cerrado, así que aquí ya no se escribe." },
  left: { en: "This adult is not around the child any more, so nothing more is written here.", es: "Esta persona ya no está cerca del niño o de la niña, así que aquí ya no se escribe." },
  ended: { en: "The way into the portal of this adult was ended, so nothing more is written here.", es: "El acceso de esta persona al portal terminó, así que aquí ya no se escribe." },
};
