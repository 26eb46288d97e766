/** Why something about a referral is refused. */
export const faultWords = {
  noReferral: { en: "There is no such referral, or it is not yours.", es: "Esta solicitud no existe o no le corresponde." },
  whyItEnds: { en: "Say why the referral ends here.", es: "Indique por qué la solicitud termina aquí." },
  expectReason: { en: "Expected a reason in your words.", es: "Se espera un motivo, con sus palabras." },
  changed: { en: "Somebody changed this referral a moment ago. Look again, then decide.", es: "Alguien cambió esta solicitud hace un momento. Vuelva a mirarla y decida." },
  oneWorkDay: { en: "The promised answer time is at least one work day.", es: "El plazo de respuesta prometido es de al menos un día laborable." },
  wholeFromOne: { en: "Expected a whole number from 1.", es: "Se espera un número entero a partir de 1." },
  moreBytes: { en: "A receipt code needs more random bytes.", es: "Un código de recibo necesita más bytes al azar." },
} as const;
