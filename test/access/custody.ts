import { addDays } from "#kernel/dates.ts";
import { insertCredential } from "#features/workforce/store.ts";
import { endEmployment } from "#features/workforce/employment.handlers.ts";
import { openCustody } from "#features/custody/handlers.ts";
import { acting, makeStaff } from "../support/agency.ts";
import { putBlock } from "./content.ts";
import { operatorDoes, type Scene } from "./scene.ts";

/** Somebody of the scene's agency whose last day is given: today, or yesterday. */
export async function newLeaver(scene: Scene, when: "today" | "yesterday"): Promise<string> {
  const { staffId } = await makeStaff(scene.place, scene.agency, { from: "2026-01-05" });
  await operatorDoes(scene, (tx) => endEmployment(tx, { staffId, lastDay: when === "today" ? tx.today : addDays(tx.today, -1), reason: "Another place." }));
  return staffId;
}

/** A psychotherapy note in the scene's case whose author left yesterday, and a licensed clinician of the case. */
export async function newHeld(scene: Scene): Promise<{ authorId: string; namedId: string }> {
  const authorId = await newLeaver(scene, "yesterday");
  const namedId = scene.clinician.staffId;
  await operatorDoes(scene, async (tx) => {
    await putBlock(tx, scene.caseId, "psychotherapy_note", { ownerStaffId: authorId });
    await insertCredential(tx, namedId, { kind: "licence", name: "LICSW", field: "", issuer: "", number: "", isIndependent: true, validFrom: "2026-01-05", validTo: null });
  });
  return { authorId, namedId };
}

/** What is in custody, opened by a privacy officer. */
export async function newOpening(scene: Scene): Promise<{ openingId: string }> {
  const held = await newHeld(scene);
  const officer = await makeStaff(scene.place, scene.agency, { roles: ["privacy_officer"], from: "2026-01-05" });
  return acting(scene.place, officer, (tx) => openCustody(tx, { caseId: scene.caseId, ...held, validFrom: tx.today, validTo: tx.today, basis: "oversight", reason: "A made-up reason.", documentId: null }));
}
