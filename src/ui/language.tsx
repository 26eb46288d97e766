import { createContext, use, useEffect, useMemo, type ReactNode } from "react";
import type { CivilDate } from "#kernel/dates.ts";
import type { Language, Words } from "#kernel/language.ts";
import { formatDay, formatMonth, formatNumber, type DayStyle } from "./formats.ts";
import { uiWords, type UiWords } from "./words.ts";

/** What a screen needs to speak: the language, the shared sentences, and how days and numbers are written. */
export type LanguageContext = {
  language: Language;
  words: UiWords;
  changeLanguage: (language: Language) => void;
  say: (words: Words) => string;
  day: (date: CivilDate, style?: DayStyle) => string;
  month: (date: CivilDate, style: "month" | "month_year") => string;
  number: (value: number) => string;
};

const Context = createContext<LanguageContext | null>(null);

/** One part of the page in another language, as a text that a family member reads and signs; the page keeps its own. */
export function InLanguage({ language, children }: { language: Language; children: ReactNode }) {
  const value = useMemo(() => speaking(language, () => undefined), [language]);
  return <Context value={value}>{children}</Context>;
}

const speaking = (language: Language, changeLanguage: LanguageContext["changeLanguage"]): LanguageContext => ({
  language,
  words: uiWords[language],
  changeLanguage,
  say: (words) => words[language],
  day: (date, style = "day") => formatDay(date, language, style),
  month: (date, style) => formatMonth(date, language, style),
  number: (number) => formatNumber(number, language),
});

/** Gives every part below it one language, and tells the page's `lang`. */
export function LanguageProvider({ language, onChange, children }: { language: Language; onChange: (language: Language) => void; children: ReactNode }) {
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const value = useMemo(() => speaking(language, onChange), [language, onChange]);
  return <Context value={value}>{children}</Context>;
}

/** The language of the screen. Throws outside a LanguageProvider, since a part without words would be blank. */
export function useLanguage(): LanguageContext {
  const context = use(Context);
  if (context === null) throw new Error("useLanguage was called outside a LanguageProvider.");
  return context;
}
