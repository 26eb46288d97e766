import type { Words } from "#kernel/language.ts";

/** What stands around every family page. */
export const shellWords = {
  demo: { en: "Demo. Everything here is made up.", es: "Demostración. Todo aquí es inventado." },
  notice: { en: "Notice", es: "Aviso" },
  skip: { en: "Go to the text", es: "Ir al texto" },
  leave: { en: "Leave quickly", es: "Salir rápido" },
  menu: { en: "Menu", es: "Menú" },
  pages: { en: "Pages", es: "Páginas" },
  languages: { en: "Language", es: "Idioma" },
  sending: { en: "Sending…", es: "Enviando…" },
  notSent: { en: "Not sent yet. The line dropped. Your words are still here. Try again.", es: "Todavía no se envió. Se cortó la línea. Sus palabras siguen aquí. Intente otra vez." },
  home: { en: "First page", es: "Ir al inicio" },
  account: { en: "My account", es: "Mi cuenta" },
  expect: { en: "What to expect", es: "Qué esperar" },
  ask: { en: "Ask for a consultation", es: "Pida una consulta" },
  team: { en: "Our team", es: "El equipo" },
  visit: { en: "Places and cost", es: "Lugares y costo" },
  studies: { en: "What studies found", es: "Lo que vieron los estudios" },
  articles: { en: "Articles", es: "Para leer" },
  question: { en: "Ask a question", es: "Haga su pregunta" },
  roster: { en: "Who is trained", es: "Quién tiene la formación" },
  privacy: { en: "Your privacy", es: "Su privacidad" },
  privacyTitle: { en: "Your privacy on this device", es: "Su privacidad en este aparato" },
  privacyText: {
    en: "“Leave quickly” opens a weather page in place of this one. It cannot erase your history.",
    es: "“Salir rápido” abre una página del clima en lugar de esta. No puede borrar su historial.",
  },
  clearHistory: { en: "How to clear your history", es: "Cómo borrar su historial" },
  danger: { en: "In danger now? Call **911**.", es: "¿Hay peligro ahora? Llame al **911**." },
  talk: { en: "Need to talk tonight? Call or text **988**, any hour.", es: "¿Necesita hablar esta noche? Llame al **988** y oprima 2, a cualquier hora." },
  call: (phone: string): Words => ({ en: `Call ${phone}`, es: `Llame al ${phone}` }),
} as const;
