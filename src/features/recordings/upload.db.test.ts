import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs";
import { open } from "node:fs/promises";
import http from "node:http";
import { expect, it, vi } from "vitest";
import { ask, beginning, begun, cookies, digest, lies, madeUpVideo, offsetOf, origin, patch, range, sealedFile, sent, setUpRecordings } from "./recordings.test-support.ts";

setUpRecordings();

/** Whole numbers from a seed, so that a failure can be made again. */
function chance(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state % most;
  };
}

/** Sends what follows a place and breaks the connection off after so many bytes. */
function cutOff(recordingId: string, offset: number, content: Buffer, after: number): Promise<void> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(origin);
    const request = http.request({ hostname, port, method: "PATCH", path: `/api/recordings/${recordingId}/upload`, agent: false, headers: { cookie: cookies.clinician, "content-type": "application/offset+octet-stream", "upload-offset": String(offset), "content-length": String(content.length) } });
    request.on("error", () => resolve());
    request.on("response", (answer) => answer.resume().on("end", resolve));
    request.write(content.subarray(0, after), () => setTimeout(() => request.destroy(), 15));
    request.on("close", () => resolve());
  });
}
/** What is here once the piece that broke off was let go. */
async function settled(recordingId: string): Promise<number> {
  let last = await offsetOf(recordingId);
  for (;;) {
    await new Promise((done) => setTimeout(done, 40));
    const now = await offsetOf(recordingId);
    if (now === last) return now;
    last = now;
  }
}

it("C6: a recording that is cut off 50 times goes on from what is safely there, and arrives whole", async () => {
  const bytes = madeUpVideo(6_000_000 + 12_345);
  const recordingId = await begun(bytes.length);
  const next = chance(7);
  let at = 0;
  for (let cut = 0; cut < 50 && at < bytes.length; cut++) {
    await cutOff(recordingId, at, bytes.subarray(at), 1 + next(240_000));
    const here = await settled(recordingId);
    expect(here).toBeGreaterThanOrEqual(at);
    expect(here === bytes.length || here % 65_536 === 0).toBe(true);
    at = here;
  }
  for (; at < bytes.length; ) {
    const answer = await patch("clinician", recordingId, at, bytes.subarray(at, at + 1_000_000));
    // The piece that broke off last may still be let go.
    if (answer.status === 409) await new Promise((done) => setTimeout(done, 50));
    else expect(answer.status, answer.text).toBe(204);
    at = await settled(recordingId);
  }
  const finished = await ask("clinician", "POST", `/${recordingId}/finish`, { sha256: digest(bytes) });
  expect(finished.body, finished.text).toEqual({ sha256: digest(bytes) });
  expect(digest((await range("clinician", recordingId, null)).bytes)).toBe(digest(bytes));
  expect((await ask("clinician", "POST", `/${recordingId}/finish`, {})).body).toEqual({ sha256: digest(bytes) });
  expect(fs.readFileSync(sealedFile(recordingId)).includes(bytes.subarray(100_000, 100_064))).toBe(false);
}, 60_000);

it("a piece at another place is answered with the right one, a repeated one does no harm, and two windows do not disturb each other", async () => {
  const bytes = madeUpVideo(700_000);
  const recordingId = await begun(bytes.length);
  expect(await patch("clinician", recordingId, 65_536, bytes.subarray(65_536, 131_072))).toMatchObject({ status: 409, offset: 0 });
  expect(await patch("clinician", recordingId, 0, bytes.subarray(0, 262_144))).toMatchObject({ status: 204, offset: 262_144 });
  expect(await patch("clinician", recordingId, 0, bytes.subarray(0, 262_144))).toMatchObject({ status: 409, offset: 262_144 });
  const both = await Promise.all([1, 2].map(() => patch("clinician", recordingId, 262_144, bytes.subarray(262_144))));
  expect(both.map((one) => one.status).toSorted()).toEqual([204, 409]);
  expect(await offsetOf(recordingId)).toBe(bytes.length);
  expect(await patch("clinician", recordingId, bytes.length, randomBytes(10))).toMatchObject({ status: 400 });
  const finished = await ask("clinician", "POST", `/${recordingId}/finish`, { sha256: digest(bytes) });
  expect(finished.status, finished.text).toBe(200);
  expect(await patch("clinician", recordingId, 0, bytes.subarray(0, 65_536))).toMatchObject({ status: 409, offset: bytes.length });
});

it("what is no video, or none that browsers play, is refused by its bytes, and nothing of it stays", async () => {
  for (const first of [Buffer.from("%PDF-1.7 not a film at all"), Buffer.from("RIFF\u0000\u0000\u0000\u0000AVI LIST"), Buffer.from("<html><script>"), Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypheic")])]) {
    // More than the line itself holds: what is refused at its first bytes must still be read to its end.
    const bytes = Buffer.concat([first, randomBytes(4_000_000)]);
    const recordingId = await begun(bytes.length, { name: "visit.mp4" });
    expect(await patch("clinician", recordingId, 0, bytes)).toMatchObject({ status: 415 });
    expect(lies(recordingId)).toEqual([false, false]);
    expect((await ask("clinician", "GET", "")).text).not.toContain(recordingId);
    expect(await offsetOf(recordingId)).toBe(-1);
  }
  const mp4 = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypisom"), randomBytes(90_000)]);
  expect((await ask("clinician", "GET", `/${await sent(mp4)}`)).body.mediaType).toBe("video/mp4");
});

/** Makes writing to any file fail as on a full disk, after so many writes; answers how to make room. */
async function fillDisk(after: number): Promise<() => void> {
  const handle = await open(import.meta.filename, "r");
  const kind = Object.getPrototypeOf(handle) as typeof handle;
  await handle.close();
  const write = kind.write;
  let writes = 0;
  const spy = vi.spyOn(kind, "write").mockImplementation(function (this: typeof handle, ...given: unknown[]) {
    if (++writes > after) return Promise.reject(Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" }));
    return Reflect.apply(write, this, given);
  });
  return () => spy.mockRestore();
}

it("C6: a disk that fills up is said, what came before it stays, and the upload goes on from there once there is room", async () => {
  const bytes = madeUpVideo(5_000_000);
  const recordingId = await begun(bytes.length);
  expect(await patch("clinician", recordingId, 0, bytes.subarray(0, 1_310_720))).toMatchObject({ status: 204, offset: 1_310_720 });
  const makeRoom = await fillDisk(1);
  try {
    const full = await patch("clinician", recordingId, 1_310_720, bytes.subarray(1_310_720));
    expect(full).toMatchObject({ status: 507 });
    expect(JSON.parse(full.text)).toMatchObject({ code: "storage_full", message: expect.stringMatching(/^The disk is full\. What came so far is kept/) });
    expect(full.offset).toBeGreaterThan(1_310_720);
    expect(full.offset % 65_536).toBe(0);
    expect(await offsetOf(recordingId)).toBe(full.offset);
    expect(await patch("clinician", recordingId, full.offset, bytes.subarray(full.offset))).toMatchObject({ status: 507, offset: full.offset });
  } finally {
    makeRoom();
  }
  const here = await offsetOf(recordingId);
  expect(await patch("clinician", recordingId, here, bytes.subarray(here))).toMatchObject({ status: 204, offset: bytes.length });
  expect((await ask("clinician", "POST", `/${recordingId}/finish`, { sha256: digest(bytes) })).body).toEqual({ sha256: digest(bytes) });
  expect(digest((await range("clinician", recordingId, null)).bytes)).toBe(digest(bytes));
});

it("what is too large is refused before a byte of it, and what is not what was sent is destroyed", async () => {
  const refused = await ask("clinician", "POST", "", beginning(20_000_000_000));
  expect([refused.status, refused.body.code]).toEqual([413, "too_large"]);
  const bytes = madeUpVideo(100_000);
  const recordingId = await begun(bytes.length);
  expect((await ask("clinician", "POST", `/${recordingId}/finish`, {})).status).toBe(409);
  await patch("clinician", recordingId, 0, bytes);
  expect((await ask("clinician", "POST", `/${recordingId}/finish`, { sha256: "f".repeat(64) })).status).toBe(422);
  expect(lies(recordingId)).toEqual([false, false]);
});

it("a bit that was changed on the disk is found, and nothing of that chunk is handed out", async () => {
  const recordingId = await sent(madeUpVideo(200_000));
  const file = sealedFile(recordingId);
  const lying = fs.readFileSync(file);
  lying[70_000]! ^= 1;
  fs.writeFileSync(file, lying);
  expect((await range("clinician", recordingId, "bytes=0-100")).status).toBe(206);
  expect((await range("clinician", recordingId, "bytes=70000-70100")).status).toBe(500);
});

it("200 MB over the real server, cut off 20 times at random, arrive whole while the server holds little of them", async () => {
  const size = Number(process.env.TEST_LONG === "1" ? 2_000_000_000 : 200_000_000);
  const piece = madeUpVideo(8_388_608);
  const expected = createHash("sha256");
  for (let at = 0; at < size; at += piece.length) expected.update(piece.subarray(0, Math.min(piece.length, size - at)));
  const recordingId = await begun(size);
  const next = chance(11);
  const cuts = new Set(Array.from({ length: 20 }, () => next(Math.floor(size / piece.length))));
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let [at, most, round] = [0, before, 0];
  while (at < size) {
    const from = at % piece.length;
    const content = Buffer.concat([piece.subarray(from), piece.subarray(0, from)]).subarray(0, Math.min(piece.length, size - at));
    if (cuts.delete(round++)) {
      await cutOff(recordingId, at, content, 1 + next(content.length - 1));
      at = await settled(recordingId);
    } else {
      const answer = await patch("clinician", recordingId, at, content);
      if (answer.status !== 409) expect(answer.status, answer.text).toBe(204);
      at = answer.offset;
    }
    most = Math.max(most, process.memoryUsage().rss);
  }
  const finished = await ask("clinician", "POST", `/${recordingId}/finish`, { sha256: expected.digest("hex") });
  expect(finished.status, finished.text).toBe(200);
  expect(most - before).toBeLessThan(150_000_000);
  fs.rmSync(sealedFile(recordingId));
}, 600_000);
