import type { Words } from "#kernel/language.ts";

/** Why an hour is not offered, or an answer not written down. */
export const offerFaults = {
  noOffer: { en: "There is no such offer, or it is not yours.", es: "Este ofrecimiento no existe o no le corresponde." },
  over: { en: "This offer was answered, or the hour is given. Look again.", es: "Este ofrecimiento ya se respondió, o la hora ya se dio. Vuelva a mirarlo." },
  past: { en: "This hour is not to come any more.", es: "Esta hora ya pasó." },
  expectTime: { en: "Expected a time from now until half an hour before.", es: "Se espera una hora entre ahora y media hora antes." },
  notFree: { en: "This hour is not free for this family. Look what stands in its way when you book it.", es: "Esta hora no está libre para esta familia. Vea qué lo impide al reservarla." },
  expectAdult: { en: "Expected an adult around this child today.", es: "Se espera una persona adulta que hoy esté alrededor de este niño o esta niña." },
  offeredAlready: { en: "This hour is offered to somebody already. Wait for the answer, or say that you offer it to both.", es: "Esta hora ya se ofreció a alguien. Espere la respuesta, o indique que la ofrece a ambas familias." },
  alreadyTheirs: { en: "This hour is offered to this family already.", es: "Esta hora ya se ofreció a esta familia." },
  noYes: { en: "This adult has not agreed to messages. Speak with them, and write it down here.", es: "Esta persona no ha aceptado mensajes. Hable con ella y anótelo aquí." },
  noWay: { en: "There is no safe way to write to this adult now. Speak with them, and write it down here.", es: "Ahora no hay una forma segura de escribir a esta persona. Hable con ella y anótelo aquí." },
  tooLate: { en: "By the adult's own hours the message would leave after the offer has ended. Speak with them, or let it stand longer.", es: "Por las horas que pidió la persona, el mensaje saldría cuando el ofrecimiento ya terminó. Hable con ella, o déjelo más tiempo." },
} satisfies Record<string, Words>;
