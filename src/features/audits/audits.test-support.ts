import { addMinutes, instantFromWall, wallTimeInZone } from "#kernel/dates.ts";
import type { Call } from "#server/procedure.ts";
import { newId } from "#database/actor.ts";
import { nothingMore } from "#features/calendar/booking.contract.ts";
import { book } from "#features/calendar/booking.handlers.ts";
import { listSessions } from "#features/calendar/store.ts";
import { openCase } from "#features/cases/handlers.ts";
import { saveNote, signNote } from "#features/notes/handlers.ts";
import { listPeople } from "#features/people/store.ts";
import { operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { acting, type StaffActor } from "../../../test/support/agency.ts";

const OPENED = "2026-01-05T15:00:00Z";

/** A case of a clinician, opened in January by the product's own door. Leaves the clock where it was. */
export async function makeCase(scene: Scene, childName: string, clinician: StaffActor): Promise<string> {
  const { clock } = scene.server.fresh;
  const before = clock.now();
  clock.set(OPENED);
  const { caseId } = await operatorDoes(scene, (tx) =>
    openCase(tx, {
      referralId: null,
      child: { givenName: childName, familyName: "Made-Up", birthDate: "2022-05-02", language: "en" },
      caregivers: [{ givenName: "Adult", familyName: "Made-Up", birthDate: null, language: "en", kind: "birth_parent", livesWithChild: true, madeRequest: true, authority: null, contact: { way: "email", value: "adult@example.org", voicemail: "hang_up", hours: [] } }],
      clinicianId: clinician.staffId,
    }),
  ).finally(() => clock.set(before));
  return caseId;
}

/** A session of an hour that was held and signed on its day. Leaves the clock where it was. */
export async function signSession(scene: Scene, caseId: string, on: string, hour: string, clinician: StaffActor, words = "They played with the blocks."): Promise<string> {
  const { clock } = scene.server.fresh;
  const before = clock.now();
  const zone = scene.agency.timeZone;
  const call = { services: scene.server.services, language: "en" } as unknown as Call;
  const as = <T>(time: string, work: Parameters<typeof acting<T>>[2]) => {
    clock.set(instantFromWall(`${on}T${time}`, zone));
    return acting(scene.place, clinician, work);
  };
  try {
    const [from, to] = [`${on}T${hour}:00`, wallTimeInZone(addMinutes(instantFromWall(`${on}T${hour}:00`, zone), 60), zone)];
    await as("08:00", async (tx) => book(tx, { caseId, kind: "dyadic", place: "home", ...nothingMore, modality: "in_person", clinicianId: clinician.staffId, start: from, end: to, personIds: (await listPeople(tx, caseId)).map((one) => one.personId), whenNotCounting: "book", seenDays: [] }, call));
    const session = await as("20:00", async (tx) => (await listSessions(tx, { from: on, to: on, clinicianId: null, caseId, teamId: null }))[0]!);
    const saved = await as("20:01", (tx) =>
      saveNote(tx, { sessionId: session.sessionId, revision: 0, heldFrom: from, heldTo: to, longerSessionReason: null, attendance: session.attendees.map((one) => ({ personId: one.personId, status: "present" as const, in: from, out: to, reason: "" })), blocks: [{ blockId: newId(tx), section: "targets", class: "child_chart", ownerPersonId: null, words, chips: [] }] }, call),
    );
    await as("20:02", (tx) => signNote(tx, { sessionId: session.sessionId, revision: saved.revision }, call));
    return session.sessionId;
  } finally {
    clock.set(before);
  }
}
