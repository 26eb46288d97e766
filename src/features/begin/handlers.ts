import { handle, type Handlers } from "#server/procedure.ts";
import type { begin } from "./contract.ts";
import { judgeSteps } from "./rules.ts";
import { findProgress } from "./store.ts";

export const beginHandlers: Handlers<typeof begin> = {
  get: handle(async (tx) => {
    const found = (await findProgress(tx))!;
    return { steps: judgeSteps(found), hasBegun: found.hasBegun };
  }),
};
