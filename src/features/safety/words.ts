import type { Words } from "#kernel/language.ts";
import type { Asked, SafetyNote, SafetyReview } from "./contract.ts";

/** The labels of a review and its note. */
export const safetyWords = {
  title: { en: "Safety review, today", es: "Revisión de seguridad, hoy" },
  fromRecord: { en: "From the adult's own record. It is not in the child's chart.", es: "Del expediente propio de la persona adulta. No está en el del niño o la niña." },
  pointer: { en: "Something in an adult's own record asks for attention.", es: "Algo en el expediente propio de una persona adulta pide atención." },
  notSent: { en: "The form was not sent; this answer was kept.", es: "El formulario no se envió; esta respuesta se guardó." },
  close: { en: "Write this review", es: "Guardar esta revisión" },
  staysOpen: { en: "It stays open until somebody has asked and written what was done.", es: "Queda abierta hasta que alguien pregunte y anote lo que se hizo." },
  none: { en: "No safety review is open.", es: "No hay revisiones de seguridad abiertas." },
} satisfies Record<string, Words>;

export const kindLabels: Record<SafetyReview["kind"], Words> = {
  self_harm: { en: "An answer about death or self-harm", es: "Una respuesta sobre la muerte o hacerse daño" },
  safety_review: { en: "An event that calls for a safety review", es: "Un suceso que pide revisar la seguridad" },
};

export const askedLabels: Record<Asked, Words> = { yes: { en: "Yes", es: "Sí" }, no: { en: "No", es: "No" }, not_asked: { en: "Not asked", es: "No se preguntó" } };

export const noteLabels: Record<keyof SafetyNote, Words> = {
  ideation: { en: "Thoughts of dying", es: "Ideas de morir" },
  plan: { en: "A plan", es: "Un plan" },
  means: { en: "Means within reach", es: "Medios a su alcance" },
  intent: { en: "Intent", es: "Intención" },
  protective: { en: "What protects", es: "Lo que protege" },
  childIsWith: { en: "Who is with the child", es: "Con quién está el niño o la niña" },
  actions: { en: "What was done", es: "Lo que se hizo" },
  supervisorNotified: { en: "The supervisor was told", es: "Se avisó a quien supervisa" },
};
