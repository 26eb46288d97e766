import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rows } from "#database/actor.ts";
import { makeScene, type Scene } from "../../../test/access/scene.ts";
import { call, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeStaff, type StaffActor } from "../../../test/support/agency.ts";

let server: TestServer;
let scene: Scene;
let clinician: StaffActor;
const cookies: Record<string, string> = {};
beforeAll(async () => {
  server = await startServer({ now: "2026-11-20T15:00:00.000Z" });
  scene = await makeScene(server, "ours");
  for (const role of ["administrator", "senior_leader", "biller"] as const) cookies[role] = await signedIn(server, await makeStaff(scene.place, scene.agency, { roles: [role] }));
  clinician = await makeStaff(scene.place, scene.agency);
  const other = await makeScene(server, "theirs");
  cookies.theirs = await signedIn(server, await makeStaff(other.place, other.agency, { roles: ["administrator"] }));
}, 120_000);
afterAll(() => server.close());
const ask = (who: string, method: string, address: string, body?: object) => call(server, cookies[who]!, method, `/api${address}`, body);

describe("C3: costs of a year as they are typed", () => {
  it("each with its source, taken out when it was wrong, and never in another year or agency", async () => {
    const add = (kind: string, cents: number) => ask("senior_leader", "POST", "/return/costs", { year: 2026, kind, cents, source: "Books of the year" });
    expect((await ask("administrator", "GET", "/return/economics")).body).toMatchObject({ year: 2026, isRunning: true, costCents: null, families: { people: 0 } });
    const { costId } = (await add("staff", 10_000_00)).body;
    await add("travel", 500_00);
    expect((await ask("administrator", "GET", "/return/economics?year=2026")).body).toMatchObject({ costCents: 10_500_00, missing: ["training", "supervision", "materials"], costs: [{ kind: "staff", source: "Books of the year" }, { kind: "travel" }] });
    const end = () => ask("administrator", "POST", `/return/costs/${costId}/end`, {});
    expect([(await end()).status, (await end()).status]).toEqual([200, 404]);
    expect((await ask("senior_leader", "GET", "/return/economics?year=2026")).body.costCents).toBe(500_00);
    expect((await ask("administrator", "GET", "/return/economics?year=2025")).body.costs).toEqual([]);
    expect((await ask("theirs", "GET", "/return/economics")).body.costs).toEqual([]);
    expect([(await ask("biller", "GET", "/return/economics")).status, (await ask("administrator", "POST", "/return/costs", { year: 2026, kind: "staff", cents: 1.5, source: "x" })).status]).toEqual([403, 400]);
    expect(await acting(scene.place, clinician, (tx) => rows(tx, sql`select 1 from programme_costs`))).toEqual([]);
  });
});
