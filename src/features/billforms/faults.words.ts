import type { Words } from "#kernel/language.ts";
import type { BillRefusal } from "./contract.ts";

/** Why a paper is not made. */
export const refusalWords: Record<BillRefusal, Words> = {
  medicaid: { en: "Medicaid covers the child on these days: the family is never billed.", es: "Medicaid cubre al niño o a la niña en estos días: a la familia nunca se le cobra." },
  letters: { en: "Whether letters about the insurance are safe for the family was not asked, or they are not. Ask first.", es: "No se preguntó si las cartas sobre el seguro son seguras para la familia, o no lo son. Pregunte primero." },
  way: { en: "No way to reach this adult was called safe.", es: "Ninguna forma de contactar a esta persona se indicó como segura." },
  nothing: { en: "Nothing would stand on it.", es: "No habría nada que poner." },
  no_price: { en: "A kind of session has no price on its day. Add the price first.", es: "Un tipo de sesión no tiene precio en su fecha. Agregue primero el precio." },
  no_profile: { en: "Nobody has said who bills.", es: "Nadie ha indicado quién factura." },
};
export const faultWords = {
  noClaim: { en: "This claim is not known here.", es: "Aquí no se conoce esta reclamación." },
  notWritten: { en: "This claim was not written yet: it has nothing to print.", es: "Esta reclamación todavía no se ha escrito: no hay nada que imprimir." },
  keyGone: { en: "What this paper said was destroyed with the record.", es: "Lo que decía este documento se destruyó con el expediente." },
  not_one_claim: { en: () => "What was written is not one claim.", es: () => "Lo escrito no es una sola reclamación." },
  too_long: { en: (box: string) => `Box ${box} of the form does not hold what the claim says.`, es: (box: string) => `La casilla ${box} del formulario no alcanza para lo que dice la reclamación.` },
  letters: { en: (box: string) => `Box ${box} has letters that the form cannot bear.`, es: (box: string) => `La casilla ${box} tiene letras que el formulario no admite.` },
  noBill: { en: "This paper is not known here.", es: "Aquí no se conoce este documento." },
  noAdult: { en: "This adult is not around the child.", es: "Esta persona adulta no está entre quienes rodean al niño o a la niña." },
  noPrice: { en: "This price is not there, or it is over.", es: "Este precio no está, o ya terminó." },
  priceLater: { en: "A price of this kind begins on this day or later. Take it out first.", es: "Un precio de este tipo empieza ese día o después. Quítelo primero." },
  disorder: { en: "The last day comes before the first.", es: "El último día es anterior al primero." },
} as const;
