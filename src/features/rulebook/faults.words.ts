import type { Words } from "#kernel/language.ts";

/** Why a change of a policy is refused. */
export const faultWords = {
  noVersion: { en: "There is no such version of a policy here.", es: "Aquí no existe esa versión de la norma." },
  noClause: { en: "This version has no such clause.", es: "Esta versión no tiene esa cláusula." },
  noTimer: { en: "This version has no such timer.", es: "Esta versión no tiene ese plazo." },
  noChange: { en: "There is no such change.", es: "No existe ese cambio." },
  notDraft: { en: "Only a draft is confirmed; this one decides already.", es: "Solo se confirma un borrador; este ya decide." },
  pasteWords: { en: "Paste the register's own wording: at least ten characters.", es: "Pegue el texto del registro tal cual: al menos diez caracteres." },
  nameSource: { en: "Say where it stands: register, section, address.", es: "Indique dónde consta: registro, sección, dirección." },
  notInFuture: { en: "Expected today or an earlier day: the day on which it was read in the register.", es: "Se espera hoy o un día anterior: el día en que se leyó en el registro." },
  nothingChanges: { en: "Nothing would change.", es: "No cambiaría nada." },
  waiting: { en: "Another change of this version still waits. Accept it or take it back first.", es: "Hay otro cambio de esta versión pendiente. Acéptelo o retírelo primero." },
  shippedAlready: { en: "This version stands as it was shipped.", es: "Esta versión está tal como se entregó." },
  stillCounting: { en: "Its effects are still being counted. They are shown before it can be accepted.", es: "Todavía se cuentan sus efectos. Se muestran antes de poder aceptarlo." },
  settled: { en: "This change was accepted or taken back already.", es: "Este cambio ya se aceptó o se retiró." },
  meanwhile: { en: "The version was changed meanwhile, so this difference is no longer true. Take it back and propose it anew.", es: "La versión cambió entretanto, así que esta diferencia ya no es cierta. Retírelo y propóngalo de nuevo." },
  overlaps: (version: string, from: Words | null): Words => ({
    en: `It overlaps with version ${version}${from === null ? "" : `, which begins on ${from.en}`}: let one end on the day before the other begins.`,
    es: `Se solapa con la versión ${version}${from === null ? "" : `, que empieza el ${from.es}`}: una debe terminar el día antes de que empiece la otra.`,
  }),
  atLine: (lineNumber: number, path: string, message: Words): Words => ({ en: `Line ${lineNumber}${path === "" ? "" : `, ${path}`}: ${message.en}`, es: `Línea ${lineNumber}${path === "" ? "" : `, ${path}`}: ${message.es}` }),
  notJson: (why: string): Words => ({ en: `This is not JSON: ${why}`, es: `Esto no es JSON: ${why}` }),
  answersNothing: { en: "This policy has no clause for that question.", es: "Esta norma no tiene ninguna cláusula para esa pregunta." },
  onlyExample: { en: "This policy is an example of how payers differ. Nobody is paid by it.", es: "Esta norma es un ejemplo de cómo difieren los pagadores. Nadie paga según ella." },
  staffOnly: { en: "Only staff change policies.", es: "Solo el personal cambia las normas." },
} as const;
