import type { ChangeRequest, ChangeResult } from "./contract.ts";

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

/** The points that a change must pass to be reliable by this index, to one decimal place. */
export const indexPoints = ({ sd, reliability }: Pick<ChangeRequest, "sd" | "reliability">): number => Math.round(reliableFrom * sd * Math.sqrt(2 * (1 - reliability)) * 10) / 10;
