import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { newId } from "#database/actor.ts";
import { addDays } from "#kernel/dates.ts";
import { insertCredential, insertSupervision } from "#features/workforce/store.ts";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, type Outputs, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { putScore } from "../../../test/access/measures.ts";
import { makeStaff, type StaffActor } from "../../../test/support/agency.ts";

// The agenda falls out of the record, for whoever supervises today, as far as she may read it. The steps stand on each other.

const TODAY = "2026-11-20";
type Agenda = Outputs["supervision"]["agenda"]["get"];
let server: TestServer;
let scene: Scene;
let supervisor: StaffActor;
let otherSupervisor: StaffActor;

beforeAll(async () => {
  server = await startServer({ now: `${TODAY}T20:00:00Z` });
  scene = await makeScene(server, "ours");
  [supervisor, otherSupervisor] = [await makeStaff(scene.place, scene.agency, { roles: ["supervisor"], from: "2026-01-05" }), await makeStaff(scene.place, scene.agency, { roles: ["supervisor"], from: "2026-01-05" })];
  await operatorDoes(scene, async (tx) => {
    await insertSupervision(tx, { supervisorId: supervisor.staffId, clinicianId: scene.clinician.staffId, validFrom: "2026-01-05", validTo: null });
    await insertSupervision(tx, { supervisorId: otherSupervisor.staffId, clinicianId: scene.spare.staffId, validFrom: "2026-01-05", validTo: null });
  });
}, 120_000);
afterAll(() => server.close());

const api = async (who: StaffActor, method: string, address: string, body?: unknown) => call(server, await signedIn(server, who), method, `/api${address}`, body);
const agenda = async (who: StaffActor): Promise<Agenda> => (await api(who, "GET", "/supervision/agenda")).body;
const lines = async (who = supervisor) => (await agenda(who)).people.flatMap((one) => one.lines);
const kinds = async (who = supervisor) => (await lines(who)).map((one) => one.kind);

/** A visit some days ago, with how the mother came. */
const past = (days: number, status: "held" | "no_show", came: string) =>
  operatorDoes(scene, async (tx) => {
    const id = newId(tx);
    const on = addDays(TODAY, -days);
    await sql`insert into sessions (agency_id, id, case_id, kind, place, modality, stage, clinician_id, starts_at, ends_at, time_zone, status, held_from, held_to) values (${tx.actor.agencyId}, ${id}, ${scene.caseId}, 'dyadic', 'home', 'in_person', 2, ${scene.clinician.staffId}, ${`${on}T15:00:00Z`}, ${`${on}T16:00:00Z`}, 'America/New_York', ${status}, ${status === "held" ? `${on}T15:00:00Z` : null}, ${status === "held" ? `${on}T16:00:00Z` : null})`.execute(tx);
    await sql`insert into attendances (agency_id, session_id, person_id, case_id, part, status) values (${tx.actor.agencyId}, ${id}, ${scene.adultA}, ${scene.caseId}, 'caregiver', ${came})`.execute(tx);
    return id;
  });

describe("the agenda", () => {
  it("has everybody whom one supervises today with what is known of each, and nobody else", async () => {
    const { people } = await agenda(supervisor);
    expect(people).toMatchObject([{ staffId: scene.clinician.staffId, load: { families: 1 }, read: { families: 1 } }]);
    expect((await agenda(otherSupervisor)).people.map((one) => one.staffId)).toEqual([scene.spare.staffId]);
    expect((await api(scene.clinician, "GET", "/supervision/agenda")).status).toBe(403);
  });

  it("puts an open review first, which is not ticked off there", async () => {
    const [first] = await lines();
    expect(first).toMatchObject({ kind: "alert", caseId: scene.caseId, who: "Ana Made-Up", disclosure: { class: "caregiver", ownerPersonId: scene.adultA } });
    expect((await api(supervisor, "POST", "/supervision/agenda/marks", { key: first!.key, reason: first!.reason, caseId: scene.caseId, state: "done" })).status).toBe(422);
    expect(await kinds(otherSupervisor)).toEqual([]);
  });

  it("brings who left early twice, and who stays away", async () => {
    for (const [days, came] of [[3, "left"], [10, "left"], [17, "present"], [24, "present"]] as const) await past(days, "held", came);
    expect((await lines()).find((one) => one.kind === "rupture")).toMatchObject({ codes: ["left_early"], count: 2, who: "Robin Made-Up" });
    for (const days of [1, 2]) await past(days, "no_show", "absent");
    expect((await lines()).filter((one) => one.kind === "rupture").map((one) => one.codes[0]).toSorted()).toEqual(["left_early", "no_shows"]);
  });

  it("brings notes that are owed, what waits for a signature, and what ends with the sessions it touches", async () => {
    expect((await lines()).find((one) => one.kind === "notes")).toMatchObject({ count: 4 });
    await operatorDoes(scene, (tx) => insertCredential(tx, scene.clinician.staffId, { kind: "licence", name: "LICSW", field: "", issuer: "", number: "", isIndependent: true, validFrom: "2024-01-01", validTo: addDays(TODAY, 13) }));
    expect((await lines()).find((one) => one.kind === "credential")).toMatchObject({ on: addDays(TODAY, 13), names: ["LICSW"], count: 0, of: 0 });
    await operatorDoes(scene, async (tx) => {
      const on = addDays(TODAY, 20);
      await sql`insert into sessions (agency_id, id, case_id, kind, place, modality, stage, clinician_id, starts_at, ends_at, time_zone) values (${tx.actor.agencyId}, ${newId(tx)}, ${scene.caseId}, 'dyadic', 'home', 'in_person', 2, ${scene.clinician.staffId}, ${`${on}T15:00:00Z`}, ${`${on}T16:00:00Z`}, 'America/New_York')`.execute(tx);
    });
    expect((await lines()).find((one) => one.kind === "credential")).toMatchObject({ count: 1, of: 1 });
  });

  it("brings a measure that moved as the programme's own figures count it", async () => {
    await putScore(scene, { personId: scene.adultA, instrument: "phq-9", total: 6, answeredOn: addDays(TODAY, -90) });
    await putScore(scene, { personId: scene.adultA, instrument: "phq-9", total: 18, answeredOn: addDays(TODAY, -3) });
    expect((await lines()).find((one) => one.kind === "moved")).toMatchObject({ codes: ["worse"], value: 1200, disclosure: { class: "caregiver" } });
  });

  it("keeps what was done and put off for the one who said so, until what it rests on changes", async () => {
    const found = (await lines()).find((one) => one.kind === "notes")!;
    const mark = (state: string, until: string | null = null) => api(supervisor, "POST", "/supervision/agenda/marks", { key: found.key, reason: found.reason, caseId: found.caseId, state, until });
    const state = async () => (await lines()).find((one) => one.kind === "notes")!.state;
    expect((await mark("put_off", TODAY)).status).toBe(400);
    expect((await mark("put_off", addDays(TODAY, 2))).status).toBe(200);
    expect(await state()).toBe("put_off");
    await mark("done");
    expect(await state()).toBe("done");
    await past(6, "held", "present");
    expect(await state()).toBe("open");
    expect((await api(otherSupervisor, "POST", "/supervision/agenda/marks", { key: found.key, reason: found.reason, caseId: scene.caseId, state: "done" })).status).toBe(200);
    // A case that she does not see is not named in her own row.
    const kept = await server.fresh.asOwner((client) => client.query<{ case_id: string | null }>("select case_id from dyad.agenda_marks where supervisor_id = $1", [otherSupervisor.staffId]));
    expect(kept.rows).toEqual([{ case_id: null }]);
  });

  it("is gone with the supervision", async () => {
    server.fresh.clock.set(`${addDays(TODAY, 1)}T20:00:00Z`);
    await operatorDoes(scene, (tx) => sql`update supervisions set valid_to = ${TODAY} where supervisor_id = ${supervisor.staffId}`.execute(tx));
    expect((await agenda(supervisor)).people).toEqual([]);
  });
});
