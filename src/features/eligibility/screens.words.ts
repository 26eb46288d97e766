import type { Words } from "#kernel/language.ts";

/** Roles of those who may decide over a finding. */
export const roleNames: Record<string, Words> = {
  supervisor: { en: "supervisor", es: "supervisión" },
  administrator: { en: "administrator", es: "administración" },
};

/** The sentences of the eligibility of a case. */
export const words = {
  asOf: { en: (day: string) => `As recorded, for ${day}.`, es: (day: string) => `Según lo anotado, para el ${day}.` },
  version: { en: (version: string) => `Version ${version}`, es: (version: string) => `Versión ${version}` },
  none: { en: "No policy of the agency asks about eligibility.", es: "Ninguna norma de la agencia pregunta por los requisitos." },
  notYours: { en: "Eligibility rests on the child's chart, which is not open to you.", es: "Los requisitos se basan en la historia del niño o la niña, que no está abierta para usted." },
  failed: { en: "Eligibility could not be worked out now.", es: "Ahora no se pudieron revisar los requisitos." },
  overrides: { en: "Decided by a person", es: "Decidido por una persona" },
  overriddenFor: { en: (rule: string) => `About “${rule}”`, es: (rule: string) => `Sobre «${rule}»` },
  byWhom: { en: (name: string, role: string) => `${name} (${role})`, es: (name: string, role: string) => `${name} (${role})` },
  override: { en: "Count a finding as met", es: "Dar un punto por cumplido" },
  overrideIntro: { en: "Your reason is kept for ever, with your name and the day. Everybody who reads this finding reads it too.", es: "Su motivo se guarda para siempre, con su nombre y la fecha. Lo lee quien lea este punto." },
  never: { en: "Age, participation and signatures are never decided this way.", es: "La edad, la participación y las firmas nunca se deciden así." },
  rule: { en: "Finding", es: "Punto" },
  reason: { en: "Reason", es: "Motivo" },
  reasonHint: { en: "What you know that the record does not show. At least ten characters.", es: "Lo que usted sabe y el expediente no muestra. Al menos diez caracteres." },
  until: { en: "Until when", es: "Hasta cuándo" },
  untilHint: { en: "The last day on which it counts as met. Left empty, it counts until somebody ends it.", es: "El último día en que cuenta como cumplido. Si queda vacío, cuenta hasta que alguien la termine." },
  needAhead: { en: "This day is over. Choose a later one.", es: "Este día ya pasó. Elija uno posterior." },
  standsUntil: { en: (day: string) => `until ${day}`, es: (day: string) => `hasta el ${day}` },
  needRule: { en: "Choose the finding.", es: "Elija el punto." },
  needReason: { en: "Write the reason in at least ten characters.", es: "Escriba el motivo con al menos diez caracteres." },
  countAsMet: { en: "Count as met, for ever on record", es: "Dar por cumplido y guardarlo para siempre" },
  done: { en: "Kept. The finding counts as met.", es: "Guardado. El punto cuenta como cumplido." },
} satisfies Record<string, Words | { en: (...given: never[]) => string; es: (...given: never[]) => string }>;
