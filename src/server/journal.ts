import type { Dirent } from "node:fs";
import fs from "node:fs/promises";
import path from "node:path";
import { randomUUID } from "node:crypto";
import type pg from "pg";
import { spoolOf } from "#database/embedded.ts";
import { addMinutes, type Instant } from "#kernel/dates.ts";
import type { Entry } from "./entries.ts";
import { type FileStore, syncFolder, writeWhole } from "./files.ts";
import type { OpenKeyRing } from "./keyRing.ts";
import { openEntries, sealEntries, withEntries } from "./sealedFile.ts";

// For any moment and not only for last night's: a copy of the embedded cluster as it lies, and every part of PostgreSQL's
// journal after it, sealed like a backup. What lies beside the database goes along: files as they are, sealed already, and
// the heads of the audit chains, which may never be ahead of the journal that is kept.

/** A folder of backups: copies of the cluster, the journal, files, heads of the chains. */
export const placesIn = (folder: string) => ({ base: path.join(folder, "base"), journal: path.join(folder, "journal"), files: path.join(folder, "files"), seals: path.join(folder, "seals") });
const ENDING = ".sealed";

/** Of the cluster's folder what another start makes anew, or what belongs to the process that runs. */
const LEFT_OUT = /^(postmaster\.(pid|opts)|current_logfiles|\.s\.PGSQL.*|pg_internal\.init)$|(^|\/)pgsql_tmp/;
const EMPTY_FOLDERS = ["pg_wal", "pg_replslot", "pg_dynshmem", "pg_notify", "pg_serial", "pg_snapshots", "pg_stat_tmp", "pg_subtrans"];

/** A file as it lies, piece by piece; one that went away meanwhile has nothing. */
async function* bytesAt(file: string): AsyncGenerator<Uint8Array> {
  let handle: fs.FileHandle;
  try {
    handle = await fs.open(file, "r");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  try {
    for (;;) {
      const piece = Buffer.allocUnsafe(1 << 20);
      const { bytesRead } = await handle.read(piece, 0, piece.length);
      if (bytesRead === 0) return;
      yield piece.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

async function* walk(folder: string, below = ""): AsyncGenerator<{ name: string; is: "folder" | "file" }> {
  let entries: Dirent[];
  try {
    entries = await fs.readdir(path.join(folder, below), { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = below === "" ? entry.name : `${below}/${entry.name}`;
    if (LEFT_OUT.test(name) || LEFT_OUT.test(entry.name)) continue;
    if (entry.isDirectory()) {
      yield { name, is: "folder" };
      if (EMPTY_FOLDERS.includes(name)) {
        if (name === "pg_wal") yield { name: "pg_wal/archive_status", is: "folder" };
      } else yield* walk(folder, name);
    } else if (entry.isFile()) yield { name, is: "file" };
  }
}

export type JournalSource = { owner: pg.ClientBase; home: string; files: FileStore; dataDirectory: string; folder: string; keys: OpenKeyRing; release: string; now(): Instant };

async function* listCluster({ owner, home }: JournalSource, started: { done: boolean }): AsyncGenerator<Entry> {
  await owner.query("select pg_backup_start('dyad', fast => true)");
  started.done = true;
  const nothing = async function* () {};
  yield { head: { kind: "secret", name: "password" }, bytes: bytesAt(path.join(home, "password")) };
  for await (const { name, is } of walk(path.join(home, "data"))) yield { head: { kind: is, name }, bytes: is === "file" ? bytesAt(path.join(home, "data", name)) : nothing() };
  // It waits until the journal up to here is handed on: without that, the copy would be of no moment at all.
  const { rows } = await owner.query<{ label: string; lsn: string }>("select labelfile as label, lsn::text from pg_backup_stop()");
  started.done = false;
  yield { head: { kind: "label", lsn: rows[0]!.lsn }, bytes: (async function* () { yield Buffer.from(rows[0]!.label); })() }; // prettier-ignore
}

const baseName = (now: Instant): string => `base-${now.slice(0, 19).replace(/:/g, "")}Z${ENDING}`;
const momentOf = (name: string): Instant | null => {
  const found = /^base-(\d{4}-\d{2}-\d{2}T\d{2})(\d{2})(\d{2})Z\.sealed$/.exec(name);
  return found && `${found[1]}:${found[2]}:${found[3]}.000Z`;
};

/** Copies the cluster as it lies, while everybody goes on; whole or not at all. Answers the name and the bytes. */
export async function takeBaseCopy(source: JournalSource): Promise<{ file: string; bytes: number }> {
  const { base } = placesIn(source.folder);
  await fs.mkdir(base, { recursive: true, mode: 0o700 });
  const now = source.now();
  const name = baseName(now);
  const unproven = path.join(base, `${randomUUID()}.part`);
  const started = { done: false };
  try {
    await writeWhole(unproven, sealEntries("dyad-base-1", { madeAt: now, release: source.release }, listCluster(source, started), source.keys));
    await fs.rename(unproven, path.join(base, name));
    await syncFolder(base);
    return { file: name, bytes: (await fs.stat(path.join(base, name))).size };
  } finally {
    if (started.done) await source.owner.query("select pg_backup_stop(false)").catch(() => {});
    await fs.rm(unproven, { force: true });
  }
}

/** Parts of the journal that PostgreSQL has laid into the spool, oldest first; what is still being written begins with a dot. */
const listSpool = async (home: string): Promise<string[]> => (await fs.readdir(spoolOf(home)).catch(() => [])).filter((name) => /^[0-9A-F]{24}(\.[0-9A-F]{8}\.backup)?$|^[0-9A-F]{8}\.history$/.test(name)).sort();

/** Seals what lies in the spool into the journal, and takes it away from there. Answers how many parts. */
export async function shipJournal({ home, folder, keys, release, now }: Pick<JournalSource, "home" | "folder" | "keys" | "release" | "now">): Promise<number> {
  const { journal } = placesIn(folder);
  await fs.mkdir(journal, { recursive: true, mode: 0o700 });
  let shipped = 0;
  for (const name of await listSpool(home)) {
    const from = path.join(spoolOf(home), name);
    const part = path.join(journal, `${name}.${randomUUID()}.part`);
    const entry = async function* (): AsyncGenerator<Entry> {
      yield { head: { kind: "part", name }, bytes: bytesAt(from) };
    };
    try {
      await writeWhole(part, sealEntries("dyad-journal-1", { madeAt: now(), release }, entry(), keys));
      // The same part again, after a kill between this and the next line, is the same.
      await fs.rename(part, path.join(journal, `${name}${ENDING}`));
      await syncFolder(journal);
    } finally {
      await fs.rm(part, { force: true });
    }
    await fs.rm(from);
    shipped += 1;
  }
  return shipped;
}

/** Copies files that are not there yet, sealed as they are, and takes away those that are gone here. */
async function shipFiles(files: FileStore, folder: string): Promise<void> {
  const { files: place } = placesIn(folder);
  const here = new Set<string>();
  for await (const { fileId } of files.list()) {
    here.add(fileId);
    const shelf = path.join(place, fileId.slice(-2));
    const copy = path.join(shelf, fileId);
    if (await fs.access(copy).then(() => true, () => false)) continue;
    await fs.mkdir(shelf, { recursive: true, mode: 0o700 });
    const part = `${copy}.${randomUUID()}.part`;
    try {
      await writeWhole(part, files.readSealed(fileId));
      await fs.rename(part, copy);
    } finally {
      await fs.rm(part, { force: true });
    }
  }
  for (const shelf of await fs.readdir(place).catch(() => [])) for (const name of await fs.readdir(path.join(place, shelf))) if (!here.has(name)) await fs.rm(path.join(place, shelf, name), { force: true });
}

/** One round: files, the heads of the chains, and the journal up to a moment after those heads, so that they are never ahead of it. Answers how many parts went. */
export async function shipRound(source: JournalSource): Promise<number> {
  const { seals } = placesIn(source.folder);
  await shipFiles(source.files, source.folder);
  const here = path.join(source.dataDirectory, "seals");
  const heads = await Promise.all((await fs.readdir(here).catch(() => [])).filter((name) => name.endsWith(".log")).map(async (name) => ({ name, text: await fs.readFile(path.join(here, name)) })));
  const { rows } = await source.owner.query<{ part: string }>("select pg_walfile_name(pg_switch_wal()) as part");
  const wanted = rows[0]!.part;
  let shipped = 0;
  for (let tries = 0; tries < 200; tries++) {
    shipped += await shipJournal(source);
    const { rows: state } = await source.owner.query<{ last: string | null }>("select last_archived_wal as last from pg_stat_archiver");
    if (state[0]!.last !== null && state[0]!.last.slice(0, 24) >= wanted) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  shipped += await shipJournal(source);
  await fs.mkdir(seals, { recursive: true, mode: 0o700 });
  for (const { name, text } of heads) {
    const part = path.join(seals, `${name}.part`);
    await fs.writeFile(part, text, { mode: 0o600, flush: true });
    await fs.rename(part, path.join(seals, name));
  }
  return shipped;
}

/** The copies of the cluster in a folder, oldest first. */
export async function listBaseCopies(folder: string): Promise<{ file: string; madeAt: Instant }[]> {
  const names = (await fs.readdir(placesIn(folder).base).catch(() => [])).sort();
  return names.flatMap((name) => {
    const madeAt = momentOf(name);
    return madeAt === null ? [] : [{ file: path.join(placesIn(folder).base, name), madeAt }];
  });
}

/** Copies of the cluster that are kept: with fewer, an older moment could not be reached; with more, nothing would be won. */
const BASES_KEPT = 8;
/** Takes away copies beyond those that are kept, and the journal from before the oldest of them. */
export async function forgetJournal(folder: string): Promise<void> {
  const bases = await listBaseCopies(folder);
  for (const { file } of bases.slice(0, -BASES_KEPT)) await fs.rm(file, { force: true });
  const oldest = bases.slice(-BASES_KEPT)[0];
  if (oldest === undefined) return;
  const { journal } = placesIn(folder);
  // A part is sealed after it was finished, and a copy begins before its first part is: an hour is plenty for both.
  const before = Date.parse(addMinutes(oldest.madeAt, -60));
  for (const name of await fs.readdir(journal).catch(() => [])) if (/^[0-9A-F]{24}/.test(name) && (await fs.stat(path.join(journal, name))).mtimeMs < before) await fs.rm(path.join(journal, name), { force: true });
}

/** Opens a part of the journal into a file; false where there is none of that name. Throws `UnusableBackup`. */
export async function openPart(folder: string, name: string, into: string, keys: OpenKeyRing): Promise<boolean> {
  const file = path.join(placesIn(folder).journal, `${name}${ENDING}`);
  if (!(await fs.access(file).then(() => true, () => false))) return false;
  await withEntries(async () => {
    for await (const { bytes } of openEntries(file, "dyad-journal-1", keys)) await writeWhole(into, bytes);
  });
  return true;
}

/** Puts a copy of the cluster into an empty home. Throws `UnusableBackup`, and leaves nothing of it. */
export async function putBaseBack(file: string, home: string, keys: OpenKeyRing): Promise<void> {
  const data = path.join(home, "data");
  try {
    await fs.mkdir(data, { recursive: true, mode: 0o700 });
    let hasLabel = false;
    await withEntries(async () => {
      for await (const { head, bytes } of openEntries(file, "dyad-base-1", keys)) {
        const name = String(head.name ?? "");
        if (name.split("/").includes("..") || path.isAbsolute(name)) throw new SyntaxError("a name that leads elsewhere");
        if (head.kind === "folder") await fs.mkdir(path.join(data, name), { recursive: true, mode: 0o700 });
        else if (head.kind === "file") await putFile(path.join(data, name), bytes);
        else if (head.kind === "secret") await putFile(path.join(home, "password"), bytes);
        else if (head.kind === "label") {
          await putFile(path.join(data, "backup_label"), bytes);
          hasLabel = true;
        }
      }
    });
    // A copy without its label would start at a wrong place and be silently broken.
    if (!hasLabel) await withEntries(() => Promise.reject(new SyntaxError("the copy has no label")));
  } catch (error) {
    await fs.rm(home, { recursive: true, force: true });
    throw error;
  }
}

async function putFile(file: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const handle = await fs.open(file, "wx", 0o600);
  try {
    for await (const piece of bytes) for (let written = 0; written < piece.length; ) written += (await handle.write(piece, written)).bytesWritten;
  } finally {
    await handle.close();
  }
}
