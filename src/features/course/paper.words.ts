import type { Words } from "#kernel/language.ts";
import type { AftercareBlock } from "./ending.contract.ts";

/** The headings of the plan for afterwards, as the family reads them. */
export const aftercareNames: Record<AftercareBlock, Words> = {
  changes: { en: "What has changed, and how we did it", es: "Lo que ha cambiado y cómo lo logramos" },
  reminders: { en: "What may bring the hard time back to mind, and what helps then", es: "Lo que puede traer de vuelta lo difícil y lo que entonces ayuda" },
  symptoms: { en: "When the old signs come back", es: "Si vuelven las señales de antes" },
  comeBack: { en: "When it is good to come back", es: "Cuándo conviene volver" },
  whomToCall: { en: "Whom to call", es: "A quién llamar" },
};

/** The sentences of the papers of an ending. */
export const paperWords = {
  aftercareTitle: { en: "For the time after", es: "Para el tiempo que viene" },
  aftercareOf: { en: (day: string) => `Written with us, ${day}`, es: (day: string) => `Escrito en conjunto, ${day}` },
  letterTitle: { en: "A letter to you", es: "Una carta para usted" },
  greeting: { en: (name: string) => `Dear ${name},`, es: (name: string) => `Estimada familia, a la atención de ${name}:` },
  letterMissed: { en: "we have not met for some time, and could not reach you.", es: "hace un tiempo que no nos vemos y no hemos podido hablar con usted." },
  letterKeeps: { en: "We are closing your place with us for now. That can be changed at any time: you are welcome to come back, and nobody will ask you to explain.", es: "Por ahora cerramos su lugar con nosotros. Eso puede cambiar en cualquier momento: puede volver cuando quiera y nadie le pedirá explicaciones." },
  letterCall: { en: (phone: string) => `Call us at ${phone}.`, es: (phone: string) => `Llámenos al ${phone}.` },
  letterWrite: { en: "Call us or write to us.", es: "Llámenos o escríbanos." },
  letterThanks: { en: "Thank you for the time you gave us.", es: "Gracias por el tiempo que compartió con nosotros." },
} as const;
