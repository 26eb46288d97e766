import { spawn } from "node:child_process";
import fs from "node:fs/promises";
import net from "node:net";

// The hook for a virus scanner: clamd by its own protocol (INSTREAM), or a command that reads the file from its input.
// Both hear the bytes and nothing else: no name, no sender, no family.

/** What a scanner says of a file. `name` is what it calls the thing it found. */
export type Scanned = { verdict: "clean" } | { verdict: "found"; name: string };
/** No verdict came about: the scanner is not there, silent, or says what nobody understands. */
export class NotScanned extends Error {
  constructor(why: string, cause?: unknown) {
    super(why, cause === undefined ? undefined : { cause });
    this.name = "NotScanned";
  }
}

/** Milliseconds for one file, whole: 25 MB take clamd a few seconds. */
const LONGEST = 60_000;
/** Milliseconds to ask whether it is there. */
const LONGEST_PING = 3_000;
/** Bytes of an answer that are read; a verdict is one line. */
const MOST_ANSWER = 4_096;

type Place = { kind: "clamd"; connect: net.NetConnectOpts } | { kind: "command"; file: string };
/** Where the scanner is; null for what `DYAD_SCAN` does not accept. */
export function scannerAt(setting: string): Place | null {
  if (setting.startsWith("unix:/")) return { kind: "clamd", connect: { path: setting.slice("unix:".length) } };
  const address = /^tcp:\/\/(\[[0-9A-Fa-f:]+\]|[A-Za-z0-9._-]+):(\d{1,5})$/.exec(setting);
  if (address !== null && Number(address[2]) >= 1 && Number(address[2]) <= 65_535) return { kind: "clamd", connect: { host: address[1]!.replace(/^\[|\]$/g, ""), port: Number(address[2]) } };
  return /^\/[^\0]+$/.test(setting) ? { kind: "command", file: setting } : null;
}

/** Asks the scanner about a file. Throws `NotScanned` where no verdict comes within `longest` milliseconds. */
export async function scan(setting: string, source: AsyncIterable<Uint8Array>, longest = LONGEST): Promise<Scanned> {
  const place = scannerAt(setting);
  if (place === null) throw new NotScanned("DYAD_SCAN names no scanner");
  return place.kind === "clamd" ? verdictOf(await talk(place.connect, inStream(source), longest)) : run(place.file, source, longest);
}

/** Whether the scanner is there: clamd answers, or the command may be run. */
export async function isScannerThere(setting: string): Promise<boolean> {
  const place = scannerAt(setting);
  if (place === null) return false;
  try {
    if (place.kind === "command") await fs.access(place.file, fs.constants.X_OK);
    return place.kind === "command" || (await talk(place.connect, asStream("zPING\0"), LONGEST_PING)) === "PONG";
  } catch {
    return false;
  }
}

async function* asStream(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
/** Pieces of the file, each after its length in four bytes; a length of nothing ends it (clamd(8), INSTREAM). */
async function* inStream(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const sized = (count: number) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(count);
    return length;
  };
  yield Buffer.from("zINSTREAM\0");
  for await (const bytes of source) {
    if (bytes.length === 0) continue;
    yield sized(bytes.length);
    yield bytes;
  }
  yield sized(0);
}

/** The words of clamd, without its end. What is no verdict, such as a file beyond its limit, is none. */
function verdictOf(answer: string): Scanned {
  if (answer === "stream: OK") return { verdict: "clean" };
  const found = /^stream: (.+) FOUND$/s.exec(answer);
  if (found === null) throw new NotScanned("the scanner gave no verdict");
  return { verdict: "found", name: plain(found[1]!) };
}
/** A name as it may stand in the trail. */
const plain = (name: string) => name.replaceAll(/[^A-Za-z0-9._:/ -]/g, "?").slice(0, 100);

/** Sends what is to be said, waits while the other side is slow, and answers what came back until it closes or ends the line. */
function talk(connect: net.NetConnectOpts, says: AsyncIterable<Uint8Array>, longest: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(connect);
    let heard = "";
    const fail = (why: string, cause?: unknown) => end(() => reject(new NotScanned(why, cause)));
    const end = (done: () => void) => {
      clearTimeout(timer);
      socket.destroy();
      done();
    };
    const timer = setTimeout(() => fail("the scanner was silent for too long"), longest);
    socket.on("error", (error) => fail("the scanner cannot be reached", error));
    socket.on("close", () => fail("the scanner went away"));
    socket.on("data", (bytes) => {
      heard += bytes.toString("latin1");
      const at = heard.indexOf("\0");
      if (at >= 0) end(() => resolve(heard.slice(0, at)));
      else if (heard.length > MOST_ANSWER) fail("the scanner gave no verdict");
    });
    write(socket, says).catch((error: unknown) => fail("the file could not be handed to the scanner", error));
  });
}

/** Writes no faster than the other side reads. Stops where the other side is gone: what ended it says so itself. */
async function write(to: NodeJS.WritableStream & { destroyed?: boolean }, says: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const bytes of says) {
    if (to.destroyed) return;
    if (to.write(bytes)) continue;
    await new Promise<void>((resolve) => {
      const on = () => {
        for (const event of ["drain", "close", "error"]) to.removeListener(event, on);
        resolve();
      };
      for (const event of ["drain", "close", "error"]) to.once(event, on);
    });
  }
}

/** Runs the command without a shell and without our settings, which hold secrets. Exit 0 is clean, 1 is found, as clamdscan has it; all else is no verdict. */
function run(file: string, source: AsyncIterable<Uint8Array>, longest: number): Promise<Scanned> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, [], { env: { PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", LANG: "C" }, cwd: "/", stdio: ["pipe", "pipe", "ignore"] });
    let heard = "";
    const timer = setTimeout(() => {
      child.kill("SIGKILL");
      reject(new NotScanned("the scanner was silent for too long"));
    }, longest);
    child.on("error", (error) => (clearTimeout(timer), reject(new NotScanned("the scanner cannot be run", error))));
    // A command that has seen enough closes its input: its exit says what it found.
    child.stdin.on("error", () => {});
    child.stdout.on("data", (bytes: Buffer) => (heard = (heard + bytes.toString("latin1")).slice(0, MOST_ANSWER)));
    child.on("close", (code) => {
      clearTimeout(timer);
      if (code === 0) resolve({ verdict: "clean" });
      else if (code === 1) resolve({ verdict: "found", name: plain(heard.trim().split("\n")[0] || "unnamed") });
      else reject(new NotScanned("the scanner gave no verdict"));
    });
    write(child.stdin, source).then(() => child.stdin.end(), (error: unknown) => {
      child.kill("SIGKILL");
      clearTimeout(timer);
      reject(new NotScanned("the file could not be handed to the scanner", error));
    });
  });
}
