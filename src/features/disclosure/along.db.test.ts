import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { row } from "#database/actor.ts";
import { insertLifeEvent } from "#features/cases/store.ts";
import { putBlock, putSession, writeWords } from "../../../test/access/content.ts";
import { newPlan } from "../../../test/access/plans.ts";
import { adultAccount, makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { type Answer, call, startServer, type TestServer } from "../../../test/access/server.ts";
import type { StrandWork } from "#features/timeline/contract.ts";
import { makeStaff } from "../../../test/support/agency.ts";

// A clinician shows a family to one of its adults: the answer is the one that this adult would get, and no more.

let server: TestServer;
let scene: Scene;
let others: Scene;
const cookies = new Map<string, string>();
beforeAll(async () => {
  server = await startServer({ demo: "1", now: "2026-11-20T15:00:00Z" });
  scene = await makeScene(server, "ours");
  others = await makeScene(server, "others");
  const desk = await makeStaff(scene.place, scene.agency, { roles: ["front_desk"] });
  for (const [name, account] of [["clinician", scene.clinician], ["desk", desk], ["A", await adultAccount(scene, scene.adultA)], ["B", await adultAccount(scene, scene.adultB)]] as const) cookies.set(name, await scene.cookieOf(account));
  await operatorDoes(scene, async (tx) => {
    for (const [kind, ownerPersonId, part2] of [["caregiver", scene.adultA, false], ["caregiver", scene.adultB, false], ["relationship", scene.adultA, false], ["relationship", scene.adultB, false], ["caregiver", scene.adultA, true], ["psychotherapy_note", null, false]] as const) {
      const block = await putBlock(tx, scene.caseId, kind, { ownerPersonId, ownerStaffId: scene.clinician.staffId, part2 });
      await writeWords(tx, block, `${kind} of ${ownerPersonId === scene.adultA ? "A" : ownerPersonId === scene.adultB ? "B" : "nobody"}${part2 ? ", part 2" : ""}`);
    }
    await insertLifeEvent(tx, { caseId: scene.caseId, happensOn: "2026-09-14", kind: "court", label: "OF-THE-CHART" });
  });
  await newPlan(scene, "approved");
});
afterAll(() => server.close());

/** A held session whose note has one passage of some section, class and adult each; signed, or still a draft. */
async function newHeld(day: string, note: "signed" | "draft", passages: readonly [section: string, ofClass: "child_chart" | "relationship" | "caregiver" | "psychotherapy_note", adult: string | null, part2?: true][]) {
  await operatorDoes(scene, async (tx) => {
    const sessionId = await putSession(tx, scene.caseId, scene.clinician.staffId, 16);
    await sql`update sessions set status = 'held', starts_at = ${`${day}T16:00:00Z`}, ends_at = ${`${day}T17:00:00Z`} where id = ${sessionId}`.execute(tx);
    await sql`insert into notes (agency_id, session_id, case_id, author_id, status) values (${tx.actor.agencyId}, ${sessionId}, ${scene.caseId}, ${scene.clinician.staffId}, 'draft')`.execute(tx);
    for (const [section, ofClass, ownerPersonId, part2] of passages) {
      const block = await putBlock(tx, scene.caseId, ofClass, { ownerPersonId, ownerStaffId: scene.clinician.staffId, part2: part2 ?? false }, sessionId);
      await sql`update blocks set section = ${section} where id = ${block.id}`.execute(tx);
    }
    if (note === "signed") await sql`update notes set status = 'signed', signed_at = ${tx.now}, signed_by = ${scene.clinician.staffId} where session_id = ${sessionId}`.execute(tx);
  });
}

const ask = (who: string, part: string, adult: string | null): Promise<Answer> => call(server, cookies.get(who)!, "GET", `/api/cases/${scene.caseId}${part}${adult === null ? "" : `${part.includes("?") ? "&" : "?"}asAdultId=${adult}`}`);
const parts = ["", "/timeline", "/plan", "/record", "/record?class=caregiver"];

describe("reading along", () => {
  it.each(parts)("shows to adult A and to adult B what each would see alone: %s", async (part) => {
    const plain = await ask("clinician", part, null);
    for (const [name, personId] of [["A", scene.adultA], ["B", scene.adultB]] as const) {
      const [along, alone] = [await ask("clinician", part, personId), await ask(name, part, null)];
      expect([along.status, alone.status]).toEqual([200, 200]);
      // What only the adult's consent opens stays closed to the clinician, who is the one that asks.
      if (name === "A" && part.startsWith("/record")) alone.body.blocks = alone.body.blocks.filter((one: { disclosure: { part2: boolean } }) => !one.disclosure.part2);
      expect(along.body).toEqual(alone.body);
      expect(along.body).not.toEqual(plain.body);
    }
    // Nothing of the one that was asked before stays for the next.
    expect((await ask("clinician", part, null)).body).toEqual(plain.body);
  });

  it("leaves no word of the other adult, of the clinician's own and of Part 2", async () => {
    const words = async (adult: string) => (await ask("clinician", "/record", adult)).body.blocks.map((one: { words: string }) => one.words).filter((one: string) => one !== "Made up.").sort();
    expect([await words(scene.adultA), await words(scene.adultB)]).toEqual([["caregiver of A", "relationship of A"], ["caregiver of B", "relationship of B"]]);
    expect([(await ask("clinician", "/timeline", scene.adultA)).text.includes("OF-THE-CHART"), (await ask("clinician", "/timeline", scene.adultB)).text.includes("OF-THE-CHART")]).toEqual([true, false]);
  });

  it("B11-B13: shows the strands worked from the signed notes that the reader reads, and none to a family or to whoever reads along", async () => {
    await newHeld("2026-11-03", "signed", [["feelings", "relationship", scene.adultA], ["feelings", "caregiver", scene.adultB], ["plan", "child_chart", null], ["regulation", "caregiver", scene.adultA, true], ["feelings", "psychotherapy_note", null]]);
    await newHeld("2026-11-10", "draft", [["plan", "child_chart", null]]);
    const auditor = await makeStaff(scene.place, scene.agency, { roles: ["auditor"] });
    await operatorDoes(scene, (tx) => sql`insert into audit_samples (agency_id, auditor_id, case_id, valid_from, valid_to) values (${tx.actor.agencyId}, ${auditor.staffId}, ${scene.caseId}, '2026-11-01', '2026-12-31')`.execute(tx));
    cookies.set("auditor", await scene.cookieOf(auditor));
    const worked = async (who: string, adult: string | null = null) => (await ask(who, "/timeline", adult)).body.strands.map((one: StrandWork) => [one.strand, one.disclosure.class, one.disclosure.ownerPersonId, one.days]).toSorted();
    const feelings = (ofClass: string, owner: string) => ["emotional_process", ofClass, owner, { "2026-11-03": 1 }];
    const plan = ["procedural", "child_chart", null, { "2026-11-03": 1 }];
    expect(await worked("clinician")).toEqual([feelings("caregiver", scene.adultB), feelings("relationship", scene.adultA), plan]);
    expect(await worked("auditor")).toEqual([feelings("relationship", scene.adultA), plan]);
    for (const [who, adult] of [["desk", null], ["A", null], ["B", null], ["clinician", scene.adultA], ["clinician", scene.adultB]] as const) expect(await worked(who, adult), `${who} ${adult}`).toEqual([]);
  });

  it("is for clinicians, and for an adult who is with this family today; the trail names the adult", async () => {
    expect([(await ask("desk", "", scene.adultA)).status, (await ask("A", "", scene.adultB)).status, (await ask("A", "/record", scene.adultA)).status]).toEqual([403, 403, 403]);
    const wrong = await ask("clinician", "/timeline", others.adultA);
    expect([wrong.status, wrong.body.fields[0].path]).toEqual([400, "asAdultId"]);
    expect((await ask("clinician", "/plan", "nobody")).status).toBe(400);
    expect((await ask("clinician", "", scene.adultB)).status).toBe(200);
    expect(await operatorDoes(scene, (tx) => row(tx, sql`select procedure, subject_id as adult, actor_id as who from audit_entries where outcome = 'done' order by at desc, id desc limit 1`))).toEqual({ procedure: "cases.get", adult: scene.adultB, who: scene.clinician.staffId });
    await operatorDoes(scene, (tx) => sql`update case_people set valid_to = '2026-11-19', valid_from = '2026-11-01' where person_id = ${scene.adultB}`.execute(tx));
    expect((await ask("clinician", "", scene.adultB)).status).toBe(400);
  });
});
