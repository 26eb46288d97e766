import type { CivilDate } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { staffOf } from "#features/course/reading.handlers.ts";
import { faultWords } from "./faults.words.ts";
import { type RatingAnswers, type RatingKind, ratingQuestions, type ratingsContract, type RatingSlot } from "./ratings.contract.ts";
import { slotsOf } from "./ratings.rules.ts";
import * as store from "./ratings.store.ts";
import { rulesOf } from "./settings.handlers.ts";

/** The actor's own ratings of those who supervise her today: what is due and what is done. */
export async function listOwnSlots(tx: Transaction): Promise<RatingSlot[]> {
  const { staffId } = staffOf(tx);
  return slotsOf(await store.listPairs(tx, staffId), await store.listDone(tx), await rulesOf(tx), tx.today);
}

async function list(tx: Transaction) {
  const { staffId, roles } = staffOf(tx);
  const runs = roles.includes("administrator");
  const slots = runs ? slotsOf(await store.listPairs(tx, null), await store.listDone(tx), await rulesOf(tx), tx.today) : await listOwnSlots(tx);
  const given = await store.listGiven(tx);
  return { today: tx.today, slots, given: given.filter((one) => one.superviseeId === staffId), shown: given.filter((one) => one.supervisorId === staffId && one.shownAt !== null) };
}

type Given = { supervisorId: string; kind: RatingKind; dueOn: CivilDate; answers: RatingAnswers; words: string; shows: boolean };
/** Rates a supervisor for the period that is due. */
export async function give(tx: Transaction, input: Given): Promise<{ ratingId: string }> {
  const own = (await listOwnSlots(tx)).filter((one) => one.supervisorId === input.supervisorId);
  if (own.length === 0) throw new Fault("not_found", faultWords.notYourSupervisor);
  const slot = own.find((one) => one.kind === input.kind && one.dueOn === input.dueOn);
  if (slot === undefined || slot.state === "coming") throw new Fault("refused", faultWords.notDue);
  const asked: readonly string[] = ratingQuestions[input.kind];
  if (Object.keys(input.answers).some((question) => !asked.includes(question))) throw fieldFault("answers", faultWords.foreignQuestion);
  if (Object.keys(input.answers).length === 0) throw fieldFault("answers", faultWords.noAnswer);
  const ratingId = await store.insertRating(tx, { ...input, words: input.words.trim() });
  if (ratingId === null) throw new Fault("changed_meanwhile", faultWords.ratedAlready);
  if (input.shows) await store.showRating(tx, ratingId);
  return { ratingId };
}

async function show(tx: Transaction, { ratingId }: { ratingId: string }) {
  if (!(await store.showRating(tx, ratingId))) throw new Fault("not_found", faultWords.noRating);
  return { shown: true as const };
}

export const ratingsHandlers: Handlers<typeof ratingsContract> = { list: handle(list), give: handle(give), show: handle(show) };
