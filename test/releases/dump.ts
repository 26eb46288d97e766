import fs from "node:fs";
import path from "node:path";
import zlib from "node:zlib";
import type pg from "pg";

/** A database as a release left it: which migrations had run, every row of every table, and the files beside the data. */
export type ReleaseDump = { release: string; migrations: { name: string; checksum: string }[]; tables: Map<string, Record<string, unknown>[]>; files: { name: string; text: string }[] };

/** The dumps that are kept, by release. */
export function listDumps(): string[] {
  return fs.readdirSync(import.meta.dirname).filter((name) => name.endsWith(".jsonl.gz")).sort().map((name) => path.join(import.meta.dirname, name));
}

/** Reads a dump as `scripts/dump-release.mjs` wrote it. Throws where it is cut off or counts wrongly. */
export function readDump(file: string): ReleaseDump {
  const lines = zlib.gunzipSync(fs.readFileSync(file)).toString("utf8").trimEnd().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
  const head = lines.shift() as Pick<ReleaseDump, "release" | "migrations">;
  const dump: ReleaseDump = { ...head, tables: new Map(), files: [] };
  while (lines.length > 0) {
    const next = lines.shift()!;
    if (typeof next.file === "string") {
      dump.files.push({ name: next.file, text: next.text as string });
      continue;
    }
    const rows = lines.splice(0, next.rows as number);
    if (rows.length !== next.rows) throw new Error(`${file}: ${next.table} has ${rows.length} rows of ${next.rows}`);
    dump.tables.set(next.table as string, rows);
  }
  return dump;
}

/** Puts every row back, as the privileged account, with keys and triggers off until all is there. The tables must be those of the dump's release, and empty. */
export async function loadDump(client: pg.ClientBase, dump: ReleaseDump): Promise<void> {
  await client.query("begin");
  await client.query("set local session_replication_role = replica");
  for (const [table, rows] of dump.tables) {
    const name = `dyad.${client.escapeIdentifier(table)}`;
    await client.query(`insert into ${name} select * from jsonb_populate_recordset(null::${name}, $1::jsonb)`, [JSON.stringify(rows)]);
  }
  await client.query("commit");
}
