import type { Words } from "#kernel/language.ts";
import type { Spread, TestimonialState, TraceKind } from "./contract.ts";

export const stateNames: Record<TestimonialState, Words> = {
  waits: { en: "waits to be prepared", es: "espera que se prepare" },
  prepared: { en: "waits for a second person", es: "espera a otra persona" },
  shown: { en: "on the first page", es: "en la primera página" },
  ended: { en: "ended", es: "terminado" },
};
export const spreadNames: Record<Spread, Words> = { one: { en: "as it was told", es: "como se dijo" }, both: { en: "English and Spanish", es: "inglés y español" } };
export const traceNames: Record<TraceKind, Words> = {
  contact: { en: "a way to reach somebody; it must go", es: "un contacto; tiene que quitarse" },
  name: { en: "a name known here", es: "un nombre conocido aquí" },
  place: { en: "a place known here", es: "un lugar conocido aquí" },
  date: { en: "a day or month", es: "un día o mes" },
  number: { en: "a number", es: "un número" },
  capital: { en: "a word written large", es: "una palabra con mayúscula" },
};
export const languageNames = { en: { en: "English", es: "inglés" }, es: { en: "Spanish", es: "español" } } as const;

export const words = {
  title: { en: "Words for other families", es: "Palabras para otras familias" },
  intro: { en: "An adult's own words, shown on the first public page as long as that adult's consent stands. Nothing there leads back to the family.", es: "Palabras propias de una persona adulta, que se muestran en la primera página pública mientras dure su consentimiento. Nada de ahí lleva a la familia." },
  failed: { en: "These words could not be loaded.", es: "No se pudieron cargar estas palabras." },
  none: { en: "Nobody of this family has given words.", es: "Nadie de esta familia ha dado palabras." },
  noneNext: { en: "An adult can give them in the portal, or on paper.", es: "Una persona adulta puede darlas en el portal o en papel." },
  record: { en: "Take down words from paper", es: "Anotar palabras de un papel" },
  adult: { en: "Whose words", es: "De quién son las palabras" },
  document: { en: "The signed paper", es: "El papel firmado" },
  words: { en: "The words", es: "Las palabras" },
  language: { en: "Told in", es: "Dichas en" },
  called: { en: "Shown as", es: "Aparece como" },
  languages: { en: "May be shown in", es: "Se puede mostrar en" },
  validTo: { en: "Last day", es: "Último día" },
  signedName: { en: "Name that signed", es: "Nombre de quien firmó" },
  textTitle: { en: "The paper must say this", es: "El papel debe decir esto" },
  needText: { en: "Choose a last day first, so that the text of the paper can be shown.", es: "Elija primero el último día, para mostrar el texto del papel." },
  need: { en: "This is needed.", es: "Esto hace falta." },
  keep: { en: "Keep it", es: "Guardar" },
  given: { en: (name: string, day: string) => `${name}, ${day}`, es: (name: string, day: string) => `${name}, ${day}` },
  until: { en: (day: string) => `until ${day}`, es: (day: string) => `hasta el ${day}` },
  withdrawnOn: { en: (day: string) => `taken back ${day}`, es: (day: string) => `retirado el ${day}` },
  original: { en: "As they were told", es: "Como se dijeron" },
  prepare: { en: "Prepare the words", es: "Preparar las palabras" },
  prepareAgain: { en: "Prepare them anew", es: "Prepararlas de nuevo" },
  inLanguage: { en: (name: string) => `For the page in ${name}`, es: (name: string) => `Para la página en ${name}` },
  translatedHint: { en: "Translated by hand. The page says that it is a translation.", es: "Traducido a mano. La página dice que es una traducción." },
  traces: { en: "What may tell who they are", es: "Lo que puede decir quiénes son" },
  tracesWhy: { en: "Change the words, or say for each why it may stay. It is looked for again with each keeping.", es: "Cambie las palabras o diga en cada caso por qué puede quedar. Se vuelve a buscar cada vez que se guarda." },
  why: { en: (text: string) => `Why “${text}” may stay`, es: (text: string) => `Por qué puede quedar “${text}”` },
  mustGo: { en: (text: string) => `“${text}” must be taken out.`, es: (text: string) => `Hay que quitar “${text}”.` },
  clear: { en: "Nothing in it tells who they are, as far as a program can see. Read it as a neighbor would.", es: "Nada dice quiénes son, hasta donde ve un programa. Léalo como lo leería un vecino." },
  preparedBy: { en: (name: string, day: string) => `Prepared by ${name}, ${day}`, es: (name: string, day: string) => `Preparado por ${name}, ${day}` },
  releasedBy: { en: (name: string, day: string) => `Released by ${name}, ${day}`, es: (name: string, day: string) => `Publicado por ${name}, ${day}` },
  release: { en: "Show it on the first page", es: "Mostrarlo en la primera página" },
  notMine: { en: "Somebody else than you releases it.", es: "Lo publica otra persona, no usted." },
  takeBack: { en: "Take it off the page", es: "Quitarlo de la página" },
  withdraw: { en: "The adult takes it back", es: "La persona lo retira" },
  stillShown: { en: "The page still shows the wording before this one.", es: "La página todavía muestra la versión anterior." },
} as const;
