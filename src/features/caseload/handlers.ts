import { addDays, type CivilDate } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { listStaff, type StaffRow } from "#features/workforce/store.ts";
import { requireStaff } from "#features/workforce/record.handlers.ts";
import { boardOf } from "./board.handlers.ts";
import type { caseload, CaseloadContent, Terms } from "./contract.ts";
import { shippedRule } from "./default.rules.ts";
import { faultWords } from "./faults.words.ts";
import { whoCanTake } from "./next.handlers.ts";
import { ruleOn } from "./rules.ts";
import * as store from "./store.ts";

const has = (tx: Transaction, ...roles: string[]) => tx.actor.kind === "staff" && tx.actor.roles.some((role) => roles.includes(role));
const shipped = { number: 0, content: shippedRule, validFrom: null, note: "", madeBy: null, madeAt: null };

async function rule(tx: Transaction) {
  const all = [...(await store.listRules(tx)), shipped];
  const current = ruleOn(all, tx.today)!;
  return { today: tx.today, current, others: all.filter((one) => one !== current), mayEdit: has(tx, "administrator") };
}

/** Keeps another version of the rule after the one that the writer saw. */
export async function saveRule(tx: Transaction, { after, content, validFrom, note }: { after: number; content: CaseloadContent; validFrom: CivilDate; note: string }): Promise<{ number: number }> {
  if (validFrom < tx.today) throw fieldFault("validFrom", faultWords.fromToday(tx.today));
  const newest = (await store.listRules(tx))[0]?.number ?? 0;
  if (newest !== after || !(await store.insertRule(tx, { number: after + 1, content, validFrom, note }))) throw new Fault("changed_meanwhile", faultWords.changed);
  return { number: after + 1 };
}

/** Somebody who works here and whose load the actor may see, herself or supervised today. Throws `not_found`. */
async function requireSeen(tx: Transaction, staffId: string): Promise<StaffRow> {
  if (!(await store.maySeeLoad(tx, staffId))) throw new Fault("not_found", faultWords.notYours);
  return requireStaff(tx, staffId);
}

/** The same, or anybody for whoever runs the programme: for what is agreed, never for what is carried. */
const requireAgreed = (tx: Transaction, staffId: string) => (has(tx, "administrator") ? requireStaff(tx, staffId) : requireSeen(tx, staffId));

async function mine(tx: Transaction) {
  const staffId = tx.actor.kind === "staff" ? tx.actor.staffId : "";
  return { board: await boardOf(tx, await requireSeen(tx, staffId)), supervised: has(tx, "supervisor") ? await store.listSupervised(tx) : [] };
}

async function terms(tx: Transaction): Promise<{ people: Terms[] }> {
  const own = tx.actor.kind === "staff" ? tx.actor.staffId : null;
  const supervised = has(tx, "supervisor") ? await store.listSupervised(tx) : [];
  const seen = has(tx, "administrator") ? null : new Set([own, ...supervised.map((one) => one.staffId)]);
  const languages = new Map((await store.listLanguages(tx)).map((one) => [one.staffId, one.languages]));
  const limits = new Map((await store.listOwnLimits(tx)).map((one) => [one.staffId, one]));
  const treating = (await listStaff(tx)).filter((one) => one.roles.some((role) => role === "clinician" || role === "trainee") && (seen === null || seen.has(one.staffId)));
  return {
    people: treating.map((one) => {
      const found = limits.get(one.staffId);
      const limit = found === undefined || (found.tenths === null && found.families === null) ? null : { tenths: found.tenths, families: found.families, validFrom: found.validFrom, note: found.note, madeBy: found.madeBy };
      return { staffId: one.staffId, name: one.name, languages: languages.get(one.staffId) ?? [], limit, maySet: has(tx, "administrator") || (has(tx, "supervisor") && one.staffId !== own) };
    }),
  };
}

export async function setLimit(tx: Transaction, input: { staffId: string; tenths: number | null; families: number | null; validFrom: CivilDate; note: string }): Promise<{ kept: true }> {
  await requireAgreed(tx, input.staffId);
  if (!has(tx, "administrator") && tx.actor.kind === "staff" && tx.actor.staffId === input.staffId) throw new Fault("refused", faultWords.ownLimit);
  if (input.validFrom < tx.today) throw fieldFault("validFrom", faultWords.fromToday(tx.today));
  await store.insertLimit(tx, input);
  return { kept: true };
}

export async function setLanguages(tx: Transaction, input: { staffId: string; languages: string[] }): Promise<{ kept: true }> {
  await requireAgreed(tx, input.staffId);
  await store.insertLanguages(tx, { ...input, languages: [...new Set(input.languages)] });
  return { kept: true };
}

export async function sayRoom(tx: Transaction, input: { staffId: string; until: CivilDate | null }): Promise<{ kept: true }> {
  await requireSeen(tx, input.staffId);
  if (input.until !== null && input.until < tx.today) throw fieldFault("until", faultWords.fromToday(tx.today));
  await store.insertRoomAnswer(tx, input);
  return { kept: true };
}

export const caseloadHandlers: Handlers<typeof caseload> = {
  mine: handle(mine),
  person: handle(async (tx, { staffId }) => boardOf(tx, await requireSeen(tx, staffId))),
  next: handle(async (tx, { language, on }, call) => whoCanTake(tx, { language, on: on === null || on < tx.today ? tx.today : on > addDays(tx.today, 366) ? addDays(tx.today, 366) : on }, call)),
  rule: handle(rule),
  saveRule: handle(saveRule),
  terms: handle(terms),
  setLimit: handle(setLimit),
  setLanguages: handle(setLanguages),
  sayRoom: handle(sayRoom),
};
