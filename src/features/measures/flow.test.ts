import path from "node:path";
import { expect, test } from "vitest";
import { languages } from "#kernel/language.ts";
import { aboutWhom, alertsOf, answerOf, firstOpenStep, judgeSending, listSteps, pickedAt, readBirthYear, scoreToStore, stateOf } from "./flow.rules.ts";
import { isAnsweredAlone, listInstalled } from "#features/instruments/installed.rules.ts";
import { buildLibrary } from "#features/instruments/library.rules.ts";
import { madeUpInstrument, madeUpText } from "#features/instruments/site.test-support.ts";
import { loadInstruments } from "#features/instruments/policies.ts";

const library = loadInstruments(path.resolve(import.meta.dirname, "../../../data"));
const definition = (id: string) => library.definitions.get(id)!;
const battery = [{ requestId: "a", instrument: "phq-9", version: "1" }, { requestId: "b", instrument: "pcl-5", version: "1" }];

test("B11: every installed instrument is about the adult, about the child, or not for an adult alone", () => {
  expect([...library.definitions.values()].filter((one) => !isAnsweredAlone(one)).map((one) => one.id).sort()).toEqual(["dc05-axis-ii", "observation-dyad", "tesi-prr"]);
  expect([...library.definitions.values()].filter((one) => aboutWhom(one) === "relationship").map((one) => one.id).sort()).toEqual(["dc05-axis-ii", "observation-dyad"]);
  // Stress as a parent is that adult's own, whoever may read the child's chart.
  expect(["phq-9", "epds", "psi-4-sf"].map((id) => aboutWhom(definition(id)))).toEqual(["self", "self", "self"]);
  expect(["psc-17", "ycpc", "sdq"].map((id) => aboutWhom(definition(id)))).toEqual(["child", "child", "child"]);
});

test.each(languages)("D3: what could not be shown to a family is never sent, in no language (%s)", (language) => {
  for (const { instrument, canBeSent, class: given } of listInstalled(library, "2026-11-20")) {
    const findings = judgeSending(library, [instrument], { childBirthDate: "2022-01-01", on: "2026-11-20", answeredBefore: [], outsideAgeReason: null }, language, language);
    if (given !== "A") expect(canBeSent).toBe(false);
    if (!canBeSent) expect(findings.some((one) => one.severity === "block" && one.result === "not_met" && one.message !== "")).toBe(true);
  }
});

test("an event history is asked once; a series again and again", () => {
  const facts = { childBirthDate: "2022-01-01", on: "2026-11-20", answeredBefore: ["lsc-r", "phq-9"], outsideAgeReason: null };
  const once = { ...library, definitions: new Map([["phq-9", { ...definition("phq-9"), repeats: "once" as const }]]) };
  const rules = (from: typeof library) => judgeSending(from, ["phq-9"], facts, "en", "en").filter((one) => one.severity === "block").map((one) => one.rule);
  expect(rules(library)).toEqual([]);
  expect(rules(once)).toEqual(["instrument-once"]);
});

test("the questions of a battery are counted through, and a version that is not installed any more has none", () => {
  const steps = listSteps(library, battery, "es")!;
  expect(steps.map((one) => one.step)).toEqual(Array.from({ length: 30 }, (_, at) => at + 1));
  expect([steps[0]!.textLanguage, steps[0]!.frame !== null, steps[9]!.item, steps[9]!.frame, steps[10]!.requestId, steps[10]!.textLanguage]).toEqual(["es", true, "10", null, "b", "en"]);
  expect(listSteps(library, [{ ...battery[0]!, version: "0.9" }], "en")).toBeNull();
});

test("a form is asked in the words of the version that it was given with, in a language that there is, and in none whose permission ended", () => {
  const id = "evening-check";
  const given = (version: string, title: string) => [
    { entryId: `${version} d`, instrument: id, version, language: null, body: { kind: "definition" as const, definition: madeUpInstrument(id, { version }) } },
    { entryId: `${version} t`, instrument: id, version, language: "es", body: { kind: "text" as const, permission: null, text: madeUpText(id, { language: "es", items: madeUpText(id).items.map((item) => ({ ...item, text: `${title} ${item.number}` })) }) } },
  ];
  const site = buildLibrary(library, [...given("1", "Old"), ...given("2", "New")], "2026-11-20");
  const asked = (of: typeof library, version: string) => listSteps(of, [{ requestId: "a", instrument: id, version }], "en")?.map((one) => [one.question, one.textLanguage]);
  expect(asked(site, "1")![0]).toEqual(["Old 1", "es"]);
  expect(asked(site, "2")![0]).toEqual(["New 1", "es"]);
  const ended = buildLibrary(library, [...given("1", "Old"), { entryId: "r", instrument: id, version: "1", language: "es", body: { kind: "retired", from: "2026-11-20" } }], "2026-11-20");
  expect(asked(ended, "1")).toBeUndefined();
});

test("the first open question is the first neither answered nor passed over; the first place is an answer", () => {
  const steps = listSteps(library, battery, "en")!;
  expect(firstOpenStep(steps, [])?.step).toBe(1);
  expect(firstOpenStep(steps, [{ requestId: "a", answers: { "1": 0, "3": 1 }, skipped: ["2"] }])?.step).toBe(4);
  expect(pickedAt(steps[0]!, [{ requestId: "a", answers: { "1": 0 }, skipped: [] }])).toEqual([0]);
  const all = (id: string, requestId: string, count: number) => ({ requestId, answers: Object.fromEntries(Array.from({ length: count }, (_, at) => [String(at + 1), 0])), skipped: [], id });
  expect(firstOpenStep(steps, [all("phq-9", "a", 10), all("pcl-5", "b", 20)])).toBeNull();
});

test("B13: alerts of an unfinished form, each kind once; none where nothing asks for one", () => {
  expect(alertsOf(definition("phq-9"), { "9": 1 })).toEqual(["self_harm"]);
  expect(alertsOf(definition("phq-9"), { "1": 3, "9": 0 })).toEqual([]);
  expect(alertsOf(definition("cesd-r"), { "14": 1, "15": 4 })).toEqual(["self_harm"]);
  expect(alertsOf(definition("ycpc"), { "3": 1 })).toEqual(["safety_review"]);
});

test("B11: a score in the child's chart names no item", () => {
  expect(scoreToStore(definition("ycpc"), { "3": 1 })).toMatchObject({ alerts: [], missing: [], complete: false });
  expect(scoreToStore(definition("phq-9"), { "9": 1 }).alerts).toEqual([{ item: "9", kind: "self_harm" }]);
});

test("a birth year has four digits; a place is on the printed scale", () => {
  expect([" 2021 ", "2021", "21", "20210", "two", "", "-202", "2 21"].map(readBirthYear)).toEqual([2021, 2021, null, null, null, null, null, null]);
  expect([[0], [3], [4], [-1], [1.5], [], [0, 1], [2, 2]].map((places) => answerOf(definition("phq-9"), "9", places))).toEqual([0, 3, null, null, null, null, null, null]);
  expect(answerOf(definition("phq-9"), "11", [0])).toBeNull();
  expect([[0], [0, 5], [6], [], [1, 1]].map((places) => answerOf(definition("lec-5"), "1", places))).toEqual([[0], [0, 5], null, null, null]);
});

test("a request ends at the moment of its expiry; what was sent or withdrawn stays so", () => {
  const request = { status: "started" as const, expiresAt: "2026-12-04T15:00:00.000Z", interviewAskedAt: null };
  expect(stateOf(request, { tries: 4 }, "2026-12-04T14:59:59.999Z")).toBe("started");
  expect(stateOf(request, { tries: 5 }, "2026-12-04T14:59:59.999Z")).toBe("locked");
  expect(stateOf(request, { tries: 5 }, "2026-12-04T15:00:00.000Z")).toBe("expired");
  expect(stateOf({ ...request, status: "submitted" }, { tries: 5 }, "2027-01-01T00:00:00.000Z")).toBe("submitted");
});
