import { Temporal } from "temporal-polyfill";
import { Fault, fieldFault } from "./faults.ts";
import { kernelWords } from "./words.ts";

/** A civil date, `YYYY-MM-DD`. It has no time and no zone. */
export type CivilDate = string;
/** A moment, ISO 8601 in UTC, `2026-11-20T15:00:00.000Z`. */
export type Instant = string;
/** A wall clock reading without a zone, `YYYY-MM-DDTHH:MM`. */
export type WallTime = string;

/** True for a date that exists, written `YYYY-MM-DD`. */
export function isCivilDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: "reject" });
    return true;
  } catch {
    return false;
  }
}

export function isTimeZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
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
