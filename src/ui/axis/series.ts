import type { CivilDate } from "#kernel/dates.ts";

/** A stage of treatment; a planned one is dashed. */
export type AxisStage = { label: string; from: CivilDate; to: CivilDate; planned: "yes" | "no" };
/** One meeting, held or not. */
export type AxisSession = { date: CivilDate; kind: "together" | "caregiver_alone" | "missed" | "planned" };
/** The meetings of a month, counted, where they are too many to stand one by one; `month` is its first day. */
export type AxisMonth = { month: CivilDate; together: number; caregiver_alone: number; missed: number; planned: number };
/** What was worked on in one strand of the treatment: how many passages of notes feed it, by day or by month as the sessions are. */
export type AxisStrand = { label: string; marks: readonly { date: CivilDate; passages: number }[] };
/** Something in the family's life; what is ahead is hollow. */
export type AxisEvent = { date: CivilDate; label: string; future: "yes" | "no" };
/** A value of a measure; `label` says it in words, or is null. */
export type AxisPoint = { date: CivilDate; value: number; label: string | null };
/** Where a series ends and another begins; `label` says why, and who tells from there on. */
export type AxisBreak = { date: CivilDate; label: string };
/** Where a series goes on across what would end it; `label` says who decided so, when and why. */
export type AxisBridge = { date: CivilDate; label: string };
/** A change that is more than the measure's own error, with its source. */
export type AxisChange = { from: CivilDate; to: CivilDate; label: string; source: string };
/** When a measure is due next. */
export type AxisWindow = { from: CivilDate; to: CivilDate; label: string };

/** One measure over time. `min` and `max` are the bounds of the lane, in the measure's own unit. */
export type AxisSeries = {
  id: string;
  label: string;
  domain: "child" | "relationship" | "caregiver";
  /** Who told the first values; from each break on, its label says who. Null where nobody is named. */
  informant: string | null;
  /** Said of the first values instead: "with Ms. K.". */
  firstNote?: string;
  /** The words of the lock ("Ms. R.'s own"), null where the series is not one adult's own. */
  restricted: string | null;
  unit: string;
  lowerIsBetter: "yes" | "no";
  min: number;
  max: number;
  cut?: { value: number; label: string };
  points: readonly AxisPoint[];
  breaks: readonly AxisBreak[];
  bridges?: readonly AxisBridge[];
  change?: AxisChange;
  /** Said where no reliable change can be given. */
  changeNote?: string;
  windows?: readonly AxisWindow[];
};

/** Values of one unbroken series, and where it starts and ends. `end` is the next break, null for the last one. */
export type Stretch = { start: CivilDate | null; end: CivilDate | null; label: string | null; points: AxisPoint[] };

/**
 * Splits a series at its breaks (measures, section 4: no change is counted across one). A value on the day of a break
 * belongs to the new stretch. The first stretch starts with no date and carries no label.
 */
export function splitAtBreaks(points: readonly AxisPoint[], breaks: readonly AxisBreak[]): Stretch[] {
  const ordered = breaks.toSorted((one, other) => one.date.localeCompare(other.date));
  const stretches: Stretch[] = [{ start: null, end: ordered[0]?.date ?? null, label: null, points: [] }];
  ordered.forEach((one, index) => stretches.push({ start: one.date, end: ordered[index + 1]?.date ?? null, label: one.label, points: [] }));
  for (const point of points.toSorted((one, other) => one.date.localeCompare(other.date))) {
    const stretch = stretches.findLast((one) => one.start === null || one.start <= point.date);
    stretch?.points.push(point);
  }
  return stretches;
}
