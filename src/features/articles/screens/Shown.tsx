import type { Language } from "#kernel/language.ts";
import { plainTextOf } from "#kernel/markdown.ts";
import { readingLevel } from "#kernel/reading-level.ts";
import { useLanguage } from "#ui/language.tsx";
import type { ArticleText } from "../contract.ts";
import { Prose } from "#features/about/prose.drawings.tsx";
import { words } from "../screens.words.ts";
import "./articles.css";

/** The words of an article as its page shows them, and how easily they are read. */
export function Shown({ text, language }: { text: ArticleText; language: Language }) {
  const { language: own } = useLanguage();
  const sentences = [text.lead, ...plainTextOf(text.words).split("\n")].flatMap((line) => line.split(/(?<=[.!?…])\s+/)).filter((one) => one.trim() !== "");
  const { score } = readingLevel(sentences, language);
  return (
    <>
      {sentences.length === 0 ? null : <p className="soft">{words.level[language === "es" ? "es" : "en"](score)}</p>}
      <article className="article-shown" lang={language === own ? undefined : language}>
        <h3>{text.title}</h3>
        <p className="article-lead">{text.lead}</p>
        <Prose text={text.words} />
      </article>
    </>
  );
}
