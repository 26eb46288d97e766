import { generate } from "otplib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hashPassword } from "#server/sign-in.ts";
import { makeAgency, makeStaff, type StaffActor, type TestAgency } from "../../../test/support/agency.ts";
import { call, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { type Person, startProvider, type TestProvider } from "../../../test/support/provider.ts";

// Signing in at the agency's own organisation, against a real provider of OpenID Connect, and what is tried against it.

const NOW = "2026-11-20T15:00:00Z";
const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const PASSWORD = "a password of these tests";
let server: TestServer;
let provider: TestProvider;
let agency: TestAgency;
let administrator: StaffActor;
let clinician: StaffActor;
let chief: string;
let hash: string;
let turn = 0;
const domain = () => `clinic-${turn}.example`;
const emailOf = (name: string) => `${name}@${domain()}`;

beforeAll(async () => {
  server = await startServer({ now: NOW, environment: { DYAD_PRIVATE_PROVIDERS: "1" } });
  provider = await startProvider(`${server.services.baseUrl}/single-sign-on/callback`);
  hash = await hashPassword(PASSWORD);
});
afterAll(async () => {
  await provider.close();
  await server.close();
});
beforeEach(async () => {
  turn++;
  server.fresh.clock.set(NOW);
  server.services.settings.privateProviders = "1";
  agency = await makeAgency(server.fresh);
  administrator = await makeStaff(server.fresh, agency, { roles: ["administrator"], email: emailOf("chief"), passwordHash: hash });
  clinician = await makeStaff(server.fresh, agency, { email: emailOf("clinician"), name: "Clinician One", passwordHash: hash });
  chief = await signedIn(server, administrator);
  await setUp();
});

const api = (cookie: string | null, method: string, address: string, body?: unknown) => call(server, cookie, method, `/api${address}`, body);
const setUp = (more: object = {}) => api(chief, "PUT", "/access/organisation", { issuer: provider.issuer, clientId: provider.clientId, clientSecret: provider.clientSecret, emailDomain: domain(), passwords: "allowed", ...more });
type Begun = { address: string; step: string };
async function begin(email = emailOf("clinician")): Promise<Begun> {
  const answer = await server.app.inject({ method: "POST", url: "/api/session/organisation", headers: { "content-type": "application/json" }, payload: JSON.stringify({ email }) });
  expect(answer.statusCode).toBe(200);
  return { address: answer.json().address, step: answer.cookies.find((one) => one.name === "dyad_step")!.value };
}
/** Comes back to our server: where it leads on to, and the cookie of a sign-in if one was opened. */
async function comeBack(address: string, step: string | null) {
  const { pathname, search } = new URL(address);
  const answer = await server.app.inject({ method: "GET", url: `${pathname}${search}`, headers: step === null ? {} : { cookie: `dyad_step=${step}` } });
  const opened = answer.cookies.find((one) => one.name === "dyad_session");
  return { to: answer.headers.location, cookie: opened ? `dyad_session=${opened.value}` : null, step: answer.cookies.find((one) => one.name === "dyad_step")?.value ?? "" };
}
async function signInThere(person: Person) {
  provider.is(person);
  const begun = await begin();
  return comeBack(await provider.follow(begun.address), begun.step);
}
/** Gives the password of the account that is to be bound, after coming back. */
async function bind(step: string, given: object = { password: PASSWORD }) {
  const answer = await server.app.inject({ method: "POST", url: "/api/session/organisation/bind", headers: { "content-type": "application/json", cookie: `dyad_step=${step}` }, payload: JSON.stringify(given) });
  const opened = answer.cookies.find((one) => one.name === "dyad_session");
  return { status: answer.statusCode, body: answer.json(), cookie: opened ? `dyad_session=${opened.value}` : null };
}
/** Comes the first time, with the password, as somebody who has one does. */
async function bindThere(person: Person, given?: object) {
  const come = await signInThere(person);
  expect(come.to).toBe("/app/bind");
  return bind(come.step, given);
}
const clinicianThere = (sub = `sub-${turn}`) => ({ sub, email: emailOf("clinician"), email_verified: true });
const refused = (why: string) => expect.objectContaining({ to: `/app/sign-in?why=${why}`, cookie: null });
const owner = <T extends Record<string, unknown>>(statement: string, values: unknown[] = []): Promise<T[]> => server.fresh.asOwner(async (client) => (await client.query<T>(statement, values)).rows);
const bound = () => owner("select issuer, subject from dyad.single_sign_on_bindings where agency_id = $1 and ended_at is null", [agency.agencyId]);

it("signs a member in by the code, with its verifier, state and nonce, and binds who they are there", async () => {
  const begun = await begin();
  const asked = new URL(begun.address).searchParams;
  expect([asked.get("response_type"), asked.get("code_challenge_method"), asked.get("scope")]).toEqual(["code", "S256", "openid email"]);
  expect(asked.get("state")!.length).toBeGreaterThan(30);
  const come = await bindThere(clinicianThere());
  expect((await api(come.cookie, "GET", "/session")).body).toMatchObject({ name: "Clinician One", email: emailOf("clinician") });
  expect((await api(come.cookie, "GET", "/session/access")).body.devices).toMatchObject([{ way: "single_sign_on" }]);
  expect((await api(chief, "GET", "/access")).body.bindings).toMatchObject([{ name: "Clinician One" }]);
});

it("afterwards takes the bound subject alone, whatever its e-mail says by then; released, it binds anew", async () => {
  await bindThere(clinicianThere("first"));
  expect(await signInThere({ ...clinicianThere("second") })).toEqual(refused("other"));
  expect((await signInThere({ sub: "first", email: "renamed@elsewhere.example", email_verified: false })).to).toBe("/app");
  const [{ bindingId }] = (await api(chief, "GET", "/access")).body.bindings;
  await api(chief, "POST", `/access/bindings/${bindingId}/release`);
  expect((await bindThere(clinicianThere("second"))).status).toBe(200);
  expect((await signInThere(clinicianThere("second"))).to).toBe("/app");
});

describe("an invitation", () => {
  const invite = async (name: string, roles = ["clinician"]) => (await api(chief, "POST", "/invitations", { name, email: emailOf(name), language: "en", roles, supervisorId: null })).body as { staffId: string; link: string };
  const tokenOf = ({ link }: { link: string }) => link.split("#")[1]!;
  /** Goes to the organisation by the invitation's own link. */
  async function acceptThere(token: string, person: Person) {
    const answer = await server.app.inject({ method: "POST", url: "/api/invitation/organisation", headers: { "content-type": "application/json" }, payload: JSON.stringify({ token }) });
    expect(answer.statusCode).toBe(200);
    provider.is(person);
    return comeBack(await provider.follow(answer.json().address), answer.cookies.find((one) => one.name === "dyad_step")!.value);
  }
  const there = (name: string) => ({ sub: `${name}-${turn}`, email: emailOf(name), email_verified: true });

  it("is taken up at the organisation by its own link, and by no e-mail alone", async () => {
    const invited = await invite("invited");
    expect(await signInThere(there("invited"))).toEqual(refused("invited"));
    expect(await acceptThere(tokenOf(invited), there("somebody-else"))).toEqual(refused("unknown"));
    const come = await acceptThere(tokenOf(invited), there("invited"));
    expect((await api(come.cookie, "GET", "/session")).body.name).toBe("invited");
    expect((await signInThere(there("invited"))).to).toBe("/app");
    expect((await api(null, "POST", "/invitation", { token: tokenOf(invited) })).status).toBe(410);
    expect((await api(come.cookie, "GET", "/session/access")).body.hasPassword).toBe(false);
    expect((await api(null, "POST", "/session", { email: emailOf("invited"), password: "no password" })).status).toBe(401);
  });
  it("that was withdrawn opens nothing, nor does another's, and nobody is made who was not invited", async () => {
    const [withdrawn, other] = [await invite("withdrawn"), await invite("other")];
    expect(await acceptThere(tokenOf(withdrawn), there("other"))).toEqual(refused("unknown"));
    await api(chief, "POST", `/invitations/${withdrawn.staffId}/withdraw`);
    expect((await api(null, "POST", "/invitation/organisation", { token: tokenOf(withdrawn) })).status).toBe(410);
    expect(await signInThere(there("withdrawn"))).toEqual(refused("unknown"));
    expect(await signInThere(there("stranger"))).toEqual(refused("unknown"));
    expect((await acceptThere(tokenOf(other), there("other"))).to).toBe("/app");
  });
  it("is not taken up with a password where passwords are refused, but by administrators", async () => {
    await setUp({ passwords: "refused" });
    const [invited, chiefs] = [await invite("invited"), await invite("second-chief", ["administrator"])];
    const way = async (of: { link: string }) => (await api(null, "POST", "/invitation", { token: tokenOf(of) })).body.way;
    expect([await way(invited), await way(chiefs)]).toEqual(["organisation", "either"]);
    const shut = await api(null, "POST", "/invitation/accept", { token: tokenOf(invited), password: PASSWORD });
    expect([shut.status, shut.body.fields[0].path]).toEqual([422, "organisation"]);
    expect((await api(null, "POST", "/invitation/accept", { token: tokenOf(chiefs), password: PASSWORD })).status).toBe(200);
    expect((await acceptThere(tokenOf(invited), there("invited"))).to).toBe("/app");
  });
});

describe("the first time", () => {
  const victim = () => ({ sub: "an administrator's own", email: emailOf("officer"), email_verified: true });
  it("asks for the password of the account: the organisation's word for an e-mail opens nobody's account", async () => {
    const officer = await makeStaff(server.fresh, agency, { roles: ["privacy_officer"], email: emailOf("officer"), passwordHash: hash });
    const come = await signInThere(victim());
    expect([come.to, come.cookie, await bound()]).toEqual(["/app/bind", null, []]);
    expect((await bind(come.step, { password: "a guess of somebody's" })).status).toBe(401);
    expect((await bind("a-token-that-is-nobodys-token")).status).toBe(410);
    expect(await bound()).toEqual([]);
    expect(await owner("select details ->> 'why' as why from dyad.audit_entries where procedure = 'account.signIn' and subject_id = $1 and outcome = 'not_signed_in'", [officer.accountId])).toEqual([{ why: "password" }]);
    // One that mistyped goes on with the same step; used, it is over.
    expect((await bind(come.step)).status).toBe(200);
    expect((await bind(come.step)).status).toBe(410);
  });
  it("is locked after five wrong tries, as the door is", async () => {
    const { step } = await signInThere(clinicianThere());
    for (let round = 0; round < 5; round++) await bind(step, { password: "a guess of somebody's" });
    expect([(await bind(step)).status, (await api(null, "POST", "/session", { email: emailOf("clinician"), password: PASSWORD })).status]).toEqual([429, 429]);
  });
  it("asks for the second factor too, also where passwords are refused", async () => {
    await setUp({ passwords: "refused" });
    await owner("update dyad.accounts set second_factor_secret = $2 where account_id = $1", [clinician.accountId, SECRET]);
    const { step } = await signInThere(clinicianThere());
    expect((await bind(step)).body.fields[0].path).toBe("code");
    const code = await generate({ secret: SECRET, epoch: Date.parse(NOW) / 1000 });
    const wrong = code === "123456" ? "654321" : "123456";
    expect((await bind(step, { password: PASSWORD, code: wrong })).status).toBe(401);
    expect((await bind(step, { password: PASSWORD, code })).status).toBe(200);
    expect((await api(null, "POST", "/session", { email: emailOf("clinician"), password: PASSWORD, code })).body.fields[0].path).toBe("organisation");
  });
  it("binds nobody who is being let in anew, nor to settings that changed meanwhile", async () => {
    const { step } = await signInThere(clinicianThere());
    await setUp();
    expect((await bind(step)).status).toBe(410);
    const again = await signInThere(clinicianThere());
    await api(chief, "POST", `/staff/${clinician.staffId}/recovery`, { lost: "both", reason: "Lost." });
    expect((await bind(again.step)).status).toBe(410);
    expect(await bound()).toEqual([]);
  });
  it("binds the issuer of the signed token, whatever is told beside it", async () => {
    await bindThere({ ...clinicianThere(), iss: "https://elsewhere.example" });
    expect(await bound()).toEqual([{ issuer: provider.issuer, subject: `sub-${turn}` }]);
  });
});

describe("another provider or client, and the end", () => {
  const opened = async () => (await bindThere(clinicianThere())).cookie;
  const still = async (cookie: string | null) => (await api(cookie, "GET", "/session")).status;
  it("end what was opened there, and forget who was who", async () => {
    let cookie = await opened();
    await setUp({ passwords: "refused" });
    expect([await still(cookie), (await bound()).length]).toEqual([200, 1]);
    await setUp({ clientId: "another-client" });
    expect([await still(cookie), (await bound()).length]).toEqual([401, 0]);
    await setUp();
    cookie = await opened();
    expect((await api(chief, "POST", "/access/organisation/end")).status).toBe(200);
    expect([await still(cookie), (await bound()).length, await still(chief)]).toEqual([401, 0, 200]);
  });
  it("are told to the privacy officer and the other administrators, and listed", async () => {
    const [officer, second] = [await makeStaff(server.fresh, agency, { roles: ["privacy_officer"] }), await makeStaff(server.fresh, agency, { roles: ["administrator"] })];
    await setUp();
    await api(chief, "POST", "/access/organisation/end");
    const told = (await owner("select staff_id from dyad.messages where agency_id = $1 and kind = 'attention'", [agency.agencyId])).map((one) => one.staff_id);
    expect(told.toSorted()).toEqual([officer.staffId, officer.staffId, second.staffId, second.staffId].toSorted());
    expect((await api(await signedIn(server, officer), "GET", "/privacy/oddities")).body.oddities).toMatchObject([{ kind: "organisation_changed", staffId: administrator.staffId, count: 3 }]);
  });
});

describe("refuses", () => {
  it("a wrong state", async () => {
    provider.is(clinicianThere());
    const begun = await begin();
    const back = new URL(await provider.follow(begun.address));
    back.searchParams.set("state", "another");
    expect(await comeBack(back.href, begun.step)).toEqual(refused("refused"));
  });
  it("an answer that is played again, and one in another browser", async () => {
    provider.is(clinicianThere());
    const begun = await begin();
    const back = await provider.follow(begun.address);
    expect(await comeBack(back, null)).toEqual(refused("over"));
    expect((await comeBack(back, begun.step)).to).toBe("/app/bind");
    expect(await comeBack(back, begun.step)).toEqual(refused("over"));
    const again = await begin();
    const replay = new URL(back);
    replay.searchParams.set("state", new URL(again.address).searchParams.get("state")!);
    expect(await comeBack(replay.href, again.step)).toEqual(refused("refused"));
  });
  it("the code of somebody else's sign-in, since its verifier is another", async () => {
    provider.is(clinicianThere());
    const [mine, theirs] = [await begin(), await begin()];
    const mixed = new URL(await provider.follow(theirs.address));
    mixed.searchParams.set("state", new URL(mine.address).searchParams.get("state")!);
    expect(await comeBack(mixed.href, mine.step)).toEqual(refused("refused"));
  });
  it("a wrong nonce", async () => {
    provider.is(clinicianThere());
    const begun = await begin();
    const back = await provider.follow(begun.address);
    await server.fresh.asOwner((client) => client.query("update dyad.door_steps set content = content || '{\"nonce\": \"another\"}'"));
    expect(await comeBack(back, begun.step)).toEqual(refused("refused"));
  });
  it("another issuer, in the answer and in the settings", async () => {
    provider.is(clinicianThere());
    const begun = await begin();
    const back = new URL(await provider.follow(begun.address));
    expect(back.searchParams.get("iss")).toBe(provider.issuer);
    back.searchParams.set("iss", "http://login.example");
    expect(await comeBack(back.href, begun.step)).toEqual(refused("refused"));
    await setUp({ issuer: `${provider.issuer}/other` });
    expect((await api(null, "POST", "/session/organisation", { email: emailOf("clinician") })).status).toBe(503);
  });
  it("an e-mail that is not verified, none at all, and one of another domain", async () => {
    expect(await signInThere({ ...clinicianThere(), email_verified: false })).toEqual(refused("unverified"));
    expect(await signInThere({ sub: "plain", email: emailOf("clinician") })).toEqual(refused("unverified"));
    expect(await signInThere({ sub: "none" })).toEqual(refused("unverified"));
    expect(await signInThere({ sub: "elsewhere", email: "clinician@elsewhere.example", email_verified: true })).toEqual(refused("unknown"));
  });
  it("another agency's member, and somebody whose last day is over", async () => {
    const other = await makeAgency(server.fresh);
    await makeStaff(server.fresh, other, { email: emailOf("theirs") });
    expect(await signInThere({ sub: "theirs", email: emailOf("theirs"), email_verified: true })).toEqual(refused("unknown"));
    await bindThere(clinicianThere());
    await api(chief, "POST", `/workforce/staff/${clinician.staffId}/end`, { lastDay: "2026-11-19", reason: "Another place." });
    expect(await signInThere(clinicianThere())).toEqual(refused("unknown"));
  });
  it("what was begun before the settings changed", async () => {
    provider.is(clinicianThere());
    const begun = await begin();
    const back = await provider.follow(begun.address);
    await setUp();
    expect(await comeBack(back, begun.step)).toEqual(refused("over"));
  });
});

it("leaves refusals in the agency's trail, without an e-mail or a subject", async () => {
  // The first in a minute: nobody fills the trail by coming back falsely.
  for (let round = 0; round < 3; round++) await signInThere({ sub: "a-stranger", email: emailOf("stranger"), email_verified: true });
  const kept = await server.fresh.asOwner(async (client) => (await client.query("select procedure, outcome, details from dyad.audit_entries where agency_id = $1 and action = 'refusal'", [agency.agencyId])).rows);
  expect(kept).toEqual([{ procedure: "access.organisationSignIn", outcome: "not_signed_in", details: { why: "unknown", job: "single sign-on" } }]);
});

it("where passwords are refused, shuts them out for all but administrators; ended, they open again", async () => {
  const enter = (email: string) => api(null, "POST", "/session", { email, password: PASSWORD });
  await setUp({ passwords: "refused" });
  const shut = await enter(emailOf("clinician"));
  expect([shut.status, shut.body.fields[0].path]).toEqual([401, "organisation"]);
  expect((await enter(emailOf("chief"))).status).toBe(200);
  expect((await bindThere(clinicianThere())).status).toBe(200);
  expect((await signInThere(clinicianThere())).to).toBe("/app");
  await api(chief, "POST", "/access/organisation/end");
  expect((await enter(emailOf("clinician"))).status).toBe(200);
  expect((await api(null, "POST", "/session/organisation", { email: emailOf("clinician") })).status).toBe(404);
});
