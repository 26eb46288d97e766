import type { Words } from "#kernel/language.ts";
import type { PortalState } from "./contract.ts";

export const stateNames: Record<PortalState, Words> = {
  none: { en: "No way in", es: "Sin acceso" },
  invited: { en: "Invited, not opened yet", es: "Invitación enviada, sin abrir" },
  open: { en: "Comes in", es: "Con acceso" },
  ended: { en: "Ended", es: "Terminado" },
};

/** What staff read of an adult's way into the portal. */
export const words = {
  title: { en: "Portal", es: "Portal" },
  lead: {
    en: "Each adult has an own way in, and sees only what that adult may read. A link goes to the safe address; you tell the opening code by voice.",
    es: "Cada adulto entra por su cuenta y ve solo lo que puede leer. El enlace va a la dirección segura; la clave de apertura se dice de viva voz.",
  },
  empty: { en: "No adult is around this child today.", es: "Hoy no hay ningún adulto alrededor de este niño." },
  emptyNext: { en: "Add one under People.", es: "Agréguelo en Personas." },
  since: { en: (day: string) => `since ${day}`, es: (day: string) => `desde el ${day}` },
  givenBy: { en: (name: string) => `given by ${name}`, es: (name: string) => `la dio ${name}` },
  give: { en: "Let in", es: "Dar acceso" },
  giveAnew: { en: "Give a new code", es: "Dar una clave nueva" },
  giveAnewWhy: { en: "What is open now ends, and the own code of before opens nothing.", es: "Lo que está abierto se cierra, y la clave de antes ya no abre nada." },
  end: { en: "End the way in", es: "Quitar el acceso" },
  openingCode: { en: "Opening code", es: "Clave de apertura" },
  codeFor: { en: (name: string) => `For ${name}. Tell it in person or by telephone, and to nobody else. It stands here once.`, es: (name: string) => `Para ${name}. Dígala en persona o por teléfono, y a nadie más. Aquí aparece una sola vez.` },
  sent: { en: (day: string) => `The link is on its way to the safe address. It opens until ${day}.`, es: (day: string) => `El enlace va en camino a la dirección segura. Abre hasta el ${day}.` },
  byHand: { en: (day: string) => `There is no safe address. Open this link together with the adult, on the adult’s own device. It opens until ${day}.`, es: (day: string) => `No hay una dirección segura. Abra este enlace junto con la persona, en el aparato de ella. Abre hasta el ${day}.` },
  link: { en: "Link", es: "Enlace" },
  endedNow: { en: (name: string) => `${name} cannot come in any more.`, es: (name: string) => `${name} ya no puede entrar.` },
} as const;
