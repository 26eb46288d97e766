/** Why a consent is not recorded. */
export const faultWords = {
  maySignOnly: { en: "Nobody may sign this today but those who hold the authority for it. Record the authority and its document first.", es: "Hoy solo pueden firmar esto quienes tienen la autoridad para ello. Anote primero la autoridad y su documento." },
  expectAuthority: { en: "Expected an authority in force that covers this.", es: "Se espera una autoridad vigente que cubra esto." },
  otherHolder: { en: "Somebody else holds this authority.", es: "Esta autoridad la tiene otra persona." },
  expectHolder: { en: "Expected the one who holds it.", es: "Se espera la persona que la tiene." },
  noConsent: { en: "There is no such consent on this case.", es: "Este caso no tiene ese consentimiento." },
  otherText: { en: "The text has changed since it was shown. Show it again before it is signed.", es: "El texto cambió desde que se mostró. Muéstrelo de nuevo antes de la firma." },
  needDocument: { en: "Expected the paper that was signed, among the documents of this case.", es: "Se espera el papel firmado, entre los documentos de este caso." },
  noPaper: { en: "A paper is named only where it was signed on paper.", es: "Solo se indica un papel si se firmó en papel." },
  spokenOnly: { en: "Only a consent to visits by video or telephone may be spoken (29 DCMR § 910.5).", es: "Solo el consentimiento para visitas por video o por teléfono puede darse de palabra (29 DCMR § 910.5)." },
  needEffort: { en: "Say how the notice was given and why it is not signed (45 CFR 164.520).", es: "Diga cómo se entregó el aviso y por qué no se firmó (45 CFR 164.520)." },
  tooYoung: { en: "At this age a representative signs.", es: "A esta edad firma una persona representante." },
  withdrawnAlready: { en: "It was withdrawn before.", es: "Ya se había retirado." },
  copyNoted: { en: "A copy was noted before.", es: "Ya se había anotado una copia." },
  noText: { en: "There is no wording of this consent.", es: "No hay un texto para este consentimiento." },
} as const;
