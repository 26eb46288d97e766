import { once } from "node:events";
import { pipeline } from "node:stream/promises";
import type { Readable } from "node:stream";
import pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";

/** A table of the product with the columns that hold what was put in: what the database works out itself is left out. */
export type CopiedTable = { schema: string; name: string; columns: string[]; /** Which of its rows, as SQL; all of them where it is null. */ where: string | null };

/** Made again by every installation, or told in the head of a copy: by which ring a database is sealed, who opens it notes. */
const MADE_BY_MIGRATION = ["migrations", "disclosure_grants", "rings"];
/** Of the queue, what is still to be worked off; its archive is of no use to anybody. */
const QUEUE: Omit<CopiedTable, "columns"> = { schema: "pgboss", name: "job", where: "state in ('created', 'retry', 'active')" };

/** Every table with rows of the agencies, by name. The account must be one that row-level security lets through. */
export async function listTables(client: pg.ClientBase): Promise<CopiedTable[]> {
  const { rows } = await client.query<{ schema: string; name: string; columns: string[] }>(
    `select n.nspname as schema, c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relkind in ('r', 'p') and not c.relispartition and ((n.nspname = 'dyad' and c.relname <> all ($1::text[])) or (n.nspname = $2 and c.relname = $3))
     group by 1, 2 order by 1, 2`,
    [MADE_BY_MIGRATION, QUEUE.schema, QUEUE.name],
  );
  return rows.map((one) => ({ ...one, where: one.schema === QUEUE.schema ? QUEUE.where : null }));
}

const quoted = (name: string) => pg.escapeIdentifier(name);
const nameOf = ({ schema, name }: CopiedTable) => `${quoted(schema)}.${quoted(name)}`;
const columnsOf = ({ columns }: CopiedTable) => columns.map(quoted).join(", ");

/** Whether an account sees every row of every table, whatever the policies say: only such a one can copy a database. */
export async function seesEverything(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ sees: boolean }>("select rolsuper or rolbypassrls as sees from pg_roles where rolname = current_user");
  return rows[0]!.sees;
}

/** Begins a transaction in which all that is read is of one moment. */
export async function beginSnapshot(client: pg.ClientBase): Promise<void> {
  await client.query("begin isolation level repeatable read read only");
  await client.query("set local statement_timeout = 0");
  await client.query("set local datestyle = 'ISO'");
  // The moment is taken by the first statement that reads.
  await client.query("select count(*) from dyad.migrations");
}

/** The rows of a table in PostgreSQL's text form, and, once all are read, how many they were. */
export function copyOut(client: pg.ClientBase, table: CopiedTable): { bytes: Readable; count(): number } {
  const source = table.where === null && table.schema === "dyad" ? `${nameOf(table)} (${columnsOf(table)})` : `(select ${columnsOf(table)} from ${nameOf(table)} where ${table.where ?? "true"})`;
  const stream = client.query(copyTo(`copy ${source} to stdout`));
  return { bytes: stream, count: () => (stream as unknown as { rowCount: number }).rowCount };
}

/** Puts rows in PostgreSQL's text form into a table; answers how many they were. */
export async function copyIn(client: pg.ClientBase, table: CopiedTable, bytes: AsyncIterable<Uint8Array>): Promise<number> {
  const stream = client.query(copyFrom(`copy ${nameOf(table)} (${columnsOf(table)}) from stdin`));
  await pipeline(bytes, stream);
  return (stream as unknown as { rowCount: number }).rowCount;
}

/** Where each sequence of the product stands. */
export async function listSequences(client: pg.ClientBase): Promise<{ name: string; last: string }[]> {
  const { rows } = await client.query<{ name: string; last: string }>("select sequencename as name, last_value::text as last from pg_sequences where schemaname = 'dyad' and last_value is not null order by 1");
  return rows;
}

/** Begins a transaction in which rows are put back as they were: keys and triggers are off, and what migrations put in is taken out. Needs a super-user. */
export async function beginPuttingBack(client: pg.ClientBase, tables: readonly CopiedTable[]): Promise<void> {
  await client.query("begin");
  await client.query("set local statement_timeout = 0");
  await client.query("set local datestyle = 'ISO'");
  await client.query("set local session_replication_role = replica");
  const own = tables.filter(({ schema }) => schema === "dyad");
  if (own.length > 0) await client.query(`truncate ${own.map(nameOf).join(", ")}`);
  if (own.length < tables.length) await client.query(`delete from ${QUEUE.schema}.${QUEUE.name}`);
}

/** Sets each sequence to where it stood. */
export async function putSequences(client: pg.ClientBase, sequences: readonly { name: string; last: string }[]): Promise<void> {
  for (const { name, last } of sequences) await client.query("select setval(format('dyad.%I', $1::text)::regclass, $2::bigint)", [name, last]);
}

/** Tables that one statement takes away: what is dropped at once is locked at once, with all that hangs on it, and a server of usual settings has some thousand locks. */
const TABLES_AT_ONCE = 20;
/** Takes our schema away, piece by piece; cut off in between, the next call goes on. */
export async function dropSchema(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string }>("select c.oid::regclass::text as name from pg_class c where c.relnamespace = to_regnamespace('dyad') and c.relkind = 'r' order by c.oid");
  for (let at = 0; at < rows.length; at += TABLES_AT_ONCE) await client.query(`drop table if exists ${rows.slice(at, at + TABLES_AT_ONCE).map((one) => one.name).join(", ")} cascade`);
  await client.query("drop schema if exists dyad cascade");
}

/** Whether nobody has used a database yet: there is no agency, and it was never filled. */
export async function isUnused(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>("select to_regclass('dyad.agencies') is not null and to_regclass('dyad.installation') is not null as there");
  if (!rows[0]!.there) return true;
  const used = await client.query<{ used: boolean }>("select exists (select from dyad.agencies) or exists (select from dyad.installation) as used");
  return !used.rows[0]!.used;
}

/** Ends what a stream still holds of a connection that is left. */
export async function untilEnded(stream: Readable): Promise<void> {
  if (!stream.readableEnded && !stream.destroyed) await once(stream, "end");
}
