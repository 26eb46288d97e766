/** A way of putting the values of a variable together: to each value, by its place, the number of its group. Groups count from 0, in the order in which they are met. */
export type Partition = readonly number[];

/** The same partition with its groups numbered in the order in which they are met. */
export function normalize(groups: readonly (number | string)[]): Partition {
  const numbers = new Map<number | string, number>();
  return groups.map((group) => {
    const found = numbers.get(group) ?? numbers.size;
    numbers.set(group, found);
    return found;
  });
}

export const countGroups = (one: Partition): number => (one.length === 0 ? 0 : Math.max(...one) + 1);
export const together = (values: number): Partition => Array.from({ length: values }, () => 0);
export const apart = (values: number): Partition => Array.from({ length: values }, (_, place) => place);

/** Whether no group of the finer one lies in two groups of the coarser. */
export function isCoarserOrSame(coarse: Partition, fine: Partition): boolean {
  const home = new Map<number, number>();
  return fine.every((group, place) => {
    const found = home.get(group) ?? coarse[place]!;
    home.set(group, found);
    return found === coarse[place];
  });
}

/** Whether a set of values is made of whole groups: only then its count can be read from the counts of the groups. */
export function isWhole(one: Partition, set: readonly number[]): boolean {
  const inside = new Set(set);
  const groups = new Set(set.map((place) => one[place]));
  return one.every((group, place) => !groups.has(group) || inside.has(place));
}

/** The finest partition that is coarser than both. */
export function join(one: Partition, other: Partition): Partition {
  const root = apart(one.length) as number[];
  const find = (place: number): number => (root[place] === place ? place : find(root[place]!));
  for (const partition of [one, other]) {
    const first = new Map<number, number>();
    partition.forEach((group, place) => {
      const before = first.get(group);
      if (before === undefined) first.set(group, place);
      else root[find(place)] = find(before);
    });
  }
  return normalize(root.map((_, place) => find(place)));
}

/** Every way of putting some values together: for a handful of values only (6 have 203). */
export function listPartitions(values: number): Partition[] {
  let found: number[][] = [[]];
  for (let place = 0; place < values; place++) found = found.flatMap((one) => Array.from({ length: countGroups(one) + 1 }, (_, group) => [...one, group]));
  return found;
}

/** Values apart, then the two smallest groups put together again and again, until all are one: for kinds without an order. */
export function mergeSmallest(counts: readonly number[]): Partition[] {
  const order = counts.map((count, place) => ({ count, place })).toSorted((one, other) => other.count - one.count || one.place - other.place);
  return Array.from({ length: Math.max(1, counts.length) }, (_, merged) => {
    const alone = counts.length - merged - (merged > 0 ? 1 : 0);
    const groups = together(counts.length) as number[];
    order.forEach(({ place }, rank) => void (groups[place] = Math.min(rank, alone)));
    return normalize(groups);
  });
}

/** Values in their order apart, then neighbours at the end put together again and again, until all are one: for spans of time, of which the last is the shortest. */
export function mergeLast(values: number): Partition[] {
  return Array.from({ length: Math.max(1, values) }, (_, merged) => Array.from({ length: values }, (_unused, place) => Math.min(place, values - 1 - merged)));
}

/** Every way of putting neighbours together: for a handful of values in an order (8 have 128). */
export function listSpans(values: number): Partition[] {
  let found: number[][] = values === 0 ? [] : [[0]];
  for (let place = 1; place < values; place++) found = found.flatMap((one) => [[...one, one.at(-1)!], [...one, one.at(-1)! + 1]]);
  return found;
}
