import { expect, test } from "vitest";
import { siteAddresses } from "#features/site/addresses.rules.ts";
import { shellWords } from "#features/site/shell.words.ts";
import { roleWords } from "#features/site/team.words.ts";
import { type SiteContent, siteContent, siteParts } from "./contract.ts";
import { adviseOn, emptyContent, findMissing } from "./rules.ts";
import { listedRoleNames } from "./screens.words.ts";
import { askSnippet } from "./snippet.rules.ts";
import { listedRoles } from "./team.contract.ts";
import { roleOf, shownName, teamOf } from "./team.rules.ts";

const none = { en: "", es: "" };
const placeId = "018f0000-0000-7000-8000-000000000001";
const place = { placeId, name: { en: "House", es: "Casa" }, address: [], hours: none, stepFree: "unsaid" as const, access: none, way: none };

test.each<[string, SiteContent, string[]]>([
  ["both languages", { part: "about", text: { en: "a", es: "b" } }, []],
  ["one language", { part: "about", text: { en: "a", es: " \n" } }, ["text.es"]],
  ["nothing", { part: "home", text: none }, ["text.en"]],
  ["only insurances, which are names", { part: "cost", insurances: ["Plan"], selfPay: none, help: none }, []],
  ["no money word at all", { part: "cost", insurances: [], selfPay: none, help: none }, ["selfPay.en"]],
  ["a place", { part: "places", places: [place] }, []],
  ["a place without a name", { part: "places", places: [{ ...place, name: none, hours: { en: "9", es: "" } }] }, ["places.0.name.en", "places.0.hours.es"]],
])("before publication: %s", (_name, content, paths) => {
  expect(findMissing(content).map(({ path }) => path)).toEqual(paths);
});

test("every part begins with nothing, which is not published", () => {
  for (const part of siteParts) expect(findMissing(emptyContent(part)).length).toBeGreaterThan(0);
  expect(siteContent.safeParse({ part: "places", places: [place, place] }).success).toBe(false);
});

test("advice names the score and the long sentences, and never refuses", () => {
  expect(adviseOn("  ", "en")).toBeNull();
  const easy = adviseOn("We play. You come too.", "en");
  expect([easy?.isEasy, easy?.longSentences, easy?.leftAsTyped]).toEqual([true, [], []]);
  const hard = adviseOn("Comprehensive interdisciplinary psychotherapeutic interventions facilitate developmental and relational reorganization across the extraordinarily heterogeneous population that our organization continuously and enthusiastically accommodates every year. <b>", "en");
  expect([hard?.isEasy, hard?.longSentences.length, hard?.leftAsTyped]).toEqual([false, 1, ["html"]]);
  expect(adviseOn("Jugamos con su niño. Usted está ahí.", "es")?.isEasy).toBe(true);
});

test.each([
  ["Dr. Ines Solano", "Ines"],
  ["Hannah Linde", "Hannah"],
  ["Dra María José Ruiz", "María"],
  ["Prince", "Prince"],
])("of %s the first name is %s", (name, first) => {
  expect([shownName(name, "full"), shownName(name, "first")]).toEqual([name, first]);
});

test("the role that says most is named, and who has none that the page names is left out", () => {
  expect(roleOf(["administrator", "clinician"])).toBe("clinician");
  expect([roleOf(["auditor"]), roleOf([])]).toEqual([null, null]);
  const row = { nameAs: "first" as const, isTrained: false, languages: [], takes: "unsaid" as const };
  expect(teamOf([{ ...row, name: "Zoe Z", roles: ["clinician"], placeIds: [placeId, "gone"] }, { ...row, name: "Ana A", roles: ["front_desk"], placeIds: [] }, { ...row, name: "Max M", roles: ["auditor"], placeIds: [] }], [placeId]).map((one) => [one.name, one.placeIds])).toEqual([["Zoe", [placeId]], ["Ana", []]]);
  // Whoever agrees reads the very word that the page will show.
  for (const role of listedRoles) expect(listedRoleNames[role]).toEqual(roleWords[role]);
});

test("D3: the link for another site leads to our own form in a page of its own, and loads nothing", () => {
  for (const language of ["en", "es"] as const)
    for (const look of ["link", "button"] as const) {
      const html = askSnippet("https://maple.example.org", language, look);
      expect(html).toContain(`href="https://maple.example.org${siteAddresses.ask[language]}" target="_blank" rel="noopener noreferrer"`);
      expect(html).toContain(shellWords.ask[language]);
      expect(html).not.toMatch(/<(?:script|iframe|form|img)|src=|url\(/);
    }
});
