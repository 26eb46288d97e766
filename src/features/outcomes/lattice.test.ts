import { describe, expect, it } from "vitest";
import { Attack, cellsOf, type Condition, countTruly, fits, listKinds } from "./attack.test-support.ts";
import { type Asked, chooseGrids, countTable, type Grid, keyOf, mayFollow, OUTSIDE, type Population, type Variable } from "./lattice.rules.ts";
import { apart, listPartitions, mergeLast, mergeSmallest } from "./partitions.rules.ts";

// Suppression (measures.md section 8): nothing under the threshold is shown, nor can it be worked out by any sum and
// difference of whatever is shown: all cuts, all figures, all editions.

const isLong = process.env.TEST_LONG === "1";
const THRESHOLD = 5;

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

const position: Variable = { name: "position", values: ["waiting", "coming", "early", "planned"], scope: null, implies: { waiting: "not_started", coming: "started", early: "started", planned: "started" }, candidates: listPartitions(4), sets: { started: ["coming", "early", "planned"], ended: ["early", "planned"], planned: ["planned"], early: ["early"] } };
const change: Variable = { name: "change", values: ["none", "better", "same"], scope: { variable: "position", values: ["coming", "early", "planned"] }, implies: { none: "started", better: "started", same: "started", [OUTSIDE]: "not_started" }, candidates: listPartitions(3), sets: { pairs: ["better", "same"], better: ["better"], same: ["same"] } };
const reason: Variable = { name: "reason", values: ["moved", "other"], scope: { variable: "position", values: ["early"] }, implies: { moved: "started", other: "started" }, candidates: listPartitions(2), sets: { moved: ["moved"], other: ["other"] } };
const cutOf = (name: string, values: number, counts: number[]): Variable => ({ name, values: Array.from({ length: values }, (_, place) => `${name} ${place}`), scope: null, candidates: name === "year" ? mergeLast(values) : mergeSmallest(counts), sets: {} });

/** A programme whose kinds are of very unlike sizes, as real ones are. */
function drawPeople(seed: number, size: number): { population: Population; asked: Asked; variables: Variable[] } {
  const chance = makeChance(seed);
  const draw = (values: number, skew: number) => Math.min(values - 1, Math.floor(values * chance() ** skew));
  const skews = Array.from({ length: 5 }, () => 0.6 + 2 * chance());
  const columns = { team: [] as number[], place: [] as number[], year: [] as number[], position: [] as number[], change: [] as number[], reason: [] as number[] };
  for (let person = 0; person < size; person++) {
    const at = draw(4, skews[0]!);
    columns.position.push(at);
    columns.change.push(at === 0 ? -1 : draw(3, skews[1]!));
    columns.reason.push(at === 2 ? draw(2, skews[2]!) : -1);
    columns.team.push(draw(3, skews[3]!));
    columns.place.push(at === 0 ? 2 : draw(2, skews[4]!));
    columns.year.push(draw(3, skews[4]!));
  }
  const counts = [0, 1, 2].map((value) => columns.team.filter((one) => one === value).length);
  // Where somebody was met is known of who has started, and of nobody else.
  const place: Variable = { ...cutOf("place", 3, []), implies: { "place 0": "started", "place 1": "started", "place 2": "not_started" }, candidates: listPartitions(3) };
  const cuts = [cutOf("team", 3, counts), cutOf("year", 3, []), place];
  const figures = [position, change, reason];
  return { population: { size, columns: new Map(Object.entries(columns)) }, asked: { cuts, figures, threshold: THRESHOLD }, variables: [...cuts, ...figures] };
}

const subsetsOf = (values: readonly string[]): string[][] => values.reduce<string[][]>((sets, value) => [...sets, ...sets.map((set) => [...set, value])], [[]]).filter((set) => set.length > 0);
/** Every set of people that conditions on one cut and one figure can tell: that is more than the page has cells. */
function everyCondition({ cuts, figures }: Asked): Condition[] {
  const ofCuts: Condition[] = [{}, ...cuts.flatMap((cut) => subsetsOf(cut.values).map((set) => ({ [cut.name]: set })))];
  const ofFigures: Condition[] = [{}, ...figures.flatMap((one) => subsetsOf(one.values).map((set) => ({ [one.name]: set })))];
  return ofCuts.flatMap((one) => ofFigures.map((other) => ({ ...one, ...other })));
}
const sizes = (count: number) => Array.from({ length: count }, (_, seed) => ({ seed: seed + 1, size: 20 + ((seed * 37) % 180) }));

/** Without complementary suppression: every cell by itself, hidden where it is small. */
function hideOnlySmall(population: Population, { cuts, figures, threshold }: Asked): { condition: Condition; count: number }[] {
  return [null, ...cuts].flatMap((cut) =>
    [null, ...figures].flatMap((figure) => {
      const counts = countTable(population, cut, figure);
      const width = (one: Variable | null) => apart(one === null ? 1 : one.values.length + (one.scope === null ? 0 : 1));
      const named = (one: Variable | null) => (one === null ? [""] : [...one.values, ...(one.scope === null ? [] : ["(outside)"])]);
      const grid: Grid = { cut: cut?.name ?? null, figure: figure?.name ?? null, cutValues: named(cut), figureValues: named(figure), rows: width(cut), columns: width(figure), counts };
      return cellsOf(grid).filter((cell) => cell.count >= threshold);
    }),
  );
}
const smallOnesFound = (kinds: ReturnType<typeof listKinds>, shown: { condition: Condition; count: number }[], asked: Asked) => {
  const attack = new Attack(kinds, shown);
  return everyCondition(asked).flatMap((condition) => {
    const count = attack.find(condition);
    // A set that nobody can be in, by definition, is no secret.
    return count !== null && count < THRESHOLD && kinds.some((kind) => fits(kind, condition)) ? [{ condition, count }] : [];
  });
};
const shownBy = (chosen: ReturnType<typeof chooseGrids>) => [...chosen.values()].flatMap((one) => (one.grid === null ? [] : cellsOf(one.grid)));

describe("what is shown of a programme", () => {
  it("lets nobody work out a count under the threshold, by any sum and difference over all tables", () => {
    let told = 0;
    for (const { seed, size } of sizes(isLong ? 400 : 24)) {
      const { population, asked, variables } = drawPeople(seed, size);
      const shown = shownBy(chooseGrids(population, asked, new Map()));
      for (const cell of shown) expect(cell.count).toBe(countTruly(population, variables, cell.condition));
      expect(smallOnesFound(listKinds(variables), shown, asked), `seed ${seed}, ${size} people`).toEqual([]);
      told += shown.length;
    }
    // It would be easy to be silent: a few hundred cells are told.
    expect(told).toBeGreaterThan(isLong ? 6000 : 400);
  });

  it("is found out by the same attack where only small cells are hidden and none beside them", () => {
    let broken = 0;
    for (const { seed, size } of sizes(8)) {
      const { population, asked, variables } = drawPeople(seed, size);
      const found = smallOnesFound(listKinds(variables), hideOnlySmall(population, asked), asked);
      for (const { condition, count } of found) expect(count).toBe(countTruly(population, variables, condition));
      if (found.length > 0) broken++;
    }
    expect(broken).toBeGreaterThan(6);
  });

  it("shows nothing at all of fewer people than the threshold", () => {
    const { population, asked } = drawPeople(3, THRESHOLD - 1);
    expect([...chooseGrids(population, asked, new Map()).values()].every((one) => one.grid === null)).toBe(true);
  });

  it("shows everything where every cell is large", () => {
    const { population, asked } = drawPeople(5, 20_000);
    const grid = chooseGrids(population, asked, new Map()).get(keyOf("team", "position"))!.grid!;
    expect(grid.counts.flat()).toHaveLength(12);
  });
});

describe("successive editions", () => {
  it("tell nobody of a change by fewer people than the threshold, whatever became known before", () => {
    let published = 0;
    for (const { seed, size } of sizes(isLong ? 120 : 6)) {
      const chance = makeChance(seed + 1000);
      const { population, asked, variables } = drawPeople(seed, size);
      const kinds = listKinds(variables);
      const formerly = new Map<string, Grid[]>();
      const editions: { condition: Condition; count: number }[][] = [];
      // People come, and go on, a few or many at a time.
      for (let edition = 0, people = size; edition < 4; edition++, people += Math.floor(chance() * 60)) {
        const grown = drawPeople(seed, people).population;
        const chosen = chooseGrids(edition === 0 ? population : grown, asked, formerly);
        const anew = [...chosen.values()].filter((one) => one.state === "new");
        for (const one of anew) formerly.set(one.key, [...(formerly.get(one.key) ?? []), one.grid!]);
        editions.push(anew.flatMap((one) => cellsOf(one.grid!)));
        published += anew.length;
      }
      const attacks = editions.map((shown) => new Attack(kinds, shown));
      for (const condition of everyCondition(asked)) {
        const known = attacks.map((attack) => attack.find(condition)).filter((count) => count !== null);
        for (const one of known) for (const other of known) expect(one === other || Math.abs(one - other) >= THRESHOLD, `seed ${seed}: ${JSON.stringify(condition)} ${known.join(", ")}`).toBe(true);
      }
    }
    expect(published).toBeGreaterThan(100);
  });

  it("keeps the former count where four more came, and tells anew where five did", () => {
    const grid = (counts: number[]): Grid => ({ cut: null, figure: "position", cutValues: [""], figureValues: position.values, rows: [0], columns: [0, 0, 1, 1], counts: [counts] });
    expect(mayFollow(grid([20, 24]), [grid([20, 20])], 5)).toBe(false);
    expect(mayFollow(grid([20, 25]), [grid([20, 20])], 5)).toBe(true);
    expect(mayFollow(grid([20, 20]), [grid([20, 20])], 5)).toBe(true);
    // Finer than before: what was told together is held against what is now told apart.
    expect(mayFollow({ ...grid([]), columns: [0, 1, 2, 2], counts: [[11, 12, 20]] }, [grid([20, 20])], 5)).toBe(false);
    // Two editions ago counts as well.
    expect(mayFollow(grid([20, 22]), [grid([20, 20]), grid([20, 30])], 5)).toBe(false);
  });
});
