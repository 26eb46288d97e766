import type pg from "pg";
import type { Step } from "#database/migrate.ts";
import { DestroyedKey, type PlaceInRow, type SealedColumn, sealedColumns } from "#database/sealing.ts";
import { placeOfFileKey } from "./files.ts";
import type { OpenKeyRing } from "./keyRing.ts";
import { keyColumnsOf, placeOfColumn } from "#database/sealedRows.ts";

// Goes through everything that is sealed: once, when a database from before is brought up to date and it all still stands
// open; and again whenever a new generation of keys takes the place of the last.

const ROWS_AT_ONCE = 500;
/** How files' keys were wrapped before there was a ring: by the secret key itself. */
const WRAPPED_BEFORE = 60;

const tablesOf = (columns: readonly SealedColumn[]) => [...new Set(columns.map((one) => one.table)), "files"];

/** Does something to rows that are otherwise kept from change, as their owner: nobody else's statements see it half done. */
async function amongClosedRows(client: pg.ClientBase, columns: readonly SealedColumn[], work: () => Promise<void>): Promise<void> {
  const tables = tablesOf(columns);
  for (const table of tables) await client.query(`alter table dyad.${table} no force row level security, disable trigger user`);
  await work();
  for (const table of tables) await client.query(`alter table dyad.${table} force row level security, enable trigger user`);
}

type Found = { agency: string; id: string[]; owner: string; text: string };
/** Rows of a statement, a page at a time, as they stood when it began. */
async function* inPages<T>(client: pg.ClientBase, statement: string): AsyncGenerator<T[]> {
  await client.query(`declare resealed no scroll cursor for ${statement}`);
  for (;;) {
    const { rows } = await client.query(`fetch ${ROWS_AT_ONCE} from resealed`);
    if (rows.length === 0) break;
    yield rows as T[];
  }
  await client.query("close resealed");
}

/** The rows of a column that hold a text. */
function readColumn(client: pg.ClientBase, one: SealedColumn): AsyncGenerator<Found[]> {
  const owner = one.parent ? `p.${one.owner}` : `t.${one.owner}`;
  const from = `dyad.${one.table} t${one.parent ? ` join dyad.${one.parent.table} p on p.agency_id = t.agency_id and p.id = t.${one.parent.by}` : ""}`;
  const text = one.inJson ? `coalesce(t.${one.column} ->> '${one.inJson}', t.${one.column}::text)` : `t.${one.column}`;
  const only = [...(one.isSealed ? [`t.${one.isSealed.column} = '${one.isSealed.value}'`] : []), `${text} <> ''`].join(" and ");
  return inPages<Found>(client, `select t.agency_id as agency, array[${keyColumnsOf(one.table).map((column) => `t.${column}::text`).join(", ")}] as id, ${owner}::text as owner, ${text} as text from ${from} where ${only}`);
}

async function rewriteColumn(client: pg.ClientBase, one: SealedColumn, rewrite: (found: Found, place: PlaceInRow) => string | null): Promise<number> {
  const keyColumns = keyColumnsOf(one.table);
  let count = 0;
  for await (const page of readColumn(client, one)) {
    const next = page.flatMap((found) => {
      const text = rewrite(found, placeOfColumn(one, found.id));
      return text === null ? [] : [{ agency: found.agency, id: found.id, text }];
    });
    if (next.length === 0) continue;
    const value = one.inJson ? `jsonb_build_object('${one.inJson}', n.text)` : "n.text";
    await client.query(
      `update dyad.${one.table} t set ${one.column} = ${value} from jsonb_to_recordset($1::jsonb) as n (agency uuid, id jsonb, text text)
       where t.agency_id = n.agency and ${keyColumns.map((column, place) => `t.${column}::text = n.id ->> ${place}`).join(" and ")}`,
      [JSON.stringify(next)],
    );
    count += next.length;
  }
  return count;
}

async function rewrapFiles(client: pg.ClientBase, rewrap: (place: string, fileId: string, wrapped: Buffer) => Buffer | null): Promise<number> {
  let count = 0;
  for await (const page of inPages<{ agency: string; id: string; wrapped: Buffer }>(client, "select agency_id as agency, id, wrapped_key as wrapped from dyad.files")) {
    for (const { agency, id, wrapped } of page) {
      const next = rewrap(placeOfFileKey({ agencyId: agency, fileId: id }), id, wrapped);
      if (next === null) continue;
      await client.query("update dyad.files set wrapped_key = $3 where agency_id = $1 and id = $2", [agency, id, next]);
      count += 1;
    }
  }
  return count;
}

/** Seals what a release from before wrote open, within the migration's transaction. */
async function sealWhatStoodOpen(client: pg.ClientBase, keys: OpenKeyRing): Promise<void> {
  const stoodOpen = sealedColumns.filter((one) => one.born !== "sealed");
  await amongClosedRows(client, stoodOpen, async () => {
    for (const one of stoodOpen) await rewriteColumn(client, one, (found, place) => keys.seal({ owner: found.owner, ...place }, found.text));
    await rewrapFiles(client, (place, fileId, wrapped) => (wrapped.length === WRAPPED_BEFORE ? keys.wrap(fileId, place, keys.unwrapFromBefore(place, wrapped)) : null));
  });
}

/** The step by which a release from before learns to seal. */
export const sealingStep = (keys: OpenKeyRing): Step => ({ name: "0048_keys_sealing", checksum: "1", run: (client) => sealWhatStoodOpen(client, keys) });

/** Seals everything anew by the newest generation of keys, in one transaction; what was destroyed stays as it is. Answers how much was. */
export async function resealAll(client: pg.ClientBase, keys: OpenKeyRing): Promise<number> {
  let count = 0;
  const unlessDestroyed = <T>(work: () => T): T | null => {
    try {
      return work();
    } catch (error) {
      if (error instanceof DestroyedKey) return null;
      throw error;
    }
  };
  await client.query("begin");
  try {
    await client.query("set local role dyad_owner");
    await amongClosedRows(client, sealedColumns, async () => {
      for (const one of sealedColumns)
        count += await rewriteColumn(client, one, (found, place) => (keys.isNewest(found.text) ? null : unlessDestroyed(() => keys.seal({ owner: found.owner, ...place }, keys.open(place, found.text)))));
      count += await rewrapFiles(client, (place, fileId, wrapped) => (keys.isNewest(wrapped) ? null : unlessDestroyed(() => keys.wrap(fileId, place, keys.unwrap(fileId, place, wrapped)))));
    });
    await client.query("commit");
    return count;
  } catch (error) {
    await client.query("rollback").catch(() => {});
    throw error;
  }
}
