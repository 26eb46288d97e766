import type { Words } from "#kernel/language.ts";
import type { CorrespondenceState } from "#features/correspondence/contract.ts";

/** A sentence that ends with a moment, such as `5 p.m.`, which has its point already. */
const point = (text: string): string => (text.endsWith(".") ? text : `${text}.`);

/** The page on which an adult and the team write to each other, and its card on the home. */
export const messageWords = {
  title: { en: "Messages", es: "Mensajes" },
  withWhom: (child: string): Words => ({ en: `About ${child}`, es: `Sobre ${child}` }),
  urgent: { en: "**Not for emergencies.** In danger: call **911**. To talk now: call or text **988**.", es: "**No es para emergencias.** Si hay peligro, llame al **911**. Para hablar ya, llame al **988** y oprima 2." },
  nobodyWatches: { en: "Nobody reads this at night or on weekends. No machine looks for danger in it.", es: "De noche y los fines de semana nadie lo lee. Ninguna máquina busca si hay peligro." },
  whoReads: { en: "Your team reads what you write. A supervisor may read it too. Others around your child cannot see it here.", es: "Su equipo lee lo que usted escribe. Quien supervisa también lo puede leer. Los demás cerca del niño aquí no lo ven." },
  nothing: { en: "You have no messages yet.", es: "Todavía no hay mensajes." },
  you: { en: "You", es: "Usted" },
  team: { en: "Your team", es: "Su equipo" },
  who: (who: string, when: string): Words => ({ en: `${who} · ${when}`, es: `${who} · ${when}` }),
  readOn: (when: string): Words => ({ en: `Read on ${when}`, es: `Leído el ${when}` }),
  notRead: { en: "Not read yet", es: "Todavía no se lee" },
  answerBy: (when: string): Words => ({ en: point(`You get an answer by ${when}`), es: point(`Tendrá respuesta a más tardar el ${when}`) }),
  late: (when: string): Words => ({ en: `We said ${when}, and we are late. You can call us.`, es: `Dijimos el ${when} y vamos tarde. Puede llamarnos.` }),
  write: { en: "Write to your team", es: "Escriba a su equipo" },
  hint: (when: string): Words => ({ en: point(`Write now and you get an answer by ${when}`), es: point(`Si escribe ahora, le respondemos a más tardar el ${when}`) }),
  quiet: { en: "Send it within 10 minutes, or it is lost.", es: "Envíelo antes de 10 minutos, o se pierde." },
  send: { en: "Send", es: "Enviar" },
  sending: { en: "Sending…", es: "Enviando…" },
  earlier: { en: "Earlier messages", es: "Mensajes de antes" },
  newest: { en: "Newest messages", es: "Mensajes nuevos" },
  faultsTitle: { en: "Nothing was sent", es: "No se envió nada" },
  kept: { en: "What you wrote is still here.", es: "Lo que escribió sigue aquí." },
  empty: { en: "Write a few words first.", es: "Escriba primero unas palabras." },
  tooLong: (length: number, most: number): Words => ({ en: `This has ${length} letters. It can have ${most}. Send it in two parts.`, es: `Tiene ${length} letras. Puede tener ${most}. Envíelo en dos partes.` }),
  tooMany: { en: "That is a lot for one day. Please call us.", es: "Es mucho para un solo día. Por favor, llámenos." },
  cardNew: (count: number): Words => ({ en: count === 1 ? "There is a new message for you." : `There are ${count} new messages for you.`, es: count === 1 ? "Hay un mensaje nuevo para usted." : `Hay ${count} mensajes nuevos para usted.` }),
  cardNone: { en: "Write to us here when it is not urgent.", es: "Escríbanos aquí cuando no sea urgente." },
  read: { en: "Read it", es: "Leerlo" },
  open: { en: "Write a message", es: "Escribir un mensaje" },
} as const;

/** Why nothing more is written in a thread, said to the adult. */
export const closedToFamily: Record<Exclude<CorrespondenceState, "open">, Words> = {
  closed: { en: "Our visits have ended, so nobody reads new messages here. You can call us.", es: "Nuestras visitas terminaron, así que aquí nadie lee mensajes nuevos. Puede llamarnos." },
  left: { en: "You can read here what you wrote. To write to us, please call first.", es: "Aquí puede leer lo que escribió. Para escribirnos, llámenos primero." },
  ended: { en: "You can read here what you wrote. To write to us, please call first.", es: "Aquí puede leer lo que escribió. Para escribirnos, llámenos primero." },
};
