import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";

/** A server of its own process, as `npm start` runs it. `readyAfter` is the time to its first answer of 200, in milliseconds. */
export type ServerProcess = { address: string; pid: number; readyAfter: number; child: ChildProcess; exited: Promise<number | null>; said(): string; stop(): Promise<void> };

const LONGEST_START = 120_000;
const LOOK_EVERY = 10;
const OF_THE_PRODUCT = /^(DYAD_|DATABASE_|PORT$|HOST$)/;

/** Builds what is stale of the server and the command line. */
export async function buildPrograms(projectRoot: string, say: (line: string) => void): Promise<void> {
  const script = (name: string) => pathToFileURL(path.join(projectRoot, "scripts", name)).href;
  const { prepare } = (await import(script("prepare.mjs"))) as { prepare(asked: object, teller: object): Promise<void> };
  const { makeTeller } = (await import(script("say.mjs"))) as { makeTeller(write: (line: string) => void): object };
  await prepare({ server: true, cli: true }, makeTeller(say));
}

/** A new folder for data, which the account that runs PostgreSQL can reach. */
export function makeDataFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "dyad-data-"));
  fs.chmodSync(folder, 0o755);
  return folder;
}

/** A port of the loopback address that nobody uses at this moment. */
export async function findFreePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The environment without any setting of the product: only those given count. */
export function cleanEnvironment(settings: Record<string, string>): Record<string, string> {
  const inherited = Object.entries(process.env).filter(([name, value]) => value !== undefined && !OF_THE_PRODUCT.test(name)) as [string, string][];
  return { ...Object.fromEntries(inherited), ...settings };
}

/** Starts the built server on a data folder and waits for its first 200. Throws with what it said where it ends before. */
export async function startServerProcess(projectRoot: string, dataDirectory: string, settings: Record<string, string> = {}, serves: "web" | "jobs" = "web"): Promise<ServerProcess> {
  const port = await findFreePort();
  const address = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const child = spawn(process.execPath, ["--enable-source-maps", path.join(projectRoot, "dist/server.mjs")], { cwd: projectRoot, env: cleanEnvironment({ PORT: String(port), DYAD_DATA_DIR: dataDirectory, ...settings }), stdio: ["ignore", "pipe", "pipe"] });
  let complaints = "";
  // The log of requests is read and dropped: left alone, its pipe would fill and hold the server up.
  let said = "";
  child.stdout!.on("data", (text) => void (said = `${said}${text}`.slice(-2_000)));
  child.stderr!.on("data", (text) => void (complaints = `${complaints}${text}`.slice(-20_000)));
  let isOver = false;
  const exited = new Promise<number | null>((resolve) =>
    child.once("close", (code) => {
      isOver = true;
      resolve(code);
    }),
  );
  // One that works off jobs serves no pages: it says that it has begun.
  const isReady = () => (serves === "web" ? answersReady(address) : said.includes("works off its jobs"));
  while (!(await isReady())) {
    if (isOver) throw new Error(`The server ended before it was ready.\n${complaints}`);
    if (performance.now() - began > LONGEST_START) {
      child.kill("SIGKILL");
      throw new Error(`The server was not ready within ${LONGEST_START / 1000} s.\n${complaints}`);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
  }
  const readyAfter = performance.now() - began;
  const stop = async () => {
    if (!isOver) child.kill("SIGTERM");
    await exited;
  };
  return { address, pid: child.pid!, readyAfter, child, exited, said: () => complaints, stop };
}

function answersReady(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const request = http.get(`${address}/readyz`, { agent: false, timeout: 5_000 }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    request.on("timeout", () => request.destroy());
    request.on("error", () => resolve(false));
  });
}

/** The most memory that a process ever held, in MB; where the system keeps no such figure, what it holds now. Null when it is gone. */
export function peakMemoryOf(pid: number): number | null {
  try {
    const kilobytes = /^VmHWM:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
    if (kilobytes !== undefined) return Math.round(Number(kilobytes) / 1024);
  } catch {
    // Not Linux, or gone.
  }
  const kilobytes = Number.parseInt(spawnSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "", 10);
  return Number.isFinite(kilobytes) ? Math.round(kilobytes / 1024) : null;
}
