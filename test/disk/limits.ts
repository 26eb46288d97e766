import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const succeeds = (command: string, ...args: string[]) => spawnSync(command, args).status === 0;

/** Whether this account may mount a small file system of its own. */
export const mayMount = (): boolean => process.platform === "linux" && process.getuid?.() === 0 && succeeds("unshare", "-m", "true");
/** Whether the sizes of files that a running process writes can be limited from outside. */
export const mayLimit = (): boolean => process.platform === "linux" && succeeds("prlimit", "--version");

/** Mounts a file system in memory of so many megabytes; returns how it is taken away. */
export function mountSmall(folder: string, megabytes: number): () => void {
  if (!succeeds("mount", "-t", "tmpfs", "-o", `size=${megabytes}m,mode=755`, "dyad-full-disk", folder)) throw new Error(`nothing could be mounted at ${folder}`);
  return () => void succeeds("umount", "-l", folder);
}

/** Writes a file until the disk is full, to the last byte; returns how room is made again. */
export function fillUp(folder: string): () => void {
  const file = path.join(folder, "filler");
  const handle = fs.openSync(file, "w");
  try {
    for (let size = 1_048_576; size >= 1; ) {
      try {
        fs.writeSync(handle, Buffer.alloc(size));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
        size = Math.floor(size / 2);
      }
    }
  } finally {
    fs.closeSync(handle);
  }
  return () => fs.rmSync(file);
}

/**
 * Limits the size of the files that processes may write from now on, in bytes; what they start inherits it. Done in the
 * name of each process's own account, as an ordinary one would, and the limit can be lifted again.
 */
export function limitFiles(pids: readonly number[], bytes: number | "unlimited"): void {
  for (const pid of pids) {
    const owner = fs.statSync(`/proc/${pid}`, { throwIfNoEntry: false });
    if (!owner) continue;
    const inTheirName = process.getuid?.() === 0 ? { uid: owner.uid, gid: owner.gid } : {};
    const { status, stderr } = spawnSync("prlimit", ["--pid", String(pid), `--fsize=${bytes}:`], { ...inTheirName, cwd: "/", encoding: "utf8" });
    if (status !== 0 && fs.existsSync(`/proc/${pid}`)) throw new Error(`process ${pid} could not be limited: ${stderr}`);
  }
}

/** A process and everything that it started, and they in turn. */
export function familyOf(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of fs.readdirSync("/proc").filter((one) => /^\d+$/.test(one))) {
    try {
      const parent = Number(/^\d+ \(.*\) \S (\d+)/s.exec(fs.readFileSync(`/proc/${name}/stat`, "utf8"))![1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      // Gone meanwhile.
    }
  }
  const all = [pid];
  for (const one of all) all.push(...(children.get(one) ?? []));
  return all;
}
