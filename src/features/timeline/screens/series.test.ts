import { expect, test } from "vitest";
import { drawSeries, type InstrumentFacts, type ScorePoint } from "./series.ts";

const facts: InstrumentFacts[] = [
  { instrument: "pcl-5", name: "PCL-5", direction: "lower_is_better", total: { minimum: 0, maximum: 80 }, cuts: [31, 33], reliableChange: { points: 15, population: "veterans", source: "Marx 2022" } },
  { instrument: "ycpc", name: "YCPC", direction: "lower_is_better", total: { minimum: 0, maximum: 92 }, cuts: [26], reliableChange: null },
  { instrument: "made-up", name: "Made-up, with a published change", direction: "lower_is_better", total: null, cuts: [], reliableChange: { points: 5, population: "nobody", source: "none" } },
];
const score = (answeredOn: string, total: number | null, more: Partial<ScorePoint> = {}, kind: "caregiver" | "child_chart" = "caregiver"): ScorePoint => ({
  requestId: answeredOn, instrument: "pcl-5", version: "1", informantId: "rosa", informantName: "Ms. R.", answeredOn, total, band: null,
  disclosure: { class: kind, caseId: "c", ownerPersonId: kind === "caregiver" ? "rosa" : null, ownerStaffId: null, counterpartStaffId: null, part2: false }, ...more,
});
const child = (on: string, total: number, who: string, more: Partial<ScorePoint> = {}) => score(on, total, { instrument: "ycpc", informantId: who, informantName: who, ...more }, "child_chart");

test("B13: an adult's own scores stand in a lane of that adult, locked, with the cuts of the instrument", () => {
  const [lane, ...rest] = drawSeries([score("2026-04-11", 46), score("2026-10-17", 26)], facts, "en");
  expect(rest).toEqual([]);
  expect(lane).toMatchObject({ label: "Ms. R.", domain: "caregiver", restricted: "Ms. R.'s own", unit: "PCL-5", lowerIsBetter: "yes", cut: { value: 32, label: "cut 31–33" }, breaks: [] });
  expect(lane!.change).toEqual({ from: "2026-04-11", to: "2026-10-17", label: "−20, reliable (15 or more)", source: "Marx 2022, veterans" });
  expect(lane!.changeNote).toBe("change value published, other population");
});

test("B11: answers about the child break where the informant changes, with no change across it", () => {
  const [lane] = drawSeries([child("2026-07-28", 41, "Ms. R."), child("2026-04-21", 38, "Ms. K.")], facts, "en");
  expect(lane).toMatchObject({ domain: "child", informant: "Ms. K.", restricted: null });
  expect(lane!.breaks).toEqual([{ date: "2026-07-28", label: "told by Ms. R., a new series: no change counted across the break" }]);
  expect(lane!.change).toBeUndefined();
  expect(lane!.changeNote).toBeUndefined();
});

test("B11: a reliable change is counted inside the last stretch only, even where the whole would be larger", () => {
  const instrument = { instrument: "made-up" };
  const [lane] = drawSeries([child("2026-01-01", 60, "Ms. K.", instrument), child("2026-03-01", 40, "Ms. R.", instrument), child("2026-06-01", 38, "Ms. R.", instrument)], facts, "en");
  expect(lane!.change).toBeUndefined();
  expect(lane!.changeNote).toContain("−2 since the first: under the 5 points");
});

test("B11: informants who answer in turns, or on one day, have a lane each and no line between them", () => {
  const turns = drawSeries([child("2026-01-01", 30, "Ms. K."), child("2026-02-01", 20, "Mr. B."), child("2026-03-01", 28, "Ms. K.")], facts, "en");
  expect(turns.map((one) => [one.informant, one.points.map((point) => point.value), one.breaks.length])).toEqual([["Ms. K.", [30, 28], 0], ["Mr. B.", [20], 0]]);
  expect(drawSeries([child("2026-01-01", 30, "Ms. K."), child("2026-01-01", 20, "Mr. B.")], facts, "en")).toHaveLength(2);
});

test("B11: where the child moved in between, nothing is compared, though the same person tells; an adult's own scores go on", () => {
  const instrument = { instrument: "made-up" };
  const scores = [child("2026-01-01", 60, "Ms. K.", instrument), child("2026-03-01", 40, "Ms. K.", instrument), child("2026-06-01", 38, "Ms. K.", instrument)];
  const [lane] = drawSeries(scores, facts, "en", ["2026-03-01"]);
  expect(lane!.breaks).toEqual([{ date: "2026-03-01", label: "the child moved, a new series: no change counted across the break" }]);
  expect([lane!.change, drawSeries(scores, facts, "en", ["2026-06-02"])[0]!.change?.from]).toEqual([undefined, "2026-01-01"]);
  expect(drawSeries([score("2026-04-11", 46), score("2026-10-17", 26)], facts, "en", ["2026-07-08"])[0]!.breaks).toEqual([]);
});

test("a new version is a new series; an instrument without a published change says so", () => {
  const [versions] = drawSeries([score("2026-01-01", 60), score("2026-05-01", 20, { version: "2" })], facts, "en");
  expect(versions!.breaks).toHaveLength(1);
  expect(versions!.change).toBeUndefined();
  const [unknown] = drawSeries([child("2026-01-01", 60, "Ms. K."), child("2026-05-01", 20, "Ms. K.")], facts, "en");
  expect(unknown!.changeNote).toBe("no published value of reliable change");
});

test("a change for the worse is said in words and never drawn as an improvement", () => {
  const [lane] = drawSeries([score("2026-01-01", 20), score("2026-05-01", 40)], facts, "en");
  expect(lane!.change).toBeUndefined();
  expect(lane!.changeNote).toContain("+20 since the first: reliably worse");
});

test("an incomplete form has no point; bounds stay inside the instrument; the child's lanes come first", () => {
  const lanes = drawSeries([score("2026-01-01", 2), score("2026-02-01", null), child("2026-01-01", 26, "Ms. K.")], facts, "es");
  expect(lanes.map((one) => one.domain)).toEqual(["child", "caregiver"]);
  expect(lanes[1]!.points).toHaveLength(1);
  expect(lanes[1]!.min).toBe(0);
  expect(lanes[1]!.restricted).toBe("Solo de Ms. R.");
});
