import { sql } from "kysely";
import { newId } from "#database/actor.ts";
import { loadSupervision } from "#features/supervision/policies.ts";
import { insertSupervision } from "#features/workforce/store.ts";
import { makeStaff } from "../support/agency.ts";
import { type Caller, type Sample } from "./sample.ts";
import { newNote, newSession, operatorDoes, type Scene } from "./scene.ts";

// Supervision: what the caller marked, leads, wrote or rated, and who supervises the caller.

const FROM = "2026-01-05";
/** The day on which a rating of a supervision that began then was due last. */
const DUE = "2026-10-05";
let minutes = 0;
const who = (scene: Scene, { staffId }: Caller) => staffId ?? scene.spare.staffId;

/** Somebody who supervises the caller today. */
async function supervisedBy(scene: Scene, caller: Caller): Promise<{ supervisorId: string }> {
  const made = await makeStaff(scene.place, scene.agency, { roles: ["supervisor"], from: FROM });
  await operatorDoes(scene, (tx) => insertSupervision(tx, { supervisorId: made.staffId, clinicianId: who(scene, caller), validFrom: FROM, validTo: null }));
  return { supervisorId: made.staffId };
}
/** A session that the caller holds, for a moment of it. */
const toMark = async (scene: Scene, caller: Caller) => ({ ...(await supervisedBy(scene, caller)), sessionId: await newSession(scene, who(scene, caller)) });
async function newMoment(scene: Scene, caller: Caller): Promise<{ momentId: string }> {
  const { sessionId, supervisorId } = await toMark(scene, caller);
  return operatorDoes(scene, async (tx) => {
    const momentId = newId(tx);
    await sql`insert into hard_moments (agency_id, id, case_id, session_id, owner_staff_id, counterpart_staff_id, words, marked_at) values (${tx.actor.agencyId}, ${momentId}, ${scene.caseId}, ${sessionId}, ${who(scene, caller)}, ${supervisorId}, 'Made up.', ${tx.now})`.execute(tx);
    return { momentId };
  });
}
/** A planned meeting among peers that the caller wrote down; each at a time of its own. */
async function newMeeting(scene: Scene, caller: Caller): Promise<{ meetingId: string; peerId: string }> {
  const peer = await makeStaff(scene.place, scene.agency, { from: FROM });
  return operatorDoes(scene, async (tx) => {
    const meetingId = newId(tx);
    await sql`insert into supervision_meetings (agency_id, id, kind, leader_id, starts_at, minutes, recorded_at) values (${tx.actor.agencyId}, ${meetingId}, 'peer', ${who(scene, caller)}, '2026-02-02T14:00:00Z'::timestamptz + make_interval(mins => ${10 * ++minutes}), 5, ${tx.now})`.execute(tx);
    await sql`insert into supervision_attendances (agency_id, meeting_id, staff_id) values (${tx.actor.agencyId}, ${meetingId}, ${peer.staffId})`.execute(tx);
    return { meetingId, peerId: peer.staffId };
  });
}
const toComment = async (scene: Scene, caller: Caller) => ({ ...(await supervisedBy(scene, caller)), sessionId: (await newNote(scene, who(scene, caller), "awaiting_cosignature")).sessionId });
async function newRating(scene: Scene, caller: Caller): Promise<{ ratingId: string }> {
  const { supervisorId } = await supervisedBy(scene, caller);
  return operatorDoes(scene, async (tx) => {
    const ratingId = newId(tx);
    await sql`insert into supervision_ratings (agency_id, id, supervisee_id, supervisor_id, kind, due_on, done_at) values (${tx.actor.agencyId}, ${ratingId}, ${who(scene, caller)}, ${supervisorId}, 'packet', ${DUE}, ${tx.now})`.execute(tx);
    await sql`insert into supervision_answers (agency_id, rating_id, owner_staff_id, answers) values (${tx.actor.agencyId}, ${ratingId}, ${who(scene, caller)}, '{"room": "emerging"}')`.execute(tx);
    return { ratingId };
  });
}

export const supervisionSamples: Record<string, Sample> = {
  "supervision.agenda.get": {},
  "supervision.agenda.mark": { body: () => ({ key: "notes:made-up", reason: "1", state: "done" }) },
  "supervision.moments.ofSession": {},
  "supervision.moments.own": {},
  "supervision.moments.mark": { given: toMark, body: (_scene, { supervisorId }) => ({ supervisorId, words: "Made up." }) },
  "supervision.moments.takeBack": { given: newMoment, body: () => ({}) },
  "supervision.meetings.list": {},
  "supervision.meetings.get": { given: newMeeting },
  "supervision.meetings.plan": { body: () => ({ kind: "consultation", startsAt: "2026-12-01T10:00", minutes: 60, people: [], consultant: "Made up" }) },
  "supervision.meetings.hold": { given: newMeeting, body: (_scene, { peerId }) => ({ revision: 1, minutes: 5, clinicalMinutes: 5, attended: [peerId] }) },
  "supervision.meetings.cancel": { given: newMeeting, body: () => ({ revision: 1 }) },
  "supervision.meetings.write": { given: newMeeting, body: () => ({ revision: 0, words: "Made up." }) },
  "supervision.hours.get": { query: "month=2026-11" },
  "supervision.hours.file": { query: "from=2026-11&to=2026-11&language=en" },
  "supervision.signing.list": {},
  "supervision.signing.comments": { given: toComment },
  "supervision.signing.comment": { given: toComment, body: (_scene, { supervisorId }) => ({ supervisorId, words: "Made up." }) },
  "supervision.ratings.list": {},
  "supervision.ratings.give": { given: supervisedBy, body: () => ({ kind: "packet", dueOn: DUE, answers: { room: "emerging" }, shows: false }) },
  "supervision.ratings.show": { given: newRating, body: () => ({}) },
  "supervision.rules.get": {},
  "supervision.rules.set": { body: () => ({ ...loadSupervision().rules }) },
};

/** What each input of supervision asks for: of a family nothing but what its clinician felt, and what two say of a note. */
export const factsOfSupervision: Record<string, Record<string, string | null>> = {
  "supervision.moments.mark": { words: "what was hard for the clinician in a session" },
  "supervision.moments.takeBack": {},
  "supervision.signing.comment": { words: "what a supervisor and a clinician say of a note" },
};
