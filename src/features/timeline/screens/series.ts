import type { z } from "zod";
import type { CivilDate } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import type { InstalledInstrument } from "#features/instruments/site.contract.ts";
import type { AxisBreak, AxisPoint, AxisSeries } from "#ui/axis/series.ts";
import { formatNumber } from "#ui/formats.ts";
import type { scorePoint } from "../contract.ts";
import { words } from "../screens.words.ts";

export type ScorePoint = z.infer<typeof scorePoint>;
/** What a lane needs to know of an instrument; its bounds, its cuts, and the one published change that was read. */
export type InstrumentFacts = Pick<InstalledInstrument, "instrument" | "name" | "direction" | "total" | "cuts" | "reliableChange">;
type Scored = ScorePoint & { total: number };

const domains = { caregiver: "caregiver", relationship: "relationship" } as const;
const order = { child: 0, relationship: 1, caregiver: 2 };

/**
 * Scores as lanes of the axis. An adult's own answers have a lane for each adult and instrument. Answers about the
 * child share the lane of their instrument while one informant follows another, with a break between them; informants
 * whose answers lie among each other have a lane each. A new version is a break too. No change is given across one
 * (measures.md section 4), nor where no published value was read. A form without a total has no point.
 */
export function drawSeries(scores: readonly ScorePoint[], instruments: readonly InstrumentFacts[], language: Language, moves: readonly CivilDate[] = []): AxisSeries[] {
  const lanes = new Map<string, Scored[]>();
  for (const score of scores) {
    if (score.total === null) continue;
    const key = score.disclosure.class === "caregiver" ? `${score.instrument} of ${score.informantId}` : score.instrument;
    lanes.set(key, [...(lanes.get(key) ?? []), { ...score, total: score.total }]);
  }
  return [...lanes.entries()]
    .flatMap(([key, lane]) => splitInformants(lane).map((part, index) => drawLane(`${key} ${index}`, part, instruments.find((one) => one.instrument === part[0]!.instrument), language, moves)))
    .sort((one, other) => order[one.domain] - order[other.domain]);
}

const byDate = (scores: readonly Scored[]) => scores.toSorted((one, other) => one.answeredOn.localeCompare(other.answeredOn));

/** One lane where informants follow each other; a lane each where one comes back after another, or both answered on a day. */
function splitInformants(scores: readonly Scored[]): Scored[][] {
  const ordered = byDate(scores);
  const turns = ordered.map((one) => one.informantId).filter((id, index, all) => id !== all[index - 1]);
  const sameDay = ordered.some((one, index) => index > 0 && one.answeredOn === ordered[index - 1]!.answeredOn && one.informantId !== ordered[index - 1]!.informantId);
  if (new Set(turns).size === turns.length && !sameDay) return [ordered];
  return [...new Set(turns)].map((id) => ordered.filter((one) => one.informantId === id));
}

function drawLane(id: string, scores: Scored[], facts: InstrumentFacts | undefined, language: Language, moves: readonly CivilDate[]): AxisSeries {
  const first = scores[0]!;
  const kind = first.disclosure.class;
  const domain = kind === "caregiver" || kind === "relationship" ? domains[kind] : "child";
  const points = scores.map((one): AxisPoint => ({ date: one.answeredOn, value: one.total, label: null }));
  const cuts = facts?.cuts ?? [];
  return {
    id,
    label: domain === "caregiver" ? first.informantName : words[domain][language],
    domain,
    informant: domain === "caregiver" ? null : first.informantName,
    restricted: domain === "caregiver" ? words.ownOf[language](first.informantName) : null,
    unit: facts?.name ?? first.instrument,
    lowerIsBetter: facts?.direction === "lower_is_better" ? "yes" : "no",
    ...boundsOf(points.map((one) => one.value), cuts, facts?.total ?? null),
    ...(cuts.length === 0 ? {} : { cut: { value: (cuts[0]! + cuts.at(-1)!) / 2, label: words.cut[language]([...new Set([cuts[0]!, cuts.at(-1)!])].map((cut) => formatNumber(cut, language)).join("–")) } }),
    points,
    breaks: breaksOf(scores, language, moves),
    ...changeOf(scores, facts, language, moves),
  };
}

/** Whether the child moved between two values about the child: what a caregiver tells of the life apart is not compared with the life together. */
const movedBetween = (before: Scored, one: Scored, moves: readonly CivilDate[]) => one.disclosure.class !== "caregiver" && moves.some((on) => before.answeredOn < on && on <= one.answeredOn);

/** A break wherever the informant or the version differs from the value before, or the child moved in between. */
function breaksOf(scores: readonly Scored[], language: Language, moves: readonly CivilDate[]): AxisBreak[] {
  return scores.flatMap((one, index): AxisBreak[] => {
    const before = scores[index - 1];
    if (before === undefined) return [];
    if (before.informantId !== one.informantId) return [{ date: one.answeredOn, label: words.newTeller[language](one.informantName) }];
    if (before.version !== one.version) return [{ date: one.answeredOn, label: words.newVersion[language] }];
    return movedBetween(before, one, moves) ? [{ date: one.answeredOn, label: words.childMoved[language] }] : [];
  });
}

/** Room for the values and the cut, within what the instrument can give. */
function boundsOf(values: readonly number[], cuts: readonly number[], total: InstrumentFacts["total"]): { min: number; max: number } {
  const low = Math.min(...values, ...cuts);
  const high = Math.max(...values, ...cuts);
  const room = Math.max(2, Math.ceil((high - low) * 0.2));
  return { min: Math.max(low - room, total?.minimum ?? -Infinity), max: Math.min(high + room, total?.maximum ?? Infinity) };
}

/** What the last unbroken stretch says about change: its first value against its last, never across a break. */
function changeOf(scores: readonly Scored[], facts: InstrumentFacts | undefined, language: Language, moves: readonly CivilDate[]): Pick<AxisSeries, "change" | "changeNote"> {
  const last = scores.at(-1)!;
  const from = scores.findLastIndex((one) => one.informantId !== last.informantId || one.version !== last.version || movedBetween(one, last, moves)) + 1;
  const first = scores[from]!;
  if (first === last || facts === undefined || facts.direction === "none") return {};
  if (facts.reliableChange === null) return { changeNote: words.noPublished[language] };
  const { points, population, source } = facts.reliableChange;
  const difference = last.total - first.total;
  const change = `${difference > 0 ? "+" : ""}${formatNumber(difference, language)}`;
  const origin = `${source}, ${words.populations[population]?.[language] ?? population}`;
  const told = `${origin}: ${words.otherPopulation[language]}`;
  const shown = formatNumber(points, language);
  if (Math.abs(difference) < points) return { changeNote: words.notReliable[language](change, shown, told) };
  if (difference < 0 === (facts.direction === "lower_is_better")) return { change: { from: first.answeredOn, to: last.answeredOn, label: words.reliablyBetter[language](change, shown), source: origin }, changeNote: words.otherPopulation[language] };
  return { changeNote: words.reliablyWorse[language](change, shown, told) };
}
