import { type CivilDate, type Instant, instantFromWall, minutesBetween } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import type { Words } from "#kernel/language.ts";
import type { SessionFacts } from "./contract.ts";
import { faultWords } from "./faults.words.ts";

/** A stretch of time as moments in UTC. */
export type Stretch = { start: Instant; end: Instant };
/** `minutes` really passed, across clock changes; null (and no stretch) where start, end or time zone is not known. */
export type SessionTimes = { timeZone: string | null; stretch: Stretch | null; minutes: number | null };

/**
 * The times of a session, held against the date of the question. Another date, a session over midnight, an end before
 * the start, and a clock time that never comes are refused with the field.
 */
export function readSessionTimes(facts: SessionFacts, on: CivilDate): SessionTimes {
  const { start, end, timeZone } = facts.session ?? {};
  if (start && start.slice(0, 10) !== on) throw refuse("on", faultWords.dateOfSession(start.slice(0, 10)));
  if (end && end.slice(0, 10) !== on) throw refuse("session.end", faultWords.endsSameDay(on));
  if (start && end && end < start) throw refuse("session.end", faultWords.afterStart(start));
  const known = timeZone ?? null;
  if (known === null) return { timeZone: null, stretch: null, minutes: null };
  const startsAt = start ? instantFromWall(start, known, "session.start") : null;
  const endsAt = end ? instantFromWall(end, known, "session.end") : null;
  if (startsAt === null || endsAt === null) return { timeZone: known, stretch: null, minutes: null };
  return { timeZone: known, stretch: { start: startsAt, end: endsAt }, minutes: minutesBetween(startsAt, endsAt) };
}

/** Another service of that day as moments, null where its times or the zone are not known. `index` names it in a refusal. */
export function readServiceTimes(service: { start?: string | null | undefined; end?: string | null | undefined }, index: number, on: CivilDate, timeZone: string | null): Stretch | null {
  const path = (key: string) => `sameDayServices.${index}.${key}`;
  if (service.start && service.start.slice(0, 10) !== on) throw refuse(path("start"), faultWords.onDayOfSession(on));
  if (service.start && service.end && service.end < service.start) throw refuse(path("end"), faultWords.afterStart(service.start));
  if (!service.start || !service.end || timeZone === null) return null;
  return { start: instantFromWall(service.start, timeZone, path("start")), end: instantFromWall(service.end, timeZone, path("end")) };
}

/** True when two stretches share time; touching at an end is no overlap. */
export function overlap(one: Stretch, other: Stretch): boolean {
  return one.start < other.end && other.start < one.end;
}

/** Units of a length, rounded as the payer counts. `nearest` rounds a half upwards (22-A DCMR § 3434.3: nearest 15 minutes). */
export function countUnits(minutes: number, unitMinutes: number, rounding: "nearest" | "floor" | "ceil"): number {
  if (rounding === "floor") return Math.floor(minutes / unitMinutes);
  if (rounding === "ceil") return Math.ceil(minutes / unitMinutes);
  return Math.floor(minutes / unitMinutes + 0.5);
}

function refuse(path: string, message: Words): Fault {
  return new Fault("malformed", faultWords.at(path, message), { fields: [{ path, message }] });
}
