import { addDays, addMonths, type CivilDate } from "#kernel/dates.ts";
import type { Policy, PolicyVersion, Validity } from "./contract.ts";

/**
 * Whether a span of days holds on a day. Both ends count (our reading of 22-A DCMR § 3427). `to: null` has no end; an
 * end or beginning that is not known leaves the answer unknown unless the other end already decides it.
 */
export function judgeValidity(span: Validity | null | undefined, on: CivilDate): "valid" | "not_yet" | "ended" | "unknown" {
  if (!span) return "unknown";
  if (span.from && on < span.from) return "not_yet";
  if (span.to && on > span.to) return "ended";
  if (!span.from || span.to === undefined) return "unknown";
  return "valid";
}

/** The version in force on a day, null where none is. */
export function versionInForce(policy: Policy, on: CivilDate): PolicyVersion | null {
  const inForce = policy.versions.filter(({ effective }) => (effective.from === null || effective.from <= on) && (effective.to === null || on <= effective.to));
  return inForce.at(-1) ?? null;
}

/**
 * The day on which somebody reaches an age in years. Born on 29 February, in a common year: 28 February or 1 March, as
 * the policy sets it (no text read says which).
 */
export function birthday(birthDate: CivilDate, years: number, leapDayBirthday: "feb28" | "mar1"): CivilDate {
  const day = addMonths(birthDate, years * 12);
  return leapDayBirthday === "mar1" && birthDate.endsWith("-02-29") && day.endsWith("-02-28") ? addDays(day, 1) : day;
}

/** How old a child may be by a version; null where it has no age. */
export function ageOf(version: PolicyVersion | null): { years: number; leapDayBirthday: "feb28" | "mar1" } | null {
  const rule = version?.clauses.map((clause) => clause.rule).find((one) => one.kind === "age");
  return rule?.kind === "age" ? { years: rule.maxYearsExclusive, leapDayBirthday: rule.leapDayBirthday } : null;
}

/**
 * The month of treatment that a day lies in, counted from 1 at the course's start; a month begins on the day of the
 * start, clamped to the month's end. Null before the start.
 */
export function monthOfTreatment(courseStart: CivilDate, on: CivilDate): number | null {
  if (on < courseStart) return null;
  const whole = (Number(on.slice(0, 4)) - Number(courseStart.slice(0, 4))) * 12 + Number(on.slice(5, 7)) - Number(courseStart.slice(5, 7));
  return on < addMonths(courseStart, whole) ? whole : whole + 1;
}
