import { countGroups, isCoarserOrSame, isWhole, join, type Partition, together } from "./partitions.rules.ts";

/**
 * Which counts of a programme may be shown. Everybody has a value of each variable. A table counts people by one cut
 * (such as the team) and one figure variable (such as how the course stands), or by either, or neither. Of each table
 * whole groups of values are shown, as a full grid, in which no cell has fewer people than the threshold.
 *
 * Why nothing under the threshold can be worked out: a table with more variables never shows finer groups of a variable
 * than the tables that it adds up to. Take any set of people that is told by conditions on the variables, and suppose
 * that its count is a sum of shown ones with any signs. Look at the part of its indicator that depends on all of its
 * variables at once (what is left when the averages over each are taken away): only tables with all these variables can
 * bring it, and each of them, by groups that are unions of those of the smallest such table. So the conditions are whole
 * groups of that one table, and the count is a sum of its cells. `lattice.test.ts` attacks it by elimination.
 */
export type Variable = {
  name: string;
  values: readonly string[];
  /** Whom it is about: people with these values of another variable; everybody else is outside of it. Null: everybody. */
  scope: { variable: string; values: readonly string[] } | null;
  /** Sets of its values that figures count, each by its name, those that matter most first. */
  sets: Readonly<Record<string, readonly string[]>>;
  /** What a value says of whether somebody has started, by definition; one that is not named says nothing. Cells that no person can be in are not counted as small ones. */
  implies?: Readonly<Record<string, "started" | "not_started">>;
  /** The partitions from which one is chosen, of its values; the last one need not be all of them together. */
  candidates: readonly Partition[];
};

/** To each person, by place, the place of the value of each variable; -1 is outside of its scope. */
export type Population = { size: number; columns: ReadonlyMap<string, ArrayLike<number>> };

/** What is shown of one table. Rows are groups of the cut, columns groups of the figure variable; the last column of a variable with a scope is who is outside of it. */
export type Grid = { cut: string | null; figure: string | null; cutValues: readonly string[]; figureValues: readonly string[]; rows: Partition; columns: Partition; counts: readonly (readonly number[])[] };

export type Asked = { cuts: readonly Variable[]; figures: readonly Variable[]; threshold: number };
/** Whether some value of one set and some value of the other can be true of one person. */
const canMeet = (one: readonly ("started" | "not_started" | undefined)[], other: readonly ("started" | "not_started" | undefined)[]) => one.some((first) => other.some((second) => first === undefined || second === undefined || first === second));
/** To each group of a partition what its values say of a start. */
const impliedBy = (variable: Variable | null, values: readonly string[], partition: Partition) => Array.from({ length: countGroups(partition) }, (_, group) => values.filter((_value, place) => partition[place] === group).map((value) => variable?.implies?.[value]));
export const keyOf = (cut: string | null, figure: string | null): string => `${cut ?? ""}|${figure ?? ""}`;

/** How many values a partition of a variable speaks of: those outside of it count as one more. */
const widthOf = (variable: Variable | null) => (variable === null ? 1 : variable.values.length + (variable.scope === null ? 0 : 1));

/** Counts by value: a row for each value of the cut, a column for each of the figure variable. */
export function countTable({ size, columns }: Population, cut: Variable | null, figure: Variable | null): number[][] {
  const counts = Array.from({ length: widthOf(cut) }, () => Array.from({ length: widthOf(figure) }, () => 0));
  const [rows, across] = [cut === null ? null : columns.get(cut.name)!, figure === null ? null : columns.get(figure.name)!];
  const [outsideCut, outside] = [cut?.values.length ?? 0, figure?.values.length ?? 0];
  for (let person = 0; person < size; person++) {
    const row = rows === null ? 0 : rows[person]! < 0 ? outsideCut : rows[person]!;
    counts[row]![across === null ? 0 : across[person]! < 0 ? outside : across[person]!]!++;
  }
  return counts;
}

/** The counts of groups from counts by value. */
export function rollUp(counts: readonly (readonly number[])[], rows: Partition, columns: Partition): number[][] {
  const rolled = Array.from({ length: countGroups(rows) }, () => Array.from({ length: countGroups(columns) }, () => 0));
  counts.forEach((line, row) => line.forEach((count, column) => void (rolled[rows[row]!]![columns[column]!]! += count)));
  return rolled;
}

/** The partitions of a variable that may be chosen: those outside of its scope stay apart, and the last one is nothing told at all. */
const candidatesOf = (variable: Variable): Partition[] => [...variable.candidates.map((one) => (variable.scope === null ? one : [...one, countGroups(one)])), together(widthOf(variable))];
const setsOf = (variable: Variable): number[][] => Object.values(variable.sets).map((set) => set.map((value) => variable.values.indexOf(value)));
/** How much a partition tells: sets that figures need, the earlier ones more, then groups. */
const worthOf = (variable: Variable, one: Partition): number => (countGroups(one) < 2 ? 0 : setsOf(variable).reduce((sum, set, place, all) => sum + (isWhole(one, set) ? all.length - place : 0), 0) + countGroups(one) / 100);

/** The partitions of a variable that may be chosen with their worth, worked out once. */
type Ranked = { partition: Partition; worth: number };
const rankOf = (variable: Variable): Ranked[] => candidatesOf(variable).map((partition) => ({ partition, worth: worthOf(variable, partition) }));

/** Whether a grid may follow former ones of the same table: of whatever can be read in both, nothing changed by 1 up to the threshold, itself left out. */
export function mayFollow(next: Grid, formers: readonly Grid[], threshold: number): boolean {
  return formers.every((former) => {
    const [rowNames, columnNames] = [namesOf(next.cutValues, former.cutValues), namesOf(next.figureValues, former.figureValues)];
    const rows = join(spread(next.rows, next.cutValues, rowNames), spread(former.rows, former.cutValues, rowNames));
    const columns = join(spread(next.columns, next.figureValues, columnNames), spread(former.columns, former.figureValues, columnNames));
    const [now, before] = [next, former].map((one) => regroup(one, rows, columns, rowNames, columnNames)) as [number[][], number[][]];
    return now.every((line, row) => line.every((count, column) => count === before[row]![column] || Math.abs(count - before[row]![column]!) >= threshold));
  });
}
const namesOf = (one: readonly string[], other: readonly string[]) => [...new Set([...one, ...other])];
/** A partition told over more values than it knew: nobody had them, so each stands alone. */
const spread = (one: Partition, values: readonly string[], names: readonly string[]): Partition => names.map((name, place) => (values.includes(name) ? one[values.indexOf(name)]! : countGroups(one) + place));
function regroup(grid: Grid, rows: Partition, columns: Partition, rowNames: readonly string[], columnNames: readonly string[]): number[][] {
  const counts = Array.from({ length: countGroups(rows) }, () => Array.from({ length: countGroups(columns) }, () => 0));
  const home = (partition: Partition, values: readonly string[], group: number, names: readonly string[], to: Partition) => to[names.indexOf(values[partition.indexOf(group)]!)]!;
  grid.counts.forEach((line, row) => line.forEach((count, column) => void (counts[home(grid.rows, grid.cutValues, row, rowNames, rows)]![home(grid.columns, grid.figureValues, column, columnNames, columns)]! += count)));
  return counts;
}

/** `kept`: the former one stays, since the new one would tell of a few people, or says less. */
export type Chosen = { key: string; grid: Grid | null; state: "new" | "kept" };

/** The grids of a population that may be shown, beside all that was shown of it before. Null where nothing of a table may be. */
export function chooseGrids(population: Population, { cuts, figures, threshold }: Asked, formerly: ReadonlyMap<string, readonly Grid[]>): Map<string, Chosen> {
  const chosen = new Map<string, Chosen>();
  const byName = new Map(figures.map((one) => [one.name, one]));
  const ranked = new Map([...cuts, ...figures].map((one) => [one.name, rankOf(one)]));
  /** Whether everything that a table adds up to was counted anew. */
  const isAnew = (keys: readonly string[]) => keys.every((key) => chosen.get(key)?.state === "new" && chosen.get(key)?.grid !== null);

  const settle = (cut: Variable | null, figure: Variable | null, under: readonly string[], options: readonly { rows: Partition; columns: Partition; worth: number }[]) => {
    const key = keyOf(cut?.name ?? null, figure?.name ?? null);
    const formers = formerly.get(key) ?? [];
    const last = formers.at(-1) ?? null;
    const keep = () => void chosen.set(key, { key, grid: last, state: "kept" });
    if (!isAnew(under)) return keep();
    const counts = countTable(population, cut, figure);
    const outsideOf = (variable: Variable | null) => (variable === null ? [""] : [...variable.values, ...(variable.scope === null ? [] : [OUTSIDE])]);
    const [rowNames, columnNames] = [outsideOf(cut), outsideOf(figure)];
    for (const { rows, columns, worth } of options.toSorted((one, other) => other.worth - one.worth)) {
      const rolled = rollUp(counts, rows, columns);
      if (rolled.some((line) => line.some((count) => count > 0 && count < threshold))) continue;
      const [ofRows, ofColumns] = [impliedBy(cut, rowNames, rows), impliedBy(figure, columnNames, columns)];
      if (rolled.some((line, row) => line.some((count, column) => count === 0 && canMeet(ofRows[row]!, ofColumns[column]!)))) continue;
      const grid: Grid = { cut: cut?.name ?? null, figure: figure?.name ?? null, cutValues: rowNames, figureValues: columnNames, rows, columns, counts: rolled };
      if (!mayFollow(grid, formers, threshold)) continue;
      if (last !== null && worth < worthOfGrid(last, cut, figure)) return keep();
      return void chosen.set(key, { key, grid, state: "new" });
    }
    keep();
  };

  settle(null, null, [], [{ rows: [0], columns: [0], worth: 0 }]);
  for (const cut of cuts) settle(cut, null, ["|"], ranked.get(cut.name)!.map(({ partition, worth }) => ({ rows: partition, columns: [0], worth })));
  for (const figure of figures) {
    const parent = figure.scope && byName.get(figure.scope.variable)!;
    const isScopeShown = parent === null || showsScope(chosen.get(keyOf(null, parent.name))?.grid ?? null, figure);
    const columnsOf = isScopeShown ? ranked.get(figure.name)! : [{ partition: together(widthOf(figure)), worth: 0 }];
    settle(null, figure, ["|", ...(parent === null ? [] : [keyOf(null, parent.name)])], columnsOf.map(({ partition, worth }) => ({ rows: [0], columns: partition, worth })));
  }
  for (const cut of cuts) {
    for (const figure of figures) {
      const parent = figure.scope && byName.get(figure.scope.variable)!;
      const [alone, whole] = [chosen.get(keyOf(cut.name, null))?.grid ?? null, chosen.get(keyOf(null, figure.name))?.grid ?? null];
      const above = parent === null ? null : (chosen.get(keyOf(cut.name, parent.name))?.grid ?? null);
      const rowsOf = ranked.get(cut.name)!.filter(({ partition: rows }) => alone !== null && isCoarserOrSame(rows, alone.rows) && (parent === null || (above !== null && isCoarserOrSame(rows, above.rows))));
      const isScopeShown = parent === null || showsScope(above, figure);
      const columnsOf = ranked.get(figure.name)!.filter(({ partition: columns }) => whole !== null && isCoarserOrSame(columns, whole.columns) && (isScopeShown || countGroups(columns) === 1));
      const under = [keyOf(cut.name, null), keyOf(null, figure.name), ...(parent === null ? [] : [keyOf(cut.name, parent.name)])];
      settle(cut, figure, under, rowsOf.flatMap((rows) => columnsOf.map((columns) => ({ rows: rows.partition, columns: columns.partition, worth: rows.worth * columns.worth }))));
    }
  }
  return chosen;
}

/** The name of who is outside of a variable. */
export const OUTSIDE = "(outside)";
/** Whether a table of the variable above shows, as whole groups, whom a variable is about. */
const showsScope = (grid: Grid | null, { scope }: Variable): boolean => grid !== null && scope !== null && countGroups(grid.columns) > 1 && isWhole(grid.columns, scope.values.map((value) => grid.figureValues.indexOf(value)));
const worthOfGrid = (grid: Grid, cut: Variable | null, figure: Variable | null): number => {
  const [rows, columns] = [cut === null || grid.cutValues.length !== widthOf(cut) ? 0 : worthOf(cut, grid.rows), figure === null || grid.figureValues.length !== widthOf(figure) ? 0 : worthOf(figure, grid.columns)];
  return cut === null ? columns : figure === null ? rows : rows * columns;
};
