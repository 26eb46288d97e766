import { spawn } from "node:child_process";
import fs from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { dateInZone, type Instant } from "#kernel/dates.ts";
import { backupName, listForgettable, listKeeping, noteRun, sweepParts, usualRetention } from "#server/keeping.ts";
import type { Services } from "#server/procedure.ts";

/** Milliseconds between two looks at the clock. */
const LOOK_EVERY = 60_000;
/** Milliseconds that a command may take. */
const LONGEST_COMMAND = 4 * 3_600_000;

/** How a command of the command line ended: its exit, and what it answered as JSON. */
export type Ran = { exit: number | null; answer: Record<string, unknown> };
/** Runs a command of the command line, apart from the process that serves. */
export type RunCommand = (argv: readonly string[]) => Promise<Ran>;

/** Runs the built command line as a process of its own: a backup of everything must not hold up who is served meanwhile. */
export const runApart =
  (projectRoot: string): RunCommand =>
  (argv) =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [path.join(projectRoot, "dist", "cli.mjs"), ...argv, "--json"], { cwd: projectRoot, env: process.env, stdio: ["ignore", "pipe", "ignore"], timeout: LONGEST_COMMAND });
      let text = "";
      child.stdout.on("data", (piece) => void (text = `${text}${piece}`.slice(-1_000_000)));
      child.on("error", () => resolve({ exit: null, answer: {} }));
      child.on("close", (exit) => {
        try {
          resolve({ exit, answer: JSON.parse(text) as Record<string, unknown> });
        } catch {
          resolve({ exit, answer: {} });
        }
      });
    });

/** The moment at which the last nightly run was due: today's, or yesterday's where that is still to come. Times are UTC. */
export function lastDue(now: Instant, at: string): Instant {
  const today = `${now.slice(0, 10)}T${at}:00.000Z`;
  return today <= now ? today : new Date(Date.parse(today) - 86_400_000).toISOString();
}

/** Figures that are written down of a run; nothing else of an answer is. */
const figures = (answer: Record<string, unknown>) => Object.fromEntries(["rows", "files", "bytes", "tables", "seconds", "readyAfter", "why"].flatMap((name) => (name in answer ? [[name, answer[name]]] : [])));

/** A backup into the folder, those whose time is over away, and a drill of the one that was made. Answers whether all of it was good. */
export async function runNight({ database, clock, log }: Pick<Services, "database" | "clock" | "log">, folder: string, run: RunCommand): Promise<boolean> {
  const now = () => clock.now();
  await fs.mkdir(folder, { recursive: true, mode: 0o700 });
  await sweepParts(folder);
  const name = backupName(now());
  const backup = await noteRun(database, now, "backup", async () => {
    const { exit, answer } = await run(["backup", path.join(folder, name)]);
    return { isGood: exit === 0, file: name, details: { ...figures(answer), exit } };
  });
  if (!backup.isGood) log.error({ file: name, ...backup.details }, "the backup failed");
  else for (const old of listForgettable(await fs.readdir(folder), dateInZone(now(), "UTC"), usualRetention)) await fs.rm(path.join(folder, old), { force: true });
  if (!(await fs.access(path.join(folder, name)).then(() => true, () => false))) return false;
  const drill = await noteRun(database, now, "drill", async () => {
    const { exit, answer } = await run(["drill", path.join(folder, name)]);
    return { isGood: exit === 0, file: name, details: { ...figures(answer), exit, differs: Array.isArray(answer.differs) ? answer.differs.length : 0 } };
  });
  if (!drill.isGood) log.error({ file: name, ...drill.details }, "the drill of a restore failed: the backup cannot be relied on");
  return backup.isGood && drill.isGood;
}

/** Runs every night at its time, once however many processes there are, and at once where the last one was missed. Answers how to stop. */
export function startNightly(services: Services, login: pg.PoolConfig, run: RunCommand): () => Promise<void> {
  const { database, clock, settings, log } = services;
  const folder = settings.backups;
  if (folder === null) return async () => {};
  let round: Promise<void> = Promise.resolve();
  let isBusy = false;
  const look = async () => {
    if (isBusy) return;
    isBusy = true;
    // A lock of one connection: it is let go when this process ends, however that happens.
    const client = new pg.Client(login);
    client.on("error", () => {});
    try {
      await client.connect();
      const { rows } = await client.query("select pg_try_advisory_lock(hashtext('dyad nightly')) as mine");
      if (!rows[0].mine) return;
      const due = lastDue(clock.now(), settings.backupsAt);
      if ((await listKeeping(database, 1)).some((one) => one.kind === "backup" && one.beganAt >= due)) return;
      await runNight(services, folder, run);
    } catch (error) {
      log.error({ type: (error as Error).name, code: (error as { code?: string }).code ?? "" }, "the nightly backup could not be made; it is tried again");
    } finally {
      await client.end().catch(() => {});
      isBusy = false;
    }
  };
  const timer = setInterval(() => void (round = look()), LOOK_EVERY);
  timer.unref();
  round = look();
  // What runs is not waited for: it ends with the process, has no name yet, and is made anew at the next start.
  return async () => {
    clearInterval(timer);
    await Promise.race([round, new Promise((resolve) => setTimeout(resolve, 100))]);
  };
}
