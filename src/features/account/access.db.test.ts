import { generate } from "otplib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "#database/actor.ts";
import { addDays, addMinutes } from "#kernel/dates.ts";
import { letInCommand } from "#main/cli/letIn.ts";
import { hashPassword } from "#server/sign-in.ts";
import { makeAgency, makeStaff, type StaffActor, type TestAgency } from "../../../test/support/agency.ts";
import { type Answer, call, type Outputs, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";

// Who comes in and with what: devices, the password, codes, being let in anew, a second factor by role (A1; 45 CFR 164.312(a), (d)).

const NOW = "2026-11-20T15:00:00Z";
const PASSWORD = "a password of these tests";
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

let server: TestServer;
let agency: TestAgency;
let hash: string;
let administrator: StaffActor;
let clinician: StaffActor;
let chief: string;
let turn = 0;
const emailOf = (name: string) => `${name}-${turn}@example.org`;

beforeAll(async () => {
  server = await startServer({ now: NOW });
  hash = await hashPassword(PASSWORD);
});
afterAll(() => server.close());
beforeEach(async () => {
  turn++;
  server.fresh.clock.set(NOW);
  agency = await makeAgency(server.fresh);
  administrator = await makeStaff(server.fresh, agency, { roles: ["administrator"], email: emailOf("chief"), name: "The Administrator", passwordHash: hash });
  clinician = await makeStaff(server.fresh, agency, { email: emailOf("clinician"), name: "Clinician One", passwordHash: hash });
  chief = await signedIn(server, administrator);
});

const api = (cookie: string | null, method: string, address: string, body?: unknown, headers: Record<string, string> = {}) => call(server, cookie, method, `/api${address}`, body, headers);
/** Signs in by the door, and answers the cookie with what was said. */
async function enter(email: string, more: Record<string, unknown> = {}, agent = FIREFOX): Promise<Answer & { cookie: string }> {
  const answer = await server.app.inject({ method: "POST", url: "/api/session", headers: { "content-type": "application/json", "user-agent": agent }, payload: JSON.stringify({ email, password: PASSWORD, ...more }) });
  const set = answer.cookies.find((one) => one.name === "dyad_session");
  return { status: answer.statusCode, text: answer.body, body: answer.json(), requestId: "", cookie: `dyad_session=${set?.value ?? ""}` };
}
const codeOf = (secret: string) => generate({ secret, epoch: Date.parse(server.fresh.clock.now()) / 1000 });
const startCodes = (cookie: string, given: object = {}) => api(cookie, "POST", "/session/second-factor", given);
/** Sets up a code application; its secret. */
async function useCodes(cookie: string, given: object = {}): Promise<string> {
  const { step, secret } = (await startCodes(cookie, given)).body;
  expect((await api(cookie, "POST", "/session/second-factor/confirm", { step, code: await codeOf(secret) })).status).toBe(200);
  return secret;
}
const later = (minutes: number) => server.fresh.clock.set(addMinutes(server.fresh.clock.now(), minutes));
const trail = (procedure: string) => server.fresh.asOwner(async (client) => (await client.query("select actor_kind, actor_id, outcome, subject_id, details from dyad.audit_entries where agency_id = $1 and procedure = $2 order by at", [agency.agencyId, procedure])).rows);

describe("devices", () => {
  it("are listed in plain words, each can be ended, and all others at once", async () => {
    const here = await enter(emailOf("clinician"));
    later(3);
    const phone = await enter(emailOf("clinician"), {}, PHONE);
    const other = await enter(emailOf("clinician"));
    const { devices }: Outputs["ownAccess"]["get"] = (await api(phone.cookie, "GET", "/session/access")).body;
    expect(devices.map((one) => [one.device, one.isThis, one.way])).toEqual(expect.arrayContaining([["safari iphone", true, "password"], ["firefox linux", false, "password"]]));
    expect(devices).toHaveLength(3);
    const first = devices.find((one) => one.openedAt === "2026-11-20T15:00:00.000Z")!;
    expect((await api(phone.cookie, "POST", `/session/devices/${first.signInId}/end`)).body).toEqual({ ended: true });
    expect((await api(here.cookie, "GET", "/session")).status).toBe(401);
    expect((await api(phone.cookie, "POST", "/session/devices/end-others")).body).toEqual({ ended: 1 });
    expect([(await api(other.cookie, "GET", "/session")).status, (await api(phone.cookie, "GET", "/session")).status]).toEqual([401, 200]);
  });
  it("of another person are not there, whoever asks", async () => {
    const mine = await enter(emailOf("clinician"));
    const [{ signInId }] = (await api(mine.cookie, "GET", "/session/access")).body.devices;
    expect((await api(chief, "POST", `/session/devices/${signInId}/end`)).status).toBe(404);
    expect((await api(mine.cookie, "GET", "/session")).status).toBe(200);
  });
  it("show what was refused of late, of one's own account alone", async () => {
    await enter(emailOf("clinician"), { password: "something else altogether" });
    const mine = await enter(emailOf("clinician"));
    expect((await api(mine.cookie, "GET", "/session/access")).body.failures).toMatchObject([{ why: "password" }]);
    expect((await api(chief, "GET", "/session/access")).body.failures).toEqual([]);
  });
  it("keep no address of a network and no version of a browser", async () => {
    await enter(emailOf("clinician"));
    const kept = JSON.stringify(await server.fresh.asOwner(async (client) => (await client.query("select device, to_jsonb(sign_ins) - '{token_hash,sign_in_id,account_id,agency_id}'::text[] as rest from dyad.sign_ins where account_id = $1", [clinician.accountId])).rows));
    expect(kept).toContain("firefox linux");
    expect(kept).not.toMatch(/127\.0\.0\.1|Firefox\/|\b140\b/);
  });
});

describe("the password", () => {
  it("is changed with the present one, and ends the sign-ins elsewhere", async () => {
    const [here, other] = [await enter(emailOf("clinician")), await enter(emailOf("clinician"))];
    const wrong = await api(here.cookie, "POST", "/session/password", { current: "not this one", next: "quite another password" });
    expect([wrong.status, wrong.body.fields[0].path]).toEqual([422, "current"]);
    expect((await api(here.cookie, "POST", "/session/password", { current: PASSWORD, next: "quite another password" })).body).toEqual({ changed: true, ended: 1 });
    expect([(await api(other.cookie, "GET", "/session")).status, (await api(here.cookie, "GET", "/session")).status]).toEqual([401, 200]);
    expect([(await enter(emailOf("clinician"))).status, (await enter(emailOf("clinician"), { password: "quite another password" })).status]).toEqual([401, 200]);
  });
  it("is locked after five wrong tries, as at the door, and each stands in the trail", async () => {
    const here = await enter(emailOf("clinician"));
    for (let round = 0; round < 5; round++) await api(here.cookie, "POST", "/session/password", { current: "not this one", next: "quite another password" });
    expect((await api(here.cookie, "POST", "/session/password", { current: PASSWORD, next: "quite another password" })).status).toBe(429);
    expect((await enter(emailOf("clinician"))).status).toBe(429);
    expect((await trail("account.signIn")).filter((one) => one.outcome === "not_signed_in")).toHaveLength(5);
  });
});

describe("recovery codes", () => {
  it("stand in once for the second factor, and a new set replaces the old one", async () => {
    const here = await enter(emailOf("clinician"));
    expect((await api(here.cookie, "POST", "/session/recovery-codes", { password: PASSWORD })).status).toBe(422);
    await useCodes(here.cookie);
    const { codes } = (await api(here.cookie, "POST", "/session/recovery-codes", { password: PASSWORD })).body;
    expect(codes).toHaveLength(10);
    expect((await enter(emailOf("clinician"))).body.fields[0].path).toBe("code");
    expect((await enter(emailOf("clinician"), { recoveryCode: codes[0].toUpperCase().replaceAll("-", " ") })).status).toBe(200);
    expect((await enter(emailOf("clinician"), { recoveryCode: codes[0] })).status).toBe(401);
    expect((await api(here.cookie, "GET", "/session/access")).body.recoveryCodes).toMatchObject({ unused: 9 });
    const stored = JSON.stringify(await server.fresh.asOwner(async (client) => (await client.query("select encode(code_hash, 'escape') from dyad.recovery_codes")).rows));
    expect(codes.some((one: string) => stored.includes(one.replaceAll("-", "")))).toBe(false);
    await api(here.cookie, "POST", "/session/recovery-codes", { password: PASSWORD });
    expect((await enter(emailOf("clinician"), { recoveryCode: codes[1] })).status).toBe(401);
  });
  it("of another account open nothing", async () => {
    const [one, two] = [await enter(emailOf("clinician")), await enter(emailOf("chief"))];
    await useCodes(one.cookie);
    await useCodes(two.cookie);
    const { codes } = (await api(one.cookie, "POST", "/session/recovery-codes", { password: PASSWORD })).body;
    expect((await enter(emailOf("chief"), { recoveryCode: codes[0] })).status).toBe(401);
  });
});

describe("a second factor by role", () => {
  const need = (roles: string[]) => api(chief, "PUT", "/access/second-factor", { roles });
  it("lets whoever has none as far as the page that sets one up, and no further", async () => {
    expect((await need(["clinician"])).body).toEqual({ secondFactorRoles: ["clinician"] });
    const here = await enter(emailOf("clinician"));
    expect([here.status, here.body.owes]).toEqual([200, "second_factor"]);
    for (const address of ["/cases", "/day", "/staff"]) {
      const answer = await api(here.cookie, "GET", address);
      expect([address, answer.status, answer.body.code]).toEqual([address, 403, "second_factor_owed"]);
    }
    expect((await api(here.cookie, "GET", "/session/access")).status).toBe(200);
    await useCodes(here.cookie);
    expect((await api(here.cookie, "GET", "/session")).body.owes).toBe("nothing");
    expect((await api(here.cookie, "GET", "/cases")).status).toBe(200);
  });
  it("holds back who was signed in already, from the next request on, and others not at all", async () => {
    const [here, boss] = [await enter(emailOf("clinician")), chief];
    await need(["clinician"]);
    expect((await api(here.cookie, "GET", "/cases")).status).toBe(403);
    expect((await api(boss, "GET", "/cases")).status).toBe(200);
    await need([]);
    expect((await api(here.cookie, "GET", "/cases")).status).toBe(200);
  });
  it("ends sign-ins elsewhere that were opened with less, once it is there", async () => {
    const [here, other] = [await enter(emailOf("clinician")), await enter(emailOf("clinician"))];
    await useCodes(here.cookie);
    expect([(await api(here.cookie, "GET", "/session")).status, (await api(other.cookie, "GET", "/session")).status]).toEqual([200, 401]);
  });
  it("is set by an administrator alone", async () => {
    const here = await enter(emailOf("clinician"));
    expect((await api(here.cookie, "PUT", "/access/second-factor", { roles: [] })).status).toBe(403);
  });
});

describe("letting somebody in anew", () => {
  const start = (lost: string, who = clinician, cookie = chief) => api(cookie, "POST", `/staff/${who.staffId}/recovery`, { lost, reason: "The telephone fell into a lake." });
  const tokenOf = (answer: Answer) => answer.body.link.split("#")[1] as string;
  it("ends what is open, opens nothing of before, and the link works once", async () => {
    const here = await enter(emailOf("clinician"));
    const started = await start("password");
    expect([started.status, started.body.letter]).toEqual([200, "not_set_up"]);
    expect((await api(here.cookie, "GET", "/session")).status).toBe(401);
    expect((await enter(emailOf("clinician"))).status).toBe(401);
    expect((await api(null, "POST", "/recovery", { token: tokenOf(started) })).body).toMatchObject({ name: "Clinician One", lost: "password" });
    expect((await api(null, "POST", "/recovery/finish", { token: tokenOf(started), password: "short" })).status).toBe(400);
    expect((await api(null, "POST", "/recovery/finish", { token: tokenOf(started), password: "a password made anew" })).body).toEqual({ done: true });
    expect((await api(null, "POST", "/recovery/finish", { token: tokenOf(started), password: "and once again, please" })).status).toBe(410);
    expect([(await enter(emailOf("clinician"))).status, (await enter(emailOf("clinician"), { password: "a password made anew" })).status]).toEqual([401, 200]);
    expect((await trail("recoveries.start"))[0]).toMatchObject({ actor_kind: "staff", actor_id: administrator.staffId, subject_id: clinician.staffId });
    expect((await trail("recoveries.finish"))[0]).toMatchObject({ actor_kind: "system", subject_id: clinician.staffId });
  });
  it("where letters leave, sends the link to the person alone: whoever began it has none", async () => {
    server.services.settings.smtpUrl = "smtp://mail.example.org";
    const started = await start("both");
    server.services.settings.smtpUrl = null;
    expect([started.status, started.body.letter, started.body.link]).toEqual([200, "sends", null]);
    expect(started.text).not.toContain("#");
  });
  it("is told to the privacy officers and the other administrators, and listed", async () => {
    const [officer, second] = [await makeStaff(server.fresh, agency, { roles: ["privacy_officer"] }), await makeStaff(server.fresh, agency, { roles: ["administrator"] })];
    await start("both");
    const told = (await server.fresh.asOwner(async (client) => (await client.query("select staff_id from dyad.messages where agency_id = $1 and kind = 'attention'", [agency.agencyId])).rows)).map((one) => one.staff_id);
    expect(told.toSorted()).toEqual([officer.staffId, second.staffId].toSorted());
    const { oddities } = (await api(await signedIn(server, officer), "GET", "/privacy/oddities")).body;
    expect(oddities).toMatchObject([{ kind: "let_in_anew", staffId: administrator.staffId }]);
  });
  it("stands on the person's own page: when, by whom, why", async () => {
    const started = await start("password");
    await api(null, "POST", "/recovery/finish", { token: tokenOf(started), password: "a password made anew" });
    const again = await enter(emailOf("clinician"), { password: "a password made anew" });
    expect((await api(again.cookie, "GET", "/session/access")).body.recoveries).toMatchObject([{ startedByName: "The Administrator", reason: "The telephone fell into a lake.", lost: "password", startedAt: "2026-11-20T15:00:00.000Z" }]);
  });
  it("leaves a second factor that was not lost, and takes one that was", async () => {
    const here = await enter(emailOf("clinician"));
    await useCodes(here.cookie);
    let started = await start("password");
    await api(null, "POST", "/recovery/finish", { token: tokenOf(started), password: "a password made anew" });
    expect((await enter(emailOf("clinician"), { password: "a password made anew" })).body.fields[0].path).toBe("code");
    started = await start("second_factor");
    const wrong = await api(null, "POST", "/recovery/finish", { token: tokenOf(started), password: "not the password" });
    expect([wrong.status, (await enter(emailOf("clinician"), { password: "a password made anew" })).body.fields[0].path]).toEqual([422, "code"]);
    expect((await api(null, "POST", "/recovery/finish", { token: tokenOf(started), password: "a password made anew" })).status).toBe(200);
    expect((await enter(emailOf("clinician"), { password: "a password made anew" })).status).toBe(200);
  });
  it("is never for oneself, nor by who is no administrator, nor for another agency's member", async () => {
    expect((await start("both", administrator)).status).toBe(422);
    const here = await enter(emailOf("clinician"));
    expect((await start("both", administrator, here.cookie)).status).toBe(403);
    const elsewhere = await makeStaff(server.fresh, await makeAgency(server.fresh), { passwordHash: hash });
    expect((await start("both", elsewhere)).status).toBe(404);
  });
  it("is withdrawn: the link dies, and what opened before opens again", async () => {
    const started = await start("both");
    expect((await api(chief, "POST", `/recoveries/${started.body.recoveryId}/withdraw`)).body).toEqual({ withdrawn: true });
    expect((await api(null, "POST", "/recovery", { token: tokenOf(started) })).status).toBe(410);
    expect((await enter(emailOf("clinician"))).status).toBe(200);
    expect((await api(chief, "POST", `/recoveries/${started.body.recoveryId}/withdraw`)).status).toBe(404);
  });
  it("ends after a day, and one begun anew ends the one before", async () => {
    const [first, second] = [await start("both"), await start("both")];
    expect((await api(null, "POST", "/recovery", { token: tokenOf(first) })).status).toBe(410);
    later(24 * 60 + 1);
    expect((await api(null, "POST", "/recovery/finish", { token: tokenOf(second), password: "a password made anew" })).status).toBe(410);
    expect((await enter(emailOf("clinician"))).status).toBe(200);
  });
});

it("bin/dyad let-in prints a one-time address for whom no other administrator can let in, audited as done on the command line", async () => {
  const { host, user, password, database } = server.fresh.loginConfig as { host: string; user: string; password: string; database: string };
  const environment = { DATABASE_URL: `postgres://${user}:${encodeURIComponent(password)}@/${database}?host=${encodeURIComponent(host)}`, DYAD_DATA_DIR: server.services.dataDirectory, DYAD_BASE_URL: server.services.baseUrl };
  const letIn = (...argv: string[]) => letInCommand({ argv, language: "en", dataDirectory: "", environment, readInput: async () => "" });
  await expect(letIn("--agency", agency.slug, "--email", "nobody@example.org")).rejects.toMatchObject({ code: "malformed" });
  server.fresh.clock.set(systemClock.now());
  const { exit, stdout } = await letIn("--agency", agency.slug, "--email", emailOf("chief").toUpperCase());
  const token = /#(\S+)/.exec(stdout)![1];
  expect(exit).toBe(0);
  expect((await api(chief, "GET", "/session")).status).toBe(401);
  expect((await api(null, "POST", "/recovery/finish", { token, password: "a password made anew" })).status).toBe(200);
  const again = await enter(emailOf("chief"), { password: "a password made anew" });
  expect((await api(again.cookie, "GET", "/session/access")).body.recoveries).toMatchObject([{ startedByName: null, lost: "both" }]);
  expect(await trail("recoveries.start")).toMatchObject([{ actor_kind: "operator", actor_id: null, subject_id: administrator.staffId, details: { command: "let-in" } }]);
});

describe("invitations", () => {
  it("are sent anew, the old link dying, withdrawn, and seen to be taken up", async () => {
    const invited = (await api(chief, "POST", "/invitations", { name: "Somebody New", email: emailOf("new"), language: "es", roles: ["clinician"], supervisorId: null })).body;
    const first = invited.link.split("#")[1];
    const states = async () => {
      const { invitations }: Outputs["access"]["get"] = (await api(chief, "GET", "/access")).body;
      return invitations.map((one) => one.state);
    };
    expect(await states()).toEqual(["open"]);
    later(20);
    const second = (await api(chief, "POST", `/invitations/${invited.staffId}/resend`)).body.link.split("#")[1];
    expect((await api(null, "POST", "/invitation", { token: first })).status).toBe(410);
    expect((await api(chief, "POST", `/invitations/${invited.staffId}/withdraw`)).body).toEqual({ withdrawn: true });
    expect([(await api(null, "POST", "/invitation", { token: second })).status, await states()]).toEqual([410, ["withdrawn"]]);
    later(20);
    const third = (await api(chief, "POST", `/invitations/${invited.staffId}/resend`)).body.link.split("#")[1];
    expect((await api(null, "POST", "/invitation/accept", { token: third, password: "a long enough password" })).status).toBe(200);
    expect(await states()).toEqual(["taken_up"]);
    expect((await api(chief, "POST", `/invitations/${invited.staffId}/resend`)).status).toBe(422);
  });
  it("is found for whoever stands beyond the list", async () => {
    const { staffId } = (await api(chief, "POST", "/invitations", { name: "First of all", email: emailOf("first"), language: "en", roles: ["clinician"], supervisorId: null })).body;
    await server.fresh.asOwner((client) => client.query(`with made as (insert into dyad.staff (agency_id, id, display_name, email, language, valid_from) select $1, gen_random_uuid(), 'Invited ' || n, n || '@example.org', 'en', '2026-01-05' from generate_series(1, 500) n returning id)
      insert into dyad.links (token_hash, link_id, agency_id, purpose, subject_id, expires_at) select decode(md5(id::text), 'hex'), gen_random_uuid(), $1, 'invitation', id, '2026-12-20T15:00:00Z' from made`, [agency.agencyId]));
    const shown: Outputs["access"]["get"] = (await api(chief, "GET", "/access")).body;
    expect(shown.invitations.some((one) => one.staffId === staffId)).toBe(false);
    expect((await api(chief, "POST", `/invitations/${staffId}/withdraw`)).body).toEqual({ withdrawn: true });
  });
});

it("whose work here is over has no way in any more, and no device", async () => {
  const here = await enter(emailOf("clinician"));
  expect((await api(chief, "POST", `/workforce/staff/${clinician.staffId}/end`, { lastDay: addDays("2026-11-20", 0), reason: "Another place." })).status).toBe(200);
  expect((await api(here.cookie, "GET", "/session")).status).toBe(200);
  server.fresh.clock.set("2026-11-21T05:01:00Z");
  expect([(await api(here.cookie, "GET", "/session")).status, (await enter(emailOf("clinician"))).status]).toEqual([401, 401]);
});
