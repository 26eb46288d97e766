import { addDays, requireOrder } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { tellOfRoles } from "#features/account/power.handlers.ts";
import type { StaffRole } from "#features/disclosure/contract.ts";
import type { absences, heldRoles } from "./absence.contract.ts";
import * as store from "./absence.store.ts";
import { hasOtherAdministrator, hasOtherGiver, lockEmployment } from "./employment.store.ts";
import { faultWords } from "./faults.words.ts";
import { requireStaff, requireWithinWork } from "./record.handlers.ts";
import { holdsOn } from "./standing.rules.ts";
import { endBelonging, listSupervisions } from "./store.ts";

const treats = (roles: readonly string[]) => roles.some((role) => role === "clinician" || role === "trainee");

/** Whether whoever acts arranges for somebody: who runs the programme for everybody, a supervisor for whom she supervises. */
async function mayArrange(tx: Transaction, staffId: string): Promise<boolean> {
  if (tx.actor.kind !== "staff" || tx.actor.roles.includes("administrator")) return true;
  const { staffId: own } = tx.actor;
  return (await listSupervisions(tx)).some((one) => one.supervisorId === own && one.clinicianId === staffId && holdsOn(one, tx.today));
}

/** Lets a colleague who treats cover for somebody who is away, for those days and those families. */
export async function recordAbsence(tx: Transaction, input: { staffId: string; coveredById: string; validFrom: string; validTo: string }) {
  requireOrder(input.validFrom, input.validTo);
  if (input.validTo < tx.today) throw fieldFault("validTo", faultWords.absenceOver);
  if (input.staffId === input.coveredById) throw fieldFault("coveredById", faultWords.coversOneself);
  const away = await requireStaff(tx, input.staffId);
  const cover = await requireStaff(tx, input.coveredById);
  if (!(await mayArrange(tx, away.staffId))) throw fieldFault("staffId", faultWords.notSupervised);
  if (!treats(cover.roles)) throw fieldFault("coveredById", faultWords.coverTreats);
  for (const one of [away, cover]) requireWithinWork(one, input);
  if (await store.findOverlap(tx, away.staffId, input.validFrom, input.validTo)) throw fieldFault("validFrom", faultWords.awayAlready);
  if (await store.findOverlap(tx, cover.staffId, input.validFrom, input.validTo)) throw fieldFault("coveredById", faultWords.coverAway);
  const caseIds = await store.listCovered(tx, input);
  return { absenceId: await store.insertAbsence(tx, { ...input, caseIds }), families: caseIds.length };
}

async function end(tx: Transaction, { absenceId }: { absenceId: string }) {
  const found = await store.findAbsence(tx, absenceId);
  if (!found || found.endedOn !== null || found.validTo < tx.today) throw new Fault("not_found", faultWords.noAbsence);
  if (!(await mayArrange(tx, found.staffId))) throw new Fault("not_allowed", faultWords.notSupervised);
  await store.endAbsence(tx, found);
  return { ended: true as const };
}

export const absencesHandlers: Handlers<typeof absences> = {
  list: handle(async (tx) => ({ today: tx.today, absences: await store.listAbsences(tx) })),
  record: handle(recordAbsence),
  end: handle(end),
};

/** Throws where whoever acts would give themself a role that another administrator could give. The database refuses it too. */
async function requireOther(tx: Transaction, staffId: string): Promise<void> {
  if (tx.actor.kind === "staff" && tx.actor.staffId === staffId && (await hasOtherGiver(tx, staffId))) throw new Fault("refused", faultWords.notToOneself, { fields: [{ path: "staffId", message: faultWords.notToOneself }] });
}

async function give(tx: Transaction, input: { staffId: string; role: StaffRole; validFrom: string; validTo: string | null }, call: Call) {
  await lockEmployment(tx);
  requireOrder(input.validFrom, input.validTo);
  if (input.validFrom < tx.today) throw fieldFault("validFrom", faultWords.roleTooEarly);
  requireWithinWork(await requireStaff(tx, input.staffId), input);
  if (await store.findSameRole(tx, input)) throw fieldFault("role", faultWords.roleHeld);
  await requireOther(tx, input.staffId);
  const heldRoleId = await store.insertRole(tx, input);
  await tellOfRoles(tx, call, { staffId: input.staffId, roles: [input.role] });
  return { heldRoleId };
}

/** Gives a role its last day, unless it is the last administrator's. */
async function endRole(tx: Transaction, { heldRoleId, validTo, reason }: { heldRoleId: string; validTo: string; reason: string }, call: Call) {
  await lockEmployment(tx);
  const found = await store.findHeldRole(tx, heldRoleId);
  if (!found || (found.validTo !== null && found.validTo < tx.today)) throw new Fault("not_found", faultWords.noRole);
  if (validTo < addDays(tx.today, -1)) throw fieldFault("validTo", faultWords.endTooEarly);
  if (found.role === "administrator" && !(await hasOtherAdministrator(tx, found.staffId))) throw new Fault("refused", faultWords.lastAdministrator);
  // A later day than the one it had gives the role anew.
  const isLonger = found.validTo !== null && validTo > found.validTo;
  if (isLonger) await requireOther(tx, found.staffId);
  await endBelonging(tx, "role", { id: heldRoleId, was: found.validTo, became: validTo, reason });
  if (isLonger) await tellOfRoles(tx, call, { staffId: found.staffId, roles: [found.role] });
  return { ended: true as const };
}

export const heldRolesHandlers: Handlers<typeof heldRoles> = {
  list: handle(async (tx) => ({ roles: await store.listHeldRoles(tx) })),
  give: handle(give),
  end: handle(endRole),
};
