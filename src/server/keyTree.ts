import { createHash, createHmac } from "node:crypto";

// Keys that are worked out from one root and can still be destroyed one by one: a tree of which a key is a leaf. A node
// gives its two children, and nobody can go up again. To destroy a leaf its root is replaced by the nodes beside the way
// down to it: from those every other leaf can be worked out, and that one cannot. (Goldreich, Goldwasser and Micali's
// function, punctured: Boneh and Waters 2013.) So a copy of the root, once made, gives every key that is ever used,
// and nothing has to be copied again until a key is destroyed.

/** Levels between root and leaf: with so many leaves two of a million owners meet once in ten million installations. */
const DEPTH = 64;
const NODE = 32;

/** The nodes that are left, by the way down to them: "" is the root, "0" and "1" its children. */
export type KeyTree = ReadonlyMap<string, Buffer>;

const wayTo = (owner: string): string => {
  const bits = createHash("sha256").update(`dyad owner:${owner}`).digest().readBigUInt64BE();
  return bits.toString(2).padStart(DEPTH, "0");
};
const childrenOf = (node: Uint8Array): [Buffer, Buffer] => {
  const both = createHmac("sha512", node).update("dyad key tree").digest();
  return [both.subarray(0, NODE), both.subarray(NODE)];
};

/** The node above a leaf that is still there. */
function above(tree: KeyTree, way: string): string | null {
  for (let length = 0; length <= DEPTH; length++) if (tree.has(way.slice(0, length))) return way.slice(0, length);
  return null;
}

/** The key of an owner; null where it was destroyed. */
export function keyOf(tree: KeyTree, owner: string): Buffer | null {
  const way = wayTo(owner);
  const from = above(tree, way);
  if (from === null) return null;
  let node = tree.get(from)!;
  for (const bit of way.slice(from.length)) node = childrenOf(node)[bit === "0" ? 0 : 1];
  return node;
}

/** The tree without the key of an owner; the same tree where it was destroyed before. */
export function without(tree: KeyTree, owner: string): KeyTree {
  const way = wayTo(owner);
  const from = above(tree, way);
  if (from === null) return tree;
  const left = new Map(tree);
  let node = tree.get(from)!;
  left.delete(from);
  for (let length = from.length; length < DEPTH; length++) {
    const [zero, one] = childrenOf(node);
    const goesOn = way[length] === "0" ? zero : one;
    left.set(`${way.slice(0, length)}${way[length] === "0" ? "1" : "0"}`, way[length] === "0" ? one : zero);
    node = goesOn;
  }
  return left;
}

/** A whole tree, of which nothing was destroyed. */
export const treeFrom = (root: Uint8Array): KeyTree => new Map([["", Buffer.from(root)]]);

/** The nodes as bytes: the length of the way, the way in as many bytes as it fills, the node. */
export function writeTree(tree: KeyTree): Buffer {
  return Buffer.concat(
    [...tree].map(([way, node]) => {
      const bytes = Buffer.alloc(1 + Math.ceil(way.length / 8));
      bytes[0] = way.length;
      for (const [place, bit] of [...way].entries()) if (bit === "1") bytes[1 + (place >> 3)]! |= 128 >> (place & 7);
      return Buffer.concat([bytes, node]);
    }),
  );
}

/** The tree again. Throws where the bytes are none. */
export function readTree(bytes: Buffer): KeyTree {
  const tree = new Map<string, Buffer>();
  for (let at = 0; at < bytes.length; ) {
    const length = bytes[at]!;
    const end = at + 1 + Math.ceil(length / 8);
    if (length > DEPTH || end + NODE > bytes.length) throw new RangeError("a tree of keys was cut off");
    const way = [...bytes.subarray(at + 1, end)].map((one) => one.toString(2).padStart(8, "0")).join("").slice(0, length);
    tree.set(way, Buffer.from(bytes.subarray(end, end + NODE)));
    at = end + NODE;
  }
  return tree;
}
