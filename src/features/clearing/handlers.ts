import { Fault } from "#kernel/faults.ts";
import { afterCommit } from "#server/afterCommit.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { markSent } from "#features/claims/batches.handlers.ts";
import { answerNext } from "./answering.handlers.ts";
import type { clearing } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { handOutNow } from "./looking.handlers.ts";
import * as store from "./store.ts";

export const clearingHandlers: Handlers<typeof clearing> = {
  status: handle(async (tx, _input, { services }) => {
    const hasMock = services.demo !== "0";
    const files = await store.listFiles(tx);
    return {
      folder: services.settings.clearingFolder === null ? "off" : "on",
      mock: hasMock ? "on" : "off",
      look: await store.findLook(tx),
      refused: await store.listRefused(tx),
      files: files.map(({ stage, ...one }) => ({ ...one, answers: hasMock && one.sentAt !== null ? stage : null })),
    };
  }),
  handOn: handle(async (tx, { batchId }, { services }) => {
    const file = await store.holdFile(tx, batchId);
    if (file === null) throw new Fault("not_found", faultWords.noFile);
    if (services.settings.clearingFolder === null) throw new Fault("refused", faultWords.noFolder);
    if (file.sentAt !== null) throw new Fault("changed_meanwhile", faultWords.sentBefore);
    const { claims } = await markSent(tx, batchId, "folder");
    await store.askToHand(tx, batchId);
    const { agencyId, timeZone } = tx.actor;
    afterCommit(tx, () => handOutNow(services, { agencyId, timeZone }));
    return { claims };
  }),
  letAnswer: handle(async (tx, { batchId }, call) => {
    const { stage, taken } = await answerNext(tx, call, batchId);
    return { stage, posted: taken.summary.posted, accepted: taken.summary.accepted, rejected: taken.summary.rejected };
  }),
};
