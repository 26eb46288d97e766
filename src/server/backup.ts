import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import fs from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import type pg from "pg";
import type { Instant } from "#kernel/dates.ts";
import { beginPuttingBack, beginSnapshot, type CopiedTable, copyIn, copyOut, listSequences, listTables, putSequences } from "#database/copying.ts";
import { BrokenCopy, type Entry, readEntries, writeEntries } from "./entries.ts";
import { DamagedFile, type FileStore, makeFileKey, openBytes, plainSize, sealBytes, syncFolder, unwrapKey, wrapKey, writeWhole } from "./files.ts";

// A backup is one file: a line that says what it is, then everything, packed and sealed with a key that is made for it and
// stands in that line, wrapped by the secret key of the installation. The secret key itself is never in it. Within: a
// manifest, every table as rows of one moment, every file as it lies (sealed already), the seal files of the audit trail,
// and an end that counts all of it.

const FORMAT = "dyad-backup-1";
/** Level of packing: most of the gain for a third of the time of the highest. */
const PACKING = 3;
/** Whom the key of a backup belongs to, where a file's belongs to an agency. */
const OWNER = "backup";
/** Bytes within which the first line of a backup ends. */
const FIRST_LINE = 4096;

/** What a backup says of itself. */
export type Manifest = { kind: "manifest"; format: typeof FORMAT; madeAt: Instant; release: string; migrations: { name: string; checksum: string }[]; sequences: { name: string; last: string }[] };
/** What a backup holds, as counted. `missing` are files that a row names and the folder did not have. */
export type Counted = { tables: number; rows: number; files: number; missing: string[] };
type End = { kind: "end"; rows: Record<string, number>; files: number; missing: string[] };

/** A backup that cannot be used: it is damaged, was made with another secret key, or is none. Nothing was changed. */
export class UnusableBackup extends Error {
  readonly why: "damaged" | "other_key" | "no_backup";
  constructor(why: UnusableBackup["why"], cause?: unknown) {
    super(`the backup cannot be used: ${why}`, cause === undefined ? undefined : { cause });
    this.name = "UnusableBackup";
    this.why = why;
  }
}

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
  const { rows: named } = await owner.query<{ id: string }>("select id from dyad.files order by id");
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

async function* packed(entries: AsyncIterable<Entry>): AsyncGenerator<Uint8Array> {
  const zip = createGzip({ level: PACKING });
  const fed = pipeline(writeEntries(entries), zip);
  // What fails on the way in ends the packing too, and is thrown there.
  fed.catch(() => {});
  yield* zip;
  await fed;
}

async function* wholeFile(source: BackupSource, secretKey: string): AsyncGenerator<Uint8Array> {
  const id = randomUUID();
  const key = makeFileKey();
  yield Buffer.from(`${JSON.stringify({ format: FORMAT, id, madeAt: source.now, release: source.release, key: wrapKey(secretKey, { agencyId: OWNER, fileId: id }, key).toString("base64") })}\n`);
  yield* sealBytes(packed(listEntries(source)), key, id);
}

/**
 * Writes a backup, whole or not at all, and reads it again from the disk to its end before it has its name. Throws where a
 * file of that name is there. Everybody may go on working meanwhile: it is of the moment at which it began.
 */
export async function writeBackup(file: string, source: BackupSource, secretKey: string): Promise<Counted> {
  const place = path.resolve(file);
  const unproven = `${place}.${randomUUID()}.part`;
  try {
    await writeWhole(unproven, wholeFile(source, secretKey));
    const { counted } = await proveBackup(unproven, secretKey);
    // A link, and not a rename: that would put it over whatever got this name meanwhile.
    await fs.link(unproven, place);
    await syncFolder(path.dirname(place));
    return counted;
  } finally {
    await fs.rm(unproven, { force: true });
  }
}

/** The entries of a backup, each proved before it is handed on. */
async function* openBackup(file: string, secretKey: string): AsyncGenerator<Entry> {
  const handle = await fs.open(file, constants.O_RDONLY);
  try {
    const start = Buffer.alloc(FIRST_LINE);
    const { bytesRead } = await handle.read(start, 0, FIRST_LINE, 0);
    const end = start.subarray(0, bytesRead).indexOf(0x0a);
    const head = end < 0 ? null : readHead(start.subarray(0, end).toString("utf8"));
    if (head === null) throw new UnusableBackup("no_backup");
    let key: Buffer;
    try {
      key = unwrapKey(secretKey, { agencyId: OWNER, fileId: head.id }, Buffer.from(head.key, "base64"));
    } catch (error) {
      throw new UnusableBackup("other_key", error);
    }
    const unzip = createGunzip();
    const fed = pipeline(openBytes(handle, key, head.id, plainSize((await handle.stat()).size - end - 1), end + 1), unzip);
    fed.catch(() => {});
    yield* readEntries(unzip);
    await fed;
  } finally {
    await handle.close();
  }
}

function readHead(line: string): { id: string; key: string } | null {
  try {
    const { format, id, key } = JSON.parse(line) as Record<string, unknown>;
    return format === FORMAT && typeof id === "string" && typeof key === "string" ? { id, key } : null;
  } catch {
    return null;
  }
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

/** Whether what was thrown on the way says that the bytes are not as they were written. */
const isDamage = (error: unknown): boolean => error instanceof DamagedFile || error instanceof BrokenCopy || error instanceof SyntaxError || ((error as { code?: string }).code ?? "").startsWith("Z_");

/** Throws `UnusableBackup` where the backup is not as it was written, wherever on the way that was noticed. */
async function goThrough(file: string, secretKey: string, take: Taking): Promise<Counted> {
  try {
    return await takeEntries(file, secretKey, take);
  } catch (error) {
    throw isDamage(error) ? new UnusableBackup("damaged", error) : error;
  }
}

async function takeEntries(file: string, secretKey: string, take: Taking): Promise<Counted> {
  const rows: Record<string, number> = {};
  let files = 0;
  let end: End | null = null;
  for await (const { head, bytes } of openBackup(file, secretKey)) {
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
export type Proven = { manifest: Manifest; tables: CopiedTable[]; counted: Counted };

/** Reads a backup to its end and counts what it holds. Throws `UnusableBackup`. */
export async function proveBackup(file: string, secretKey: string): Promise<Proven> {
  const tables: CopiedTable[] = [];
  const manifests: Manifest[] = [];
  const counted = await goThrough(file, secretKey, {
    manifest: async (one) => void manifests.push(one),
    table: (one, bytes) => {
      tables.push(one);
      return countRows(bytes);
    },
    file: (_id, bytes) => readOn(bytes),
    seal: (_name, bytes) => readOn(bytes),
  });
  if (manifests.length !== 1) throw new UnusableBackup("damaged");
  return { manifest: manifests[0]!, tables, counted };
}

/**
 * Puts everything of a backup into a database whose tables are those of the backup's release, in one transaction: what is
 * cut off leaves an empty database. Files and seals are put in their places first. Throws `UnusableBackup`.
 */
export async function putBack(file: string, secretKey: string, into: { owner: pg.ClientBase; files: FileStore; dataDirectory: string }, { manifest, tables }: Proven): Promise<Counted> {
  await beginPuttingBack(into.owner, tables);
  try {
    const counted = await goThrough(file, secretKey, {
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
