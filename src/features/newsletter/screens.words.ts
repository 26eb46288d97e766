/** Writing and sending the newsletter. */
export const words = {
  title: { en: "Newsletter", es: "Boletín" },
  readers: { en: (count: number) => `${count} ${count === 1 ? "reader" : "readers"} confirmed. Nobody here sees an address.`, es: (count: number) => `${count} ${count === 1 ? "lector confirmado" : "lectores confirmados"}. Aquí nadie ve una dirección.` },
  none: { en: "No issue was written yet.", es: "Todavía no hay ningún número." },
  begin: { en: "Write an issue", es: "Escribir un número" },
  change: { en: "Change it", es: "Cambiarlo" },
  english: { en: "Words in English", es: "Texto en inglés" },
  spanish: { en: "Words in Spanish", es: "Texto en español" },
  articles: { en: "Articles that it names", es: "Artículos que nombra" },
  noArticles: { en: "No article is published yet.", es: "Todavía no hay artículos publicados." },
  need: { en: "Write some words in both languages.", es: "Escriba algo en los dos idiomas." },
  keep: { en: "Keep it", es: "Guardarlo" },
  send: { en: "Send it to all readers", es: "Enviarlo a todos los lectores" },
  sendOnce: { en: "It leaves once. Read both letters first.", es: "Sale una sola vez. Lea antes las dos cartas." },
  look: { en: "As it leaves", es: "Como sale" },
  written: { en: (when: string) => `Written ${when}`, es: (when: string) => `Escrito ${when}` },
  sent: { en: (when: string, count: number) => `Sent ${when} to ${count} ${count === 1 ? "reader" : "readers"}`, es: (when: string, count: number) => `Enviado el ${when} a ${count} ${count === 1 ? "persona" : "personas"}` },
} as const;
