import path from "node:path";
import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import { placeIn } from "#database/sealing.ts";
import { addAccount } from "#features/account/store.ts";
import { openCase } from "#features/cases/handlers.ts";
import { receive } from "#features/documents/receiving.handlers.ts";
import { insertDocument } from "#features/documents/store.ts";
import { insertPart, insertPerson, listAuthorities, listPeople } from "#features/people/store.ts";
import { sendBattery } from "#features/measures/handlers.ts";
import type { PolicyVersion } from "#features/policy/contract.ts";
import { loadPolicy } from "#features/policy/policies.ts";
import { installEdition, keepEdition } from "#features/policy/store.ts";
import { endCount, insertChange } from "#features/rulebook/store.ts";
import { insertTeam } from "#features/workforce/store.ts";
import { acting, makeAgency, makeStaff, type Place, type StaffActor, type TestAgency } from "../support/agency.ts";
import { madeUpPdf } from "../support/paper.ts";
import { putBlock, putSession } from "./content.ts";
import { signedIn, type TestServer } from "./server.ts";

const TODAY = "2026-11-20";

/** One agency with a case, two adults who live apart, and everything that a route may ask for by id. */
export type Scene = {
  server: TestServer;
  place: Place;
  agency: TestAgency;
  clinician: StaffActor;
  trainee: StaffActor;
  /** Employed, and on no case. */
  spare: StaffActor;
  caseId: string;
  referralId: string;
  adultA: string;
  adultB: string;
  authorityId: string;
  teamId: string;
  /** A session that adult A came to, with a signed note. */
  sessionId: string;
  blockId: string;
  reviewId: string;
  batteryId: string;
  messageId: string;
  cookieOf(account: { accountId: string }): Promise<string>;
};

const adult = (givenName: string, madeRequest: boolean, scopes: ("treatment" | "records")[]) => ({ givenName, familyName: "Made-Up", birthDate: null, language: "en", kind: "birth_parent" as const, livesWithChild: madeRequest, madeRequest, authority: { kind: "parent" as const, document: "an order of the tests", scopes, validFrom: TODAY, validTo: null }, contact: { way: "email" as const, value: `${givenName.toLowerCase()}@example.org`, voicemail: "hang_up" as const, hours: [] } });

export const operatorDoes = <T>(scene: Pick<Scene, "place" | "agency">, work: (tx: Transaction) => Promise<T>) => acting(scene.place, scene.agency.operator, work);

export async function makeScene(server: TestServer, slug: string): Promise<Scene> {
  const place: Place = server.fresh;
  const agency = await makeAgency(place, { slug });
  const [clinician, trainee, spare] = [await makeStaff(place, agency), await makeStaff(place, agency, { roles: ["trainee"] }), await makeStaff(place, agency)];
  const made = await acting(place, agency.operator, async (tx) => {
    const referralId = await newReferral(tx);
    const { caseId } = await openCase(tx, { referralId, child: { givenName: "Robin", familyName: "Made-Up", birthDate: "2022-05-02", language: "en" }, caregivers: [adult("Ana", true, ["treatment", "records"]), adult("Bo", false, ["treatment"])], clinicianId: clinician.staffId });
    const people = await listPeople(tx, caseId);
    const named = (name: string) => people.find((one) => one.givenName === name)!.personId;
    const [adultA, adultB] = [named("Ana"), named("Bo")];
    const authorityId = (await listAuthorities(tx, caseId)).find((one) => one.holderId === adultA)!.authorityId;
    const sent = await sendBattery(tx, { caseId, respondentId: adultA, instruments: ["phq-9"], language: "en", delivery: "email" }, { language: "en", services: server.services });
    return { referralId, caseId, adultA, adultB, authorityId, teamId: await insertTeam(tx, "Team", TODAY), batteryId: sent.batteryId, messageId: sent.messageId! };
  });
  const scene: Scene = { server, place, agency, clinician, trainee, spare, ...made, sessionId: "", blockId: "", reviewId: "", cookieOf: ({ accountId }) => signedIn(server, { accountId, agencyId: agency.agencyId }) };
  scene.reviewId = await newReview(scene);
  const note = await newNote(scene, clinician.staffId, "signed");
  return Object.assign(scene, { sessionId: note.sessionId, blockId: note.blockId });
}

/** An adult with an account. */
export async function adultAccount(scene: Scene, personId: string, passwordHash = "no password"): Promise<{ accountId: string }> {
  const accountId = newId({ now: scene.place.clock.now() });
  await operatorDoes(scene, (tx) => addAccount(tx, { accountId, email: `${accountId}@example.org`, passwordHash, staffId: null, personId }));
  return { accountId };
}

export async function newReferral(tx: Transaction): Promise<string> {
  const id = newId(tx);
  await sql`insert into referrals (agency_id, id, source, received_at, call_me, own_words) values (${tx.actor.agencyId}, ${id}, 'phone', ${tx.now}, 'Made up', 'Made up.')`.execute(tx);
  return id;
}

/** A session that adult A and the child are booked for. Hours may overlap: nobody is booked by this. */
export async function newSession(scene: Scene, clinicianId: string): Promise<string> {
  return operatorDoes(scene, async (tx) => {
    const sessionId = await putSession(tx, scene.caseId, clinicianId, 14);
    await sql`insert into attendances (agency_id, session_id, person_id, case_id, part) values (${tx.actor.agencyId}, ${sessionId}, ${scene.adultA}, ${scene.caseId}, 'caregiver')`.execute(tx);
    return sessionId;
  });
}

/** A session with a note of one passage, by its author, as it stands. */
export async function newNote(scene: Scene, authorId: string, status: "draft" | "awaiting_cosignature" | "signed"): Promise<{ sessionId: string; blockId: string }> {
  const sessionId = await newSession(scene, authorId);
  return operatorDoes(scene, async (tx) => {
    await sql`insert into notes (agency_id, session_id, case_id, author_id, status) values (${tx.actor.agencyId}, ${sessionId}, ${scene.caseId}, ${authorId}, 'draft')`.execute(tx);
    const block = await putBlock(tx, scene.caseId, "child_chart", { ownerStaffId: authorId }, sessionId);
    if (status !== "draft") await sql`update notes set status = ${status}, signed_at = ${tx.now}, signed_by = ${authorId} where session_id = ${sessionId}`.execute(tx);
    return { sessionId, blockId: block.id };
  });
}

let editions = 0;
/** A made-up version of dc-mhrs from a year long gone, which holds from its first to its last day. */
function madeUpVersion(scene: Scene): PolicyVersion {
  const shipped = loadPolicy("dc-mhrs", path.join(scene.server.services.projectRoot, "data")).versions[0]!;
  const year = 1900 + (++editions % 90);
  return { ...shipped, version: `made-up-${editions}`, effective: { from: `${year}-01-${String(1 + (editions % 28)).padStart(2, "0")}`, to: `${year}-01-${String(1 + (editions % 28)).padStart(2, "0")}` } };
}
/** A proposed change whose effects were counted. */
export async function newChange(scene: Scene): Promise<string> {
  return operatorDoes(scene, async (tx) => {
    const version = madeUpVersion(scene);
    const digestAfter = await keepEdition(tx, version);
    const changeId = await insertChange(tx, { kind: "import", policy: version.id, version: version.version, clause: null, digestBefore: null, digestAfter, reason: "Made up.", registerWords: "", registerSource: "", registerOn: null, staffId: scene.clinician.staffId });
    await endCount(tx, changeId);
    return changeId;
  });
}
/** A version that is the agency's own, in force. */
export async function newChangedVersion(scene: Scene): Promise<string> {
  return operatorDoes(scene, async (tx) => {
    const version = madeUpVersion(scene);
    await installEdition(tx, { policy: version.id, version: version.version, digest: await keepEdition(tx, version) });
    return version.version;
  });
}

export async function newReview(scene: Scene): Promise<string> {
  return operatorDoes(scene, async (tx) => {
    const [requestId, reviewId] = [newId(tx), newId(tx)];
    await sql`insert into measure_requests (agency_id, id, case_id, respondent_id, about_id, instrument, version, language, requested_at, expires_at, battery_id) values (${tx.actor.agencyId}, ${requestId}, ${scene.caseId}, ${scene.adultA}, ${scene.adultA}, 'phq-9', '1', 'en', ${tx.now}, ${tx.now}, ${newId(tx)})`.execute(tx);
    await sql`insert into safety_reviews (agency_id, id, case_id, owner_person_id, request_id, kind, raised_at) values (${tx.actor.agencyId}, ${reviewId}, ${scene.caseId}, ${scene.adultA}, ${requestId}, 'self_harm', ${tx.now})`.execute(tx);
    return reviewId;
  });
}

export async function newBattery(scene: Scene): Promise<string> {
  const { batteryId } = await operatorDoes(scene, (tx) => sendBattery(tx, { caseId: scene.caseId, respondentId: scene.adultA, instruments: ["phq-9"], language: "en", delivery: "none" }, { language: "en", services: scene.server.services }));
  return batteryId;
}

export async function newConsent(scene: Scene): Promise<string> {
  return operatorDoes(scene, async (tx) => {
    const id = newId(tx);
    await sql`insert into consents (agency_id, id, case_id, kind, signer_id, signed_name, words_version, language, answer, signed_at, valid_from) values (${tx.actor.agencyId}, ${id}, ${scene.caseId}, 'telehealth', ${scene.adultB}, 'Bo', '1', 'en', 'yes', ${tx.now}, ${tx.today})`.execute(tx);
    return id;
  });
}

/** Somebody around the child whose part can end. */
export async function newBystander(scene: Scene): Promise<string> {
  return operatorDoes(scene, async (tx) => {
    const personId = await insertPerson(tx, { kind: "adult", givenName: "Neighbour", familyName: "", birthDate: null, language: "en" });
    await insertPart(tx, { caseId: scene.caseId, personId, part: "other", kind: "neighbour", livesWithChild: false, validFrom: TODAY });
    return personId;
  });
}

const newRow = (scene: Scene, insert: (tx: Transaction, id: string) => Promise<unknown>): Promise<string> =>
  operatorDoes(scene, async (tx) => {
    const id = newId(tx);
    await insert(tx, id);
    return id;
  });
/** An authority, an address, a diagnosis that can end. */
export const newAuthority = (scene: Scene) => newRow(scene, (tx, id) => sql`insert into authorities (agency_id, id, case_id, holder_organization, kind, document, scopes, limits, valid_from) values (${tx.actor.agencyId}, ${id}, ${scene.caseId}, 'An agency', 'agency', 'an order', '{video}', '', ${TODAY})`.execute(tx));
export const newAddress = (scene: Scene) => newRow(scene, (tx, id) => sql`insert into addresses (agency_id, id, person_id, case_id, is_confidential, lines, city, state, postal_code, valid_from) values (${tx.actor.agencyId}, ${id}, ${scene.adultB}, ${scene.caseId}, true, ${tx.keys.seal({ owner: scene.caseId, ...placeIn("addresses.lines", id) }, "2 Made-Up Lane")}, '', '', '', ${TODAY})`.execute(tx));
export const newDiagnosis = (scene: Scene) => newRow(scene, (tx, id) => sql`insert into diagnoses (agency_id, id, case_id, system, code) values (${tx.actor.agencyId}, ${id}, ${scene.caseId}, 'icd-10-cm', 'F43.10')`.execute(tx));

export const newMilestone = (scene: Scene) => newRow(scene, (tx, id) => sql`insert into case_milestones (agency_id, id, case_id, class, kind, happened_on, recorded_at) values (${tx.actor.agencyId}, ${id}, ${scene.caseId}, 'service', 'enrolled', ${TODAY}, ${tx.now})`.execute(tx));
/** An exception from a clause over which both a supervisor and an administrator may decide. */
export const newOverride = (scene: Scene) => newRow(scene, (tx, id) => sql`insert into overrides (agency_id, id, case_id, policy, rule, role, reason, overridden_by, overridden_at) values (${tx.actor.agencyId}, ${id}, ${scene.caseId}, 'dc-mhrs', 'diagnosis', 'supervisor', 'A made-up reason.', ${scene.clinician.staffId}, ${tx.now})`.execute(tx));

/** A file in its place that somebody sent, and that no document names yet. */
export async function newFile(scene: Scene, staffId: string | null): Promise<string> {
  const { services } = scene.server;
  const sender = staffId === null ? scene.agency.operator : { ...scene.spare, staffId };
  const incoming = await receive({ services, actor: sender }, Readable.from([madeUpPdf(randomUUID())]));
  return (await acting(scene.place, sender, (tx) => incoming.run(tx))).fileId;
}
/** A document with a file, of the child's chart or of somebody who works here. */
export async function newDocument(scene: Scene, of: { caseId: string } | { staffId: string }): Promise<string> {
  const documentId = await newFile(scene, null);
  const place = "caseId" in of ? { caseId: of.caseId, staffId: null, class: "child_chart" as const, kind: "letter" } : { caseId: null, staffId: of.staffId, class: "staff" as const, kind: "licence" };
  await operatorDoes(scene, (tx) => insertDocument(tx, { documentId, ...place, ownerPersonId: null, counterpartStaffId: null, part2: false, title: "Made up", datedOn: null, language: "en", authorityId: null, credentialId: null, supersedes: null, reason: "" }));
  return documentId;
}

/** Another case of the agency, of a child around whom nobody is. */
export const newBystanderCase = (scene: Scene) => newRow(scene, async (tx, id) => {
  const childId = await insertPerson(tx, { kind: "child", givenName: "Bystander", familyName: "", birthDate: null, language: "en" });
  await sql`insert into cases (agency_id, id, child_id, opened_on) values (${tx.actor.agencyId}, ${id}, ${childId}, ${TODAY})`.execute(tx);
});

export const caseRevision = (scene: Scene) => operatorDoes(scene, async (tx) => (await row<{ revision: number }>(tx, sql`select revision from cases where id = ${scene.caseId}`))!.revision);

/** How many rows each table of the agency has: to see that nothing was half-written. The audit trail is left out. */
export async function countRows(scene: Pick<Scene, "place" | "agency">): Promise<Record<string, number>> {
  return operatorDoes(scene, async (tx) => {
    const tables = await rows<{ name: string }>(tx, sql`select relname as name from pg_class where relnamespace = 'dyad'::regnamespace and relkind = 'r' and relrowsecurity and relname not like 'audit%'`);
    const counts = await rows<{ name: string; count: number }>(tx, sql`${sql.join(tables.map(({ name }) => sql`select ${sql.lit(name)} as name, count(*) as count from ${sql.table(name)}`), sql` union all `)}`);
    return Object.fromEntries(counts.map((one) => [one.name, one.count]));
  });
}

