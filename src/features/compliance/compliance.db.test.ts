import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { row } from "#database/actor.ts";
import { openCase } from "#features/cases/handlers.ts";
import { insertSupervision } from "#features/account/store.ts";
import { makeScene, newNote, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, type Outputs, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeStaff, type StaffActor } from "../../../test/support/agency.ts";

// Dates that the rules ask for, and the room: what each role sees of them through both walls.

let server: TestServer;
let scene: Scene;
let others: Scene;
const people = new Map<string, StaffActor>();
beforeAll(async () => {
  server = await startServer({ demo: "1", now: "2026-11-20T15:00:00Z" });
  scene = await makeScene(server, "ours");
  others = await makeScene(server, "others");
  for (const role of ["supervisor", "administrator", "privacy_officer", "front_desk", "biller", "auditor"] as const) people.set(role, await makeStaff(scene.place, scene.agency, { roles: [role] }));
  people.set("clinician", scene.clinician);
  people.set("spare", scene.spare);
  await operatorDoes(scene, (tx) => insertSupervision(tx, people.get("supervisor")!.staffId, scene.clinician.staffId, "2026-01-01"));
});
afterAll(() => server.close());

let minute = 0;
async function ask(role: string, method: string, address: string, body?: unknown) {
  server.fresh.clock.set(new Date(Date.parse("2026-11-20T15:00:00Z") + ++minute * 1000).toISOString());
  return call(server, await scene.cookieOf(people.get(role)!), method, `/api${address}`, body);
}
const dates = async (role = "clinician"): Promise<Outputs["compliance"]["dates"]> => (await ask(role, "GET", `/cases/${scene.caseId}/dates`)).body;
const room = async (role: string, query = ""): Promise<Outputs["compliance"]["room"]> => (await ask(role, "GET", `/compliance${query}`)).body;
const record = (role: string, body: Record<string, unknown>) => ask(role, "POST", `/cases/${scene.caseId}/dates`, body);
const timer = async (name: string, role = "clinician") => (await dates(role)).timers.find((one) => one.timer === name);
const rowOf = async (role: string, rule: string, subject = "case") => (await room(role)).rows.find((one) => one.rule === rule && one.subject === subject && one.policy === "dc-mhrs");

describe("dates of a case (A6–A14 as evidence)", () => {
  it("stand unknown until they are recorded, say what to record, and are met by the date in time (§ 3408.2)", async () => {
    expect(await timer("intake")).toMatchObject({ state: "unknown", record: "enrolled", cite: "22-A DCMR § 3408.2" });
    expect((await record("front_desk", { kind: "enrolled", happenedOn: "2026-11-10" })).status).toBe(200);
    expect(await timer("intake")).toMatchObject({ state: "late", dueOn: "2026-11-17", record: "intake" });
    expect((await record("clinician", { kind: "intake", happenedOn: "2026-11-17", reason: "At home, with the grandmother." })).status).toBe(200);
    expect(await timer("intake")).toMatchObject({ state: "met", doneOn: "2026-11-17", fix: null, evidence: [{ event: "enrolled", on: "2026-11-10" }, { event: "intake", on: "2026-11-17" }] });
  });

  it("set right leave the former one readable, and are set right once", async () => {
    const { milestoneId } = (await dates()).milestones.find((one) => one.kind === "intake")!;
    const right = (happenedOn: string) => ask("clinician", "POST", `/cases/${scene.caseId}/dates/${milestoneId}/supersede`, { happenedOn, reason: "Read from the wrong line." });
    const made = await right("2026-11-18");
    expect(made.status).toBe(200);
    expect((await right("2026-11-16")).status).toBe(409);
    const kept = (await dates()).milestones.filter((one) => one.kind === "intake");
    expect(kept.map((one) => [one.happenedOn, one.replacedBy, one.replaces])).toEqual([["2026-11-18", null, milestoneId], ["2026-11-17", made.body.milestoneId, null]]);
    expect(await timer("intake")).toMatchObject({ state: "late", doneOn: "2026-11-18", record: null });
    // Taken back, nothing stands; the rows stay.
    expect((await ask("clinician", "POST", `/cases/${scene.caseId}/dates/${made.body.milestoneId}/supersede`, { happenedOn: "2026-11-18", withdrawn: true, reason: "Not held after all." })).status).toBe(200);
    expect(await timer("intake")).toMatchObject({ state: "late", doneOn: null, record: "intake" });
    await expect(operatorDoes(scene, (tx) => sql`update case_milestones set happened_on = '2020-01-01'`.execute(tx))).rejects.toThrow(/permission denied/);
    await expect(operatorDoes(scene, (tx) => sql`delete from case_milestones`.execute(tx))).rejects.toThrow(/permission denied/);
  });

  it("refuse what cannot be, naming the field, and what a role does not record", async () => {
    const field = async (body: Record<string, unknown>, role = "clinician") => {
      const answer = await record(role, body);
      return [answer.status, answer.body.fields?.[0]?.path ?? answer.body.code];
    };
    expect(await field({ kind: "intake", happenedOn: "2026-11-21" })).toEqual([400, "happenedOn"]);
    expect(await field({ kind: "intake", happenedOn: "2022-05-01" })).toEqual([400, "happenedOn"]);
    expect(await field({ kind: "telehealth_consented", happenedOn: "2026-11-20" })).toEqual([400, "way"]);
    expect(await field({ kind: "telehealth_consented", happenedOn: "2026-11-20", way: "reached" })).toEqual([400, "way"]);
    expect(await field({ kind: "claim_received", happenedOn: "2026-11-20" })).toEqual([400, "aboutOn"]);
    expect(await field({ kind: "plan_approved", happenedOn: "2026-11-20" }, "front_desk")).toEqual([422, "refused"]);
    expect(await field({ kind: "incident", happenedOn: "2026-11-20" }, "administrator")).toEqual([422, "refused"]);
    expect((await record("spare", { kind: "enrolled", happenedOn: "2026-11-20" })).status).toBe(404);
    expect((await ask("clinician", "POST", `/cases/${others.caseId}/dates`, { kind: "enrolled", happenedOn: "2026-11-20" })).status).toBe(404);
  });

  it("hold both walls: what is written about a date, and an incident, are of the chart (clinical.md section 10)", async () => {
    expect((await record("front_desk", { kind: "intake_contact", happenedOn: "2026-11-12", way: "not_reached", reason: "MARKER-REASON: the line was cut." })).status).toBe(200);
    expect((await record("clinician", { kind: "incident", happenedOn: "2026-11-19", reason: "MARKER-INCIDENT: a fall." })).status).toBe(200);
    const seen = async (role: string) => {
      const { text } = await ask(role, "GET", `/cases/${scene.caseId}/dates`);
      return ["not_reached", "MARKER-REASON", "MARKER-INCIDENT", '"incident"'].filter((one) => text.includes(one)).length;
    };
    expect([await seen("clinician"), await seen("supervisor")]).toEqual([4, 4]);
    // The words of both languages name no incident to those who may not record one; the front desk never reads again what it wrote.
    expect([await seen("administrator"), await seen("front_desk"), await seen("privacy_officer")]).toEqual([1, 1, 1]);
    // The database by itself: row-level security, without any handler.
    const rowsOf = (role: string) => acting(scene.place, people.get(role)!, (tx) => row<{ dates: number; incidents: number; reasons: number }>(tx, sql`select count(*) as dates, count(*) filter (where kind = 'incident') as incidents, (select count(*) from milestone_reasons) as reasons from case_milestones`));
    expect((await rowsOf("administrator"))!).toMatchObject({ incidents: 0, reasons: 0 });
    expect((await rowsOf("spare"))!).toMatchObject({ dates: 0, reasons: 0 });
    expect((await rowsOf("clinician"))!).toMatchObject({ incidents: 1 });
    expect((await rowsOf("clinician"))!.reasons).toBeGreaterThan(2);
    await expect(acting(scene.place, people.get("administrator")!, (tx) => sql`insert into case_milestones (agency_id, id, case_id, class, kind, happened_on, recorded_at) values (${tx.actor.agencyId}, gen_random_uuid(), ${scene.caseId}, 'child_chart', 'incident', '2026-11-19', ${tx.now})`.execute(tx))).rejects.toThrow(/row-level security/);
    await expect(operatorDoes(scene, (tx) => sql`insert into case_milestones (agency_id, id, case_id, class, kind, happened_on, recorded_at) values (${tx.actor.agencyId}, gen_random_uuid(), ${scene.caseId}, 'service', 'incident', '2026-11-19', ${tx.now})`.execute(tx))).rejects.toThrow(/check constraint/);
  });

  it("are owed work of whoever has the case, late ones today", async () => {
    const owed = async (role: string) => ((await ask(role, "GET", "/day")).body as Outputs["day"]["today"]).owed.filter((one) => one.kind.startsWith("deadline"));
    expect(await owed("clinician")).toEqual([expect.objectContaining({ kind: "deadline_late", weight: "today", caseId: scene.caseId, record: "intake", about: "A face-to-face intake within seven calendar days after enrollment." })]);
    expect(await owed("spare")).toEqual([]);
    await record("clinician", { kind: "intake", happenedOn: "2026-11-16" });
    expect(await owed("clinician")).toEqual([]);
  });
});

describe("the room (A1–A14)", () => {
  it("shows every clause and timer of the versions in force, those not encoded with why, drafts as drafts", async () => {
    const { rows, notEncoded, policies } = await room("administrator");
    expect(policies.map((one) => one.policy)).toEqual(["dc-mhrs", "cpp-model"]);
    expect(rows.filter((one) => one.kind === "timer").length).toBe(13);
    expect(new Set(rows.map((one) => one.subject))).toEqual(new Set(["case", "session", "team"]));
    expect(rows.filter((one) => one.status === "draft").every((one) => one.state === "draft" || one.state === "closed")).toBe(true);
    expect(notEncoded.length).toBeGreaterThan(5);
    const filtered = (await room("administrator", "?policy=cpp-model")).rows;
    expect(new Set(filtered.map((one) => one.policy))).toEqual(new Set(["cpp-model"]));
  });

  it("says of an incident's timer that it is closed, where the chart is", async () => {
    expect(await rowOf("administrator", "incident-report")).toMatchObject({ closed: 1, applies: 0, state: "closed" });
    expect(await rowOf("supervisor", "incident-report")).toMatchObject({ closed: 0, applies: 1, state: "draft" });
    expect((await ask("administrator", "GET", "/compliance/behind?policy=dc-mhrs&rule=incident-report&subject=case")).body).toMatchObject({ behind: [], total: 0 });
  });

  it("counts what clauses came to for cases, without a word of the chart", async () => {
    // A second family, whose chart says nothing: each case is judged by its own.
    await operatorDoes(scene, (tx) => openCase(tx, { referralId: null, child: { givenName: "Wren", familyName: "Made-Up", birthDate: "2019-01-01", language: "en" }, caregivers: [], clinicianId: null }));
    expect(await rowOf("administrator", "age")).toMatchObject({ applies: 2, counts: { met: 1, not_met: 1 }, state: "not_met" });
    expect(await rowOf("administrator", "diagnosis")).toMatchObject({ applies: 2, counts: { unknown: 2 }, state: "unknown" });
    await ask("clinician", "POST", `/cases/${scene.caseId}/diagnoses`, { code: "F43.10", foundOn: "2026-11-20" });
    expect(await rowOf("administrator", "diagnosis")).toMatchObject({ counts: { met: 1, unknown: 1 }, state: "unknown" });
    const behind = await ask("administrator", "GET", "/compliance/behind?policy=dc-mhrs&rule=diagnosis&subject=case");
    expect(behind.body.behind).toEqual([expect.objectContaining({ who: "Wren Made-Up", result: "unknown", verdict: "no" }), expect.objectContaining({ caseId: scene.caseId, who: "Robin Made-Up", result: "met", verdict: "unknown" })]);
    expect(behind.text).not.toContain("F43");
    // What the reader does not see is not asked about.
    expect(await rowOf("auditor", "diagnosis")).toMatchObject({ applies: 0 });
    expect((await ask("auditor", "GET", "/compliance/behind?policy=dc-mhrs&rule=diagnosis&subject=case")).body.total).toBe(0);
    for (const role of ["clinician", "front_desk", "biller"]) expect((await ask(role, "GET", "/compliance")).status, role).toBe(403);
  });

  it("counts signed sessions by what their kept decisions found, and drills to them page by page", async () => {
    for (let index = 0; index < 55; index++) {
      const { sessionId } = await newNote(scene, scene.clinician.staffId, "signed");
      await keepService(sessionId, index < 3 ? "not_met" : "met");
    }
    expect(await rowOf("administrator", "caregiver-participation", "session")).toMatchObject({ applies: 55, counts: { met: 52, not_met: 3 }, state: "not_met" });
    const list = async (more: string): Promise<Outputs["compliance"]["behind"]> => (await ask("administrator", "GET", `/compliance/behind?policy=dc-mhrs&rule=caregiver-participation&subject=session${more}`)).body;
    const missed = await list("&result=not_met");
    expect([missed.total, missed.behind.map((one) => one.result)]).toEqual([3, ["not_met", "not_met", "not_met"]]);
    expect(missed.behind[0]).toMatchObject({ who: "Robin Made-Up", clinician: scene.clinician.name, units: 4, verdict: "no" });
    const first = await list("");
    const second = await list(`&after=${encodeURIComponent(first.next!)}`);
    expect([first.behind.length, second.behind.length, second.next]).toEqual([50, 5, null]);
    expect(new Set([...first.behind, ...second.behind].map((one) => one.sessionId)).size).toBe(55);
  });

  it("refuses a rule that no policy has", async () => {
    expect((await ask("administrator", "GET", "/compliance/behind?policy=dc-mhrs&rule=nothing&subject=case")).body.fields[0].path).toBe("rule");
  });

  it("counts the months to the birthday that ends the service, and whether it comes before the planned end", async () => {
    const age = async () => (await ask("administrator", "GET", "/compliance/ages")).body.ages;
    expect(await age()).toEqual([expect.objectContaining({ childName: "Wren Made-Up", turnsOn: "2026-01-01", monthsLeft: -10 }), expect.objectContaining({ caseId: scene.caseId, turnsOn: "2029-05-02", years: 7, monthsLeft: 29, plannedEnd: null, endsBefore: null })]);
    await record("clinician", { kind: "planned_end", happenedOn: "2029-05-02" });
    expect((await age())[1]).toEqual(expect.objectContaining({ plannedEnd: "2029-05-02", endsBefore: true }));
    expect((await ask("spare", "GET", "/compliance/ages")).body.ages).toEqual([]);
  });
});

describe("an exception for a while", () => {
  it("counts until its last day, is told to who runs the programme without its reason, and ends with one", async () => {
    const override = (until: string | null) => ask("supervisor", "POST", `/cases/${scene.caseId}/overrides`, { policy: "dc-mhrs", rule: "traumatic-event", reason: "MARKER-WHY: seen by two of us.", until });
    expect((await override("2026-11-19")).body.fields[0].path).toBe("until");
    const { overrideId } = (await override("2026-12-01")).body;
    const resultOn = async (on: string) => ((await ask("clinician", "GET", `/cases/${scene.caseId}/eligibility?on=${on}`)).body as Outputs["eligibility"]["decide"]).answers[0]!.decision.findings.find((one) => one.rule === "traumatic-event")!.result;
    expect([await resultOn("2026-12-01"), await resultOn("2026-12-02")]).toEqual(["overridden", "unknown"]);
    const told = await ask("administrator", "GET", "/compliance/overrides");
    expect(told.body.overrides).toEqual([expect.objectContaining({ overrideId, rule: "traumatic-event", until: "2026-12-01", state: "stands", byName: people.get("supervisor")!.name, why: null })]);
    expect(told.text).not.toContain("MARKER-WHY");
    expect((await ask("supervisor", "GET", "/compliance/overrides")).body.overrides[0].why.words).toContain("MARKER-WHY");
    const end = (role: string) => ask(role, "POST", `/cases/${scene.caseId}/overrides/${overrideId}/end`, { reason: "It is recorded now." });
    expect((await end("clinician")).status).toBe(403);
    expect((await end("administrator")).status).toBe(200);
    expect((await end("supervisor")).status).toBe(404);
    expect(await resultOn("2026-12-01")).toBe("unknown");
    expect((await ask("supervisor", "GET", "/compliance/overrides")).body.overrides[0]).toMatchObject({ state: "ended", endedBy: people.get("administrator")!.name, why: { ended: "It is recorded now." } });
  });

  it("is never made of age, participation or a signature", async () => {
    for (const rule of ["age", "caregiver-participation", "note-signed"]) expect((await ask("supervisor", "POST", `/cases/${scene.caseId}/overrides`, { policy: "dc-mhrs", rule, reason: "A reason that is long enough." })).status, rule).toBe(422);
  });
});

/** A service of a session with a kept decision in which one clause came out so. */
const keepService = (sessionId: string, result: "met" | "not_met") =>
  operatorDoes(scene, async (tx) => {
    const findings = [{ rule: "caregiver-participation", result }, { rule: "billing-units", result: "met" }];
    const made = await row<{ id: string }>(tx, sql`insert into decisions (agency_id, id, case_id, session_id, class, question, moment, policy, version, verdict, answer, decided_at)
      values (${tx.actor.agencyId}, gen_random_uuid(), ${scene.caseId}, ${sessionId}, 'service', 'session', 'signature', 'dc-mhrs', '2020-09-04', ${result === "met" ? "yes" : "no"}, ${JSON.stringify({ findings })}::jsonb, ${tx.now}) returning id`);
    await sql`insert into services (agency_id, session_id, case_id, decision_id, service_date, units, status, recorded_at) values (${tx.actor.agencyId}, ${sessionId}, ${scene.caseId}, ${made!.id}, ${tx.today}, 4, 'ready', ${tx.now})`.execute(tx);
  });
