import { addDays, type CivilDate, daysBetween } from "#kernel/dates.ts";
import type { Outreach, PersonVisits, VisitMark } from "./contract.ts";

/** A session that is over, for one person: how it ended, who cancelled it, and how the person came. */
export type PastVisit = { status: "held" | "no_show" | "cancelled"; cancelledBy: "family" | "staff" | "other" | null; came: string };

/** How a visit came out for one person. Where nobody said who cancelled, it is nobody's: it is not counted against the family. */
export function markOf({ status, cancelledBy, came }: PastVisit): VisitMark {
  if (status === "no_show") return "missed";
  if (status === "cancelled") return cancelledBy === "family" ? "cancelled" : "excused";
  if (came === "late") return "late";
  if (came === "present" || came === "left") return "came";
  return came === "cancelled" ? "cancelled" : "missed";
}

const isMet = (mark: VisitMark) => mark === "came" || mark === "late";

/** How many in a row, the newest first: visits that somebody came to, or that were not met. What we cancelled ourselves neither breaks a row nor counts in it. */
export function countRow(marks: readonly VisitMark[]): PersonVisits["inARow"] {
  const counted = marks.filter((mark) => mark !== "excused");
  const first = counted[0];
  if (first === undefined) return null;
  const end = counted.findIndex((mark) => isMet(mark) !== isMet(first));
  return { what: isMet(first) ? "came" : "not_met", count: end < 0 ? counted.length : end };
}

/** Visits not met in a row after which somebody calls, days without a visit to come or a word after which somebody calls, and days between two tries: ours, from no rule. */
export const OUTREACH = { notMet: 2, quietDays: 14, betweenTries: 7 } as const;

type Facts = {
  today: CivilDate;
  /** The day on which the course began: before anybody was met, it counts from there. */
  beganOn: CivilDate;
  notMet: number;
  lastNotMetOn: CivilDate | null;
  lastMetOn: CivilDate | null;
  lastReachedOn: CivilDate | null;
  lastTriedOn: CivilDate | null;
  tries: number;
  nextOn: CivilDate | null;
  /** Since when the family is looked for; null where it is not. */
  searchSince: CivilDate | null;
  /** Weeks without contact after which an ending begins: the model's four, or the agency's own. */
  lookForWeeks: number;
};

const latest = (...days: (CivilDate | null)[]) => days.filter((day) => day !== null).sort().at(-1) ?? null;

/**
 * What is to be done so that a family comes again. Four weeks without anybody met or reached lead to the steps of an ending, also where
 * visits are booked: nobody comes to them. Before that somebody calls after two visits not met, or where nothing is booked and all is
 * quiet; a try is given a week.
 */
export function judgeOutreach(facts: Facts): Outreach {
  const { today, notMet, lastMetOn, lastReachedOn, lastTriedOn, tries, nextOn } = facts;
  const stands = { notMet, lastMetOn, lastReachedOn, lastTriedOn, tries, nextOn };
  const contact = latest(lastMetOn, lastReachedOn, facts.beganOn)!;
  const closingFrom = addDays(contact, facts.lookForWeeks * 7);
  if (today >= closingFrom) return { step: "closing", since: closingFrom, ...stands };
  const isQuiet = nextOn === null && daysBetween(contact, today) >= OUTREACH.quietDays;
  const asksFrom = notMet >= OUTREACH.notMet && facts.lastNotMetOn !== null ? facts.lastNotMetOn : isQuiet ? addDays(contact, OUTREACH.quietDays) : null;
  if (asksFrom === null || (lastReachedOn !== null && lastReachedOn >= asksFrom)) return { step: "none", since: null, ...stands };
  const again = lastTriedOn !== null && lastTriedOn >= asksFrom ? addDays(lastTriedOn, OUTREACH.betweenTries) : asksFrom;
  if (again > today) return { step: "none", since: null, ...stands };
  return { step: facts.searchSince === null ? "call" : "search", since: again, ...stands };
}
