import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { attachEmbedded } from "#database/embedded.ts";
import { buildPrograms, cleanEnvironment, makeDataFolder, type ServerProcess, startServerProcess } from "#main/bench/process.ts";
import { type Api, signIn } from "../kills/api.ts";
import { seedStaff } from "../kills/seed.ts";
import { bookWritings, findLosses, writeUntilItBreaks, type Writing } from "../kills/writer.ts";

// What was acknowledged is there after the power is cut: all of a save, or nothing of it. The server and its
// PostgreSQL are killed by signal 9 in the middle of saves, and started again on the same folder.

const projectRoot = path.resolve(import.meta.dirname, "../..");
const isLong = process.env.TEST_LONG === "1";
/** A plain run kills each victim there is; often enough for chance to find a bad moment is `npm run test:long`. */
const KILLS = isLong ? 500 : 4;
const WRITERS = 4;
const say = (line: string) => process.stdout.write(`  kills: ${line}\n`);

/** The same chances at every run. */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
const chance = chances(20_260_301);
const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

let folder: string;
let server: ServerProcess;
let api: Api;
let writings: Writing[];

const start = async () => void (server = await startServerProcess(projectRoot, folder));
const databasePid = () => Number.parseInt(fs.readFileSync(path.join(folder, "pg18/data/postmaster.pid"), "utf8"), 10);

type Victim = "the server" | "PostgreSQL" | "both";
const victims: Victim[] = ["the server", "PostgreSQL", "the server", "both"];
function killNow(victim: Victim): void {
  if (victim !== "the server") process.kill(databasePid(), "SIGKILL");
  if (victim !== "PostgreSQL") server.child.kill("SIGKILL");
}

function verify(): { exit: number | null; answer: { ok: boolean; agencies: { agency: string; brokenAt: number | null }[] }; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(projectRoot, "dist/cli.mjs"), "verify", "--json"], { cwd: projectRoot, encoding: "utf8", env: cleanEnvironment({ DYAD_DATA_DIR: folder }) });
  return { exit: status, answer: JSON.parse(stdout || "{}"), stderr };
}

beforeAll(async () => {
  await buildPrograms(projectRoot, say);
  folder = makeDataFolder();
  await seedStaff(projectRoot, folder);
  await start();
  api = await signIn(() => server.address, "clinician@demo.dyad");
  writings = await bookWritings(await signIn(() => server.address, "frontdesk@demo.dyad"), api, WRITERS);
}, 240_000);

afterAll(async () => {
  await server?.stop();
  if (folder) fs.rmSync(folder, { recursive: true, force: true });
}, 60_000);

describe("a server that is killed in the middle of saves", () => {
  it(`keeps every acknowledged save whole, and never half of one, over ${KILLS} kills`, async () => {
    const began = performance.now();
    const restarts: number[] = [];
    const seen = new Set<number | null>();
    let saves = 0;
    for (let round = 0; round < KILLS; round++) {
      const before = writings.reduce((sum, one) => sum + one.acknowledged, 0);
      const victim = victims[round % victims.length]!;
      const writers = writings.map((one) => writeUntilItBreaks(api, one));
      while (writings.reduce((sum, one) => sum + one.acknowledged, 0) < before + WRITERS) await sleep(1);
      await sleep(chance() * 120);
      killNow(victim);
      for (const status of await Promise.all(writers)) seen.add(status);
      const ended = await Promise.race([server.exited.then(() => true), sleep(15_000).then(() => false)]);
      expect(ended, `the server ends by itself when ${victim} is killed`).toBe(true);
      saves += writings.reduce((sum, one) => sum + one.acknowledged, 0) - before;
      await start();
      restarts.push(server.readyAfter);
      for (const writing of writings) expect(await findLosses(api, writing), `after kill ${round + 1}, of ${victim}`).toEqual([]);
      if (isLong && round % 20 === 19) say(`${round + 1} kills, ${saves} saves acknowledged`);
      if (isLong && round % 10 === 9) expect(verify()).toMatchObject({ exit: 0, answer: { ok: true } });
    }
    // What the writers met in the end: a broken line, or an answer that says that nothing was saved. Never 409, 422, 404.
    for (const status of seen) expect(status === null || status >= 500, `a writer met ${status}`).toBe(true);
    expect(saves).toBeGreaterThanOrEqual(KILLS * WRITERS);
    const middle = restarts.sort((a, b) => a - b)[Math.floor(restarts.length / 2)]!;
    say(`${KILLS} kills in ${((performance.now() - began) / 1000).toFixed(0)} s, ${saves} saves acknowledged, ready again after ${(middle / 1000).toFixed(2)} s in the middle and ${(restarts.at(-1)! / 1000).toFixed(2)} s at most`);
  }, isLong ? 10_800_000 : 300_000);

  it("has one audit row for every save that is there, in a chain that holds", async () => {
    const cluster = (await attachEmbedded(folder))!;
    const client = new pg.Client(cluster.config);
    await client.connect();
    try {
      for (const { sessionId, acknowledged } of writings) {
        const { rows } = await client.query("select count(*)::int as count from dyad.audit_entries where procedure = 'notes.save' and outcome = 'done' and subject_id = $1", [sessionId]);
        expect(rows[0].count).toBe(acknowledged);
      }
    } finally {
      await client.end();
    }
    const { exit, answer, stderr } = verify();
    expect({ exit, ok: answer.ok, stderr }).toEqual({ exit: 0, ok: true, stderr: "" });
    expect(answer.agencies.map((one) => one.brokenAt)).toEqual([null]);
  }, 60_000);

  it("is ready within ten seconds at a second start", async () => {
    await server.stop();
    await start();
    say(`a second start took ${(server.readyAfter / 1000).toFixed(2)} s`);
    // Ten seconds is the promise; a machine that does ten things at once is given three times as long.
    expect(server.readyAfter).toBeLessThan(30_000);
  }, 120_000);
});
