import type { Shown } from "#features/outcomes/shapes.contract.ts";
import { type Cost, costKinds, type Economics } from "./economics.contract.ts";

export type YearFacts = { year: number; currentYear: number; costs: Cost[]; families: number; /** Families whose claims money came for. */ paidFamilies: number; collectedCents: number; grantCents: number; threshold: number };

/** A count of families as it may be told. None is told as none. */
const told = (families: number, threshold: number): Shown => (families === 0 || families >= threshold ? { people: families, mark: "shown" } : { people: null, mark: "under" });
const share = (cents: number | null, families: Shown): number | null => (cents === null || families.people === null || families.people === 0 ? null : Math.round(cents / families.people));

/** A year of the programme (C3). Nothing is guessed: a kind of cost that nobody typed is named, and of too few families nothing is told. */
export function tellYear({ year, currentYear, costs, families: count, paidFamilies, collectedCents, grantCents, threshold }: YearFacts): Economics {
  const families = told(count, threshold);
  const costCents = costs.length === 0 ? null : costs.reduce((sum, one) => sum + one.cents, 0);
  const collected = families.people === null || told(paidFamilies, threshold).people === null ? null : collectedCents;
  return {
    year,
    currentYear,
    isRunning: year === currentYear,
    costs,
    missing: costKinds.filter((kind) => kind !== "other" && !costs.some((one) => one.kind === kind)),
    costCents,
    families,
    collectedCents: collected,
    grantCents,
    costPerFamilyCents: share(costCents, families),
    collectedPerFamilyCents: share(collected, families),
  };
}
