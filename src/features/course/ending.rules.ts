import { addDays, addMonths, type CivilDate, daysBetween } from "#kernel/dates.ts";
import type { FieldWords } from "#kernel/faults.ts";
import type { Prompt, StepState, Timing } from "./contract.ts";
import { type ClosingReason, closingReasons, type Timings } from "./ending.contract.ts";
import { faultWords } from "./faults.words.ts";
import { closedOutcomes, type Outcome } from "./resources.contract.ts";
import type { StepCode } from "./steps.contract.ts";

/** The times of the model (clinical.md section 3.3). The days after which a referral asks are ours. */
export const modelTimings: Timings = { planMonths: 2, tellMonths: 1, lookForWeeks: 4, answerDays: 14 };
const SOON_DAYS = 14;
const NEAR_MONTHS = 3;
const RECENT_DAYS = 60;

/** Months before the last session by which a step is in time; 0 is the last session itself, undefined a step without a day. */
const monthsBefore = (step: StepCode, timings: Timings): number | undefined =>
  ({ ending_considered: timings.planMonths, ending_planned: timings.planMonths, child_told: timings.tellMonths, closing_measures: 0, closing_feedback: 0, story_reviewed: 0, changes_named: 0, goodbye: 0, what_comes_next: 0, aftercare_written: 0, last_session: 0 } as Partial<Record<StepCode, number>>)[step];

/**
 * How a step of the third stage stands to its day. Null where the stage has not begun or no last session is planned, where
 * the step has no day, or does not apply.
 */
export function judgeTiming(step: StepCode, stands: { state: StepState; on: CivilDate | null }, facts: { stage: number; lastOn: CivilDate | null; timings: Timings; today: CivilDate }): Timing | null {
  const months = monthsBefore(step, facts.timings);
  if (facts.stage !== 3 || facts.lastOn === null || months === undefined || stands.state === "not_applicable") return null;
  const dueOn = addMonths(facts.lastOn, -months);
  if (stands.state === "done") return { dueOn, state: stands.on !== null && stands.on > dueOn ? "was_late" : "in_time" };
  if (facts.today > dueOn) return { dueOn, state: "late" };
  return { dueOn, state: addDays(facts.today, SOON_DAYS) >= dueOn ? "due" : "later" };
}

/** Sessions that remain if one is held every week up to the last one, it included. */
export const countWeekly = (today: CivilDate, lastOn: CivilDate): number => (lastOn < today ? 0 : Math.floor(daysBetween(today, lastOn) / 7) + 1);

/** A search lasts so many weeks from its first day; it is over after them. */
export function judgeSearch(since: CivilDate, timings: Timings, today: CivilDate): { since: CivilDate; until: CivilDate; state: "going_on" | "over" } {
  const until = addDays(since, timings.lookForWeeks * 7);
  return { since, until, state: today > until ? "over" : "going_on" };
}

type PromptFacts = {
  today: CivilDate;
  stage: number;
  timings: Timings;
  objectives: readonly { status: string; on: CivilDate }[];
  plannedEnd: CivilDate | null;
  moves: readonly CivilDate[];
  /** The last day on which anybody of the family was met or reached; the day the course began where that never was. */
  lastContactOn: CivilDate;
  /** The birthday with which the service ends by the policy in force; null is not known. */
  turnsOn: CivilDate | null;
};

/** Reasons to think of an ending (clinical.md section 3.3), each with the day it rests on: something to talk about, never a decision. */
export function listPrompts(facts: PromptFacts): Pick<Prompt, "kind" | "on">[] {
  const { today, timings, objectives, plannedEnd, turnsOn } = facts;
  const found: Pick<Prompt, "kind" | "on">[] = [];
  if (objectives.some((one) => one.status === "reached") && objectives.every((one) => one.status !== "open")) found.push({ kind: "goals_reached", on: objectives.map((one) => one.on).sort().at(-1)! });
  if (facts.stage < 3 && plannedEnd !== null && today >= addMonths(plannedEnd, -timings.planMonths)) found.push({ kind: "end_near", on: plannedEnd });
  const move = facts.moves.filter((on) => on <= addDays(today, RECENT_DAYS) && on >= addDays(today, -RECENT_DAYS)).sort().at(-1);
  if (move !== undefined) found.push({ kind: "placement_move", on: move });
  if (daysBetween(facts.lastContactOn, today) >= timings.lookForWeeks * 7) found.push({ kind: "no_contact", on: facts.lastContactOn });
  if (turnsOn !== null && today >= addMonths(turnsOn, -NEAR_MONTHS)) found.push({ kind: "age_near", on: turnsOn });
  return found;
}

const adults: readonly ClosingReason[] = closingReasons.filter((one) => one.startsWith("adult_") || one.startsWith("choice_"));
/** Whether a reason is one adult's own, so that it is of no class that another may read. */
export const isAdultsOwn = (reason: ClosingReason): boolean => adults.includes(reason);

/** What is wrong with the reasons of a closing: whose it is has to be said of an adult's, and of no other; none twice. */
export function findReasonFaults(reasons: readonly { reason: ClosingReason; personId: string | null }[], people: readonly string[]): FieldWords[] {
  return reasons.flatMap((one, at): FieldWords[] => {
    const twice = reasons.findIndex((other) => other.reason === one.reason && other.personId === one.personId) < at;
    if (twice) return [{ path: `reasons.${at}.reason`, message: faultWords.once }];
    if (isAdultsOwn(one.reason)) return one.personId !== null && people.includes(one.personId) ? [] : [{ path: `reasons.${at}.personId`, message: faultWords.needAdult }];
    return one.personId === null ? [] : [{ path: `reasons.${at}.personId`, message: faultWords.noAdult }];
  });
}

/** How a referral out stands: it asks where nothing that closes it was heard in the days that are given for it. */
export function judgeReferral(referredOn: CivilDate, answers: readonly { outcome: Outcome; heardOn: CivilDate }[], timings: Timings, today: CivilDate): "open" | "asks" | "closed" {
  const last = answers.at(-1);
  if (last !== undefined && closedOutcomes.includes(last.outcome)) return "closed";
  return addDays(last?.heardOn ?? referredOn, timings.answerDays) <= today ? "asks" : "open";
}
