import type { Words } from "#kernel/language.ts";

/** Why something about the ledger is refused. */
export const faultWords = {
  noEntry: { en: "This entry is not known here.", es: "Aquí no se conoce este asiento." },
  notByHand: { en: "This entry follows from a claim or a payment. Only what somebody booked by hand is taken back by hand.", es: "Este asiento resulta de una reclamación o de un pago. A mano solo se anula lo que alguien asentó a mano." },
  reversed: { en: "This entry was taken back already.", es: "Este asiento ya fue anulado." },
  notClosable: { en: "Months are closed in order, once they are past. Look which one is next.", es: "Los meses se cierran en orden, cuando ya pasaron. Mire cuál es el siguiente." },
} as const satisfies Record<string, Words>;
