import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { addDays, addMonths } from "#kernel/dates.ts";
import { rows } from "#database/actor.ts";
import { insertReferral, type NewReferral } from "#features/intake/store.ts";
import { adultAccount, makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, type Outputs, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { wordsOf } from "../../../test/crawl/papers.ts";
import { shippedOrder } from "./default.rules.ts";

// Families that wait (A4, B1): their order, its reasons, and who learns what. The steps stand on each other.

const TODAY = "2026-11-20";
let server: TestServer;
let scene: Scene;
let director: StaffActor;
let supervisor: StaffActor;
let desk: StaffActor;
const ids: Record<string, string> = {};

const blank: Omit<NewReferral, "callMe" | "childGivenName" | "childBirthDate"> = { source: "phone", code: null, promisedBy: null, relation: "parent", childAge: null, reasons: [], ownWords: "MARKER what the family wrote", contact: null, language: "en", otherLanguage: null, payer: null, childFamilyName: "Made-Up", sentAlong: null, sourceKey: null };
beforeAll(async () => {
  server = await startServer({ now: `${TODAY}T15:00:00Z` });
  scene = await makeScene(server, "ours");
  director = await makeStaff(scene.place, scene.agency, { roles: ["administrator"], from: "2026-01-05" });
  supervisor = await makeStaff(scene.place, scene.agency, { roles: ["supervisor"], from: "2026-01-05" });
  desk = await makeStaff(scene.place, scene.agency, { roles: ["front_desk"], from: "2026-01-05" });
  await operatorDoes(scene, async (tx) => {
    ids.calm = await insertReferral(tx, { ...blank, callMe: "Calm", childGivenName: "Ida", childBirthDate: "2023-01-01" });
    ids.soon = await insertReferral(tx, { ...blank, callMe: "Soon", childGivenName: "Sol", childBirthDate: addDays(addMonths(TODAY, -72), 30) });
    ids.told = await insertReferral(tx, { ...blank, callMe: "Told", childGivenName: null, childBirthDate: null, childAge: "2", language: "es" });
    ids.sent = await insertReferral(tx, { ...blank, source: "professional", callMe: "Sent", childGivenName: "Robin", childBirthDate: "2022-05-02", code: "7Q4RK2" });
  });
}, 120_000);
afterAll(() => server.close());

const api = async (who: StaffActor, method: string, address: string, body?: unknown) => call(server, await signedIn(server, who), method, `/api${address}`, body);
const listed = async (who: StaffActor, query = ""): Promise<Outputs["waiting"]["list"]> => (await api(who, "GET", `/waiting${query}`)).body;
const names = async (query = "") => (await listed(desk, query)).families.map((one) => one.callMe);
const one = async (who: StaffActor, id: string): Promise<Outputs["waiting"]["get"]> => (await api(who, "GET", `/waiting/referrals/${id}`)).body;
const post = (who: StaffActor, address: string, body: object) => api(who, "POST", `/waiting${address}`, body);

describe("the waiting list", () => {
  it("stands in the shipped order with why, and says the age limit by each policy", async () => {
    expect((await names())[0]).toBe("Soon");
    const list = await listed(desk);
    expect(list).toMatchObject({ ruleNumber: 0, total: 4, counts: { all: 4, tooOldSoon: 1 }, languages: ["en", "es"], next: null });
    expect(list.families[0]!.why).toEqual({ by: "step", step: { kind: "age_out", months: 12 }, also: [] });
    const clocks = Object.fromEntries(list.families.find((each) => each.callMe === "Calm")!.clocks.map((clock) => [clock.policy, clock.from]));
    expect(clocks).toEqual({ "cpp-model": "2029-01-01", "dc-mhrs": "2030-01-01" });
    const told = list.families.find((each) => each.callMe === "Told")!;
    expect(told.ageMonths).toEqual({ from: 24, to: 35 });
    expect(told.clocks[0]).toMatchObject({ from: "2029-11-21", to: "2030-11-20", fits: "yes" });
    expect(await names("?language=es")).toEqual(["Told"]);
  });

  it("moves a family by what is noted, by somebody's word with a reason, and by the agency's own order", async () => {
    expect((await post(desk, `/referrals/${ids.calm}/marks`, { mark: "removal", since: addDays(TODAY, 1) })).body.fields[0].path).toBe("since");
    expect((await post(desk, `/referrals/${ids.calm}/marks`, { mark: "removal", since: "2026-11-01" })).status).toBe(200);
    expect((await post(desk, `/referrals/${ids.calm}/marks`, { mark: "removal", since: "2026-11-02" })).body.fields[0].path).toBe("mark");
    expect((await post(desk, `/referrals/${ids.sent}/marks`, { mark: "consent", since: addDays(TODAY, -74) })).status).toBe(200);
    expect((await names())[0]).toBe("Calm");
    expect((await one(desk, ids.sent!)).family!.marks).toMatchObject([{ mark: "consent", days: 74 }]);
    expect(await names("?mark=consent")).toEqual(["Sent"]);
    expect((await post(desk, `/referrals/${ids.told}/place`, { place: "first", reason: "The grandmother is very ill." })).status).toBe(403);
    expect((await post(supervisor, `/referrals/${ids.told}/place`, { place: "first", reason: "short" })).status).toBe(400);
    expect((await post(supervisor, `/referrals/${ids.told}/place`, { place: "first", reason: "The grandmother is very ill." })).status).toBe(200);
    expect((await names())[0]).toBe("Told");
    expect((await one(desk, ids.told!)).family).toMatchObject({ why: { by: "placed" }, placing: { place: "first", reason: "The grandmother is very ill.", byName: supervisor.name } });
    expect((await post(supervisor, `/referrals/${ids.told}/place`, { place: "rule", reason: "She is well again, thankfully." })).status).toBe(200);
    const content = { ...shippedOrder, steps: [{ kind: "age_out", months: 12 }, { kind: "mark", mark: "removal" }] };
    expect((await api(director, "POST", "/waiting/rule", { after: 0, content, validFrom: TODAY, note: "Age first, for us." })).status).toBe(200);
    expect((await names()).slice(0, 2)).toEqual(["Soon", "Calm"]);
    const [mark] = (await one(desk, ids.calm!)).family!.marks;
    expect((await post(desk, `/referrals/${ids.calm}/marks/${mark!.waitingMarkId}/end`, {})).status).toBe(200);
    expect((await post(desk, `/referrals/${ids.calm}/marks/${mark!.waitingMarkId}/end`, {})).status).toBe(404);
  });

  it("shows a supervisor the list without a name, a word or a way, and nobody else anything", async () => {
    const answer = await api(supervisor, "GET", "/waiting");
    expect(answer.status).toBe(200);
    expect(answer.text).not.toMatch(/"Calm|"Soon|"Told|Ida|Robin|Made-Up|MARKER/);
    expect((await one(supervisor, ids.sent!)).alike).toEqual([]);
    const { accountId } = await adultAccount(scene, scene.adultA);
    const adult = await signedIn(server, { accountId, agencyId: scene.agency.agencyId });
    for (const address of ["/waiting", `/waiting/referrals/${ids.calm}`, "/waiting/offered", "/caseload/next"]) expect((await call(server, adult, "GET", `/api${address}`)).status).toBe(403);
    expect((await api(scene.clinician, "GET", "/waiting")).status).toBe(403);
    for (const who of [scene.clinician, scene.trainee]) expect(await acting(scene.place, who, (tx) => rows(tx, sql`select * from referrals_waiting(null)`))).toEqual([]);
    for (const table of ["waiting_marks", "waiting_places", "referral_letters", "waiting_rules"]) expect(await acting(scene.place, scene.clinician, (tx) => rows(tx, sql`select * from ${sql.table(table)}`)), table).toEqual([]);
  });

  it("offers a family to one person, who learns the age and the language, and answers", async () => {
    const offer = await post(desk, `/referrals/${ids.told}/offers`, { staffId: scene.clinician.staffId, startsOn: addDays(TODAY, 10) });
    expect(offer.status).toBe(200);
    expect((await post(desk, `/referrals/${ids.told}/offers`, { staffId: scene.clinician.staffId })).body.fields[0].path).toBe("staffId");
    expect((await post(desk, `/referrals/${ids.told}/offers`, { staffId: desk.staffId })).body.fields[0].path).toBe("staffId");
    const seen = await api(scene.clinician, "GET", "/waiting/offered");
    expect(seen.body.offered).toMatchObject([{ offerId: offer.body.offerId, ageMonths: { from: 24, to: 35 }, language: "es", answer: null, startsOn: addDays(TODAY, 10) }]);
    expect(seen.text).not.toMatch(/Told|Made-Up|MARKER/);
    expect(seen.text).not.toContain(ids.told);
    expect((await api(scene.spare, "GET", "/waiting/offered")).body.offered).toEqual([]);
    expect((await post(scene.spare, `/offers/${offer.body.offerId}/answer`, { answer: "yes" })).status).toBe(404);
    expect((await post(scene.clinician, `/offers/${offer.body.offerId}/answer`, { answer: "yes" })).status).toBe(200);
    expect((await one(desk, ids.told!)).family!.offers).toMatchObject([{ name: scene.clinician.name, answer: "yes" }]);
    expect((await api(scene.clinician, "GET", "/caseload")).body.board.coming).toMatchObject([{ kind: "offered", on: addDays(TODAY, 10), childName: null }]);
    expect((await post(desk, `/offers/${offer.body.offerId}/withdraw`, {})).status).toBe(200);
    expect((await api(scene.clinician, "GET", "/waiting/offered")).body.offered).toEqual([]);
  });

  it("names who may be the same child, and what agrees", async () => {
    expect((await one(desk, ids.sent!)).alike).toMatchObject([{ kind: "case", id: scene.caseId, likeness: "same", childName: "Robin Made-Up" }]);
  });

  it("writes to who referred only with the family's word, and only the state", async () => {
    const write = (id: string, more: object = {}) => post(desk, `/referrals/${id}/letters`, { language: "en", recipient: "Dr. Made Up", allowedBy: "the mother, by telephone", allowedOn: TODAY, ...more });
    expect((await write(ids.calm!)).status).toBe(422);
    expect((await write(ids.sent!, { allowedBy: "" })).status).toBe(400);
    expect((await write(ids.sent!, { allowedOn: addDays(TODAY, 1) })).body.fields[0].path).toBe("allowedOn");
    const made = await write(ids.sent!);
    expect(made.status).toBe(200);
    const paper = await server.app.inject({ method: "GET", url: `/api/waiting/referrals/${ids.sent}/letters/${made.body.letterId}`, headers: { cookie: await signedIn(server, desk) } });
    expect(paper.headers["content-type"]).toContain("application/pdf");
    const text = wordsOf(paper.rawPayload);
    expect(text).toContain("7Q4RK2");
    expect(text).not.toMatch(/Robin|Made-Up|MARKER|consent|waits/);
    expect((await one(desk, ids.sent!)).letters).toMatchObject([{ state: "received", recipient: "Dr. Made Up", allowedBy: "the mother, by telephone", madeBy: desk.name }]);
  });

  it("is left once the case is open; what was noted stays for the letter", async () => {
    const opened = await api(desk, "POST", "/cases", { referralId: ids.sent, child: { givenName: "Robin", birthDate: "2022-05-02" }, caregivers: [], clinicianId: null });
    expect(opened.status).toBe(200);
    expect(await names()).not.toContain("Sent");
    expect(await one(desk, ids.sent!)).toMatchObject({ family: null, status: "opened", hasReferrer: true, letters: [{ state: "received" }] });
    expect((await api(supervisor, "GET", `/waiting/referrals/${ids.sent}`)).status).toBe(404);
    expect((await post(desk, `/referrals/${ids.sent}/offers`, { staffId: scene.clinician.staffId })).status).toBe(404);
  });

  it("is a file of what the list shows, in its order: no own words, no reason that somebody wrote, and no cell begins a formula", async () => {
    await operatorDoes(scene, async (tx) => void (ids.sly = await insertReferral(tx, { ...blank, callMe: "=1+1", childGivenName: "-2", childBirthDate: "2024-02-02" })));
    expect((await post(supervisor, `/referrals/${ids.told}/place`, { place: "first", reason: "MARKER what somebody wrote." })).status).toBe(200);
    const file = await api(desk, "GET", "/waiting/file?sort=longest&format=csv&says=en");
    expect(file.status).toBe(200);
    expect(file.text).not.toContain("MARKER");
    expect(file.text).toContain("'=1+1,'-2 Made-Up,");
    expect(file.text).toContain(`put first by ${supervisor.name}`);
    expect(file.text.trim().split("\r\n")).toHaveLength(1 + (await listed(desk)).total);
    const spanish = await api(desk, "GET", "/waiting/file?language=es&format=csv&says=es");
    expect(spanish.text.trim().split("\r\n")).toHaveLength(2);
    expect(spanish.text).toMatch(/Recibida[^]*Told[^]*español/);
    for (const query of ["format=pdf&says=en", "format=csv&says=en&mark=x", "format=csv"]) expect((await api(desk, "GET", `/waiting/file?${query}`)).status, query).toBe(400);
  });

  it("is a file without names for whoever supervises, and the trail says of which families it was made", async () => {
    const file = await api(supervisor, "GET", "/waiting/file?format=csv&says=en");
    expect(file.status).toBe(200);
    expect(file.text).not.toMatch(/Calm|Soon,|Told|Ida|Robin|Made-Up|MARKER/);
    const trail = await server.fresh.asOwner((client) => client.query<{ action: string; details: { rows: number; referralIds: string[] } }>("select action, details from dyad.audit_entries where procedure = 'waiting.file' and actor_id = $1 and outcome = 'done'", [supervisor.staffId]));
    const { total, families } = await listed(supervisor);
    expect(trail.rows).toMatchObject([{ action: "export", details: { rows: total } }]);
    expect(trail.rows[0]!.details.referralIds.toSorted()).toEqual(families.map((each) => each.referralId).toSorted());
    expect((await api(scene.clinician, "GET", "/waiting/file?format=csv&says=en")).status).toBe(403);
    const officer = await makeStaff(scene.place, scene.agency, { roles: ["privacy_officer"], from: "2026-01-05" });
    const { entries }: Outputs["privacy"]["trail"]["list"] = (await api(officer, "GET", "/privacy/trail?kind=export")).body;
    expect(entries.find((each) => each.staffName === supervisor.name)).toMatchObject({ action: "export", families: total });
  });

  it("gives a thousand a page at a time, none twice and none left out", async () => {
    await operatorDoes(scene, (tx) => sql`insert into referrals (agency_id, id, source, received_at, call_me, child_birth_date) select ${tx.actor.agencyId}::uuid, gen_random_uuid(), 'phone', ${tx.now}::timestamptz - make_interval(days => n % 300), 'Many ' || n, date '2021-01-01' + n % 1500 from generate_series(1, 1000) n`.execute(tx));
    const met: string[] = [];
    let after: string | null = null;
    do {
      const page: Outputs["waiting"]["list"] = await listed(desk, after === null ? "" : `?after=${encodeURIComponent(after)}`);
      expect(page.families.length).toBeLessThanOrEqual(50);
      met.push(...page.families.map((each) => each.referralId));
      after = page.next;
    } while (after !== null);
    expect((await api(desk, "GET", "/waiting?after=nowhere")).status).toBe(400);
    expect(met.length).toBe(1004);
    expect(new Set(met).size).toBe(1004);
    // Whom the row of the call has no room for stands in rows of its own.
    expect((await api(director, "GET", "/waiting/file?format=xlsx&says=en")).status).toBe(200);
    const trail = await server.fresh.asOwner((client) => client.query<{ ids: string[] }>("select details -> 'referralIds' as ids from dyad.audit_entries where procedure = 'waiting.file' and actor_id = $1", [director.staffId]));
    expect(new Set(trail.rows.flatMap((each) => each.ids))).toEqual(new Set(met));
  });
});
