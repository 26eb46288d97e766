import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addAccount } from "#features/account/store.ts";
import { openCase } from "#features/cases/handlers.ts";
import { approvePlan, fixPlan, insertPlan, replaceContent } from "#features/plan/store.ts";
import { insertPart, listPeople } from "#features/people/store.ts";
import { putSession } from "../../../test/access/content.ts";
import { madeUpObjective } from "../../../test/access/plans.ts";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, type Outputs, startServer, type TestServer } from "../../../test/access/server.ts";

// A note that names the plan's objectives, goes into the chart of a brother, and is added to; and what each reader sees of it.

let server: TestServer;
let scene: Scene;
let sessionId: string;
let brother: { personId: string; caseId: string };
let adultA: { accountId: string };
const ofChild = randomUUID();
const ofDyadB = randomUUID();
beforeAll(async () => {
  server = await startServer({ demo: "1", now: "2026-11-20T22:00:00Z" });
  scene = await makeScene(server, "ours");
  await operatorDoes(scene, async (tx) => {
    const plan = (await insertPlan(tx, scene.caseId))!;
    await replaceContent(tx, scene.caseId, plan.planId, { goals: [], objectives: [madeUpObjective(ofChild), madeUpObjective(ofDyadB, { ownerPersonId: scene.adultB, words: "OF-ADULT-B" })] }, new Map());
    await fixPlan(tx, plan.planId, plan.revision);
    await approvePlan(tx, plan.planId, tx.today);
    const opened = await openCase(tx, { referralId: null, child: { givenName: "Bruno", familyName: "Made-Up", birthDate: "2021-01-02", language: "en" }, caregivers: [], clinicianId: scene.clinician.staffId });
    brother = { caseId: opened.caseId, personId: (await listPeople(tx, opened.caseId)).find((one) => one.part === "child")!.personId };
    await insertPart(tx, { caseId: scene.caseId, personId: brother.personId, part: "sibling", kind: "sibling", livesWithChild: true, validFrom: "2026-01-01" });
    sessionId = await putSession(tx, scene.caseId, scene.clinician.staffId, 15);
    for (const [personId, part] of [[scene.adultB, "caregiver"], [brother.personId, "sibling"]] as const) await sql`insert into attendances (agency_id, session_id, person_id, case_id, part) values (${tx.actor.agencyId}, ${sessionId}, ${personId}, ${scene.caseId}, ${part})`.execute(tx);
    adultA = { accountId: randomUUID() };
    await addAccount(tx, { accountId: adultA.accountId, email: "ana@example.org", passwordHash: "none", staffId: null, personId: scene.adultA });
  });
});
afterAll(() => server.close());

const ask = async (who: { accountId: string }, method: string, address: string, body?: unknown) => call(server, await scene.cookieOf(who), method, `/api${address}`, body);
const note = async (who: { accountId: string } = scene.clinician): Promise<Outputs["notes"]["get"]> => (await ask(who, "GET", `/sessions/${sessionId}/note`)).body;
const recordFor = async (who: { accountId: string }): Promise<Outputs["cases"]["record"]> => (await ask(who, "GET", `/cases/${scene.caseId}/record`)).body;
const block = (section: string, more: Record<string, unknown> = {}) => ({ blockId: randomUUID(), section, class: "child_chart", ownerPersonId: null, words: "", chips: [], ...more });
let revision = 0;
async function save(...blocks: unknown[]) {
  const answer = await ask(scene.clinician, "PUT", `/sessions/${sessionId}/note`, { revision, heldFrom: "2026-11-20T10:00", heldTo: "2026-11-20T11:00", longerSessionReason: null, attendance: [], blocks });
  if (answer.status === 200) revision = answer.body.revision;
  return answer;
}

describe("a note names what it worked on (B2)", () => {
  it("offers the objectives of the plan, and refuses what is another adult's or another family's, with the place", async () => {
    expect((await note()).choices.filter((one) => one.section === "goals").map((one) => [one.words, one.disclosure.ownerPersonId])).toEqual([["Sleeps through the night.", null], ["OF-ADULT-B", scene.adultB]]);
    const wrong = async (...blocks: unknown[]) => (await save(...blocks)).body.fields?.[0]?.path;
    expect(await wrong(block("goals", { chips: [{ code: ofChild }, { code: ofDyadB }] }))).toBe("blocks.0.chips.1");
    expect(await wrong(block("goals"), block("goals", { class: "relationship", ownerPersonId: scene.adultA, chips: [{ code: ofDyadB }] }))).toBe("blocks.1.chips.0");
    expect(await wrong(block("siblings", { words: "x" }))).toBe("blocks.0.siblingId");
    expect(await wrong(block("siblings", { words: "x", siblingId: scene.adultA }))).toBe("blocks.0.siblingId");
    expect(await wrong(block("plan", { words: "x", siblingId: brother.personId }))).toBe("blocks.0.siblingId");
    expect(revision).toBe(0);
  });

  it("keeps 200,000 characters and gives them back as they were", async () => {
    const words = "ñ".repeat(100_000);
    expect((await save(block("plan", { words }), block("interventions", { words }))).status).toBe(200);
    expect((await note()).blocks.map((one) => one.words === words)).toEqual([true, true]);
  });

  it("stands in the brother's own chart, and is counted once", async () => {
    const goals = [block("goals", { chips: [{ code: ofChild, detail: "some" }] }), block("goals", { class: "relationship", ownerPersonId: scene.adultB, chips: [{ code: ofDyadB }] })];
    expect((await save(...goals, block("siblings", { words: "FOR-THE-BROTHER", siblingId: brother.personId }))).status).toBe(200);
    const signed = await ask(scene.clinician, "POST", `/sessions/${sessionId}/note/sign`, { revision });
    expect(signed.status).toBe(200);
    const charts = await Promise.all([scene.caseId, brother.caseId].map(async (caseId) => JSON.stringify((await ask(scene.clinician, "GET", `/cases/${caseId}/record`)).body).includes("FOR-THE-BROTHER")));
    expect(charts).toEqual([false, true]);
    const services = await operatorDoes(scene, (tx) => sql<{ case_id: string }>`select case_id from services where session_id = ${sessionId}`.execute(tx));
    expect(services.rows.map((one) => one.case_id)).toEqual([scene.caseId]);
  });

  it("shows an adult with the right to the child's chart that chart's goal, and of the other adult's and the brother's nothing", async () => {
    const seen = JSON.stringify(await recordFor(adultA));
    expect(seen).toContain(ofChild);
    expect(seen).not.toMatch(new RegExp(`OF-ADULT-B|FOR-THE-BROTHER|${ofDyadB}`));
  });

  it("takes an addendum to an addendum, of the same class as what it adds to", async () => {
    const first = (await note()).blocks.find((one) => one.disclosure.class === "relationship")!;
    const add = async (amendsBlockId: string, words: string) => (await ask(scene.clinician, "POST", `/sessions/${sessionId}/note/addenda`, { amendsBlockId, words })).body.blockId as string;
    const second = await add(first.blockId, "ADDED");
    const third = await add(second, "ADDED-AGAIN");
    const { blocks } = await note();
    expect([second, third].map((id) => blocks.find((one) => one.blockId === id)!).map((one) => [one.amendsBlockId, one.disclosure.class, one.disclosure.ownerPersonId])).toEqual([[first.blockId, "relationship", scene.adultB], [second, "relationship", scene.adultB]]);
    expect(JSON.stringify(await recordFor(adultA))).not.toContain("ADDED");
  });
});
