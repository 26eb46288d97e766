import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, randomUUID } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { BrokenSeal, DestroyedKey, type KeyRing, SEALED, type SealedPlace } from "#database/sealing.ts";
import { type KeyTree, keyOf, readTree, treeFrom, without, writeTree } from "./keyTree.ts";

// The keys of an installation. At first all of them follow from the secret key, and nothing is written. When one is
// destroyed, or the secret key is changed, the ring is written down, sealed by the secret key: what is left of the tree of
// each generation. The file lies outside the database and is in no backup. The secret key from which the ring once followed
// must be gone then, or the destroyed could be worked out again: where Dyad made it, Dyad makes a new one and writes it in
// its place; where the operator gave it, the operator changes it (`DYAD_SECRET_KEY`, and the last one once as
// `DYAD_SECRET_KEY_BEFORE`).

const FORMAT = "dyad-keys-1";
const NONCE = 12;
const TAG = 16;
/** Owners whose keys are kept at hand: working one out takes a tenth of a millisecond. */
const AT_HAND = 10_000;
/** Milliseconds for which a process may not know yet that another changed the ring. */
const LOOK_AGAIN = 1000;
/** Milliseconds after which a lock is somebody's who died. */
const LOCK_IS_STALE = 30_000;

/** The ring as it stands: the trees by generation, the newest last; what signs links and forms; and how much was destroyed. */
type Ring = { id: string; generations: { number: number; madeAt: string; tree: KeyTree }[]; signing: string; destroyed: number };

/** A ring that does not open: no secret key at hand is the one that sealed it, or it was changed. */
export class UnusableRing extends Error {
  constructor(file: string) {
    super(`The keys in ${file} do not open with this secret key. Set DYAD_SECRET_KEY to the one they were sealed with; where it was changed, set DYAD_SECRET_KEY_BEFORE to the last one, once.`);
    this.name = "UnusableRing";
  }
}

/** Where the secret key comes from: given by the operator, or in a file that Dyad made and may replace. */
export type Secret = { kind: "given"; key: string; before: string | null } | { kind: "file"; file: string; key: string };

const derive = (secret: string, what: string): Buffer => Buffer.from(hkdfSync("sha256", secret, "", `dyad ${what} 1`, 32));
/** The ring that follows from a secret key alone. */
function ringFrom(secret: string): Ring {
  return { id: derive(secret, "ring id").subarray(0, 6).toString("hex"), generations: [{ number: 1, madeAt: "", tree: treeFrom(derive(secret, "key tree")) }], signing: derive(secret, "signing").toString("base64url"), destroyed: 0 };
}

const seal = (key: Uint8Array, about: string, plain: Uint8Array): Buffer => {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(about));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
};
const open = (key: Uint8Array, about: string, sealed: Uint8Array): Buffer => {
  if (sealed.length < NONCE + TAG) throw new RangeError("too short to be sealed");
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE)).setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(sealed.length - TAG));
  return Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.length - TAG)), decipher.final()]);
};

/** The file: whose ring it is, its own key wrapped by each secret key that may open it (two while one takes the place of the other), and the ring. */
type Written = { format: typeof FORMAT; id: string; wraps: string[]; ring: string };

function writeRing(file: string, ring: Ring, secrets: readonly string[]): void {
  const key = randomBytes(32);
  const plain = JSON.stringify({ ...ring, generations: ring.generations.map((one) => ({ ...one, tree: writeTree(one.tree).toString("base64") })) });
  const written: Written = { format: FORMAT, id: ring.id, wraps: secrets.map((one) => seal(derive(one, "ring"), ring.id, key).toString("base64")), ring: seal(key, ring.id, Buffer.from(plain)).toString("base64") };
  replaceFile(file, `${JSON.stringify(written)}\n`);
}

function readRing(file: string, secrets: readonly string[]): { ring: Ring; opened: string; wraps: number } | null {
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

const attempt = <T>(work: () => T): T | null => {
  try {
    return work();
  } catch {
    return null;
  }
};

/** Puts a file in the place of another, on the disk for good, and writes over what the other held before it is let go. */
function replaceFile(file: string, content: string): void {
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
async function withLock<T>(file: string, work: () => T): Promise<T> {
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

/** The state of a ring, for who looks after the installation: no key is in it. */
export type RingState = { id: string; isWritten: boolean; file: string; generations: { number: number; madeAt: string; nodes: number }[]; destroyed: number; /** Whether the secret key from which a destroyed key could be worked out is still the one in use. */ secretMustChange: boolean };

/** The key ring of this process, with what the operator does to it. */
export type OpenKeyRing = KeyRing & {
  /** What signs links and forms. It follows from the secret key, and stays when that is changed. */
  readonly signing: string;
  state(): RingState;
  /** Seals anew by a fresh generation from now on; what was sealed by earlier ones stays readable until they are retired. Answers its number. */
  addGeneration(now: string): Promise<number>;
  /** Takes out every generation before the newest: what only they seal, as in older backups, is unreadable then. Answers how many. */
  retireGenerations(): Promise<number>;
  /** A key as it was wrapped before there was a ring: by the secret key itself. Throws `BrokenSeal`. */
  unwrapFromBefore(place: string, wrapped: Uint8Array): Buffer;
  /** Whether a sealed text or a wrapped key is of the newest generation. */
  isNewest(sealed: string | Uint8Array): boolean;
};

/** Opens the ring in a folder, or the one that follows from the secret key where none is written. Throws `UnusableRing`. */
export function openKeyRing(folder: string, secret: Secret): OpenKeyRing {
  const file = path.join(folder, "keys");
  let current = secret.key;
  let ring: Ring;
  let seenAt = 0;
  let seen = "";
  const atHand = new Map<string, Buffer>();

  const stampOf = (): string => {
    const found = attempt(() => fs.statSync(file, { bigint: true }));
    return found === null ? "none" : `${found.ino} ${found.mtimeNs}`;
  };
  const secretsNow = (): string[] => {
    if (secret.kind === "given") return secret.before === null ? [secret.key] : [secret.key, secret.before];
    current = fs.existsSync(secret.file) ? fs.readFileSync(secret.file, "utf8").trim() : secret.key;
    return [current];
  };
  const load = (): void => {
    const stamp = stampOf();
    if (stamp === seen) return;
    const secrets = secretsNow();
    const found = readRing(file, secrets);
    ring = found?.ring ?? ringFrom(secrets.at(-1)!);
    // A secret key that took the place of another: the ring is sealed by it from now on, and by it alone.
    if (found === null ? secrets.length > 1 : found.opened !== current || found.wraps > 1) writeRing(file, ring, [current]);
    atHand.clear();
    seen = stampOf();
  };
  const lookAgain = (): void => {
    const now = performance.now();
    if (now - seenAt < LOOK_AGAIN) return;
    seenAt = now;
    load();
  };
  const change = (work: (ring: Ring) => Ring): Promise<void> =>
    withLock(file, () => {
      load();
      const next = work(ring);
      if (next === ring) return;
      if (secret.kind === "given") {
        writeRing(file, next, [current]);
      } else {
        // The key file is ours to replace. Until it is, either of the two opens the ring.
        const fresh = randomBytes(32).toString("base64url");
        writeRing(file, next, [current, fresh]);
        replaceFile(secret.file, fresh);
        current = fresh;
        writeRing(file, next, [current]);
      }
      ring = next;
      atHand.clear();
      seen = stampOf();
    });

  const newest = () => ring.generations.at(-1)!;
  const ownKey = (number: number, owner: string): Buffer => {
    lookAgain();
    const place = `${number} ${owner}`;
    const held = atHand.get(place);
    if (held) return held;
    const generation = ring.generations.find((one) => one.number === number);
    const key = generation ? keyOf(generation.tree, owner) : null;
    if (key === null) throw new DestroyedKey(owner);
    if (atHand.size >= AT_HAND) atHand.delete(atHand.keys().next().value!);
    atHand.set(place, key);
    return key;
  };
  const rowKey = (number: number, owner: string, thing: string) => createHmac("sha256", ownKey(number, owner)).update(thing).digest();

  fs.mkdirSync(folder, { recursive: true });
  load();
  return {
    get signing() {
      return ring.signing;
    },
    seal: ({ owner, thing, what }: SealedPlace, text) => {
      if (text === "") return "";
      lookAgain();
      const { number } = newest();
      return `${SEALED}${number}:${owner}:${seal(rowKey(number, owner, thing), `${thing}/${what}`, Buffer.from(text)).toString("base64")}`;
    },
    open: ({ thing, what }, sealed) => {
      if (sealed === "") return "";
      const [, number, owner, content] = /^sealed1:(\d{1,9}):([^:]{1,100}):(.*)$/.exec(sealed) ?? [];
      if (content === undefined) throw new BrokenSeal(`${what} of ${thing}`);
      const key = rowKey(Number(number), owner!, thing);
      try {
        return open(key, `${thing}/${what}`, Buffer.from(content, "base64")).toString("utf8");
      } catch (error) {
        throw new BrokenSeal(`${what} of ${thing}`, error);
      }
    },
    wrap: (owner, place, key) => {
      lookAgain();
      const { number } = newest();
      const head = Buffer.alloc(4);
      head.writeUInt32BE(number);
      return Buffer.concat([head, seal(rowKey(number, owner, "wrap"), place, key)]);
    },
    unwrap: (owner, place, wrapped) => {
      const bytes = Buffer.from(wrapped);
      if (bytes.length < 4) throw new BrokenSeal(place);
      const key = rowKey(bytes.readUInt32BE(), owner, "wrap");
      try {
        return open(key, place, bytes.subarray(4));
      } catch (error) {
        throw new BrokenSeal(place, error);
      }
    },
    destroy: async (owners) => {
      let gone = 0;
      await change((now) => {
        gone = owners.filter((owner) => now.generations.some((one) => keyOf(one.tree, owner) !== null)).length;
        if (gone === 0) return now;
        return { ...now, destroyed: now.destroyed + gone, generations: now.generations.map((one) => ({ ...one, tree: owners.reduce<KeyTree>(without, one.tree) })) };
      });
      return gone;
    },
    state: () => {
      lookAgain();
      const generations = ring.generations.map(({ number, madeAt, tree }) => ({ number, madeAt, nodes: tree.size }));
      return { id: ring.id, isWritten: seen !== "none", file, generations, destroyed: ring.destroyed, secretMustChange: (ring.destroyed > 0 || ring.generations[0]!.number > 1) && ring.id === ringFrom(current).id };
    },
    addGeneration: async (now) => {
      await change((one) => ({ ...one, generations: [...one.generations, { number: one.generations.at(-1)!.number + 1, madeAt: now, tree: treeFrom(randomBytes(32)) }] }));
      return newest().number;
    },
    retireGenerations: async () => {
      let gone = 0;
      await change((one) => {
        gone = one.generations.length - 1;
        return gone === 0 ? one : { ...one, generations: one.generations.slice(-1) };
      });
      return gone;
    },
    unwrapFromBefore: (place, wrapped) => {
      try {
        return open(derive(current, "file keys"), place, wrapped);
      } catch (error) {
        throw new BrokenSeal(place, error);
      }
    },
    isNewest: (sealed) => {
      lookAgain();
      const { number } = newest();
      return typeof sealed === "string" ? sealed === "" || sealed.startsWith(`${SEALED}${number}:`) : Buffer.from(sealed).length >= 4 && Buffer.from(sealed).readUInt32BE() === number;
    },
  };
}
