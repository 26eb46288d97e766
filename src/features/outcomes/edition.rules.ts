import type { CivilDate, Instant } from "#kernel/dates.ts";
import { type Asked, chooseGrids, countTable, type Grid, keyOf, type Population, type Variable } from "./lattice.rules.ts";
import { countGroups, isWhole } from "./partitions.rules.ts";
import type { Middle, Shown } from "./shapes.contract.ts";
import type { Measure } from "./variables.rules.ts";

/** What is kept of one table: its grid, the middles of numbers over sets of it by row, and which hidden sets are marked as under the threshold. */
export type Table = Grid & { /** Of whom it is told: all who asked, or who started alone. */ universe: "asked" | "started"; middles: Record<string, (Middle | null)[]>; under: Record<string, boolean[]> };
export type KeptTable = { key: string; countedAt: Instant; countedOn: CivilDate; content: Table };

/** The median and the middle half, by linear interpolation between the two nearest. Null where fewer than the threshold have a number. */
export function findMiddle(numbers: readonly number[], threshold: number): Middle | null {
  if (numbers.length < threshold) return null;
  const sorted = [...numbers].sort((one, other) => one - other);
  const at = (part: number) => {
    const place = part * (sorted.length - 1);
    const [below, above] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
    return Math.round((below + (above - below) * (place - Math.floor(place))) * 10) / 10;
  };
  return { people: sorted.length, median: at(0.5), low: at(0.25), high: at(0.75) };
}

/** The fewest values that a hidden count marked as under the threshold must still be able to have. */
const LEFT_OPEN = 4;
/**
 * Whether each of several hidden counts that add up to a shown one may be marked as under the threshold: where all are
 * under it their bounds could meet their sum, and then the marks would tell.
 */
const leavesOpen = (counts: readonly number[], threshold: number) => counts.some((count) => count >= threshold) || counts.length * (threshold - 1) - counts.reduce((sum, one) => sum + one, 0) >= LEFT_OPEN - 1;

function markUnder(variable: Variable, grid: Grid, byValue: readonly (readonly number[])[], threshold: number): Table["under"] {
  const rowsOf = Array.from({ length: countGroups(grid.rows) }, (_, group) => byValue.filter((_line, place) => grid.rows[place] === group));
  return Object.fromEntries(
    Object.entries(variable.sets).flatMap(([name, values]) => {
      const set = values.map((value) => variable.values.indexOf(value));
      const groups = new Set(set.map((place) => grid.columns[place]));
      if (isWhole(grid.columns, set) || groups.size !== 1 || countGroups(grid.columns) < 2) return [];
      const around = grid.columns.flatMap((group, place) => (groups.has(group) ? [place] : []));
      return [[name, rowsOf.map((lines) => {
        const counts = around.map((place) => lines.reduce((sum, line) => sum + line[place]!, 0));
        const inSet = set.reduce((sum, place) => sum + counts[around.indexOf(place)]!, 0);
        return inSet < threshold && leavesOpen(counts, threshold);
      })] as const];
    }),
  );
} // prettier-ignore

function tellMiddles(population: Population, figure: Variable, cut: Variable | null, grid: Grid, measures: readonly Measure[], threshold: number): Table["middles"] {
  const [column, rows] = [population.columns.get(figure.name)!, cut === null ? null : population.columns.get(cut.name)!];
  return Object.fromEntries(
    measures.flatMap((measure) => {
      const set = figure.sets[measure.set]!.map((value) => figure.values.indexOf(value));
      const isEverybody = grid.figureValues.every((_value, place) => set.includes(place));
      if (measure.variable !== figure.name || (!isEverybody && (countGroups(grid.columns) < 2 || !isWhole(grid.columns, set)))) return [];
      const inside = new Set(set);
      const numbers = Array.from({ length: countGroups(grid.rows) }, (): number[] => []);
      for (let person = 0; person < population.size; person++) {
        const value = measure.values[person]!;
        if (inside.has(column[person]!) && !Number.isNaN(value)) numbers[rows === null ? 0 : grid.rows[rows[person]!]!]!.push(value);
      }
      return [[measure.id, numbers.map((one) => findMiddle(one, threshold))] as const];
    }),
  );
}

/** What of a population may be told anew, beside all that was told before (the oldest first). */
export function makeEdition(population: Population, asked: Asked, measures: readonly Measure[], formerly: ReadonlyMap<string, readonly Table[]>): Map<string, Table> {
  const variables = new Map([...asked.cuts, ...asked.figures].map((one) => [one.name, one]));
  const made = new Map<string, Table>();
  const universe = variables.get("position")!.values.includes("waiting") ? "asked" : "started";
  for (const { key, grid, state } of chooseGrids(population, asked, formerly).values()) {
    if (grid === null || state === "kept") continue;
    const [cut, figure] = [grid.cut === null ? null : variables.get(grid.cut)!, grid.figure === null ? null : variables.get(grid.figure)!];
    const of = figure === null ? [] : measures.filter((one) => one.variable === figure.name);
    made.set(key, { ...grid, universe, middles: figure === null ? {} : tellMiddles(population, figure, cut, grid, of, asked.threshold), under: figure === null ? {} : markUnder(figure, grid, countTable(population, cut, figure), asked.threshold) });
  }
  return made;
}

/** Where one looks within the tables: everybody, or some values of one cut. */
export type Where = { cut: string; values: readonly string[] } | null;

const HIDDEN: Shown = { people: null, mark: "beside" };
/** The rows of a table that are exactly the values asked for; null where they are not told by themselves. */
function rowsAt(table: Grid, where: Where): number[] | null {
  if (where === null) return Array.from({ length: countGroups(table.rows) }, (_, row) => row);
  const asked = where.values.map((value) => table.cutValues.indexOf(value));
  if (asked.includes(-1) || !isWhole(table.rows, asked) || countGroups(table.rows) < 2) return null;
  return [...new Set(asked.map((place) => table.rows[place]!))];
}
export const tableAt = (tables: ReadonlyMap<string, KeptTable>, where: Where, variable: string | null): KeptTable | null => tables.get(keyOf(where?.cut ?? null, variable)) ?? null;

/** The count of a set of a variable as it may be told. */
export function readSet(tables: ReadonlyMap<string, KeptTable>, where: Where, variable: string, name: string, values: readonly string[]): Shown {
  const table = tableAt(tables, where, variable)?.content;
  const rows = table === undefined ? null : rowsAt(table, where);
  if (table === undefined || rows === null) return HIDDEN;
  const set = values.map((value) => table.figureValues.indexOf(value));
  if (set.includes(-1)) return HIDDEN;
  // A set that is everybody of whom the table tells needs no columns.
  if (table.figureValues.every((_value, place) => set.includes(place))) return { people: rows.reduce((sum, row) => sum + table.counts[row]!.reduce((more, count) => more + count, 0), 0), mark: "shown" };
  if (countGroups(table.columns) < 2) return HIDDEN;
  if (!isWhole(table.columns, set)) return rows.length === 1 && table.under[name]?.[rows[0]!] === true ? { people: null, mark: "under" } : HIDDEN;
  const columns = [...new Set(set.map((place) => table.columns[place]!))];
  return { people: rows.reduce((sum, row) => sum + columns.reduce((more, column) => more + table.counts[row]![column]!, 0), 0), mark: "shown" };
}

/** How many asked at a place; hidden where it is told of who started alone. */
export function readAsked(tables: ReadonlyMap<string, KeptTable>, where: Where): Shown {
  const table = tableAt(tables, where, null)?.content;
  const rows = table?.universe !== "asked" ? null : rowsAt(table, where);
  return table === undefined || rows === null ? HIDDEN : { people: rows.reduce((sum, row) => sum + table.counts[row]![0]!, 0), mark: "shown" };
}

/** The middle of a number as it may be told: of one row only, since middles do not add up. */
export function readMiddle(tables: ReadonlyMap<string, KeptTable>, where: Where, variable: string, measure: string): Middle | null {
  const table = tableAt(tables, where, variable)?.content;
  const rows = table === undefined ? null : rowsAt(table, where);
  return table === undefined || rows?.length !== 1 ? null : (table.middles[measure]?.[rows[0]!] ?? null);
}
