import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { insertTeam } from "#features/workforce/store.ts";
import { adultAccount, makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, type Outputs, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { MOST_VIEWS } from "./contract.ts";

// Views of lists: codes and ids under a name, one's own or shared, and never what was typed to find somebody.

const FROM = "2026-01-05";
let server: TestServer;
let scene: Scene;
let director: StaffActor;
let clinician: StaffActor;
let colleague: StaffActor;
beforeAll(async () => {
  server = await startServer({ now: "2026-11-20T15:00:00Z" });
  scene = await makeScene(server, "ours");
  director = await makeStaff(scene.place, scene.agency, { roles: ["administrator"], from: FROM });
  clinician = await makeStaff(scene.place, scene.agency, { from: FROM });
  colleague = await makeStaff(scene.place, scene.agency, { from: FROM });
}, 120_000);
afterAll(() => server.close());

const api = async (who: StaffActor, method: string, address: string, body?: unknown) => call(server, await signedIn(server, who), method, `/api/saved-views${address}`, body);
const add = (who: StaffActor, name: string, asked: Record<string, string>, more: object = {}) => api(who, "POST", "", { list: "families", name, asked, isShared: false, ...more });
const listed = async (who: StaffActor): Promise<Outputs["views"]["list"]["views"]> => (await api(who, "GET", "?list=families")).body.views;
const named = async (who: StaffActor, name: string) => (await listed(who)).find((one) => one.name === name);

describe("views of lists", () => {
  it("are one's own: nobody else reads, renames or removes them, not even by their id", async () => {
    const { viewId } = (await add(clinician, "Mine", { stage: "2", clinician: "own", sort: "next", order: "up" })).body;
    // What is as the list stands by itself is not kept.
    expect(await named(clinician, "Mine")).toMatchObject({ asked: { stage: "2", clinician: "own", sort: "next" }, leftOut: [], isOwn: true, isShared: false });
    for (const other of [colleague, director]) {
      expect(await named(other, "Mine")).toBeUndefined();
      expect((await api(other, "POST", `/${viewId}`, { name: "Theirs", revision: 1 })).status).toBe(404);
      expect((await api(other, "POST", `/${viewId}/removal`, { revision: 1 })).status).toBe(404);
    }
    expect((await api(clinician, "POST", `/${viewId}`, { name: "Still mine", revision: 1 })).body).toEqual({ revision: 2 });
    expect((await api(clinician, "POST", `/${viewId}/removal`, { revision: 1 })).status).toBe(409);
    expect((await api(clinician, "POST", `/${viewId}/removal`, { revision: 2 })).status).toBe(200);
    expect(await named(clinician, "Still mine")).toBeUndefined();
  });

  it("are shared by an administrator only, whom the database asks too", async () => {
    expect((await add(clinician, "For all", { stage: "1" }, { isShared: true })).status).toBe(422);
    const { viewId } = (await add(director, "For all", { clinician: "nobody" }, { isShared: true })).body;
    expect(await named(clinician, "For all")).toMatchObject({ asked: { clinician: "nobody" }, isShared: true, isOwn: false });
    for (const attempt of ["", "/removal"]) expect((await api(clinician, "POST", `/${viewId}${attempt}`, { revision: 1, ...(attempt === "" ? { name: "Taken" } : {}) })).status).toBe(422);
    await add(clinician, "Quiet", { stage: "1" });
    const changed = (await acting(scene.place, clinician, (tx) => sql`update saved_views set name = 'Taken' where id = ${viewId}`.execute(tx))).numAffectedRows;
    expect(changed).toBe(0n);
    await expect(acting(scene.place, clinician, (tx) => sql`update saved_views set is_shared = true where name = 'Quiet'`.execute(tx))).rejects.toThrow(/row-level security/);
    const other = await makeStaff(scene.place, scene.agency, { roles: ["administrator"], from: FROM });
    expect((await api(other, "POST", `/${viewId}/removal`, { revision: 1 })).status).toBe(200);
  });

  it("hold no name that was typed, and nothing that the list does not know", async () => {
    const refused = await add(clinician, "Search", { search: "Robin" });
    expect([refused.status, refused.body.fields[0].path]).toEqual([400, "asked.search"]);
    expect(refused.body.message).toMatch(/keeps no names/);
    const wrong: Record<string, string>[] = [{ stage: "Robin" }, { clinician: "Robin" }, { team: "x" }, { after: "x" }, { anything: "1" }, { language: "=1+1" }];
    for (const asked of wrong) expect((await add(clinician, "Wrong", asked)).status, JSON.stringify(asked)).toBe(400);
    expect((await add(clinician, "Nobody's", { clinician: randomUUID() })).status).toBe(400);
    await expect(acting(scene.place, clinician, (tx) => sql`insert into saved_views (agency_id, id, list, name, asked, owner_id, made_at) values (${tx.actor.agencyId}, ${randomUUID()}, 'families', 'Past the door', '{"search": "Robin"}', ${clinician.staffId}, ${tx.now})`.execute(tx))).rejects.toThrow(/check constraint/);
  });

  it("open without whoever left, a team that ended and a filter that is gone, and say so", async () => {
    const team = await operatorDoes(scene, (tx) => insertTeam(tx, "Made-up team", FROM));
    const leaver = await makeStaff(scene.place, scene.agency, { from: FROM });
    await add(clinician, "Before", { clinician: leaver.staffId, team, stage: "2" });
    expect(await named(clinician, "Before")).toMatchObject({ asked: { clinician: leaver.staffId, team, stage: "2" }, leftOut: [] });
    await operatorDoes(scene, async (tx) => {
      await sql`update staff set valid_to = '2026-11-19' where id = ${leaver.staffId}`.execute(tx);
      await sql`update teams set valid_to = '2026-11-19' where id = ${team}`.execute(tx);
      await sql`update saved_views set asked = asked || '{"weather": "mild"}' where name = 'Before'`.execute(tx);
    });
    const after = await named(clinician, "Before");
    expect(after).toMatchObject({ asked: { stage: "2" } });
    expect([...after!.leftOut].toSorted()).toEqual(["clinician", "team", "weather"]);
  });

  it("are kept of the outbox and of the people who work here too, by their own codes", async () => {
    const team = await operatorDoes(scene, (tx) => insertTeam(tx, "Team that stays", FROM));
    expect((await add(director, "What failed", { status: "failed", kind: "reminder", sort: "about", order: "up" }, { list: "outbox" })).status).toBe(200);
    expect((await add(director, "What ends", { sort: "ends", team, ends: "soon" }, { list: "staff", isShared: true })).status).toBe(200);
    expect((await api(director, "GET", "?list=outbox")).body.views).toMatchObject([{ name: "What failed", asked: { status: "failed", kind: "reminder", sort: "about", order: "up" } }]);
    expect((await api(clinician, "GET", "?list=staff")).body.views).toMatchObject([{ name: "What ends", asked: { sort: "ends", team, ends: "soon" } }]);
    for (const [list, asked] of [["outbox", { caseId: randomUUID() }], ["outbox", { status: "lost" }], ["staff", { role: "auditor" }], ["staff", { credential: randomUUID() }]] as const) expect((await add(director, "Wrong", asked, { list })).status, JSON.stringify(asked)).toBe(400);
  });

  it("have names that tell them apart, are so many and no more, and are none of a family's", async () => {
    await add(colleague, "Twice", { stage: "1" });
    expect((await add(colleague, "twice", { stage: "2" })).body.fields[0].path).toBe("name");
    for (let number = 1; number < MOST_VIEWS; number++) expect((await add(colleague, `Number ${number}`, { stage: "1" })).status).toBe(200);
    expect((await add(colleague, "One more", { stage: "1" })).status).toBe(422);
    const adult = { ...(await adultAccount(scene, scene.adultA)), agencyId: scene.agency.agencyId };
    expect((await call(server, await signedIn(server, adult), "GET", "/api/saved-views?list=families")).status).toBe(403);
    for (const address of ["family-list", "referral-list", "service-list"]) expect((await call(server, await signedIn(server, adult), "GET", `/api/${address}/file?format=csv&says=en`)).status).toBe(403);
  });
});
