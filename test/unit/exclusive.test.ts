import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";

const script = path.resolve(import.meta.dirname, "../../scripts/exclusive.mjs");

/** A process that takes the lock, writes when it came and went, and ends; killed meanwhile where `dies`. */
const program = (lock: string, log: string, ending: string) => `
  import fs from "node:fs";
  import { exclusively } from ${JSON.stringify(script)};
  await exclusively(${JSON.stringify(lock)}, () => {}, async () => {
    fs.appendFileSync(${JSON.stringify(log)}, "in " + process.pid + "\\n");
    ${ending}
    await new Promise((done) => setTimeout(done, 40));
    fs.appendFileSync(${JSON.stringify(log)}, "out " + process.pid + "\\n");
  });`;

describe("Preparing a checkout", () => {
  it("is done by one process at a time, and a lock left by a dead one counts for nothing", { timeout: 60_000 }, async () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "dyad-lock-"));
    const [lock, log] = [path.join(folder, "lock"), path.join(folder, "log")];
    spawnSync(process.execPath, ["--input-type=module", "-e", program(lock, log, 'process.kill(process.pid, "SIGKILL");')]);
    expect(fs.existsSync(lock)).toBe(true);
    fs.rmSync(log);
    const run = () => new Promise((done) => spawn(process.execPath, ["--input-type=module", "-e", program(lock, log, "")], { stdio: "inherit" }).on("exit", done));
    expect(await Promise.all(Array.from({ length: 6 }, run))).toEqual([0, 0, 0, 0, 0, 0]);
    const lines = fs.readFileSync(log, "utf8").trim().split("\n");
    expect(lines.length).toBe(12);
    for (let at = 0; at < lines.length; at += 2) expect(lines[at + 1]).toBe(lines[at]!.replace("in", "out"));
    expect(fs.readdirSync(folder)).toEqual(["log"]);
    fs.rmSync(folder, { recursive: true });
  });
});
