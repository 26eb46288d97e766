import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { adultAccount, makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, startServer, type TestServer } from "../../../test/access/server.ts";

// Who holds a right to the child's record is often not the adult in the room (clinical.md section 2): the right opens the record by itself.

let server: TestServer;
let scene: Scene;
let cookies: Record<"A" | "B", string>;
beforeAll(async () => {
  server = await startServer({ demo: "1", now: "2026-11-20T15:00:00Z" });
  scene = await makeScene(server, "ours");
  cookies = { A: await scene.cookieOf(await adultAccount(scene, scene.adultA)), B: await scene.cookieOf(await adultAccount(scene, scene.adultB)) };
  await operatorDoes(scene, async (tx) => {
    await sql`update case_people set valid_from = '2026-01-05', valid_to = '2026-11-19' where person_id in (${scene.adultA}, ${scene.adultB})`.execute(tx);
    await sql`update dyads set opened_on = '2026-01-05', closed_on = '2026-11-19'`.execute(tx);
  });
});
afterAll(() => server.close());

const ask = (who: "A" | "B", address: string) => call(server, cookies[who], "GET", `/api/cases${address}`);
const places = () => [`/${scene.caseId}`, `/${scene.caseId}/record`, `/${scene.caseId}/plan`, `/${scene.caseId}/timeline`, `/${scene.caseId}/documents`, `/${scene.caseId}/search?q=made`];

it("opens the record to who holds a right to it and is around the child no more, and to nobody without one", async () => {
  expect((await ask("A", "")).body.cases.map((one: { caseId: string; childName: string }) => one.caseId)).toEqual([scene.caseId]);
  for (const place of places()) expect([place, (await ask("A", place)).status, (await ask("B", place)).status]).toEqual([place, 200, 401]);
  const record = (await ask("A", `/${scene.caseId}/record`)).body.blocks.map((one: { blockId: string }) => one.blockId);
  expect(record).toContain(scene.blockId);
  const { people } = (await ask("A", `/${scene.caseId}`)).body;
  expect(JSON.stringify(people ?? "")).not.toContain(scene.adultB);
});

it("closes it at once to who is kept from it, or whose authority has ended", async () => {
  const keep = (from: string) => operatorDoes(scene, (tx) => sql`insert into learning_limits (agency_id, id, case_id, person_id, topics, valid_from, recorded_at) values (${tx.actor.agencyId}, gen_random_uuid(), ${scene.caseId}, ${scene.adultA}, '{record}', ${from}, ${tx.now})`.execute(tx));
  await keep("2026-11-21");
  expect((await ask("A", `/${scene.caseId}/record`)).status).toBe(200);
  await keep("2026-11-20");
  for (const place of places()) expect([place, (await ask("A", place)).status]).toEqual([place, 401]);
  await operatorDoes(scene, (tx) => sql`update learning_limits set valid_to = '2026-11-19', valid_from = '2026-11-01'`.execute(tx));
  expect((await ask("A", `/${scene.caseId}/record`)).status).toBe(200);
  await operatorDoes(scene, (tx) => sql`update authorities set valid_from = '2026-01-05', valid_to = '2026-11-19' where holder_id = ${scene.adultA}`.execute(tx));
  for (const place of places()) expect([place, (await ask("A", place)).status]).toEqual([place, 401]);
});
