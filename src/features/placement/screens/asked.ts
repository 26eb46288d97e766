import type { Authority, PersonOfCase } from "#features/people/contract.ts";
import type { ChangeAsked, ChangeKind, Coming, Leaving } from "../contract.ts";

/** What is typed about a caregiver of now; an empty `becomes` is that nothing changes. */
export type TypedLeaving = { becomes: "" | "ends" | "apart"; dyad: Leaving["dyad"]; supervision: string; visitWords: string; goodbye: Leaving["goodbye"] };
/** What is typed about who comes; `who` is a person of the case, `new`, or empty. */
export type TypedComing = { who: string; givenName: string; familyName: string; birthDate: string; language: string; kind: string; lives: "yes" | "no"; dyad: "yes" | "no" };
export type Typed = { kind: "" | ChangeKind; on: string; leaves: Record<string, TypedLeaving>; comes: TypedComing[]; home: string; homeName: string; ends: string[] };

export const nobodyComes: TypedComing = { who: "", givenName: "", familyName: "", birthDate: "", language: "en", kind: "", lives: "yes", dyad: "yes" };
export const asIs: TypedLeaving = { becomes: "", dyad: "goes_on", supervision: "", visitWords: "", goodbye: "no_need" };

/** The home that a kind of change usually means; it can be chosen otherwise. */
export const usualHome: Record<ChangeKind, string> = { removal: "foster", move: "foster", kin: "kin", reunification: "birth_home", adoption: "adoptive", new_partner: "", death: "", visit_change: "" };

/** Caregivers of today, each once, who can leave. */
export const caregiversOn = (people: readonly PersonOfCase[], today: string): PersonOfCase[] => people.filter((one) => one.part === "caregiver" && one.validFrom <= today && (one.validTo === null || one.validTo >= today));
/** Adults of the case, of now or before, who can come: each once, the newest of their parts. */
export function adultsToCome(people: readonly PersonOfCase[], today: string): PersonOfCase[] {
  const adults = people.filter((one) => one.part === "caregiver" || one.part === "other").toSorted((a, b) => b.validFrom.localeCompare(a.validFrom));
  const newest = adults.filter((one, place) => adults.findIndex((other) => other.personId === one.personId) === place);
  return newest.filter((one) => one.livesWithChild !== true || one.part === "other" || (one.validTo !== null && one.validTo < today));
}

/** The authorities that usually end with those who have no part any more. */
export const endingWith = (authorities: readonly Authority[], leaves: Typed["leaves"], today: string): string[] =>
  authorities.filter((one) => one.holderId !== null && leaves[one.holderId]?.becomes === "ends" && (one.validTo === null || one.validTo >= today)).map((one) => one.authorityId);

/** What was typed, as it is sent. */
export function askedOf(typed: Typed, kind: ChangeKind): ChangeAsked {
  const comes = typed.comes.filter((one) => one.who !== "");
  return {
    kind,
    takesEffectOn: typed.on,
    leaves: Object.entries(typed.leaves).flatMap(([personId, one]): Leaving[] => (one.becomes === "" ? [] : [{ personId, becomes: one.becomes, dyad: one.becomes === "ends" ? "closes" : one.dyad, visits: one.becomes === "ends" || one.supervision === "" ? null : { supervision: one.supervision as "none", words: one.visitWords }, goodbye: one.becomes === "ends" ? one.goodbye : "no_need" }])),
    comes: comes.map((one): Coming => ({ personId: one.who === "new" ? null : one.who, givenName: one.who === "new" ? one.givenName : "", familyName: one.who === "new" ? one.familyName : "", birthDate: one.who === "new" && one.birthDate !== "" ? one.birthDate : null, language: one.language, kind: one.kind as "kin", livesWithChild: one.lives === "yes", opensDyad: one.dyad === "yes" })),
    home: typed.home === "" ? null : { kind: typed.home as "kin", withName: typed.homeName },
    endsAuthorities: typed.ends,
  };
}
