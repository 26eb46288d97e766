import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { row } from "#database/actor.ts";
import { addAccount, insertSupervision } from "#features/account/store.ts";
import { listAuthorities } from "#features/people/store.ts";
import { madeUpObjective, newPlan } from "../../../test/access/plans.ts";
import { caseRevision, makeScene, newDocument, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, type Outputs, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { randomUUID } from "node:crypto";

// The plan of care from its first letter to its second version, and what each reader sees of it through both walls.

let server: TestServer;
let scene: Scene;
let others: Scene;
const people = new Map<string, { accountId: string }>();
let supervisor: StaffActor;
let authorityOfB: string;
beforeAll(async () => {
  server = await startServer({ demo: "1", now: "2026-11-20T15:00:00Z" });
  scene = await makeScene(server, "ours");
  others = await makeScene(server, "others");
  for (const role of ["administrator", "privacy_officer", "auditor"] as const) people.set(role, await makeStaff(scene.place, scene.agency, { roles: [role] }));
  supervisor = await makeStaff(scene.place, scene.agency, { roles: ["supervisor"] });
  people.set("supervisor", supervisor);
  people.set("clinician", scene.clinician);
  people.set("spare", scene.spare);
  await operatorDoes(scene, async (tx) => {
    await insertSupervision(tx, supervisor.staffId, scene.clinician.staffId, "2026-01-01");
    authorityOfB = (await listAuthorities(tx, scene.caseId)).find((one) => one.holderId === scene.adultB)!.authorityId;
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
  server.fresh.clock.set(new Date(Date.parse("2026-11-20T15:00:00Z") + ++moment * 1000).toISOString());
  return call(server, await scene.cookieOf(people.get(who)!), method, `/api/cases/${scene.caseId}${address}`, body);
}
const read = async (who = "clinician"): Promise<Outputs["plan"]["get"]> => (await ask(who, "GET", "/plan")).body;
const text = async (planId: string, authorityId: string | null): Promise<Outputs["plan"]["text"]> => (await ask("clinician", "GET", `/plans/${planId}/text?language=en${authorityId === null ? "" : `&authorityId=${authorityId}`}`)).body;
const gateThree = async () => {
  const { findings, mayDecide } = (await ask("clinician", "GET", "/gates")).body as Outputs["course"]["gates"];
  return [findings.find((one) => one.clause === "G3")?.result, mayDecide];
};
const sign = async (who: string, planId: string, part: string, more: Record<string, unknown> = {}) => {
  const authorityId = part === "caregiver" ? ((more.authorityId as string | undefined) ?? scene.authorityId) : null;
  return ask(who, "POST", `/plans/${planId}/signatures`, { part, way: "here", signedName: "Somebody", signedOn: "2026-11-20", language: "en", textHash: (await text(planId, authorityId)).textHash, ...more, authorityId });
};
const ofDyad = (adult: string, words: string) => madeUpObjective(randomUUID(), { ownerPersonId: adult, goal: "e", words });

let planId: string;
let objectives: ReturnType<typeof madeUpObjective>[];

describe("a plan of care (A1, G3)", () => {
  it("gate G3, as G1 does, asks a supervisor for the reason before the first stage is left, and nobody else may decide", async () => {
    const revision = () => caseRevision(scene);
    const move = async (who: string, stage: number, reason = "") => ask(who, "POST", "/stage", { stage, revision: await revision(), reason });
    const refused = await move("clinician", 2, "A reason that is long enough.");
    expect([refused.status, refused.body.findings]).toEqual([422, ["G1", "G3"].map((clause) => expect.objectContaining({ clause, result: "not_met", severity: "warn" }))]);
    expect([(await move("supervisor", 2)).status, (await move("supervisor", 2, "Short")).body.fields[0].path]).toEqual([400, "reason"]);
    expect((await move("supervisor", 2, "The court asks for a start this week.")).status).toBe(200);
    // Treatment under way is not stopped.
    expect((await move("clinician", 3)).status).toBe(200);
    expect((await move("clinician", 1)).status).toBe(200);
    expect(await operatorDoes(scene, (tx) => row(tx, sql`select stage, array_agg(gate order by gate) as gates, decided_by as by from stage_exceptions group by stage, decided_by`))).toEqual({ stage: 2, gates: ["G1", "G3"], by: supervisor.staffId });
  });

  it("is drafted with one draft at a time, saved as typed, and both versions stay where two save", async () => {
    const begun = await ask("clinician", "POST", "/plans", {});
    planId = begun.body.planId;
    expect([begun.status, (await ask("supervisor", "POST", "/plans", {})).status]).toEqual([200, 409]);
    objectives = [madeUpObjective(randomUUID()), ofDyad(scene.adultA, "OF-ADULT-A"), ofDyad(scene.adultB, "OF-ADULT-B")];
    const save = (body: Record<string, unknown>, who = "clinician") => ask(who, "PUT", `/plans/${planId}`, { revision: 1, goals: [], objectives, ...body });
    const half = { ...objectives[0]!, words: "", goal: null, reviewOn: null, interventions: [] };
    expect((await save({ objectives: [half] })).body.revision).toBe(2);
    const late = await save({}, "supervisor");
    expect([late.status, late.body.code]).toEqual([409, "changed_meanwhile"]);
    expect((await ask("clinician", "POST", `/plans/${planId}/fix`, { revision: 2 })).body.fields.map((one: { path: string }) => one.path)).toEqual(["goal", "words", "interventions", "reviewOn"].map((key) => `objectives.0.${key}`));
    expect((await save({ revision: 2 })).body.revision).toBe(3);
    expect((await read()).plans[0]!.objectives.map((one) => [one.words, one.disclosure.class, one.disclosure.ownerPersonId])).toEqual([["Sleeps through the night.", "child_chart", null], ["OF-ADULT-A", "relationship", scene.adultA], ["OF-ADULT-B", "relationship", scene.adultB]]);
  });

  it("takes no measure of an adult's own, no adult of another family, no goal of another plan", async () => {
    const wrong = async (more: Record<string, unknown>) => (await ask("clinician", "PUT", `/plans/${planId}`, { revision: 3, goals: [], objectives: [{ ...objectives[0]!, ...more }] })).body.fields[0].path;
    expect([await wrong({ measure: "phq-9", value: 5, direction: "at_most" }), await wrong({ measure: "no-such", value: 5, direction: "at_most" })]).toEqual(["objectives.0.measure", "objectives.0.measure"]);
    expect([await wrong({ ownerPersonId: others.adultA }), await wrong({ goal: randomUUID() })]).toEqual(["objectives.0.ownerPersonId", "objectives.0.goal"]);
  });

  it("takes a retired measure only where a plan has it already", async () => {
    const target = (place: number, measure: string) => ({ ...objectives[place]!, measure, value: 5, direction: "at_most" });
    const refused = async () => (await ask("clinician", "PUT", `/plans/${planId}`, { revision: 3, goals: [], objectives: [target(0, "ppsc"), target(1, "phq-9")] })).body.fields.map((one: { path: string }) => one.path);
    expect(await refused()).toEqual(["objectives.1.measure"]);
    expect((await call(server, await scene.cookieOf(people.get("administrator")!), "POST", "/api/instruments/ppsc/retirement", { language: null, from: "2026-11-20", reason: "No longer used here." })).status).toBe(200);
    expect(await refused()).toEqual(["objectives.0.measure", "objectives.1.measure"]);
    const written = (measure: string | null) => server.fresh.asOwner((client) => client.query("update dyad.plan_objectives set measure = $1, measure_value = $2, direction = $3 where plan_id = $4 and id = $5", [measure, measure === null ? null : 5, measure === null ? null : "at_most", planId, objectives[0]!.objectiveId]));
    await written("ppsc");
    expect(await refused()).toEqual(["objectives.1.measure"]);
    await written(null);
  });

  it("is signed under the very text that was shown, each in the own part, and approved with the last of three", async () => {
    expect((await sign("clinician", planId, "caregiver")).status).toBe(422);
    expect((await ask("clinician", "POST", `/plans/${planId}/fix`, { revision: 3 })).body).toEqual({ fixedOn: "2026-11-20" });
    const [ofA, ofB, ofStaff] = [await text(planId, scene.authorityId), await text(planId, authorityOfB), await text(planId, null)];
    expect([ofA, ofB, ofStaff].map((one) => ["OF-ADULT-A", "OF-ADULT-B"].map((words) => JSON.stringify(one.lines).includes(words)))).toEqual([[true, false], [false, true], [true, true]]);
    expect((await sign("clinician", planId, "caregiver", { textHash: ofB.textHash })).status).toBe(409);
    expect((await sign("clinician", planId, "caregiver", { way: "paper" })).body.fields[0].path).toBe("documentId");
    expect((await sign("clinician", planId, "caregiver", { signedOn: "2026-11-19" })).body.fields[0].path).toBe("signedOn");
    expect((await ask("clinician", "POST", `/plans/${planId}/attempts`, { attemptedOn: "2026-11-20", reason: "MARKER-ATTEMPT" })).status).toBe(200);
    const documentId = await newDocument(scene, { caseId: scene.caseId });
    expect((await sign("clinician", planId, "caregiver", { way: "paper", documentId })).body).toEqual({ approvedOn: null });
    expect((await sign("clinician", planId, "caregiver")).status).toBe(409);
    expect([(await sign("supervisor", planId, "clinician")).status, (await sign("clinician", planId, "supervisor")).status]).toEqual([422, 422]);
    expect((await sign("clinician", planId, "clinician")).body).toEqual({ approvedOn: null });
    expect(await gateThree()).toEqual(["not_met", false]);
    expect((await sign("supervisor", planId, "supervisor")).body).toEqual({ approvedOn: "2026-11-20" });
    expect(await gateThree()).toEqual(["met", false]);
    expect((await sign("clinician", planId, "caregiver", { authorityId: authorityOfB })).status).toBe(422);
  });

  it("gives its days to the deadlines, so that nobody enters them twice (22-A DCMR §§ 3412.2, 3412.5)", async () => {
    const { timers } = (await ask("clinician", "GET", "/dates")).body as Outputs["compliance"]["dates"];
    const evidence = (name: string) => timers.find((one) => one.timer === name)?.evidence;
    expect(evidence("plan-review")).toEqual([{ event: "plan_approved", on: "2026-11-20" }]);
    expect(evidence("plan-unsigned")).toEqual([{ event: "plan_left_unsigned", on: "2026-11-20" }, { event: "plan_signature_attempted", on: "2026-11-20" }]);
  });

  it("is reviewed objective by objective, and the next version carries what stands open, never what was written", async () => {
    const line = (at: number, more: Record<string, unknown> = {}) => ({ objectiveId: objectives[at]!.objectiveId, rating: 1, words: `PROGRESS-${at}`, status: "open", ...more });
    const review = (progress: unknown[], outcome = "keeps") => ask("clinician", "POST", `/plans/${planId}/reviews`, { reviewedOn: "2026-11-20", why: "change", outcome, progress });
    expect((await review([line(0)])).body.fields[0].path).toBe("progress");
    expect((await review([line(0), line(1), line(1)])).body.fields[0].path).toBe("progress.2.objectiveId");
    const made = await review([line(0, { rating: 3, status: "reached" }), line(1), line(2)], "new_version");
    expect([made.status, made.body.draft === null]).toEqual([200, false]);
    const [draft, signed] = (await read()).plans;
    expect(draft!.objectives.map((one) => one.words)).toEqual(["OF-ADULT-A", "OF-ADULT-B"]);
    expect(JSON.stringify(draft)).not.toContain("PROGRESS");
    expect(signed!.objectives[0]!.standing).toEqual({ status: "reached", on: "2026-11-20" });
    expect((await review([line(0), line(1), line(2)])).body.fields[0].path).toBe("progress.0.objectiveId");
  });

  it("holds both walls: an adult reads the child's objectives by authority, the own dyad's always, never another's, and no draft", async () => {
    const words = ["Sleeps through", "OF-ADULT-A", "OF-ADULT-B", "PROGRESS-0", "PROGRESS-1", "PROGRESS-2", "MARKER-ATTEMPT"];
    const met = async (who: string) => {
      const { text: said } = await ask(who, "GET", "/plan");
      return words.filter((one) => said.includes(one));
    };
    expect(await met("clinician")).toEqual(words);
    expect(await met("supervisor")).toEqual(words);
    // A has authority for records, B has none: each only meets the own dyad, and neither why a signature was not got by the staff of others.
    expect(await met("A")).toEqual(["Sleeps through", "OF-ADULT-A", "PROGRESS-0", "PROGRESS-1"]);
    expect(await met("B")).toEqual(["OF-ADULT-B", "PROGRESS-2"]);
    expect([await met("administrator"), await met("privacy_officer"), await met("auditor")]).toEqual([[], [], []]);
    expect([(await read("A")).plans.map((one) => one.status), (await read("B")).plans.map((one) => one.status), (await ask("spare", "GET", "/plan")).status]).toEqual([["approved"], ["approved"], 404]);
    // B sees no signature of A, and A the own one.
    expect([(await read("A")).plans[0]!.signatures.length, (await read("B")).plans[0]!.signatures.length]).toEqual([1, 0]);
    const rowsOf = (who: StaffActor) => acting(scene.place, who, (tx) => row<{ plans: number; objectives: number; progress: number; reasons: number }>(tx, sql`select (select count(*) from plans) as plans, (select count(*) from plan_objectives) as objectives, (select count(*) from plan_progress) as progress, (select count(*) from plan_attempt_reasons) as reasons`));
    expect(await rowsOf(people.get("administrator") as StaffActor)).toMatchObject({ objectives: 0, progress: 0, reasons: 0 });
    expect(await rowsOf(scene.spare)).toEqual({ plans: 0, objectives: 0, progress: 0, reasons: 0 });
  });

  it("leaves as PDF in both languages for whoever may read it, as an export in the trail", async () => {
    for (const [who, query, status] of [["clinician", "kind=to_sign&language=en", 200], ["A", "kind=plain&language=es", 200], ["B", "kind=plain&language=en", 200], ["administrator", "kind=plain&language=en", 403], ["spare", "kind=plain&language=en", 404]] as const) {
      const answer = await ask(who, "GET", `/plans/${planId}/paper?${query}`);
      expect([who, answer.status, answer.text.startsWith("%PDF-")]).toEqual([who, status, status === 200]);
    }
    const exported = await operatorDoes(scene, (tx) => row<{ times: number }>(tx, sql`select count(*) as times from audit_entries where procedure = 'plan.paper' and action = 'export' and outcome = 'done'`));
    expect(exported!.times).toBe(3);
  });

  it("stands as it was fixed: the database itself refuses to change it, and nobody of another agency reaches it", async () => {
    const refused = (statement: ReturnType<typeof sql>) => expect(operatorDoes(scene, (tx) => statement.execute(tx))).rejects.toThrow(/never changed|permission denied/);
    await refused(sql`update plans set fixed_on = '2020-01-01' where id = ${planId}`);
    await refused(sql`delete from plan_objectives where plan_id = ${planId}`);
    await refused(sql`update plan_objectives set words = 'x' where plan_id = ${planId}`);
    await refused(sql`delete from plan_signatures`);
    await refused(sql`update plan_progress set words = 'x'`);
    expect((await ask("clinician", "PUT", `/plans/${planId}`, { revision: 3, goals: [], objectives: [] })).status).toBe(422);
    const theirs = await newPlan(others, "fixed");
    expect((await ask("clinician", "POST", `/plans/${theirs.planId}/attempts`, { attemptedOn: "2026-11-20", reason: "x" })).status).toBe(404);
  });
});
