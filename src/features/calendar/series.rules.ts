import { addDays, addMonths, type CivilDate, dateInZone, daysBetween, type Instant, type WallTime } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import { faultWords } from "./faults.words.ts";
import { readSessionTimes } from "./rules.ts";

/** An hour on its day. */
export type Hour = { on: CivilDate; startsAt: Instant; endsAt: Instant };
/** A day of a series: its hour, or null where the clocks change within it or never show it. */
export type SeriesDay = { on: CivilDate; hour: Hour | null };

/** The longest that a series is booked ahead. */
const MOST_MONTHS = 18;

/** The hour of a wall clock reading on another day; null where the clocks change within it or never show it. */
export function hourOn(on: CivilDate, startClock: string, endClock: string, timeZone: string): Hour | null {
  try {
    return readSessionTimes(`${on}T${startClock}`, `${on}T${endClock}`, timeZone);
  } catch (error) {
    if (error instanceof Fault) return null;
    throw error;
  }
}

/**
 * The days of a series: that of its first session and every so many weeks after it, up to a day, at the same hour on the wall: a family
 * that comes at ten comes at ten in winter too. Throws, naming the field, where the last day lies before the first or too far ahead.
 */
export function listDays(first: { start: WallTime; end: WallTime }, { everyWeeks, lastOn }: { everyWeeks: number; lastOn: CivilDate }, timeZone: string): SeriesDay[] {
  const on = first.start.slice(0, 10);
  if (lastOn < addDays(on, everyWeeks * 7)) throw fieldFault("lastOn", faultWords.seriesTooShort(addDays(on, everyWeeks * 7)));
  if (lastOn > addMonths(on, MOST_MONTHS)) throw fieldFault("lastOn", faultWords.seriesTooLong(addMonths(on, MOST_MONTHS)));
  const days: SeriesDay[] = [];
  for (let day = on; day <= lastOn; day = addDays(day, everyWeeks * 7)) days.push({ on: day, hour: hourOn(day, first.start.slice(11), first.end.slice(11), timeZone) });
  return days;
}

/** How a session of a series moves when another of it does: by so many days, to an hour on the wall. */
export type Shift = { days: number; startClock: string; endClock: string };

export function shiftOf(from: { startsAt: Instant }, to: { start: WallTime; end: WallTime }, timeZone: string): Shift {
  return { days: daysBetween(dateInZone(from.startsAt, timeZone), to.start.slice(0, 10)), startClock: to.start.slice(11), endClock: to.end.slice(11) };
}

/** Where a session comes to stand: on its own day moved by so many, never on another's hour by adding minutes, so that a clock change in between moves nobody. */
export function shiftDay(session: { startsAt: Instant }, shift: Shift, timeZone: string): SeriesDay {
  const on = addDays(dateInZone(session.startsAt, timeZone), shift.days);
  return { on, hour: hourOn(on, shift.startClock, shift.endClock, timeZone) };
}
