import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { acting, makeAgency, makeStaff } from "../../../test/support/agency.ts";
import type { Actor } from "#database/actor.ts";
import { insertSupervision } from "#features/account/store.ts";
import { type Family, makeFamily, Phone, setStage, type Stage } from "#features/answering/answering.test-support.ts";
import { hasPointer } from "#features/cases/store.ts";
import { insertAuthority } from "#features/people/store.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await setStage();
  await acting(stage.place, stage.agency.operator, (tx) => insertSupervision(tx, stage.supervisor.staffId, stage.clinician.staffId));
});
afterAll(() => stage.close());

const note = { ideation: "yes", plan: "no", means: "not_asked", intent: "no", protective: "Made-up: her sister comes every evening.", childIsWith: "Made-up: the grandmother.", actions: "Made-up: called, made a plan together.", supervisorNotified: true };
const caregiver = (personId: string): Actor => ({ kind: "caregiver", agencyId: stage.agency.agencyId, timeZone: stage.agency.timeZone, personId, accountId: personId, name: "Made-Up" });

/** An adult marks item 9 and does not send the form. */
async function raised(family?: Family): Promise<Family & { reviewId: string }> {
  const one = family ?? (await makeFamily(stage));
  const sent = await stage.call(stage.clinician, "POST", `/cases/${one.caseId}/batteries`, { to: [{ respondentId: one.adultA, instruments: ["phq-9"], language: "en", delivery: "none" }] });
  const phone = new Phone(stage, (await stage.call(stage.clinician, "POST", `/batteries/${sent.body.batteries[0].batteryId}/link`)).body.address);
  await phone.open(2021);
  await phone.look("?q=9");
  await phone.pick(2);
  const reviewId = await stage.fresh.asOwner(async (client) => (await client.query("select id from dyad.safety_reviews where request_id = $1", [sent.body.batteries[0].requests[0].requestId])).rows[0].id as string);
  return { ...one, reviewId };
}
const pointer = (actor: Actor, caseId: string) => acting(stage.place, actor, (tx) => hasPointer(tx, caseId));
const open = async (actor: Actor) => (await stage.call(actor, "GET", "/safety-reviews")).body.reviews as { reviewId: string; raisedAt: string }[];

test("B13: an open review is on the list of the clinician and the supervisor, the oldest first, without the answers", async () => {
  const first = await raised();
  stage.fresh.clock.set("2026-11-20T15:30:00Z");
  const second = await raised();
  for (const actor of [stage.clinician, stage.supervisor]) {
    const reviews = await open(actor);
    expect(reviews.map((one) => one.reviewId)).toEqual([first.reviewId, second.reviewId]);
    expect(reviews[0]).toEqual({ reviewId: first.reviewId, caseId: first.caseId, personId: first.adultA, adultName: "Ana Made-Up", childName: "Robin Made-Up", kind: "self_harm", instrument: "phq-9", requestId: expect.any(String), wasSubmitted: false, raisedAt: "2026-11-20T15:00:00.000Z", call: "none", disclosure: { class: "caregiver", caseId: first.caseId, ownerPersonId: first.adultA, ownerStaffId: null, counterpartStaffId: null, part2: false } });
  }
  stage.fresh.clock.set("2026-11-20T15:00:00Z");
});

test("nobody else learns of a review: other staff, another agency, front desk, the other adult", async () => {
  const { reviewId, caseId, adultB } = await raised();
  await acting(stage.place, stage.clinician, (tx) => insertAuthority(tx, caseId, { holderId: adultB, holderOrganization: null, kind: "parent", document: "Made-up order", scopes: ["records"], limits: "", validFrom: "2026-11-20", validTo: null }));
  const outside = await makeAgency(stage.place);
  const elsewhere = await makeStaff(stage.place, outside, { roles: ["clinician", "supervisor"] });
  for (const actor of [stage.trainee, elsewhere]) {
    expect(await open(actor)).toEqual([]);
    expect((await stage.call(actor, "GET", `/safety-reviews/${reviewId}`)).status).toBe(404);
    expect((await stage.call(actor, "POST", `/safety-reviews/${reviewId}/review`, note)).status).toBe(404);
  }
  const director = await makeStaff(stage.place, stage.agency, { roles: ["administrator"] });
  for (const actor of [stage.frontDesk, director, caregiver(adultB)]) {
    expect((await stage.call(actor, "GET", "/safety-reviews")).status).toBe(403);
    expect((await stage.call(actor, "GET", `/safety-reviews/${reviewId}`)).status).toBe(403);
    expect(await acting(stage.place, actor, async (tx) => (await sql`select 1 from safety_reviews`.execute(tx)).rows)).toEqual([]);
  }
  expect(await pointer(stage.clinician, caseId)).toBe(true);
  for (const actor of [caregiver(adultB), stage.frontDesk, stage.trainee]) expect(await pointer(actor, caseId)).toBe(false);
});

test("B13: a review closes with words only, and its pointer with it; the note is read by who may read the adult's record", async () => {
  const { reviewId, caseId } = await raised();
  for (const empty of ["protective", "childIsWith", "actions"]) expect((await stage.call(stage.clinician, "POST", `/safety-reviews/${reviewId}/review`, { ...note, [empty]: " \n" })).status).toBe(400);
  for (const missing of ["ideation", "plan", "means", "intent", "supervisorNotified"]) expect((await stage.call(stage.clinician, "POST", `/safety-reviews/${reviewId}/review`, { ...note, [missing]: undefined })).status).toBe(400);
  expect((await open(stage.clinician)).some((one) => one.reviewId === reviewId)).toBe(true);
  const reviewed = await stage.call(stage.clinician, "POST", `/safety-reviews/${reviewId}/review`, note);
  expect([reviewed.status, reviewed.body.note, reviewed.body.reviewedByName]).toEqual([200, note, stage.clinician.name]);
  expect((await open(stage.clinician)).some((one) => one.reviewId === reviewId)).toBe(false);
  expect(await pointer(stage.clinician, caseId)).toBe(false);
  expect((await stage.call(stage.supervisor, "GET", `/safety-reviews/${reviewId}`)).body.note).toEqual(note);
  expect((await stage.call(stage.supervisor, "POST", `/safety-reviews/${reviewId}/review`, { ...note, actions: "Made-up: something else." })).status).toBe(409);
  expect((await stage.call(stage.clinician, "GET", `/safety-reviews/${reviewId}`)).body.note).toEqual(note);
});

test("B13: two open reviews on one case: closing one leaves the pointer of the other", async () => {
  const first = await raised();
  const second = await raised(first);
  await stage.call(stage.clinician, "POST", `/safety-reviews/${first.reviewId}/review`, note);
  expect(await pointer(stage.clinician, first.caseId)).toBe(true);
  await stage.call(stage.supervisor, "POST", `/safety-reviews/${second.reviewId}/review`, note);
  expect(await pointer(stage.clinician, first.caseId)).toBe(false);
});

test("what a review says is in no audit row and no log line", async () => {
  const { reviewId } = await raised();
  await stage.call(stage.clinician, "POST", `/safety-reviews/${reviewId}/review`, note);
  const trail = await stage.fresh.asOwner(async (client) => JSON.stringify((await client.query("select * from dyad.audit_entries")).rows));
  expect(trail).toContain("safety.review");
  for (const said of ["grandmother", "sister", "self_harm", "ideation"]) expect(trail + stage.logged.join()).not.toContain(said);
});
