import { addIncident, beginReport } from "#features/safety/reports.handlers.ts";
import { insertStep, insertTurn } from "#features/safety/oncall.store.ts";
import { beginPlan, keepPlan, savePlan } from "#features/safety/plans.handlers.ts";
import { emptyPlan } from "#features/safety/plans.rules.ts";
import { emptyReport } from "#features/safety/report.rules.ts";
import { decideLimit } from "#features/safety/limits.handlers.ts";
import { insertPart, insertPerson } from "#features/people/store.ts";
import { acting } from "../support/agency.ts";
import { newBystander, newReview, operatorDoes, type Scene } from "./scene.ts";

/** A safety plan with an adult of its own, as a draft or kept; its writer is the scene's clinician. */
export async function newSafetyPlan(scene: Scene, stands: "draft" | "kept"): Promise<{ safetyPlanId: string; revision: number }> {
  const personId = await newCaregiver(scene);
  return acting(scene.place, scene.clinician, async (tx) => {
    const { safetyPlanId, revision } = await beginPlan(tx, { caseId: scene.caseId, personId });
    const saved = await savePlan(tx, { ...emptyPlan, helps: "Made up.", safetyPlanId, revision });
    if (stands === "kept") await keepPlan(tx, saved);
    return { safetyPlanId, revision: saved.revision };
  });
}

/** Another adult who cares for the child, so that plans do not get into each other's way. */
export const newCaregiver = (scene: Scene) =>
  operatorDoes(scene, async (tx) => {
    const personId = await insertPerson(tx, { kind: "adult", givenName: "Another", familyName: "Adult", birthDate: null, language: "en" });
    await insertPart(tx, { caseId: scene.caseId, personId, part: "caregiver", kind: "kin", livesWithChild: false, validFrom: tx.today });
    return personId;
  });

export const newReport = (scene: Scene) => acting(scene.place, scene.clinician, (tx) => beginReport(tx, { caseId: scene.caseId }));
export const reportWords = emptyReport("Robin");
export const madeUpIncident = { sessionId: null, kind: "other", severity: "no_harm", happenedAt: "2026-11-20T08:00", what: "Made up.", told: "", followUp: "" } as const;
export const newIncident = (scene: Scene) => acting(scene.place, scene.clinician, (tx) => addIncident(tx, { caseId: scene.caseId, ...madeUpIncident }));
export const newRepresentativeLimit = async (scene: Scene) => {
  const personId = await newBystander(scene);
  return acting(scene.place, scene.clinician, (tx) => decideLimit(tx, { caseId: scene.caseId, personId, reason: "A made-up reason." }));
};
/** An alert of which somebody was told. */
export async function newAlert(scene: Scene, staffId: string): Promise<{ alertId: string }> {
  const alertId = await newReview(scene);
  await operatorDoes(scene, (tx) => insertStep(tx, { alertId, caseId: scene.caseId }, { place: 1, staffId, standsAs: "on_call" }));
  return { alertId };
}
export const newTurn = (scene: Scene, day: string) => operatorDoes(scene, (tx) => insertTurn(tx, { staffId: scene.clinician.staffId, startsAt: `${day}T20:00:00Z`, endsAt: `${day}T21:00:00Z`, phone: "2025550142" }));
