import { addMonths, type CivilDate } from "#kernel/dates.ts";
import type { Leaving, Lent } from "#features/training/cohorts.contract.ts";
import { leavings } from "#features/training/cohorts.contract.ts";
import { type AgencyLine, type CohortLine, type Figures, LEAST_TOLD, POST_MONTHS } from "./contract.ts";

// What a collaborative tells of how the model takes root (training.md §7). People of a cohort are known to its faculty; families
// are not, so counts of families, and reasons for leaving, are told from 11 on, and none so that a smaller one can be worked out.

const sum = (counts: readonly number[]): number => counts.reduce((all, one) => all + one, 0);

/** One place as it stands: where, in which cohort, how, and what its agency lends. */
export type Place = { cohortId: string; organization: string; role: string; leftAs: Leaving | null; isAtRisk: boolean; lent: Lent | null };
export type Certified = { cohortId: string; completedOn: CivilDate; lent: Lent | null };

/**
 * Counts that stand beside their sum: one that is small is not told, nor is one that leaves a small rest of its whole. The next
 * smallest are not told either until there are two, and enough between them, so that no sum less the rest gives one back.
 * Nothing at all is told as nothing.
 */
export function tellApart(counts: readonly number[], least: number, wholes: readonly number[] = counts): (number | null)[] {
  const isSmall = (count: number) => count > 0 && count < least;
  const hidden = new Set(counts.flatMap((count, place) => (isSmall(count) || (count > 0 && isSmall(wholes[place]! - count)) ? [place] : [])));
  const others = counts.map((count, place) => ({ count, place })).filter((one) => one.count > 0 && !hidden.has(one.place)).toSorted((one, other) => one.count - other.count);
  for (const one of others) {
    if (hidden.size === 0 || (hidden.size > 1 && sum([...hidden].map((place) => counts[place]!)) >= least)) break;
    hidden.add(one.place);
  }
  return counts.map((count, place) => (hidden.has(place) ? null : count));
}
/** A count by itself. */
export const tell = (count: number, least: number, whole: number = count): number | null => tellApart([count], least, [whole])[0]!;

type Family = Lent["cases"][number];
/** Each family once: whoever goes on in another cohort, or sits in two, lends the same ones from both places. */
const familiesOf = (places: readonly Place[]): Family[] => [...new Map(places.flatMap(({ organization, lent }) => (lent?.cases ?? []).map((one) => [`${organization} ${one.id}`, one] as const))).values()];
const isCourse = (one: Family): boolean => one.fullCourse === true;
/** Ended, and not as planned. */
const isEarly = (one: Family): boolean => one.endedOn !== null && one.lacks.includes("plannedEnd");

export function tellAgencies(places: readonly Place[], least: number): AgencyLine[] {
  // Those of whom no agency is known have no line, but their families are in the sum.
  const names = [...new Set(places.map((one) => one.organization))].toSorted();
  const of = names.map((name) => places.filter((one) => one.organization === name));
  const families = of.map((here) => familiesOf(here).length);
  const shown = tellApart(families, least);
  const courses = tellApart(of.map((here) => familiesOf(here).filter(isCourse).length), least, families);
  return names.flatMap((organization, place) => {
    if (organization === "") return [];
    const here = of[place]!;
    return { organization, people: here.filter((one) => one.leftAs === null).length, left: here.filter((one) => one.leftAs !== null).length, atRisk: here.filter((one) => one.isAtRisk).length, lending: here.filter((one) => one.lent !== null).length, families: shown[place]!, fullCourses: courses[place]! };
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
  const families = familiesOf(lending);
  const [reached, fullCourses, endedEarly] = [families.length, families.filter(isCourse).length, families.filter(isEarly).length];
  const clinicians = lending.filter((one) => one.role === "clinician");
  const hasBoth = ({ lent }: Place) => (["high", "low"] as const).every((challenge) => lent!.fidelityCases.some((one) => one.challenge === challenge));
  const known = clinicians.filter((one) => one.lent!.outcomeDataCollected !== null);
  return {
    families: { reached: tell(reached, least), fullCourses: tell(fullCourses, least, reached), endedEarly: tell(endedEarly, least, reached), lending: lending.length },
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
