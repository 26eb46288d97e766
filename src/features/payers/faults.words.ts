import type { Words } from "#kernel/language.ts";

/** Why something about payers is refused. */
export const faultWords = {
  noPayer: { en: "This payer is not known here.", es: "Aquí no se conoce esta aseguradora." },
  ended: { en: "This payer is out of use.", es: "Esta aseguradora ya no se usa." },
  changed: { en: "Somebody changed this meanwhile. Look again before you go on.", es: "Alguien lo cambió entretanto. Mírelo otra vez antes de seguir." },
  sameNumber: { en: "Another payer in use has this number.", es: "Otra aseguradora en uso tiene este número." },
  noLine: { en: "This line is not there, or it is over.", es: "Esta línea no está, o ya terminó." },
  sameOrder: (code: string): Words => ({ en: `The line of ${code} has this order on some of the same days. Give this one another order, or end that one first.`, es: `La línea de ${code} tiene este orden en algunos de los mismos días. Dé otro orden a esta, o termine antes aquella.` }),
  disorder: { en: "The last day comes before the first.", es: "El último día es anterior al primero." },
  bothParts: { en: "Somebody cannot be there and not there.", es: "Alguien no puede estar y no estar." },
  moreAllowed: { en: "A payer does not pay more than is charged: check both amounts.", es: "Una aseguradora no paga más de lo que se cobra: revise las dos cantidades." },
  noPlace: { en: "This number of a place is not there, or it is over.", es: "Este número de lugar no está, o ya terminó." },
  npiWrong: { en: "The last digit does not fit the others: look for a slip.", es: "La última cifra no concuerda con las demás: busque un error." },
  npiTaken: { en: "This number is somebody else's here.", es: "Este número es de otra persona de aquí." },
  box: { en: "Payers want a street here, not a box. The box may stand as the address for payments.", es: "Aquí las aseguradoras piden una calle, no un apartado. El apartado puede ir como dirección de pago." },
  noStaff: { en: "This person is not known here.", es: "Aquí no se conoce a esta persona." },
  noNumber: { en: "This number is not there, or it is over.", es: "Este número no está, o ya terminó." },
} as const;
