import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId, row, type Transaction } from "#database/actor.ts";
import { addDays, instantFromWall } from "#kernel/dates.ts";
import { insertLanguages } from "#features/caseload/store.ts";
import { insertPart, insertPerson } from "#features/people/store.ts";
import { insertTeam, insertTeamMember } from "#features/workforce/store.ts";
import { adultAccount, makeScene, newBystanderCase, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, startServer, type TestServer } from "../../../test/access/server.ts";
import { makeStaff, type StaffActor } from "../../../test/support/agency.ts";

// The countdown to a planned goodbye, an interpreter who is missing or elsewhere, a series that goes on, a team's hours, and who comes along (A3, B8, C4).

const TODAY = "2026-11-20";
const FIRST = "2026-12-01";
const GOODBYE = "2026-12-22";
let server: TestServer;
let scene: Scene;
let clinician: string;
let desk: string;
let second: StaffActor;
let childId: string;

beforeAll(async () => {
  server = await startServer({ now: `${TODAY}T15:00:00Z` });
  scene = await makeScene(server, "endings");
  clinician = await scene.cookieOf(scene.clinician);
  desk = await scene.cookieOf(await makeStaff(scene.place, scene.agency, { roles: ["front_desk"] }));
  second = await makeStaff(scene.place, scene.agency, { name: "Second" });
  childId = (await operator((tx) => row<{ id: string }>(tx, sql`select child_id as id from cases where id = ${scene.caseId}`)))!.id;
});
afterAll(() => server.close());

const operator = <T>(work: (tx: Transaction) => Promise<T>) => operatorDoes(scene, work);
const plan = (day: string, hour: string, more: object = {}) => ({ place: "service_site", modality: "in_person", clinicianId: scene.clinician.staffId, personIds: [scene.adultA], start: `${day}T${hour}:00`, end: `${day}T${hour}:50`, ...more });
const ofCase = (cookie: string, path: string, body: object) => call(server, cookie, "POST", `/api/cases/${scene.caseId}/${path}`, body);
const book = (cookie: string, day: string, hour: string, more: object = {}) => ofCase(cookie, "sessions", { ...plan(day, hour), kind: "caregiver_alone", ...more });
const foresee = async (cookie: string, day: string, hour: string, more: object = {}) => (await ofCase(cookie, "session-foresight", plan(day, hour, more))).body;
const kindsOf = (foreseen: { hour: { kind: string; weight: string }[] }) => foreseen.hour.map(({ kind, weight }) => `${kind} ${weight}`);
type Marks = { sessionId: string; ending: { place: string; left: number | null } | null; needs: { name: string; language: string } | null }[];
const marksOf = async (cookie: string, more = ""): Promise<Marks> => (await call(server, cookie, "GET", `/api/sessions/marks?from=${TODAY}&to=2027-01-31${more}`)).body.marks;

describe("the countdown to a planned goodbye", () => {
  const ids: string[] = [];
  it("counts the visits that are left for who reads the chart, and tells the front desk at most that one is the last", async () => {
    for (const days of [0, 7, 14, 21]) ids.push((await book(clinician, addDays(FIRST, days), "08")).body.sessionId);
    expect(await marksOf(clinician)).toEqual([]);
    await operator((tx) => sql`insert into case_milestones (agency_id, id, case_id, class, kind, happened_on, recorded_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${scene.caseId}, 'service', 'planned_end', ${GOODBYE}, ${tx.now})`.execute(tx));
    expect((await marksOf(clinician)).map((one) => [one.sessionId, one.ending])).toEqual(ids.map((id, at) => [id, at === 3 ? { place: "last", left: 1 } : { place: "before", left: 4 - at }]));
    expect((await marksOf(desk)).map((one) => [one.sessionId, one.ending])).toEqual([[ids[3], { place: "last", left: null }]]);
  });
  it("says it at booking, and asks before a day beyond, as a flagged day does", async () => {
    expect((await foresee(clinician, addDays(FIRST, 15), "09")).ending).toMatchObject({ place: "before", left: 2 });
    expect((await foresee(desk, addDays(FIRST, 15), "09")).ending).toBeNull();
    const beyond = addDays(GOODBYE, 7);
    expect(kindsOf(await foresee(clinician, beyond, "09"))).toContain("past_goodbye asks");
    const refused = await book(clinician, beyond, "09");
    expect([refused.status, refused.body.problems, refused.body.fields[0].path]).toEqual([422, [{ kind: "past_goodbye", on: beyond }], "seenDays"]);
    const atDesk = await book(desk, beyond, "09");
    expect([atDesk.status, atDesk.body.message.includes("Ask the clinician")]).toEqual([422, true]);
    const { sessionId } = (await book(clinician, beyond, "09", { seenDays: [beyond] })).body;
    expect((await marksOf(clinician)).find((one) => one.sessionId === sessionId)?.ending).toEqual({ place: "beyond", left: null });
    expect((await marksOf(desk)).map((one) => one.sessionId)).toEqual([ids[3]]);
  });
  it("is told to nobody who does not see the family, and to no family", async () => {
    expect(await marksOf(await scene.cookieOf(scene.spare))).toEqual([]);
    const family = await scene.cookieOf(await adultAccount(scene, scene.adultA));
    expect((await call(server, family, "GET", `/api/sessions/marks?from=${TODAY}&to=2027-01-31`)).status).toBe(403);
    expect((await call(server, family, "GET", `/api/sessions?from=${TODAY}&to=2027-01-31`)).text).not.toMatch(/ending|goodbye/);
  });
});

describe("an interpreter", () => {
  const day = "2026-11-24";
  let interpreter: string;
  it("is missing where nobody there speaks the adult's language, with who of the staff does; it warns and never refuses", async () => {
    await operator(async (tx) => {
      await sql`update persons set language = 'am' where id = ${scene.adultA}`.execute(tx);
      await insertLanguages(tx, { staffId: second.staffId, languages: ["en", "am"] });
    });
    // Nobody has said yet what the clinician speaks: what is not known is not held against anybody.
    expect(kindsOf(await foresee(clinician, day, "10"))).toEqual([]);
    await operator((tx) => insertLanguages(tx, { staffId: scene.clinician.staffId, languages: ["en"] }));
    const found = await foresee(clinician, day, "10");
    expect(kindsOf(found)).toEqual(["language warns"]);
    expect(found.hour[0].message).toMatch(/^Ana speaks Amharic; .* does not, and no interpreter is expected\. Here Second works in it\.$/);
    expect(kindsOf(await foresee(clinician, day, "10", { secondClinicianId: second.staffId }))).toEqual([]);
    const { status, body } = await book(clinician, day, "10");
    expect(status).toBe(200);
    expect((await marksOf(desk)).find((one) => one.sessionId === body.sessionId)?.needs).toEqual({ name: "Ana", language: "Amharic" });
  });
  it("who is expected ends the warning, and is not in two places at once, whosever families they are", async () => {
    interpreter = await operator(async (tx) => {
      const personId = await insertPerson(tx, { kind: "adult", givenName: "Intira", familyName: "Made-Up", birthDate: null, language: "am" });
      await insertPart(tx, { caseId: scene.caseId, personId, part: "other", kind: "interpreter", livesWithChild: false, validFrom: TODAY });
      return personId;
    });
    const withThem = { personIds: [scene.adultA, interpreter] };
    expect(kindsOf(await foresee(clinician, day, "12", withThem))).toEqual([]);
    const { body } = await book(clinician, day, "12", withThem);
    expect((await marksOf(clinician)).find((one) => one.sessionId === body.sessionId)?.needs).toBeNull();
    // Around another family, of which this clinician sees nothing.
    const caseId = await newBystanderCase(scene);
    await operator(async (tx) => {
      await insertPart(tx, { caseId, personId: interpreter, part: "other", kind: "interpreter", livesWithChild: false, validFrom: TODAY });
      const sessionId = newId(tx);
      await sql`insert into sessions (agency_id, id, case_id, kind, place, modality, stage, clinician_id, starts_at, ends_at, time_zone) values (${tx.actor.agencyId}, ${sessionId}, ${caseId}, 'dyadic', 'service_site', 'in_person', 1, ${second.staffId}, ${instantFromWall(`${day}T14:30`, "America/New_York")}, ${instantFromWall(`${day}T15:30`, "America/New_York")}, 'America/New_York')`.execute(tx);
      await sql`insert into attendances (agency_id, session_id, person_id, case_id, part) values (${tx.actor.agencyId}, ${sessionId}, ${interpreter}, ${caseId}, 'interpreter')`.execute(tx);
    });
    const clash = await foresee(clinician, day, "14", withThem);
    expect([kindsOf(clash), clash.hour[0].message, /bystander/i.test(JSON.stringify(clash))]).toEqual([["interpreter_taken warns"], "Intira Made-Up interprets at another session then.", false]);
    expect((await book(clinician, day, "14", withThem)).status).toBe(200);
  });
});

describe("a series that nears its last day", () => {
  it("is continued at its hour, with its people and place, and taken back; once it goes on it asks no more", async () => {
    const first = "2027-02-02";
    const booked = (await ofCase(clinician, "series", { ...plan(first, "11", { personIds: [childId, scene.adultA] }), kind: "dyadic", everyWeeks: 2, lastOn: addDays(first, 14 * 5), seenDays: [0, 1, 2, 3, 4, 5].map((at) => addDays(first, 14 * at)) })).body;
    const seriesOf = async (cookie = clinician) => (await call(server, cookie, "GET", `/api/sessions/${booked.session.sessionId}/series`)).body.series;
    expect(await seriesOf()).toMatchObject({ seriesId: booked.seriesId, everyWeeks: 2, coming: 6, nearsEnd: false });
    server.fresh.clock.set("2027-03-05T15:00:00Z");
    clinician = await scene.cookieOf(scene.clinician);
    const near = await seriesOf();
    expect(near).toMatchObject({ coming: 3, nearsEnd: true, kind: "dyadic", nextStart: "2027-04-27T11:00", nextEnd: "2027-04-27T11:50" });
    expect(near.setting.personIds.toSorted()).toEqual([childId, scene.adultA].toSorted());
    const days = [0, 1, 2].map((at) => addDays("2027-04-27", 14 * at));
    const further = { ...near.setting, start: near.nextStart, end: near.nextEnd, everyWeeks: 2, lastOn: days[2] };
    const seen = await ofCase(clinician, "series-foresight", further);
    expect(seen.body.days.map((one: { on: string; problems: { kind: string }[] }) => [one.on, one.problems.some(({ kind }) => kind === "past_goodbye")])).toEqual(days.map((on) => [on, true]));
    const asks = await ofCase(clinician, "series", { ...further, kind: near.kind, beforeId: near.seriesId });
    expect([asks.status, asks.body.problems.length]).toEqual([422, 3]);
    const done = await ofCase(clinician, "series", { ...further, kind: near.kind, beforeId: near.seriesId, seenDays: days });
    expect([done.status, done.body.booked], done.text).toEqual([200, 3]);
    expect((await seriesOf()).nearsEnd).toBe(false);
    expect((await call(server, clinician, "POST", `/api/booking-changes/${done.body.changeId}/take-back`)).body.takenBack).toBe(3);
    expect((await seriesOf()).nearsEnd).toBe(true);
  });
  it("goes on from a series of this family alone, and a session by itself has none", async () => {
    const guessed = await ofCase(clinician, "series", { ...plan("2027-05-04", "07"), kind: "caregiver_alone", everyWeeks: 1, lastOn: "2027-05-25", beforeId: crypto.randomUUID() });
    expect([guessed.status, guessed.body.fields[0].path]).toEqual([400, "beforeId"]);
    expect((await call(server, clinician, "GET", `/api/sessions/${scene.sessionId}/series`)).body).toEqual({ series: null });
  });
});

describe("a team, and who comes along", () => {
  it("is asked for its own hours alone, those in which somebody of it comes along among them", async () => {
    const teamId = await operator(async (tx) => {
      const id = await insertTeam(tx, "Along", "2024-01-01");
      await insertTeamMember(tx, id, second.staffId, "clinician", "2024-01-01");
      return id;
    });
    const on = "2027-03-08";
    const alone = (await book(clinician, on, "07", { seenDays: [on] })).body.sessionId;
    const along = (await book(clinician, on, "09", { secondClinicianId: second.staffId, seenDays: [on] })).body.sessionId;
    const idsIn = async (path: string, of: "sessions" | "verdicts") => (await call(server, clinician, "GET", `/api/sessions${path}?from=${on}&to=${on}&teamId=${teamId}`)).body[of].map((one: { sessionId: string }) => one.sessionId);
    expect(await idsIn("", "sessions")).toEqual([along]);
    expect(await idsIn("/verdicts", "verdicts")).toEqual([along]);
    expect(alone).not.toBe(along);
  });
  it("is named where somebody who comes along leaves", async () => {
    const director = await scene.cookieOf(await makeStaff(scene.place, scene.agency, { roles: ["administrator"] }));
    const left = (await call(server, director, "GET", `/api/handover/${second.staffId}`)).body;
    expect(left.seconds).toMatchObject([{ caseId: scene.caseId, childName: "Robin Made-Up", withNames: [scene.clinician.name], booked: 1 }]);
  });
});
