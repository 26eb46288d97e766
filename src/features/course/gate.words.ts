/** What gate G1 says. */
export const gateWords = {
  notYet: { en: "The first stage needs no decision yet.", es: "La primera etapa aún no requiere esta decisión." },
  met: { en: "It was decided that it is safe to include the child.", es: "Se decidió que es seguro incluir al niño o a la niña." },
  none: { en: "Nobody has decided yet whether it is safe to include the child.", es: "Todavía no se ha decidido si es seguro incluir al niño o a la niña." },
  noneFix: { en: "Decide at the feedback session, with each adult.", es: "Decídalo en la sesión de devolución, con cada persona adulta." },
  no: { en: "For now the child is not included; another way of working was chosen.", es: "Por ahora no se incluye al niño o a la niña; se eligió otra forma de trabajo." },
  noFix: { en: "When that has changed, record the decision anew.", es: "Cuando eso cambie, anote de nuevo la decisión." },
  review: { en: "A safety review stands open. Until it is written, no session with the child speaks of what happened.", es: "Hay una revisión de seguridad abierta. Hasta que se escriba, en las sesiones con el niño o la niña no se habla de lo sucedido." },
  reviewFix: { en: "Write the safety review.", es: "Escriba la revisión de seguridad." },
  risk: { en: "A risk for the child was recorded. While it stands, no session with the child speaks of what happened.", es: "Consta un riesgo para el niño o la niña. Mientras exista, en las sesiones no se habla de lo sucedido." },
  riskFix: { en: "Record it anew when it has passed, or ask the supervisor.", es: "Anótelo de nuevo cuando haya pasado, o consulte con supervisión." },
} as const;
