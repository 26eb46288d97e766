import { type KeyRing, openForReading, type PlaceInRow, type SealedColumn, sealedColumns, thingOf } from "./sealing.ts";

type Row = Record<string, unknown>;

/** The columns of a table that are sealed. */
export const sealedIn = (table: string): readonly SealedColumn[] => sealedColumns.filter((one) => one.table === table);
const isSealedRow = ({ isSealed }: SealedColumn, row: Row): boolean => isSealed === undefined || row[isSealed.column] === isSealed.value;

/** The columns that name a row within its agency. */
export const keyColumnsOf = (table: string): readonly string[] => (table === "release_parts" ? ["release_id", "place"] : ["id"]);
/** The place of a column's text, in the row with this key. */
export const placeOfColumn = ({ table, column }: SealedColumn, key: readonly unknown[]): PlaceInRow => ({ thing: thingOf(key), what: `${table}.${column}` });

const placeOf = (one: SealedColumn, row: Row) => placeOfColumn(one, keyColumnsOf(one.table).map((column) => row[column]));

/** A row of a table with its sealed columns open, for who takes it elsewhere. */
export function openRow(keys: KeyRing, table: string, row: Row): Row {
  const open = { ...row };
  for (const one of sealedIn(table)) {
    if (!isSealedRow(one, row)) continue;
    const kept = row[one.column];
    const text = openForReading(keys, placeOf(one, row), one.inJson ? String((kept as Row)[one.inJson]) : String(kept));
    open[one.column] = one.inJson ? readJson(text) : text;
  }
  return open;
}
/** What stood there is kept as it reads where it is no JSON any more, as the mark of a destroyed key is not. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** A row as `openRow` gave it, sealed by the keys of another place. `ownerOf` names the case of the row's parent. */
export function sealRow(keys: KeyRing, table: string, row: Row, ownerOf: (parent: string, id: string) => string): Row {
  const sealed = { ...row };
  for (const one of sealedIn(table)) {
    if (!isSealedRow(one, row)) continue;
    const owner = one.parent ? ownerOf(one.parent.table, String(row[one.parent.by])) : String(row[one.owner]);
    const text = keys.seal({ owner, ...placeOf(one, row) }, one.inJson ? JSON.stringify(row[one.column]) : String(row[one.column]));
    sealed[one.column] = one.inJson ? { [one.inJson]: text } : text;
  }
  return sealed;
}
