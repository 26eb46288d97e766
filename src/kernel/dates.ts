import { Temporal } from "temporal-polyfill";
import { Fault, fieldFault } from "./faults.ts";
import { kernelWords } from "./words.ts";
import type { CivilDate } from "./civilDate.ts";

export type { CivilDate } from "./civilDate.ts";

/** A moment, ISO 8601 in UTC, `2026-11-20T15:00:00.000Z`. */
export type Instant = string;
/** A wall clock reading without a zone, `YYYY-MM-DDTHH:MM`. */
export type WallTime = string;

/** True for a date that exists, written `YYYY-MM-DD`. By arithmetic: every date of every request is asked this. */
export function isCivilDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const last = month === 2 ? (isLeapYear ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return month >= 1 && month <= 12 && day >= 1 && day <= last;
}

/** What was worked out once of a zone or of a day in it; the same question has the same answer. */
const knownZones = new Set<string>();
const knownOffsets = new Map<string, number | null>();
const MOST_KNOWN = 2000;

export function isTimeZone(name: string): boolean {
  if (knownZones.has(name)) return true;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    if (!/^[A-Za-z]/.test(name)) return false;
  } catch {
    return false;
  }
  if (knownZones.size < MOST_KNOWN) knownZones.add(name);
  return true;
}

/** By how many milliseconds the zone's clocks are ahead of UTC through the whole of a day; null where they change on it. */
function steadyOffset(date: CivilDate, timeZone: string): number | null {
  const key = `${date} ${timeZone}`;
  const known = knownOffsets.get(key);
  if (known !== undefined) return known;
  const day = Temporal.PlainDate.from(date);
  const [starts, ends] = [day.toZonedDateTime({ timeZone }), day.add({ days: 1 }).toZonedDateTime({ timeZone })];
  const change = starts.getTimeZoneTransition("next");
  const changes = starts.hoursInDay !== 24 || starts.offsetNanoseconds !== ends.offsetNanoseconds || (change !== null && Temporal.ZonedDateTime.compare(change, ends) < 0);
  const offset = changes || starts.toPlainTime().toString({ smallestUnit: "minute" }) !== "00:00" ? null : starts.offsetNanoseconds / 1_000_000;
  if (knownOffsets.size >= MOST_KNOWN) knownOffsets.clear();
  knownOffsets.set(key, offset);
  return offset;
}

/**
 * Age in completed months on a day. A child born on the 29th, 30th or 31st completes a month on the 1st of the next
 * where the month has no such day, so that a child born on 29 February is a year older on 1 March of a common year.
 * Negative before birth.
 */
export function ageInMonths(birthDate: CivilDate, on: CivilDate): number {
  const born = Temporal.PlainDate.from(birthDate);
  const day = Temporal.PlainDate.from(on);
  return (day.year - born.year) * 12 + (day.month - born.month) - (day.day < born.day ? 1 : 0);
}

/** Age as years and months, the way the field writes it. */
export function ageInYearsAndMonths(birthDate: CivilDate, on: CivilDate): { years: number; months: number } {
  const months = ageInMonths(birthDate, on);
  return { years: Math.trunc(months / 12), months: months % 12 };
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Months later; the day is clamped to the month's end. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  return Temporal.PlainDate.from(date).add({ months }).toString();
}

/** Whole days from one date to another, negative where `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: "days" }).days;
}

/** The civil date that clocks in the zone show at that moment. */
export function dateInZone(at: Instant, timeZone: string): CivilDate {
  return Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** `HH:MM` on the clocks of the zone. */
export function timeInZone(at: Instant, timeZone: string): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainTime().toString({ smallestUnit: "minute" });
}

export function wallTimeInZone(at: Instant, timeZone: string): WallTime {
  return Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainDateTime().toString({ smallestUnit: "minute" });
}

/**
 * The moment at which the zone's clocks show a wall time. A wall time that comes twice (clocks go back) is the first
 * one. One that never comes (clocks go forward), or is no time at all, throws a `malformed` fault at `path`.
 */
export function instantFromWall(wall: WallTime, timeZone: string, path = "start"): Instant {
  if (!isTimeZone(timeZone)) throw new Fault("malformed", kernelWords.noZone(timeZone), { fields: [{ path: "timeZone", message: kernelWords.expectZone }] });
  let plain: Temporal.PlainDateTime;
  try {
    if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(wall)) throw new RangeError(wall);
    plain = Temporal.PlainDateTime.from(wall, { overflow: "reject" });
  } catch {
    throw fieldFault(path, kernelWords.noTime(wall));
  }
  try {
    const earlier = plain.toZonedDateTime(timeZone, { disambiguation: "earlier" });
    if (!earlier.toPlainDateTime().equals(plain)) throw new RangeError("gap");
    return earlier.toInstant().toString({ smallestUnit: "millisecond" });
  } catch {
    throw fieldFault(path, kernelWords.clocksGoForward(wall, timeZone));
  }
}

/** The same as milliseconds since 1970, quick on days on which the zone's clocks do not change. `wall` is a wall time that exists on the calendar. */
export function momentFromWall(wall: WallTime, timeZone: string, path = "start"): number {
  const offset = isTimeZone(timeZone) ? steadyOffset(wall.slice(0, 10), timeZone) : null;
  return offset === null ? Date.parse(instantFromWall(wall, timeZone, path)) : Date.parse(`${wall}Z`) - offset;
}

/** Elapsed minutes, rounded down. Clock changes are counted as time that really passed. */
export function minutesBetween(start: Instant, end: Instant): number {
  return Math.floor((Temporal.Instant.from(end).epochMilliseconds - Temporal.Instant.from(start).epochMilliseconds) / 60_000);
}

export function addMinutes(at: Instant, minutes: number): Instant {
  return Temporal.Instant.from(at).add({ minutes }).toString({ smallestUnit: "millisecond" });
}

/** ISO weekday, 1 = Monday. */
export function weekday(date: CivilDate): number {
  return Temporal.PlainDate.from(date).dayOfWeek;
}

/** Throws where an end lies before its beginning, naming the field. */
export function requireOrder(validFrom: CivilDate, validTo: CivilDate | null): void {
  if (validTo !== null && validTo < validFrom) throw new Fault("malformed", kernelWords.endBeforeBeginning, { fields: [{ path: "validTo", message: kernelWords.orLater(validFrom) }] });
}
