/** Where a sealed text stands: whose key seals it (a case), which row, which column. A text sealed for one place does not open in another. */
export type SealedPlace = { owner: string; thing: string; what: string };
/** The place of a sealed text for who opens it: the text itself says whose key sealed it. */
export type PlaceInRow = Omit<SealedPlace, "owner">;

/**
 * The keys to what lies sealed in the database and in files. An owner is the id of what is destroyed as one: a case, a
 * file, a backup.
 */
export type KeyRing = {
  /** Seals a text for its place, as a text again. An empty one stays empty: there is nothing to hide in it. */
  seal(place: SealedPlace, text: string): string;
  /** The text again. Throws `DestroyedKey` where its key is gone for good, and `BrokenSeal` where it was changed or put elsewhere. */
  open(place: PlaceInRow, sealed: string): string;
  /** A key wrapped by that of its owner, for the place that is named. */
  wrap(owner: string, place: string, key: Uint8Array): Buffer;
  /** The key again. Throws as `open` does. */
  unwrap(owner: string, place: string, wrapped: Uint8Array): Buffer;
  /** Takes the keys of these owners out of the ring, for good: what they sealed is unreadable from now on, in every copy. Answers how many were still there. */
  destroy(owners: readonly string[]): Promise<number>;
};

/** The key was destroyed: nobody can read what it sealed any more, and nobody shall. */
export class DestroyedKey extends Error {
  constructor(owner: string) {
    super(`the key of ${owner} was destroyed`);
    this.name = "DestroyedKey";
  }
}

/** What was sealed was changed since, or belongs elsewhere, or to other keys. */
export class BrokenSeal extends Error {
  constructor(what: string, cause?: unknown) {
    super(`the seal does not hold: ${what}`, cause === undefined ? undefined : { cause });
    this.name = "BrokenSeal";
  }
}

/** How a sealed text begins. The tables refuse any other where one must be sealed. */
export const SEALED = "sealed1:";

/** What stands in place of a text whose key was destroyed. */
export const DESTROYED_TEXT = "[destroyed · destruido]";

/** The text of a sealed place for somebody who reads: one whose key is gone says so, and nothing else fails with it. */
export function openForReading(keys: KeyRing, place: PlaceInRow, sealed: string): string {
  try {
    return keys.open(place, sealed);
  } catch (error) {
    if (error instanceof DestroyedKey) return DESTROYED_TEXT;
    throw error;
  }
}

/** A column whose texts are sealed: in which rows, and by whose key. `inJson` is the member of a JSON column that holds it. */
export type SealedColumn = { table: string; column: string; owner: string; isSealed?: { column: string; value: string }; inJson?: string; parent?: { table: string; by: string }; /** Set where the table came after sealing did: nothing of it ever stood open. */ born?: "sealed" };

const columns = [
  ...(["lines", "city", "state", "postal_code"] as const).map((column) => ({ table: "addresses", column, owner: "case_id" }) as const),
  { table: "blocks", column: "words", owner: "case_id", isSealed: { column: "class", value: "psychotherapy_note" } },
  { table: "release_parts", column: "words", owner: "case_id", isSealed: { column: "class", value: "psychotherapy_note" } },
  { table: "mandated_reports", column: "content", owner: "case_id", inJson: "sealed" },
  { table: "mandated_report_addenda", column: "words", owner: "case_id", parent: { table: "mandated_reports", by: "report_id" } },
  { table: "amendment_requests", column: "asked", owner: "case_id", isSealed: { column: "kind", value: "confidential" }, born: "sealed" },
  { table: "coverages", column: "address", owner: "case_id", born: "sealed" },
  { table: "claims", column: "content", owner: "case_id", born: "sealed" },
  { table: "family_bills", column: "content", owner: "case_id", born: "sealed" },
  { table: "received_files", column: "content", owner: "agency_id", born: "sealed" },
  { table: "remittance_claims", column: "patient", owner: "agency_id", born: "sealed" },
  { table: "single_sign_on", column: "client_secret", owner: "agency_id", born: "sealed" },
] as const satisfies readonly SealedColumn[];

/**
 * Every column that is sealed: addresses, those that a payer has, the other way of contact that somebody asks for, psychotherapy notes, what was reported, claims and files of payers, and an agency's secret at its own organisation. `owner` is the column with the case (or the agency),
 * in the row itself or in that of its parent.
 */
export const sealedColumns: readonly SealedColumn[] = columns;

type NameOf<Column> = Column extends { table: infer Table extends string; column: infer Name extends string } ? `${Table}.${Name}` : never;
/** What names a sealed column in its seal. */
export type SealedName = NameOf<(typeof columns)[number]>;
/** The place of a text in a sealed column, in the row that `key` names within its agency. */
export const placeIn = (column: SealedName, ...key: readonly (string | number)[]): PlaceInRow => ({ thing: thingOf(key), what: column });
/** What names a row in its seal. */
export const thingOf = (key: readonly unknown[]): string => key.join(".");
