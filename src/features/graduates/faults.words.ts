import type { Words } from "#kernel/language.ts";

export const faultWords = {
  none: { en: "There is no such graduation.", es: "No existe esa graduación." },
  missing: (names: string): Words => ({ en: `Not every requirement is met or waived on that day: ${names}.`, es: `Ese día no se cumplen o dispensan todos los requisitos: ${names}.` }),
  future: { en: "Expected a day from the beginning of the cohort to today.", es: "Se espera un día entre el comienzo del grupo y hoy." },
  ends: { en: "The end comes after the day of completion.", es: "El final va después del día en que se completó." },
  already: { en: "This person has graduated or is proposed.", es: "Esta persona ya se graduó o está propuesta." },
  same: { en: "Somebody else on the faculty confirms what you proposed.", es: "Otra persona del equipo docente confirma lo que usted propuso." },
  changed: { en: "This changed meanwhile. Look at it again.", es: "Esto cambió entretanto. Mírelo de nuevo." },
  late: { en: "A graduation is undone within a day. Later it is annulled, with the reason.", es: "Una graduación se deshace en el plazo de un día. Después se anula, con el motivo." },
  notStanding: { en: "This certificate does not stand.", es: "Este certificado no está vigente." },
  noNumber: { en: "There is no certificate before somebody confirms.", es: "No hay certificado antes de que alguien confirme." },
  noIssuer: { en: "No certificate of this issuer was taken over here.", es: "Aquí no se tomó ningún certificado de esa entidad." },
  noCertificate: { en: "The roster lists whoever has a certificate that is valid today.", es: "El registro incluye a quien tiene un certificado válido hoy." },
  noLicence: { en: "The roster lists whoever has a license in force. Ask your administrator to record it.", es: "El registro incluye a quien tiene una licencia vigente. Pida a la administración que la registre." },
  awayOrder: { en: "The end of the time away comes after its beginning.", es: "El final de la ausencia va después del comienzo." },
  seenLater: { en: "Expected today or a day before.", es: "Se espera hoy o un día anterior." },
} as const;
