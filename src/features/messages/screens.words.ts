import type { Words } from "#kernel/language.ts";
import type { Order } from "#kernel/listing.ts";
import type { MessageKind, OutboxAsked } from "./contract.ts";

/** The sentences of the outbox, beside `words.ts`. */
export const words = {
  title: { en: "Outbox", es: "Mensajes" },
  count: { en: (shown: string, count: number) => `${shown} ${count === 1 ? "message" : "messages"}`, es: (shown: string, count: number) => `${shown} ${count === 1 ? "mensaje" : "mensajes"}` },
  showAll: { en: "Show all", es: "Mostrar todos" },
  all: { en: "All", es: "Todos" },
  caption: { en: "Messages", es: "Mensajes" },
  who: { en: "To", es: "Para" },
  kind: { en: "About", es: "Sobre" },
  status: { en: "State", es: "Estado" },
  queued: { en: "Written", es: "Escrito" },
  sent: { en: "Sent", es: "Enviado" },
  verb: { en: "What now", es: "Qué hacer" },
  byChannel: { en: "By which way", es: "Por qué medio" },
  letter: { en: "Letter", es: "Carta" },
  languages: { en: { en: "English", es: "inglés" }, es: { en: "Spanish", es: "español" } },
  notSent: { en: "not yet", es: "todavía no" },
  notKnown: { en: "not known", es: "no se sabe" },
  leaves: { en: (moment: string) => `leaves on ${moment}`, es: (moment: string) => `sale el ${moment}` },
  ofHour: { en: (moment: string) => `the hour on ${moment}`, es: (moment: string) => `la hora del ${moment}` },
  ofSession: { en: (moment: string) => `of the session on ${moment}`, es: (moment: string) => `de la sesión del ${moment}` },
  told: { en: (moment: string) => `The provider told on ${moment}.`, es: (moment: string) => `El proveedor lo dijo el ${moment}.` },
  replied: { en: (moment: string) => `An answer came on ${moment}. What it said is kept nowhere: ask them.`, es: (moment: string) => `Llegó una respuesta el ${moment}. No se guarda qué decía: pregúntele.` },
  neverSent: { en: "not sent", es: "no se envió" },
  tries: { en: (tries: number) => `${tries} ${tries === 1 ? "try" : "tries"}`, es: (tries: number) => `${tries} ${tries === 1 ? "intento" : "intentos"}` },
  family: { en: "Family", es: "Familia" },
  openAs: { en: "Open as the family would", es: "Abrir como la familia" },
  empty: { en: "No message here yet.", es: "Aquí todavía no hay mensajes." },
  emptyNext: { en: "When you send measures by e-mail, or invite somebody, the message stands here.", es: "Cuando envíe medidas por correo o invite a alguien, el mensaje aparecerá aquí." },
  emptyFilter: { en: "No message matches these filters.", es: "Ningún mensaje coincide con estos filtros." },
  failed: { en: "The outbox could not be fetched.", es: "No se pudieron traer los mensajes." },
  failedLetter: { en: "This letter could not be opened.", es: "No se pudo abrir esta carta." },
  to: { en: "To", es: "Para" },
  from: { en: "From", es: "De" },
  nobody: { en: "nobody: this adult has no safe address now", es: "nadie: esta persona no tiene ahora una dirección segura" },
  follow: { en: "Go on as the family, in a new tab", es: "Seguir como la familia, en otra pestaña" },
  onlyDemo: { en: "Only the demo shows letters. Elsewhere a link belongs to the adult it was sent to.", es: "Solo la demostración muestra las cartas. Fuera de ella, un enlace es de la persona a quien se envió." },
  withdraw: { en: "Take back", es: "Retirar" },
  withdrawOne: { en: (name: string) => `Take back the message to ${name}`, es: (name: string) => `Retirar el mensaje para ${name}` },
  again: { en: "Send again", es: "Enviar otra vez" },
  againOne: { en: (name: string) => `Send the message to ${name} again`, es: (name: string) => `Enviar otra vez el mensaje para ${name}` },
  wayNow: { en: "The safe way as it stands now", es: "La forma segura, como está ahora" },
  unclearFirst: { en: "It may have arrived already. Ask them first, if that is safe.", es: "Puede que ya haya llegado. Pregúntele antes, si es seguro." },
  notNow: { en: "It cannot be sent now.", es: "No se puede enviar ahora." },
  failedWay: { en: "The safe way could not be looked up.", es: "No se pudo consultar la forma segura." },
  sentTitle: { en: "What was sent to this family", es: "Lo que se envió a esta familia" },
  emptyFamily: { en: "Nothing was sent to this family yet.", es: "Todavía no se ha enviado nada a esta familia." },
  emptyFamilyNext: { en: "Questions by e-mail and reminders of sessions stand here.", es: "Aquí aparecen las preguntas por correo y los recordatorios de sesiones." },
} as const;

/** The orders of the outbox, each as what stands first. */
export const sortNames: Record<OutboxAsked["sort"], Record<Order, Words>> = {
  queued: { up: { en: "Written, the oldest first", es: "Escrito, primero lo más antiguo" }, down: { en: "Written, the newest first", es: "Escrito, primero lo más nuevo" } },
  about: { up: { en: "Hour it is about, the earliest first", es: "Hora de la que trata, primero la más temprana" }, down: { en: "Hour it is about, the latest first", es: "Hora de la que trata, primero la más tardía" } },
};

export const kindLabels: Record<MessageKind, Words> = {
  measure_link: { en: "Measures, by a link", es: "Medidas, por un enlace" },
  invitation: { en: "Invitation to sign in", es: "Invitación para entrar" },
  attention: { en: "That something waits", es: "Que algo espera" },
  reminder: { en: "Reminder of a session", es: "Recordatorio de una sesión" },
  hour_offer: { en: "That an hour is free", es: "Que hay una hora libre" },
  portal_link: { en: "Link to come in", es: "Enlace para entrar" },
  to_read: { en: "That something is there to read", es: "Que hay algo para leer" },
  application_letter: { en: "Letter about an application", es: "Carta sobre una solicitud" },
  question_answer: { en: "Answer to a reader's question", es: "Respuesta a la pregunta de un lector" },
};

/** The sentences of the page on which an agency says how it reminds. */
export const reminderScreenWords = {
  title: { en: "Reminders of sessions", es: "Recordatorios de sesiones" },
  back: { en: "Programme", es: "Programa" },
  what: { en: "Adults who are expected at a session and gave a safe way get a day and an hour, and nothing else. Their own hours come first; nothing is sent to anybody who said no.", es: "Las personas adultas que se esperan en una sesión y dieron una forma segura reciben un día y una hora, y nada más. Sus propias horas van primero; no se envía nada a quien dijo que no." },
  hours: { en: "Hours before", es: "Horas antes" },
  hoursHint: { en: "Up to three, with commas between, such as 48, 2. Leave it empty for no reminders.", es: "Hasta tres, separadas por comas, como 48, 2. Déjelo vacío para no recordar." },
  none: { en: "none: nobody is reminded", es: "ninguna: no se recuerda a nadie" },
  quiet: { en: "Quiet hours", es: "Horas de silencio" },
  quietSpan: { en: (from: string, to: string) => `${from} to ${to}, by the adult's own clocks`, es: (from: string, to: string) => `de ${from} a ${to}, según el reloj de la persona` },
  from: { en: "Quiet from", es: "Silencio desde" },
  to: { en: "Quiet until", es: "Silencio hasta" },
  shipped: { en: "As shipped; the agency has set nothing of its own.", es: "Como viene; la agencia no ha puesto nada propio." },
  change: { en: "Change reminders", es: "Cambiar los recordatorios" },
  keep: { en: "Keep", es: "Guardar" },
  needHours: { en: "Whole hours from 1 to 336, at most three, each once.", es: "Horas enteras de 1 a 336, tres como máximo, cada una una vez." },
  needClock: { en: "Give both times, not the same one.", es: "Indique las dos horas, que no sean la misma." },
  failed: { en: "The reminders could not be fetched.", es: "No se pudieron traer los recordatorios." },
} as const;
