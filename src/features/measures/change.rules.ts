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

type Valued = SeriesPoint & { value: number };
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

/** Whether a change crossed every cut, from all of them on one side to all on the other; null where there is none. Where lower is better the cut itself is still at illness. */
function crossing(pre: number, post: number, cuts: readonly number[], lowerIsBetter: boolean): SeriesChange["crossed"] {
  if (cuts.length === 0) return null;
  const [low, high] = [Math.min(...cuts), Math.max(...cuts)];
  const side = (value: number) => (lowerIsBetter ? (value < low ? "health" : value >= high ? "illness" : "between") : value > high ? "health" : value <= low ? "illness" : "between");
  if (side(pre) === "illness" && side(post) === "health") return "towards_health";
  return side(pre) === "health" && side(post) === "illness" ? "towards_illness" : "none";
}

/** The change of a series: within the stretch since the last break that nobody overrode. Null where no form was complete. */
export function changeOfSeries(points: readonly SeriesPoint[], breaks: readonly SeriesBreak[], definition: Pick<InstrumentDefinition, "direction" | "repeats">, figures: ChangeFigures, cuts: readonly number[]): SeriesChange | null {
  const ends = breaks.filter((one) => one.override === null).map((one) => points.findIndex((point) => point.requestId === one.after));
  const stretch = points.slice(Math.max(0, ...ends)).filter((one): one is Valued => one.value !== null);
  const [first, last] = [stretch[0], stretch.at(-1)];
  if (first === undefined || last === undefined) return null;
  const spanned = breaks.filter((one) => one.override !== null && stretch.some((point) => point.requestId === one.after) && one.after !== first.requestId);
  return describeChange(first, last, definition, figures, cuts, spanned.map((one) => one.override!));
}
