import path from "node:path";

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
  smtpUrl: string | null;
  smsUrl: string | null;
  /** The folder in which files lie. */
  files: string;
  role: "all" | "web" | "jobs";
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
  DYAD_SMTP_URL: "smtp://… or smtps://…",
  DYAD_SMS_URL: "https://… of the text message provider's form",
  DYAD_FILES: "a folder; an s3://… address is refused until storage of that kind is built",
  DYAD_ROLE: "all, web or jobs",
};

/** A setting that cannot be used: its name and what is accepted. */
export class SettingError extends Error {}

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
  const secretKey = value("DYAD_SECRET_KEY");
  if (secretKey !== null && secretKey.length < 32) wrong("DYAD_SECRET_KEY");
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
    smtpUrl: matching("DYAD_SMTP_URL", /^smtps?:\/\//),
    smsUrl: matching("DYAD_SMS_URL", /^https?:\/\//),
    // An address of any kind is no folder: taken as one, files would lie in a folder of that odd name.
    files: path.resolve(projectRoot, matching("DYAD_FILES", /^(?![a-z][a-z0-9+.-]*:\/\/)/i) ?? path.join(dataDirectory, "files")),
    role: (matching("DYAD_ROLE", /^(all|web|jobs)$/) ?? "all") as Settings["role"],
  };
  return settings;
}

/** The demo signs anybody in by one tap, so it is for this machine only. */
export function refuseOpenDemo(settings: Settings, demo: "1" | "0" | "markers"): void {
  if (demo !== "0" && !LOOPBACK.includes(settings.host)) throw new SettingError(`HOST is ${settings.host}, but the demo programme listens on this machine only: leave HOST unset, or set DYAD_DEMO=0.`);
}
