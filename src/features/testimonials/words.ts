import type { Words } from "#kernel/language.ts";
import type { Attribution } from "./contract.ts";

/** What somebody is called beside their words; nothing where nothing was picked. */
export const attributionNames: Record<Attribution, Words> = {
  none: { en: "nothing", es: "nada" },
  caregiver: { en: "a caregiver", es: "quien cría a un niño" },
  mother: { en: "a mother", es: "una mamá" },
  father: { en: "a father", es: "un papá" },
  grandparent: { en: "a grandparent", es: "una abuela o un abuelo" },
  aunt_uncle: { en: "an aunt or uncle", es: "una tía o un tío" },
  foster_parent: { en: "a foster parent", es: "familia de acogida" },
  adoptive_parent: { en: "an adoptive parent", es: "familia adoptiva" },
};

/** The lines of a consent that say where, in which languages, as whom and until when. */
export const consentWords = {
  where: { en: "Where: on the first page of our website, and nowhere else.", es: "Dónde: en la primera página de nuestro sitio, y en ningún otro lugar." },
  one: { en: { en: "Language: English.", es: "Idioma: inglés." }, es: { en: "Language: Spanish.", es: "Idioma: español." } },
  both: { en: "Languages: English and Spanish. We translate it by hand and say so.", es: "Idiomas: inglés y español. Lo traducimos a mano y lo decimos." },
  called: (name: string): Words => ({ en: `You are called: ${name}.`, es: `Usted aparece como: ${name}.` }),
  nameless: { en: "Nothing says who you are.", es: "Nada dice quién es usted." },
  until: (day: string): Words => ({ en: `Until: ${day}. Then it is gone by itself.`, es: `Hasta: ${day}. Luego se quita solo.` }),
  yours: { en: "Your words", es: "Sus palabras" },
} as const;

/** The words as the public page has them. */
export const shownWords = {
  title: { en: "What families told us", es: "Lo que nos dijeron las familias" },
  how: { en: "These are their own words. They said yes to this page, and can take it back.", es: "Son sus propias palabras. Dijeron que sí a esta página, y pueden quitarlas." },
  translated: { en: "We put this into English.", es: "Lo pasamos al español." },
} as const;
