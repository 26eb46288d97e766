/** Why a message is not opened, taken back or sent again, and what is wrong with what the adapter told. */
export const faultWords = {
  demoOnly: { en: "Messages can be opened in the demo only.", es: "Los mensajes solo se pueden abrir en la demostración." },
  noMessage: { en: "There is no such message, or it is not yours.", es: "Este mensaje no existe o no le corresponde." },
  notWaiting: { en: "This message waits no more. Look at the outbox again.", es: "Este mensaje ya no está en espera. Vuelva a mirar los mensajes." },
  notAgain: { en: "This message is not one to send again. Look at the outbox again.", es: "Este mensaje no se puede enviar otra vez. Vuelva a mirar los mensajes." },
  noWay: { en: "It is not sent: there is no safe way now.", es: "No se envía: ahora no hay una forma segura." },
  wrongSecret: { en: "The secret of this address is another one.", es: "El secreto de esta dirección es otro." },
  unreadable: { en: "Expected what docs/operating/messages.md describes.", es: "Se espera lo que describe docs/operating/messages.md." },
} as const;
