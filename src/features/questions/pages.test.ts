import fc from "fast-check";
import { expect, test } from "vitest";
import { languages, type Language } from "#kernel/language.ts";
import { readingLevel, sentencesOf, wordsOf } from "#kernel/reading-level.ts";
import { siteAddresses } from "#features/site/addresses.rules.ts";
import { faultsOfPage, outsideAddresses, sampleProps, weightOf } from "#features/site/page-checks.test-support.ts";
import { questionPage, type QuestionPageProps, questionReceiptPage } from "./ask.pages.tsx";
import { askedWays } from "./contract.ts";
import { answerPage, readPage } from "./read.pages.tsx";
import { plainWord, questionFields, readQuestionForm } from "./rules.ts";

const guard = { trapField: "website", stampField: "stamp", stamp: "stamp-1" };
const by = "2026-11-24T22:00:00.000Z";
const ask = (language: Language, change: Partial<QuestionPageProps> = {}) => questionPage({ ...sampleProps(language), guard, kept: {}, faults: [], refusal: "none", answerBy: by, keepDays: 180, ...change });
const faultsOf = (fields: Record<string, string>) => {
  const read = readQuestionForm(fields, "en");
  return read.ok ? [] : read.faults;
};
const broken = askedWays.flatMap((way) => faultsOf({ "contact.way": way }));
const unique = [...new Map(broken.map((one) => [one.path, one])).values()];
const opened = (language: Language, state: Parameters<typeof answerPage>[0]["opened"]["state"], words: string[] = []) => answerPage({ ...sampleProps(language), opened: { state, promisedBy: by, answers: words.map((each) => ({ words: each, writtenAt: by })) } });

const pages: Record<string, (language: Language) => string> = {
  question: ask,
  "question with errors": (language) => ask(language, { faults: unique }),
  "question not taken": (language) => ask(language, { refusal: "whole" }),
  ...Object.fromEntries(askedWays.map((way) => [`receipt, ${way}`, (language: Language) => questionReceiptPage({ ...sampleProps(language), code: "7Q4RK2", way, answerBy: by })])),
  "code and word": (language) => readPage({ ...sampleProps(language), guard, tried: "no" }),
  "code and word, nothing found": (language) => readPage({ ...sampleProps(language), guard, tried: "nothing_found" }),
  "answer that waits": (language) => opened(language, "waiting"),
  "answer that is late": (language) => opened(language, "late"),
  answer: (language) => opened(language, "answered", [language === "en" ? "Many children do. It often passes." : "Les pasa a muchos niños. Suele pasar."]),
  "closed question": (language) => opened(language, "closed"),
  "question that became a request": (language) => opened(language, "referral"),
};
const each = Object.entries(pages).flatMap(([name, draw]) => languages.map((language) => [name, language, draw] as const));

test.each(each)("D11: %s (%s) keeps the rules of every family page, leads nowhere outside, and is light", (_name, language, draw) => {
  const html = draw(language);
  expect(faultsOfPage(html, language, "Maple Yard")).toEqual([]);
  expect(outsideAddresses(html).filter((address) => address !== "https://www.weather.gov/" && !address.startsWith("tel:"))).toEqual([]);
  expect(weightOf(html)).toBeLessThan(60_000);
});

test.each(each)("D11: %s (%s) can be read by anybody", (_name, language, draw) => {
  const sentences = sentencesOf(draw(language));
  const level = readingLevel(sentences, language);
  expect(sentences.filter((sentence) => wordsOf(sentence).length > 20)).toEqual([]);
  if (language === "en") expect(level.score).toBeLessThanOrEqual(6);
  else expect(level.score).toBeGreaterThanOrEqual(80);
});

test("D11: the language switch keeps the page", () => {
  for (const [address, html] of [[siteAddresses.question, ask("en")], [siteAddresses.answer, pages["code and word"]!("en")]] as const) expect(html).toContain(`href="${address.es}" lang="es"`);
});

test("D11: every fault has a place to go to, in both languages, and what was typed is still there", () => {
  for (const language of languages) {
    const html = ask(language, { faults: unique, kept: { question: ["Why <b>now</b>?"] } });
    expect(unique.length).toBeGreaterThan(4);
    for (const [, id] of html.matchAll(/<a class="link" href="#([^"]+)"/g)) expect(html, id).toContain(` id="${id}"`);
    expect(html).toContain("Why &lt;b&gt;now&lt;/b&gt;?");
  }
});

test("D11: an answer never shows what was asked, and neither does the code's page show what was tried", () => {
  expect(opened("en", "answered", ["<script>x</script>"])).not.toContain("<script>x");
  expect(pages["code and word, nothing found"]!("en")).not.toMatch(/value="(?!stamp-1)[^"]+"/);
});

test("D11: whatever is sent, the form is read or says what is wrong, and asks for no more than the way needs", () => {
  const field = fc.record(Object.fromEntries(questionFields.map((name) => [name, fc.option(fc.oneof(fc.string({ maxLength: 60 }), fc.constantFrom("code", "email", "call", "yes", "ana@example.org", "2025550137", "hang_up", "mon_morning"), fc.array(fc.string({ maxLength: 8 }), { maxLength: 3 })), { nil: undefined })])));
  fc.assert(
    fc.property(field, (fields) => {
      const read = readQuestionForm(fields, "es");
      if (!read.ok) return read.faults.length > 0;
      expect(read.value.words.length).toBeGreaterThan(0);
      expect(read.value.word === null).toBe(read.value.way !== "code");
      expect(read.value.contact.way).toBe(read.value.way === "code" ? "do_not_contact" : read.value.way);
    }),
    { numRuns: 500 },
  );
});

test("D11: a word is the same however it is spaced and in whatever letters", () => {
  expect(plainWord("  Blue\u00a0 KETTLE ")).toBe("blue kettle");
  expect(faultsOf({ question: "x", "contact.way": "code", word: "short" }).map((one) => one.path)).toEqual(["word"]);
});
