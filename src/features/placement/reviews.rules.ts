import { addDays, type CivilDate } from "#kernel/dates.ts";
import type { ChangeAsked, ChangeKind, ReviewKind } from "./contract.ts";
import type { Arriving, ChangePlan } from "./rules.ts";

export type NewReview = { kind: ReviewKind; personId: string | null; forRole: "clinician" | "supervisor"; dueOn: CivilDate };

/** Days after the change by which each is looked at: this project's own, save the new informant's first measures (30 days, measures.md section 5). */
const daysFor: Record<ReviewKind, number> = { safety_gate: 0, authority: 0, contacts: 0, releases: 0, appointments: 2, child_welfare: 2, orders: 7, goodbye: 7, supervision: 7, coverage: 7, z_codes: 14, story: 14, baseline: 30, formulation: 30 };

const moves: readonly ChangeKind[] = ["removal", "move", "kin", "reunification", "adoption"];
const bySystem: readonly ChangeKind[] = ["removal", "move", "kin", "reunification", "adoption", "visit_change"];

/** What a change asks to look at again, by whom and until when (clinical.md section 11); a day that is past asks from today. */
export function planReviews(asked: ChangeAsked, arriving: readonly Arriving[], plan: ChangePlan, of: { today: CivilDate; consentHolds: boolean; touchedSessions: number }): NewReview[] {
  const from = asked.takesEffectOn > of.today ? asked.takesEffectOn : of.today;
  const about = (kind: ReviewKind, personId: string | null = null, forRole: NewReview["forRole"] = "clinician"): NewReview => ({ kind, personId, forRole, dueOn: addDays(from, daysFor[kind]) });
  const isMove = asked.home !== null || moves.includes(asked.kind);
  const dyads = arriving.filter((one) => one.opensDyad);
  return [
    ...dyads.map((one) => about("safety_gate", one.personId)),
    ...(of.consentHolds && plan.endedAuthorities.length === 0 && !isMove ? [] : [about("authority")]),
    ...(isMove || asked.leaves.length > 0 || arriving.length > 0 ? [about("contacts")] : []),
    ...(asked.leaves.length > 0 || isMove ? [about("releases")] : []),
    ...(of.touchedSessions > 0 || isMove ? [about("appointments")] : []),
    ...(bySystem.includes(asked.kind) ? [about("child_welfare")] : []),
    ...(asked.kind === "removal" || asked.kind === "visit_change" || plan.begunVisits.length > 0 ? [about("orders")] : []),
    ...asked.leaves.filter((one) => one.goodbye === "plan").map((one) => about("goodbye", one.personId)),
    about("supervision", null, "supervisor"),
    ...(isMove ? [about("coverage"), about("z_codes")] : []),
    about("story"),
    ...dyads.map((one) => about("baseline", one.personId)),
    about("formulation"),
  ];
}
