import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { acting } from "../../../test/support/agency.ts";
import { type MailServer, startMailServer } from "../../../test/support/mail.ts";
import { type SmsAdapter, startSmsAdapter } from "../../../test/support/sms.ts";
import { asActor, type Transaction } from "#database/actor.ts";
import { type Family, makeFamily, setStage, type Stage } from "#features/answering/answering.test-support.ts";
import type { Services } from "#server/procedure.ts";
import { readSettings } from "#server/settings.ts";
import { MOST_TRIES, sendMessage } from "./jobs.ts";
import { insertReminder } from "./reminders.store.ts";

// A message is delivered once, or the outbox says that nobody can tell: whatever the other side does, whenever a process
// ends, however many work at once, and whatever is withdrawn meanwhile.

const NOW = "2026-11-20T15:00:00.000Z";
const SESSION_AT = "2026-11-21T15:00:00.000Z";
let stage: Stage;
let mail: MailServer;
let adapter: SmsAdapter;
let services: Services;
beforeAll(async () => {
  stage = await setStage();
  [mail, adapter] = [await startMailServer(), await startSmsAdapter()];
  services = { ...stage.services, demo: "0", settings: readSettings({ DYAD_SMTP_URL: mail.url, DYAD_SMS_URL: adapter.url }, stage.services.projectRoot) };
});
afterAll(async () => {
  mail?.close();
  adapter?.close();
  await stage?.close();
});
beforeEach(() => {
  Object.assign(mail.manners, { manner: "takes", slowness: 0 });
  Object.assign(adapter.manners, { manner: "takes", slowness: 0 });
  mail.letters.length = adapter.sent.length = adapter.posts.length = 0;
  stage.fresh.clock.set(NOW);
});

const operator = <T>(work: (tx: Transaction) => Promise<T>) => acting(stage.place, stage.agency.operator, work);
type Row = { status: string; failure: string; attempts: number; channel: string };
const rowOf = (id: string) => stage.fresh.asOwner(async (client) => (await client.query("select status, failure, attempts, channel from dyad.messages where id = $1", [id])).rows[0] as Row);
const later = (seconds: number) => stage.fresh.clock.set(new Date(Date.parse(NOW) + seconds * 1000).toISOString());

let numbers = 2_025_550_100;
type Sent = Family & { sessionId: string; id: string; number: string; send: (with_?: Services) => ReturnType<typeof sendMessage> };
/** A reminder of a session tomorrow to adult A, by text or by e-mail. */
async function reminder(by: "text" | "email"): Promise<Sent> {
  const family = await makeFamily(stage, { a: by === "email" ? "ana@example.org" : null });
  const number = String(++numbers);
  const [sessionId, id] = await operator(async (tx) => {
    const sessionId = randomUUID();
    if (by === "text") await sql`insert into contact_ways (agency_id, id, person_id, way, value, valid_from) values (${tx.actor.agencyId}, ${randomUUID()}, ${family.adultA}, 'text', ${number}, ${tx.today})`.execute(tx);
    await sql`insert into sessions (agency_id, id, case_id, kind, place, modality, stage, clinician_id, starts_at, ends_at, time_zone) values (${tx.actor.agencyId}, ${sessionId}, ${family.caseId}, 'dyadic', 'service_site', 'in_person', 1, ${stage.clinician.staffId}, ${SESSION_AT}, ${SESSION_AT}::timestamptz + interval '1 hour', 'America/New_York')`.execute(tx);
    await sql`insert into attendances (agency_id, session_id, person_id, case_id, part) values (${tx.actor.agencyId}, ${sessionId}, ${family.adultA}, ${family.caseId}, 'caregiver')`.execute(tx);
    const id = await insertReminder(tx, { sessionId, caseId: family.caseId, personId: family.adultA, startsAt: SESSION_AT, revision: 1, language: "en", hoursBefore: 24, channel: by, notBefore: NOW, failure: "" });
    return [sessionId, id!] as const;
  });
  return { ...family, sessionId, id, number, send: (with_ = services) => sendMessage(with_, { agencyId: stage.agency.agencyId, id }) };
}
/** As a process leaves it that was killed once it had written down that it sends. */
const killedWhileSending = (id: string) => operator((tx) => sql`update messages set status = 'sending', attempts = attempts + 1, claimed_until = ${tx.now}::timestamptz + interval '2 minutes' where id = ${id}`.execute(tx));
const delivered = () => mail.letters.length + adapter.sent.length;

describe("D3: what a mail server does", () => {
  it.each([
    ["takes", "sent", "", 1],
    ["answers twice", "sent", "", 1],
    ["refuses", "failed", "address_refused", 0],
    ["takes and closes", "unclear", "perhaps_left", 1],
    ["closes in the midst", "unclear", "perhaps_left", 0],
  ] as const)("%s: the row says %s", async (manner, status, failure, letters) => {
    const one = await reminder("email");
    mail.manners.manner = manner;
    expect(await one.send()).toEqual({ state: status });
    expect(await rowOf(one.id)).toMatchObject({ status, failure, attempts: 1 });
    mail.manners.manner = "takes";
    expect(await one.send()).toEqual({ state: "nothing_to_do" });
    expect(delivered()).toBe(letters);
  });

  it("was being spoken to by a process that was killed: nobody sends it by itself any more, and the row says so", async () => {
    const one = await reminder("email");
    await killedWhileSending(one.id);
    expect(await one.send()).toEqual({ state: "later", at: "2026-11-20T15:02:00.000Z" });
    later(121);
    expect(await one.send()).toEqual({ state: "unclear" });
    expect(await rowOf(one.id)).toMatchObject({ status: "unclear", failure: "perhaps_left" });
    expect(delivered()).toBe(0);
  });

  it("is known to have taken it, although the row was given up meanwhile", async () => {
    const one = await reminder("email");
    mail.manners.slowness = 400;
    const sending = one.send();
    await expect.poll(() => mail.letters.length).toBe(1);
    later(121);
    expect(await one.send()).toEqual({ state: "unclear" });
    expect(await sending).toEqual({ state: "sent" });
    expect(await rowOf(one.id)).toMatchObject({ status: "sent", failure: "" });
    expect(delivered()).toBe(1);
  });
});

describe("D3: what an adapter for text messages does", () => {
  it("gets a number as it is dialled and words that say a day and an hour, and sends each id once however often it is posted", async () => {
    const one = await reminder("text");
    adapter.manners.manner = "takes and closes";
    await expect(one.send()).rejects.toThrow("the text message adapter did not take a message");
    expect(await rowOf(one.id)).toMatchObject({ status: "sending", failure: "perhaps_left", attempts: 1 });
    adapter.manners.manner = "takes";
    expect(await one.send()).toEqual({ state: "sent" });
    expect(await rowOf(one.id)).toMatchObject({ status: "sent", failure: "", attempts: 2 });
    expect(adapter.posts.map((post) => post.key)).toEqual([one.id, one.id]);
    expect(adapter.sent).toEqual([{ id: one.id, to: `+1${one.number}`, text: expect.stringMatching(/^agency-\w+: We expect you on Saturday, November 21 at 10:00 AM\. Reply STOP to end texts\.$/) }]);
  });

  it("was being spoken to by a process that was killed: the same id is posted again", async () => {
    const one = await reminder("text");
    await killedWhileSending(one.id);
    later(121);
    expect(await one.send()).toEqual({ state: "sent" });
    expect(adapter.sent).toHaveLength(1);
  });

  it("cannot be reached: it is tried again, and fails at last; where a try may have left, it is unclear at last", async () => {
    for (const [manner, status, failure] of [["later", "failed", "not_reachable"], ["closes", "unclear", "perhaps_left"]] as const) {
      const one = await reminder("text");
      adapter.manners.manner = manner;
      for (let round = 1; round < MOST_TRIES; round++) await expect(one.send()).rejects.toThrow("did not take");
      expect(await one.send()).toEqual({ state: status });
      expect(await rowOf(one.id)).toMatchObject({ status, failure, attempts: MOST_TRIES });
    }
  });

  it("refuses a number for good, or knows that somebody stopped: the second holds for every message to that number", async () => {
    const bad = await reminder("text");
    adapter.manners.manner = "refuses";
    expect(await bad.send()).toEqual({ state: "failed" });
    expect(await rowOf(bad.id)).toMatchObject({ failure: "number_refused" });
    const stopped = await reminder("text");
    adapter.manners.manner = "stopped";
    expect(await stopped.send()).toEqual({ state: "failed" });
    expect(await stage.fresh.asOwner(async (client) => (await client.query("select source, lifted_at from dyad.text_stops where number = $1", [`+1${stopped.number}`])).rows)).toEqual([{ source: "provider", lifted_at: null }]);
    expect(stage.logged.join()).not.toContain(stopped.number);
  });

  it("refused what may have left before: nobody can tell", async () => {
    const one = await reminder("text");
    adapter.manners.manner = "takes and closes";
    await expect(one.send()).rejects.toThrow("did not take");
    adapter.manners.manner = "refuses";
    expect(await one.send()).toEqual({ state: "unclear" });
  });
});

describe("D3: at the same moment", () => {
  it.each(["text", "email"] as const)("four workers send one message (%s)", async (by) => {
    const one = await reminder(by);
    Object.assign(mail.manners, { slowness: 200 });
    Object.assign(adapter.manners, { manner: "late", slowness: 200 });
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => one.send()));
    expect(outcomes.map(({ state }) => state).filter((state) => state === "sent")).toHaveLength(1);
    expect(outcomes.every(({ state }) => ["sent", "later", "nothing_to_do"].includes(state))).toBe(true);
    expect([delivered(), adapter.posts.length]).toEqual([1, by === "text" ? 1 : 0]);
  });

  /** What somebody takes back while a message is about to leave, and what the row says then. */
  const withdrawals: [string, (tx: Transaction, one: Sent) => Promise<unknown>, string, string][] = [
    ["the yes to messages", (tx, one) => sql`update consents set withdrawn_on = ${tx.today}, withdrawn_at = ${tx.now} where signer_id = ${one.adultA}`.execute(tx), "failed", "no_consent"],
    ["the safe way", (tx, one) => sql`update contact_ways set valid_to = today() - 1 where person_id = ${one.adultA}`.execute(tx), "failed", "no_safe_way"],
    ["the number, by STOP", (tx, one) => sql`insert into text_stops (agency_id, id, number, source, stopped_at) values (${tx.actor.agencyId}, ${randomUUID()}, ${`+1${one.number}`}, 'reply', ${tx.now})`.execute(tx), "failed", "stopped"],
    ["the session, cancelled", (tx, one) => sql`update sessions set status = 'cancelled', revision = revision + 1 where id = ${one.sessionId}`.execute(tx), "withdrawn", "session_changed"],
    ["the session, moved", (tx, one) => sql`update sessions set starts_at = starts_at + interval '1 hour', ends_at = ends_at + interval '1 hour', revision = revision + 1 where id = ${one.sessionId}`.execute(tx), "withdrawn", "session_changed"],
    ["the adult's place around the child", (tx, one) => sql`update case_people set valid_to = today() - 1 where person_id = ${one.adultA}`.execute(tx), "failed", "no_safe_way"],
    ["what the adult may learn", (tx, one) => sql`insert into learning_limits (agency_id, id, case_id, person_id, topics, valid_from, recorded_at) values (${tx.actor.agencyId}, ${randomUUID()}, ${one.caseId}, ${one.adultA}, '{session_times}', ${tx.today}, ${tx.now})`.execute(tx), "withdrawn", "may_not_learn"],
    ["that the adult represents the child", (tx, one) => sql`insert into representative_limits (agency_id, id, case_id, person_id, valid_from, recorded_at) values (${tx.actor.agencyId}, ${randomUUID()}, ${one.caseId}, ${one.adultA}, ${tx.today}, ${tx.now})`.execute(tx), "withdrawn", "may_not_learn"],
  ];
  const consents = (one: Sent) => operator((tx) => sql`insert into consents (agency_id, id, case_id, kind, signer_id, signed_name, words_version, language, answer, signed_at, valid_from) values (${tx.actor.agencyId}, ${randomUUID()}, ${one.caseId}, 'messages', ${one.adultA}, 'Ana', '1', 'en', 'yes', ${tx.now}, ${tx.today})`.execute(tx));

  it.each(withdrawals)("%s is taken back first: whoever sends waits for it, and nothing leaves", async (_what, withdraw, status, failure) => {
    const one = await reminder("text");
    await consents(one);
    let commit = () => {};
    const open = new Promise<void>((resolve) => (commit = resolve));
    let isWritten = () => {};
    const written = new Promise<void>((resolve) => (isWritten = resolve));
    const withdrawing = asActor(stage.fresh.database, stage.fresh.clock, stage.agency.operator, async (tx) => {
      await withdraw(tx, one);
      isWritten();
      await open;
    });
    await written;
    let hasEnded = false;
    const sending = one.send().finally(() => (hasEnded = true));
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect([hasEnded, adapter.posts.length]).toEqual([false, 0]);
    commit();
    await withdrawing;
    expect(await sending).toEqual({ state: status });
    expect(await rowOf(one.id)).toMatchObject({ status, failure });
    expect(delivered()).toBe(0);
  });

  it.each(withdrawals)("%s is taken back once the message was begun: it has left once, before", async (_what, withdraw) => {
    const one = await reminder("text");
    await consents(one);
    Object.assign(adapter.manners, { manner: "late", slowness: 300 });
    const sending = one.send();
    await expect.poll(() => adapter.posts.length).toBe(1);
    // Nobody who takes something back waits for a provider.
    await operator((tx) => withdraw(tx, one));
    expect(await sending).toEqual({ state: "sent" });
    expect(await rowOf(one.id)).toMatchObject({ status: "sent" });
    expect(adapter.sent).toHaveLength(1);
  });

  it("what may have left and may not go on is unclear, never withdrawn as though nothing had been", async () => {
    const one = await reminder("text");
    adapter.manners.manner = "takes and closes";
    await expect(one.send()).rejects.toThrow("did not take");
    await operator((tx) => sql`update sessions set status = 'cancelled' where id = ${one.sessionId}`.execute(tx));
    expect(await one.send()).toEqual({ state: "unclear" });
    expect(await rowOf(one.id)).toMatchObject({ status: "unclear", failure: "session_changed" });
    expect(adapter.posts).toHaveLength(1);
  });
});
