import type { Instant } from "#kernel/dates.ts";
import type { Words } from "#kernel/language.ts";
import { writeDay } from "#kernel/saying.ts";
import type { Role } from "#features/disclosure/contract.ts";
import { roleNames } from "#features/account/screens.words.ts";
import { checkWords, details } from "./check.words.ts";
import { type CheckKey, checkKeys, type CheckState } from "./contract.ts";

/** A run of the keeping as it ended; null where none was. */
export type Run = { at: Instant; outcome: "done" | "failed" | null } | null;
/** What was found on the installation. Null is what could not be looked at. */
export type Facts = {
  now: Instant;
  baseUrl: string;
  host: string;
  demo: "1" | "0" | "markers";
  secretKey: "given" | "on another place" | "beside the data";
  backups: readonly NonNullable<Run>[] | null;
  drills: readonly NonNullable<Run>[] | null;
  secondFactor: readonly { role: Role; people: number; without: number }[];
  mail: "set" | "not set";
  /** The scanner that files pass: whether there is one, and whether it answers. */
  scan: "there" | "silent" | "not set";
  nodeVersion: string;
  databaseVersion: number | null;
  databaseAccount: "plain" | "super-user" | null;
  disk: { freeBytes: number; allBytes: number } | null;
  /** Milliseconds by which the database's clock is before ours; and whether the trail holds rows from the future. */
  clock: { offBy: number; trailAhead: boolean } | null;
  failedJobs: number | null;
  chain: { brokenAt: string | null } | "too long" | null;
  /** Seconds for which the oldest row waits for its seal; null where none waits. */
  unsealedFor: number | null;
  sealFile: "there" | "missing" | "nothing to seal";
  jobsSeenAt: Instant | null;
  /** The folder of the clearing house's client: when it was looked at last, whether it could be, and what of it waits for somebody. */
  clearing: { lookedAt: Instant | null; isReached: boolean; refused: number; failed: number } | "not set";
};

export type Judged = { key: CheckKey; state: CheckState; title: Words; means: Words; mend: Words };
type Answer = { state: CheckState; detail: Words };

const safe: Answer = { state: "safe", detail: details.none };
const unsafe = (detail: Words = details.none): Answer => ({ state: "unsafe", detail });
const unknown = (detail: Words = details.couldNotLook): Answer => ({ state: "unknown", detail });

const LOOPBACK = ["127.0.0.1", "::1", "localhost", "[::1]"];
const HOUR = 3_600_000;
/** A backup every night with two hours to spare; a drill every month with some days to spare. */
const BACKUP_HOURS = 26;
const DRILL_DAYS = 35;
/** Seconds for which a row of the trail may wait for its seal, and for which a process may be silent. */
const LONGEST_WAIT = 60;
const FREE_PART = 0.1;
const FREE_BYTES = 2 * 1024 ** 3;
const CLOCK_OFF = 5_000;
/** Milliseconds for which nobody need have looked into the folder of a clearing house: it is looked into every minute. */
const CLEARING_SILENT = 600_000;

/** The last day of security fixes of each long-term version. Source: the release schedule of the Node.js project (github.com/nodejs/Release). */
export const nodeEnds: Record<number, string> = { 20: "2026-04-30", 22: "2027-04-30", 24: "2028-04-30" };

const hostOf = (address: string): string => /^https?:\/\/(\[[^\]]+\]|[^:/]+)/.exec(address)?.[1] ?? address;

const judges: Record<CheckKey, (facts: Facts) => Answer> = {
  tls: ({ baseUrl, host }) => {
    if (baseUrl.startsWith("https://")) return safe;
    if (!LOOPBACK.includes(hostOf(baseUrl))) return unsafe(details.plainHttp(baseUrl));
    return LOOPBACK.includes(host) ? safe : unsafe(details.openHost(host));
  },
  demo: ({ demo }) => (demo === "0" ? safe : unsafe()),
  secret_key: ({ secretKey }) => (secretKey === "beside the data" ? unsafe(details.keyBeside) : safe),
  backup: ({ backups, now }) => judgeRun(backups, now, BACKUP_HOURS * HOUR, { none: details.noBackup, old: (since) => details.oldBackup(Math.floor(since / HOUR)) }),
  drill: ({ drills, now }) => judgeRun(drills, now, DRILL_DAYS * 24 * HOUR, { none: details.noDrill, old: (since) => details.oldDrill(Math.floor(since / (24 * HOUR))) }),
  second_factor: ({ secondFactor }) => {
    const without = secondFactor.filter((one) => one.without > 0);
    const list = (language: "en" | "es") => without.map((one) => `${roleNames[one.role][language]} ${one.without} ${language === "es" ? "de" : "of"} ${one.people}`).join(", ");
    return without.length === 0 ? safe : unsafe(details.without({ en: list("en"), es: list("es") }));
  },
  audit_chain: ({ chain }) => (chain === null ? unknown() : chain === "too long" ? unknown(details.longTrail) : chain.brokenAt === null ? safe : unsafe(details.broken(chain.brokenAt))),
  seals: ({ unsealedFor, sealFile }) => (unsealedFor !== null && unsealedFor > LONGEST_WAIT ? unsafe(details.unsealed(Math.floor(unsealedFor))) : sealFile === "missing" ? unsafe(details.noSealFile) : safe),
  // The trail is sealed by whoever works jobs off: a row that waits too long says that nobody does.
  jobs: ({ jobsSeenAt, unsealedFor, now }) => {
    if (unsealedFor !== null && unsealedFor > LONGEST_WAIT) return unsafe(details.noJobs);
    return jobsSeenAt !== null && Date.parse(now) - Date.parse(jobsSeenAt) <= LONGEST_WAIT * 1000 ? safe : unsafe(details.noJobs);
  },
  queue: ({ failedJobs }) => (failedJobs === null ? unknown() : failedJobs === 0 ? safe : unsafe(details.failedJobs(failedJobs))),
  disk: ({ disk }) => {
    if (disk === null) return unknown();
    const isFull = disk.freeBytes < FREE_BYTES || disk.freeBytes < FREE_PART * disk.allBytes;
    return isFull ? unsafe(details.freeDisk(Math.floor((100 * disk.freeBytes) / disk.allBytes), Math.floor(disk.freeBytes / 1024 ** 3))) : safe;
  },
  database_account: ({ databaseAccount }) => (databaseAccount === null ? unknown() : databaseAccount === "plain" ? safe : unsafe()),
  database_version: ({ databaseVersion }) => (databaseVersion === null ? unknown() : databaseVersion >= 15 ? safe : unsafe(details.version(String(databaseVersion)))),
  node: ({ nodeVersion, now }) => {
    const major = Number(nodeVersion.split(".")[0]);
    const end = nodeEnds[major];
    if (end === undefined) return major > Math.max(...Object.keys(nodeEnds).map(Number)) ? unknown(details.unknownNode(nodeVersion)) : unsafe(details.version(nodeVersion));
    return now.slice(0, 10) <= end ? safe : unsafe({ en: details.ended(nodeVersion, writeDay(end, "en")).en, es: details.ended(nodeVersion, writeDay(end, "es")).es });
  },
  clock: ({ clock }) => (clock === null ? unknown() : clock.trailAhead ? unsafe(details.aheadOfTrail) : Math.abs(clock.offBy) > CLOCK_OFF ? unsafe(details.clockOff(Math.round(Math.abs(clock.offBy) / 1000))) : safe),
  mail: ({ mail }) => (mail === "set" ? safe : unsafe()),
  clearing: ({ clearing, now }) => {
    if (clearing === "not set") return safe;
    if (clearing.lookedAt === null || Date.parse(now) - Date.parse(clearing.lookedAt) > CLEARING_SILENT) return unsafe(details.clearingSilent);
    if (!clearing.isReached) return unsafe(details.clearingGone);
    return clearing.refused + clearing.failed === 0 ? safe : unsafe(details.clearingRefused(clearing.refused + clearing.failed));
  },
  scan: ({ scan }) => (scan === "there" ? safe : unsafe(scan === "silent" ? details.silentScanner : details.noScanner)),
};

function judgeRun(runs: Facts["backups"], now: Instant, longest: number, say: { none: Words; old: (since: number) => Words }): Answer {
  if (runs === null) return unknown();
  const last = runs.filter((one) => one.outcome === "done").toSorted((a, b) => b.at.localeCompare(a.at))[0];
  const hasFailed = runs.toSorted((a, b) => b.at.localeCompare(a.at))[0]?.outcome === "failed";
  const since = last === undefined ? null : Date.parse(now) - Date.parse(last.at);
  if (since !== null && since <= longest) return safe;
  const detail = since === null ? say.none : say.old(since);
  return unsafe(hasFailed ? { en: `${detail.en} ${details.failedRun.en}`, es: `${detail.es} ${details.failedRun.es}` } : detail);
}

/** Everything that was looked at, what is not safe first. */
export function judgeSafety(facts: Facts): Judged[] {
  const judged = checkKeys.map((key): Judged => {
    const { state, detail } = judges[key](facts);
    const { title, safe: holds, means, mend } = checkWords[key];
    const nothing = { en: "", es: "" };
    if (state === "safe") return { key, state, title, means: holds, mend: nothing };
    return { key, state, title, means: state === "unknown" ? detail : means(detail), mend: state === "unknown" ? nothing : mend };
  });
  return (["unsafe", "unknown", "safe"] as const).flatMap((state) => judged.filter((one) => one.state === state));
}
