import type { Words } from "#kernel/language.ts";
import { extras, type FigurePart, hairColours, hairs, robes, skins } from "./contract.ts";

export const figureNames: Record<FigurePart, Words> = {
  child: { en: "The child", es: "El niño o la niña" },
  adult: { en: "The adult", es: "La persona adulta" },
  second: { en: "Another adult", es: "Otra persona adulta" },
  helper: { en: "Whoever helps here", es: "Quien ayuda aquí" },
};
type Named<T extends readonly string[]> = Record<T[number], Words>;
export const skinNames: Named<typeof skins> = { umber: { en: "very dark", es: "muy oscura" }, brown: { en: "dark", es: "oscura" }, bronze: { en: "brown", es: "morena" }, sand: { en: "light brown", es: "trigueña" }, peach: { en: "light", es: "clara" } };
export const hairNames: Named<typeof hairs> = { bun: { en: "bun", es: "moño" }, short: { en: "short", es: "corto" }, curls: { en: "curls", es: "rizos" }, long: { en: "long", es: "largo" }, bob: { en: "to the chin", es: "hasta la barbilla" }, puffs: { en: "two puffs", es: "dos chongos" }, scarf: { en: "scarf", es: "pañuelo" }, bald: { en: "none", es: "sin pelo" } };
export const colourNames: Named<typeof hairColours> = { night: { en: "black", es: "negro" }, chestnut: { en: "chestnut", es: "castaño claro" }, brown: { en: "brown", es: "castaño" }, silver: { en: "gray", es: "gris" }, gold: { en: "blond", es: "rubio" }, red: { en: "red", es: "pelirrojo" } };
export const robeNames: Named<typeof robes> = { teal: { en: "blue green", es: "verde azulado" }, plum: { en: "plum", es: "ciruela" }, coral: { en: "coral", es: "coral" }, front: { en: "green", es: "verde" }, lake: { en: "light blue", es: "celeste" }, sun: { en: "yellow", es: "amarillo" }, slate: { en: "dark blue", es: "azul oscuro" } };
export const extraNames: Named<typeof extras> = { none: { en: "nothing", es: "nada" }, glasses: { en: "glasses", es: "lentes" }, beard: { en: "beard", es: "barba" }, cane: { en: "cane", es: "bastón" }, wheels: { en: "wheelchair", es: "silla de ruedas" } };
export const wayNames: Record<"toys" | "pictures" | "words", Words> = { toys: { en: "with toys", es: "con juguetes" }, pictures: { en: "with the pictures", es: "con las imágenes" }, words: { en: "in words", es: "con palabras" } };
export const statusNames: Record<"draft" | "kept" | "ready", Words> = { draft: { en: "draft", es: "borrador" }, kept: { en: "waits for approval", es: "espera aprobación" }, ready: { en: "approved", es: "aprobada" } };

export const words = {
  title: { en: "Stories", es: "Historias" },
  intro: { en: "Written with the family, in words and pictures. It is told when every adult who is asked has said yes.", es: "Se escriben con la familia, en palabras e imágenes. Se cuentan cuando cada persona adulta a quien se pregunta dijo que sí." },
  failed: { en: "The stories could not be loaded.", es: "No se pudieron cargar las historias." },
  none: { en: "No story is written yet.", es: "Todavía no hay ninguna historia escrita." },
  noneNext: { en: "Begin with why the child comes here.", es: "Empiece por contar por qué viene aquí el niño o la niña." },
  begin: { en: "Begin a story", es: "Empezar una historia" },
  kind: { en: "Which story", es: "Qué historia" },
  whose: { en: "Told by", es: "Quién la cuenta" },
  several: { en: "Several adults together", es: "Varias personas adultas juntas" },
  beginNow: { en: "Begin", es: "Empezar" },
  needWhose: { en: "Say who tells it.", es: "Diga quién la cuenta." },
  open: { en: "Open", es: "Abrir" },
  all: { en: "All stories", es: "Todas las historias" },
  version: { en: (number: number, status: string) => `version ${number}, ${status}`, es: (number: number, status: string) => `versión ${number}, ${status}` },
  toldLast: { en: (day: string) => `told ${day}`, es: (day: string) => `contada el ${day}` },
  next: { en: "Begin another version", es: "Empezar otra versión" },
  keep: { en: "Keep these words", es: "Guardar estas palabras" },
  keepWhy: { en: "What is kept stays as it is. Then each adult who is asked can approve it.", es: "Lo que se guarda queda como está. Luego puede aprobarlo cada persona adulta a quien se pregunta." },
  titleEn: { en: "Title in English", es: "Título en inglés" },
  titleEs: { en: "Title in Spanish", es: "Título en español" },
  form: { en: "Written for", es: "Escrita para" },
  formChild: { en: "The child", es: "El niño o la niña" },
  formAdult: { en: "The adults", es: "Las personas adultas" },
  tookPart: { en: "Who took part", es: "Quién participó" },
  page: { en: (number: number, part: string) => `Page ${number}: ${part}`, es: (number: number, part: string) => `Página ${number}: ${part}` },
  scene: { en: "Picture", es: "Imagen" },
  noScene: { en: "No picture", es: "Sin imagen" },
  inEnglish: { en: "Words in English", es: "Palabras en inglés" },
  inSpanish: { en: "Words in Spanish", es: "Palabras en español" },
  toldBy: { en: "Whose words", es: "De quién son las palabras" },
  together: { en: "Found together", es: "Halladas juntos" },
  addPage: { en: "Add a page", es: "Añadir una página" },
  part: { en: "Part", es: "Parte" },
  remove: { en: "Leave out", es: "Quitar" },
  removePage: { en: (number: number) => `Leave out page ${number}`, es: (number: number) => `Quitar la página ${number}` },
  hardSentence: { en: (count: number) => `A sentence has ${count} words. A young child follows up to 12.`, es: (count: number) => `Una oración tiene ${count} palabras. Un niño pequeño sigue hasta 12.` },
  hardText: { en: "The words are long for a young child. Shorter ones are heard better.", es: "Las palabras son largas para un niño pequeño. Las cortas se oyen mejor." },
  reads: { en: "Easy to follow for a young child, with an adult.", es: "Fácil de seguir para un niño pequeño, con una persona adulta." },
  people: { en: "How the people look", es: "Cómo se ven las personas" },
  skin: { en: "Skin", es: "Piel" },
  hair: { en: "Hair", es: "Pelo" },
  colour: { en: "Hair color", es: "Color del pelo" },
  robe: { en: "Clothes", es: "Ropa" },
  extra: { en: "With", es: "Con" },
  approvals: { en: "Who says yes to it", es: "Quién dice que sí" },
  approved: { en: (name: string, day: string) => `${name} said yes on ${day}`, es: (name: string, day: string) => `${name} dijo que sí el ${day}` },
  waits: { en: (name: string) => `${name} has not said yes yet`, es: (name: string) => `${name} aún no dijo que sí` },
  approve: { en: (name: string) => `${name} says yes`, es: (name: string) => `${name} dice que sí` },
  approvedOn: { en: "On", es: "El día" },
  keepIt: { en: "Keep it", es: "Guardar" },
  tellings: { en: "When it was told", es: "Cuándo se contó" },
  notTold: { en: "It was not told yet.", es: "Todavía no se contó." },
  tell: { en: "It was told", es: "Se contó" },
  way: { en: "How", es: "Cómo" },
  session: { en: "In the session of", es: "En la sesión del" },
  noSession: { en: "Not in a session", es: "Fuera de una sesión" },
  print: { en: { en: "Print in English", es: "Imprimir en inglés" }, es: { en: "Print in Spanish", es: "Imprimir en español" }, both: { en: "Print in English and Spanish", es: "Imprimir en inglés y español" } },
  former: { en: "Earlier versions", es: "Versiones anteriores" },
  twoVersions: { en: "This story was changed in two places", es: "Esta historia se cambió en dos lugares" },
  here: { en: "Here", es: "Aquí" },
  elsewhere: { en: "Elsewhere", es: "En otro lugar" },
  done: { en: "It is kept.", es: "Quedó guardado." },
} as const;
