import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { crc32, zipOf } from "./zip.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const files = [{ path: "b/two.txt", bytes: bytes("dos") }, { path: "a.json", bytes: bytes("{}") }, { path: "ñ.txt", bytes: new Uint8Array() }];

describe("ZIP archives", () => {
  it("have the check sum of the format: the published value of 123456789", () => {
    expect(crc32(bytes("123456789"))).toBe(0xcbf43926);
    expect(crc32(bytes(""))).toBe(0);
  });

  it("are the same to the byte whatever order the files come in, and others for other files", () => {
    const one = Buffer.from(zipOf(files)).toString("hex");
    expect(Buffer.from(zipOf(files.toReversed())).toString("hex")).toBe(one);
    expect(Buffer.from(zipOf([...files.slice(1), { path: "b/two.txt", bytes: bytes("tres") }])).toString("hex")).not.toBe(one);
    expect(() => zipOf([files[0]!, files[0]!])).toThrow("the same name");
  });

  it.skipIf(!hasPython())("are read by others: Python's own reader finds every file whole", () => {
    const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "dyad-zip-")), "a.zip");
    fs.writeFileSync(file, zipOf(files));
    const read = execFileSync("python3", ["-c", "import sys, zipfile, json\nz = zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\nprint(json.dumps({n: z.read(n).decode() for n in z.namelist()}))", file], { encoding: "utf8" });
    expect(JSON.parse(read)).toEqual({ "a.json": "{}", "b/two.txt": "dos", "ñ.txt": "" });
  });
});

/** Whether this machine has another reader of the format. */
function hasPython(): boolean {
  try {
    execFileSync("python3", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
