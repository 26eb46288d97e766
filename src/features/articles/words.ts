import type { Words } from "#kernel/language.ts";
import type { ArticleTag } from "./contract.ts";

export const tagNames: Record<ArticleTag, Words> = {
  babies: { en: "Babies", es: "Bebés" },
  sleep: { en: "Sleep", es: "Sueño" },
  behavior: { en: "Behavior", es: "Conducta" },
  fear: { en: "Fear", es: "Miedo" },
  loss: { en: "Loss", es: "Pérdidas" },
  separation: { en: "Time apart", es: "Estar lejos" },
  "foster-care": { en: "Foster care", es: "Casa de acogida" },
  caregivers: { en: "For you", es: "Para usted" },
  play: { en: "Play", es: "Juego" },
};

/** The pages of articles (D11). */
export const pageWords = {
  title: { en: "Articles", es: "Artículos" },
  lead: { en: "Short reads by the people who work here. A second person reads each one first.", es: "Textos cortos de quienes trabajan aquí. Otra persona lee cada uno antes." },
  all: { en: "All", es: "Todos" },
  tags: { en: "What it is about", es: "De qué trata" },
  none: { en: "Nothing here yet.", es: "Aún no hay nada. Vea en “Todos” lo que sí hay." },
  by: { en: "By", es: "De" },
  byTeam: { en: "By our team", es: "De nuestro equipo" },
  team: { en: "Our team", es: "Nuestro equipo" },
  minutes: (count: number): Words => ({ en: `${count} min`, es: `${count} min` }),
  onlySpanish: { en: "Only in Spanish", es: "Solo en español" },
  onlyEnglish: { en: "Only in English", es: "Solo en inglés" },
  notYet: { en: "This one is not here in English yet.", es: "Este aún no está en español.." },
  readOther: { en: "Read it in Spanish", es: "Leerlo en inglés" },
  back: { en: "All articles", es: "Todos los artículos" },
  question: { en: "A question about this?", es: "¿Una pregunta sobre esto?" },
  limits: { en: "It cannot tell you what is right for your child. We can talk about that.", es: "No puede decirle qué le sirve a su niño. De eso podemos hablar." },
  news: { en: "Tips by email, once a month", es: "Ideas por correo, una vez al mes" },
  feed: { en: "Follow with a reader (Atom)", es: "Seguir con un lector (Atom)" },
} as const;
