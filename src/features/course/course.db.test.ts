import { sql } from "kysely";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { row } from "#database/actor.ts";
import { addAccount, insertSupervision } from "#features/account/store.ts";
import { nothingMore } from "#features/calendar/booking.contract.ts";
import { book } from "#features/calendar/booking.handlers.ts";
import { listStages, updateStage } from "#features/cases/store.ts";
import { findCase } from "#features/people/store.ts";
import { newResource, noAftercare } from "../../../test/access/courses.ts";
import { putScore } from "../../../test/access/measures.ts";
import { caseRevision, makeScene, newNote, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, type Outputs, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import type { StepCode } from "./steps.contract.ts";

// A course from its first step to its second beginning, and what each reader sees of it through both walls.

let server: TestServer;
let scene: Scene;
let others: Scene;
let supervisor: StaffActor;
const people = new Map<string, { accountId: string }>();
beforeAll(async () => {
  server = await startServer({ demo: "1", now: "2026-11-20T15:30:00Z" });
  scene = await makeScene(server, "ours");
  others = await makeScene(server, "others");
  supervisor = await makeStaff(scene.place, scene.agency, { roles: ["supervisor"] });
  for (const [name, account] of [["clinician", scene.clinician], ["spare", scene.spare], ["supervisor", supervisor]] as const) people.set(name, account);
  for (const role of ["administrator", "privacy_officer", "auditor", "front_desk"] as const) people.set(role, await makeStaff(scene.place, scene.agency, { roles: [role] }));
  await operatorDoes(scene, async (tx) => {
    await insertSupervision(tx, supervisor.staffId, scene.clinician.staffId, "2026-01-01");
    for (const [name, personId] of [["A", scene.adultA], ["B", scene.adultB]] as const) {
      const accountId = randomUUID();
      await addAccount(tx, { accountId, email: `adult-${name}@example.org`, passwordHash: "none", staffId: null, personId });
      people.set(name, { accountId });
    }
  });
});
afterAll(() => server.close());

let moment = 0;
async function ask(who: string, method: string, address: string, body?: unknown) {
  server.fresh.clock.set(new Date(Date.parse("2026-11-20T15:30:00Z") + ++moment * 1000).toISOString());
  return call(server, await scene.cookieOf(people.get(who)!), method, `/api${address.startsWith("/resources") ? "" : `/cases/${scene.caseId}`}${address}`, body);
}
const read = async (who = "clinician", query = ""): Promise<Outputs["course"]["get"]> => (await ask(who, "GET", `/course${query}`)).body;
const record = (step: StepCode, more: Record<string, unknown> = {}, who = "clinician") => ask(who, "POST", "/course/steps", { step, place: 0, state: "done", on: "2026-11-20", ...more });
const stepOf = async (step: StepCode, adultId: string | null) => (await read()).steps.find((one) => one.step === step && one.adultId === adultId)!;

describe("a course of treatment (D5-D7)", () => {
  it("keeps a checklist for each adult; what is recorded stays, and of two who record at once one is told", async () => {
    const { steps, adults } = await read();
    expect(adults.map((one) => one.personId).sort()).toEqual([scene.adultA, scene.adultB].sort());
    expect(steps.filter((one) => one.step === "need_and_hope").map((one) => [one.state, one.disclosure.class, one.disclosure.ownerPersonId === one.adultId])).toEqual([["open", "caregiver", true], ["open", "caregiver", true]]);
    const both = await Promise.all([record("need_and_hope", { adultId: scene.adultA, words: "MARKER-A-HOPE" }), record("need_and_hope", { adultId: scene.adultA, words: "Another." }, "supervisor")]);
    expect(both.map((one) => one.status).sort()).toEqual([200, 409]);
    expect((await record("need_and_hope", { adultId: scene.adultA, place: 1, words: "MARKER-A-HOPE, later" })).body).toEqual({ place: 2 });
    const now = await stepOf("need_and_hope", scene.adultA);
    expect([now.state, now.words, now.earlier.length]).toEqual(["done", "MARKER-A-HOPE, later", 1]);
    await record("need_and_hope", { adultId: scene.adultB, words: "MARKER-B-HOPE" });
  });

  it("refuses what does not fit: another's adult, a day to come, an answer of another step, what is read elsewhere", async () => {
    const wrong = async (step: StepCode, more: Record<string, unknown>) => {
      const answer = await record(step, more);
      return [answer.status, answer.body.fields?.[0]?.path];
    };
    expect(await wrong("need_and_hope", { adultId: others.adultA })).toEqual([400, "adultId"]);
    expect(await wrong("child_told", { on: "2026-11-21" })).toEqual([400, "on"]);
    expect(await wrong("child_history", { adultId: scene.adultA, answers: { risk: "none" } })).toEqual([400, "answers.risk"]);
    expect(await wrong("child_history", { adultId: scene.adultA })).toEqual([400, "answers.discussed"]);
    expect(await wrong("plan_signed", {})).toEqual([422, "step"]);
    expect(await wrong("child_measures", { words: "On paper." })).toEqual([400, "state"]);
    expect(await wrong("child_told", { sessionId: others.sessionId })).toEqual([400, "sessionId"]);
  });

  it("does a step of measures by its answers; by hand only where no instrument can be asked of this child, with what was done instead", async () => {
    const bornOn = (day: string) => operatorDoes(scene, (tx) => sql`update persons set birth_date = ${day} where id = (select child_id from cases where id = ${scene.caseId})`.execute(tx));
    await bornOn("1990-01-01");
    expect((await read()).measuresCanBeAsked).toBe(false);
    expect((await record("child_measures")).body.fields[0].path).toBe("words");
    expect((await record("child_measures", { words: "Told and drawn together." })).status).toBe(200);
    await bornOn("2022-05-02");
    expect((await read()).measuresCanBeAsked).toBe(true);
    await putScore(scene, { personId: scene.adultA, instrument: "ppsc", total: 9, answeredOn: "2026-11-20", about: "child" });
    expect(await stepOf("child_measures", null)).toMatchObject({ state: "done", from: "measures" });
    const again = await record("child_measures", { place: 1, state: "not_applicable", on: null, words: "None." });
    expect([again.status, again.body.fields[0].path]).toEqual([400, "step"]);
  });

  it("takes a step that a signed note ticks as done, on that day, in that session, of the class of that block", async () => {
    const { sessionId } = await newNote(scene, scene.clinician.staffId, "draft");
    await operatorDoes(scene, async (tx) => {
      await sql`insert into blocks (agency_id, id, case_id, session_id, section, class, owner_person_id, owner_staff_id, chips) values (${scene.agency.agencyId}, gen_random_uuid(), ${scene.caseId}, ${sessionId}, 'steps', 'relationship', ${scene.adultA}, ${scene.clinician.staffId}, ${JSON.stringify([{ code: "observed_together", detail: scene.adultA }])})`.execute(tx);
    });
    expect((await stepOf("observed_together", scene.adultA)).state).toBe("open");
    await operatorDoes(scene, (tx) => sql`update notes set status = 'signed', signed_at = ${tx.now}, signed_by = ${scene.clinician.staffId} where session_id = ${sessionId}`.execute(tx));
    expect(await stepOf("observed_together", scene.adultA)).toMatchObject({ state: "done", on: "2026-11-20", from: "note", sessionId });
    expect((await stepOf("observed_together", scene.adultB)).state).toBe("open");
  });

  it("G1 opens with a decision and shuts with a risk; a supervisor goes on with a reason that the family never reads", async () => {
    const gate = async () => ((await ask("clinician", "GET", "/gates")).body as Outputs["course"]["gates"]).findings[0]!;
    expect((await gate()).message).toMatch(/safety review/);
    await operatorDoes(scene, (tx) => sql`update safety_reviews set reviewed_at = ${tx.now} where case_id = ${scene.caseId}`.execute(tx));
    expect((await gate()).result).toBe("not_met");
    expect((await record("go_or_not", { adultId: scene.adultA, answers: { include_child: "no" } })).body.fields[0].path).toBe("answers.instead");
    expect((await record("go_or_not", { adultId: scene.adultA, answers: { include_child: "yes" } })).status).toBe(200);
    expect((await gate()).result).toBe("met");
    expect((await record("child_risk", { answers: { risk: "contact_denies" }, words: "MARKER-RISK" })).status).toBe(200);
    expect((await gate()).result).toBe("not_met");
    const move = async (who: string, reason = "") => ask(who, "POST", "/stage", { stage: 2, revision: await caseRevision(scene), reason });
    expect([(await move("clinician", "A reason that is long.")).status, (await move("supervisor", "MARKER-GATE-REASON, long enough.")).status]).toEqual([422, 200]);
  });

  it("books no session with adult and child while a risk stands: who treats hears why, the front desk only that it is not possible, a supervisor goes on with a reason", async () => {
    await operatorDoes(scene, (tx) => sql`insert into consents (agency_id, id, case_id, kind, signer_id, signed_name, words_version, language, answer, signed_at, valid_from) values (${scene.agency.agencyId}, gen_random_uuid(), ${scene.caseId}, 'treatment', ${scene.adultA}, 'Ana', '1', 'en', 'yes', ${tx.now}, ${tx.today})`.execute(tx));
    let day = 9;
    const booking = (who: string, more: Record<string, unknown> = {}) => ask(who, "POST", "/sessions", { kind: "dyadic", place: "home", modality: "in_person", clinicianId: scene.clinician.staffId, start: `2027-02-${++day}T10:00`, end: `2027-02-${day}T11:00`, personIds: [scene.adultA], ...more });
    expect((await booking("front_desk")).status).toBe(200);
    expect((await record("child_risk", { place: 1, answers: { risk: "contact_unaware" }, words: "MARKER-RISK" })).status).toBe(200);
    const told = await Promise.all((["front_desk", "administrator", "clinician"] as const).map((who) => booking(who)));
    expect(told.map((one) => [one.status, /risk|MARKER/i.test(one.text), one.body.fields ?? []])).toEqual([[422, false, []], [422, false, []], [422, true, []]]);
    expect([(await booking("clinician", { riskReason: "A reason that is long." })).status, (await booking("front_desk", { kind: "caregiver_alone" })).status]).toEqual([422, 200]);
    expect((await booking("supervisor")).body.fields[0].path).toBe("riskReason");
    expect([(await booking("supervisor", { riskReason: "MARKER-WENT-ON, seen weekly." })).status, (await booking("front_desk")).status]).toEqual([200, 200]);
    expect((await record("child_risk", { place: 2, answers: { risk: "contact_denies" }, words: "MARKER-RISK" })).status).toBe(200);
    expect((await booking("clinician")).status).toBe(422);
    expect((await record("child_risk", { place: 3, answers: { risk: "none" }, words: "MARKER-RISK" })).status).toBe(200);
    expect((await booking("clinician")).status).toBe(200);
  });

  it("holds both walls: each adult reads nothing here, others' own leave neither row nor gap, the risk is read by who treats", async () => {
    const words = ["MARKER-A-HOPE", "MARKER-B-HOPE", "MARKER-RISK"];
    const met = async (who: string) => {
      const { status, text } = await ask(who, "GET", "/course");
      return [status, words.filter((one) => text.includes(one))];
    };
    expect(await met("clinician")).toEqual([200, words]);
    expect(await met("supervisor")).toEqual([200, words]);
    for (const [who, status] of [["A", 403], ["B", 403], ["administrator", 403], ["privacy_officer", 404], ["auditor", 404], ["spare", 404]] as const) expect([who, ...(await met(who))]).toEqual([who, status, []]);
    await operatorDoes(scene, (tx) => sql`insert into audit_samples (agency_id, auditor_id, case_id, valid_from, valid_to) values (${scene.agency.agencyId}, ${(people.get("auditor") as StaffActor).staffId}, ${scene.caseId}, '2026-11-20', '2026-11-20')`.execute(tx));
    const sampled = await read("auditor");
    expect(new Set(sampled.steps.map((one) => one.disclosure.class))).toEqual(new Set(["child_chart", "relationship"]));
    expect(sampled.gates).toEqual([]);
    // The wall in the database says the same, also where an adult has a right to the child's record.
    const rowsOf = (personId: string) => acting(scene.place, { kind: "caregiver", agencyId: scene.agency.agencyId, timeZone: scene.agency.timeZone, personId, accountId: personId, name: "x" }, (tx) =>
      row<{ steps: string[]; exceptions: number }>(tx, sql`select (select coalesce(array_agg(distinct words order by words) filter (where words <> ''), '{}') from course_steps) as steps, (select count(*) from stage_exceptions) as exceptions`));
    const ofA = await rowsOf(scene.adultA);
    expect([ofA!.steps.includes("MARKER-A-HOPE, later"), ofA!.steps.some((one) => /MARKER-B|RISK/.test(one)), ofA!.exceptions]).toEqual([true, false, 1]);
    expect(await rowsOf(scene.adultB)).toEqual({ steps: ["MARKER-B-HOPE"], exceptions: 0 });
  });

  it("sends a family elsewhere, for one adult of that adult's own, and asks until something closes it", async () => {
    const { resourceId } = await newResource(scene);
    const refer = async (more: Record<string, unknown>) => ask("clinician", "POST", "/referrals-out", { resourceId, reason: "Food.", referredOn: "2026-11-20", release: "not_needed", ...more });
    const { referralId } = (await refer({ personId: scene.adultB, reason: "MARKER-B-REFERRAL" })).body;
    expect([(await refer({ resourceId: (await newResource(others)).resourceId })).status, (await refer({ personId: others.adultA })).body.fields[0].path]).toEqual([400, "personId"]);
    expect((await ask("auditor", "GET", "/referrals-out")).text).not.toContain("MARKER-B-REFERRAL");
    const heard = () => ask("clinician", "POST", `/referrals-out/${referralId}/answers`, { place: 0, outcome: "taken_up", heardOn: "2026-11-20" });
    expect([(await heard()).status, (await heard()).status]).toEqual([200, 409]);
    expect(((await ask("clinician", "GET", "/referrals-out")).body as Outputs["resources"]["referrals"]).referrals[0]).toMatchObject({ state: "closed", disclosure: { class: "caregiver", ownerPersonId: scene.adultB } });
    const change = (revision: number) => ask("administrator", "PUT", `/resources/${resourceId}`, { name: "A pantry", kind: "food", revision, inUse: false });
    expect([(await change(1)).status, (await change(1)).status, (await refer({})).body.fields[0].path]).toEqual([200, 409, "resourceId"]);
  });

  it("writes what comes after for the family: read and printed by an adult with a right to the record, by no other", async () => {
    const write = (place: number, changes: string) => ask("clinician", "POST", "/aftercare", { language: "es", place, ...noAftercare, changes });
    expect([(await write(0, "Duerme.")).status, (await write(0, "Otra vez.")).status, (await write(1, "Duerme y juega.")).status]).toEqual([200, 409, 200]);
    expect(((await ask("A", "GET", "/aftercare")).body as Outputs["course"]["aftercare"]).plans.map((one) => one.changes)).toEqual(["Duerme y juega."]);
    expect(((await ask("B", "GET", "/aftercare")).body as Outputs["course"]["aftercare"]).plans).toEqual([]);
    const paper = async (who: string, language: string) => {
      const { status, text } = await ask(who, "GET", `/aftercare/paper?language=${language}`);
      return [status, text.startsWith("%PDF-")];
    };
    expect([await paper("A", "es"), await paper("A", "en"), await paper("B", "es")]).toEqual([[200, true], [404, false], [404, false]]);
    expect((await ask("clinician", "GET", `/course/letters/${scene.adultB}?language=en`)).text.startsWith("%PDF-")).toBe(true);
  });

  it("takes two changes of the stage at one moment, one after the other", async () => {
    const moved = await acting(scene.place, scene.clinician, async (tx) => {
      const before = (await listStages(tx, scene.caseId)).length;
      const first = await updateStage(tx, scene.caseId, 3, (await findCase(tx, scene.caseId))!.revision);
      await updateStage(tx, scene.caseId, 2, first!.revision);
      return (await listStages(tx, scene.caseId)).slice(before).map((one) => one.stage);
    });
    expect(moved).toEqual([3, 2]);
  });

  it("closes with what was to come, and opens again with another course whose checklist is new; the former stays", async () => {
    await operatorDoes(scene, (tx) => sql`update sessions s set status = 'cancelled' where case_id = ${scene.caseId} and not exists (select from notes n where n.session_id = s.id and n.status = 'signed')`.execute(tx));
    await operatorDoes(scene, (tx) => sql`update cases set stage = 1 where id = ${scene.caseId}`.execute(tx));
    await acting(scene.place, scene.clinician, (tx) => book(tx, { caseId: scene.caseId, kind: "dyadic", place: "home", ...nothingMore, modality: "in_person", clinicianId: scene.clinician.staffId, start: "2026-11-27T10:00", end: "2026-11-27T11:00", personIds: [scene.adultA], whenNotCounting: "book", seenDays: [] }, { services: server.services, language: "en" }));
    const close = async (reasons: unknown[], who = "clinician") => ask(who, "POST", "/course/close", { revision: await caseRevision(scene), initiator: "family", manner: "dropped", change: 4, prognosis: "fair", transferred: false, reasons });
    expect((await close([{ reason: "adult_jail" }])).body.fields[0].path).toBe("reasons.0.personId");
    const closed = await close([{ reason: "transport" }, { reason: "adult_jail", personId: scene.adultB }]);
    expect(closed.body).toEqual({ closedOn: "2026-11-20", cancelledSessions: 1 });
    const left = await operatorDoes(scene, (tx) => row(tx, sql`select (select count(*) from measure_requests where case_id = ${scene.caseId} and status in ('sent', 'started')) as requests, (select count(*) from messages where case_id = ${scene.caseId} and status = 'queued') as messages, (select count(*) from case_milestones where case_id = ${scene.caseId} and kind = 'discharged') as discharged`));
    expect(left).toEqual({ requests: 0, messages: 0, discharged: 1 });
    expect([(await record("child_told")).status, (await ask("auditor", "GET", "/course/ending")).text.includes("adult_jail")]).toEqual([422, false]);
    expect([(await read()).may, (await read("auditor")).may]).toEqual([["reopen"], []]);
    const reopen = async () => ask("clinician", "POST", "/course/reopen", { revision: await caseRevision(scene) });
    expect([(await reopen()).body, (await reopen()).status]).toEqual([{ course: 2 }, 422]);
    const now = await read();
    expect([now.course.number, now.stage, now.courses.length, now.steps.filter((one) => one.from === "record").length]).toEqual([2, 1, 2, 0]);
    expect((await read("clinician", "?course=1")).steps.find((one) => one.step === "need_and_hope" && one.adultId === scene.adultA)!.words).toContain("MARKER-A-HOPE");
    expect((await ask("clinician", "GET", "/course?course=3")).status).toBe(404);
  });
});
