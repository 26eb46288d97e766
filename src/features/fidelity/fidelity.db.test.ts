import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "kysely";
import { asActor } from "#database/actor.ts";
import { insertSupervision } from "#features/account/store.ts";
import { updateStage } from "#features/cases/store.ts";
import { findCase } from "#features/people/store.ts";
import { adultAccount, makeScene, newSession, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, type Outputs, startServer, type TestServer } from "../../../test/access/server.ts";
import { makeStaff, type StaffActor } from "../../../test/support/agency.ts";

// A packet of the first stage from the record to the supervisor, and what each reader sees of it through both walls.

const NOW = "2026-11-20T15:00:00Z";
let server: TestServer;
let scene: Scene;
let others: Scene;
let supervisor: StaffActor;
const people = new Map<string, { accountId: string }>();
let slotId: string;

beforeAll(async () => {
  server = await startServer({ demo: "1", now: NOW });
  scene = await makeScene(server, "ours");
  others = await makeScene(server, "others");
  supervisor = await makeStaff(scene.place, scene.agency, { roles: ["supervisor"] });
  for (const role of ["administrator", "auditor"] as const) people.set(role, await makeStaff(scene.place, scene.agency, { roles: [role] }));
  people.set("supervisor", supervisor).set("clinician", scene.clinician).set("spare", scene.spare).set("stranger", others.clinician);
  people.set("A", await adultAccount(scene, scene.adultA));
  await operatorDoes(scene, async (tx) => {
    await insertSupervision(tx, supervisor.staffId, scene.clinician.staffId, "2026-01-01");
    // The case began seven weeks ago; the second stage begins today.
    await sql`update cases set opened_on = '2026-10-01' where id = ${scene.caseId}`.execute(tx);
    await sql`insert into case_stages (agency_id, case_id, stage, began_on, began_at) values (${tx.actor.agencyId}, ${scene.caseId}, 1, '2026-10-01', '2026-10-01T15:00:00Z')`.execute(tx);
    await sql`insert into assignments (agency_id, case_id, staff_id, kind, valid_from) values (${tx.actor.agencyId}, ${scene.caseId}, ${scene.clinician.staffId}, 'assigned', '2026-10-01')`.execute(tx);
    await updateStage(tx, scene.caseId, 2, (await findCase(tx, scene.caseId))!.revision);
  });
  await writeNote("MARKER-OWN-WORDS");
});
afterAll(() => server.close());

let moment = 1;
async function ask(who: string, method: string, address: string, body?: unknown) {
  server.fresh.clock.set(new Date(Date.parse(NOW) + ++moment * 1000).toISOString());
  return call(server, await scene.cookieOf(people.get(who)!), method, address, body);
}
const of = (address: string) => `/api/cases/${scene.caseId}${address}`;
const view = async (who = "clinician"): Promise<Outputs["fidelity"]["packet"]> => (await ask(who, "GET", of(`/fidelity/${slotId}`))).body;
const confirm = async (more: Record<string, unknown> = {}, who = "clinician", shown?: Outputs["fidelity"]["packet"]) => {
  const seen = shown ?? await view();
  return ask(who, "POST", of(`/fidelity/${slotId}`), { version: seen.packet.version, hash: seen.live!.hash, changed: [], challenge: "moderate", capacity: "emerging", reflection: "MARKER-REFLECTION", ...more });
};

/** A signed note of an hour in the first stage, in which the child was flooded. */
async function writeNote(words: string): Promise<void> {
  const sessionId = await newSession(scene, scene.clinician.staffId);
  const chips = [{ code: "child_start_flooded" }];
  const blocks = [
    { blockId: randomUUID(), section: "regulation", class: "relationship", ownerPersonId: scene.adultA, words, chips },
    { blockId: randomUUID(), section: "content", class: "child_chart", ownerPersonId: null, words: "", chips: [{ code: "safety_physical", detail: "3/0" }] },
    { blockId: randomUUID(), section: "reflection", class: "supervision", ownerPersonId: null, words: "MARKER-KEPT-APART", chips: [] },
  ];
  const attendance = [scene.adultA].map((personId) => ({ personId, status: "present", in: "2026-11-20T08:00", out: "2026-11-20T09:00" }));
  const saved = await ask("clinician", "PUT", `/api/sessions/${sessionId}/note`, { revision: 0, heldFrom: "2026-11-20T08:00", heldTo: "2026-11-20T09:00", longerSessionReason: null, attendance, blocks });
  expect((await ask("clinician", "POST", `/api/sessions/${sessionId}/note/sign`, { revision: saved.body.revision })).status, saved.text).toBe(200);
}

describe("a fidelity packet (A10, C7, D5)", () => {
  it("is due on the day on which the second stage begins, and falls out of the record with its sources", async () => {
    const { packets } = (await ask("clinician", "GET", of("/fidelity"))).body as Outputs["fidelity"]["list"];
    expect(packets.map((one) => [one.kind, one.state])).toEqual([["foundational", "due"], ["core", "going_on"]]);
    slotId = packets[0]!.slotId;
    const { live, may, confirmed } = await view();
    expect([may, confirmed]).toEqual([["confirm"], null]);
    expect(live!.content.registration).toMatchObject({ interpreter: "no" });
    expect(live!.content.ratings!.disclosure).toMatchObject({ class: "supervision", ownerStaffId: scene.clinician.staffId, counterpartStaffId: supervisor.staffId });
    const going = packets[1]!.slotId;
    const core = (await ask("clinician", "GET", of(`/fidelity/${going}`))).body as Outputs["fidelity"]["packet"];
    const focus = core.live!.content.ratings!.ratings.find((one) => one.key === "content.safety_physical.focus")!;
    expect([focus.suggestion, focus.seen, focus.sources.length, core.live!.content.log.held]).toEqual(["3", 1, 1, 1]);
    expect(JSON.stringify(core)).not.toMatch(/MARKER/);
    expect((await ask("clinician", "POST", of(`/fidelity/${going}`), { version: 0, hash: core.live!.hash, changed: [], challenge: "low", capacity: "emerging" })).status).toBe(422);
  });

  it("takes no rating that it does not have, no hash of another record, and is confirmed once by two presses at once", async () => {
    const wrong = await confirm({ changed: [{ key: "strands.procedural.challenge", value: "acquired" }] });
    expect([wrong.status, wrong.body.fields[0].path]).toEqual([400, "changed.0"]);
    expect((await confirm({ hash: "0".repeat(64) })).status).toBe(409);
    expect((await ask("clinician", "POST", of(`/fidelity/foundational.2020-01-01.${scene.clinician.staffId}`), { version: 0, hash: "0".repeat(64), changed: [], challenge: "low", capacity: "emerging" })).status).toBe(404);
    const changed = [{ key: "strands.procedural.challenge", value: "low" }];
    const shown = await view();
    const two = await Promise.all([confirm({ changed }, "clinician", shown), confirm({ changed }, "clinician", shown)]);
    expect(two.map((one) => one.status).toSorted()).toEqual([200, 409]);
    const kept = await view();
    expect(kept.confirmed!.ratings!.ratings.find((one) => one.key === "strands.procedural.challenge")).toMatchObject({ value: "low", suggestion: null });
    expect([kept.confirmed!.ratings!.reflection, kept.packet.version]).toEqual(["MARKER-REFLECTION", 1]);
  });

  it("its ratings and words are the clinician's and the supervisor's alone; others see that it is complete", async () => {
    expect((await view("supervisor")).confirmed!.ratings!.reflection).toBe("MARKER-REFLECTION");
    const addresses = [of("/fidelity"), of(`/fidelity/${slotId}`), of("/contact-log"), of("/record"), of("/timeline"), of(`/fidelity/packets/${(await view()).packet.packetId}/sheet?language=en`)];
    for (const who of ["administrator", "auditor", "spare", "A"]) for (const address of addresses) expect((await ask(who, "GET", address)).text, `${who} ${address}`).not.toMatch(/MARKER-REFLECTION|strands\./);
    expect((await ask("administrator", "GET", of("/fidelity"))).body.packets[0]).toMatchObject({ state: "confirmed", version: 1 });
    expect((await call(server, await others.cookieOf(others.clinician), "GET", of("/fidelity"))).status).toBe(404);
    for (const actor of [scene.spare, { ...scene.spare, roles: ["administrator"] }, { kind: "caregiver" as const, agencyId: scene.agency.agencyId, timeZone: "America/New_York", personId: scene.adultA, accountId: randomUUID(), name: "A" }]) {
      const { rows } = await asActor(server.services.database, server.services.clock, actor, (tx) => sql`select key from fidelity_values where class <> 'service'`.execute(tx));
      expect(rows).toEqual([]);
    }
  });

  it("is returned with words, corrected as another version, agreed, and never changed", async () => {
    const review = async (outcome: string, words = "", who = "supervisor") => ask(who, "POST", of(`/fidelity/packets/${(await view()).packet.packetId}/review`), { outcome, words });
    expect([(await review("returned")).status, (await review("agreed", "", "clinician")).status]).toEqual([400, 403]);
    expect((await review("returned", "MARKER-RETURNED")).status).toBe(200);
    expect((await review("agreed")).status).toBe(409);
    expect([(await view()).packet.state, (await view()).versions[0]!.reviewWords!.words]).toEqual(["returned", "MARKER-RETURNED"]);
    expect((await confirm({ reflection: "Anew." })).body.version).toBe(2);
    expect((await review("agreed")).status).toBe(200);
    expect((await view()).versions.map((one) => [one.version, one.outcome])).toEqual([[2, "agreed"], [1, "returned"]]);
    const change = operatorDoes(scene, (tx) => sql`update fidelity_values set value = '1'`.execute(tx));
    await expect(change).rejects.toThrow(/permission denied/);
  });

  it("prints in the layout of a form pack, of which what is wrong is refused with its place", async () => {
    const { packs } = (await ask("administrator", "GET", "/api/fidelity-packs")).body as Outputs["fidelityPacks"]["list"];
    const pack = { ...packs[0]!.pack, id: "made-up" };
    const bad = await ask("administrator", "POST", "/api/fidelity-packs", { pack: { ...pack, items: [...pack.items, { id: "more", text: { en: "x", es: "x" }, ask: { scale: "challenge" } }] } });
    expect([bad.status, bad.body.fields[0].path]).toEqual([400, `pack.items.${pack.items.length}.ask`]);
    expect((await ask("administrator", "POST", "/api/fidelity-packs", { pack: { ...pack, licence: "" } })).status).toBe(400);
    expect([(await ask("administrator", "POST", "/api/fidelity-packs", { pack })).status, (await ask("administrator", "POST", "/api/fidelity-packs", { pack })).status]).toEqual([200, 409]);
    const sheet = of(`/fidelity/packets/${(await view()).packet.packetId}/sheet?language=es&pack=made-up&version=1`);
    expect([(await ask("clinician", "GET", sheet)).status, (await ask("spare", "GET", sheet)).status]).toEqual([200, 404]);
    expect((await ask("supervisor", "PUT", "/api/fidelity-rules", { ...(await ask("supervisor", "GET", "/api/fidelity-rules")).body.rules, challengeModerate: 5 })).body.fields[0].path).toBe("challengeModerate");
  });
});
