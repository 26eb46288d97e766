/** What a letter to who referred says: where the referral stands, and nothing else. */
export const letterWords = {
  about: {
    en: (day: string, code: string | null) => `About the referral that you sent, received on ${day}${code === null ? "" : `, number ${code}`}.`,
    es: (day: string, code: string | null) => `Sobre la solicitud que usted envió, recibida el ${day}${code === null ? "" : `, número ${code}`}.`,
  },
  states: {
    received: { en: "We received it and will be in touch with the family.", es: "La recibimos y nos pondremos en contacto con la familia." },
    waiting: { en: "We are in touch with the family. Our work together has not begun yet.", es: "Estamos en contacto con la familia. El trabajo en común aún no ha comenzado." },
    opened: { en: "We have begun to work with the family.", es: "Hemos comenzado a trabajar con la familia." },
    declined: { en: "The family does not wish to go on with us at this time.", es: "Por ahora la familia no desea continuar con nosotros." },
    closed: { en: "The referral is closed.", es: "La solicitud está cerrada." },
  },
  allowed: {
    en: "The family allowed us to tell you this much. Please keep it to yourself and do not pass it on.",
    es: "La familia nos permitió decirle esto y nada más. Por favor, guárdelo para usted y no lo comparta.",
  },
  call: { en: (phone: string) => `You can reach us at ${phone}.`, es: (phone: string) => `Puede comunicarse con nosotros al ${phone}.` },
  thanks: { en: "Thank you for thinking of this family.", es: "Gracias por pensar en esta familia." },
} as const;
