import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { placeIn } from "#database/sealing.ts";
import { fillDemo } from "#features/demo/handlers.ts";
import { countChange } from "#features/rulebook/counting.handlers.ts";
import type { Role, StaffRole } from "#features/disclosure/contract.ts";
import { call, type Outputs, signedIn, startServer, type TestServer } from "../access/server.ts";
import { act } from "./acting.ts";
import type { Reader } from "./crawl.ts";
import { addMoney } from "./money.ts";

/** Somebody of the programme: of the staff, or an adult of a family. */
export type Somebody = { accountId: string; agencyId: string; timeZone: string; staffId: string | null; personId: string | null; roles: StaffRole[] };
/** The programme with a word in each kind of content, everybody of it signed in, and the one case that holds the words. */
export type Marked = { server: TestServer; readers: Reader[]; markedCase: string; of(email: string): Reader; somebody(email: string): Somebody; rolesOf(email: string): readonly Role[]; asOwner<T extends object>(statement: string, values?: unknown[]): Promise<T[]> };

/** Fills it and signs everybody in. */
export async function openMarked(): Promise<Marked> {
  const server = await startServer({ demo: "markers" });
  await fillDemo(server.services, { size: "handful" });
  const asOwner = <T extends object>(statement: string, values: unknown[] = []) => server.fresh.asOwner(async (client) => {
    await client.query("set search_path = dyad");
    return (await client.query<T>(statement, values)).rows;
  });
  const readers: Reader[] = [];
  const accounts = await asOwner<Somebody & { email: string }>(`select a.email, a.account_id as "accountId", m.agency_id as "agencyId", g.time_zone as "timeZone", m.staff_id as "staffId", m.person_id as "personId",
    array(select r.role from staff_roles r where r.agency_id = m.agency_id and r.staff_id = m.staff_id) as roles from accounts a join memberships m using (account_id) join agencies g on g.agency_id = m.agency_id order by a.email`);
  for (const one of accounts) readers.push({ name: one.email, cookie: await signedIn(server, one) });
  const somebody = (email: string) => accounts.find((one) => one.email === email)!;
  const [found] = await asOwner<{ case_id: string }>("select case_id from blocks where words like '%MARKER-CHILD-CHART%'");
  return { server, readers, markedCase: found!.case_id, asOwner, of: (email) => readers.find((one) => one.name === email)!, somebody, rolesOf: (email) => (somebody(email).personId === null ? somebody(email).roles : ["caregiver"]) };
}

const FORM = { "content-type": "application/x-www-form-urlencoded" };

/** Opens the questions of an adult of the marked case as that adult does: the address, and the cookie of the visit. */
export async function openQuestions(marked: Marked, place: "lives with the child" | "lives elsewhere"): Promise<{ path: string; cookie: string }> {
  const { server, markedCase } = marked;
  const clinician = marked.of("clinician@demo.dyad");
  const [adult] = await marked.asOwner<{ id: string; year: number }>("select p.person_id as id, extract(year from k.birth_date)::int as year from case_people p join cases c on c.id = p.case_id join persons k on k.id = c.child_id where p.case_id = $1 and p.part = 'caregiver' and p.lives_with_child = $2 order by p.valid_from", [markedCase, place === "lives with the child"]);
  const sent = await act<Outputs["measures"]["sendBattery"]>(marked, clinician, "POST", `/cases/${markedCase}/batteries`, { to: [{ respondentId: adult!.id, instruments: ["phq-9"], language: "en", delivery: "email" }] });
  const link = await call(server, clinician.cookie, "POST", `/api/batteries/${sent.batteries[0]!.batteryId}/link`, {});
  const path = new URL(link.body.address).pathname;
  const opened = await server.app.inject({ method: "POST", url: `${path}/open`, headers: FORM, payload: `birthYear=${adult!.year}` });
  return { path, cookie: opened.headers["set-cookie"] as string };
}

/** The ninth question answered so that a safety review opens; answers its id. */
export async function answerWithDanger(marked: Marked): Promise<string> {
  const { path, cookie } = await openQuestions(marked, "lives with the child");
  const page = (await marked.server.app.inject({ method: "GET", url: `${path}?q=9`, headers: { cookie } })).body;
  const hidden = [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map((found) => [found[1]!, found[2]!]);
  const kept = await marked.server.app.inject({ method: "POST", url: `${path}/answer`, headers: { ...FORM, cookie }, payload: new URLSearchParams([...hidden, ["answer", "2"], ["go", "next"]]).toString() });
  expect(kept.statusCode).toBe(303);
  const [review] = await marked.asOwner<{ id: string }>("select id from safety_reviews where case_id = $1 and reviewed_at is null order by raised_at desc", [marked.markedCase]);
  return review!.id;
}

/** The note of a review, which closes it. */
async function noteReview(marked: Marked, reviewId: string): Promise<void> {
  await act(marked, marked.of("clinician@demo.dyad"), "POST", `/safety-reviews/${reviewId}/review`, { ideation: "no", plan: "no", means: "not_asked", intent: "no", protective: "Family", childIsWith: "Made up. MARKER-SAFETY-REVIEW", actions: "Talked", supervisorNotified: true });
}

/** A change of a policy that waits: there is one to crawl, too. */
async function proposeChange(marked: Marked): Promise<void> {
  const { changeId } = await act<Outputs["rulebook"]["changeClause"]>(marked, marked.of("director@demo.dyad"), "POST", "/policies/dc-mhrs/versions/2020-09-04/clauses/age/change", { parameters: { minYears: 0, maxYearsExclusive: 3, leapDayBirthday: "mar1" }, severity: "block", reason: "Only to see what it would do." });
  const [agency] = await marked.asOwner<{ agency_id: string }>("select agency_id from policy_changes where id = $1", [changeId]);
  await countChange(marked.server.services, { agencyId: agency!.agency_id, id: changeId });
}

/** An audit that samples every case, with a finding of the agency's and a comment on the marked case: there is one to crawl, and its pack. Nobody from outside reads for it. */
async function openAudit(marked: Marked): Promise<void> {
  const director = marked.of("director@demo.dyad");
  const [span] = await marked.asOwner<{ first: string; last: string }>("select min(service_date)::text as first, least(max(service_date), current_date - 1)::text as last from services");
  const { auditId } = await act<Outputs["audits"]["open"]>(marked, director, "POST", "/audits", { title: "To crawl", periodFrom: span!.first, periodTo: span!.last, dueOn: "2099-12-31", auditor: "Nobody", wanted: 100 });
  await act(marked, director, "PUT", `/audits/${auditId}/findings/${randomUUID()}`, { kind: "strength", item: null, words: "Made up. MARKER-FINDING" });
  await marked.asOwner("insert into fidelity_audit_comments (agency_id, id, audit_id, item, case_id, words, written_at) select agency_id, gen_random_uuid(), id, (select i ->> 'id' from jsonb_array_elements(form -> 'items') i where i ->> 'of' = 'case' limit 1), $2, 'Made up. MARKER-AUDIT-COMMENT', now() from fidelity_audits where id = $1", [auditId, marked.markedCase]);
}

/** The child's birth date set right by a day: what hangs on it is decided again. */
async function correctBirthDate(marked: Marked): Promise<void> {
  const [child] = await marked.asOwner<{ id: string; was: string; is: string }>("select p.id, p.birth_date::text as was, (p.birth_date - 1)::text as is from cases c join persons p on p.id = c.child_id where c.id = $1", [marked.markedCase]);
  await act(marked, marked.of("clinician@demo.dyad"), "POST", `/cases/${marked.markedCase}/people/${child!.id}/birth-date`, { was: child!.was, birthDate: child!.is, reason: "Made up. MARKER-CORRECTED" });
}

/** Two other records joined and parted again, with a reason. */
async function joinAndPart(marked: Marked): Promise<void> {
  const director = marked.of("director@demo.dyad");
  const cases = (await marked.asOwner<{ id: string }>("select id from cases where id <> $1 order by opened_on", [marked.markedCase])).map((one) => one.id);
  const preview = await call(marked.server, director.cookie, "GET", `/api/same-child/${cases[0]}/with/${cases[1]}`);
  const { mergeId } = await act<Outputs["merging"]["join"]>(marked, director, "POST", `/same-child/${cases[0]}/into/${cases[1]}`, { reason: "Made up. MARKER-JOINED", seen: preview.body.seen });
  await act(marked, director, "POST", `/same-child/joined/${mergeId}/undo`, { reason: "Made up. MARKER-PARTED" });
}

/** A psychotherapy note whose author left, opened to the clinician with a reason: the privacy officer is told of it, and never reads its words. */
async function leaveNotes(marked: Marked): Promise<void> {
  const { asOwner, markedCase } = marked;
  const [left] = await asOwner<{ id: string }>("insert into staff (agency_id, id, display_name, email, valid_from, valid_to) select agency_id, gen_random_uuid(), 'Who Left', 'left@demo.dyad', current_date - 30, current_date - 9 from cases where id = $1 returning id", [markedCase]);
  const blockId = randomUUID();
  const words = marked.server.services.keys.seal({ owner: markedCase, ...placeIn("blocks.words", blockId) }, "Made up. MARKER-IN-CUSTODY");
  await asOwner("insert into blocks (agency_id, id, case_id, section, class, owner_staff_id, words) select agency_id, $3, id, 'reflection', 'psychotherapy_note', $2, $4 from cases where id = $1", [markedCase, left!.id, blockId, words]);
  const privacy = marked.of("privacy@demo.dyad");
  const { body } = await call(marked.server, privacy.cookie, "GET", "/api/custody");
  const { staffId } = marked.somebody("clinician@demo.dyad");
  await act(marked, privacy, "POST", `/cases/${markedCase}/custody/${left!.id}`, { namedId: staffId, validFrom: body.today, validTo: body.today, basis: "oversight", reason: "Made up. MARKER-CUSTODY" });
}

/** What stands at the privacy desk. The emergency access is ended at once, so that it opens nothing to whoever crawls. */
async function workAtDesk(marked: Marked): Promise<void> {
  const [director, privacy, desk] = [marked.of("director@demo.dyad"), marked.of("privacy@demo.dyad"), marked.of("frontdesk@demo.dyad")];
  const [adult] = await marked.asOwner<{ id: string }>("select w.person_id as id from case_people w join memberships m on m.agency_id = w.agency_id and m.person_id = w.person_id join accounts a on a.account_id = m.account_id where w.case_id = $1 and w.part = 'caregiver' and w.valid_to is null and a.email = 'caregiver.a@demo.dyad' limit 1", [marked.markedCase]);
  const { glassId } = await act<Outputs["privacy"]["glass"]["open"]>(marked, director, "POST", `/cases/${marked.markedCase}/break-glass`, { reason: "Made up. MARKER-GLASS", minutes: 15 });
  await act(marked, director, "POST", `/privacy/break-glass/${glassId}/end`, {});
  const { acts } = (await call(marked.server, privacy.cookie, "GET", `/api/privacy/break-glass/${glassId}/readings`)).body;
  await act(marked, privacy, "POST", `/privacy/break-glass/${glassId}/review`, { acts, verdict: "justified", words: "Made up. MARKER-VERDICT" });
  await act(marked, desk, "POST", `/cases/${marked.markedCase}/amendments`, { personId: adult!.id, kind: "amendment", receivedOn: "2026-01-01", asked: "Made up. MARKER-AMENDMENT" });
  await act(marked, privacy, "POST", `/cases/${marked.markedCase}/holds`, { reason: "Made up. MARKER-HOLD" });
  const { breachId } = await act<Outputs["privacy"]["breaches"]["add"]>(marked, privacy, "POST", "/privacy/breaches", { discoveredOn: "2026-01-01", what: "Made up. MARKER-BREACH", whom: "Nobody" });
  const [child] = await marked.asOwner<{ id: string }>("select child_id as id from cases where id = $1", [marked.markedCase]);
  await act(marked, privacy, "POST", `/cases/${marked.markedCase}/breaches/${breachId}/disclosures`, { personId: child!.id, disclosedOn: "2026-01-01", recipient: "A neighbour", what: "Made up. MARKER-ASTRAY" });
  // A record that was closed long ago, proposed by the one and purged by the other: there is a certificate to crawl.
  const old = randomUUID();
  await marked.asOwner("with child as (insert into persons (agency_id, id, kind, given_name, birth_date) select agency_id, gen_random_uuid(), 'child', 'Long Ago', '1990-01-01' from cases where id = $1 returning agency_id, id) insert into cases (agency_id, id, child_id, status, opened_on, closed_on) select agency_id, $2, id, 'closed', '1994-01-01', '1995-01-01' from child", [marked.markedCase, old]);
  const { purgeId } = await act<Outputs["privacy"]["retention"]["propose"]>(marked, privacy, "POST", `/cases/${old}/purge`, { reason: "Its time has come." });
  await act(marked, director, "POST", `/privacy/purges/${purgeId}/confirm`, {});
}

/** A list that was brought in and waits: who opens cases reads its rows, and nobody else. */
async function bringList(marked: Marked): Promise<void> {
  const bytes = Buffer.from("Child given name,Child family name,Child birth date,Source\nMARKER-LISTED,Made-Up,2022-03-04,professional\n");
  const sent = await call(marked.server, marked.of("frontdesk@demo.dyad").cookie, "POST", "/api/lists", bytes, { "content-type": "application/octet-stream" });
  expect(sent.status, sent.text).toBe(200);
}

/** What the programme does not begin with: a review, a change that waits, an audit, two records that were one for a while, notes in custody, claims. The review that is done is in no list any more: its id is answered. */
export async function addWork(marked: Marked): Promise<{ reviewId: string }> {
  const reviewId = await answerWithDanger(marked);
  await noteReview(marked, reviewId);
  await correctBirthDate(marked);
  await proposeChange(marked);
  await openAudit(marked);
  await joinAndPart(marked);
  await leaveNotes(marked);
  await workAtDesk(marked);
  await bringList(marked);
  await addMoney(marked);
  return { reviewId };
}
