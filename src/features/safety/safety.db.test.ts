import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rows } from "#database/actor.ts";
import { insertSupervision } from "#features/account/store.ts";
import { writeLetter } from "#features/messages/judging.jobs.ts";
import { findMessage } from "#features/messages/store.ts";
import { adultAccount, makeScene, newNote, newReview, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, type Outputs, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { escalate } from "./jobs.ts";
import { emptyPlan } from "./plans.rules.ts";
import { emptyReport } from "./report.rules.ts";

// Safety from end to end: who is called in the night, what an adult keeps for herself, what stays in its compartment, and
// whom an authority no longer opens the chart to.

let server: TestServer;
let scene: Scene;
const people = new Map<string, { accountId: string }>();
const staff = new Map<string, StaffActor>();
const hours = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: "08:30", to: "17:30" }));
const at = (moment: string) => server.fresh.clock.set(moment);
const ask = async (who: string, method: string, address: string, body?: unknown) => call(server, await scene.cookieOf(people.get(who)!), method, `/api${address}`, body);

beforeAll(async () => {
  server = await startServer({ demo: "1", now: "2026-11-20T15:00:00Z" });
  scene = await makeScene(server, "ours");
  for (const role of ["supervisor", "administrator", "privacy_officer", "auditor", "front_desk"] as const) staff.set(role, await makeStaff(scene.place, scene.agency, { roles: [role], language: role === "supervisor" ? "es" : "en" }));
  staff.set("clinician", scene.clinician).set("other", scene.spare).set("stranger", await makeStaff(scene.place, scene.agency));
  for (const [name, actor] of staff) people.set(name, actor);
  people.set("A", await adultAccount(scene, scene.adultA)).set("B", await adultAccount(scene, scene.adultB));
  await operatorDoes(scene, (tx) => insertSupervision(tx, staff.get("supervisor")!.staffId, scene.clinician.staffId, "2026-01-01"));
});
afterAll(() => server.close());

describe("an alert in the night (B13)", () => {
  const look = (reviewId: string) => escalate(server.services, { agencyId: scene.agency.agencyId, id: reviewId });
  const alerts = async (who: string) => ((await ask(who, "GET", "/alerts")).body as Outputs["safety"]["alerts"]["list"]).alerts;
  const steps = (reviewId: string) => operatorDoes(scene, (tx) => rows<{ staff_id: string; stands_as: string }>(tx, sql`select staff_id, stands_as from alert_steps where alert_id = ${reviewId} order by place`));

  it("goes to whoever is on call, then to the supervisor and the administrator, until somebody takes it on; and stays open until it is reviewed", async () => {
    at("2026-11-20T20:00:00Z"); // 15:00 in New York
    expect((await ask("clinician", "PUT", "/on-call/settings", { hours, holidays: [], escalateAfterMinutes: 15, writtenReportHours: 48 })).status).toBe(403);
    expect((await ask("administrator", "PUT", "/on-call/settings", { hours: [{ weekday: 1, from: "09:00", to: "08:00" }], holidays: [], escalateAfterMinutes: 15, writtenReportHours: null })).body.fields[0].path).toBe("hours.0.to");
    expect((await ask("administrator", "PUT", "/on-call/settings", { hours, holidays: [], escalateAfterMinutes: 15, writtenReportHours: 48 })).status).toBe(200);
    const turn = (staffId: string, startsAt: string, endsAt: string) => ask("administrator", "POST", `/on-call/staff/${staffId}/turns`, { startsAt, endsAt, phone: "2025550142" });
    expect((await turn(staff.get("front_desk")!.staffId, "2026-11-20T17:30", "2026-11-23T08:30")).body.fields[0].path).toBe("staffId");
    const [first, second] = await Promise.all([turn(scene.spare.staffId, "2026-11-20T17:30", "2026-11-21T08:30"), turn(scene.spare.staffId, "2026-11-20T20:00", "2026-11-21T09:00")]);
    expect([first.status, second.status].sort()).toEqual([200, 422]);
    const overview = (await ask("administrator", "GET", "/on-call")).body as Outputs["safety"]["onCall"]["get"];
    expect([overview.isOpen, overview.findings.some((one) => one.rule === "on-call-gap" && one.status === "local")]).toEqual([true, true]);
    expect(((await ask("clinician", "GET", "/on-call")).body as typeof overview).findings).toEqual([]);

    const reviewId = await newReview(scene);
    expect(await look(reviewId)).toBe("2026-11-20T22:30:00.000Z");
    expect((await ask("other", "GET", `/safety-reviews/${reviewId}`)).status).toBe(404);
    at("2026-11-21T02:00:00Z"); // 21:00
    // Two workers at once tell one person once.
    await Promise.all([look(reviewId), look(reviewId)]);
    expect(await steps(reviewId)).toEqual([{ staff_id: scene.spare.staffId, stands_as: "on_call" }]);
    expect((await ask("other", "GET", `/safety-reviews/${reviewId}`)).body).toMatchObject({ reviewId, call: "waits", steps: [{ standsAs: "on_call" }] });
    expect((await ask("other", "GET", "/day")).body.owed).toContainEqual(expect.objectContaining({ kind: "alert", weight: "blocking", who: "", caseId: null }));
    at("2026-11-21T02:14:00Z");
    expect(await look(reviewId)).toBe("2026-11-21T02:15:00.000Z");
    at("2026-11-21T02:15:00Z");
    await look(reviewId);
    at("2026-11-21T02:30:00Z");
    expect(await look(reviewId)).toBe("2026-11-21T02:45:00.000Z");
    expect((await steps(reviewId)).map((one) => one.stands_as)).toEqual(["on_call", "supervisor", "administrator"]);
    // Whoever runs the agency learns whom to call, and neither the family nor what it is about.
    expect(await alerts("administrator")).toEqual([{ alertId: reviewId, standsAs: "administrator", toldAt: "2026-11-21T02:30:00.000Z", clinicians: [scene.clinician.name], acknowledgedAt: null, acknowledgedByName: null, opens: "elsewhere" }]);
    expect((await ask("administrator", "GET", `/safety-reviews/${reviewId}`)).status).toBe(403);

    const sent = await operatorDoes(scene, async (tx) => {
      const found = await rows<{ id: string; staff_id: string; case_id: string | null; person_id: string | null }>(tx, sql`select id, staff_id, case_id, person_id from messages where kind = 'attention' order by queued_at`);
      return Promise.all(found.map(async (one) => ({ ...one, letter: await writeLetter(tx, server.services, (await findMessage(tx, one.id))!, { channel: "email", timeZone: tx.actor.timeZone }) })));
    });
    expect(sent.map((one) => [one.case_id, one.person_id])).toEqual([[null, null], [null, null], [null, null]]);
    expect(sent[0]!.letter.text).toBe("Hello,\n\nSomething waits for you in Dyad. Open it.\n\nhttp://dyad.test/app\n\nours\n");
    expect(sent[1]!.letter.text).toContain("Algo le espera en Dyad. Ábralo.");
    expect(((await ask("front_desk", "GET", "/outbox")).body as Outputs["messages"]["outbox"]).messages.some((one) => one.kind === "attention")).toBe(false);

    expect((await ask("front_desk", "POST", `/alerts/${reviewId}/acknowledge`, {})).status).toBe(403);
    expect((await ask("other", "POST", `/alerts/${randomUUID()}/acknowledge`, {})).status).toBe(404);
    const taken = await Promise.all([ask("other", "POST", `/alerts/${reviewId}/acknowledge`, {}), ask("supervisor", "POST", `/alerts/${reviewId}/acknowledge`, {})]);
    expect(taken.map((one) => [one.status, one.body.acknowledgedAt])).toEqual([[200, "2026-11-21T02:30:00.000Z"], [200, "2026-11-21T02:30:00.000Z"]]);
    at("2026-11-21T03:30:00Z");
    expect(await look(reviewId)).toBe(null);
    expect((await ask("other", "GET", `/safety-reviews/${reviewId}`)).body).toMatchObject({ call: "taken", reviewedAt: null });
    const note = { ideation: "no", plan: "no", means: "no", intent: "no", protective: "Family", childIsWith: "Aunt", actions: "Talked", supervisorNotified: true };
    expect((await ask("other", "POST", `/safety-reviews/${reviewId}/review`, note)).status).toBe(200);
    expect(await alerts("administrator")).toEqual([]);
    const trail = await operatorDoes(scene, (tx) => rows<{ details: Record<string, unknown> }>(tx, sql`select details from audit_entries where procedure = 'safety.escalate' order by at`));
    expect(trail.map((one) => one.details.standsAs)).toEqual(["on_call", "supervisor", "administrator"]);
    // The cover ends with the turn's last day.
    at("2026-11-22T15:00:00Z");
    expect((await ask("other", "GET", `/safety-reviews/${reviewId}`)).status).toBe(404);
    at("2026-11-20T15:00:00Z");
  });
});

describe("a safety plan is its adult's own", () => {
  it("is kept version by version, asked for again by a note, and shown to no family member", async () => {
    const list = async (who = "clinician") => (await ask(who, "GET", `/cases/${scene.caseId}/safety-plans`)).body as Outputs["safety"]["plans"]["list"];
    const begun = await Promise.all([ask("clinician", "POST", `/cases/${scene.caseId}/safety-plans`, { personId: scene.adultA }), ask("supervisor", "POST", `/cases/${scene.caseId}/safety-plans`, { personId: scene.adultA })]);
    expect(begun.map((one) => one.status).sort()).toEqual([200, 409]);
    const { safetyPlanId } = begun.find((one) => one.status === 200)!.body;
    expect((await ask("clinician", "POST", `/cases/${scene.caseId}/safety-plans`, { personId: randomUUID() })).status).toBe(400);
    expect((await ask("clinician", "POST", `/safety-plans/${safetyPlanId}/keep`, { revision: 1 })).status).toBe(422);
    const words = { ...emptyPlan, warningSigns: "my hands shake", childWords: "goes to the neighbour", codeWord: "lemon", childIn: "child_chart" };
    expect((await ask("clinician", "PUT", `/safety-plans/${safetyPlanId}`, { ...words, revision: 1 })).body.revision).toBe(2);
    expect((await ask("clinician", "PUT", `/safety-plans/${safetyPlanId}`, { ...words, revision: 1 })).status).toBe(409);
    const seenBy = (personId: string) => acting(scene.place, { kind: "caregiver", agencyId: scene.agency.agencyId, timeZone: scene.agency.timeZone, personId, accountId: personId, name: "" }, async (tx) => [await rows(tx, sql`select id from safety_plans`), await rows(tx, sql`select id from safety_plan_child_parts`)].map((one) => one.length));
    expect(await seenBy(scene.adultA)).toEqual([0, 0]);
    expect((await ask("clinician", "GET", `/safety-plans/${safetyPlanId}/paper`)).status).toBe(422);
    expect((await ask("clinician", "POST", `/safety-plans/${safetyPlanId}/keep`, { revision: 2 })).body.number).toBe(1);
    expect((await ask("clinician", "PUT", `/safety-plans/${safetyPlanId}`, { ...words, revision: 2 })).status).toBe(422);
    // A holds the records authority; B does not, and learns nothing.
    expect([await seenBy(scene.adultA), await seenBy(scene.adultB)]).toEqual([[1, 1], [0, 0]]);
    for (const who of ["A", "B", "front_desk", "administrator", "auditor", "privacy_officer"]) expect([who, (await ask(who, "GET", `/cases/${scene.caseId}/safety-plans`)).status, (await ask(who, "GET", `/safety-plans/${safetyPlanId}/paper`)).status]).toEqual([who, 403, 403]);
    expect((await ask("stranger", "GET", `/safety-plans/${safetyPlanId}/paper`)).status).toBe(404);
    const paper = await ask("clinician", "GET", `/safety-plans/${safetyPlanId}/paper`);
    expect([paper.status, paper.text.startsWith("%PDF-")]).toEqual([200, true]);
    const found = await list();
    expect([found.plans.length, found.plans[0]!.content.codeWord, found.childParts.map((one) => one.words), found.asks]).toEqual([1, "lemon", ["goes to the neighbour"], []]);

    // A note says that something new happened: the plan is due, for whoever treats the family and without a word of why on the first screen.
    at("2026-11-20T22:00:00Z");
    const { sessionId } = await newNote(scene, scene.clinician.staffId, "draft");
    await operatorDoes(scene, async (tx) => {
      await sql`update sessions set starts_at = '2026-11-20T20:00:00Z', ends_at = '2026-11-20T21:00:00Z' where id = ${sessionId}`.execute(tx);
      await sql`update blocks set section = 'safety', class = 'caregiver', owner_person_id = ${scene.adultA}, chips = '[{"code": "unsafe_contact"}]' where session_id = ${sessionId}`.execute(tx);
    });
    expect((await list()).asks).toEqual([]);
    await operatorDoes(scene, (tx) => sql`update notes set status = 'signed', signed_at = ${tx.now}, signed_by = ${scene.clinician.staffId} where session_id = ${sessionId}`.execute(tx));
    expect((await list()).asks).toMatchObject([{ personId: scene.adultA, why: "happened" }]);
    expect((await ask("clinician", "GET", "/day")).body.owed.filter((one: { kind: string }) => one.kind === "safety_plan_due")).toMatchObject([{ caseId: scene.caseId, who: "Robin Made-Up" }]);
    expect((await ask("clinician", "POST", `/safety-plans/${safetyPlanId}/looks`, { lookedOn: "2026-11-21", outcome: "stands", nextOn: null })).status).toBe(400);
    expect((await ask("clinician", "POST", `/safety-plans/${safetyPlanId}/looks`, { lookedOn: "2026-11-20", outcome: "stands", nextOn: "2026-11-25" })).status).toBe(200);
    expect((await list()).asks).toEqual([]);
    at("2026-11-25T15:00:00Z");
    expect((await list()).asks).toMatchObject([{ why: "day" }]);
    at("2026-11-20T15:00:00Z");
  });
});

describe("the compartment of reports", () => {
  it("holds a report for its reporter, the consulted supervisor and the privacy officer; closed, it changes no more", async () => {
    const { reportId } = (await ask("clinician", "POST", `/cases/${scene.caseId}/mandated-reports`, {})).body;
    const at404 = async (who: string) => (await ask(who, "GET", `/mandated-reports/${reportId}`)).status;
    expect(await Promise.all(["clinician", "privacy_officer", "supervisor", "other"].map(at404))).toEqual([200, 200, 404, 404]);
    expect((await ask("clinician", "POST", `/mandated-reports/${reportId}/close`, { revision: 1 })).body.fields.map((one: { path: string }) => one.path)).toContain("oralAt");
    const content = { ...emptyReport("Robin"), allegations: "a secret word", accounts: [{ how: "said", on: "2026-11-20", words: "b" }], danger: "no", knownAt: "2026-11-20T09:00", oralAt: "2026-11-20T09:30", oralAgency: "An agency", caregiverTold: "no", caregiverWords: "it would not be safe", supervisorId: staff.get("supervisor")!.staffId };
    expect((await ask("clinician", "PUT", `/mandated-reports/${reportId}`, { ...content, supervisorId: scene.spare.staffId, revision: 1 })).body.fields[0].path).toBe("supervisorId");
    expect((await ask("privacy_officer", "PUT", `/mandated-reports/${reportId}`, { ...content, revision: 1 })).status).toBe(403);
    expect((await ask("clinician", "PUT", `/mandated-reports/${reportId}`, { ...content, revision: 1 })).status).toBe(200);
    expect(await at404("supervisor")).toBe(200);
    expect((await ask("clinician", "POST", `/mandated-reports/${reportId}/addenda`, { words: "too early" })).status).toBe(422);
    expect((await ask("clinician", "POST", `/mandated-reports/${reportId}/close`, { revision: 2 })).status).toBe(200);
    expect((await ask("clinician", "PUT", `/mandated-reports/${reportId}`, { ...content, revision: 2 })).status).toBe(422);
    await expect(operatorDoes(scene, (tx) => sql`update mandated_reports set content = '{}' where id = ${reportId}`.execute(tx))).rejects.toMatchObject({ code: "42501" });
    const owed = async (who: string) => ((await ask(who, "GET", "/day")).body.owed as { kind: string; who: string; caseId: string | null; dueAt: string }[]).filter((one) => one.kind === "report_due");
    expect(await owed("clinician")).toMatchObject([{ who: "", caseId: null, dueAt: "2026-11-22T14:30:00.000Z" }]);
    expect(await owed("supervisor")).toEqual([]);
    expect((await ask("clinician", "POST", `/mandated-reports/${reportId}/written`, { on: "2026-11-20" })).status).toBe(200);
    expect((await ask("clinician", "POST", `/mandated-reports/${reportId}/addenda`, { words: "They called back." })).status).toBe(200);
    expect(await owed("clinician")).toEqual([]);
    expect((await ask("privacy_officer", "GET", `/mandated-reports/${reportId}`)).body).toMatchObject({ may: "read", addenda: [{ words: "They called back." }], disclosures: [{ recipient: "An agency", basis: "45 CFR 164.512(b)", disclosedAt: "2026-11-20T14:30:00.000Z" }] });
    // Nobody else meets a word or a count of it; the crawl of the marked demo walks every reading route beside this.
    for (const who of ["A", "B", "other", "front_desk", "administrator", "auditor"]) {
      for (const address of [`/cases/${scene.caseId}/record`, `/cases/${scene.caseId}/timeline`, `/cases/${scene.caseId}`, "/day", "/mandated-reports", "/incidents"]) {
        const answer = await ask(who, "GET", address);
        expect(`${who} ${address} ${answer.text}`).not.toMatch(/a secret word|report_due|reportId/);
      }
    }
    const incident = { sessionId: null, kind: "threat", severity: "minor", happenedAt: "2026-11-20T09:00", what: "Somebody shouted.", told: "", followUp: "" };
    expect((await ask("clinician", "POST", `/cases/${scene.caseId}/incidents`, { ...incident, happenedAt: "2026-11-20T23:00" })).status).toBe(400);
    expect((await ask("clinician", "POST", `/cases/${scene.caseId}/incidents`, { ...incident, sessionId: randomUUID() })).status).toBe(400);
    const { incidentId } = (await ask("clinician", "POST", `/cases/${scene.caseId}/incidents`, incident)).body;
    expect((await ask("supervisor", "GET", "/incidents")).body.incidents).toMatchObject([{ incidentId, may: "review" }]);
    expect((await ask("other", "GET", "/incidents")).body.incidents).toEqual([]);
    const reviewed = await Promise.all([ask("supervisor", "POST", `/incidents/${incidentId}/review`, { review: "Read." }), ask("privacy_officer", "POST", `/incidents/${incidentId}/review`, { review: "Read." })]);
    expect(reviewed.map((one) => one.status).sort()).toEqual([200, 409]);
  });

  it("keeps why somebody is not treated as a representative, whose authority opens no chart while it stands", async () => {
    const chart = async () => ((await ask("A", "GET", `/cases/${scene.caseId}/record`)).body.blocks as { disclosure: { class: string } }[]).filter((one) => one.disclosure.class === "child_chart").length;
    const before = await chart();
    expect(before).toBeGreaterThan(0);
    expect((await ask("clinician", "POST", `/cases/${scene.caseId}/representative-limits`, { personId: scene.adultA, reason: "short" })).status).toBe(400);
    const { limitId } = (await ask("clinician", "POST", `/cases/${scene.caseId}/representative-limits`, { personId: scene.adultA, reason: "A made-up belief that is reasonable." })).body;
    expect((await ask("clinician", "POST", `/cases/${scene.caseId}/representative-limits`, { personId: scene.adultA, reason: "A made-up belief once more." })).status).toBe(422);
    expect(await chart()).toBe(0);
    expect((await ask("A", "GET", `/cases/${scene.caseId}/representative-limits`)).status).toBe(403);
    const limits = async (who: string) => ((await ask(who, "GET", `/cases/${scene.caseId}/representative-limits`)).body as Outputs["safety"]["limits"]["list"]).limits;
    expect((await limits("front_desk"))[0]).toMatchObject({ personId: scene.adultA, grounds: null });
    expect((await limits("supervisor"))[0]!.grounds).toMatchObject({ may: ["review"] });
    expect((await ask("supervisor", "POST", `/representative-limits/${limitId}/review`, { review: "I agree with the reasons." })).status).toBe(200);
    expect((await ask("supervisor", "POST", `/representative-limits/${limitId}/review`, { review: "I agree with the reasons." })).status).toBe(409);
    expect((await ask("clinician", "POST", `/representative-limits/${limitId}/lift`, { reason: "It is no longer needed." })).status).toBe(200);
    expect(await chart()).toBe(before);
  });
});
