import { standardGoals, type StandardGoal } from "#features/plan/contract.ts";
import type { Variable } from "./lattice.rules.ts";
import type { Series } from "./series.rules.ts";
import { cutVariable, figureVariables, seriesVariable } from "./variables.rules.ts";

/** Which rows a figure counts. Each part that is there narrows it. */
export type Behind = {
  positions?: readonly string[];
  reason?: string;
  moves?: readonly string[];
  goal?: { goal: string; states: readonly string[] };
  series?: { id: string; states: readonly string[]; changes: readonly string[] | null; sides: readonly string[] | null };
};

/** A figure by its name (`variable:set`, such as `position:started` or `series:phq-9:total:better`), with what it counts; null where there is none of that name that has cases. */
export function findFigure(name: string, series: readonly Series[]): { variable: Variable; set: string; behind: Behind } | null {
  const at = name.lastIndexOf(":");
  const [of, set] = [name.slice(0, at), name.slice(at + 1)];
  const { position, reason, moves, goalOf } = figureVariables;
  const within = (variable: Variable, behindOf: (values: readonly string[]) => Behind) => (variable.sets[set] === undefined ? null : { variable, set, behind: behindOf(variable.sets[set]) });
  if (of === "position") return within(position, (positions) => ({ positions }));
  if (of === "reason") return within(reason, () => ({ positions: position.sets.early!, reason: set }));
  if (of === "moves") return within(moves, (values) => ({ positions: position.sets.started!, moves: values }));
  if (of.startsWith("goal:")) {
    const goal = of.slice("goal:".length) as StandardGoal;
    return standardGoals.includes(goal) ? within(goalOf(goal), (states) => ({ positions: position.sets.started!, goal: { goal, states } })) : null;
  }
  const one = series.find((each) => of === `series:${each.id}` || of === `cut:${each.id}`);
  if (one === undefined) return null;
  if (of.startsWith("cut:")) return one.cuts.length === 0 ? null : within(cutVariable(one), (sides) => ({ series: { id: one.id, states: ["pair"], changes: null, sides } }));
  const changes = ["better", "same", "worse"].includes(set) ? [set] : null;
  return within(seriesVariable(one), (values) => ({ series: { id: one.id, states: [...new Set(values.map((value) => (["baseline_only", "broken", "no_baseline"].includes(value) ? value : "pair")))], changes, sides: null } }));
}
