import type { Likeness } from "#features/merging/contract.ts";
import { likenessOf, type Named, plainName } from "#features/merging/rules.ts";

/** Rows of one birth date or name that are looked at for a row: a file in which all have the same is no reason to compare all with all. */
const MOST_COMPARED = 50;

/** The rows of a file that may be the same child as an earlier one. */
export function findInList(rows: readonly (Named & { number: number })[]): { number: number; earlier: number; likeness: Likeness }[] {
  const buckets = new Map<string, (Named & { number: number })[]>();
  const found: { number: number; earlier: number; likeness: Likeness }[] = [];
  for (const one of rows) {
    const names = [plainName(one.givenName), plainName(one.familyName)].sort().join(" ");
    const keys = [`name ${names}`, ...(one.birthDate === null ? [] : [`born ${one.birthDate}`])];
    const earlier = new Set(keys.flatMap((key) => (buckets.get(key) ?? []).slice(-MOST_COMPARED)));
    for (const other of earlier) {
      const likeness = likenessOf(one, other);
      if (likeness !== null) found.push({ number: one.number, earlier: other.number, likeness });
    }
    for (const key of keys) {
      const bucket = buckets.get(key);
      if (bucket === undefined) buckets.set(key, [one]);
      else bucket.push(one);
    }
  }
  return found;
}
