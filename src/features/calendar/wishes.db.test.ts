import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { adultAccount, makeScene, newSession, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { makeStaff, type StaffActor } from "../../../test/support/agency.ts";

// What an adult wishes of a visit: it moves nothing, is owed by whoever books, and is that adult's alone in the family.

const NOW = "2026-11-20T15:00:00.000Z";
let server: TestServer;
let scene: Scene;
let desk: StaffActor;
let biller: StaffActor;
const accounts = new Map<string, string>();
beforeAll(async () => {
  server = await startServer({ now: NOW });
  scene = await makeScene(server, "ours");
  desk = await makeStaff(scene.place, scene.agency, { roles: ["front_desk"] });
  biller = await makeStaff(scene.place, scene.agency, { roles: ["biller"] });
  for (const personId of [scene.adultA, scene.adultB]) accounts.set(personId, (await adultAccount(scene, personId)).accountId);
}, 120_000);
afterAll(() => server.close());
beforeEach(() => server.fresh.clock.set(NOW));

const asAdult = async (personId: string, method: string, address: string, body?: object) => call(server, await signedIn(server, { accountId: accounts.get(personId)!, agencyId: scene.agency.agencyId }), method, `/api${address}`, body);
const asStaff = async (who: StaffActor, method: string, address: string, body?: object) => call(server, await signedIn(server, who), method, `/api${address}`, body);
/** A visit so many days from now, at which adult A is expected. */
async function visitIn(days: number): Promise<string> {
  const sessionId = await newSession(scene, scene.clinician.staffId);
  await operatorDoes(scene, (tx) => sql`update sessions set starts_at = starts_at + make_interval(days => ${days}), ends_at = ends_at + make_interval(days => ${days}) where id = ${sessionId}`.execute(tx));
  return sessionId;
}
const say = (personId: string, sessionId: string, body: object) => asAdult(personId, "POST", `/sessions/${sessionId}/wishes`, body);
const own = async (personId: string) => (await asAdult(personId, "GET", "/own-visit-wishes")).body.wishes;
const owed = async (who: StaffActor) => (await asStaff(who, "GET", "/day")).body.owed.filter((one: { kind: string }) => one.kind === "visit_wish");

describe("a wish about a visit", () => {
  it("B7: is owed by who treats and by the desk, moves nothing, and says back what became of it", async () => {
    const sessionId = await visitIn(5);
    const said = await say(scene.adultA, sessionId, { wish: "another_time", hours: ["mon_morning"], words: "A doctor’s visit." });
    expect([said.status, said.body.caseId]).toEqual([200, scene.caseId]);
    expect(await owed(scene.clinician)).toMatchObject([{ id: said.body.wishId, sessionId, weight: "later", record: "2026-11-25", about: expect.stringContaining("Mon: 9 to 12") }]);
    expect(await owed(desk)).toHaveLength(1);
    for (const who of [biller, scene.spare]) expect(await owed(who)).toEqual([]);
    expect((await asStaff(desk, "GET", "/visit-wishes?from=2026-11-20&to=2026-12-20")).body.wishes).toMatchObject([{ sessionId, personId: scene.adultA, became: "open" }]);
    expect((await asStaff(biller, "GET", "/visit-wishes?from=2026-11-20&to=2026-12-20")).status).toBe(403);
    expect((await asStaff(scene.spare, "POST", `/visit-wishes/${said.body.wishId}/leave`, { words: "No." })).status).toBe(404);
    expect((await asStaff(desk, "POST", `/visit-wishes/${said.body.wishId}/leave`, { words: "No other hour this week." })).status).toBe(200);
    expect((await asStaff(desk, "POST", `/visit-wishes/${said.body.wishId}/leave`, { words: "Again." })).status).toBe(409);
    expect((await own(scene.adultA))[0]).toMatchObject({ became: "left", answerWords: "No other hour this week." });
    expect((await asAdult(scene.adultA, "POST", `/visit-wishes/${said.body.wishId}/take-back`, {})).status).toBe(409);
    server.fresh.clock.set("2026-11-24T15:00:00.000Z");
    const near = await say(scene.adultA, sessionId, { wish: "cannot" });
    expect(await owed(scene.clinician)).toMatchObject([{ id: near.body.wishId, weight: "today" }]);
    await asAdult(scene.adultA, "POST", `/visit-wishes/${near.body.wishId}/take-back`, {});
    expect(await owed(scene.clinician)).toEqual([]);
  });

  it("D3: is that adult's alone: another adult, who is not expected, neither reads nor says nor takes back", async () => {
    const sessionId = await visitIn(6);
    const { wishId } = (await say(scene.adultA, sessionId, { wish: "another_time" })).body;
    expect(await own(scene.adultB)).toEqual([]);
    expect((await say(scene.adultB, sessionId, { wish: "coming" })).status).toBe(404);
    expect((await asAdult(scene.adultB, "POST", `/visit-wishes/${wishId}/take-back`, {})).status).toBe(404);
    expect((await asAdult(scene.adultA, "POST", `/visit-wishes/${wishId}/leave`, { words: "Mine." })).status).toBe(403);
    expect((await asAdult(scene.adultA, "GET", "/visit-wishes?from=2026-11-20&to=2026-12-20")).status).toBe(403);
  });

  it("is one at a time: the same again is the same, another takes its place, who comes asks for nothing", async () => {
    const sessionId = await visitIn(7);
    const twice = await Promise.all([say(scene.adultA, sessionId, { wish: "coming" }), say(scene.adultA, sessionId, { wish: "coming" })]);
    expect(new Set(twice.map((one) => one.body.wishId)).size).toBe(1);
    expect((await owed(desk)).filter((one: { sessionId: string }) => one.sessionId === sessionId)).toEqual([]);
    const other = await say(scene.adultA, sessionId, { wish: "cannot", words: "Ill." });
    expect((await own(scene.adultA)).filter((one: { sessionId: string }) => one.sessionId === sessionId)).toMatchObject([{ wishId: other.body.wishId }]);
    expect((await say(scene.adultA, sessionId, { wish: "coming", words: "More." })).status).toBe(400);
    expect((await asStaff(desk, "POST", `/visit-wishes/${twice[0]!.body.wishId}/leave`, { words: "No." })).status).toBeGreaterThanOrEqual(409);
    for (const bad of [{ wish: "perhaps" }, { wish: "cannot", words: "x".repeat(301) }, { wish: "another_time", hours: ["sun_night"] }, { wish: "another_time", hours: ["mon_morning", "mon_morning"] }]) expect((await say(scene.adultA, sessionId, bad)).status).toBe(400);
  });

  it("says so where the visit was moved, cancelled or is over meanwhile", async () => {
    const sessionId = await visitIn(8);
    await say(scene.adultA, sessionId, { wish: "another_time" });
    await operatorDoes(scene, (tx) => sql`update sessions set starts_at = starts_at + interval '1 day', ends_at = ends_at + interval '1 day' where id = ${sessionId}`.execute(tx));
    const became = async () => (await own(scene.adultA)).find((one: { sessionId: string }) => one.sessionId === sessionId).became;
    expect(await became()).toBe("moved");
    expect((await owed(desk)).filter((one: { sessionId: string }) => one.sessionId === sessionId)).toEqual([]);
    await say(scene.adultA, sessionId, { wish: "coming" });
    expect(await became()).toBe("open");
    await operatorDoes(scene, (tx) => sql`update sessions set status = 'cancelled', status_reason = 'ill' where id = ${sessionId}`.execute(tx));
    expect((await say(scene.adultA, sessionId, { wish: "cannot" })).status).toBe(422);
    const past = await visitIn(-3);
    expect((await say(scene.adultA, past, { wish: "coming" })).status).toBe(422);
  });
});
