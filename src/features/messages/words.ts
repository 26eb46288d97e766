import type { Language, Words } from "#kernel/language.ts";
import type { LinkKind, MessageFailure, MessageStatus } from "./contract.ts";

/** What a letter says. Whoever reads over a shoulder learns a day and a neutral name. */
export type LetterWords = { greeting: string; lines(address: string, until: string): string[] };

export const letters: Record<LinkKind, Record<Language, LetterWords>> = {
  measure_link: {
    en: {
      greeting: "Hello,",
      lines: (address, until) => ["Here are the questions we talked about:", address, `First you type a birth year. You can stop and go on later. The link works until ${until}.`, "If this is not for you, please delete it."],
    },
    es: {
      greeting: "Buen día:",
      lines: (address, until) => ["Aquí están las preguntas de las que hablamos:", address, `Primero escriba un año de nacimiento. Puede parar y seguir después. El enlace sirve hasta el ${until}.`, "Si esto no es para usted, por favor bórrelo."],
    },
  },
  invitation: {
    en: {
      greeting: "Hello,",
      lines: (address, until) => ["Here you set your password:", address, `The link works once, until ${until}.`, "If this is not for you, please delete it."],
    },
    es: {
      greeting: "Buen día:",
      lines: (address, until) => ["Aquí puede crear su contraseña:", address, `El enlace sirve una sola vez, hasta el ${until}.`, "Si esto no es para usted, por favor bórrelo."],
    },
  },
};

/** What says that something waits: no name, no kind, no hour. */
export const attentionLetter: Record<Language, LetterWords> = {
  en: { greeting: "Hello,", lines: (address) => ["Something waits for you in Dyad. Open it.", address] },
  es: { greeting: "Buen día:", lines: (address) => ["Algo le espera en Dyad. Ábralo.", address] },
};

export const statusLabels: Record<MessageStatus, Words> = {
  queued: { en: "Waiting", es: "En espera" },
  sent: { en: "Sent", es: "Enviado" },
  failed: { en: "Not sent", es: "No se envió" },
  withdrawn: { en: "Withdrawn", es: "Retirado" },
};

export const failureLabels: Record<Exclude<MessageFailure, "">, Words> = {
  no_safe_way: { en: "This adult has no safe e-mail address any more. Ask how to reach them.", es: "Esta persona ya no tiene un correo seguro. Pregunte cómo comunicarse con ella." },
  address_refused: { en: "The mail server does not know this address. Check it with the adult.", es: "El servidor de correo no conoce esta dirección. Verifíquela con la persona." },
  not_reachable: { en: "The mail server could not be reached.", es: "No se pudo conectar con el servidor de correo." },
  link_over: { en: "The link had ended before it was sent.", es: "El enlace terminó antes de que saliera el mensaje." },
};

/** What the outbox says about letters leaving. */
export const mailLabels: Record<"sends" | "demo" | "not_set_up", Words> = {
  sends: { en: "Messages leave by your mail server.", es: "Los mensajes salen por su servidor de correo." },
  demo: { en: "This is the demo: nothing leaves. Open a message to read it here.", es: "Esto es la demostración: nada sale de aquí. Abra un mensaje para leerlo." },
  not_set_up: { en: "No mail server is set (DYAD_SMTP_URL). Messages wait here until there is one.", es: "No hay servidor de correo (DYAD_SMTP_URL). Los mensajes esperan aquí hasta que haya uno." },
};

/** The findings about a safe way to write to an adult. */
export const safeWayWords = {
  met: { en: "There is a safe e-mail address.", es: "Hay un correo electrónico seguro." },
  waits: { en: (moment: string) => `This adult asked for certain hours. It leaves on ${moment}.`, es: (moment: string) => `Esta persona pidió ciertas horas. Sale el ${moment}.` },
  noWay: { en: "This adult gave no safe e-mail address, so nothing is sent.", es: "Esta persona no dio un correo seguro, así que no se envía nada." },
  unsafe: { en: "The e-mail address of this adult is not safe, so nothing is sent.", es: "El correo de esta persona no es seguro, así que no se envía nada." },
  noConsent: { en: "This adult said no to messages, or took the yes back, so nothing is sent.", es: "Esta persona no aceptó mensajes o retiró su permiso, así que no se envía nada." },
  noHours: { en: "The hours kept with this e-mail address cannot be read, so nothing is sent.", es: "No se entienden las horas anotadas con este correo, así que no se envía nada." },
  fix: { en: "Ask the adult for an address that only they read, or let them answer here in the room.", es: "Pídale un correo que nadie más lea, o deje que conteste aquí, en la sala." },
} as const;
