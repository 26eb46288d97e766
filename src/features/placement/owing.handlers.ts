import type { Transaction } from "#database/actor.ts";
import type { Call } from "#server/procedure.ts";
import * as store from "./store.ts";
import { reviewWords } from "./words.ts";

/** What changes of placement ask the actor to look at again, by their role on the case, worded. */
export async function listOwedReviews(tx: Transaction, call: Pick<Call, "language">) {
  return (await store.listOpenReviews(tx)).map(({ reviewKind, personName, ...one }) => {
    const { title, about } = reviewWords[reviewKind];
    return { ...one, about: `${title[call.language]}${personName === "" ? "" : ` (${personName})`}. ${about[call.language]}` };
  });
}
