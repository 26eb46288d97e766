import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { noteCase } from "#server/audit.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { findPayer } from "#features/payers/store.ts";
import type { claimChecks, Condition } from "./checks.contract.ts";
import { proposalFor } from "./checks.rules.ts";
import * as store from "./checks.store.ts";
import { listStored } from "./facts.store.ts";
import { faultWords } from "./faults.words.ts";
import { agencyFacts, asClaimsMachine, gather } from "./gathering.handlers.ts";

/** What could be learnt from a claim: its reasons with the values that stood in it. */
async function propose(tx: Transaction, { claimId }: { claimId: string }) {
  const [claim] = await listStored(tx, [claimId]);
  if (claim === undefined) throw new Fault("not_found", faultWords.noClaim);
  const facts = await asClaimsMachine(tx, async (machine) => (await gather(machine, await agencyFacts(machine), [claim])).get(claimId)!);
  const reasons = await store.listReasons(tx, claimId);
  return { caseId: claim.caseId, payerId: claim.payerId, proposed: reasons.flatMap((reasonCode) => {
    const condition = proposalFor(reasonCode, facts);
    return condition === null ? [] : [{ reasonCode, condition }];
  }) };
}

/** Keeps what a denial taught: the claims that are not sent yet are looked at anew. */
export async function addCheck(tx: Transaction, one: { payerId: string | null; reasonCode: string; condition: Condition; words: string; learntFrom: string | null }): Promise<{ checkId: string }> {
  if (one.payerId !== null && (await findPayer(tx, one.payerId)) === null) throw new Fault("not_found", faultWords.noPayer);
  if (one.learntFrom !== null) {
    const [claim] = await listStored(tx, [one.learntFrom]);
    if (claim === undefined) throw new Fault("not_found", faultWords.noClaim);
    noteCase(tx, claim.caseId);
  }
  return { checkId: await store.insertCheck(tx, one) };
}
async function endCheck(tx: Transaction, { checkId, revision, reason }: { checkId: string; revision: number; reason: string }): Promise<{ ended: true }> {
  const found = await store.holdCheck(tx, checkId);
  if (found === null) throw new Fault("not_found", faultWords.noCheck);
  if (found.isEnded || found.revision !== revision) throw new Fault("changed_meanwhile", faultWords.changed);
  await store.endCheck(tx, checkId, reason);
  return { ended: true };
}

export const claimChecksHandlers: Handlers<typeof claimChecks> = { list: handle(async (tx) => ({ checks: await store.listChecks(tx) })), propose: handle(propose), add: handle(addCheck), end: handle(endCheck) };
