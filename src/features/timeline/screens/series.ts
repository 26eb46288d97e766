import type { z } from "zod";
import { addDays, type CivilDate, daysBetween } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { writeMonth } from "#kernel/saying.ts";
import type { MeasureSeries, SeriesBreak } from "#features/measures/series.contract.ts";
import { breakNames, sayChange, saySource, seriesWords, signed } from "#features/measures/series.words.ts";
import type { AxisBreak, AxisPoint, AxisSeries } from "#ui/axis/series.ts";
import { formatDay, formatNumber } from "#ui/formats.ts";
import type { measureWindow } from "../contract.ts";
import { words } from "../screens.words.ts";

/** What stands on the axis beside the values: the next windows, and the days on which the child moved. */
type Around = { windows: readonly z.infer<typeof measureWindow>[]; breaks: readonly CivilDate[] };
type Valued = MeasureSeries["points"][number] & { value: number };
const domains = { child: "child", relationship: "relationship", self: "caregiver" } as const;

const valued = (one: MeasureSeries): Valued[] => one.points.filter((point): point is Valued => point.value !== null);
/** What has several ratings beside each other stands on the page of measures alone, as scales do beside their total: the axis keeps one lane for each measure. */
const isOnAxis = (one: MeasureSeries, all: readonly MeasureSeries[]) => valued(one).length > 0 && (one.score === "total" || !all.some((other) => other !== one && other.instrument === one.instrument && other.adultId === one.adultId && other.score !== one.score));

/**
 * Measures as lanes of the axis, as they were judged: values, breaks with what made them, the change with its source, the
 * next window. Relationships that follow each other share a lane, with a break where another begins.
 */
export function drawSeries(series: readonly MeasureSeries[], around: Around, language: Language): AxisSeries[] {
  const lanes: MeasureSeries[][] = [];
  for (const one of series.filter((each) => isOnAxis(each, series))) {
    const lane = one.about === "relationship" ? lanes.find((each) => each[0]!.about === "relationship" && each[0]!.instrument === one.instrument && each.at(-1)!.points.at(-1)!.answeredOn < one.points[0]!.answeredOn) : undefined;
    if (lane === undefined) lanes.push([one]);
    else lane.push(one);
  }
  return lanes.map((lane) => drawLane(lane, around, language));
}

function drawLane(lane: readonly MeasureSeries[], { windows, breaks }: Around, language: Language): AxisSeries {
  const one = lane.at(-1)!;
  const first = lane[0]!;
  const domain = domains[one.about];
  const points = lane.flatMap(valued);
  const last = valued(one).at(-1)!;
  const [low, high] = [one.cuts[0], one.cuts.at(-1)];
  const informant = valued(first)[0]!.informantName;
  return {
    id: lane.map((each) => each.key).join(" "),
    label: domain === "caregiver" ? (one.adultName ?? "") : words[domain][language],
    domain,
    informant: domain === "child" ? informant : null,
    ...(domain === "relationship" && first.adultName !== null ? { firstNote: seriesWords.withAdult[language](first.adultName) } : {}),
    restricted: domain === "caregiver" ? words.ownOf[language](one.adultName ?? "") : null,
    unit: one.name,
    lowerIsBetter: one.direction === "lower_is_better" ? "yes" : "no",
    ...(one.isOrdinal && one.range !== null ? { min: one.range.minimum, max: one.range.maximum } : boundsOf(points.map((point) => point.value), one.cuts, one.range)),
    ...(low === undefined || high === undefined ? {} : { cut: { value: (low + high) / 2, label: words.cut[language]([...new Set([low, high])].map((cut) => formatNumber(cut, language)).join("–")) } }),
    points: points.map((point): AxisPoint => ({ date: point.answeredOn, value: point.value, label: point === last ? standingOf(one, last, language) : null })),
    breaks: [...lane.flatMap((each) => each.breaks.filter((cut) => cut.override === null).map((cut) => drawBreak(cut, each, breaks, language))), ...lane.slice(1).map((each, at) => drawRelationship(lane[at]!, each, breaks, language))],
    ...bridgesOf(lane, language),
    ...changeOf(one, language),
    windows: windows.filter((each) => each.instrument === one.instrument && each.adultId === (one.about === "child" ? last.informantId : one.adultId)).map(({ from, to }) => ({ from, to, label: words.nextWindow[language] })),
  };
}

/** What the last value is, beside the one before it or the cut. */
function standingOf(one: MeasureSeries, last: Valued, language: Language): string | null {
  const { change, cuts } = one;
  if (change?.verdict === "improved" || change?.verdict === "deteriorated") return words[change.post < change.pre ? "reliablyLower" : "reliablyHigher"][language](signed(change.post - change.pre, language));
  if (one.isOrdinal) {
    const before = valued(one).findLast((point) => point !== last && point.value !== last.value);
    return before === undefined ? null : words.was[language](formatNumber(before.value, language), writeMonth(before.answeredOn, last.answeredOn, language));
  }
  if (cuts.length === 0) return null;
  const shown = [...new Set([cuts[0]!, cuts.at(-1)!])].map((cut) => formatNumber(cut, language)).join("–");
  return (last.value >= cuts.at(-1)! ? words.atCut : last.value < cuts[0]! ? words.belowCut : words.amongCuts)[language](shown);
}

/** A break, with what made it; where the child moved in between it stands on the day of the move. */
function drawBreak(cut: SeriesBreak, one: MeasureSeries, moves: readonly CivilDate[], language: Language): AxisBreak {
  const before = one.points.find((point) => point.requestId === cut.before)!.answeredOn;
  const moved = cut.kinds.includes("moved") ? moves.find((on) => before < on && on <= cut.on) : undefined;
  const why = cut.kinds.includes("informant") && cut.informantName !== null ? seriesWords.toldBy[language](cut.informantName) : cut.kinds.map((kind) => breakNames[kind][language]).join(", ");
  return { date: moved ?? cut.on, label: words.newSeries[language](why) };
}

/** The breaks that somebody counts across, each where it would stand, with who decided so and why. */
function bridgesOf(lane: readonly MeasureSeries[], language: Language): Pick<AxisSeries, "bridges"> {
  const bridges = lane.flatMap((one) => one.breaks.flatMap(({ on, override }) => (override === null ? [] : [{ date: on, label: seriesWords.overridden[language](override.byName, formatDay(override.decidedOn, language, "full"), override.reason) }])));
  return bridges.length === 0 ? {} : { bridges };
}

/** Where another relationship begins: on the day of a move in between, else halfway, so that no sign stands on a value. */
function drawRelationship(before: MeasureSeries, after: MeasureSeries, moves: readonly CivilDate[], language: Language): AxisBreak {
  const [last, first] = [before.points.at(-1)!.answeredOn, after.points[0]!.answeredOn];
  const moved = moves.find((on) => last < on && on < first);
  return { date: moved ?? addDays(last, Math.max(1, Math.floor(daysBetween(last, first) / 2))), label: words.otherRelationship[language](after.adultName ?? "") };
}

/** Room for the values and the cut, within what the instrument can give. */
function boundsOf(values: readonly number[], cuts: readonly number[], range: MeasureSeries["range"]): { min: number; max: number } {
  const low = Math.min(...values, ...cuts);
  const high = Math.max(...values, ...cuts);
  const room = Math.max(2, Math.ceil((high - low) * 0.2));
  return { min: Math.max(low - room, range?.minimum ?? -Infinity), max: Math.min(high + room, range?.maximum ?? Infinity) };
}

/** A reliable change for the better has a bracket with its source; anything else is said in words. */
function changeOf(one: MeasureSeries, language: Language): Pick<AxisSeries, "change" | "changeNote"> {
  const { change } = one;
  if (change === null || change.why === "never" || change.why === "one_value") return {};
  const dayOf = (on: CivilDate) => formatDay(on, language, "full");
  const origin = change.index ?? change.reliable;
  if (change.verdict !== "improved" || origin === null) return { changeNote: [...sayChange(change, language, dayOf).slice(0, 2), ...change.overrides.map((said) => seriesWords.overridden[language](said.byName, dayOf(said.decidedOn), said.reason))].join("; ") };
  const points = change.index === null ? formatNumber(change.reliable!.points, language) : formatNumber(Math.ceil(1.96 * change.index.sDiff * 100) / 100, language);
  const notes = [...(change.index === null ? [seriesWords.otherPopulation[language]] : []), ...change.overrides.map((said) => seriesWords.overridden[language](said.byName, dayOf(said.decidedOn), said.reason))];
  return { change: { from: change.fromOn, to: change.toOn, label: words.reliablyBetter[language](signed(change.post - change.pre, language), points), source: saySource(origin, language) }, ...(notes.length === 0 ? {} : { changeNote: notes.join("; ") }) };
}
