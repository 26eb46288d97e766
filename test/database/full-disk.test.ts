import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { attachEmbedded } from "#database/embedded.ts";
import { buildPrograms, cleanEnvironment, makeDataFolder, type ServerProcess, startServerProcess } from "#main/bench/process.ts";
import { familyOf, fillUp, limitFiles, mayLimit, mayMount, mountSmall } from "../disk/limits.ts";
import type { Outputs } from "../access/server.ts";
import { type Api, signIn } from "../kills/api.ts";
import { seedStaff } from "../kills/seed.ts";
import { madeUpPng } from "../support/paper.ts";
import { bookWritings, contentAt, findLosses, type Writing } from "../kills/writer.ts";

// A disk that is really full: a file system without a free byte, and files that may not grow. Whatever was acknowledged
// is there afterwards, nothing is half-written, and work goes on by itself once there is room.

const projectRoot = path.resolve(import.meta.dirname, "../..");
const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A folder with the agency and its staff, of a database that has ended: each test begins on a copy. */
let seeded: string;
let folder: string;
let server: ServerProcess;
let api: Api;
let writings: Writing[];
let takeAway: (() => void) | null = null;

beforeAll(async () => {
  await buildPrograms(projectRoot, () => {});
  seeded = makeDataFolder();
  await seedStaff(projectRoot, seeded);
}, 240_000);
afterAll(() => fs.rmSync(seeded, { recursive: true, force: true }));

async function start(): Promise<void> {
  execFileSync("cp", ["-a", `${seeded}/.`, folder]);
  server = await startServerProcess(projectRoot, folder);
  api = await signIn(() => server.address, "clinician@demo.dyad");
  writings = await bookWritings(await signIn(() => server.address, "frontdesk@demo.dyad"), api, 2);
}

afterEach(async () => {
  if (server) limitFiles(familyOf(server.pid), "unlimited");
  await server?.stop();
  takeAway?.();
  takeAway = null;
  fs.rmSync(folder, { recursive: true, force: true });
}, 60_000);

type Answer = { status: number; body: unknown };
async function save(writing: Writing): Promise<Answer> {
  writing.attempted = writing.acknowledged + 1;
  const answer = await api.call("PUT", `/api/sessions/${writing.sessionId}/note`, { revision: writing.acknowledged, ...contentAt(writing, writing.attempted) });
  if (answer.status === 200) writing.acknowledged = (answer.body as Outputs["notes"]["save"]).revision;
  return answer;
}

/** Saves until one is refused; answers that refusal. */
async function saveUntilRefused(): Promise<Answer> {
  for (let round = 0; round < 2_000; round++) {
    const answer = await save(writings[round % writings.length]!);
    if (answer.status !== 200) return answer;
  }
  throw new Error("nothing was refused");
}

async function asOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client((await attachEmbedded(folder))!.config);
  client.on("error", () => {});
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Uses PostgreSQL's log up until it finds no room for the next file of it, and ends. */
async function useUpTheLog(): Promise<void> {
  for (let round = 0; round < 50; round++) {
    try {
      await asOwner(async (client) => {
        for (let turn = 0; turn < 20; turn++) await client.query("select pg_current_xact_id(), pg_switch_wal()");
      });
    } catch {
      // That was the end of it, or it is being tried again.
    }
    if ((await fetch(`${server.address}/readyz`)).status === 503) return;
    await sleep(100);
  }
  throw new Error("PostgreSQL found room after all");
}

/** No save goes through, each says why in words, and the server itself lives. */
async function refusesWhileDown(): Promise<void> {
  const until = performance.now() + 3_500;
  while (performance.now() < until) {
    const { status, body } = await save(writings[0]!);
    expect([503, 507]).toContain(status);
    expect(body).toMatchObject({ code: status === 507 ? "storage_full" : "not_ready", message: expect.stringMatching(/^The (database does not answer|disk is full)/), requestId: expect.any(String) });
    await sleep(100);
  }
  expect((await fetch(`${server.address}/healthz`)).status).toBe(200);
  expect(server.child.exitCode).toBeNull();
}

/** Ready again without anybody's hand; nothing lost, nothing half; saves go through, and the trail is whole and sealed. */
async function goesOn(): Promise<void> {
  await expect.poll(async () => (await fetch(`${server.address}/readyz`)).status, { timeout: 20_000, interval: 100 }).toBe(200);
  for (const writing of writings) expect(await findLosses(api, writing)).toEqual([]);
  for (const writing of writings) expect((await save(writing)).status).toBe(200);
  for (const writing of writings) {
    const found = await asOwner(async (client) => (await client.query("select count(*)::int as count from dyad.audit_entries where procedure = 'notes.save' and outcome = 'done' and subject_id = $1", [writing.sessionId])).rows[0].count);
    expect(found, "one row of the trail for every save that is there").toBe(writing.acknowledged);
  }
  const unsealed = () => asOwner(async (client) => (await client.query("select count(*)::int as count from dyad.audit_entries e where e.at < now() - interval '3 seconds' and not exists (select from dyad.audit_chain c where c.agency_id = e.agency_id and c.entry_id = e.id)")).rows[0].count);
  await expect.poll(unsealed, { timeout: 15_000, interval: 250 }).toBe(0);
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(projectRoot, "dist/cli.mjs"), "verify", "--json"], { cwd: projectRoot, encoding: "utf8", env: cleanEnvironment({ DYAD_DATA_DIR: folder }) });
  expect({ exit: status, ...JSON.parse(stdout || "{}") }, stderr).toMatchObject({ exit: 0, ok: true });
}

const isFull = (answer: Answer) => {
  expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 507, body: { code: "storage_full", message: expect.stringMatching(/disk is full.*nothing was saved/) } });
};

/** Sends a picture of two million bytes. */
async function sendFile(): Promise<Answer> {
  const sent = await fetch(`${server.address}/api/files`, { method: "POST", headers: { cookie: api.cookie, "content-type": "application/octet-stream" }, body: new Uint8Array(madeUpPng(2_000_000)) });
  return { status: sent.status, body: await sent.json() };
}
const filesThere = () => fs.readdirSync(path.join(folder, "files"), { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).length;
const fileRows = () => asOwner(async (client) => (await client.query("select count(*)::int as count from dyad.files")).rows[0].count);

describe.skipIf(!mayMount())("a file system without a free byte", () => {
  it("takes no file in, keeps nothing of it, and takes it once there is room", async () => {
    folder = makeDataFolder();
    takeAway = mountSmall(folder, 200);
    await start();
    expect((await sendFile()).status).toBe(200);
    const makeRoom = fillUp(folder);
    isFull(await sendFile());
    expect(filesThere()).toBe(1);
    makeRoom();
    expect([await fileRows(), filesThere()]).toEqual([1, 1]);
    expect((await sendFile()).status).toBe(200);
    expect([await fileRows(), filesThere()]).toEqual([2, 2]);
    await goesOn();
  }, 120_000);


  it("refuses with 507, with 503 while PostgreSQL is down, and goes on each time there is room", async () => {
    folder = makeDataFolder();
    takeAway = mountSmall(folder, 200);
    await start();
    const makeRoom = fillUp(folder);
    isFull(await saveUntilRefused());
    makeRoom();
    await goesOn();
    const makeRoomAgain = fillUp(folder);
    isFull(await saveUntilRefused());
    await useUpTheLog();
    await refusesWhileDown();
    makeRoomAgain();
    await goesOn();
  }, 120_000);
});

describe.skipIf(!mayLimit())("files that may not grow, as an ordinary account meets it", () => {
  it("answers 503 where the log may not grow, starts PostgreSQL again, and goes on once it may", async () => {
    folder = makeDataFolder();
    await start();
    for (const writing of writings) expect((await save(writing)).status).toBe(200);
    limitFiles(familyOf(server.pid), 1_048_576);
    await useUpTheLog();
    await refusesWhileDown();
    limitFiles(familyOf(server.pid), "unlimited");
    await goesOn();
  }, 120_000);
});
