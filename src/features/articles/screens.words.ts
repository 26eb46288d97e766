import type { Words } from "#kernel/language.ts";
import type { ArticleRow, ArticleStatus } from "./contract.ts";

export const statusNames: Record<ArticleStatus, Words> = { draft: { en: "Draft", es: "Borrador" }, in_review: { en: "Waits for a second reader", es: "Espera una segunda lectura" }, approved: { en: "Approved", es: "Aprobado" } };
export const shownNames: Record<ArticleRow["shown"], Words> = { never: { en: "Not shown yet", es: "Aún no se muestra" }, shown: { en: "Readers see it", es: "Los lectores lo ven" }, withdrawn: { en: "Withdrawn", es: "Retirado" } };

/** Writing articles, reading them for somebody else, publishing. */
export const words = {
  title: { en: "Articles", es: "Artículos" },
  newsletter: { en: "Newsletter", es: "Boletín" },
  one: { en: "Article", es: "Artículo" },
  none: { en: "Nobody has written an article yet.", es: "Todavía nadie ha escrito un artículo." },
  more: { en: "These are the 500 that were changed last.", es: "Estos son los 500 que cambiaron por última vez." },
  begin: { en: "Begin an article", es: "Empezar un artículo" },
  open: { en: "Open", es: "Abrir" },
  readIt: { en: "Read it", es: "Leerlo" },
  english: { en: "In English", es: "En inglés" },
  spanish: { en: "In Spanish", es: "En español" },
  notThere: { en: "Not in this language yet. Readers are told so.", es: "Aún no está en este idioma. A los lectores se les dice." },
  textTitle: { en: "Title", es: "Título" },
  lead: { en: "What it is about, in a sentence or two", es: "De qué trata, en una o dos frases" },
  words: { en: "Words", es: "Texto" },
  wordsHint: { en: "A blank line begins a paragraph. ## makes a heading, ** makes bold, - makes a list, [words](https://…) makes a link. Nothing else is read as markup.", es: "Una línea en blanco empieza un párrafo. ## hace un título, ** negrita, - una lista, [texto](https://…) un enlace. Nada más cuenta como formato." },
  leaveEmpty: { en: "Leave all three empty where it is not in this language.", es: "Deje los tres vacíos si no está en este idioma." },
  tags: { en: "What it is about (1 to 4)", es: "De qué trata (1 a 4)" },
  needTags: { en: "Pick one to four.", es: "Elija de uno a cuatro." },
  needText: { en: "Write title, summary and words in at least one language; a language is whole or not there.", es: "Escriba título, resumen y texto en al menos un idioma; un idioma está completo o no está." },
  byline: { en: "Whose name stands on the page?", es: "¿Qué nombre figura en la página?" },
  bylines: { name: { en: "Mine, with my licence from the record", es: "El mío, con mi licencia del registro" }, team: { en: "Our team", es: "Nuestro equipo" } },
  save: { en: "Save the draft", es: "Guardar el borrador" },
  edit: { en: "Write on", es: "Seguir escribiendo" },
  handIn: { en: "Ask for a second reader", es: "Pedir una segunda lectura" },
  approve: { en: "Approve", es: "Aprobar" },
  giveBack: { en: "Give it back", es: "Devolver" },
  note: { en: "What should change?", es: "¿Qué conviene cambiar?" },
  publish: { en: "Show it to readers", es: "Mostrarlo a los lectores" },
  withdraw: { en: "Take it off the pages", es: "Quitarlo de las páginas" },
  asReaders: { en: "As readers see it", es: "Como lo ven los lectores" },
  level: { en: (score: number) => `Reads at grade ${score}; aim at 6 or less.`, es: (score: number) => `Facilidad de lectura: ${score}; procure 80 o más.` },
  history: { en: "Versions", es: "Versiones" },
  wrote: { en: (who: string, when: string) => `${who} wrote it, ${when}`, es: (who: string, when: string) => `${who} lo escribió, ${when}` },
  read: { en: (who: string, when: string) => `${who} read it, ${when}`, es: (who: string, when: string) => `${who} lo leyó, ${when}` },
  verdicts: { approved: { en: "approved", es: "aprobado" }, returned: { en: "given back", es: "devuelto" } },
  author: { en: "Author", es: "Quien lo escribe" },
  state: { en: "Last version", es: "Última versión" },
  readers: { en: "Readers", es: "Lectores" },
  address: { en: "Address", es: "Dirección" },
} as const;
