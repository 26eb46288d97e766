import { addDays, type CivilDate } from "#kernel/dates.ts";
import type { DraftObjective } from "#features/plan/contract.ts";
import { tellObjective, type Voice } from "./phrases.rules.ts";

/** Days after the case was opened on which the made-up plan is begun, fixed, signed by the family and signed by all. */
export const planDays = { begun: 18, fixed: 20, signedByFamily: 22, approved: 24 } as const;
const REVIEW_EVERY = 172;

/** Whether a family's reviews are left over: every fourth of those told by hand, every eleventh of the others. */
export const leavesReviews = (place: number): boolean => (place < 8 ? place % 4 === 1 : place % 11 === 1);

/** The days of the reviews of a made-up plan up to today. */
export const reviewDays = (opened: CivilDate, today: CivilDate, place: number): CivilDate[] => (leavesReviews(place) ? [] : [1, 2].map((time) => addDays(opened, planDays.approved + time * REVIEW_EVERY)).filter((on) => on <= today));

/** The objectives of a made-up plan, in the words of a family that has its own: one about the child, one about the child with the adult at home. */
export function demoObjectives(ids: readonly [string, string], adultId: string, begun: CivilDate, voice: Voice | null = null): DraftObjective[] {
  const reviewOn = addDays(begun, 180);
  const none = { measure: null, value: null, direction: null };
  if (voice !== null) {
    return [
      { ...none, ...tellObjective("childObjectives", voice), objectiveId: ids[0], ownerPersonId: null, goal: voice.place % 2 === 0 ? "a" : "b", interventions: ["naming_the_event", "body_regulation"], reviewOn },
      { ...none, ...tellObjective("dyadObjectives", voice), objectiveId: ids[1], ownerPersonId: adultId, goal: "e", interventions: ["speaking_for_the_other", "developmental_guidance"], reviewOn },
    ];
  }
  return [
    { ...none, objectiveId: ids[0], ownerPersonId: null, goal: "a", words: "Sleeps through most nights.", baseline: "Wakes three or four times a night, crying.", observable: "Nights without waking, counted for a week by the adult at home: five of seven.", interventions: ["naming_the_event", "body_regulation", "routines"], reviewOn },
    { ...none, objectiveId: ids[1], ownerPersonId: adultId, goal: "e", words: "Comes to be held when scared, and is held.", baseline: "Hides under the table and is left there.", observable: "In a play session: of the times the child is scared, those in which the two come together; three of four.", interventions: ["speaking_for_the_other", "developmental_guidance"], reviewOn },
  ];
}
