import { type CivilDate, momentFromWall } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import type { Words } from "#kernel/language.ts";
import type { SessionFacts } from "./contract.ts";
import { faultWords } from "./faults.words.ts";

/** A stretch of time, in milliseconds since 1970. */
export type Stretch = { start: number; end: number };
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
  const startsAt = start ? momentFromWall(start, known, "session.start") : null;
  const endsAt = end ? momentFromWall(end, known, "session.end") : null;
  if (startsAt === null || endsAt === null) return { timeZone: known, stretch: null, minutes: null };
  return { timeZone: known, stretch: { start: startsAt, end: endsAt }, minutes: Math.floor((endsAt - startsAt) / 60_000) };
}

/** Another service of the day, with its times where they and the zone are known. */
export type OtherService = { service: string | null; stretch: Stretch | null };

/** The other services of a session's day; null where it is not known whether there were any. A time that cannot be is refused with its place. */
export function readOtherServices(facts: SessionFacts, on: CivilDate): readonly OtherService[] | null {
  const timeZone = facts.session?.timeZone ?? null;
  return facts.sameDayServices?.map((one, index) => ({ service: one.service ?? null, stretch: readServiceTimes(one, index, on, timeZone) })) ?? null;
}

function readServiceTimes(service: { start?: string | null | undefined; end?: string | null | undefined }, index: number, on: CivilDate, timeZone: string | null): Stretch | null {
  const path = (key: string) => `sameDayServices.${index}.${key}`;
  if (service.start && service.start.slice(0, 10) !== on) throw refuse(path("start"), faultWords.onDayOfSession(on));
  if (service.start && service.end && service.end < service.start) throw refuse(path("end"), faultWords.afterStart(service.start));
  if (!service.start || !service.end || timeZone === null) return null;
  return { start: momentFromWall(service.start, timeZone, path("start")), end: momentFromWall(service.end, timeZone, path("end")) };
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
