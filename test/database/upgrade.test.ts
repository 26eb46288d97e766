import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { isUnused, listTables } from "#database/copying.ts";
import { migrate } from "#database/migrate.ts";
import { openServices } from "#main/open.ts";
import { makeApplication } from "#main/application.ts";
import { SEEN_EVERY, listProcesses, startPresence } from "#main/presence.ts";
import { proveBackup, putBack } from "#server/backup.ts";
import { openFolder } from "#server/files.ts";
import { listKeeping } from "#server/keeping.ts";
import { readSettings } from "#server/settings.ts";
import { makeScene, type Scene } from "../access/scene.ts";
import { call, startServer, type TestServer } from "../access/server.ts";
import { listDumps, loadDump, readDump } from "../releases/dump.ts";
import { LOGIN } from "../support/connection.ts";
import { makeElsewhere } from "../support/elsewhere.ts";
import { testKeys, TEST_SECRET } from "../support/keys.ts";
import { testInstallation } from "../support/postgres.ts";

// An update is no leap: there is a way back from it, one that fails changes nothing, and the processes of two releases stand
// side by side while one takes the place of the other.

const projectRoot = path.resolve(import.meta.dirname, "../..");
const { dataOf, fileOf, emptyDatabase, asOwnerOf, environmentOf, clear } = makeElsewhere(TEST_SECRET);
afterAll(clear);

/** Every row of every table that a release knew, by table. */
const rowsOf = (database: string, tables: readonly string[]) =>
  asOwnerOf(database, async (client) => {
    const found: Record<string, string[]> = {};
    for (const name of tables) found[name] = (await client.query<{ row: string }>(`select to_jsonb(t)::text as row from dyad.${client.escapeIdentifier(name)} t order by 1`)).rows.map((one) => one.row);
    return found;
  });

describe.each(listDumps().map((file) => [path.basename(file, ".jsonl.gz"), file] as const))("an update from release %s", (release, file) => {
  const dump = readDump(file);
  const only = dump.migrations.map((one) => one.name);
  const backups = fileOf(`points-${release}`);
  let database: string;
  let before: Record<string, string[]>;

  const asItWas = async () => {
    const name = await emptyDatabase();
    await asOwnerOf(name, (client) => migrate(client, { ...testInstallation, only }, { user: LOGIN, password: inject("postgres").password }));
    return name;
  };

  beforeAll(async () => {
    database = await asItWas();
    await asOwnerOf(database, async (client) => {
      await loadDump(client, dump);
      // A programme that works, not a demo, for which no restore point is made.
      await client.query("update dyad.installation set demo = '0'");
    });
    before = await rowsOf(database, [...dump.tables.keys()]);
  });

  it("begins with a restore point, and brings the tables up to date", async () => {
    const environment = environmentOf(database, dataOf(`live-${release}`), { DYAD_BACKUPS: backups });
    const opened = await openServices({ projectRoot, settings: readSettings(environment, projectRoot), manner: "own" });
    try {
      expect(await listKeeping(opened.services.database, 5)).toMatchObject([{ kind: "restore_point", outcome: "done", file: expect.stringMatching(/^before-update-.*\.backup$/) }]);
    } finally {
      await opened.close();
    }
    expect(fs.readdirSync(backups)).toHaveLength(1);
    const again = await openServices({ projectRoot, settings: readSettings(environment, projectRoot), manner: "own" });
    await again.close();
    expect(fs.readdirSync(backups), "with nothing to bring up to date none is made").toHaveLength(1);
  });

  it("has its way back: the restore point in the tables of that release is every row as it was", async () => {
    const point = path.join(backups, fs.readdirSync(backups)[0]!);
    const proven = await proveBackup(point, testKeys());
    expect(proven.manifest.migrations.map((one) => one.name)).toEqual(only);
    const back = await asItWas();
    const data = dataOf(`back-${release}`);
    await asOwnerOf(back, async (client) => {
      expect(await isUnused(client)).toBe(true);
      await putBack(point, testKeys(), { owner: client, files: openFolder(path.join(data, "files")), dataDirectory: data }, proven);
    });
    const after = await rowsOf(back, [...dump.tables.keys()]);
    // Who was signed in is signed out: that is the one thing a restore does by itself.
    for (const table of dump.tables.keys()) if (table !== "sign_ins") expect(after[table], table).toEqual(before[table]);
  });
});

describe("an update beside a release that runs", () => {
  let server: TestServer;
  let scene: Scene;
  let cookie: string;
  beforeAll(async () => {
    server = await startServer();
    scene = await makeScene(server, "ours");
    cookie = await scene.cookieOf(scene.clinician);
  });
  afterAll(() => server.close());
  const write = (app = server) => call(app, cookie, "POST", `/api/cases/${scene.caseId}/problems`, { kind: "attachment", followsEvents: true });
  const read = (app = server) => call(app, cookie, "GET", `/api/cases/${scene.caseId}`);

  it("that fails leaves the tables as they were, and the release that runs goes on", async () => {
    const tables = () => server.fresh.asOwner(async (client) => JSON.stringify([await listTables(client), (await client.query("select name, checksum from dyad.migrations order by name")).rows]));
    const as = await tables();
    const failing = { name: "9998_fails", checksum: "x", run: async (client: { query(text: string): Promise<unknown> }) => { await client.query("alter table dyad.cases add column tomorrow text"); await client.query("select 1 / 0"); } }; // prettier-ignore
    await expect(server.fresh.asOwner((client) => migrate(client, { ...testInstallation, steps: [...testInstallation.steps, failing as never] }, { user: LOGIN, password: null }))).rejects.toThrow(/9998_fails failed and left nothing behind: division by zero/);
    expect(await tables()).toBe(as);
    expect([(await read()).status, (await write()).status]).toEqual([200, 200]);
  });

  it("whose restore point cannot be written does not begin", async () => {
    const never = { name: "9998_never", checksum: "x", run: () => Promise.reject(new Error("this must not run")) };
    await expect(server.fresh.asOwner((client) => migrate(client, { ...testInstallation, steps: [...testInstallation.steps, never], before: () => Promise.reject(new Error("no room")) }, { user: LOGIN, password: null }))).rejects.toThrow("no room");
  });

  it("that came about: the earlier release is no longer ready and takes no writes, so that nothing is written into tables it does not know; it still reads, and says why", async () => {
    const { database, clock, settings, log } = server.services;
    const known = (await server.fresh.asOwner((client) => client.query<{ name: string }>("select name from dyad.migrations"))).rows.map((one) => one.name);
    const earlier = await startPresence({ database, clock, settings, log }, "0.1.0", known);
    const later = await startPresence({ database, clock, settings, log }, "0.2.0", [...known, "9999_of_tomorrow"]);
    const [old, fresh] = [await makeApplication(server.services, { write: () => {} }, earlier.isBehind), await makeApplication(server.services, { write: () => {} }, later.isBehind)];
    try {
      expect((await listProcesses(database, "2020-01-01T00:00:00Z")).map((one) => one.release).toSorted()).toEqual(["0.1.0", "0.2.0"]);
      expect(await Promise.all([old, fresh].map(async (app) => (await app.inject("/readyz")).statusCode))).toEqual([200, 200]);
      await server.fresh.asOwner((client) => client.query("insert into dyad.migrations (name, checksum) values ('9999_of_tomorrow', 'x')"));
      await expect.poll(() => [earlier.isBehind(), later.isBehind()], { timeout: 3 * SEEN_EVERY }).toEqual([true, false]);
      expect(await Promise.all([old, fresh].map(async (app) => (await app.inject("/readyz")).statusCode))).toEqual([503, 200]);
      const [asOld, asFresh] = [old, fresh].map((app) => ({ ...server, app }));
      const refused = await write(asOld);
      expect([refused.status, refused.body.code, (await read(asOld)).status, (await write(asFresh)).status]).toEqual([503, "not_ready", 200, 200]);
      expect(refused.body.message).toContain("updated just now");
    } finally {
      await Promise.all([old.close(), fresh.close(), earlier.stop(), later.stop()]);
    }
    expect(await listProcesses(database, "2020-01-01T00:00:00Z")).toEqual([]);
  }, 60_000);
});
