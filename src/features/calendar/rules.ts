import { addMonths, type CivilDate, dateInZone, type Instant, instantFromWall, minutesBetween, type WallTime } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import { kernelWords } from "#kernel/words.ts";
import type { SessionKind } from "./contract.ts";
import { faultWords } from "./faults.words.ts";

/** The month of treatment on a day, counted from the day of the first kept session as month 1; null before there is one. */
export function monthOfTreatment(courseStart: CivilDate | null, on: CivilDate): number | null {
  if (courseStart === null || on < courseStart) return null;
  let month = 1;
  while (addMonths(courseStart, month) <= on) month++;
  return month;
}

/** Lengths by month of treatment (22-A DCMR § 3427.2, A3): up to 90 minutes through month six, then 60. */
export const sessionLengths = { usual: 60, longest: 90, longerThroughMonth: 6 } as const;

/** Planned minutes, and the most that asks for no reason. Before the first kept session it is month one. */
export function plannedLength(courseStart: CivilDate | null, on: CivilDate): { month: number | null; planned: number; usualMost: number } {
  const month = monthOfTreatment(courseStart, on);
  const usualMost = (month ?? 1) <= sessionLengths.longerThroughMonth ? sessionLengths.longest : sessionLengths.usual;
  return { month, planned: sessionLengths.usual, usualMost };
}

/**
 * A session's wall clock as moments. Throws, naming the field, where a time never comes, where it ends before it starts,
 * crosses midnight, crosses a change of the clocks, or is longer than 8 hours.
 */
export function readSessionTimes(start: WallTime, end: WallTime, timeZone: string): { startsAt: Instant; endsAt: Instant; on: CivilDate } {
  const startsAt = instantFromWall(start, timeZone, "start");
  const endsAt = instantFromWall(end, timeZone, "end");
  if (end <= start) throw fieldFault("end", faultWords.endsAfterStart(start.slice(11)));
  if (start.slice(0, 10) !== end.slice(0, 10)) throw fieldFault("end", faultWords.endsSameDay);
  const minutes = minutesBetween(startsAt, endsAt);
  const onTheWall = (Number(end.slice(11, 13)) - Number(start.slice(11, 13))) * 60 + Number(end.slice(14)) - Number(start.slice(14));
  if (minutes !== onTheWall) throw fieldFault("end", faultWords.clocksChange);
  if (minutes > 480) throw fieldFault("end", faultWords.atMostEightHours);
  return { startsAt, endsAt, on: dateInZone(startsAt, timeZone) };
}

/** Whether a session is one in which adult and child together speak of what happened: in the second stage, where both are there (clinical.md section 3.1). */
export const speaksOfEvents = (stage: number, kind: SessionKind): boolean => stage === 2 && (kind === "dyadic" || kind === "family");

/** Throws where a span of days ends before it begins. */
export function requireSpan(from: CivilDate, to: CivilDate): void {
  if (to < from) throw new Fault("malformed", kernelWords.endBeforeBeginning, { fields: [{ path: "to", message: kernelWords.orLater(from) }] });
}
