import type { Words } from "#kernel/language.ts";
import type { LetterState, Mark, Step } from "./contract.ts";

/** What a family waits for, and what makes it pressing. */
export const markNames: Record<Mark, Words> = {
  clinician: { en: "Waits for a clinician", es: "Espera terapeuta" },
  language: { en: "Waits for somebody in its language", es: "Espera a alguien en su idioma" },
  consent: { en: "Waits for a consent", es: "Espera un consentimiento" },
  days: { en: "Waits for days that fit", es: "Espera días que le convengan" },
  later: { en: "Asked to be called later", es: "Pidió que la llamen más tarde" },
  removal: { en: "Removal from home", es: "Separación del hogar" },
  reunification: { en: "Reunification", es: "Reunificación" },
  expulsion: { en: "Expulsion from childcare", es: "Expulsión de la guardería" },
  eviction: { en: "Eviction", es: "Desalojo" },
};

/** A step of the order, as a reason. */
export const stepWords = {
  mark: (mark: Mark): Words => markNames[mark],
  age_out: { en: (months: number) => `too old within ${months} months`, es: (months: number) => `en ${months} meses tendrá demasiada edad` },
  waited: { en: (days: number) => `waits ${days} days or longer`, es: (days: number) => `espera ${days} días o más` },
};

/** What a step is called where the order is set. */
export const stepNames: Record<Exclude<Step["kind"], "mark">, Words> = {
  age_out: { en: "Too old soon, within so many months", es: "Pronto con demasiada edad, en tantos meses" },
  waited: { en: "Waits long, for so many days", es: "Espera mucho, tantos días" },
};

export const letterStateNames: Record<LetterState, Words> = {
  received: { en: "received", es: "recibida" },
  waiting: { en: "waiting", es: "en espera" },
  opened: { en: "begun", es: "comenzada" },
  declined: { en: "the family said no", es: "la familia dijo que no" },
  closed: { en: "closed", es: "cerrada" },
};
