import { describe, expect, it } from "vitest";
import { Attack, type Condition, countTruly, fits, listKinds } from "#features/outcomes/attack.test-support.ts";
import { findFigure } from "#features/outcomes/behind.rules.ts";
import { positions } from "#features/outcomes/course.rules.ts";
import { type KeptTable, makeEdition } from "#features/outcomes/edition.rules.ts";
import { type Cutting, listOptions, tellProgramme } from "#features/outcomes/figures.rules.ts";
import { countTable, keyOf, type Population, type Variable } from "#features/outcomes/lattice.rules.ts";
import { type ProgrammeFigures, reasonKinds } from "#features/outcomes/shapes.contract.ts";
import { buildPopulation, type CourseRow } from "#features/outcomes/variables.rules.ts";
import { type ReportCell, reportKinds } from "./contract.ts";
import { ON, series as allSeries } from "./figures.test-support.ts";
import { listReportCells, writeReport } from "./rules.ts";
import { noWords } from "./words.rules.ts";

// Whoever has every report of every span of time together works nothing out that is under the threshold (measures.md section 8).

const THRESHOLD = 11;
const isLong = process.env.TEST_LONG === "1";
const asked = allSeries.filter((one) => one.id === "pcl-5:total");
const agency = { name: "A made-up agency", isDemo: true };

/** Numbers that look like chance and are the same at every run. */
function makeChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Families of three quarters whose ways are of very unlike frequency. */
function drawRows(seed: number, size: number): CourseRow[] {
  const chance = makeChance(seed);
  const skews = Array.from({ length: 6 }, () => 0.5 + 1.5 * chance());
  const pick = <T>(values: readonly T[], skew: number): T => values[Math.min(values.length - 1, Math.floor(values.length * chance() ** skew))]!;
  return Array.from({ length: size }, (): CourseRow => {
    const position = pick(positions.toReversed(), skews[0]!);
    const state = pick(["pair", "pair", "pair", "baseline_only", "broken", "none"], skews[1]!);
    const [change, preAbove, postAbove] = [pick(["better", "same", "worse"], skews[2]!), chance() < 0.7, chance() < 0.3];
    return {
      askedOn: pick(["2026-02-03", "2026-05-04", "2026-08-05"], skews[3]!), eligibleOn: null, firstSessionOn: "2026-09-01", stageTwoOn: null, endedOn: null, position,
      teamId: null, ageBand: "3", language: pick(["en", "es"], skews[4]!), place: "site", payer: "medicaid", fidelity: "none", sessions: 10, missed: 2, came: 9, moves: chance() < 0.3 ? 1 : 0, reunified: chance() < 0.1,
      goals: { a: "open", b: "reached", c: "left" }, reason: pick(reasonKinds, skews[5]!), pairs: state === "none" ? {} : { "pcl-5:total": { state, change, pre: 40, post: 30, preAbove: state === "pair" ? preAbove : null, postAbove: state === "pair" ? postAbove : null } },
    }; // prettier-ignore
  });
}

/** A programme as it is told, and every report that can be made of it. */
function tellAll(rows: readonly CourseRow[]) {
  const { population, asked: variables, measures, series } = buildPopulation(rows, asked, { today: ON, threshold: THRESHOLD });
  const tables = new Map<string, KeptTable>([...makeEdition(population, variables, measures, new Map())].map(([key, content]) => [key, { key, countedAt: `${ON}T12:00:00Z`, countedOn: ON, content }]));
  const options = listOptions(tables, (_cut, value) => value);
  const tell = (at: Cutting | null): ProgrammeFigures => tellProgramme(tables, { at, options, series, threshold: THRESHOLD, lookedOn: ON });
  const abouts = [null, ...options.filter((one) => one.where.cut === "period")];
  const cells = abouts.flatMap((about) => reportKinds.filter((kind) => kind !== "quarter" || about !== null).flatMap((kind) => listReportCells(writeReport({ kind, language: "en", agency, figures: tell(about), own: noWords, cost: null }))));
  return { population, variables: [...variables.cuts, ...variables.figures], options, cells };
}

/** The set of people that a cell counts. */
function conditionOf({ figure, cut }: ReportCell, options: readonly Cutting[]): Condition {
  const found = findFigure(figure, asked)!;
  const where = options.find((one) => one.option.key === cut)?.where;
  return { [found.variable.name]: found.variable.sets[found.set]!, ...(where === undefined ? {} : { [where.cut]: where.values }) };
}

const subsetsOf = (values: readonly string[]): string[][] => values.reduce<string[][]>((sets, value) => [...sets, ...sets.map((set) => [...set, value])], [[]]).filter((set) => set.length > 0);
/** What is aimed at: every value, every two, every set that a figure counts; in a long run every set there is. */
const targetsOf = ({ values, sets }: Variable): string[][] => (isLong ? subsetsOf(values) : [...values.flatMap((one, at) => [[one], ...values.slice(at + 1).map((other) => [one, other])]), ...Object.values(sets).map((set) => [...set])]);
/** The variables that are attacked together, with those that say whom they are about. */
const attacks = [["period", "language", "position", "reason"], ["period", "position", "moves"], ["period", "position", "series:pcl-5:total", "cut:pcl-5:total"]];

/** Counts under the threshold that follow from what was shown; each is checked to be true. */
function findSmall(shown: { condition: Condition; count: number }[], population: Population, variables: readonly Variable[]): string[] {
  return attacks.flatMap((names) => {
    const together = variables.filter((one) => names.includes(one.name));
    const kinds = listKinds(together);
    const attack = new Attack(kinds, shown.filter((one) => Object.keys(one.condition).every((name) => names.includes(name))));
    const cuts: Condition[] = [{}, ...together.filter((one) => one.name === "period" || one.name === "language").flatMap((one) => subsetsOf(one.values).map((set) => ({ [one.name]: set })))];
    return cuts.flatMap((cut) => together.filter((one) => !["period", "language"].includes(one.name)).flatMap((figure) => targetsOf(figure).flatMap((set) => {
      const condition = { ...cut, [figure.name]: set };
      const count = attack.find(condition);
      if (count === null || count >= THRESHOLD || !kinds.some((kind) => fits(kind, condition))) return [];
      expect(count).toBe(countTruly(population, variables, condition));
      return [`${JSON.stringify(condition)}: ${count}`];
    })));
  });
} // prettier-ignore

const sizes = Array.from({ length: isLong ? 60 : 4 }, (_, seed) => ({ seed: seed + 1, size: 120 + ((seed * 97) % 600) }));

describe("all reports together", () => {
  it("hold true counts, and none under the threshold can be worked out from them", () => {
    let told = 0;
    for (const { seed, size } of sizes) {
      const { population, variables, options, cells } = tellAll(drawRows(seed, size));
      const shown = cells.map((cell) => ({ condition: conditionOf(cell, options), count: cell.count.people! }));
      for (const one of shown) expect(one.count, JSON.stringify(one.condition)).toBe(countTruly(population, variables, one.condition));
      expect(findSmall(shown, population, variables), `seed ${seed}, ${size} families`).toEqual([]);
      told += shown.length;
    }
    expect(told).toBeGreaterThan(sizes.length * 30);
  });

  it("would be found out by the same attack, if only what is small were hidden in them", () => {
    let broken = 0;
    for (const { seed, size } of sizes.slice(0, 3)) {
      const rows = drawRows(seed, size);
      const { population, variables, options } = tellAll(rows);
      const periods = options.filter((one) => one.where.cut === "period");
      const figures = ["position", "reason"].flatMap((name) => { const one = variables.find((each) => each.name === name)!; return Object.keys(one.sets).map((set) => `${name}:${set}`); });
      const cells = [null, ...periods].flatMap((period) => figures.map((figure): ReportCell => ({ figure, cut: period?.option.key ?? null, count: { people: 0, mark: "shown" } })));
      const shown = cells.map((cell) => conditionOf(cell, options)).map((condition) => ({ condition, count: countTruly(population, variables, condition) })).filter((one) => one.count >= THRESHOLD);
      if (findSmall(shown, population, variables).length > 0) broken++;
    }
    expect(broken).toBeGreaterThan(0);
  });

  it("tell something of a large programme: a part of them has each span of time", () => {
    const { cells, population } = tellAll(drawRows(4, 3000));
    expect(countTable(population, null, null)[0]![0]).toBe(3000);
    expect(new Set(cells.map((one) => keyOf(one.cut, null))).size).toBeGreaterThan(3);
  });
});
