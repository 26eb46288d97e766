import { addDays, type CivilDate } from "#kernel/dates.ts";
import type { Series } from "./series.rules.ts";

/** Days after the first session in which a first value is a baseline (measures.md section 5). */
export const BASELINE_DAYS = 60;

/** One valid value of a series, with who told it and what it is kept as. */
export type Value = { series: string; /** Who told it, and about whom: one key. */ respondentId: string; version: string; answeredOn: CivilDate; value: number; class: "child_chart" | "relationship" | "caregiver"; ownerPersonId: string; part2: boolean };

/** The days of a course that a pair needs. `endsOn`: values after it belong to no course, or to the next. */
export type PairSpan = { askedOn: CivilDate; startedOn: CivilDate; endsOn: CivilDate | null; closingFrom: CivilDate | null };

export const pairStates = ["no_baseline", "baseline_only", "broken", "pair"] as const;
export const changeKinds = ["better", "same", "worse", "not_computed"] as const;
/** The first and the last value of a series in a course. `broken`: a last value is there, but told by another person or with another version. */
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
  class: Value["class"];
  ownerPersonId: string;
  part2: boolean;
};

/** How a change stands beside its published value; `not_computed` where there is none: never a default. */
export function judgePair({ change, direction }: Pick<Series, "change" | "direction">, pre: number, post: number): Pair["change"] {
  if (change === null || direction === "none") return "not_computed";
  const gained = direction === "lower_is_better" ? pre - post : post - pre;
  return gained >= change.points ? "better" : gained <= -change.points ? "worse" : "same";
}

/**
 * The pair of one series in one course: the first value within the baseline window and the last one after it, of the same
 * respondent and version. Of several respondents the one with a pair counts, else the earliest. Null where nobody was asked.
 */
export function findPair(series: Series, span: PairSpan, values: readonly Value[]): Pair | null {
  const within = values.filter((one) => one.answeredOn >= span.askedOn && (span.endsOn === null || one.answeredOn <= span.endsOn)).toSorted((one, other) => one.answeredOn.localeCompare(other.answeredOn) || one.respondentId.localeCompare(other.respondentId) || one.version.localeCompare(other.version));
  const [first] = within;
  if (first === undefined) return null;
  const last = addDays(span.startedOn, BASELINE_DAYS);
  const isSame = (one: Value, other: Value) => one.respondentId === other.respondentId && one.version === other.version;
  const baselines = within.filter((one, place) => one.answeredOn <= last && within.findIndex((other) => isSame(one, other)) === place);
  const base = (state: Pair["state"], of: Value): Pair => ({ state, version: of.version, pre: null, post: null, preOn: null, postOn: null, atDischarge: false, change: "not_computed", preAbove: null, postAbove: null, class: of.class, ownerPersonId: of.ownerPersonId, part2: of.part2 });
  const isAbove = (value: number) => (series.cut === null ? null : value >= series.cut);
  for (const pre of baselines) {
    const post = within.findLast((one) => isSame(one, pre) && one.answeredOn > pre.answeredOn);
    if (post === undefined) continue;
    const ordinal = series.direction === "none";
    return { ...base("pair", pre), pre: pre.value, post: post.value, preOn: pre.answeredOn, postOn: post.answeredOn, atDischarge: span.closingFrom !== null && post.answeredOn >= span.closingFrom, change: ordinal ? "not_computed" : judgePair(series, pre.value, post.value), preAbove: isAbove(pre.value), postAbove: isAbove(post.value), part2: pre.part2 || post.part2 };
  }
  const [pre] = baselines;
  if (pre === undefined) return base("no_baseline", first);
  const isBroken = within.some((one) => one.answeredOn > pre.answeredOn && !isSame(one, pre));
  return { ...base(isBroken ? "broken" : "baseline_only", pre), pre: pre.value, preOn: pre.answeredOn, preAbove: isAbove(pre.value) };
}
