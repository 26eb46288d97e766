import type { Words } from "#kernel/language.ts";

/** Why something of a testimonial is not done. */
export const faultWords = {
  none: { en: "There is no such testimonial.", es: "No existe ese testimonio." },
  noText: { en: "No wording of this consent is in force.", es: "No hay un texto vigente de este consentimiento." },
  noAdult: { en: "Expected an adult of this family.", es: "Se espera una persona adulta de esta familia." },
  needDocument: { en: "Expected the signed paper among this family's documents.", es: "Se espera el papel firmado entre los documentos de esta familia." },
  otherText: { en: "The text has changed since it was shown. Please read it once more.", es: "El texto cambió desde que se mostró. Por favor, léalo otra vez." },
  endTooFar: { en: "Expected a last day after today, within two years.", es: "Se espera un último día posterior a hoy, dentro de dos años." },
  standsAlready: { en: "Words of this adult are kept already. They are taken back first.", es: "Ya hay palabras de esta persona. Primero hay que retirarlas." },
  ended: { en: "This consent has ended. Nothing of it is shown.", es: "Este consentimiento terminó. No se muestra nada." },
  changed: { en: "Somebody prepared another wording meanwhile. Load it, then decide.", es: "Alguien preparó otra versión mientras tanto. Cárguela y decida." },
  needWords: { en: "Expected the words in the language in which they were told.", es: "Se esperan las palabras en el idioma en que se dijeron." },
  notAllowed: { en: "The consent does not name this language.", es: "El consentimiento no nombra este idioma." },
  unsettled: { en: "Something in it may tell who they are. Change it, or say why it may stay.", es: "Algo puede decir quiénes son. Cámbielo o diga por qué puede quedar." },
  ownRelease: { en: "Somebody else than its writer releases it.", es: "Lo publica otra persona, no quien lo preparó." },
  notNewest: { en: "Expected the newest wording, which was not released yet.", es: "Se espera la versión más nueva, aún sin publicar." },
  notShown: { en: "It is not on the page.", es: "No está en la página." },
} as const satisfies Record<string, Words>;
