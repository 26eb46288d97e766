import type { Transaction } from "#database/actor.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import { requireCase } from "#features/people/handlers.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { faultWords } from "./faults.words.ts";
import type { Limit, limitsContract } from "./limits.contract.ts";
import * as store from "./limits.store.ts";
import { staffOf } from "./plans.handlers.ts";
import { findSupervisor } from "#features/workforce/store.ts";
import { noteCase } from "#server/audit.ts";

async function list(tx: Transaction, { caseId }: { caseId: string }): Promise<{ today: string; limits: Limit[] }> {
  await requireCase(tx, caseId);
  const actor = tx.actor.kind === "staff" ? tx.actor : null;
  const watches = actor?.roles.includes("privacy_officer") === true;
  const limits = (await store.listLimits(tx, caseId)).map(({ caseId: _case, grounds, ...one }): Limit => {
    const tag = grounds?.disclosure;
    const reviews = grounds?.reviewedAt === null && (watches || tag?.counterpartStaffId === actor?.staffId) && tag?.ownerStaffId !== actor?.staffId;
    const lifts = one.validTo === null && (watches || tag?.ownerStaffId === actor?.staffId);
    return { ...one, disclosure: tagOf("service", caseId), grounds: grounds && { ...grounds, may: [...(reviews ? (["review"] as const) : []), ...(lifts ? (["lift"] as const) : [])] } };
  });
  return { today: tx.today, limits };
}

/** Decides that somebody is not treated as a personal representative. It holds at once; whoever supervises the writer reviews it. */
export async function decideLimit(tx: Transaction, { caseId, personId, reason }: { caseId: string; personId: string; reason: string }) {
  const staffId = staffOf(tx);
  await requireCase(tx, caseId);
  if (!(await store.isAdultOf(tx, caseId, personId))) throw fieldFault("personId", faultWords.notAround);
  if (await store.stands(tx, caseId, personId)) throw new Fault("refused", faultWords.limitStands, { fields: [{ path: "personId", message: faultWords.limitStands }] });
  return { limitId: await store.insertLimit(tx, { caseId, personId, staffId, reviewerId: await findSupervisor(tx, staffId), reason }) };
}

/** The review by somebody else than the one who decided. */
export async function reviewLimit(tx: Transaction, { limitId, review }: { limitId: string; review: string }) {
  const found = await store.findGrounds(tx, limitId);
  if (!found || found.ownerStaffId === staffOf(tx)) throw new Fault("not_found", faultWords.noLimit);
  noteCase(tx, found.caseId);
  if (!(await store.reviewLimit(tx, limitId, staffOf(tx), review))) throw new Fault("changed_meanwhile", faultWords.writtenAlready);
  return { reviewed: true as const };
}

export async function liftLimit(tx: Transaction, { limitId, reason }: { limitId: string; reason: string }) {
  const found = await store.findGrounds(tx, limitId);
  if (!found) throw new Fault("not_found", faultWords.noLimit);
  noteCase(tx, found.caseId);
  if (!(await store.liftLimit(tx, limitId, staffOf(tx), reason))) throw new Fault("changed_meanwhile", faultWords.writtenAlready);
  return { lifted: true as const };
}

export const limitsHandlers: Handlers<typeof limitsContract> = { list: handle(list), decide: handle(decideLimit), review: handle(reviewLimit), lift: handle(liftLimit) };
