import { isIP } from "node:net";
import path from "node:path";
import { scannerAt } from "./scanning.ts";

/** What `npm start` may be told by the environment; all optional. */
export type Settings = {
  port: number;
  host: string;
  dataDirectory: string;
  databaseUrl: string | null;
  databaseOwnerUrl: string | null;
  demo: "1" | "0" | "markers" | null;
  baseUrl: string | null;
  secretKey: string | null;
  /** The secret key before the present one, while it is changed. */
  secretKeyBefore: string | null;
  /** The folder in which the keys lie. */
  keys: string;
  smtpUrl: string | null;
  smsUrl: string | null;
  /** The folder in which files lie. */
  files: string;
  /** The folder in which recordings of sessions lie; null is a folder of the data folder. */
  recordings: string | null;
  /** Gigabytes (of 1,000,000,000 bytes) that one recording may have. */
  recordingGigabytes: number;
  role: "all" | "web" | "jobs";
  /** The folder into which a backup is made every night; null where none is. */
  backups: string | null;
  /** When, in UTC. */
  backupsAt: string;
  /** Addresses of proxies whose word about the client is believed. */
  trustedProxies: string[];
  /** The scanner that every file passes before it is kept; null where there is none. */
  scan: string | null;
  /** The folder in which each agency has one that its clearing house's client works on; null where there is none. */
  clearingFolder: string | null;
  /** Whether an organisation's own sign-in may lie in a private network, or be reached without TLS while Dyad is too. */
  privateProviders: "1" | "0";
};

/** Every setting with what it accepts: read by the start, by the README's test, and by the message for an unknown one. */
export const settingNames: Record<string, string> = {
  PORT: "a port from 1 to 65535",
  HOST: "an address to listen on, such as 127.0.0.1 or 0.0.0.0",
  DATABASE_URL: "postgres://user:password@host/database, PostgreSQL 15 or newer",
  DATABASE_OWNER_URL: "postgres://… of the account that migrates",
  DYAD_DATA_DIR: "a folder",
  DYAD_DEMO: "1, 0 or markers",
  DYAD_BASE_URL: "the address by which people reach Dyad, such as https://dyad.example.org",
  DYAD_SECRET_KEY: "at least 32 characters that nobody guesses",
  DYAD_SECRET_KEY_BEFORE: "the last DYAD_SECRET_KEY, once, at the start after it was changed",
  DYAD_KEYS: "a folder, best on another disk than the data",
  DYAD_SMTP_URL: "smtp://… or smtps://…",
  DYAD_SMS_URL: "https://… of the adapter for text messages",
  DYAD_FILES: "a folder; an s3://… address is refused until storage of that kind is built",
  DYAD_RECORDINGS: "a folder, best on a disk of its own that is encrypted and in no backup",
  DYAD_RECORDING_GB: "a whole number from 1 to 100",
  DYAD_SCAN: "unix:/path or tcp://host:port of clamd, or the full path of a command that reads the file from its input",
  DYAD_CLEARING_FOLDER: "a folder on a disk that is encrypted, for the client of a clearing house alone",
  DYAD_ROLE: "all, web or jobs",
  DYAD_BACKUPS: "a folder, best on another machine's disk",
  DYAD_BACKUPS_AT: "a time of the day in UTC, such as 02:30",
  DYAD_TRUSTED_PROXIES: "addresses or networks of proxies, with commas between, such as 10.0.0.5,10.1.0.0/16",
  DYAD_PRIVATE_PROVIDERS: "1 where a provider may lie in a private network, else 0",
};

/** A setting that cannot be used: its name and what is accepted. */
export class SettingError extends Error {}

/** An address, or a network as an address and its length. */
function isAddress(text: string): boolean {
  const [address, length, ...more] = text.split("/");
  const kind = isIP(address!);
  return kind !== 0 && more.length === 0 && (length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= (kind === 4 ? 32 : 128)));
}

const LOOPBACK = ["127.0.0.1", "::1", "localhost"];

/** Reads and checks the environment. Throws a `SettingError` for an unknown `DYAD_…` name or a bad value. */
export function readSettings(environment: Record<string, string | undefined>, projectRoot: string): Settings {
  const wrong = (name: string): never => {
    throw new SettingError(`${name} is set to something Dyad cannot use. Accepted: ${settingNames[name]}.`);
  };
  for (const name of Object.keys(environment)) {
    if (name.startsWith("DYAD_") && !(name in settingNames)) throw new SettingError(`${name} is not a setting of Dyad. Settings are: ${Object.keys(settingNames).join(", ")}.`);
  }
  const value = (name: string) => (environment[name] === undefined || environment[name] === "" ? null : environment[name]!);
  const matching = (name: string, pattern: RegExp) => {
    const found = value(name);
    return found === null || pattern.test(found) ? found : wrong(name);
  };
  const port = value("PORT") ?? "8080";
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65535) wrong("PORT");
  const secretKey = matching("DYAD_SECRET_KEY", /^.{32,}$/s);
  const secretKeyBefore = matching("DYAD_SECRET_KEY_BEFORE", /^.{32,}$/s);
  const dataDirectory = path.resolve(projectRoot, value("DYAD_DATA_DIR") ?? ".dyad");
  const settings: Settings = {
    port: Number(port),
    host: matching("HOST", /^[A-Za-z0-9.:_-]+$/) ?? "127.0.0.1",
    dataDirectory,
    databaseUrl: matching("DATABASE_URL", /^postgres(ql)?:\/\//),
    databaseOwnerUrl: matching("DATABASE_OWNER_URL", /^postgres(ql)?:\/\//),
    demo: matching("DYAD_DEMO", /^(1|0|markers)$/) as Settings["demo"],
    baseUrl: matching("DYAD_BASE_URL", /^https?:\/\/[^/\s]+$/)?.replace(/\/$/, "") ?? null,
    secretKey,
    secretKeyBefore,
    keys: path.resolve(projectRoot, value("DYAD_KEYS") ?? dataDirectory),
    smtpUrl: matching("DYAD_SMTP_URL", /^smtps?:\/\//),
    smsUrl: matching("DYAD_SMS_URL", /^https?:\/\//),
    // An address of any kind is no folder: taken as one, files would lie in a folder of that odd name.
    files: path.resolve(projectRoot, matching("DYAD_FILES", /^(?![a-z][a-z0-9+.-]*:\/\/)/i) ?? path.join(dataDirectory, "files")),
    recordings: value("DYAD_RECORDINGS") === null ? null : path.resolve(projectRoot, matching("DYAD_RECORDINGS", /^(?![a-z][a-z0-9+.-]*:\/\/)/i)!),
    recordingGigabytes: Number(matching("DYAD_RECORDING_GB", /^([1-9]\d?|100)$/) ?? "10"),
    scan: value("DYAD_SCAN") === null || scannerAt(value("DYAD_SCAN")!) !== null ? value("DYAD_SCAN") : wrong("DYAD_SCAN"),
    clearingFolder: value("DYAD_CLEARING_FOLDER") === null ? null : path.resolve(projectRoot, matching("DYAD_CLEARING_FOLDER", /^(?![a-z][a-z0-9+.-]*:\/\/)/i)!),
    role: (matching("DYAD_ROLE", /^(all|web|jobs)$/) ?? "all") as Settings["role"],
    backups: value("DYAD_BACKUPS") === null ? null : path.resolve(projectRoot, value("DYAD_BACKUPS")!),
    backupsAt: matching("DYAD_BACKUPS_AT", /^([01]\d|2[0-3]):[0-5]\d$/) ?? "02:30",
    trustedProxies: (value("DYAD_TRUSTED_PROXIES") ?? "127.0.0.1,::1").split(",").map((one) => (isAddress(one.trim()) ? one.trim() : wrong("DYAD_TRUSTED_PROXIES"))),
    privateProviders: (matching("DYAD_PRIVATE_PROVIDERS", /^(1|0)$/) ?? "0") as Settings["privateProviders"],
  };
  return settings;
}

/** The demo signs anybody in by one tap, so it is for this machine only. */
export function refuseOpenDemo(settings: Settings, demo: "1" | "0" | "markers"): void {
  if (demo !== "0" && !LOOPBACK.includes(settings.host)) throw new SettingError(`HOST is ${settings.host}, but the demo programme listens on this machine only: leave HOST unset, or set DYAD_DEMO=0.`);
}
