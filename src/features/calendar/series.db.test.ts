import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { row, rows } from "#database/actor.ts";
import { addDays, timeInZone, wallTimeInZone } from "#kernel/dates.ts";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, startServer, type TestServer } from "../../../test/access/server.ts";
import { makeStaff, type StaffActor } from "../../../test/support/agency.ts";

// Sessions that repeat, rooms, second clinicians, flagged days, and taking back.

const TODAY = "2026-11-20";
const FIRST = "2026-12-01";
let server: TestServer;
let scene: Scene;
let others: Scene;
let clinician: string;
let frontDesk: string;
let second: StaffActor;
let childId: string;
let caregiver: string;
const zone = "America/New_York";

beforeAll(async () => {
  server = await startServer({ now: `${TODAY}T15:00:00Z` });
  scene = await makeScene(server, "ours");
  others = await makeScene(server, "theirs");
  clinician = await scene.cookieOf(scene.clinician);
  frontDesk = await scene.cookieOf(await makeStaff(scene.place, scene.agency, { roles: ["front_desk"] }));
  second = await makeStaff(scene.place, scene.agency, { name: "Second" });
  childId = (await operatorDoes(scene, (tx) => row<{ id: string }>(tx, sql`select child_id as id from cases where id = ${scene.caseId}`)))!.id;
  caregiver = await scene.cookieOf(await (await import("../../../test/access/scene.ts")).adultAccount(scene, scene.adultA));
});
afterAll(() => server.close());

let hours = 6;
/** A fresh hour of the day for each test: what one books is not in another's way. */
const nextHour = () => String(++hours).padStart(2, "0");
const setting = (more: object = {}) => ({ place: "home", modality: "in_person", clinicianId: scene.clinician.staffId, personIds: [childId, scene.adultA], ...more });
const at = (day: string, hour: string) => ({ start: `${day}T${hour}:00`, end: `${day}T${hour}:50` });
const ofCase = (cookie: string, path: string, body: object) => call(server, cookie, "POST", `/api/cases/${scene.caseId}/${path}`, body);
const bookSeries = (cookie: string, hour: string, more: object = {}) => ofCase(cookie, "series", { ...setting(), ...at(FIRST, hour), kind: "caregiver_alone", everyWeeks: 1, lastOn: addDays(FIRST, 7 * 5), ...more });
const book = (cookie: string, day: string, hour: string, more: object = {}) => ofCase(cookie, "sessions", { ...setting(), ...at(day, hour), kind: "caregiver_alone", ...more });
const change = (cookie: string, sessionId: string, body: object) => call(server, cookie, "POST", `/api/sessions/${sessionId}/change`, body);
const takeBack = (cookie: string, changeId: string) => call(server, cookie, "POST", `/api/booking-changes/${changeId}/take-back`);
type Standing = { id: string; wall: string; status: string; revision: number; series: string | null; isApart: boolean; taken: boolean };
const standing = async (seriesOf: string): Promise<Standing[]> =>
  (await operatorDoes(scene, (tx) => rows<Standing & { at: string }>(tx, sql`select id, starts_at as at, status, revision, series_id as series, is_apart as "isApart", taken_back_at is not null as taken from sessions where case_id = ${scene.caseId} and (series_id = ${seriesOf} or series_id in (select id from session_series where before_id = ${seriesOf})) order by starts_at`))).map((one) => ({ ...one, wall: wallTimeInZone(one.at, zone) }));

describe("a series", () => {
  it("is foreseen day by day, and booked whole, at the same hour on the wall in summer and winter", async () => {
    const hour = nextHour();
    const long = { ...setting(), ...at(FIRST, hour), everyWeeks: 1, lastOn: addDays(FIRST, 7 * 20) };
    const seen = await ofCase(clinician, "series-foresight", long);
    expect([seen.status, seen.body.days.length, seen.body.days.every((one: { problems: unknown[] }) => one.problems.length === 0), seen.body.first.decision.verdict], seen.text).toEqual([200, 21, true, expect.any(String)]);
    const booked = await ofCase(clinician, "series", { ...long, kind: "caregiver_alone" });
    expect([booked.status, booked.body.booked], booked.text).toEqual([200, 21]);
    const all = await standing(booked.body.seriesId);
    expect(new Set(all.map((one) => one.wall.slice(11)))).toEqual(new Set([`${hour}:00`]));
    expect((await operatorDoes(scene, (tx) => rows(tx, sql`select from decisions where session_id = any (${all.map((one) => one.id)}::uuid[])`))).length).toBe(21);
  });
  it("is booked in no part where one day is not possible, says which, and goes on without it", async () => {
    const hour = nextHour();
    const third = addDays(FIRST, 14);
    expect((await book(clinician, third, hour)).status).toBe(200);
    const refused = await bookSeries(clinician, hour);
    expect([refused.status, refused.body.fields[0].path, refused.body.problems], refused.text).toEqual([422, "leaveOut", [{ kind: "taken", on: third }]]);
    expect((await operatorDoes(scene, (tx) => rows(tx, sql`select from sessions where case_id = ${scene.caseId} and starts_at >= '2026-12-01' and to_char(starts_at at time zone ${zone}, 'HH24') = ${hour}`))).length).toBe(1);
    const booked = await bookSeries(clinician, hour, { leaveOut: [third] });
    expect([booked.status, booked.body.booked]).toEqual([200, 5]);
  });
  it("moves one, those that follow, or all, and leaves alone what was changed by itself", async () => {
    const hour = nextHour();
    const later = nextHour();
    const { seriesId } = (await bookSeries(clinician, hour)).body;
    const before = await standing(seriesId);
    const one = await change(clinician, before[1]!.id, { revision: 1, start: `${addDays(FIRST, 8)}T${hour}:00`, end: `${addDays(FIRST, 8)}T${hour}:50` });
    expect([one.status, one.body.changed], one.text).toEqual([200, 1]);
    const moved = await change(clinician, before[2]!.id, { revision: 1, scope: "following", start: `${addDays(FIRST, 15)}T${later}:00`, end: `${addDays(FIRST, 15)}T${later}:45` });
    expect([moved.status, moved.body.changed, moved.body.stayed], moved.text).toEqual([200, 4, []]);
    const now = await standing(seriesId);
    expect(now.map((each) => each.wall)).toEqual([`${FIRST}T${hour}:00`, `${addDays(FIRST, 8)}T${hour}:00`, ...[15, 22, 29, 36].map((days) => `${addDays(FIRST, days)}T${later}:00`)]);
    expect(now.map((each) => each.isApart)).toEqual([false, true, false, false, false, false]);
    expect(new Set(now.map((each) => each.series)).size).toBe(2);
    const back = await takeBack(clinician, moved.body.changeId);
    expect([back.status, back.body.takenBack], back.text).toEqual([200, 4]);
    expect((await standing(seriesId)).map((each) => each.wall)).toEqual([before[0]!.wall, `${addDays(FIRST, 8)}T${hour}:00`, ...before.slice(2).map((each) => each.wall)]);
    const all = await change(clinician, before[4]!.id, { revision: (await standing(seriesId))[4]!.revision, scope: "all", start: `${addDays(FIRST, 28)}T${later}:00`, end: `${addDays(FIRST, 28)}T${later}:50` });
    expect([all.body.changed, all.body.stayed.map((each: { why: string }) => each.why)], all.text).toEqual([5, ["apart"]]);
  });
  it("is cancelled from a session on, and taken back whole while nothing else happened to it", async () => {
    const hour = nextHour();
    const { seriesId } = (await bookSeries(clinician, hour)).body;
    const all = await standing(seriesId);
    const cancelled = await call(server, frontDesk, "POST", `/api/sessions/${all[3]!.id}/cancel-series`, { revision: 1, scope: "following", reason: "The family is away." });
    expect([cancelled.status, cancelled.body.changed]).toEqual([200, 3]);
    expect((await standing(seriesId)).map((one) => one.status)).toEqual(["booked", "booked", "booked", "cancelled", "cancelled", "cancelled"]);
    // The hour of one of them is given to somebody else: nothing comes back, not in part either.
    const given = (await book(clinician, addDays(FIRST, 28), hour)).body;
    expect((await takeBack(frontDesk, cancelled.body.changeId)).body.code).toBe("refused");
    expect((await standing(seriesId)).filter((one) => one.status === "cancelled").length).toBe(3);
    expect((await takeBack(clinician, given.changeId)).status).toBe(200);
    expect((await takeBack(frontDesk, cancelled.body.changeId)).status).toBe(200);
    expect((await standing(seriesId)).every((one) => one.status === "booked")).toBe(true);
    expect((await takeBack(frontDesk, cancelled.body.changeId)).status).toBe(422);
  });
  it("is taken back as it was booked: its sessions ask nothing of anybody, and the hours are free", async () => {
    const hour = nextHour();
    const booked = (await bookSeries(clinician, hour)).body;
    expect((await takeBack(clinician, booked.changeId)).body.takenBack).toBe(6);
    const listed = (await call(server, clinician, "GET", `/api/sessions?from=${FIRST}&to=${addDays(FIRST, 60)}&caseId=${scene.caseId}`)).body.sessions as { startsAt: string; status: string }[];
    expect(listed.filter((one) => timeInZone(one.startsAt, zone) === `${hour}:00`)).toEqual([]);
    expect((await bookSeries(clinician, hour)).status).toBe(200);
  });
  it("is not changed by who saw another state of it, once it has a note, or by another agency or a guessed id", async () => {
    const hour = nextHour();
    const booked = (await bookSeries(clinician, hour)).body;
    const [first] = await standing(booked.seriesId);
    const there = { ...at(addDays(FIRST, 1), hour) };
    expect((await change(clinician, first!.id, { revision: 9, ...there })).status).toBe(409);
    expect((await change(await others.cookieOf(others.clinician), first!.id, { revision: 1, ...there })).status).toBe(404);
    expect((await change(await scene.cookieOf(scene.spare), first!.id, { revision: 1, ...there })).status).toBe(404);
    expect((await change(clinician, crypto.randomUUID(), { revision: 1, ...there })).status).toBe(404);
    expect((await takeBack(await others.cookieOf(others.clinician), booked.changeId)).status).toBe(404);
    expect((await takeBack(await scene.cookieOf(scene.spare), booked.changeId)).status).toBe(404);
    expect((await change(clinician, first!.id, { revision: 1, scope: "all", ...at(FIRST, hour), end: `${FIRST}T${hour}:20`, personIds: [others.adultA] })).body.fields[0].path).toBe("personIds");
    expect((await change(caregiver, first!.id, { revision: 1, ...there })).status).toBe(403);
  });
});

describe("rooms and second clinicians", () => {
  it("give a room once, also in the same second, and never to a second family", async () => {
    const hour = nextHour();
    const { roomId } = (await call(server, frontDesk, "POST", "/api/calendar/rooms", { name: "Willow" })).body;
    const answers = await Promise.all([0, 1, 2, 3].map((of) => book(clinician, addDays(FIRST, 1), hour, { place: "service_site", roomId, clinicianId: of % 2 === 0 ? scene.clinician.staffId : second.staffId })));
    expect(answers.map((one) => one.status).sort()).toEqual([200, 422, 422, 422]);
    const other = await book(clinician, addDays(FIRST, 1), hour, { place: "service_site", roomId, clinicianId: second.staffId });
    expect([other.status, other.text.includes("Willow") || other.text.includes("busy") || other.text.includes("booked")]).toEqual([422, true]);
    expect((await book(clinician, addDays(FIRST, 2), hour, { roomId: crypto.randomUUID() })).body.fields[0].path).toBe("roomId");
    expect((await call(server, frontDesk, "POST", `/api/calendar/rooms/${roomId}/end`)).body).toEqual({ booked: 1 });
    expect((await book(clinician, addDays(FIRST, 2), hour, { place: "service_site", roomId })).body.fields[0].path).toBe("roomId");
  });
  it("take the hour of both, and show the session in both weeks", async () => {
    const hour = nextHour();
    const day = addDays(FIRST, 3);
    expect((await book(clinician, day, hour, { secondClinicianId: second.staffId })).status).toBe(200);
    expect((await book(clinician, day, hour, { clinicianId: second.staffId })).status).toBe(422);
    const week = (await call(server, clinician, "GET", `/api/sessions?from=${day}&to=${day}&clinicianId=${second.staffId}`)).body.sessions;
    expect(week.map((one: { secondClinicianName: string }) => one.secondClinicianName)).toContain("Second");
    expect((await book(clinician, addDays(day, 1), hour, { secondClinicianId: scene.clinician.staffId })).body.fields[0].path).toBe("secondClinicianId");
  });
  it("tell the way to a home to staff alone", async () => {
    const day = addDays(FIRST, 4);
    const booked = await book(clinician, day, nextHour(), { travelMinutes: 35 });
    expect(booked.body.travelMinutes).toBe(35);
    const own = await call(server, caregiver, "GET", `/api/sessions/${booked.body.sessionId}`);
    expect([own.status, own.body.travelMinutes]).toEqual([200, null]);
    const next = await ofCase(clinician, "session-foresight", { ...setting({ travelMinutes: 50 }), start: wallTimeInZone(booked.body.endsAt, zone), end: `${day}T${nextHour()}:50` });
    expect(next.body.hour.map((one: { kind: string }) => one.kind)).toContain("travel");
    expect((await call(server, clinician, "GET", `/api/cases/${scene.caseId}/session-proposal?on=${day}`)).body.travel).toEqual([{ place: "home", minutes: 35 }]);
  });
});

describe("days that want to be seen first (D7)", () => {
  it("ask before a booking on a flagged day, tell why to who reads the chart alone, and keep who saw it", async () => {
    const hour = nextHour();
    const court = addDays(FIRST, 9);
    expect((await call(server, clinician, "POST", `/api/cases/${scene.caseId}/life-events`, { happensOn: court, kind: "court", label: "Hearing-Quokka" })).status).toBe(200);
    const asked = await book(clinician, court, hour);
    expect([asked.status, asked.body.fields[0].path, asked.body.problems]).toEqual([422, "seenDays", [{ kind: "flagged", on: court }]]);
    const atDesk = await book(frontDesk, court, hour);
    expect([atDesk.status, /quokka|court/i.test(atDesk.text)]).toEqual([422, false]);
    expect((await call(server, clinician, "GET", `/api/calendar/flags?from=${court}&to=${court}`)).body.flags).toMatchObject([{ kind: "court", label: "Hearing-Quokka", on: court }]);
    expect((await call(server, frontDesk, "GET", `/api/calendar/flags?from=${court}&to=${court}&caseId=${scene.caseId}`)).body.flags).toEqual([]);
    expect((await call(server, await scene.cookieOf(scene.spare), "GET", `/api/calendar/flags?from=${court}&to=${court}&caseId=${scene.caseId}`)).body.flags).toEqual([]);
    const booked = await book(clinician, court, hour, { seenDays: [court] });
    expect(booked.status).toBe(200);
    expect(await operatorDoes(scene, (tx) => rows(tx, sql`select on_day as "on" from flags_seen where session_id = ${booked.body.sessionId}`))).toEqual([{ on: court }]);
  });
  it("know an anniversary of a death years later, and the 28th for what happened on 29 February", async () => {
    await call(server, clinician, "POST", `/api/cases/${scene.caseId}/life-events`, { happensOn: "2024-02-29", kind: "death", label: "Grandmother" });
    const found = (await call(server, clinician, "GET", `/api/calendar/flags?from=2027-02-20&to=2027-03-05&caseId=${scene.caseId}`)).body.flags;
    expect(found.map((one: { on: string; beganOn: string }) => [one.on, one.beganOn])).toEqual([["2027-02-28", "2024-02-29"]]);
    await call(server, clinician, "POST", `/api/cases/${scene.caseId}/life-events`, { happensOn: "2027-04-06", kind: "visit", label: "With the father" });
    expect((await call(server, clinician, "GET", `/api/calendar/flags?from=2027-04-01&to=2027-04-30&caseId=${scene.caseId}`)).body.flags).toMatchObject([{ kind: "visit", on: "2027-04-06" }]);
    expect((await call(server, clinician, "GET", `/api/calendar/flags?from=2028-04-01&to=2028-04-30&caseId=${scene.caseId}`)).body.flags).toEqual([]);
  });
  it("tell the front desk of the planned goodbye, which is of the service, and of nothing else that day", async () => {
    const day = addDays(FIRST, 44);
    await operatorDoes(scene, (tx) => sql`insert into case_milestones (agency_id, id, case_id, class, kind, happened_on, recorded_at) values (${scene.agency.agencyId}, gen_random_uuid(), ${scene.caseId}, 'service', 'planned_end', ${day}, ${tx.now})`.execute(tx));
    await call(server, clinician, "POST", `/api/cases/${scene.caseId}/life-events`, { happensOn: day, kind: "court", label: "Hearing-Numbat" });
    const atDesk = await call(server, frontDesk, "GET", `/api/calendar/flags?from=${day}&to=${day}&caseId=${scene.caseId}`);
    expect([atDesk.status, atDesk.body.flags?.map((one: { kind: string }) => one.kind), /numbat/i.test(atDesk.text)]).toEqual([200, ["goodbye"], false]);
    expect((await call(server, clinician, "GET", `/api/calendar/flags?from=${day}&to=${day}&caseId=${scene.caseId}`)).body.flags.map((one: { kind: string }) => one.kind)).toEqual(["court", "goodbye"]);
  });
  it("ask before a booking on a closed day and in an absence, and no more once they are taken back", async () => {
    const hour = nextHour();
    const day = addDays(FIRST, 23);
    const closed = (await call(server, frontDesk, "POST", "/api/calendar/closed-days", { from: day, to: day, label: "Staff day" })).body;
    const refused = await book(clinician, day, hour);
    expect([refused.status, refused.body.message]).toEqual([422, "The practice is closed that day: Staff day."]);
    expect((await call(server, frontDesk, "POST", `/api/calendar/closed-days/${closed.closedDayId}/take-back`)).status).toBe(200);
    expect((await book(clinician, day, hour)).status).toBe(200);
    expect((await call(server, clinician, "POST", "/api/calendar/closed-days", { from: day, to: day, label: "No" })).status).toBe(403);
  });
});
