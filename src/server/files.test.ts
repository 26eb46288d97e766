import { randomBytes, randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openKeyRing } from "./keyRing.ts";
import { CHUNK, DamagedFile, openFolder, makeFileKey, sealedSize, unwrapFileKey, wrapFileKey } from "./files.ts";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "dyad-files-"));
const store = openFolder(folder);
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const key = makeFileKey();
const placeOf = (fileId: string) => path.join(folder, fileId.slice(-2), fileId);
async function* inPieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
async function keep(bytes: Buffer, size = 1000): Promise<string> {
  const fileId = randomUUID();
  await (await store.take(fileId, key, inPieces(bytes, size))).keep();
  return fileId;
}
async function read(fileId: string, bytes: number, with_ = key): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of store.read(fileId, with_, bytes)) parts.push(part);
  return Buffer.concat(parts);
}
/** What a reader meets of a file that was changed on the disk: a refusal, before a byte of the changed chunk. */
async function refuses(fileId: string, bytes: number, change: (on: Buffer) => Buffer): Promise<string> {
  const before = fs.readFileSync(placeOf(fileId));
  fs.writeFileSync(placeOf(fileId), change(Buffer.from(before)));
  try {
    await store.prove(fileId, key, bytes);
    return "nothing was found";
  } catch (error) {
    return error instanceof DamagedFile ? error.what : String(error);
  } finally {
    fs.writeFileSync(placeOf(fileId), before);
  }
}

describe("Files, sealed one by one", () => {
  it.each([1, 299, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7])("%i bytes come back as they were, in pieces of any size", async (count) => {
    const plain = randomBytes(count);
    for (const size of [1 + Math.floor(count / 7), 65_536, 1_000_000]) {
      const fileId = await keep(plain, size);
      expect(fs.statSync(placeOf(fileId)).size).toBe(sealedSize(count));
      expect((await read(fileId, count)).equals(plain)).toBe(true);
    }
  });

  it("says nothing on the disk of what it holds, and two of the same content look nothing alike", async () => {
    const plain = Buffer.from("MARKER ".repeat(5000));
    const [one, other] = [fs.readFileSync(placeOf(await keep(plain))), fs.readFileSync(placeOf(await keep(plain)))];
    expect(one.includes("MARKER")).toBe(false);
    expect(one.subarray(8).equals(other.subarray(8))).toBe(false);
  });

  it("refuses a file of which any one bit was changed, each byte in turn", async () => {
    const fileId = await keep(randomBytes(300));
    const size = sealedSize(300);
    for (let at = 0; at < size; at++) expect(await refuses(fileId, 300, (on) => ((on[at]! ^= 1 << at % 8), on)), `byte ${at}`).toBe("damaged");
  });

  it("refuses a file that was cut off at any place, or made longer", async () => {
    const fileId = await keep(randomBytes(300));
    for (let length = 0; length < sealedSize(300); length++) expect(await refuses(fileId, 300, (on) => on.subarray(0, length)), `${length} bytes`).toBe("damaged");
    expect(await refuses(fileId, 300, (on) => Buffer.concat([on, Buffer.alloc(1)]))).toBe("damaged");
  });

  it("refuses one whose chunks were put in another order, doubled or left out, also where the size is made to fit", async () => {
    const count = 3 * CHUNK;
    const fileId = await keep(randomBytes(count));
    const of = (on: Buffer, ...order: number[]) => Buffer.concat([on.subarray(0, 8), ...order.map((place) => on.subarray(8 + place * (CHUNK + 16), 8 + (place + 1) * (CHUNK + 16)))]);
    for (const order of [[1, 0, 2], [0, 0, 2], [0, 1, 1], [0, 2, 1]]) expect(await refuses(fileId, count, (on) => of(on, ...order)), order.join()).toBe("damaged");
    const before = fs.readFileSync(placeOf(fileId));
    fs.writeFileSync(placeOf(fileId), of(before, 0, 1));
    // Even where the row was made to say two chunks: the second never was the last.
    await expect(store.prove(fileId, key, 2 * CHUNK)).rejects.toThrow(DamagedFile);
  });

  it("hands nothing of another file out in its place, nor with another key; one that is not there is missing", async () => {
    const [one, other] = [await keep(randomBytes(300)), await keep(randomBytes(300))];
    fs.copyFileSync(placeOf(other), placeOf(one));
    await expect(read(one, 300)).rejects.toThrow(DamagedFile);
    await expect(read(other, 300, makeFileKey())).rejects.toThrow(DamagedFile);
    fs.rmSync(placeOf(other));
    await expect(read(other, 300)).rejects.toMatchObject({ what: "missing" });
  });

  it("leaves nothing of a stream that breaks off, nor of one that is dropped", async () => {
    const names = () => fs.readdirSync(folder, { recursive: true }).length;
    const before = names();
    async function* breaks() {
      yield randomBytes(200_000);
      throw new Error("the line broke");
    }
    await expect(store.take(randomUUID(), key, breaks())).rejects.toThrow("the line broke");
    await (await store.take(randomUUID(), key, inPieces(randomBytes(10), 10))).drop();
    expect(names()).toBe(before);
  });

  it("sweeps what an upload left behind, and only what is old; lists what is in its place", async () => {
    const swept = openFolder(fs.mkdtempSync(path.join(folder, "swept-")));
    const fileId = randomUUID();
    await swept.take(randomUUID(), key, inPieces(randomBytes(10), 10));
    await (await swept.take(fileId, key, inPieces(randomBytes(10), 10))).keep();
    expect(await swept.sweepIncoming(Date.now() - 60_000)).toBe(0);
    expect(await swept.sweepIncoming(Date.now() + 60_000)).toBe(1);
    const found: string[] = [];
    for await (const one of swept.list()) found.push(one.fileId);
    expect(found).toEqual([fileId]);
  });
});

describe("The key of a file, wrapped", () => {
  const owner = { agencyId: randomUUID(), fileId: randomUUID() };
  const ring = (secret: string) => openKeyRing(fs.mkdtempSync(path.join(folder, "keys-")), { kind: "given", key: secret, before: null });
  const secret = "a secret key of the tests, long enough";

  it("comes back with the same keys, for the same file of the same agency, and no other", () => {
    const keys = ring(secret);
    const wrapped = wrapFileKey(keys, owner, key);
    expect(wrapped).toHaveLength(64);
    expect(wrapped.includes(key)).toBe(false);
    expect(unwrapFileKey(ring(secret), owner, wrapped).equals(key)).toBe(true);
    expect(() => unwrapFileKey(ring(`${secret}!`), owner, wrapped)).toThrow(DamagedFile);
    expect(() => unwrapFileKey(keys, { ...owner, fileId: randomUUID() }, wrapped)).toThrow(DamagedFile);
    expect(() => unwrapFileKey(keys, { ...owner, agencyId: randomUUID() }, wrapped)).toThrow(DamagedFile);
    for (let at = 0; at < 64; at++) expect(() => unwrapFileKey(keys, owner, wrapped.map((one, place) => (place === at ? one ^ 1 : one))), `byte ${at}`).toThrow(DamagedFile);
  });
});
