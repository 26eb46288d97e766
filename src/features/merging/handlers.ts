import { createHash } from "node:crypto";
import { Fault } from "#kernel/faults.ts";
import { momentKey, readIdKey, readMomentKey } from "#kernel/paging.ts";
import type { Transaction } from "#database/actor.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import type { Gain, merging, Pair, Side } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { judgeJoining, likenessOf, listGains, type Named, writeGains } from "./rules.ts";
import * as store from "./store.ts";

/** The records by their ids, of which each is seen. */
async function sidesOf(tx: Transaction, caseIds: readonly string[]): Promise<ReadonlyMap<string, Side>> {
  return new Map((await store.listSides(tx, [...new Set(caseIds)])).map((one) => [one.caseId, one]));
}

async function candidates(tx: Transaction, { after }: { after: string | null }) {
  const [one, other] = (after ?? "").split("|");
  const found = await store.listPairs(tx, after === null ? null : { one: readIdKey(one ?? "")!, other: readIdKey(other ?? "")! });
  const alike = found.pairs.flatMap(([first, second]) => {
    const likeness = likenessOf(first, second);
    return likeness === null ? [] : [{ likeness, ids: [first.caseId, second.caseId] }];
  });
  const sides = await sidesOf(tx, alike.flatMap(({ ids }) => ids));
  const pairs = alike.map(({ likeness, ids }): Pair => ({ likeness, otherCaseId: ids[1]!, sides: ids.map((id) => sides.get(id)!) }));
  return { pairs, next: found.next };
}

async function like(tx: Transaction, asked: Named) {
  const alike = (await store.listAlike(tx, asked)).flatMap((one) => {
    const likeness = likenessOf(asked, one);
    return likeness === null ? [] : [{ likeness, caseId: one.caseId }];
  });
  const sides = await sidesOf(tx, alike.map((one) => one.caseId));
  return { like: alike.map(({ likeness, caseId }) => ({ likeness, side: sides.get(caseId)! })) };
}

type Two = { caseId: string; otherCaseId: string };

/** Two records with why they cannot be joined, if so, and who would see more; throws `not_found`. */
async function weigh(tx: Transaction, { caseId, otherCaseId }: Two): Promise<{ obstacle: ReturnType<typeof judgeJoining>; gains: Gain[]; seen: string }> {
  const [one, other] = [await store.findStanding(tx, caseId), await store.findStanding(tx, otherCaseId)];
  if (!one || !other) throw new Fault("not_found", faultWords.noCase);
  const both = [caseId, otherCaseId] as const;
  const gains = caseId === otherCaseId ? [] : listGains(await store.listRelatives(tx, both), both);
  return { obstacle: judgeJoining(one, other), gains, seen: createHash("sha256").update(writeGains(gains, both)).digest("hex") };
}

/** Joins a record to another, which stays: one decision, with its reason, by who read who will see more. */
export async function join(tx: Transaction, { caseId, otherCaseId, reason, seen }: Two & { reason: string; seen: string }): Promise<{ mergeId: string }> {
  await store.holdJoining(tx);
  const weighed = await weigh(tx, { caseId, otherCaseId });
  if (weighed.obstacle !== null) throw new Fault(weighed.obstacle.code, weighed.obstacle.message);
  if (weighed.seen !== seen) throw new Fault("changed_meanwhile", faultWords.seenOther);
  return { mergeId: await store.insertMerge(tx, { caseId, intoCaseId: otherCaseId, reason }) };
}

export const mergingHandlers: Handlers<typeof merging> = {
  candidates: handle(candidates),
  like: handle(like),
  preview: handle(async (tx, two, { language }) => {
    const { obstacle, gains, seen } = await weigh(tx, two);
    const sides = await sidesOf(tx, [two.caseId, two.otherCaseId]);
    return { side: sides.get(two.caseId)!, other: sides.get(two.otherCaseId)!, gains, seen, obstacle: obstacle?.message[language] ?? null };
  }),
  join: handle(join),
  list: handle(async (tx, { after }) => {
    const { merges, next } = await store.listMerges(tx, readMomentKey(after));
    return { merges, next: next === null ? null : momentKey(next.at, next.id) };
  }),
  undo: handle(async (tx, { mergeId, reason }) => {
    if (!(await store.undoMerge(tx, mergeId, reason))) throw new Fault("not_found", faultWords.noMerge);
    return { leftovers: await store.listLeftovers(tx, mergeId) };
  }),
  look: handle(async (tx, { mergeId, kind }) => {
    if (!(await store.markLooked(tx, mergeId, kind))) throw new Fault("not_found", faultWords.noLeftover);
    return { looked: true as const };
  }),
};
