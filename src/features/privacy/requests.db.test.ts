import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { rows } from "#database/actor.ts";
import { listDisclosuresAbout } from "#features/release/store.ts";
import { newOldCase } from "../../../test/access/privacy.ts";
import { coverCase } from "#features/safety/oncall.store.ts";
import { adultAccount, makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeStaff, type StaffActor } from "../../../test/support/agency.ts";

// Requests about one's own record with their clocks, what an agency counts with, and the register of incidents (B7).

let server: TestServer;
let scene: Scene;
let officer: StaffActor;
let cookies: Record<"officer" | "director" | "clinician" | "desk" | "spare", string>;
const api = (who: keyof typeof cookies, method: string, path: string, body?: object) => call(server, cookies[who], method, `/api${path}`, body);
const waiting = async (who: keyof typeof cookies = "officer") => (await api(who, "GET", "/privacy/requests")).body.requests as { requestId: string; kind: string; dueOn: string | null; extension: { to: string } | null; answer: string | null; appendedOn: string | null }[];
const REASON = "The record lies with another practice.";

beforeAll(async () => {
  server = await startServer({ demo: "1" });
  scene = await makeScene(server, "ours");
  const staff = (roles: StaffActor["roles"]) => makeStaff(scene.place, scene.agency, { roles: roles as never, from: "2026-01-05" });
  officer = await staff(["privacy_officer"]);
  cookies = { officer: await signedIn(server, officer), director: await signedIn(server, await staff(["administrator"])), desk: await signedIn(server, await staff(["front_desk"])), clinician: await signedIn(server, scene.clinician), spare: await signedIn(server, scene.spare) };
  await operatorDoes(scene, (tx) => coverCase(tx, scene.caseId, scene.clinician.staffId, tx.today));
}, 120_000);
afterAll(() => server.close());

const add = async (kind: string, personId = scene.adultA, receivedOn = "2026-11-01") => (await api("desk", "POST", `/cases/${scene.caseId}/amendments`, { personId, kind, receivedOn, asked: "It was in May, not in March." })).body as { requestId: string; dueOn: string | null };

describe("Requests about the own record", () => {
  it("are taken in at the desk with the agency's days, and read by no colleague who has nothing to do with them", async () => {
    const { requestId, dueOn } = await add("amendment");
    expect(dueOn).toBe("2026-12-31");
    expect((await add("restriction")).dueOn).toBeNull();
    expect((await api("desk", "POST", `/cases/${scene.caseId}/amendments`, { personId: scene.adultA, kind: "amendment", receivedOn: "2026-11-21", asked: "x" })).status).toBe(400);
    expect((await waiting("desk")).map((one) => one.requestId)).toContain(requestId);
    for (const who of ["clinician", "director", "spare"] as const) expect(await waiting(who)).toEqual([]);
    expect((await waiting()).map((one) => one.kind)).toEqual(expect.arrayContaining(["amendment", "restriction"]));
  });

  it("are extended once while the clock runs, with the reason and the day of the notice; never twice, late, or without a clock", async () => {
    const { requestId } = await add("amendment");
    const extend = (id: string) => api("officer", "POST", `/cases/${scene.caseId}/own-requests/${id}/extend`, { reason: REASON, noticedOn: "2026-11-20" });
    expect((await extend(requestId)).body).toEqual({ extendedTo: "2027-01-30" });
    expect((await extend(requestId)).status).toBe(422);
    expect((await extend((await add("confidential")).requestId)).status).toBe(422);
    const access = (await api("desk", "POST", `/cases/${scene.caseId}/records-requests`, { kind: "access", receivedOn: "2026-11-01", dueOn: null, asker: "", personId: scene.adultA, asked: "All of mine" })).body.requestId;
    expect((await extend(access)).body).toEqual({ extendedTo: "2026-12-31" });
    expect((await waiting()).map((one) => one.extension?.to ?? one.dueOn ?? "9999")).toEqual((await waiting()).map((one) => one.extension?.to ?? one.dueOn ?? "9999").toSorted());
    expect((await waiting()).at(-1)!.dueOn).toBeNull();
    expect((await extend((await add("amendment", scene.adultA, "2026-08-01")).requestId)).body.message).toMatch(/run out/);
  });

  it("accepted, ask one author who sees only that one, owes it on Today, and alone says that it is appended", async () => {
    const { requestId } = await add("amendment");
    const answer = (body: object) => api("officer", "POST", `/cases/${scene.caseId}/amendments/${requestId}/answer`, { words: "Agreed.", ...body });
    expect((await answer({ answer: "accepted" })).body.fields).toMatchObject([{ path: "authorId" }]);
    expect((await answer({ answer: "denied" })).body.fields).toMatchObject([{ path: "ground" }]);
    expect((await answer({ answer: "accepted", authorId: scene.clinician.staffId })).status).toBe(200);
    expect((await answer({ answer: "denied", ground: "accurate" })).status).toBe(409);
    expect((await waiting("clinician")).filter((one) => one.kind !== "access").map((one) => one.requestId)).toEqual([requestId]);
    const owes = async () => (await api("clinician", "GET", "/day")).body.owed.filter((one: { kind: string }) => one.kind === "amendment").length;
    expect(await owes()).toBe(1);
    expect((await api("spare", "POST", `/privacy/amendments/${requestId}/append`)).status).toBe(404);
    expect((await api("clinician", "POST", `/privacy/amendments/${requestId}/append`)).body).toEqual({ appendedOn: "2026-11-20", caseId: scene.caseId });
    expect((await api("clinician", "POST", `/privacy/amendments/${requestId}/append`)).status).toBe(409);
    expect(await owes()).toBe(0);
    // The author may not rewrite the answer behind the door.
    await expect(acting(scene.place, scene.clinician, (tx) => sql`update amendment_requests set answer_words = 'Another.' where id = ${requestId}`.execute(tx))).rejects.toThrow(/never changed/);
  });

  it("denied on a ground of the rule, keep the statement of disagreement and our answer, each once and in that order", async () => {
    const { requestId } = await add("amendment");
    const state = (what: string) => api("officer", "POST", `/cases/${scene.caseId}/amendments/${requestId}/statement`, { what, words: "It was in May." });
    expect((await state("statement")).status).toBe(422);
    expect((await api("officer", "POST", `/cases/${scene.caseId}/amendments/${requestId}/answer`, { answer: "denied", ground: "accurate", words: "We looked it up." })).status).toBe(200);
    expect((await state("rebuttal")).status).toBe(422);
    expect((await state("statement")).status).toBe(200);
    expect((await state("statement")).status).toBe(422);
    expect((await state("rebuttal")).status).toBe(200);
    expect((await state("rebuttal")).status).toBe(422);
    const answered = (await api("officer", "GET", "/privacy/requests?state=answered")).body.requests;
    expect(answered.find((one: { requestId: string }) => one.requestId === requestId)).toMatchObject({ ground: "accurate", statement: "It was in May.", rebuttal: "It was in May." });
  });
});

describe("What an agency counts with", () => {
  it("is set by the privacy officer alone, with its source and why, and counts from then on", async () => {
    const rule = { key: "amendment_days", value: 45, extension: 15, status: "local", source: "The agency's own handbook, page 4", reason: "We promise more than the rule asks." };
    expect((await api("director", "PUT", "/privacy/rules", rule)).status).toBe(403);
    expect((await api("officer", "PUT", "/privacy/rules", { ...rule, value: 0 })).status).toBe(400);
    expect((await api("officer", "PUT", "/privacy/rules", rule)).status).toBe(200);
    const { rules } = (await api("director", "GET", "/privacy/rules")).body;
    expect(rules.find((one: { key: string }) => one.key === "amendment_days")).toEqual({ key: "amendment_days", value: 45, extension: 15, status: "local", source: rule.source, setBy: officer.name, setOn: "2026-11-20", reason: rule.reason, shipped: { value: 60, extension: 30 }, laxer: "neither", bound: "law" });
    expect((await add("amendment")).dueOn).toBe("2026-12-16");
  });
});

describe("What an agency counts with, where it counts", () => {
  const set = (rule: object) => api("officer", "PUT", "/privacy/rules", { extension: null, status: "local", source: "The agency's own handbook, page 4", reason: "So we were advised in writing.", ...rule });

  it("the days of access are those of a request that is taken in, and of what its form says", async () => {
    expect((await set({ key: "access_days", value: 20, extension: 10 })).status).toBe(200);
    const taken = await api("desk", "POST", `/cases/${scene.caseId}/records-requests`, { kind: "access", receivedOn: "2026-11-01", dueOn: null, asker: "", personId: scene.adultA, asked: "All of mine" });
    expect(taken.body.dueOn).toBe("2026-11-21");
    expect((await api("desk", "GET", `/cases/${scene.caseId}/records-requests`)).body.accessDays).toBe(20);
  });

  it("nothing that asks less of the agency than a law is taken", async () => {
    for (const rule of [{ key: "access_days", value: 31, extension: 30 }, { key: "individual_notice_days", value: 61 }, { key: "notice_from_people", value: 501 }, { key: "accounting_years", value: 5 }]) expect([rule.key, (await set(rule)).body.fields?.[0]?.path]).toEqual([rule.key, "value"]);
    expect((await set({ key: "amendment_days", value: 60, extension: 31 })).body.fields).toMatchObject([{ path: "extension" }]);
    expect((await set({ key: "individual_notice_days", value: 60, extension: 1 })).body.fields).toMatchObject([{ path: "extension" }]);
    expect((await set({ key: "accounting_years", value: 7 })).status).toBe(200);
  });

  it("what asks less than the figure that ships is marked with its reason, stands in the trail, and is shown to who confirms a purge by it", async () => {
    const { caseId } = await newOldCase(scene);
    expect((await set({ key: "after_discharge_years", value: 7, reason: "" })).status).toBe(400);
    expect((await set({ key: "after_discharge_years", value: 7 })).status).toBe(200);
    const { rules } = (await api("officer", "GET", "/privacy/rules")).body;
    expect(rules.filter((one: { laxer: string }) => one.laxer !== "neither")).toMatchObject([{ key: "after_discharge_years", value: 7, laxer: "value", shipped: { value: 10 }, reason: "So we were advised in writing." }]);
    const trail = await operatorDoes(scene, (tx) => rows(tx, sql`select details from audit_entries where procedure = 'privacy.laxerRule'`));
    expect(trail).toEqual([{ details: { rule: "after_discharge_years", value: 7, extension: null, shipped: 10 } }]);
    expect((await api("officer", "POST", `/cases/${caseId}/purge`, { reason: "Its time has come." })).status).toBe(200);
    const proposal = async () => (await api("director", "GET", "/privacy/retention")).body.proposals.find((one: { caseId: string }) => one.caseId === caseId);
    expect(await proposal()).toMatchObject({ rule: [{ key: "after_discharge_years", value: 7, status: "local" }, { key: "after_majority_years", value: 10 }, { key: "majority_age", value: 18 }], ruleToday: [] });
    server.fresh.clock.set("2026-11-20T15:00:01Z");
    expect((await set({ key: "after_discharge_years", value: 10 })).status).toBe(200);
    expect((await proposal()).ruleToday).toContainEqual(expect.objectContaining({ key: "after_discharge_years", value: 10 }));
  });
});

describe("Another way of contact", () => {
  it("lies sealed, is read by who may, and is gone with the key of its case", async () => {
    const words = "Write to 4 Hidden Lane.";
    const { requestId } = (await api("desk", "POST", `/cases/${scene.caseId}/amendments`, { personId: scene.adultA, kind: "confidential", receivedOn: "2026-11-01", asked: words })).body;
    const [stored] = await operatorDoes(scene, (tx) => rows<{ asked: string }>(tx, sql`select asked from amendment_requests where id = ${requestId}`));
    expect([stored!.asked.slice(0, 8), stored!.asked.includes("Hidden")]).toEqual(["sealed1:", false]);
    const read = async () => ((await api("officer", "GET", "/privacy/requests")).body.requests as { requestId: string; asked: string }[]).find((one) => one.requestId === requestId)!.asked;
    expect(await read()).toBe(words);
    await expect(acting(scene.place, officer, (tx) => sql`insert into amendment_requests (agency_id, id, case_id, person_id, kind, received_on, asked, recorded_by, recorded_at) values (${tx.actor.agencyId}, gen_random_uuid(), ${scene.caseId}, ${scene.adultA}, 'confidential', ${tx.today}, ${words}, ${officer.staffId}, ${tx.now})`.execute(tx))).rejects.toThrow(/sealed_asked/);
  });
});

describe("The register of incidents (45 CFR 164.400-414)", () => {
  it("goes from discovery over four factors and a conclusion to the last notice, and is owed until then", async () => {
    const { breachId } = (await api("officer", "POST", "/privacy/breaches", { discoveredOn: "2026-11-10", what: "A letter went to the wrong house.", whom: "One family" })).body;
    const put = (revision: number, marks: (string | null)[], affected: number | null = null) => api("officer", "PUT", `/privacy/breaches/${breachId}/factors`, { revision, affected, factors: ["nature", "person", "acquired", "mitigated"].map((factor, place) => ({ factor, mark: marks[place], words: marks[place] === null ? "" : "Looked at." })) });
    const conclude = (revision: number, conclusion: string) => api("officer", "POST", `/privacy/breaches/${breachId}/conclude`, { revision, conclusion, words: "By the four factors." });
    const note = (revision: number, notice: string, givenOn = "2026-11-20") => api("officer", "POST", `/privacy/breaches/${breachId}/notices`, { revision, notice, givenOn });
    expect((await put(1, ["low", "low", "low", null])).body).toEqual({ revision: 2 });
    expect((await put(1, ["low", "low", "low", "low"])).status).toBe(409);
    expect((await conclude(2, "low_probability")).body.message).toMatch(/four factors/);
    expect((await note(2, "individuals")).status).toBe(422);
    expect((await put(2, ["high", "low", "high", "low"], 501)).status).toBe(200);
    expect((await conclude(3, "breach")).status).toBe(200);
    expect((await conclude(4, "low_probability")).status).toBe(422);
    const found = async () => (await api("officer", "GET", "/privacy/breaches")).body.breaches[0];
    expect(await found()).toMatchObject({ state: "notifying", affected: 501, notices: [{ kind: "individuals", dueOn: "2027-01-09" }, { kind: "media", dueOn: "2027-01-09" }, { kind: "authority", dueOn: "2027-01-09" }] });
    const owed = async () => (await api("officer", "GET", "/day")).body.owed.filter((one: { kind: string }) => one.kind === "breach");
    expect(await owed()).toMatchObject([{ id: breachId, who: "", caseId: null }]);
    expect((await note(4, "individuals", "2026-11-09")).status).toBe(400);
    for (const [place, notice] of ["individuals", "media", "authority"].entries()) expect((await note(4 + place, notice)).status).toBe(200);
    expect((await found()).state).toBe("closed");
    expect(await owed()).toEqual([]);
    expect((await api("director", "GET", "/privacy/breaches")).status).toBe(403);
    // What was concluded stays, behind the door too.
    await expect(acting(scene.place, officer, (tx) => sql`update breaches set conclusion_words = 'Another.' where id = ${breachId}`.execute(tx))).rejects.toThrow(/stays as it was/);
  });

  it("names whose record it was, which then stands in that person's accounting and in no other, unless it was no disclosure at all", async () => {
    const incident = async () => (await api("officer", "POST", "/privacy/breaches", { discoveredOn: "2026-11-10", what: "A letter went to the wrong house.", whom: "One family" })).body.breachId as string;
    const name = (breachId: string, personId: string, who: keyof typeof cookies = "officer") => api(who, "POST", `/cases/${scene.caseId}/breaches/${breachId}/disclosures`, { personId, disclosedOn: "2026-11-09", recipient: "A neighbour", what: "The day of an appointment" });
    const breachId = await incident();
    expect((await name(breachId, scene.adultA)).body).toEqual({ named: true });
    expect((await name(breachId, randomUUID())).body.fields).toMatchObject([{ path: "personId" }]);
    expect((await name(randomUUID(), scene.adultA)).status).toBe(404);
    expect((await name(breachId, scene.adultA, "director")).status).toBe(403);
    expect((await api("officer", "GET", "/privacy/breaches")).body.breaches.find((one: { breachId: string }) => one.breachId === breachId).families).toMatchObject([{ caseId: scene.caseId, recipient: "A neighbour", disclosedOn: "2026-11-09" }]);
    const [cookieOfA, cookieOfB] = await Promise.all([scene.adultA, scene.adultB].map(async (person) => signedIn(server, { ...(await adultAccount(scene, person)), agencyId: scene.agency.agencyId })));
    const logOf = async (cookie: string) => ((await call(server, cookie, "GET", `/api/cases/${scene.caseId}/disclosures`)).body.disclosures as { basis: string; way: string; recipient: string }[]).map(({ basis, way, recipient }) => ({ basis, way, recipient }));
    expect(await logOf(cookieOfA!)).toEqual([{ basis: "impermissible", way: "unintended", recipient: "A neighbour" }]);
    expect(await logOf(cookieOfB!)).toEqual([]);
    const aboutA = (since: string) => operatorDoes(scene, (tx) => listDisclosuresAbout(tx, scene.caseId, scene.adultA, since));
    expect([(await aboutA("2026-01-01")).length, (await aboutA("2026-11-10")).length]).toEqual([1, 0]);
    expect((await call(server, cookieOfA!, "GET", `/api/cases/${scene.caseId}/people/${scene.adultA}/disclosures?language=es`)).text.slice(0, 5)).toBe("%PDF-");
    const other = await incident();
    expect((await name(other, scene.adultA)).status).toBe(200);
    expect((await api("officer", "POST", `/privacy/breaches/${other}/conclude`, { revision: 1, conclusion: "excepted", words: "A colleague opened it in good faith." })).status).toBe(200);
    expect((await logOf(cookieOfA!)).length).toBe(1);
    expect((await name(other, scene.adultA)).status).toBe(422);
  });
});
