import { createHmac, randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { BrokenSeal, DestroyedKey, type KeyRing, SEALED, type SealedPlace } from "#database/sealing.ts";
import { keyOf, type KeyTree, treeFrom, without } from "./keyTree.ts";
import { attempt, derive, open, readRing, replaceFile, type Ring, ringFrom, seal, type Secret, withLock, writeRing } from "./ringFile.ts";

// The keys of an installation. At first all of them follow from the secret key, and nothing is written. When one is
// destroyed, or the secret key is changed, the ring is written down, sealed by the secret key: what is left of the tree of
// each generation. The file lies outside the database and is in no backup. The secret key from which the ring once followed
// must be gone then, or the destroyed could be worked out again: where Dyad made it, Dyad makes a new one and writes it in
// its place; where the operator gave it, the operator changes it (`DYAD_SECRET_KEY`, and the last one once as
// `DYAD_SECRET_KEY_BEFORE`).

/** Owners whose keys are kept at hand: working one out takes a tenth of a millisecond. */
const AT_HAND = 10_000;
/** Milliseconds for which a process may not know yet that another changed the ring. */
const LOOK_AGAIN = 1000;
const freshGeneration = (number: number, madeAt: string): Ring["generations"][number] => ({ number, madeAt, tree: treeFrom(randomBytes(32)) });

/** The state of a ring, for who looks after the installation: no key is in it. */
export type RingState = { id: string; isWritten: boolean; file: string; generations: { number: number; madeAt: string; nodes: number }[]; destroyed: number; /** Whether the secret key from which a destroyed key could be worked out is still the one in use. */ secretMustChange: boolean };

/** The key ring of this process, with what the operator does to it. */
export type OpenKeyRing = KeyRing & {
  /** What signs links and forms. It follows from the secret key, and stays when that is changed. */
  readonly signing: string;
  state(): RingState;
  /** Seals anew by a fresh generation from now on; what was sealed by earlier ones stays readable until they are retired. Answers its number. */
  addGeneration(now: string): Promise<number>;
  /** The same with a number above one that is known from elsewhere; `earlier` says whether the generations before it are of any use. Answers its number. */
  beginAbove(number: number, now: string, earlier: "kept" | "dropped"): Promise<number>;
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
      await change((one) => ({ ...one, generations: [...one.generations, freshGeneration(one.generations.at(-1)!.number + 1, now)] }));
      return newest().number;
    },
    beginAbove: async (number, now, earlier) => {
      await change((one) => ({ ...one, generations: [...(earlier === "kept" ? one.generations : []), freshGeneration(Math.max(number, one.generations.at(-1)!.number) + 1, now)] }));
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
