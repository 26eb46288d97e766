import type { Handover } from "./contract.ts";

/** How much of each kind is still with nobody else. */
export type Left = { cases: number; notes: number; sessions: number; seconds: number; supervised: number; covers: number };

/** What is not handed over yet: families without a successor, notes that only the leaver can sign, sessions booked with them after the last day, sessions of others in which they come along, people whom nobody else supervises, absences that they cover. */
export function countLeft(one: Pick<Handover, "cases" | "notes" | "supervises" | "seconds" | "covers">): Left {
  return {
    cases: one.cases.filter((each) => each.successors.length === 0).length,
    notes: one.notes.length,
    sessions: one.cases.reduce((sum, each) => sum + each.booked, 0),
    seconds: one.seconds.reduce((sum, each) => sum + each.booked, 0),
    supervised: one.supervises.filter((each) => each.others.length === 0).length,
    covers: one.covers.length,
  };
}
