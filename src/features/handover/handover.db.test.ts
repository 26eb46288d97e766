import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { addDays } from "#kernel/dates.ts";
import { makeScene, newNote, newSession, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, type Outputs, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { makeStaff, type StaffActor } from "../../../test/support/agency.ts";

// Who covers while somebody is away, roles with their days, and what is handed over when somebody leaves. The steps stand on each other.

const TODAY = "2026-11-20";
let server: TestServer;
let scene: Scene;
let director: StaffActor;
let supervisor: StaffActor;
let cover: StaffActor;
let cookie: string;

beforeAll(async () => {
  server = await startServer({ now: `${TODAY}T15:00:00Z` });
  scene = await makeScene(server, "ours");
  director = await makeStaff(scene.place, scene.agency, { roles: ["administrator"], from: "2026-01-05" });
  supervisor = await makeStaff(scene.place, scene.agency, { roles: ["supervisor"], from: "2026-01-05" });
  cover = await makeStaff(scene.place, scene.agency, { name: "Who Covers", from: "2026-01-05" });
  cookie = await signedIn(server, director);
}, 120_000);
afterAll(() => server.close());

const api = (as: string, method: string, address: string, body?: unknown) => call(server, as, method, `/api${address}`, body);
/** A moment of a day, with a sign-in opened then: sign-ins last an hour here. */
async function on(day: string, who: StaffActor): Promise<string> {
  server.fresh.clock.set(`${day}T15:00:00Z`);
  return signedIn(server, who);
}
const sees = async (who: StaffActor, day: string) => (await api(await on(day, who), "GET", `/cases/${scene.caseId}`)).status;

describe("a cover for an absence", () => {
  const from = addDays(TODAY, 3);
  const to = addDays(TODAY, 7);
  const record = (more: object = {}) => api(cookie, "POST", "/absences", { staffId: scene.clinician.staffId, coveredById: cover.staffId, validFrom: from, validTo: to, ...more });
  it("opens the families of who is away on those days and no other, and is seen by both", async () => {
    expect((await record()).body).toMatchObject({ families: 1 });
    expect([await sees(cover, addDays(from, -1)), await sees(cover, from), await sees(cover, to), await sees(cover, addDays(to, 1))]).toEqual([404, 200, 200, 404]);
    const body: Outputs["day"]["today"] = (await api(await on(from, cover), "GET", "/day")).body;
    expect(body.absences).toMatchObject([{ staffId: scene.clinician.staffId, coveredByName: "Who Covers", families: 1 }]);
    expect(body.owed.map((one) => one.kind)).toContain("safety_review");
    expect((await api(await on(from, scene.clinician), "GET", "/day")).body.absences).toHaveLength(1);
    expect((await api(await on(from, scene.spare), "GET", "/day")).body.absences).toEqual([]);
  });
  it("is refused for oneself, twice, past a last day, and by who is away then", async () => {
    cookie = await on(TODAY, director);
    expect((await record({ coveredById: scene.clinician.staffId })).body.fields[0].path).toBe("coveredById");
    expect((await record()).body.fields[0].path).toBe("validFrom");
    expect((await record({ staffId: cover.staffId, coveredById: scene.clinician.staffId })).body.fields[0].path).toBe("coveredById");
    expect((await record({ coveredById: director.staffId, validFrom: addDays(to, 3), validTo: addDays(to, 4) })).body.fields[0].path).toBe("coveredById");
    expect((await record({ validFrom: addDays(TODAY, -4), validTo: addDays(TODAY, -2) })).body.fields[0].path).toBe("validTo");
    expect((await api(await on(TODAY, cover), "POST", "/absences", { staffId: scene.clinician.staffId, coveredById: cover.staffId, validFrom: from, validTo: to })).status).toBe(403);
  });
  it("ends early at once, and what was theirs before stays theirs", async () => {
    cookie = await on(from, director);
    const [{ absenceId }] = (await api(cookie, "GET", "/absences")).body.absences;
    expect((await api(cookie, "POST", `/absences/${absenceId}/end`)).body).toEqual({ ended: true });
    expect([await sees(cover, from), await sees(scene.clinician, from)]).toEqual([404, 200]);
    expect((await api(await on(from, director), "POST", `/absences/${absenceId}/end`)).status).toBe(404);
  });
  it("is arranged by a supervisor for whom she supervises, and for nobody else", async () => {
    const theirs = await on(TODAY, supervisor);
    const arrange = () => api(theirs, "POST", "/absences", { staffId: scene.clinician.staffId, coveredById: cover.staffId, validFrom: addDays(TODAY, 30), validTo: addDays(TODAY, 31) });
    expect((await arrange()).body.fields[0].path).toBe("staffId");
    await operatorDoes(scene, (tx) => sql`insert into supervisions (agency_id, supervisor_id, clinician_id, valid_from) values (${tx.actor.agencyId}, ${supervisor.staffId}, ${scene.clinician.staffId}, '2026-01-05')`.execute(tx));
    expect((await arrange()).body.families).toBe(1);
  });
});

describe("a role with its days", () => {
  const give = (staffId: string, role: string, more: object = {}) => api(cookie, "POST", `/workforce/staff/${staffId}/roles`, { role, validFrom: TODAY, ...more });
  const rolesOf = async (staffId: string) => {
    const { roles }: Outputs["heldRoles"]["list"] = (await api(cookie, "GET", "/workforce/roles")).body;
    return roles.filter((one) => one.staffId === staffId);
  };
  it("counts from its first day to its last, in the trail", async () => {
    cookie = await on(TODAY, director);
    const given = await give(cover.staffId, "supervisor", { validFrom: addDays(TODAY, 2) });
    expect(given.status).toBe(200);
    expect((await api(await on(TODAY, cover), "GET", "/workforce")).status).toBe(403);
    expect((await api(await on(addDays(TODAY, 2), cover), "GET", "/workforce")).status).toBe(200);
    cookie = await on(addDays(TODAY, 2), director);
    expect((await api(cookie, "POST", `/workforce/roles/${given.body.heldRoleId}/end`, { validTo: addDays(TODAY, 3), reason: "For three days only." })).body).toEqual({ ended: true });
    expect((await api(await on(addDays(TODAY, 4), cover), "GET", "/workforce")).status).toBe(403);
    const trail = await server.fresh.asOwner(async (client) => (await client.query("select procedure, actor_id from dyad.audit_entries where procedure like 'heldRoles.%' and action = 'write' order by at")).rows);
    expect(trail).toEqual([{ procedure: "heldRoles.give", actor_id: director.staffId }, { procedure: "heldRoles.end", actor_id: director.staffId }]);
    const ends = await server.fresh.asOwner(async (client) => (await client.query("select was, became, reason from dyad.belonging_ends where subject = 'role'")).rows);
    expect(ends).toMatchObject([{ was: null, reason: "For three days only." }]);
  });
  it("is not given twice, nor in the past, nor past a last day", async () => {
    cookie = await on(TODAY, director);
    expect((await give(cover.staffId, "clinician")).body.fields[0].path).toBe("role");
    expect((await give(cover.staffId, "biller", { validFrom: addDays(TODAY, -1) })).body.fields[0].path).toBe("validFrom");
  });
  it("of the last administrator is never taken away", async () => {
    cookie = await on(TODAY, director);
    const [own] = await rolesOf(director.staffId);
    const end = () => api(cookie, "POST", `/workforce/roles/${own!.heldRoleId}/end`, { validTo: addDays(TODAY, 5), reason: "Another task." });
    expect([(await end()).status, (await rolesOf(director.staffId))[0]!.validTo]).toEqual([422, null]);
    const second = await give(supervisor.staffId, "administrator");
    expect((await end()).status).toBe(200);
    expect((await api(cookie, "POST", `/workforce/roles/${second.body.heldRoleId}/end`, { validTo: TODAY, reason: "No." })).status).toBe(422);
  });
});

describe("what is handed over", () => {
  const last = addDays(TODAY, 10);
  const get = async () => (await api(cookie, "GET", `/handover/${scene.clinician.staffId}`)).body;
  it("lists families, notes owed, what is booked after the last day, whom they supervise, teams and covers", async () => {
    cookie = await on(TODAY, director);
    await newNote(scene, scene.clinician.staffId, "draft");
    const later = await newSession(scene, scene.clinician.staffId);
    await operatorDoes(scene, async (tx) => {
      await sql`update sessions set starts_at = ${`${addDays(last, 3)}T15:00:00Z`}, ends_at = ${`${addDays(last, 3)}T16:00:00Z`}, status = 'booked' where id = ${later}`.execute(tx);
      await sql`insert into supervisions (agency_id, supervisor_id, clinician_id, valid_from) values (${tx.actor.agencyId}, ${scene.clinician.staffId}, ${scene.trainee.staffId}, '2026-11-20')`.execute(tx);
      await sql`insert into team_members (agency_id, team_id, staff_id, part, valid_from) values (${tx.actor.agencyId}, ${scene.teamId}, ${scene.clinician.staffId}, 'clinician', '2026-11-20')`.execute(tx);
    });
    await api(cookie, "POST", `/workforce/staff/${scene.clinician.staffId}/end`, { lastDay: last, reason: "Another place." });
    const found = await get();
    expect(found).toMatchObject({ lastDay: last, cases: [{ caseId: scene.caseId, childName: "Robin Made-Up", successors: [], booked: 1 }], supervises: [{ others: [] }], teams: [{ name: "Team", part: "clinician" }], covers: [] });
    expect(found.notes.length).toBeGreaterThan(0);
  });
  it("gives families to a successor, who sees them from that day, and then lists no family with nobody", async () => {
    const give = (more: object = {}) => api(cookie, "POST", `/handover/${scene.clinician.staffId}/cases`, { caseIds: [scene.caseId], successorId: cover.staffId, validFrom: addDays(last, 1), ...more });
    expect((await give({ successorId: scene.clinician.staffId })).body.fields[0].path).toBe("successorId");
    expect((await give({ validFrom: addDays(TODAY, -1) })).body.fields[0].path).toBe("validFrom");
    expect((await give({ caseIds: [scene.referralId] })).status).toBe(404);
    expect((await give({ successorId: director.staffId })).status).toBe(400);
    expect((await give()).body).toEqual({ given: 1 });
    expect((await give()).body).toEqual({ given: 0 });
    expect((await get()).cases).toMatchObject([{ successors: [{ name: "Who Covers", validFrom: addDays(last, 1) }] }]);
    expect([await sees(cover, last), await sees(cover, addDays(last, 1))]).toEqual([404, 200]);
    expect((await api(await on(addDays(last, 1), scene.clinician), "GET", "/session")).status).toBe(401);
  });
  it("of another agency's person is not there", async () => {
    const other = await makeScene(server, "others");
    cookie = await on(TODAY, director);
    expect((await api(cookie, "GET", `/handover/${other.clinician.staffId}`)).status).toBe(404);
  });
});
