/** Why something about a question is refused. */
export const faultWords = {
  noQuestion: { en: "There is no such question, or it is not yours.", es: "Esta pregunta no existe o no le corresponde." },
  changed: { en: "Somebody changed this question meanwhile. Look at it again.", es: "Alguien cambió esta pregunta mientras tanto. Vuelva a mirarla." },
  isClosed: { en: "This question is closed.", es: "Esta pregunta está cerrada." },
  noStaff: { en: "Nobody of that name answers questions here.", es: "Aquí nadie con ese nombre responde preguntas." },
  expectStaff: { en: "Expected somebody who works here as one of those who answer.", es: "Se espera a alguien que trabaje aquí y pueda responder." },
  nobodyToCall: { en: "No call waits: the asker wants no call, or the answer is not written yet.", es: "No hay llamada pendiente: la persona no quiere llamadas o la respuesta aún no está escrita." },
} as const;
