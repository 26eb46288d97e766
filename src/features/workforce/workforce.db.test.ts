import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addDays } from "#kernel/dates.ts";
import { insertCertificate, insertCredential } from "#features/workforce/store.ts";
import { acting, makeAgency, makeStaff, type StaffActor, type TestAgency } from "../../../test/support/agency.ts";
import { call, type Outputs, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";

// Teams and credentials over time (A6–A9, B9, C9; boundary cases 31–34), through the doors that an administrator uses.

const TODAY = "2026-11-20";
let server: TestServer;
let agency: TestAgency;
let cookie: string;
let chief: StaffActor;
let people: StaffActor[];
beforeAll(async () => {
  server = await startServer({ now: `${TODAY}T15:00:00Z` });
});
afterAll(() => server.close());

const licensed = (staff: StaffActor, more: { isIndependent?: boolean; training?: string } = {}) =>
  acting(server.fresh, agency.operator, async (tx) => {
    const base = { name: "", field: "", issuer: "", number: "", isIndependent: null, validTo: null };
    const licence = await insertCredential(tx, staff.staffId, { ...base, kind: "licence", name: "LICSW", isIndependent: more.isIndependent ?? true, validFrom: "2019-06-01" });
    await insertCredential(tx, staff.staffId, { ...base, kind: "degree", name: "masters", field: "social work", validFrom: "2017-05-20" });
    await insertCredential(tx, staff.staffId, { ...base, kind: "cpp_training", validFrom: more.training ?? "2023-11-10" });
    return licence;
  });
const post = (address: string, body: object) => call(server, cookie, "POST", `/api/workforce${address}`, body);
const overview = async (): Promise<Outputs["workforce"]["overview"]> => (await call(server, cookie, "GET", "/api/workforce")).body;
const join = (teamId: string, staff: StaffActor, part: string, span: object = {}) => post(`/teams/${teamId}/members`, { staffId: staff.staffId, part, validFrom: TODAY, ...span });
const newTeam = async (): Promise<string> => (await post("/teams", { name: "Team", validFrom: "2026-01-01" })).body.teamId;

beforeEach(async () => {
  agency = await makeAgency(server.fresh);
  const place = server.fresh;
  cookie = await signedIn(server, await makeStaff(place, agency, { roles: ["administrator"] }));
  chief = await makeStaff(place, agency, { roles: ["supervisor"], name: "The Chief" });
  people = [];
  for (let one = 1; one <= 8; one++) people.push(await makeStaff(place, agency, { name: `Clinician ${one}` }));
  for (const one of [chief, ...people]) await licensed(one);
});

/** A team with its supervisor and so many clinicians. */
async function teamOf(clinicians: number, span: object = {}): Promise<string> {
  const teamId = await newTeam();
  expect((await join(teamId, chief, "supervisor")).status).toBe(200);
  for (const one of people.slice(0, clinicians)) expect((await join(teamId, one, "clinician", span)).status).toBe(200);
  return teamId;
}

describe("A8: a team of one supervisor and at most six clinicians", () => {
  it("case 31: takes the sixth and refuses the seventh, with the clause", async () => {
    const teamId = await teamOf(6);
    const answer = await join(teamId, people[6]!, "clinician");
    expect([answer.status, answer.body.code]).toEqual([422, "refused"]);
    expect(answer.body.message).toContain("22-A DCMR § 3427.8");
    expect(answer.body.findings).toMatchObject([{ rule: "team-clinicians", clause: "22-A DCMR § 3427.8", result: "not_met", severity: "block" }]);
    expect((await overview()).teams[0]!.members.filter((one) => one.part === "clinician")).toHaveLength(6);
    const spanish = await call(server, cookie, "POST", `/api/workforce/teams/${teamId}/members`, { staffId: people[6]!.staffId, part: "clinician", validFrom: TODAY }, { "x-dyad-language": "es" });
    expect(spanish.body.message).toMatch(/^Desde el 20 de noviembre de 2026: .*§ 3427\.8/);
  });
  it("refuses a seventh who would be one only on a later day, and names that day", async () => {
    const teamId = await teamOf(5);
    expect((await join(teamId, people[5]!, "clinician", { validFrom: "2027-02-01" })).status).toBe(200);
    const answer = await join(teamId, people[6]!, "clinician", { validFrom: "2026-12-01" });
    expect(answer.body.message).toContain("1 February 2027");
    expect((await join(teamId, people[6]!, "clinician", { validFrom: "2026-12-01", validTo: "2027-01-31" })).status).toBe(200);
  });
  it("case 32: one leaves on 31 May and another joins on 1 June", async () => {
    const teamId = await teamOf(6);
    const { membershipId } = (await overview()).teams[0]!.members.find((one) => one.staffId === people[0]!.staffId)!;
    const ended = await post(`/teams/${teamId}/members/${membershipId}/end`, { validTo: "2027-05-31", reason: "Moves away." });
    expect(ended.body).toMatchObject({ ended: true, checks: [{ on: "2027-06-01", verdict: "yes" }] });
    expect((await join(teamId, people[6]!, "clinician", { validFrom: "2027-05-31" })).status).toBe(422);
    const joined = await join(teamId, people[6]!, "clinician", { validFrom: "2027-06-01" });
    expect(joined.body.checks).toMatchObject([{ on: "2027-06-01", verdict: "yes", findings: [] }]);
    const { checks } = (await overview()).teams[0]!;
    expect(checks.map((one) => [one.on, one.verdict])).toEqual([[TODAY, "yes"], ["2027-06-01", "yes"]]);
  });
  it("two who join at the same moment are counted one after the other", async () => {
    const teamId = await teamOf(5);
    const both = await Promise.all([join(teamId, people[5]!, "clinician"), join(teamId, people[6]!, "clinician")]);
    expect(both.map((one) => one.status).toSorted()).toEqual([200, 422]);
  });
  it("case 33: refuses a second supervisor in the same days, not one after the other", async () => {
    const teamId = await teamOf(1);
    const second = await makeStaff(server.fresh, agency, { roles: ["supervisor"] });
    await licensed(second);
    expect((await join(teamId, second, "supervisor")).body.findings).toMatchObject([{ rule: "team-supervisor", clause: "22-A DCMR § 3427.8" }]);
    const { membershipId } = (await overview()).teams[0]!.members.find((one) => one.part === "supervisor")!;
    const ended = await post(`/teams/${teamId}/members/${membershipId}/end`, { validTo: "2026-12-31" });
    expect(ended.body.checks[0]).toMatchObject({ on: "2027-01-01", verdict: "no", findings: [{ rule: "team-supervisor", result: "not_met" }] });
    expect((await join(teamId, second, "supervisor", { validFrom: "2027-01-01" })).status).toBe(200);
  });
  it("case 34: refuses a supervisor who is not independent, or trained only later", async () => {
    const dependent = await makeStaff(server.fresh, agency, { roles: ["supervisor"] });
    await licensed(dependent, { isIndependent: false });
    const untrained = await makeStaff(server.fresh, agency, { roles: ["supervisor"] });
    await licensed(untrained, { training: "2027-03-01" });
    const teamId = await newTeam();
    expect((await join(teamId, dependent, "supervisor")).body.findings).toMatchObject([{ rule: "supervisor-independent", clause: "22-A DCMR § 3427.8" }]);
    expect((await join(teamId, untrained, "supervisor")).body.findings).toMatchObject([{ rule: "supervisor-trained", clause: "22-A DCMR § 3427.10" }]);
    expect((await join(teamId, untrained, "supervisor", { validFrom: "2027-03-01" })).status).toBe(200);
  });
  it("A7: refuses a clinician who is trained only later, and shows what is not recorded without refusing", async () => {
    const later = await makeStaff(server.fresh, agency);
    await licensed(later, { training: addDays(TODAY, 1) });
    const unrecorded = await makeStaff(server.fresh, agency);
    const teamId = await teamOf(1);
    expect((await join(teamId, later, "clinician")).body.findings).toMatchObject([{ rule: "clinical-training", clause: "22-A DCMR § 3427.7" }]);
    const answer = await join(teamId, unrecorded, "clinician");
    expect([answer.status, answer.body.checks[0].verdict]).toEqual([200, "unknown"]);
    expect((answer.body as Outputs["workforce"]["addTeamMember"]).checks[0]!.findings.map((one) => one.rule)).toContain("clinical-training");
    // What another lacks refuses nobody.
    expect((await join(teamId, people[3]!, "clinician")).status).toBe(200);
    expect((await join(teamId, people[3]!, "clinician", { validFrom: "2027-01-01" })).body.fields[0].path).toBe("staffId");
  });
  it("C9: asks the policy that the agency names for teams, and keeps authority and the role in the cohort", async () => {
    await server.fresh.asOwner((client) => client.query(`update dyad.agencies set settings = '{"policies": {"team": "nc-ctp"}}' where agency_id = $1`, [agency.agencyId]));
    const teamId = (await post("/teams", { name: "Cohort", validFrom: "2026-01-01", servesMedicaid: true })).body.teamId;
    expect(((await join(teamId, people[0]!, "clinician")).body as Outputs["workforce"]["addTeamMember"]).checks[0]!.findings.map((one) => one.clause)).toContain("NC CTP nc7");
    const leader = await makeStaff(server.fresh, agency, { roles: ["senior_leader"] });
    const joined = await join(teamId, leader, "senior_leader", { hasAuthority: true, cohortRole: "administrative_leader" });
    expect(joined.body.checks[0].findings).toEqual([]);
    expect((await overview()).teams[0]!.members.at(-1)).toMatchObject({ part: "senior_leader", hasAuthority: true, cohortRole: "administrative_leader" });
  });
});

describe("A9: the staff file over time", () => {
  it("sets a credential right by a new row: the former one stays, with who, when and why, and is replaced once", async () => {
    const staffId = people[0]!.staffId;
    const content = { kind: "licence", name: "LMFT", field: "", issuer: "Board", number: "1", isIndependent: true, validFrom: "2025-01-01", validTo: "2026-12-31", documentName: "Licence", documentPlace: "Staff file, drawer 2" };
    const { credentialId } = (await post(`/staff/${staffId}/credentials`, content)).body;
    const right = await post(`/credentials/${credentialId}/correct`, { ...content, number: "2", reason: "A slip of the pen." });
    expect(right.status).toBe(200);
    expect((await post(`/credentials/${credentialId}/correct`, { ...content, reason: "Again." })).status).toBe(404);
    expect((await post(`/credentials/${right.body.credentialId}/correct`, { ...content, kind: "degree", reason: "Another." })).body.fields[0].path).toBe("kind");
    expect((await post(`/credentials/${right.body.credentialId}/correct`, { ...content, validTo: "2024-01-01", reason: "x" })).body.fields[0].path).toBe("validTo");
    const { credentials }: Outputs["workforce"]["history"] = (await call(server, cookie, "GET", `/api/workforce/staff/${staffId}/credentials`)).body;
    const former = credentials.find((one) => one.credentialId === credentialId);
    expect(former).toMatchObject({ number: "1", endedAt: `${TODAY}T15:00:00.000Z` });
    expect(credentials.find((one) => one.supersedes === credentialId)).toMatchObject({ number: "2", reason: "A slip of the pen.", endedAt: null, documentPlace: "Staff file, drawer 2" });
    const shown = (await overview()).staff.find((one) => one.staffId === staffId)!.credentials.filter((one) => one.name === "LMFT");
    expect(shown.map((one) => one.number)).toEqual(["2"]);
  });
  it("is never changed in place, not even by the application's own account", async () => {
    const { credentialId } = (await overview()).staff.find((one) => one.credentials.length > 0)!.credentials[0]!;
    for (const change of ["number = 'another'", "valid_to = '2030-01-01'"]) await expect(server.fresh.asOwner((client) => client.query(`update dyad.credentials set ${change} where id = $1`, [credentialId]))).rejects.toThrow(/never changed/);
    await server.fresh.asOwner((client) => client.query("update dyad.credentials set ended_at = now() where id = $1", [credentialId]));
    await expect(server.fresh.asOwner((client) => client.query("update dyad.credentials set ended_at = null where id = $1", [credentialId]))).rejects.toThrow(/never changed/);
  });
  it("keeps each last day that a belonging was given", async () => {
    const teamId = await teamOf(1);
    const { membershipId } = (await overview()).teams[0]!.members.find((one) => one.part === "clinician")!;
    for (const validTo of ["2027-05-31", "2027-06-30"]) expect((await post(`/teams/${teamId}/members/${membershipId}/end`, { validTo, reason: `to ${validTo}` })).status).toBe(200);
    const { rows } = await server.fresh.asOwner((client) => client.query("select was, became, reason from dyad.belonging_ends where subject_id = $1 order by became", [membershipId]));
    expect(rows).toEqual([{ was: null, became: "2027-05-31", reason: "to 2027-05-31" }, { was: "2027-05-31", became: "2027-06-30", reason: "to 2027-06-30" }]);
    expect((await post(`/teams/${teamId}/members/${membershipId}/end`, { validTo: "2026-01-01" })).body.fields[0].path).toBe("validTo");
  });
  it("A6: says what ends at 90, 60, 30 and 7 days and after it, to the administrator and the person, until it is renewed", async () => {
    const mine = await signedIn(server, people[0]!);
    const kinds = async (who: string) => ((await call(server, who, "GET", "/api/day")).body as Outputs["day"]["today"]).owed.map((one) => [one.kind, one.weight]);
    const { credentialId, counts: _counts, ...licence } = (await overview()).staff.find((one) => one.staffId === people[0]!.staffId)!.credentials.find((one) => one.kind === "licence")!;
    expect([await kinds(cookie), await kinds(mine)]).toEqual([[], []]);
    const ending = await post(`/credentials/${credentialId}/correct`, { ...licence, validTo: addDays(TODAY, 60), reason: "Read from the licence." });
    expect([await kinds(cookie), await kinds(mine)]).toEqual([[["credential_ending", "later"]], [["own_credential_ending", "later"]]]);
    expect((await overview()).endings).toMatchObject([{ subject: "credential", personName: people[0]!.name, kind: "licence", daysLeft: 60, stage: 60, since: TODAY }]);
    await post(`/credentials/${ending.body.credentialId}/correct`, { ...licence, validTo: addDays(TODAY, -1), reason: "Not renewed." });
    expect([await kinds(cookie), await kinds(mine)]).toEqual([[["credential_ending", "today"]], [["own_credential_ending", "today"]]]);
    expect((await call(server, mine, "GET", "/api/workforce/mine")).body.endings).toMatchObject([{ stage: 0, daysLeft: -1 }]);
    await post(`/staff/${people[0]!.staffId}/credentials`, { ...licence, validFrom: TODAY, validTo: null });
    expect([await kinds(cookie), await kinds(mine)]).toEqual([[], []]);
    await acting(server.fresh, agency.operator, (tx) => insertCertificate(tx, { kind: "cpp_certification", validFrom: "2025-01-01", validTo: addDays(TODAY, 5), isAcceptable: null, source: "" }));
    expect([await kinds(cookie), await kinds(mine)]).toEqual([[["certificate_ending", "today"]], []]);
  });
  it("B9: finds a supervised practitioner without an independent supervisor, from the day after the supervision ends", async () => {
    const graduate = await makeStaff(server.fresh, agency, { name: "Graduate" });
    await licensed(graduate, { isIndependent: false });
    const found = async () => (await overview()).findings.filter((one) => one.name === "Graduate").map((one) => `${one.finding.rule} ${one.finding.result} ${one.finding.clause}`);
    expect(await found()).toEqual(["independent-supervisor not_met 22-A DCMR § 3413.4"]);
    const made = await post(`/staff/${graduate.staffId}/supervisions`, { supervisorId: chief.staffId, validFrom: TODAY });
    expect(await found()).toEqual([]);
    expect((await post(`/staff/${graduate.staffId}/supervisions`, { supervisorId: chief.staffId, validFrom: "2027-01-01" })).body.fields[0].path).toBe("validFrom");
    expect((await post(`/staff/${people[0]!.staffId}/supervisions`, { supervisorId: graduate.staffId, validFrom: TODAY })).body.fields[0].path).toBe("supervisorId");
    const ended = await post(`/supervisions/${made.body.supervisionId}/end`, { validTo: "2026-12-31" });
    expect(ended.body.findings).toMatchObject([{ name: "Graduate", finding: { rule: "independent-supervisor", result: "not_met" } }]);
    expect(await found()).toEqual([]);
  });
});
