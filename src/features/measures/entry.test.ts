import path from "node:path";
import { expect, test } from "vitest";
import { loadInstruments } from "#features/instruments/policies.ts";
import { differingItems, entryForm, judgeAnsweredOn, judgeDoubleEntry, judgeEntry } from "./entry.rules.ts";
import { aboutWhom, entryModes } from "./flow.rules.ts";

const library = loadInstruments(path.resolve(import.meta.dirname, "../../../data"));
const definition = (id: string) => library.definitions.get(id)!;

test("B12: what a clinician rates is coded and of the relationship, a licensed result is typed, all else read aloud or entered from paper", () => {
  for (const one of library.definitions.values()) {
    const expected = one.respondent === "clinician" ? ["coded"] : one.class === "C" ? ["typed"] : ["interview", "paper"];
    expect([one.id, entryModes(one), one.respondent === "clinician" ? aboutWhom(one) : null]).toEqual([one.id, expected, one.respondent === "clinician" ? "relationship" : null]);
  }
});

test("a form may be entered where its way fits, once where it is a history, in its age window or with a reason", () => {
  const rules = (id: string, mode: "paper" | "typed", more = {}) => judgeEntry(library, definition(id), mode, { childBirthDate: "2022-01-01", on: "2026-11-20", answeredBefore: ["tesi-prr"], outsideAgeReason: null, ...more }, "en").map((one) => [one.rule, one.result]);
  expect(rules("phq-9", "paper")).toEqual([]);
  expect(rules("phq-9", "typed")).toEqual([["instrument-mode", "not_met"]]);
  expect(rules("tesi-prr", "paper")).toEqual([["instrument-once", "not_met"]]);
  expect(rules("bpsc", "paper")).toEqual([["instrument-age", "not_met"]]);
  expect(rules("bpsc", "paper", { outsideAgeReason: "The last of its series." })).toEqual([["instrument-age", "overridden"]]);
  expect(rules("bpsc", "paper", { childBirthDate: null })).toEqual([]);
});

test("two entries: what both say stays, what differs is open, and boxes ticked in another order are the same", () => {
  const gad = definition("gad-7");
  expect(judgeDoubleEntry(gad, { first: { "1": 0, "2": 1 }, second: { "1": 0, "2": 2 } }, { "1": 0, "2": 3 })).toEqual([]);
  expect(judgeDoubleEntry(gad, { first: { "1": 0, "2": 1 }, second: { "1": 0, "2": 1 } }, { "1": 0, "2": 2, "3": 1 }).map((one) => one.path)).toEqual(["answers.2", "answers.3"]);
  expect(differingItems([{ number: "1" }, { number: "2" }, { number: "3" }], { "1": [0, 2], "2": 1 }, { "1": [2, 0], "2": 2, "3": null })).toEqual(["2"]);
});

test("the form of staff has the printed figure of each answer as its key; wording only where it may be shown", () => {
  const observation = entryForm(library, definition("observation-dyad"), "es");
  expect([observation.language, observation.isPlaceholder, observation.items.length, observation.items[0]!.options.map((one) => one.key)]).toEqual(["es", false, 6, ["1", "2", "3", "4", "5"]]);
  expect(observation.notices).toEqual([definition("observation-dyad").notice!.es]);
  const ycpc = entryForm(library, definition("ycpc"), "en");
  expect([ycpc.isPlaceholder, ycpc.items[12]!.options.at(-1)!.key, ycpc.items[13]!.options[0]!.key]).toEqual([true, null, "0"]);
  expect(entryForm(library, definition("cbcl-1-5-5"), "en").items[0]).toMatchObject({ options: [], typed: { unit: "t_score", minimum: 20, maximum: 110 } });
});

test("a day lies between the child's birth and today, both counted", () => {
  expect(["2022-01-01", "2026-11-20", "2021-12-31", "2026-11-21"].map((on) => judgeAnsweredOn(on, "2026-11-20", "2022-01-01"))).toEqual([null, null, "before_birth", "in_future"]);
});
