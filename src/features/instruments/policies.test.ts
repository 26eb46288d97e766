import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { listItems } from "./answers.rules.ts";
import { listFactsToConfirm } from "./definition.rules.ts";
import { loadInstruments } from "./policies.ts";
import { instrumentDefinition, instrumentText } from "./text.rules.ts";
import { words } from "./words.ts";

const data = join(import.meta.dirname, "../../../data");
const library = loadInstruments(data);
const folders: string[] = [];
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true })));

type Json = Record<string, unknown>;
/** Puts a value at a dotted place. */
const put = (place: string, value: unknown) => (json: Json) => {
  const keys = place.split(".");
  const last = keys.pop()!;
  keys.reduce((inner, key) => inner[key] as Json, json)[last] = value;
};

/** A copy of the shipped instruments in which one file is changed. */
function spoil(file: string, change: (json: Json) => unknown): string {
  const folder = mkdtempSync(join(tmpdir(), "instruments-"));
  folders.push(folder);
  cpSync(join(data, "instruments"), join(folder, "instruments"), { recursive: true });
  const path = join(folder, "instruments", file);
  const json = JSON.parse(readFileSync(path, "utf8")) as Json;
  const changed = change(json);
  writeFileSync(path, typeof changed === "string" ? changed : JSON.stringify(json));
  return folder;
}

test("all instruments of the shipped list are installed", () => {
  expect([...library.definitions.keys()].sort()).toEqual(
    "ace-10 asq-3 asq-se-2 bitsea bpsc cbcl-1-5-5 ces-d cesd-r dc05-axis-ii epds gad-7 lec-5 lsc-r observation-dyad pcl-5 pearls phq-9 ppsc psc-17 psi-4-sf sdq tesi-prr tscyc ycpc ycps".split(" "),
  );
});

test("every score, flag, band and typed result has its words in both languages", () => {
  for (const definition of library.definitions.values()) {
    for (const { scores, flags, bands } of Object.values(words)) {
      const typed = listItems(definition).filter((item) => item.answers.kind === "typed").map((item) => item.number);
      expect([...Object.keys(definition.subscales), ...typed].filter((name) => !Object.hasOwn(scores, name)), definition.id).toEqual([]);
      expect(Object.keys(definition.positive).filter((name) => !Object.hasOwn(flags, name)), definition.id).toEqual([]);
      expect((definition.bands?.steps ?? []).filter((step) => !Object.hasOwn(bands, step.band)), definition.id).toEqual([]);
    }
  }
});

test("what is not read in a source is marked so", () => {
  const draft = (id: string) => listFactsToConfirm(instrumentDefinition(library, id)).map((fact) => fact.about);
  expect(draft("psc-17")).toEqual(expect.arrayContaining(["subscales.internalizing.items", "subscales.attention.items", "subscales.externalizing.items"]));
  expect(draft("cesd-r")).toContain("alerts");
  expect(draft("ycpc")).toContain("total.items");
  expect(draft("cbcl-1-5-5")).toContain("positive.total_64");
  expect(draft("pcl-5")).toEqual([]);
});

describe("a wrong file names itself and the place", () => {
  test.each([
    ["phq-9.json", "bands.steps.1.from", put("bands.steps.1.from", 0)],
    ["phq-9.json", "total.maximum", put("total.maximum", 28)],
    ["phq-9.json", "total.items", put("total.items", "1-11")],
    ["pcl-5.json", "positive.cut_31.of", put("positive.cut_31.of", "sum")],
    ["lec-5.json", "subscales.x.items", put("subscales.x", { rule: "sum", items: "1", minimum: 0, maximum: 0 })],
    ["gad-7.json", "facts.0.about", put("facts.0.about", "positive.cut_11")],
    ["gad-7.json", "items.0.answers", put("items.0.answers", "toString")],
    ["gad-7.json", "(file)", () => "{"],
    ["gad-7.json", "class", put("class", "E")],
    ["gad-7.json", "id", put("id", "gad-8")],
    ["bpsc.json", "successor", put("successor", "ppsc-2")],
    ["gad-7.es.json", "items", (json: Json) => void (json.items as unknown[]).pop()],
    ["gad-7.es.json", "options", (json: Json) => void (json.options as unknown[]).reverse()],
    ["gad-7.es.json", "permission", (json: Json) => void delete json.permission],
    ["pcl-5.norms.json", "changes.0.certainty", put("changes.0.certainty", "sure")],
  ])("%s: %s", (file, place, change) => {
    const folder = spoil(file, change);
    expect(() => loadInstruments(folder)).toThrowError(expect.objectContaining({ code: "malformed", fields: expect.arrayContaining([expect.objectContaining({ path: `${file}: ${place}` })]) }));
  });

  test("a folder without instruments", () => {
    expect(() => loadInstruments(join(tmpdir(), "no-such-folder"))).toThrowError(/no-such-folder/);
  });
});

describe("wording", () => {
  test("in the language asked for, with its permission and the function question", () => {
    const text = instrumentText(library, "phq-9", "es");
    expect(text).toMatchObject({ language: "es", isFallback: false, isPlaceholder: false, notice: null });
    expect(text.permission).toMatch(/No permission required/);
    expect(text.items.map((item) => item.number)).toEqual(["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]);
    expect(text.items[9]).toMatchObject({ isRequired: false });
    expect(text.items[9]?.options).not.toEqual(text.items[0]?.options);
    expect(text.items[0]?.options.map((option) => option.place)).toEqual([0, 1, 2, 3]);
  });

  test("English stands in where there is no Spanish, and it says so in Spanish", () => {
    expect(instrumentText(library, "pcl-5", "es")).toMatchObject({ language: "en", isFallback: true, notice: words.es.text.onlyEnglish });
    expect(instrumentText(library, "pcl-5", "en")).toMatchObject({ language: "en", isFallback: false, notice: null });
  });

  test("numbered placeholders where no wording may be shown", () => {
    const text = instrumentText(library, "psc-17", "es");
    expect(text).toMatchObject({ language: "es", isFallback: false, isPlaceholder: true, permission: null });
    expect(text.items[0]).toMatchObject({ number: "1", text: "Pregunta 1", options: [{ place: 0, text: "Respuesta 1 de 3" }, { place: 1, text: "Respuesta 2 de 3" }, { place: 2, text: "Respuesta 3 de 3" }] });
    expect(instrumentText(library, "lsc-r", "en").items[29]).toMatchObject({ text: "Question 30", options: [{ text: "No" }, { text: "Yes" }] });
  });

  test("a text not yet compared with the owner's form counts as none", () => {
    expect(instrumentText(library, "ace-10", "en")).toMatchObject({ isPlaceholder: true, notice: words.en.text.notConfirmed });
  });

  test("no wording of class B or C ships, and a local pack may bring class B only", () => {
    for (const id of library.texts.keys()) expect(["A", "D"]).toContain(library.definitions.get(id)?.class);
    const pack = { ...JSON.parse(readFileSync(join(data, "instruments/gad-7.en.json"), "utf8")), id: "ycps", items: [1, 2, 3, 4, 5, 6].map((n) => ({ number: String(n), text: `item ${n}` })), options: [0, 1, 2].map((value) => ({ value, text: `answer ${value}` })) };
    const local = mkdtempSync(join(tmpdir(), "local-texts-"));
    folders.push(local);
    writeFileSync(join(local, "ycps.en.json"), JSON.stringify(pack));
    expect(instrumentText(loadInstruments(data, local), "ycps", "en")).toMatchObject({ isPlaceholder: false, items: expect.arrayContaining([expect.objectContaining({ text: "item 1" })]) });
    const shipped = spoil("gad-7.en.json", () => undefined);
    writeFileSync(join(shipped, "instruments/ycps.en.json"), JSON.stringify(pack));
    expect(() => loadInstruments(shipped)).toThrowError(/class B/);
  });

  test("an instrument that is not installed is not found", () => {
    expect(() => instrumentText(library, "phq-15", "en")).toThrowError(expect.objectContaining({ code: "not_found" }));
  });
});
