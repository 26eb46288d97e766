import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adultAccount, makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { startServer, type TestServer } from "../../../test/access/server.ts";
import { insertAftercare } from "#features/course/ending.store.ts";

// The goodbye page (D7): what an adult may read of an ending, and nothing of another's.

let server: TestServer;
let scene: Scene;
let others: Scene;
let ana: string;
let bo: string;
let stranger: string;
beforeAll(async () => {
  server = await startServer({ now: "2026-11-20T15:00:00.000Z" });
  [scene, others] = [await makeScene(server, "ours"), await makeScene(server, "others")];
  ana = await scene.cookieOf(await adultAccount(scene, scene.adultA));
  bo = await scene.cookieOf(await adultAccount(scene, scene.adultB));
  stranger = await others.cookieOf(await adultAccount(others, others.adultA));
}, 120_000);
afterAll(() => server.close());

const page = async (cookie: string, caseId = scene.caseId) => {
  const answer = await server.app.inject({ method: "GET", url: `/portal/goodbye/${caseId}`, headers: { accept: "text/html", cookie } });
  return { status: answer.statusCode, text: answer.body };
};

describe("the goodbye page (D7)", () => {
  it("is not there before the last stage, and shows the list of stories instead", async () => {
    for (const caseId of [scene.caseId, others.caseId, scene.adultA, "x'y"]) expect([(await page(ana, caseId)).status, (await page(ana, caseId)).text.includes("goodbye-columns")], caseId).toEqual([200, false]);
  });

  it("shows who holds the right to the record the plan for afterwards, the other adult none of it, and nobody else anything", async () => {
    await operatorDoes(scene, async (tx) => {
      await sql`update cases set stage = 3 where id = ${scene.caseId}`.execute(tx);
      await insertAftercare(tx, { caseId: scene.caseId, course: 1, language: "en", place: 1, changes: "WHAT-CHANGED", reminders: "LOUD-NIGHTS", symptoms: "OLD-FEARS", comeBack: "COME-BACK", whomToCall: "CALL-PILAR" });
    });
    const own = (await page(ana)).text;
    for (const word of ["WHAT-CHANGED", "LOUD-NIGHTS", "OLD-FEARS", "COME-BACK", "CALL-PILAR"]) expect(own).toContain(word);
    const theirs = (await page(bo)).text;
    expect(theirs).toContain("goodbye-columns");
    expect(theirs).not.toMatch(/WHAT-CHANGED|LOUD-NIGHTS|OLD-FEARS|COME-BACK|CALL-PILAR|aftercare/);
    expect((await page(stranger)).text).not.toContain("goodbye-columns");
    expect((await page("")).text).not.toContain("goodbye-columns");
  });

  it("stays after the case was closed, as long as the adult can come in", async () => {
    await operatorDoes(scene, (tx) => sql`update cases set status = 'closed', closed_on = '2026-11-20' where id = ${scene.caseId}`.execute(tx));
    expect((await page(ana)).text).toContain("WHAT-CHANGED");
    const stories = await server.app.inject({ method: "GET", url: "/portal/story", headers: { accept: "text/html", cookie: ana } });
    expect(stories.body).toContain(`/portal/goodbye/${scene.caseId}`);
    await operatorDoes(scene, (tx) => sql`update authorities set valid_to = '2026-11-19', valid_from = '2026-01-01' where case_id = ${scene.caseId} and holder_id = ${scene.adultA}`.execute(tx));
    expect((await page(ana)).text).not.toContain("WHAT-CHANGED");
  });
});
