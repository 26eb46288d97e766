/** Why a message is not opened. */
export const faultWords = {
  demoOnly: { en: "Messages can be opened in the demo only.", es: "Los mensajes solo se pueden abrir en la demostración." },
  noMessage: { en: "There is no such message, or it is not yours.", es: "Este mensaje no existe o no le corresponde." },
} as const;
