import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rows } from "#database/actor.ts";
import { appendAudit } from "#server/audit.ts";
import { makeScene, newBystanderCase, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeStaff, type StaffActor } from "../../../test/support/agency.ts";

// Who watches over an emergency access, how often somebody may have one, and that a review is of everything that was done.

const REASON = "The clinician cannot be reached and the child is at the hospital.";
let server: TestServer;
beforeAll(async () => {
  server = await startServer({ demo: "1" });
}, 120_000);
afterAll(() => server.close());

const staff = (scene: Scene, role: string) => makeStaff(scene.place, scene.agency, { roles: [role] as never, from: "2026-01-05" });
const api = (cookie: string, method: string, path: string, body?: object) => call(server, cookie, method, `/api${path}`, body);
const open = (cookie: string, caseId: string) => api(cookie, "POST", `/cases/${caseId}/break-glass`, { reason: REASON, minutes: 15 });

describe("Where nobody answers for privacy", () => {
  it("nothing is opened that nobody could review, by the door or behind it", async () => {
    const scene = await makeScene(server, "alone");
    const alone = await staff(scene, "administrator");
    const answer = await open(await signedIn(server, alone), scene.caseId);
    expect([answer.status, answer.body.message]).toEqual([422, expect.stringMatching(/Nobody here could review/)]);
    await expect(acting(scene.place, alone, (tx) => sql`insert into break_glass (agency_id, id, case_id, staff_id, reason, opened_at, ends_at) values (${tx.actor.agencyId}, gen_random_uuid(), ${scene.caseId}, ${alone.staffId}, ${REASON}, ${tx.now}, ${tx.now}::timestamptz + interval '15 minutes')`.execute(tx))).rejects.toThrow(/nobody is there/);
  });

  it("every other administrator is told, owes the review and may give it; whoever opened it never does, and an officer who comes takes over", async () => {
    const scene = await makeScene(server, "no-officer");
    const [opener, second, third] = await Promise.all([staff(scene, "administrator"), staff(scene, "administrator"), staff(scene, "administrator")]);
    const [cookie, other] = [await signedIn(server, opener), await signedIn(server, second)];
    const { glassId } = (await open(cookie, scene.caseId)).body;
    const told = await operatorDoes(scene, (tx) => rows<{ id: string }>(tx, sql`select staff_id as id from messages where subject_id = ${glassId}`));
    expect(told.map((one) => one.id).toSorted()).toEqual([second.staffId, third.staffId].toSorted());
    expect((await api(cookie, "GET", `/cases/${scene.caseId}/record`)).status).toBe(200);
    server.fresh.clock.set("2026-11-20T15:05:00Z");
    expect((await api(cookie, "POST", `/privacy/break-glass/${glassId}/end`)).status).toBe(200);
    const owed = async (who: string) => (await api(who, "GET", "/day")).body.owed.filter((one: { kind: string }) => one.kind === "glass_review").map((one: { id: string }) => one.id);
    expect([await owed(cookie), await owed(other)]).toEqual([[], [glassId]]);
    expect((await api(other, "GET", "/privacy/break-glass")).body.glasses).toMatchObject([{ glassId, isOwn: false, watches: true }]);
    expect((await api(cookie, "GET", `/privacy/break-glass/${glassId}/readings`)).status).toBe(422);
    const { acts, groups } = (await api(other, "GET", `/privacy/break-glass/${glassId}/readings`)).body;
    expect(groups.map((one: { procedure: string }) => one.procedure)).toContain("cases.record");
    expect((await api(cookie, "POST", `/privacy/break-glass/${glassId}/review`, { acts, verdict: "justified", words: "Fine." })).status).toBe(422);
    const officer = await staff(scene, "privacy_officer");
    expect((await api(other, "POST", `/privacy/break-glass/${glassId}/review`, { acts, verdict: "justified", words: "Fine." })).status).toBe(404);
    await expect(acting(scene.place, second, (tx) => sql`insert into break_glass_reviews (agency_id, id, case_id, glass_id, verdict, words, acts, reviewed_by, reviewed_at) values (${tx.actor.agencyId}, gen_random_uuid(), ${scene.caseId}, ${glassId}, 'justified', 'Fine.', 0, ${second.staffId}, ${tx.now})`.execute(tx))).rejects.toThrow(/row-level security/);
    await operatorDoes(scene, (tx) => sql`update staff_roles set valid_to = '2026-11-19' where staff_id = ${officer.staffId}`.execute(tx));
    expect((await api(other, "POST", `/privacy/break-glass/${glassId}/review`, { acts, verdict: "justified", words: "Fine." })).status).toBe(200);
    expect(await owed(other)).toEqual([]);
    server.fresh.clock.set("2026-11-20T15:00:00Z");
  });
});

describe("With a privacy officer", () => {
  let scene: Scene;
  let director: StaffActor;
  let cookies: Record<"officer" | "director", string>;
  beforeAll(async () => {
    scene = await makeScene(server, "watched");
    director = await staff(scene, "administrator");
    cookies = { officer: await signedIn(server, await staff(scene, "privacy_officer")), director: await signedIn(server, director) };
  });

  it("one person opens the same record at most three times in 24 hours, by the door or behind it", async () => {
    const caseId = await newBystanderCase(scene);
    for (let time = 0; time < 3; time++) {
      const { glassId } = (await open(cookies.director, caseId)).body;
      expect((await api(cookies.director, "POST", `/privacy/break-glass/${glassId}/end`)).status).toBe(200);
    }
    expect((await open(cookies.director, caseId)).body.message).toMatch(/three times/);
    await expect(acting(scene.place, director, (tx) => sql`insert into break_glass (agency_id, id, case_id, staff_id, reason, opened_at, ends_at) values (${tx.actor.agencyId}, gen_random_uuid(), ${caseId}, ${director.staffId}, ${REASON}, ${tx.now}, ${tx.now}::timestamptz + interval '15 minutes')`.execute(tx))).rejects.toThrow(/at most three times/);
    expect((await open(cookies.director, await newBystanderCase(scene))).status).toBe(200);
    server.fresh.clock.set("2026-11-21T15:00:01Z");
    const nextDay = await open(await signedIn(server, director), caseId);
    server.fresh.clock.set("2026-11-20T15:00:00Z");
    expect(nextDay.status).toBe(200);
  });

  it("the reviewer sees what was read behind any number of harmless acts, and gives no verdict on a part", async () => {
    const caseId = await newBystanderCase(scene);
    const { glassId } = (await open(cookies.director, caseId)).body;
    for (let round = 0; round < 6; round++) await acting(scene.place, director, async (tx) => { for (let act = 0; act < 101; act++) await appendAudit(tx, { action: "read", procedure: "cases.get", outcome: "done", requestId: "of a test", caseId }); });
    const { acts: early } = (await api(cookies.officer, "GET", `/privacy/break-glass/${glassId}/readings`)).body;
    expect((await api(cookies.director, "GET", `/cases/${caseId}/record`)).status).toBe(200);
    server.fresh.clock.set("2026-11-20T15:15:00Z");
    const review = (acts: number) => api(cookies.officer, "POST", `/privacy/break-glass/${glassId}/review`, { acts, verdict: "justified", words: "Fine." });
    expect((await review(early)).status).toBe(409);
    const { acts, groups } = (await api(cookies.officer, "GET", `/privacy/break-glass/${glassId}/readings`)).body;
    expect(groups).toEqual([expect.objectContaining({ procedure: "privacy.glass.open", count: 1 }), expect.objectContaining({ procedure: "cases.get", count: 606 }), expect.objectContaining({ procedure: "cases.record", count: 1 })]);
    expect(acts).toBe(608);
    const seen: string[] = [];
    for (let next: string | null = ""; next !== null; ) {
      const page = await api(cookies.officer, "GET", `/privacy/break-glass/${glassId}/acts?of=cases.get${next === "" ? "" : `&after=${encodeURIComponent(next)}`}`);
      expect(page.body.acts.length).toBeLessThanOrEqual(100);
      seen.push(...page.body.acts.map((one: { at: string }) => one.at));
      next = page.body.next;
    }
    expect([seen.length, seen]).toEqual([606, seen.toSorted()]);
    expect((await review(acts)).status).toBe(200);
    expect((await api(cookies.officer, "GET", "/privacy/break-glass")).body.glasses.find((one: { glassId: string }) => one.glassId === glassId).reviews).toMatchObject([{ acts: 608 }]);
    server.fresh.clock.set("2026-11-20T15:00:00Z");
  });
});
