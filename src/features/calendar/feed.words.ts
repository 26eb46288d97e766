import type { Words } from "#kernel/language.ts";

/** Words of the calendar on one's own telephone. What stands in it gives nothing away. */
export const feedWords = {
  title: { en: "Busy", es: "Ocupado" },
  staffOnly: { en: "Only staff have a calendar of their own.", es: "Solo el personal tiene calendario propio." },
  noFeed: { en: "There is no such address, or it is not yours.", es: "Esta dirección no existe o no es suya." },
  over: { en: "This address is not in use any more. Make another in your account.", es: "Esta dirección ya no se usa. Cree otra en su cuenta." },
  heading: { en: "Your hours on your own phone", es: "Sus horas en su propio teléfono" },
  what: { en: "A calendar program can read when you are busy: times only, no name, no place. Whoever has the address can read it, so keep it to yourself.", es: "Un programa de calendario puede leer cuándo está ocupado: solo horas, sin nombres ni lugares. Quien tenga la dirección puede leerlo: guárdela para usted." },
  none: { en: "No address is in use.", es: "No hay ninguna dirección en uso." },
  make: { en: "Make an address", es: "Crear una dirección" },
  shownOnce: { en: "Copy it now: it is shown this once.", es: "Cópiela ahora: solo se muestra esta vez." },
  address: { en: "Address of your calendar", es: "Dirección de su calendario" },
  end: { en: "End it", es: "Terminarla" },
  ended: { en: "Ended. It answers nobody any more.", es: "Terminada. Ya no responde a nadie." },
  neverAsked: { en: "not read yet", es: "aún sin leer" },
} satisfies Record<string, Words>;
export const feedSentences = {
  made: { en: (day: string) => `Made on ${day}`, es: (day: string) => `Creada el ${day}` },
  asked: { en: (day: string) => `last read on ${day}`, es: (day: string) => `leída por última vez el ${day}` },
} as const;
