import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from "node:crypto";
import { constants } from "node:fs";
import fs from "node:fs/promises";
import path from "node:path";
import { DestroyedKey, type KeyRing } from "#database/sealing.ts";

// Files outside the database, encrypted one by one. A key is made for each file and never used for another; the database
// holds it wrapped by the key ring, of which the file is an owner of its own. The content is cut into chunks, each sealed by AES-256-GCM with
// its number, whether it is the last, and the file's id: a chunk that was changed, left out, doubled, put elsewhere or
// taken from another file is found, and so is a file that was cut off.

const MAGIC = Buffer.from("DYADF1\r\n");
/** Plain bytes of a chunk: little enough to hold in memory for each of many at once. */
export const CHUNK = 65_536;
const TAG = 16;
const NONCE = 12;
const KEY = 32;

/** A file that is not as it was put: `missing`, or `damaged`. Nothing of it is handed out. */
export class DamagedFile extends Error {
  readonly what: "missing" | "damaged";
  constructor(what: "missing" | "damaged", cause?: unknown) {
    super(what === "missing" ? "the file is not there" : "the file is not as it was put", cause === undefined ? undefined : { cause });
    this.name = "DamagedFile";
    this.what = what;
  }
}

/** Bytes on the disk of a file of so many plain bytes. */
export const sealedSize = (bytes: number): number => MAGIC.length + bytes + TAG * Math.max(1, Math.ceil(bytes / CHUNK));

const nonceOf = (number: number, place: "within" | "last"): Buffer => {
  const nonce = Buffer.alloc(NONCE);
  nonce.writeUInt32BE(number, NONCE - 5);
  nonce[NONCE - 1] = place === "last" ? 1 : 0;
  return nonce;
};
const boundTo = (fileId: string): Buffer => Buffer.concat([MAGIC, Buffer.from(fileId)]);

/** Seals a stream of bytes, a chunk at a time. */
export async function* sealBytes(source: AsyncIterable<Uint8Array>, key: Uint8Array, fileId: string): AsyncGenerator<Buffer> {
  let number = 0;
  let waiting: Buffer[] = [];
  let held = 0;
  const seal = (plain: Buffer, place: "within" | "last"): Buffer => {
    const cipher = createCipheriv("aes-256-gcm", key, nonceOf(number++, place)).setAAD(boundTo(fileId));
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
  };
  yield MAGIC;
  for await (const bytes of source) {
    waiting.push(Buffer.from(bytes));
    held += bytes.length;
    if (held <= CHUNK) continue;
    const all = Buffer.concat(waiting);
    let from = 0;
    // One chunk is kept back: only at the end is it known which is the last.
    for (; all.length - from > CHUNK; from += CHUNK) yield seal(all.subarray(from, from + CHUNK), "within");
    waiting = [all.subarray(from)];
    held = all.length - from;
  }
  yield seal(Buffer.concat(waiting), "last");
}

/** Plain bytes of what was sealed, from its size on the disk; what no seal has is damaged. */
export function plainSize(sealed: number): number {
  const content = sealed - MAGIC.length;
  const bytes = content - TAG * Math.max(1, Math.ceil(content / (CHUNK + TAG)));
  if (bytes < 0 || sealedSize(bytes) !== sealed) throw new DamagedFile("damaged");
  return bytes;
}

/**
 * Opens what was sealed, chunk by chunk; each is proved before it is handed on. Throws `DamagedFile` at the first that does
 * not hold, and where the file does not have the size that so many plain bytes make. What was sealed begins at `start`.
 */
export async function* openBytes(handle: fs.FileHandle, key: Uint8Array, fileId: string, bytes: number, start = 0): AsyncGenerator<Buffer> {
  if ((await handle.stat()).size !== start + sealedSize(bytes)) throw new DamagedFile("damaged");
  const magic = Buffer.alloc(MAGIC.length);
  await readFully(handle, magic, start);
  if (!magic.equals(MAGIC)) throw new DamagedFile("damaged");
  const chunks = Math.max(1, Math.ceil(bytes / CHUNK));
  for (let number = 0; number < chunks; number++) {
    const isLast = number === chunks - 1;
    const sealed = Buffer.alloc((isLast ? bytes - number * CHUNK : CHUNK) + TAG);
    await readFully(handle, sealed, start + MAGIC.length + number * (CHUNK + TAG));
    const decipher = createDecipheriv("aes-256-gcm", key, nonceOf(number, isLast ? "last" : "within")).setAAD(boundTo(fileId)).setAuthTag(sealed.subarray(sealed.length - TAG));
    try {
      yield Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG)), decipher.final()]);
    } catch (error) {
      throw new DamagedFile("damaged", error);
    }
  }
}

async function readFully(handle: fs.FileHandle, into: Buffer, from: number): Promise<void> {
  for (let read = 0; read < into.length; ) {
    const { bytesRead } = await handle.read(into, read, into.length - read, from + read);
    if (bytesRead === 0) throw new DamagedFile("damaged");
    read += bytesRead;
  }
}

/** A key for one file. */
export const makeFileKey = (): Buffer => randomBytes(KEY);

type Owned = { agencyId: string; fileId: string };
/** What the key of a file is wrapped for. */
export const placeOfFileKey = ({ agencyId, fileId }: Owned): string => `${agencyId}/${fileId}`;

/** The key of a file, wrapped for the database: of use only with the key ring, and only for this file of this agency. */
export const wrapFileKey = (keys: KeyRing, of: Owned, key: Uint8Array): Buffer => keys.wrap(of.fileId, placeOfFileKey(of), key);

/** The key again. Throws `DamagedFile`: where it was wrapped by other keys, for another file, or changed, and where the file was destroyed with its key. */
export function unwrapFileKey(keys: KeyRing, of: Owned, wrapped: Uint8Array): Buffer {
  try {
    return keys.unwrap(of.fileId, placeOfFileKey(of), wrapped);
  } catch (error) {
    throw new DamagedFile(error instanceof DestroyedKey ? "missing" : "damaged", error);
  }
}

/** A file that was written whole and is not in its place yet. */
export type Incoming = {
  /** Puts it in its place, for good: done when the directory knows it too. */
  keep(): Promise<void>;
  /** Takes it away again, if it is not in its place: whether a commit that broke off came about is not known, so what was kept is left to the sweep. */
  drop(): Promise<void>;
};
/** One that can be read again before it is in its place, such as by a scanner. */
export type Taken = Incoming & { read(bytes: number): AsyncGenerator<Buffer> };
export type StoredFile = { fileId: string; changedAt: number };

/** Where files lie. The only one so far is a folder. */
export type FileStore = {
  /** Writes a stream, sealed, beside its later place, and waits until the disk has it. Leaves nothing where it fails. */
  take(fileId: string, key: Uint8Array, source: AsyncIterable<Uint8Array>): Promise<Taken>;
  /** Reads every chunk and proves it. Throws `DamagedFile`. */
  prove(fileId: string, key: Uint8Array, bytes: number): Promise<void>;
  /** The plain bytes; what does not hold is never handed out. */
  read(fileId: string, key: Uint8Array, bytes: number): AsyncGenerator<Buffer>;
  /** The file as it lies there, sealed; `DamagedFile` where it is missing. For a backup, which needs no key to it. */
  readSealed(fileId: string): AsyncGenerator<Buffer>;
  /** Puts back what `readSealed` gave, in its place and for good. */
  putSealed(fileId: string, source: AsyncIterable<Uint8Array>): Promise<void>;
  /** Removes a file; one that is not there is no fault. */
  remove(fileId: string): Promise<void>;
  /** Every file in its place, and when it was last changed, in milliseconds. */
  list(): AsyncGenerator<StoredFile>;
  /** Removes what an upload that was cut off left behind, last written before that moment. Answers how many. */
  sweepIncoming(before: number): Promise<number>;
};

const isId = (name: string): boolean => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(name);
const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === "ENOENT";

/** Files in a folder: `<last two of the id>/<id>`, and what is still being received in `incoming`. */
export function openFolder(folder: string): FileStore {
  const placeOf = (fileId: string) => {
    if (!isId(fileId)) throw new Error("a file has an id");
    return path.join(folder, fileId.slice(-2), fileId);
  };
  const incoming = path.join(folder, "incoming");

  async function* withFile(file: string, work: (handle: fs.FileHandle) => AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let handle: fs.FileHandle;
    try {
      handle = await fs.open(file, "r");
    } catch (error) {
      throw isMissing(error) ? new DamagedFile("missing", error) : error;
    }
    try {
      yield* work(handle);
    } finally {
      await handle.close();
    }
  }
  const read = (fileId: string, key: Uint8Array, bytes: number) => withFile(placeOf(fileId), (handle) => openBytes(handle, key, fileId, bytes));
  /** Writes beside the later place, then renames: on the disk for good when its folder is. */
  async function takeWhole(fileId: string, content: AsyncIterable<Uint8Array>): Promise<Incoming & { temporary: string }> {
    await fs.mkdir(incoming, { recursive: true, mode: 0o700 });
    const temporary = path.join(incoming, randomUUID());
    const place = placeOf(fileId);
    await writeWhole(temporary, content);
    return {
      temporary,
      keep: async () => {
        await fs.mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
        await fs.rename(temporary, place);
        await syncFolder(path.dirname(place));
      },
      drop: () => fs.rm(temporary, { force: true }),
    };
  }

  return {
    read,
    take: async (fileId, key, source) => {
      const { temporary, ...taken } = await takeWhole(fileId, sealBytes(source, key, fileId));
      return { ...taken, read: (bytes) => withFile(temporary, (handle) => openBytes(handle, key, fileId, bytes)) };
    },
    readSealed: (fileId) => withFile(placeOf(fileId), (handle) => handle.createReadStream({ autoClose: false })),
    putSealed: async (fileId, source) => (await takeWhole(fileId, source)).keep(),
    prove: async (fileId, key, bytes) => {
      for await (const chunk of read(fileId, key, bytes)) void chunk;
    },
    remove: async (fileId) => fs.rm(placeOf(fileId), { force: true }),
    list: async function* () {
      for (const shelf of await namesIn(folder)) {
        if (!/^[0-9a-f]{2}$/.test(shelf)) continue;
        for (const name of await namesIn(path.join(folder, shelf))) {
          const changedAt = isId(name) ? await changedAtOf(path.join(folder, shelf, name)) : null;
          if (changedAt !== null) yield { fileId: name, changedAt };
        }
      }
    },
    sweepIncoming: async (before) => {
      let swept = 0;
      for (const name of await namesIn(incoming)) {
        const changedAt = await changedAtOf(path.join(incoming, name));
        if (changedAt === null || changedAt >= before) continue;
        await fs.rm(path.join(incoming, name), { force: true });
        swept++;
      }
      return swept;
    },
  };
}

/** Writes a new file and waits until the disk has it; nothing of it stays where that fails. */
export async function writeWhole(file: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const handle = await fs.open(file, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
  try {
    for await (const bytes of content) {
      for (let written = 0; written < bytes.length; ) written += (await handle.write(bytes, written)).bytesWritten;
    }
    await handle.sync();
  } catch (error) {
    await handle.close();
    await fs.rm(file, { force: true });
    throw error;
  }
  await handle.close();
}

/** A name is on the disk only once its folder is. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await fs.open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await fs.readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function changedAtOf(file: string): Promise<number | null> {
  try {
    return (await fs.stat(file)).mtimeMs;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
