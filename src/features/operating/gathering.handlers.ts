import fs from "node:fs";
import path from "node:path";
import { addMinutes } from "#kernel/dates.ts";
import { asActor, type Transaction } from "#database/actor.ts";
import { sealFile, verifyAgency } from "#server/audit.ts";
import { countGivenUp } from "#server/jobs.ts";
import { listKeeping } from "#server/keeping.ts";
import type { Services } from "#server/procedure.ts";
import { isScannerThere } from "#server/scanning.ts";
import type { Facts } from "./check.rules.ts";
import { countTrouble, findLook } from "#features/clearing/store.ts";
import * as store from "./store.ts";

/** Links of a chain that are proved while somebody waits for the page: about a second. */
const MOST_LINKS = 40_000;

/** Where the secret key lies: given from outside, on another place than the data, or beside what it opens. */
function placeOfKey({ settings, dataDirectory }: Services): Facts["secretKey"] {
  if (settings.secretKey !== null) return "given";
  const inside = path.relative(dataDirectory, settings.keys);
  return inside === "" || !(inside.startsWith("..") || path.isAbsolute(inside)) ? "beside the data" : "on another place";
}

async function findDisk(folder: string): Promise<Facts["disk"]> {
  try {
    const { bavail, blocks, bsize } = await fs.promises.statfs(folder);
    return { freeBytes: bavail * bsize, allBytes: blocks * bsize };
  } catch {
    return null;
  }
}

type Standing = Pick<Services, "settings" | "demo" | "baseUrl">;
/** How each setting stands: what was given, or what holds where nothing was. Null is not set. */
const standing: Record<string, (of: Standing) => string | null> = {
  PORT: ({ settings }) => String(settings.port),
  HOST: ({ settings }) => settings.host,
  DATABASE_URL: ({ settings }) => settings.databaseUrl,
  DATABASE_OWNER_URL: ({ settings }) => settings.databaseOwnerUrl,
  DYAD_DATA_DIR: ({ settings }) => settings.dataDirectory,
  DYAD_DEMO: ({ demo }) => demo,
  DYAD_BASE_URL: ({ baseUrl }) => baseUrl,
  DYAD_SECRET_KEY: ({ settings }) => settings.secretKey,
  DYAD_SECRET_KEY_BEFORE: ({ settings }) => settings.secretKeyBefore,
  DYAD_KEYS: ({ settings }) => settings.keys,
  DYAD_SMTP_URL: ({ settings }) => settings.smtpUrl,
  DYAD_SMS_URL: ({ settings }) => settings.smsUrl,
  DYAD_FILES: ({ settings }) => settings.files,
  DYAD_RECORDINGS: ({ settings }) => settings.recordings,
  DYAD_RECORDING_GB: ({ settings }) => String(settings.recordingGigabytes),
  DYAD_SCAN: ({ settings }) => settings.scan,
  DYAD_CLEARING_FOLDER: ({ settings }) => settings.clearingFolder,
  DYAD_ROLE: ({ settings }) => settings.role,
  DYAD_BACKUPS: ({ settings }) => settings.backups,
  DYAD_BACKUPS_AT: ({ settings }) => settings.backupsAt,
  DYAD_TRUSTED_PROXIES: ({ settings }) => (settings.trustedProxies.length === 0 ? null : settings.trustedProxies.join(",")),
  DYAD_PRIVATE_PROVIDERS: ({ settings }) => settings.privateProviders,
};
/** How every setting of the environment stands, by its name. Secrets are among them: only `listInstallation` may tell of them. */
export const settingsAsTheyStand = (of: Standing): Record<string, string | null> => Object.fromEntries(Object.entries(standing).map(([name, find]) => [name, find(of)]));

const CLEARING_DAYS = 7;
async function findClearing(tx: Transaction, now: string): Promise<Facts["clearing"]> {
  const look = await findLook(tx);
  return { lookedAt: look?.lookedAt ?? null, isReached: look?.isReached ?? true, failed: look?.failed ?? 0, refused: await countTrouble(tx, addMinutes(now, -CLEARING_DAYS * 24 * 60)) };
}

/** Facts of the installation, seen from one agency; `asked` says who asks: a process that works jobs off itself is seen by that. */
export async function gatherFacts(tx: Transaction, services: Services, asked: "by the page" | "by the command"): Promise<Facts> {
  const { settings, database } = services;
  const { agencyId, timeZone } = tx.actor;
  const now = services.clock.now();
  // The trail is not an administrator's to read: counts and times of it are gathered by the machine, and no row of it is told.
  const { found, sealing } = await asActor(database, services.clock, { kind: "operator", command: "check", agencyId, timeZone }, async (machine) => ({ found: await store.findDatabase(machine), sealing: (await store.findSealing(machine))! }));
  const runs = await listKeeping(database, 10);
  const runsOf = (kind: "backup" | "drill") => runs.filter((one) => one.kind === kind).map((one) => ({ at: one.endedAt ?? one.beganAt, outcome: one.outcome }));
  const chain = sealing.links > MOST_LINKS ? null : await verifyAgency(database, services.clock, { agencyId, slug: "", timeZone }, services.dataDirectory);
  const processes = await store.listProcesses(database, addMinutes(now, -24 * 60));
  const seen = processes.filter((one) => one.role !== "web").map((one) => one.seenAt).toSorted().at(-1) ?? null;
  const worksHere = asked === "by the page" && settings.role !== "web";
  return {
    now,
    baseUrl: services.baseUrl,
    host: settings.host,
    demo: services.demo,
    secretKey: placeOfKey(services),
    backups: runsOf("backup"),
    drills: runsOf("drill"),
    secondFactor: await store.listSecondFactor(tx),
    mail: settings.smtpUrl === null ? "not set" : "set",
    scan: settings.scan === null ? "not set" : (await isScannerThere(settings.scan)) ? "there" : "silent",
    nodeVersion: process.versions.node,
    databaseVersion: found?.version ?? null,
    databaseAccount: found === null ? null : found.isSuper ? "super-user" : "plain",
    disk: await findDisk(services.dataDirectory),
    clock: found === null ? null : { offBy: Date.parse(found.at) - Date.parse(now), trailAhead: found.trailAhead },
    failedJobs: await countGivenUp(tx),
    chain: chain === null ? "too long" : { brokenAt: chain.brokenAt === null ? null : `${chain.brokenAt}, ${chain.why ?? ""}` },
    unsealedFor: sealing.unsealedFor,
    sealFile: sealing.links === 0 ? "nothing to seal" : fs.existsSync(sealFile(services.dataDirectory, agencyId)) ? "there" : "missing",
    jobsSeenAt: worksHere ? now : seen,
    clearing: settings.clearingFolder === null ? "not set" : await findClearing(tx, now),
  };
}
