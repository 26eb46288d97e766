import { addDays, type CivilDate } from "#kernel/dates.ts";
import type { OddityKind } from "./trail.contract.ts";

// What in a trail asks for a look. The numbers are our own: none is a rule of law, and each may be quite right.

/** Hours of the agency's clock that count as night: from this one on, until before that one. */
export const NIGHT = { from: 22, to: 6 } as const;
/** Days that are looked at, and days before them from which somebody's usual day is known. */
export const LOOKED_AT = 14;
export const USUAL_FROM = 28;
/** As many families in a day are never unusual, nor are so many times one's own usual. */
const FEW_FAMILIES = 8;
const TIMES_USUAL = 2.5;
/** As many days of one's own are needed before anything is called usual. */
const DAYS_NEEDED = 5;
const MANY_EXPORTS = 5;
const MANY_FAILURES = 5;

/** What one person did in one day: different families, readings at night, and how often something was taken out. */
export type StaffDay = { staffId: string; on: CivilDate; families: number; atNight: number; exports: number };
export type Found = { kind: OddityKind; on: CivilDate; staffId: string | null; caseId: string | null; count: number; usual: number | null };

/** The middle of somebody's days, null where there are too few. */
export function usualOf(days: readonly Pick<StaffDay, "families">[]): number | null {
  const sorted = days.map((one) => one.families).toSorted((a, b) => a - b);
  return sorted.length < DAYS_NEEDED ? null : sorted[Math.floor(sorted.length / 2)]!;
}

/** Days that differ: at night, many different families against one's own usual, and much taken out. Of the last two weeks. */
export function findOddDays(days: readonly StaffDay[], today: CivilDate): Found[] {
  const since = addDays(today, -LOOKED_AT);
  return days
    .filter((one) => one.on > since)
    .flatMap((one) => {
      const usual = usualOf(days.filter((each) => each.staffId === one.staffId && each.on < one.on && each.on >= addDays(one.on, -USUAL_FROM)));
      const of = { on: one.on, staffId: one.staffId, caseId: null };
      return [
        ...(one.atNight > 0 ? [{ ...of, kind: "night" as const, count: one.atNight, usual: null }] : []),
        ...(usual !== null && one.families > FEW_FAMILIES && one.families > usual * TIMES_USUAL ? [{ ...of, kind: "many_families" as const, count: one.families, usual }] : []),
        ...(one.exports >= MANY_EXPORTS ? [{ ...of, kind: "exports" as const, count: one.exports, usual: null }] : []),
      ];
    });
}

/** Days on which one account was refused at the door many times. */
export const findFailures = (days: readonly { on: CivilDate; count: number }[]): Found[] => days.filter((one) => one.count >= MANY_FAILURES).map((one) => ({ kind: "failed_sign_ins", on: one.on, staffId: null, caseId: null, count: one.count, usual: null }));

const fold = (name: string) => name.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
/** The family names of a display name: each word but the first, without titles and initials. */
export const surnamesOf = (displayName: string): string[] => displayName.split(/[\s-]+/).filter((word) => !word.endsWith(".") && word.length > 2).slice(1).map(fold);

/** Readings of a family of which somebody bears the reader's own family name. */
export const findSameName = (readings: readonly { staffId: string; staffName: string; caseId: string; on: CivilDate; familyNames: readonly string[]; count: number }[]): Found[] =>
  readings
    .filter((one) => one.familyNames.flatMap((name) => name.split(/[\s-]+/)).map(fold).some((name) => surnamesOf(one.staffName).includes(name)))
    .map(({ staffId, caseId, on, count }) => ({ kind: "surname", on, staffId, caseId, count, usual: null }));
