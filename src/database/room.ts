import fs from "node:fs";
import path from "node:path";

/** Bytes that PostgreSQL needs free to go on: it lays out its log in files of 16 MB, one ahead. */
const LEAST_ROOM = 48 * 1024 * 1024;
const TAIL = 8_192;

/**
 * Whether PostgreSQL ended because it had nowhere to write: the disk as an ordinary account finds it, or what its log
 * said last, where a quota or a limit on the size of files stopped it. On a full disk the log itself is cut off.
 */
export function isOutOfRoom(home: string): boolean {
  const { bavail, bsize } = fs.statfsSync(home);
  if (bavail * bsize < LEAST_ROOM) return true;
  const handle = fs.openSync(path.join(home, "server.log"), "r");
  try {
    const { size } = fs.fstatSync(handle);
    const tail = Buffer.alloc(Math.min(TAIL, size));
    fs.readSync(handle, tail, 0, tail.length, size - tail.length);
    return /No space left on device|Disk quota exceeded|File too large/.test(tail.toString("utf8"));
  } finally {
    fs.closeSync(handle);
  }
}
