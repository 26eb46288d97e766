import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { call, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { makeAgency, makeStaff } from "../../../test/support/agency.ts";
import { startProvider, type TestProvider } from "../../../test/support/provider.ts";

// What an administrator may set as the organisation's provider, and how often it is asked.

let server: TestServer;
let provider: TestProvider;
let chief: string;
let turn = 0;
const domain = () => `place-${turn}.example`;
const emailOf = (name: string) => `${name}@${domain()}`;

beforeAll(async () => {
  server = await startServer({ now: "2026-11-20T15:00:00Z", environment: { DYAD_PRIVATE_PROVIDERS: "1" } });
  provider = await startProvider(`${server.services.baseUrl}/single-sign-on/callback`);
});
afterAll(async () => {
  await provider.close();
  await server.close();
});
beforeEach(async () => {
  turn++;
  server.fresh.clock.set("2026-11-20T15:00:00Z");
  server.services.settings.privateProviders = "1";
  chief = await signedIn(server, await makeStaff(server.fresh, await makeAgency(server.fresh), { roles: ["administrator"], email: emailOf("chief") }));
  await setUp();
});

const api = (cookie: string | null, method: string, address: string, body?: unknown) => call(server, cookie, method, `/api${address}`, body);
const setUp = (more: object = {}) => api(chief, "PUT", "/access/organisation", { issuer: provider.issuer, clientId: provider.clientId, clientSecret: provider.clientSecret, emailDomain: domain(), passwords: "allowed", ...more });

describe("the provider's address", () => {
  it("in a network of one's own, of this machine, or without https is refused unless whoever runs the server allows it", async () => {
    server.services.settings.privateProviders = "0";
    for (const issuer of [provider.issuer, "http://203.0.113.10", "https://127.0.0.1", "https://10.1.2.3", "https://169.254.169.254", "https://[::1]:8443", "https://[::ffff:10.0.0.1]", "https://[fd00::1]", "https://localhost:9999", "https://2130706433"]) {
      const answer = await setUp({ issuer });
      expect([issuer, answer.status, answer.body.fields?.[0]?.path]).toEqual([issuer, 400, "issuer"]);
    }
    expect((await setUp({ issuer: "https://203.0.113.10" })).status).toBe(200);
  });
  it("is judged again when it is used", async () => {
    server.services.settings.privateProviders = "0";
    expect((await api(null, "POST", "/session/organisation", { email: emailOf("clinician") })).status).toBe(503);
  });
  it("is asked once in some minutes, however often somebody begins, and so many may begin in a minute", async () => {
    const before = provider.discovered();
    let last = 0;
    for (let round = 0; round < 61; round++) last = (await api(null, "POST", "/session/organisation", { email: emailOf("clinician") })).status;
    expect([provider.discovered() - before, last]).toEqual([1, 429]);
    server.fresh.clock.set("2026-11-20T15:06:00Z");
    expect((await api(null, "POST", "/session/organisation", { email: emailOf("clinician") })).status).toBe(200);
    expect(provider.discovered() - before).toBe(2);
  });
});

it("takes a domain for one of two agencies that claim it in the same moment", async () => {
  const others = [];
  for (let one = 0; one < 2; one++) others.push(await signedIn(server, await makeStaff(server.fresh, await makeAgency(server.fresh), { roles: ["administrator"] })));
  const answers = await Promise.all(others.map((cookie) => api(cookie, "PUT", "/access/organisation", { issuer: provider.issuer, clientId: "x", clientSecret: "y", emailDomain: `claimed-${turn}.example`, passwords: "allowed" })));
  expect(answers.map((one) => one.status).toSorted()).toEqual([200, 400]);
  expect(answers.find((one) => one.status === 400)!.body.fields[0].path).toBe("emailDomain");
});

it("takes no domain that another agency signs in with", async () => {
  const other = await makeAgency(server.fresh);
  const theirs = await signedIn(server, await makeStaff(server.fresh, other, { roles: ["administrator"] }));
  const answer = await api(theirs, "PUT", "/access/organisation", { issuer: provider.issuer, clientId: "x", clientSecret: "y", emailDomain: domain(), passwords: "allowed" });
  expect([answer.status, answer.body.fields[0].path]).toEqual([400, "emailDomain"]);
  // Looking at every agency's domain leaves whoever acts in their own.
  expect([(await setUp({ emailDomain: "free.example" })).status, (await api(chief, "GET", "/access")).body.organisation.emailDomain]).toEqual([200, "free.example"]);
});

it("keeps the client secret sealed, and never shows it", async () => {
  const kept = JSON.stringify(await server.fresh.asOwner(async (client) => (await client.query("select * from dyad.single_sign_on")).rows));
  expect(kept).not.toContain(provider.clientSecret);
  expect((await api(chief, "GET", "/access")).text).not.toContain("secret of the tests");
});
