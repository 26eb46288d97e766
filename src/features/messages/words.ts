import type { Language, Words } from "#kernel/language.ts";
import type { Channel, LinkKind, MessageFailure, MessageStatus } from "./contract.ts";

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
      lines: (address, until) => ["Here is your way in:", address, `You also need the code that we told you. The link works until ${until}.`, "If this is not for you, please delete it."],
    },
    es: {
      greeting: "Buen día:",
      lines: (address, until) => ["Aquí puede entrar:", address, `También necesita la clave que le dijimos. El enlace sirve hasta el ${until}.`, "Si esto no es para usted, por favor bórrelo."],
    },
  },
  portal_link: {
    en: { greeting: "Hello,", lines: (address) => ["Here is the link you asked for:", address, "It works once, for 30 minutes. You also need your own code.", "If you did not ask for it, please delete it. Nobody can come in without the code."] },
    es: { greeting: "Buen día:", lines: (address) => ["Aquí está el enlace que pidió:", address, "Sirve una sola vez, durante 30 minutos. También necesita su clave.", "Si no lo pidió, bórrelo. Nadie puede entrar sin la clave."] },
  },
};

/** What says that something waits: no name, no kind, no hour. */
export const attentionLetter: Record<Language, LetterWords> = {
  en: { greeting: "Hello,", lines: (address) => ["Something waits for you in Dyad. Open it.", address] },
  es: { greeting: "Buen día:", lines: (address) => ["Algo le espera en Dyad. Ábralo.", address] },
};

/** What says to an adult of a family that something is there to read: where one comes in, and nothing of what it is. The address opens an empty form. */
export const toReadLetter: Record<Language, LetterWords> = {
  en: { greeting: "Hello,", lines: (address) => ["There is something new for you to read. You come in here:", address, "If this is not for you, please delete it."] },
  es: { greeting: "Buen día:", lines: (address) => ["Hay algo nuevo para que usted lo lea. Entra aquí:", address, "Si esto no es para usted, por favor bórrelo."] },
};
/** The same as a text message. */
export const toReadText: Record<Language, string> = { en: "there is something new for you to read:", es: "hay algo nuevo para usted:" };

/** What stands around the answer to a reader's question. */
export const answerLetter: Record<Language, { greeting: string; before: string; after: string }> = {
  en: { greeting: "Hello,", before: "Here is the answer to your question.", after: "We can explain and point the way. We cannot judge or treat somebody we have not met. In danger now? Call 911. Need to talk? Call or text 988, any hour.\n\nIf this is not for you, please delete it." },
  es: { greeting: "Buen día:", before: "Aquí está la respuesta a su pregunta.", after: "Podemos explicar y orientar. No podemos valorar ni tratar a quien no conocemos. ¿Hay peligro ahora? Llame al 911. ¿Necesita hablar? Llame al 988 y oprima 2, a cualquier hora.\n\nSi esto no es para usted, por favor bórrelo." },
};

const atClock = (clock: string) => `${clock.startsWith("1:") ? "a la" : "a las"} ${clock}${clock.endsWith(".") ? "" : "."}`;
/** What is said of an hour: that somebody is expected, or that it is free. A text message is short enough for one, and says how to end them. */
export const hourWords = {
  greeting: { en: "Hello,", es: "Buen día:" },
  reminder: {
    sentence: { en: (day: string, clock: string) => `We expect you on ${day} at ${clock}.`, es: (day: string, clock: string) => `Le esperamos el ${day} ${atClock(clock)}` },
    asks: { en: "If you cannot come, please tell us.", es: "Si no puede venir, por favor avísenos." },
  },
  hour_offer: {
    sentence: { en: (day: string, clock: string) => `An hour is free on ${day} at ${clock}.`, es: (day: string, clock: string) => `Hay una hora libre el ${day} ${atClock(clock)}` },
    asks: { en: "If you would like it, please call us.", es: "Si le sirve, llámenos." },
  },
  stop: { en: "Reply STOP to end texts.", es: "Responda ALTO para no recibir mensajes." },
} as const;

export const statusLabels: Record<MessageStatus, Words> = {
  queued: { en: "Waiting", es: "En espera" },
  sending: { en: "Being sent", es: "Enviándose" },
  sent: { en: "Sent", es: "Enviado" },
  delivered: { en: "Delivered", es: "Entregado" },
  not_delivered: { en: "Not delivered", es: "No entregado" },
  unclear: { en: "Unclear", es: "No se sabe" },
  failed: { en: "Not sent", es: "No se envió" },
  withdrawn: { en: "Withdrawn", es: "Retirado" },
};

export const channelLabels: Record<Channel, Words> = {
  email: { en: "E-mail", es: "Correo" },
  text: { en: "Text message", es: "Mensaje de texto" },
};

export const failureLabels: Record<Exclude<MessageFailure, "">, Words> = {
  no_safe_way: { en: "This adult has no safe address or number any more. Ask how to reach them.", es: "Esta persona ya no tiene una dirección ni un número seguros. Pregunte cómo comunicarse con ella." },
  no_consent: { en: "This adult said no to messages, or took the yes back.", es: "Esta persona no aceptó mensajes o retiró su permiso." },
  no_hours: { en: "The hours kept with this address or number cannot be read. Ask the adult.", es: "No se entienden las horas anotadas con esta dirección o número. Pregunte a la persona." },
  stopped: { en: "Somebody answered from this number that no text message may come. Ask the adult before anything else.", es: "Desde este número se respondió que no llegue ningún mensaje. Pregunte a la persona antes que nada." },
  address_refused: { en: "The mail server does not know this address. Check it with the adult.", es: "El servidor de correo no conoce esta dirección. Verifíquela con la persona." },
  number_refused: { en: "This number takes no text messages. Check it with the adult.", es: "Este número no recibe mensajes de texto. Verifíquelo con la persona." },
  not_reachable: { en: "The server that sends could not be reached.", es: "No se pudo conectar con el servidor que envía." },
  perhaps_left: { en: "The connection broke off while it was sent: it may or may not have left. Ask the adult, or send it again.", es: "La conexión se cortó durante el envío: puede que haya salido y puede que no. Pregunte a la persona o envíelo otra vez." },
  link_over: { en: "The link had ended before it was sent.", es: "El enlace terminó antes de que saliera el mensaje." },
  session_changed: { en: "The session was cancelled or moved, or this adult is not expected any more.", es: "La sesión se canceló o se movió, o ya no se espera a esta persona." },
  offer_over: { en: "The hour was given to somebody else, or the offer had ended.", es: "La hora se dio a otra familia, o el ofrecimiento terminó." },
  may_not_learn: { en: "This adult may not learn of session times.", es: "Esta persona no puede saber las horas de las sesiones." },
  nothing_to_read: { en: "It was read already, or this adult does not come in here any more.", es: "Ya se leyó, o esta persona ya no entra aquí." },
  application_gone: { en: "The application is not kept any more.", es: "La solicitud ya no se conserva." },
  question_gone: { en: "The question, or the answer to it, is not kept any more.", es: "La pregunta, o su respuesta, ya no se conserva." },
  too_late: { en: "No safe hour lies before the session. Call, if that is safe.", es: "No hay una hora segura antes de la sesión. Llame, si es seguro." },
  another_nearer: { en: "A reminder nearer to the session took its place.", es: "Lo reemplazó un recordatorio más cercano a la sesión." },
  by_hand: { en: "Somebody took it back.", es: "Alguien lo retiró." },
};

/** What the outbox says about letters leaving. */
export const mailLabels: Record<"sends" | "demo" | "not_set_up", Words> = {
  sends: { en: "Messages leave by your mail server.", es: "Los mensajes salen por su servidor de correo." },
  demo: { en: "This is the demo: nothing leaves. Open a message to read it here.", es: "Esto es la demostración: nada sale de aquí. Abra un mensaje para leerlo." },
  not_set_up: { en: "No mail server is set (DYAD_SMTP_URL). Messages wait here until there is one.", es: "No hay servidor de correo (DYAD_SMTP_URL). Los mensajes esperan aquí hasta que haya uno." },
};
/** What it says about text messages leaving; nothing in the demo, where nothing leaves. */
export const textLabels: Record<"sends" | "not_set_up", Words> = {
  sends: { en: "Text messages leave by your adapter.", es: "Los mensajes de texto salen por su adaptador." },
  not_set_up: { en: "No text messages are sent (DYAD_SMS_URL is not set).", es: "No se envían mensajes de texto (falta DYAD_SMS_URL)." },
};

/** The findings about a safe way to write to an adult. */
export const safeWayWords = {
  met: { email: { en: "There is a safe e-mail address.", es: "Hay un correo electrónico seguro." }, text: { en: "There is a safe number for text messages.", es: "Hay un número seguro para mensajes de texto." } },
  waits: { en: (moment: string) => `This adult asked for certain hours, or it is late. It leaves on ${moment}.`, es: (moment: string) => `Esta persona pidió ciertas horas, o es tarde. Sale el ${moment}.` },
  noWay: { en: "This adult gave no safe address or number for messages, so nothing is sent.", es: "Esta persona no dio una dirección ni un número seguros para mensajes, así que no se envía nada." },
  unsafe: { en: "The address or number of this adult is not safe, so nothing is sent.", es: "La dirección o el número de esta persona no es seguro, así que no se envía nada." },
  noConsent: { en: "This adult said no to messages, or took the yes back, so nothing is sent.", es: "Esta persona no aceptó mensajes o retiró su permiso, así que no se envía nada." },
  noHours: { en: "The hours kept with this address or number cannot be read, so nothing is sent.", es: "No se entienden las horas anotadas con esta dirección o número, así que no se envía nada." },
  stopped: { en: "Somebody answered from this number that no text message may come, so nothing is sent.", es: "Desde este número se respondió que no llegue ningún mensaje, así que no se envía nada." },
  badNumber: { en: "This is no number to which a text message can be sent.", es: "A este número no se puede enviar un mensaje de texto." },
  fix: { en: "Ask the adult for an address or a number that only they read, or let them answer here in the room.", es: "Pídale una dirección o un número que nadie más lea, o deje que conteste aquí, en la sala." },
  fixStopped: { en: "Ask the adult. If they want text messages again, write that down with the people around the child.", es: "Pregunte a la persona. Si quiere recibir mensajes otra vez, anótelo con las personas alrededor del niño o de la niña." },
  linkOver: { en: "The link of this message has ended. Send a new one.", es: "El enlace de este mensaje terminó. Envíe uno nuevo." },
} as const;
