import type { CivilDate } from "#kernel/dates.ts";
import type { CaseView } from "#features/cases/contract.ts";
import { fullName, holdsOn } from "#features/people/screens/saying.ts";

type Around = Pick<CaseView, "people" | "authorities" | "assignments">;

/** The child of a case; a case without one is not shown. */
export const childOf = (found: Pick<CaseView, "people">) => found.people.find((person) => person.part === "child") ?? null;

/** The adults with whom the child lives on a day. */
export const livesWith = (found: Around, on: CivilDate) => found.people.filter((person) => person.part === "caregiver" && person.livesWithChild === true && holdsOn(person, on));

/** Who holds an authority, by name. */
export function holderName(authority: Pick<CaseView["authorities"][number], "holderId" | "holderOrganization">, people: CaseView["people"]): string {
  const holder = people.find((person) => person.personId === authority.holderId);
  return holder === undefined ? (authority.holderOrganization ?? "") : fullName(holder);
}

/** The authorities in force on a day, those for treatment first, then the one that ends first. */
export function authoritiesInForce(found: Around, on: CivilDate): CaseView["authorities"] {
  const treats = (authority: CaseView["authorities"][number]) => (authority.scopes.includes("treatment") ? 0 : 1);
  return found.authorities.filter((authority) => holdsOn(authority, on)).sort((a, b) => treats(a) - treats(b) || (a.validTo ?? "9999").localeCompare(b.validTo ?? "9999"));
}

/** Who works with the family on a day; those who cover after those assigned. */
export const cliniciansOn = (found: Around, on: CivilDate) => found.assignments.filter((one) => holdsOn(one, on)).sort((a, b) => a.kind.localeCompare(b.kind));

/** The languages of the child and of the adults who are there on a day, each once, the child's first. */
export const languagesOf = (found: Around, on: CivilDate): string[] => [...new Set(found.people.filter((person) => (person.part === "child" || person.part === "caregiver") && holdsOn(person, on)).sort((a, b) => Number(b.part === "child") - Number(a.part === "child")).map((person) => person.language))];
