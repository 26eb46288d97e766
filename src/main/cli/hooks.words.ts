import type { Catalogue, Language } from "#kernel/language.ts";

const en = {
  usage: "Usage: bin/dyad hooks [--json]",
  sms: (address: string, secret: string) => `Text messages: POST ${address} with the header Authorization: Bearer ${secret}`,
  changes: "The secret follows from the secret key: another secret key is another secret. docs/operating/messages.md says what to send.",
};

/** What `bin/dyad hooks` says. */
export const hooksWords: Record<Language, Catalogue<typeof en>> = {
  en,
  es: {
    usage: "Uso: bin/dyad hooks [--json]",
    sms: (address, secret) => `Mensajes de texto: POST ${address} con el encabezado Authorization: Bearer ${secret}`,
    changes: "El secreto depende de la clave secreta: otra clave secreta, otro secreto. docs/operating/messages.md dice qué enviar.",
  },
};
