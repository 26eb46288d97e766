import type { Transaction } from "#database/actor.ts";
import { Fault } from "#kernel/faults.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { requireCase } from "#features/people/handlers.ts";
import { change, foresee, takeBack } from "./changing.handlers.ts";
import type { placement } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { list } from "./reading.handlers.ts";
import * as store from "./store.ts";

/** Says that something was looked at again. Throws `not_found` where it is done already, or is not there. */
export async function finishReview(tx: Transaction, { caseId, ...review }: { caseId: string; reviewId: string; outcome: "done" | "not_needed"; words: string }): Promise<{ finished: true }> {
  await requireCase(tx, caseId);
  if (!(await store.finishReview(tx, { caseId, ...review }))) throw new Fault("not_found", faultWords.noReview);
  return { finished: true };
}

export const placementHandlers: Handlers<typeof placement> = {
  list: handle(list),
  foresee: handle(foresee),
  change: handle(change),
  takeBack: handle(takeBack),
  finishReview: handle(finishReview),
};
