import { spawn, type ChildProcess } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";

const projectRoot = path.resolve(import.meta.dirname, "../..");

/** A running program of a journey: its address, what it has said so far, and how to end it. */
export type Program = { address: string; said(): string; stop(): Promise<void>; dataDirectory: string };

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A new folder that the account which runs PostgreSQL can reach. */
export function makeDataFolder(): string {
  const dataDirectory = fs.mkdtempSync(path.join(os.tmpdir(), "dyad-journey-"));
  fs.chmodSync(dataDirectory, 0o755);
  return dataDirectory;
}

const stateOf = (folder: string) => path.join(path.dirname(folder), "filled");

/** Says that a folder which is being filled is full, or why it never will be. */
export const noteFilled = (folder: string, fault = ""): void => fs.writeFileSync(stateOf(folder), fault);

/** Waits for a folder that is being filled while the first journeys, which fill their own, are under way. */
export async function untilFilled(folder: string): Promise<string> {
  while (!fs.existsSync(stateOf(folder))) await new Promise((resolve) => setTimeout(resolve, 100));
  const fault = fs.readFileSync(stateOf(folder), "utf8");
  if (fault !== "") throw new Error(`The demo could not be filled in: ${fault}`);
  return folder;
}

/** The built server on a data folder, once it is ready. Stopped, the folder is gone. `named` is the host by which people reach it: a browser makes no passkey for a place that has a number only. */
export async function runProgram(demo: "0" | "1" | "markers", dataDirectory: string, named = "127.0.0.1", settings: Record<string, string> = {}): Promise<Program> {
  const port = await freePort();
  const address = `http://${named}:${port}`;
  const child = spawn(process.execPath, [path.join(projectRoot, "dist/server.mjs")], { cwd: projectRoot, env: { PATH: process.env.PATH, HOME: process.env.HOME, DYAD_DEMO: demo, DYAD_DATA_DIR: dataDirectory, PORT: String(port), DYAD_BASE_URL: address, ...settings }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece: Buffer) => (said += piece.toString()));
  const deadline = Date.now() + 170_000;
  while (!said.includes("Dyad is ready")) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`The program did not start:\n${said}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { address, dataDirectory, said: () => said, stop: () => stopProgram(child, dataDirectory) };
}

/** The one-time address that an empty installation says, some moments after it is ready. */
export async function setupAddressOf(program: Program): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const said = /http\S+\/app\/setup#\S+(?=\s)/.exec(program.said());
    if (said !== null) return said[0];
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`No address to set up by was said:\n${program.said()}`);
}

async function stopProgram(child: ChildProcess, dataDirectory: string): Promise<void> {
  const gone = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await gone;
  fs.rmSync(dataDirectory, { recursive: true, force: true });
}
