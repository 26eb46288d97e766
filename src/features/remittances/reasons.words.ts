import type { Words } from "#kernel/language.ts";

// What a payer's reasons ask for, and its other codes in our own words; an unknown one is shown as its number. The reasons
// themselves are told by claims/reasons.words.ts. Nobody's descriptors stand here: the words are to be held against each
// payer's guide.

const says = (en: string, es: string): Words => ({ en, es });
/** What to look at first, by reason. */
const remedies = { correct: says("Correct it and send the replacement", "Corrija y envíe el reemplazo"), next: says("Send it to the next payer", "Envíela a la siguiente aseguradora"), appeal: says("Appeal with what proves it", "Apele con lo que lo demuestre"), cover: says("Ask the payer who is covered, then correct or appeal", "Pregunte a la aseguradora por el seguro y luego corrija o apele"), enroll: says("Check licence and enrolment of that day, then correct or appeal", "Revise la licencia y la inscripción de ese día y luego corrija o apele") } satisfies Record<string, Words>;
const remedyOf: Readonly<Record<string, keyof typeof remedies>> = { "4": "correct", "5": "correct", "6": "correct", "11": "correct", "16": "correct", "252": "correct", "18": "correct", "22": "next", "109": "next", "26": "cover", "27": "cover", "31": "cover", "8": "enroll", "170": "enroll", "185": "enroll", B7: "enroll", "29": "appeal", "50": "appeal", "119": "appeal", "151": "appeal", "197": "appeal", "198": "appeal", "97": "appeal", "236": "appeal", B15: "appeal" };
export const sayRemedy = (reason: string): Words | null => (remedyOf[reason] === undefined ? null : remedies[remedyOf[reason]]);

/** Provider-level reasons. */
export const providerWords: Readonly<Record<string, Words>> = {
  WO: says("Taken back by the payer", "Recuperado por la aseguradora"),
  FB: says("Balance carried on", "Saldo trasladado"),
  L6: says("Interest", "Intereses"),
  "72": says("Refund that was asked for", "Reembolso que se pidió"),
};
/** What CLP02 says. */
export const statusWords: Readonly<Record<string, Words>> = {
  "1": says("Decided, as first payer", "Decidida, como primera aseguradora"),
  "2": says("Decided, as second payer", "Decidida, como segunda aseguradora"),
  "3": says("Decided, as third payer", "Decidida, como tercera aseguradora"),
  "4": says("Denied", "Denegada"),
  "19": says("Decided, and handed to the next payer", "Decidida y pasada a la siguiente aseguradora"),
  "20": says("Decided, and handed to the next payer", "Decidida y pasada a la siguiente aseguradora"),
  "21": says("Decided, and handed to the next payer", "Decidida y pasada a la siguiente aseguradora"),
  "22": says("Taken back", "Anulada por la aseguradora"),
  "23": says("Not this payer's; handed on", "No es de esta aseguradora; se pasó a otra"),
  "25": says("A forecast, nothing decided", "Una previsión, nada decidido"),
};
/** Why a claim was turned away when it came, by the code of 277CA or 999; unknown codes stay their number. */
const turnedAway: Readonly<Record<string, Words>> = {
  A3: says("Turned away", "Rechazada"),
  A4: says("Not found by the payer", "La aseguradora no la encuentra"),
  A6: says("Turned away: something is missing", "Rechazada: falta algo"),
  A7: says("Turned away: something is wrong", "Rechazada: algo no es válido"),
  A8: says("Turned away: two things do not fit together", "Rechazada: dos datos no concuerdan"),
  "21": says("something is missing or wrong", "falta algo o algo no es válido"),
  "33": says("the insured person was not found", "no se encontró a la persona asegurada"),
  "88": says("not covered on the day of the service", "sin seguro el día del servicio"),
  "164": says("the member number", "el número de miembro"),
  "187": says("the day of the service", "el día del servicio"),
  "249": says("the place of the service", "el lugar del servicio"),
  "254": says("the main diagnosis", "el diagnóstico principal"),
  "255": says("a diagnosis", "un diagnóstico"),
  "453": says("the code's modifier", "el modificador del código"),
  "454": says("the code of the service", "el código del servicio"),
  "562": says("the provider's number (NPI)", "el número del proveedor (NPI)"),
};
/** The codes of a step as a sentence: "A7:562:85" and "SV101 7" alike. */
export function sayCodes(codes: readonly string[], language: keyof Words): string {
  const [kind, ...rest] = codes;
  if (kind === "999" && rest[0] === "OTHER") return says("Another claim of the same file could not be read.", "No se pudo leer otra reclamación del mismo archivo.")[language];
  if (kind === "999") return rest.map((one) => says(`The payer could not read ${one.split(" ")[0]} (code ${one.split(" ")[1] ?? ""})`, `La aseguradora no pudo leer ${one.split(" ")[0]} (código ${one.split(" ")[1] ?? ""})`)[language]).join("; ");
  return rest.map((one) => one.split(":").slice(0, 2).map((code) => turnedAway[code]?.[language] ?? code).join(": ")).join("; ");
}
