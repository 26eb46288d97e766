import type { Language } from "#kernel/language.ts";

/** The public pages, each at its address in each language. Addresses name no kind of care. */
export const siteAddresses = {
  home: { en: "/", es: "/es" },
  ask: { en: "/ask", es: "/es/pedir" },
  question: { en: "/question", es: "/es/pregunta" },
  answer: { en: "/question/answer", es: "/es/pregunta/respuesta" },
  articles: { en: "/articles", es: "/es/articulos" },
  news: { en: "/news", es: "/es/noticias" },
  expect: { en: "/expect", es: "/es/que-esperar" },
  team: { en: "/team", es: "/es/equipo" },
  visit: { en: "/visit", es: "/es/visitas" },
  studies: { en: "/studies", es: "/es/estudios" },
  training: { en: "/training", es: "/es/formacion" },
  certificates: { en: "/certificates", es: "/es/certificados" },
  roster: { en: "/roster", es: "/es/registro" },
  privacy: { en: "/privacy", es: "/es/privacidad" },
} as const satisfies Record<string, Record<Language, string>>;
export type SitePage = keyof typeof siteAddresses;

/** Where families who are with the practice already come in; no page of the site itself. */
export const familyDoor = { en: "/portal?lang=en", es: "/portal?lang=es" } as const;

/** Where quick exit goes: a page anybody might have open, of the United States' weather service. */
export const weatherAddress = "https://www.weather.gov/";

/** The language of an address, from its beginning. */
export function languageOfPath(path: string): Language {
  return path === "/es" || path.startsWith("/es/") ? "es" : "en";
}
