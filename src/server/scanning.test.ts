import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Clamd, startClamd, testVirus } from "../../test/support/clamd.ts";
import { isScannerThere, NotScanned, scan, scannerAt } from "./scanning.ts";

let clamd: Clamd;
let folder: string;
beforeAll(async () => {
  clamd = await startClamd();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "dyad-scan-"));
});
afterAll(async () => {
  await clamd.close();
  fs.rmSync(folder, { recursive: true, force: true });
});
async function* pieces(bytes: Buffer, size = 10_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const command = (script: string) => {
  const file = path.join(folder, `scan-${Math.random()}`);
  fs.writeFileSync(file, `#!/bin/sh\n${script}\n`, { mode: 0o700 });
  return file;
};

describe("clamd", () => {
  it("hears every byte of a file and nothing else, and says whether it is clean", async () => {
    clamd.manner = "looks";
    for (const bytes of [Buffer.alloc(0), Buffer.from("one"), randomBytes(3_000_000)]) {
      expect(await scan(clamd.url, pieces(bytes))).toEqual({ verdict: "clean" });
      expect(clamd.heard.at(-1)!.equals(bytes)).toBe(true);
    }
    expect(await scan(clamd.url, pieces(Buffer.concat([randomBytes(20_000), testVirus])))).toEqual({ verdict: "found", name: "Eicar-Test-Signature" });
    expect(await isScannerThere(clamd.url)).toBe(true);
  });

  it("that is silent, closes in the middle, answers nonsense or without end, or is not there gives no verdict", async () => {
    for (const manner of ["silent", "drops", "nonsense", "endless", "too large"] as const) {
      clamd.manner = manner;
      await expect(scan(clamd.url, pieces(randomBytes(2_000_000)), 1_500), manner).rejects.toThrow(NotScanned);
    }
    clamd.manner = "silent";
    expect(await isScannerThere(clamd.url)).toBe(false);
    await expect(scan("tcp://127.0.0.1:1", pieces(Buffer.from("x")))).rejects.toThrow(NotScanned);
    await expect(scan(`unix:${folder}/none`, pieces(Buffer.from("x")))).rejects.toThrow(NotScanned);
    expect([await isScannerThere("tcp://127.0.0.1:1"), await isScannerThere(`unix:${folder}/none`)]).toEqual([false, false]);
  });
});

describe("a command", () => {
  it("reads the file from its input, and says by its exit what it found", async () => {
    expect(await scan(command("cat > /dev/null"), pieces(randomBytes(200_000)))).toEqual({ verdict: "clean" });
    expect(await scan(command('test "$(cat | wc -c)" -eq 200000'), pieces(Buffer.alloc(200_000)))).toEqual({ verdict: "clean" });
    expect(await scan(command("echo 'Made.Up;<b>Virus'; exit 1"), pieces(randomBytes(900_000)))).toEqual({ verdict: "found", name: "Made.Up??b?Virus" });
    expect(await isScannerThere(command("exit 0"))).toBe(true);
  });

  it("that fails, hangs, dies or is not there gives no verdict; it is given no setting of ours", async () => {
    for (const script of ["exit 2", "sleep 60", "kill -9 $$", "exec 0<&-; exit 3"]) await expect(scan(command(script), pieces(randomBytes(300_000)), 1_500), script).rejects.toThrow(NotScanned);
    await expect(scan(path.join(folder, "none"), pieces(Buffer.from("x")))).rejects.toThrow(NotScanned);
    process.env.DYAD_TEST_SECRET = "leaks";
    expect(await scan(command('cat > /dev/null; test -z "$DYAD_TEST_SECRET" || exit 1'), pieces(Buffer.from("x")))).toEqual({ verdict: "clean" });
    delete process.env.DYAD_TEST_SECRET;
  });
});

it("stands in the setting as an address of clamd or the full path of a command, and nothing else", () => {
  for (const good of ["tcp://127.0.0.1:3310", "tcp://[::1]:3310", "tcp://scanner.example.org:3310", "unix:/run/clamav/clamd.ctl", "/usr/local/bin/scan"]) expect(scannerAt(good), good).not.toBeNull();
  for (const bad of ["", "clamd", "tcp://127.0.0.1", "tcp://127.0.0.1:0", "tcp://127.0.0.1:70000", "http://x:1", "scan --all", "unix:relative"]) expect(scannerAt(bad), bad).toBeNull();
});
