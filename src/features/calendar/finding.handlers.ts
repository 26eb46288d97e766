import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import type { DisclosureTag } from "#features/disclosure/contract.ts";
import type { SessionView } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import * as store from "./store.ts";
import { noteCase } from "#server/audit.ts";

/** Throws `not_found` where there is no such session for this actor. */
export async function requireSession(tx: Transaction, sessionId: string): Promise<SessionView> {
  const found = await store.findSession(tx, sessionId);
  if (!found) throw new Fault("not_found", faultWords.noSession);
  noteCase(tx, found.caseId);
  return found;
}

/** What a verdict about a session stands on: the chart of its child. */
export const chartOf = (caseId: string): DisclosureTag => ({ class: "child_chart", caseId, ownerPersonId: null, ownerStaffId: null, counterpartStaffId: null, part2: false });
