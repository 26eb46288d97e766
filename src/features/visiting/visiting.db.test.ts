import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { rows } from "#database/actor.ts";
import { makeScene, newSession, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, startServer, type TestServer } from "../../../test/access/server.ts";
import { makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { watchVisits } from "./jobs.ts";

// A visit at home from 14:00 to 15:00 UTC; without a way, a word is expected by 15:30.
let server: TestServer;
let scene: Scene;
let others: Scene;
let atDesk: StaffActor;
let runs: StaffActor;
let sessionId: string;
beforeAll(async () => {
  server = await startServer({ now: "2026-11-20T13:00:00Z" });
  scene = await makeScene(server, "ours");
  others = await makeScene(server, "theirs");
  atDesk = await makeStaff(scene.place, scene.agency, { roles: ["front_desk"] });
  runs = await makeStaff(scene.place, scene.agency, { roles: ["administrator"], name: "Director" });
  sessionId = await newSession(scene, scene.clinician.staffId);
});
afterAll(() => server.close());

/** Everybody signs in anew each time: the clock goes on for longer than a sign-in rests. */
const clinician = () => scene.cookieOf(scene.clinician);
const desk = () => scene.cookieOf(atDesk);
const list = async (cookie: string) => (await call(server, cookie, "GET", "/api/home-visits")).body;
const visitOf = async (cookie: string) => (await list(cookie)).visits.find((one: { sessionId: string }) => one.sessionId === sessionId);
const say = (cookie: string, body: object, id = sessionId) => call(server, cookie, "POST", `/api/home-visits/${id}/words`, body);
const watch = () => watchVisits(server.services, { agencyId: scene.agency.agencyId, timeZone: "America/New_York" });
const messages = () => operatorDoes(scene, (tx) => rows<{ staffId: string }>(tx, sql`select staff_id as "staffId" from messages where subject_id = ${sessionId} order by queued_at`));
const owedOf = async (cookie: string) => ((await call(server, cookie, "GET", "/api/day")).body.owed as { kind: string; sessionId: string | null; who: string }[]).filter((one) => one.kind === "visit_late" && one.sessionId === sessionId);

describe("a visit at home (C4)", () => {
  it("is watched only where the programme says so, and then others are told once at each step, without a name", async () => {
    server.fresh.clock.set("2026-11-20T15:31:00Z");
    expect([await watch(), await owedOf(await desk())]).toEqual([0, []]);
    expect((await call(server, await clinician(), "POST", "/api/home-visits/rule", { isOn: true, graceMinutes: 30 })).status).toBe(403);
    expect((await call(server, await scene.cookieOf(runs), "POST", "/api/home-visits/rule", { isOn: true, graceMinutes: 30 })).status).toBe(200);
    expect(await watch()).toBeGreaterThanOrEqual(1);
    expect(await watch()).toBe(0);
    // Nobody supervises her here: who runs the programme is told at once.
    expect((await messages()).map((one) => one.staffId)).toContain(runs.staffId);
    expect((await visitOf(await desk())).state).toBe("late");
    expect((await owedOf(await desk()))[0]).toMatchObject({ who: scene.clinician.name });
    expect((await owedOf(await clinician())).length).toBe(1);
    server.fresh.clock.set("2026-11-20T16:01:00Z");
    expect(await watch()).toBeGreaterThanOrEqual(1);
    expect(await watch()).toBe(0);
  });
  it("is settled by others with what they found out, and asks nobody any more", async () => {
    expect((await call(server, await desk(), "POST", `/api/home-visits/${sessionId}/settle`, { note: "x" })).body.fields[0].path).toBe("note");
    expect((await call(server, await desk(), "POST", `/api/home-visits/${sessionId}/settle`, { note: "Reached by phone, all is well." })).body).toMatchObject({ state: "settled", note: "Reached by phone, all is well." });
    expect([await owedOf(await desk()), await owedOf(await clinician())]).toEqual([[], []]);
    expect((await call(server, await desk(), "POST", `/api/home-visits/${sessionId}/settle`, { note: "Once more." })).status).toBe(422);
  });
  it("is hers to speak of: in, longer, out; not another's, nor another agency's", async () => {
    server.fresh.clock.set("2026-11-20T14:10:00Z");
    const second = await newSession(scene, scene.clinician.staffId);
    expect((await say(await desk(), { word: "out" }, second)).status).toBe(403);
    expect((await say(await scene.cookieOf(scene.spare), { word: "out" }, second)).status).toBe(404);
    expect((await say(await others.cookieOf(others.clinician), { word: "out" }, second)).status).toBe(404);
    expect((await say(await clinician(), { word: "in" }, second)).body.state).toBe("inside");
    expect((await say(await clinician(), { word: "longer" }, second)).body.fields[0].path).toBe("minutes");
    expect((await say(await clinician(), { word: "longer", minutes: 30 }, second)).body.dueAt).toBe("2026-11-20T16:00:00.000Z");
    server.fresh.clock.set("2026-11-20T15:50:00Z");
    expect((await say(await clinician(), { word: "out" }, second)).body.state).toBe("over");
    expect((await list(await others.cookieOf(others.clinician))).visits.some((one: { sessionId: string }) => one.sessionId === second)).toBe(false);
    expect((await list(await scene.cookieOf(scene.spare))).visits).toEqual([]);
  });
});
