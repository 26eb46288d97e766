import { addDays, addMonths, type CivilDate, daysBetween } from "#kernel/dates.ts";

/** What of a credential a rule asks; `staffId` is whose it is. */
export type Held = { kind: string; name: string; field: string; isIndependent: boolean | null; validFrom: CivilDate; validTo: CivilDate | null; /** False where the agency does not count it: a certificate of an issuer that it did not say counts. */ counts?: boolean };

export type Span = { validFrom: CivilDate; validTo: CivilDate | null };
/** Whether a span of days holds on a day; both ends count. */
export const holdsOn = (span: Span, on: CivilDate): boolean => span.validFrom <= on && (span.validTo === null || span.validTo >= on);

const newestFirst = (one: Span, other: Span) => other.validFrom.localeCompare(one.validFrom);

/**
 * The credential of a kind that speaks for a day: the newest of those in force, else the newest that had begun (so that
 * one sees that it ended), else null. A second licence that ended never hides one that still holds.
 */
export function inForce<T extends Held>(held: readonly T[], kind: string, on: CivilDate): T | null {
  const begun = held.filter((one) => one.kind === kind && one.validFrom <= on).toSorted(newestFirst);
  return begun.find((one) => holdsOn(one, on)) ?? begun[0] ?? null;
}

/** What somebody stands on, on a day. Null is "not recorded". A Master's is named even where a doctorate came later, since rules ask for it. */
export type Standing = { licence: Held | null; degree: Held | null; trainedOn: CivilDate | null; practiceFrom: CivilDate | null; yearsOfExperience: number | null };
export function standingOn(held: readonly Held[], on: CivilDate): Standing {
  const degrees = held.filter((one) => one.kind === "degree" && one.validFrom <= on);
  // Training that ended, as where its certificate was annulled, is none after its last day (A7).
  const trained = held.filter((one) => one.kind === "cpp_training" && one.counts !== false && (one.validTo === null || one.validTo >= on)).toSorted((one, other) => one.validFrom.localeCompare(other.validFrom));
  const practice = held.filter((one) => one.kind === "practice" && one.validFrom <= on).toSorted((one, other) => one.validFrom.localeCompare(other.validFrom))[0] ?? null;
  return {
    licence: inForce(held, "licence", on),
    degree: inForce(degrees.some((one) => one.name === "masters") ? degrees.filter((one) => one.name === "masters") : degrees, "degree", on),
    trainedOn: trained[0]?.validFrom ?? null,
    practiceFrom: practice?.validFrom ?? null,
    yearsOfExperience: practice === null ? null : Math.floor(daysBetween(practice.validFrom, on) / 365.25),
  };
}

/** True where the licence that holds on the day is independent, false where it is not, null where that is not known. */
export function isIndependentOn(held: readonly Held[], on: CivilDate): boolean | null {
  const licence = inForce(held, "licence", on);
  if (licence === null) return null;
  return holdsOn(licence, on) ? licence.isIndependent : false;
}

/** Whether as many whole years have passed. */
export const yearsPassed = (from: CivilDate, years: number, on: CivilDate): boolean => addMonths(from, years * 12) <= on;

/** Days before an end on which it is said again, the farthest first. */
export const warningDays = [90, 60, 30, 7] as const;
export type Stage = (typeof warningDays)[number] | 0;

/** How far the warning of an end has come on a day, and since when it stands there: 0 from the day after the end. Null where the end is farther than 90 days. */
export function stageOf(endsOn: CivilDate, today: CivilDate): { stage: Stage; daysLeft: number; since: CivilDate } | null {
  const daysLeft = daysBetween(today, endsOn);
  if (daysLeft < 0) return { stage: 0, daysLeft, since: addDays(endsOn, 1) };
  const stage = warningDays.findLast((days) => daysLeft <= days);
  return stage === undefined ? null : { stage, daysLeft, since: addDays(endsOn, -stage) };
}

export type Endable = Span & { id: string; staffId: string | null; kind: string; name: string };
export type Ended<T extends Endable> = { of: T; endsOn: CivilDate; stage: Stage; daysLeft: number; since: CivilDate };

/** Kinds whose end takes something away. A degree, practice and an audit have none; an audit's year is the policy's matter. */
export const endingKinds = ["licence", "cpp_training", "certification", "background_check", "cpp_certification"];

/**
 * What ends within 90 days or has ended, the soonest first: one of each kind and person. A renewal that begins by the day
 * after carries on, whatever its name; a gap does not.
 */
export function endingsOf<T extends Endable>(held: readonly T[], today: CivilDate): Ended<T>[] {
  const groups = new Map<string, T[]>();
  for (const one of held.filter(({ kind }) => endingKinds.includes(kind))) {
    const key = `${one.staffId} ${one.kind}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()]
    .flatMap((group) => {
      const begun = group.filter((one) => one.validFrom <= today);
      const now = begun.filter((one) => holdsOn(one, today)).toSorted(laterEnd)[0] ?? begun.toSorted(laterEnd)[0];
      if (now === undefined) return [];
      const last = lastOf(group, now);
      const at = last.validTo === null ? null : stageOf(last.validTo, today);
      return at === null ? [] : [{ of: last, endsOn: last.validTo!, ...at }];
    })
    .toSorted((one, other) => one.endsOn.localeCompare(other.endsOn) || one.of.id.localeCompare(other.of.id));
}

const laterEnd = (one: Span, other: Span) => (other.validTo ?? "9999").localeCompare(one.validTo ?? "9999");
/** The last of those that follow without a day between. */
function lastOf<T extends Endable>(group: readonly T[], from: T): T {
  if (from.validTo === null) return from;
  const after = addDays(from.validTo, 1);
  const next = group.filter((one) => holdsOn(one, after)).toSorted(laterEnd)[0];
  return next === undefined ? from : lastOf(group, next);
}
