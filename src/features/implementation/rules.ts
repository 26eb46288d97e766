import { addMonths, type CivilDate } from "#kernel/dates.ts";
import type { Leaving, Lent } from "#features/training/cohorts.contract.ts";
import { leavings } from "#features/training/cohorts.contract.ts";
import { type AgencyLine, type CohortLine, type Figures, LEAST_TOLD, POST_MONTHS } from "./contract.ts";

// What a collaborative tells of how the model takes root (training.md §7). People of a cohort are known to its faculty; families
// are not, so counts of families, and reasons for leaving, are told from 11 on, and none so that a smaller one can be worked out.

/** One place as it stands: where, in which cohort, how, and what its agency lends. */
export type Place = { cohortId: string; organization: string; role: string; leftAs: Leaving | null; isAtRisk: boolean; lent: Lent | null };
export type Certified = { cohortId: string; completedOn: CivilDate; lent: Lent | null };

/**
 * Counts that stand beside their sum: one that is small is not told, and where only one is not, neither is the next smallest,
 * so that no sum less the rest gives it back. Nothing at all is told as nothing.
 */
export function tellApart(counts: readonly number[], least: number): (number | null)[] {
  const isSmall = (count: number) => count > 0 && count < least;
  const hidden = new Set(counts.flatMap((count, place) => (isSmall(count) ? [place] : [])));
  if (hidden.size === 1) {
    const next = counts.map((count, place) => ({ count, place })).filter((one) => one.count > 0 && !hidden.has(one.place)).toSorted((one, other) => one.count - other.count)[0];
    if (next) hidden.add(next.place);
  }
  return counts.map((count, place) => (hidden.has(place) ? null : count));
}
/** A count by itself. */
export const tell = (count: number, least: number): number | null => tellApart([count], least)[0]!;

const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);
const familiesOf = ({ lent }: Pick<Place, "lent">): number => lent?.cases.length ?? 0;
const coursesOf = ({ lent }: Pick<Place, "lent">): number => lent?.cases.filter((one) => one.fullCourse === true).length ?? 0;
/** Ended, and not as planned. */
const earlyOf = ({ lent }: Pick<Place, "lent">): number => lent?.cases.filter((one) => one.endedOn !== null && one.lacks.includes("plannedEnd")).length ?? 0;

export function tellAgencies(places: readonly Place[], least: number): AgencyLine[] {
  const names = [...new Set(places.map((one) => one.organization))].filter((one) => one !== "").toSorted();
  const of = names.map((name) => places.filter((one) => one.organization === name));
  const families = tellApart(of.map((here) => sum(here.map(familiesOf))), least);
  const courses = tellApart(of.map((here) => sum(here.map(coursesOf))), least);
  return names.map((organization, place) => {
    const here = of[place]!;
    return { organization, people: here.filter((one) => one.leftAs === null).length, left: here.filter((one) => one.leftAs !== null).length, atRisk: here.filter((one) => one.isAtRisk).length, lending: here.filter((one) => one.lent !== null).length, families: families[place]!, fullCourses: courses[place]! };
  });
}

export function tellAttrition(places: readonly Place[], least: number): Figures["attrition"] {
  const counts = leavings.map((reason) => places.filter((one) => one.leftAs === reason).length);
  const shown = tellApart(counts, least);
  return leavings.map((leftAs, place) => ({ leftAs, count: shown[place]! })).filter((one) => one.count !== 0);
}

/** Who still works, so many months after the certificate, where she was trained; of those for whom so much time has passed and whose agency still lends. */
export const tellInPost = (certified: readonly Certified[], today: CivilDate): Figures["inPost"] =>
  POST_MONTHS.map((months) => {
    const of = certified.filter((one) => one.lent !== null && addMonths(one.completedOn, months) <= today);
    return { months, count: of.filter(({ lent, completedOn }) => lent!.lastDay === null || lent!.lastDay >= addMonths(completedOn, months)).length, of: of.length };
  });

/** The figures of places that lend: families, fidelity on a case of each challenge, outcome data. */
export function tellLent(places: readonly Place[], least: number): Pick<Figures, "families" | "fidelity" | "outcomes"> {
  const lending = places.filter((one) => one.lent !== null);
  const [fullCourses, endedEarly] = [sum(lending.map(coursesOf)), sum(lending.map(earlyOf))];
  const clinicians = lending.filter((one) => one.role === "clinician");
  const hasBoth = ({ lent }: Place) => (["high", "low"] as const).every((challenge) => lent!.fidelityCases.some((one) => one.challenge === challenge));
  const known = clinicians.filter((one) => one.lent!.outcomeDataCollected !== null);
  return {
    families: { reached: tell(sum(lending.map(familiesOf)), least), fullCourses: tell(fullCourses, least), endedEarly: tell(endedEarly, least), lending: lending.length },
    fidelity: { count: clinicians.filter(hasBoth).length, of: clinicians.length },
    outcomes: { count: known.filter((one) => one.lent!.outcomeDataCollected === true).length, of: known.length },
  };
}

type Asked = { today: CivilDate; cohorts: readonly Omit<CohortLine, "began" | "here" | "left" | "atRisk" | "graduated">[]; taken: ReadonlyMap<string, number>; places: readonly Place[]; certified: readonly Certified[]; pipeline: Figures["pipeline"] };
export function tellFigures({ today, cohorts, taken, places, certified, pipeline }: Asked): Figures {
  const lines = cohorts.map((one): CohortLine => {
    const here = places.filter((place) => place.cohortId === one.cohortId);
    return { ...one, began: here.length, here: here.filter((place) => place.leftAs === null).length, left: here.filter((place) => place.leftAs !== null).length, atRisk: here.filter((place) => place.isAtRisk).length, graduated: certified.filter((place) => place.cohortId === one.cohortId).length };
  });
  const running = cohorts.filter((one) => one.endsOn >= today);
  return {
    today,
    least: LEAST_TOLD,
    pipeline,
    places: { places: sum(running.map((one) => one.places)), empty: sum(running.map((one) => Math.max(0, one.places - (taken.get(one.cohortId) ?? 0)))) },
    cohorts: lines,
    attrition: tellAttrition(places, LEAST_TOLD),
    agencies: tellAgencies(places, LEAST_TOLD),
    ...tellLent(places, LEAST_TOLD),
    inPost: tellInPost(certified, today),
  };
}
