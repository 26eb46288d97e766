import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newPlan } from "../../../test/access/plans.ts";
import { adultAccount, makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { newAsk, textOf } from "../../../test/access/signing.ts";
import { makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { row, rows } from "#database/actor.ts";
import { findWay } from "#features/messages/judging.jobs.ts";

// What an adult does alone in the portal: signs what was asked, takes it back, signs the plan, asks about the record. The other
// caregiver, another agency, a guessed id, an authority that ended and an adult who stands nowhere any more get nothing of it.

const NOW = "2026-11-20T15:00:00.000Z";
let server: TestServer;
let scene: Scene;
let other: Scene;
let supervisor: StaffActor;
let adultA: string;
let adultB: string;
let stranger: string;
const cookieOfAdult = async (of: Scene, personId: string) => of.cookieOf(await adultAccount(of, personId));
beforeAll(async () => {
  server = await startServer({ now: NOW });
  scene = await makeScene(server, "ours");
  other = await makeScene(server, "others");
  supervisor = await makeStaff(scene.place, scene.agency, { roles: ["supervisor"] });
  await operatorDoes(scene, (tx) => sql`insert into supervisions (agency_id, id, supervisor_id, clinician_id, valid_from) values (${tx.actor.agencyId}, gen_random_uuid(), ${supervisor.staffId}, ${scene.clinician.staffId}, '2026-01-01')`.execute(tx));
}, 120_000);
afterAll(() => server.close());
beforeEach(async () => {
  server.fresh.clock.set(NOW);
  [adultA, adultB, stranger] = [await cookieOfAdult(scene, scene.adultA), await cookieOfAdult(scene, scene.adultB), await cookieOfAdult(other, other.adultA)];
});

const as = async (cookie: string, method: string, address: string, body?: unknown) => call(server, cookie, method, `/api/cases/${scene.caseId}${address}`, method === "GET" ? undefined : (body ?? {}));
const asStaff = async (who: StaffActor, method: string, address: string, body?: unknown) => as(await signedIn(server, who), method, address, body);
const mine = async (cookie: string) => (await as(cookie, "GET", "/own-consents")).body;
const page = (address: string, cookie: string) => server.app.inject({ method: "GET", url: address, headers: { accept: "text/html", cookie } });
const send = (address: string, fields: Record<string, string>, cookie: string) =>
  server.app.inject({ method: "POST", url: address, headers: { accept: "text/html", "content-type": "application/x-www-form-urlencoded", origin: "http://dyad.test", cookie }, payload: new URLSearchParams(fields).toString() });
const consents = () => operatorDoes(scene, (tx) => rows<{ id: string; kind: string; answer: string; way: string; signer: string; withdrawn: string | null; recordedBy: string | null; accountId: string | null; signInWay: string | null; twoFactors: boolean | null; copyWay: string | null }>(tx, sql`select id, kind, answer, way, signer_id as signer, withdrawn_on as withdrawn, recorded_by as "recordedBy", account_id as "accountId", sign_in_way as "signInWay", two_factors as "twoFactors", copy_way as "copyWay" from consents where case_id = ${scene.caseId} order by signed_at, id`));
const owedOf = async (who: StaffActor, kind: string) => (await call(server, await signedIn(server, who), "GET", "/api/day")).body.owed.filter((one: { kind: string }) => one.kind === kind);
const ask = (kind: string, personId = scene.adultA, more: object = {}) => asStaff(scene.clinician, "POST", "/consent-asks", { kind, personId, language: "en", validTo: null, ...more });
const signature = (kind: Parameters<typeof textOf>[1], answer = "yes") => ({ language: "en", answer, signedName: "Ana Made-Up", textHash: textOf(scene, kind).textHash });

describe("signing in the portal", () => {
  it("G2, D3: is asked by staff of who may sign, read with its hash, and signed once, with who, how and a copy at once", async () => {
    const asked = await ask("supervised_practice");
    expect(asked.status).toBe(200);
    expect((await ask("supervised_practice")).status).toBe(409);
    const { askId } = asked.body;
    expect((await mine(adultA)).asks).toEqual([{ askId, kind: "supervised_practice", language: "en", validTo: null, purposes: [], askedOn: "2026-11-20" }]);
    const home = await page("/portal", adultA);
    expect(home.body).toContain(`/portal/sign/${scene.caseId}/${askId}`);

    const text = await as(adultA, "GET", `/consent-asks/${askId}/text?language=es`);
    expect(text.body).toMatchObject({ language: "es", textHash: textOf(scene, "supervised_practice", "es").textHash });
    const before = (await consents()).length;
    expect((await as(adultA, "POST", `/consent-asks/${askId}/sign`, { ...signature("supervised_practice"), textHash: "0".repeat(64) })).status).toBe(409);
    expect((await consents()).length).toBe(before);
    const twice = await Promise.all([1, 2].map(() => as(adultA, "POST", `/consent-asks/${askId}/sign`, signature("supervised_practice"))));
    expect(twice.map((one) => one.status).sort()).toEqual([200, 404]);
    const kept = (await consents()).filter((one) => one.kind === "supervised_practice");
    expect(kept).toEqual([expect.objectContaining({ answer: "yes", way: "portal", signer: scene.adultA, recordedBy: null, accountId: expect.any(String), signInWay: "password", twoFactors: false, copyWay: "portal" })]);
    const { signed } = await mine(adultA);
    expect(signed.find((one: { consentId: string }) => one.consentId === kept[0]!.id)).toMatchObject({ kind: "supervised_practice", answer: "yes", mayTakeBack: true });
    const paper = await as(adultA, "GET", `/own-consents/${kept[0]!.id}/paper`);
    expect([paper.status, paper.text.slice(0, 5)]).toEqual([200, "%PDF-"]);
    expect((await asStaff(scene.clinician, "GET", `/consents/${kept[0]!.id}`)).body).toMatchObject({ proof: "matches", consent: { way: "portal", signedIn: { way: "password", twoFactors: false }, copyOn: "2026-11-20" } });
    expect((await asStaff(scene.clinician, "GET", "/consent-asks")).body.asks).toEqual([]);
  });

  it("D4: gives nothing of it to the other caregiver, another agency, a guessed id, or staff who sign for an adult", async () => {
    const { askId } = await newAsk(scene, "video");
    for (const cookie of [adultB, stranger]) {
      for (const address of [`/consent-asks/${askId}/text`]) expect((await as(cookie, "GET", address)).status).toBe(404);
      expect((await as(cookie, "POST", `/consent-asks/${askId}/sign`, signature("video"))).status).toBe(404);
    }
    expect(await mine(adultB)).toMatchObject({ asks: [] });
    expect((await as(stranger, "GET", "/own-consents")).status).toBe(404);
    expect((await as(adultA, "POST", `/consent-asks/${crypto.randomUUID()}/sign`, signature("video"))).status).toBe(404);
    expect((await asStaff(scene.clinician, "POST", `/consent-asks/${askId}/sign`, signature("video"))).status).toBe(403);
    // Nobody is asked who could not sign: B holds no right over videos, nor does A in this scene.
    expect((await ask("video", scene.adultB, { purposes: ["supervision"], validTo: "2026-12-20" })).status).toBe(422);
    expect((await ask("treatment", crypto.randomUUID())).status).toBe(422);
    expect((await as(adultA, "POST", "/consent-asks", { kind: "treatment", personId: scene.adultA, language: "en", validTo: null })).status).toBe(403);
    const own = (await consents()).find((one) => one.way === "portal")!;
    for (const cookie of [adultB, stranger]) for (const [method, rest] of [["GET", "/paper"], ["POST", "/take-back"]] as const) expect((await as(cookie, method, `/own-consents/${own.id}${rest}`)).status).toBe(404);
    for (const cookie of [adultB, stranger]) expect((await page(`/portal/take-back/${scene.caseId}/${own.id}`, cookie)).headers.location).toBe("/portal/papers");
  });

  it("judges the authority in the moment of signing: one that ended meanwhile signs nothing, and the ask leaves the page", async () => {
    const { askId } = await newAsk(scene, "treatment");
    await operatorDoes(scene, (tx) => sql`update authorities set valid_to = '2026-11-20' where id = ${scene.authorityId}`.execute(tx));
    server.fresh.clock.set("2026-11-21T15:00:00.000Z");
    const cookie = await cookieOfAdult(scene, scene.adultA);
    expect((await as(cookie, "POST", `/consent-asks/${askId}/sign`, signature("treatment"))).status).toBe(404);
    expect((await mine(cookie)).asks).toEqual([]);
    const earlier = (await mine(cookie)).signed.find((one: { kind: string }) => one.kind === "supervised_practice");
    expect(earlier.mayTakeBack).toBe(false);
    expect((await as(cookie, "POST", `/own-consents/${earlier.consentId}/take-back`)).status).toBe(422);
    await operatorDoes(scene, (tx) => sql`update authorities set valid_to = null where id = ${scene.authorityId}`.execute(tx));
  });

  it("keeps a no as a no, tells the team until somebody has seen it, and holds nothing against care", async () => {
    const { askId } = await newAsk(scene, "telehealth");
    const answer = await send(`/portal/sign/${scene.caseId}/${askId}`, { answer: "no", signedName: "Ana Made-Up", textHash: textOf(scene, "telehealth").textHash, in: "en" }, adultA);
    expect([answer.statusCode, answer.headers.location]).toEqual([303, "/portal/papers?said=signed_no"]);
    expect((await page("/portal/papers?said=signed_no", adultA)).body).toContain("You said no. Your care stays the same.");
    const [owed] = await owedOf(scene.clinician, "consent_refused");
    expect(owed).toMatchObject({ caseId: scene.caseId, weight: "today" });
    expect(await owedOf(supervisor, "consent_refused")).toHaveLength(1);
    expect(await owedOf(scene.spare, "consent_refused")).toEqual([]);
    const refused = (await consents()).find((one) => one.answer === "no" && one.way === "portal")!;
    expect((await asStaff(scene.clinician, "POST", `/consents/${refused.id}/seen`)).status).toBe(200);
    expect((await asStaff(scene.clinician, "POST", `/consents/${refused.id}/seen`)).status).toBe(409);
    expect(await owedOf(scene.clinician, "consent_refused")).toEqual([]);
    expect((await mine(adultA)).signed.find((one: { consentId: string }) => one.consentId === refused.id)).toMatchObject({ answer: "no", mayTakeBack: false });
  });

  it("D3: keeps everything typed where something is missing, shows a changed text anew, and signs nothing by either", async () => {
    const { askId } = await newAsk(scene, "messages");
    const at = `/portal/sign/${scene.caseId}/${askId}`;
    const shown = await page(at, adultA);
    expect(shown.statusCode).toBe(200);
    expect(shown.body).not.toMatch(/<input[^>]+checked/);
    const before = (await consents()).length;
    const missing = await send(at, { signedName: "Ana <b>", textHash: textOf(scene, "messages").textHash, in: "en" }, adultA);
    expect([missing.statusCode, missing.body.includes("Pick yes or no"), missing.body.includes("Ana &lt;b&gt;")]).toEqual([422, true, true]);
    const nameless = await send(at, { answer: "yes", signedName: " ", textHash: textOf(scene, "messages").textHash, in: "en" }, adultA);
    expect([nameless.statusCode, /value="yes"[^>]*checked|checked[^>]*value="yes"/.test(nameless.body)]).toEqual([422, true]);
    for (const textHash of ["f".repeat(64), "no hash"]) {
      const changed = await send(at, { answer: "yes", signedName: "Ana Made-Up", textHash, in: "en" }, adultA);
      expect([changed.statusCode, changed.body.includes("These words changed"), changed.body.includes("Ana Made-Up"), /<input[^>]+checked/.test(changed.body)]).toEqual([409, true, true, false]);
    }
    expect((await consents()).length).toBe(before);
    const fields = { answer: "yes", signedName: "Ana Made-Up", textHash: textOf(scene, "messages").textHash, in: "en" };
    expect((await send(at, fields, adultA)).headers.location).toBe("/portal/papers?said=signed_yes");
    // Sent again by going back: nothing happens twice.
    expect((await send(at, fields, adultA)).headers.location).toBe("/portal/papers");
    expect((await page(at, adultA)).headers.location).toBe("/portal");
    expect((await consents()).length).toBe(before + 1);
    expect((await send(at, fields, "")).body).not.toContain("portal-pages");
  });

  it("takes back at once what is the adult's own, and what was signed for the child, and tells the team", async () => {
    const own = (await consents()).find((one) => one.kind === "messages" && one.way === "portal")!;
    // A message that waits to leave rests on that yes: as it would leave, it is judged anew.
    const mayWrite = () => operatorDoes(scene, (tx) => findWay(tx, { personId: scene.adultA, caseId: scene.caseId, staffId: null }, { channels: ["email", "text"] }));
    expect((await mayWrite()).verdict).not.toBe("refuse");
    const forChild = (await consents()).find((one) => one.kind === "supervised_practice")!;
    const asked = await page(`/portal/take-back/${scene.caseId}/${own.id}`, adultA);
    expect(asked.body).toContain("Then no link to this page can reach you.");
    expect((await consents()).find((one) => one.id === own.id)!.withdrawn).toBeNull();
    expect((await send(`/portal/take-back/${scene.caseId}/${own.id}`, {}, adultA)).headers.location).toBe("/portal/papers?said=taken_back");
    expect((await send(`/portal/take-back/${scene.caseId}/${own.id}`, {}, adultA)).headers.location).toBe("/portal/papers");
    expect((await as(adultA, "POST", `/own-consents/${forChild.id}/take-back`)).status).toBe(200);
    const after = await consents();
    for (const id of [own.id, forChild.id]) expect(after.find((one) => one.id === id)!.withdrawn).toBe("2026-11-20");
    expect(await mayWrite()).toMatchObject({ verdict: "refuse" });
    const who = await operatorDoes(scene, (tx) => row<{ person: string; staff: string | null }>(tx, sql`select withdrawn_by_person as person, withdrawn_by as staff from consents where id = ${own.id}`));
    expect(who).toEqual({ person: scene.adultA, staff: null });
    expect((await owedOf(scene.clinician, "consent_taken_back")).length).toBe(2);
    expect((await asStaff(scene.clinician, "GET", "/consents")).body.consents.find((one: { consentId: string }) => one.consentId === own.id)).toMatchObject({ takenBack: true, toSee: true });
  });

  it("law 1: the database itself refuses an adult's hand on what is not that adult's to sign or change", async () => {
    const caregiver = { kind: "caregiver" as const, agencyId: scene.agency.agencyId, timeZone: "America/New_York", personId: scene.adultB, accountId: crypto.randomUUID(), name: "Bo" };
    const { asActor } = await import("#database/actor.ts");
    const tries = [
      sql`insert into consents (agency_id, id, case_id, kind, signer_id, signed_name, words_version, language, answer, signed_at, valid_from, way, account_id, sign_in_way, two_factors) values (${scene.agency.agencyId}, gen_random_uuid(), ${scene.caseId}, 'messages', ${scene.adultB}, 'Bo', '1', 'en', 'yes', now(), '2026-11-20', 'portal', gen_random_uuid(), 'link', true)`,
      sql`insert into plan_signatures (agency_id, id, plan_id, case_id, part, person_id, signed_name, way, language, words_version, text_sha256, signed_on, recorded_at, account_id, sign_in_way, two_factors) select ${scene.agency.agencyId}, gen_random_uuid(), gen_random_uuid(), ${scene.caseId}, 'caregiver', ${scene.adultB}, 'Bo', 'portal', 'en', '1', '\\x${sql.raw("00".repeat(32))}'::bytea, '2026-11-20', now(), gen_random_uuid(), 'link', true`,
      sql`insert into consent_asks (agency_id, id, case_id, person_id, kind, language, asked_at) values (${scene.agency.agencyId}, gen_random_uuid(), ${scene.caseId}, ${scene.adultB}, 'messages', 'en', now())`,
      sql`insert into records_requests (agency_id, id, case_id, kind, received_on, due_on, asker, person_id, asked, recorded_at) values (${scene.agency.agencyId}, gen_random_uuid(), ${scene.caseId}, 'access', '2026-11-20', '2026-11-21', 'x', ${scene.adultA}, 'x', now())`,
    ];
    for (const statement of tries) await expect(asActor(server.fresh.database, server.fresh.clock, caregiver, (tx) => statement.execute(tx))).rejects.toThrow(/row-level security|not fixed/);
    const changed = await asActor(server.fresh.database, server.fresh.clock, { ...caregiver, personId: scene.adultA }, (tx) => rows(tx, sql`update consents set valid_to = '2030-01-01' where withdrawn_on is null and answer = 'no' returning id`));
    expect(changed).toEqual([]);
  });

  it("B6: an adult who stands nowhere any more is nobody at the door, and another adult's way stays open", async () => {
    const { askId } = await newAsk(scene, "messages", scene.adultB);
    expect((await page("/portal", adultB)).body).toContain(askId);
    await operatorDoes(scene, (tx) => sql`update case_people set valid_to = '2026-11-19' where person_id = ${scene.adultB}`.execute(tx));
    await operatorDoes(scene, (tx) => sql`update authorities set valid_to = '2026-11-20' where holder_id = ${scene.adultB}`.execute(tx));
    server.fresh.clock.set("2026-11-21T15:00:00.000Z");
    const [cookieB, cookieA] = [await cookieOfAdult(scene, scene.adultB), await cookieOfAdult(scene, scene.adultA)];
    expect((await as(cookieB, "POST", `/consent-asks/${askId}/sign`, signature("messages"))).status).toBeGreaterThanOrEqual(401);
    expect((await consents()).filter((one) => one.signer === scene.adultB && one.way === "portal")).toEqual([]);
    expect((await page("/portal", cookieA)).body).toContain("portal-columns");
  });
});

describe("the plan and the record", () => {
  it("G3: a fixed plan waits for the adult who may sign and read it; it is signed under what was shown, and approved with the last signature", async () => {
    const { planId } = await newPlan(scene, "fixed");
    expect((await as(adultB, "GET", "/plan-to-sign")).body?.waits ?? null).toBeNull();
    expect((await as(adultA, "GET", "/plan-to-sign")).body.waits).toMatchObject({ planId });
    const text = (await as(adultA, "GET", `/plans/${planId}/own-text?language=en`)).body;
    const staffs = (await asStaff(scene.clinician, "GET", `/plans/${planId}/text?language=en&authorityId=${scene.authorityId}`)).body;
    expect(text.textHash).toBe(staffs.textHash);
    for (const [part, who] of [["clinician", scene.clinician], ["supervisor", supervisor]] as const) {
      const { textHash } = (await asStaff(who, "GET", `/plans/${planId}/text?language=en`)).body;
      expect((await asStaff(who, "POST", `/plans/${planId}/signatures`, { part, language: "en", way: "here", signedName: part, signedOn: "2026-11-20", textHash })).status).toBe(200);
    }
    const at = `/portal/plan/${scene.caseId}/${planId}`;
    expect((await page("/portal", adultA)).body).toContain(at);
    expect((await page(at, adultA)).body).toContain(text.textHash);
    for (const cookie of [adultB, stranger]) {
      expect((await as(cookie, "GET", `/plans/${planId}/own-text?language=en`)).status).toBeGreaterThanOrEqual(401);
      expect((await as(cookie, "POST", `/plans/${planId}/own-signature`, { language: "en", signedName: "Bo", textHash: text.textHash })).status).toBeGreaterThanOrEqual(401);
    }
    expect((await send(at, { signedName: "Ana Made-Up", textHash: "0".repeat(64), in: "en" }, adultA)).statusCode).toBe(409);
    const twice = await Promise.all([1, 2].map(() => send(at, { signedName: "Ana Made-Up", textHash: text.textHash, in: "en" }, adultA)));
    expect(twice.map((one) => one.headers.location).sort()).toEqual(["/portal/papers", "/portal/papers?said=signed_plan"]);
    const plan = (await asStaff(scene.clinician, "GET", "/plan")).body.plans.find((one: { planId: string }) => one.planId === planId);
    expect(plan).toMatchObject({ status: "approved", approvedOn: "2026-11-20" });
    expect(plan.signatures.filter((one: { part: string }) => one.part === "caregiver")).toEqual([expect.objectContaining({ way: "portal", name: "Ana Made-Up", textHash: text.textHash })]);
    const paper = await as(adultA, "GET", `/plans/${planId}/paper?kind=to_sign&language=en`);
    expect([paper.status, paper.text.slice(0, 5)]).toEqual([200, "%PDF-"]);
    expect((await page("/portal/papers", adultA)).body).toContain("The plan you signed");
  });

  it("D8: an adult asks about the record alone; the clock begins that day, the officer finds it, and the answer stands on the adult's page", async () => {
    const officer = await makeStaff(scene.place, scene.agency, { roles: ["privacy_officer"] });
    const fields = { kind: "amendment", asked: "He was four, not three.", caseId: scene.caseId };
    const missing = await send("/portal/privacy/ask", { asked: "My words stay." }, adultA);
    expect([missing.statusCode, missing.body.includes("My words stay."), missing.body.includes("Pick what you ask for.")]).toEqual([422, true, true]);
    for (let time = 0; time < 2; time++) expect((await send("/portal/privacy/ask", fields, adultA)).headers.location).toBe("/portal/privacy?said=asked");
    expect((await send("/portal/privacy/ask", { kind: "access", asked: "", caseId: scene.caseId }, adultA)).statusCode).toBe(303);
    expect((await send("/portal/privacy/ask", { kind: "confidential", asked: "Call 202-555-0199 only.", caseId: scene.caseId }, adultA)).statusCode).toBe(303);
    const { requests } = (await as(adultA, "GET", "/own-requests")).body;
    expect(requests.map((one: { kind: string; dueOn: string | null }) => [one.kind, one.dueOn]).sort()).toEqual([["access", "2026-12-20"], ["amendment", "2027-01-19"], ["confidential", null]]);
    const atDesk = (await call(server, await signedIn(server, officer), "GET", "/api/privacy/requests")).body.requests;
    expect(atDesk.map((one: { kind: string }) => one.kind).sort()).toEqual(["access", "amendment", "confidential"]);
    expect(await owedOf(officer, "own_request")).toHaveLength(2);
    expect(await owedOf(officer, "records_request")).toHaveLength(1);
    // Another way of contact lies sealed, and nobody else reads any of it.
    const raw = await operatorDoes(scene, (tx) => rows<{ asked: string }>(tx, sql`select asked from amendment_requests where kind = 'confidential'`));
    expect(raw[0]!.asked).toMatch(/^sealed1:/);
    expect((await as(stranger, "GET", "/own-requests")).status).toBe(404);
    expect((await as(stranger, "POST", "/own-requests", { kind: "access", asked: "x" })).status).toBe(404);
    const { requestId } = requests.find((one: { kind: string }) => one.kind === "amendment");
    expect((await asStaff(officer, "POST", `/amendments/${requestId}/answer`, { answer: "denied", ground: "accurate", words: "We looked at it with care." })).status).toBe(200);
    const shown = (await page("/portal/privacy", adultA)).body;
    for (const words of ["We looked at it with care.", "We found that it is right and whole.", "You have an answer by"]) expect(shown).toContain(words);
    expect(shown).not.toContain("202-555-0199");
    for (let more = 0; more < 12; more++) await as(adultA, "POST", "/own-requests", { kind: "restriction", asked: `Number ${more}` });
    expect((await as(adultA, "POST", "/own-requests", { kind: "restriction", asked: "One more" })).status).toBe(429);
    expect((await send("/portal/privacy/ask", { kind: "restriction", asked: "One more", caseId: scene.caseId }, adultA)).body).toContain("Call us, please.");
  });
});
