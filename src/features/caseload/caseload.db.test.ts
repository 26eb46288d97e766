import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addDays } from "#kernel/dates.ts";
import { newId, rows } from "#database/actor.ts";
import { sql } from "kysely";
import { assign, openCase } from "#features/cases/handlers.ts";
import { insertSupervision } from "#features/workforce/store.ts";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, type Outputs, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { shippedRule } from "./default.rules.ts";

// Caseload by weight (B10): who learns what, and that a limit warns, asks, and keeps the answer. The steps stand on each other.

const TODAY = "2026-11-20";
let server: TestServer;
let scene: Scene;
let director: StaffActor;
let supervisor: StaffActor;
let desk: StaffActor;
let other: StaffActor;

beforeAll(async () => {
  server = await startServer({ now: `${TODAY}T15:00:00Z` });
  scene = await makeScene(server, "ours");
  director = await makeStaff(scene.place, scene.agency, { roles: ["administrator"], from: "2026-01-05" });
  supervisor = await makeStaff(scene.place, scene.agency, { roles: ["supervisor"], from: "2026-01-05" });
  desk = await makeStaff(scene.place, scene.agency, { roles: ["front_desk"], from: "2026-01-05" });
  other = await makeStaff(scene.place, scene.agency, { roles: ["supervisor", "administrator"], from: "2026-01-05" });
  await operatorDoes(scene, (tx) => insertSupervision(tx, { supervisorId: supervisor.staffId, clinicianId: scene.clinician.staffId, validFrom: TODAY, validTo: addDays(TODAY, 10) }));
}, 120_000);
afterAll(() => server.close());

const api = async (who: StaffActor, method: string, address: string, body?: unknown) => call(server, await signedIn(server, who), method, `/api${address}`, body);
const board = async (who: StaffActor, path = ""): Promise<Outputs["caseload"]["person"]> => {
  const { body } = await api(who, "GET", `/caseload${path}`);
  return path === "" ? body.board : body;
};
const stateOf = async (who: StaffActor, of: StaffActor) => ((await api(who, "GET", "/caseload/next")).body as Outputs["caseload"]["next"]).people.find((one) => one.staffId === of.staffId);

describe("a caseload (B10)", () => {
  it("is one's own, with what each family weighs and why", async () => {
    const own = await board(scene.clinician);
    expect(own).toMatchObject({ ruleNumber: 0, load: { families: 1, tenths: 10 }, limit: { families: 12, tenths: null, isOwn: false } });
    expect(own.cases).toMatchObject([{ caseId: scene.caseId, childName: "Robin Made-Up", tenths: 10, parts: [{ part: "base", tenths: 10 }] }]);
    expect(own.weeks.map((one) => one.families)).toEqual([1, 1, 1, 1, 1]);
    expect((await board(scene.spare)).cases).toEqual([]);
  });

  it("is shown to who supervises her today and to nobody else by name", async () => {
    expect((await board(supervisor, `/people/${scene.clinician.staffId}`)).load).toEqual({ families: 1, tenths: 10 });
    const { body }: { body: Outputs["caseload"]["mine"] } = await api(supervisor, "GET", "/caseload");
    expect(body.supervised.map((one) => one.staffId)).toEqual([scene.clinician.staffId]);
    expect((await api(other, "GET", `/caseload/people/${scene.clinician.staffId}`)).status).toBe(404);
    expect((await api(supervisor, "GET", `/caseload/people/${scene.spare.staffId}`)).status).toBe(404);
    for (const who of [director, desk]) expect((await api(who, "GET", `/caseload/people/${scene.clinician.staffId}`)).status).toBe(403);
  });

  it("is refused by the database itself: asked as somebody else it has no rows, and nobody reads all with names", async () => {
    const load = (who: StaffActor) => acting(scene.place, who, (tx) => rows(tx, sql`select * from load_of(${scene.clinician.staffId}, today(), today())`));
    expect([(await load(scene.clinician)).length, (await load(supervisor)).length, (await load(director)).length, (await load(other)).length, (await load(desk)).length, (await load(scene.spare)).length]).toEqual([1, 1, 0, 0, 0, 0]);
    await expect(acting(scene.place, director, (tx) => rows(tx, sql`select * from service_of_load(null, today(), today())`))).rejects.toThrow("permission denied");
    expect(await acting(scene.place, scene.spare, (tx) => rows(tx, sql`select * from rooms_of_all(today(), today())`))).toEqual([]);
    expect(Object.keys((await acting(scene.place, director, (tx) => rows<object>(tx, sql`select * from rooms_of_all(today(), today())`)))[0]!)).not.toContain("case_id");
  });

  it("counts home, another language and a covering colleague by the agency's own rule, from its day on", async () => {
    const content = { ...shippedRule, home: 5, covering: -5, language: 3, limitFamilies: 1, limitTenths: 30 };
    const save = (more: object) => api(director, "POST", "/caseload/rule", { after: 0, content, validFrom: TODAY, note: "Ours, for a first year.", ...more });
    expect((await save({ validFrom: addDays(TODAY, -1) })).body.fields[0].path).toBe("validFrom");
    expect((await save({})).status).toBe(200);
    expect((await save({})).status).toBe(409);
    expect((await api(scene.clinician, "POST", "/caseload/rule", { after: 1, content, validFrom: TODAY, note: "Mine." })).status).toBe(403);
    for (const day of [3, 10, 17])
      await operatorDoes(scene, (tx) => sql`insert into sessions (agency_id, id, case_id, kind, place, modality, stage, clinician_id, starts_at, ends_at, time_zone, status)
        values (${tx.actor.agencyId}, ${newId(tx)}, ${scene.caseId}, 'dyadic', 'home', 'in_person', 1, ${scene.clinician.staffId}, ${`${addDays(TODAY, -day)}T15:00:00Z`}, ${`${addDays(TODAY, -day)}T16:00:00Z`}, 'America/New_York', 'held')`.execute(tx));
    const own = await board(scene.clinician);
    expect(own.cases[0]!.parts.map(({ part, tenths }) => [part, tenths])).toEqual([["base", 10], ["home", 5]]);
    expect(own.load.tenths).toBe(15);
    await operatorDoes(scene, (tx) => assign(tx, { caseId: scene.caseId, staffId: scene.trainee.staffId, kind: "covering", validFrom: addDays(TODAY, 7), validTo: addDays(TODAY, 14) }));
    const covering = await board(scene.trainee);
    expect(covering.weeks.map((one) => one.tenths)).toEqual([0, 10, 10, 0, 0]);
    expect(covering.cases[0]).toMatchObject({ kind: "covering", childName: null, tenths: 10 });
    expect(covering.coming.map(({ kind, on }) => [kind, on])).toEqual([["covering_begins", addDays(TODAY, 7)], ["covering_ends", addDays(TODAY, 14)]]);
  });

  it("says who can take the next family without a figure, by name", async () => {
    expect(await stateOf(desk, scene.clinician)).toMatchObject({ state: "over", reasons: expect.arrayContaining([expect.objectContaining({ code: "no_room" })]) });
    expect((await stateOf(desk, scene.spare))?.state).toBe("room");
    expect((await api(desk, "GET", "/caseload/next?language=es")).text).not.toMatch(/tenths|families":\s*\d/);
    expect((await api(scene.spare, "POST", `/caseload/people/${scene.spare.staffId}/room`, { until: addDays(TODAY, 20) })).status).toBe(200);
    expect(await stateOf(desk, scene.spare)).toMatchObject({ state: "not_now", reasons: expect.arrayContaining([expect.objectContaining({ code: "says_not_now", until: addDays(TODAY, 20) }), expect.objectContaining({ code: "room" })]) });
    expect((await api(scene.spare, "POST", `/caseload/people/${scene.clinician.staffId}/room`, { until: null })).status).toBe(404);
    expect((await api(scene.spare, "POST", `/caseload/people/${scene.spare.staffId}/room`, { until: null })).status).toBe(200);
    expect((await stateOf(desk, scene.spare))?.state).toBe("room");
    await api(scene.spare, "POST", `/caseload/people/${scene.spare.staffId}/languages`, { languages: ["en", "es"] });
    const { people }: Outputs["caseload"]["next"] = (await api(supervisor, "GET", "/caseload/next?language=es")).body;
    expect(people.find((one) => one.staffId === scene.spare.staffId)!.reasons.map((one) => one.code)).toContain("speaks");
    for (const state of ["room", "over", "not_now"]) {
      const names = people.filter((one) => one.state === state).map((one) => one.name);
      expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b)));
    }
  });

  it("asks for a reason over the limit and keeps it with the family", async () => {
    const second = await operatorDoes(scene, (tx) => openCase(tx, { referralId: null, child: { givenName: "Second", familyName: "Made-Up", birthDate: "2022-05-02", language: "en" }, caregivers: [], clinicianId: null }));
    const give = (more: object = {}) => api(director, "POST", `/cases/${second.caseId}/assignments`, { staffId: scene.clinician.staffId, kind: "assigned", validFrom: TODAY, validTo: null, ...more });
    expect((await give()).body.fields[0].path).toBe("overReason");
    expect((await give({ overReason: "The family knows her from before." })).status).toBe(200);
    const own = await board(scene.clinician);
    expect(own.cases.find((one) => one.caseId === second.caseId)?.exception).toMatchObject({ reason: "The family knows her from before.", byName: director.name });
    expect((await api(desk, "POST", "/cases", { referralId: null, child: { givenName: "Third", birthDate: "2022-05-02" }, caregivers: [], clinicianId: scene.clinician.staffId })).body.fields[0].path).toBe("overReason");
  });

  it("has limits of one's own, set by somebody else and seen by few", async () => {
    const set = (who: StaffActor, of: StaffActor) => api(who, "POST", `/caseload/people/${of.staffId}/limit`, { tenths: null, families: 5, validFrom: TODAY, note: "Four days a week." });
    expect((await set(supervisor, scene.spare)).status).toBe(404);
    expect((await set(supervisor, scene.clinician)).status).toBe(200);
    expect((await board(scene.clinician)).limit).toEqual({ families: 5, tenths: null, isOwn: true });
    expect((await stateOf(director, scene.clinician))?.state).toBe("room");
    const termsOf = async (who: StaffActor) => ((await api(who, "GET", "/caseload/terms")).body as Outputs["caseload"]["terms"]).people;
    expect((await termsOf(scene.clinician)).map((one) => one.name)).toEqual([scene.clinician.name]);
    expect((await termsOf(director)).length).toBe(3);
    expect(await acting(scene.place, scene.spare, (tx) => rows(tx, sql`select * from caseload_limits`))).toEqual([]);
  });

  it("is over with the supervision: the day after she reads nothing of it any more", async () => {
    server.fresh.clock.set(`${addDays(TODAY, 11)}T15:00:00Z`);
    expect((await api(supervisor, "GET", `/caseload/people/${scene.clinician.staffId}`)).status).toBe(404);
    expect((await api(supervisor, "GET", "/caseload")).body.supervised).toEqual([]);
  });
});
