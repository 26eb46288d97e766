import type { Transaction } from "#database/actor.ts";
import { addMinutes } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import { momentKey, readMomentKey } from "#kernel/paging.ts";
import { insertMessage } from "#features/messages/store.ts";
import { requireCase } from "#features/people/handlers.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { faultWords } from "./faults.words.ts";
import type { Glass, glassContract, Verdict } from "./glass.contract.ts";
import * as store from "./glass.store.ts";

async function requireGlass(tx: Transaction, glassId: string): Promise<Glass> {
  const found = await store.findGlass(tx, glassId);
  if (!found) throw new Fault("not_found", faultWords.noGlass);
  return found;
}

/** Opens a record in an emergency, and tells everybody who answers for privacy that something waits, without a name. */
export async function openGlass(tx: Transaction, { caseId, reason, minutes }: { caseId: string; reason: string; minutes: number }, call: { services: Pick<Call["services"], "enqueue"> }) {
  await requireCase(tx, caseId);
  await store.takeTurn(tx, `${caseId} glass`);
  if (await store.hasOpen(tx, caseId)) throw new Fault("refused", faultWords.openAlready);
  const endsAt = addMinutes(tx.now, minutes);
  const glassId = await store.insertGlass(tx, { caseId, reason: reason.trim(), endsAt });
  for (const { staffId, language } of await store.listOfficers(tx)) {
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

/** What the privacy officer found; of what is over, of others, and once for good. */
export async function reviewGlass(tx: Transaction, { glassId, verdict, words }: { glassId: string; verdict: Verdict; words: string }) {
  await store.takeTurn(tx, glassId);
  const found = await requireGlass(tx, glassId);
  if (found.isOwn) throw new Fault("refused", faultWords.ownGlass);
  if (found.isReviewed) throw new Fault("changed_meanwhile", faultWords.reviewed);
  if (found.state === "open") throw new Fault("refused", faultWords.stillOpen);
  await store.insertReview(tx, { glassId, caseId: found.caseId, verdict, words: words.trim() });
  return { reviewed: true as const, caseId: found.caseId };
}

export const glassHandlers: Handlers<typeof glassContract> = {
  list: handle(async (tx, { after }) => {
    const { glasses, next } = await store.listGlasses(tx, readMomentKey(after));
    return { now: tx.now, glasses, next: next === null ? null : momentKey(next.openedAt, next.glassId) };
  }),
  open: handle(openGlass),
  end: handle(endGlass),
  readings: handle(async (tx, { glassId }) => ({ caseId: (await requireGlass(tx, glassId)).caseId, readings: await store.listReadings(tx, glassId) })),
  review: handle(reviewGlass),
};
