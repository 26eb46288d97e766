import type { Words } from "#kernel/language.ts";

// Reasons of payers in our own words, by number; an unknown one is shown as its number. Nobody's descriptors stand here: the
// words are to be held against each payer's guide.

const says = (en: string, es: string): Words => ({ en, es });
const notEntitled = says("The clinician or the agency was not entitled on that day", "El profesional o la agencia no estaba habilitado ese día");
const missing = says("Something is missing, or an attachment is wanted", "Falta algo, o se pide un documento adjunto");
const otherPayer = says("Another payer comes first", "Otra aseguradora va primero");
const notCovered = says("The child was not covered then, or was not found", "El niño o la niña no tenía seguro entonces, o no se encontró");
const notInPlan = says("The service is not covered", "El servicio no está cubierto");
const clash = says("It clashes with another service, or counts as part of it", "Choca con otro servicio, o cuenta como parte de él");
const limit = says("A limit is reached", "Se alcanzó un límite");
const authorization = says("The authorization is missing or used up", "Falta la autorización o ya se agotó");
const ownPart = says("The part that the plan leaves to the family", "La parte que el plan deja a la familia");

export const reasonWords: Readonly<Record<string, Words>> = {
  "1": ownPart,
  "2": ownPart,
  "3": ownPart,
  "4": says("The modifier does not fit", "El modificador no corresponde"),
  "5": says("The place does not fit", "El lugar no corresponde"),
  "6": says("The age does not fit", "La edad no corresponde"),
  "8": notEntitled,
  "11": says("The diagnosis does not fit", "El diagnóstico no corresponde"),
  "16": missing,
  "18": says("It was sent twice", "Se envió dos veces"),
  "22": otherPayer,
  "23": says("What the first payer paid", "Lo que pagó la primera aseguradora"),
  "26": notCovered,
  "27": notCovered,
  "29": says("It came too late", "Llegó demasiado tarde"),
  "31": notCovered,
  "45": says("Above the payer's table: taken off by contract", "Por encima de la tabla de la aseguradora: se descuenta por contrato"),
  "50": says("The need was not shown", "No se demostró la necesidad"),
  "96": notInPlan,
  "97": clash,
  "109": says("It went to the wrong payer", "Fue a la aseguradora equivocada"),
  "119": limit,
  "151": limit,
  "170": notEntitled,
  "185": notEntitled,
  "197": authorization,
  "198": authorization,
  "204": notInPlan,
  "236": clash,
  "252": missing,
  "253": says("Taken off by law", "Se descuenta por ley"),
  B7: notEntitled,
  B15: clash,
};

/** What a reason says in our words; null where its number is all that is known. */
export const sayReason = (reason: string): Words | null => reasonWords[reason] ?? null;
