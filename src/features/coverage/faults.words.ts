import type { Words } from "#kernel/language.ts";

/** Why something about insurance is refused. */
export const faultWords = {
  noCoverage: { en: "This insurance is not known here.", es: "Aquí no se conoce este seguro." },
  changed: { en: "Somebody changed this insurance meanwhile. Look again before you go on.", es: "Alguien cambió este seguro entretanto. Mírelo otra vez antes de seguir." },
  noPayer: { en: "Choose a payer in use.", es: "Elija una aseguradora en uso." },
  disorder: { en: "The last day comes before the first.", es: "El último día es anterior al primero." },
  future: { en: "This day is still to come.", es: "Este día todavía no llega." },
  ownInsurance: { en: "Where the child holds the insurance, nobody else is named.", es: "Si el seguro es del niño o de la niña, no se nombra a nadie más." },
  needInsured: { en: "Write who holds the insurance.", es: "Escriba quién es titular del seguro." },
  sameOrder: { en: "Another insurance is billed in this order on some of the same days. Give this one another order, or end that one first.", es: "Otro seguro se factura en este orden en algunos de los mismos días. Dé otro orden a este, o termine antes aquel." },
  notThen: { en: "This insurance does not hold on that day as it is recorded.", es: "Según lo anotado, este seguro no vale ese día." },
  noProfile: { en: "Nobody has said yet who bills: fill in the agency's own numbers first.", es: "Todavía nadie ha dicho quién factura: complete antes los números de la agencia." },
  noneDue: { en: "No check is due with this payer.", es: "No hay ninguna consulta pendiente con esta aseguradora." },
  unwritable: (what: string): Words => ({ en: `The file was not written: ${what} holds a sign that such a file cannot bear.`, es: `El archivo no se escribió: ${what} tiene un signo que un archivo así no admite.` }),
  tooLarge: { en: "A file of answers has at most 10 MB.", es: "Un archivo de respuestas tiene como máximo 10 MB." },
  unreadable: (place: string, what: string, expected: string): Words => ({ en: `The file was not taken in. ${place}: ${what} Expected: ${expected}.`, es: `El archivo no se tomó. ${place}: ${what} Se espera: ${expected}.` }),
  segment: (number: number, id: string, element: string | null): Words => ({ en: `Segment ${number} (${id}${element ?? ""})`, es: `El segmento ${number} (${id}${element ?? ""})` }),
  noAnswers: { en: "This file holds no answers (X12 271).", es: "Este archivo no contiene respuestas (X12 271)." },
} as const;
