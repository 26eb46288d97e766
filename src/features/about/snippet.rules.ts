import type { Language } from "#kernel/language.ts";

const askPaths: Record<Language, string> = { en: "/ask", es: "/es/pedir" };
const askLabels: Record<Language, string> = { en: "Ask for a consultation", es: "Pida una consulta" };
/** The button needs no style sheet of the site that carries it; its colours hold 4.5 to 1 on any ground. */
const buttonStyle = "display:inline-block;padding:14px 24px;border-radius:8px;background:#0f5c63;color:#fff;font:600 18px/1.3 system-ui,sans-serif;text-decoration:none";

/**
 * The request for another site, as plain HTML: a link that opens our page in a place of its own and tells that page nothing
 * of where it came from. No script, no picture and no frame: it loads nothing, and nobody's visit to that site is told to us.
 */
export function askSnippet(address: string, language: Language, look: "link" | "button"): string {
  const style = look === "button" ? ` style="${buttonStyle}"` : "";
  return `<a href="${address}${askPaths[language]}" target="_blank" rel="noopener noreferrer" hreflang="${language}"${style}>${askLabels[language]}</a>`;
}
