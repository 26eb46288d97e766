import { afterAll, beforeAll, expect, it } from "vitest";
import { randomUUID } from "node:crypto";
import { hooksCommand } from "#main/cli/hooks.ts";
import { jobsCommand } from "#main/cli/jobs.ts";
import { noteRun } from "#server/keeping.ts";
import { makeScene, type Scene } from "../access/scene.ts";
import { startServer, type TestServer } from "../access/server.ts";
import { makeElsewhere } from "../support/elsewhere.ts";
import { TEST_SECRET } from "../support/keys.ts";

// What whoever runs the system looks at: what waits, what was given up, how old the last backup is.

const { environmentOf, run, clear } = makeElsewhere(TEST_SECRET);
let server: TestServer;
let scene: Scene;
beforeAll(async () => {
  server = await startServer();
  scene = await makeScene(server, "ours");
}, 120_000);
afterAll(async () => {
  await server.close();
  await clear();
});

const giveUp = (output: object) =>
  server.fresh.asOwner((client) => client.query("insert into pgboss.job (name, data, state, retry_limit, retry_count, completed_on, output) values ('send-message', $1, 'failed', 5, 5, now(), $2)", [JSON.stringify({ agencyId: scene.agency.agencyId, id: randomUUID() }), JSON.stringify(output)]));

it("figures are of queues and of what was kept, for this machine only, and name nobody", async () => {
  await giveUp({ name: "MailError", message: "MARKER-WORDS of somebody" });
  await noteRun(server.services.database, () => server.services.clock.now(), "backup", async () => ({ isGood: true, file: "one.backup", details: {} }));
  const { body, statusCode } = await server.app.inject("/metrics");
  expect(statusCode).toBe(200);
  for (const line of ['dyad_jobs{queue="send-message",state="failed"} 1', /dyad_keeping_age_seconds\{kind="backup"\} \d+/, /dyad_event_loop_delay_seconds\{quantile="0.99"\} [\d.]+/, /dyad_uptime_seconds \d+/]) expect(body).toMatch(line);
  expect(body).not.toContain("MARKER");
  for (const headers of [{ "x-forwarded-for": "203.0.113.1" }]) expect((await server.app.inject({ url: "/metrics", headers })).statusCode).toBe(403);
  expect((await server.app.inject({ url: "/metrics", remoteAddress: "203.0.113.1" })).statusCode).toBe(403);
});

it("what was given up is listed without what it says, and is tried again", async () => {
  const environment = environmentOf(server.fresh.ownerConfig.database!, server.services.dataDirectory);
  const listed = await run(jobsCommand, [], environment);
  expect(listed).toMatchObject({ exit: 1, answer: { ok: false, failed: [{ queue: "send-message", tries: 6, why: "MailError" }] } });
  expect(JSON.stringify(listed.answer)).not.toContain("MARKER");
  expect(await run(jobsCommand, ["retry"], environment)).toMatchObject({ exit: 0, answer: { ok: true, retried: 1 } });
  expect(await run(jobsCommand, [], environment)).toMatchObject({ exit: 0, answer: { failed: [], waiting: expect.arrayContaining([{ queue: "send-message", state: "retry", count: 1 }]) } });
});

it("whoever sets an adapter for text messages up is told its address and secret, which the server then knows", async () => {
  const environment = environmentOf(server.fresh.ownerConfig.database!, server.services.dataDirectory);
  const { exit, answer } = await run(hooksCommand, [], environment);
  expect([exit, answer.sms]).toEqual([0, { address: expect.stringMatching(/\/hooks\/sms$/), secret: expect.stringMatching(/^[\w-]{32}$/) }]);
  const report = { event: "delivery", id: randomUUID(), state: "delivered" };
  const tell = (secret: string) => server.app.inject({ method: "POST", url: "/hooks/sms", headers: { authorization: `Bearer ${secret}` }, payload: report });
  expect((await tell((answer.sms as { secret: string }).secret)).statusCode).toBe(200);
  expect((await tell("another")).statusCode).toBe(401);
});
