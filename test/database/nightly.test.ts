import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { backupCommand } from "#main/cli/backup.ts";
import { drillCommand } from "#main/cli/drill.ts";
import { lastDue, type RunCommand, runNight, startNightly } from "#main/nightly.ts";
import { sealAgency } from "#server/audit.ts";
import { listKeeping } from "#server/keeping.ts";
import type { Services } from "#server/procedure.ts";
import { readSettings } from "#server/settings.ts";
import { makeScene } from "../access/scene.ts";
import { startServer, type TestServer } from "../access/server.ts";
import { makeElsewhere } from "../support/elsewhere.ts";
import { TEST_SECRET } from "../support/keys.ts";

// Every night a backup, and a restore of it that nobody has to remember: what cannot be restored is known the next morning.

const { fileOf, environmentOf, run, clear } = makeElsewhere(TEST_SECRET);
const folder = fileOf("backups");
let server: TestServer;
let environment: Record<string, string>;

const inProcess: RunCommand = async ([name, ...argv]) => {
  const { exit, answer } = await run(name === "backup" ? backupCommand : drillCommand, argv, environment);
  return { exit, answer: answer ?? {} };
};
const kept = () => fs.readdirSync(folder).sort();

beforeAll(async () => {
  server = await startServer({ now: "2026-11-22T02:30:00Z" });
  const scene = await makeScene(server, "ours");
  await sealAgency(server.services.database, server.services.clock, scene.agency, server.services.dataDirectory);
  environment = environmentOf(server.fresh.ownerConfig.database!, server.services.dataDirectory);
}, 120_000);
afterAll(async () => {
  await server.close();
  await clear();
});

it("makes a backup and restores it into an empty place of its own, which goes away; the running system is not touched", async () => {
  expect(await runNight(server.services, folder, inProcess)).toBe(true);
  expect(kept()).toEqual(["dyad-2026-11-22T0230Z.backup"]);
  const runs = await listKeeping(server.services.database, 1);
  const [backup, drill] = (["backup", "drill"] as const).map((kind) => runs.find((one) => one.kind === kind));
  expect([backup, drill]).toMatchObject([
    { kind: "backup", outcome: "done", file: "dyad-2026-11-22T0230Z.backup", details: { rows: expect.any(Number), exit: 0 } },
    { kind: "drill", outcome: "done", details: { exit: 0, differs: 0, readyAfter: expect.any(Number) } },
  ]);
  expect(backup!.details.rows).toBe(drill!.details.rows);
  expect(fs.readdirSync(server.services.dataDirectory).filter((name) => name.startsWith("drill-"))).toEqual([]);
}, 120_000);

it("says so when what was made cannot be restored", async () => {
  server.fresh.clock.set("2026-11-23T02:30:00Z");
  const spoiling: RunCommand = async (argv) => {
    const ran = await inProcess(argv);
    if (argv[0] === "backup") {
      const bytes = fs.readFileSync(argv[1]!);
      bytes[bytes.length >> 1]! ^= 1;
      fs.writeFileSync(argv[1]!, bytes);
    }
    return ran;
  };
  fs.writeFileSync(path.join(folder, "dyad-2026-11-22T2200Z.backup.1234.part"), "what a kill left");
  server.logged.length = 0;
  expect(await runNight(server.services, folder, spoiling)).toBe(false);
  expect((await listKeeping(server.services.database, 1)).find((one) => one.kind === "drill")).toMatchObject({ outcome: "failed", details: { why: "damaged" } });
  expect(server.logged.join()).toContain("cannot be relied on");
  expect(kept()).toEqual(["dyad-2026-11-22T0230Z.backup", "dyad-2026-11-23T0230Z.backup"]);
}, 120_000);

it("keeps the night's backup where the drill finds rows that are not as in it", async () => {
  const differing: RunCommand = async (argv) => (argv[0] === "drill" ? { exit: 1, answer: { ok: false, differs: ["dyad.cases"] } } : inProcess(argv));
  server.fresh.clock.set("2026-11-24T02:30:00Z");
  expect(await runNight(server.services, folder, differing)).toBe(false);
  expect(kept()).toContain("dyad-2026-11-24T0230Z.backup");
  expect((await listKeeping(server.services.database, 1)).find((one) => one.kind === "drill")).toMatchObject({ outcome: "failed", details: { differs: 1 } });
}, 120_000);

it.each([
  ["2026-11-22T02:29:59.000Z", "2026-11-21T02:30:00.000Z"],
  ["2026-11-22T02:30:00.000Z", "2026-11-22T02:30:00.000Z"],
  ["2026-03-01T00:00:00.000Z", "2026-02-28T02:30:00.000Z"],
])("was due last, at %s, on %s", (now, due) => expect(lastDue(now, "02:30")).toBe(due));

it("runs at once where the last night was missed, once for all processes, and not again before the next", async () => {
  const nights: string[][] = [];
  let open = () => {};
  const gate = new Promise<void>((resolve) => (open = resolve));
  const counting: RunCommand = async (argv) => {
    nights.push([...argv]);
    await gate;
    fs.writeFileSync(argv[1]!, "", { flag: "a" });
    return { exit: 0, answer: {} };
  };
  server.fresh.clock.set("2026-11-26T09:00:00Z");
  const services: Services = { ...server.services, settings: readSettings({ DYAD_BACKUPS: folder }, server.services.projectRoot) };
  const stops = [1, 2, 3].map(() => startNightly(services, server.fresh.loginConfig as pg.PoolConfig, counting));
  await expect.poll(() => nights.length).toBe(1);
  open();
  await expect.poll(async () => (await listKeeping(services.database, 1)).filter((one) => one.outcome === "done").length, { timeout: 10_000 }).toBe(2);
  await Promise.all(stops.map((stop) => stop()));
  const again = startNightly(services, server.fresh.loginConfig as pg.PoolConfig, counting);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await again();
  expect(nights.map((one) => one[0])).toEqual(["backup", "drill"]);
  expect(path.basename(nights[0]![1]!)).toBe("dyad-2026-11-26T0900Z.backup");
}, 60_000);
