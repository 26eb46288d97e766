import { change } from "#features/placement/changing.handlers.ts";
import { listReviews } from "#features/placement/store.ts";
import type { ChangeAsked } from "#features/placement/contract.ts";
import { insertLimit, insertOrder, insertVisitTerms } from "#features/people/around.store.ts";
import { acting } from "../support/agency.ts";
import { caseRevision, operatorDoes, type Scene } from "./scene.ts";

const TODAY = "2026-11-20";

/** A change that touches nobody: somebody new moves in. */
export const newPartner = (takesEffectOn = TODAY): ChangeAsked => ({ kind: "new_partner", takesEffectOn, leaves: [], comes: [{ personId: null, givenName: "Robin", familyName: "Made-Up", birthDate: null, language: "en", kind: "step_parent", livesWithChild: true, opensDyad: false }], home: null, endsAuthorities: [] });

/** A change of placement by the scene's clinician, with one thing to look at again. */
export async function newPlacementChange(scene: Scene, asked: ChangeAsked = newPartner()): Promise<{ changeId: string; reviewId: string }> {
  const { clock } = scene.server.fresh;
  clock.set(new Date(Date.parse(clock.now()) + 1000).toISOString());
  const revision = await caseRevision(scene);
  const { changeId } = await acting(scene.place, scene.clinician, (tx) => change(tx, { caseId: scene.caseId, ...asked, source: "Made up.", sessions: [], revision }, { services: scene.server.services, language: "en" }));
  const reviews = await operatorDoes(scene, (tx) => listReviews(tx, scene.caseId));
  return { changeId, reviewId: reviews.find((one) => one.changeId === changeId)!.reviewId };
}

/** An order, visits or a limit that can end. */
export const newOrder = (scene: Scene) => operatorDoes(scene, (tx) => insertOrder(tx, scene.caseId, { protects: [scene.adultA], againstId: scene.adultB, againstName: "", terms: ["no_contact"], words: "", documentId: null, validFrom: TODAY, validTo: null }));
export const newVisits = (scene: Scene) => operatorDoes(scene, (tx) => insertVisitTerms(tx, scene.caseId, { personId: scene.adultB, supervision: "supervised", words: "", validFrom: TODAY, validTo: null }));
export const newLimit = (scene: Scene) => operatorDoes(scene, (tx) => insertLimit(tx, scene.caseId, { personId: scene.adultB, topics: ["addresses"], words: "", documentId: null, validFrom: TODAY, validTo: null }));
