import { addDays, type CivilDate } from "#kernel/dates.ts";
import { kindOfChange, sideOfCuts, stretchesOf, type Valued } from "#features/measures/change.rules.ts";
import type { MeasureSeries, SeriesPoint } from "#features/measures/series.contract.ts";
import { changeWithin, type SeriesInstalled } from "#features/measures/series.rules.ts";
import type { Series } from "./series.rules.ts";

/** Days after the first session in which a first value is a baseline (measures.md section 5). */
export const BASELINE_DAYS = 60;

/** The days of a course that a pair needs. `endsOn`: values after it belong to no course, or to the next. */
export type PairSpan = { askedOn: CivilDate; startedOn: CivilDate; endsOn: CivilDate | null; closingFrom: CivilDate | null };

export const pairStates = ["no_baseline", "baseline_only", "broken", "pair"] as const;
export const changeKinds = ["better", "same", "worse", "not_computed"] as const;
/**
 * The first and the last value of a series in a course. `broken`: a later value is there, and none that can be compared,
 * since the case's own series is broken in between or nothing says what counts as change in its version.
 */
export type Pair = {
  state: (typeof pairStates)[number];
  version: string;
  pre: number | null;
  post: number | null;
  preOn: CivilDate | null;
  postOn: CivilDate | null;
  atDischarge: boolean;
  change: (typeof changeKinds)[number];
  preAbove: boolean | null;
  postAbove: boolean | null;
  class: "child_chart" | "relationship" | "caregiver";
  ownerPersonId: string;
  part2: boolean;
};

const byDay = (one: { answeredOn: CivilDate; requestId: string }, other: { answeredOn: CivilDate; requestId: string }) => one.answeredOn.localeCompare(other.answeredOn) || one.requestId.localeCompare(other.requestId);

/**
 * The pair of one score in one course, from the series of the case's own page: of what nothing breaks, or what somebody
 * joined with a reason, the first value within the baseline window and the last one of a later day. Of several such
 * stretches the first with a pair counts. Null where nobody was asked.
 */
export function findPair(series: Series, span: PairSpan, told: readonly MeasureSeries[], installed: SeriesInstalled): Pair | null {
  const isWithin = ({ answeredOn }: SeriesPoint) => answeredOn >= span.askedOn && (span.endsOn === null || answeredOn <= span.endsOn);
  const stretches = told
    .filter((one) => one.instrument === series.instrument && one.score === series.scale)
    .flatMap((of) => stretchesOf(of).map((all) => ({ of, points: all.filter(isWithin) })))
    .filter(({ points }) => points.length > 0)
    .toSorted((one, other) => byDay(one.points[0]!, other.points[0]!));
  const [earliest] = stretches;
  if (earliest === undefined) return null;
  const lastBaselineOn = addDays(span.startedOn, BASELINE_DAYS);
  const baselines = stretches.filter(({ points }) => points[0]!.answeredOn <= lastBaselineOn);
  const base = (state: Pair["state"], { version, disclosure }: Valued): Pair => ({ state, version, pre: null, post: null, preOn: null, postOn: null, atDischarge: false, change: "not_computed", preAbove: null, postAbove: null, class: disclosure.class as Pair["class"], ownerPersonId: disclosure.ownerPersonId!, part2: disclosure.part2 });
  /** Whether a value before is at or past every cut, and one after not yet under all of them: what is crossed is then crossed on the case's page. */
  const sideOf = (point: Valued, cuts: readonly number[]) => sideOfCuts(point.value, cuts, series.direction !== "higher_is_better");
  const cutsOf = (point: Valued) => {
    const definition = series.cuts.length === 0 || series.direction === "none" ? null : installed.definitionOf(series.instrument, point.version);
    const own = definition === null ? [] : installed.cutsOf(definition, series.scale);
    return own.length === 0 ? series.cuts : own;
  };
  const above = (pre: Valued, post: Valued | null) => {
    const cuts = cutsOf(post ?? pre);
    return cuts.length === 0 ? { preAbove: null, postAbove: null } : { preAbove: sideOf(pre, cuts) === "illness", postAbove: post === null ? null : sideOf(post, cuts) !== "health" };
  };
  const alone = ([pre]: readonly Valued[], state: Pair["state"]): Pair => ({ ...base(state, pre!), ...above(pre!, null), pre: pre!.value, preOn: pre!.answeredOn });
  let uncounted: Pair | null = null;
  for (const { of, points } of baselines) {
    const [pre, post] = [points[0]!, points.at(-1)!];
    if (post.answeredOn <= pre.answeredOn) continue;
    const judged = series.change === null ? null : changeWithin(of, pre, post, installed);
    const change = judged === null ? null : kindOfChange(judged, series.direction);
    if (series.change !== null && change === null) uncounted ??= alone(points, "broken");
    else return { ...base("pair", pre), ...above(pre, post), pre: pre.value, post: post.value, preOn: pre.answeredOn, postOn: post.answeredOn, atDischarge: span.closingFrom !== null && post.answeredOn >= span.closingFrom, change: change ?? "not_computed", part2: pre.disclosure.part2 || post.disclosure.part2 };
  }
  if (uncounted !== null) return uncounted;
  const [first] = baselines;
  if (first === undefined) return base("no_baseline", earliest.points[0]!);
  const isBroken = stretches.some(({ points }) => points.some((one) => one.answeredOn > first.points[0]!.answeredOn));
  return alone(first.points, isBroken ? "broken" : "baseline_only");
}
