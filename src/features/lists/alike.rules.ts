import type { Likeness } from "#features/merging/contract.ts";
import { likenessOf, type Named, plainName } from "#features/merging/rules.ts";

/** Children of one name, or of one birth date and first letter, that are looked at for another: where all have the same date, as one that stands for "unknown", that is no reason to compare all with all. */
const MOST_COMPARED = 50;

/** A child's names as likenesses compare them, which take no notice of their order. */
const wholeName = ({ givenName, familyName }: Named): string => [plainName(givenName), plainName(familyName)].sort().join(" ");

/** Children by what makes them like another, so that each is compared with a few and not with all. */
class Shelves<T extends Named> {
  readonly #shelves = new Map<string, T[]>();
  #keysOf(one: Named): string[] {
    return [`name ${wholeName(one)}`, ...(one.birthDate === null ? [] : [`born ${one.birthDate} ${plainName(one.givenName).slice(0, 1)}`])];
  }
  add(one: T): void {
    for (const key of this.#keysOf(one)) {
      const shelf = this.#shelves.get(key);
      if (shelf === undefined) this.#shelves.set(key, [one]);
      else shelf.push(one);
    }
  }
  near(one: Named): Set<T> {
    return new Set(this.#keysOf(one).flatMap((key) => (this.#shelves.get(key) ?? []).slice(-MOST_COMPARED)));
  }
}

/** Of each row, who of those that are there already may be the same child. */
export function findAmong<T extends Named>(rows: readonly (Named & { number: number })[], there: readonly T[]): { number: number; other: T; likeness: Likeness }[] {
  const shelves = new Shelves<T>();
  for (const one of there) shelves.add(one);
  return rows.flatMap((one) =>
    [...shelves.near(one)].flatMap((other) => {
      const likeness = likenessOf(one, other);
      return likeness === null ? [] : [{ number: one.number, other, likeness }];
    }),
  );
}

/** The rows of a file that may be the same child as an earlier one. */
export function findInList(rows: readonly (Named & { number: number })[]): { number: number; earlier: number; likeness: Likeness }[] {
  const shelves = new Shelves<Named & { number: number }>();
  return rows.flatMap((one) => {
    const found = [...shelves.near(one)].flatMap((other) => {
      const likeness = likenessOf(one, other);
      return likeness === null ? [] : [{ number: one.number, earlier: other.number, likeness }];
    });
    shelves.add(one);
    return found;
  });
}
