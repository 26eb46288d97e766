import type { Words } from "#kernel/language.ts";
import type { ClaimFinding } from "./findings.contract.ts";

const said = (en: string, es: string): Words => ({ en, es });

/** What holds a claim, and how it is mended. */
export const findingWords: Record<ClaimFinding["id"], { what: Words; how: Words }> = {
  no_coverage: { what: said("Nobody is known to cover the child on this day.", "No se sabe quién cubre al niño o la niña ese día."), how: said("Record the insurance with its days.", "Registre el seguro con sus fechas.") },
  no_payer: { what: said("The payer is not known.", "No se conoce la aseguradora."), how: said("Choose the payer of the insurance.", "Elija la aseguradora del seguro.") },
  payer_ended: { what: said("This payer is out of use.", "Esta aseguradora ya no se usa."), how: said("Record with whom the child was insured on this day.", "Registre con quién tenía seguro el niño o la niña ese día.") },
  payer_unconfirmed: { what: said("Nobody has compared what this payer asks for with its own guide.", "Nadie ha comparado lo que pide esta aseguradora con su propia guía."), how: said("Compare and confirm it.", "Compárelo y confírmelo.") },
  no_profile: { what: said("It is not said who bills.", "No consta quién factura."), how: said("Enter the agency's numbers and address.", "Anote los números y la dirección de la agencia.") },
  profile_npi: { what: said("The agency's provider number (NPI) fails its check digit.", "El número de proveedor (NPI) de la agencia no supera su dígito de control."), how: said("Set it right.", "Corríjalo.") },
  profile_tax: { what: said("The agency's tax number is missing or short.", "Falta el número fiscal de la agencia o está incompleto."), how: said("Enter its nine digits.", "Anote sus nueve cifras.") },
  profile_address: { what: said("The agency's billing address is no street, or its ZIP code is short.", "La dirección de facturación de la agencia no es una calle o su código postal está incompleto."), how: said("Enter a street and nine digits of ZIP code.", "Anote una calle y nueve cifras de código postal.") },
  member_number: { what: said("The number on the card cannot stand in a file.", "El número de la tarjeta no puede ir en un archivo."), how: said("Look at the card again.", "Mire otra vez la tarjeta.") },
  insured_name: { what: said("The name of who holds the insurance is missing.", "Falta el nombre de la persona titular del seguro."), how: said("Record it as the payer has it.", "Regístrelo como lo tiene la aseguradora.") },
  child_name: { what: said("The child's name cannot stand in a file.", "El nombre del niño o la niña no puede ir en un archivo."), how: said("Record the name as the payer has it.", "Registre el nombre como lo tiene la aseguradora.") },
  child_birth: { what: said("The child's birth date is not known.", "No se sabe la fecha de nacimiento del niño o la niña."), how: said("Record it with the people around the child.", "Regístrela con las personas alrededor del niño o la niña.") },
  birth_after: { what: said("The service lies before the child's birth.", "El servicio es anterior al nacimiento del niño o la niña."), how: said("Set the birth date or the session right.", "Corrija la fecha de nacimiento o la sesión.") },
  address: { what: said("The address that the payer has of the child is not whole.", "La dirección del niño o la niña que tiene la aseguradora está incompleta."), how: said("Complete it with the insurance.", "Complétela en el seguro.") },
  letters: { what: said("The payer writes to whoever holds the insurance, and it is not known to be safe.", "La aseguradora escribe a la persona titular del seguro, y no consta que sea seguro."), how: said("Ask the family first, or have the payer write elsewhere.", "Pregunte antes a la familia, o pida a la aseguradora que escriba a otro lugar.") },
  not_asked: { what: said("The payer was not asked whether the child was covered that month.", "No se preguntó a la aseguradora si cubría al niño o la niña ese mes."), how: said("Ask, and note the answer.", "Pregunte y anote la respuesta.") },
  not_covered: { what: said("The payer said that the child was not covered that month.", "La aseguradora dijo que no cubría al niño o la niña ese mes."), how: said("Find out who covered the child, or ask again.", "Averigüe quién lo cubría, o pregunte de nuevo.") },
  no_diagnosis: { what: said("No diagnosis stands on this day.", "No hay ningún diagnóstico vigente ese día."), how: said("Whoever treats records it in the chart.", "Quien atiende lo registra en el expediente clínico.") },
  diagnosis_day: { what: said("A diagnosis has a code that no claim may bear on this day.", "Un diagnóstico lleva un código que ninguna reclamación puede llevar ese día."), how: said("Whoever treats records the exact code.", "Quien atiende registra el código exacto.") },
  many_diagnoses: { what: said("More than twelve diagnoses stand on this day.", "Hay más de doce diagnósticos vigentes ese día."), how: said("Whoever treats says which no longer stand.", "Quien atiende dice cuáles ya no están vigentes.") },
  no_line: { what: said("No session of this claim can be asked for any more.", "Ya no se puede pedir ninguna sesión de esta reclamación."), how: said("Look at the day's sessions under Services.", "Mire las sesiones del día en Servicios.") },
  many_lines: { what: said("More than fifty sessions on one day.", "Más de cincuenta sesiones en un día."), how: said("Look at the day's sessions.", "Mire las sesiones del día.") },
  verdict: { what: said("The session does not count as it stands.", "Tal como está, la sesión no cuenta."), how: said("See what is missing in the session.", "Mire qué falta en la sesión.") },
  unsigned: { what: said("The note is not signed.", "La nota no está firmada."), how: said("Whoever held the session signs it.", "Quien tuvo la sesión la firma.") },
  uncosigned: { what: said("The second signature is missing.", "Falta la segunda firma."), how: said("The supervisor co-signs the note.", "Quien supervisa firma también la nota.") },
  no_units: { what: said("The units of the session are not known.", "No se saben las unidades de la sesión."), how: said("Record from when until when it was held.", "Registre desde cuándo y hasta cuándo duró.") },
  no_code: { what: said("No procedure code configured for CPP on this date.", "No hay código de procedimiento para CPP en esta fecha."), how: said("Enter the code of this payer from its fee schedule.", "Anote el código de esta aseguradora según su tarifa.") },
  many_modifiers: { what: said("More than four modifiers.", "Más de cuatro modificadores."), how: said("Correct the payer's code.", "Corrija el código de la aseguradora.") },
  no_place: { what: said("No number stands for the place of the session.", "No hay número para el lugar de la sesión."), how: said("Enter the number of the place.", "Anote el número del lugar.") },
  no_rendering: { what: said("Who held the session has no provider number on this day.", "Quien tuvo la sesión no tiene número de proveedor ese día."), how: said("Enter the number.", "Anote el número.") },
  rendering_npi: { what: said("The provider number of who held the session fails its check digit.", "El número de proveedor de quien tuvo la sesión no supera su dígito de control."), how: said("Set it right.", "Corríjalo.") },
  no_supervising: { what: said("The payer wants the supervisor named, and there is no number.", "La aseguradora quiere que conste quién supervisa, y no hay número."), how: said("Enter the supervisor's number.", "Anote el número de quien supervisa.") },
  claimed: { what: said("The session stands on another claim to this payer.", "La sesión está en otra reclamación a esta aseguradora."), how: said("Look at the other claim.", "Mire la otra reclamación.") },
  future: { what: said("The service lies in the future.", "El servicio está en el futuro."), how: said("Set the session right.", "Corrija la sesión.") },
  late: { what: said("The limit for filing has passed.", "El plazo de presentación ya venció."), how: said("Say why it is sent all the same, or take it out.", "Diga por qué se envía de todos modos, o retírela.") },
  original_number: { what: said("The claim that this one stands for has no number of the payer, or has moved on.", "La reclamación a la que esta reemplaza no tiene número de la aseguradora o ya cambió de estado."), how: said("Wait for the payer's answer, or take this one out.", "Espere la respuesta de la aseguradora, o retire esta.") },
  authorization: { what: said("This payer asks for an authorization.", "Esta aseguradora pide una autorización."), how: said("Settle it with the payer, then set the payer right.", "Acláreselo a la aseguradora y corrija después la aseguradora.") },
  demo_code: { what: said("The payer or its code is made up and not for a real claim.", "La aseguradora o su código son ficticios y no sirven para una reclamación real."), how: said("Enter the real payer.", "Anote la aseguradora real.") },
  learnt: { what: said("A check that an earlier denial taught holds it.", "La retiene una comprobación que enseñó un rechazo anterior."), how: said("Set right what it names, or end the check.", "Corrija lo que nombra, o termine la comprobación.") },
  file: { what: said("Its file would be sent back.", "Su archivo sería devuelto."), how: said("Look at what stands at this place of the file.", "Mire lo que hay en ese lugar del archivo.") },
  unbalanced: { what: said("What the first payer decided does not add up with this claim.", "Lo que decidió la primera aseguradora no cuadra con esta reclamación."), how: said("Look at the first payer's decision.", "Mire la decisión de la primera aseguradora.") },
  turned_away: { what: said("The payer turned the same claim away, and nothing was changed since.", "La aseguradora devolvió la misma reclamación y desde entonces no cambió nada."), how: said("Set right what it named, or say why it is sent again unchanged.", "Corrija lo que nombró, o diga por qué se envía otra vez igual.") },
};

type Place = "insurance" | "payer" | "codes" | "places" | "agency" | "people" | "chart" | "around" | "session" | "claim" | "checks";
const placesOf: Record<string, Place> = { coverage: "insurance", "coverage.memberNumber": "insurance", "coverage.address": "insurance", "coverage.insured": "insurance", "coverage.letters": "insurance", "coverage.check": "insurance", payer: "insurance", "payer.confirmed": "payer", authorization: "payer", fees: "codes", places: "places", profile: "agency", "profile.npi": "agency", "profile.taxNumber": "agency", "profile.address": "agency", people: "people", diagnoses: "chart", "child.name": "insurance", "child.birthDate": "around", session: "session", "session.times": "session", note: "session", lines: "session", learnt: "checks" };
/** Where a finding is mended: an address of the screens; null where it is mended on the claim itself. */
export function mendedAt({ field, sessionId }: Pick<ClaimFinding, "field" | "sessionId">, { caseId, payerId }: { caseId: string; payerId: string | null }): string | null {
  const family = `/app/families/${caseId}`;
  const payer = payerId === null ? "/app/payers" : `/app/payers/${payerId}`;
  const hrefs: Record<Place, string | null> = { insurance: `${family}/insurance`, payer, codes: `${payer}?part=codes`, places: `${payer}?part=places`, agency: "/app/payers/agency", people: "/app/payers/people", chart: family, around: `${family}/people`, session: sessionId === null ? "/app/services" : `/app/services?session=${sessionId}`, claim: null, checks: "/app/claims/checks" };
  return hrefs[placesOf[field] ?? "claim"];
}
