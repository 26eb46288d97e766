import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Outputs } from "../../../test/access/server.ts";
import { acting } from "../../../test/support/agency.ts";
import { type MailServer, startMailServer } from "../../../test/support/mail.ts";
import { makeFamily, Phone, setStage, type Stage } from "#features/answering/answering.test-support.ts";
import type { Services } from "#server/procedure.ts";
import { readSettings } from "#server/settings.ts";
import { makeQueue } from "#server/queue.ts";
import { MOST_TRIES, sendMessage, startMessageWorker } from "./jobs.ts";

let mail: MailServer;
let stage: Stage;
let withServer: Services;
let withoutServer: Services;
beforeAll(async () => {
  stage = await setStage();
  mail = await startMailServer();
  withServer = { ...stage.services, demo: "0", settings: readSettings({ DYAD_SMTP_URL: mail.url }, stage.services.projectRoot) };
  withoutServer = { ...stage.services, demo: "0" };
});
afterAll(async () => {
  mail.close();
  await stage.close();
});
beforeEach(() => {
  mail.letters.length = 0;
  mail.manners.manner = "takes";
  stage.fresh.clock.set("2026-11-20T15:00:00Z");
});

async function queued() {
  const family = await makeFamily(stage);
  const sent = await stage.call(stage.clinician, "POST", `/cases/${family.caseId}/batteries`, { to: [{ respondentId: family.adultA, instruments: ["phq-9"], language: "en", delivery: "email" }] });
  expect(sent.status).toBe(200);
  const { batteryId, messageId } = sent.body.batteries[0] as { batteryId: string; messageId: string };
  return { ...family, batteryId, messageId, payload: { agencyId: stage.agency.agencyId, id: messageId } };
}
const rowOf = (messageId: string) => stage.fresh.asOwner(async (client) => (await client.query("select status, attempts, failure, sent_at from dyad.messages where id = $1", [messageId])).rows[0]);

test("D3: the queue holds ids only, in the transaction that queued it", async () => {
  const { payload } = await queued();
  const jobs = await stage.fresh.asOwner(async (client) => (await client.query("select data from pgboss.job where name = 'send-message' and data->>'id' = $1", [payload.id])).rows);
  expect(jobs).toEqual([{ data: payload }]);
});

test("D3: a letter leaves once, plain, with the day as its subject, and its address opens the questions", async () => {
  const { payload, messageId } = await queued();
  expect(await sendMessage(withServer, payload)).toEqual({ state: "sent" });
  expect(await sendMessage(withServer, payload)).toEqual({ state: "nothing_to_do" });
  expect(mail.letters).toHaveLength(1);
  const letter = mail.letters[0]!;
  expect(letter).toMatch(/^Subject: Friday, November 20$/m);
  expect(letter).toMatch(/^To: ana@example.org$/m);
  expect(letter).toMatch(/^Content-Type: text\/plain/m);
  expect(letter).not.toMatch(/Robin|Ana|Made-Up|<img|http-equiv/);
  const address = letter.replace(/=\n/g, "").replace(/=3D/g, "=").match(/http:\/\/dyad\.test\/m\/\S+/)![0];
  expect((await new Phone(stage, address).look()).status).toBe(200);
  expect(await rowOf(messageId)).toMatchObject({ status: "sent", failure: "" });
});

test("D3: workers at the same moment send one letter", async () => {
  const { payload } = await queued();
  mail.manners.slowness = 500;
  const outcomes = await Promise.all([1, 2, 3, 4].map(() => sendMessage(withServer, payload)));
  mail.manners.slowness = 0;
  expect(outcomes.map((one) => one.state).sort()).toEqual(["later", "later", "later", "sent"]);
  expect(mail.letters).toHaveLength(1);
});

test("D3: what is safe is asked again when it leaves: an address called unsafe meanwhile gets nothing", async () => {
  const { payload, messageId, adultA } = await queued();
  await acting(stage.place, stage.agency.operator, (tx) => sql`update contact_ways set is_safe = false where person_id = ${adultA}`.execute(tx));
  expect(await sendMessage(withServer, payload)).toEqual({ state: "failed" });
  expect(mail.letters).toEqual([]);
  expect(await rowOf(messageId)).toMatchObject({ status: "failed", failure: "no_safe_way" });
});

test("D3: an adult who is no longer around the child, a withdrawn link and an expired one get nothing", async () => {
  const left = await queued();
  await acting(stage.place, stage.agency.operator, (tx) => sql`update case_people set valid_to = '2026-11-20' where case_id = ${left.caseId} and person_id = ${left.adultA}`.execute(tx));
  const withdrawn = await queued();
  expect((await stage.call(stage.frontDesk, "POST", `/batteries/${withdrawn.batteryId}/withdraw`)).status).toBe(200);
  expect(await rowOf(withdrawn.messageId)).toMatchObject({ status: "withdrawn" });
  expect(await sendMessage(withServer, withdrawn.payload)).toEqual({ state: "nothing_to_do" });
  stage.fresh.clock.set("2026-11-21T15:00:00Z");
  expect(await sendMessage(withServer, left.payload)).toEqual({ state: "failed" });
  const late = await queued();
  stage.fresh.clock.set("2026-12-06T15:00:00Z");
  expect(await sendMessage(withServer, late.payload)).toEqual({ state: "withdrawn" });
  expect(mail.letters).toEqual([]);
});

test("D3: hours that the adult picked are waited for", async () => {
  const { payload, messageId, adultA } = await queued();
  await acting(stage.place, stage.agency.operator, (tx) => sql`update contact_ways set hours = '{mon_later}' where person_id = ${adultA}`.execute(tx));
  expect(await sendMessage(withServer, payload)).toEqual({ state: "later", at: "2026-11-23T20:00:00.000Z" });
  expect(await rowOf(messageId)).toMatchObject({ status: "queued", attempts: 0 });
  stage.fresh.clock.set("2026-11-23T20:00:00Z");
  expect(await sendMessage(withServer, payload)).toEqual({ state: "sent" });
});

test("a mail server that hangs up is tried again, and after the last try the message has failed; what it said is kept nowhere", async () => {
  const { payload, messageId } = await queued();
  mail.manners.manner = "hangs up";
  for (let round = 1; round < MOST_TRIES; round++) {
    await expect(sendMessage(withServer, payload)).rejects.toThrow("the mail server did not take a letter");
    expect(await rowOf(messageId)).toMatchObject({ status: "queued", attempts: round, failure: "not_reachable" });
  }
  expect(await sendMessage(withServer, payload)).toEqual({ state: "failed" });
  expect(await rowOf(messageId)).toMatchObject({ status: "failed", attempts: MOST_TRIES, failure: "not_reachable" });
});

test("an address that the mail server refuses is not tried again", async () => {
  const { payload, messageId } = await queued();
  mail.manners.manner = "refuses";
  expect(await sendMessage(withServer, payload)).toEqual({ state: "failed" });
  expect(await rowOf(messageId)).toMatchObject({ status: "failed", attempts: 1, failure: "address_refused" });
  expect(stage.logged.join()).not.toContain("ana@example.org");
});

test("without a mail server nothing leaves: in the demo it is shown as sent, elsewhere it waits and the outbox says so", async () => {
  const inDemo = await queued();
  expect(await sendMessage(stage.services, inDemo.payload)).toEqual({ state: "sent" });
  const waits = await queued();
  expect(await sendMessage(withoutServer, waits.payload)).toEqual({ state: "held" });
  expect(await rowOf(waits.messageId)).toMatchObject({ status: "queued", attempts: 0 });
  expect((await stage.call(stage.frontDesk, "GET", "/outbox")).body.mail).toBe("demo");
  Object.assign(stage.services, { demo: "0" });
  expect((await stage.call(stage.frontDesk, "GET", "/outbox")).body.mail).toBe("not_set_up");
  expect((await stage.call(stage.frontDesk, "GET", `/outbox/${waits.messageId}`)).status).toBe(403);
  Object.assign(stage.services, { demo: "1" });
});

test("the demo: a message can be opened and its link goes on as the caregiver; the outbox shows no words", async () => {
  const { messageId, caseId } = await queued();
  const outbox: Outputs["messages"]["outbox"] = (await stage.call(stage.clinician, "GET", "/outbox")).body;
  expect(outbox.messages.find((one) => one.messageId === messageId)).toMatchObject({ caseId, personName: "Ana Made-Up", status: "queued", kind: "measure_link" });
  expect(JSON.stringify(outbox)).not.toMatch(/\/m\/|example\.org/);
  const opened = await stage.call(stage.frontDesk, "GET", `/outbox/${messageId}`);
  expect(opened.body).toMatchObject({ to: "ana@example.org", subject: "Friday, November 20" });
  expect((await new Phone(stage, opened.body.address).open(2021)).step()).toBe(1);
});

test("the outbox of a clinician holds the own cases only", async () => {
  const { messageId } = await queued();
  expect((await stage.call(stage.trainee, "GET", "/outbox")).body.messages).toEqual([]);
  expect((await stage.call(stage.trainee, "GET", `/outbox/${messageId}`)).status).toBe(404);
  const first: Outputs["messages"]["outbox"] = (await stage.call(stage.frontDesk, "GET", "/outbox?status=queued")).body;
  expect(first.messages.every((one) => one.status === "queued")).toBe(true);
});

test("a worker sends what waited for a mail server once there is one", { timeout: 30_000 }, async () => {
  const { messageId, payload } = await queued();
  expect(await sendMessage(withoutServer, payload)).toEqual({ state: "held" });
  const { boss } = makeQueue(stage.fresh.loginConfig as never);
  await boss.start();
  try {
    await startMessageWorker(boss, withServer);
    await expect.poll(async () => (await rowOf(messageId)).status, { timeout: 20_000 }).toBe("sent");
  } finally {
    await boss.stop({ graceful: false });
  }
});

test("a start puts nothing in that stands in the queue already, however often it comes", { timeout: 30_000 }, async () => {
  const { messageId } = await queued();
  const jobs = () => stage.fresh.asOwner(async (client) => (await client.query("update pgboss.job set start_after = now() + interval '1 day' where name = 'send-message' and data->>'id' = $1 and state = 'created' returning id", [messageId])).rows);
  const before = await jobs();
  expect(before).toHaveLength(1);
  const { boss } = makeQueue(stage.fresh.loginConfig as never);
  await boss.start();
  try {
    for (let start = 0; start < 2; start++) await startMessageWorker(boss, withServer);
    expect(await jobs()).toEqual(before);
  } finally {
    await boss.stop({ graceful: false });
  }
});

test("a job whose letter did not leave goes back to the queue, and its neighbours leave all the same", { timeout: 30_000 }, async () => {
  const unlucky = await queued();
  await acting(stage.place, stage.agency.operator, (tx) => sql`update contact_ways set value = 'slow@example.org' where person_id = ${unlucky.adultA}`.execute(tx));
  const lucky = await queued();
  const { boss } = makeQueue(stage.fresh.loginConfig as never);
  await boss.start();
  try {
    mail.manners.hangUpOn = "slow@example.org";
    await startMessageWorker(boss, withServer);
    await expect.poll(async () => (await rowOf(lucky.messageId)).status, { timeout: 15_000 }).toBe("sent");
    await expect.poll(async () => (await rowOf(unlucky.messageId)).failure, { timeout: 15_000 }).toBe("not_reachable");
    const jobs = async () => stage.fresh.asOwner(async (client) => (await client.query("select state, output::text from pgboss.job where name = 'send-message' and data->>'id' = $1 and state = 'retry'", [unlucky.messageId])).rows);
    await expect.poll(async () => (await jobs()).length, { timeout: 15_000 }).toBeGreaterThan(0);
    expect(JSON.stringify(await jobs())).not.toContain("example.org");
  } finally {
    mail.manners.hangUpOn = null;
    await boss.stop({ graceful: false });
  }
});
