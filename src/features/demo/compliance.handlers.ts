import { addDays, type CivilDate } from "#kernel/dates.ts";
import type { Transaction } from "#database/actor.ts";
import { record } from "#features/compliance/handlers.ts";
import type { MilestoneKind, Way } from "#features/compliance/contract.ts";

const MADE_UP = "Harbor Core Services (demo)";

/** A date of the demo, so many days after the case was opened; `reason` is what is written about it. */
type Planned = { kind: MilestoneKind; after: number; way?: Way; reason?: string };

/**
 * The dates of a made-up case: most on time; of some the intake a day late, of others the enrolment not
 * known. Those of the plan of care come from the plan itself. The last days of the planned course stand ahead.
 */
export function plannedDates(place: number, endsAfter = 370): Planned[] {
  const slow = place < 8 ? place % 4 === 1 : place % 7 === 1;
  const unsaid = place < 8 ? place % 4 === 3 : place % 13 === 5;
  return [
    ...(unsaid ? [] : [{ kind: "enrolled" as const, after: 0 }, { kind: "csa_enrolled" as const, after: 0 }]),
    { kind: "intake_contact", after: 1, way: slow ? "not_reached" : "reached", ...(slow ? { reason: "No answer; a note was left to call back." } : {}) },
    { kind: "intake", after: slow ? 8 : 4 },
    { kind: "diagnostic_assessment", after: slow ? 14 : 10 },
    { kind: "medical_necessity_evidenced", after: slow ? 16 : 12 },
    { kind: "telehealth_consented", after: 3, way: place % 2 === 0 ? "written" : "verbal" },
    { kind: "planned_end", after: endsAfter },
  ];
}

/** Records the dates of a made-up case as its clinician would, each on its own day; those still to come are left out, but for the planned end. */
export async function recordDates(done: { opened: CivilDate; today: CivilDate; caseId: string; place: number; endsAfter?: number; staffId: string }, as: (on: CivilDate, work: (tx: Transaction) => Promise<unknown>) => Promise<unknown>): Promise<void> {
  for (const one of plannedDates(done.place, done.endsAfter)) {
    const on = addDays(done.opened, one.after);
    if (on > done.today && one.kind !== "planned_end") continue;
    const assesses = one.kind === "diagnostic_assessment";
    await as(one.kind === "planned_end" ? done.opened : on, (tx) =>
      record(tx, { caseId: done.caseId, kind: one.kind, happenedOn: on, way: one.way ?? null, organization: one.kind === "csa_enrolled" ? MADE_UP : "", staffId: assesses ? done.staffId : null, isIndependent: null, minutes: assesses ? 195 : null, aboutOn: null, reason: one.reason ?? "" }),
    );
  }
}
