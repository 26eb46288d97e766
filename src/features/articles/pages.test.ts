import { expect, test } from "vitest";
import { languages, type Language } from "#kernel/language.ts";
import { readingLevel, sentencesOf, wordsOf } from "#kernel/reading-level.ts";
import { siteAddresses } from "#features/site/addresses.rules.ts";
import { faultsOfPage, outsideAddresses, sampleProps, weightOf } from "#features/site/page-checks.test-support.ts";
import { articleTags } from "./contract.ts";
import { articlePage, articlesFeed, articlesPage, type Shown } from "./pages.tsx";
import { bylineOf, inXml, isSlug, minutesOf, slugOf } from "./rules.ts";

const article: Shown = {
  slug: "nights",
  byline: "Ana Solís, LICSW",
  publishedAt: "2026-11-02T15:00:00.000Z",
  changedAt: "2026-11-01T15:00:00.000Z",
  content: { tags: [articleTags[0], articleTags[1]], byline: "name", en: { title: "Hard nights", lead: "What some of us try.", words: "Sit down with your child. Leave a light on.\n\n- Sing\n- Wait" }, es: { title: "Noches duras", lead: "Lo que se puede probar.", words: "Quédese cerca. Deje una luz.\n\n- Cante\n- Espere" } },
};
const half: Shown = { ...article, slug: "half", byline: "", content: { ...article.content, es: null } };
const list = (language: Language, articles = [article, half]) => articlesPage({ ...sampleProps(language), tag: null, byline: null, articles, tags: ["sleep", "fear"] });

const pages: Record<string, (language: Language) => string> = {
  list,
  "empty list of a tag": (language) => articlesPage({ ...sampleProps(language), tag: "loss", byline: null, articles: [], tags: [] }),
  article: (language) => articlePage({ ...sampleProps(language), article }),
  "article in one language": (language) => articlePage({ ...sampleProps(language), article: half }),
};
const each = Object.entries(pages).flatMap(([name, draw]) => languages.map((language) => [name, language, draw] as const));

test.each(each)("D11: %s (%s) keeps the rules of every family page, leads nowhere outside, and is light", (_name, language, draw) => {
  const html = draw(language);
  expect(faultsOfPage(html, language, "Maple Yard")).toEqual([]);
  expect(outsideAddresses(html).filter((address) => address !== "https://www.weather.gov/" && !address.startsWith("tel:"))).toEqual([]);
  expect(weightOf(html)).toBeLessThan(60_000);
});

test.each(each.filter(([name, language]) => !(language === "es" && name === "list")))("D11: %s (%s) can be read by anybody", (_name, language, draw) => {
  const sentences = sentencesOf(draw(language));
  const level = readingLevel(sentences, language);
  expect(sentences.filter((sentence) => wordsOf(sentence).length > 20)).toEqual([]);
  if (language === "en") expect(level.score).toBeLessThanOrEqual(6);
  else expect(level.score).toBeGreaterThanOrEqual(80);
});

test("D11: a language that is missing says so and is never half", () => {
  expect(articlePage({ ...sampleProps("es"), article: half })).not.toContain("Hard nights");
  expect(list("es")).toContain('lang="en"');
  expect(list("es")).toContain('href="/articles/half"');
  expect(list("es")).toContain('href="/es/articulos/nights"');
  for (const [name, draw] of Object.entries(pages)) expect(draw("en"), name).toContain(`href="${siteAddresses.articles.es}`);
});

test("D11: a feed holds what is there in its language, escaped, with addresses that tell nobody apart", () => {
  const feed = (language: Language) => articlesFeed({ name: "A & B", origin: "https://maple.example.org", language, articles: [article, half], now: "2026-11-20T15:00:00.000Z" });
  expect([...feed("en").matchAll(/<entry>/g)].length).toBe(2);
  expect([...feed("es").matchAll(/<entry>/g)].length).toBe(1);
  expect(feed("en")).toContain("<title>A &amp; B</title>");
  expect([...feed("en").matchAll(/href="([^"]+)"/g)].every(([, address]) => /^https:\/\/maple\.example\.org\/[a-z./-]+$/.test(address!))).toBe(true);
  expect(inXml("a\u0001<b>&\"'")).toBe("a&lt;b&gt;&amp;&quot;&apos;");
});

test("D11: an address is made of plain letters, whatever a title holds", () => {
  expect(["Noches duras: ¿qué hago?", "  ", "日本", "A".repeat(200), "Él & ella"].map(slugOf)).toEqual(["noches-duras-que-hago", "article", "article", "a".repeat(60), "el-ella"]);
  expect(["a-b", "a--b", "-a", "A", "../x", ""].map(isSlug)).toEqual([true, false, false, false, false, false]);
  expect(minutesOf({ title: "x", lead: "x", words: "word ".repeat(900) })).toBe(5);
  expect(bylineOf("Ana Solís", ["LICSW"])).toBe("Ana Solís, LICSW");
});
