/** Why a consent is not recorded. */
export const faultWords = {
  maySignOnly: { en: "Nobody may sign this today but those who hold the authority for it. Record the authority and its document first.", es: "Hoy solo pueden firmar esto quienes tienen la autoridad para ello. Anote primero la autoridad y su documento." },
  expectAuthority: { en: "Expected an authority in force that covers this.", es: "Se espera una autoridad vigente que cubra esto." },
  otherHolder: { en: "Somebody else holds this authority.", es: "Esta autoridad la tiene otra persona." },
  expectHolder: { en: "Expected the one who holds it.", es: "Se espera la persona que la tiene." },
  noConsent: { en: "There is no such consent on this case.", es: "Este caso no tiene ese consentimiento." },
} as const;
