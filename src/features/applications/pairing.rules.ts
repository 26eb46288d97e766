import type { Peer, PeerReason } from "./contract.ts";

/** Two or three who are proposed to support each other, with what speaks for and against it (local). */
export type Group = { peers: Peer[]; reasons: PeerReason[]; fits: boolean };

const plain = (text: string) => text.normalize("NFKC").trim().toLowerCase();
/** How two reach each other. Whoever only goes within the own area reaches somebody of another one by video alone, where both take that. */
export function reachOf(a: Peer, b: Peer): "near" | "by_video" | "far_both" | "too_far" {
  if (plain(a.area) !== "" && plain(a.area) === plain(b.area)) return "near";
  if (a.distance === "video" && b.distance === "video") return "by_video";
  return a.distance !== "area" && b.distance !== "area" && a.distance !== "" && b.distance !== "" ? "far_both" : "too_far";
}
const sharesLanguage = (a: Peer, b: Peer) => a.languages.some((one) => one !== "other" && b.languages.includes(one));
/** Whether two may be a pair at all: a language in common, and within the distance that both go. */
export const mayPair = (a: Peer, b: Peer): boolean => sharesLanguage(a, b) && reachOf(a, b) !== "too_far";

/** What is spent on a group: first each two that are above the limits, then another setting and a longer way. */
const LIMIT = 1000;
const wayCost = { near: 0, by_video: 1, far_both: 2, too_far: 3 } as const;
const costOf = (a: Peer, b: Peer) => (mayPair(a, b) ? 0 : LIMIT) + (a.setting !== "" && a.setting === b.setting ? 0 : 2) + wayCost[reachOf(a, b)];
const within = (group: readonly Peer[]): [Peer, Peer][] => group.flatMap((a, at) => group.slice(at + 1).map((b): [Peer, Peer] => [a, b]));

export function explain(peers: readonly Peer[]): Group {
  const pairs = within(peers);
  if (pairs.length === 0) return { peers: [...peers], reasons: ["alone"], fits: false };
  const reasons = pairs.flatMap(([a, b]): PeerReason[] => [a.setting !== "" && a.setting === b.setting ? "same_setting" : "other_setting", sharesLanguage(a, b) ? "same_language" : "no_language", reachOf(a, b)]);
  return { peers: [...peers], reasons: [...new Set(reasons)], fits: pairs.every(([a, b]) => mayPair(a, b)) };
}

type Best = { cost: number; groups: number[][] };
/** Up to so many are placed by looking at every way; more are placed by exchanges until none helps. */
export const MOST_EXACT = 12;

/**
 * Proposes who supports whom: each is placed once, in twos, and an odd one makes a three. Nobody is put with somebody above the
 * limits of language and distance while another way places fewer so. The same people always get the same answer.
 */
export function proposePeers(given: readonly Peer[]): Group[] {
  const peers = given.toSorted((a, b) => (a.applicationId < b.applicationId ? -1 : 1));
  if (peers.length === 0) return [];
  if (peers.length <= 3) return [explain(peers)];
  const cost = peers.map((a) => peers.map((b) => (a === b ? 0 : costOf(a, b))));
  const groups = peers.length <= MOST_EXACT ? exactly(peers.length, cost) : byExchange(peers.length, cost);
  return groups.map((group) => explain(group.map((at) => peers[at]!)));
}

const sumOf = (group: readonly number[], cost: number[][]) => group.reduce((sum, a, at) => sum + group.slice(at + 1).reduce((more, b) => more + cost[a]![b]!, 0), 0);

function exactly(count: number, cost: number[][]): number[][] {
  const known = new Map<number, Best>();
  const best = (left: number): Best => {
    if (left === 0) return { cost: 0, groups: [] };
    const found = known.get(left);
    if (found) return found;
    const members = Array.from({ length: count }, (_, at) => at).filter((at) => (left & (1 << at)) !== 0);
    const [one, ...others] = members as [number, ...number[]];
    let cheapest: Best = { cost: Infinity, groups: [] };
    const take = (group: number[]) => {
      const rest = best(group.reduce((mask, at) => mask & ~(1 << at), left));
      const sum = sumOf(group, cost) + rest.cost;
      if (sum < cheapest.cost) cheapest = { cost: sum, groups: [group, ...rest.groups] };
    };
    // An odd number left still owes its one group of three.
    if (members.length % 2 === 1) others.forEach((two, at) => others.slice(at + 1).forEach((three) => take([one, two, three])));
    if (members.length % 2 === 0 || members.length > 3) for (const two of others) take([one, two]);
    known.set(left, cheapest);
    return cheapest;
  };
  return best((1 << count) - 1).groups;
}

function byExchange(count: number, cost: number[][]): number[][] {
  const groups: number[][] = [];
  for (let at = 0; at + 1 < count; at += 2) groups.push([at, at + 1]);
  if (count % 2 === 1) groups.at(-1)!.push(count - 1);
  const places = () => groups.flatMap((group, g) => group.map((_, p) => [g, p] as const));
  for (let helped = true; helped; ) {
    helped = false;
    for (const [g, p] of places())
      for (const [h, q] of places()) {
        if (h <= g) continue;
        const before = sumOf(groups[g]!, cost) + sumOf(groups[h]!, cost);
        const swap = () => ([groups[g]![p], groups[h]![q]] = [groups[h]![q]!, groups[g]![p]!]);
        swap();
        if (sumOf(groups[g]!, cost) + sumOf(groups[h]!, cost) < before) helped = true;
        else swap();
      }
  }
  return groups.map((group) => group.toSorted((a, b) => a - b));
}
