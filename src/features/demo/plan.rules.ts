import { addDays, type CivilDate } from "#kernel/dates.ts";
import type { DraftObjective } from "#features/plan/contract.ts";

/** Days after the case was opened on which the made-up plan is begun, fixed, signed by the family and signed by all. */
export const planDays = { begun: 18, fixed: 20, signedByFamily: 22, approved: 24 } as const;
const REVIEW_EVERY = 172;

/** The days of the reviews of a made-up plan up to today; every fourth family's are left over. */
export const reviewDays = (opened: CivilDate, today: CivilDate, place: number): CivilDate[] => (place % 4 === 1 ? [] : [1, 2].map((time) => addDays(opened, planDays.approved + time * REVIEW_EVERY)).filter((on) => on <= today));

/** The objectives of a made-up plan: one about the child, one about the child with the adult at home. */
export function demoObjectives(ids: readonly [string, string], adultId: string, begun: CivilDate): DraftObjective[] {
  const reviewOn = addDays(begun, 180);
  const none = { measure: null, value: null, direction: null };
  return [
    { ...none, objectiveId: ids[0], ownerPersonId: null, goal: "a", words: "Sleeps through most nights.", baseline: "Wakes three or four times a night, crying.", observable: "Nights without waking, counted for a week by the adult at home: five of seven.", interventions: ["naming_the_event", "body_regulation", "routines"], reviewOn },
    { ...none, objectiveId: ids[1], ownerPersonId: adultId, goal: "e", words: "Comes to be held when scared, and is held.", baseline: "Hides under the table and is left there.", observable: "In a play session: of the times the child is scared, those in which the two come together; three of four.", interventions: ["speaking_for_the_other", "developmental_guidance"], reviewOn },
  ];
}
