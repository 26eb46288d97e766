import { handle, type Handlers } from "#server/procedure.ts";
import type { investmentContract } from "./contract.ts";
import { loadPublished } from "./policies.ts";
import * as store from "./store.ts";

export const investmentHandlers: Handlers<typeof investmentContract> = {
  get: handle(async (tx) => ({ published: loadPublished(), versions: await store.listVersions(tx) })),
  keep: handle(async (tx, inputs) => {
    await store.insertVersion(tx, inputs);
    return { kept: true as const };
  }),
};
