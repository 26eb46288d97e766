import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { adultAccount, makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { newId, row, type Transaction } from "#database/actor.ts";
import { sendMessage } from "#features/messages/jobs.ts";
import { insertSupervision } from "#features/workforce/store.ts";
import { insertAccess } from "#features/portal/store.ts";
import { MOST_A_DAY } from "./contract.ts";

// What an adult of a family and the team write to each other: the adult's own, promised, never changed, and over with the way in.

const NOW = "2026-11-20T15:00:00.000Z";
let server: TestServer;
let scene: Scene;
let other: Scene;
let desk: StaffActor;
let stranger: StaffActor;
let supervisor: StaffActor;
const accounts = new Map<string, string>();
beforeAll(async () => {
  server = await startServer({ now: NOW });
  scene = await makeScene(server, "ours");
  other = await makeScene(server, "theirs");
  desk = await makeStaff(scene.place, scene.agency, { roles: ["front_desk", "administrator", "biller"] });
  stranger = await makeStaff(scene.place, scene.agency, { roles: ["clinician"] });
  supervisor = await makeStaff(scene.place, scene.agency, { roles: ["supervisor"] });
  await operatorDoes(scene, (tx) => insertSupervision(tx, { supervisorId: supervisor.staffId, clinicianId: scene.clinician.staffId, validFrom: tx.today, validTo: null }));
  for (const [of, personId] of [[scene, scene.adultA], [scene, scene.adultB], [other, other.adultA]] as const) accounts.set(personId, (await adultAccount(of, personId)).accountId);
}, 120_000);
afterAll(() => server.close());
beforeEach(() => server.fresh.clock.set(NOW));

const later = (minutes: number) => server.fresh.clock.set(new Date(Date.parse(server.fresh.clock.now()) + minutes * 60_000).toISOString());
const adultIn = (personId: string, of: Scene = scene) => signedIn(server, { accountId: accounts.get(personId)!, agencyId: of.agency.agencyId });
const asAdult = async (personId: string, method: string, address: string, body?: object, of: Scene = scene) => call(server, await adultIn(personId, of), method, `/api/cases/${of.caseId}${address}`, body);
const asStaff = async (who: StaffActor, method: string, address: string, body?: object) => call(server, await signedIn(server, who), method, `/api/cases/${scene.caseId}${address}`, body);
const write = (personId: string, words: string, sentKey: string = randomUUID()) => asAdult(personId, "POST", "/own-messages", { words, sentKey });
const thread = (who: StaffActor, personId: string) => asStaff(who, "GET", `/correspondence/${personId}`);
const answer = (personId: string, words: string, upTo: string | null, sentKey: string = randomUUID()) => asStaff(scene.clinician, "POST", `/correspondence/${personId}`, { words, sentKey, upTo });
const notices = (personId: string) => operatorDoes(scene, async (tx) => (await sql<{ id: string; status: string; failure: string }>`select id, status, failure from messages where kind = 'to_read' and person_id = ${personId} order by queued_at desc, id desc`.execute(tx)).rows);

describe("what an adult and the team write", () => {
  it("D3: is the adult's own: the other caregiver, the desk, a colleague and another agency meet neither words nor that there are any", async () => {
    const sent = await write(scene.adultA, "He had a hard drop-off.\r\nShould I bring it up?");
    expect([sent.status, sent.body]).toEqual([200, { messageId: expect.any(String), promisedBy: "2026-11-24T22:00:00.000Z" }]);
    const own = await asAdult(scene.adultA, "GET", "/own-messages");
    expect(own.body.messages.map((one: { words: string }) => one.words)).toEqual(["He had a hard drop-off.\nShould I bring it up?"]);
    const beside = await asAdult(scene.adultB, "GET", "/own-messages");
    expect([beside.status, beside.body.messages, beside.body.unread]).toEqual([200, [], 0]);
    for (const who of [desk, stranger]) expect((await thread(who, scene.adultA)).status).toBeGreaterThanOrEqual(403);
    expect((await call(server, await signedIn(server, stranger), "GET", "/api/correspondence?status=all")).body).toMatchObject({ threads: [], count: 0 });
    expect((await call(server, await signedIn(server, other.clinician), "GET", `/api/cases/${scene.caseId}/correspondence/${scene.adultA}`)).status).toBe(404);
    expect((await call(server, await adultIn(other.adultA, other), "GET", `/api/cases/${scene.caseId}/own-messages`)).status).toBe(404);
    expect((await call(server, await adultIn(other.adultA, other), "POST", `/api/cases/${scene.caseId}/own-messages`, { words: "x", sentKey: randomUUID() })).status).toBe(404);
    expect((await thread(scene.clinician, scene.adultB)).status).toBe(404);
    expect((await thread(scene.clinician, randomUUID())).status).toBe(404);
  });

  it("D4: is one message however often it is sent, is read and answered by the team, and says so to the adult", async () => {
    later(60);
    const key = randomUUID();
    const twice = await Promise.all([write(scene.adultA, "Once.", key), write(scene.adultA, "Once.", key)]);
    expect(new Set(twice.map((one) => one.body.messageId)).size).toBe(1);
    const read = await thread(scene.clinician, scene.adultA);
    const last = read.body.messages.at(-1);
    expect(last).toMatchObject({ words: "Once.", from: "adult", readAt: null, settled: null });
    later(5);
    await asStaff(scene.clinician, "POST", `/correspondence/${scene.adultA}/read`, { upTo: last.writtenAt });
    // What comes while an answer is written waits on.
    later(5);
    await write(scene.adultA, "One more.");
    later(5);
    const answerKey = randomUUID();
    for (let time = 0; time < 2; time++) expect((await answer(scene.adultA, "Thank you.", last.writtenAt, answerKey)).status).toBe(200);
    const own = (await asAdult(scene.adultA, "GET", "/own-messages")).body;
    expect(own.messages.slice(-3).map((one: { words: string; settled: string | null; readAt: string | null }) => [one.words, one.settled, one.readAt !== null])).toEqual([["Once.", "answered", true], ["One more.", null, false], ["Thank you.", null, false]]);
    expect(own.unread).toBe(1);
    await asAdult(scene.adultA, "POST", "/own-messages/read", { upTo: own.messages.at(-1).writtenAt });
    expect((await asAdult(scene.adultA, "GET", "/own-messages")).body.unread).toBe(0);
    expect((await thread(scene.clinician, scene.adultA)).body.messages.at(-1).readAt).not.toBeNull();
  });

  it("stands on the clinician's Today, late by the promise, on the supervisor's only then, and in the inbox, what waits longest first", async () => {
    const owed = async (who: StaffActor) => (await call(server, await signedIn(server, who), "GET", "/api/day")).body.owed.filter((one: { kind: string }) => one.kind === "family_message");
    later(180);
    expect(await owed(scene.clinician)).toMatchObject([{ id: scene.adultA, caseId: scene.caseId, weight: "later", dueAt: "2026-11-24T22:00:00.000Z" }]);
    for (const who of [supervisor, desk, stranger]) expect(await owed(who)).toEqual([]);
    server.fresh.clock.set("2026-11-24T22:30:00.000Z");
    for (const who of [scene.clinician, supervisor]) expect(await owed(who)).toMatchObject([{ weight: "today" }]);
    const inbox = (await call(server, await signedIn(server, scene.clinician), "GET", "/api/correspondence")).body;
    expect(inbox).toMatchObject({ count: 1, threads: [{ personId: scene.adultA, promise: "late", begins: "One more." }] });
    const { messages } = (await thread(scene.clinician, scene.adultA)).body;
    expect((await asStaff(scene.clinician, "POST", `/correspondence/${scene.adultA}/settle`, { upTo: messages.at(-1).writtenAt })).body).toEqual({ settled: 1 });
    expect(await owed(scene.clinician)).toEqual([]);
    expect((await call(server, await signedIn(server, scene.clinician), "GET", "/api/correspondence?status=all&sort=last&order=down&whose=mine")).body.count).toBe(1);
  });

  it("is paged, and bounded in length, count and by the day", async () => {
    server.fresh.clock.set("2026-12-01T15:00:00.000Z");
    for (let count = 0; count < MOST_A_DAY; count++) {
      expect((await write(scene.adultB, `Word ${count}`)).status).toBe(200);
      later(1);
    }
    expect((await write(scene.adultB, "Too much")).status).toBe(429);
    for (const words of ["", "  \n ", "x".repeat(2001), "\u0000"]) expect((await write(scene.adultB, words)).status).toBe(400);
    later(24 * 60);
    expect((await write(scene.adultB, "Next day")).status).toBe(200);
    const last = (await thread(scene.clinician, scene.adultB)).body;
    expect([last.messages.length, last.messages.at(-1).words]).toEqual([20, "Next day"]);
    const earlier = (await asStaff(scene.clinician, "GET", `/correspondence/${scene.adultB}?before=${encodeURIComponent(last.earlier)}`)).body;
    expect([earlier.messages.map((one: { words: string }) => one.words), earlier.earlier]).toEqual([["Word 0"], null]);
  });

  it("D3: is told of by a safe way to whoever said yes, in words that say nothing, and not once it was read", async () => {
    server.fresh.clock.set("2026-12-04T15:00:00.000Z");
    await write(scene.adultA, "A question.");
    expect((await answer(scene.adultA, "First.", null)).body.notice).toBe("no_yes");
    await operatorDoes(scene, (tx) => sql`insert into consents (agency_id, id, case_id, kind, signer_id, signed_name, words_version, language, answer, signed_at, valid_from) values (${tx.actor.agencyId}, ${newId(tx)}, ${scene.caseId}, 'messages', ${scene.adultA}, 'Ana', '1', 'en', 'yes', ${tx.now}, ${tx.today})`.execute(tx));
    const safe = (isSafe: boolean) => operatorDoes(scene, (tx) => sql`update contact_ways set is_safe = ${isSafe} where person_id = ${scene.adultA}`.execute(tx));
    await safe(false);
    expect((await answer(scene.adultA, "Second.", null)).body.notice).toBe("no_way");
    expect(await notices(scene.adultA)).toEqual([]);
    await safe(true);
    later(1);
    expect((await answer(scene.adultA, "Third.", null)).body.notice).toBe("queued");
    const own = (await asAdult(scene.adultA, "GET", "/own-messages")).body;
    await asAdult(scene.adultA, "POST", "/own-messages/read", { upTo: own.messages.at(-1).writtenAt });
    const [notice] = await notices(scene.adultA);
    expect(await sendMessage(server.services, { agencyId: scene.agency.agencyId, id: notice!.id })).toEqual({ state: "withdrawn" });
    expect((await notices(scene.adultA))[0]).toMatchObject({ status: "withdrawn", failure: "nothing_to_read" });
  });

  it("D3: is over with the way in, a closed case and a place around the child: neither side writes, and what waits to be told is dead", async () => {
    server.fresh.clock.set("2026-12-07T15:00:00.000Z");
    expect((await answer(scene.adultA, "Waiting.", null)).body.notice).toBe("queued");
    await operatorDoes(scene, (tx) => insertAccess(tx, { caseId: scene.caseId, personId: scene.adultA, staffId: scene.clinician.staffId }));
    await operatorDoes(scene, (tx) => sql`update portal_accesses set ended_at = ${tx.now}, ended_by = ${scene.clinician.staffId} where person_id = ${scene.adultA}`.execute(tx));
    for (const tried of [write(scene.adultA, "Still?"), answer(scene.adultA, "Still?", null)]) expect((await tried).status).toBe(422);
    expect(await sendMessage(server.services, { agencyId: scene.agency.agencyId, id: (await notices(scene.adultA))[0]!.id })).toEqual({ state: "withdrawn" });
    const said = async (personId: string) => (await thread(scene.clinician, personId)).body.state;
    expect(await said(scene.adultA)).toBe("ended");
    await operatorDoes(scene, (tx) => sql`update cases set status = 'closed', closed_on = ${tx.today} where id = ${scene.caseId}`.execute(tx));
    for (const tried of [write(scene.adultB, "Still?"), answer(scene.adultB, "Still?", null)]) expect((await tried).status).toBe(422);
    expect(await said(scene.adultB)).toBe("closed");
    await operatorDoes(scene, (tx) => sql`update cases set status = 'open', closed_on = null where id = ${scene.caseId}`.execute(tx));
    await operatorDoes(scene, (tx) => sql`update case_people set valid_to = ${tx.today}::date - 1 where person_id = ${scene.adultB}`.execute(tx));
    expect(await said(scene.adultB)).toBe("left");
    expect((await answer(scene.adultB, "Still?", null)).status).toBe(422);
    expect((await write(scene.adultB, "Still?")).status).toBeGreaterThanOrEqual(400);
  });

  it("D4: stays as it was sent: nobody changes a word, marks the own words as read, or writes as somebody else", async () => {
    const change = (set: ReturnType<typeof sql>) => operatorDoes(scene, (tx) => sql`update family_messages set ${set}`.execute(tx));
    await expect(change(sql`words = 'Other.'`)).rejects.toThrow(/stays as it was sent|other side|row-level/);
    await expect(change(sql`promised_by = null`)).rejects.toThrow(/stays as it was sent|other side|row-level/);
    server.fresh.clock.set("2026-11-20T15:30:00.000Z");
    const as = (personId: string, work: (tx: Transaction) => Promise<unknown>) => acting(scene.place, { kind: "caregiver", accountId: accounts.get(personId)!, personId, name: "Made Up", agencyId: scene.agency.agencyId, timeZone: scene.agency.timeZone }, work);
    const own = (tx: Transaction) => sql`update family_messages set read_at = ${tx.now} where person_id = ${scene.adultA} and written_by is null and read_at is null`.execute(tx);
    await operatorDoes(scene, (tx) => sql`insert into family_messages (agency_id, id, case_id, person_id, words, written_at, promised_by, sent_key) values (${tx.actor.agencyId}, ${newId(tx)}, ${scene.caseId}, ${scene.adultA}, 'Unread.', ${tx.now}, ${tx.now}, ${randomUUID()})`.execute(tx));
    await expect(as(scene.adultA, own)).rejects.toThrow(/stays as it was sent|other side|row-level/);
    expect(await as(scene.adultB, (tx) => row(tx, sql`select from family_messages where person_id = ${scene.adultA}`))).toBeNull();
    await expect(as(scene.adultB, (tx) => sql`insert into family_messages (agency_id, id, case_id, person_id, words, written_at, promised_by, sent_key) values (${tx.actor.agencyId}, ${newId(tx)}, ${scene.caseId}, ${scene.adultA}, 'As Ana.', ${tx.now}, ${tx.now}, ${randomUUID()})`.execute(tx))).rejects.toThrow(/stays as it was sent|other side|row-level/);
  });
});
