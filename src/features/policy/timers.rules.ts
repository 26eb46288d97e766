import { addDays, addMonths, type CivilDate, daysBetween } from "#kernel/dates.ts";
import type { EventKind, Timer, TimerOf } from "./timers.contract.ts";
import { birthday } from "./validity.rules.ts";

/** One thing that happened. `minutes` and `independent` (licensed so, who did it) are asked of assessments alone; absent is not known. */
export type TimerEvent = { on: CivilDate; minutes?: number | null; independent?: boolean | null };
/** What happened of each kind, in one course, to one incident or with one service; `[]` is "none", absent or null "not known". */
export type TimerEvents = Partial<Record<EventKind, readonly TimerEvent[] | null>>;

/**
 * `not_started`: nothing has begun it. `due`: it runs, and there is time. `met`: done, in time. `late`: the last day is
 * over, and it is not done or (with `doneOn`) was done afterwards. `broken`: something happened that the rule does not
 * allow, too soon, too short, or before what it needs. `unknown`: a date or the rule itself is not known.
 * Of a retention `due` says keep until `dueOn`, `met` that the time is over.
 */
export type TimerState = "not_started" | "due" | "met" | "late" | "broken" | "unknown";
/** `since` is the day that began it, `dueOn` the last day in time, `doneOn` when it was done; `notBefore` the first day on which another is surely allowed. */
export type TimerJudgement = { state: TimerState; since: CivilDate | null; dueOn: CivilDate | null; doneOn: CivilDate | null; notBefore: CivilDate | null };
type Asked<T extends Timer = Timer> = { timer: T; events: TimerEvents; today: CivilDate };

const judged = (state: TimerState, more: Partial<Omit<TimerJudgement, "state">> = {}): TimerJudgement => ({ state, since: null, dueOn: null, doneOn: null, notBefore: null, ...more });
const isOpen = ({ state, doneOn }: TimerJudgement) => doneOn === null && (state === "late" || state === "unknown" || state === "due");

/** Where a timer stands on a day: of several periods the one that presses most, a late one before one that is not known before one that runs; else the last. */
export function judgeTimer(asked: Asked): TimerJudgement {
  const periods = listTimerPeriods(asked);
  const pressing = (["broken", "late", "unknown", "due"] as const).map((state) => periods.find((one) => one.state === state && (state === "broken" || isOpen(one)))).find(Boolean);
  return pressing ?? periods.at(-1) ?? judged("not_started");
}

/** Every period of a timer up to a day, the earliest first, so that what was late once stays to be seen. Events after the day are not looked at. */
export function listTimerPeriods({ timer, events, today }: Asked): TimerJudgement[] {
  const asked = { events, today };
  if (timer.kind === "deadline") return judgeDeadline({ ...asked, timer });
  if (timer.kind === "frequency") return judgeFrequency({ ...asked, timer });
  if (timer.kind === "quality") return judgeQuality({ ...asked, timer });
  if (timer.kind === "prerequisite") return judgePrerequisite({ ...asked, timer });
  return [judgeRetention({ ...asked, timer })];
}

/** What happened of a kind up to today, in order; null where it is not known. */
function upTo({ events, today }: Omit<Asked, "timer">, kind: EventKind): TimerEvent[] | null {
  const known = events[kind];
  return known ? known.filter(({ on }) => on <= today).toSorted((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0)) : null;
}

function judgeDeadline(asked: Asked<TimerOf<"deadline">>): TimerJudgement[] {
  const { timer, today } = asked;
  const done = upTo(asked, timer.to);
  if (timer.from === null) return [judged("unknown", { doneOn: done?.[0]?.on ?? null })];
  const begun = upTo(asked, timer.from);
  if (!begun) return [judged("unknown")];
  const periods: TimerJudgement[] = [];
  begun.forEach(({ on: start }, index) => {
    const next = begun[index + 1]?.on ?? null;
    const days = done?.filter(({ on }) => on >= start && (next === null || on < next)).map(({ on }) => on) ?? null;
    if (next === start) return;
    if (timer.repeatEvery === null) return void periods.push(judgePeriod(timer, timer.days, start, days ? (days[0] ?? null) : "unknown", today));
    // Done on the day it begins says nothing of the next one: a review on the day of the plan is a part of the plan.
    const after = days?.filter((on, place) => on > start && days.indexOf(on) === place) ?? null;
    const ends = after && next !== null ? [...after, next] : after;
    let since = start;
    let within = timer.days;
    for (const doneOn of ends ?? []) {
      periods.push(judgePeriod(timer, within, since, doneOn, today));
      [since, within] = [doneOn, timer.repeatEvery];
    }
    if (next === null) periods.push(judgePeriod(timer, within, since, ends ? null : "unknown", today));
  });
  return periods;
}

/** One period: `done` is the day on which it was done, null where it is not done yet. */
function judgePeriod(timer: TimerOf<"deadline">, days: number | null, since: CivilDate, done: CivilDate | null | "unknown", today: CivilDate): TimerJudgement {
  const dueOn = days === null ? null : addDays(since, days);
  if (done === "unknown") return judged("unknown", { since, dueOn });
  const more = { since, dueOn, doneOn: done };
  if (dueOn === null) return judged(done === null ? "due" : "met", more);
  if ((done ?? today) <= dueOn) return judged(done === null ? "due" : "met", more);
  // Working days are never fewer than calendar days: in time by the calendar is in time by any reading, later is not known.
  return judged(timer.dayKind === null ? "unknown" : "late", more);
}

function judgeFrequency(asked: Asked<TimerOf<"frequency">>): TimerJudgement[] {
  const { timer } = asked;
  const times = upTo(asked, timer.of);
  if (!times) return [judged("unknown")];
  const reasons = timer.unless === null ? [] : upTo(asked, timer.unless);
  return times.map(({ on }, index) => {
    const before = times[index - 1]?.on ?? null;
    const more = { since: before, doneOn: on, notBefore: addDays(on, timer.days + 1) };
    if (before === null) return judged("met", more);
    const apart = daysBetween(before, on);
    if (apart > timer.days) return judged("met", more);
    if (reasons?.some((reason) => before < reason.on && reason.on <= on)) return judged("met", more);
    // No text read says whether the last day of the span is in it, nor what kind of days it has.
    return judged(apart === timer.days || reasons === null || timer.dayKind === null ? "unknown" : "broken", more);
  });
}

function judgeQuality(asked: Asked<TimerOf<"quality">>): TimerJudgement[] {
  const { timer } = asked;
  const times = upTo(asked, timer.of);
  if (!times) return [judged("unknown")];
  return times.map(({ on, minutes, independent }, index) => {
    const checks = [timer.minMinutes === null ? true : minutes == null ? null : minutes >= timer.minMinutes, timer.firstIndependent && index === 0 ? (independent ?? null) : true];
    return judged(checks.includes(false) ? "broken" : checks.includes(null) ? "unknown" : "met", { doneOn: on });
  });
}

function judgePrerequisite(asked: Asked<TimerOf<"prerequisite">>): TimerJudgement[] {
  const { timer, today } = asked;
  const needed = upTo(asked, timer.needs);
  const later = upTo(asked, timer.before);
  const holds = (on: CivilDate) => needed?.findLast((one) => one.on <= on && (timer.maxAgeDays === null || daysBetween(one.on, on) <= timer.maxAgeDays))?.on ?? null;
  const now = holds(today);
  if (!later) return [judged("unknown", { doneOn: now })];
  if (later.length === 0) return [now === null ? judged("not_started") : judged("met", { doneOn: now })];
  return later.map(({ on }) => {
    const doneOn = holds(on);
    return judged(doneOn !== null ? "met" : needed === null ? "unknown" : "broken", { since: on, dueOn: on, doneOn });
  });
}

function judgeRetention(asked: Asked<TimerOf<"retention">>): TimerJudgement {
  const { timer, today } = asked;
  const born = upTo(asked, "born")?.[0]?.on;
  const begun = upTo(asked, timer.from);
  const since = begun?.at(-1)?.on ?? null;
  const ends = [since && addMonths(since, timer.years * 12), born && addMonths(birthday(born, timer.age, "mar1"), timer.yearsAfterAge * 12)];
  const dueOn = ends.filter((one) => typeof one === "string").toSorted().at(-1) ?? null;
  const destroyed = upTo(asked, "records_destroyed")?.[0]?.on ?? null;
  const holds = upTo(asked, "legal_hold");
  const held = isHeld(holds, upTo(asked, "legal_hold_released"), destroyed ?? today);
  const more = { since, dueOn, doneOn: destroyed };
  if (destroyed !== null && (held || (dueOn !== null && destroyed <= dueOn))) return judged("broken", more);
  if (!begun) return judged("unknown", more);
  if (since === null) return judged("not_started", more);
  if (held) return judged("due", { ...more, dueOn: null });
  if (!born) return judged("unknown", more);
  if (dueOn !== null && today <= dueOn) return judged("due", more);
  return judged(holds ? "met" : "unknown", more);
}

/** A hold lasts until it is released; one whose release is not known lasts. */
function isHeld(holds: readonly TimerEvent[] | null, released: readonly TimerEvent[] | null, on: CivilDate): boolean {
  const last = holds?.findLast((one) => one.on <= on)?.on;
  return last !== undefined && !released?.some((one) => last <= one.on && one.on <= on);
}
