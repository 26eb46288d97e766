import type { Words } from "#kernel/language.ts";
import type { AppealFault } from "./denials.contract.ts";

/** What is said of a file that was not taken in. */
export const fileWords = {
  sumSays: { en: (amount: string) => `It says ${amount}; the sums of the file come to another amount.`, es: (amount: string) => `Dice ${amount}; las sumas del archivo dan otra cantidad.` },
  holdsNothing: { en: "The file holds no answer of a payer.", es: "El archivo no contiene ninguna respuesta de una aseguradora." },
  noAnswer: { en: "This is no answer of a payer.", es: "Esto no es una respuesta de una aseguradora." },
  answers: { en: "835, 999, TA1, 277CA, 277 or 271", es: "835, 999, TA1, 277CA, 277 o 271" },
} as const;

/** Why something about payments is refused. */
export const faultWords = {
  tooLarge: { en: "A file from a payer has at most 32 MB.", es: "Un archivo de una aseguradora tiene como máximo 32 MB." },
  noRemittance: { en: "This payment is not known here.", es: "Aquí no se conoce este pago." },
  noDecision: { en: "This is not known here.", es: "Esto no se conoce aquí." },
  settled: { en: "Somebody settled this meanwhile. Look again before you go on.", es: "Alguien lo resolvió entretanto. Mírelo otra vez antes de seguir." },
  noClaim: { en: "Choose a claim that was sent.", es: "Elija una reclamación que se haya enviado." },
  nothingToSendBack: { en: "No money waits here that could be sent back.", es: "Aquí no espera dinero que se pueda devolver." },
  isMatched: { en: "Its money stands on a claim. Say what is to be noted instead.", es: "Su dinero ya está en una reclamación. Diga en cambio qué se anota." },
  noPayer: { en: "Choose a payer.", es: "Elija una aseguradora." },
  typedBefore: { en: "A payment of this payer with this number is here already.", es: "Ya está aquí un pago de esta aseguradora con este número." },
  future: { en: "This day is still to come.", es: "Este día todavía no llega." },
  noSuchClaim: { en: "No claim of this number was sent to this payer.", es: "A esta aseguradora no se le envió ninguna reclamación con este número." },
  twice: { en: "This claim stands here twice.", es: "Esta reclamación está aquí dos veces." },
  notWhole: (charge: string, told: string): Words => ({ en: `What is paid and what is not come to ${told}; the claim asked for ${charge}.`, es: `Lo pagado y lo no pagado suman ${told}; la reclamación pedía ${charge}.` }),
  notShared: (paid: string, told: string): Words => ({ en: `The claims come to ${told}; the payment is ${paid}.`, es: `Las reclamaciones suman ${told}; el pago es ${paid}.` }),
  unknownClaim: { en: "This claim is not known here.", es: "Aquí no se conoce esta reclamación." },
  noAppeal: { en: "This appeal is not known here.", es: "Aquí no se conoce esta apelación." },
  changed: { en: "Somebody changed this meanwhile. Look again before you go on.", es: "Alguien lo cambió entretanto. Mírelo otra vez antes de seguir." },
  notDecided: { en: "This is done once a payer has decided of the claim, and while it is open.", es: "Esto se hace cuando una aseguradora ya decidió sobre la reclamación y mientras sigue abierta." },
  medicaid: { en: "A family with Medicaid is never billed, so nothing is taken from it.", es: "A una familia con Medicaid nunca se le cobra, así que no se le toma nada." },
  atMost: (amount: string): Words => ({ en: `At most ${amount} is open.`, es: `Como máximo hay ${amount} pendiente.` }),
  empty: { en: "This file is empty.", es: "Este archivo está vacío." },
} as const;

/** What is wrong with an appeal. */
export const appealFaults: Record<AppealFault, Words> = {
  sent_in_future: { en: "This day is still to come.", es: "Este día todavía no llega." },
  outcome_in_future: { en: "This day is still to come.", es: "Este día todavía no llega." },
  outcome_unsent: { en: "Say first when the appeal was sent.", es: "Diga primero cuándo se envió la apelación." },
  outcome_before: { en: "This day comes before the appeal was sent.", es: "Este día es anterior al envío de la apelación." },
  outcome_day: { en: "Say what came of it and on which day.", es: "Diga qué resultó y en qué día." },
  letter_sent: { en: "The letter was sent and stays as it was. Write another appeal.", es: "La carta ya se envió y queda como estaba. Escriba otra apelación." },
};
/** What an appeal's letter begins with. It says nothing of the child's treatment: whoever writes adds what is needed and no more. */
export const letterWords = {
  greeting: { en: "To whom it may concern:", es: "A quien corresponda:" },
  closing: { en: "Sincerely,", es: "Atentamente," },
  suggested: {
    en: ({ number, day, reasons }: { number: string; day: string; reasons: string }) => `We ask you to look again at your decision of our claim ${number} for the service of ${day}${reasons === "" ? "" : ` (reason ${reasons})`}.\n\nThe claim is right because: \n\nWe ask you to pay it as it was sent. Please answer to the address above.`,
    es: ({ number, day, reasons }: { number: string; day: string; reasons: string }) => `Le pedimos que revise su decisión sobre nuestra reclamación ${number} por el servicio del ${day}${reasons === "" ? "" : ` (motivo ${reasons})`}.\n\nLa reclamación es correcta porque: \n\nLe pedimos que la pague tal como se envió. Responda, por favor, a la dirección de arriba.`,
  },
};
