import { expect, test } from "vitest";
import { childAges, contactWays, referralReasons, relations, safeHours, voicemailRules, type SafeContact } from "#features/intake/contract.ts";
import { consultationFields, readConsultationForm, type KeptAnswers } from "#features/intake/rules.ts";
import * as intakeWords from "#features/intake/words.ts";
import { languages, type Language } from "#kernel/language.ts";
import { languageOfPath, siteAddresses } from "./addresses.rules.ts";
import { askPage, type AskProps } from "./ask.pages.tsx";
import * as askCatalogue from "./ask.words.ts";
import { expectPage } from "./expect.pages.tsx";
import { expectWords } from "./expect.words.ts";
import { descriptionWords } from "./found.words.ts";
import { homePage } from "./home.pages.tsx";
import { homeWords } from "./home.words.ts";
import { faultsOfPage, outsideAddresses, pairsOf, samplePractice, sampleProps, servedAssets, silentProps, weightOf } from "./page-checks.test-support.ts";
import { faultPage, notFoundPage, privacyPage } from "./privacy.pages.tsx";
import { nobodysPractice } from "./practice.rules.ts";
import * as privacyCatalogue from "./privacy.words.ts";
import { readingLevel, sentencesOf, wordsOf } from "#kernel/reading-level.ts";
import { receiptPage } from "./receipt.pages.tsx";
import { shellWords } from "./shell.words.ts";
import { studiesPage } from "./studies.pages.tsx";
import { studiesWords, studySources } from "./studies.words.ts";
import { teamPage } from "./team.pages.tsx";
import * as teamCatalogue from "./team.words.ts";
import { visitPage } from "./visit.pages.tsx";
import { estimateSource, stepFreeWords, visitWords } from "./visit.words.ts";

const guard = { trapField: "website", stampField: "stamp", stamp: "stamp-1" };
const call: SafeContact = { way: "call", phone: "2025550137", voicemail: "hang_up", safeHours: ["mon_morning"] };
const ask = (language: Language, change: Partial<AskProps> = {}) => askPage({ ...sampleProps(language), guard, kept: {}, faults: [], refusal: "none", ...change });
const receipt = (language: Language, contact: SafeContact) => receiptPage({ ...sampleProps(language), code: "7Q4RK2", contact, answerBy: "2026-11-24T22:00:00.000Z", answeredBy: "Dana" });
const emptyForm = readConsultationForm({});
const broken = emptyForm.ok ? [] : emptyForm.fields;

const pages: Record<string, (language: Language) => string> = {
  home: (language) => homePage(sampleProps(language)),
  ask,
  "ask with errors": (language) => ask(language, { faults: broken }),
  receipt: (language) => receipt(language, call),
  "receipt, do not contact": (language) => receipt(language, { way: "do_not_contact" }),
  expect: (language) => expectPage(sampleProps(language)),
  team: (language) => teamPage(sampleProps(language)),
  "team of nobody": (language) => teamPage(silentProps(language)),
  visit: (language) => visitPage(sampleProps(language)),
  "visit without a word": (language) => visitPage(silentProps(language)),
  studies: (language) => studiesPage(sampleProps(language)),
  privacy: (language) => privacyPage(sampleProps(language)),
  "not found": (language) => notFoundPage(sampleProps(language)),
  fault: (language) => faultPage({ ...sampleProps(language), title: "Maple Yard", kind: "form", reason: "ours" }),
  "too much at once": (language) => faultPage({ ...sampleProps(language), title: "Maple Yard", kind: "form", reason: "too_many" }),
};
const each = Object.entries(pages).flatMap(([name, draw]) => languages.map((language) => [name, language, draw] as const));

test.each(each)("D3: %s (%s) keeps the rules of every family page", (_name, language, draw) => {
  expect(faultsOfPage(draw(language), language, "Maple Yard")).toEqual([]);
});

test.each(each)("D3: %s (%s) leads nowhere outside but to the weather, a phone and the sources", (_name, language, draw) => {
  const sources = [...studySources.flatMap((source) => source.link ?? []), estimateSource.link];
  const strange = outsideAddresses(draw(language)).filter((address) => address !== "https://www.weather.gov/" && !/^(?:tel|sms):/.test(address) && !sources.includes(address));
  expect(strange).toEqual([]);
});

test.each(each)("D1: %s (%s) can be read by anybody", (_name, language, draw) => {
  const sentences = sentencesOf(draw(language));
  const level = readingLevel(sentences, language);
  expect(sentences.filter((sentence) => wordsOf(sentence).length > 20)).toEqual([]);
  if (language === "en") expect(level.score).toBeLessThanOrEqual(6);
  else expect(level.score).toBeGreaterThanOrEqual(80);
  expect(sentences.join(" ")).not.toMatch(/trauma-informed|dyad|modalit|evidence-based|attachment|dysregulat/i);
});

test.each(each)("product 6: %s (%s) weighs at most 60 kB, all included", (name, language, draw) => {
  const weight = weightOf(draw(language));
  process.stdout.write(`${name} (${language}): ${(weight / 1000).toFixed(1)} kB compressed\n`);
  expect(weight).toBeGreaterThan(12_000);
  expect(weight).toBeLessThanOrEqual(60_000);
});

test("D3: no page holds a practice of its own", () => {
  for (const draw of Object.values(pages)) for (const language of languages) expect(draw(language)).not.toMatch(/Linden|Washington/);
});

test("D1, D2, D4, D8: the home page has every component, stage and reason, and the limits with the good news", () => {
  const html = homePage(sampleProps("en"));
  expect(homeWords.parts.length).toBe(5);
  expect(homeWords.stages.length).toBe(3);
  for (const { en } of [...pairsOf(homeWords.parts), ...pairsOf(homeWords.stages), ...homeWords.after, ...homeWords.better, homeWords.limits]) expect(html).toContain(en);
  expect(html).toContain("For children from birth through age 5.");
  expect(html).toContain('<strong><a class="link" href="tel:911">911</a></strong>');
  expect(html).toContain('<strong><a class="link" href="tel:988">988</a></strong>');
  expect(html).toContain("It cannot erase your history");
});

test("D9: what studies found stands beside what they cannot tell, with sources", () => {
  for (const page of [expectPage, studiesPage]) expect(page(sampleProps("en"))).toContain("No study can say what will happen for your child.");
  const html = studiesPage(sampleProps("en"));
  for (const study of studiesWords.studies) expect([html.includes(study.who.en), study.sources.every((number) => studySources[number - 1] !== undefined)]).toEqual([true, true]);
  expect(html).toContain("https://doi.org/10.1097/01.chi.0000181047.59702.58");
});

const catalogues = { ...intakeWords, ...askCatalogue, ...privacyCatalogue, ...teamCatalogue, descriptionWords, expectWords, homeWords, shellWords, stepFreeWords, studiesWords, visitWords };
test("D1: every sentence is there in both languages", () => {
  const pairs = pairsOf(catalogues);
  expect(pairs.length).toBeGreaterThan(200);
  expect(pairs.filter(({ en, es }) => en.trim() === "" || es.trim() === "")).toEqual([]);
  const alike = pairs.filter(({ en, es }) => en === es && wordsOf(en).length > 1);
  expect(alike).toEqual([]);
});

test.each(Object.entries(pages))("D1: %s holds no sentence of the other language", (_name, draw) => {
  const pairs = pairsOf(catalogues).filter(({ en, es }) => wordsOf(en).length > 2 && wordsOf(es).length > 2);
  const [english, spanish] = [draw("en"), draw("es")];
  expect(pairs.filter(({ es }) => english.includes(es))).toEqual([]);
  expect(pairs.filter(({ en }) => spanish.includes(en))).toEqual([]);
});

test("D1: the language switch keeps the page", () => {
  for (const [page, addresses] of Object.entries(siteAddresses)) {
    expect(languageOfPath(addresses.en)).toBe("en");
    expect(languageOfPath(addresses.es)).toBe("es");
    // What other features put here they draw, and test, themselves.
    if (!(page in pages)) continue;
    const html = pages[page]!("en");
    expect(html).toContain(`href="${addresses.es}" lang="es" hrefLang="es"`);
  }
  expect(languageOfPath("/espresso")).toBe("en");
});

test("D3: the form asks for the schema's fields, a trap and a stamp, and for nothing else", () => {
  const names = new Set([...ask("en").matchAll(/ name="([^"]+)"/g)].map((match) => match[1]).filter((name) => !/^(?:viewport|referrer|color-scheme|format-detection|robots|description)$/.test(name ?? "")));
  expect([...names].toSorted()).toEqual([...consultationFields, "stamp", "website"].toSorted());
  expect(ask("en")).not.toMatch(/child.{0,12}name"|birth/i);
  expect(ask("en")).toContain('action="/ask" method="post">');
  expect(ask("es")).toContain('action="/es/pedir"');
});

test("D8: every code can be picked, and only what a voicemail may hear has a default: the safest", () => {
  const html = ask("en");
  const inputs = [...html.matchAll(/<input type="(?:radio|checkbox)"[^>]*>/g)].map((match) => match[0]);
  const values = (name: string) => inputs.filter((input) => input.includes(` name="${name}"`)).map((input) => / value="([^"]*)"/.exec(input)?.[1]);
  expect(values("reasons")).toEqual([...referralReasons]);
  expect(values("relation")).toEqual([...relations]);
  expect(values("childAge")).toEqual([...childAges]);
  expect(values("contact.way")).toEqual([...contactWays]);
  expect(values("contact.voicemail")).toEqual([...voicemailRules]);
  expect(values("contact.safeHours").toSorted()).toEqual([...safeHours].toSorted());
  expect(inputs.filter((input) => input.includes("checked")).map((input) => / value="([^"]*)"/.exec(input)?.[1])).toEqual(["hang_up"]);
});

test("D3: a form with errors loses nothing, says that nothing was sent, and leads to each place", () => {
  const typed: KeptAnswers = { callMe: ['Ana "<b>'], relation: ["parent"], reasons: ["loss", "other"], ownWords: ["</textarea><script>x"], "contact.way": ["call"], "contact.phone": ["202 555 013"], "contact.voicemail": ["say_name_only"], "contact.safeHours": ["fri_later"], language: ["en"] };
  const reading = readConsultationForm(typed as Record<string, string[]>);
  if (reading.ok) throw new Error("the form was taken");
  const html = ask("en", { kept: reading.kept, faults: reading.fields });
  expect(html).toContain('value="Ana &quot;&lt;b&gt;"');
  expect(html).toContain("&lt;/textarea&gt;&lt;script&gt;x");
  for (const choice of ["relation-parent", "reasons-loss", "reasons-other", "contact-way-call", "contact-voicemail-say_name_only", "contact-safeHours-fri_later", "language-en"]) expect(html).toMatch(new RegExp(`id="${choice}"[^>]* checked=""`));
  expect(html).not.toMatch(/id="contact-voicemail-hang_up"[^>]* checked/);
  expect(html).toContain("2 answers need a look");
  expect(html).toContain("Nothing was sent yet. What you wrote is still here.");
  expect(html).toContain('href="#childAge-not_born"');
  expect(html).toContain('href="#contact-phone"');
  for (const [, id] of html.matchAll(/href="#([^"]+)"/g)) expect(html).toContain(` id="${id}"`);
  expect(html).toMatch(/id="contact-phone"[^>]*aria-describedby="contact-phone-hint contact-phone-fault" aria-invalid="true"/);
  expect(html).toContain("This number has 9 digits. It needs 10.");
  expect(html).toMatch(/<details class="fold" open=""/);
});

test("D3: every fault has a place to go to, in both languages", () => {
  const all = consultationFields.map((path) => ({ path, message: intakeWords.requestFaults.unclear }));
  for (const language of languages) {
    const html = ask(language, { faults: all });
    for (const [, id] of html.matchAll(/<a class="link" href="#([^"]+)"/g)) expect(html, id).toContain(` id="${id}"`);
  }
});

test("D3: the receipt holds the code, who, how and by when; neither name nor number", () => {
  const html = receipt("en", call);
  expect(html).toContain("7Q4 RK2");
  expect(html).toContain("Dana, from our intake team");
  expect(html).toContain("number ending in <strong>37</strong>");
  expect(html).toContain("<strong>Tuesday, Nov 24, 5 p.m.</strong>");
  expect(html).toContain("We hang up and say nothing.");
  expect(html).not.toContain("2025550137");
  expect(html).not.toMatch(/hrefLang|rel="alternate"/);
  expect(receipt("es", call)).toContain("<strong>martes 24 de noviembre a las 5 p.m.</strong>");
  expect(receipt("es", { way: "email", email: "ana@example.org" })).not.toContain("ana@example.org");
});

test("D3: whoever asks not to be contacted is told so, and how to call", () => {
  const html = receipt("en", { way: "do_not_contact" });
  expect(html).toContain("We will not call, text or write to you.");
  expect(html).toContain('Call <strong><a class="link" href="tel:+12025550142">202-555-0142</a></strong> and say your code');
  expect(html).not.toContain("Two tries");
});

test("the demo says so; a real practice is not marked, and may be found", () => {
  const real = homePage({ ...sampleProps("en"), practice: { ...samplePractice, isDemo: false } });
  expect(real).not.toContain("made up");
  expect(real).not.toContain("noindex");
  expect(homePage(sampleProps("es"))).toContain("Todo aquí es inventado");
});

test("the style sheet is the tokens and the family's rules, and loads nothing from elsewhere", () => {
  const style = new TextDecoder().decode(servedAssets.find((asset) => asset.path.endsWith(".css"))?.body);
  expect(style).toContain("--teal: #0f5c63");
  expect(style).toContain("prefers-color-scheme: dark");
  expect([...style.matchAll(/url\(([^)]*)\)/g)].map((match) => match[1])).toEqual(['"/site/headings.woff2"']);
  expect(style).not.toContain("@import");
  const rules = style.slice(style.indexOf("@font-face"));
  expect(rules.match(/#[0-9a-f]{3,8}\b(?![^{]*\{)/gi) ?? []).toEqual([]);
});

test("D3: before there is an agency no page offers a number that nobody has", () => {
  for (const language of languages) {
    const nobody = { ...silentProps(language), practice: nobodysPractice };
    for (const html of [homePage(nobody), askPage({ ...nobody, guard, kept: {}, faults: [], refusal: "none" }), privacyPage(nobody), visitPage(nobody), teamPage(nobody), faultPage({ ...nobody, title: "Dyad", kind: "plain", reason: "ours" })]) {
      expect(html).not.toMatch(/href="tel:\+1"|--</);
      expect(html).toContain('href="tel:911"');
    }
  }
});
