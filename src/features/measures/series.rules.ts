import type { CivilDate } from "#kernel/dates.ts";
import type { DisclosureTag } from "#features/disclosure/contract.ts";
import type { InstrumentDefinition, ScoreResult } from "#features/instruments/contract.ts";
import { type ChangeFigures, describeChange, overridesBetween, stretchesOf, type Valued } from "./change.rules.ts";
import type { BreakKind, MeasureSeries, SeriesBreak, SeriesChange, SeriesPoint } from "./series.contract.ts";
import type { ScheduleContent } from "./schedule.contract.ts";

/** A stored score that stands: neither set right by another nor void. */
export type ScoreRow = {
  requestId: string;
  instrument: string;
  version: string;
  language: string;
  mode: string;
  about: MeasureSeries["about"];
  answeredOn: CivilDate;
  result: Pick<ScoreResult, "total" | "subscales"> & { prorated?: unknown };
  /** Who answered, or who coded; null where the reader does not see whom was asked. */
  informantId: string | null;
  informantName: string | null;
  /** The adult whose own it is or with whom the relationship is. */
  adultName: string | null;
  disclosure: DisclosureTag;
};
export type OverrideRow = { before: string; after: string; kinds: string[]; reason: string; byName: string; decidedOn: CivilDate };

/** What is known of the instrument of a score, in the version that it was given with. */
export type SeriesInstalled = { definitionOf: (instrument: string, version: string) => InstrumentDefinition | null; figuresOf: (instrument: string, version: string, score: string) => ChangeFigures; cutsOf: (definition: InstrumentDefinition, score: string) => number[] };
/** The same, with what breaks the series of one record. */
export type SeriesFacts = SeriesInstalled & { policy: ScheduleContent["breaks"]; moves: readonly CivilDate[]; overrides: readonly OverrideRow[] };

/** A score that is followed over time, and what it speaks to. */
export type Scale = { score: string; domains: MeasureSeries["domains"] };
/** The scores of an instrument that are followed over time: the total, each scale that serves a domain of its own, and every scale of an instrument without a total that serves one domain. */
export function scalesOf(definition: InstrumentDefinition): Scale[] {
  const { total, subscales, domains } = definition;
  const isAlone = total === null && (domains.length === 1 || Object.keys(subscales).length === 1);
  const scales = Object.entries(subscales).flatMap(([score, rule]): Scale[] => (rule.domain !== undefined ? [{ score, domains: [rule.domain] }] : isAlone ? [{ score, domains }] : []));
  if (total === null) return scales;
  const ofTotal = total.domain === undefined ? domains : [total.domain];
  return [{ score: "total", domains: ofTotal }, ...scales.filter((one) => !ofTotal.every((domain) => one.domains.includes(domain)))];
}

const valueOf = ({ result }: ScoreRow, score: string): number | null => (score === "total" ? result.total : (result.subscales[score] ?? null));
const rangeOf = (definition: InstrumentDefinition, score: string) => {
  const rule = score === "total" ? definition.total : definition.subscales[score];
  return rule?.rule === "sum" ? { minimum: rule.minimum, maximum: rule.maximum } : null;
};

/** What differs between two answers that follow each other, so that no change is counted between them. A child who moved breaks only what is told about the child. */
export function breaksBetween(before: ScoreRow, after: ScoreRow, { definitionOf, policy, moves }: Pick<SeriesFacts, "definitionOf" | "policy" | "moves">): BreakKind[] {
  const isProrated = (one: ScoreRow) => one.result.prorated !== undefined && one.result.prorated !== null;
  const recall = (one: ScoreRow) => definitionOf(one.instrument, one.version)?.recall;
  const found: [BreakKind, boolean][] = [
    // Where the reader may not know who told, nobody may say that it was the same person.
    ["informant", before.informantId === null || before.informantId !== after.informantId],
    ["moved", after.about !== "self" && moves.some((on) => before.answeredOn < on && on <= after.answeredOn)],
    ["version", before.version !== after.version],
    ["recall", before.version !== after.version && recall(before) !== recall(after)],
    ["language", policy.language === "break" && before.language !== after.language],
    ["mode", policy.mode === "break" && before.mode !== after.mode],
    ["prorated", isProrated(before) || isProrated(after)],
  ];
  return found.flatMap(([kind, differs]) => (differs ? [kind] : []));
}

/** One lane where informants follow each other; a lane each where one comes back after another, or both answered on a day. */
function splitInformants(rows: readonly ScoreRow[]): ScoreRow[][] {
  const turns = rows.map((one) => one.informantId).filter((id, index, all) => id !== all[index - 1]);
  const sameDay = rows.some((one, index) => index > 0 && one.answeredOn === rows[index - 1]!.answeredOn && one.informantId !== rows[index - 1]!.informantId);
  if (new Set(turns).size === turns.length && !sameDay) return [[...rows]];
  return [...new Set(turns)].map((id) => rows.filter((one) => one.informantId === id));
}

const adultOf = (one: ScoreRow) => (one.about === "child" ? null : one.disclosure.ownerPersonId);
const order = { child: 0, relationship: 1, self: 2 } as const;

/** Scores as series: one for each measure of the child, of each relationship, and of each adult. The child's come first. */
export function buildSeries(rows: readonly ScoreRow[], facts: SeriesFacts): MeasureSeries[] {
  const lanes = new Map<string, ScoreRow[]>();
  for (const one of rows.toSorted((a, b) => a.answeredOn.localeCompare(b.answeredOn) || a.requestId.localeCompare(b.requestId))) {
    const key = [one.instrument, one.about, adultOf(one) ?? ""].join(" ");
    lanes.set(key, [...(lanes.get(key) ?? []), one]);
  }
  return [...lanes]
    .flatMap(([key, lane]) => {
      const last = lane.at(-1)!;
      const definition = facts.definitionOf(last.instrument, last.version);
      return definition === null ? [] : scalesOf(definition).flatMap((scale) => splitInformants(lane).map((part, index) => seriesOf(`${key} ${scale.score} ${index}`, part, scale, definition, facts)));
    })
    .toSorted((a, b) => order[a.about] - order[b.about]);
}

function seriesOf(key: string, rows: readonly ScoreRow[], { score, domains }: Scale, definition: InstrumentDefinition, facts: SeriesFacts): MeasureSeries {
  const first = rows[0]!;
  const points = rows.map((one): SeriesPoint => ({ requestId: one.requestId, answeredOn: one.answeredOn, value: valueOf(one, score), informantId: one.informantId, informantName: one.informantName, language: one.language, version: one.version, disclosure: one.disclosure }));
  const breaks = rows.slice(1).flatMap((after, index): SeriesBreak[] => {
    const before = rows[index]!;
    const kinds = breaksBetween(before, after, facts);
    if (kinds.length === 0) return [];
    const said = facts.overrides.find((one) => one.before === before.requestId && one.after === after.requestId && kinds.every((kind) => one.kinds.includes(kind)));
    return [{ before: before.requestId, after: after.requestId, on: after.answeredOn, kinds, informantName: after.informantName, override: said === undefined ? null : { reason: said.reason, byName: said.byName, decidedOn: said.decidedOn }, disclosure: after.disclosure }];
  });
  const isOrdinal = definition.total === null && definition.direction === "none";
  const series: MeasureSeries = {
    key,
    instrument: definition.id,
    name: definition.name,
    score,
    domains,
    about: first.about,
    adultId: adultOf(first),
    adultName: first.about === "child" ? null : first.adultName,
    direction: definition.direction,
    range: rangeOf(definition, score),
    cuts: facts.cutsOf(definition, score),
    isOrdinal,
    points,
    breaks,
    change: null,
  };
  const stretch = stretchesOf(series).at(-1)!;
  return stretch.length === 0 ? series : { ...series, change: changeWithin(series, stretch[0]!, stretch.at(-1)!, facts) };
}

/** The change between two answers of one stretch of a series, by what counts as change in the version of the later one; whoever counts it asks here. Null where that version is not known. */
export function changeWithin(series: MeasureSeries, first: Valued, last: Valued, installed: SeriesInstalled): SeriesChange | null {
  const definition = installed.definitionOf(series.instrument, last.version);
  return definition === null ? null : describeChange(first, last, definition, installed.figuresOf(series.instrument, last.version, series.score), installed.cutsOf(definition, series.score), overridesBetween(series, first, last));
}
