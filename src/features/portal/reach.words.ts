import type { Words } from "#kernel/language.ts";

/** A way to be reached, by what tells it from others. */
export const sayWay = (way: "phone" | "text" | "email", masked: string): Words => {
  if (way === "email") return { en: `e-mail ${masked}`, es: `correo ${masked}` };
  return way === "text" ? { en: `texts to the number that ends in ${masked}`, es: `mensajes al número que termina en ${masked}` } : { en: `calls to the number that ends in ${masked}`, es: `llamadas al número que termina en ${masked}` };
};
/** What the team reads when an adult says so, as the adult's own words. */
export const unsafeTold = (what: string): Words => ({ en: `I pressed a button here: this is no longer safe for me: ${what}. Nothing is sent there now.`, es: `Oprimí un botón aquí: esto ya no es seguro para mí: ${what}. Ya no se envía nada ahí.` });

/** The page on how an adult is reached. */
export const reachWords = {
  title: { en: "How we reach you", es: "Cómo le buscamos" },
  lead: { en: "This is how we may reach you, and nothing else.", es: "Así le podemos buscar, y de ninguna otra forma." },
  none: { en: "We have no way to reach you. You come to us.", es: "No tenemos cómo buscarle. Usted viene o nos llama." },
  safe: { en: "Safe. We use it.", es: "Es seguro. Lo usamos." },
  notSafe: { en: "Not safe. We send nothing there.", es: "No es seguro. Ahí no enviamos nada." },
  uses: {
    email: { en: "For links and short notes. They say nothing about your visits.", es: "Para enlaces y avisos cortos. No dicen nada de sus visitas." },
    text: { en: "For the day and hour of a visit, and for links.", es: "Para el día y la hora de una visita, y para enlaces." },
    phone: { en: "When a person calls you.", es: "Cuando una persona le llama." },
  },
  voicemails: {
    hang_up: { en: "We leave no word on it.", es: "No dejamos recado." },
    say_name_only: { en: "We leave a first name, no more.", es: "Dejamos un nombre, nada más." },
    say_practice: { en: "We may say our name.", es: "Podemos decir quiénes somos." },
  },
  hours: { en: "Only at the hours you picked.", es: "Solo a las horas que eligió." },
  unsafe: { en: "No longer safe?", es: "¿Ya no es seguro?" },
  unsafeWhat: { en: "We stop at once. Your team reads that you said so. To turn it on again, talk to a person.", es: "Paramos en ese momento. Su equipo lee que lo dijo. Para volver a usarlo, hable con una persona." },
  unsafeDoor: { en: "Your link to come in may go there. If so, call us for a new way.", es: "Su enlace para entrar puede llegar ahí. Si es así, llámenos." },
  stopIt: { en: "Stop everything there", es: "Parar todo ahí" },
  texts: { en: "Text messages", es: "Mensajes de texto" },
  textsCome: { en: "Texts come to you.", es: "Le llegan mensajes." },
  textsStopped: { en: "Texts are stopped. We keep your visits all the same.", es: "Los mensajes están parados. Sus visitas siguen igual." },
  textsElsewhere: { en: "Your phone company stopped our texts. Ask them, or call us.", es: "Su compañía paró los mensajes. Pregunte ahí, o llámenos." },
  stop: { en: "Stop texts", es: "Parar los mensajes" },
  allow: { en: "Allow texts", es: "Permitir los mensajes" },
  letters: { en: "Language of letters", es: "Idioma de las cartas" },
  lettersNow: { en: { en: "Letters come in English.", es: "Las cartas llegan en inglés." }, es: { en: "Letters come in Spanish.", es: "Las cartas llegan en español." } },
  change: { en: { en: "Letters in English", es: "Cartas en inglés" }, es: { en: "Letters in Spanish", es: "Cartas en español" } },
  newWay: { en: "A new number or e-mail?", es: "¿Un número o correo nuevo?" },
  newWhy: { en: "Write to your team. A person asks you first if it is safe. So nobody can change it with only your phone.", es: "Escriba a su equipo. Una persona le pregunta antes si es seguro. Así nadie lo cambia solo con su teléfono." },
  write: { en: "Write to your team", es: "Escribir a su equipo" },
  more: { en: "More for you", es: "Más para usted" },
  card: { en: "See it, stop it, or change it.", es: "Véalo, párelo o cámbielo." },
  look: { en: "How we reach you", es: "Cómo le buscamos" },
} as const;
