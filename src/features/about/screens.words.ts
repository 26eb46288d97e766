import type { Words } from "#kernel/language.ts";
import type { Place, SitePart, SiteVersion } from "./contract.ts";
import type { ListedRole, TeamMember } from "./team.contract.ts";

/** The screen on which an administrator writes for the public pages. */
export const words = {
  title: { en: "Public pages", es: "Páginas públicas" },
  back: { en: "Programme", es: "Programa" },
  what: { en: "What families read before they know you. Every change is a draft first, and what is on a page can be taken off at any time.", es: "Lo que leen las familias antes de conocerles. Cada cambio es primero un borrador, y lo que está en una página se puede quitar en cualquier momento." },
  open: { en: "Open the site", es: "Abrir el sitio" },
  texts: { en: "Your own words", es: "Sus propias palabras" },
  textsWhat: { en: "In English and Spanish. Nothing is shown in one language only.", es: "En inglés y en español. Nada se muestra en un solo idioma." },
  shown: (number: number, name: string, day: string): Words => ({ en: `On the page: version ${number}, ${name}, ${day}`, es: `En la página: versión ${number}, ${name}, ${day}` }),
  notShown: { en: "Nothing of yours is on the page.", es: "No hay nada suyo en la página." },
  draft: (number: number, name: string, day: string): Words => ({ en: `Draft: version ${number}, ${name}, ${day}`, es: `Borrador: versión ${number}, ${name}, ${day}` }),
  write: { en: "Write", es: "Escribir" },
  goOn: { en: "Go on with the draft", es: "Seguir con el borrador" },
  look: { en: "Look at the draft and publish it", es: "Ver el borrador y publicarlo" },
  publish: { en: "Publish", es: "Publicar" },
  takeOff: { en: "Take it off the page", es: "Quitarlo de la página" },
  takeOffSure: { en: "The page shows nothing of this from now on. Every version stays here.", es: "Desde ahora la página no muestra nada de esto. Todas las versiones se quedan aquí." },
  seeWords: { en: "See the words on the page", es: "Ver las palabras de la página" },
  versions: { en: "Every version", es: "Todas las versiones" },
  version: (number: number, state: string, name: string, day: string): Words => ({ en: `Version ${number}, ${state}: ${name}, ${day}`, es: `Versión ${number}, ${state}: ${name}, ${day}` }),
  fromThis: { en: "Write a draft from these words", es: "Escribir un borrador a partir de estas palabras" },
  keep: { en: "Keep the draft", es: "Guardar el borrador" },
  note: { en: "Why (for your colleagues)", es: "Por qué (para sus colegas)" },
  kept: { en: "The draft is kept. The page is as it was.", es: "El borrador está guardado. La página sigue como estaba." },
  published: { en: "It is on the page now.", es: "Ya está en la página." },
  takenOff: { en: "It is off the page.", es: "Ya no está en la página." },
  missing: { en: "Before it can be published:", es: "Antes de poder publicarlo:" },
  draftFound: { en: "You began with what you typed before and did not keep.", es: "Empieza con lo que escribió antes y no guardó." },
  draftAway: { en: "Drop it", es: "Descartarlo" },
  markdown: { en: "An empty line begins a paragraph. ## begins a heading, - a list. **Bold**, *italics*, [words](https://address) for a link.", es: "Una línea vacía empieza un párrafo. ## empieza un título, - una lista. **Negritas**, *cursiva*, [palabras](https://dirección) para un enlace." },
  preview: { en: "As the page shows it", es: "Como lo muestra la página" },
  leftAsTyped: { en: "Something here is no markup that the pages know. It is shown as you typed it.", es: "Algo de esto no es un formato que las páginas conozcan. Se muestra tal como lo escribió." },
  inEnglish: { en: "in English", es: "en inglés" },
  inSpanish: { en: "in Spanish", es: "en español" },
  grade: (score: string): Words => ({ en: `Reading level: grade ${score} (Flesch-Kincaid; 6 or less is easy)`, es: `Nivel de lectura: grado ${score} (Flesch-Kincaid; 6 o menos es fácil)` }),
  ease: (score: string): Words => ({ en: `Reading level: ${score} (Fernández Huerta; 80 or more is easy)`, es: `Nivel de lectura: ${score} (Fernández Huerta; 80 o más es fácil)` }),
  harder: { en: "Shorter words and sentences would help.", es: "Ayudarían palabras y frases más cortas." },
  longSentence: (words: string): Words => ({ en: `Longer than 20 words: “${words}”`, es: `Más de 20 palabras: “${words}”` }),
  place: (number: number): Words => ({ en: `Place ${number}`, es: `Lugar ${number}` }),
  addPlace: { en: "Another place", es: "Otro lugar" },
  dropPlace: (number: number): Words => ({ en: `Remove place ${number}`, es: `Quitar el lugar ${number}` }),
  text: { en: "Words", es: "Palabras" },
  insurances: { en: "Insurance you take, one a line", es: "Seguros que aceptan, uno por línea" },
  insurancesHint: { en: "As families know them. No rates are made up here: what you do not write does not stand on the page.", es: "Como los conocen las familias. Aquí no se inventa ninguna tarifa: lo que no escriba no está en la página." },
  manyLines: { en: "At most 40 lines of 120 letters.", es: "Como mucho 40 líneas de 120 letras." },
  selfPay: { en: "For whoever pays themselves", es: "Para quien paga por su cuenta" },
  help: { en: "Where money is a worry", es: "Si preocupa el dinero" },
  right: { en: "The right to a good-faith estimate stands on the page by itself.", es: "El derecho a un estimado de buena fe ya está en la página." },
  team: { en: "Who is named", es: "Quién aparece" },
  teamWhat: { en: "Each person agrees on their own page, under “Your credentials”, and can take it back there. You can take somebody off, and put nobody on.", es: "Cada persona acepta en su propia página, en “Sus credenciales”, y ahí puede retirarlo. Usted puede quitar a alguien, pero no añadir a nadie." },
  nobody: { en: "Nobody has agreed to be named yet.", es: "Nadie ha aceptado todavía aparecer." },
  since: (day: string): Words => ({ en: `since ${day}`, es: `desde el ${day}` }),
  removePerson: { en: "Take off the page", es: "Quitar de la página" },
  removed: (name: string): Words => ({ en: `${name} is no longer on the page.`, es: `${name} ya no está en la página.` }),
  elsewhere: { en: "A link on another site", es: "Un enlace en otro sitio" },
  elsewhereWhat: { en: "For a school, a clinic or your agency's own site. It opens your form in a page of its own, where “Leave quickly” works and nobody else reads along. The form itself cannot stand inside another site.", es: "Para una escuela, una clínica o el sitio de su agencia. Abre su formulario en una página propia, donde “Salir rápido” funciona y nadie más lee. El formulario no puede estar dentro de otro sitio." },
  plainLink: { en: "A link", es: "Un enlace" },
  buttonLink: { en: "A button", es: "Un botón" },
  looks: { en: "It looks like this:", es: "Se ve así:" },
} as const;

export const partWords: Record<SitePart, { name: Words; where: Words }> = {
  places: { name: { en: "Places", es: "Lugares" }, where: { en: "On the page “Places and cost”.", es: "En la página “Lugares y costo”." } },
  cost: { name: { en: "What it costs", es: "Cuánto cuesta" }, where: { en: "On the page “Places and cost”.", es: "En la página “Lugares y costo”." } },
  about: { name: { en: "About us", es: "Quiénes somos" }, where: { en: "On the page “Our team”, above the names.", es: "En la página “El equipo”, antes de los nombres." } },
  home: { name: { en: "Further words on the first page", es: "Más palabras en la primera página" }, where: { en: "Before “How to reach us”.", es: "Antes de “Cómo hablar con nosotros”." } },
  expect: { name: { en: "Further words on “What to expect”", es: "Más palabras en “Qué esperar”" }, where: { en: "Before “Good to know”.", es: "Antes de “Bueno saber”." } },
  privacy: { name: { en: "Further words on “Your privacy”", es: "Más palabras en “Su privacidad”" }, where: { en: "At the end of the page.", es: "Al final de la página." } },
};

export const stateWords: Record<SiteVersion["state"], Words> = {
  draft: { en: "draft", es: "borrador" },
  published: { en: "published", es: "publicada" },
  withdrawn: { en: "taken off", es: "quitada" },
};

export const placeWords = {
  name: { en: "Name", es: "Nombre" },
  address: { en: "Address, at most four lines", es: "Dirección, como mucho cuatro líneas" },
  hours: { en: "Hours", es: "Horario" },
  stepFree: { en: "Can somebody come in without stairs?", es: "¿Se puede entrar sin escaleras?" },
  access: { en: "More about getting in", es: "Más sobre cómo se entra" },
  way: { en: "How to get there", es: "Cómo llegar" },
  fourLines: { en: "At most four lines of 100 letters.", es: "Como mucho cuatro líneas de 100 letras." },
} as const;
export const stepFreeNames: Record<Place["stepFree"], Words> = {
  unsaid: { en: "Not said", es: "No se dice" },
  yes: { en: "Yes", es: "Sí" },
  partly: { en: "In part", es: "En parte" },
  no: { en: "No", es: "No" },
};

/** What somebody agrees to, in the words of version 1, and how. */
export const listingWords = {
  title: { en: "On the public page of the team", es: "En la página pública del equipo" },
  isNot: { en: "You are not named there. Nobody can put you there but you.", es: "Usted no aparece ahí. Nadie puede ponerle ahí más que usted." },
  is: (name: string, day: string): Words => ({ en: `You are named there as “${name}”, since ${day}.`, es: `Usted aparece ahí como “${name}”, desde el ${day}.` }),
  agree: { en: "Be named on the page", es: "Aparecer en la página" },
  change: { en: "Change how", es: "Cambiar cómo" },
  leave: { en: "Take me off the page", es: "Quitarme de la página" },
  left: { en: "You are off the page, from now on.", es: "Ya no aparece en la página." },
  done: { en: "It is on the page now.", es: "Ya está en la página." },
  consent: {
    en: "I agree that the open web shows my name, my role, whether my training is on record, the languages in which I work, and what I pick below. Anybody can read and copy it. I can take this back here at any time, and the page stops showing me at once. My work here does not depend on it.",
    es: "Acepto que se vean en la web abierta mi nombre, mi función, si consta mi formación, los idiomas en que trabajo y lo que elija abajo. Cualquiera puede leerlo y copiarlo. Puedo retirarlo aquí en cualquier momento, y la página deja de mostrarme en seguida. Mi trabajo aquí no depende de ello.",
  },
  risk: { en: "Does somebody look for you who should not find you? Then do not be named, or show your first name only.", es: "¿Le busca alguien que no debería encontrarle? Entonces no aparezca, o muestre solo su nombre de pila." },
  needConsent: { en: "Tick this to be named.", es: "Márquelo para aparecer." },
  nameAs: { en: "Name", es: "Nombre" },
  places: { en: "Where you work", es: "Dónde trabaja" },
  takes: { en: "New families", es: "Familias nuevas" },
  fromRecord: { en: "From your record, as it stands each day:", es: "De su expediente, tal como esté cada día:" },
  trained: { en: "training in CPP on record", es: "consta la formación en CPP" },
  notTrained: { en: "no training in CPP on record, so nothing is said of it", es: "no consta formación en CPP, así que no se dice nada" },
  noLanguages: { en: "no languages on record", es: "no constan idiomas" },
} as const;

export const listedRoleNames: Record<ListedRole, Words> = {
  supervisor: { en: "Lead therapist", es: "Terapeuta principal" },
  clinician: { en: "Therapist", es: "Terapeuta" },
  trainee: { en: "Therapist, works with a lead", es: "Terapeuta, con guía" },
  administrator: { en: "Runs the program", es: "Dirige el programa" },
  front_desk: { en: "Front desk", es: "Recepción" },
  biller: { en: "Helps with bills", es: "Ayuda con las cuentas" },
  privacy_officer: { en: "Looks after privacy", es: "Cuida la privacidad" },
  senior_leader: { en: "Leads the agency", es: "Dirige la agencia" },
};
export const takesNames: Record<TeamMember["takes"], Words> = {
  unsaid: { en: "Say nothing", es: "No decir nada" },
  now: { en: "I take new families now", es: "Recibo familias nuevas ahora" },
  wait: { en: "New families can wait for a place", es: "Hay lista de espera" },
  not_now: { en: "I take no new families now", es: "No recibo familias nuevas ahora" },
};
