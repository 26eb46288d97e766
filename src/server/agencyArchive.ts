import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import fs from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import yauzl from "yauzl";
import yazl from "yazl";
import { beginTakingIn, indexNames, listAgencyTables, putAgencyRows, putCounters, readAgencyRows } from "#database/agencyRows.ts";
import { beginSnapshot } from "#database/copying.ts";
import { sealedColumns } from "#database/sealing.ts";
import { DamagedFile, type FileStore, makeFileKey, sealBytes, syncFolder, unwrapFileKey, wrapFileKey } from "./files.ts";
import type { OpenKeyRing } from "./keyRing.ts";
import { hashToken, linkToken } from "./keys.ts";
import { openRow, sealedIn, sealRow } from "#database/sealedRows.ts";
import { type FileMediaType, fileEndings } from "#kernel/mediaTypes.ts";

// Everything of an agency in one ZIP of open formats: each table as lines of JSON, each file as it was received, the heads
// of the audit chain, a page that explains it all, and a list of what must be in it with a sum for each. No clock comes
// in: the same record gives the same bytes. It is not sealed: whoever holds it reads it.

export const ARCHIVE_FORMAT = "dyad-export-1";
const CONTENTS = "contents.json";
/** The format's own beginning: the day of an entry says nothing. */
const MTIME = new Date("1980-01-01T12:00:00Z");
/** Rows, and bytes of them, that one statement takes. */
const ROWS_AT_ONCE = 500;
const BYTES_AT_ONCE = 4_000_000;

/** What stands in an archive beside the content: enough to make its tables and to prove that nothing is missing. */
export type Contents = {
  format: typeof ARCHIVE_FORMAT;
  release: string;
  agency: { agencyId: string; slug: string };
  demo: string;
  migrations: { name: string; checksum: string }[];
  tables: { name: string; columns: { name: string; type: string }[]; rows: number }[];
  /** Files that a row names and the folder did not have. */
  missing: string[];
  parts: { path: string; bytes: number; sha256: string }[];
};

export type ArchiveSource = { owner: pg.ClientBase; files: FileStore; dataDirectory: string; keys: OpenKeyRing; release: string; demo: string; agency: { agencyId: string; slug: string }; /** The page that explains it, from what is in it. */ page: (tables: Contents["tables"]) => string };

/** Bytes on their way into the archive, with their sum. */
function counted(path_: string, bytes: AsyncIterable<Uint8Array>): { stream: Readable; done: Promise<Contents["parts"][number]> } {
  const hash = createHash("sha256");
  let length = 0;
  let finish: (part: Contents["parts"][number]) => void;
  let fail: (error: unknown) => void;
  const done = new Promise<Contents["parts"][number]>((resolve, reject) => ([finish, fail] = [resolve, reject]));
  const through = async function* () {
    try {
      for await (const piece of bytes) {
        hash.update(piece);
        length += piece.length;
        yield piece;
      }
      finish({ path: path_, bytes: length, sha256: hash.digest("hex") });
    } catch (error) {
      fail(error);
      throw error;
    }
  };
  return { stream: Readable.from(through(), { objectMode: false }), done };
}
/** Lines of rows with what is sealed in them open: an archive is for reading, wherever it goes. */
async function* opened(keys: OpenKeyRing, table: string, lines: AsyncIterable<string>): AsyncGenerator<string> {
  const isSealed = sealedIn(table).length > 0;
  for await (const line of lines) yield isSealed ? JSON.stringify(openRow(keys, table, JSON.parse(line) as Row)) : line;
}
async function* asLines(lines: AsyncIterable<string>, count: () => void): AsyncGenerator<Buffer> {
  for await (const line of lines) {
    count();
    yield Buffer.from(`${line}\n`);
  }
}
async function* bytesOf(text: string | Buffer): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

type Row = Record<string, unknown>;
const sealsOf = (dataDirectory: string, agencyId: string) => path.join(dataDirectory, "seals", `${agencyId}.log`);

/** Writes an archive, whole or not at all; answers what is in it. Throws where a file of that name is there. */
export async function writeArchive(file: string, source: ArchiveSource): Promise<Contents> {
  const { owner, files, agency, keys } = source;
  const place = path.resolve(file);
  const unproven = `${place}.${randomUUID()}.part`;
  const zip = new yazl.ZipFile();
  const written = pipeline(zip.outputStream, createWriteStream(unproven, { flags: "wx", mode: 0o600, flush: true }));
  written.catch(() => {});
  const contents: Contents = { format: ARCHIVE_FORMAT, release: source.release, agency, demo: source.demo, migrations: [], tables: [], missing: [], parts: [] };
  /** One part after the other: the next begins when the one before is read to its end. */
  const add = async (path_: string, bytes: AsyncIterable<Uint8Array>, packing: "packed" | "as it is" = "packed") => {
    const { stream, done } = counted(path_, bytes);
    zip.addReadStream(stream, path_, { mtime: MTIME, mode: 0o100600, compress: packing === "packed", forceDosTimestamp: true });
    contents.parts.push(await Promise.race([done, written.then(() => Promise.reject(new Error("the archive ended early")))]));
  };
  try {
    const seals = await fs.readFile(sealsOf(source.dataDirectory, agency.agencyId)).catch(() => Buffer.alloc(0));
    await beginSnapshot(owner);
    contents.migrations = (await owner.query<{ name: string; checksum: string }>("select name, checksum from dyad.migrations order by name")).rows;
    for (const table of await listAgencyTables(owner)) {
      let rows = 0;
      await add(`tables/${table.name}.jsonl`, asLines(opened(keys, table.name, readAgencyRows(owner, table, agency.agencyId)), () => (rows += 1)));
      contents.tables.push({ name: table.name, columns: table.columns, rows });
    }
    const { rows: named } = await owner.query<{ id: string; media_type: FileMediaType; bytes: string; wrapped_key: Buffer }>("select id, media_type, bytes::text, wrapped_key from dyad.files where agency_id = $1 order by id", [agency.agencyId]);
    await owner.query("commit");
    for (const one of named) {
      const read = async function* () {
        yield* files.read(one.id, unwrapFileKey(keys, { agencyId: agency.agencyId, fileId: one.id }, one.wrapped_key), Number(one.bytes));
      };
      // What does not hold is found before its name stands in the archive.
      const state = await (async () => { for await (const piece of read()) void piece; })().catch((error: unknown) => error); // prettier-ignore
      if (state instanceof DamagedFile) contents.missing.push(one.id);
      else if (state !== undefined) throw state;
      else await add(`files/${one.id}.${fileEndings[one.media_type]}`, read(), "as it is");
    }
    await add("audit/seals.log", bytesOf(seals));
    await add("index.html", bytesOf(source.page(contents.tables)));
    zip.addBuffer(Buffer.from(`${JSON.stringify(contents, null, 1)}\n`), CONTENTS, { mtime: MTIME, mode: 0o100600, forceDosTimestamp: true });
    zip.end();
    await written;
    await fs.link(unproven, place);
    await syncFolder(path.dirname(place));
    return contents;
  } finally {
    zip.outputStream.unpipe?.();
    await fs.rm(unproven, { force: true });
  }
}

/** An archive that cannot be taken in: it is damaged, or is none of ours. Nothing was changed. */
export class UnusableArchive extends Error {
  readonly why: "damaged" | "no_archive";
  constructor(why: UnusableArchive["why"], cause?: unknown) {
    super(`the archive cannot be used: ${why}`, cause === undefined ? undefined : { cause });
    this.name = "UnusableArchive";
    this.why = why;
  }
}

type Parts = { paths: string[]; open(path: string): Promise<Readable>; close(): void };
async function openZip(file: string): Promise<Parts> {
  const zip = await yauzl.openPromise(file, { autoClose: false }).catch((error: unknown) => {
    throw new UnusableArchive("no_archive", error);
  });
  const entries = new Map<string, yauzl.Entry>();
  try {
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  } catch (error) {
    zip.close();
    throw new UnusableArchive("damaged", error);
  }
  return {
    paths: [...entries.keys()],
    open: async (path_) => {
      const entry = entries.get(path_);
      if (entry === undefined) throw new UnusableArchive("damaged");
      return zip.openReadStreamPromise(entry);
    },
    close: () => zip.close(),
  };
}

async function readText(parts: Parts, path_: string): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of await parts.open(path_)) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString("utf8");
}

/** Reads an archive to its end: every part is there, with its sum, and nothing else is. Throws `UnusableArchive`. */
export async function proveArchive(file: string): Promise<Contents> {
  const parts = await openZip(file);
  try {
    if (!parts.paths.includes(CONTENTS)) throw new UnusableArchive("no_archive");
    const contents = JSON.parse(await readText(parts, CONTENTS)) as Contents;
    if (contents.format !== ARCHIVE_FORMAT) throw new UnusableArchive("no_archive");
    if (new Set([...contents.parts.map((one) => one.path), CONTENTS]).size !== parts.paths.length) throw new UnusableArchive("damaged");
    for (const { path: path_, sha256 } of contents.parts) {
      const hash = createHash("sha256");
      for await (const piece of await parts.open(path_)) hash.update(piece as Buffer);
      if (hash.digest("hex") !== sha256) throw new UnusableArchive("damaged");
    }
    return contents;
  } catch (error) {
    throw error instanceof UnusableArchive ? error : new UnusableArchive("damaged", error);
  } finally {
    parts.close();
  }
}

/** Lines as they were written, ended by nothing but a line's end: text may hold marks that other readers take for one. */
async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let held: Buffer[] = [];
  for await (const piece of bytes) {
    let from = 0;
    for (let at = piece.indexOf(0x0a); at >= 0; at = piece.indexOf(0x0a, from)) {
      yield Buffer.concat([...held, piece.subarray(from, at)]).toString("utf8");
      held = [];
      from = at + 1;
    }
    if (from < piece.length) held.push(Buffer.from(piece.subarray(from)));
  }
  if (held.length > 0) throw new UnusableArchive("damaged");
}

/** What an installation gives of its own to rows that come from another one: keys and tokens of its own. */
function completing(ring: OpenKeyRing, agencyId: string, keys: Map<string, Buffer>): Record<string, (row: Row) => Row> {
  const asBytea = (bytes: Uint8Array) => `\\x${Buffer.from(bytes).toString("hex")}`;
  return {
    files: (row) => {
      const fileId = row.id as string;
      const key = makeFileKey();
      keys.set(fileId, key);
      return { ...row, wrapped_key: asBytea(wrapFileKey(ring, { agencyId, fileId }, key)) };
    },
    links: (row) => ({ ...row, token_hash: asBytea(hashToken(linkToken(ring.signing, row.link_id as string))) }),
    accounts: (row) => ({ ...row, second_factor_last_step: 0 }),
  };
}
const added: Record<string, readonly string[]> = { files: ["wrapped_key"], links: ["token_hash"], accounts: ["second_factor_last_step"] };

/** The case of each row whose children are sealed by its key. */
async function readOwners(parts: Parts, contents: Contents): Promise<Map<string, string>> {
  const owners = new Map<string, string>();
  for (const { name } of contents.tables) {
    const child = sealedColumns.find((one) => one.parent?.table === name);
    if (child === undefined) continue;
    for await (const line of linesOf(await parts.open(`tables/${name}.jsonl`))) {
      const row = JSON.parse(line) as Row;
      owners.set(`${name} ${String(row.id)}`, String(row[child.owner]));
    }
  }
  return owners;
}

/** Puts everything of a proved archive into an empty database that has its tables, in one transaction. Files and seals are put in their places first. */
export async function takeArchiveIn(file: string, contents: Contents, into: { owner: pg.ClientBase; files: FileStore; dataDirectory: string; keys: OpenKeyRing; now: string }): Promise<{ rows: number; files: number }> {
  const parts = await openZip(file);
  const { agencyId } = contents.agency;
  const keys = new Map<string, Buffer>();
  const complete = completing(into.keys, agencyId, keys);
  await beginTakingIn(into.owner);
  try {
    const owners = await readOwners(parts, contents);
    const prepare = (table: string): ((row: Row) => Row) | null => {
      if (table in complete) return complete[table]!;
      return sealedIn(table).length === 0 ? null : (row) => sealRow(into.keys, table, row, (parent, id) => owners.get(`${parent} ${id}`) ?? agencyId);
    };
    let rows = 0;
    for (const table of contents.tables) {
      const columns = [...table.columns.map((one) => one.name), ...(added[table.name] ?? [])];
      const prepared = prepare(table.name);
      let waiting: string[] = [];
      let size = 0;
      const put = async () => {
        await putAgencyRows(into.owner, table.name, columns, waiting);
        rows += waiting.length;
        [waiting, size] = [[], 0];
      };
      for await (const line of linesOf(await parts.open(`tables/${table.name}.jsonl`))) {
        waiting.push(prepared === null ? line : JSON.stringify(prepared(JSON.parse(line) as Row)));
        size += line.length;
        if (waiting.length >= ROWS_AT_ONCE || size >= BYTES_AT_ONCE) await put();
      }
      await put();
    }
    let files = 0;
    for (const path_ of parts.paths.filter((one) => one.startsWith("files/"))) {
      const fileId = path.basename(path_, path.extname(path_));
      const key = keys.get(fileId);
      if (key === undefined) throw new UnusableArchive("damaged");
      await into.files.putSealed(fileId, sealBytes(await parts.open(path_), key, fileId));
      files += 1;
    }
    await fs.mkdir(path.join(into.dataDirectory, "seals"), { recursive: true });
    await fs.writeFile(sealsOf(into.dataDirectory, agencyId), await readText(parts, "audit/seals.log"), { mode: 0o600, flush: true });
    await into.owner.query("insert into dyad.installation (demo, filled_at, version) values ($1, $2, $3)", [contents.demo, into.now, contents.release]);
    await putCounters(into.owner);
    await indexNames(into.owner);
    await into.owner.query("commit");
    return { rows, files };
  } catch (error) {
    await into.owner.query("rollback").catch(() => {});
    throw error;
  } finally {
    parts.close();
  }
}
