import { type RawBuilder, sql } from "kysely";
import { LETTERS_SORTED, type Order, placeKey, readPlace, type ValueKind } from "#kernel/listing.ts";

/** What a list is sorted by: a column or an expression, what its values are, and whether a row may have none. */
export type SortBy = { by: RawBuilder<unknown>; kind: ValueKind; misses: "never" | "may" };

const casts: Record<ValueKind, RawBuilder<unknown>> = { text: sql`text`, date: sql`date`, moment: sql`timestamptz`, number: sql`integer` };
/** The value as a key holds it. */
const asKey = ({ by, kind }: SortBy) => (kind === "moment" ? sql`to_char(${by} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')` : sql`(${by})::text`);
/** A text as lists are sorted by it. */
export const sortedText = (text: RawBuilder<unknown>) => sql`left(lower(${text}), ${sql.lit(LETTERS_SORTED)})`;

/**
 * The parts of a statement that gives a page of a sorted list: the key of a row, the rows that come after one, and the
 * order. Rows without a value stand last whichever way the others go; rows with the same value go by their ids. Where
 * no row misses its value, place and order are one row comparison, which an index over both answers.
 */
export function pageBy(sort: SortBy, id: RawBuilder<unknown>, order: Order, after: string | null): { key: RawBuilder<unknown>; follows: RawBuilder<unknown>; order: RawBuilder<unknown> } {
  const place = readPlace(after, sort.kind);
  const [sign, way] = order === "up" ? [sql`>`, sql`asc`] : [sql`<`, sql`desc`];
  const key = asKey(sort);
  if (sort.misses === "never") return { key, follows: place === null ? sql`true` : sql`(${sort.by}, ${id}) ${sign} (${place.value}::${casts[sort.kind]}, ${place.id}::uuid)`, order: sql`${sort.by} ${way}, ${id} ${way}` };
  const follows =
    place === null ? sql`true` : place.value === null ? sql`${sort.by} is null and ${id} ${sign} ${place.id}::uuid` : sql`(${sort.by} is null or (${sort.by}, ${id}) ${sign} (${place.value}::${casts[sort.kind]}, ${place.id}::uuid))`;
  return { key, follows, order: sql`${sort.by} ${way} nulls last, ${id} ${way}` };
}

/** A page of rows that were asked for with one more than it holds, and the key of its last row where more follow. */
export function pageOf<R extends { key: string | null }>(found: readonly R[], size: number, idOf: (row: R) => string): { rows: Omit<R, "key">[]; next: string | null } {
  const page = found.slice(0, size);
  const last = page.at(-1);
  return { rows: page.map(({ key: _key, ...one }) => one), next: found.length > size && last ? placeKey({ value: last.key, id: idOf(last) }) : null };
}
