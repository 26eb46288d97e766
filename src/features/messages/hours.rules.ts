import { addDays, addMinutes, dateInZone, instantFromWall, timeInZone, weekday, type CivilDate, type Instant } from "#kernel/dates.ts";
import { dayPartNames, dayParts, safeDays, safeHours, type SafeHour } from "#features/intake/contract.ts";
import { nextSafeTimes } from "#features/intake/promise.rules.ts";

/** From and until when nothing is sent, by the clock of whoever gets it; the end is not included, and may be on the next day. */
export type Quiet = { from: string; to: string };

/** Whether a moment lies within quiet hours. */
export function isQuiet(at: Instant, quiet: Quiet, timeZone: string): boolean {
  const clock = timeInZone(at, timeZone);
  return quiet.from < quiet.to ? clock >= quiet.from && clock < quiet.to : clock >= quiet.from || clock < quiet.to;
}

/** The moment at which a clock shows a time on a day, or an hour later where clocks jump over it. */
function momentAt(date: CivilDate, clock: string, timeZone: string): Instant {
  try {
    return instantFromWall(`${date}T${clock}`, timeZone);
  } catch {
    return instantFromWall(`${date}T${String((Number(clock.slice(0, 2)) + 1) % 24).padStart(2, "0")}${clock.slice(2)}`, timeZone);
  }
}

function quietEnds(at: Instant, quiet: Quiet, timeZone: string): Instant {
  const today = dateInZone(at, timeZone);
  const ends = [today, addDays(today, 1)].map((date) => momentAt(date, quiet.to, timeZone));
  return ends.find((end) => end > at) ?? addMinutes(at, 60);
}

/** Whether a moment lies within the hours that an adult picked. */
export function isWithin(hours: readonly SafeHour[], at: Instant, timeZone: string): boolean {
  const day = safeDays[weekday(dateInZone(at, timeZone)) - 1];
  const clock = timeInZone(at, timeZone);
  return day !== undefined && dayPartNames.some((part) => hours.includes(`${day}_${part}`) && clock >= dayParts[part].from && clock < dayParts[part].to);
}

/** Steps from window to window until one lies outside the quiet hours: more than a week has. */
const MOST_STEPS = 60;

/**
 * The first moment from `at` on at which an adult may be written to: within the hours picked with the way, where any were,
 * and not in the quiet hours. Null where there is none, such as where none of the hours can be read.
 */
export function nextAllowed(at: Instant, picked: readonly string[], quiet: Quiet | null, timeZone: string): Instant | null {
  const hours = picked.filter((hour): hour is SafeHour => (safeHours as string[]).includes(hour));
  if (picked.length > 0 && hours.length === 0) return null;
  let moment: Instant = at;
  for (let step = 0; step < MOST_STEPS; step++) {
    if (hours.length > 0 && !isWithin(hours, moment, timeZone)) {
      const next = nextSafeTimes(hours, moment, [], timeZone, 1)[0];
      if (next === undefined) return null;
      moment = next.start;
    } else if (quiet !== null && isQuiet(moment, quiet, timeZone)) moment = quietEnds(moment, quiet, timeZone);
    else return moment;
  }
  return null;
}
