import { createHash, randomUUID } from "node:crypto";
import fs from "node:fs/promises";
import path from "node:path";
import type pg from "pg";
import type { Instant } from "#kernel/dates.ts";
import { beginPuttingBack, beginSnapshot, type CopiedTable, copyIn, copyOut, listSequences, listTables, putSequences } from "#database/copying.ts";
import type { Entry } from "./entries.ts";
import { DamagedFile, type FileStore, syncFolder, writeWhole } from "./files.ts";
import type { OpenKeyRing } from "./keyRing.ts";
import { openEntries, sealEntries, UnusableBackup, withEntries } from "./sealedFile.ts";

// A backup is one file: a line that says what it is, then everything, packed and sealed with a key that is made for it and
// stands in that line, wrapped by the key ring of the installation, which is never in it. Within: a
// manifest, every table as rows of one moment, every file as it lies (sealed already), the seal files of the audit trail,
// and an end that counts all of it.

const FORMAT = "dyad-backup-1";

/** What a backup says of itself. */
export type Manifest = { kind: "manifest"; format: typeof FORMAT; madeAt: Instant; release: string; migrations: { name: string; checksum: string }[]; sequences: { name: string; last: string }[] };
/** What a backup holds, as counted. `missing` are files that a row names and the folder did not have. */
export type Counted = { tables: number; rows: number; files: number; missing: string[] };
type End = { kind: "end"; rows: Record<string, number>; files: number; missing: string[] };

const textOf = async (bytes: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  return Buffer.concat(pieces);
};
async function* justBytes(...pieces: Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* pieces;
}
const keyOf = ({ schema, name }: Pick<CopiedTable, "schema" | "name">) => `${schema}.${name}`;

/** Where the heads of the audit chains stand, outside of the database. */
const sealFolder = (dataDirectory: string) => path.join(dataDirectory, "seals");
async function readSealFiles(dataDirectory: string): Promise<{ name: string; text: Buffer }[]> {
  const names = await fs.readdir(sealFolder(dataDirectory)).catch(() => []);
  return Promise.all(names.filter((name) => name.endsWith(".log")).sort().map(async (name) => ({ name, text: await fs.readFile(path.join(sealFolder(dataDirectory), name)) })));
}

export type BackupSource = { owner: pg.ClientBase; files: FileStore; dataDirectory: string; release: string; now: Instant };

async function* listEntries({ owner, files, dataDirectory, release, now }: BackupSource): AsyncGenerator<Entry> {
  // The heads of the chains first: what is sealed meanwhile is then ahead of them, and never behind.
  const seals = await readSealFiles(dataDirectory);
  await beginSnapshot(owner);
  const { rows: migrations } = await owner.query<{ name: string; checksum: string }>("select name, checksum from dyad.migrations order by name");
  yield { head: { kind: "manifest", format: FORMAT, madeAt: now, release, migrations, sequences: await listSequences(owner) } satisfies Manifest, bytes: justBytes() };
  const end: End = { kind: "end", rows: {}, files: 0, missing: [] };
  for (const table of await listTables(owner)) {
    const copied = copyOut(owner, table);
    yield { head: { kind: "table", ...table }, bytes: copied.bytes };
    end.rows[keyOf(table)] = copied.count();
  }
  // A release from before there were files has no such table.
  const named = end.rows["dyad.files"] === undefined ? [] : (await owner.query<{ id: string }>("select id from dyad.files order by id")).rows;
  await owner.query("commit");
  for (const { id } of named) {
    const content = files.readSealed(id);
    const first = await content.next().catch((error: unknown) => {
      if (error instanceof DamagedFile) return null;
      throw error;
    });
    if (first === null || first.done) {
      end.missing.push(id);
      continue;
    }
    yield { head: { kind: "file", fileId: id }, bytes: startingWith(first.value, content) };
    end.files += 1;
  }
  for (const { name, text } of seals) yield { head: { kind: "seal", name }, bytes: justBytes(text) };
  yield { head: end, bytes: justBytes() };
}

async function* startingWith(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}

/**
 * Writes a backup, whole or not at all, and reads it again from the disk to its end before it has its name. Throws where a
 * file of that name is there. Everybody may go on working meanwhile: it is of the moment at which it began.
 */
export async function writeBackup(file: string, source: BackupSource, keys: OpenKeyRing): Promise<Counted> {
  const place = path.resolve(file);
  const unproven = `${place}.${randomUUID()}.part`;
  try {
    await writeWhole(unproven, sealEntries(FORMAT, { madeAt: source.now, release: source.release }, listEntries(source), keys));
    const { counted } = await proveBackup(unproven, keys);
    // A link, and not a rename: that would put it over whatever got this name meanwhile.
    await fs.link(unproven, place);
    await syncFolder(path.dirname(place));
    return counted;
  } finally {
    await fs.rm(unproven, { force: true });
  }
}

/** Sums and counts the rows of a table as they pass. */
async function weigh(bytes: AsyncIterable<Uint8Array>): Promise<{ rows: number; sum: string }> {
  const hash = createHash("sha256");
  const rows = await countRows(
    (async function* () {
      for await (const piece of bytes) {
        hash.update(piece);
        yield piece;
      }
    })(),
  );
  return { rows, sum: hash.digest("hex") };
}

/** The sum over the rows of each table as they stand in a database now, in the form in which a backup holds them. */
export async function sumTables(owner: pg.ClientBase, tables: readonly CopiedTable[]): Promise<Record<string, string>> {
  const sums: Record<string, string> = {};
  await beginSnapshot(owner);
  for (const table of tables) sums[keyOf(table)] = (await weigh(copyOut(owner, table).bytes)).sum;
  await owner.query("commit");
  return sums;
}

/** Bytes that end a row in PostgreSQL's text form; within a row they are written otherwise. */
const ROW_END = 0x0a;
async function countRows(bytes: AsyncIterable<Uint8Array>): Promise<number> {
  let count = 0;
  for await (const piece of bytes) for (let at = piece.indexOf(ROW_END); at >= 0; at = piece.indexOf(ROW_END, at + 1)) count += 1;
  return count;
}

/** What is done with each entry of a backup on the way through it; answers how many rows a table had. */
type Taking = { manifest(manifest: Manifest): Promise<void>; table(table: CopiedTable, bytes: AsyncIterable<Uint8Array>): Promise<number>; file(fileId: string, bytes: AsyncIterable<Uint8Array>): Promise<void>; seal(name: string, bytes: AsyncIterable<Uint8Array>): Promise<void> };

/** Throws `UnusableBackup` where the backup is not as it was written, wherever on the way that was noticed. */
const goThrough = (file: string, keys: OpenKeyRing, take: Taking): Promise<Counted> => withEntries(() => takeEntries(file, keys, take));

async function takeEntries(file: string, keys: OpenKeyRing, take: Taking): Promise<Counted> {
  const rows: Record<string, number> = {};
  let files = 0;
  let end: End | null = null;
  for await (const { head, bytes } of openEntries(file, FORMAT, keys)) {
    if (end !== null) throw new UnusableBackup("damaged");
    if (head.kind === "manifest") await take.manifest(head as Manifest);
    else if (head.kind === "table") rows[keyOf(head as unknown as CopiedTable)] = await take.table(head as unknown as CopiedTable, bytes);
    else if (head.kind === "file") await take.file(head.fileId as string, bytes).then(() => (files += 1));
    else if (head.kind === "seal") await take.seal(head.name as string, bytes);
    else end = head as End;
  }
  const isWhole = end !== null && end.files === files && Object.keys(end.rows).length === Object.keys(rows).length && Object.entries(end.rows).every(([table, count]) => rows[table] === count);
  if (!isWhole) throw new UnusableBackup("damaged");
  return { tables: Object.keys(rows).length, rows: Object.values(rows).reduce((sum, one) => sum + one, 0), files, missing: end!.missing };
}

const readOn = async (bytes: AsyncIterable<Uint8Array>): Promise<void> => {
  for await (const piece of bytes) void piece;
};

/** A backup that was read to its end: what it says of itself, the tables in it, and what it holds. */
export type Proven = { manifest: Manifest; tables: CopiedTable[]; counted: Counted; /** The sum over the rows of each table. */ sums: Record<string, string> };

/** Reads a backup to its end and counts what it holds. Throws `UnusableBackup`. */
export async function proveBackup(file: string, keys: OpenKeyRing): Promise<Proven> {
  const tables: CopiedTable[] = [];
  const manifests: Manifest[] = [];
  const sums: Record<string, string> = {};
  const counted = await goThrough(file, keys, {
    manifest: async (one) => void manifests.push(one),
    table: async (one, bytes) => {
      tables.push(one);
      const { rows, sum } = await weigh(bytes);
      sums[keyOf(one)] = sum;
      return rows;
    },
    file: (_id, bytes) => readOn(bytes),
    seal: (_name, bytes) => readOn(bytes),
  });
  if (manifests.length !== 1) throw new UnusableBackup("damaged");
  return { manifest: manifests[0]!, tables, counted, sums };
}

/**
 * Puts everything of a backup into a database whose tables are those of the backup's release, in one transaction: what is
 * cut off leaves an empty database. Files and seals are put in their places first. Throws `UnusableBackup`.
 */
export async function putBack(file: string, keys: OpenKeyRing, into: { owner: pg.ClientBase; files: FileStore; dataDirectory: string }, { manifest, tables }: Proven): Promise<Counted> {
  await beginPuttingBack(into.owner, tables);
  try {
    const counted = await goThrough(file, keys, {
      manifest: async () => {},
      table: (table, bytes) => copyIn(into.owner, table, bytes),
      file: (fileId, bytes) => into.files.putSealed(fileId, bytes),
      seal: async (name, bytes) => {
        await fs.mkdir(sealFolder(into.dataDirectory), { recursive: true });
        await fs.writeFile(path.join(sealFolder(into.dataDirectory), path.basename(name)), await textOf(bytes), { mode: 0o600, flush: true });
      },
    });
    await putSequences(into.owner, manifest.sequences);
    // Who was signed out since is not signed in again by an older copy.
    await into.owner.query("update dyad.sign_ins set ended_at = greatest(created_at, now()) where ended_at is null");
    await into.owner.query("commit");
    return counted;
  } catch (error) {
    await into.owner.query("rollback").catch(() => {});
    throw error;
  }
}
