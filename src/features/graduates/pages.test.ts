import { expect, test } from "vitest";
import { languages, type Language } from "#kernel/language.ts";
import { readingLevel, sentencesOf, wordsOf } from "#kernel/reading-level.ts";
import { faultsOfPage, outsideAddresses, sampleProps, weightOf } from "#features/site/page-checks.test-support.ts";
import { certificatePage, checkPage } from "./check.pages.tsx";
import type { RosterEntry } from "./roster.contract.ts";
import { rosterPage } from "./roster.pages.tsx";

// C7: the public pages of graduates keep the rules of every family page.

const today = "2026-11-20";
const certificate = { number: "7K3M2QHX9FBWA", name: "Ada Elder", issuer: "Maple", cohort: "First", track: "nc-ctp" as const, completedOn: "2026-11-12", validTo: null, annulledOn: null, today };
const entry: RosterEntry = { name: "Ada Elder", credential: "LICSW", agency: "Maple Yard", town: "Springfield", languages: ["en", "es"], settings: ["home"], ages: ["toddlers"], takes: "now", awayFrom: null, awayTo: null, elsewhere: [], track: "nc-ctp", issuer: "Maple", completedOn: "2026-11-12", confirmedOn: "2026-11-12" };
const asked = { town: "", language: null, takes: null, page: 1 };
const pages: Record<string, (language: Language) => string> = {
  "check a certificate": (language) => checkPage({ ...sampleProps(language), tried: { how: "no" } }),
  "no such number": (language) => checkPage({ ...sampleProps(language), tried: { how: "nothing", typed: "<b>1" } }),
  "too many tries": (language) => checkPage({ ...sampleProps(language), tried: { how: "busy", typed: "1" } }),
  "a certificate": (language) => certificatePage({ ...sampleProps(language), found: certificate }),
  "a certificate that was annulled": (language) => certificatePage({ ...sampleProps(language), found: { ...certificate, validTo: today, annulledOn: today } }),
  "an empty roster": (language) => rosterPage({ ...sampleProps(language), asked, entries: [], matching: 0, pages: 1, today }),
  "a roster without a match": (language) => rosterPage({ ...sampleProps(language), asked: { ...asked, town: "<b>x" }, entries: [], matching: 0, pages: 1, today }),
  "a roster of two pages": (language) => rosterPage({ ...sampleProps(language), asked, entries: [entry, { ...entry, name: "<i>Bo</i>", awayFrom: today }], matching: 30, pages: 2, today }),
};
const each = Object.entries(pages).flatMap(([name, draw]) => languages.map((language) => [name, language, draw] as const));

test.each(each)("C7: %s (%s) keeps the rules of every family page, leads nowhere outside, and is light", (_name, language, draw) => {
  const html = draw(language);
  expect(faultsOfPage(html, language, "Maple Yard")).toEqual([]);
  expect(outsideAddresses(html).filter((address) => address !== "https://www.weather.gov/" && !address.startsWith("tel:"))).toEqual([]);
  expect(html).not.toMatch(/<b>|<i>/);
  expect(weightOf(html)).toBeLessThan(60_000);
});

test.each(each.filter(([name]) => !name.startsWith("a ")))("C7: %s (%s) can be read by anybody", (_name, language, draw) => {
  const sentences = sentencesOf(draw(language));
  const level = readingLevel(sentences, language);
  expect(sentences.filter((sentence) => wordsOf(sentence).length > 20)).toEqual([]);
  if (language === "en") expect(level.score).toBeLessThanOrEqual(6);
  else expect(level.score).toBeGreaterThanOrEqual(80);
});
