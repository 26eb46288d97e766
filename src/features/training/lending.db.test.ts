import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, type Outputs, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { rows } from "#database/actor.ts";
import { addDays } from "#kernel/dates.ts";
import { caseCode } from "#server/keys.ts";

// C7: what is lent is counted from live cases of another agency; faculty see figures and codes, and never a chart.

const NOW = "2026-11-20T15:00:00.000Z";
const STARTS = "2026-01-05";
let server: TestServer;
let collaborative: Scene;
let agency: Scene;
let teacher: StaffActor;
let faculty: string;
let trainee: string;
let colleague: StaffActor;
let cohortId: string;
let seatId: string;
const api = (cookie: string, method: string, address: string, body?: object) => call(server, cookie, method, `/api${address}`, body);

/** Signed sessions of a kind, a week apart, with a clinician. */
const held = (caseId: string, clinicianId: string, { kind = "dyadic", count, from = STARTS }: { kind?: string; count: number; from?: string }) =>
  operatorDoes(agency, async (tx) => {
    for (let place = 0; place < count; place++) {
      const id = randomUUID();
      const day = addDays(from, place * 7);
      await sql`insert into sessions (agency_id, id, case_id, kind, place, modality, stage, clinician_id, starts_at, ends_at, time_zone, status) values (${tx.actor.agencyId}, ${id}, ${caseId}, ${kind}, 'home', 'in_person', 2, ${clinicianId}, ${`${day}T15:00:00Z`}, ${`${day}T16:00:00Z`}, ${tx.actor.timeZone}, 'held')`.execute(tx);
      await sql`insert into notes (agency_id, session_id, case_id, author_id, status, signed_at, signed_by) values (${tx.actor.agencyId}, ${id}, ${caseId}, ${clinicianId}, 'signed', ${tx.now}, ${clinicianId})`.execute(tx);
    }
  });
const seen = async () => (await api(faculty, "GET", `/cohorts/${cohortId}/seats/${seatId}`)).body as Outputs["cohorts"]["seat"];
const mine = async (cookie = trainee) => ((await api(cookie, "GET", "/training/mine")).body as Outputs["training"]["mine"]).places;
let minutes = 0;
const gather = async () => {
  server.fresh.clock.set(new Date(Date.parse(NOW) + ++minutes * 120_000).toISOString());
  expect((await api(trainee, "POST", "/training/mine/gather", {})).status).toBe(200);
};

beforeAll(async () => {
  server = await startServer({ now: NOW });
  [collaborative, agency] = [await makeScene(server, "collaborative"), await makeScene(server, "agency")];
  teacher = await makeStaff(collaborative.place, collaborative.agency, { roles: ["faculty"] });
  faculty = await collaborative.cookieOf(teacher);
  trainee = await agency.cookieOf(agency.clinician);
  colleague = await makeStaff(agency.place, agency.agency);
  cohortId = (await api(faculty, "POST", "/cohorts", { name: "Made up", track: "nc-ctp", trackVersion: "2019", startsOn: STARTS, places: 5 })).body.cohortId;
  seatId = (await api(faculty, "POST", `/cohorts/${cohortId}/seats`, { name: "Made-Up Trainee", role: "clinician", fromDay: STARTS })).body.seatId;
}, 120_000);
afterAll(() => server.close());

describe("a place that somebody of another agency takes", () => {
  it("opens with its invitation alone, once, for whoever agrees", async () => {
    const { code: old } = (await api(faculty, "POST", `/cohorts/${cohortId}/seats/${seatId}/invitation`, {})).body;
    const { code } = (await api(faculty, "POST", `/cohorts/${cohortId}/seats/${seatId}/invitation`, {})).body;
    for (const wrong of [old, "guessed", `${code}x`]) expect((await api(trainee, "POST", "/training/mine/places", { code: wrong, agrees: true })).status).toBe(400);
    expect((await api(trainee, "POST", "/training/mine/places", { code, agrees: false })).status).toBe(400);
    expect((await api(trainee, "POST", "/training/mine/places", { code, agrees: true })).body).toEqual({ seatId });
    expect((await api(await agency.cookieOf(colleague), "POST", "/training/mine/places", { code, agrees: true })).status).toBe(400);
    expect(await mine()).toMatchObject([{ seatId, cohort: "Made up", lent: null }]);
    expect(await mine(await agency.cookieOf(colleague))).toEqual([]);
  });

  it("is over after its day: an old invitation opens nothing", async () => {
    const other = (await api(faculty, "POST", `/cohorts/${cohortId}/seats`, { name: "Made-Up Other", role: "clinician", fromDay: STARTS })).body.seatId as string;
    const { code } = (await api(faculty, "POST", `/cohorts/${cohortId}/seats/${other}/invitation`, {})).body;
    server.fresh.clock.set("2026-12-21T15:00:00.000Z");
    expect((await api(await agency.cookieOf(colleague), "POST", "/training/mine/places", { code, agrees: true })).status).toBe(400);
    server.fresh.clock.set(NOW);
  });
});

describe("what is lent (C7)", () => {
  it("is counted from signed sessions since the first training day, a case once, for whoever saw it more often", async () => {
    await held(agency.caseId, agency.clinician.staffId, { count: 3, from: "2025-11-03" });
    await gather();
    // Before the training nothing counts; of the newer session of the scene's own case the note is of another day.
    const before = (await seen()).cases;
    await held(agency.caseId, agency.clinician.staffId, { count: 4 });
    await held(agency.caseId, agency.clinician.staffId, { kind: "phone", count: 2, from: "2026-03-02" });
    await gather();
    const [found] = (await seen()).cases;
    expect(found).toMatchObject({ id: caseCode(server.services.signingKey, agency.caseId), startedOn: STARTS, fullCourse: false });
    expect(found!.sessions - (before[0]?.sessions ?? 0)).toBe(4);
    expect(found!.lacks).toEqual(["feedback", "introduced", "sessions", "plannedEnd", "closingMeasures"]);
    await held(agency.caseId, colleague.staffId, { count: 12, from: "2026-04-06" });
    await gather();
    expect(await seen()).toMatchObject({ cases: [], others: [caseCode(server.services.signingKey, agency.caseId)] });
    await held(agency.caseId, agency.clinician.staffId, { kind: "caregiver_alone", count: 14, from: "2026-05-04" });
    await gather();
    const back = await seen();
    expect([back.cases.length, back.others, back.path.steps.find((one) => one.id === "nc5")!.have]).toEqual([1, [], 1]);
  });

  it("names no family and no adult, and opens no chart", async () => {
    const { text } = await api(faculty, "GET", `/cohorts/${cohortId}/seats/${seatId}`);
    for (const secret of [agency.caseId, "Robin", "Ana", agency.adultA]) expect(text).not.toContain(secret);
    expect((await api(faculty, "GET", `/cases/${agency.caseId}/fidelity`)).status).toBe(403);
    expect((await mine())[0]!.lent!.cases).toEqual((await seen()).cases);
  });

  it("is read by the one who lends, who supervises her, and the collaborative, and by nobody else", async () => {
    const everybody = (scene: Scene, staff: StaffActor) => acting(scene.place, staff, (tx) => rows(tx, sql`select seat_id from training_evidence`));
    const others = await makeScene(server, "others");
    expect(await everybody(agency, colleague)).toEqual([]);
    expect(await everybody(agency, await makeStaff(agency.place, agency.agency, { roles: ["administrator"] }))).toEqual([]);
    expect(await everybody(others, await makeStaff(others.place, others.agency, { roles: ["faculty"] }))).toEqual([]);
    expect(await everybody(collaborative, await makeStaff(collaborative.place, collaborative.agency, { roles: ["supervisor"] }))).toEqual([]);
    expect((await everybody(agency, agency.clinician)).length).toBe(1);
    expect((await everybody(collaborative, await makeStaff(collaborative.place, collaborative.agency, { roles: ["faculty"] }))).length).toBe(1);
  });

  it("is written by the agency's machine alone, and a place is taken by no other way", async () => {
    const lend = (tx: Parameters<Parameters<typeof acting>[2]>[0]) => sql`update training_evidence set content = '{}'`.execute(tx).then((one) => Number(one.numAffectedRows));
    expect(await acting(agency.place, agency.clinician, lend)).toBe(0);
    await expect(acting(agency.place, agency.clinician, (tx) => sql`insert into cohort_bindings (agency_id, id, seat_id, member_agency_id, member_staff_id, agreed_words, valid_from, bound_at) values (${collaborative.agency.agencyId}, ${randomUUID()}, ${seatId}, ${agency.agency.agencyId}, ${agency.clinician.staffId}, '', ${STARTS}, ${NOW})`.execute(tx))).rejects.toThrow(/row-level security/);
  });

  it("takes a family for one trainee only, and counts a challenge once a packet of it is confirmed", async () => {
    expect((await api(trainee, "POST", `/training/mine/cases/${agency.caseId}`, { challenge: "high" })).status).toBe(200);
    await operatorDoes(agency, (tx) => sql`insert into assignments (agency_id, case_id, staff_id, kind, valid_from) values (${tx.actor.agencyId}, ${agency.caseId}, ${colleague.staffId}, 'assigned', '2026-01-05')`.execute(tx));
    const other = await api(await agency.cookieOf(colleague), "POST", `/training/mine/cases/${agency.caseId}`, { challenge: "low" });
    expect([other.status, other.text.includes("chose this family")]).toEqual([422, true]);
    await gather();
    expect((await mine())[0]!.lent!.fidelityCases).toEqual([]);
    expect((await api(trainee, "POST", `/training/mine/cases/${agency.caseId}`, { challenge: null })).status).toBe(200);
    expect((await api(await agency.cookieOf(colleague), "POST", `/training/mine/cases/${agency.caseId}`, { challenge: "low" })).status).toBe(200);
  });

  it("ends when she leaves the place: nothing more is gathered, what was lent stays", async () => {
    const before = await seen();
    expect((await api(await agency.cookieOf(colleague), "POST", `/training/mine/places/${seatId}/leave`, {})).status).toBe(404);
    expect((await api(trainee, "POST", `/training/mine/places/${seatId}/leave`, {})).status).toBe(200);
    server.fresh.clock.set("2026-11-22T15:00:00.000Z");
    [faculty, trainee] = [await collaborative.cookieOf(teacher), await agency.cookieOf(agency.clinician)];
    await held(agency.caseId, agency.clinician.staffId, { count: 2, from: "2026-09-07" });
    expect((await api(trainee, "POST", "/training/mine/gather", {})).status).toBe(200);
    expect((await seen()).cases).toEqual(before.cases);
    expect((await seen()).seat.binding).toBe("ended");
  });
});
