import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeStaff } from "../../../test/support/agency.ts";
import { type SmsAdapter, startSmsAdapter } from "../../../test/support/sms.ts";
import { rows, type Transaction } from "#database/actor.ts";
import { addMinutes } from "#kernel/dates.ts";
import type { Services } from "#server/procedure.ts";
import { hookSecret } from "./hooks.jobs.ts";
import { sendMessage } from "./jobs.ts";
import { lookForReminders } from "./reminders.jobs.ts";

// Reminders of sessions over the whole server: who is reminded, when, what takes them back, what answers do to them.

const NOW = "2026-11-20T15:00:00.000Z"; // a Friday, 10:00 in New York
const NUMBER = "+12025550142";
let server: TestServer;
let scene: Scene;
let adapter: SmsAdapter;
let services: Services;
let desk: string;
beforeAll(async () => {
  adapter = await startSmsAdapter();
  server = await startServer({ environment: { DYAD_SMS_URL: adapter.url } });
  services = server.services;
});
afterAll(async () => {
  adapter?.close();
  await server?.close();
});
let count = 0;
beforeEach(async () => {
  server.fresh.clock.set(NOW);
  adapter.sent.length = adapter.posts.length = 0;
  // What the test before left waits for nobody any more.
  const cleared = ["set search_path = dyad", "update messages set status = 'withdrawn' where status in ('queued', 'sending')", "update text_stops set lifted_at = now() where lifted_at is null", "update sessions set status = 'cancelled' where status = 'booked' and id not in (select session_id from notes)"];
  await server.fresh.asOwner((client) => client.query(cleared.join("; ")));
  scene = await makeScene(server, `reminders-${++count}`);
  desk = await scene.cookieOf(await makeStaff(scene.place, scene.agency, { roles: ["front_desk"] }));
  await operator((tx) => addWay(tx, scene.adultA, "text", "(202) 555-0142"));
  await operator((tx) => sql`update contact_ways set is_safe = false where way = 'email' and person_id = ${scene.adultB}`.execute(tx));
});

const operator = <T>(work: (tx: Transaction) => Promise<T>) => operatorDoes(scene, work);
const addWay = (tx: Transaction, personId: string, way: string, value: string, more: { hours?: string[]; zone?: string } = {}) =>
  sql`insert into contact_ways (agency_id, id, person_id, way, value, hours, time_zone, valid_from) values (${tx.actor.agencyId}, ${randomUUID()}, ${personId}, ${way}, ${value}, ${more.hours ?? []}, ${more.zone ?? null}, ${tx.today})`.execute(tx);
async function book(startsAt: string, coming: string[] = [scene.adultA, scene.adultB]): Promise<string> {
  const sessionId = randomUUID();
  await operator(async (tx) => {
    await sql`insert into sessions (agency_id, id, case_id, kind, place, modality, stage, clinician_id, starts_at, ends_at, time_zone) values (${tx.actor.agencyId}, ${sessionId}, ${scene.caseId}, 'dyadic', 'service_site', 'in_person', 1, ${scene.clinician.staffId}, ${startsAt}, ${addMinutes(startsAt, 60)}, 'America/New_York')`.execute(tx);
    const [child] = await rows<{ id: string }>(tx, sql`select child_id as id from cases where id = ${scene.caseId}`);
    for (const [personId, part] of [[child!.id, "child"], ...coming.map((one) => [one, "caregiver"])] as [string, string][]) await sql`insert into attendances (agency_id, session_id, person_id, case_id, part) values (${tx.actor.agencyId}, ${sessionId}, ${personId}, ${scene.caseId}, ${part})`.execute(tx);
  });
  return sessionId;
}
type Written = { personId: string; channel: string; status: string; failure: string; notBefore: string; aboutAt: string; hoursBefore: number; id: string };
const written = (sessionId: string) => operator((tx) => rows<Written>(tx, sql`select id, person_id as "personId", channel, status, failure, not_before as "notBefore", about_at as "aboutAt", hours_before as "hoursBefore" from messages where kind = 'reminder' and subject_id = ${sessionId} order by queued_at, id`));
const send = (id: string) => sendMessage(services, { agencyId: scene.agency.agencyId, id });
const at = (moment: string) => server.fresh.clock.set(moment);

describe("D3: who is reminded, and when", () => {
  it("reminds each adult with a safe way once, as many hours before as the agency says, and never the child", async () => {
    const sessionId = await book("2026-11-21T19:00:00.000Z");
    expect(await lookForReminders(services)).toEqual({ written: 1, withdrawn: 0 });
    expect(await lookForReminders(services)).toEqual({ written: 0, withdrawn: 0 });
    expect(await written(sessionId)).toMatchObject([{ personId: scene.adultA, channel: "text", status: "queued", notBefore: "2026-11-20T19:00:00.000Z", hoursBefore: 24 }]);
    const [one] = await written(sessionId);
    expect(await send(one!.id)).toEqual({ state: "later", at: "2026-11-20T19:00:00.000Z" });
    at("2026-11-20T19:00:00.000Z");
    expect(await send(one!.id)).toEqual({ state: "sent" });
    expect(adapter.sent).toMatchObject([{ to: NUMBER, text: expect.stringContaining("Saturday, November 21 at 2:00 PM") }]);
    const jobs = await server.fresh.asOwner(async (client) => (await client.query("select start_after from pgboss.job where name = 'send-message' and data->>'id' = $1", [one!.id])).rows);
    expect(jobs.map((job) => new Date(job.start_after).toISOString())).toEqual(["2026-11-20T19:00:00.000Z"]);
  });

  it("says nothing in the quiet hours, nor outside those that the adult called safe, by the adult's own clocks", async () => {
    at("2026-11-22T15:00:00.000Z");
    const quiet = await book("2026-11-23T12:00:00.000Z", [scene.adultA]);
    await operator((tx) => addWay(tx, scene.adultB, "text", "202-555-0143", { hours: ["mon_morning"], zone: "America/Chicago" }));
    const safe = await book("2026-11-24T15:00:00.000Z", [scene.adultB]);
    at("2026-11-23T02:00:00.000Z");
    await lookForReminders(services);
    // Quiet until 8:00 in New York is 13:00 UTC, after the session has begun; Monday 9:00 in Chicago is 15:00 UTC.
    expect(await written(quiet)).toMatchObject([{ personId: scene.adultA, status: "failed", failure: "too_late" }]);
    at("2026-11-23T14:00:00.000Z");
    await lookForReminders(services);
    expect(await written(safe)).toMatchObject([{ personId: scene.adultB, status: "queued", notBefore: "2026-11-23T15:00:00.000Z" }]);
  });

  it("says at the desk why nothing was sent where no safe hour lies before the session", async () => {
    await operator((tx) => addWay(tx, scene.adultB, "text", "202-555-0143", { hours: ["wed_morning"] }));
    const sessionId = await book("2026-11-21T15:00:00.000Z", [scene.adultB]);
    await lookForReminders(services);
    expect(await written(sessionId)).toMatchObject([{ status: "failed", failure: "too_late" }]);
    const { messages } = (await call(server, desk, "GET", `/api/outbox?status=failed&caseId=${scene.caseId}`)).body;
    expect(messages).toMatchObject([{ kind: "reminder", failure: "too_late", personName: "Bo Made-Up", aboutAt: "2026-11-21T15:00:00.000Z" }]);
  });

  it("goes by what the administrator sets, kept in the trail; nobody else sets it", async () => {
    const director = await scene.cookieOf(await makeStaff(scene.place, scene.agency, { roles: ["administrator"] }));
    expect((await call(server, desk, "GET", "/api/reminders")).body).toEqual({ settings: { hoursBefore: [24], quietFrom: "20:00", quietTo: "08:00" }, isShipped: true, mail: "not_set_up", texts: "sends" });
    const own = { hoursBefore: [2, 48], quietFrom: "22:00", quietTo: "07:00" };
    expect((await call(server, desk, "PUT", "/api/reminders", own)).status).toBe(403);
    expect((await call(server, director, "PUT", "/api/reminders", { ...own, hoursBefore: [0] })).status).toBe(400);
    expect((await call(server, director, "PUT", "/api/reminders", { ...own, quietTo: "22:00" })).status).toBe(400);
    expect((await call(server, director, "PUT", "/api/reminders", own)).status).toBe(200);
    expect((await call(server, desk, "GET", "/api/reminders")).body).toMatchObject({ settings: { ...own, hoursBefore: [48, 2] }, isShipped: false });
    const sessionId = await book("2026-11-22T15:00:00.000Z");
    await lookForReminders(services);
    expect((await written(sessionId)).map((one) => one.hoursBefore)).toEqual([48]);
    at("2026-11-22T13:30:00.000Z");
    await lookForReminders(services);
    expect((await written(sessionId)).map((one) => [one.hoursBefore, one.status, one.failure])).toEqual([[48, "withdrawn", "another_nearer"], [2, "queued", ""]]);
    const later = await scene.cookieOf(await makeStaff(scene.place, scene.agency, { roles: ["administrator"] }));
    expect((await call(server, later, "PUT", "/api/reminders", { ...own, hoursBefore: [] })).status).toBe(200);
    const other = await book("2026-11-22T18:00:00.000Z");
    await lookForReminders(services);
    expect(await written(other)).toEqual([]);
    const trail = await server.fresh.asOwner(async (client) => (await client.query("select count(*)::int as count from dyad.audit_entries where procedure = 'messages.setReminders' and outcome = 'done' and agency_id = $1", [scene.agency.agencyId])).rows[0].count);
    expect(trail).toBe(2);
  });

  it("is written once by two processes at the same moment", async () => {
    const sessionId = await book("2026-11-21T15:00:00.000Z");
    await Promise.all([1, 2, 3].map(() => lookForReminders(services)));
    expect(await written(sessionId)).toHaveLength(1);
  });
});

describe("D3: what takes a reminder back", () => {
  it.each<[string, (tx: Transaction, sessionId: string) => Promise<unknown>, string]>([
    ["a cancelled session", (tx, id) => sql`update sessions set status = 'cancelled' where id = ${id}`.execute(tx), "session_changed"],
    ["an adult who is not expected any more", (tx, id) => sql`update attendances set status = 'cancelled' where session_id = ${id} and person_id = ${scene.adultA}`.execute(tx), "session_changed"],
    ["an adult who may not learn of session times", (tx) => sql`insert into learning_limits (agency_id, id, case_id, person_id, topics, valid_from, recorded_at) values (${tx.actor.agencyId}, ${randomUUID()}, ${scene.caseId}, ${scene.adultA}, '{session_times}', ${tx.today}, ${tx.now})`.execute(tx), "may_not_learn"],
    ["an adult who is not treated as representative", (tx) => sql`insert into representative_limits (agency_id, id, case_id, person_id, valid_from, recorded_at) values (${tx.actor.agencyId}, ${randomUUID()}, ${scene.caseId}, ${scene.adultA}, ${tx.today}, ${tx.now})`.execute(tx), "may_not_learn"],
  ])("%s", async (_what, change, failure) => {
    const sessionId = await book("2026-11-21T15:00:00.000Z");
    await lookForReminders(services);
    await operator((tx) => change(tx, sessionId));
    const [before] = await written(sessionId);
    expect(await lookForReminders(services)).toEqual({ written: 0, withdrawn: 1 });
    expect(await written(sessionId)).toMatchObject([{ status: "withdrawn", failure }]);
    expect(await send(before!.id)).toEqual({ state: "nothing_to_do" });
    expect(adapter.posts).toEqual([]);
  });

  it("a move: the old one is taken back and a new one written, also after the old one was sent", async () => {
    const sessionId = await book("2026-11-21T15:00:00.000Z");
    const move = (to: string) => operator((tx) => sql`update sessions set starts_at = ${to}, ends_at = ${addMinutes(to, 60)}, revision = revision + 1 where id = ${sessionId}`.execute(tx));
    await lookForReminders(services);
    await move("2026-11-21T16:00:00.000Z");
    expect(await lookForReminders(services)).toEqual({ written: 1, withdrawn: 1 });
    at("2026-11-20T16:00:00.000Z");
    const second = (await written(sessionId)).find((one) => one.status === "queued")!;
    expect(await send(second.id)).toEqual({ state: "sent" });
    at("2026-11-20T16:10:00.000Z");
    await move("2026-11-21T15:00:00.000Z");
    expect(await lookForReminders(services)).toEqual({ written: 1, withdrawn: 0 });
    expect((await written(sessionId)).map((one) => `${one.aboutAt.slice(11, 13)} ${one.status}`).toSorted()).toEqual(["15 queued", "15 withdrawn", "16 sent"]);
  });

  it("a person at the desk, who may send again what failed only while a safe way stands", async () => {
    const sessionId = await book("2026-11-21T15:00:00.000Z");
    await lookForReminders(services);
    const [one] = await written(sessionId);
    expect((await call(server, desk, "GET", `/api/outbox/${one!.id}/way`)).body.findings).toMatchObject([{ result: "met" }]);
    expect((await call(server, desk, "POST", `/api/outbox/${one!.id}/again`)).status).toBe(409);
    adapter.manners.manner = "refuses";
    expect(await send(one!.id)).toEqual({ state: "failed" });
    adapter.manners.manner = "takes";
    expect((await call(server, desk, "POST", `/api/outbox/${one!.id}/withdraw`)).status).toBe(409);
    expect((await call(server, desk, "POST", `/api/outbox/${one!.id}/again`)).status).toBe(200);
    expect((await call(server, desk, "POST", `/api/outbox/${one!.id}/withdraw`)).status).toBe(200);
    expect(await written(sessionId)).toMatchObject([{ status: "withdrawn", failure: "by_hand" }]);
    expect(await lookForReminders(services)).toEqual({ written: 0, withdrawn: 0 });
    const trail = await server.fresh.asOwner(async (client) => (await client.query("select procedure, case_id from dyad.audit_entries where subject_id = $1 and actor_kind = 'staff' and outcome = 'done' order by at", [one!.id])).rows);
    expect(trail.map((entry) => [entry.procedure, entry.case_id])).toEqual([["messages.way", scene.caseId], ["messages.again", scene.caseId], ["messages.withdraw", scene.caseId]]);
    await operator((tx) => sql`update messages set status = 'unclear' where id = ${one!.id}`.execute(tx));
    await operator((tx) => sql`update contact_ways set valid_to = today() - 1 where person_id = ${scene.adultA}`.execute(tx));
    const refused = await call(server, desk, "POST", `/api/outbox/${one!.id}/again`);
    expect([refused.status, refused.body.findings?.[0]?.severity]).toEqual([422, "block"]);
  });
});

describe("D3: what the adapter tells", () => {
  const tell = (report: object | string, secret = hookSecret(services.signingKey)) => call(server, null, "POST", "/hooks/sms", report, { authorization: `Bearer ${secret}` });
  const reply = (text: string, from = NUMBER, moment = server.fresh.clock.now()) => tell({ event: "reply", from, text, at: moment });
  const stops = () => operator((tx) => rows<{ source: string; lifted: boolean }>(tx, sql`select source, lifted_at is not null as lifted from text_stops where number = ${NUMBER} and stopped_at >= ${NOW} order by stopped_at, id`));

  it("is taken with the secret alone, and what nobody reads is not repeated", async () => {
    expect((await tell({ event: "delivery", id: randomUUID(), state: "delivered" })).body).toEqual({ taken: true });
    for (const secret of ["", "wrong", hookSecret("another key")]) expect((await tell({ event: "reply", from: NUMBER, text: "STOP", at: NOW }, secret)).status).toBe(401);
    expect(await stops()).toEqual([]);
    for (const report of ["[]", "{", { event: "reply", from: NUMBER, text: "SECRET WORDS", at: "yesterday" }, { event: "delivery", id: "1", state: "delivered" }, { event: "reply", from: NUMBER, text: "x".repeat(20_000), at: NOW }]) {
      const answer = await tell(report);
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.status).toBeLessThan(500);
      expect(answer.text).not.toMatch(/SECRET|202555/);
    }
    expect(server.logged.join()).not.toMatch(/SECRET WORDS|2025550142|STOP/);
  });

  it("knows what became of a message by its id, also before the adapter's own answer was noted", async () => {
    const sessionId = await book("2026-11-21T15:00:00.000Z");
    await lookForReminders(services);
    const [one] = await written(sessionId);
    expect((await tell({ event: "delivery", id: one!.id, state: "delivered" })).status).toBe(200);
    expect((await written(sessionId))[0]!.status).toBe("queued");
    await send(one!.id);
    for (const [state, stands] of [["not_delivered", "not_delivered"], ["delivered", "delivered"], ["not_delivered", "delivered"]] as const) {
      await tell({ event: "delivery", id: one!.id, state });
      expect((await written(sessionId))[0]!.status).toBe(stands);
    }
    expect((await call(server, desk, "GET", `/api/outbox?status=delivered&caseId=${scene.caseId}&channel=text`)).body.messages).toMatchObject([{ messageId: one!.id, toldAt: NOW }]);
  });

  it("STOP stops all text messages to that number at once, in every case, until START or until a person was asked again", async () => {
    const sessionId = await book("2026-11-21T15:00:00.000Z");
    await lookForReminders(services);
    await reply("¡Alto!");
    expect(await stops()).toEqual([{ source: "reply", lifted: false }]);
    expect(await written(sessionId)).toMatchObject([{ status: "withdrawn", failure: "stopped" }]);
    const other = await book("2026-11-21T16:00:00.000Z");
    await lookForReminders(services);
    // The e-mail of this adult is safe still, but no mail server is set.
    expect(await written(other)).toEqual([]);
    expect((await call(server, desk, "GET", `/api/cases/${scene.caseId}`)).body.contactWays.find((one: { way: string; personId: string }) => one.way === "text" && one.personId === scene.adultA)).toMatchObject({ stoppedAt: NOW });
    // An answer that was given before the stop begins nothing again.
    await reply("START", NUMBER, addMinutes(NOW, -10));
    expect(await stops()).toMatchObject([{ lifted: false }]);
    await reply("start");
    expect(await stops()).toMatchObject([{ lifted: true }]);
    await lookForReminders(services);
    expect(await written(other)).toMatchObject([{ status: "queued" }]);
    await reply("STOP");
    expect((await call(server, desk, "POST", `/api/cases/${scene.caseId}/people/${scene.adultA}/allow-texts`)).body).toEqual({ lifted: 1 });
    expect(await stops()).toMatchObject([{ lifted: true }, { lifted: true }]);
  });

  it("any other answer is kept nowhere: only that one came, at the message that went there last", async () => {
    const sessionId = await book("2026-11-21T15:00:00.000Z");
    await lookForReminders(services);
    const [one] = await written(sessionId);
    await send(one!.id);
    await reply("I am not safe here, he reads this phone");
    const { messages } = (await call(server, desk, "GET", `/api/outbox?caseId=${scene.caseId}`)).body;
    expect(messages.find((each: { messageId: string }) => each.messageId === one!.id)).toMatchObject({ repliedAt: NOW });
    const everything = await server.fresh.asOwner(async (client) => {
      const tables = (await client.query("select table_name from information_schema.tables where table_schema = 'dyad' and table_type = 'BASE TABLE'")).rows as { table_name: string }[];
      let text = "";
      for (const { table_name } of tables) text += JSON.stringify((await client.query(`select * from dyad.${table_name}`)).rows);
      return text;
    });
    expect(everything).not.toContain("he reads this phone");
    expect(server.logged.join()).not.toContain("he reads this phone");
  });

  it("is forgotten with the last way by which anybody was reached by that number", async () => {
    await operator((tx) => addWay(tx, scene.adultB, "phone", "202 555 0142"));
    await reply("STOP");
    const without = async (personId: string) => {
      await server.fresh.asOwner((client) => client.query(`set search_path = dyad; select set_config('dyad.agency', '${scene.agency.agencyId}', false); delete from contact_ways where way <> 'email' and person_id = '${personId}'`));
      return (await stops()).length;
    };
    expect([await without(scene.adultA), await without(scene.adultB)]).toEqual([1, 0]);
  });

  it("is told of no agency that does not know the number, and none reads another's stops", async () => {
    const other = await makeScene(server, `other-${count}`);
    await reply("STOP");
    expect(await operatorDoes(other, (tx) => rows(tx, sql`select from text_stops`))).toEqual([]);
    // Who works with another family of this agency is not told that somebody stopped.
    expect(await acting(scene.place, scene.spare, (tx) => rows(tx, sql`select from text_stops`))).toEqual([]);
    expect(await acting(scene.place, scene.clinician, (tx) => rows(tx, sql`select from text_stops`))).toHaveLength(1);
    await expect(acting(scene.place, scene.clinician, (tx) => sql`insert into text_stops (agency_id, id, number, source, stopped_at) values (${tx.actor.agencyId}, ${randomUUID()}, '+12025550199', 'reply', ${tx.now})`.execute(tx))).rejects.toThrow(/row-level security/);
  });
});
