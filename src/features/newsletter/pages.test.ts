import { expect, test } from "vitest";
import { languages, type Language } from "#kernel/language.ts";
import { readingLevel, sentencesOf, wordsOf } from "#kernel/reading-level.ts";
import { faultsOfPage, outsideAddresses, sampleProps, weightOf } from "#features/site/page-checks.test-support.ts";
import { newsPage, pressPage, saidPage } from "./pages.tsx";
import { readEmail, renderConfirm, renderIssue } from "./rules.ts";

const guard = { trapField: "website", stampField: "stamp", stamp: "stamp-1" };
const links = { en: "/news/leave/x?lang=en", es: "/news/leave/x?lang=es" };
const pages: Record<string, (language: Language) => string> = {
  "sign up": (language) => newsPage({ ...sampleProps(language), guard, kept: {}, state: "empty" }),
  "sign up, no address": (language) => newsPage({ ...sampleProps(language), guard, kept: { email: ["x"] }, state: "no_address" }),
  ...Object.fromEntries((["confirm", "leave"] as const).map((verb) => [verb, (language: Language) => pressPage({ ...sampleProps(language), verb, action: links[language], links })])),
  ...Object.fromEntries((["sent", "isOn", "isOff", "over"] as const).map((said) => [said, (language: Language) => saidPage({ ...sampleProps(language), said })])),
};
const each = Object.entries(pages).flatMap(([name, draw]) => languages.map((language) => [name, language, draw] as const));

test.each(each)("D11: newsletter, %s (%s) keeps the rules of every family page and can be read by anybody", (_name, language, draw) => {
  const html = draw(language);
  expect(faultsOfPage(html, language, "Maple Yard")).toEqual([]);
  expect(outsideAddresses(html).filter((address) => address !== "https://www.weather.gov/" && !address.startsWith("tel:"))).toEqual([]);
  expect(weightOf(html)).toBeLessThan(60_000);
  const sentences = sentencesOf(html);
  expect(sentences.filter((sentence) => wordsOf(sentence).length > 20)).toEqual([]);
  const { score } = readingLevel(sentences, language);
  if (language === "en") expect(score).toBeLessThanOrEqual(6);
  else expect(score).toBeGreaterThanOrEqual(80);
});

test("D11: a letter says a neutral subject, is plain words, and says how to leave", () => {
  for (const language of languages) {
    const letter = renderIssue({ language, publicName: "Maple Yard", content: { en: "A word.", es: "Unas palabras.", articles: ["a"] }, articles: [{ slug: "a", title: "Hard nights", address: "https://maple.example.org/articles/a" }], leave: "https://maple.example.org/news/leave/x" });
    expect(letter.subject).toBe(language === "en" ? "This month" : "Este mes");
    expect(letter.text).toContain("https://maple.example.org/news/leave/x");
    expect(letter.text).not.toMatch(/<[a-z]/);
    expect(renderConfirm({ language, publicName: "Maple Yard", address: "https://maple.example.org/news/confirm/x" }).text).not.toMatch(/child|therap|niñ|terap/i);
  }
  expect([" Ana@Example.org ", "nobody", "", `${"a".repeat(250)}@example.org`].map(readEmail)).toEqual(["ana@example.org", null, null, null]);
});
