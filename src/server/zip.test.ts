import { createHash } from "node:crypto";
import { unzipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { zipOf } from "./zip.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const files = [{ path: "b/two.txt", bytes: bytes("dos") }, { path: "a.json", bytes: bytes("{}") }, { path: "ñ.txt", bytes: new Uint8Array() }];
const digest = (archive: Uint8Array) => createHash("sha256").update(archive).digest("hex");

describe("ZIP archives", () => {
  it("are the same to the byte whatever order the files come in, and others for other files", () => {
    const one = digest(zipOf(files));
    expect(digest(zipOf(files.toReversed()))).toBe(one);
    expect(digest(zipOf([...files.slice(1), { path: "b/two.txt", bytes: bytes("tres") }]))).not.toBe(one);
    expect(() => zipOf([files[0]!, files[0]!])).toThrow("the same name");
  });

  it("are the same on every machine: the bytes are written down, and no time zone comes in", () => {
    const zone = process.env.TZ;
    const digests = ["UTC", "America/New_York", "Pacific/Kiritimati"].map((name) => {
      process.env.TZ = name;
      return digest(zipOf(files));
    });
    process.env.TZ = zone ?? "";
    if (zone === undefined) delete process.env.TZ;
    expect(new Set(digests)).toEqual(new Set(["a581c9b3370f94d11ed82c8d4e0a0ce92daccba9ff98cee68004d68733f0ef25"]));
  });

  it("hold every file whole, by its name", () => {
    const read = unzipSync(zipOf(files));
    expect(Object.fromEntries(Object.entries(read).map(([path, content]) => [path, new TextDecoder().decode(content)]))).toEqual({ "a.json": "{}", "b/two.txt": "dos", "ñ.txt": "" });
  });
});
