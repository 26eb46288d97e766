import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import fs from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import type { Instant } from "#kernel/dates.ts";
import { BrokenCopy, type Entry, readEntries, writeEntries } from "./entries.ts";
import { DamagedFile, makeFileKey, openBytes, plainSize, sealBytes } from "./files.ts";
import type { OpenKeyRing } from "./keyRing.ts";

// What leaves the installation to be kept lies in files of one form: a line that says what it is, then entries, packed and
// sealed with a key that is made for this file and stands in that line, wrapped by the key ring, which is never in it.

/** Level of packing: most of the gain for a third of the time of the highest. */
const PACKING = 3;
/** Bytes within which the first line ends. */
const FIRST_LINE = 4096;
/** What the key of such a file is wrapped for. */
const placeOf = (id: string): string => `backup/${id}`;

/** What a file is, as its first line says: nothing that is secret. `ring` is null in those from before there was one, whose key the secret key itself wraps. */
type Head = { format: string; id: string; madeAt: Instant; release: string; key: string; ring: string | null };
export type SealedFormat = "dyad-backup-1" | "dyad-base-1" | "dyad-journal-1";

/** A file that cannot be used: it is damaged, was sealed by other keys, or is none of that form. Nothing was changed. */
export class UnusableBackup extends Error {
  readonly why: "damaged" | "other_key" | "no_backup";
  constructor(why: UnusableBackup["why"], cause?: unknown) {
    super(`the backup cannot be used: ${why}`, cause === undefined ? undefined : { cause });
    this.name = "UnusableBackup";
    this.why = why;
  }
}

async function* packed(entries: AsyncIterable<Entry>): AsyncGenerator<Uint8Array> {
  const zip = createGzip({ level: PACKING });
  const fed = pipeline(writeEntries(entries), zip);
  // What fails on the way in ends the packing too, and is thrown there.
  fed.catch(() => {});
  yield* zip;
  await fed;
}

/** The bytes of a sealed file with these entries. */
export async function* sealEntries(format: SealedFormat, of: { madeAt: Instant; release: string }, entries: AsyncIterable<Entry>, keys: OpenKeyRing): AsyncGenerator<Uint8Array> {
  const id = randomUUID();
  const key = makeFileKey();
  const head: Head = { format, id, ...of, ring: keys.state().id, key: keys.wrap(id, placeOf(id), key).toString("base64") };
  yield Buffer.from(`${JSON.stringify(head)}\n`);
  yield* sealBytes(packed(entries), key, id);
}

function readHead(line: string, wanted: SealedFormat): Head | null {
  try {
    const { format, id, key, ring, madeAt, release } = JSON.parse(line) as Record<string, unknown>;
    return format === wanted && typeof id === "string" && typeof key === "string" ? { format: wanted, id, key, ring: typeof ring === "string" ? ring : null, madeAt: String(madeAt), release: String(release) } : null;
  } catch {
    return null;
  }
}

/** The entries of a sealed file, each proved before it is handed on. Throws `UnusableBackup` where it is none, or not ours. */
export async function* openEntries(file: string, wanted: SealedFormat, keys: OpenKeyRing): AsyncGenerator<Entry> {
  const handle = await fs.open(file, constants.O_RDONLY);
  try {
    const start = Buffer.alloc(FIRST_LINE);
    const { bytesRead } = await handle.read(start, 0, FIRST_LINE, 0);
    const end = start.subarray(0, bytesRead).indexOf(0x0a);
    const head = end < 0 ? null : readHead(start.subarray(0, end).toString("utf8"), wanted);
    if (head === null) throw new UnusableBackup("no_backup");
    let key: Buffer;
    try {
      const wrapped = Buffer.from(head.key, "base64");
      key = head.ring === null ? keys.unwrapFromBefore(placeOf(head.id), wrapped) : keys.unwrap(head.id, placeOf(head.id), wrapped);
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

/** Whether what was thrown on the way says that the bytes are not as they were written. */
const isDamage = (error: unknown): boolean => error instanceof DamagedFile || error instanceof BrokenCopy || error instanceof SyntaxError || ((error as { code?: string }).code ?? "").startsWith("Z_");

/** Does something with the entries of a sealed file; wherever on the way it is noticed that they are not as they were written, `UnusableBackup` says so. */
export async function withEntries<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isDamage(error) ? new UnusableBackup("damaged", error) : error;
  }
}
