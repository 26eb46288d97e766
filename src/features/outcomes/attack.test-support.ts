import { countGroups } from "./partitions.rules.ts";
import { type Grid, OUTSIDE, type Population, type Variable } from "./lattice.rules.ts";

// An attacker who has everything that was ever shown, knows every value that there can be, and can add and subtract
// without error: each shown count is a line of a linear system over the kinds of people that can exist.

/** A prime under 2^26: products of two remainders stay exact. What can be worked out over the fractions can be worked out in this field, but where it divides a denominator. */
const P = 67_108_859;
const power = (base: number, exponent: number): number => {
  let result = 1;
  for (let left = exponent, square = base; left > 0; left = Math.floor(left / 2), square = (square * square) % P) if (left % 2 === 1) result = (result * square) % P;
  return result;
};

/** One kind of person: the value of each variable, OUTSIDE where it is not about them. */
export type Kind = Readonly<Record<string, string>>;
/** A set of people by conditions on variables. */
export type Condition = Readonly<Record<string, readonly string[]>>;
export const fits = (kind: Kind, condition: Condition): boolean => Object.entries(condition).every(([name, values]) => values.includes(kind[name]!));

/** Every kind that can exist: each value of each variable, where the variable is about it at all, and where no two say the opposite of a start. */
export function listKinds(variables: readonly Variable[]): Kind[] {
  const agrees = (kind: Kind) => new Set(variables.flatMap((one) => one.implies?.[kind[one.name]!] ?? [])).size < 2;
  const all = variables.reduce<Kind[]>((kinds, variable) => kinds.flatMap((kind) => (variable.scope === null || variable.scope.values.includes(kind[variable.scope.variable]!) ? variable.values : [OUTSIDE]).map((value) => ({ ...kind, [variable.name]: value }))), [{}]);
  return all.filter(agrees);
}

/** The conditions of every cell of a grid, with its count. */
export const cellsOf = (grid: Grid): { condition: Condition; count: number }[] =>
  Array.from({ length: countGroups(grid.rows) }, (_, row) =>
    Array.from({ length: countGroups(grid.columns) }, (_unused, column) => ({
      condition: { ...(grid.cut === null ? {} : { [grid.cut]: grid.cutValues.filter((_v, place) => grid.rows[place] === row) }), ...(grid.figure === null ? {} : { [grid.figure]: grid.figureValues.filter((_v, place) => grid.columns[place] === column) }) },
      count: grid.counts[row]![column]!,
    })),
  ).flat();

/** A linear system in reduced form that says of a set whether its count follows from what was shown, and which count that is. */
export class Attack {
  readonly #kinds: readonly Kind[];
  readonly #pivots: { at: number; line: number[]; count: number }[] = [];
  constructor(kinds: readonly Kind[], shown: readonly { condition: Condition; count: number }[]) {
    this.#kinds = kinds;
    for (const { condition, count } of shown) this.#learn(condition, count);
  }
  #reduce(line: number[], count: number): { line: number[]; count: number } {
    let left = count;
    for (const pivot of this.#pivots) {
      const factor = line[pivot.at]!;
      if (factor === 0) continue;
      for (let place = 0; place < line.length; place++) if (pivot.line[place] !== 0) line[place] = (line[place]! - ((factor * pivot.line[place]!) % P) + P) % P;
      left = (((left - ((factor * pivot.count) % P)) % P) + P) % P;
    }
    return { line, count: left };
  }
  #lineOf = (condition: Condition) => this.#kinds.map((kind) => (fits(kind, condition) ? 1 : 0));
  #learn(condition: Condition, count: number): void {
    const { line, count: left } = this.#reduce(this.#lineOf(condition), count);
    const at = line.findIndex((one) => one !== 0);
    if (at < 0) return;
    const inverse = power(line[at]!, P - 2);
    this.#pivots.push({ at, line: line.map((one) => (one * inverse) % P), count: (left * inverse) % P });
  }
  /** The count of a set, or null where it does not follow. */
  find(condition: Condition): number | null {
    const { line, count } = this.#reduce(this.#lineOf(condition), 0);
    if (line.some((one) => one !== 0)) return null;
    return (P - count) % P;
  }
}

/** How many people there truly are of a set. */
export function countTruly(population: Population, variables: readonly Variable[], condition: Condition): number {
  const asked = Object.entries(condition).map(([name, values]) => ({ column: population.columns.get(name)!, all: variables.find((one) => one.name === name)!.values, values }));
  let count = 0;
  for (let person = 0; person < population.size; person++) if (asked.every(({ column, all, values }) => values.includes(column[person]! < 0 ? OUTSIDE : all[column[person]!]!))) count++;
  return count;
}
