import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { fillExample } from "./examples.rules.ts";
import { findTrial, judgeImport, needsComparison, needsPermission, rowsOf } from "./import.rules.ts";
import { changeFiguresOf, describeInstalled } from "./installed.rules.ts";
import { buildLibrary, compareVersions, findDefinition, isOffered, versionsOf } from "./library.rules.ts";
import { loadInstruments } from "./policies.ts";
import { scoreInstrument } from "./rules.ts";
import type { Entry, EntryBody } from "./site.contract.ts";
import { fileOf, madeUpInstrument, madeUpText } from "./site.test-support.ts";
import { instrumentText } from "./text.rules.ts";

const shipped = loadInstruments(join(import.meta.dirname, "../../../data"));
const today = "2026-11-20";
const own = madeUpInstrument("evening-check");
const entry = (body: EntryBody, of: Partial<Entry> = {}): Entry => ({ entryId: `${body.kind} ${JSON.stringify(of)}`, instrument: own.id, version: "1", language: null, body, ...of });
const definitionEntry = (definition = own) => entry({ kind: "definition", definition }, { version: definition.version });
const textEntry = (text = madeUpText(own.id), of: Partial<Entry> = {}) => entry({ kind: "text", text, permission: null }, { instrument: text.id, language: text.language, ...of });
const library = (...entries: Entry[]) => buildLibrary(shipped, entries, today);
const faultsOf = (file: string, of = shipped) => judgeImport(file, of).faults.map(({ path }) => path);

describe("a file that is brought in is judged whole, each fault by its place (B11, B12, B13)", () => {
  test("a whole instrument with its wording and change values has no fault, in any order of its parts", () => {
    const norms = { id: own.id, changes: [{ kind: "meaningful", points: { from: 2, to: 2 }, population: "a made-up group", source: "a made-up study", certainty: "secondary" }] };
    for (const parts of [[own, madeUpText(own.id), norms], [norms, madeUpText(own.id), own]]) expect(judgeImport(fileOf(...parts), shipped)).toMatchObject({ faults: [], parts: [{ stands: "new" }, { stands: "new" }, { stands: "new" }] });
  });

  test.each([
    ["no JSON", "{", [""]],
    ["an empty list", "[]", [""]],
    ["nothing that is known", fileOf({ hello: 1 }), [""]],
    ["another shape", fileOf({ ...own, class: "E", respondents: [] }), ["class", "respondents"]],
    ["a shape wrong in a list", fileOf(own, { ...madeUpText(own.id), items: [] }), ["1.items"]],
    ["the id of a shipped one", fileOf({ ...own, id: "phq-9" }), ["id"]],
    ["a wording without its instrument", fileOf(madeUpText("nobody-has-this")), ["id"]],
    ["a wording that lacks an item", fileOf(own, madeUpText(own.id, { items: madeUpText(own.id).items.slice(1) })), ["1.items"]],
    ["a wording with an item too many", fileOf(own, madeUpText(own.id, { items: [...madeUpText(own.id).items, { number: "4", text: "More." }] })), ["1.items.3.number"]],
    ["a wording with other answers", fileOf(own, madeUpText(own.id, { options: madeUpText(own.id).options.toReversed() })), ["1.options", "1.options", "1.options"]],
    ["wording of class C", fileOf(madeUpText("sdq", { items: [{ number: "total", text: "words" }] })), ["id"]],
    ["licensed items to mark", fileOf({ ...own, class: "C" }), ["class"]],
    ["a sum that cannot reach its range", fileOf({ ...own, total: { ...own.total, maximum: 9 } }), ["total.maximum"]],
    ["a sum that begins elsewhere", fileOf({ ...own, total: { ...own.total, minimum: 1 } }), ["total.minimum"]],
    ["a score that refers to itself", fileOf({ ...own, subscales: { loud: { rule: "count_scoring", items: "loud", itemAtLeast: 1 } } }), ["subscales.loud.items"]],
    ["a flag that refers to itself", fileOf({ ...own, positive: { tense: { rule: "cut", of: "tense", atLeast: 1 } }, facts: own.facts.slice(0, 1) }), ["positive.tense.of"]],
    ["a flag of another flag", fileOf({ ...own, positive: { ...own.positive, more: { rule: "cut", of: "cut_4", atLeast: 1 } } }), ["positive.more.of"]],
    ["a second total", fileOf({ ...own, subscales: { total: own.total } }), ["subscales.total"]],
    ["bands that begin too high", fileOf({ ...own, bands: { of: "total", steps: [{ from: 1, band: "calm" }] } }), ["bands.steps.0.from"]],
    ["bands that go on too far", fileOf({ ...own, bands: { of: "total", steps: [{ from: 0, band: "calm" }, { from: 7, band: "tense" }] } }), ["bands.steps.1.from"]],
    ["bands out of order", fileOf({ ...own, bands: { of: "total", steps: [{ from: 0, band: "calm" }, { from: 5, band: "tense" }, { from: 4, band: "worse" }] } }), ["bands.steps.2.from"]],
    ["bands of nothing", fileOf({ ...own, bands: { of: "sum", steps: [{ from: 0, band: "calm" }] } }), ["bands.of"]],
    ["a cut that nobody reaches", fileOf({ ...own, positive: { cut_4: { rule: "cut", of: "total", atLeast: 7 } } }), ["positive.cut_4.atLeast"]],
    ["an alert that never fires", fileOf({ ...own, alerts: [{ items: "1", kind: "self_harm", atLeast: 3, fires: "always" }] }), ["alerts.0.atLeast"]],
    ["a range from the end", fileOf({ ...own, reversed: "3-1" }), ["reversed"]],
    ["a count of a place that is not there", fileOf({ ...own, subscales: { often: { rule: "count_marked", items: "1-3", places: [3] } } }), ["subscales.often.places"]],
    ["a million items", fileOf({ ...own, items: [{ items: "1-1000000", answers: "often", required: "yes" }] }), ["items.0.items"]],
    ["offered after itself", fileOf({ ...own, successor: own.id }), ["successor"]],
    ["offered in a circle", fileOf({ ...own, successor: "b" }, madeUpInstrument("b", { successor: own.id })), ["0.successor", "1.successor"]],
    ["offered after it: nothing installed", fileOf({ ...own, successor: "nobody-has-this" }), ["successor"]],
    ["the same part twice", fileOf(own, own), ["1"]],
    ["change values of a history", fileOf({ id: "lec-5", changes: [] }), ["id"]],
    ["change values from high to low", fileOf({ id: "gad-7", changes: [{ kind: "reliable", points: { from: 5, to: 4 }, population: "p", source: "s", certainty: "read" }] }), ["changes.0.points"]],
  ])("%s", (_, file, places) => expect(faultsOf(file)).toEqual(places));

  test("each fault names its line", () => {
    expect(judgeImport(fileOf({ ...own, reversed: "3-1" }), shipped).faults).toMatchObject([{ line: fileOf(own).split("\n").findIndex((line) => line.includes('"reversed"')) + 1 }]);
  });

  test("a version never changes: other content needs a higher one, the same words add nothing", () => {
    const here = library(definitionEntry(), textEntry());
    expect(faultsOf(fileOf({ ...own, reversed: null }), here)).toEqual(["version"]);
    expect(faultsOf(fileOf({ ...own, version: "0.9" }), here)).toEqual(["version"]);
    expect(judgeImport(fileOf({ ...own, version: "1.1", reversed: null }), here)).toMatchObject({ faults: [], parts: [{ stands: "new_version" }] });
    const same = judgeImport(fileOf(own, madeUpText(own.id)), here);
    expect([same.faults, rowsOf(same.parts, { permission: null, compared: null })]).toEqual([[], []]);
    const other = judgeImport(fileOf(madeUpText(own.id, { title: "Another title" })), here);
    expect(other).toMatchObject({ faults: [], parts: [{ stands: "takes_the_place" }] });
  });

  test("wording of class B needs a permission, of A and B a comparison, of D neither", () => {
    const forPack = (id: string, values: number[], count: number) => judgeImport(fileOf(madeUpText(id, { options: values.map((value) => ({ value, text: `answer ${value}` })), items: Array.from({ length: count }, (_, place) => ({ number: String(place + 1), text: `item ${place + 1}` })) })), shipped).parts;
    expect([needsPermission(forPack("ycps", [0, 1, 2], 6)), needsComparison(forPack("ycps", [0, 1, 2], 6))]).toEqual([true, true]);
    expect([needsPermission(forPack("gad-7", [0, 1, 2, 3], 7)), needsComparison(forPack("gad-7", [0, 1, 2, 3], 7))]).toEqual([false, true]);
    const { parts } = judgeImport(fileOf(own, madeUpText(own.id)), shipped);
    expect([needsPermission(parts), needsComparison(parts)]).toEqual([false, false]);
  });
});

describe("a test run scores by the very code that scores forms", () => {
  test("an instrument that is not here yet, in its own wording, and the lowest, the highest and any example of it", () => {
    const { parts } = judgeImport(fileOf(own, madeUpText(own.id)), shipped);
    const trial = findTrial(parts, shipped, today)!;
    expect(instrumentText(trial.library, own.id, "en")).toMatchObject({ isPlaceholder: false, items: [{ text: "Evenings were loud." }, {}, {}] });
    expect(scoreInstrument(own, fillExample(own, "lowest", () => 0))).toMatchObject({ total: 0, band: "calm", positive: { cut_4: false } });
    expect(scoreInstrument(own, fillExample(own, "highest", () => 0))).toMatchObject({ total: 6, band: "tense", positive: { cut_4: true } });
    expect(shipped.definitions.has(own.id)).toBe(false);
  });

  test.each([...shipped.definitions.values()])("$id: the examples are whole forms at the ends of its range", (definition) => {
    const [lowest, highest] = (["lowest", "highest"] as const).map((kind) => scoreInstrument(definition, fillExample(definition, kind, () => 0)));
    for (const chance of [0, 0.5, 0.999]) expect(scoreInstrument(definition, fillExample(definition, "random", () => chance)).complete).toBe(true);
    expect([lowest!.complete, highest!.complete]).toEqual([true, true]);
    if (definition.total?.rule === "sum") expect([lowest!.total, highest!.total]).toEqual([definition.total.minimum, definition.total.maximum]);
  });
});

describe("what is installed at a site", () => {
  test("without anything of its own it is what is shipped", () => {
    const built = library();
    expect([...built.definitions]).toEqual([...shipped.definitions]);
    expect([...built.texts]).toEqual([...shipped.texts]);
  });

  test("the highest version is for new forms, in words of its own; an answer finds the one that it was given with", () => {
    const second = { ...own, version: "1.10", reversed: null };
    const built = library(definitionEntry(second), definitionEntry(), definitionEntry({ ...own, version: "1.9" }), textEntry());
    expect([built.definitions.get(own.id)!.version, versionsOf(built, own.id)]).toEqual(["1.10", ["1.10", "1.9", "1"]]);
    expect(findDefinition(built, own.id, "1")!.reversed).toBe("3");
    expect(findDefinition(built, own.id, "2")).toBeNull();
    expect(findDefinition(built, "phq-9", "1")).toBe(shipped.definitions.get("phq-9"));
    expect(instrumentText(built, own.id, "en")).toMatchObject({ version: "1.10", isPlaceholder: true });
    expect(instrumentText(built, own.id, "en", "1")).toMatchObject({ version: "1", isPlaceholder: false });
    expect(describeInstalled(built, own.id, today)).toMatchObject({ origin: "own", canBeSent: false, factsToConfirm: 1 });
    expect([compareVersions("1.10", "1.9"), compareVersions("1", "1.0"), compareVersions("0.9", "1")].map(Math.sign)).toEqual([1, 0, -1]);
  });

  test("a file vouches for nothing: wording of A and B is shown once somebody compared those very words, own wording at once", () => {
    expect(describeInstalled(library(definitionEntry(), textEntry()), own.id, today)).toMatchObject({ canBeSent: true, languages: ["en"] });
    const free = { ...own, class: "A" as const };
    const text = madeUpText(own.id);
    expect(describeInstalled(library(definitionEntry(free), textEntry(text)), own.id, today)).toMatchObject({ canBeSent: false, languages: [], languagesToCompare: ["en"] });
    const compared = entry({ kind: "compared", by: "Somebody", on: today, text }, { language: "en" });
    expect(describeInstalled(library(definitionEntry(free), textEntry(text), compared), own.id, today)).toMatchObject({ canBeSent: true, languages: ["en"] });
    expect(describeInstalled(library(definitionEntry(free), textEntry(text), compared, textEntry(madeUpText(own.id, { title: "Changed since" }))), own.id, today)).toMatchObject({ languages: [], languagesToCompare: ["en"] });
  });

  test("a shipped text that was not confirmed may be shown once it was compared; a confirmed one was before", () => {
    expect(describeInstalled(shipped, "ace-10", today)).toMatchObject({ languages: [], languagesToCompare: ["en"], canBeSent: false });
    const of = { instrument: "ace-10", language: "en" };
    const text = shipped.texts.get("ace-10")!.get("en")!;
    expect(instrumentText(library(entry({ kind: "compared", by: "Somebody", on: today, text }, of)), "ace-10", "en").isPlaceholder).toBe(false);
    expect(instrumentText(library(entry({ kind: "compared", by: "Somebody", on: today, text: { ...text, title: "Other words" } }, of)), "ace-10", "en").isPlaceholder).toBe(true);
    expect(describeInstalled(shipped, "phq-9", today)!.languages).toEqual(["en", "es"]);
  });

  test("retired from a day on: not offered from then, and still found for what was answered", () => {
    const from = entry({ kind: "retired", from: today }, { instrument: "phq-9" });
    const built = library(from);
    expect([isOffered(built, "phq-9", "2026-11-19"), isOffered(built, "phq-9", today)]).toEqual([true, false]);
    expect(describeInstalled(built, "phq-9", today)).toMatchObject({ canBeSent: false, retiredFrom: today });
    expect(findDefinition(built, "phq-9", "1")).not.toBeNull();
    expect(isOffered(library(from, entry({ kind: "restored" }, { instrument: "phq-9" })), "phq-9", today)).toBe(true);
    const text = entry({ kind: "retired", from: today }, { instrument: "phq-9", language: "es" });
    expect(describeInstalled(library(text), "phq-9", today)!.languages).toEqual(["en"]);
    expect(describeInstalled(buildLibrary(shipped, [text], "2026-11-19"), "phq-9", "2026-11-19")!.languages).toEqual(["en", "es"]);
  });

  test("a fact counts as read only while it says what it said", () => {
    const fact = (before: string) => entry({ kind: "fact", about: "total", source: "cesd-r.com, read", readOn: today, before }, { instrument: "cesd-r" });
    const certainty = (built: typeof shipped) => built.definitions.get("cesd-r")!.facts.find((one) => one.about === "total");
    expect(certainty(shipped)).toMatchObject({ certainty: "to_confirm" });
    expect(certainty(library(fact(JSON.stringify(shipped.definitions.get("cesd-r")!.total))))).toMatchObject({ certainty: "read", source: "cesd-r.com, read" });
    expect(certainty(library(fact("{}")))).toMatchObject({ certainty: "to_confirm" });
  });
});

describe("figures of a programme (measures.md section 4)", () => {
  const figure = (one: Extract<EntryBody, { kind: "figure" }>["figure"], of: Partial<Entry> = {}) => entry({ kind: "figure", score: "total", figure: one, population: "a made-up group", source: "a made-up manual", certainty: "read" }, { instrument: "pcl-5", entryId: JSON.stringify(one), ...of });

  test("PCL-5 shows 10 as meaningful and 15 as reliable until a programme chooses; there is never a default SD", () => {
    expect(changeFiguresOf(shipped, "pcl-5")).toEqual({ inputs: null, meaningful: { points: 10, population: "primary care", source: "Blanchard 2023, PMID 37845820", certainty: "read", from: "shipped" }, reliable: { points: 15, population: "veterans", source: "Marx 2022", certainty: "read", from: "shipped" } });
    const built = library(figure({ kind: "change_inputs", sd: 12, reliability: 0.9 }), figure({ kind: "reliable", points: 18 }), figure({ kind: "cut", atLeast: 38 }));
    expect(changeFiguresOf(built, "pcl-5")).toMatchObject({ inputs: { sd: 12, reliability: 0.9 }, reliable: { points: 18, from: "site" }, meaningful: { points: 10 } });
    expect(describeInstalled(built, "pcl-5", today)).toMatchObject({ cuts: [38], reliableChange: { points: 18 } });
    expect(describeInstalled(shipped, "pcl-5", today)).toMatchObject({ cuts: [31, 33] });
  });

  test("the last of a kind is in use, what was withdrawn is not, and another version has its own", () => {
    const first = figure({ kind: "cut", atLeast: 33 });
    expect(describeInstalled(library(first, figure({ kind: "cut", atLeast: 38 })), "pcl-5", today)!.cuts).toEqual([38]);
    expect(describeInstalled(library(first, entry({ kind: "figure_withdrawn", figureId: first.entryId }, { instrument: "pcl-5" })), "pcl-5", today)!.cuts).toEqual([31, 33]);
    expect(describeInstalled(library(figure({ kind: "cut", atLeast: 38 }, { version: "2" })), "pcl-5", today)!.cuts).toEqual([31, 33]);
  });

  test("drafts stay drafts, and a history or a level without direction has no change", () => {
    expect(changeFiguresOf(shipped, "phq-9")).toMatchObject({ inputs: null, meaningful: { points: 5, certainty: "to_confirm" }, reliable: null });
    for (const id of ["lec-5", "lsc-r", "tesi-prr", "ace-10", "pearls", "dc05-axis-ii", "observation-dyad"]) expect(changeFiguresOf(shipped, id), id).toEqual({ inputs: null, meaningful: null, reliable: null });
    for (const id of ["epds", "ces-d", "psc-17", "ycpc", "bpsc", "ppsc"]) expect(changeFiguresOf(shipped, id), id).toEqual({ inputs: null, meaningful: null, reliable: null });
  });
});
