import type { CivilDate } from "#kernel/dates.ts";
import { classOfTimer, listDatePeriods, type RecordedDates } from "#features/compliance/dates.rules.ts";
import type { PolicyVersion } from "#features/policy/contract.ts";
import type { Timer } from "#features/policy/timers.contract.ts";
import type { TimerJudgement } from "#features/policy/timers.rules.ts";
import type { timerStandings } from "./contract.ts";

export type TimerStanding = (typeof timerStandings)[number];
/** One date of a case that a change would judge otherwise. */
export type DateEffect = { timer: string; cite: string; class: "service" | "child_chart"; on: CivilDate; before: TimerStanding; after: TimerStanding };

/** Timers that are not the same in two editions, each as it was and as it would be. */
export function changedTimers(before: PolicyVersion | null, after: PolicyVersion | null): { before: Timer | null; after: Timer | null }[] {
  const [olds, news] = [before?.timers ?? [], after?.timers ?? []];
  const ids = [...new Set([...olds, ...news].map(({ id }) => id))];
  const pairs = ids.map((id) => ({ before: olds.find((one) => one.id === id) ?? null, after: news.find((one) => one.id === id) ?? null }));
  return pairs.filter((pair) => JSON.stringify(pair.before) !== JSON.stringify(pair.after));
}

/** A draft only warns, so that what it says of a missed date counts as a draft's. */
const standingOf = (timer: Timer, { state }: TimerJudgement): TimerStanding => (timer.status === "draft" && state !== "met" && state !== "not_started" ? "draft" : state);
const missed: readonly TimerStanding[] = ["late", "broken"];
const dayOf = ({ dueOn, doneOn, since }: TimerJudgement) => dueOn ?? doneOn ?? since;

/** The standings of a timer by the day that each is about, the one of today first; none of before the window. */
function standings(timer: Timer | null, recorded: RecordedDates, { today, from }: { today: CivilDate; from: CivilDate }): { key: string; on: CivilDate; standing: TimerStanding }[] {
  if (timer === null) return [];
  const [now, ...periods] = listDatePeriods(timer, recorded, today);
  const written = (key: string, judged: TimerJudgement) => ({ key, on: dayOf(judged) ?? today, standing: standingOf(timer, judged) });
  return [written("now", now!), ...periods.filter((one) => (dayOf(one) ?? today) >= from).map((one) => written(one.since ?? one.doneOn ?? "", one))];
}

/** How a changed timer would judge a case otherwise: as it stands today, else the latest date of the window that differs; null where none does. */
export function dateEffectOf(pair: { before: Timer | null; after: Timer | null }, recorded: RecordedDates, window: { today: CivilDate; from: CivilDate }): DateEffect | null {
  const [was, is] = [standings(pair.before, recorded, window), standings(pair.after, recorded, window)];
  const keys = [...new Set([...is, ...was].map(({ key }) => key))];
  const timer = (pair.after ?? pair.before)!;
  for (const key of keys) {
    const [one, other] = [was.find((found) => found.key === key), is.find((found) => found.key === key)];
    const [before, after] = [one?.standing ?? "none", other?.standing ?? "none"];
    // A span that only one of the two knows says something where it was missed.
    const isNews = one && other ? before !== after : missed.includes(before) || missed.includes(after);
    if (isNews) return { timer: timer.id, cite: timer.cite, class: classOfTimer(timer), on: (other ?? one)!.on, before, after };
  }
  return null;
}
