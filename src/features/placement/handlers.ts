import { Fault } from "#kernel/faults.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { requireCase } from "#features/people/handlers.ts";
import { change, foresee, takeBack } from "./changing.handlers.ts";
import type { placement } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { list } from "./reading.handlers.ts";
import * as store from "./store.ts";

export const placementHandlers: Handlers<typeof placement> = {
  list: handle(list),
  foresee: handle(foresee),
  change: handle(change),
  takeBack: handle(takeBack),
  finishReview: handle(async (tx, { caseId, ...review }) => {
    await requireCase(tx, caseId);
    if (!(await store.finishReview(tx, { caseId, ...review }))) throw new Fault("not_found", faultWords.noReview);
    return { finished: true as const };
  }),
};
