import type { Instant } from "#kernel/dates.ts";
import { dayPartNames, type SafeHour, safeDays, safeHours } from "#features/intake/contract.ts";
import type { WishOutcome } from "./wishes.contract.ts";

/** A wish beside the visit as it stands now. */
export type WishAndVisit = { saidOf: Instant; startsAt: Instant; status: string; answeredAt: Instant | null; takenBackAt: Instant | null };

/** What became of a wish: what somebody wrote first, then what the visit itself says. */
export function outcomeOf(one: WishAndVisit, now: Instant): WishOutcome {
  if (one.takenBackAt !== null) return "taken_back";
  if (one.answeredAt !== null) return "left";
  if (one.status === "cancelled") return "cancelled";
  if (one.startsAt !== one.saidOf) return "moved";
  return one.startsAt <= now || one.status !== "booked" ? "over" : "open";
}

/** Parts of the week from days and parts of a day that were ticked apart: no day is any day, no part is any part, neither is no wish at all. */
export function hoursFrom(days: readonly string[], parts: readonly string[]): SafeHour[] {
  const [someDays, someParts] = [safeDays.filter((one) => days.includes(one)), dayPartNames.filter((one) => parts.includes(one))];
  if (someDays.length === 0 && someParts.length === 0) return [];
  const wanted = (someDays.length === 0 ? safeDays : someDays).flatMap((day) => (someParts.length === 0 ? dayPartNames : someParts).map((part) => `${day}_${part}`));
  return safeHours.filter((one) => wanted.includes(one));
}
