import type PgBoss from "pg-boss";
import { type Actor, asActor, type Transaction } from "#database/actor.ts";
import { dateInZone, type Instant } from "#kernel/dates.ts";
import { listAgencies, insertMessage } from "#features/messages/store.ts";
import { appendAudit } from "#server/audit.ts";
import type { Services } from "#server/procedure.ts";
import type { Enqueue, JobPayload } from "#server/queue.ts";
import { chainOf, decideStep, type InChain } from "./escalation.rules.ts";
import * as store from "./oncall.store.ts";
import { raiseReview } from "./store.ts";

const QUEUE = "escalate-alert";

/** Raises a review, and has the queue look whether somebody must be called for it; once however often an answer asks. */
export async function raiseAlert(tx: Transaction, enqueue: Enqueue, one: Parameters<typeof raiseReview>[1]): Promise<void> {
  const reviewId = await raiseReview(tx, one);
  if (reviewId !== null) await enqueue(tx, QUEUE, { agencyId: tx.actor.agencyId, id: reviewId });
}

/** Tells one person: a row, a cover where they are on call, a message that says nothing, and a row of the trail. */
async function tell(tx: Transaction, enqueue: Enqueue, alert: store.OpenAlert, place: number, next: InChain): Promise<void> {
  await store.insertStep(tx, alert, { place, ...next });
  const turn = next.standsAs === "on_call" ? await store.findOnCall(tx) : null;
  if (turn !== null) await store.coverCase(tx, alert.caseId, next.staffId, dateInZone(turn.endsAt, tx.actor.timeZone));
  const messageId = await insertMessage(tx, { caseId: null, personId: null, staffId: next.staffId, kind: "attention", linkId: alert.alertId, language: await store.findStaffLanguage(tx, next.staffId) });
  await enqueue(tx, "send-message", { agencyId: tx.actor.agencyId, id: messageId });
  await appendAudit(tx, { action: "job", procedure: "safety.escalate", outcome: "told", requestId: QUEUE, subjectId: alert.alertId, details: { staffId: next.staffId, standsAs: next.standsAs, place } });
}

/** Does what an alert asks for now; answers the moment at which to look again, null where nothing is left to do. */
export async function escalate({ database, clock, enqueue }: Pick<Services, "database" | "clock" | "enqueue">, payload: JobPayload): Promise<Instant | null> {
  const agency = (await listAgencies(database)).find((one) => one.agencyId === payload.agencyId);
  if (!agency) return null;
  const actor: Actor = { kind: "system", job: QUEUE, ...agency };
  return asActor(database, clock, actor, async (tx) => {
    const alert = await store.lockAlert(tx, payload.id);
    if (!alert) return null;
    const settings = await store.findSettings(tx);
    const chain = chainOf({ onCall: (await store.findOnCall(tx))?.staffId ?? null, ...(await store.listChain(tx, alert.caseId)) });
    const decide = async (told: Awaited<ReturnType<typeof store.listTold>>) => decideStep({ now: tx.now, timeZone: agency.timeZone, settings, isOver: alert.reviewedAt !== null || alert.acknowledgedAt !== null, told, chain });
    const told = await store.listTold(tx, alert.alertId);
    const step = await decide(told);
    if (step.do !== "tell") return step.do === "wait" ? step.until : null;
    await tell(tx, enqueue, alert, told.length + 1, { staffId: step.staffId, standsAs: step.standsAs });
    const after = await decide(await store.listTold(tx, alert.alertId));
    return after.do === "wait" ? after.until : null;
  });
}

/**
 * Works the queue `escalate-alert` off. What is open at the start is put in again, so that nothing is lost with a worker
 * that ended; an alert that is there twice tells nobody twice, since each look takes its row first.
 */
export async function startEscalationWorker(boss: PgBoss, services: Services): Promise<void> {
  await boss.work<JobPayload>(QUEUE, { pollingIntervalSeconds: 2 }, async ([job]) => {
    const again = await escalate(services, job!.data);
    if (again !== null) await boss.send(QUEUE, job!.data, { startAfter: again });
  });
  for (const agency of await listAgencies(services.database)) {
    const open = await asActor(services.database, services.clock, { kind: "system", job: QUEUE, ...agency }, store.listUnreviewed);
    for (const { reviewId } of open) await boss.send(QUEUE, { agencyId: agency.agencyId, id: reviewId });
  }
}
