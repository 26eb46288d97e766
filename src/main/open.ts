import fs from "node:fs";
import path from "node:path";
import type { ClientBase } from "pg";
import type PgBoss from "pg-boss";
import { type Clock, type Database, systemClock } from "#database/actor.ts";
import type { Installation } from "#database/migrate.ts";
import { type OpenDatabase, openApplicationDatabase } from "#database/open.ts";
import { installationState, listAgencies } from "#features/account/store.ts";
import { listGrants } from "#features/disclosure/rules.ts";
import { projectAnswer } from "#features/disclosure/store.ts";
import { openFolder } from "#server/files.ts";
import { noteRun } from "#server/keeping.ts";
import { openKeyRing, type OpenKeyRing } from "#server/keyRing.ts";
import { makeSecret } from "#server/keys.ts";
import { sealingStep } from "#server/resealing.ts";
import type { Services } from "#server/procedure.ts";
import { checkRing, claimRing } from "#server/ringGuard.ts";
import { makeQueue, queues } from "#server/queue.ts";
import { readSettings, SettingError, type Settings } from "#server/settings.ts";
import { makeRestorePoint, type RestorePoint } from "./restorePoint.ts";
import { findProjectRoot } from "./root.ts";

/** What the owner of the database installs: the SQL files, what they cannot do, the table of disclosure, the queues. */
export function installation(projectRoot: string, keys: OpenKeyRing): Installation {
  return { migrationsDirectory: path.join(projectRoot, "migrations"), steps: [sealingStep(keys)], grants: listGrants(), queues };
}

/** The version of this build, as package.json says. */
export function programVersion(projectRoot: string): string {
  return (JSON.parse(fs.readFileSync(path.join(projectRoot, "package.json"), "utf8")) as { version: string }).version;
}

/**
 * Which demo a database has or gets: what was stored at its first fill stays, and another setting is refused. An empty
 * one gets the setting, else the demo where the embedded database serves and none where `DATABASE_URL` is set.
 */
export function judgeDemo(settings: Pick<Settings, "demo" | "databaseUrl">, state: { stored: Settings["demo"]; hasAgencies: boolean }): "1" | "0" | "markers" {
  const present = state.stored ?? (state.hasAgencies ? "0" : null);
  if (present === null) return settings.demo ?? (settings.databaseUrl === null ? "1" : "0");
  if (settings.demo !== null && settings.demo !== present) throw new SettingError(`DYAD_DEMO is ${settings.demo}, but this database was filled with DYAD_DEMO=${present}. Leave DYAD_DEMO unset, or set DYAD_DATA_DIR (or DATABASE_URL) to another place.`);
  return present;
}

/** Who opens: the server owns the embedded database, the command line joins one that runs. */
export type Opening = { projectRoot: string; settings: Settings; manner: "own" | "join"; /** Whether a restore point is made before tables in use are brought up to date. */ restorePoint?: "made" | "none"; /** What is done where the database is sealed by another ring of keys than this process has. */ otherRing?: "refused" | "let_be"; clock?: Clock; log?: Services["log"] };

/** The services with the database behind them. `boss` works jobs off once it is started; `isFilled` is false on an empty database. */
export type OpenServices = { services: Services; boss: PgBoss; open: OpenDatabase; isFilled: boolean; close(): Promise<void> };

const stderrLog: Services["log"] = {
  warn: (details, message) => console.error(`${message} ${JSON.stringify(details)}`),
  error: (details, message) => console.error(`${message} ${JSON.stringify(details)}`),
};

/** Opens the database and everything that works on it, for the server and for the command line alike. */
export async function openServices({ projectRoot, settings, manner, restorePoint = "made", otherRing = "refused", clock = systemClock, log = stderrLog }: Opening): Promise<OpenServices> {
  const { dataDirectory, databaseUrl, databaseOwnerUrl } = settings;
  const secret = makeSecret(settings);
  const keys = openKeyRing(settings.keys, secret);
  let point: RestorePoint | null = null;
  const before = async (owner: ClientBase) => {
    if (otherRing === "refused") await checkRing(owner, keys);
    point = await makeRestorePoint(owner, settings, keys, clock.now());
  };
  const installed = { ...installation(projectRoot, keys), ...(restorePoint === "made" ? { before } : {}) };
  const open = await openApplicationDatabase({ dataDirectory, url: databaseUrl, ownerUrl: databaseOwnerUrl, ...(manner === "own" && settings.backups !== null ? { journal: "handed_on" as const } : {}) }, installed, keys, manner);
  try {
    const { database } = open;
    if (point !== null) await noteRestorePoint(database, clock, log, point);
    let state = await installationState(database);
    if (state && state.demo !== "0" && state.filled_at === null && manner === "own") {
      // An earlier start was cut off while it filled the demo in: nothing of it is anybody's, so it begins anew.
      await open.reset();
      state = null;
    }
    if (otherRing === "refused") await claimRing(database, keys, clock.now());
    const stored = state?.demo ?? null;
    const hasAgencies = (await listAgencies(database)).length > 0;
    const demo = judgeDemo(settings, { stored, hasAgencies });
    const { boss, enqueue } = makeQueue(open.loginConfig);
    const baseUrl = settings.baseUrl ?? `http://${settings.host.includes(":") ? `[${settings.host}]` : settings.host}:${settings.port}`;
    const services: Services = { database, clock, settings, demo, signingKey: keys.signing, keys, dataDirectory, projectRoot, baseUrl, enqueue, files: openFolder(settings.files), projectAnswer, log };
    return { services, boss, open, isFilled: stored !== null || hasAgencies, close: () => open.close() };
  } catch (error) {
    await open.close();
    throw error;
  }
}

/** Writes down what stands before an update; where there is no way back by a restore, that is said. */
async function noteRestorePoint(database: Database, clock: Clock, log: Services["log"], point: RestorePoint): Promise<void> {
  if (point.file !== null) await noteRun(database, () => clock.now(), "restore_point", async () => ({ isGood: true, file: path.basename(point.file), details: { rows: point.rows, files: point.files } }));
  else if (point.why === "needs_owner") log.warn({ why: point.why }, "the tables were brought up to date without a restore point: no account sees every row (DATABASE_OWNER_URL)");
}

/** The services for one command of the command line; the caller closes them. */
export async function openFor(environment: Record<string, string | undefined>, manner: Pick<Opening, "restorePoint" | "otherRing"> = {}): Promise<OpenServices> {
  const projectRoot = findProjectRoot();
  return openServices({ projectRoot, settings: readSettings(environment, projectRoot), manner: "join", ...manner });
}
