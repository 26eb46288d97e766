import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { openKeyRing } from "./keyRing.ts";
import { openRecordings, RECORDING_CHUNK } from "./recordingFolder.ts";

const root = fs.mkdtempSync(path.join(os.tmpdir(), "dyad-recordings-"));
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));
const keys = openKeyRing(path.join(root, "ring"), { kind: "given", key: "a key of tests, of which it is enough that it is long", before: null });
const folder = openRecordings({ folder: path.join(root, "recordings"), keyFolder: path.join(root, "keys"), keys });
const film = (bytes: number) => Buffer.from(Array.from({ length: bytes }, (_, at) => at % 251));
const from = async function* (...pieces: Buffer[]) {
  yield* pieces;
};
const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");
let made = 0;
async function begun(bytes: number) {
  const of = { agencyId: "one", recordingId: `0193a000-0000-7000-8000-${String(++made).padStart(12, "0")}`, bytes };
  await folder.begin(of);
  return of;
}
const lying = (recordingId: string) => path.join(root, "recordings", recordingId);

it.each([1, RECORDING_CHUNK - 1, RECORDING_CHUNK, RECORDING_CHUNK + 1, 3 * RECORDING_CHUNK, 200_003])("%i bytes come back as they were, each place of them too", async (bytes) => {
  const [of, plain] = [await begun(bytes), film(bytes)];
  expect(await folder.append(of, 0, from(plain), () => {})).toEqual({ received: bytes, broke: null });
  expect((await folder.prove(of)).sha256.toString("hex")).toBe(sha256(plain));
  const [first, last] = [Math.floor(bytes / 3), bytes - 1];
  const pieces: Buffer[] = [];
  for await (const piece of folder.read(of, first, last)) pieces.push(piece);
  expect(Buffer.concat(pieces).equals(plain.subarray(first))).toBe(true);
});

it("what lies beyond the known place counts only as far as every chunk of it holds: a torn end is written again", async () => {
  const [of, plain] = [await begun(5 * RECORDING_CHUNK), film(5 * RECORDING_CHUNK)];
  await folder.append(of, 0, from(plain.subarray(0, 4 * RECORDING_CHUNK + 500)), () => {});
  expect(await folder.countWhole(of, 0)).toBe(4 * RECORDING_CHUNK);
  // As a disk without power may leave it: the length is there, the bytes are not.
  const { size } = fs.statSync(lying(of.recordingId));
  fs.truncateSync(lying(of.recordingId), size - 100_000);
  fs.truncateSync(lying(of.recordingId), size);
  const here = await folder.countWhole(of, 0);
  expect(here).toBe(2 * RECORDING_CHUNK);
  expect((await folder.append(of, here, from(plain.subarray(here)), () => {})).received).toBe(of.bytes);
  expect((await folder.prove(of)).sha256.toString("hex")).toBe(sha256(plain));
});

it("a chunk that was sealed twice has another nonce, and one of another place, number or recording does not open", async () => {
  const [of, plain] = [await begun(2 * RECORDING_CHUNK), film(2 * RECORDING_CHUNK)];
  await folder.append(of, 0, from(plain), () => {});
  const first = fs.readFileSync(lying(of.recordingId));
  await folder.append(of, 0, from(plain), () => {});
  const second = fs.readFileSync(lying(of.recordingId));
  expect(first.subarray(8, 20).equals(second.subarray(8, 20))).toBe(false);
  const sealed = RECORDING_CHUNK + 28;
  fs.writeFileSync(lying(of.recordingId), Buffer.concat([second.subarray(0, 8), second.subarray(8 + sealed), second.subarray(8, 8 + sealed)]));
  await expect(folder.prove(of)).rejects.toMatchObject({ what: "damaged" });
});

it("of a process that is killed by signal 9 while it takes a recording in, what is here is proved, and the rest goes on from there", async () => {
  const [of, plain] = [await begun(6_000_000), film(6_000_000)];
  let here = 0;
  for (const wait of [150, 90, 60]) {
    const child = spawn(process.execPath, ["--import", "tsx", path.resolve(import.meta.dirname, "../../test/kills/recordingWriter.ts"), root, of.recordingId, String(of.bytes), String(here)], { cwd: path.resolve(import.meta.dirname, "../.."), stdio: ["ignore", "pipe", "inherit"] });
    const ended = new Promise((done) => child.once("exit", done));
    await new Promise((done) => child.stdout.once("data", done));
    await new Promise((done) => setTimeout(done, wait));
    child.kill("SIGKILL");
    await ended;
    const now = await folder.countWhole(of, here);
    expect(now).toBeGreaterThanOrEqual(here);
    here = now;
  }
  expect((await folder.append(of, here, from(plain.subarray(here)), () => {})).received).toBe(of.bytes);
  expect((await folder.prove(of)).sha256.toString("hex")).toBe(sha256(plain));
}, 60_000);
