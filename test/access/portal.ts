import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { giveAccount, insertAccess } from "#features/portal/store.ts";
import { insertPart, insertPerson } from "#features/people/store.ts";
import { newBattery, operatorDoes, type Scene } from "./scene.ts";
import { type Sample, TODAY } from "./sample.ts";

/** Another adult who cares for the child; nobody of the standings. */
const newCaregiver = (scene: Scene) =>
  operatorDoes(scene, async (tx) => {
    const personId = await insertPerson(tx, { kind: "adult", givenName: "Aunt", familyName: "", birthDate: null, language: "en" });
    await insertPart(tx, { caseId: scene.caseId, personId, part: "caregiver", kind: "kin", livesWithChild: false, validFrom: TODAY });
    return { personId };
  });

/** One whose way into the portal is given and not yet opened. */
async function newInvited(scene: Scene): Promise<{ personId: string }> {
  const { personId } = await newCaregiver(scene);
  await operatorDoes(scene, async (tx) => {
    await giveAccount(tx, personId, "no code");
    await insertAccess(tx, { caseId: scene.caseId, personId, staffId: scene.clinician.staffId });
  });
  return { personId };
}

/** A safe way to reach adult A. */
const newOwnWay = (scene: Scene) =>
  operatorDoes(scene, async (tx) => {
    const contactWayId = randomUUID();
    await sql`insert into contact_ways (agency_id, id, person_id, way, value, is_safe, valid_from) values (${tx.actor.agencyId}, ${contactWayId}, ${scene.adultA}, 'email', 'ana.further@example.org', true, ${TODAY})`.execute(tx);
    return { contactWayId };
  });

/** One for each procedure of the portal. */
export const portalSamples: Record<string, Sample> = {
  "portal.accesses": {},
  "portal.give": { given: newCaregiver, body: () => ({}) },
  "portal.reach.ways": {},
  "portal.reach.unsafe": { given: newOwnWay, body: () => ({}), ofAdult: "A" },
  "portal.reach.texts": { body: () => ({ texts: "stop" }) },
  "portal.reach.letters": { body: () => ({ language: "en" }) },
  "portal.end": { given: newInvited, body: () => ({}) },
  "portal.beginKey": { body: () => ({ code: "482915" }), allowed: { status: 404, why: "the adult of the scene comes in by a password and has no code of the portal" } },
  "portal.openQuestions": { given: async (scene) => ({ batteryId: await newBattery(scene) }), body: () => ({}), ofAdult: "A" },
  "portal.copy": { body: () => ({ format: "pdf" }) },
};
