import { type CivilDate, dateInZone } from "#kernel/dates.ts";
import type { Owed } from "./contract.ts";

const order: Record<Owed["kind"], number> = { safety_review: 0, referral: 1, returned_note: 2, note: 3, cosignature: 4, deadline_late: 5, consent_missing: 6, deadline_due: 7, held_service: 8 };
const weights: Record<Owed["weight"], number> = { blocking: 0, today: 1, later: 2 };

/** Owed work by harm: safety, then what asks today, then the rest; within that by kind and the oldest first. */
export function sortOwed(owed: readonly Owed[]): Owed[] {
  return owed.toSorted((a, b) => weights[a.weight] - weights[b.weight] || order[a.kind] - order[b.kind] || a.since.localeCompare(b.since) || a.id.localeCompare(b.id));
}

/** How soon a thing asks: a safety review blocks the day; what is due by today, or a note older than a day, asks today. */
export function weigh(one: Omit<Owed, "weight">, today: CivilDate, timeZone: string): Owed["weight"] {
  if (one.kind === "safety_review") return "blocking";
  if (one.kind === "returned_note" || one.kind === "deadline_late") return "today";
  if (one.dueAt !== null) return dateInZone(one.dueAt, timeZone) <= today ? "today" : "later";
  return "later";
}
