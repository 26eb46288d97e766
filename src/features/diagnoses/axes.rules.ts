import type { CivilDate } from "#kernel/dates.ts";
import { kernelWords } from "#kernel/words.ts";
import { axes, type Axis, type AxisEntry, type Dimension } from "./axes.contract.ts";
import { axisFaultWords as faultWords } from "./axes.faults.words.ts";
import type { Wrong } from "./rules.ts";

/** The instrument of the measures that asks for the level of axis II: what it says is read, and not asked again. */
export const LEVEL_INSTRUMENT = "dc05-axis-ii";

export type WrittenEntry = Pick<AxisEntry, "axis" | "ownerPersonId" | "level" | "dimensions" | "code" | "label" | "words" | "since" | "until">;

/** The class of an entry: axis II is of the relationship of its adult, the others are of the child's chart. */
export const classOfAxis = (axis: Axis) => (axis === 2 ? ("relationship" as const) : ("child_chart" as const));

/** The key of a dimension: our own name, or the label as it is compared. */
const keyOf = (one: Dimension) => one.name ?? one.label.toLowerCase();

/** What is wrong with an entry. `dyads` are the adults with an open relationship to the child; `measured` the days on which the measure gave a level for this adult. Null is good. */
export function judgeEntryOfAxis(one: WrittenEntry, today: CivilDate, dyads: ReadonlySet<string>, measured: readonly CivilDate[]): Wrong | null {
  if (one.since > today) return { path: "since", message: kernelWords.orEarlier(today) };
  if (one.until !== null && one.until < one.since) return { path: "until", message: kernelWords.orLater(one.since) };
  if (one.until !== null && one.until > today) return { path: "until", message: kernelWords.orEarlier(today) };
  if (one.axis !== 2) {
    if (one.ownerPersonId !== null) return { path: "ownerPersonId", message: faultWords.adultOfAxisTwo };
    if (one.level !== null) return { path: "level", message: faultWords.levelOfAxisTwo };
    if (one.dimensions.length > 0) return { path: "dimensions", message: faultWords.levelOfAxisTwo };
    return one.label === "" ? { path: "label", message: faultWords.needLabel } : null;
  }
  if (one.ownerPersonId === null || !dyads.has(one.ownerPersonId)) return { path: "ownerPersonId", message: faultWords.needAdult };
  if (one.level === null) return { path: "level", message: faultWords.needLevel };
  if (measured.includes(one.since)) return { path: "since", message: faultWords.measuredThatDay };
  for (const [place, each] of one.dimensions.entries()) {
    if ((each.name === null) === (each.label === "")) return { path: `dimensions.${place}.label`, message: faultWords.nameOrLabel };
    if (one.dimensions.findIndex((other) => keyOf(other) === keyOf(each)) < place) return { path: `dimensions.${place}.label`, message: faultWords.once };
  }
  return null;
}

/** The entries that are held, the newest first: those in whose place no other stands, and that were not entered in error. */
export const entriesHeld = (entries: readonly AxisEntry[]): AxisEntry[] => entries.filter((one) => !one.superseded && !one.inError).toSorted((one, other) => (one.since < other.since ? 1 : one.since > other.since ? -1 : 0));

/** The last level of each adult, the newest first: a level is ordinal, so that there is no mean of several. */
export function lastLevels(entries: readonly AxisEntry[]): AxisEntry[] {
  const levels = entriesHeld(entries).filter((one) => one.axis === 2);
  return levels.filter((one, place) => levels.findIndex((other) => other.ownerPersonId === one.ownerPersonId) === place);
}

/** The entries held of each axis after the second. */
export const entriesByAxis = (entries: readonly AxisEntry[]): { axis: Exclude<Axis, 2>; entries: AxisEntry[] }[] =>
  axes.flatMap((axis) => (axis === 2 ? [] : [{ axis, entries: entriesHeld(entries).filter((one) => one.axis === axis) }]));
