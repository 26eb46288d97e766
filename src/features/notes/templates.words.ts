import type { Words } from "#kernel/language.ts";
import type { AgeBand } from "./templates.contract.ts";

/** The ages of the templates, in words. */
export const bandNames: Record<AgeBand, Words> = {
  infant: { en: "0 to 11 months", es: "de 0 a 11 meses" },
  toddler: { en: "12 to 35 months", es: "de 12 a 35 meses" },
  preschool: { en: "36 to 83 months", es: "de 36 a 83 meses" },
};

/** The sentences of the page of templates. */
export const words = {
  title: { en: "Templates of notes", es: "Plantillas de notas" },
  what: { en: "Which sections a note asks for, in which order, and with which prompt. Without a template a note follows the child's age. A change rewrites no note.", es: "Qué apartados pide una nota, en qué orden y con qué indicación. Sin plantilla, la nota sigue la edad. Un cambio no reescribe ninguna nota." },
  none: { en: "No template of your own yet.", es: "Todavía no hay plantillas propias." },
  noneWhy: { en: "Notes follow the child's age.", es: "Las notas siguen la edad." },
  add: { en: "Make a template", es: "Crear una plantilla" },
  change: { en: "Change", es: "Cambiar" },
  retire: { en: "Take out of use", es: "Retirar" },
  retireSure: { en: "Notes that used it stay as they are.", es: "Las notas que la usaron quedan como están." },
  name: { en: "Name", es: "Nombre" },
  needName: { en: "Give the template a name.", es: "Ponga un nombre a la plantilla." },
  needSection: { en: "Pick at least one section.", es: "Elija al menos un apartado." },
  kinds: { en: "For which sessions", es: "Para qué sesiones" },
  kindsHint: { en: "None picked: all.", es: "Sin elegir: todas." },
  bands: { en: "For which ages", es: "Para qué edades" },
  sections: { en: "Sections", es: "Apartados" },
  order: { en: "Order and prompts", es: "Orden e indicaciones" },
  prompt: { en: (section: string) => `Prompt: ${section}`, es: (section: string) => `Indicación: ${section}` },
  up: { en: (section: string) => `Move up: ${section}`, es: (section: string) => `Subir: ${section}` },
  save: { en: "Save", es: "Guardar" },
  all: { en: "all sessions", es: "todas las sesiones" },
  allAges: { en: "all ages", es: "todas las edades" },
  changed: { en: (who: string, day: string) => `${who}, ${day}`, es: (who: string, day: string) => `${who}, ${day}` },
  back: { en: "Programme", es: "Programa" },
};
