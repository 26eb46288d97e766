import { type CivilDate, type Instant, minutesBetween, timeInZone } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import { inEachLanguage, type Words } from "#kernel/language.ts";
import type { HourProblem, ProblemKind } from "./booking.contract.ts";
import type { ClosedDay } from "./days.contract.ts";
import { faultWords } from "./faults.words.ts";
import { problemWords } from "./problems.words.ts";
import type { Hour } from "./series.rules.ts";

/** A problem before anybody reads it. */
export type Problem = { kind: ProblemKind; on: CivilDate; words: Words };

const weights: Record<ProblemKind, HourProblem["weight"]> = { taken: "refuses", second_taken: "refuses", room_taken: "refuses", left: "refuses", shut: "refuses", clocks: "refuses", flagged: "asks", closed: "asks", away: "asks", past_goodbye: "asks", travel: "warns", elsewhere: "warns", language: "warns", interpreter_taken: "warns" };
export const weightOf = (kind: ProblemKind): HourProblem["weight"] => weights[kind];

/** Whether a problem keeps an hour from being booked: always, or until the person who books saw it. */
export const keeps = (problem: Problem, seenDays: readonly CivilDate[]): boolean => weightOf(problem.kind) === "refuses" || (weightOf(problem.kind) === "asks" && !seenDays.includes(problem.on));

/** What of the hours around one is known: their times, whether they are away from the clinic, and the minutes of their way. */
export type Beside = { isBefore: boolean; startsAt: Instant; endsAt: Instant; isAway: boolean; minutes: number | null };

/**
 * Minutes that are missing between an hour and the one beside it. Between two places away from the clinic the longer of the two ways is
 * reckoned; a way of which nobody said how long it is counts for nothing. 0 where there is time.
 */
export function missingMinutes(hour: Hour & { isAway: boolean; travelMinutes: number | null }, beside: Beside): number {
  const way = Math.max(hour.isAway ? (hour.travelMinutes ?? 0) : 0, beside.isAway ? (beside.minutes ?? 0) : 0);
  const between = beside.isBefore ? minutesBetween(beside.endsAt, hour.startsAt) : minutesBetween(hour.endsAt, beside.startsAt);
  return Math.max(0, way - between);
}

/** The warning that there is too little time for the way; null where there is enough. */
export function judgeTravel(hour: Hour & { isAway: boolean; travelMinutes: number | null }, beside: readonly Beside[], timeZone: string): Problem | null {
  const short = beside.map((one) => ({ one, missing: missingMinutes(hour, one) })).filter(({ missing }) => missing > 0);
  const worst = short.toSorted((a, b) => b.missing - a.missing)[0];
  if (worst === undefined) return null;
  return { kind: "travel", on: hour.on, words: problemWords.travel(worst.missing, timeInZone(worst.one.isBefore ? worst.one.endsAt : worst.one.startsAt, timeZone), worst.one.isBefore ? "before" : "after") };
}

/** The field that a problem is about; of the others it is the hour. */
const fieldOf: Partial<Record<ProblemKind, string>> = { left: "clinicianId", second_taken: "secondClinicianId", room_taken: "roomId" };
/** Throws where hours cannot be booked as they are: the first problem in words, all of them by day in the details, in both languages. */
export function requirePossible(problems: readonly Problem[], seenDays: readonly CivilDate[], of: "one" | "series"): void {
  const kept = problems.filter((one) => keeps(one, seenDays));
  const first = kept[0];
  if (first === undefined) return;
  const days = [...new Set(kept.map((one) => one.on))];
  const asks = kept.every((one) => weightOf(one.kind) === "asks");
  const words = of === "one" ? first.words : faultWords.daysNotPossible(days.length);
  const path = of === "series" ? "leaveOut" : asks ? "seenDays" : (fieldOf[first.kind] ?? "start");
  throw new Fault("refused", words, {
    fields: [{ path, message: of === "series" ? faultWords.leaveOutDays : asks ? inEachLanguage((language) => problemWords.seeFirst[language]) : fieldOf[first.kind] === undefined ? faultWords.chooseFree : first.words }],
    details: { problems: kept.map(({ kind, on }) => ({ kind, on })) },
  });
}

/** Problems as they are said to one reader. */
export const sayProblems = (problems: readonly Problem[], language: "en" | "es"): HourProblem[] => problems.map(({ kind, on, words }) => ({ kind, on, weight: weightOf(kind), message: words[language] }));

/** Whether the agency is closed on a day. */
export const isClosedOn = (one: ClosedDay, on: CivilDate): boolean => one.from <= on && on <= one.to;
