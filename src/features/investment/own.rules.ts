import type { CivilDate } from "#kernel/dates.ts";
import type { CutOption, ProgrammeFigures, Shown } from "#features/outcomes/shapes.contract.ts";
import type { InputKey, OwnFigures, Result, ReturnInputs, Taken } from "./contract.ts";

const QUARTERS = 4;
/** The whole years of the programme that can be told, the newest first: twelve months each, of which figures are taken over. */
export function listYears(options: readonly CutOption[]): CutOption[] {
  const isYear = ({ cut, values }: CutOption) => cut === "period" && values.length === QUARTERS && new Set(values.map((one) => one.slice(0, 4))).size === 1;
  return options.filter(isYear).toSorted((one, other) => other.values[0]!.localeCompare(one.values[0]!));
}

/** Inputs that count families, with the figure of the programme that counts the same. */
export const countsFamilies = { families: "started", completers: "planned" } as const satisfies Partial<Record<InputKey, string>>;

/** What the programme's own figures, suppressed as they are, say of the inputs; and how many clinicians the agency has on a day. */
export function listOwnFigures(figures: ProgrammeFigures, clinicians: { count: number; on: CivilDate }): OwnFigures {
  const step = (id: string) => figures.funnel.find((one) => one.id === id);
  const started = figures.dose.find((one) => one.id === "started");
  const counted = (Object.keys(countsFamilies) as (keyof typeof countsFamilies)[]).map((key) => {
    const found = step(countsFamilies[key]);
    return { key, count: found?.count ?? { people: null, mark: "beside" as const }, countedOn: found?.countedOn ?? null };
  });
  return {
    threshold: figures.threshold,
    period: figures.cut,
    inputs: [...counted, { key: "clinicians", count: { people: clinicians.count, mark: "shown" }, countedOn: clinicians.on }],
    sessions: started?.sessions ?? null,
    weeks: started?.weeks ?? null,
    shownRate: started?.shownRate ?? null,
    early: figures.endings.find((one) => one.id === "early")?.count ?? { people: null, mark: "beside" },
    ended: step("ended")?.count ?? { people: null, mark: "beside" },
  };
}

/** Which of the typed figures are the programme's own of twelve months, so that a version says where they come from. */
export const listTaken = (typed: ReturnInputs, own: OwnFigures): Taken[] =>
  own.inputs.flatMap(({ key, count, countedOn }): Taken[] => (count.people !== null && countedOn !== null && typed[key] === count.people && (own.period !== null || key === "clinicians") ? [{ key, countedOn, period: key === "clinicians" ? [] : own.period!.values }] : []));

/**
 * Whether a typed number of families may stand beside the figure of the same name. A number that is typed could tell what
 * the figure hides: it stands only where that is shown, and is the same or differs by no fewer than the threshold.
 */
export const mayStand = (typed: number, figure: Shown | null, threshold: number): boolean => typed >= threshold && figure?.people != null && (typed === figure.people || Math.abs(typed - figure.people) >= threshold);

/** Whether a result may leave in a report: whether each number of families in it may stand. */
export function standsIn({ funnel, threshold }: Pick<ProgrammeFigures, "funnel" | "threshold">, result: Pick<Result, "inputs">): boolean {
  return result.inputs.every(({ key, value }) => {
    const figure = (countsFamilies as Partial<Record<InputKey, string>>)[key];
    return figure === undefined || mayStand(value, funnel.find((one) => one.id === figure)?.count ?? null, threshold);
  });
}
