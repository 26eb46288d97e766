import fc from "fast-check";
import { randomBytes, randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { BrokenSeal, DestroyedKey } from "#database/sealing.ts";
import { openKeyRing } from "./keyRing.ts";
import { UnusableRing } from "./ringFile.ts";
import { keyOf, readTree, treeFrom, without, writeTree } from "./keyTree.ts";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "dyad-rings-"));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
const anyFolder = () => fs.mkdtempSync(path.join(folder, "ring-"));
const SECRET = "a made-up secret of more than 32 letters";
const OTHER = "another made-up secret of more than 32 letters";
const given = (key: string, before: string | null = null) => ({ kind: "given" as const, key, before });
/** A key file of Dyad's own, as it makes one. */
const inFile = (place: string) => {
  const file = path.join(place, "secret-key");
  if (!fs.existsSync(file)) fs.writeFileSync(file, randomBytes(32).toString("base64url"));
  return { kind: "file" as const, file, key: fs.readFileSync(file, "utf8") };
};
const place = { owner: randomUUID(), thing: randomUUID(), what: "blocks.words" };

describe("A tree of keys", () => {
  it("gives each owner one key, and after some were destroyed all others as before", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.uniqueArray(fc.uuid(), { minLength: 2, maxLength: 12 }), fc.nat(11), (root, owners, count) => {
        const whole = treeFrom(root);
        const gone = owners.slice(0, Math.min(count, owners.length - 1));
        const left = readTree(writeTree(gone.reduce(without, whole)));
        for (const owner of owners) expect(keyOf(left, owner)?.toString("hex") ?? null).toBe(gone.includes(owner) ? null : keyOf(whole, owner)!.toString("hex"));
        expect(new Set(owners.map((owner) => keyOf(whole, owner)!.toString("hex"))).size).toBe(owners.length);
      }),
      { numRuns: 50 },
    );
  });

  it("keeps nothing from which a destroyed key follows: no node stands on the way to it", () => {
    const owner = randomUUID();
    const whole = treeFrom(randomBytes(32));
    const left = without(whole, owner);
    expect(left.size).toBe(64);
    expect([...left.keys()].some((way) => way === "")).toBe(false);
    expect(without(left, owner)).toBe(left);
    expect(writeTree(left).includes(keyOf(whole, owner)!)).toBe(false);
  });

  it("is refused where it was cut off", () => {
    const bytes = writeTree(without(treeFrom(randomBytes(32)), "x"));
    for (const length of [1, 10, bytes.length - 1]) expect(() => readTree(bytes.subarray(0, length))).toThrow(RangeError);
  });
});

describe("A key ring", () => {
  it("opens what it sealed, in its place and no other, and follows from the secret key alone", () => {
    const ring = openKeyRing(anyFolder(), given(SECRET));
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        expect(openKeyRing(path.join(folder, "again"), given(SECRET)).open(place, ring.seal(place, text))).toBe(text);
      }),
      { numRuns: 30 },
    );
    const sealed = ring.seal(place, "What nobody else reads.");
    expect(sealed).not.toContain("nobody");
    expect(ring.seal(place, "What nobody else reads.")).not.toBe(sealed);
    for (const [what, work] of [
      ["another row", () => ring.open({ ...place, thing: randomUUID() }, sealed)],
      ["another column", () => ring.open({ ...place, what: "addresses.lines" }, sealed)],
      ["another owner", () => ring.open(place, sealed.replace(place.owner, randomUUID()))],
      ["another secret key", () => openKeyRing(anyFolder(), given(OTHER)).open(place, sealed)],
      ["a letter less", () => ring.open(place, sealed.slice(0, -6))],
      ["never sealed", () => ring.open(place, "What nobody else reads.")],
    ] as const)
      expect(work, what).toThrow(BrokenSeal);
    expect([ring.seal(place, ""), ring.open(place, "")]).toEqual(["", ""]);
    expect(ring.state()).toMatchObject({ isWritten: false, destroyed: 0, secretMustChange: false });
  });

  it("of a key file destroys a key for good: file and secret key together do not give it back, and what is left opens", async () => {
    const at = anyFolder();
    const ring = openKeyRing(at, inFile(at));
    const kept = { ...place, owner: randomUUID() };
    const [gone, stays] = [ring.seal(place, "gone"), ring.seal(kept, "stays")];
    const before = fs.readFileSync(path.join(at, "secret-key"), "utf8");
    expect(await ring.destroy([place.owner])).toBe(1);
    expect(fs.readFileSync(path.join(at, "secret-key"), "utf8")).not.toBe(before);
    expect(await ring.destroy([place.owner])).toBe(0);
    for (const one of [ring, openKeyRing(at, inFile(at))]) {
      expect(() => one.open(place, gone)).toThrow(DestroyedKey);
      expect(() => one.seal(place, "again")).toThrow(DestroyedKey);
      expect(one.open(kept, stays)).toBe("stays");
      expect(one.state()).toMatchObject({ isWritten: true, destroyed: 1, secretMustChange: false });
    }
    expect(fs.readdirSync(at).sort()).toEqual(["keys", "secret-key"]);
    expect(() => openKeyRing(at, given(before))).toThrow(UnusableRing);
  });

  it("of a given secret key asks for another one after a key was destroyed, and takes it", async () => {
    const at = anyFolder();
    const ring = openKeyRing(at, given(SECRET));
    const signing = ring.signing;
    const kept = { ...place, owner: randomUUID() };
    const stays = ring.seal(kept, "stays");
    await ring.destroy([place.owner]);
    expect(ring.state().secretMustChange).toBe(true);
    expect(() => openKeyRing(at, given(OTHER))).toThrow(UnusableRing);
    const changed = openKeyRing(at, given(OTHER, SECRET));
    expect([changed.open(kept, stays), changed.signing, changed.state().secretMustChange]).toEqual(["stays", signing, false]);
    expect(openKeyRing(at, given(OTHER)).open(kept, stays)).toBe("stays");
    expect(() => openKeyRing(at, given(SECRET))).toThrow(UnusableRing);
  });

  it("takes another secret key also where nothing was ever destroyed", () => {
    const at = anyFolder();
    const sealed = openKeyRing(at, given(SECRET)).seal(place, "stays");
    openKeyRing(at, given(OTHER, SECRET));
    expect(openKeyRing(at, given(OTHER)).open(place, sealed)).toBe("stays");
  });

  it("is noticed by another process when it changes, and loses nothing that two destroy at once", async () => {
    const at = anyFolder();
    const [a, b] = [openKeyRing(at, inFile(at)), openKeyRing(at, inFile(at))];
    const owners = Array.from({ length: 6 }, () => randomUUID());
    const sealed = owners.map((owner) => a.seal({ ...place, owner }, owner));
    await Promise.all(owners.slice(0, 5).map((owner, turn) => (turn % 2 ? a : b).destroy([owner])));
    await expect.poll(() => [a, b].map((ring) => owners.map((_, turn) => { try { return ring.open(place, sealed[turn]!) === owners[turn]; } catch { return false; } })), { timeout: 5000 }).toEqual(Array(2).fill([false, false, false, false, false, true])); // prettier-ignore
  });

  it("seals by a fresh generation once there is one; what the former sealed opens until they are retired", async () => {
    const at = anyFolder();
    const ring = openKeyRing(at, inFile(at));
    const [old, key] = [ring.seal(place, "old"), randomBytes(32)];
    const wrapped = ring.wrap(place.owner, "x", key);
    expect(await ring.addGeneration("2026-11-22T12:00:00.000Z")).toBe(2);
    const fresh = ring.seal(place, "fresh");
    expect([ring.isNewest(old), ring.isNewest(fresh), ring.isNewest(wrapped)]).toEqual([false, true, false]);
    expect([ring.open(place, old), ring.open(place, fresh), ring.unwrap(place.owner, "x", wrapped).equals(key)]).toEqual(["old", "fresh", true]);
    expect(await ring.retireGenerations()).toBe(1);
    expect(() => ring.open(place, old)).toThrow(DestroyedKey);
    expect(openKeyRing(at, inFile(at)).open(place, fresh)).toBe("fresh");
  });

  it("that was cut off while its secret key was replaced opens by whichever stands in the file", async () => {
    const at = anyFolder();
    const ring = openKeyRing(at, inFile(at));
    const kept = { ...place, owner: randomUUID() };
    const stays = ring.seal(kept, "stays");
    // The moments of the exchange, as a kill leaves them: the ring written for both keys, then the key file replaced.
    const rename = fs.renameSync;
    for (const killedAt of [1, 2, 3]) {
      let count = 0;
      fs.renameSync = (from, to) => {
        if (++count > killedAt) throw new Error("killed");
        rename(from, to);
      };
      const one = openKeyRing(at, inFile(at));
      await one.destroy([randomUUID()]).catch(() => {});
      fs.renameSync = rename;
      expect(openKeyRing(at, inFile(at)).open(kept, stays)).toBe("stays");
    }
  });

  it("that was damaged says so and is not made anew", async () => {
    const at = anyFolder();
    const secret = inFile(at);
    await openKeyRing(at, secret).destroy([place.owner]);
    const text = fs.readFileSync(path.join(at, "keys"), "utf8");
    for (const broken of ["", "{}", text.slice(0, -20), text.replace(/"ring":"..../, '"ring":"AAAA')]) {
      fs.writeFileSync(path.join(at, "keys"), broken);
      expect(() => openKeyRing(at, inFile(at))).toThrow(UnusableRing);
    }
  });
});
