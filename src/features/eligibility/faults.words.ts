import type { Words } from "#kernel/language.ts";

/** Why a question about eligibility, or an exception from a rule, is refused. */
export const faultWords = {
  noPolicy: (id: string): Words => ({ en: `The policy ${id} is not installed.`, es: `La norma ${id} no está instalada.` }),
  expectPolicy: (ids: readonly string[]): Words => ({ en: `Expected one of ${ids.join(", ")}.`, es: `Se espera una de estas: ${ids.join(", ")}.` }),
  noSession: { en: "There is no such session, or it is not yours.", es: "Esta sesión no existe o no le corresponde." },
  staffOnly: { en: "Only staff decide this.", es: "Esto solo lo decide el personal." },
  noRule: { en: "This policy has no such rule.", es: "Esta norma no tiene esa regla." },
  expectRule: { en: "Expected a rule of the version in force.", es: "Se espera una regla de la versión vigente." },
  neverOverridden: { en: "This rule is never overridden.", es: "Esta regla no admite excepciones." },
  noOverride: { en: "There is no such exception that still stands, or it is not yours.", es: "No existe tal excepción vigente, o no le corresponde." },
  untilPast: { en: "The last day of an exception lies ahead.", es: "El último día de una excepción aún está por llegar." },
  expectOther: { en: "Age, participation and signatures stand as they are.", es: "La edad, la participación y las firmas quedan como están." },
} as const;
