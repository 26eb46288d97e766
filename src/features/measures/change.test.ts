import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { loadInstruments } from "#features/instruments/policies.ts";
import { type ChangeFigures, clinicalCutOffs, describeChange } from "./change.rules.ts";
import type { BreakKind } from "./series.contract.ts";
import { breaksBetween, buildSeries, type ScoreRow, type SeriesFacts } from "./series.rules.ts";

const { definitions } = loadInstruments("data");
const settings = { seed: 20261121 };
const none: ChangeFigures = { inputs: null, meaningful: null, reliable: null };
const published = { population: "veterans", source: "Marx 2022", certainty: "read" } as const;
const pcl: ChangeFigures = { inputs: null, meaningful: { points: 10, ...published }, reliable: { points: 15, ...published } };
const owner = { class: "caregiver", caseId: "c", ownerPersonId: "rosa", ownerStaffId: null, counterpartStaffId: null, part2: false } as const;
const chart = { ...owner, class: "child_chart", ownerPersonId: "child" } as const;
const row = (on: string, total: number | null, more: Partial<ScoreRow> = {}): ScoreRow => ({ requestId: on, instrument: "pcl-5", version: "1", language: "en", mode: "link", about: "self", answeredOn: on, result: { total, subscales: {} }, informantId: "rosa", informantName: "Rosa", adultName: "Rosa", disclosure: owner, ...more });
const child = (on: string, total: number, who: string, more: Partial<ScoreRow> = {}) => row(on, total, { instrument: "ycpc", about: "child", informantId: who, informantName: who, disclosure: chart, ...more });
const facts = (more: Partial<SeriesFacts> = {}): SeriesFacts => ({ definitionOf: (id) => definitions.get(id) ?? null, figuresOf: (id) => (id === "pcl-5" ? pcl : none), cutsOf: (definition, score) => Object.values(definition.positive).flatMap((flag) => (flag.rule === "cut" && flag.of === score ? [flag.atLeast] : [])), policy: { language: "same", mode: "same" }, moves: [], overrides: [], ...more });
const seriesOf = (rows: ScoreRow[], more: Partial<SeriesFacts> = {}) => buildSeries(rows, facts(more));
const change = (pre: number, post: number, figures: ChangeFigures, lower = true, cuts: number[] = []) => {
  const point = (requestId: string, value: number) => ({ requestId, answeredOn: "2026-01-01", value, informantId: "a", informantName: "A", language: "en", version: "1", disclosure: owner });
  return describeChange(point("1", pre), point("2", post), { direction: lower ? "lower_is_better" : "higher_is_better", repeats: "series" }, figures, cuts, []);
};

describe("change of a measure (B11, B12, B13)", () => {
  it("PCL-5 from 46 to 29: 17 less, reliable by the 15 points of Marx 2022, and below both cuts is recovered", () => {
    const [series] = seriesOf([row("2026-07-28", 46), row("2026-09-05", 38), row("2026-10-12", 29)]);
    expect(series!.change).toMatchObject({ pre: 46, post: 29, verdict: "improved", reliable: { points: 15, source: "Marx 2022", population: "veterans", certainty: "read" }, meaningful: { points: 10, isReached: true }, crossed: "towards_health", isRecovered: true, why: null, overrides: [] });
    expect(seriesOf([row("2026-07-28", 46), row("2026-10-12", 32)])[0]!.change).toMatchObject({ verdict: "no_reliable_change", crossed: "none", isRecovered: false });
  });

  it("an index shows every input, and comes before published points", () => {
    const found = change(50, 30, { ...pcl, inputs: { sd: 10, reliability: 0.8, ...published } });
    expect(found).toMatchObject({ pre: 50, post: 30, verdict: "improved", reliable: null, index: { sd: 10, reliability: 0.8, source: "Marx 2022", certainty: "read" } });
    expect(found.index!.sDiff).toBeCloseTo(Math.sqrt(40), 12);
    expect(found.index!.rci).toBeCloseTo(-20 / Math.sqrt(40), 12);
  });

  test.each([[15, "improved"], [14, "no_reliable_change"], [-15, "deteriorated"], [-14, "no_reliable_change"], [0, "no_reliable_change"]] as const)("published points: %i fewer is %s", (fewer, verdict) => {
    expect(change(40, 40 - fewer, pcl).verdict).toBe(verdict);
    expect(change(40, 40 + fewer, pcl, false).verdict).toBe(verdict);
  });

  it("without figures there is no verdict, and it says why; meaningful alone is never reliable", () => {
    expect(change(20, 10, none)).toMatchObject({ verdict: null, why: "no_figures", isRecovered: null });
    expect(change(20, 10, { ...none, meaningful: pcl.meaningful })).toMatchObject({ verdict: null, why: "no_figures", meaningful: { isReached: true } });
    expect(seriesOf([row("2026-01-01", 20)])[0]!.change).toMatchObject({ verdict: null, why: "one_value" });
    expect(seriesOf([row("2026-01-01", null)])[0]!.change).toBeNull();
  });

  it.each(["lec-5", "tesi-prr", "ace-10", "lsc-r", "pearls", "dc05-axis-ii", "observation-dyad"])("%s never has a change, whatever figures somebody entered", (instrument) => {
    const result = { total: 4, subscales: Object.fromEntries(Object.keys(definitions.get(instrument)!.subscales).map((name) => [name, 3])) };
    const rows = ["2026-01-01", "2026-07-01"].map((on) => row(on, 4, { instrument, result }));
    for (const series of seriesOf(rows, { figuresOf: () => ({ ...pcl, inputs: { sd: 1, reliability: 0.9, ...published } }) })) expect(series.change).toMatchObject({ verdict: null, why: "never", index: null, reliable: null, meaningful: null, crossed: null });
  });

  it("an index is reliable beyond 1.96 only, its sign is the direction's, and turning the scores turns it", () => {
    const opposite = { improved: "deteriorated", deteriorated: "improved", no_reliable_change: "no_reliable_change" } as const;
    fc.assert(fc.property(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 0, max: 80 }), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 99 }), (pre, post, sd, percent) => {
      const figures = { ...none, inputs: { sd, reliability: percent / 100, ...published } };
      const found = change(pre, post, figures);
      expect(change(pre, post, figures, false).verdict).toBe(opposite[found.verdict!]);
      expect(change(post, pre, figures).verdict).toBe(opposite[found.verdict!]);
      if (Math.abs(Math.abs(found.index!.rci) - 1.96) > 1e-6) expect(found.verdict === "no_reliable_change").toBe(Math.abs(found.index!.rci) < 1.96);
    }), settings);
  });

  it("the clinical cut-offs of Jacobson & Truax: two deviations from patients, two from others, and where both meet", () => {
    expect(clinicalCutOffs({ mean: 60, sd: 10 }, { mean: 30, sd: 5 }, "yes")).toEqual({ a: 40, b: 40, c: 40 });
    expect(clinicalCutOffs({ mean: 30, sd: 8 }, { mean: 60, sd: 4 }, "no")).toEqual({ a: 46, b: 52, c: 50 });
    expect(clinicalCutOffs({ mean: 30, sd: 8 }, null, "yes")).toEqual({ a: 14, b: null, c: null });
    fc.assert(fc.property(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 100 }), fc.integer({ min: 1, max: 20 }), (m0, s0, m1, s1) => {
      const { c } = clinicalCutOffs({ mean: m0, sd: s0 }, { mean: m1, sd: s1 }, "yes");
      expect(c!).toBeGreaterThanOrEqual(Math.min(m0, m1) - 1e-9);
      expect(c!).toBeLessThanOrEqual(Math.max(m0, m1) + 1e-9);
    }), settings);
  });
});

describe("breaks of a series (B11)", () => {
  const before = child("2026-03-01", 38, "kay");
  test.each<[BreakKind, Partial<ScoreRow>, Partial<SeriesFacts>]>([
    ["informant", { informantId: "rosa" }, {}],
    ["informant", { informantId: null }, {}],
    ["moved", {}, { moves: ["2026-07-08"] }],
    ["version", { version: "2" }, {}],
    ["language", { language: "es" }, { policy: { language: "break", mode: "same" } }],
    ["mode", { mode: "interview" }, { policy: { language: "same", mode: "break" } }],
    ["prorated", { result: { total: 20, subscales: {}, prorated: 1 } }, {}],
  ])("%s", (kind, more, policy) => {
    expect(breaksBetween(before, child("2026-07-28", 41, "kay", more), facts(policy))).toEqual([kind]);
    const rows = [before, child("2026-07-28", 41, "kay", more), child("2026-10-28", 20, "kay", more)];
    const [series] = seriesOf(rows, policy);
    expect(series!.breaks[0]!.kinds).toEqual([kind]);
    expect(series!.change!.from).not.toBe(before.requestId);
  });

  it("another time frame comes with another version; language and mode break only where the site says so", () => {
    const weekly = { ...definitions.get("pcl-5")!, version: "2", recall: "past_week" as const };
    expect(breaksBetween(row("2026-01-01", 40), row("2026-03-01", 30, { version: "2" }), facts({ definitionOf: (_id, version) => (version === "2" ? weekly : definitions.get("pcl-5")!) }))).toEqual(["version", "recall"]);
    expect(breaksBetween(before, child("2026-07-28", 41, "kay", { language: "es", mode: "interview" }), facts())).toEqual([]);
    expect(breaksBetween(row("2026-03-01", 40), row("2026-07-28", 30), facts({ moves: ["2026-07-08"] }))).toEqual([]);
  });

  it("nobody counts change across a break, unless somebody said so: then the reason stands with the figure", () => {
    const rows = [row("2026-01-01", 50), row("2026-07-01", 30, { version: "2" })];
    expect(seriesOf(rows)[0]!.change).toMatchObject({ why: "one_value" });
    const said = { before: "2026-01-01", after: "2026-07-01", kinds: ["version"], reason: "Only the print changed.", byName: "Hannah", decidedOn: "2026-07-02" };
    expect(seriesOf(rows, { overrides: [said] })[0]!.change).toMatchObject({ pre: 50, verdict: "improved", overrides: [{ reason: "Only the print changed.", byName: "Hannah" }] });
    // Where another break comes to light, what was said of the first does not hold for it.
    expect(seriesOf([rows[0]!, { ...rows[1]!, informantId: "other" }], { overrides: [said] })[0]!.change).toMatchObject({ why: "one_value" });
  });

  it("PPSC after BPSC is another series; informants in turns have one each", () => {
    expect(seriesOf([child("2026-01-01", 8, "kay", { instrument: "bpsc" }), child("2026-07-01", 9, "kay", { instrument: "ppsc" })]).map((one) => [one.instrument, one.points.length])).toEqual([["bpsc", 1], ["ppsc", 1]]);
    expect(seriesOf([child("2026-01-01", 30, "kay"), child("2026-02-01", 20, "ben"), child("2026-03-01", 28, "kay")]).map((one) => one.points.map((point) => point.value))).toEqual([[30, 28], [20]]);
  });

  it("each relationship and each adult has a series of its own", () => {
    const level = (on: string, adult: string, value: number) => row(on, null, { instrument: "dc05-axis-ii", about: "relationship", informantId: "staff", adultName: adult, result: { total: null, subscales: { level: value } }, disclosure: { ...owner, class: "relationship", ownerPersonId: adult } });
    const found = seriesOf([level("2026-05-01", "kay", 2), level("2026-08-01", "rosa", 3), level("2026-10-01", "rosa", 2), row("2026-05-01", 40)]);
    expect(found.map((one) => [one.about, one.adultId, one.isOrdinal, one.domains, one.points.map((point) => point.value)])).toEqual([["relationship", "kay", true, ["R-int"], [2]], ["relationship", "rosa", true, ["R-int"], [3, 2]], ["self", "rosa", false, ["G-pts"], [40]]]);
  });
});
