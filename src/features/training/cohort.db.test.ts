import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, type Outputs, startServer, type TestServer } from "../../../test/access/server.ts";
import { makeStaff } from "../../../test/support/agency.ts";
import { addDays } from "#kernel/dates.ts";
import { callDays, evidenceOf, lines, LOOKED_AT, STARTS, trainingDays } from "./cohort.test-support.ts";

// C6–C8, C11: the cohort that docs/training-cohort.md counts by hand, kept by faculty through the product's own doors.

let server: TestServer;
let collaborative: Scene;
let faculty: string;
let cohortId: string;
const seatOf = new Map<string, string>();
const api = (cookie: string, method: string, address: string, body?: object) => call(server, cookie, method, `/api${address}`, body);
const done = async (answer: ReturnType<typeof api>) => {
  const { status, body } = await answer;
  expect([status, body]).toEqual([200, body]);
  return body;
};

beforeAll(async () => {
  server = await startServer({ now: `${LOOKED_AT}T15:00:00.000Z` });
  collaborative = await makeScene(server, "collaborative");
  faculty = await collaborative.cookieOf(await makeStaff(collaborative.place, collaborative.agency, { roles: ["faculty"] }));
}, 120_000);
afterAll(() => server.close());

describe("a cohort of 24 as faculty keeps it (C6, C7)", () => {
  it("is made with its calendar, its places, who came, and what is waived", async () => {
    const made = await done(api(faculty, "POST", "/cohorts", { name: "Made-up cohort", track: "nc-ctp", trackVersion: "2019", startsOn: STARTS, places: 23 }));
    cohortId = made.cohortId;
    for (const line of lines) seatOf.set(line.who, (await done(api(faculty, "POST", `/cohorts/${cohortId}/seats`, { name: line.who, role: line.role, fromDay: STARTS }))).seatId);
    const meetings: { kind: string; onDay: string; came: string[] }[] = trainingDays.map((onDay, place) => ({ kind: "training_day", onDay, came: lines.filter((one) => place < trainingDays.length - one.daysMissed).map((one) => seatOf.get(one.who)!) }));
    for (const [kind, short] of [["individual_call", "i"], ["group_call", "g"]] as const) {
      const days = [...new Set(lines.flatMap((one) => callDays(one, short)))].toSorted();
      meetings.push(...days.map((onDay) => ({ kind, onDay, came: lines.filter((one) => callDays(one, short).includes(onDay)).map((one) => seatOf.get(one.who)!) })));
    }
    for (const one of meetings) await done(api(faculty, "POST", `/cohorts/${cohortId}/meetings`, { ...one, startsAt: "12:00", minutes: 60 }));
    for (const line of lines) for (const requirement of line.waived) await done(api(faculty, "POST", `/cohorts/${cohortId}/waivers`, { seatId: seatOf.get(line.who), requirement, reason: "Made up: as the page says." }));
    // What agencies lend, as their machines write it.
    for (const line of lines.filter((one) => one.clients !== null)) {
      const { cases = [] } = evidenceOf(line);
      const content = { cases: cases.map((one) => ({ ...one, allSessions: one.sessions ?? 0, lacks: [] })), others: [], fidelityCases: [], supervision: null, videos: line.videos, outcomeDataCollected: null, lastDay: null };
      await operatorDoes(collaborative, (tx) => sql`insert into training_evidence (agency_id, staff_id, collaborative_agency_id, seat_id, content, gathered_at) values (${tx.actor.agencyId}, ${collaborative.clinician.staffId}, ${tx.actor.agencyId}, ${seatOf.get(line.who)!}, ${JSON.stringify(content)}::jsonb, ${tx.now})`.execute(tx));
    }
  });

  it("comes to what the page says by hand, for everybody of whom something was lent", async () => {
    const found = (await done(api(faculty, "GET", `/cohorts/${cohortId}`))) as Outputs["cohorts"]["get"];
    expect(found.seats.length).toBe(24);
    for (const line of lines.filter((one) => one.clients !== null)) {
      const { path } = (await done(api(faculty, "GET", `/cohorts/${cohortId}/seats/${seatOf.get(line.who)!}`))) as Outputs["cohorts"]["seat"];
      expect(Object.fromEntries(path.steps.map((one) => [one.id, one.met])), line.who).toEqual(line.marks);
      expect([line.who, found.seats.find((one) => one.name === line.who)!.verdict]).toEqual([line.who, line.verdict]);
    }
  });

  it("refuses one person at two meetings at one hour, a place too many, a day to come, and a figure that the source sets", async () => {
    const ada = seatOf.get("Ada Elder")!;
    const day = { kind: "group_call", onDay: trainingDays[0], minutes: 60, came: [ada] };
    const clash = await api(faculty, "POST", `/cohorts/${cohortId}/meetings`, { ...day, startsAt: "12:59" });
    expect([clash.status, clash.text.includes("Ada Elder was at another meeting")]).toEqual([400, true]);
    const other = await done(api(faculty, "POST", `/cohorts/${cohortId}/meetings`, { ...day, startsAt: "13:00" }));
    expect((await api(faculty, "POST", `/cohorts/${cohortId}/meetings/${other.meetingIds[0]}/call-off`, { reason: "Nobody came." })).status).toBe(422);
    expect((await api(faculty, "POST", `/cohorts/${cohortId}/seats`, { name: "One Too Many", role: "clinician", fromDay: STARTS })).status).toBe(422);
    const [coming] = (await done(api(faculty, "POST", `/cohorts/${cohortId}/meetings`, { kind: "group_call", onDay: addDays(LOOKED_AT, 1), startsAt: "12:00", minutes: 60 }))).meetingIds as string[];
    expect((await api(faculty, "POST", `/cohorts/${cohortId}/meetings/${coming}/attendance`, { marks: [{ seatId: ada, came: "yes" }] })).status).toBe(422);
    expect((await api(faculty, "POST", `/cohorts/${cohortId}/waivers`, { seatId: ada, requirement: "nc4", threshold: 2, reason: "Made up." })).status).toBe(400);
    expect((await api(faculty, "POST", `/cohorts/${cohortId}/meetings`, { kind: "training_day", onDay: "2029-01-01", startsAt: "12:00", minutes: 60 })).status).toBe(400);
  });

  it("counts a day that is made up once, and what somebody came to both times once", async () => {
    const dario = seatOf.get("Dario Cedar")!;
    const { meetings } = (await done(api(faculty, "GET", `/cohorts/${cohortId}`))) as Outputs["cohorts"]["get"];
    const missed = meetings.find((one) => one.onDay === trainingDays.at(-1) && one.kind === "training_day")!;
    for (const name of ["Dario Cedar", "Ada Elder"]) await done(api(faculty, "POST", `/cohorts/${cohortId}/meetings`, { kind: "training_day", onDay: name === "Ada Elder" ? "2026-11-10" : "2026-11-11", startsAt: "09:00", minutes: 240, makesUp: missed.meetingId, came: [seatOf.get(name)] }));
    const haveOf = async (seatId: string) => ((await done(api(faculty, "GET", `/cohorts/${cohortId}/seats/${seatId}`))) as Outputs["cohorts"]["seat"]).path.steps.find((one) => one.id === "nc2")!;
    expect(await haveOf(dario)).toMatchObject({ have: 10, met: true });
    expect(await haveOf(seatOf.get("Ada Elder")!)).toMatchObject({ have: 10 });
    expect((await api(faculty, "POST", `/cohorts/${cohortId}/meetings`, { kind: "group_call", onDay: "2026-11-11", startsAt: "17:00", minutes: 60, makesUp: missed.meetingId })).status).toBe(400);
  });

  it("lets somebody go on in another cohort, which has its own requirements and keeps what was done", async () => {
    const suri = seatOf.get("Suri Rowan")!;
    const into = (await done(api(faculty, "POST", "/cohorts", { name: "The next one", track: "nc-ctp", trackVersion: "2019", startsOn: "2026-09-07", places: 10 }))).cohortId as string;
    expect((await api(faculty, "POST", `/cohorts/${cohortId}/seats/${suri}/end`, { toDay: LOOKED_AT, leftAs: "moved_cohort" })).status).toBe(400);
    const moved = await done(api(faculty, "POST", `/cohorts/${cohortId}/seats/${suri}/end`, { toDay: LOOKED_AT, leftAs: "moved_cohort", intoCohortId: into }));
    const there = (await done(api(faculty, "GET", `/cohorts/${into}/seats/${moved.seatId}`))) as Outputs["cohorts"]["seat"];
    expect(there.path.steps.map((one) => [one.id, one.have])).toEqual(expect.arrayContaining([["nc2", 7], ["nc4", 3], ["nc5", 4]]));
    expect((await api(faculty, "POST", `/cohorts/${cohortId}/seats/${suri}/end`, { toDay: LOOKED_AT, leftAs: "workload" })).status).toBe(422);
  });

  it("is nobody else's: no other role, no other agency's faculty", async () => {
    const others = await makeScene(server, "others");
    const stranger = await others.cookieOf(await makeStaff(others.place, others.agency, { roles: ["faculty"] }));
    expect((await api(stranger, "GET", `/cohorts/${cohortId}`)).status).toBe(404);
    expect((await api(stranger, "POST", `/cohorts/${cohortId}/seats/${seatOf.get("Ada Elder")!}/invitation`, {})).status).toBe(404);
    expect((await done(api(stranger, "GET", "/cohorts")) as Outputs["cohorts"]["list"]).cohorts).toEqual([]);
    for (const role of ["clinician", "supervisor", "administrator", "senior_leader"] as const) expect((await api(await collaborative.cookieOf(await makeStaff(collaborative.place, collaborative.agency, { roles: [role] })), "GET", "/cohorts")).status).toBe(403);
  });
});
