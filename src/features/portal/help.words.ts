import type { Words } from "#kernel/language.ts";
import type { Outcome } from "#features/course/resources.contract.ts";

/** Help nearby. */
export const helpWords = {
  title: { en: "Help nearby", es: "Ayuda cerca" },
  card: { en: "Food, housing and more.", es: "Comida, casa y más." },
  urgent: { en: "In danger: call **911**. To talk, any hour: call or text **988**.", es: "Si hay peligro, llame al **911**. Para hablar, a toda hora: llame al **988** y oprima 2." },
  sent: { en: "What we set up with you", es: "Lo que vimos con usted" },
  none: { en: "We have not sent you to other help yet.", es: "Todavía no le hemos enviado con nadie más." },
  forYou: { en: "For you", es: "Para usted" },
  forChild: { en: "For your child or your family", es: "Para su niño o su familia" },
  since: (day: string): Words => ({ en: `Since ${day}`, es: `Desde el ${day}` }),
  outcomes: {
    waiting: { en: "You are on their list.", es: "Está en su lista." },
    taken_up: { en: "It has begun.", es: "Ya empezó." },
    declined_there: { en: "They could not take you.", es: "No le pudieron recibir." },
    declined_by_family: { en: "You said no. That is fine.", es: "Usted dijo que no. Está bien." },
    not_reached: { en: "They could not be reached yet.", es: "Todavía no contestan." },
  } satisfies Record<Outcome, Words>,
  open: { en: "We have no word yet.", es: "Todavía no sabemos nada." },
  places: { en: "Places near here", es: "Lugares cerca" },
  noPlaces: { en: "No places are listed yet. Ask us.", es: "Todavía no hay lugares en la lista. Pregúntenos." },
  leaves: { en: "A web page opens away from here. It stays in the list of pages you saw.", es: "La página se abre fuera de aquí. Queda en la lista de lo que usted vio." },
  web: { en: "Their web page", es: "Su página" },
} as const;
