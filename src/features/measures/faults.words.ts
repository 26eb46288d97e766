/** Why sending questions to an adult, or something about their link, is refused. */
export const faultWords = {
  adultsOnly: { en: "Only an adult around this child can be asked.", es: "Solo se le puede preguntar a una persona adulta cercana a este niño o esta niña." },
  expectAdult: { en: "Expected an adult of this case.", es: "Se espera una persona adulta de este caso." },
  caseClosed: { en: "This case is closed. Re-open it first.", es: "Este caso está cerrado. Primero vuelva a abrirlo." },
  noBattery: { en: "There are no such questions, or they are not yours.", es: "Estas preguntas no existen o no le corresponden." },
  linkEnded: { en: "This link has ended. Send a new one.", es: "Este enlace terminó. Envíe uno nuevo." },
  linkLocked: { en: "Five birth years did not match, so the link is closed. Send a new one.", es: "Cinco años de nacimiento no coincidieron y el enlace se cerró. Envíe uno nuevo." },
  alreadySent: { en: "These questions were answered and sent. What was sent stays.", es: "Estas preguntas ya se contestaron y enviaron. Lo enviado no cambia." },
  notInstalled: { en: "Expected an instrument that is installed.", es: "Se espera un instrumento instalado." },
  askedTwice: { en: "Expected each measure once in a stage.", es: "Se espera cada medida una sola vez por etapa." },
  scheduleChanged: { en: "Somebody saved another version meanwhile. Look at it first.", es: "Alguien guardó otra versión mientras tanto. Mírela primero." },
  notAsked: { en: "The schedule does not ask for this now.", es: "El calendario de medidas no pide esto ahora." },
  answered: { en: "This was answered, so nothing is missing.", es: "Esto ya se contestó, así que no falta nada." },
  needMissWords: { en: "Expected in a few words why.", es: "Se espera en pocas palabras por qué." },
} as const;
