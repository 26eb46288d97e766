import type { CivilDate } from "#kernel/dates.ts";
import { aboutDay } from "#kernel/saying.ts";
import type { Words } from "#kernel/language.ts";

/** Why something about a diagnosis is refused. */
export const faultWords = {
  notACode: { en: "Expected an ICD-10-CM code with its dot, such as F43.10.", es: "Se espera un código CIE-10-MC con su punto, como F43.10." },
  chooseExact: (code: string, below: readonly string[]): Words => ({ en: `${code} is a heading. Choose a more exact code: ${below.join(", ")}.`, es: `${code} es un encabezado. Elija un código más preciso: ${below.join(", ")}.` }),
  notInForce: (code: string): Words => ({ en: `${code} was not in force on that day.`, es: `${code} no estaba en vigor ese día.` }),
  needLabel: { en: "Expected your agency's own label for this code.", es: "Se espera el nombre que su institución da a este código." },
  needFinding: { en: "T74 says that maltreatment was confirmed. Name who found it: agency or court, its name and the day. Where it is suspected, the code is T76.", es: "T74 dice que el maltrato está confirmado. Indique quién lo determinó: organismo o tribunal, su nombre y el día. Si solo se sospecha, el código es T76." },
  noFindingHere: { en: "Who found it is asked of confirmed maltreatment (T74) alone.", es: "Quién lo determinó se pide solo para el maltrato confirmado (T74)." },
  noDocument: { en: "There is no such document on this case, or it is not yours.", es: "Este caso no tiene ese documento, o no le corresponde." },
  dayInFuture: { en: "This day lies in the future.", es: "Este día está en el futuro." },
  beforeLast: (day: CivilDate): Words => aboutDay(day, { en: (said) => `Expected ${said} or later: an earlier entry has that day.`, es: (said) => `Se espera el ${said} o una fecha posterior: una entrada anterior tiene ese día.` }),
  sameStatus: { en: "This is what is held already.", es: "Eso es lo que ya consta." },
  nothingToCorrect: { en: "There is no earlier entry to correct.", es: "No hay una entrada anterior que corregir." },
  needReason: { en: "Expected the reason in a few words.", es: "Se espera el motivo en pocas palabras." },
  takenOut: { en: "This diagnosis was entered in error; record it anew if it holds.", es: "Este diagnóstico se anotó por error; si es válido, anótelo de nuevo." },
  noDiagnosis: { en: "There is no such diagnosis on this case, or it no longer stands.", es: "Este caso no tiene ese diagnóstico, o ya no consta." },
  changed: { en: "Somebody wrote about this diagnosis a moment ago. Look again, then decide.", es: "Alguien escribió sobre este diagnóstico hace un momento. Vuelva a mirarlo y decida." },
  noCodes: { en: "The list of codes cannot be read.", es: "No se puede leer la lista de códigos." },
} as const;
