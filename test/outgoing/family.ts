import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { TestClock } from "../support/clock.ts";
import { makeAgency, makeStaff, type StaffActor } from "../support/agency.ts";
import { newAudit } from "../access/audits.ts";
import { newPacket } from "../access/packets.ts";
import { adultAccount, newReferral, operatorDoes, type Scene } from "../access/scene.ts";
import { type Answer, call, signedIn, type TestServer } from "../access/server.ts";
import type { StaffRole } from "#features/disclosure/contract.ts";
import type { Adult, Known, Leaving, Secret } from "./oracle.ts";
import { MADE_ON, type FamilyDraw, type Span } from "./plan.ts";

// A family that is made as it was drawn, through the product itself, with everything known of it beside it.

const OPENED_ON = "2026-11-10";
/** The staff of a programme, by what each is here. */
export const team = { clinician: "clinician", supervisor: "supervisor", director: "administrator", desk: "front_desk", biller: "biller", privacy: "privacy_officer", auditor: "auditor", other: "clinician", trainee: "trainee", leader: "senior_leader", faculty: "faculty" } as const satisfies Record<string, StaffRole>;
export type TeamName = keyof typeof team;

export type Family = {
  draw: FamilyDraw;
  scene: Scene;
  staff: Record<TeamName, StaffActor>;
  childId: string;
  known: Known;
  secrets: Secret[];
  cookies: Map<string, string>;
  /** What a release was begun on: its id, and the authorization and its basis; by its place in the draw. */
  begun: Map<number, { releaseId: string; authorizationId: string | null; requestId: string | null; paper: Leaving }>;
  revoked: Set<string>;
  batteries: { batteryId: string; personId: string }[];
  /** Other cases of the agency, which are no family's of the draw. */
  otherCaseIds: string[];
  /** What was refused while the family was made, for the count. */
  refused: string[];
};

let words = 0;
/** A word found nowhere else, of letters alone. */
function nextWord(): string {
  let rest = words++;
  let letters = "";
  for (let place = 0; place < 5; place++, rest = Math.floor(rest / 20)) letters = "bcdfghjklmnpqrstvwxz"[rest % 20]! + letters;
  return `quz${letters}yq`;
}
/** What each such word begins with, and the pattern of all. */
export const anyWord = /quz[b-z]{5}yq/g;

/** Notes down something secret, and answers the word under which it is written. */
export function secret(family: Family, where: string, holds: Secret["holds"], more: Partial<Secret> = {}): string {
  const word = nextWord();
  family.secrets.push({ word, where, holds, of: null, by: family.staff.clinician.staffId, with: null, part2: false, isKept: true, ...more });
  return word;
}

export const adultAt = (family: Family, place: number): Adult => family.known.adults[place % family.known.adults.length]!;
export const drawOf = (family: Family, one: Adult) => family.draw.adults[family.known.adults.indexOf(one)]!;
export const spanDays: Record<Span, { validFrom: string; validTo: string | null }> = { stands: { validFrom: MADE_ON, validTo: null }, "until yesterday": { validFrom: MADE_ON, validTo: "2026-11-21" }, "from tomorrow": { validFrom: "2027-01-04", validTo: null } };
export const daysOf = (span: Span) => ({ from: spanDays[span].validFrom, to: spanDays[span].validTo });

/** A request by a member of the team; anything but yes or a refusal with words is a fault of the test or the product. */
export async function ask(family: Family, who: TeamName, method: string, address: string, body?: unknown): Promise<Answer> {
  const answer = await call(family.scene.server, family.cookies.get(who)!, method, `/api${address}`, body);
  if (answer.status >= 500 || answer.status === 401) throw new Error(`${who} ${method} ${address}: ${answer.status} ${answer.text}`);
  if (answer.status !== 200) family.refused.push(`${method} ${address.replaceAll(/[0-9a-f-]{36}/g, "…")}: ${answer.status} ${answer.body?.message ?? ""} ${JSON.stringify(answer.body?.fields ?? "")}`);
  return answer;
}

export const operator = <T>(family: Family, work: Parameters<typeof operatorDoes<T>>[1]) => operatorDoes(family.scene, work);

/** An agency of its own, its staff, and the case with the adults of the draw; nothing is written yet. */
export async function openFamily(server: TestServer, draw: FamilyDraw): Promise<Family> {
  const clock: TestClock = server.fresh.clock;
  clock.set(`${OPENED_ON}T15:00:00Z`);
  const agency = await makeAgency(server.fresh);
  const staff = {} as Record<TeamName, StaffActor>;
  for (const [name, role] of Object.entries(team)) staff[name as TeamName] = await makeStaff(server.fresh, agency, { roles: [role], from: "2026-01-05" });
  const scene = { server, place: server.fresh, agency, clinician: staff.clinician, trainee: staff.trainee, spare: staff.other, cookieOf: ({ accountId }: { accountId: string }) => signedIn(server, { accountId, agencyId: agency.agencyId }) } as unknown as Scene;
  const family: Family = { draw, scene, staff, childId: "", known: { today: "2026-11-23", adults: [], privacyReview: false, glassBrokenBy: [] }, secrets: [], cookies: new Map(), begun: new Map(), revoked: new Set(), batteries: [], otherCaseIds: [], refused: [] };
  await signInAll(family, Object.keys(team) as TeamName[]);
  const asked = secret(family, "the request", "request");
  scene.referralId = await operator(family, newReferral);
  await operator(family, (tx) => sql`update referrals set own_words = ${asked} where id = ${scene.referralId}`.execute(tx));
  const opened = await ask(family, "director", "POST", "/cases", {
    referralId: scene.referralId,
    child: { givenName: "Robin", familyName: "Made-Up", birthDate: "2023-05-02" },
    caregivers: draw.adults.map((one, place) => ({ givenName: `Adult${place}`, familyName: "", birthDate: `${one.bornIn}-03-04`, language: "en", kind: one.kind, livesWithChild: one.livesWithChild, madeRequest: place === 0, authority: null, contact: null })),
    clinicianId: staff.clinician.staffId,
  });
  scene.caseId = opened.body.caseId;
  const people = await operator(family, (tx) => sql<{ id: string; name: string; part: string }>`select p.id, p.given_name as name, k.part from persons p join case_people k on k.agency_id = p.agency_id and k.person_id = p.id where k.case_id = ${scene.caseId}`.execute(tx));
  family.childId = people.rows.find((one) => one.part === "child")!.id;
  for (const place of draw.adults.keys()) {
    const personId = people.rows.find((one) => one.name === `Adult${place}`)!.id;
    const days = { from: OPENED_ON, to: null };
    family.known.adults.push({ personId, around: [{ ...days }], dyads: [{ ...days }], records: [], release: [], kept: [], noTimes: [], limited: [], madeRequest: place === 0, refusesMessages: false, safeMails: [], part2For: [] });
    const name = secret(family, "the family name of an adult", "name", { of: personId });
    await operator(family, (tx) => sql`update persons set family_name = ${name} where id = ${personId}`.execute(tx));
    family.cookies.set(personId, "");
    accounts.set(personId, (await adultAccount(scene, personId)).accountId);
  }
  [scene.adultA, scene.adultB] = [family.known.adults[0]!.personId, family.known.adults[1]!.personId];
  await operator(family, async (tx) => {
    await sql`insert into supervisions (agency_id, supervisor_id, clinician_id, valid_from) values (${agency.agencyId}, ${staff.supervisor.staffId}, ${staff.clinician.staffId}, ${OPENED_ON})`.execute(tx);
    await sql`insert into audit_samples (agency_id, auditor_id, case_id, valid_from, valid_to) values (${agency.agencyId}, ${staff.auditor.staffId}, ${scene.caseId}, ${OPENED_ON}, '2026-12-31')`.execute(tx);
  });
  clock.set(`${MADE_ON}T22:00:00Z`);
  await signInAll(family, Object.keys(team) as TeamName[]);
  await newPacket(scene, { staffId: staff.clinician.staffId });
  await newAudit(scene, staff.auditor.staffId, "open");
  await operator(family, async (tx) => void (family.otherCaseIds = (await sql<{ id: string }>`select id from cases where id <> ${scene.caseId}`.execute(tx)).rows.map((one) => one.id)));
  for (const one of family.known.adults) await giveRights(family, one);
  return family;
}

const accounts = new Map<string, string>();
/** Everybody signs in anew: what a moment before was open need not be so any more. */
export async function signInAll(family: Family, names: readonly TeamName[], adults: readonly Adult[] = []): Promise<void> {
  for (const name of names) family.cookies.set(name, await family.scene.cookieOf(family.staff[name]));
  for (const { personId } of adults) family.cookies.set(personId, await family.scene.cookieOf({ accountId: accounts.get(personId)! }));
}

/** Rights about the child, ways to be reached, and to whom Part 2 is open: as drawn for one adult. */
async function giveRights(family: Family, one: Adult): Promise<void> {
  const { caseId } = family.scene;
  const drawn = drawOf(family, one);
  for (const { scopes, span } of drawn.authorities) {
    const { authorityId } = (await ask(family, "clinician", "POST", `/cases/${caseId}/authorities`, { holderId: one.personId, holderOrganization: null, kind: "parent", document: secret(family, "the document of an authority", "service", { of: one.personId }), scopes, ...spanDays[span] })).body;
    if (scopes.includes("records")) one.records.push(daysOf(span));
    if (scopes.includes("release")) one.release.push({ ...daysOf(span), authorityId });
  }
  if (drawn.safeMail !== "none") {
    const value = `${secret(family, "an address for e-mail", "safe_contact", { of: one.personId })}@example.org`;
    await ask(family, "desk", "POST", `/cases/${caseId}/people/${one.personId}/contact-ways`, { way: "email", value, isSafe: drawn.safeMail === "safe", voicemail: "hang_up", hours: [] });
    if (drawn.safeMail === "safe") one.safeMails.push(value);
  }
  if (drawn.part2 !== "nobody") {
    const days = daysOf(drawn.part2 === "ended" ? "until yesterday" : "stands");
    const { staffId } = family.staff.clinician;
    await operator(family, (tx) => sql`insert into part2_consents (agency_id, id, case_id, adult_id, staff_id, valid_from, valid_to) values (${family.scene.agency.agencyId}, ${randomUUID()}, ${caseId}, ${one.personId}, ${staffId}, ${days.from}, ${days.to})`.execute(tx));
    one.part2For.push({ staffId, days });
  }
}
