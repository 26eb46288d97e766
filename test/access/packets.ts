import { sql } from "kysely";
import { tagOfTwo, toValues } from "#features/fidelity/derive.rules.ts";
import { insertPacket } from "#features/fidelity/kept.store.ts";
import { slotIdOf } from "#features/fidelity/packets.rules.ts";
import { loadFidelity } from "#features/fidelity/policies.ts";
import { derive, list, requirePacket, rulesOf } from "#features/fidelity/reading.handlers.ts";
import { opened } from "./courses.ts";
import { acting } from "../support/agency.ts";
import { newFile, operatorDoes, type Scene } from "./scene.ts";

let counter = 0;

/** The packet of the scene's case that goes on. */
export async function openSlot(scene: Scene): Promise<{ slotId: string }> {
  await opened(scene);
  return operatorDoes(scene, async (tx) => ({ slotId: (await list(tx, scene)).packets.findLast((one) => one.state === "going_on")!.slotId }));
}

type Caller = { staffId: string | null };

/** A confirmed packet that is between whoever calls and themselves: the one rating in it is theirs to read on either side. */
export async function newPacket(scene: Scene, { staffId }: Caller): Promise<{ packetId: string; slotId: string; version: number }> {
  const who = staffId ?? scene.clinician.staffId;
  return operatorDoes(scene, async (tx) => {
    const day = `2025-${String(1 + (++counter % 12)).padStart(2, "0")}-${String(1 + (counter % 28)).padStart(2, "0")}`;
    const values = toValues({
      registration: { clinicianName: "Somebody", training: "not_recorded", trainedOn: null, startOn: day, languages: ["en"], interpreter: "no", childAgeMonths: null, childGender: null, siblings: [], caregivers: [] },
      log: { held: 0, cancelled: 0, noShow: 0, minutes: 0, byKind: [] },
      sessions: [],
      procedures: [],
      ratings: { ratings: [{ key: "case.course", value: "lower", suggestion: null, seen: 0, among: 0, sources: [] }], reflection: "", disclosure: tagOfTwo(scene.caseId, who, who) },
    });
    const packetId = await insertPacket(tx, { caseId: scene.caseId, course: 1, kind: "core", periodFrom: day, periodTo: day, dueOn: day, clinicianId: who, supervisorId: who, version: counter, notesOwed: 0, hash: "0".repeat(64) }, values);
    return { packetId: packetId!, slotId: slotIdOf({ kind: "core", periodFrom: day, clinicianId: who }), version: counter };
  });
}

/** A packet that its clinician corrects, with the hash of what somebody on the case reads today. */
export async function toCorrect(scene: Scene, caller: Caller): Promise<{ slotId: string; version: number; hash: string }> {
  await opened(scene);
  const { slotId, version } = await newPacket(scene, caller);
  return acting(scene.place, scene.clinician, async (tx) => {
    const rules = await rulesOf(tx);
    const { planned } = await requirePacket(tx, { caseId: scene.caseId, slotId }, rules);
    return { slotId, version, hash: (await derive(tx, scene.caseId, planned, rules, { services: scene.server.services, language: "en" })).hash };
  });
}

/** A packet and a document that only the caller reads. */
export async function withPaper(scene: Scene, caller: Caller): Promise<{ packetId: string; documentId: string }> {
  const { packetId } = await newPacket(scene, caller);
  const documentId = await newFile(scene, null);
  const who = caller.staffId ?? scene.clinician.staffId;
  await operatorDoes(scene, (tx) => sql`insert into documents (agency_id, id, case_id, class, owner_staff_id, counterpart_staff_id, kind, title, language, added_at) values (${tx.actor.agencyId}, ${documentId}, ${scene.caseId}, 'supervision', ${who}, ${who}, 'other', 'Made up', 'en', ${tx.now})`.execute(tx));
  return { packetId, documentId };
}

/** The example of a form pack under a version of its own. */
export const anyPack = () => ({ ...loadFidelity().example, id: `made-up-${++counter}` });
export const shippedRules = () => loadFidelity().rules;
