import { addMinutes } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { noteCase } from "#server/audit.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import type { HomeVisit, visiting, VisitRule } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { judgeVisit, shippedVisitRule } from "./rules.ts";
import * as store from "./store.ts";

/** Visits that began so long ago are looked at, and so far ahead, in minutes. */
const BACK = 36 * 60;
const AHEAD = 18 * 60;

const ruleOf = async (tx: Transaction): Promise<VisitRule> => (await store.findRule(tx)) ?? shippedVisitRule;
const self = (tx: Transaction): string | null => (tx.actor.kind === "staff" ? tx.actor.staffId : null);
const has = (tx: Transaction, ...roles: string[]) => tx.actor.kind === "staff" && tx.actor.roles.some((role) => roles.includes(role));

/** A visit as it is shown: how far the way is, and what was written when, stay out of it. */
function viewOf(tx: Transaction, visit: store.VisitRow, rule: VisitRule): HomeVisit {
  const { travelMinutes: _way, signAt: _sign, words, steps: _steps, ...shown } = visit;
  return { ...shown, ...judgeVisit(visit, rule, tx.now), note: words.findLast((one) => one.word === "settled")?.note ?? "", isOwn: visit.clinicianId === self(tx) };
}

async function list(tx: Transaction) {
  const rule = await ruleOf(tx);
  const everybody = has(tx, "supervisor", "front_desk", "administrator");
  const found = await store.listVisits(tx, addMinutes(tx.now, -BACK), addMinutes(tx.now, AHEAD), everybody ? null : self(tx));
  const visits = found.map((one) => viewOf(tx, one, rule));
  // Of yesterday only what still asks is shown. Where nobody watches nothing asks; one's own of today stands there all the same, to be said.
  const dayStart = addMinutes(tx.now, -AHEAD);
  return { now: tx.now, rule, mayEdit: has(tx, "administrator"), visits: visits.filter((one) => (one.state === "late" ? rule.isOn || (one.isOwn && one.startsAt >= dayStart) : one.startsAt >= dayStart)) };
}

async function requireVisit(tx: Transaction, sessionId: string): Promise<store.VisitRow> {
  const found = await store.findVisit(tx, sessionId);
  if (!found) throw new Fault("not_found", faultWords.noVisit);
  noteCase(tx, found.caseId);
  return found;
}

async function say(tx: Transaction, { sessionId, word, minutes }: { sessionId: string; word: "in" | "out" | "longer"; minutes: number | null }) {
  const visit = await requireVisit(tx, sessionId);
  if (visit.clinicianId !== self(tx)) throw new Fault("not_allowed", faultWords.notYours);
  if (word === "longer" && minutes === null) throw fieldFault("minutes", faultWords.howLong);
  const from = Date.parse(visit.endsAt) > Date.parse(tx.now) ? visit.endsAt : tx.now;
  await store.insertWord(tx, { sessionId, caseId: visit.caseId, staffId: visit.clinicianId, word, untilAt: word === "longer" ? addMinutes(from, minutes!) : null, note: "" });
  const now = await requireVisit(tx, sessionId);
  return viewOf(tx, now, await ruleOf(tx));
}

/** Says what was found out about a visit from which no word came. */
export async function settle(tx: Transaction, { sessionId, note }: { sessionId: string; note: string }) {
  const visit = await requireVisit(tx, sessionId);
  const rule = await ruleOf(tx);
  if (judgeVisit(visit, rule, tx.now).state !== "late") throw new Fault("refused", faultWords.notLate);
  await store.insertWord(tx, { sessionId, caseId: visit.caseId, staffId: visit.clinicianId, word: "settled", untilAt: null, note });
  const now = await requireVisit(tx, sessionId);
  return viewOf(tx, now, rule);
}

export type OwedVisit = { kind: "visit_late"; id: string; caseId: string; sessionId: string; who: string; since: string; dueAt: string; about: string };
/** Visits at home from which no word came, one's own or those that one waits for; nothing where the agency does not watch. */
export async function listOwedVisits(tx: Transaction): Promise<OwedVisit[]> {
  const rule = await ruleOf(tx);
  if (!rule.isOn) return [];
  const { visits } = await list(tx);
  return visits.filter((one) => one.state === "late").map((one) => ({ kind: "visit_late", id: one.sessionId, caseId: one.caseId, sessionId: one.sessionId, who: one.isOwn ? one.childName : one.clinicianName, since: one.dueAt, dueAt: one.dueAt, about: one.isOwn ? "own" : "other" }));
}

export const visitingHandlers: Handlers<typeof visiting> = {
  list: handle(list),
  say: handle(say),
  settle: handle(settle),
  setRule: handle(async (tx, rule) => {
    await store.insertRule(tx, rule);
    return { kept: true as const };
  }),
};
