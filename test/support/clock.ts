import type { Clock } from "#database/actor.ts";
import type { Instant } from "#kernel/dates.ts";

/** A clock that stands still until a test sets it. */
export type TestClock = Clock & { set(now: Instant): void };

/** A clock that shows one moment, such as `2026-11-20T15:00:00Z`. */
export function fixedClock(moment: Instant = "2026-11-20T15:00:00Z"): TestClock {
  const exact = (text: Instant) => new Date(text).toISOString();
  let now = exact(moment);
  return { now: () => now, set: (next) => void (now = exact(next)) };
}
