import type { Words } from "#kernel/language.ts";

/** Why something about claims is refused. */
export const faultWords = {
  noClaim: { en: "This claim is not known here.", es: "Aquí no se conoce esta reclamación." },
  noPayer: { en: "This payer is not known here.", es: "Aquí no se conoce esta aseguradora." },
  noCheck: { en: "This check is not known here.", es: "Aquí no se conoce esta comprobación." },
  noBatch: { en: "This file is not known here.", es: "Aquí no se conoce este archivo." },
  rewritten: { en: "This file was turned away and written again under another number. Use that one.", es: "Este archivo fue rechazado y se escribió de nuevo con otro número. Use ese." },
  notTurnedAway: { en: "This file was not turned away: its claims are on their way.", es: "Este archivo no fue rechazado: sus reclamaciones están en camino." },
  destroyed: { en: "The record of a child in this file was destroyed when its time was over: the file cannot be written again.", es: "El expediente de un niño o una niña de este archivo se destruyó al cumplirse su plazo: el archivo no se puede escribir de nuevo." },
  noneWaits: { en: "No claim of this file waits for its payer: there is nothing to ask.", es: "Ninguna reclamación de este archivo espera a su aseguradora: no hay nada que preguntar." },
  changed: { en: "Somebody changed this meanwhile. Look again before you go on.", es: "Alguien lo cambió entretanto. Mírelo otra vez antes de seguir." },
  followedMoved: (number: string): Words => ({ en: `The claim that ${number} stands for has changed meanwhile. Look at it before this file leaves.`, es: `La reclamación a la que ${number} reemplaza cambió entretanto. Mírela antes de que salga este archivo.` }),
  notUnsent: { en: "This claim was sent already: it can be replaced or taken back.", es: "Esta reclamación ya se envió: se puede reemplazar o anular." },
  notLate: { en: "The limit for filing has not passed: no reason is needed.", es: "El plazo de presentación no ha vencido: no hace falta un motivo." },
  noNumber: { en: "The payer has given this claim no number yet: it cannot be replaced or taken back.", es: "La aseguradora todavía no dio número a esta reclamación: no se puede reemplazar ni anular." },
  notNow: { en: "In its present state this claim cannot be replaced or taken back.", es: "En su estado actual, esta reclamación no se puede reemplazar ni anular." },
  followedAlready: { en: "Another claim stands for this one already.", es: "Ya hay otra reclamación en lugar de esta." },
  onlyVoid: { en: "This payer would not be asked for it today: the claim can only be taken back.", es: "Hoy no se pediría a esta aseguradora: la reclamación solo se puede anular." },
  notDropped: { en: "Nobody took this claim out.", es: "Nadie retiró esta reclamación." },
  nothingToAsk: { en: "Nothing of it can be asked of a payer as things stand: look at its sessions under Services.", es: "Tal como está, no hay nada que pedir a una aseguradora: mire sus sesiones en Servicios." },
  noNextPayer: { en: "Nobody else is known to cover the child on that day.", es: "No se conoce a nadie más que cubra al niño o la niña ese día." },
  notDecided: { en: "The first payer has not decided this claim yet.", es: "La primera aseguradora todavía no decidió esta reclamación." },
} as const;
