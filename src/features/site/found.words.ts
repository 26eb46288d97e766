import type { Words } from "#kernel/language.ts";

/** What a search, or a message that carries a link, shows of each page. It names no kind of care: a link may be read over a shoulder. */
export const descriptionWords = {
  home: { en: "Help for young children and the grown-ups who raise them.", es: "Ayuda para niños pequeños y para quienes los crían." },
  expect: { en: "What a visit is like, step by step.", es: "Cómo es una visita, paso a paso." },
  team: { en: "Who works here, and which languages they speak.", es: "Quiénes trabajan aquí y qué idiomas hablan." },
  visit: { en: "Where we are, when we are open, and what it costs.", es: "Dónde estamos, a qué horas y cuánto cuesta." },
  studies: { en: "What studies found, and what they cannot tell you.", es: "Lo que vieron los estudios, y lo que no pueden decir." },
  ask: { en: "Write to us. You choose when and how we reach you.", es: "Escríbanos. Usted elige cuándo y cómo le buscamos." },
  articles: { en: "Short articles for the grown-ups in a young child’s life.", es: "Artículos cortos para quienes crían a un niño pequeño." },
  article: { en: "A short article, to read in a few minutes.", es: "Un artículo corto, para leer en pocos minutos." },
  question: { en: "Ask us a question. No name, no account.", es: "Háganos una pregunta. Sin nombre y sin cuenta." },
  news: { en: "A short letter each month. You can leave with one press.", es: "Una carta corta cada mes. Puede dejarla con un toque." },
  privacy: { en: "How this site keeps what you read to yourself.", es: "Cómo este sitio cuida lo que usted lee." },
} as const satisfies Record<string, Words>;
