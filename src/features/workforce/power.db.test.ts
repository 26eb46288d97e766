import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addDays } from "#kernel/dates.ts";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, type Outputs, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeAgency, makeStaff, type StaffActor, type TestAgency } from "../../../test/support/agency.ts";

// What an administrator may not do alone, and what is taken back without undoing what others did meanwhile.

const TODAY = "2026-11-20";
let server: TestServer;
let agency: TestAgency;
let director: StaffActor;
let second: StaffActor;
let clinician: StaffActor;
let cookie: string;

beforeAll(async () => {
  server = await startServer({ now: `${TODAY}T15:00:00Z` });
});
afterAll(() => server.close());
beforeEach(async () => {
  server.fresh.clock.set(`${TODAY}T15:00:00Z`);
  agency = await makeAgency(server.fresh);
  director = await makeStaff(server.fresh, agency, { roles: ["administrator"], from: "2026-01-05" });
  second = await makeStaff(server.fresh, agency, { roles: ["administrator"], from: "2026-01-05" });
  clinician = await makeStaff(server.fresh, agency, { from: "2026-01-05", name: "Clinician One" });
  cookie = await signedIn(server, director);
});

const api = (as: string, method: string, address: string, body?: unknown) => call(server, as, method, `/api${address}`, body);
const give = (staffId: string, role: string, more: object = {}) => api(cookie, "POST", `/workforce/staff/${staffId}/roles`, { role, validFrom: TODAY, ...more });
const end = (who: StaffActor, lastDay: string) => api(cookie, "POST", `/workforce/staff/${who.staffId}/end`, { lastDay, reason: "Another place." });
const heldRoles = async (as: string): Promise<Outputs["heldRoles"]["list"]["roles"]> => (await api(as, "GET", "/workforce/roles")).body.roles;
const rolesOf = async (who: StaffActor) => (await heldRoles(cookie)).filter((one) => one.staffId === who.staffId);
const owner = <T extends object>(statement: string, values: unknown[] = []): Promise<T[]> => server.fresh.asOwner(async (client) => (await client.query(statement, values)).rows as T[]);
const told = async () => (await owner<{ staff_id: string }>("select staff_id from dyad.messages where agency_id = $1 and kind = 'attention'", [agency.agencyId])).map((one) => one.staff_id);
const oddities = async (who: StaffActor) => {
  const found: Outputs["privacy"]["trail"]["oddities"] = (await api(await signedIn(server, who), "GET", "/privacy/oddities")).body;
  return found.oddities.map((one) => [one.kind, one.staffId]);
};

describe("a role for oneself", () => {
  it("is refused where another administrator could give it, by the handler and by the table", async () => {
    for (const role of ["privacy_officer", "clinician"]) expect((await give(director.staffId, role)).status, role).toBe(422);
    const insert = acting(server.fresh, director, (tx) => sql`insert into staff_roles (agency_id, staff_id, role, valid_from) values (${agency.agencyId}, ${director.staffId}, 'clinician', ${TODAY})`.execute(tx));
    await expect(insert).rejects.toMatchObject({ code: "42501" });
    await owner("update dyad.staff_roles set valid_to = $2 where staff_id = $1", [director.staffId, addDays(TODAY, 5)]);
    const [own] = await rolesOf(director);
    expect((await api(cookie, "POST", `/workforce/roles/${own!.heldRoleId}/end`, { validTo: addDays(TODAY, 500), reason: "Longer." })).status).toBe(422);
    const longer = acting(server.fresh, director, (tx) => sql`update staff_roles set valid_to = null where id = ${own!.heldRoleId}`.execute(tx));
    await expect(longer).rejects.toMatchObject({ code: "42501" });
    expect(await rolesOf(director)).toMatchObject([{ role: "administrator", validTo: addDays(TODAY, 5) }]);
  });
  it("is refused while the other is only being let in anew", async () => {
    await api(cookie, "POST", `/staff/${second.staffId}/recovery`, { lost: "both", reason: "Lost." });
    expect((await give(director.staffId, "privacy_officer")).status).toBe(422);
  });
  it("comes with no last day that is taken back by oneself", async () => {
    const theirs = await signedIn(server, second);
    await end(director, addDays(TODAY, 5));
    expect((await api(cookie, "POST", `/workforce/staff/${director.staffId}/end/take-back`)).status).toBe(422);
    expect((await api(theirs, "POST", `/workforce/staff/${director.staffId}/end/take-back`)).body).toEqual({ takenBack: true });
  });
  it("is given by whoever administers alone, and then the privacy desk lists it and others are told", async () => {
    const officer = await makeStaff(server.fresh, agency, { roles: ["privacy_officer"], from: "2026-01-05" });
    await end(second, addDays(TODAY, -1));
    expect((await give(director.staffId, "clinician")).status).toBe(200);
    expect(await told()).toEqual([officer.staffId]);
    expect(await oddities(officer)).toEqual([["role_to_oneself", director.staffId]]);
  });
});

describe("a role with power over others", () => {
  it("given to anybody is told to the privacy officers and the other administrators, and listed", async () => {
    const officer = await makeStaff(server.fresh, agency, { roles: ["privacy_officer"], from: "2026-01-05" });
    expect((await give(clinician.staffId, "biller")).status).toBe(200);
    expect(await told()).toEqual([]);
    expect((await give(clinician.staffId, "privacy_officer")).status).toBe(200);
    expect((await told()).toSorted()).toEqual([officer.staffId, second.staffId, clinician.staffId].toSorted());
    expect(await oddities(officer)).toEqual([["role_of_power", director.staffId]]);
  });
  it("given with an invitation too", async () => {
    await api(cookie, "POST", "/invitations", { name: "Somebody New", email: `new-${clinician.staffId}@example.org`, language: "en", roles: ["administrator"], supervisorId: null });
    expect(await told()).toContain(second.staffId);
  });
});

describe("the last administrator who can come in", () => {
  const endDirector = () => end(director, addDays(TODAY, 3));
  it("stays while the other has not taken up the invitation, is shut out, or is being let in anew", async () => {
    await owner("update dyad.accounts set disabled_at = $2 where account_id = $1", [second.accountId, `${TODAY}T14:00:00Z`]);
    expect((await endDirector()).status).toBe(422);
    await owner("update dyad.accounts set disabled_at = null, recovering_until = $2 where account_id = $1", [second.accountId, `${TODAY}T20:00:00Z`]);
    expect((await endDirector()).status).toBe(422);
    await owner("delete from dyad.memberships where account_id = $1", [second.accountId]);
    expect((await endDirector()).status).toBe(422);
    const [own] = await rolesOf(director);
    expect((await api(cookie, "POST", `/workforce/roles/${own!.heldRoleId}/end`, { validTo: addDays(TODAY, 3), reason: "Another task." })).status).toBe(422);
    await owner("insert into dyad.memberships (account_id, agency_id, staff_id) values ($1, $2, $3)", [second.accountId, agency.agencyId, second.staffId]);
    await owner("update dyad.accounts set recovering_until = null where account_id = $1", [second.accountId]);
    expect((await endDirector()).status).toBe(200);
  });
});

describe("with families", () => {
  let scene: Scene;
  let chief: string;
  beforeAll(async () => {
    scene = await makeScene(server, "ours");
  }, 120_000);
  beforeEach(async () => {
    chief = await signedIn(server, await makeStaff(scene.place, scene.agency, { roles: ["administrator"], from: "2026-01-05" }));
  });
  const assign = (staffId: string, kind: string, from: string, to: string | null) =>
    operatorDoes(scene, (tx) => sql`insert into assignments (agency_id, case_id, staff_id, kind, valid_from, valid_to) values (${tx.actor.agencyId}, ${scene.caseId}, ${staffId}, ${kind}, ${from}, ${to})`.execute(tx));
  const newClinician = (name: string) => makeStaff(scene.place, scene.agency, { name, from: "2026-01-05" });
  const covers = async (who: StaffActor, day: string) => (await owner("select 1 from dyad.assignments where staff_id = $1 and kind = 'covering' and valid_from <= $2 and valid_to >= $2", [who.staffId, day])).length > 0;

  it("a last day that is taken back gives nothing back that somebody ended on purpose meanwhile", async () => {
    const leaver = await newClinician("Who Stays");
    await assign(leaver.staffId, "assigned", "2026-01-05", null);
    await operatorDoes(scene, (tx) => sql`insert into staff_roles (agency_id, staff_id, role, valid_from) values (${tx.actor.agencyId}, ${leaver.staffId}, 'supervisor', '2026-01-05')`.execute(tx));
    await operatorDoes(scene, (tx) => sql`insert into team_members (agency_id, team_id, staff_id, part, valid_from) values (${tx.actor.agencyId}, ${scene.teamId}, ${leaver.staffId}, 'clinician', ${addDays(TODAY, 20)})`.execute(tx));
    expect((await api(chief, "POST", `/workforce/staff/${leaver.staffId}/end`, { lastDay: addDays(TODAY, 10), reason: "Another place." })).status).toBe(200);
    const held = (await heldRoles(chief)).find((one) => one.staffId === leaver.staffId && one.role === "supervisor")!;
    await api(chief, "POST", `/workforce/roles/${held.heldRoleId}/end`, { validTo: addDays(TODAY, 1), reason: "Supervises no more." });
    await operatorDoes(scene, (tx) => sql`update assignments set valid_to = ${addDays(TODAY, 2)} where staff_id = ${leaver.staffId}`.execute(tx));
    expect((await api(chief, "POST", `/workforce/staff/${leaver.staffId}/end/take-back`)).status).toBe(200);
    expect(await owner("select role, valid_to from dyad.staff_roles where staff_id = $1 order by role", [leaver.staffId])).toEqual([{ role: "clinician", valid_to: null }, { role: "supervisor", valid_to: addDays(TODAY, 1) }]);
    expect(await owner("select valid_to from dyad.assignments where staff_id = $1", [leaver.staffId])).toEqual([{ valid_to: addDays(TODAY, 2) }]);
    expect(await owner("select valid_to from dyad.team_members where staff_id = $1", [leaver.staffId])).toEqual([{ valid_to: null }]);
  });

  it("an absence that ends leaves the cover of another's, and one that was arranged by hand", async () => {
    const [one, two, cover] = [await newClinician("Away One"), await newClinician("Away Two"), await newClinician("Who Covers")];
    for (const each of [one, two]) await assign(each.staffId, "assigned", "2026-01-05", null);
    const [from, to] = [TODAY, addDays(TODAY, 6)];
    const record = async (who: StaffActor, until: string) => (await api(chief, "POST", "/absences", { staffId: who.staffId, coveredById: cover.staffId, validFrom: from, validTo: until })).body.absenceId as string;
    const stop = (absenceId: string) => api(chief, "POST", `/absences/${absenceId}/end`);
    const [first, other] = [await record(one, to), await record(two, addDays(TODAY, 3))];
    expect((await stop(first)).status).toBe(200);
    expect([await covers(cover, TODAY), await covers(cover, addDays(TODAY, 3)), await covers(cover, addDays(TODAY, 4))]).toEqual([true, true, false]);
    await stop(other);
    expect(await covers(cover, TODAY)).toBe(false);
    await assign(cover.staffId, "covering", TODAY, addDays(TODAY, 1));
    await stop(await record(one, to));
    expect([await covers(cover, addDays(TODAY, 1)), await covers(cover, addDays(TODAY, 2))]).toEqual([true, false]);
  });
});
