import type { Transaction } from "#database/actor.ts";
import { Fault } from "#kernel/faults.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { alertsHandlers, onCallHandlers } from "./oncall.handlers.ts";
import { limitsHandlers } from "./limits.handlers.ts";
import { closeAlert } from "./oncall.store.ts";
import { plansHandlers } from "./plans.handlers.ts";
import { incidentsHandlers, reportsHandlers } from "./reports.handlers.ts";
import type { safetyContract, SafetyNote, SafetyReviewWithNote } from "./contract.ts";
import * as store from "./store.ts";
import { faultWords } from "./faults.words.ts";
import { noteCase } from "#server/audit.ts";

async function requireReview(tx: Transaction, reviewId: string): Promise<SafetyReviewWithNote> {
  const found = await store.findReview(tx, reviewId);
  if (!found) throw new Fault("not_found", faultWords.noReview);
  noteCase(tx, found.caseId);
  return found;
}

/** Writes the risk note. What was written once stays; a later thought is a block in the adult's record. */
async function review(tx: Transaction, { reviewId, ...note }: SafetyNote & { reviewId: string }): Promise<SafetyReviewWithNote> {
  if (tx.actor.kind !== "staff") throw new Fault("not_allowed", faultWords.staffOnly);
  await requireReview(tx, reviewId);
  if (!(await store.closeReview(tx, reviewId, tx.actor.staffId, note))) throw new Fault("changed_meanwhile", faultWords.writtenAlready);
  await closeAlert(tx, reviewId);
  return requireReview(tx, reviewId);
}

export const safetyHandlers: Handlers<typeof safetyContract> = {
  list: handle((tx, { after }) => store.listOpenReviews(tx, after)),
  get: handle((tx, { reviewId }) => requireReview(tx, reviewId)),
  review: handle(review),
  plans: plansHandlers,
  reports: reportsHandlers,
  incidents: incidentsHandlers,
  onCall: onCallHandlers,
  alerts: alertsHandlers,
  limits: limitsHandlers,
};
