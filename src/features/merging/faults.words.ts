/** Why two records are not joined, or not parted. */
export const faultWords = {
  noCase: { en: "There is no such record, or it is not yours.", es: "Este expediente no existe o no le corresponde." },
  itself: { en: "Expected two different records.", es: "Se esperan dos expedientes distintos." },
  openIntoClosed: { en: "The open record stays: join the closed one to it, not the reverse.", es: "El expediente abierto se conserva: una a él el cerrado, y no al revés." },
  sameChild: { en: "These are two courses of treatment of one child already; there is nothing to join.", es: "Ya son dos tratamientos del mismo niño o de la misma niña; no hay nada que unir." },
  joinedAlready: { en: "One of these records was joined with another already. Undo that first, or choose the one that stays.", es: "Uno de estos expedientes ya se unió con otro. Deshaga antes esa unión o elija el que se conserva." },
  seenOther: { en: "Who will see more has changed meanwhile. Read the list again, then decide.", es: "Mientras tanto cambió la lista de quiénes verán más. Léala de nuevo y decida." },
  noMerge: { en: "There is no such joining, or it was undone already.", es: "Esta unión no existe o ya se deshizo." },
  noLeftover: { en: "There is nothing of this kind left to look at.", es: "No queda nada de este tipo por revisar." },
} as const;
