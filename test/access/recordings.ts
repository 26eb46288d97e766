import { sql } from "kysely";
import { newId } from "#database/actor.ts";
import { textToSign } from "#features/consent/handlers.ts";
import { insertConsent } from "#features/consent/store.ts";
import { noteFinished, noteReceived } from "#features/recordings/store.ts";
import { recordingsOf } from "#server/recordings.ts";
import { putSession } from "./content.ts";
import type { Caller, Sample } from "./sample.ts";
import { operatorDoes, type Scene } from "./scene.ts";

// A session of the scene's family that was held and may be recorded, and recordings of it.

const END = "2027-03-01";
const purposes = ["supervision", "consultation", "training_review"] as const;
const grounds = new WeakMap<Scene, Promise<{ sessionId: string; consentId: string }>>();

/** The consent of adult A to video, by a right of hers, and a session to which she came; once for each scene. */
export function groundsOf(scene: Scene): Promise<{ sessionId: string; consentId: string }> {
  const known = grounds.get(scene);
  if (known) return known;
  const made = operatorDoes(scene, async (tx) => {
    const authorityId = newId(tx);
    await sql`insert into authorities (agency_id, id, case_id, holder_id, kind, document, scopes, valid_from) values (${tx.actor.agencyId}, ${authorityId}, ${scene.caseId}, ${scene.adultA}, 'parent', 'an order of the tests', array['video'], ${tx.today}::date - 10)`.execute(tx);
    const { lines, textHash, version } = textToSign(tx, scene.server, { kind: "video", language: "en", validTo: END, purposes });
    const consentId = await insertConsent(tx, { caseId: scene.caseId, kind: "video", answer: "yes", authorityId, signerId: scene.adultA, signerOrganization: null, signedName: "Ana Made-Up", validFrom: tx.today, validTo: END, purposes, wordsVersion: version, language: "en", way: "here", documentId: null, witness: "", effort: "", lines, textHash });
    const sessionId = await putSession(tx, scene.caseId, scene.clinician.staffId, 5);
    await sql`insert into attendances (agency_id, session_id, person_id, case_id, part, status) values (${tx.actor.agencyId}, ${sessionId}, ${scene.adultA}, ${scene.caseId}, 'caregiver', 'present')`.execute(tx);
    await sql`update sessions set status = 'held' where id = ${sessionId}`.execute(tx);
    return { sessionId, consentId };
  });
  grounds.set(scene, made);
  return made;
}

const film = () => Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypisom"), Buffer.alloc(500, 7)]);

/** A recording that somebody sent in: all bytes are there, and it is finished or waits for that. */
export async function newRecording(scene: Scene, uploaderId: string, state: "finished" | "waiting" = "finished", words = "Made up.mp4"): Promise<string> {
  const { sessionId, consentId } = await groundsOf(scene);
  const bytes = film();
  const recordingId = newId({ now: scene.place.clock.now() });
  const of = { agencyId: scene.agency.agencyId, recordingId, bytes: bytes.length };
  const folder = recordingsOf(scene.server.services);
  await folder.begin(of);
  await folder.append(of, 0, (async function* () { yield bytes; })(), () => {}); // prettier-ignore
  const digests = await folder.prove(of);
  await operatorDoes(scene, async (tx) => {
    await sql`insert into recordings (agency_id, id, case_id, session_id, uploaded_by, case_code, session_number, name, bytes, fingerprint, purposes, consent_ids, keep_until, begun_at)
      values (${tx.actor.agencyId}, ${recordingId}, ${scene.caseId}, ${sessionId}, ${uploaderId}, 'ABC123', 1, ${words}, ${bytes.length}, ${digests.sha256}, ${[...purposes]}, ${[consentId]}, ${END}, ${tx.now})`.execute(tx);
    await noteReceived(tx, recordingId, bytes.length, "video/mp4");
    if (state === "finished") await noteFinished(tx, recordingId, digests);
  });
  return recordingId;
}

/** Names somebody for a purpose. */
export const newNaming = (scene: Scene, recordingId: string, staffId: string) =>
  operatorDoes(scene, async (tx) => {
    const reviewerId = newId(tx);
    await sql`insert into recording_reviewers (agency_id, id, recording_id, staff_id, reviewer_name, purpose, until, named_by, named_at) values (${tx.actor.agencyId}, ${reviewerId}, ${recordingId}, ${staffId}, 'Made up', 'consultation', ${END}, ${scene.clinician.staffId}, ${tx.now})`.execute(tx);
    return reviewerId;
  });

const callerOf = (scene: Scene, { staffId }: Caller) => staffId ?? scene.clinician.staffId;
const sentBy = (state: "finished" | "waiting") => async (scene: Scene, caller: Caller) => ({ recordingId: await newRecording(scene, callerOf(scene, caller), state) });
/** Of somebody else, to watch for a purpose. */
const namedFor = async (scene: Scene, caller: Caller) => {
  const recordingId = await newRecording(scene, scene.trainee.staffId);
  await newNaming(scene, recordingId, callerOf(scene, caller));
  return { recordingId };
};

/** One for each procedure of recordings. */
export const recordingSamples: Record<string, Sample> = {
  "recordings.list": {},
  "recordings.sessions": {},
  "recordings.begin": { given: async (scene) => { await operatorDoes(scene, (tx) => sql`delete from recordings where finished_at is null`.execute(tx)); return { heldId: (await groundsOf(scene)).sessionId }; }, body: (_scene, { heldId }) => ({ sessionId: heldId, name: "Made up.mp4", bytes: "1000", fingerprint: "0".repeat(64), purposes: ["supervision"] }) }, // prettier-ignore
  "recordings.finish": { given: sentBy("waiting"), body: () => ({}) },
  "recordings.get": { given: namedFor },
  "recordings.destroy": { given: sentBy("finished"), body: () => ({}) },
  "recordings.name": { given: sentBy("finished"), body: (scene) => ({ staffId: scene.spare.staffId, purpose: "consultation", until: END }) },
  "recordings.endNaming": { given: async (scene, caller) => { const recordingId = await newRecording(scene, callerOf(scene, caller)); return { recordingId, reviewerId: await newNaming(scene, recordingId, scene.spare.staffId) }; }, body: () => ({}) }, // prettier-ignore
  "recordings.comment": { given: namedFor, body: () => ({ atMs: 1000, words: "Made up." }) },
  "recordings.ownCode": { body: () => ({}) },
};
