import { sql } from "kysely";
import { newId } from "#database/actor.ts";
import type { ConsentKind } from "#features/consent/contract.ts";
import { textToSign } from "#features/consent/handlers.ts";
import { insertAsk } from "#features/consent/signing.store.ts";
import { insertConsent } from "#features/consent/store.ts";
import { newPlan, toSign } from "./plans.ts";
import { type Sample, TODAY } from "./sample.ts";
import { operatorDoes, type Scene } from "./scene.ts";

// What the scene's first adult is asked to sign, and signed alone.

/** The text of a kind as it is signed on the day of the samples. */
export const textOf = (scene: Scene, kind: ConsentKind, language: "en" | "es" = "en") => textToSign({ today: TODAY }, scene.server, { kind, language, validTo: null });

const noAsks = async (scene: Scene) => {
  await operatorDoes(scene, (tx) => sql`update consent_asks set withdrawn_by = ${scene.clinician.staffId}, withdrawn_at = ${tx.now} where case_id = ${scene.caseId} and answered_at is null and withdrawn_at is null`.execute(tx));
  return {};
};

/** Something that waits for an adult's signature; what waited before waits no longer. */
export async function newAsk(scene: Scene, kind: ConsentKind = "telehealth", personId = scene.adultA): Promise<{ askId: string }> {
  await noAsks(scene);
  return { askId: (await operatorDoes(scene, (tx) => insertAsk(tx, { caseId: scene.caseId, personId, kind, language: "en", validTo: null })))! };
}

/** What the first adult answered in the portal. */
export const newOwnConsent = (scene: Scene, answer: "yes" | "no") =>
  operatorDoes(scene, async (tx) => {
    const { lines, textHash, version } = textOf(scene, "video");
    const portal = { accountId: newId(tx), way: "link" as const, twoFactors: true };
    return { consentId: await insertConsent(tx, { caseId: scene.caseId, kind: "telehealth", answer, authorityId: scene.authorityId, signerId: scene.adultA, signerOrganization: null, signedName: "Ana Made-Up", validFrom: tx.today, validTo: null, wordsVersion: version, language: "en", way: "portal", documentId: null, witness: "", effort: "", lines, textHash, portal }) };
  });

/** One for each procedure by which a family signs alone or asks about its record. */
export const signingSamples: Record<string, Sample> = {
  "signing.list": {},
  "signing.ask": { given: noAsks, body: (scene) => ({ personId: scene.adultA, kind: "messages", language: "en", validTo: null }) },
  "signing.withdraw": { given: (scene) => newAsk(scene), body: () => ({}) },
  "signing.seen": { given: (scene) => newOwnConsent(scene, "no"), body: () => ({}) },
  "signing.mine": {},
  "signing.text": { given: (scene) => newAsk(scene), ofAdult: "A" },
  "signing.sign": { given: (scene) => newAsk(scene), body: (scene) => ({ language: "en", answer: "yes", signedName: "Ana Made-Up", textHash: textOf(scene, "telehealth").textHash }), ofAdult: "A" },
  "signing.takeBack": { given: (scene) => newOwnConsent(scene, "yes"), body: () => ({}), ofAdult: "A" },
  "signing.paper": { given: (scene) => newOwnConsent(scene, "yes"), ofAdult: "A" },
  "plan.toSign": {},
  "plan.ownText": { given: (scene) => newPlan(scene, "fixed"), query: "language=en", ofAdult: "A" },
  "plan.ownSign": { given: toSign, body: (_scene, { textHash }) => ({ language: "en", signedName: "Ana Made-Up", textHash: String(textHash) }), ofAdult: "A" },
  "privacy.requests.mine": {},
  "privacy.requests.ask": { body: () => ({ kind: "access", asked: "Made up." }) },
};
