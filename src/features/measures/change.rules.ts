import type { Certainty, InstrumentDefinition } from "#features/instruments/contract.ts";
import { judgeChange } from "#features/instruments/change.rules.ts";
import type { SeriesBreak, SeriesChange, SeriesPoint } from "./series.contract.ts";

type Source = { population: string; source: string; certainty: Certainty };
/** What counts as change of a score, as far as somebody published or entered it: no figure has a default. */
export type ChangeFigures = { inputs: ({ sd: number; reliability: number } & Source) | null; meaningful: ({ points: number } & Source) | null; reliable: ({ points: number } & Source) | null };

type Distribution = { mean: number; sd: number };
/**
 * The clinical cut-offs of Jacobson & Truax 1991, in points: `a` two deviations from the patients towards health, `b` two
 * from others towards illness, `c` where both distributions meet, weighted by their deviations. Without others b and c are null.
 */
export function clinicalCutOffs(patients: Distribution, others: Distribution | null, lowerIsBetter: "yes" | "no"): { a: number; b: number | null; c: number | null } {
  const health = lowerIsBetter === "yes" ? -1 : 1;
  const a = patients.mean + health * 2 * patients.sd;
  if (others === null) return { a, b: null, c: null };
  return { a, b: others.mean - health * 2 * others.sd, c: (patients.sd * others.mean + others.sd * patients.mean) / (patients.sd + others.sd) };
}

/** True where no difference of two values is ever called a change: an event history, a count, an ordinal level. */
export const neverChanges = (definition: Pick<InstrumentDefinition, "direction" | "repeats">): boolean => definition.direction === "none" || definition.repeats === "once";

/** An answer that was complete. */
export type Valued = SeriesPoint & { value: number };
type Overrides = SeriesChange["overrides"];

/**
 * The change between two values of one series, by what is known of the instrument: an index where a deviation and a
 * reliability were entered, else the published points of reliable change, else nothing but the difference and why
 * (measures.md section 4). The direction is the instrument's. Points that are only meaningful are never called reliable.
 */
export function describeChange(first: Valued, last: Valued, definition: Pick<InstrumentDefinition, "direction" | "repeats">, figures: ChangeFigures, cuts: readonly number[], overrides: Overrides): SeriesChange {
  const base = { from: first.requestId, to: last.requestId, pre: first.value, post: last.value, fromOn: first.answeredOn, toOn: last.answeredOn, verdict: null, index: null, reliable: null, meaningful: null, crossed: null, isRecovered: null, overrides, disclosure: last.disclosure } as const;
  if (neverChanges(definition)) return { ...base, why: "never" };
  if (first.requestId === last.requestId) return { ...base, why: "one_value" };
  const lowerIsBetter = definition.direction === "lower_is_better";
  const difference = last.value - first.value;
  const crossed = crossing(first.value, last.value, cuts, lowerIsBetter);
  const meaningful = figures.meaningful === null ? null : { ...pick(figures.meaningful), isReached: Math.abs(difference) >= figures.meaningful.points };
  const judged = judgeReliable(first.value, last.value, figures, lowerIsBetter);
  const isRecovered = judged.verdict === null || crossed === null ? null : judged.verdict === "improved" && crossed === "towards_health";
  return { ...base, ...judged, meaningful, crossed, isRecovered, why: judged.verdict === null ? "no_figures" : null };
}

const pick = ({ points, population, source, certainty }: { points: number } & Source) => ({ points, population, source, certainty });

/** An index comes before published points: it rests on figures that somebody chose for this programme. */
function judgeReliable(pre: number, post: number, { inputs, reliable }: ChangeFigures, lowerIsBetter: boolean): Pick<SeriesChange, "verdict" | "index" | "reliable"> {
  if (inputs !== null) {
    const { sd, reliability, population, source, certainty } = inputs;
    const { class: verdict, ...index } = judgeChange({ pre, post, sd, reliability, lowerIsBetter });
    return { verdict, index: { sd, reliability, population, source, certainty, ...index }, reliable: null };
  }
  if (reliable === null) return { verdict: null, index: null, reliable: null };
  const difference = post - pre;
  const verdict = Math.abs(difference) < reliable.points ? "no_reliable_change" : difference < 0 === lowerIsBetter ? "improved" : "deteriorated";
  return { verdict, index: null, reliable: pick(reliable) };
}

/** On which side of all cuts a value lies, or between them. Where lower is better the cut itself is still at illness. There is at least one cut. */
export function sideOfCuts(value: number, cuts: readonly number[], lowerIsBetter: boolean): "health" | "between" | "illness" {
  const [low, high] = [Math.min(...cuts), Math.max(...cuts)];
  if (lowerIsBetter) return value < low ? "health" : value >= high ? "illness" : "between";
  return value > high ? "health" : value <= low ? "illness" : "between";
}

/** Whether a change crossed every cut, from all of them on one side to all on the other; null where there is none. */
function crossing(pre: number, post: number, cuts: readonly number[], lowerIsBetter: boolean): SeriesChange["crossed"] {
  if (cuts.length === 0) return null;
  const [from, to] = [sideOfCuts(pre, cuts, lowerIsBetter), sideOfCuts(post, cuts, lowerIsBetter)];
  if (from === "illness" && to === "health") return "towards_health";
  return from === "health" && to === "illness" ? "towards_illness" : "none";
}

/** The stretches of a series within which change is counted: what follows each break that nobody overrode. Of what was answered in full alone; one of nothing is empty. */
export function stretchesOf({ points, breaks }: { points: readonly SeriesPoint[]; breaks: readonly SeriesBreak[] }): Valued[][] {
  const starts = new Set(breaks.flatMap((one) => (one.override === null ? [one.after] : [])));
  const stretches: Valued[][] = [[]];
  for (const point of points) {
    if (starts.has(point.requestId)) stretches.push([]);
    if (point.value !== null) stretches.at(-1)!.push(point as Valued);
  }
  return stretches;
}

/** What somebody said of the breaks between two answers of one stretch. */
export function overridesBetween({ points, breaks }: { points: readonly SeriesPoint[]; breaks: readonly SeriesBreak[] }, first: SeriesPoint, last: SeriesPoint): Overrides {
  const within = new Set(points.slice(points.indexOf(first) + 1, points.indexOf(last) + 1).map((one) => one.requestId));
  return breaks.flatMap((one) => (one.override !== null && within.has(one.after) ? [one.override] : []));
}

/**
 * How a change counts among many: by what is reliable of it, else by the points that are called meaningful, which is then
 * said beside the count. Null where nothing says what counts as change.
 */
export function kindOfChange(change: Pick<SeriesChange, "verdict" | "meaningful" | "pre" | "post">, direction: InstrumentDefinition["direction"]): "better" | "same" | "worse" | null {
  if (change.verdict !== null) return ({ improved: "better", no_reliable_change: "same", deteriorated: "worse" } as const)[change.verdict];
  if (change.meaningful === null) return null;
  if (!change.meaningful.isReached) return "same";
  return change.post < change.pre === (direction === "lower_is_better") ? "better" : "worse";
}
