import { addMinutes, type Instant } from "#kernel/dates.ts";
import type { VisitRule, VisitState } from "./contract.ts";

/** What ships: nothing is watched until the agency says so. The minutes are ours, from no rule. */
export const shippedVisitRule: VisitRule = { isOn: false, graceMinutes: 30 };
/** Minutes after the first word to others after which who runs the programme is told too. */
export const SECOND_STEP_MINUTES = 30;

export type VisitWord = { word: "in" | "out" | "longer" | "settled"; untilAt: Instant | null; saidAt: Instant };
export type Visit = { startsAt: Instant; endsAt: Instant; travelMinutes: number | null; /** The latest sign that the clinician is back: marked times, a saved note. */ signAt: Instant | null; words: readonly VisitWord[] };

const later = (a: Instant, b: Instant) => (Date.parse(a) > Date.parse(b) ? a : b);

/** Until when a word is expected: after the planned end, or what was said to be longer, the way back, and the agency's minutes. */
export function dueOf(visit: Visit, { graceMinutes }: VisitRule): Instant {
  const longer = visit.words.filter((one) => one.word === "longer").at(-1)?.untilAt ?? visit.endsAt;
  return addMinutes(later(visit.endsAt, longer), (visit.travelMinutes ?? 0) + graceMinutes);
}

/** How a visit stands at a moment. Whoever wrote of it after its end is back; one who only went in is not. */
export function judgeVisit(visit: Visit, rule: VisitRule, now: Instant): { state: VisitState; dueAt: Instant; wentInAt: Instant | null } {
  const dueAt = dueOf(visit, rule);
  const wentInAt = visit.words.find((one) => one.word === "in")?.saidAt ?? null;
  const stands = { dueAt, wentInAt };
  if (visit.words.some((one) => one.word === "settled")) return { state: "settled", ...stands };
  if (visit.words.some((one) => one.word === "out")) return { state: "over", ...stands };
  if (visit.signAt !== null && Date.parse(visit.signAt) >= Date.parse(visit.endsAt)) return { state: "over", ...stands };
  if (Date.parse(now) > Date.parse(dueAt)) return { state: "late", ...stands };
  return { state: wentInAt !== null || Date.parse(now) >= Date.parse(visit.startsAt) ? "inside" : "ahead", ...stands };
}

/** Which of the two steps is due: others are told once each. */
export const stepDue = (dueAt: Instant, now: Instant): 0 | 1 | 2 => (Date.parse(now) <= Date.parse(dueAt) ? 0 : Date.parse(now) <= Date.parse(addMinutes(dueAt, SECOND_STEP_MINUTES)) ? 1 : 2);
