import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { type KeyTree, readTree, treeFrom, writeTree } from "./keyTree.ts";

// The ring of keys as it is written down, sealed by the secret key, in a file outside the database and every backup.

const FORMAT = "dyad-keys-1";
const NONCE = 12;
const TAG = 16;
/** Milliseconds after which a lock is somebody's who died. */
const LOCK_IS_STALE = 30_000;

/** The ring as it stands: the trees by generation, the newest last; what signs links and forms; and how much was destroyed. */
export type Ring = { id: string; generations: { number: number; madeAt: string; tree: KeyTree }[]; signing: string; destroyed: number };

/** A ring that does not open: no secret key at hand is the one that sealed it, or it was changed. */
export class UnusableRing extends Error {
  constructor(file: string) {
    super(`The keys in ${file} do not open with this secret key. Set DYAD_SECRET_KEY to the one they were sealed with; where it was changed, set DYAD_SECRET_KEY_BEFORE to the last one, once.`);
    this.name = "UnusableRing";
  }
}

/** Where the secret key comes from: given by the operator, or in a file that Dyad made and may replace. */
export type Secret = { kind: "given"; key: string; before: string | null } | { kind: "file"; file: string; key: string };

export const derive = (secret: string, what: string): Buffer => Buffer.from(hkdfSync("sha256", secret, "", `dyad ${what} 1`, 32));
/** The ring that follows from a secret key alone. */
export function ringFrom(secret: string): Ring {
  return { id: derive(secret, "ring id").subarray(0, 6).toString("hex"), generations: [{ number: 1, madeAt: "", tree: treeFrom(derive(secret, "key tree")) }], signing: derive(secret, "signing").toString("base64url"), destroyed: 0 };
}

export const seal = (key: Uint8Array, about: string, plain: Uint8Array): Buffer => {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(about));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
};
export const open = (key: Uint8Array, about: string, sealed: Uint8Array): Buffer => {
  if (sealed.length < NONCE + TAG) throw new RangeError("too short to be sealed");
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE)).setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(sealed.length - TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.length - TAG)), decipher.final()]);
};

/** The file: whose ring it is, its own key wrapped by each secret key that may open it (two while one takes the place of the other), and the ring. */
type Written = { format: typeof FORMAT; id: string; wraps: string[]; ring: string };

export function writeRing(file: string, ring: Ring, secrets: readonly string[]): void {
  const key = randomBytes(32);
  const plain = JSON.stringify({ ...ring, generations: ring.generations.map((one) => ({ ...one, tree: writeTree(one.tree).toString("base64") })) });
  const written: Written = { format: FORMAT, id: ring.id, wraps: secrets.map((one) => seal(derive(one, "ring"), ring.id, key).toString("base64")), ring: seal(key, ring.id, Buffer.from(plain)).toString("base64") };
  replaceFile(file, `${JSON.stringify(written)}\n`);
}

export function readRing(file: string, secrets: readonly string[]): { ring: Ring; opened: string; wraps: number } | null {
  let text: string;
  try {
    text = fs.readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  try {
    const written = JSON.parse(text) as Written;
    for (const secret of secrets) {
      for (const wrap of written.wraps) {
        const key = attempt(() => open(derive(secret, "ring"), written.id, Buffer.from(wrap, "base64")));
        if (key === null) continue;
        const plain = JSON.parse(open(key, written.id, Buffer.from(written.ring, "base64")).toString("utf8")) as Omit<Ring, "generations"> & { generations: { number: number; madeAt: string; tree: string }[] };
        return { ring: { ...plain, generations: plain.generations.map((one) => ({ ...one, tree: readTree(Buffer.from(one.tree, "base64")) })) }, opened: secret, wraps: written.wraps.length };
      }
    }
  } catch {
    throw new UnusableRing(file);
  }
  throw new UnusableRing(file);
}

export const attempt = <T>(work: () => T): T | null => {
  try {
    return work();
  } catch {
    return null;
  }
};

/** Puts a file in the place of another, on the disk for good, and writes over what the other held before it is let go. */
export function replaceFile(file: string, content: string): void {
  const next = `${file}.${randomUUID()}.part`;
  const last = `${file}.${randomUUID()}.old`;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(next, content, { mode: 0o600, flag: "wx", flush: true });
  if (fs.existsSync(file)) fs.linkSync(file, last);
  fs.renameSync(next, file);
  syncFolderNow(path.dirname(file));
  if (!fs.existsSync(last)) return;
  const handle = fs.openSync(last, "r+");
  fs.writeSync(handle, randomBytes(fs.fstatSync(handle).size), 0);
  fs.fsyncSync(handle);
  fs.closeSync(handle);
  fs.rmSync(last);
}
function syncFolderNow(folder: string): void {
  const handle = fs.openSync(folder, "r");
  fs.fsyncSync(handle);
  fs.closeSync(handle);
}

/** One process at a time changes the ring; a lock whose holder died is taken over. */
export async function withLock<T>(file: string, work: () => T): Promise<T> {
  const lock = `${file}.lock`;
  for (let tries = 0; ; tries++) {
    try {
      fs.writeFileSync(lock, String(process.pid), { flag: "wx", mode: 0o600 });
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const age = attempt(() => Date.now() - fs.statSync(lock).mtimeMs);
      if (age !== null && age > LOCK_IS_STALE) fs.rmSync(lock, { force: true });
      else if (tries > 300) throw new Error(`Another process holds ${lock}.`, { cause: error });
      else await new Promise((done) => setTimeout(done, 100));
    }
  }
  try {
    return work();
  } finally {
    fs.rmSync(lock, { force: true });
  }
}
