import type { Language, Words } from "#kernel/language.ts";
import type { LetterKind } from "./contract.ts";

/** Where the one link of a letter stands; it is written as the letter leaves, and is kept nowhere. */
export const LINK = "{link}";

type Says = { code: string; cohort: string; reason: string; until: string };
/** What the letters to applicants say. */
export const letterWords: Record<LetterKind, Record<Language, (says: Says) => string[]>> = {
  link: {
    en: ({ cohort, until }) => [`Here is the private link to your application to ${cohort}:`, LINK, `It works until ${until}. You can come back as often as you like; what you write is kept. Share it only with those who fill in the application with you.`, "If you did not ask for this, please delete it. Nothing else will be sent."],
    es: ({ cohort, until }) => [`Este es el enlace privado de su solicitud a ${cohort}:`, LINK, `Funciona hasta el ${until}. Puede volver cuantas veces quiera; guardamos lo que escribe. Compártalo solo con quienes llenan la solicitud con usted.`, "Si usted no lo pidió, por favor bórrelo. No enviaremos nada más."],
  },
  receipt: {
    en: ({ code, cohort }) => [`We have your application to ${cohort}. Its code is ${code}.`, "Several people read it, each alone. You hear from us when it is decided. Until then the private link shows how it stands, and lets you withdraw it."],
    es: ({ code, cohort }) => [`Recibimos su solicitud a ${cohort}. Su clave es ${code}.`, "La leen varias personas, cada una por su cuenta. Le avisaremos cuando esté decidida. Hasta entonces, el enlace privado muestra cómo va y le permite retirarla."],
  },
  reopened: {
    en: ({ code, reason, until }) => [`Your application ${code} is open again, so that you can change it.`, reason, LINK, `The link works until ${until}. Please hand the application in again when you are done.`],
    es: ({ code, reason, until }) => [`Su solicitud ${code} está abierta otra vez para que pueda cambiarla.`, reason, LINK, `El enlace funciona hasta el ${until}. Cuando termine, por favor entréguela de nuevo.`],
  },
  accepted: {
    en: ({ code, cohort, reason }) => [`We are glad to offer you a place in ${cohort} (application ${code}).`, reason, "Each person of the application gets an invitation to the own place in a letter of its own."],
    es: ({ code, cohort, reason }) => [`Nos alegra ofrecerle un lugar en ${cohort} (solicitud ${code}).`, reason, "Cada persona de la solicitud recibe, en otra carta, la invitación a su propio lugar."],
  },
  waiting: {
    en: ({ code, cohort, reason }) => [`Your application ${code} to ${cohort} is on the waiting list.`, reason, "When a place becomes free we write to you. There is nothing you need to do."],
    es: ({ code, cohort, reason }) => [`Su solicitud ${code} a ${cohort} está en la lista de espera.`, reason, "Cuando se libere un lugar le escribiremos. No tiene que hacer nada."],
  },
  declined: {
    en: ({ code, cohort, reason }) => [`We cannot offer you a place in ${cohort} (application ${code}).`, reason, "Thank you for the work that went into your application. You are welcome to apply for another cohort."],
    es: ({ code, cohort, reason }) => [`No podemos ofrecerle un lugar en ${cohort} (solicitud ${code}).`, reason, "Gracias por el trabajo que dedicó a su solicitud. Puede presentar otra para un grupo futuro."],
  },
  withdrawn: {
    en: ({ code, cohort }) => [`Your application ${code} to ${cohort} is withdrawn. Places that were kept for you are free again.`],
    es: ({ code, cohort }) => [`Su solicitud ${code} a ${cohort} quedó retirada. Los lugares que le guardábamos están libres otra vez.`],
  },
  place: {
    en: ({ cohort, until }) => [`You have a place in ${cohort}. Sign in to Dyad where you work, go to Training, and take the place with this code:`, LINK, `It works until ${until}, for one person.`],
    es: ({ cohort, until }) => [`Usted tiene un lugar en ${cohort}. Entre en Dyad donde trabaja, vaya a Formación y tome el lugar con esta clave:`, LINK, `Funciona hasta el ${until}, para una persona.`],
  },
};
export const frameWords = {
  about: { en: "Your application", es: "Su solicitud" } satisfies Words,
  privateLink: { en: "[private link]", es: "[enlace privado]" } satisfies Words,
  closing: { en: "With good wishes", es: "Con buenos deseos" } satisfies Words,
};
