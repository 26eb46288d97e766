import { expect, test } from "vitest";
import { loadInstruments } from "#features/instruments/policies.ts";
import { buildSeries, type ScoreRow } from "#features/measures/series.rules.ts";
import { drawSeries } from "./series.ts";

const { definitions } = loadInstruments("data");
const published = { points: 15, population: "veterans", source: "Marx 2022", certainty: "read" } as const;
const tag = { class: "caregiver", caseId: "c", ownerPersonId: "rosa", ownerStaffId: null, counterpartStaffId: null, part2: false } as const;
const row = (answeredOn: string, total: number | null, more: Partial<ScoreRow> = {}): ScoreRow => ({ requestId: `${answeredOn} ${more.instrument ?? "pcl-5"}`, instrument: "pcl-5", version: "1", language: "en", mode: "link", about: "self", answeredOn, result: { total, subscales: {} }, informantId: "rosa", informantName: "Ms. R.", adultName: "Ms. R.", disclosure: tag, ...more });
const child = (on: string, total: number, who: string) => row(on, total, { instrument: "ycpc", about: "child", informantId: who, informantName: who, adultName: null, disclosure: { ...tag, class: "child_chart", ownerPersonId: "child" } });
const level = (on: string, value: number, adult: string) => row(on, null, { instrument: "dc05-axis-ii", about: "relationship", informantId: "staff", informantName: "Hannah", adultName: adult, result: { total: null, subscales: { level: value } }, disclosure: { ...tag, class: "relationship", ownerPersonId: adult } });
const draw = (rows: ScoreRow[], language: "en" | "es" = "en", breaks: string[] = [], windows: Parameters<typeof drawSeries>[1]["windows"] = [], overrides: Parameters<typeof buildSeries>[1]["overrides"] = []) =>
  drawSeries(buildSeries(rows, { definitionOf: (id) => definitions.get(id) ?? null, figuresOf: (id) => ({ inputs: null, meaningful: null, reliable: id === "pcl-5" ? published : null }), cutsOf: (one, score) => Object.values(one.positive).flatMap((flag) => (flag.rule === "cut" && flag.of === score ? [flag.atLeast] : [])), policy: { language: "break", mode: "same" }, moves: breaks, overrides }), { windows, breaks }, language);

test("B13: an adult's own scores stand in a lane of that adult, locked, with the cuts, a bracket with its source, and the next window", () => {
  const [lane, ...rest] = draw([row("2026-04-11", 46), row("2026-10-17", 26)], "en", [], [{ instrument: "pcl-5", adultId: "rosa", from: "2027-01-01", to: "2027-01-31" }, { instrument: "pcl-5", adultId: "mara", from: "2027-02-01", to: "2027-02-28" }]);
  expect(rest).toEqual([]);
  expect(lane).toMatchObject({ label: "Ms. R.", domain: "caregiver", informant: null, restricted: "Ms. R.'s own", unit: "PCL-5", lowerIsBetter: "yes", cut: { value: 32, label: "cut 31–33" }, breaks: [], windows: [{ from: "2027-01-01", to: "2027-01-31", label: "next window" }] });
  expect(lane!.change).toEqual({ from: "2026-04-11", to: "2026-10-17", label: "−20, reliable (15 or more)", source: "Marx 2022, veterans" });
  expect(lane!.changeNote).toBe("published, other population");
  expect(lane!.points.map((one) => one.label)).toEqual([null, "reliably lower, −20"]);
});

test("B11: answers about the child break where the informant changes, on the day of the move, with no change across it", () => {
  const [lane] = draw([child("2026-07-28", 41, "Ms. R."), child("2026-04-21", 38, "Ms. K.")], "en", ["2026-07-08"]);
  expect(lane).toMatchObject({ domain: "child", informant: "Ms. K.", restricted: null });
  expect(lane!.breaks).toEqual([{ date: "2026-07-08", label: "told by Ms. R., a new series: no change counted across the break" }]);
  expect([lane!.change, lane!.changeNote, lane!.points.at(-1)!.label]).toEqual([undefined, undefined, "at or above the cut, 26"]);
  const [same] = draw([child("2026-04-21", 38, "Ms. K."), child("2026-07-28", 41, "Ms. K.")], "en", ["2026-07-08"]);
  expect(same!.breaks).toEqual([{ date: "2026-07-08", label: "the child moved, a new series: no change counted across the break" }]);
});

test("B11: informants who answer in turns have a lane each; without a published value it says so", () => {
  expect(draw([child("2026-01-01", 30, "Ms. K."), child("2026-02-01", 20, "Mr. B."), child("2026-03-01", 28, "Ms. K.")]).map((one) => [one.informant, one.points.map((point) => point.value)])).toEqual([["Ms. K.", [30, 28]], ["Mr. B.", [20]]]);
  expect(draw([child("2026-01-01", 60, "Ms. K."), child("2026-05-01", 20, "Ms. K.")])[0]!.changeNote).toContain("no published value");
});

test("B12: relationships that follow each other share a lane of levels, with a break between them and no change", () => {
  const [lane, ...rest] = draw([level("2026-05-26", 2, "Ms. K."), level("2026-08-17", 3, "Ms. R."), level("2026-10-19", 2, "Ms. R.")]);
  expect(rest).toEqual([]);
  expect(lane).toMatchObject({ domain: "relationship", firstNote: "with Ms. K.", min: 1, max: 4, breaks: [{ date: "2026-07-06", label: "with Ms. R.: another relationship" }] });
  expect(draw([level("2026-05-26", 2, "Ms. K."), level("2026-08-17", 3, "Ms. R.")], "en", ["2026-07-08"])[0]!.breaks[0]!.date).toBe("2026-07-08");
  expect([lane!.change, lane!.changeNote, lane!.points.at(-1)!.label]).toEqual([undefined, undefined, "was 3 in August"]);
});

test("a change for the worse is said in words and never drawn as an improvement", () => {
  const [lane] = draw([row("2026-01-01", 20), row("2026-05-01", 40)]);
  expect(lane!.change).toBeUndefined();
  expect(lane!.changeNote).toContain("+20 since 1 Jan 2026: reliably worse");
});

test("an incomplete form has no point; bounds stay inside the instrument; the child's lanes come first; in Spanish", () => {
  const lanes = draw([row("2026-01-01", 2), row("2026-02-01", null), child("2026-01-01", 26, "Ms. K.")], "es");
  expect(lanes.map((one) => one.domain)).toEqual(["child", "caregiver"]);
  expect([lanes[1]!.points.length, lanes[1]!.min, lanes[1]!.restricted]).toEqual([1, 0, "Solo de Ms. R."]);
});

test("B11: a break that is counted across has its sign there, with who decided so, when and why, in place of the break", () => {
  const rows = [row("2026-04-11", 46), row("2026-10-17", 26, { language: "es" })];
  expect(draw(rows)[0]).toMatchObject({ breaks: [{ date: "2026-10-17" }] });
  const [lane] = draw(rows, "en", [], [], [{ before: rows[0]!.requestId, after: rows[1]!.requestId, kinds: ["language"], reason: "She reads both languages with ease.", byName: "Hannah", decidedOn: "2026-10-20" }]);
  expect([lane!.breaks, lane!.bridges]).toEqual([[], [{ date: "2026-10-17", label: "Counted across a break by Hannah on 20 Oct 2026: She reads both languages with ease." }]]);
});
