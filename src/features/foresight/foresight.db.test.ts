import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { rows } from "#database/actor.ts";
import { addDays } from "#kernel/dates.ts";
import { insertCertificate, insertCredential, insertSupervision, insertTeam, insertTeamMember } from "#features/workforce/store.ts";
import { makeScene, type Scene } from "../../../test/access/scene.ts";
import { call, type Outputs, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeStaff, type StaffActor } from "../../../test/support/agency.ts";

// What would stop counting, over booked sessions of one team: the licence, the person, the supervisor, the certificate.

const TODAY = "2026-11-20";
let server: TestServer;
let scene: Scene;
let cookie: string;
let chief: StaffActor;
let second: StaffActor;
const licences = new Map<string, string>();
let certificateId: string;

beforeAll(async () => {
  server = await startServer({ now: `${TODAY}T15:00:00Z` });
  scene = await makeScene(server, "ours");
  const place = server.fresh;
  cookie = await scene.cookieOf(await makeStaff(place, scene.agency, { roles: ["administrator"] }));
  chief = await makeStaff(place, scene.agency, { roles: ["supervisor"], name: "The Chief" });
  second = await makeStaff(place, scene.agency, { name: "Second" });
  await acting(place, scene.agency.operator, async (tx) => {
    const base = { name: "", field: "", issuer: "", number: "", isIndependent: null, validTo: null };
    for (const one of [scene.clinician, chief, second, scene.spare]) {
      const isIndependent = one !== second;
      licences.set(one.staffId, await insertCredential(tx, one.staffId, { ...base, kind: "licence", name: isIndependent ? "LICSW" : "LGSW", isIndependent, validFrom: "2019-06-01", validTo: "2030-01-01" }));
      await insertCredential(tx, one.staffId, { ...base, kind: "degree", name: "masters", field: "social work", validFrom: "2017-05-20" });
      await insertCredential(tx, one.staffId, { ...base, kind: "cpp_training", validFrom: "2023-11-10" });
    }
    const teamId = await insertTeam(tx, "Team", "2024-01-01");
    await insertTeamMember(tx, teamId, chief.staffId, "supervisor", "2024-01-01");
    for (const one of [scene.clinician, second]) await insertTeamMember(tx, teamId, one.staffId, "clinician", "2024-01-01");
    await insertSupervision(tx, { supervisorId: chief.staffId, clinicianId: second.staffId, validFrom: "2024-01-01", validTo: null });
    certificateId = await insertCertificate(tx, { kind: "cpp_certification", validFrom: "2025-01-01", validTo: "2030-01-01", isAcceptable: null, source: "" });
    await insertCertificate(tx, { kind: "fidelity_audit", validFrom: "2026-02-10", validTo: null, isAcceptable: true, source: "" });
  });
});
afterAll(() => server.close());

/** Books sessions, by the hour on the wall of the agency. */
async function book(staff: StaffActor, day: string, hour = 10): Promise<string> {
  const [made] = await acting(server.fresh, scene.agency.operator, (tx) => rows<{ id: string }>(tx, sql`insert into sessions (agency_id, id, case_id, kind, place, modality, stage, clinician_id, starts_at, ends_at, time_zone)
    select ${scene.agency.agencyId}, gen_random_uuid(), ${scene.caseId}, 'dyadic', 'home', 'in_person', 2, ${staff.staffId}, (${day}::date + make_interval(hours => ${hour})) at time zone 'America/New_York', (${day}::date + make_interval(hours => ${hour + 1})) at time zone 'America/New_York', 'America/New_York' returning id`));
  return made!.id;
}
const ask = (kind: string, subjectId: string | null, on: string, more = "") => call(server, cookie, "GET", `/api/foresight/what-if?kind=${kind}&on=${on}${subjectId === null ? "" : `&subjectId=${subjectId}`}${more}`);
type WhatIf = Outputs["foresight"]["whatIf"];
const clausesOf = (answer: WhatIf) => answer.sessions.map((one) => [one.on, one.clinicianName, one.reasons.map((reason) => reason.clause)]);

describe("what would stop counting", () => {
  const day = (ahead: number) => addDays(TODAY, ahead);
  beforeAll(async () => {
    await book(scene.clinician, day(3));
    await book(scene.clinician, day(10));
    await book(second, day(10), 14);
    await book(scene.clinician, day(17), 14);
    await book(second, day(17), 14);
  });

  it("is nothing while all holds", async () => {
    expect((await ask("nothing", null, day(1))).body).toMatchObject({ considered: 5, limited: false, affected: 0, byClause: [], sessions: [], next: null, people: [] });
  });
  it("A9: from the day after a licence ends, that clinician's sessions, and names who is free and would make them count", async () => {
    const { body } = await ask("credential_ends", licences.get(scene.clinician.staffId)!, day(9));
    expect(clausesOf(body)).toEqual([[day(10), scene.clinician.name, ["22-A DCMR § 3427.9"]], [day(17), scene.clinician.name, ["22-A DCMR § 3427.9"]]]);
    expect(body.byClause).toEqual([{ rule: "clinician-licence", clause: "22-A DCMR § 3427.9", sessions: 2 }]);
    // On the second day the other clinician has a session at the same hour.
    expect((body as WhatIf).sessions.map((one) => one.couldTake)).toEqual([[{ staffId: second.staffId, name: "Second" }], []]);
    expect((await ask("credential_ends", licences.get(scene.clinician.staffId)!, day(10))).body.affected).toBe(1);
  });
  it("A8: when a clinician leaves, all of their sessions; when the supervisor leaves, the whole team's, and whoever is left without supervision", async () => {
    const leaves = (await ask("leaves", second.staffId, day(9))).body;
    expect(clausesOf(leaves)).toEqual([[day(10), "Second", ["22-A DCMR § 3427.8"]], [day(17), "Second", ["22-A DCMR § 3427.8"]]]);
    expect(leaves.sessions[0].couldTake).toEqual([{ staffId: scene.clinician.staffId, name: scene.clinician.name }]);
    const chiefLeaves = (await ask("leaves", chief.staffId, day(9))).body;
    expect(chiefLeaves.affected).toBe(4);
    expect(chiefLeaves.byClause).toEqual([{ rule: "team-supervisor", clause: "22-A DCMR § 3427.8", sessions: 4 }]);
    expect((chiefLeaves as WhatIf).sessions.every((one) => one.couldTake.length === 0)).toBe(true);
    expect(chiefLeaves.people).toMatchObject([{ name: "Second", finding: { rule: "independent-supervisor", result: "not_met" } }]);
    expect((await ask("credential_ends", licences.get(chief.staffId)!, day(9))).body.people).toMatchObject([{ name: "Second" }]);
  });
  it("A6: when the agency's certification ends, every session after it", async () => {
    const { body } = await ask("certificate_ends", certificateId, day(3));
    expect(body).toMatchObject({ affected: 4, byClause: [{ clause: "22-A DCMR § 3427.6", sessions: 4 }] });
    expect(body.sessions[0].couldTake).toEqual([]);
  });
  it("A9: the calendar shows beforehand what will not count as things stand, and no longer once the licence is renewed", async () => {
    const clinician = await scene.cookieOf(scene.clinician);
    const ahead = async () => ((await call(server, clinician, "GET", `/api/sessions/verdicts?from=${day(1)}&to=${day(30)}`)).body as Outputs["calendar"]["verdicts"]).verdicts.flatMap((one) => one.open.filter(({ rule }) => rule === "clinician-licence").map(({ clause, result }) => [one.verdict, clause, result]));
    expect(await ahead()).toEqual([]);
    const admin = (address: string, body: object) => call(server, cookie, "POST", `/api/workforce${address}`, body);
    const licence = { kind: "licence", name: "LICSW", field: "", issuer: "", number: "", isIndependent: true, validFrom: "2019-06-01", validTo: day(9) };
    expect((await admin(`/credentials/${licences.get(scene.clinician.staffId)}/correct`, { ...licence, reason: "Read from the licence." })).status).toBe(200);
    expect(await ahead()).toEqual(Array.from({ length: 2 }, () => ["no", "22-A DCMR § 3427.9", "not_met"]));
    expect((await ask("nothing", null, day(1))).body.affected).toBe(2);
    const renewal = (await admin(`/staff/${scene.clinician.staffId}/credentials`, { ...licence, validFrom: day(10), validTo: null })).body.credentialId;
    expect(await ahead()).toEqual([]);
    licences.set(scene.clinician.staffId, renewal);
  });
  it("names what is missing or not in the record, and answers nobody whose role it is not", async () => {
    expect((await ask("leaves", null, TODAY)).body.fields[0].path).toBe("subjectId");
    expect((await ask("leaves", certificateId, TODAY)).body.fields[0].path).toBe("subjectId");
    expect((await ask("credential_ends", scene.clinician.staffId, TODAY)).body.fields[0].path).toBe("subjectId");
    expect((await call(server, await scene.cookieOf(scene.clinician), "GET", `/api/foresight/what-if?kind=nothing&on=${TODAY}`)).status).toBe(403);
  });
  it("answers for ten thousand booked sessions in less than two seconds of work, page by page", async () => {
    await acting(server.fresh, scene.agency.operator, (tx) => sql`insert into sessions (agency_id, id, case_id, kind, place, modality, stage, clinician_id, starts_at, ends_at, time_zone)
      select ${scene.agency.agencyId}, gen_random_uuid(), ${scene.caseId}, 'dyadic', 'home', 'in_person', 2, ${scene.clinician.staffId}, at, at + interval '15 minutes', 'America/New_York'
      from (select ('2027-01-04'::date + n / 28)::timestamp at time zone 'America/New_York' + interval '8 hours' + (n % 28) * interval '20 minutes' as at from generate_series(0, 9999) n) times`.execute(tx));
    const subject = licences.get(scene.clinician.staffId)!;
    await ask("credential_ends", subject, "2026-12-31");
    const began = process.cpuUsage();
    const first = await ask("credential_ends", subject, "2026-12-31");
    // The server's own work: the clock on the wall also counts what else the machine does.
    const { user, system } = process.cpuUsage(began);
    expect(first.body).toMatchObject({ considered: 10_000, limited: false, affected: 10_000 });
    expect(first.body.sessions).toHaveLength(50);
    expect((user + system) / 1000).toBeLessThan(2000);
    const next = await ask("credential_ends", subject, "2026-12-31", `&after=${first.body.next}`);
    expect(next.body.sessions).toHaveLength(50);
    expect((next.body as WhatIf).sessions.some((one) => (first.body as WhatIf).sessions.some((other) => other.sessionId === one.sessionId))).toBe(false);
    expect((await ask("certificate_ends", certificateId, "2026-12-31")).body.affected).toBe(10_000);
  });
});
