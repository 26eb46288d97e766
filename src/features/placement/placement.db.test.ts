import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { row, rows } from "#database/actor.ts";
import { sendMessage } from "#features/messages/jobs.ts";
import { hashToken, linkToken } from "#server/keys.ts";
import { insertSupervision } from "#features/account/store.ts";
import { prepare, routes } from "../../../test/access/matrix.ts";
import { newPartner, newPlacementChange } from "../../../test/access/placements.ts";
import { adultAccount, caseRevision, makeScene, newSession, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, type Outputs, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { applyDue } from "./working.handlers.ts";
import { redecideCase } from "./redeciding.handlers.ts";
import type { ChangeAsked } from "./contract.ts";

// Somebody moves or changes: everything that hangs on it in one transaction, and the former caregiver's access dead with it.

let server: TestServer;
let scene: Scene;
let others: Scene;
let supervisor: StaffActor;
beforeAll(async () => {
  server = await startServer({ demo: "1", now: "2026-11-20T15:00:00Z" });
  scene = await makeScene(server, "ours");
  others = await makeScene(server, "others");
  supervisor = await makeStaff(scene.place, scene.agency, { roles: ["supervisor"] });
  await operatorDoes(scene, async (tx) => {
    await insertSupervision(tx, supervisor.staffId, scene.clinician.staffId, "2026-01-01");
    await sql`update case_people set valid_from = '2026-03-02' where case_id = ${scene.caseId}`.execute(tx);
  });
});
afterAll(() => server.close());

const tick = () => server.fresh.clock.set(new Date(Date.parse(server.fresh.clock.now()) + 1000).toISOString());
const as = async (who: { accountId: string }, method: string, address: string, body?: unknown, of = scene) => call(server, await of.cookieOf(who), method, address, body);
const ask = (method: string, address: string, body?: unknown, who: { accountId: string } = scene.clinician) => as(who, method, `/api/cases/${scene.caseId}${address}`, body);
const foster = { personId: null, givenName: "Fern", familyName: "Made-Up", birthDate: null, language: "es", kind: "foster_parent" as const, livesWithChild: true, opensDyad: true };
const removal = (more: Partial<ChangeAsked> = {}): ChangeAsked => ({ kind: "removal", takesEffectOn: "2026-11-20", leaves: [{ personId: scene.adultA, becomes: "ends", dyad: "closes", visits: null, goodbye: "not_safe" }], comes: [foster], home: { kind: "foster", withName: "" }, endsAuthorities: [scene.authorityId], ...more });
const foresee = async (asked: ChangeAsked): Promise<Outputs["placement"]["foresee"]> => (await ask("POST", "/placement-foresight", asked)).body;
const send = async (asked: ChangeAsked, more: Record<string, unknown> = {}) => (tick(), ask("POST", "/placement-changes", { ...asked, source: "The caseworker called.", sessions: [], revision: await caseRevision(scene), ...more }));
const list = async (): Promise<Outputs["placement"]["list"]> => (await ask("GET", "/placement-changes")).body;
const view = async (): Promise<Outputs["cases"]["get"]> => (await ask("GET", "")).body;
const everything = (of: Scene) => operatorDoes(of, (tx) => row(tx, sql`select (select count(*) from placement_changes) as changes, (select count(*) from residences) as homes, (select count(*) from persons) as persons, (select count(*) from case_people where valid_to is not null) as ended`));
const status = async (account: { accountId: string }) => (await as(account, "GET", "/api/session")).status;

describe("a change of placement (C5, D3)", () => {
  it("refuses what is wrong beside its field, what is another agency's, and the slower of two; nothing is half-written", async () => {
    const before = [await everything(scene), await everything(others)];
    const faultOf = async (asked: ChangeAsked) => (await send(asked)).body.fields?.[0]?.path;
    expect(await faultOf(removal({ leaves: [], comes: [], home: null }))).toBe("kind");
    expect(await faultOf(removal({ takesEffectOn: "2028-01-01" }))).toBe("takesEffectOn");
    expect(await faultOf(removal({ leaves: [{ personId: others.adultA, becomes: "ends", dyad: "closes", visits: null, goodbye: "no_need" }] }))).toBe("leaves.0.personId");
    expect(await faultOf(removal({ leaves: [{ personId: scene.adultA, becomes: "ends", dyad: "rests", visits: null, goodbye: "no_need" }] }))).toBe("leaves.0.dyad");
    expect(await faultOf(removal({ comes: [{ ...foster, givenName: "" }] }))).toBe("comes.0.givenName");
    expect(await faultOf(removal({ comes: [{ ...foster, personId: others.adultB }] }))).toBe("comes.0.personId");
    expect(await faultOf(removal({ endsAuthorities: [others.authorityId] }))).toBe("endsAuthorities.0");
    expect((await as(others.clinician, "POST", `/api/cases/${scene.caseId}/placement-foresight`, removal(), others)).status).toBe(404);
    expect((await send(removal(), { revision: 999 })).status).toBe(409);
    expect([await everything(scene), await everything(others)]).toEqual(before);
  });

  it("does everything in one act; in the same second the former caregiver's cookie, link and message are dead", async () => {
    const former = await adultAccount(scene, scene.adultA);
    const cookie = await scene.cookieOf(former);
    expect((await call(server, cookie, "GET", `/api/cases/${scene.caseId}`)).status).toBe(200);
    await operatorDoes(scene, (tx) => sql`insert into consents (agency_id, id, case_id, kind, authority_id, signer_id, signed_name, words_version, language, answer, signed_at, valid_from) values (${tx.actor.agencyId}, gen_random_uuid(), ${scene.caseId}, 'treatment', ${scene.authorityId}, ${scene.adultA}, 'Ana', '1', 'en', 'yes', ${tx.now}, ${tx.today})`.execute(tx));
    const sessionId = await newSession(scene, scene.clinician.staffId);
    await operatorDoes(scene, (tx) => sql`update sessions set status = 'booked', held_from = null, held_to = null, starts_at = '2026-11-27T15:00:00Z', ends_at = '2026-11-27T16:00:00Z' where id = ${sessionId}`.execute(tx));
    const { linkId } = (await operatorDoes(scene, (tx) => row<{ linkId: string }>(tx, sql`select link_id as "linkId" from measure_requests where battery_id = ${scene.batteryId}`)))!;
    const page = `/m/${linkToken(server.services.signingKey, linkId)}`;
    expect((await call(server, null, "GET", page)).status).toBe(200);
    // A worker took the message and has not sent it yet.
    await operatorDoes(scene, (tx) => sql`update messages set claimed_until = ${tx.now} where id = ${scene.messageId}`.execute(tx));

    tick();
    const foreseen = await foresee(removal());
    expect([foreseen.steps.length, foreseen.sessions.map((one) => [one.sessionId, one.expects]), foreseen.authorities.find((one) => one.isLeaving)?.authorityId]).toEqual([11, [[sessionId, ["Ana Made-Up"]]], scene.authorityId]);
    expect(foreseen.steps[1]!.happens.at(-1)).toContain("gate G2");
    expect(await everything(scene)).toMatchObject({ changes: 0 });
    const unseen = await send(removal());
    expect([unseen.status, unseen.body.fields[0].path]).toEqual([409, `sessions.${sessionId}`]);
    const changed = await send(removal(), { sessions: [{ sessionId, does: "hand_over" }] });
    expect([changed.status, changed.body.ended]).toEqual([200, { signIns: expect.any(Number), links: 1, messages: 1 }]);
    expect(changed.body.ended.signIns).toBeGreaterThan(0);

    expect((await call(server, null, "GET", page)).status).toBe(410);
    expect(await sendMessage(server.services, { agencyId: scene.agency.agencyId, id: scene.messageId })).toEqual({ state: "nothing_to_do" });
    // Signing in again opens nothing either.
    expect(await status(former)).toBe(401);
    expect((await operatorDoes(scene, (tx) => row<{ open: boolean }>(tx, sql`select is_open as open from find_link(${hashToken(linkToken(server.services.signingKey, linkId))}, ${tx.now})`)))!.open).toBe(false);
  });

  it("leaves the child's chart whole: homes, dyads, G2, appointments, tasks, the time axis and the decision follow", async () => {
    const found = await view();
    const fern = found.people.find((one) => one.givenName === "Fern")!;
    expect([fern.hasOpenDyad, fern.livesWithChild, found.people.find((one) => one.personId === scene.adultA)!.validTo]).toEqual([true, true, "2026-11-19"]);
    expect(found.authorities.find((one) => one.authorityId === scene.authorityId)!.validTo).toBe("2026-11-19");
    const around: Outputs["people"]["around"] = (await ask("GET", "/around")).body;
    expect(around.residences.at(-1)).toMatchObject({ kind: "foster", withPersonId: fern.personId, validFrom: "2026-11-20", validTo: null });
    const axis: Outputs["timeline"]["get"] = (await ask("GET", "/timeline")).body;
    expect([axis.breaks, axis.lifeEvents.map((one) => [one.kind, one.label])]).toEqual([["2026-11-20"], [["placement_move", "Moves to Fern Made-Up, foster care"]]]);
    expect([around.residences[0], around.moves]).toEqual([expect.objectContaining({ kind: "birth_home", withPersonId: scene.adultA, validFrom: "2026-03-02", validTo: "2026-11-19" }), { lastYear: 1, sinceStart: expect.any(Number) }]);
    await operatorDoes(scene, (tx) => sql`update cases set stage = 2 where id = ${scene.caseId}`.execute(tx));
    const booking = { kind: "dyadic", place: "service_site", modality: "in_person", clinicianId: scene.clinician.staffId, start: "2026-12-04T10:00", end: "2026-12-04T11:00", personIds: [fern.personId] };
    expect((await ask("POST", "/sessions", booking)).body).toMatchObject({ code: "refused", findings: [{ clause: "G2", result: "not_met" }] });
    const kept = await operatorDoes(scene, (tx) => rows<{ question: string }>(tx, sql`select question from decisions where case_id = ${scene.caseId} and session_id is null`));
    expect(kept.map((one) => one.question)).toContain("eligibility");
    const { reviews } = await list();
    expect(reviews.map((one) => one.kind)).toEqual(expect.arrayContaining(["safety_gate", "authority", "baseline", "child_welfare", "releases", "story", "supervision", "formulation"]));
    expect(reviews.some((one) => one.kind === "goodbye")).toBe(false);
    const owedTo = async (who: StaffActor) => ((await as(who, "GET", "/api/day")).body as Outputs["day"]["today"]).owed.filter((one) => one.kind === "placement_review");
    expect([(await owedTo(supervisor)).length, (await owedTo(scene.clinician)).length]).toEqual([1, reviews.filter((one) => one.forRole === "clinician" && one.dueOn <= "2026-12-04").length]);
    const [first] = reviews;
    expect((await ask("POST", `/placement-reviews/${first!.reviewId}/finish`, { outcome: "done", words: "Asked today." })).status).toBe(200);
    expect((await ask("POST", `/placement-reviews/${first!.reviewId}/finish`, { outcome: "done" })).status).toBe(404);
  });

  it("is taken back with a reason, the last one first: what it ended holds again, and nothing is gone", async () => {
    const { changes: [removed] } = await list();
    tick();
    const { changeId } = await newPlacementChange(scene, newPartner("2026-11-20"));
    const back = (id: string, reason = "The wrong family was picked.") => ask("POST", `/placement-changes/${id}/take-back`, { reason });
    expect([(await back(removed!.changeId)).status, (await back(changeId, "no")).status]).toEqual([422, 400]);
    expect([(await back(changeId)).status, (await back(removed!.changeId)).status, (await back(changeId)).status]).toEqual([200, 200, 422]);
    const found = await view();
    expect([found.people.find((one) => one.personId === scene.adultA)!.validTo, found.authorities.find((one) => one.authorityId === scene.authorityId)!.validTo]).toEqual([null, null]);
    expect(found.people.some((one) => one.givenName === "Fern")).toBe(false);
    expect((await list()).changes.map((one) => one.stands)).toEqual(["taken_back", "taken_back"]);
    expect((await list()).reviews.every((one) => one.doneAt !== null)).toBe(true);
    expect(await operatorDoes(scene, (tx) => row(tx, sql`select count(*)::int as people from case_people where taken_back_at is not null`))).toEqual({ people: 2 });
    // The appointment that was handed over is the former one again.
    expect(await operatorDoes(scene, (tx) => rows(tx, sql`select a.status from attendances a join sessions s on s.agency_id = a.agency_id and s.id = a.session_id where a.person_id = ${scene.adultA} and s.starts_at > ${tx.now}`))).toEqual([{ status: "expected" }]);
    // The same change on the same day stands again.
    const again = await foresee(removal());
    expect((await send(removal(), { sessions: again.sessions.map((one) => ({ sessionId: one.sessionId, does: "cancel" })) })).status).toBe(200);
  });

  it("of two at the same moment one is refused; one to come holds from midnight in the agency's zone, with or without the job", async () => {
    const gone = await adultAccount(scene, scene.adultB);
    await operatorDoes(scene, (tx) => sql`update authorities set scopes = '{treatment,records}' where holder_id = ${scene.adultB}`.execute(tx));
    const authorities = (await view()).authorities.filter((one) => one.holderId === scene.adultB).map((one) => one.authorityId);
    const later = removal({ takesEffectOn: "2026-12-01", leaves: [{ personId: scene.adultB, becomes: "ends", dyad: "closes", visits: null, goodbye: "plan" }], comes: [], home: null, endsAuthorities: authorities });
    const revision = await caseRevision(scene);
    const both = await Promise.all([send(later, { revision }), send(later, { revision })]);
    expect(both.map((one) => one.status).sort()).toEqual([200, 409]);
    expect((await list()).changes[0]).toMatchObject({ stands: "to_come", takesEffectOn: "2026-12-01" });
    expect(await status(gone)).toBe(200);
    server.fresh.clock.set("2026-12-01T04:59:59Z");
    expect(await status(gone)).toBe(200);
    expect(await applyDue(server.services)).toBe(0);
    server.fresh.clock.set("2026-12-01T05:00:00Z");
    expect(await status(gone)).toBe(401);
    expect([await applyDue(server.services), await applyDue(server.services)]).toEqual([1, 0]);
  });

  it("answers the former caregiver's cookie 401, 404 or 410 on every route there is, within the same second", async () => {
    const third = await makeScene(server, "third");
    const former = await adultAccount(third, third.adultA);
    const prepared = [];
    for (const route of routes) if (route.access.who !== "anyone" || route.name === "account.whoAmI") prepared.push({ name: route.name, send: await prepare(third, route, { staffId: null }) });
    const cookie = await third.cookieOf(former);
    expect((await call(server, cookie, "GET", `/api/cases/${third.caseId}`)).status).toBe(200);
    const ours = (address: string, body: unknown) => as(third.clinician, "POST", `/api/cases/${third.caseId}${address}`, body, third);
    const today = third.place.clock.now().slice(0, 10);
    const held = (await operatorDoes(third, (tx) => rows<{ id: string }>(tx, sql`select id from authorities where holder_id = ${third.adultA}`))).map((one) => one.id);
    const asked = removal({ takesEffectOn: today, leaves: [{ personId: third.adultA, becomes: "ends", dyad: "closes", visits: null, goodbye: "no_need" }], endsAuthorities: held });
    const foreseen: Outputs["placement"]["foresee"] = (await ours("/placement-foresight", asked)).body;
    expect((await ours("/placement-changes", { ...asked, source: "Made up.", sessions: foreseen.sessions.map((one) => ({ sessionId: one.sessionId, does: "keep" })), revision: foreseen.revision })).status).toBe(200);
    const open = [];
    for (const { name, send: attempt } of prepared) {
      const { status: met } = await attempt(cookie);
      if (![401, 404, 410].includes(met)) open.push(`${name}: ${met}`);
    }
    expect(open).toEqual([]);
    expect(prepared.length).toBeGreaterThan(150);
  });

  it("what somebody may not learn closes the record through both walls", async () => {
    const limited = await adultAccount(others, others.adultA);
    const events = async () => ((await as(limited, "GET", `/api/cases/${others.caseId}`, undefined, others)).body as Outputs["cases"]["get"]).traumaticEvents.length;
    const ours = (address: string, body: unknown) => as(others.clinician, "POST", `/api/cases/${others.caseId}${address}`, body, others);
    expect((await ours("/traumatic-events", { kind: "neglect", ageMonths: null, source: "" })).status).toBe(200);
    expect(await events()).toBe(1);
    expect((await ours(`/people/${others.adultA}/limits`, { topics: ["record"], validFrom: "2026-12-01", validTo: null })).status).toBe(200);
    expect(await events()).toBe(0);
  });

  it("A4: a birth date set right after a signature is decided anew beside the original, which stands", async () => {
    const { childId, decisions } = await operatorDoes(others, async (tx) => ({ childId: (await row<{ id: string }>(tx, sql`select child_id as id from cases where id = ${others.caseId}`))!.id, decisions: (await row<{ count: number }>(tx, sql`select count(*)::int as count from decisions`))!.count }));
    expect((await as(others.clinician, "POST", `/api/cases/${others.caseId}/people/${childId}/birth-date`, { was: "2022-05-02", birthDate: "2012-05-02", reason: "Birth certificate, seen." }, others)).status).toBe(200);
    await redecideCase(server.services, { agencyId: others.agency.agencyId, id: others.caseId });
    const kept = await acting(others.place, others.agency.operator, (tx) => rows<{ verdict: string }>(tx, sql`select verdict from decisions where case_id = ${others.caseId} and session_id is null order by decided_at`));
    expect([kept.length > 0, kept.every((one) => one.verdict !== "yes")]).toEqual([true, true]);
    expect(decisions).toBeLessThan((await operatorDoes(others, (tx) => row<{ count: number }>(tx, sql`select count(*)::int as count from decisions`)))!.count);
  });
});
