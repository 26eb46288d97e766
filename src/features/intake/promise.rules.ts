import { addDays, dateInZone, instantFromWall, minutesBetween, weekday, type CivilDate, type Instant } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import { dayParts, dayPartNames, safeDays, type ConsultationRequest, type DayPart, type SafeHour } from "./contract.ts";
import { faultWords } from "./faults.words.ts";

/** What a practice promises: whole work days (Monday to Friday without its holidays), at least one. */
export type PromiseSettings = { promiseWorkDays: number; holidays: readonly CivilDate[] };

/** The clock at which a work day ends, and a promise with it. */
const endOfWorkDay = "17:00";
/** How far ahead a safe time is looked for, in days: longer than any run of holidays. */
const horizonDays = 60;

const isWorkDay = (date: CivilDate, holidays: readonly CivilDate[]): boolean => weekday(date) <= 5 && !holidays.includes(date);

/** The moment by which an answer is promised: 17:00 of the last of the promised work days, counted from the day after. */
export function promisedBy(receivedAt: Instant, settings: PromiseSettings, timeZone: string): Instant {
  const { promiseWorkDays, holidays } = settings;
  if (!Number.isInteger(promiseWorkDays) || promiseWorkDays < 1) {
    throw new Fault("malformed", faultWords.oneWorkDay, { fields: [{ path: "promiseWorkDays", message: faultWords.wholeFromOne }] });
  }
  let date = dateInZone(receivedAt, timeZone);
  for (let left = promiseWorkDays; left > 0; ) {
    date = addDays(date, 1);
    if (isWorkDay(date, holidays)) left -= 1;
  }
  return instantFromWall(`${date}T${endOfWorkDay}`, timeZone);
}

/** A stretch of a real day in which a family said that it may be reached. */
export type SafeTime = { date: CivilDate; part: DayPart; start: Instant; end: Instant };

/** The next safe times that begin after a moment, earliest first, on work days only. Fewer where sixty days hold fewer. */
export function nextSafeTimes(hours: readonly SafeHour[], after: Instant, holidays: readonly CivilDate[], timeZone: string, count: number): SafeTime[] {
  const found: SafeTime[] = [];
  const today = dateInZone(after, timeZone);
  for (let ahead = 0; ahead <= horizonDays && found.length < count; ahead++) {
    const date = addDays(today, ahead);
    const day = safeDays[weekday(date) - 1];
    if (day === undefined || holidays.includes(date)) continue;
    for (const part of dayPartNames) {
      const start = instantFromWall(`${date}T${dayParts[part].from}`, timeZone);
      if (!hours.includes(`${day}_${part}`) || minutesBetween(start, after) >= 0 || found.length === count) continue;
      found.push({ date, part, start, end: instantFromWall(`${date}T${dayParts[part].to}`, timeZone) });
    }
  }
  return found;
}

/**
 * What a receipt may promise for one request: the promised moment, or the end of the first safe time where that is
 * later, so that no promise breaks the hours the family picked. `firstSafeTime` is null where the way needs none.
 */
export function promiseFor(request: ConsultationRequest, receivedAt: Instant, settings: PromiseSettings, timeZone: string): { by: Instant; firstSafeTime: SafeTime | null } {
  const by = promisedBy(receivedAt, settings, timeZone);
  if (request.contact.way !== "call" && request.contact.way !== "text") return { by, firstSafeTime: null };
  const firstSafeTime = nextSafeTimes(request.contact.safeHours, receivedAt, settings.holidays, timeZone, 1)[0] ?? null;
  if (firstSafeTime === null) return { by, firstSafeTime };
  return { by: firstSafeTime.end > by ? firstSafeTime.end : by, firstSafeTime };
}

/** How an answer stands against its promise: answered in time or late; waiting, due today, or late. */
export type PromiseState = "kept" | "broken" | "waiting" | "due_today" | "late";

/**
 * The age of a request against what was promised. Minutes count real time from the request to its answer, or to now;
 * `minutesLeft` is negative once the promise has passed. `answeredAt` null: nobody has answered yet.
 */
export function ageAgainstPromise(
  request: { receivedAt: Instant; promisedBy: Instant; answeredAt: Instant | null },
  now: Instant,
  timeZone: string,
): { state: PromiseState; minutesOld: number; minutesLeft: number } {
  const until = request.answeredAt ?? now;
  const minutesOld = minutesBetween(request.receivedAt, until);
  const minutesLeft = minutesBetween(until, request.promisedBy);
  if (request.answeredAt !== null) return { state: minutesLeft >= 0 ? "kept" : "broken", minutesOld, minutesLeft };
  if (minutesLeft < 0) return { state: "late", minutesOld, minutesLeft };
  const dueToday = dateInZone(now, timeZone) === dateInZone(request.promisedBy, timeZone);
  return { state: dueToday ? "due_today" : "waiting", minutesOld, minutesLeft };
}
