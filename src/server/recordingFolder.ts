import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { constants } from "node:fs";
import fs from "node:fs/promises";
import path from "node:path";
import type { KeyRing } from "#database/sealing.ts";
import { syncFolder } from "./files.ts";

// Recordings of sessions, each sealed by a random key of its own. The key lies in a file of the folder of keys, wrapped by the
// key ring, and nowhere else: not in the database and in no backup. A chunk carries its own nonce, since what was cut off is
// sent and sealed again; it is bound to the recording, to its number and to whether it is the last.

const MAGIC = Buffer.from("DYADV1\r\n");
/** Plain bytes of a chunk: an upload goes on from the border of one. */
export const RECORDING_CHUNK = 65_536;
const NONCE = 12;
const OVERHEAD = NONCE + 16;
const SEALED = RECORDING_CHUNK + OVERHEAD;
/** Bytes that are held at most before they are written. */
const WRITTEN_AT_ONCE = 16 * SEALED;

/** A recording that cannot be read: its key or its bytes are gone, or they are not as they were put. */
export class LostRecording extends Error {
  readonly what: "gone" | "damaged";
  constructor(what: "gone" | "damaged", cause?: unknown) {
    super(what === "gone" ? "the recording is gone" : "the recording is not as it was put", cause === undefined ? undefined : { cause });
    this.name = "LostRecording";
    this.what = what;
  }
}

export type RecordingOwner = { agencyId: string; recordingId: string };
/** A recording of so many plain bytes. */
export type SizedRecording = RecordingOwner & { bytes: number };

const isId = (name: string): boolean => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(name);
const isMissing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === "ENOENT";
const lastOf = (bytes: number): number => Math.ceil(bytes / RECORDING_CHUNK) - 1;
const plainLength = (bytes: number, number: number): number => Math.min(RECORDING_CHUNK, bytes - number * RECORDING_CHUNK);
const placeOfChunk = (number: number): number => MAGIC.length + number * SEALED;
const boundTo = (recordingId: string, number: number, place: "within" | "last"): Buffer => Buffer.from(`${MAGIC.toString()}${recordingId}/${number}/${place}`);
const whereOf = (bytes: number, number: number): "within" | "last" => (number === lastOf(bytes) ? "last" : "within");

function sealChunk(key: Buffer, of: SizedRecording, number: number, plain: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(boundTo(of.recordingId, number, whereOf(of.bytes, number)));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}
function openChunk(key: Buffer, of: SizedRecording, number: number, sealed: Buffer): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE)).setAAD(boundTo(of.recordingId, number, whereOf(of.bytes, number))).setAuthTag(sealed.subarray(sealed.length - 16));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.length - 16)), decipher.final()]);
  } catch (error) {
    throw new LostRecording("damaged", error);
  }
}

async function readFully(handle: fs.FileHandle, into: Buffer, from: number): Promise<void> {
  for (let read = 0; read < into.length; ) {
    const { bytesRead } = await handle.read(into, read, into.length - read, from + read);
    if (bytesRead === 0) throw new LostRecording("damaged");
    read += bytesRead;
  }
}
async function writeFully(handle: fs.FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let written = 0; written < bytes.length; ) written += (await handle.write(bytes, written, bytes.length - written, at + written)).bytesWritten;
}
async function openOrGone(file: string, flags: string | number): Promise<fs.FileHandle> {
  try {
    return await fs.open(file, flags);
  } catch (error) {
    throw isMissing(error) ? new LostRecording("gone", error) : error;
  }
}

/** Where recordings lie, and where their keys do. */
export type RecordingFolder = ReturnType<typeof openRecordings>;

/** Recordings in a folder, with their keys in another: the one place that seals, opens and destroys them. */
export function openRecordings({ folder, keyFolder, keys }: { folder: string; keyFolder: string; keys: KeyRing }) {
  const named = (place: string, id: string): string => {
    if (!isId(id)) throw new Error("a recording has an id");
    return path.join(place, id);
  };
  const fileOf = (id: string) => named(folder, id);
  const keyFileOf = (id: string) => named(keyFolder, id);
  const ownerPlace = ({ agencyId, recordingId }: RecordingOwner) => `recording/${agencyId}/${recordingId}`;

  async function keyOf(of: RecordingOwner): Promise<Buffer> {
    let wrapped: Buffer;
    try {
      wrapped = await fs.readFile(keyFileOf(of.recordingId));
    } catch (error) {
      throw isMissing(error) ? new LostRecording("gone", error) : error;
    }
    try {
      return keys.unwrap(of.recordingId, ownerPlace(of), wrapped);
    } catch (error) {
      throw new LostRecording("gone", error);
    }
  }
  const hasKey = (recordingId: string): Promise<boolean> => fs.access(keyFileOf(recordingId)).then(() => true, () => false);

  async function* chunksOf(handle: fs.FileHandle, key: Buffer, of: SizedRecording, first: number, last: number): AsyncGenerator<{ plain: Buffer; sealed: Buffer }> {
    for (let number = first; number <= last; number++) {
      const sealed = Buffer.allocUnsafe(plainLength(of.bytes, number) + OVERHEAD);
      await readFully(handle, sealed, placeOfChunk(number));
      yield { plain: openChunk(key, of, number, sealed), sealed };
    }
  }

  return {
    /** Makes its key and its empty file; both are on the disk when this is done. */
    begin: async (of: RecordingOwner): Promise<void> => {
      for (const place of [folder, keyFolder]) await fs.mkdir(place, { recursive: true, mode: 0o700 });
      const write = async (file: string, content: Uint8Array) => {
        const handle = await fs.open(file, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL, 0o600);
        try {
          await handle.writeFile(content);
          await handle.sync();
        } finally {
          await handle.close();
        }
        await syncFolder(path.dirname(file));
      };
      await write(keyFileOf(of.recordingId), keys.wrap(of.recordingId, ownerPlace(of), randomBytes(32)));
      await write(fileOf(of.recordingId), MAGIC);
    },

    /** Plain bytes that are there and hold, from those that are known to be on: what lies beyond them is proved chunk by chunk before it counts. */
    countWhole: async (of: SizedRecording, known: number): Promise<number> => {
      const key = await keyOf(of);
      const handle = await openOrGone(fileOf(of.recordingId), "r");
      try {
        let number = Math.floor(known / RECORDING_CHUNK);
        if (known === of.bytes) return known;
        const { size } = await handle.stat();
        try {
          for (; number <= lastOf(of.bytes) && placeOfChunk(number) + plainLength(of.bytes, number) + OVERHEAD <= size; number++) for await (const _ of chunksOf(handle, key, of, number, number)) continue;
        } catch (error) {
          if (!(error instanceof LostRecording)) throw error;
        }
        return Math.min(of.bytes, number * RECORDING_CHUNK);
      } finally {
        await handle.close();
      }
    },

    /**
     * Seals what comes, from a border of chunks on, and answers how many plain bytes are safely on the disk then: what does not fill a
     * chunk and is not the end is let go. A source that breaks off ends it as its end would; `look` sees the first chunk before it is written.
     */
    append: async (of: SizedRecording, from: number, source: AsyncIterable<Uint8Array>, look: (first: Buffer) => void): Promise<{ received: number; broke: unknown }> => {
      if (from % RECORDING_CHUNK !== 0) throw new RangeError("an upload goes on at the border of a chunk");
      const key = await keyOf(of);
      const handle = await openOrGone(fileOf(of.recordingId), "r+");
      let number = from / RECORDING_CHUNK;
      let held = Buffer.alloc(0);
      let ready: Buffer[] = [];
      let writtenTo = number;
      let broke: unknown = null;
      const flush = async () => {
        if (ready.length === 0) return;
        await writeFully(handle, Buffer.concat(ready), placeOfChunk(writtenTo));
        writtenTo = number;
        ready = [];
      };
      const sealNext = (plain: Buffer) => {
        if (number === 0) look(plain);
        ready.push(sealChunk(key, of, number++, plain));
      };
      try {
        const pieces = source[Symbol.asyncIterator]();
        for (;;) {
          const next = await pieces.next().catch((error: unknown) => {
            broke = error;
            return { done: true as const, value: undefined };
          });
          if (next.done || next.value === undefined) break;
          held = held.length === 0 ? Buffer.from(next.value) : Buffer.concat([held, next.value]);
          let at = 0;
          while (number <= lastOf(of.bytes) && held.length - at >= plainLength(of.bytes, number)) {
            const length = plainLength(of.bytes, number);
            sealNext(held.subarray(at, at + length));
            at += length;
          }
          held = held.subarray(at);
          if (ready.length * SEALED >= WRITTEN_AT_ONCE) await flush();
        }
        await flush();
      } catch (error) {
        // A disk that is full keeps the chunks that were written whole; they are proved when the upload goes on.
        ready = [];
        throw error;
      } finally {
        await handle.sync().catch(() => {});
        await handle.close();
      }
      return { received: Math.min(of.bytes, writtenTo * RECORDING_CHUNK), broke };
    },

    /** Reads and proves all of it; answers the digests of what was sent and of what lies there sealed. */
    prove: async (of: SizedRecording): Promise<{ sha256: Buffer; sealedSha256: Buffer }> => {
      const key = await keyOf(of);
      const handle = await openOrGone(fileOf(of.recordingId), "r");
      const [plainHash, sealedHash] = [createHash("sha256"), createHash("sha256").update(MAGIC)];
      try {
        for await (const { plain, sealed } of chunksOf(handle, key, of, 0, lastOf(of.bytes))) {
          plainHash.update(plain);
          sealedHash.update(sealed);
        }
      } finally {
        await handle.close();
      }
      return { sha256: plainHash.digest(), sealedSha256: sealedHash.digest() };
    },

    /** The plain bytes from one place to another, both included. Its key is asked for before every chunk: once that is gone, whatever is being sent ends there. */
    read: async function* (of: SizedRecording, from: number, to: number): AsyncGenerator<Buffer> {
      const key = await keyOf(of);
      const handle = await openOrGone(fileOf(of.recordingId), "r");
      try {
        const [first, last] = [Math.floor(from / RECORDING_CHUNK), Math.floor(to / RECORDING_CHUNK)];
        let number = first;
        for await (const { plain } of chunksOf(handle, key, of, first, last)) {
          if (!(await hasKey(of.recordingId))) throw new LostRecording("gone");
          const begins = number * RECORDING_CHUNK;
          yield plain.subarray(Math.max(0, from - begins), Math.min(plain.length, to - begins + 1));
          number++;
        }
      } finally {
        await handle.close();
      }
    },
    hasKey,

    /** Destroys keys first, here and in the ring, then the bytes. Those that are gone already are no fault. */
    destroy: async (recordingIds: readonly string[]): Promise<void> => {
      if (recordingIds.length === 0) return;
      for (const id of recordingIds) {
        const handle = await fs.open(keyFileOf(id), "r+").catch((error: unknown) => (isMissing(error) ? null : Promise.reject(error)));
        if (handle === null) continue;
        try {
          await writeFully(handle, randomBytes((await handle.stat()).size), 0);
          await handle.sync();
        } finally {
          await handle.close();
        }
        await fs.rm(keyFileOf(id), { force: true });
        await syncFolder(keyFolder);
      }
      await keys.destroy(recordingIds);
      for (const id of recordingIds) await fs.rm(fileOf(id), { force: true });
    },

    /** Every id that has bytes or a key here. */
    list: async (): Promise<string[]> => {
      const names = await Promise.all([folder, keyFolder].map((place) => fs.readdir(place).catch((error: unknown) => (isMissing(error) ? [] : Promise.reject(error)))));
      return [...new Set(names.flat().filter(isId))];
    },
    /** Milliseconds of the last change of one; null where there is none. */
    changedAt: async (recordingId: string): Promise<number | null> => {
      for (const file of [fileOf(recordingId), keyFileOf(recordingId)]) {
        const found = await fs.stat(file).catch(() => null);
        if (found !== null) return found.mtimeMs;
      }
      return null;
    },
    /** Bytes that are free where recordings lie. */
    free: async (): Promise<number> => {
      await fs.mkdir(folder, { recursive: true, mode: 0o700 });
      const { bavail, bsize } = await fs.statfs(folder);
      return bavail * bsize;
    },
  };
}
