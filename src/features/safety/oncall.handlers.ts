import type { Transaction } from "#database/actor.ts";
import { instantFromWall } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { closingTime, findingsOf } from "./escalation.rules.ts";
import { faultWords } from "./faults.words.ts";
import type { alertsContract, onCallContract, SafetySettings } from "./oncall.contract.ts";
import * as store from "./oncall.store.ts";
import { staffOf } from "./plans.handlers.ts";
import { holdsRole } from "./reports.store.ts";

async function get(tx: Transaction, _input: unknown, call: Call) {
  const settings = await store.findSettings(tx);
  const turns = await store.listTurns(tx);
  const runs = tx.actor.kind === "staff" && tx.actor.roles.includes("administrator");
  return {
    settings,
    turns,
    now: await store.findOnCall(tx),
    isOpen: closingTime(settings, tx.now, tx.actor.timeZone) !== null,
    findings: runs ? findingsOf(settings, turns, tx.now, tx.actor.timeZone, call.language) : [],
    staff: runs ? await store.listClinicians(tx) : [],
  };
}

export async function setHours(tx: Transaction, settings: SafetySettings) {
  await store.insertSettings(tx, settings);
  return { set: true as const };
}

export async function addTurn(tx: Transaction, one: { staffId: string; startsAt: string; endsAt: string; phone: string }) {
  if (!(await store.worksHere(tx, one.staffId))) throw new Fault("not_found", faultWords.notStaff);
  if (!(await holdsRole(tx, one.staffId, "clinician"))) throw fieldFault("staffId", faultWords.notClinician);
  const [startsAt, endsAt] = [instantFromWall(one.startsAt, tx.actor.timeZone, "startsAt"), instantFromWall(one.endsAt, tx.actor.timeZone, "endsAt")];
  if (endsAt <= startsAt) throw fieldFault("endsAt", faultWords.endBeforeBeginning);
  await store.lockRoster(tx);
  if (await store.overlapsTurn(tx, startsAt, endsAt)) throw new Fault("refused", faultWords.twoOnCall, { fields: [{ path: "startsAt", message: faultWords.twoOnCall }] });
  return { turnId: await store.insertTurn(tx, { ...one, startsAt, endsAt }) };
}

async function withdrawTurn(tx: Transaction, { turnId }: { turnId: string }) {
  if (!(await store.withdrawTurn(tx, turnId))) throw new Fault("not_found", faultWords.noTurn);
  return { withdrawn: true as const };
}

export const onCallHandlers: Handlers<typeof onCallContract> = { get: handle(get), set: handle(setHours), addTurn: handle(addTurn), withdrawTurn: handle(withdrawTurn) };

/** What waits for somebody, and whether their own role opens it. */
async function listOwn(tx: Transaction) {
  const actor = tx.actor.kind === "staff" ? tx.actor : null;
  const opens = actor?.roles.some((role) => ["clinician", "trainee", "supervisor"].includes(role)) === true ? ("here" as const) : ("elsewhere" as const);
  const found = await store.listOwnAlerts(tx, staffOf(tx));
  return { alerts: found.map(({ caseId: _case, ...one }) => ({ ...one, opens })) };
}

/** Takes an alert on: nobody further is told. Who is slower learns who has it. */
export async function acknowledge(tx: Transaction, { alertId }: { alertId: string }) {
  const found = await store.findAlert(tx, alertId);
  if (!found) throw new Fault("not_found", faultWords.noAlert);
  if (found.acknowledgedAt !== null) return { acknowledgedAt: found.acknowledgedAt };
  const taken = await store.takeAlert(tx, alertId, staffOf(tx));
  const now = taken ?? (await store.findAlert(tx, alertId));
  if (!now?.acknowledgedAt) throw new Fault("not_found", faultWords.noAlert);
  return { acknowledgedAt: now.acknowledgedAt };
}

export const alertsHandlers: Handlers<typeof alertsContract> = { list: handle(listOwn), acknowledge: handle(acknowledge) };
