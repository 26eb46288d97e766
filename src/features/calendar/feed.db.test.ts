import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { makeScene, newSession, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, startServer, type TestServer } from "../../../test/access/server.ts";

let server: TestServer;
let scene: Scene;
let others: Scene;
let clinician: string;
let sessionId: string;
beforeAll(async () => {
  server = await startServer({ now: "2026-11-20T12:00:00Z" });
  scene = await makeScene(server, "ours");
  others = await makeScene(server, "theirs");
  clinician = await scene.cookieOf(scene.clinician);
  sessionId = await newSession(scene, scene.clinician.staffId);
});
afterAll(() => server.close());
const read = (address: string) => call(server, null, "GET", new URL(address).pathname);

describe("one's own calendar on the telephone", () => {
  it("says when one is busy and nothing else: no child, no adult, no place, no kind of session", async () => {
    const { address } = (await call(server, clinician, "POST", "/api/own/calendar-feeds")).body;
    const answer = await read(address);
    expect(answer.status).toBe(200);
    const lines = answer.text.replaceAll(/\r\n[ \t]/g, "").split("\r\n");
    expect(new Set(lines.filter((line) => line !== "").map((line) => line.split(/[:;]/)[0]))).toEqual(new Set(["BEGIN", "VERSION", "PRODID", "NAME", "X-WR-CALNAME", "REFRESH-INTERVAL", "X-PUBLISHED-TTL", "UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "END"]));
    expect(new Set(lines.filter((line) => line.startsWith("SUMMARY")))).toEqual(new Set(["SUMMARY:Busy"]));
    expect(lines).toContain("DTSTART:20261120T140000Z");
    expect(answer.text).not.toMatch(/Robin|Ana|Bo\b|Made|home|dyadic|river/i);
  });
  it("is one's own: another agency's is empty of it, a guessed address says nothing, an ended one neither", async () => {
    const theirs = await read((await call(server, await others.cookieOf(others.clinician), "POST", "/api/own/calendar-feeds")).body.address);
    expect([theirs.status, theirs.text.includes(sessionId)]).toEqual([200, false]);
    const mine = (await call(server, clinician, "POST", "/api/own/calendar-feeds")).body;
    expect((await read(`http://x/feed/${"a".repeat(43)}/calendar.ics`)).status).toBe(410);
    expect((await call(server, await others.cookieOf(others.clinician), "POST", `/api/own/calendar-feeds/${mine.feedId}/end`)).status).toBe(404);
    expect((await call(server, await scene.cookieOf(scene.spare), "POST", `/api/own/calendar-feeds/${mine.feedId}/end`)).status).toBe(404);
    expect((await read(mine.address)).text).toContain(sessionId);
    expect((await call(server, clinician, "POST", `/api/own/calendar-feeds/${mine.feedId}/end`)).status).toBe(200);
    const ended = await read(mine.address);
    expect([ended.status, ended.text.includes("BEGIN")]).toEqual([410, false]);
  });
  it("answers nobody after its owner's last day", async () => {
    const { address } = (await call(server, clinician, "POST", "/api/own/calendar-feeds")).body;
    await operatorDoes(scene, (tx) => sql`update staff set valid_to = '2026-11-19' where id = ${scene.clinician.staffId}`.execute(tx));
    expect((await read(address)).status).toBe(410);
    await operatorDoes(scene, (tx) => sql`update staff set valid_to = null where id = ${scene.clinician.staffId}`.execute(tx));
  });
});
