import { spawnSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { attachEmbedded } from "#database/embedded.ts";
import { buildPrograms, cleanEnvironment, makeDataFolder, type ServerProcess, startServerProcess } from "#main/bench/process.ts";
import { type Api, signIn } from "../kills/api.ts";
import { seedStaff } from "../kills/seed.ts";
import { madeUpPng } from "../support/paper.ts";

// The server is killed by signal 9 while files come in: what was acknowledged is there to the last bit, and of the rest
// there is no row. What an upload leaves lying is sealed with a key that is gone, and is swept.

const projectRoot = path.resolve(import.meta.dirname, "../..");
const isLong = process.env.TEST_LONG === "1";
/** Milliseconds from the first byte to each kill: while all three files come in, while two do, and while the slow one does. */
const KILLS = isLong ? Array.from({ length: 15 }, (_, round) => 60 + round * 35) : [60, 150, 240];
const SIZE = 3_000_000;
const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

let folder: string;
let server: ServerProcess;
let api: Api;

beforeAll(async () => {
  await buildPrograms(projectRoot, () => {});
  folder = makeDataFolder();
  await seedStaff(projectRoot, folder);
  server = await startServerProcess(projectRoot, folder);
  api = await signIn(() => server.address, "clinician@demo.dyad");
}, 240_000);
afterAll(async () => {
  await server?.stop();
  if (folder) fs.rmSync(folder, { recursive: true, force: true });
}, 60_000);

/** Sends a file in pieces, slowly where `pause` is long; answers its id where that was acknowledged, else null. */
function upload(bytes: Buffer, pause: number): Promise<string | null> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(server.address);
    const request = http.request({ hostname, port, method: "POST", path: "/api/files", agent: false, headers: { cookie: api.cookie, "content-type": "application/octet-stream", "content-length": String(bytes.length) } }, (answer) => {
      let text = "";
      answer.on("data", (piece) => (text += piece));
      answer.on("end", () => resolve(answer.statusCode === 200 ? (JSON.parse(text) as { fileId: string }).fileId : null));
      answer.on("error", () => resolve(null));
    });
    request.on("error", () => resolve(null));
    void (async () => {
      for (let at = 0; at < bytes.length && !request.destroyed; at += 100_000) {
        request.write(bytes.subarray(at, at + 100_000));
        await sleep(pause);
      }
      request.end();
    })();
  });
}

async function rowsThere(): Promise<{ id: string; bytes: number }[]> {
  const client = new pg.Client((await attachEmbedded(folder))!.config);
  await client.connect();
  try {
    return (await client.query("select id, bytes::int as bytes from dyad.files")).rows;
  } finally {
    await client.end();
  }
}
const lying = (where: string) => (fs.existsSync(where) ? fs.readdirSync(where, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).map((one) => path.join(one.parentPath, one.name)) : []);
function verify(): { exit: number | null; ok: boolean; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(projectRoot, "dist/cli.mjs"), "verify", "--json"], { cwd: projectRoot, encoding: "utf8", env: cleanEnvironment({ DYAD_DATA_DIR: folder }) });
  return { exit: status, ok: JSON.parse(stdout || "{}").ok, stderr };
}

it(`of ${KILLS.length} kills while files come in: every acknowledged file whole, of no other a row, and verify finds all well`, async () => {
  const acknowledged: string[] = [];
  let cutOff = 0;
  for (const [round, wait] of KILLS.entries()) {
    const coming = [upload(madeUpPng(SIZE), 25), upload(madeUpPng(SIZE + 1), 5), upload(madeUpPng(SIZE + 2), 0)];
    await sleep(wait);
    server.child.kill("SIGKILL");
    for (const fileId of await Promise.all(coming)) {
      if (fileId === null) cutOff++;
      else acknowledged.push(fileId);
    }
    await server.exited;
    server = await startServerProcess(projectRoot, folder);
    const there = await rowsThere();
    expect(there.map((one) => one.id)).toEqual(expect.arrayContaining(acknowledged));
    // A file whose answer was cut off may be there: then it is whole, as verify reads it.
    expect(verify(), `after kill ${round + 1}`).toEqual({ exit: 0, ok: true, stderr: "" });
  }
  expect(cutOff).toBeGreaterThan(0);
  acknowledged.push((await upload(madeUpPng(SIZE), 0))!);
  expect(acknowledged).not.toContain(null);
  // What is left over is old by now: a fresh start sweeps it, and keeps what has a row.
  const files = path.join(folder, "files");
  const old = new Date(Date.now() - 3_600_000);
  for (const one of lying(files)) fs.utimesSync(one, old, old);
  await server.stop();
  server = await startServerProcess(projectRoot, folder);
  await expect.poll(() => lying(path.join(files, "incoming")).length, { timeout: 10_000 }).toBe(0);
  const there = (await rowsThere()).map((one) => one.id).sort();
  await expect.poll(() => lying(files).map((one) => path.basename(one)).sort(), { timeout: 10_000 }).toEqual(there);
  expect(verify()).toEqual({ exit: 0, ok: true, stderr: "" });
}, isLong ? 1_200_000 : 180_000);

it("verify ends with exit 1 where a file was changed, is gone, or belongs to nothing, and says which", async () => {
  const fileId = (await upload(madeUpPng(SIZE), 0))!;
  const place = path.join(folder, "files", fileId.slice(-2), fileId);
  const before = fs.readFileSync(place);
  fs.writeFileSync(place, Buffer.concat([before.subarray(0, 500_000), Buffer.from([before[500_000]! ^ 1]), before.subarray(500_001)]));
  expect(verify()).toEqual({ exit: 1, ok: false, stderr: `kills: the file ${fileId} is not as it was put.\n` });
  fs.rmSync(place);
  expect(verify()).toEqual({ exit: 1, ok: false, stderr: `kills: the file ${fileId} is not there.\n` });
  fs.writeFileSync(place, before);
  const stray = path.join(folder, "files", "aa", "019a0000-0000-7000-8000-0000000000aa");
  fs.mkdirSync(path.dirname(stray), { recursive: true });
  fs.writeFileSync(stray, "nobody's");
  const old = new Date(Date.now() - 3_600_000);
  fs.utimesSync(stray, old, old);
  const found = verify();
  expect([found.exit, found.ok]).toEqual([1, false]);
  expect(found.stderr).toMatch(/^The file 019a0000-0000-7000-8000-0000000000aa belongs to no row/);
  fs.rmSync(stray);
  expect(verify()).toEqual({ exit: 0, ok: true, stderr: "" });
}, 60_000);
