import type { CivilDate } from "#kernel/dates.ts";
import { type Came, type PathState, pathStates, type Step, type Visit } from "./cohorts.contract.ts";

type Timed = { onDay: CivilDate; startsAt: string; minutes: number };
const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** Whether two meetings ask for the same hour. */
export const overlap = (one: Timed, other: Timed): boolean => one.onDay === other.onDay && minutesOf(one.startsAt) < minutesOf(other.startsAt) + other.minutes && minutesOf(other.startsAt) < minutesOf(one.startsAt) + one.minutes;

/** The meeting at which somebody already was at that hour; undefined where there is none. */
export const findClash = <M extends Timed & { meetingId: string; calledOffReason: string | null }>(meeting: M, meetings: readonly M[], cameTo: ReadonlySet<string>): M | undefined =>
  meetings.find((one) => one.meetingId !== meeting.meetingId && one.calledOffReason === null && cameTo.has(one.meetingId) && overlap(one, meeting));

/** Somebody was there, at least for a part. */
export const wasThere = (came: Came): boolean => came === "yes" || came === "part";

/** How many requirements stand how; those that are optional are not counted. */
export function countStates(steps: readonly Pick<Step, "state" | "isOptional">[]): Record<PathState, number> {
  const asked = steps.filter((one) => !one.isOptional);
  return Object.fromEntries(pathStates.map((state) => [state, asked.filter((one) => one.state === state).length])) as Record<PathState, number>;
}

/** Days and calls that somebody was in the cohort for; of calls with one alone, the own. */
export const visitsWithin = (visits: readonly Visit[], span: { fromDay: CivilDate; toDay: CivilDate | null }): Visit[] => visits.filter((one) => one.came !== null || (one.kind !== "individual_call" && one.onDay >= span.fromDay && (span.toDay === null || one.onDay <= span.toDay)));

/** Places that are taken on a day: whoever has not left. Leaders and faculty sit beside and take none. */
export const countTaken = (seats: readonly { role: string; toDay: CivilDate | null }[], today: CivilDate): number => seats.filter((one) => (one.role === "clinician" || one.role === "supervisor") && (one.toDay === null || one.toDay >= today)).length;
