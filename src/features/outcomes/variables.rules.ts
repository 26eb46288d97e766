import type { CivilDate } from "#kernel/dates.ts";
import { daysBetween } from "#kernel/dates.ts";
import { standardGoals } from "#features/plan/contract.ts";
import { ageBands, fidelities, goalStates, places, type Position, positions, quarterOf, startedPositions, weeksOf } from "./course.rules.ts";
import { type Asked, OUTSIDE, type Population, type Variable } from "./lattice.rules.ts";
import { countGroups, listPartitions, listSpans, mergeLast, mergeSmallest, normalize, type Partition } from "./partitions.rules.ts";
import { reasonKinds } from "./shapes.contract.ts";
import type { Series } from "./series.rules.ts";

/** The cuts: one at a time, so that no two of them together tell of a few. */
export const cuts = ["period", "team", "age", "language", "place", "payer", "fidelity"] as const;
export type Cut = (typeof cuts)[number];
/** What a value is called where nothing was recorded. */
export const UNKNOWN = "unknown";

/** A row of the kept tables, as it is counted. */
export type CourseRow = {
  askedOn: CivilDate; eligibleOn: CivilDate | null; firstSessionOn: CivilDate | null; stageTwoOn: CivilDate | null; endedOn: CivilDate | null;
  position: Position; teamId: string | null; ageBand: string | null; language: string | null; place: string | null; payer: string | null; fidelity: string;
  sessions: number; missed: number; came: number; moves: number; reunified: boolean; goals: Record<string, string>; reason: string | null;
  pairs: Record<string, { state: string; change: string; pre: number | null; post: number | null; preAbove: boolean | null; postAbove: boolean | null }>;
}; // prettier-ignore

/** A number of each person whose middle is told; NaN is none. `of` names the set, by variable and name, of whom it is told. */
export type Measure = { id: string; variable: string; set: string; values: Float64Array };

/** Where a family is may be told with the steps before the start apart or together, and those after it in any way. */
function positionCandidates(): Partition[] {
  const before = [[0, 1, 2, 3], [0, 0, 1, 2], [0, 1, 2, 2], [0, 0, 1, 1], [0, 0, 0, 0]];
  return before.flatMap((first) => listPartitions(5).map((rest) => normalize([...first.map((group) => `before ${group}`), ...rest.map((group) => `after ${group}`)])));
}

/** What the place of somebody in a course says of a start, by definition. */
const startOf = (one: Position) => ((startedPositions as readonly string[]).includes(one) ? ("started" as const) : ("not_started" as const));
const insideOf = (values: readonly string[]) => Object.fromEntries(values.map((value) => [value, "started" as const]));
/** Of who has started alone: everybody else is outside of it. */
const ofStarted = (values: readonly string[]) => ({ ...insideOf(values), [OUTSIDE]: "not_started" as const });

const position: Variable = {
  name: "position",
  values: positions,
  scope: null,
  implies: Object.fromEntries(positions.map((one) => [one, startOf(one)])),
  candidates: positionCandidates(),
  sets: {
    asked: positions, eligible: ["waiting", "left_before", ...startedPositions], started: startedPositions, stage_two: ["stage_two", "early_two", "planned"], ended: ["early_one", "early_two", "planned"], planned: ["planned"],
    early: ["early_one", "early_two"], early_one: ["early_one"], early_two: ["early_two"], coming: ["stage_one", "stage_two"], not_eligible: ["not_eligible"], deciding: ["deciding"], waiting: ["waiting"], left_before: ["left_before"],
  },
}; // prettier-ignore
const started = { variable: "position", values: startedPositions };
const reason: Variable = { name: "reason", values: reasonKinds, scope: { variable: "position", values: ["early_one", "early_two"] }, implies: insideOf(reasonKinds), candidates: listPartitions(reasonKinds.length), sets: Object.fromEntries(reasonKinds.map((kind) => [kind, [kind]])) };
const moves: Variable = { name: "moves", values: ["none", "moved", "reunified"], scope: started, implies: ofStarted(["none", "moved", "reunified"]), candidates: listPartitions(3), sets: { no_move: ["none"], moved: ["moved", "reunified"], reunified: ["reunified"] } };
const goalOf = (goal: string): Variable => ({ name: `goal:${goal}`, values: goalStates, scope: started, implies: ofStarted(goalStates), candidates: listPartitions(goalStates.length), sets: { with_objective: ["open", "reached", "left"], reached: ["reached"], open: ["open"], left: ["left"] } });

/** The figure variables that every programme has. */
export const figureVariables = { position, reason, moves, goalOf };

const changeValues = (series: Series) => (series.change === null ? ["not_computed"] : ["better", "same", "worse"]);
/** How a pair of one series came out; `cut:` of the same, where it has a cut: where it was before and after. */
export const seriesVariable = (series: Series): Variable => {
  const values = ["no_baseline", "baseline_only", "broken", ...changeValues(series)];
  return { name: `series:${series.id}`, values, scope: started, implies: ofStarted(values), candidates: listPartitions(values.length), sets: { pairs: changeValues(series), with_baseline: ["baseline_only", "broken", ...changeValues(series)], ...(series.change === null ? {} : { better: ["better"], worse: ["worse"], same: ["same"] }), broken: ["broken"] } };
};
const sides = ["above_below", "above_above", "below_above", "below_below"];
export const cutVariable = (series: Series): Variable => ({
  name: `cut:${series.id}`,
  values: sides,
  implies: insideOf(sides),
  scope: { variable: `series:${series.id}`, values: changeValues(series) },
  candidates: listPartitions(4),
  sets: { above_before: ["above_below", "above_above"], above_then_below: ["above_below"], above_after: ["above_above", "below_above"] },
});

const monthsTogether = (quarters: readonly string[], keyOfQuarter: (quarter: string) => string) => normalize(quarters.map(keyOfQuarter));
function periodVariable(quarters: readonly string[]): Variable {
  const years = [...new Set(quarters.map((one) => one.slice(0, 4)))];
  const ofYears = mergeLast(years.length).map((merged) => monthsTogether(quarters, (quarter) => String(merged[years.indexOf(quarter.slice(0, 4))])));
  return { name: "period", values: quarters, scope: null, candidates: [...mergeLast(quarters.length), ...ofYears], sets: Object.fromEntries(years.map((year) => [year, quarters.filter((one) => one.startsWith(year))])) };
}

const valueOf: Record<Cut, (one: CourseRow) => string> = {
  period: (one) => quarterOf(one.askedOn),
  team: (one) => one.teamId ?? UNKNOWN,
  age: (one) => one.ageBand ?? UNKNOWN,
  language: (one) => one.language ?? UNKNOWN,
  place: (one) => one.place ?? UNKNOWN,
  payer: (one) => one.payer ?? UNKNOWN,
  fidelity: (one) => one.fidelity,
};
const orderOf: Partial<Record<Cut, readonly string[]>> = { age: [...ageBands, UNKNOWN], place: [...places, UNKNOWN], fidelity: fidelities };

/** Without the ways that could never be told, since a group in them is too small: names in own words can be many. */
const largeOnly = (candidates: readonly Partition[], counts: readonly number[], threshold: number): Partition[] =>
  candidates.filter((one) => Array.from({ length: countGroups(one) }, (_, group) => counts.reduce((sum, count, place) => sum + (one[place] === group ? count : 0), 0)).every((sum) => sum >= threshold));

function cutOf(cut: Cut, rows: readonly CourseRow[], threshold: number): Variable {
  const counts = new Map<string, number>();
  for (const one of rows) counts.set(valueOf[cut](one), (counts.get(valueOf[cut](one)) ?? 0) + 1);
  const values = (orderOf[cut] ?? [...counts.keys()].sort()).filter((value) => counts.has(value));
  if (cut === "period") return periodVariable(values);
  // Where sessions took place is known of who had one, and of nobody else.
  const implies = cut === "place" ? { ...insideOf(places), [UNKNOWN]: "not_started" as const } : {};
  return { name: cut, values, scope: null, implies, candidates: cut === "age" ? listSpans(values.length) : largeOnly(mergeSmallest(values.map((value) => counts.get(value)!)), values.map((value) => counts.get(value)!), threshold), sets: {} };
}

/** A pair that was derived before something said what counts as change of it is none. */
const stateOf = (one: CourseRow, series: Series): string => {
  const pair = one.pairs[series.id];
  if (pair?.state !== "pair") return pair?.state ?? "no_baseline";
  return series.change === null ? "not_computed" : pair.change === "not_computed" ? "broken" : pair.change;
};
const sideOf = (one: CourseRow, series: Series): string | null => {
  const pair = one.pairs[series.id];
  if (pair === undefined || !changeValues(series).includes(stateOf(one, series)) || pair.preAbove === null || pair.postAbove === null) return null;
  return `${pair.preAbove ? "above" : "below"}_${pair.postAbove ? "above" : "below"}`;
};
/** Whether every pair of a series says where it lay beside the cuts: else nothing can be told of them. */
const hasSides = (rows: readonly CourseRow[], series: Series) => series.cuts.length > 0 && rows.every((one) => !changeValues(series).includes(stateOf(one, series)) || sideOf(one, series) !== null);
const hasStarted = (one: CourseRow) => (startedPositions as readonly string[]).includes(one.position);
const isEarly = (one: CourseRow) => one.position === "early_one" || one.position === "early_two";

/** Days between two days; each day is read once, since a programme has few days and many people. */
function makeBetween(): (from: CivilDate, to: CivilDate) => number {
  const known = new Map<CivilDate, number>();
  const first = "2000-01-01";
  const at = (day: CivilDate) => {
    const found = known.get(day) ?? daysBetween(first, day);
    known.set(day, found);
    return found;
  };
  return (from, to) => at(to) - at(from);
}

/**
 * Of whom it is told: of all who asked; or, where those who never started are none or too few to stand beside the others, of
 * who started alone, since one of the two numbers has to be left out.
 */
export const universeOf = (rows: readonly CourseRow[], threshold: number): "asked" | "started" => {
  return rows.filter((one) => !hasStarted(one)).length < threshold ? "started" : "asked";
};
/** A variable as it is where everybody has started: nobody is outside of it. */
function ofStartedAlone(variable: Variable): Variable {
  if (variable.name === "position") {
    const values = startedPositions as readonly string[];
    return { ...variable, values, implies: {}, candidates: listPartitions(values.length), sets: Object.fromEntries(Object.entries(variable.sets).filter(([, set]) => set.every((value) => values.includes(value)))) };
  }
  return variable.scope?.variable === "position" && startedPositions.every((one) => variable.scope!.values.includes(one)) ? { ...variable, scope: null, implies: {} } : variable;
}

/** Rows as people with a value of each variable, what is asked about them, and the numbers of which a middle is told. Series that nobody was asked are left out. */
export function buildPopulation(all: readonly CourseRow[], allSeries: readonly Series[], { today, threshold }: { today: CivilDate; threshold: number }): { population: Population; asked: Asked; measures: Measure[]; series: Series[] } {
  const universe = universeOf(all, threshold);
  const rows = universe === "started" ? all.filter(hasStarted) : all;
  const series = allSeries.filter((one) => rows.some((row) => row.pairs[one.id] !== undefined));
  const columns = new Map<string, Int16Array>();
  const fill = (told: Variable, value: (one: CourseRow) => string | null) => {
    const variable = universe === "started" ? ofStartedAlone(told) : told;
    const at = new Map(variable.values.map((name, place) => [name, place]));
    columns.set(variable.name, Int16Array.from(rows, (one) => at.get(value(one) ?? "") ?? -1));
    return variable;
  };
  const cutVariables = cuts.map((cut) => fill(cutOf(cut, rows, threshold), valueOf[cut]));
  const figures = [
    fill(position, (one) => one.position),
    fill(reason, (one) => (isEarly(one) ? (one.reason ?? "not_said") : null)),
    fill(moves, (one) => (!hasStarted(one) ? null : one.reunified ? "reunified" : one.moves > 0 ? "moved" : "none")),
    ...standardGoals.map((goal) => fill(goalOf(goal), (one) => (hasStarted(one) ? (one.goals[goal] ?? "no_objective") : null))),
    ...series.flatMap((each) => [fill(seriesVariable(each), (one) => (hasStarted(one) ? stateOf(one, each) : null)), ...(!hasSides(rows, each) ? [] : [fill(cutVariable(each), (one) => (hasStarted(one) ? sideOf(one, each) : null))])]),
  ];
  const of = (id: string, variable: string, set: string, value: (one: CourseRow) => number | null): Measure => ({ id, variable, set, values: Float64Array.from(rows, (one) => value(one) ?? Number.NaN) });
  const days = (to: (one: CourseRow) => CivilDate | null) => (one: CourseRow) => (to(one) === null || to(one)! < one.askedOn ? null : between(one.askedOn, to(one)!));
  const between = makeBetween();
  const dose = (["planned", "early", "coming", "started"] as const).flatMap((set) => [
    of(`sessions:${set}`, "position", set, (one) => one.sessions),
    of(`weeks:${set}`, "position", set, (one) => (one.firstSessionOn === null ? null : weeksOf(between(one.firstSessionOn, one.endedOn ?? today)))),
    of(`shown:${set}`, "position", set, (one) => (one.sessions + one.missed === 0 ? null : (100 * one.sessions) / (one.sessions + one.missed))),
    of(`came:${set}`, "position", set, (one) => (one.sessions === 0 ? null : (100 * one.came) / one.sessions)),
  ]);
  const measures = [
    ...dose,
    of("days:eligible", "position", "eligible", days((one) => one.eligibleOn)),
    of("days:started", "position", "started", days((one) => one.firstSessionOn)),
    of("days:stage_two", "position", "stage_two", days((one) => one.stageTwoOn)),
    of("days:ended", "position", "ended", days((one) => one.endedOn)),
    ...series.flatMap((each) => [of(`pre:${each.id}`, `series:${each.id}`, "pairs", (one) => one.pairs[each.id]?.pre ?? null), of(`post:${each.id}`, `series:${each.id}`, "pairs", (one) => one.pairs[each.id]?.post ?? null), of(`gain:${each.id}`, `series:${each.id}`, "pairs", (one) => (one.pairs[each.id]?.state === "pair" ? one.pairs[each.id]!.post! - one.pairs[each.id]!.pre! : null))]),
  ];
  return { population: { size: rows.length, columns }, asked: { cuts: cutVariables, figures, threshold }, measures: measures.filter((one) => figures.some((each) => each.name === one.variable && each.sets[one.set] !== undefined)), series };
}
