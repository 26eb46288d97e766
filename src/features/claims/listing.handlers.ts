import type { Transaction } from "#database/actor.ts";
import * as store from "./listing.store.ts";

/** What is ready for each payer, with the number under which it is known. */
export const sumReady = (tx: Transaction): ReturnType<typeof store.sumReady> => store.sumReady(tx);
