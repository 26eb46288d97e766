import { addDays, addMonths, ageInMonths, type CivilDate } from "#kernel/dates.ts";
import { birthday } from "#features/policy/validity.rules.ts";
import type { Clock } from "./contract.ts";

/** How old a child may be by one of the agency's policies. */
export type AgePolicy = { policy: string; title: string; years: number; leapDayBirthday: "feb28" | "mar1" };
/** The days on which a child may have been born; `from` null: that day or before, `to` null: that day or after. */
export type Born = { from: CivilDate | null; to: CivilDate | null };

/** What is known of the day of birth: the day itself, or the span that an age told on a day leaves. Null where neither was said. */
export function bornWithin(birthDate: CivilDate | null, childAge: string | null, toldOn: CivilDate): Born | null {
  if (birthDate !== null) return { from: birthDate, to: birthDate };
  if (childAge === null) return null;
  if (childAge === "not_born") return { from: toldOn, to: null };
  if (childAge === "7_or_older") return { from: null, to: addMonths(toldOn, -84) };
  const years = Number(childAge);
  return Number.isInteger(years) ? { from: addDays(addMonths(toldOn, -12 * (years + 1)), 1), to: addMonths(toldOn, -12 * years) } : null;
}

/** The age in months on a day, from the youngest to the oldest that it can be; null where it has no two ends or is not born for sure. */
export function monthsOld(born: Born | null, on: CivilDate): { from: number; to: number } | null {
  if (born === null || born.from === null || born.to === null || born.to > on) return null;
  return { from: ageInMonths(born.to, on), to: ageInMonths(born.from, on) };
}

/** Whether a course of the usual length that began today would be over before the child is too old. */
function fitsWithin(span: { from: CivilDate | null; to: CivilDate | null }, today: CivilDate, courseMonths: number): Clock["fits"] {
  const end = addMonths(today, courseMonths);
  if (span.from !== null && end <= span.from) return "yes";
  if (span.to !== null && end > span.to) return "no";
  return span.from === null && span.to === null ? "unknown" : "unclear";
}

/** From which day the child is too old by each policy (A4, B1), the nearest first; what was only told is a span. */
export function clocksOf(born: Born | null, policies: readonly AgePolicy[], today: CivilDate, courseMonths: number): Clock[] {
  const reaches = (day: CivilDate | null, { years, leapDayBirthday }: AgePolicy) => (day === null ? null : birthday(day, years, leapDayBirthday));
  return policies
    .map((one) => {
      const span = { from: reaches(born?.from ?? null, one), to: reaches(born?.to ?? null, one) };
      return { policy: one.policy, title: one.title, ...span, fits: fitsWithin(span, today, courseMonths) };
    })
    .toSorted((one, other) => (one.from ?? one.to ?? "9999").localeCompare(other.from ?? other.to ?? "9999") || one.policy.localeCompare(other.policy));
}

/** The first day by which a child is too old for sure by a policy that still holds; null where none is known to come. Of a span it is the last day: what was only told puts nobody forward. */
export function nextTooOld(clocks: readonly Clock[], today: CivilDate): CivilDate | null {
  const days = clocks.flatMap((one) => (one.to !== null && one.to <= today ? [] : (one.to ?? one.from ?? [])));
  return days.toSorted()[0] ?? null;
}
