import { Fault } from "#kernel/faults.ts";
import { newId, type Transaction } from "#database/actor.ts";
import { noteCase } from "#server/audit.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { promiseNow } from "#features/correspondence/thread.handlers.ts";
import { insertMessage } from "#features/correspondence/store.ts";
import { faultWords } from "./faults.words.ts";
import type { reach } from "./reach.contract.ts";
import { maskWay } from "./reach.rules.ts";
import * as store from "./reach.store.ts";
import { sayWay, unsafeTold } from "./reach.words.ts";
import { languageOfPerson } from "./store.ts";

const personOf = ({ actor }: Transaction): string => (actor.kind === "caregiver" ? actor.personId : "");

/** Nothing leaves by that way from this transaction on, and the team of every child reads so where it reads what the adult writes. */
async function unsafe(tx: Transaction, { contactWayId }: { contactWayId: string }, { language }: Pick<Call, "language">) {
  const found = await store.markUnsafe(tx, contactWayId);
  if (!found) throw new Fault("not_found", faultWords.noWay);
  const personId = personOf(tx);
  const promisedBy = await promiseNow(tx);
  const cases = await store.listOwnCases(tx, personId);
  const words = unsafeTold(sayWay(found.way, maskWay(found.way, found.value))[language])[language];
  for (const { caseId } of cases) {
    noteCase(tx, caseId);
    await insertMessage(tx, { caseId, personId, writtenBy: null, words, promisedBy, sentKey: newId(tx) });
  }
  return { told: cases.length };
}

export const reachHandlers: Handlers<typeof reach> = {
  ways: handle(async (tx) => ({ ways: (await store.listOwnWays(tx)).map(({ value, ...one }) => ({ ...one, masked: maskWay(one.way, value) })), letters: await languageOfPerson(tx, personOf(tx)) })),
  unsafe: handle(unsafe),
  texts: handle(async (tx, { texts }) => ({ changed: texts === "stop" ? await store.stopOwnTexts(tx) : await store.allowOwnTexts(tx) })),
  letters: handle(async (tx, { language }) => {
    await store.setLetters(tx, language);
    return { set: true as const };
  }),
};
