import { handle, type Handlers } from "#server/procedure.ts";
import type { billing } from "./contract.ts";
import * as store from "./store.ts";

export const billingHandlers: Handlers<typeof billing> = {
  list: handle(async (tx, input) => ({ ...(await store.listServices(tx, input)), ...(await store.countServices(tx)) })),
};
