import { expect, test } from "vitest";
import { faultsOfPage, outsideAddresses, pairsOf, samplePractice, sampleProps, weightOf } from "#features/site/page-checks.test-support.ts";
import { readingLevel, sentencesOf, wordsOf } from "#kernel/reading-level.ts";
import { shellWords } from "#features/site/shell.words.ts";
import { languages, type Language } from "#kernel/language.ts";
import { birthYearPage, donePage, keptPage, linkEndedPage, questionPage, reviewPage, tooManyTriesPage, type QuestionProps } from "./pages.tsx";
import { answeringWords } from "./words.ts";

const links = { en: "/m/token?language=en", es: "/m/token?language=es" };
const target = { action: "/m/token", hidden: { csrf: "secret-1", step: "3" } };
const printed = { en: { frame: "This week", question: "You slept well", answers: ["Never", "At times", "Most days"] }, es: { frame: "Esta semana", question: "Durmió bien", answers: ["Nunca", "A veces", "Casi siempre"] } };

const question = (language: Language, change: Partial<QuestionProps> = {}) =>
  questionPage({ ...sampleProps(language), links, target, crisis: "none", step: 3, total: 9, textLanguage: language, ...printed[language], marks: "one", givenName: "Ana", picked: null, answered: "unanswered", saved: "none", fault: "none", readBy: null, ...change });
const gate = (language: Language, fault: "none" | "wrong" | "not_a_year" = "none", triesLeft = 5) => birthYearPage({ ...sampleProps(language), links, target, triesLeft, fault });
const review = (language: Language, crisis: "shown" | "none" = "none") => reviewPage({ ...sampleProps(language), links, target, crisis, answered: ["answered", "unanswered", "answered"], saved: "saved", givenName: "Ana", readAloud: "none" });
const kept = (language: Language, crisis: "shown" | "none" = "none") => keptPage({ ...sampleProps(language), links, crisis, answered: 2, total: 9, nextStep: 3, goOnAddress: "/m/token", validUntil: "2026-11-24T15:00:00.000Z", device: "own", readBy: "Dana" });
const done = (language: Language, crisis: "shown" | "none" = "none") => donePage({ ...sampleProps(language), crisis, device: "own", readBy: null });

const pages: Record<string, (language: Language) => string> = {
  "birth year": gate,
  "birth year, wrong": (language) => gate(language, "wrong", 1),
  question,
  "first question": (language) => question(language, { step: 1, readBy: "Dana" }),
  "question, crisis": (language) => question(language, { crisis: "shown", saved: "saved", picked: [1] }),
  "question, answered before": (language) => question(language, { answered: "answered" }),
  "question, nothing picked": (language) => question(language, { fault: "pick_one", saved: "not_saved" }),
  "first question, in English only": (language) => question(language, { step: 1, textLanguage: language === "en" ? "es" : "en", ...printed[language === "en" ? "es" : "en"] }),
  "question, several answers": (language) => question(language, { marks: "many", picked: [0, 2] }),
  review,
  "review, part read aloud": (language) => reviewPage({ ...sampleProps(language), links, target, crisis: "none", answered: ["answered"], saved: "none", givenName: "Ana", readAloud: "some" }),
  "kept, device handed over": (language) => keptPage({ ...sampleProps(language), links, crisis: "none", answered: 2, total: 9, nextStep: 3, goOnAddress: "/m/token", validUntil: "2026-11-24T15:00:00.000Z", device: "handed_over", readBy: "Dana" }),
  "done, device handed over": (language) => donePage({ ...sampleProps(language), crisis: "none", device: "handed_over", readBy: null }),
  kept,
  done,
  ended: (language) => linkEndedPage(sampleProps(language)),
  "too many tries": (language) => tooManyTriesPage(sampleProps(language)),
};
const each = Object.entries(pages).flatMap(([name, draw]) => languages.map((language) => [name, language, draw] as const));

test.each(each)("B13: %s (%s) keeps the rules of every family page", (_name, language, draw) => {
  const html = draw(language);
  expect(faultsOfPage(html, language, language === "en" ? "Questions" : "Preguntas")).toEqual([]);
  expect(outsideAddresses(html).filter((address) => !/^(?:https:\/\/www\.weather\.gov\/$|tel:|sms:)/.test(address))).toEqual([]);
});

test.each(each)("B13: %s (%s) can be read by anybody", (_name, language, draw) => {
  const sentences = sentencesOf(draw(language));
  const level = readingLevel(sentences, language);
  expect(sentences.filter((sentence) => wordsOf(sentence).length > 20)).toEqual([]);
  if (language === "en") expect(level.score).toBeLessThanOrEqual(6);
  else expect(level.score).toBeGreaterThanOrEqual(80);
});

test.each(each)("product 6: %s (%s) weighs at most 60 kB, all included", (name, language, draw) => {
  const weight = weightOf(draw(language));
  process.stdout.write(`${name} (${language}): ${(weight / 1000).toFixed(1)} kB compressed\n`);
  expect(weight).toBeLessThanOrEqual(60_000);
});

test("B13: every sentence is there in both languages, and none on the page of the other", () => {
  const pairs = pairsOf({ answeringWords, shellWords });
  expect(pairs.filter(({ en, es }) => en.trim() === "" || es.trim() === "" || en === es)).toEqual([]);
  const long = pairs.filter(({ en, es }) => wordsOf(en).length > 2 && wordsOf(es).length > 2);
  for (const draw of Object.values(pages)) {
    const [english, spanish] = [draw("en"), draw("es")];
    expect(long.filter(({ es }) => english.includes(es))).toEqual([]);
    expect(long.filter(({ en }) => spanish.includes(en))).toEqual([]);
  }
});

test("the birth year gate names nobody and nothing, and says how many tries are left", () => {
  for (const language of languages) {
    const text = sentencesOf(gate(language, "wrong", 4)).join(" ");
    expect(text).not.toMatch(/child|son|daughter|niñ|hij|PHQ|PCL|mood|sleep|therap|terap|Dana/i);
    expect(text).toMatch(/4 (?:tries|intentos)/);
  }
  expect(gate("en", "wrong", 1)).toContain("You have <strong>1 try</strong> left.");
  expect(gate("en")).not.toContain("988");
  expect(gate("en")).toMatch(/<input[^>]*id="birth-year"[^>]*inputMode="numeric"[^>]*name="birthYear"/);
});

test("a link that is unknown, used or expired, and one closed by tries, show nothing of what was behind", () => {
  for (const html of [linkEndedPage(sampleProps("en")), tooManyTriesPage(sampleProps("en"))]) {
    expect(html).not.toMatch(/<form|birth|question \d|PHQ|child/i);
    expect(html).toContain('call <strong><a class="link" href="tel:+12025550142">202-555-0142</a></strong>');
  }
});

test("B13: a question stands word for word with its time frame, its answers as whole rows, none picked beforehand", () => {
  const html = question("en");
  expect(html).toContain('<span class="frame">This week</span><h1 class="question">You slept well</h1>');
  expect([...html.matchAll(/<label class="choice" for="answer-(\d)" lang="en"><input[^>]*name="answer" value="(\d)"\/>/g)].map((match) => match[2])).toEqual(["0", "1", "2"]);
  expect(html).not.toContain("checked");
  expect(html).toContain("Question 3 of 9");
  expect((html.match(/class="past"/g) ?? []).length).toBe(2);
  expect((html.match(/class="now"/g) ?? []).length).toBe(1);
  expect(question("en", { picked: [1] })).toMatch(/id="answer-1" name="answer" checked="" value="1"/);
});

test("B13: Enter goes on, and every way out of a question is a button of its form with the server's hidden values", () => {
  const html = question("en");
  expect([...html.matchAll(/<button[^>]*? value="([^"]+)"[^>]*? name="go">/g)].map((match) => match[1])).toEqual(["next", "skip", "back", "next", "later"]);
  expect(html).toMatch(/<form[^>]*><input type="hidden" name="csrf" value="secret-1"\/><input type="hidden" name="step" value="3"\/><button type="submit" value="next" hidden="" tabindex="-1" name="go">/);
  expect(question("en", { step: 1 })).not.toContain('value="back"');
  expect(question("en", { saved: "saved" })).toContain('role="status"');
  expect(html).not.toContain('role="status"');
});

test("a crisis line stands first on the page at once, and stays on every page after", () => {
  for (const [html, language] of [[question("en", { crisis: "shown" }), "en"], [review("es", "shown"), "es"], [kept("en", "shown"), "en"], [done("es", "shown"), "es"]] as const) {
    expect(html).toMatch(/<main id="main" tabindex="-1"><section class="box crisis" role="alert"/);
    expect(html).toContain('href="tel:988"');
    expect(html).toContain('<strong><a class="link" href="tel:911">911</a></strong>');
    expect(html).toContain(language === "en" ? 'href="sms:988"' : "oprima 2");
  }
  expect(question("en")).not.toContain("data-crisis");
});

test("B13: words that exist in one language only are said to be so, and keep their language", () => {
  const html = question("es", { textLanguage: "en", ...printed.en });
  expect(html).toContain("Esta parte está en inglés");
  expect(html).toContain('<legend lang="en">');
  expect(html).toMatch(/<label class="choice" for="answer-0" lang="en">/);
  expect(question("en", { textLanguage: "es", ...printed.es })).toContain("This part is in Spanish");
  expect(question("en")).not.toContain("This part is in");
});

test("B13: before sending, what has no answer is named, and no answer is shown", () => {
  const html = review("en");
  expect(html).toContain("One question has no answer. You can send without it.");
  expect([...html.matchAll(/value="(step-\d)"/g)].map((match) => match[1])).toEqual(["step-1", "step-2", "step-3"]);
  expect(html).not.toMatch(/Most days|total|score/i);
  expect(reviewPage({ ...sampleProps("en"), links, target, crisis: "none", answered: ["answered"], saved: "none", givenName: "Ana", readAloud: "none" })).toContain("You answered every question.");
});

test("B13: what is kept says how far it is, until when, and what to do on a shared phone", () => {
  const html = kept("en");
  expect(html).toContain("You have answered <strong>2 of 9</strong>.");
  expect(html).toContain("It works until <strong>Tuesday, Nov 24, 10 a.m.</strong>");
  expect(html).toContain("delete the text with the link");
  expect(html).toContain("Go on with question 3");
});

test("no page behind a link has a menu, a foot or a place to go but on", () => {
  for (const draw of Object.values(pages)) for (const language of languages) expect(draw(language)).not.toMatch(/class="pages|<footer|href="\/(?:ask|expect|es)?"/);
  expect(samplePractice.isDemo && question("en")).toContain("made up");
});
