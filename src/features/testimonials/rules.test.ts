import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "#kernel/dates.ts";
import { consentStands, languagesAllowed, mayEndOn, stateOf } from "./rules.ts";
import { withWords, writeConsent } from "./consent.rules.ts";
import { countOpen, findTraces, nameParts, settle } from "./traces.rules.ts";

const TODAY = "2026-11-20";
const known = { names: nameParts(["Dr. Dana Whitfield", "Nico Solís-Vega", "María"]), places: ["Linden Street", "12 Made-Up Street NE"] };
const found = (text: string, language: "en" | "es" = "en") => findTraces(text, language, known).map((one) => [one.kind, one.text.toLowerCase()]);

describe("what may tell who somebody is (D10)", () => {
  it.each([
    ["We sleep now. He laughs again, and I laugh too.", "en", []],
    ["Ya dormimos. Él se ríe otra vez y yo también.", "es", []],
    ["nico sleeps. Dana's room helped, and so did María.", "en", [["name", "dana's"], ["name", "nico"], ["name", "maria"]]],
    ["Solis nos ayudó.", "es", [["name", "solis"]]],
    ["At linden   street we felt safe, at 12 made-up street ne too.", "en", [["place", "linden   street"], ["place", "12 made-up street ne"]]],
    ["After the fire in Boston my boy changed.", "en", [["capital", "boston"]]],
    ["In May, on Tuesdays, since 2024 and 3/4.", "en", [["date", "2024"], ["date", "3/4"], ["date", "may"], ["date", "tuesdays"]]],
    ["Desde mayo, cada lunes.", "es", [["date", "mayo"], ["date", "lunes"]]],
    ["He is four. We came 36 times.", "en", [["number", "36"], ["number", "four"]]],
    ["Tiene cuatro años.", "es", [["number", "cuatro"]]],
    ["Call 202-555-0142 or ana@example.org, www.ana.example or @ana_v.", "en", [["contact", "202-555-0142"], ["contact", "ana@example.org"], ["contact", "www.ana.example"], ["contact", "@ana_v"]]],
    ["“You are safe,” I’m told. (We are.) — Then we slept.", "en", []],
  ] as const)("finds in %j what stands there", (text, language, expected) => {
    expect(found(text, language).map((one) => one.join(" ")).toSorted()).toEqual(expected.map((one) => one.join(" ")).toSorted());
  });

  it("finds a known name wherever it stands and however it is written, and no part of another word", () => {
    const filler = fc.constantFrom("we", "sleep", "again", "and", "laugh,", "now.");
    fc.assert(fc.property(fc.array(filler, { maxLength: 12 }), fc.array(filler, { maxLength: 12 }), fc.constantFrom("Nico", "nico", "NICO", "María", "maria", "Vega’s"), (before, after, name) => {
      expect(findTraces([...before, name, ...after].join(" "), "en", known).some((one) => one.kind === "name")).toBe(true);
    }));
    expect(found("a unicorn danced")).toEqual([]);
  });

  it("is settled by a reason for each, and a contact by none", () => {
    const traces = findTraces("Call 202-555-0142. He is four.", "en", known);
    const all = settle(traces, traces.map((one) => ({ key: one.key, why: "An age says little." })));
    expect(countOpen(traces.map((one) => ({ ...one, why: null })))).toBe(2);
    expect(all.filter((one) => one.why === null).map((one) => one.kind)).toEqual(["contact"]);
  });

  it("asks anew for what was written otherwise: a reason belongs to the very words", () => {
    const before = findTraces("He is four.", "en", known);
    expect(countOpen(settle(findTraces("He is five.", "en", known), before.map((one) => ({ key: one.key, why: "x" }))))).toBe(1);
  });
});

describe("the consent (D10)", () => {
  const shown = { releasedAt: "2026-11-10T10:00:00.000Z", takenBackAt: null };
  it.each([
    [{ validTo: TODAY, withdrawnAt: null }, shown, "shown"],
    [{ validTo: addDays(TODAY, -1), withdrawnAt: null }, shown, "ended"],
    [{ validTo: addDays(TODAY, 90), withdrawnAt: "2026-11-20T10:00:00.000Z" }, shown, "ended"],
    [{ validTo: addDays(TODAY, 90), withdrawnAt: null }, null, "waits"],
    [{ validTo: addDays(TODAY, 90), withdrawnAt: null }, { releasedAt: null, takenBackAt: null }, "prepared"],
    [{ validTo: addDays(TODAY, 90), withdrawnAt: null }, { ...shown, takenBackAt: "2026-11-12T10:00:00.000Z" }, "waits"],
  ] as const)("%j with %j is %s", (one, newest, state) => {
    expect(stateOf(one, newest, TODAY)).toBe(state);
    expect(consentStands(one, TODAY)).toBe(state !== "ended");
  });

  it("ends on a day that comes, within two years", () => {
    expect([addDays(TODAY, -1), TODAY, addDays(TODAY, 1), addDays(TODAY, 731), addDays(TODAY, 732)].map((day) => mayEndOn(day, TODAY))).toEqual([false, false, true, true, false]);
    expect([languagesAllowed("es", "one"), languagesAllowed("es", "both")]).toEqual([["es"], ["en", "es"]]);
  });

  it("names every use by itself, and keeps the very words", () => {
    const text = { version: "1", from: "2020-01-01", status: "draft" as const, en: { title: "T", paragraphs: ["P"] }, es: { title: "T", paragraphs: ["P"] } };
    const lines = withWords(writeConsent(text, { language: "en", attribution: "mother", languages: "both", validTo: "2027-05-20" }), "We sleep.", "en").map((one) => one.words);
    expect(lines.join("\n")).toMatch(/first page.*\n.*English and Spanish.*\n.*a mother.*\nUntil: .*2027.*\nYour words\nWe sleep\./);
  });
});
