import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { demoPassword } from "#features/account/demo.rules.ts";
import { demoStaff } from "#features/demo/programme.rules.ts";
import { makeAgency } from "#features/demo/staff.handlers.ts";
import { buildPrograms, type ServerProcess, startServerProcess } from "#main/bench/process.ts";
import { verifyCommand } from "#main/cli/verify.ts";
import { makeApplication } from "#main/application.ts";
import { openServices } from "#main/open.ts";
import { readSettings } from "#server/settings.ts";
import { hashPassword } from "#server/sign-in.ts";
import { startServer } from "../access/server.ts";
import type { Outputs } from "../access/server.ts";
import { type Api, must, signIn } from "../kills/api.ts";
import { bookWritings, findLosses, writeUntilItBreaks, type Writing } from "../kills/writer.ts";
import { makeElsewhere } from "../support/elsewhere.ts";
import { TEST_SECRET } from "../support/keys.ts";
import { type MailServer, startMailServer } from "../support/mail.ts";
import { type Proxy, startProxy } from "../support/proxy.ts";

// Several processes on one database: three that serve, behind a proxy, and two that work off jobs. One that serves is killed
// while people write: whoever wrote goes on at the others, nothing acknowledged is lost, and no letter leaves twice.

const projectRoot = path.resolve(import.meta.dirname, "../..");
const { dataOf, emptyDatabase, asOwnerOf, environmentOf, run, clear } = makeElsewhere(TEST_SECRET);
const PUBLIC = "https://dyad.example.org";
const WRITERS = 4;
const LETTERS = 12;
const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

let database: string;
let environment: Record<string, string>;
let mail: MailServer;
let proxy: Proxy;
let webs: ServerProcess[] = [];
let jobs: ServerProcess[] = [];

beforeAll(async () => {
  await buildPrograms(projectRoot, () => {});
  database = await emptyDatabase();
  mail = await startMailServer();
  environment = environmentOf(database, dataOf("jobs"), { DYAD_DEMO: "0", DYAD_BASE_URL: PUBLIC, DYAD_SMTP_URL: mail.url, DYAD_FILES: dataOf("files"), DYAD_TRUSTED_PROXIES: "127.0.0.1" });
  const opened = await openServices({ projectRoot, settings: readSettings(environment, projectRoot), manner: "own" });
  await makeAgency(opened.services, { slug: "several", name: "An agency of the tests", publicName: "An agency of the tests", kind: "provider" }, demoStaff, await hashPassword(demoPassword));
  await opened.close();
  const start = (role: string, data: string) => startServerProcess(projectRoot, dataOf(data), { ...environment, DYAD_ROLE: role, DYAD_DATA_DIR: dataOf(data) }, role === "jobs" ? "jobs" : "web");
  jobs = await Promise.all(["jobs", "jobs-2"].map((data) => start("jobs", data)));
  webs = await Promise.all([1, 2, 3].map((number) => start("web", `web-${number}`)));
  proxy = await startProxy(() => webs.map((one) => one.address), { "x-forwarded-proto": "https" });
}, 240_000);
afterAll(async () => {
  await proxy?.close();
  await Promise.all([...webs, ...jobs].map((one) => one.stop()));
  mail?.close();
  await clear();
}, 60_000);

/** Writes until told to stop, through whichever process answers; after each break what stands is looked at, and writing goes on from there. */
async function writeOn(api: Api, writing: Writing, until: () => boolean, losses: string[]): Promise<number> {
  let breaks = 0;
  const bounded: Api = { ...api, call: (...asked) => (until() ? Promise.resolve({ status: 0, body: null }) : api.call(...asked)) };
  for (;;) {
    const status = await writeUntilItBreaks(bounded, writing);
    if (status === 0) {
      writing.attempted = writing.acknowledged;
      return breaks;
    }
    breaks += 1;
    // A save whose answer broke off may still come about a moment later.
    await sleep(300);
    losses.push(...(await findLosses(api, writing)), ...(status !== null && status < 500 ? [`a writer met ${status}`] : []));
  }
}

it("one of three is killed under load: nothing that was acknowledged is lost, nothing is done twice", async () => {
  const clinician = await signIn(() => proxy.address, "clinician@demo.dyad");
  const frontDesk = await signIn(() => proxy.address, "frontdesk@demo.dyad");
  const writings = await bookWritings(frontDesk, clinician, WRITERS);
  const caseOf = async (number: number) => {
    const adult = { givenName: `Adult ${number}`, familyName: "Made-up", birthDate: null, language: "en", kind: "kin", livesWithChild: true, authority: null, contact: { way: "email", value: `adult-${number}@example.org`, voicemail: "hang_up", hours: [] } };
    const { caseId } = await must<Outputs["cases"]["open"]>(frontDesk, "POST", "/api/cases", { referralId: null, child: { givenName: "River", familyName: `Of ${number}`, birthDate: "2023-05-02" }, caregivers: [adult], clinicianId: (await must<Outputs["account"]["whoAmI"]>(clinician, "GET", "/api/session")).staffId });
    const { people } = await must<Outputs["cases"]["get"]>(clinician, "GET", `/api/cases/${caseId}`);
    return { caseId, respondentId: people.find((one) => one.part === "caregiver")!.personId };
  };
  const families = [];
  for (let number = 0; number < LETTERS; number++) families.push(await caseOf(number));

  let isOver = false;
  const losses: string[] = [];
  const writers = writings.map((one) => writeOn(clinician, one, () => isOver, losses));
  const letters = (async () => {
    for (const { caseId, respondentId } of families) {
      await must(clinician, "POST", `/api/cases/${caseId}/batteries`, { to: [{ respondentId, instruments: ["gad-7"], language: "en", delivery: "email" }] }).catch(() => null);
      await sleep(150);
    }
  })();
  await sleep(1500);
  const [killed] = webs.splice(1, 1);
  killed!.child.kill("SIGKILL");
  await killed!.exited;
  await sleep(2500);
  await letters;
  isOver = true;
  const breaks = await Promise.all(writers);
  expect(losses).toEqual([]);
  expect(proxy.answered.get(killed!.address), "the one that was killed had answered").toBeGreaterThan(0);
  for (const writing of writings) expect(await findLosses(clinician, writing)).toEqual([]);
  // Each save that is there has one row in the trail, and none has two.
  await asOwnerOf(database, async (client) => {
    for (const { sessionId, acknowledged } of writings) {
      const { rows } = await client.query("select count(*)::int as count from dyad.audit_entries where procedure = 'notes.save' and outcome = 'done' and subject_id = $1", [sessionId]);
      expect(rows[0].count).toBe(acknowledged);
      expect(acknowledged).toBeGreaterThan(3);
    }
    const { rows } = await client.query("select count(*)::int as queued from dyad.messages");
    const { queued } = rows[0] as { queued: number };
    expect(queued).toBeGreaterThan(LETTERS / 2);
    await expect.poll(async () => (await client.query("select count(*)::int as sent from dyad.messages where status = 'sent'")).rows[0].sent, { timeout: 30_000, interval: 250 }).toBe(queued);
    expect(mail.letters.length).toBe(queued);
    expect(new Set(mail.letters.map((letter) => /^To: (.*)$/m.exec(letter)?.[1])).size).toBe(queued);
  });
  expect(breaks.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(WRITERS * 2);
  await expect.poll(async () => (await run(verifyCommand, [], environment)).answer, { timeout: 20_000, interval: 1000 }).toMatchObject({ ok: true, agencies: [{ agency: "several", unsealed: 0, brokenAt: null }] });
}, 180_000);

it("behind a proxy that speaks TLS: cookies are Secure, and other sites' pages are refused by the public address", async () => {
  const answer = await fetch(`${proxy.address}/api/session`, { method: "POST", headers: { "content-type": "application/json", origin: PUBLIC }, body: JSON.stringify({ email: "clinician@demo.dyad", password: demoPassword }) });
  expect([answer.status, answer.headers.get("set-cookie"), answer.headers.get("strict-transport-security")]).toEqual([200, expect.stringMatching(/HttpOnly; Secure; SameSite=Strict/), expect.stringContaining("max-age")]);
  const foreign = await fetch(`${proxy.address}/api/session`, { method: "POST", headers: { "content-type": "application/json", origin: "https://elsewhere.example.org" }, body: "{}" });
  expect(foreign.status).toBe(403);
});

it("the client's address is the one that a trusted proxy names, and nobody else's word for it counts", async () => {
  const server = await startServer();
  const settings = readSettings({ DYAD_TRUSTED_PROXIES: "10.0.0.5" }, projectRoot);
  const app = await makeApplication({ ...server.services, settings }, { write: () => {} });
  const leftOf = async (remoteAddress: string, forwardedFor: string) => Number((await app.inject({ url: "/api/setup", remoteAddress, headers: { "x-forwarded-for": forwardedFor } })).headers["x-ratelimit-remaining"]);
  try {
    const first = await leftOf("10.0.0.5", "203.0.113.1");
    expect([await leftOf("10.0.0.5", "203.0.113.1"), await leftOf("10.0.0.5", "203.0.113.2")]).toEqual([first - 1, first]);
    // Who is no trusted proxy says what he likes: all of it is one client.
    expect([await leftOf("198.51.100.9", "203.0.113.3"), await leftOf("198.51.100.9", "203.0.113.4")]).toEqual([first, first - 1]);
  } finally {
    await app.close();
    await server.close();
  }
});
