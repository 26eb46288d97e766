import type { Words } from "#kernel/language.ts";
import type { FamilyRequest } from "#features/privacy/requests.contract.ts";

/** What may be asked about the record, as a choice, with one sentence. */
export const requestNames: Record<FamilyRequest["kind"], { name: Words; hint: Words }> = {
  access: { name: { en: "A copy of the record", es: "Una copia del expediente" }, hint: { en: "What is about you, and about your child where you have the right.", es: "Lo que es sobre usted, y sobre su niño si usted tiene el derecho." } },
  amendment: { name: { en: "To fix something that is wrong", es: "Corregir algo que está mal" }, hint: { en: "Say what is wrong, and what is right.", es: "Diga qué está mal y cómo es." } },
  restriction: { name: { en: "To share less with others", es: "Compartir menos con otros" }, hint: { en: "Say what, and with whom not. We tell you if we can.", es: "Diga qué y con quién no. Le decimos si se puede." } },
  confidential: { name: { en: "To reach me another way", es: "Buscarme de otra manera" }, hint: { en: "A number, an address or hours that are safe for you.", es: "Un número, una dirección o unas horas que sean seguras para usted." } },
};

/** Why a correction was not made, in a few words. */
export const groundWords: Record<NonNullable<FamilyRequest["ground"]>, Words> = {
  not_ours: { en: "We did not write this part.", es: "Esa parte no la escribimos nosotros." },
  not_in_set: { en: "This part is not in the record that can be fixed.", es: "Esa parte no está en lo que se puede corregir." },
  not_open_to_access: { en: "This part is not open to you to read.", es: "Esa parte no está abierta para usted." },
  accurate: { en: "We found that it is right and whole.", es: "Vimos que está bien y completo." },
};

/** Asking about the record, and what became of it. */
export const askingWords = {
  title: { en: "Ask us about your record", es: "Pida algo sobre su expediente" },
  lead: { en: "You have these rights. Asking changes nothing in your care.", es: "Usted tiene estos derechos. Pedir no cambia su atención." },
  open: { en: "Ask for a copy, or to fix something", es: "Pedir una copia o corregir algo" },
  copy: { en: "Ask for a copy of the record", es: "Pedir una copia del expediente" },
  nowHere: { en: "What stands on these pages you can read and keep now. A person looks at the rest before it goes out.", es: "Lo que ve aquí ya lo puede leer y guardar. Lo demás lo revisa antes una persona." },
  whose: { en: "About which child?", es: "¿Sobre qué niño?" },
  what: { en: "What do you ask for?", es: "¿Qué pide usted?" },
  words: { en: "In your own words", es: "Con sus palabras" },
  wordsHint: { en: "For a copy you can leave this empty.", es: "Para una copia, puede dejarlo vacío." },
  send: { en: "Send my request", es: "Enviar mi petición" },
  sending: { en: "Sending…", es: "Enviando…" },
  notSent: { en: "This was not sent. Your words are still here. Try again.", es: "No se envió. Sus palabras siguen aquí. Intente otra vez." },
  back: { en: "Back", es: "Volver" },
  faults: { en: "Please look at this once more", es: "Mire esto otra vez, por favor" },
  faultsText: { en: "Nothing was sent. What you wrote is still here.", es: "No se envió nada. Lo que escribió sigue aquí." },
  needWhose: { en: "Pick a child.", es: "Elija un niño." },
  needWhat: { en: "Pick what you ask for.", es: "Elija qué pide." },
  needWords: { en: "Say it in a few words.", es: "Dígalo en pocas palabras." },
  tooLong: { en: "This is too long. Cut it to 2,000 letters.", es: "Es muy largo. Déjelo en 2,000 letras." },
  tooMany: { en: "Ten requests are open already. Call us, please.", es: "Ya hay diez peticiones abiertas. Llámenos, por favor." },
  yours: { en: "What you asked for", es: "Lo que usted pidió" },
  sentOn: (day: string): Words => ({ en: `You asked on ${day}.`, es: `Lo pidió el ${day}.` }),
  dueOn: (day: string): Words => ({ en: `You have an answer by ${day}.`, es: `Tiene respuesta a más tardar el ${day}.` }),
  soon: { en: "We answer you soon.", es: "Le contestamos pronto." },
  accepted: (day: string): Words => ({ en: `We said yes on ${day}.`, es: `Dijimos que sí el ${day}.` }),
  denied: (day: string): Words => ({ en: `We said no on ${day}.`, es: `Dijimos que no el ${day}.` }),
  given: (day: string): Words => ({ en: `You got it on ${day}.`, es: `Se la dimos el ${day}.` }),
  notGiven: (day: string): Words => ({ en: `We answered on ${day}. Ask us about it, please.`, es: `Contestamos el ${day}. Pregúntenos, por favor.` }),
  appended: (day: string): Words => ({ en: `It stands in the record since ${day}.`, es: `Está en el expediente desde el ${day}.` }),
  disagree: { en: "You can tell us that you do not agree. Your words then go into the record.", es: "Puede decirnos que no está de acuerdo. Sus palabras quedan en el expediente." },
  accounting: { en: "Keep the list of what was sent (PDF)", es: "Guardar la lista de lo que se mandó (PDF)" },
} as const;
