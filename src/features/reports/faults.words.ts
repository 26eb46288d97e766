import type { Words } from "#kernel/language.ts";

/** Why something of a report is not done. */
export const faultWords = {
  noReport: { en: "There is no such report, or it is not yours.", es: "Este informe no existe o no le corresponde." },
  noPeriod: { en: "There is no such span of time that can be told by itself.", es: "No existe ese período que se pueda contar por sí solo." },
  otherNow: { en: "The figures or the words changed meanwhile. Look at the report once more, then make it.", es: "Entretanto cambiaron las cifras o las palabras. Revise el informe otra vez y luego hágalo." },
  nothingToMake: { en: "There is nothing to make a report from yet.", es: "Todavía no hay con qué hacer un informe." },
  tooLong: (most: number): Words => ({ en: `Expected at most ${most} characters in this report.`, es: `Se esperan como máximo ${most} caracteres en este informe.` }),
  notHere: { en: "This report has no place for these words.", es: "Este informe no tiene lugar para estas palabras." },
  names: { en: "A report names no clinician. Take the name out.", es: "Un informe no nombra a ningún profesional. Quite el nombre." },
};
