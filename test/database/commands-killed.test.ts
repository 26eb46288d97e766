import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { migrate } from "#database/migrate.ts";
import { backupCommand } from "#main/cli/backup.ts";
import { exportCommand } from "#main/cli/export.ts";
import { verifyCommand } from "#main/cli/verify.ts";
import { buildPrograms, cleanEnvironment, startServerProcess } from "#main/bench/process.ts";
import { proveBackup } from "#server/backup.ts";
import { sealAgency } from "#server/audit.ts";
import { makeScene, type Scene } from "../access/scene.ts";
import { startServer, type TestServer } from "../access/server.ts";
import { listDumps, loadDump, readDump } from "../releases/dump.ts";
import { LOGIN } from "../support/connection.ts";
import { makeElsewhere } from "../support/elsewhere.ts";
import { testKeys, TEST_SECRET } from "../support/keys.ts";
import { startMailServer } from "../support/mail.ts";
import { testInstallation } from "../support/postgres.ts";

// A backup, a restore, an import, an update and the work on jobs are killed by signal 9 wherever they are. Each is whole
// afterwards or did not happen, and done again it comes about.

const projectRoot = path.resolve(import.meta.dirname, "../..");
const isLong = process.env.TEST_LONG === "1";
/** Kills of each. With those in the midst of saves (`kills.test.ts`) a long run has a thousand. */
const KILLS = isLong ? { backup: 200, restore: 50, import: 50, update: 100, jobs: 100 } : { backup: 1, restore: 1, import: 1, update: 1, jobs: 1 };
const { dataOf, fileOf, emptyDatabase, asOwnerOf, environmentOf, run, clear } = makeElsewhere(TEST_SECRET);
const say = (line: string) => process.stdout.write(`  kills: ${line}\n`);

/** The same chances at every run. */
let state = 20_261_122;
const chance = (): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 4_294_967_296;
};

let server: TestServer;
let scene: Scene;
let source: Record<string, string>;
const backup = fileOf("whole.backup");
const archive = fileOf("whole.zip");

/** Runs a command as a process of its own and kills it after so many milliseconds, if it is still there. */
function runKilled(argv: readonly string[], environment: Record<string, string>, after: number): Promise<{ exit: number | null; took: number; stderr: string }> {
  return new Promise((resolve) => {
    const began = performance.now();
    const child = spawn(process.execPath, [path.join(projectRoot, "dist/cli.mjs"), ...argv, "--json"], { cwd: projectRoot, env: cleanEnvironment(environment), stdio: ["ignore", "ignore", "pipe"] });
    let stderr = "";
    child.stderr.on("data", (text) => (stderr += text));
    const timer = Number.isFinite(after) ? setTimeout(() => child.kill("SIGKILL"), after) : undefined;
    child.on("close", (exit) => {
      clearTimeout(timer);
      resolve({ exit, took: performance.now() - began, stderr });
    });
  });
}

/** Milliseconds that a command takes about, on two cores. */
const USUAL_TIME = 3_000;
type Try = { argv: string[]; environment: Record<string, string> };
async function timeOfWhole(what: string, prepare: () => Promise<Try>, judge: (tried: Try & { wasKilled: boolean }) => Promise<void>): Promise<number> {
  const whole = await prepare();
  const { took, exit, stderr } = await runKilled(whole.argv, whole.environment, Number.POSITIVE_INFINITY);
  if (exit !== 0) throw new Error(`${what}: ${stderr}`);
  await judge({ ...whole, wasKilled: false });
  return took;
}

/** Kills something again and again, anywhere from its first moment to its last; `prepare` gives each try a place, `judge` looks at what is left. */
async function killAgain(what: string, kills: number, prepare: () => Promise<Try>, judge: (tried: Try & { wasKilled: boolean }) => Promise<void>): Promise<void> {
  let took = isLong ? await timeOfWhole(what, prepare, judge) : USUAL_TIME;
  let killed = 0;
  for (let round = 0; killed < kills && round < kills * 3 + 6; round++) {
    const one = await prepare();
    const ended = await runKilled(one.argv, one.environment, took / 10 + chance() * took * 0.9);
    const wasKilled = ended.exit === null;
    if (wasKilled) killed += 1;
    // On a machine that is quicker than was thought, the next kill comes sooner.
    else took = Math.min(took, ended.took);
    await judge({ ...one, wasKilled });
    if (isLong && killed % 20 === 0) say(`${what}: ${killed} kills`);
  }
  expect(killed).toBe(kills);
}

beforeAll(async () => {
  await buildPrograms(projectRoot, () => {});
  server = await startServer();
  scene = await makeScene(server, "ours");
  await sealAgency(server.services.database, server.services.clock, scene.agency, server.services.dataDirectory);
  source = environmentOf(server.fresh.ownerConfig.database!, server.services.dataDirectory);
  for (const [command, argv] of [[backupCommand, [backup]], [exportCommand, ["--agency", "ours", "--out", archive]]] as const) {
    const { exit, stderr } = await run(command, [...argv], source);
    if (exit !== 0) throw new Error(stderr);
  }
}, 240_000);
afterAll(async () => {
  await server?.close();
  await clear();
}, 60_000);

const long = (kills: number) => (isLong ? 60_000 + kills * 25_000 : 180_000);

describe("killed in the midst", () => {
  it(`a backup has its name only when it is whole (${KILLS.backup} kills)`, async () => {
    let count = 0;
    await killAgain("backup", KILLS.backup, async () => ({ argv: ["backup", fileOf(`try-${++count}.backup`)], environment: source }), async ({ argv, wasKilled }) => {
      const file = argv[1]!;
      if (fs.existsSync(file)) expect((await proveBackup(file, testKeys())).counted.rows).toBeGreaterThan(20);
      else expect(wasKilled).toBe(true);
      fs.rmSync(file, { force: true });
    });
    expect(await run(verifyCommand, [], source)).toMatchObject({ exit: 0 });
  }, long(KILLS.backup));

  const intoEmpty = (what: "restore" | "import", file: string) => async () => {
    const database = await emptyDatabase();
    return { argv: [what, file], environment: environmentOf(database, dataOf(`${what}-${database}`), { DYAD_DEMO: "0" }) };
  };
  /** What was cut off left the place empty, so that the very same command succeeds; or it was through already, and is refused. */
  const isWholeOrDoneAgain = async ({ argv, environment, wasKilled }: Try & { wasKilled: boolean }) => {
    const again = await runKilled(argv, environment, Number.POSITIVE_INFINITY);
    if (again.exit !== 0) expect(again.stderr).toContain("in use");
    else expect(wasKilled, "what was through is not done twice").toBe(true);
    expect(await run(verifyCommand, [], environment)).toMatchObject({ exit: 0, answer: { ok: true, agencies: [{ agency: "ours", brokenAt: null }] } });
    const database = decodeURIComponent(new URL(environment.DATABASE_URL!.replace("@/", "@localhost/")).pathname.slice(1));
    await asOwnerOf(database, async (client) => {
      const { rows } = await client.query("select count(*)::int as count from dyad.persons");
      expect(rows[0].count).toBe(await server.fresh.asOwner(async (live) => (await live.query("select count(*)::int as count from dyad.persons")).rows[0].count));
    });
    await asOwnerOf("postgres", (client) => client.query(`drop database ${database} with (force)`));
    fs.rmSync(environment.DYAD_DATA_DIR!, { recursive: true, force: true });
  };
  it(`a restore leaves an empty place or a whole one (${KILLS.restore} kills)`, () => killAgain("restore", KILLS.restore, intoEmpty("restore", backup), isWholeOrDoneAgain), long(KILLS.restore));
  it(`an import leaves an empty place or a whole one (${KILLS.import} kills)`, () => killAgain("import", KILLS.import, intoEmpty("import", archive), isWholeOrDoneAgain), long(KILLS.import));

  it(`an update goes on where it was cut off, and loses no row (${KILLS.update} kills)`, async () => {
    const dump = readDump(listDumps()[0]!);
    const old = await emptyDatabase();
    await asOwnerOf(old, async (client) => {
      await migrate(client, { ...testInstallation, only: dump.migrations.map((one) => one.name) }, { user: LOGIN, password: inject("postgres").password });
      await loadDump(client, dump);
    });
    const seals = dataOf("seals-of-old");
    for (const { name, text } of dump.files) {
      fs.mkdirSync(path.dirname(path.join(seals, name)), { recursive: true });
      fs.writeFileSync(path.join(seals, name), text);
    }
    const made: string[] = [];
    await killAgain(
      "update",
      KILLS.update,
      async () => {
        const database = `${old}_${made.length}`;
        made.push(database);
        await asOwnerOf("postgres", (client) => client.query(`create database ${database} template ${old}`));
        return { argv: ["verify"], environment: environmentOf(database, seals) };
      },
      async ({ environment }) => {
        expect(await run(verifyCommand, [], environment)).toMatchObject({ exit: 0, answer: { ok: true } });
        const database = made.at(-1)!;
        await asOwnerOf(database, async (client) => {
          for (const table of ["blocks", "addresses", "sessions", "audit_entries"]) {
            const { rows } = await client.query(`select count(*)::int as count from dyad.${table}`);
            expect([table, rows[0].count]).toEqual([table, dump.tables.get(table)?.length ?? 0]);
          }
        });
        await asOwnerOf("postgres", (client) => client.query(`drop database ${database} with (force)`));
      },
    );
  }, long(KILLS.update));

  it(`each letter that waits leaves once, or its row says that nobody can tell (${KILLS.jobs} kills)`, async () => {
    const mail = await startMailServer();
    mail.manners.slowness = 60;
    const environment = { ...source, DYAD_DEMO: "0", DYAD_SMTP_URL: mail.url, DYAD_ROLE: "jobs", DYAD_DATA_DIR: dataOf("jobs") };
    const asOwner = <T>(statement: string, values: unknown[] = []) => server.fresh.asOwner(async (client) => (await client.query(statement, values)).rows as T[]);
    const queue = (count: number) =>
      asOwner(
        `with added as (insert into dyad.messages (agency_id, id, staff_id, channel, kind, subject_id, language, queued_at) select $1, gen_random_uuid(), $2, 'email', 'attention', gen_random_uuid(), 'en', now() from generate_series(1, $3) returning agency_id, id)
         insert into pgboss.job (name, data, retry_limit, retry_delay, retry_backoff, expire_in) select 'send-message', jsonb_build_object('agencyId', agency_id, 'id', id), 5, 1, false, interval '15 seconds' from added`,
        [scene.agency.agencyId, scene.clinician.staffId, count],
      );
    try {
      for (let kill = 0; kill < KILLS.jobs; kill++) {
        await queue(5);
        const worker = await startServerProcess(projectRoot, environment.DYAD_DATA_DIR, environment, "jobs");
        // Wherever it is, but most often in the midst of its letters: a worker looks into its queue every two seconds.
        const [before, until] = [mail.letters.length, Date.now() + 4_000 * chance() + 1_000];
        while (mail.letters.length === before && Date.now() < until) await new Promise((resolve) => setTimeout(resolve, 5));
        await new Promise((resolve) => setTimeout(resolve, chance() * 120));
        worker.child.kill("SIGKILL");
        await worker.exited;
        // Nobody has them in hand any more: the minutes for which a worker does are not waited for.
        await asOwner("update dyad.messages set claimed_until = now() where status = 'sending'");
      }
      const last = await startServerProcess(projectRoot, environment.DYAD_DATA_DIR, environment, "jobs");
      await expect.poll(async () => (await asOwner<{ left: number }>("select count(*)::int as left from dyad.messages where kind = 'attention' and status in ('queued', 'sending')"))[0]!.left, { timeout: 200_000, interval: 1000 }).toBe(0);
      await last.stop();
    } finally {
      mail.close();
    }
    const lettersOf = (id: string) => mail.letters.filter((letter) => letter.includes(`Message-ID: <${id}@`)).length;
    const ended = (await asOwner<{ id: string; status: string }>("select id, status from dyad.messages where kind = 'attention'")).map(({ id, status }) => `${status}, ${lettersOf(id)} letters`);
    say(`letters: ${[...new Set(ended)].map((one) => `${one}: ${ended.filter((other) => other === one).length}`).join("; ")}`);
    expect(ended.filter((one) => !["sent, 1 letters", "unclear, 0 letters", "unclear, 1 letters"].includes(one))).toEqual([]);
    expect(ended.length).toBeGreaterThanOrEqual(5 * KILLS.jobs);
  }, long(KILLS.jobs) + 240_000);
});
