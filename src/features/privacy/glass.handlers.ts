import type { Transaction } from "#database/actor.ts";
import { addMinutes } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import { momentKey, readMomentKey } from "#kernel/paging.ts";
import { insertMessage } from "#features/messages/store.ts";
import { requireCase } from "#features/people/handlers.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { faultWords } from "./faults.words.ts";
import type { Glass, glassContract, ReadingGroup, Verdict } from "./glass.contract.ts";
import * as store from "./glass.store.ts";

async function requireGlass(tx: Transaction, glassId: string): Promise<Glass> {
  const found = await store.findGlass(tx, glassId);
  if (!found) throw new Fault("not_found", faultWords.noGlass);
  return found;
}

/** Times that one person opens the same record within 24 hours; the database holds it too. */
const MOST_A_DAY = 3;

/** Opens a record in an emergency, and tells everybody who watches that something waits, without a name. Where nobody is there who could review it, nothing is opened. */
export async function openGlass(tx: Transaction, { caseId, reason, minutes }: { caseId: string; reason: string; minutes: number }, call: { services: Pick<Call["services"], "enqueue"> }) {
  await requireCase(tx, caseId);
  await store.takeTurn(tx, `${caseId} glass`);
  if (await store.hasOpen(tx, caseId)) throw new Fault("refused", faultWords.openAlready);
  if ((await store.countLately(tx, caseId)) >= MOST_A_DAY) throw new Fault("refused", faultWords.openedOften);
  const watchers = await store.listWatchers(tx);
  if (watchers.length === 0) throw new Fault("refused", faultWords.nobodyWatches);
  const endsAt = addMinutes(tx.now, minutes);
  const glassId = await store.insertGlass(tx, { caseId, reason: reason.trim(), endsAt });
  for (const { staffId, language } of watchers) {
    const messageId = await insertMessage(tx, { caseId: null, personId: null, staffId, kind: "attention", linkId: glassId, language });
    await call.services.enqueue(tx, "send-message", { agencyId: tx.actor.agencyId, id: messageId });
  }
  return { glassId, endsAt };
}

/** Ends an emergency access at once. */
export async function endGlass(tx: Transaction, { glassId }: { glassId: string }) {
  const { caseId } = await requireGlass(tx, glassId);
  if (!(await store.endGlass(tx, glassId))) throw new Fault("changed_meanwhile", faultWords.over);
  return { ended: true as const, caseId };
}

/** An access that the actor watches over, so not the own. */
async function requireWatched(tx: Transaction, glassId: string): Promise<Glass> {
  const found = await requireGlass(tx, glassId);
  if (found.isOwn) throw new Fault("refused", faultWords.ownGlass);
  if (!found.watches) throw new Fault("not_found", faultWords.noGlass);
  return found;
}

/** What somebody who watches found; of what is over, of others, of all that was done, and once for good. */
export async function reviewGlass(tx: Transaction, { glassId, acts, verdict, words }: { glassId: string; acts: number; verdict: Verdict; words: string }) {
  await store.takeTurn(tx, glassId);
  const found = await requireWatched(tx, glassId);
  if (found.isReviewed) throw new Fault("changed_meanwhile", faultWords.reviewed);
  if (found.state === "open") throw new Fault("refused", faultWords.stillOpen);
  if (acts !== countActs(await store.listGroups(tx, glassId))) throw new Fault("changed_meanwhile", faultWords.otherActs);
  await store.insertReview(tx, { glassId, caseId: found.caseId, acts, verdict, words: words.trim() });
  return { reviewed: true as const, caseId: found.caseId };
}

const countActs = (groups: readonly ReadingGroup[]) => groups.reduce((sum, one) => sum + one.count, 0);

async function readings(tx: Transaction, { glassId }: { glassId: string }) {
  const { caseId } = await requireWatched(tx, glassId);
  const groups = await store.listGroups(tx, glassId);
  return { caseId, acts: countActs(groups), groups };
}

export const glassHandlers: Handlers<typeof glassContract> = {
  list: handle(async (tx, { after }) => {
    const { glasses, next } = await store.listGlasses(tx, readMomentKey(after));
    return { now: tx.now, glasses, next: next === null ? null : momentKey(next.openedAt, next.glassId) };
  }),
  open: handle(openGlass),
  end: handle(endGlass),
  readings: handle(readings),
  acts: handle(async (tx, { glassId, of, after }) => {
    const { caseId } = await requireWatched(tx, glassId);
    const { acts, next } = await store.listActs(tx, glassId, of, readMomentKey(after));
    return { caseId, acts: acts.map(({ at, outcome }) => ({ at, outcome })), next: next === null ? null : momentKey(next.at, next.id) };
  }),
  review: handle(reviewGlass),
};
