import { addDays, type CivilDate } from "#kernel/dates.ts";
import type { CaseloadContent, Standing, WeightPart } from "./contract.ts";

/** What of one family counts. `held` and `planned` are sessions of the eight weeks before and after today, with those at home among them. */
export type Weighable = {
  kind: "assigned" | "covering";
  validFrom: CivilDate;
  validTo: CivilDate | null;
  stage: number;
  held: number;
  atHome: number;
  planned: number;
  plannedAtHome: number;
  hasInterpreter: boolean;
  /** Of the adults with an open dyad. */
  languages: readonly string[];
  /** How many others treat it today. */
  others: number;
  /** Null where whoever asks may not know: then it counts for nothing. */
  riskStands: boolean | null;
  hasSafetyPlan: boolean | null;
};
export type Carrier = { isTrainee: boolean };
export type Weighed = { part: WeightPart; tenths: number };
export type Load = { tenths: number; families: number };
export type Limit = { tenths: number | null; families: number | null };

/** Whether so many of the sessions are at home: of those of the last eight weeks, and where there were none, of those to come. */
export function isSeenAtHome(one: Pick<Weighable, "held" | "atHome" | "planned" | "plannedAtHome">, homeShare: number): boolean {
  const [all, atHome] = one.held > 0 ? [one.held, one.atHome] : [one.planned, one.plannedAtHome];
  return all > 0 && atHome * 100 >= all * homeShare;
}

/** What one family weighs in somebody's load, part by part in the order of the contract; a part that adds nothing is left out. */
export function weigh(rule: CaseloadContent, one: Weighable, carrier: Carrier): Weighed[] {
  const stage = rule.stages[one.stage === 2 || one.stage === 3 ? one.stage : 1];
  // Whoever works with an interpreter has the other language covered by that.
  const isOther = one.languages.some((language) => !rule.ordinaryLanguages.includes(language));
  const parts: Weighed[] = [
    { part: "base", tenths: rule.base },
    { part: "stage", tenths: stage },
    { part: "risk", tenths: one.riskStands === true ? rule.risk : 0 },
    { part: "safety_plan", tenths: one.hasSafetyPlan === true ? rule.safety_plan : 0 },
    { part: "home", tenths: isSeenAtHome(one, rule.homeShare) ? rule.home : 0 },
    { part: "interpreter", tenths: one.hasInterpreter ? rule.interpreter : 0 },
    { part: "language", tenths: isOther && !one.hasInterpreter ? rule.language : 0 },
    { part: "trainee", tenths: carrier.isTrainee ? rule.trainee : 0 },
    { part: "covering", tenths: one.kind === "covering" ? rule.covering : 0 },
    { part: "shared", tenths: one.kind === "assigned" && one.others > 0 ? rule.shared : 0 },
  ];
  return parts.filter(({ tenths }) => tenths !== 0);
}

export const sumOf = (parts: readonly Weighed[]): number => parts.reduce((sum, one) => sum + one.tenths, 0);

/** What somebody carries on a day: the families whose days hold it; both ends count. */
export function loadOn(rule: CaseloadContent, cases: readonly Weighable[], carrier: Carrier, on: CivilDate): Load {
  const held = cases.filter((one) => one.validFrom <= on && (one.validTo === null || one.validTo >= on));
  return { families: held.length, tenths: held.reduce((sum, one) => sum + sumOf(weigh(rule, one, carrier)), 0) };
}

/** The days of a look ahead: today and the same day of each of the four weeks after it. */
export const weeksAhead = (today: CivilDate): CivilDate[] => [0, 1, 2, 3, 4].map((week) => addDays(today, 7 * week));

/** The limit that holds for somebody: her own where there is one, else the agency's. An own one without figures is none. */
export function limitFor(rule: CaseloadContent, own: Limit | null): Limit & { isOwn: boolean } {
  if (own !== null && (own.tenths !== null || own.families !== null)) return { tenths: own.tenths, families: own.families, isOwn: true };
  return { tenths: rule.limitTenths, families: rule.limitFamilies, isOwn: false };
}

/** Whether one more family fits. Nothing is known of it yet, so it weighs what every family does in the first stage. */
export function hasRoom(rule: CaseloadContent, load: Load, limit: Limit, carrier: Carrier): boolean {
  const further = rule.base + rule.stages[1] + (carrier.isTrainee ? rule.trainee : 0);
  return (limit.families === null || load.families + 1 <= limit.families) && (limit.tenths === null || load.tenths + further <= limit.tenths);
}

/** How a load stands beside a limit. */
export function standingOf(load: Load, limit: Limit): Standing {
  if (limit.families === null && limit.tenths === null) return "none";
  if ((limit.families !== null && load.families > limit.families) || (limit.tenths !== null && load.tenths > limit.tenths)) return "over";
  return (limit.families !== null && load.families === limit.families) || (limit.tenths !== null && load.tenths === limit.tenths) ? "at" : "under";
}

type Version<C> = { number: number; content: C; validFrom: CivilDate | null };
/** The version of an agency's rule that holds on a day: of those that have begun the newest; the shipped one has always begun. */
export const ruleOn = <V extends Version<unknown>>(versions: readonly V[], on: CivilDate): V | undefined =>
  versions.filter((one) => one.validFrom === null || one.validFrom <= on).toSorted((one, other) => other.number - one.number)[0];
