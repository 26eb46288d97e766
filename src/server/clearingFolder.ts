import { randomBytes } from "node:crypto";
import { constants } from "node:fs";
import fs from "node:fs/promises";
import path from "node:path";
import { syncFolder } from "./files.ts";

// The folder that a clearing house's client works on: one for each agency, with `out` for what goes, `in` for what comes, and
// `done` and `refused` for what came and was looked at. Whoever else can write there is not trusted.

/** Why something that lies in `in` is not even opened. */
export const refusals = ["link", "folder", "too_large", "no_file"] as const;
export type Refusal = (typeof refusals)[number];
/** Something that came; `refusal` null where it may be read. */
export type Come = { name: string; refusal: Refusal | null };
/** A way to and from payers: hand a file on, list what came, read it, take it away. */
export type ClearingHouse = {
  /** Answers `known` where the same bytes lie there under this name. Nothing is ever written over: other bytes throw `NameTaken`. */
  handOn(name: string, bytes: Uint8Array): Promise<"handed" | "known">;
  /** What came and is whole, the oldest first; and how many are still being written. */
  list(): Promise<{ come: Come[]; unfinished: number }>;
  /** Null where it changed or went meanwhile. */
  read(name: string): Promise<Buffer | null>;
  /** Takes it away; answers the mark under which it lies, null where it was gone already. */
  takeAway(name: string, to: "done" | "refused", day: string): Promise<string | null>;
  /** Removes what was done before a day. Answers how many. */
  forget(before: string): Promise<number>;
};
export class NameTaken extends Error {
  override readonly name = "NameTaken";
}

const PARTS = ["out", "in", "done", "refused"] as const;
const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? "";
const isGone = (error: unknown) => codeOf(error) === "ENOENT";
/** A name of ours holds nothing but letters, digits and hyphens. */
const OUR_NAME = /^[A-Za-z0-9-]{1,80}\.[a-z0-9]{1,8}$/;
/** What clients call a file that they are still writing. */
const UNFINISHED = /(^\.)|(\.(part|filepart|tmp|temp|partial|crdownload|swp)$)|(~$)/i;
const safeName = (name: string) => name.replaceAll(/[^A-Za-z0-9._-]/g, "_").slice(-60);

/** Makes what is not there yet, and throws where something else than a folder stands in its place. The outermost folder is never made: where its disk is not there, nothing goes anywhere. */
async function openParts(root: string, slug: string): Promise<string> {
  if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(slug)) throw new Error("an agency has a short name");
  if (!(await fs.stat(root)).isDirectory()) throw new Error("that is no folder");
  const own = path.join(root, slug);
  for (const folder of [own, ...PARTS.map((part) => path.join(own, part))]) {
    await fs.mkdir(folder, { mode: 0o700 }).catch((error: unknown) => (codeOf(error) === "EEXIST" ? undefined : Promise.reject(error)));
    // A link could lead what holds names to anywhere.
    if (!(await fs.lstat(folder)).isDirectory()) throw new Error("that is no folder");
  }
  return own;
}
async function sameBytes(file: string, bytes: Uint8Array): Promise<boolean> {
  const handle = await fs.open(file, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    const found = await handle.stat();
    return found.isFile() && found.size === bytes.length && (await handle.readFile()).equals(bytes);
  } finally {
    await handle.close();
  }
}

/** Opens the folder of one agency. `mostBytes` is the largest file that is read. */
export async function openClearingFolder({ root, slug, mostBytes }: { root: string; slug: string; mostBytes: number }, seen: Map<string, string> = new Map()): Promise<ClearingHouse> {
  const own = await openParts(root, slug);
  const [out, inside, done] = [path.join(own, "out"), path.join(own, "in"), path.join(own, "done")];

  async function handOn(name: string, bytes: Uint8Array): Promise<"handed" | "known"> {
    if (!OUR_NAME.test(name)) throw new Error("a file that is handed on has a plain name");
    const [file, beside] = [path.join(out, name), path.join(out, `.${name}.part`)];
    await fs.rm(beside, { force: true });
    const handle = await fs.open(beside, "wx", 0o600);
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    try {
      // Unlike a renaming, a link never takes the place of what lies there.
      await fs.link(beside, file);
      return "handed";
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error;
      if (await sameBytes(file, bytes)) return "known";
      throw new NameTaken("another file lies under that name");
    } finally {
      await fs.rm(beside, { force: true });
      await syncFolder(out);
    }
  }

  async function lookAt(name: string): Promise<(Come & { at: number; stamp: string }) | null> {
    const found = await fs.lstat(path.join(inside, name)).catch((error: unknown) => (isGone(error) ? null : Promise.reject(error)));
    if (found === null) return null;
    const refusal = found.isSymbolicLink() ? "link" : found.isDirectory() ? "folder" : !found.isFile() ? "no_file" : found.size > mostBytes ? "too_large" : null;
    return { name, refusal, at: found.mtimeMs, stamp: `${found.size} ${found.mtimeMs} ${found.nlink}` };
  }
  async function list(): Promise<{ come: Come[]; unfinished: number }> {
    const names = await fs.readdir(inside);
    const whole = names.filter((name) => !UNFINISHED.test(name));
    const found = (await Promise.all(whole.map(lookAt))).filter((one) => one !== null);
    // A file counts as whole once a second look finds it as the first one did. One with a second name is still being laid there.
    const come = found.filter(({ name, refusal, stamp }) => (refusal !== null && refusal !== "too_large") || (seen.get(name) === stamp && (stamp.endsWith(" 1") || refusal !== null)));
    seen.clear();
    for (const { name, stamp } of found) seen.set(name, stamp);
    const sorted = come.toSorted((one, other) => one.at - other.at || (one.name < other.name ? -1 : 1));
    return { come: sorted.map(({ name, refusal }) => ({ name, refusal })), unfinished: names.length - come.length };
  }
  async function read(name: string): Promise<Buffer | null> {
    const handle = await fs.open(path.join(inside, name), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch((error: unknown) => (isGone(error) || codeOf(error) === "ELOOP" ? null : Promise.reject(error)));
    if (handle === null) return null;
    try {
      const before = await handle.stat();
      if (!before.isFile() || before.size > mostBytes) return null;
      const bytes = await handle.readFile();
      const after = await handle.stat();
      return bytes.length === before.size && after.size === before.size && after.mtimeMs === before.mtimeMs ? bytes : null;
    } finally {
      await handle.close();
    }
  }
  async function takeAway(name: string, to: "done" | "refused", day: string): Promise<string | null> {
    const mark = `${day.replaceAll("-", "")}-${randomBytes(4).toString("hex")}`;
    try {
      await fs.rename(path.join(inside, name), path.join(own, to, `${mark}-${safeName(name)}`));
    } catch (error) {
      if (isGone(error)) return null;
      throw error;
    }
    seen.delete(name);
    for (const folder of [path.join(own, to), inside]) await syncFolder(folder);
    return mark;
  }
  async function forget(before: string): Promise<number> {
    const limit = before.replaceAll("-", "");
    const old = (await fs.readdir(done)).filter((name) => /^\d{8}-/.test(name) && name.slice(0, 8) < limit);
    for (const name of old) await fs.rm(path.join(done, name), { force: true });
    return old.length;
  }
  return { handOn, list, read, takeAway, forget };
}
