import { createHash, randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { row } from "#database/actor.ts";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, type Outputs, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { insertCertificate } from "#features/workforce/store.ts";
import { makeCase, signSession } from "./audits.test-support.ts";

// An annual audit from the draw to the certificate (A10; 22-A DCMR § 3427.11), and the walls around it.

let server: TestServer;
let scene: Scene;
let others: Scene;
let otherCase: string;
let clinician: StaffActor;
const cases: string[] = [];
const people = new Map<string, StaffActor>();
const TODAY = "2026-11-20";
const noon = (day: string) => `${day}T17:00:00Z`;

beforeAll(async () => {
  server = await startServer({ demo: "1", now: noon(TODAY) });
  scene = await makeScene(server, "ours");
  others = await makeScene(server, "others");
  for (const role of ["administrator", "privacy_officer", "supervisor", "auditor"] as const) people.set(role, await makeStaff(scene.place, scene.agency, { roles: [role], from: "2026-01-05" }));
  clinician = await makeStaff(scene.place, scene.agency, { from: "2026-01-02" });
  people.set("clinician", clinician);
  for (const [index, name] of ["Ada", "Ben", "Cal", "Dot", "Eli"].entries()) {
    cases.push(await makeCase(scene, name, clinician));
    await signSession(scene, cases[index]!, `2026-03-1${index}`, "10", clinician, "MARKER-SPOKEN in the session.");
  }
  await signSession(scene, cases[0]!, "2026-04-06", "10", clinician);
  // One with no session in the period: there is nothing to draw of it.
  await signSession(scene, await makeCase(scene, "Fay", clinician), "2026-11-02", "10", clinician);
  const theirs = await makeStaff(others.place, others.agency, { from: "2026-01-02" });
  otherCase = await makeCase(others, "Gus", theirs);
  await signSession(others, otherCase, "2026-03-12", "10", theirs);
}, 120_000);
afterAll(() => server.close());

let second = 0;
let day = TODAY;
beforeEach(() => void (day = TODAY));
async function ask(role: string, method: string, address: string, body?: unknown, of = scene) {
  server.fresh.clock.set(new Date(Date.parse(noon(day)) + ++second * 1000).toISOString());
  const cookie = role.startsWith("dyad_session=") ? role : await of.cookieOf(people.get(role)!);
  return call(server, cookie, method, `/api${address}`, body);
}
type View = Outputs["audits"]["get"];
const period = { periodFrom: "2026-01-01", periodTo: "2026-06-30", dueOn: "2026-12-31", auditor: "A. Reviewer, made up" };
async function open(more: object = {}): Promise<string> {
  const made = await ask("administrator", "POST", "/audits", { title: "Audit of 2026", wanted: 2, seed: "a seed of the tests", ...period, ...more });
  expect(made.status, made.text).toBe(200);
  return made.body.auditId;
}
const view = async (auditId: string, role = "administrator"): Promise<View> => {
  const answer = await ask(role, "GET", `/audits/${auditId}`);
  expect(answer.status, answer.text).toBe(200);
  return answer.body;
};
const sampled = (one: View) => one.cases.filter((found) => found.state === "sampled");

/** Invites somebody new, sets the password by the link as they would, and answers the cookie. */
async function invite(auditId: string, email: string, validTo: string, validFrom = day): Promise<{ cookie: string; accessId: string; link: string }> {
  const made = await ask("administrator", "POST", `/audits/${auditId}/auditors`, { name: "Rae Viewer", email, language: "en", validFrom, validTo });
  expect(made.status, made.text).toBe(200);
  const token = new URL(made.body.link).hash.slice(1);
  const accepted = await server.app.inject({ method: "POST", url: "/api/invitation/accept", payload: { token, password: "a long enough password" } });
  expect(accepted.statusCode, accepted.body).toBe(200);
  return { cookie: `dyad_session=${accepted.cookies.find((one) => one.name === "dyad_session")!.value}`, ...made.body };
}
/** A sign-in of today: the one before has ended over night. */
async function signInAgain(email: string): Promise<{ status: number; cookie: string }> {
  const answer = await server.app.inject({ method: "POST", url: "/api/session", payload: { email, password: "a long enough password" } });
  return { status: answer.statusCode, cookie: `dyad_session=${answer.cookies.find((one) => one.name === "dyad_session")?.value ?? ""}` };
}
async function rateAll(auditId: string, cookie: string, points: (item: string) => number | "not_applicable") {
  const one: View = (await ask(cookie, "GET", `/audits/${auditId}`)).body;
  for (const item of one.form.items) {
    for (const caseId of item.of === "agency" ? [null] : sampled(one).map((found) => found.caseId)) {
      const kept = await ask(cookie, "PUT", `/audits/${auditId}/ratings`, { item: item.id, caseId, mark: points(item.id) });
      expect(kept.status, kept.text).toBe(200);
    }
  }
}

describe("the sample of an audit (A10)", () => {
  it("is drawn by the stated rule, keeps seed, size and order, and drawing again gives the same", async () => {
    const one = await view(await open());
    expect((await ask("administrator", "GET", "/audits/population?from=2026-01-01&to=2026-06-30")).body).toEqual({ population: 5 });
    const byHand = cases.map((caseId) => ({ caseId, by: createHash("sha256").update(`a seed of the tests:${caseId}`).digest("hex") })).sort((a, b) => (a.by < b.by ? -1 : 1));
    expect(sampled(one).map((found) => found.caseId)).toEqual(byHand.slice(0, 2).map((found) => found.caseId));
    expect(one.sample).toMatchObject({ rule: "signed-session-sha256-1", seed: "a seed of the tests", wanted: 2, population: 5, drawnAgain: "same" });
    expect(one.sample.words).toContain("5 in all");
    expect(one).toMatchObject({ cite: "22-A DCMR § 3427.11", policy: "dc-mhrs", status: "open", threshold: 80 });
    expect(sampled(await view(await open())).map((found) => found.caseId)).toEqual(sampled(one).map((found) => found.caseId));
    expect((await view(await open({ seed: null }))).sample.seed).toMatch(/^[0-9a-f]{24}$/);
  });

  it("does not grow by what is signed later, and takes everything where less is there than asked for", async () => {
    const auditId = await open({ wanted: 50 });
    expect((await view(auditId)).cases).toHaveLength(5);
    const late = await makeCase(scene, "Hal", clinician);
    await signSession(scene, late, "2026-05-05", "10", clinician);
    expect((await view(auditId)).cases.map((one) => one.caseId)).not.toContain(late);
    expect((await view(auditId)).sample.drawnAgain).toBe("same");
    cases.push(late);
  });

  it("replaces a case by the next in the order, with its reason, once", async () => {
    const auditId = await open();
    const [first] = sampled(await view(auditId));
    expect((await ask("administrator", "POST", `/audits/${auditId}/cases/${first!.caseId}/replace`, { reason: "short" })).status).toBe(400);
    const replaced = await ask("administrator", "POST", `/audits/${auditId}/cases/${first!.caseId}/replace`, { reason: "The record is under a legal hold." });
    expect(replaced.body).toEqual({ code: "C03" });
    const after = await view(auditId);
    expect(after.cases.find((one) => one.caseId === first!.caseId)).toMatchObject({ state: "replaced", code: "C01", replacedBy: "C03", reason: "The record is under a legal hold." });
    expect(sampled(after).map((one) => one.code)).toEqual(["C02", "C03"]);
    expect(after.sample.drawnAgain).toBe("same");
    expect((await ask("administrator", "POST", `/audits/${auditId}/cases/${first!.caseId}/replace`, { reason: "The record is under a legal hold." })).status).toBe(409);
  });

  it("is refused for a period that is not over, and where there is nothing to draw from", async () => {
    const field = async (more: object) => {
      const answer = await ask("administrator", "POST", "/audits", { title: "A", wanted: 2, ...period, ...more });
      return [answer.status, answer.body.fields?.[0]?.path];
    };
    expect(await field({ periodTo: "2026-11-21" })).toEqual([400, "periodTo"]);
    expect(await field({ periodFrom: "2026-07-01" })).toEqual([400, "periodTo"]);
    expect(await field({ dueOn: "2026-06-29" })).toEqual([400, "dueOn"]);
    expect(await field({ periodFrom: "2024-01-01", periodTo: "2024-12-31" })).toEqual([422, "periodFrom"]);
  });
});

describe("the auditor's sign-in (A10)", () => {
  it("reads the sampled cases of its own audit, nothing else, of this agency or another", async () => {
    const auditId = await open();
    const another = await open({ title: "Another", seed: "another seed of the tests", wanted: 1 });
    const { cookie } = await invite(auditId, "one@review.example", "2026-11-27");
    const mine = sampled(await view(auditId)).map((one) => one.caseId);
    expect((await ask(cookie, "GET", "/cases?status=all")).body.cases.map((one: { caseId: string }) => one.caseId).sort()).toEqual([...mine].sort());
    for (const caseId of [...cases, scene.caseId, otherCase, others.caseId]) {
      const due = mine.includes(caseId) ? 200 : 404;
      for (const part of ["", "/timeline", "/record", "/eligibility", "/dates"]) expect((await ask(cookie, "GET", `/cases/${caseId}${part}`)).status, `${caseId}${part}`).toBe(due);
      expect((await ask(cookie, "GET", `/audits/${auditId}/cases/${caseId}/sessions`)).status).toBe(due);
    }
    expect((await ask(cookie, "GET", `/audits/${another}`)).status).toBe(404);
    expect((await ask(cookie, "GET", `/audits/${another}/pack`)).status).toBe(404);
    const own: View = (await ask(cookie, "GET", `/audits/${auditId}`)).body;
    expect(own.cases.map((one) => one.caseId)).toEqual(mine);
    // Who is on the list but was not drawn is not told, so it cannot be drawn again either.
    expect(own.sample.drawnAgain).toBeNull();
    expect((await ask(cookie, "GET", "/audits")).body.audits.map((one: { auditId: string }) => one.auditId)).toEqual([auditId]);
    // Reading only: no note, no chart, nothing of the audit's own frame.
    for (const [method, address, body] of [["POST", "/audits", { title: "A", wanted: 1, ...period }], ["POST", `/audits/${auditId}/close`, {}], ["POST", `/cases/${mine[0]}/problems`, { kind: "attachment", followsEvents: true }], ["POST", `/audits/${auditId}/cases/${mine[0]}/replace`, { reason: "A reason long enough." }]] as const) expect((await ask(cookie, method, address, body)).status, address).toBe(403);
  });

  it("holds in the database itself: nobody reads the rows of an audit that is not theirs (clinical.md section 10)", async () => {
    const [mine, another] = [await open(), await open({ title: "Another", seed: "another seed of the tests", wanted: 3 })];
    const outsider = await makeStaff(scene.place, scene.agency, { roles: ["auditor"] });
    await operatorDoes(scene, (tx) => sql`insert into fidelity_audit_access (agency_id, id, audit_id, staff_id, valid_from, valid_to, granted_at) values (${scene.agency.agencyId}, ${randomUUID()}, ${mine}, ${outsider.staffId}, ${TODAY}, ${TODAY}, ${tx.now})`.execute(tx));
    await ask("administrator", "PUT", `/audits/${another}/findings/${randomUUID()}`, { kind: "strength", words: "Somebody else's." });
    await ask("administrator", "PUT", `/audits/${another}/actions/${randomUUID()}`, { words: "Somebody else's.", staffId: clinician.staffId, dueOn: TODAY, doneWhen: "It is done." });
    const tables = ["fidelity_audits", "fidelity_audit_cases", "fidelity_audit_access", "fidelity_audit_findings", "fidelity_audit_actions", "fidelity_audit_ratings", "fidelity_audit_comments", "fidelity_audit_evidence"];
    const seen = (actor: StaffActor, place = scene) =>
      acting(place.place, actor, async (tx) => {
        const counts: Record<string, number> = {};
        for (const table of tables) counts[table.replace("fidelity_", "")] = (await row<{ count: number }>(tx, sql`select count(*) as count from ${sql.table(table)} where ${sql.ref(table === "fidelity_audits" ? "id" : "audit_id")} = any (${[mine, another]}::uuid[])`))!.count;
        return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
      });
    server.fresh.clock.set(noon(TODAY));
    // Without a case opened, an auditor sees that the audit is, who reads for it, and no case of it.
    expect(await seen(outsider)).toEqual({ audits: 1, audit_access: 1 });
    expect(await seen(clinician)).toEqual({ audit_actions: 1 });
    for (const role of ["supervisor", "front_desk", "biller", "senior_leader", "faculty"] as const) expect(await seen(await makeStaff(scene.place, scene.agency, { roles: [role] })), role).toEqual({});
    expect(await seen(await makeStaff(others.place, others.agency, { roles: ["administrator"] }), others)).toEqual({});
    expect(await seen(people.get("administrator")!)).toMatchObject({ audits: 2, audit_findings: 1, audit_actions: 1, audit_access: 1 });
    server.fresh.clock.set(noon("2026-11-21"));
    expect(await seen(outsider)).toEqual({});
    // An auditor writes no frame of an audit, and rates none but the own.
    await expect(acting(scene.place, outsider, (tx) => sql`insert into audit_samples (agency_id, auditor_id, case_id, valid_from, valid_to) values (${scene.agency.agencyId}, ${outsider.staffId}, ${cases[0]}, ${TODAY}, ${TODAY})`.execute(tx))).rejects.toThrow(/row-level security/);
    await expect(acting(scene.place, outsider, (tx) => sql`insert into fidelity_audit_ratings (agency_id, id, audit_id, item, points, rated_at) values (${scene.agency.agencyId}, ${randomUUID()}, ${another}, 'programme-team', 3, ${tx.now})`.execute(tx))).rejects.toThrow(/row-level security/);
    await expect(acting(scene.place, people.get("administrator")!, (tx) => sql`update audit_samples set valid_to = '2099-01-01'`.execute(tx))).rejects.toThrow(/may end earlier/);
  });

  it("ends by itself after its last day: the sign-in, and everything it opened", async () => {
    const auditId = await open();
    const { cookie } = await invite(auditId, "two@review.example", "2026-11-22");
    const [first] = sampled(await view(auditId));
    const read = async (with_: string) => (await ask(with_, "GET", `/cases/${first!.caseId}/record`)).status;
    expect(await read(cookie)).toBe(200);
    day = "2026-11-22";
    server.fresh.clock.set(noon(day));
    const lastDay = await signInAgain("two@review.example");
    expect([lastDay.status, await read(lastDay.cookie)]).toEqual([200, 200]);
    // Late on the last day, by the agency's clocks, it still reads; a minute into the next it does not.
    server.fresh.clock.set("2026-11-23T04:50:00Z");
    const late = await signInAgain("two@review.example");
    const at = (moment: string) => {
      server.fresh.clock.set(moment);
      return call(server, late.cookie, "GET", `/api/audits/${auditId}`);
    };
    expect((await at("2026-11-23T04:59:00Z")).status).toBe(200);
    expect((await at("2026-11-23T05:00:00Z")).status).toBe(401);
    expect((await call(server, late.cookie, "GET", `/api/cases/${first!.caseId}`)).status).toBe(401);
    server.fresh.clock.set(noon("2026-11-23"));
    expect((await signInAgain("two@review.example")).status).toBe(401);
  });

  it("may be ended early, at once, with a reason; and an auditor who belongs to the staff keeps the sign-in and loses the cases", async () => {
    const auditId = await open();
    const { cookie, accessId } = await invite(auditId, "three@review.example", "2026-12-20");
    expect((await ask(cookie, "GET", `/audits/${auditId}`)).status).toBe(200);
    expect((await ask("administrator", "POST", `/audits/${auditId}/auditors/${accessId}/end`, { reason: "The review moved to another reader." })).status).toBe(200);
    expect((await ask(cookie, "GET", `/audits/${auditId}`)).status).toBe(401);
    expect((await signInAgain("three@review.example")).status).toBe(401);
    expect((await view(auditId)).access).toMatchObject([{ validTo: "2026-12-20", reason: "The review moved to another reader." }]);
    // The same person comes back for a few days, with the password of before.
    expect((await ask("administrator", "POST", `/audits/${auditId}/auditors`, { name: "Rae Viewer", email: "three@review.example", language: "en", validFrom: TODAY, validTo: "2026-11-25" })).body.link).toBeNull();
    expect((await signInAgain("three@review.example")).status).toBe(200);

    const staff = people.get("auditor")!;
    const { email } = (await operatorDoes(scene, (tx) => row<{ email: string }>(tx, sql`select email from staff where id = ${staff.staffId}`)))!;
    const [first] = sampled(await view(auditId));
    const kept = await ask("administrator", "POST", `/audits/${auditId}/auditors`, { name: "x", email, language: "en", validFrom: TODAY, validTo: "2026-11-25" });
    expect(kept.body.link).toBeNull();
    expect((await ask("auditor", "GET", `/cases/${first!.caseId}`)).status).toBe(200);
    await ask("administrator", "POST", `/audits/${auditId}/auditors/${kept.body.accessId}/end`, { reason: "The review moved to another reader." });
    expect((await ask("auditor", "GET", `/cases/${first!.caseId}`)).status).toBe(404);
    expect((await ask("auditor", "GET", "/audits")).body.audits).toEqual([]);
  });

  it("follows the sample: a replaced case shuts at once, the one in its place opens", async () => {
    const auditId = await open();
    const { cookie } = await invite(auditId, "four@review.example", "2026-11-27");
    const [first] = sampled(await view(auditId));
    await ask("administrator", "POST", `/audits/${auditId}/cases/${first!.caseId}/replace`, { reason: "The record is under a legal hold." });
    expect((await ask(cookie, "GET", `/cases/${first!.caseId}`)).status).toBe(404);
    for (const one of sampled(await view(auditId))) expect((await ask(cookie, "GET", `/cases/${one.caseId}/record`)).status).toBe(200);
  });

  it("is not given to who works here as something else, nor for longer than a year, nor twice", async () => {
    const auditId = await open();
    const field = async (more: object) => {
      const answer = await ask("administrator", "POST", `/audits/${auditId}/auditors`, { name: "R", email: "five@review.example", language: "en", validFrom: TODAY, validTo: "2026-11-27", ...more });
      return [answer.status, answer.body.fields?.[0]?.path ?? "given"];
    };
    const { email } = (await operatorDoes(scene, (tx) => row<{ email: string }>(tx, sql`select email from staff where id = ${clinician.staffId}`)))!;
    expect(await field({ email })).toEqual([422, "email"]);
    expect(await field({ validTo: "2027-11-30" })).toEqual([400, "validTo"]);
    expect(await field({ validFrom: "2026-11-19" })).toEqual([400, "validFrom"]);
    expect(await field({})).toEqual([200, "given"]);
    expect(await field({})).toEqual([422, "email"]);
  });
});

describe("what audits ask for (A10)", () => {
  const owed = async (role: string) => ((await ask(role, "GET", "/day")).body.owed as { kind: string; weight: string; about?: string; who: string; since: string }[]).filter((one) => one.kind.startsWith("audit"));

  it("the next one from 90 days before it is due, and a running one by its own day; an action by whom it is", async () => {
    await operatorDoes(scene, (tx) => insertCertificate(tx, { kind: "fidelity_audit", validFrom: "2026-11-01", validTo: null, isAcceptable: true, source: "" }));
    for (const one of (await ask("administrator", "GET", "/audits")).body.audits as { auditId: string; status: string }[]) if (one.status === "open") await ask("administrator", "POST", `/audits/${one.auditId}/withdraw`, { reason: "Cleared for this test." });
    day = "2027-08-02";
    expect(await owed("administrator")).toEqual([]);
    day = "2027-08-03";
    expect(await owed("administrator")).toMatchObject([{ kind: "audit_due", weight: "later", since: "2027-08-03T04:00:00.000Z" }]);
    day = "2027-10-26";
    expect(await owed("administrator")).toMatchObject([{ kind: "audit_due", weight: "today", since: "2027-10-25T04:00:00.000Z" }]);
    day = TODAY;
    const auditId = await open({ dueOn: "2026-12-10" });
    expect(await owed("administrator")).toMatchObject([{ kind: "audit_due", who: "Audit of 2026" }]);
    await ask("administrator", "PUT", `/audits/${auditId}/actions/${randomUUID()}`, { words: "Read two notes.", staffId: clinician.staffId, dueOn: "2026-11-25", doneWhen: "They are read." });
    expect(await owed("clinician")).toMatchObject([{ kind: "audit_action", about: "Read two notes.", who: "Audit of 2026" }]);
    expect((await owed("administrator")).map((one) => one.kind).sort()).toEqual(["audit_action", "audit_due"]);
    expect(await owed("supervisor")).toEqual([]);
    await ask("administrator", "POST", `/audits/${auditId}/withdraw`, { reason: "Cleared for this test." });
    expect(await owed("clinician")).toEqual([]);
  });
});

describe("rating and closing (A10, regulation cases 29 and 30)", () => {
  const decided = (caseId: string) => ask("clinician", "GET", `/cases/${caseId}/eligibility`);

  it("keeps ratings as they are given; comments on a case stay with the chart; what is handed in stays", async () => {
    const auditId = await open();
    const { cookie } = await invite(auditId, "six@review.example", "2026-11-27");
    const [first, next] = sampled(await view(auditId));
    const put = (body: object) => ask(cookie, "PUT", `/audits/${auditId}/ratings`, body);
    const { sessions } = (await ask(cookie, "GET", `/audits/${auditId}/cases/${first!.caseId}/sessions`)).body as Outputs["audits"]["sessions"];
    expect((await put({ item: "strand-content", caseId: first!.caseId, mark: 2, sessionId: sessions[0]!.sessionId, comment: "MARKER-COMMENT about the play." })).body.score).toMatchObject({ rated: 1, earned: 2, possible: 3 });
    expect((await put({ item: "strand-content", caseId: first!.caseId, mark: "not_applicable", sessionId: sessions[0]!.sessionId, comment: "MARKER-COMMENT about the play." })).body.score).toMatchObject({ rated: 1, notApplicable: 1, possible: 0 });
    // Another window, or another auditor, says one thing of it: the rest stays.
    const standing = async () => ((await ask(cookie, "GET", `/audits/${auditId}`)).body as View).ratings.find((one) => one.item === "strand-content" && one.caseId === first!.caseId);
    await put({ item: "strand-content", caseId: first!.caseId, mark: 1 });
    expect(await standing()).toMatchObject({ mark: 1, sessionId: sessions[0]!.sessionId, comment: { words: "MARKER-COMMENT about the play." } });
    await put({ item: "strand-content", caseId: first!.caseId, comment: "MARKER-COMMENT, said better." });
    await put({ item: "strand-content", caseId: first!.caseId, sessionId: null });
    expect(await standing()).toMatchObject({ mark: 1, sessionId: null, comment: { words: "MARKER-COMMENT, said better." } });
    const wrong = async (body: object) => {
      const answer = await put({ item: "strand-content", caseId: first!.caseId, mark: 1, ...body });
      return [answer.status, answer.body.fields?.[0]?.path];
    };
    expect(await wrong({ mark: 4 })).toEqual([400, "mark"]);
    expect(await wrong({ item: "no-such" })).toEqual([400, "item"]);
    expect(await wrong({ caseId: null })).toEqual([400, "caseId"]);
    expect(await wrong({ sessionId: scene.sessionId })).toEqual([400, "sessionId"]);
    expect(await wrong({ caseId: cases.find((one) => one !== first!.caseId && one !== next!.caseId) })).toEqual([404, undefined]);
    const seen = async (role: string) => JSON.stringify((await ask(role, "GET", `/audits/${auditId}`)).body);
    expect(await seen(cookie)).toContain("MARKER-COMMENT");
    // Whoever runs the agency reads the points and the findings, and not what is written about one child.
    for (const role of ["administrator", "privacy_officer"]) expect(await seen(role)).not.toContain("MARKER-COMMENT");
    for (const role of ["supervisor", "clinician"]) expect((await ask(role, "GET", `/audits/${auditId}`)).status).toBe(403);
    expect((await ask("administrator", "PUT", `/audits/${auditId}/ratings`, { item: "strand-content", caseId: first!.caseId, mark: 3 })).status).toBe(403);
    expect((await ask(cookie, "POST", `/audits/${auditId}/hand-in`, { acceptable: true })).body.message).toContain("not answered yet");
    await rateAll(auditId, cookie, () => 3);
    expect((await ask(cookie, "POST", `/audits/${auditId}/hand-in`, { acceptable: false })).body.fields[0].path).toBe("reason");
    expect((await ask(cookie, "POST", `/audits/${auditId}/hand-in`, { acceptable: true })).status).toBe(200);
    expect((await put({ item: "strand-content", caseId: first!.caseId, mark: 0 })).status).toBe(422);
    await expect(operatorDoes(scene, (tx) => sql`update fidelity_audit_ratings set points = 0 where audit_id = ${auditId}`.execute(tx))).rejects.toThrow(/what was rated stays/);
  });

  it("closed and not acceptable, it is the agency's certificate and stops what is decided from that day on (case 29); acceptable, it lets it pass", async () => {
    const auditId = await open();
    const { cookie } = await invite(auditId, "seven@review.example", "2026-11-27");
    await rateAll(auditId, cookie, (item) => (item === "programme-last-plan" ? "not_applicable" : 1));
    expect((await ask("administrator", "POST", `/audits/${auditId}/close`, {})).body.message).toContain("no rating yet");
    expect((await ask(cookie, "POST", `/audits/${auditId}/hand-in`, { acceptable: false })).status).toBe(200);
    expect((await view(auditId)).score.percent).toBe(33.3);
    expect((await ask("administrator", "POST", `/audits/${auditId}/close`, {})).body.message).toContain("at least one finding");
    const [findingId, actionId] = [randomUUID(), randomUUID()];
    // What the auditor did not write before handing in is for who runs the programme to add.
    const words = { kind: "shortfall", item: "strand-content", words: "Notes say little about the goals." };
    expect((await ask(cookie, "PUT", `/audits/${auditId}/findings/${findingId}`, words)).status).toBe(422);
    expect((await ask("administrator", "PUT", `/audits/${auditId}/findings/${findingId}`, words)).status).toBe(200);
    expect((await ask("administrator", "POST", `/audits/${auditId}/close`, {})).body.message).toContain("corrective plan");
    const plan = { findingId, words: "Read the goals at each start.", staffId: clinician.staffId, dueOn: "2026-12-15", doneWhen: "Ten notes in a row name a goal." };
    expect((await ask("administrator", "PUT", `/audits/${auditId}/actions/${actionId}`, plan)).status).toBe(200);
    const closed = await ask("administrator", "POST", `/audits/${auditId}/close`, {});
    expect(closed.body).toMatchObject({ nextDueOn: "2027-11-20", pack: expect.stringMatching(/^[0-9a-f]{64}$/) });
    const kept = await operatorDoes(scene, (tx) => row(tx, sql`select kind, valid_from, is_acceptable, source from agency_certificates where id = ${closed.body.certificateId}`));
    expect(kept).toEqual({ kind: "fidelity_audit", valid_from: TODAY, is_acceptable: false, source: "Audit of 2026 · A. Reviewer, made up · local threshold 80 %" });
    // Nobody reads for it any more.
    expect((await ask(cookie, "GET", `/audits/${auditId}`)).status).toBe(401);
    const sessionId = await signSession(scene, cases[0]!, TODAY, "06", clinician);
    const found = async (id: string) => (await operatorDoes(scene, (tx) => row<{ answer: { findings: { rule: string; result: string }[] } }>(tx, sql`select d.answer from services v join decisions d on d.agency_id = v.agency_id and d.id = v.decision_id where v.session_id = ${id}`)))!.answer.findings.find((one) => one.rule === "audit-acceptable")!.result;
    expect(await found(sessionId)).toBe("not_met");
    // The action is owed by whom it is, done with what shows it, once, and never changed.
    const owed = (await ask("clinician", "GET", "/audit-actions")).body as Outputs["audits"]["ownActions"];
    expect(owed.actions).toMatchObject([{ actionId, auditTitle: "Audit of 2026", dueOn: "2026-12-15" }]);
    expect((await ask("supervisor", "POST", `/audit-actions/${actionId}/done`, { doneOn: TODAY, evidence: "x" })).status).toBe(404);
    expect((await ask("administrator", "PUT", `/audits/${auditId}/actions/${actionId}`, plan)).status).toBe(422);
    expect((await ask("clinician", "POST", `/audit-actions/${actionId}/done`, { doneOn: "2026-11-21", evidence: "Ten notes." })).status).toBe(400);
    expect((await ask("clinician", "POST", `/audit-actions/${actionId}/done`, { doneOn: TODAY, evidence: "Ten notes." })).status).toBe(200);
    expect((await ask("clinician", "POST", `/audit-actions/${actionId}/done`, { doneOn: TODAY, evidence: "Ten notes." })).status).toBe(409);
    expect((await ask("clinician", "GET", "/audit-actions")).body.actions).toEqual([]);
    await expect(operatorDoes(scene, (tx) => sql`update fidelity_audits set is_acceptable = true where id = ${auditId}`.execute(tx))).rejects.toThrow(/a closed audit stays/);

    day = "2026-11-24";
    const again = await open({ title: "After the plan", dueOn: "2026-12-31" });
    const official = { acceptable: true, rating: "Acceptable", issuer: "Made-up authority", documentName: "Letter 7", ratedOn: "2026-11-24" };
    expect((await ask("administrator", "POST", `/audits/${again}/official`, { ...official, ratedOn: "2026-11-25" })).body.fields[0].path).toBe("ratedOn");
    expect((await ask("administrator", "POST", `/audits/${again}/official`, official)).status).toBe(200);
    expect((await ask("administrator", "POST", `/audits/${again}/close`, {})).status).toBe(200);
    expect((await view(again)).conclusion).toMatchObject({ basis: "official", acceptable: true, issuer: "Made-up authority", documentName: "Letter 7" });
    expect(await found(await signSession(scene, cases[0]!, "2026-11-24", "08", clinician))).toBe("met");
    // What was decided before stays as it was decided.
    expect(await found(sessionId)).toBe("not_met");
    expect((await decided(cases[0]!)).status).toBe(200);
  });

  it("given up, it stays in the list with its reason, and its auditors read no more", async () => {
    const auditId = await open({ title: "Given up" });
    const { cookie } = await invite(auditId, "eight@review.example", "2026-11-27");
    const actionId = randomUUID();
    expect((await ask("administrator", "PUT", `/audits/${auditId}/actions/${actionId}`, { words: "Read two notes.", staffId: clinician.staffId, dueOn: "2026-11-25", doneWhen: "They are read." })).status).toBe(200);
    expect((await ask("administrator", "POST", `/audits/${auditId}/withdraw`, { reason: "Opened for the wrong period." })).status).toBe(200);
    expect((await ask(cookie, "GET", "/audits")).status).toBe(401);
    expect((await ask("administrator", "POST", `/audit-actions/${actionId}/done`, { doneOn: TODAY, evidence: "Read." })).status).toBe(404);
    expect(await view(auditId)).toMatchObject({ status: "withdrawn", withdrawnReason: "Opened for the wrong period.", may: ["run"] });
    expect((await ask("administrator", "GET", `/audits/${auditId}/pack`)).status).toBe(422);
  });
});
