import type { Language } from "#kernel/language.ts";

const KEY = "dyad.language";

function read(): Language | null {
  try {
    const kept = localStorage.getItem(KEY);
    return kept === "en" || kept === "es" ? kept : null;
  } catch {
    return null;
  }
}

/** The language that was picked on this device, else the person's own, else the device's. */
export function chooseLanguage(own: Language | null): Language {
  return read() ?? own ?? (/^es\b/i.test(navigator.language) ? "es" : "en");
}

/** Keeps what somebody picked, until they sign out. */
export function keepLanguage(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Storage is closed in some private windows: the choice then lasts as long as the page.
  }
}

export function forgetLanguage(): void {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // As above: there is nothing to forget.
  }
}
