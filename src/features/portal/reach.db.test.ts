import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { adultAccount, makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting } from "../../../test/support/agency.ts";
import { row, rows, type Transaction } from "#database/actor.ts";
import { findWay } from "#features/messages/judging.jobs.ts";
import { maskWay } from "./reach.rules.ts";

// How an adult is reached: she stops a way at once, and cannot be made to be reached elsewhere; help nearby says no reason.

const NOW = "2026-11-20T15:00:00.000Z";
let server: TestServer;
let scene: Scene;
const accounts = new Map<string, string>();
beforeAll(async () => {
  server = await startServer({ now: NOW });
  scene = await makeScene(server, "ours");
  for (const personId of [scene.adultA, scene.adultB]) accounts.set(personId, (await adultAccount(scene, personId)).accountId);
}, 120_000);
afterAll(() => server.close());
beforeEach(() => server.fresh.clock.set(NOW));

const api = async (personId: string, method: string, address: string, body?: object) => call(server, await signedIn(server, { accountId: accounts.get(personId)!, agencyId: scene.agency.agencyId }), method, `/api${address}`, body);
const staff = async (method: string, address: string, body?: object) => call(server, await signedIn(server, scene.clinician), method, `/api${address}`, body);
const addWay = async (personId: string, way: "email" | "text", value: string) => {
  const id = randomUUID();
  await operatorDoes(scene, (tx) => sql`insert into contact_ways (agency_id, id, person_id, way, value, is_safe, valid_from) values (${tx.actor.agencyId}, ${id}, ${personId}, ${way}, ${value}, true, '2026-01-01')`.execute(tx));
  return id;
};
const wayOf = (personId: string, channels: ("email" | "text")[]) => operatorDoes(scene, (tx) => findWay(tx, { personId, caseId: scene.caseId, staffId: null }, { channels }));
const asAdult = (personId: string, work: (tx: Transaction) => Promise<unknown>) => acting(scene.place, { kind: "caregiver", accountId: accounts.get(personId)!, personId, name: "Made Up", agencyId: scene.agency.agencyId, timeZone: scene.agency.timeZone }, work);

describe("how an adult is reached", () => {
  it("D3: stops a way at once, tells the team, and no page holds the whole of it", async () => {
    await operatorDoes(scene, (tx) => sql`update contact_ways set is_safe = false where person_id = ${scene.adultA}`.execute(tx));
    const contactWayId = await addWay(scene.adultA, "email", "ana.secret@example.org");
    const { body, text } = await api(scene.adultA, "GET", "/own-ways");
    expect(body.ways.find((one: { contactWayId: string }) => one.contactWayId === contactWayId)).toMatchObject({ masked: "a…@example.org", isSafe: true });
    expect(text).not.toContain("ana.secret");
    expect((await wayOf(scene.adultA, ["email"])).verdict).toBe("send");
    expect((await api(scene.adultB, "POST", `/own-ways/${contactWayId}/unsafe`, {})).status).toBe(404);
    expect((await api(scene.adultA, "POST", `/own-ways/${contactWayId}/unsafe`, {})).body).toEqual({ told: 1 });
    expect((await wayOf(scene.adultA, ["email"])).verdict).toBe("refuse");
    expect((await api(scene.adultA, "POST", `/own-ways/${contactWayId}/unsafe`, {})).status).toBe(404);
    const { messages } = (await staff("GET", `/cases/${scene.caseId}/correspondence/${scene.adultA}`)).body;
    expect(messages.at(-1)).toMatchObject({ from: "adult", settled: null, words: expect.stringContaining("a…@example.org") });
  });

  it("D3: lets nobody make a way safe, or send it elsewhere, by being signed in as the adult", async () => {
    await addWay(scene.adultB, "email", "bo.further@example.org");
    const change = (set: ReturnType<typeof sql>, whose: string) => asAdult(scene.adultB, (tx) => sql`update contact_ways set ${set} where person_id = ${whose} returning id`.execute(tx));
    await expect(change(sql`value = 'thief@example.org'`, scene.adultB)).rejects.toThrow(/no longer safe, and nothing else/);
    await expect(change(sql`is_safe = true`, scene.adultB)).rejects.toThrow(/no longer safe, and nothing else/);
    await change(sql`is_safe = false`, scene.adultA);
    expect(await operatorDoes(scene, (tx) => row(tx, sql`select from contact_ways where value = 'thief@example.org'`))).toBeNull();
    await expect(asAdult(scene.adultB, (tx) => sql`insert into contact_ways (agency_id, id, person_id, way, value, is_safe, valid_from) values (${tx.actor.agencyId}, ${randomUUID()}, ${scene.adultB}, 'email', 'thief@example.org', true, ${tx.today})`.execute(tx))).rejects.toThrow(/row-level/);
  });

  it("stops and allows text messages to the own numbers, and to no other; what a provider refuses stays", async () => {
    await addWay(scene.adultB, "text", "202-555-0142");
    const texts = (what: "stop" | "allow") => api(scene.adultB, "POST", "/own-texts", { texts: what });
    expect((await wayOf(scene.adultB, ["text"])).verdict).not.toBe("refuse");
    expect((await texts("stop")).body).toEqual({ changed: 1 });
    expect((await texts("stop")).body).toEqual({ changed: 0 });
    expect(await wayOf(scene.adultB, ["text"])).toMatchObject({ verdict: "refuse", why: "stopped" });
    expect((await api(scene.adultB, "GET", "/own-ways")).body.ways.find((one: { way: string }) => one.way === "text").texts).toBe("stopped_here");
    expect((await api(scene.adultA, "POST", "/own-texts", { texts: "allow" })).body).toEqual({ changed: 0 });
    expect((await texts("allow")).body).toEqual({ changed: 1 });
    await expect(asAdult(scene.adultB, (tx) => sql`insert into text_stops (agency_id, id, number, source, stopped_at) values (${tx.actor.agencyId}, ${randomUUID()}, '+12025550199', 'portal', ${tx.now})`.execute(tx))).rejects.toThrow(/row-level/);
    await operatorDoes(scene, (tx) => sql`insert into text_stops (agency_id, id, number, source, stopped_at) values (${tx.actor.agencyId}, ${randomUUID()}, '+12025550142', 'provider', ${tx.now})`.execute(tx));
    expect((await texts("allow")).body).toEqual({ changed: 0 });
    expect((await api(scene.adultB, "GET", "/own-ways")).body.ways.find((one: { way: string }) => one.way === "text").texts).toBe("stopped_elsewhere");
  });

  it("sets the language of one's own letters, and writes nothing else of anybody", async () => {
    await api(scene.adultB, "POST", "/own-letters", { language: "es" });
    expect([(await api(scene.adultB, "GET", "/own-ways")).body.letters, (await api(scene.adultA, "GET", "/own-ways")).body.letters]).toEqual(["es", "en"]);
    await expect(asAdult(scene.adultB, (tx) => sql`update persons set family_name = 'Another' where id = actor_person()`.execute(tx))).rejects.toThrow(/nothing else/);
    const others = await asAdult(scene.adultB, (tx) => rows(tx, sql`update persons set language = 'es' where id <> actor_person() returning id`));
    expect(others).toEqual([]);
  });

  it.each([["email", "ana@example.org", "a…@example.org"], ["email", "x", "x"], ["text", "(202) 555-0137", "37"], ["phone", "+1 202 555 0137", "37"]] as const)("shows of a way (%s) what tells it from others: %s as %s", (way, value, masked) => {
    expect(maskWay(way, value)).toBe(masked);
  });
});

describe("help nearby", () => {
  it("D3: says where this adult was sent and what is for families, with no reason, no note and nothing of another adult", async () => {
    const add = async (name: string, forFamilies: boolean) => (await staff("POST", "/resources", { name, kind: "food", phone: "202-555-0161", notes: "A note among staff.", forFamilies })).body.resourceId;
    const [shown, hidden, own] = [await add("A pantry for all", true), await add("A pantry for staff", false), await add("A pantry of one", false)];
    const refer = (resourceId: string, personId: string | null) => staff("POST", `/cases/${scene.caseId}/referrals-out`, { resourceId, personId, reason: "A reason of one.", referredOn: "2026-11-20", release: "not_needed" });
    expect((await refer(own, scene.adultB)).status).toBe(200);
    const read = async (personId: string) => api(personId, "GET", "/own-help");
    const [ofA, ofB] = [await read(scene.adultA), await read(scene.adultB)];
    expect(ofB.body.referrals).toMatchObject([{ name: "A pantry of one", forWhom: "you", outcome: null }]);
    expect(ofA.body.referrals).toEqual([]);
    for (const one of [ofA, ofB]) {
      expect(one.body.directory.map((each: { resourceId: string }) => each.resourceId)).toEqual([shown]);
      expect(one.text).not.toMatch(/A note among staff|A reason of one|A pantry for staff/);
    }
    expect(ofA.text).not.toContain(own);
    expect(ofB.text).not.toContain(hidden);
  });
});
