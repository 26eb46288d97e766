import type { ChangeRequest, ChangeResult, InstrumentDefinition } from "./contract.ts";

/** |RC| over this is a change that measurement error alone makes in under 5 of 100 (Jacobson & Truax 1991). */
const reliableFrom = 1.96;
/** So that a change of exactly the limit is not called reliable by the last bit of a division. */
const rounding = 1e-9;

/**
 * Reliable change: RC = (post − pre) / S_diff, with SE = SD·√(1−r) and S_diff = √2·SE, in points of the score.
 * The sign of `rci` is that of the difference; which way is better comes from the instrument. The figures of the
 * population are arguments, since there is no honest default: without them there is no index.
 */
export function judgeChange(request: ChangeRequest): ChangeResult {
  const { pre, post, sd, reliability, lowerIsBetter } = request;
  const standardError = sd * Math.sqrt(1 - reliability);
  const sDiff = sd * Math.sqrt(2 * (1 - reliability));
  const rci = post === pre ? 0 : (post - pre) / sDiff;
  if (Math.abs(rci) - reliableFrom <= rounding) return { rci, standardError, sDiff, class: "no_reliable_change" };
  return { rci, standardError, sDiff, class: rci < 0 === lowerIsBetter ? "improved" : "deteriorated" };
}

/**
 * Whether an instrument fits a child's age in completed months, weeks born early taken off where the form says so
 * (a month counted as 52/12 weeks, rounded down). `fits` is true where the instrument has no window. `offer` is the
 * next instrument for a child who is too old, null where there is none. Recording it anyway needs a reason.
 */
export function decideAgeWindow(definition: InstrumentDefinition, ageInMonths: number, weeksBornEarly = 0): { fits: boolean; countedMonths: number; offer: string | null } {
  const rule = definition.prematurity;
  const isAdjusted = rule !== null && weeksBornEarly >= rule.weeksEarlyAtLeast && ageInMonths < rule.beforeMonths;
  const countedMonths = isAdjusted ? Math.max(0, ageInMonths - Math.floor((weeksBornEarly * 12) / 52)) : ageInMonths;
  const window = definition.ageMonths;
  if (window === null || (countedMonths >= window.from && countedMonths <= window.to)) return { fits: true, countedMonths, offer: null };
  return { fits: false, countedMonths, offer: countedMonths > window.to ? definition.successor : null };
}
