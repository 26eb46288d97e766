import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hashPassword } from "#server/sign-in.ts";
import { makeAgency, makeStaff, type StaffActor, type TestAgency } from "../../../test/support/agency.ts";
import { call, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { startProvider, type TestProvider } from "../../../test/support/provider.ts";

// Signing in at the agency's own organisation, against a real provider of OpenID Connect, and what is tried against it.

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
  server = await startServer({ now: "2026-11-20T15:00:00Z" });
  provider = await startProvider(`${server.services.baseUrl}/single-sign-on/callback`);
  hash = await hashPassword(PASSWORD);
});
afterAll(async () => {
  await provider.close();
  await server.close();
});
beforeEach(async () => {
  turn++;
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
  return { to: answer.headers.location, cookie: opened ? `dyad_session=${opened.value}` : null };
}
async function signInThere(person: { sub: string; email?: string; email_verified?: boolean }) {
  provider.is(person);
  const begun = await begin();
  return comeBack(await provider.follow(begun.address), begun.step);
}
const clinicianThere = (sub = `sub-${turn}`) => ({ sub, email: emailOf("clinician"), email_verified: true });
const refused = (why: string) => ({ to: `/app/sign-in?why=${why}`, cookie: null });

it("signs a member in by the code, with its verifier, state and nonce, and binds who they are there", async () => {
  const begun = await begin();
  const asked = new URL(begun.address).searchParams;
  expect([asked.get("response_type"), asked.get("code_challenge_method"), asked.get("scope")]).toEqual(["code", "S256", "openid email"]);
  expect(asked.get("state")!.length).toBeGreaterThan(30);
  const come = await signInThere(clinicianThere());
  expect(come.to).toBe("/app");
  expect((await api(come.cookie, "GET", "/session")).body).toMatchObject({ name: "Clinician One", email: emailOf("clinician") });
  expect((await api(come.cookie, "GET", "/session/access")).body.devices).toMatchObject([{ way: "single_sign_on" }]);
  expect((await api(chief, "GET", "/access")).body.bindings).toMatchObject([{ name: "Clinician One" }]);
});

it("afterwards takes the bound subject alone, whatever its e-mail says by then; released, it binds anew", async () => {
  await signInThere(clinicianThere("first"));
  expect(await signInThere({ ...clinicianThere("second") })).toEqual(refused("other"));
  expect((await signInThere({ sub: "first", email: "renamed@elsewhere.example", email_verified: false })).to).toBe("/app");
  const [{ bindingId }] = (await api(chief, "GET", "/access")).body.bindings;
  await api(chief, "POST", `/access/bindings/${bindingId}/release`);
  expect((await signInThere(clinicianThere("second"))).to).toBe("/app");
});

it("takes up an open invitation, and makes nobody who was not invited", async () => {
  const invite = async (name: string) => (await api(chief, "POST", "/invitations", { name, email: emailOf(name), language: "en", roles: ["clinician"], supervisorId: null })).body.staffId as string;
  await invite("invited");
  const withdrawn = await invite("withdrawn");
  await api(chief, "POST", `/invitations/${withdrawn}/withdraw`);
  const come = await signInThere({ sub: "invited", email: emailOf("invited"), email_verified: true });
  expect((await api(come.cookie, "GET", "/session")).body.name).toBe("invited");
  expect(await signInThere({ sub: "withdrawn", email: emailOf("withdrawn"), email_verified: true })).toEqual(refused("unknown"));
  expect(await signInThere({ sub: "stranger", email: emailOf("stranger"), email_verified: true })).toEqual(refused("unknown"));
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
    expect((await comeBack(back, begun.step)).to).toBe("/app");
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
    await signInThere(clinicianThere());
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
  await signInThere({ sub: "a-stranger", email: emailOf("stranger"), email_verified: true });
  const kept = await server.fresh.asOwner(async (client) => (await client.query("select procedure, outcome, details from dyad.audit_entries where agency_id = $1 and action = 'refusal'", [agency.agencyId])).rows);
  expect(kept).toEqual([{ procedure: "access.organisationSignIn", outcome: "not_signed_in", details: { why: "unknown", job: "single sign-on" } }]);
});

it("keeps the client secret sealed, and never shows it", async () => {
  const kept = JSON.stringify(await server.fresh.asOwner(async (client) => (await client.query("select * from dyad.single_sign_on")).rows));
  expect(kept).not.toContain(provider.clientSecret);
  expect((await api(chief, "GET", "/access")).text).not.toContain("secret of the tests");
});

it("where passwords are refused, shuts them out for all but administrators; ended, they open again", async () => {
  const enter = (email: string) => api(null, "POST", "/session", { email, password: PASSWORD });
  await setUp({ passwords: "refused" });
  const shut = await enter(emailOf("clinician"));
  expect([shut.status, shut.body.fields[0].path]).toEqual([401, "organisation"]);
  expect((await enter(emailOf("chief"))).status).toBe(200);
  expect((await signInThere(clinicianThere())).to).toBe("/app");
  await api(chief, "POST", "/access/organisation/end");
  expect((await enter(emailOf("clinician"))).status).toBe(200);
  expect((await api(null, "POST", "/session/organisation", { email: emailOf("clinician") })).status).toBe(404);
});

it("takes no domain that another agency signs in with", async () => {
  const other = await makeAgency(server.fresh);
  const theirs = await signedIn(server, await makeStaff(server.fresh, other, { roles: ["administrator"] }));
  const answer = await api(theirs, "PUT", "/access/organisation", { issuer: provider.issuer, clientId: "x", clientSecret: "y", emailDomain: domain(), passwords: "allowed" });
  expect([answer.status, answer.body.fields[0].path]).toEqual([400, "emailDomain"]);
  // Looking at every agency's domain leaves whoever acts in their own.
  expect([(await setUp({ emailDomain: "free.example" })).status, (await api(chief, "GET", "/access")).body.organisation.emailDomain]).toEqual([200, "free.example"]);
});
