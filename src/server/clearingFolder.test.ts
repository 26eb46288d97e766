import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { execFileSync } from "node:child_process";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { NameTaken, openClearingFolder } from "./clearingFolder.ts";

// The folder of a clearing house's client, with whoever else can write there taken for an attacker.

const base = fs.mkdtempSync(path.join(os.tmpdir(), "dyad-clearing-"));
afterAll(() => fs.rmSync(base, { recursive: true, force: true }));
let root = base;
let count = 0;
beforeEach(() => fs.mkdirSync((root = path.join(base, String((count += 1))))));
const open = (slug = "made-up") => openClearingFolder({ root, slug, mostBytes: 1000 });
const at = (...parts: string[]) => path.join(root, "made-up", ...parts);
const put = (name: string, content = "ISA") => fs.writeFileSync(at("in", name), content);
const bytes = (text: string) => new TextEncoder().encode(text);

describe("a file that is handed on", () => {
  it("lies there whole, for its owner alone, and nothing beside it", async () => {
    const house = await open();
    expect(await house.handOn("837P-000000001.x12", bytes("ISA*00"))).toBe("handed");
    expect(fs.readdirSync(at("out"))).toEqual(["837P-000000001.x12"]);
    expect(fs.readFileSync(at("out", "837P-000000001.x12"), "utf8")).toBe("ISA*00");
    expect(fs.statSync(at("out", "837P-000000001.x12")).mode & 0o777).toBe(0o600);
    expect(["", "out", "in", "done", "refused"].map((part) => fs.statSync(at(part)).mode & 0o777)).toEqual(Array.from({ length: 5 }, () => 0o700));
  });
  it("is never written over: the same again is known, another one is refused, and what a crash left is no hindrance", async () => {
    const house = await open();
    fs.writeFileSync(at("out", ".a.x12.part"), "half");
    await house.handOn("a.x12", bytes("one"));
    expect(await house.handOn("a.x12", bytes("one"))).toBe("known");
    await expect(house.handOn("a.x12", bytes("two"))).rejects.toThrow(NameTaken);
    expect(fs.readFileSync(at("out", "a.x12"), "utf8")).toBe("one");
    expect(fs.readdirSync(at("out"))).toEqual(["a.x12"]);
  });
  it("does not follow a link that lies under its name, and takes no name that leads elsewhere", async () => {
    const house = await open();
    fs.symlinkSync("/etc/hostname", at("out", "a.x12"));
    await expect(house.handOn("a.x12", bytes("one"))).rejects.toThrow("ELOOP");
    for (const name of ["../a.x12", "a/b.x12", ".a.x12", "a.x12.part", "", "a"]) await expect(house.handOn(name, bytes("one")), name).rejects.toThrow("plain name");
    expect(fs.readdirSync(at()).toSorted()).toEqual(["done", "in", "out", "refused"]);
  });
});

describe("what comes", () => {
  it("is listed once it has stopped changing, the oldest first; what is still written is left alone", async () => {
    const house = await open();
    for (const name of ["b.835", "a.835", "c.835.part", ".d.835", "e.tmp", "f.filepart"]) put(name);
    fs.utimesSync(at("in", "a.835"), 2000, 2000);
    fs.utimesSync(at("in", "b.835"), 1000, 1000);
    expect(await house.list()).toEqual({ come: [], unfinished: 6 });
    put("a.835", "ISA and more");
    expect(await house.list()).toEqual({ come: [{ name: "b.835", refusal: null }], unfinished: 5 });
    expect((await house.list()).come.map(({ name }) => name)).toEqual(["b.835", "a.835"]);
    expect((await house.read("b.835"))!.toString()).toBe("ISA");
  });
  it("links, folders, pipes and huge files are named and never opened", async () => {
    const house = await open();
    fs.symlinkSync("/etc/hostname", at("in", "link.835"));
    fs.mkdirSync(at("in", "folder.835"));
    execFileSync("mkfifo", [at("in", "pipe.835")]);
    put("huge.835", "x".repeat(1001));
    await house.list();
    const { come } = await house.list();
    expect(Object.fromEntries(come.map(({ name, refusal }) => [name, refusal]))).toEqual({ "link.835": "link", "folder.835": "folder", "pipe.835": "no_file", "huge.835": "too_large" });
    for (const name of ["link.835", "pipe.835", "huge.835", "gone.835"]) expect(await house.read(name), name).toBeNull();
    for (const { name } of come) expect(await house.takeAway(name, "refused", "2026-11-25")).toMatch(/^20261125-[0-9a-f]{8}$/);
    expect(await house.list()).toEqual({ come: [], unfinished: 0 });
    expect(fs.readdirSync(at("refused"))).toHaveLength(4);
  });
  it("a file with a second name elsewhere is not taken: it may be anybody's", async () => {
    const house = await open();
    fs.writeFileSync(path.join(root, "elsewhere"), "not theirs");
    fs.linkSync(path.join(root, "elsewhere"), at("in", "a.835"));
    await house.list();
    expect(await house.list()).toEqual({ come: [], unfinished: 1 });
  });
  it("is taken away under a name of its own, and removed once its days are over", async () => {
    const house = await open();
    for (const day of ["2026-10-01", "2026-11-25"]) {
      put("same name;$.835");
      expect(await house.takeAway("same name;$.835", "done", day)).not.toBeNull();
    }
    expect(fs.readdirSync(at("done")).toSorted()).toEqual([expect.stringMatching(/^20261001-[0-9a-f]{8}-same_name__\.835$/), expect.stringMatching(/^20261125-/)]);
    expect(await house.takeAway("same name;$.835", "done", "2026-11-25")).toBeNull();
    expect([await house.forget("2026-10-26"), await house.forget("2026-10-26")]).toEqual([1, 0]);
    expect(fs.readdirSync(at("done"))).toHaveLength(1);
  });
});

describe("the folder itself", () => {
  it("is not made where it is not there, leads nowhere else, and each agency has its own", async () => {
    await expect(openClearingFolder({ root: path.join(root, "unmounted"), slug: "made-up", mostBytes: 1000 })).rejects.toThrow("ENOENT");
    expect(fs.existsSync(path.join(root, "unmounted"))).toBe(false);
    for (const slug of ["..", "a/b", "", "A"]) await expect(open(slug), slug).rejects.toThrow("short name");
    const elsewhere = path.join(root, "elsewhere");
    fs.mkdirSync(elsewhere);
    fs.mkdirSync(at());
    fs.symlinkSync(elsewhere, at("in"));
    await expect(open()).rejects.toThrow("no folder");
    await open("other");
    expect(fs.readdirSync(path.join(root, "other")).toSorted()).toEqual(["done", "in", "out", "refused"]);
  });
});
