import type { Transaction } from "#database/actor.ts";
import type { CivilDate } from "#kernel/dates.ts";
import type { Enqueue } from "#server/queue.ts";
import type { AlertKind, Answers, InstrumentDefinition } from "#features/instruments/contract.ts";
import { raiseAlert } from "#features/safety/jobs.ts";
import { alertsOf, classesOf, scoreToStore } from "./flow.rules.ts";
import * as store from "./store.ts";

/** The row that keeps the answers of a request: the adult's own, or of the relationship of the adult who gave them or was seen. */
export const answerRowOf = (request: store.RequestRow): store.AnswerRow => ({ requestId: request.requestId, caseId: request.caseId, class: classesOf[request.about].answers, ownerPersonId: request.respondentId ?? request.aboutId });

/** Raises what answers ask for and did not ask for before; the adult's record has the review, sent or not. */
export async function raiseFresh(tx: Transaction, enqueue: Enqueue, request: store.RequestRow, kinds: readonly AlertKind[], raised: readonly AlertKind[]): Promise<void> {
  const fresh = kinds.filter((kind) => !raised.includes(kind));
  for (const kind of fresh) await raiseAlert(tx, enqueue, { caseId: request.caseId, personId: request.respondentId ?? request.aboutId, requestId: request.requestId, kind });
  if (fresh.length > 0) await store.markRaised(tx, request.requestId, [...raised, ...fresh]);
}

/**
 * Keeps one answer at once, or with null that the question was passed over. Where the answers so far raise an alert, the
 * review and its pointer are raised in the same transaction. `over` where the form was sent already.
 */
export async function keepOneAnswer(tx: Transaction, enqueue: Enqueue, request: store.RequestRow, definition: InstrumentDefinition, item: string, answer: number | number[] | null): Promise<"kept" | "over"> {
  const kept = await store.keepAnswer(tx, answerRowOf(request), item, answer);
  if (!kept) return "over";
  await store.markStarted(tx, request.requestId);
  await raiseFresh(tx, enqueue, request, alertsOf(definition, kept.answers), kept.raised);
  return "kept";
}

/** What was answered all at once, where nothing was kept one by one. */
export type Entered = { answers: Answers } & store.Beside;

/**
 * The one end of every way of answering: the answers are checked and scored by the definition's version, alerts raised,
 * answers and score stored, and the request is done. Throws `malformed` that names each refused item; then nothing is
 * written. `language` is that of the words that were shown; `answeredOn` the civil day on which they were answered.
 */
export async function recordAnswers(tx: Transaction, enqueue: Enqueue, request: store.RequestRow, definition: InstrumentDefinition, one: { entered: Entered | null; language: string; answeredOn: CivilDate }): Promise<void> {
  const row = answerRowOf(request);
  if (one.entered !== null) await store.putAnswers(tx, row, one.entered.answers, one.entered);
  const kept = (await store.findKept(tx, request.requestId)) ?? { answers: {}, raised: [] };
  const result = scoreToStore(definition, kept.answers);
  await raiseFresh(tx, enqueue, request, alertsOf(definition, kept.answers), kept.raised);
  await store.closeAnswers(tx, row);
  await store.insertScore(tx, request, { class: classesOf[request.about].score, ownerPersonId: request.aboutId, language: one.language, answeredOn: one.answeredOn, result });
}
