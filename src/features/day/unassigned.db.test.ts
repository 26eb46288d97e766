import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, type Outputs, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { makeStaff, type StaffActor } from "../../../test/support/agency.ts";

// Open families that nobody treats stand on the day of whoever assigns (B8).

let server: TestServer;
let scene: Scene;
let director: StaffActor;
let caseId: string;
beforeAll(async () => {
  server = await startServer({ now: "2026-11-20T15:00:00Z" });
  scene = await makeScene(server, "ours");
  director = await makeStaff(scene.place, scene.agency, { roles: ["administrator"], from: "2026-01-05" });
  const opened = await call(server, await signedIn(server, director), "POST", "/api/cases", { referralId: null, child: { givenName: "Ida", familyName: "Made-Up", birthDate: "2023-02-02" }, caregivers: [], clinicianId: null });
  caseId = opened.body.caseId;
}, 120_000);
afterAll(() => server.close());

const owed = async (who: StaffActor) => ((await call(server, await signedIn(server, who), "GET", "/api/day")).body as Outputs["day"]["today"]).owed.filter((one) => one.kind === "unassigned");
const assign = async (kind: "assigned" | "covering", validFrom: string, validTo: string | null) => (await call(server, await signedIn(server, director), "POST", `/api/cases/${caseId}/assignments`, { staffId: scene.clinician.staffId, kind, validFrom, validTo })).status;
const endAll = (on: string) => operatorDoes(scene, (tx) => sql`update assignments set valid_to = ${on}::date where case_id = ${caseId}`.execute(tx));

describe("families without a clinician", () => {
  it("stand on the day of who runs the programme, since the case was opened, and on nobody's who does not assign", async () => {
    expect(await owed(director)).toMatchObject([{ id: caseId, caseId, who: "Ida Made-Up", weight: "today", since: "2026-11-20T05:00:00.000Z" }]);
    const desk = await makeStaff(scene.place, scene.agency, { roles: ["front_desk"], from: "2026-01-05" });
    const supervisor = await makeStaff(scene.place, scene.agency, { roles: ["supervisor"], from: "2026-01-05" });
    // A supervisor sees the families of those whom she supervises: one that nobody treats is not among them.
    for (const other of [desk, supervisor, scene.clinician]) expect(await owed(other)).toEqual([]);
  });

  it("stand there no more once somebody treats or covers, or will from a later day", async () => {
    expect(await assign("assigned", "2026-12-01", null)).toBe(200);
    expect(await owed(director)).toEqual([]);
  });

  it("stand there again from the day after the last one left, and never once the case is closed", async () => {
    await operatorDoes(scene, (tx) => sql`update assignments set valid_from = '2026-10-01' where case_id = ${caseId}`.execute(tx));
    await endAll("2026-11-20");
    expect(await owed(director)).toEqual([]);
    await endAll("2026-11-18");
    expect(await owed(director)).toMatchObject([{ caseId, since: "2026-11-19T05:00:00.000Z" }]);
    await operatorDoes(scene, (tx) => sql`update cases set status = 'closed' where id = ${caseId}`.execute(tx));
    expect(await owed(director)).toEqual([]);
  });
});
