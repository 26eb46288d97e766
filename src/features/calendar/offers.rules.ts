import { addDays, addMinutes, type CivilDate, type Instant, weekday } from "#kernel/dates.ts";
import type { ProblemKind } from "./booking.contract.ts";
import type { HourOffer, OfferState, UseReason } from "./offers.contract.ts";

/** Minutes before an hour until which it may be offered at the latest: somebody has to come. */
export const LEAST_OFFERED = 30;
/** Families that are shown for one hour, and those that are looked at to find them. */
export const MOST_SHOWN = 8;
export const MOST_JUDGED = 24;

/** An offer as it is stored, and what the hour itself says: whether it is this family's by now, or somebody else's. */
export type StoredOffer = Omit<HourOffer, "state"> & { answer: "yes" | "no" | "withdrawn" | null; isBooked: boolean; isTaken: boolean };

/** How an offer stands at a moment. A yes that came too late is said to be one, and books nothing. */
export function offerState(one: Pick<StoredOffer, "answer" | "answeredAt" | "standsUntil" | "isBooked" | "isTaken">, now: Instant): OfferState {
  if (one.isBooked) return "booked";
  if (one.answer === "no" || one.answer === "withdrawn") return one.answer;
  if (one.isTaken) return "given";
  if (one.answer === "yes") return one.answeredAt !== null && one.answeredAt > one.standsUntil ? "late_yes" : "yes";
  return one.standsUntil <= now ? "expired" : "stands";
}

/** Those that ask something of somebody: an answer is waited for, or a yes is to be booked. */
export const isOpenOffer = (state: OfferState): boolean => state === "stands" || state === "yes" || state === "late_yes";

/** What can be written down of an offer as it stands. A yes may still be taken back. */
export function answersTo(state: OfferState): ("yes" | "no" | "withdrawn")[] {
  if (state === "stands" || state === "expired") return ["yes", "no", "withdrawn"];
  return state === "yes" || state === "late_yes" ? ["no", "withdrawn"] : [];
}

/** What is known of a family's coming. */
export type Coming = { inWeek: number; lastOutcome: "held" | "missed" | "cancelled" | null; lastMetOn: CivilDate | null };

/** Why a family could use an hour of that week; none where it has a session there and came to its last one. */
export function useReasonsOf({ inWeek, lastOutcome, lastMetOn }: Coming): UseReason[] {
  const last = lastOutcome === "missed" ? (["last_missed"] as const) : lastOutcome === "cancelled" ? (["last_cancelled"] as const) : [];
  const none = inWeek === 0 ? (["none_this_week"] as const) : [];
  const reasons = [...none, ...last];
  return reasons.length > 0 && lastMetOn === null ? [...reasons, "never_met"] : reasons;
}

const rank = (reasons: readonly UseReason[]) => (reasons.includes("none_this_week") ? 0 : 2) + (reasons.includes("last_missed") || reasons.includes("last_cancelled") ? 0 : 1);

/** Families that could use an hour: without a session in that week first, then those whose last visit did not happen, and among them who has not been met for longest. */
export function orderFamilies<F extends Coming & { caseId: string; childName: string }>(families: readonly F[]): (F & { reasons: UseReason[] })[] {
  return families
    .map((one) => ({ ...one, reasons: useReasonsOf(one) }))
    .filter(({ reasons }) => reasons.length > 0)
    .toSorted((a, b) => rank(a.reasons) - rank(b.reasons) || (a.lastMetOn ?? "").localeCompare(b.lastMetOn ?? "") || a.childName.localeCompare(b.childName) || a.caseId.localeCompare(b.caseId));
}

/** Whether a problem keeps an hour from being proposed: anything does but that an interpreter is still to be found. */
export const hinders = (kind: ProblemKind): boolean => kind !== "language";

/** From the Monday of a day's week to the Monday after. */
export function weekOf(on: CivilDate): { from: CivilDate; until: CivilDate } {
  const from = addDays(on, 1 - weekday(on));
  return { from, until: addDays(from, 7) };
}

/** Whether an offer may stand until a moment: it is to come, and leaves time to get there. */
export const mayStandUntil = (until: Instant, startsAt: Instant, now: Instant): boolean => until > now && until <= addMinutes(startsAt, -LEAST_OFFERED);
