import { addDays } from "#kernel/dates.ts";
import type { Transaction } from "#database/actor.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import * as store from "./employment.store.ts";
import { faultWords } from "./faults.words.ts";
import { requireStaff } from "./record.handlers.ts";

/** Gives somebody who works here a last day, yesterday at the earliest: that shuts the door at once. */
export async function endEmployment(tx: Transaction, { staffId, lastDay, reason }: { staffId: string; lastDay: string; reason: string }) {
  await store.lockEmployment(tx);
  const found = await requireStaff(tx, staffId);
  if (lastDay < addDays(tx.today, -1)) throw fieldFault("lastDay", faultWords.endTooEarly);
  if ((await store.findStandingEnd(tx, staffId)) !== null) throw new Fault("refused", faultWords.endsAlready);
  if (found.roles.includes("administrator") && !(await store.hasOtherAdministrator(tx, staffId))) throw new Fault("refused", faultWords.lastAdministrator);
  return { endId: await store.endEmployment(tx, { staffId, was: found.lastDay, lastDay, reason }) };
}

/** Takes a last day back before it is over. */
export async function takeBackEnd(tx: Transaction, { staffId }: { staffId: string }) {
  await store.lockEmployment(tx);
  await requireStaff(tx, staffId);
  // It gives back roles, which nobody gives to themself.
  if (tx.actor.kind === "staff" && tx.actor.staffId === staffId && (await store.hasOtherGiver(tx, staffId))) throw new Fault("refused", faultWords.notOwnEnd);
  const end = await store.findStandingEnd(tx, staffId);
  if (!end) throw new Fault("not_found", faultWords.noEnd);
  await store.takeBackEnd(tx, staffId, end);
  return { takenBack: true as const };
}
