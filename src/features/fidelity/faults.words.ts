import type { Words } from "#kernel/language.ts";

/** Why something of a fidelity packet is not done. */
export const faultWords = {
  noPacket: { en: "There is no such packet.", es: "No existe ese paquete." },
  notYours: { en: "Only its own clinician confirms a packet.", es: "Un paquete solo lo confirma quien atendió en esos días." },
  tooSoon: { en: "The days that this packet is about are not over yet.", es: "Los días de los que trata este paquete aún no han terminado." },
  changed: { en: "The record changed meanwhile. Look at the packet again, then confirm it.", es: "El expediente cambió mientras tanto. Vuelva a mirar el paquete y confírmelo." },
  wrong: { en: "This is not right yet.", es: "Esto todavía no está bien." },
  wrongChange: { en: "Expected a rating of this packet, with a value of its scale.", es: "Se espera una valoración de este paquete, con un valor de su escala." },
  notTheirs: { en: "Only the supervisor whom the packet names looks it over, and only the newest version.", es: "Solo revisa el paquete quien supervisa y figura en él, y solo la última versión." },
  reviewed: { en: "This packet was looked over already.", es: "Este paquete ya fue revisado." },
  needWords: { en: "Expected what the clinician should look at again.", es: "Se espera lo que conviene revisar de nuevo." },
  noPaper: { en: "Expected a document of this case that only you and your supervisor read.", es: "Se espera un documento de este caso que solo lean usted y quien le supervisa." },
  noPack: { en: "There is no such form pack for this packet.", es: "No existe ese formulario para este paquete." },
  packWrong: { en: "This form pack cannot be taken in yet.", es: "Este formulario aún no se puede incorporar." },
  packThere: { en: "This version is there already. Give a changed form a new version.", es: "Esta versión ya está. Si el formulario cambió, use otra versión." },
  packTwice: { en: "This id stands in the form twice.", es: "Este identificador aparece dos veces en el formulario." },
  packPath: { en: "This packet has no such value.", es: "Este paquete no tiene ese valor." },
  packOneOf: { en: "Expected either where the value comes from, or one of the two ratings that are asked.", es: "Se espera de dónde sale el valor o una de las dos valoraciones que se preguntan." },
  packMostAsked: { en: "A packet asks two things at most, each once: everything else is read from the record.", es: "Un paquete pregunta dos cosas como máximo, cada una una vez: lo demás se lee del expediente." },
  rulesInOrder: { en: "Expected a larger number than the one of the step below.", es: "Se espera un número mayor que el del nivel anterior." },
} as const satisfies Record<string, Words>;
