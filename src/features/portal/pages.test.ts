import { expect, test } from "vitest";
import { faultsOfPage, outsideAddresses, pairsOf, samplePractice, sampleProps, weightOf } from "#features/site/page-checks.test-support.ts";
import { type Language, languages } from "#kernel/language.ts";
import { readingLevel, sentencesOf, wordsOf } from "#kernel/reading-level.ts";
import { askLinkPage, beginPage, codePage, linkAskedPage, linkOverPage } from "./door.pages.tsx";
import type { ChildRead, Visit } from "./family.rules.ts";
import { homePage } from "./home.pages.tsx";
import { papersPage } from "./papers.pages.tsx";
import { seenPage } from "./seen.pages.tsx";
import { visitsPage } from "./visits.pages.tsx";
import { doorWords, portalWords } from "./words.ts";

const links = { en: "/portal?lang=en", es: "/portal?lang=es" };
const said = { en: { goal: "Sleeps most nights", where: "Five nights of seven." }, es: { goal: "Duerme casi todas las noches", where: "Cinco noches de siete." } } as const;
const visit: Visit = { sessionId: "s", childName: "Nico", kind: "dyadic", modality: "in_person", place: "service_site", startsAt: "2026-11-24T15:00:00.000Z", minutes: 90, timeZone: "America/New_York", clinicianName: "Dana W.", status: "booked", came: null, videoLink: null };
const childOf = (language: Language): ChildRead => ({
  caseId: "c", childName: "Nico", status: "open", stage: 2,
  questions: [{ batteryId: "b", about: ["self"], count: 2, until: "2026-11-24T15:00:00.000Z" }],
  plan: { caseId: "c", planId: "p", approvedOn: "2026-09-22", objectives: [{ objectiveId: "o", words: said[language].goal, where: said[language].where, coming: "going_well" }], nextReviewOn: "2026-12-15" },
  papers: [{ caseId: "c", documentId: "d", title: "A", datedOn: "2026-09-22", mediaType: "application/pdf" }],
  readers: [{ day: "2026-11-18", about: "child", roles: ["front_desk"], name: null }],
  sent: [{ recipient: "Nico", description: "A", on: "2026-11-03" }],
});
const home = (language: Language, children: ChildRead[], visits: Visit[]) => homePage({ ...sampleProps(language), page: "home", name: "Marisol Maple", now: "2026-11-21T14:00:00.000Z", visits, children });
const empty = (language: Language): ChildRead => ({ ...childOf(language), questions: [], plan: null, papers: [], readers: [], sent: [] });

const door: Record<string, (language: Language) => string> = {
  "asking for a link": (language) => askLinkPage({ ...sampleProps(language), links, typed: "", fault: "none", demo: [] }),
  "asking, what was no address": (language) => askLinkPage({ ...sampleProps(language), links, typed: "<b>", fault: "no_address", demo: [{ email: "a@demo.dyad", name: "Ana" }] }),
  "asked": (language) => linkAskedPage({ ...sampleProps(language), links: null }),
  "own code": (language) => codePage({ ...sampleProps(language), links, action: "/portal/in/t", triesLeft: 5, fault: "none" }),
  "own code, wrong": (language) => codePage({ ...sampleProps(language), links: null, action: "/portal/in/t", triesLeft: 1, fault: "wrong" }),
  "beginning": (language) => beginPage({ ...sampleProps(language), links, action: "/portal/begin/t", triesLeft: 5, faults: [] }),
  "beginning, all wrong": (language) => beginPage({ ...sampleProps(language), links: null, action: "/portal/begin/t", triesLeft: 2, faults: [{ field: "opening", why: "wrong" }, { field: "own", why: "too_easy" }, { field: "again", why: "not_same" }] }),
  "a link that is over": (language) => linkOverPage({ ...sampleProps(language), links }),
};
const inside: Record<string, (language: Language) => string> = {
  home: (language) => home(language, [childOf(language)], [visit, { ...visit, sessionId: "t", kind: "caregiver_alone" }]),
  "home of two children": (language) => home(language, [childOf(language), { ...childOf(language), caseId: "e", childName: "Mia" }], [{ ...visit, place: "telehealth_home", videoLink: "https://video.example.org/x" }]),
  "home with nothing": (language) => home(language, [empty(language)], []),
  visits: (language) => visitsPage({ ...sampleProps(language), page: "visits", coming: [visit], past: [{ ...visit, status: "held" }] }),
  "visits, none": (language) => visitsPage({ ...sampleProps(language), page: "visits", coming: [], past: [] }),
  papers: (language) => papersPage({ ...sampleProps(language), page: "papers", children: [childOf(language), empty(language)] }),
  privacy: (language) => seenPage({ ...sampleProps(language), page: "privacy", children: [childOf(language), { ...empty(language), caseId: "e" }] }),
};
const each = Object.entries({ ...door, ...inside }).flatMap(([name, draw]) => languages.map((language) => [name, language, draw] as const));

test.each(each)("D3: %s (%s) keeps the rules of every family page", (_name, language, draw) => {
  const html = draw(language);
  expect(faultsOfPage(html, language, samplePractice.name)).toEqual([]);
  expect(outsideAddresses(html).filter((address) => !/^(?:https:\/\/www\.weather\.gov\/$|https:\/\/video\.example\.org\/|tel:|sms:)/.test(address))).toEqual([]);
  expect(weightOf(html)).toBeLessThan(60 * 1024);
});

test.each(each)("D3: %s (%s) can be read by anybody", (_name, language, draw) => {
  const sentences = sentencesOf(draw(language));
  expect(sentences.filter((sentence) => wordsOf(sentence).length > 20)).toEqual([]);
  const level = readingLevel(sentences, language);
  if (language === "en") expect(level.score).toBeLessThanOrEqual(6);
  else expect(level.score).toBeGreaterThanOrEqual(80);
});

test("the door names nobody and no kind of care", () => {
  for (const draw of Object.values(door)) for (const language of languages) expect(draw(language).replace(/Need to talk tonight|families/gi, "")).not.toMatch(/therap|terapia|psycho|trauma|clinic\b|child/i);
});

test("every sentence stands in both languages, and says something else in each", () => {
  for (const { place, en, es } of pairsOf({ doorWords, portalWords })) {
    expect(`${place} ${en === "" || es === "" ? "empty" : ""}`).toBe(`${place} `);
  }
});
