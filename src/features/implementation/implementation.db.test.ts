import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bind, newCohort, STARTS, TODAY } from "#features/graduates/graduates.test-support.ts";
import type { StaffRole } from "#features/disclosure/contract.ts";
import type { Lent } from "#features/training/cohorts.contract.ts";
import { keepEvidence } from "#features/training/lending.store.ts";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, type Outputs, startServer, type TestServer } from "../../../test/access/server.ts";
import { makeStaff, type StaffActor } from "../../../test/support/agency.ts";

// C1, C5, C8: what a collaborative learns of families are counts, from eleven on; nobody else learns any of it.

let server: TestServer;
let collaborative: Scene;
let agencies: Scene[];
let cohortId: string;
let faculty: string;
const figures = async (cookie: string | null) => call(server, cookie, "GET", "/api/implementation");
const told = async () => (await figures(faculty)).body as Outputs["implementation"]["figures"];
const familiesAt = async () => Object.fromEntries((await told()).agencies.map((one) => [one.organization, one.families]));

/** So many families, of which some had a full course, and some ended otherwise than planned. */
const lentOf = (count: number, { full = 0, early = 0 }: { full?: number; early?: number } = {}): Lent => ({
  cases: Array.from({ length: count }, (_, place) => ({ id: `SECRET${place}`, startedOn: "2026-01-05", endedOn: place < early ? "2026-06-01" : null, sessions: 20, allSessions: 22, fullCourse: place >= count - full, lacks: place < early ? ["plannedEnd" as const] : [] })),
  others: [],
  fidelityCases: [{ id: "SECRET0", challenge: "high" }, { id: "SECRET1", challenge: "low" }],
  supervision: null,
  videos: null,
  outcomeDataCollected: true,
  lastDay: null,
});
/** Somebody of an agency in a place of the cohort, whose agency lends. */
async function lends(scene: Scene, organization: string, content: Lent): Promise<{ seatId: string; member: StaffActor }> {
  const member = await makeStaff(scene.place, scene.agency);
  const { seatId } = (await call(server, faculty, "POST", `/api/cohorts/${cohortId}/seats`, { name: `SECRET of ${organization}`, organization, role: "clinician", fromDay: STARTS })).body as { seatId: string };
  await bind(collaborative, seatId, member);
  await lendAgain(scene, { seatId, member }, content);
  return { seatId, member };
}
const lendAgain = (scene: Scene, { seatId, member }: { seatId: string; member: StaffActor }, content: Lent) => operatorDoes(scene, (tx) => keepEvidence(tx, { collaborativeId: collaborative.agency.agencyId, seatId, staffId: member.staffId }, content));

beforeAll(async () => {
  server = await startServer({ now: `${TODAY}T15:00:00.000Z` });
  collaborative = await makeScene(server, "collaborative");
  agencies = [await makeScene(server, "harbor"), await makeScene(server, "tide"), await makeScene(server, "meadow")];
  cohortId = await newCohort(collaborative);
  faculty = await collaborative.cookieOf(await makeStaff(collaborative.place, collaborative.agency, { roles: ["faculty"] }));
}, 120_000);
afterAll(() => server.close());

describe("the figures of a collaborative", () => {
  it("tells nothing of families where nobody lends, and never a count below eleven", async () => {
    expect(await told()).toMatchObject({ least: 11, agencies: [], families: { reached: 0, fullCourses: 0, endedEarly: 0, lending: 0 }, fidelity: { count: 0, of: 0 } });
    const few = await lends(agencies[0]!, "Harbor", lentOf(10, { full: 4, early: 3 }));
    expect((await told()).families).toEqual({ reached: null, fullCourses: null, endedEarly: null, lending: 1 });
    expect(await familiesAt()).toEqual({ Harbor: null });
    await lendAgain(agencies[0]!, few, lentOf(30, { full: 12, early: 5 }));
    expect((await told()).families).toEqual({ reached: 30, fullCourses: 12, endedEarly: null, lending: 1 });
    await lendAgain(agencies[0]!, few, lentOf(30, { full: 25 }));
    expect((await told()).families, "the five without a full course").toEqual({ reached: 30, fullCourses: null, endedEarly: 0, lending: 1 });
  });

  it("lets no small count of an agency be worked out from the sum and the others", async () => {
    const small = await lends(agencies[1]!, "Tide", lentOf(4));
    expect((await told()).families.reached).toBe(34);
    expect(await familiesAt()).toEqual({ Harbor: null, Tide: null });
    await lends(agencies[2]!, "Meadow", lentOf(50));
    expect(await familiesAt()).toEqual({ Harbor: null, Meadow: 50, Tide: null });
    await lendAgain(agencies[1]!, small, lentOf(14));
    expect(await familiesAt()).toEqual({ Harbor: 30, Meadow: 50, Tide: 14 });
  });

  it("says how many clinicians, and names neither anybody nor a family", async () => {
    const found = await figures(faculty);
    expect(found.body).toMatchObject({ fidelity: { count: 3, of: 3 }, outcomes: { count: 3, of: 3 }, cohorts: [{ began: 3, here: 3, left: 0, graduated: 0 }] });
    expect(found.text).not.toContain("SECRET");
  });

  it("is the faculty's alone, and of its own collaborative", async () => {
    const asked = async (scene: Scene, roles: readonly StaffRole[]) => (await figures(await scene.cookieOf(await makeStaff(scene.place, scene.agency, { roles })))).status;
    for (const role of ["administrator", "senior_leader", "supervisor", "clinician", "trainee", "front_desk", "biller", "privacy_officer"] as const) expect(await asked(collaborative, [role]), role).toBe(403);
    expect((await figures(null)).status).toBe(401);
    const other = await makeStaff(agencies[0]!.place, agencies[0]!.agency, { roles: ["faculty"] });
    const theirs = await figures(await agencies[0]!.cookieOf(other));
    expect(theirs.body).toMatchObject({ cohorts: [], agencies: [], families: { reached: 0, lending: 0 }, attrition: [] });
    expect(theirs.text).not.toMatch(/Harbor|Tide|Meadow/);
  });

  it("counts no cohort that was called off", async () => {
    const off = (await call(server, faculty, "POST", "/api/cohorts", { name: "Called off", track: "nc-ctp", trackVersion: "2019", startsOn: "2027-01-04", places: 5 })).body.cohortId as string;
    expect((await told()).places).toMatchObject({ places: 5, empty: 5 });
    expect((await call(server, faculty, "POST", `/api/cohorts/${off}/call-off`, { reason: "Made up." })).status).toBe(200);
    expect((await told()).cohorts.map((one) => one.cohortId)).toEqual([cohortId]);
  });
});
