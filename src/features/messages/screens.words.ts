import type { Words } from "#kernel/language.ts";
import type { MessageKind } from "./contract.ts";

/** The sentences of the outbox, beside `words.ts`. */
export const words = {
  title: { en: "Outbox", es: "Mensajes" },
  filter: { en: "Which messages", es: "Qué mensajes" },
  all: { en: "All", es: "Todos" },
  caption: { en: "Messages, the newest first", es: "Mensajes, del más nuevo al más antiguo" },
  who: { en: "To", es: "Para" },
  kind: { en: "About", es: "Sobre" },
  status: { en: "State", es: "Estado" },
  queued: { en: "Written", es: "Escrito" },
  sent: { en: "Sent", es: "Enviado" },
  language: { en: "Language", es: "Idioma" },
  letter: { en: "Letter", es: "Carta" },
  languages: { en: { en: "English", es: "inglés" }, es: { en: "Spanish", es: "español" } },
  notSent: { en: "not yet", es: "todavía no" },
  neverSent: { en: "not sent", es: "no se envió" },
  tries: { en: (tries: number) => `${tries} ${tries === 1 ? "try" : "tries"}`, es: (tries: number) => `${tries} ${tries === 1 ? "intento" : "intentos"}` },
  family: { en: "Family", es: "Familia" },
  openAs: { en: "Open as the family would", es: "Abrir como la familia" },
  empty: { en: "No message here yet.", es: "Aquí todavía no hay mensajes." },
  emptyNext: { en: "When you send measures by e-mail, or invite somebody, the message stands here.", es: "Cuando envíe medidas por correo o invite a alguien, el mensaje aparecerá aquí." },
  emptyFilter: { en: "No message in this state.", es: "Ningún mensaje en este estado." },
  failed: { en: "The outbox could not be fetched.", es: "No se pudieron traer los mensajes." },
  failedLetter: { en: "This letter could not be opened.", es: "No se pudo abrir esta carta." },
  to: { en: "To", es: "Para" },
  from: { en: "From", es: "De" },
  nobody: { en: "nobody: this adult has no safe address now", es: "nadie: esta persona no tiene ahora una dirección segura" },
  follow: { en: "Go on as the family, in a new tab", es: "Seguir como la familia, en otra pestaña" },
  onlyDemo: { en: "Only the demo shows letters. Elsewhere a link belongs to the adult it was sent to.", es: "Solo la demostración muestra las cartas. Fuera de ella, un enlace es de la persona a quien se envió." },
} as const;

export const kindLabels: Record<MessageKind, Words> = {
  measure_link: { en: "Measures, by a link", es: "Medidas, por un enlace" },
  invitation: { en: "Invitation to sign in", es: "Invitación para entrar" },
  attention: { en: "That something waits", es: "Que algo espera" },
};
