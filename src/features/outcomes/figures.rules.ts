import type { CivilDate } from "#kernel/dates.ts";
import { type DomainCode, domainCodes } from "#features/instruments/contract.ts";
import { standardGoals, type StandardGoal } from "#features/plan/contract.ts";
import { type KeptTable, readAsked, readMiddle, readSet, tableAt, type Where } from "./edition.rules.ts";
import { countGroups, isWhole } from "./partitions.rules.ts";
import type { Series } from "./series.rules.ts";
import { cutNames, type CutOption, type Measured, type ProgrammeFigures, reasonKinds, type Shown } from "./shapes.contract.ts";
import { cutVariable, figureVariables, seriesVariable, UNKNOWN } from "./variables.rules.ts";

/** Which domains speak to which standard goal of 22-A DCMR § 3427.3: our own grouping, and shown as such. */
export const goalDomains: Record<StandardGoal, readonly DomainCode[]> = {
  a: ["C-reg", "R-int"],
  b: ["C-pts", "C-beh", "C-reg"],
  c: ["R-att", "R-int", "G-pos"],
  d: ["C-pts", "C-dx", "C-beh", "G-pts", "G-gen"],
  e: ["R-rep", "R-att", "G-emp", "G-pos"],
};

/** The steps from the first call to the goodbye, each with the one that it is a part of. */
export const funnelSteps = [
  { id: "asked", of: null },
  { id: "eligible", of: "asked" },
  { id: "started", of: "eligible" },
  { id: "stage_two", of: "started" },
  { id: "ended", of: "started" },
  { id: "planned", of: "ended" },
] as const;

/** What one may cut by, and the values that are looked at for it. */
export type Cutting = { option: CutOption; where: NonNullable<Where> };
/** How several payers are called that are told together. */
export const OTHER_PAYERS = "other_payers";
/** A payer's name is in somebody's own words: it is told where it stands alone, with enough people of whom it is said. */
const toldValues = (cut: CutOption["cut"], values: readonly string[]) => (cut === "payer" && values.length > 1 ? [OTHER_PAYERS, ...values.filter((one) => one === UNKNOWN)] : [...values]);

/** What one may cut by: groups as they are told, and whole years where quarters or their groups make them up. Names of teams come from the agency. */
export function listOptions(tables: ReadonlyMap<string, KeptTable>, nameOf: (cut: CutOption["cut"], value: string) => string): Cutting[] {
  return cutNames.flatMap((cut) => {
    const table = tables.get(`${cut}|`)?.content;
    if (table === undefined || countGroups(table.rows) < 2) return [];
    const groups = Array.from({ length: countGroups(table.rows) }, (_, group) => table.cutValues.filter((_value, place) => table.rows[place] === group));
    const years = cut !== "period" ? [] : [...new Set(table.cutValues.map((one) => one.slice(0, 4)))].map((year) => table.cutValues.filter((one) => one.startsWith(year))).filter((values) => isWhole(table.rows, values.map((value) => table.cutValues.indexOf(value))));
    const distinct = new Map([...years, ...groups].map((values) => [values.join(" "), values]));
    return [...distinct.values()].map((values) => {
      const told = toldValues(cut, values);
      return { option: { cut, key: `${cut}:${told.join("+")}`, values: told, names: told.map((value) => nameOf(cut, value)) }, where: { cut, values } };
    });
  });
}

const OUTSIDE_SCALES = /_/g;
const scaleName = (series: Series) => (series.scale === "total" ? "" : series.scale.replace(OUTSIDE_SCALES, " "));

/** All figures under one cut, as they may be told. */
export function tellProgramme(tables: ReadonlyMap<string, KeptTable>, asked: { at: Cutting | null; options: readonly Cutting[]; series: readonly Series[]; threshold: number; lookedOn: CivilDate | null }): ProgrammeFigures {
  const where: Where = asked.at?.where ?? null;
  const { position, reason, moves, goalOf } = figureVariables;
  const onOf = (variable: string) => tableAt(tables, where, variable)?.countedOn ?? null;
  const at = (place: Where) => (variable: { name: string; sets: Readonly<Record<string, readonly string[]>> }, set: string): Shown => (set === "asked" ? readAsked(tables, place) : readSet(tables, place, variable.name, set, variable.sets[set]!));
  const read = at(where);
  const figureOf = (variable: typeof position, id: string, among: Shown | null) => ({ id, count: read(variable, id), among, countedOn: onOf(variable.name) });
  const middleOf = (id: string, variable = "position") => readMiddle(tables, where, variable, id);
  const tell = (one: Series): Measured => {
    const [pairs, sides] = [seriesVariable(one), one.cuts.length === 0 ? null : cutVariable(one)];
    const optional = (variable: typeof pairs | null, set: string) => (variable === null || variable.sets[set] === undefined ? null : read(variable, set));
    return {
      series: one.id, name: one.name, scale: scaleName(one), direction: one.direction, cuts: [...one.cuts], change: one.change,
      started: read(position, "started"), withBaseline: read(pairs, "with_baseline"), pairs: read(pairs, "pairs"), broken: read(pairs, "broken"),
      pre: middleOf(`pre:${one.id}`, pairs.name), post: middleOf(`post:${one.id}`, pairs.name), gain: middleOf(`gain:${one.id}`, pairs.name),
      better: optional(pairs, "better"), same: optional(pairs, "same"), worse: optional(pairs, "worse"),
      aboveBefore: optional(sides, "above_before"), aboveThenBelow: optional(sides, "above_then_below"), aboveAfter: optional(sides, "above_after"), countedOn: onOf(pairs.name),
    }; // prettier-ignore
  };
  const days = [...tables.values()].map((one) => one.countedOn).sort();
  return {
    threshold: asked.threshold,
    lookedOn: asked.lookedOn,
    countedOn: days.at(-1) ?? null,
    cut: asked.at?.option ?? null,
    options: asked.options.map((one) => one.option),
    funnel: funnelSteps.map(({ id, of }) => figureOf(position, id, of === null ? null : read(position, of))),
    dose: (["planned", "early", "coming", "started"] as const).map((id) => ({ id, count: read(position, id), sessions: middleOf(`sessions:${id}`), weeks: middleOf(`weeks:${id}`), shownRate: middleOf(`shown:${id}`), caregiverRate: middleOf(`came:${id}`) })),
    times: (["eligible", "started", "stage_two", "ended"] as const).map((id) => ({ id, count: read(position, id), days: middleOf(`days:${id}`) })),
    endings: ["not_eligible", "deciding", "waiting", "left_before", "coming", "early", "early_one", "early_two"].map((id) => figureOf(position, id, id.startsWith("early") ? read(position, "started") : null)),
    reasons: reasonKinds.map((id) => figureOf(reason, id, read(position, "early"))),
    domains: domainCodes.filter((one) => one !== "S-plc").map((domain) => ({ domain, measures: asked.series.filter((one) => one.domains.includes(domain) && tables.has(`|${seriesVariable(one).name}`)).map(tell) })),
    moves: { started: read(position, "started"), none: read(moves, "no_move"), moved: read(moves, "moved"), reunified: read(moves, "reunified"), countedOn: onOf("moves") },
    goals: standardGoals.map((goal) => ({ goal, started: read(position, "started"), withObjective: read(goalOf(goal), "with_objective"), reached: read(goalOf(goal), "reached"), open: read(goalOf(goal), "open"), left: read(goalOf(goal), "left"), domains: [...goalDomains[goal]] })),
    equity: (["language", "place", "payer", "fidelity"] as const).map((cut) => ({
      cut,
      rows: asked.options.filter((one) => one.where.cut === cut).map(({ option, where: place }) => {
        const of = at(place);
        return { option, asked: of(position, "asked"), started: of(position, "started"), stageTwo: of(position, "stage_two"), ended: of(position, "ended"), planned: of(position, "planned") };
      }),
    })),
  };
} // prettier-ignore
