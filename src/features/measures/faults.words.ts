/** Why sending questions to an adult, or something about their link, is refused. */
export const faultWords = {
  adultsOnly: { en: "Only an adult around this child can be asked.", es: "Solo se le puede preguntar a una persona adulta cercana a este niño o esta niña." },
  expectAdult: { en: "Expected an adult of this case.", es: "Se espera una persona adulta de este caso." },
  caseClosed: { en: "This case is closed. Re-open it first.", es: "Este caso está cerrado. Primero vuelva a abrirlo." },
  noBattery: { en: "There are no such questions, or they are not yours.", es: "Estas preguntas no existen o no le corresponden." },
  linkEnded: { en: "This link has ended. Send a new one.", es: "Este enlace terminó. Envíe uno nuevo." },
  linkLocked: { en: "Five birth years did not match, so the link is closed. Send a new one.", es: "Cinco años de nacimiento no coincidieron y el enlace se cerró. Envíe uno nuevo." },
  alreadySent: { en: "These questions were answered and sent. What was sent stays.", es: "Estas preguntas ya se contestaron y enviaron. Lo enviado no cambia." },
} as const;
