import { afterAll, beforeAll, expect, it } from "vitest";
import { call, type Outputs, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { makeAgency, makeStaff, type StaffActor, type TestAgency } from "../../../test/support/agency.ts";

// The check, the settings and the first steps as an administrator asks for them: true of the own agency, and without a secret.

let server: TestServer;
let agency: TestAgency;
let director: StaffActor;
let cookie: string;
beforeAll(async () => {
  server = await startServer({ now: new Date().toISOString() });
  agency = await makeAgency(server.fresh);
  director = await makeStaff(server.fresh, agency, { roles: ["administrator"] });
  await makeStaff(server.fresh, await makeAgency(server.fresh), { roles: ["administrator", "biller"] });
  cookie = await signedIn(server, director);
}, 120_000);
afterAll(() => server.close());

const check = async (key: string) => ((await call(server, cookie, "GET", "/api/check")).body as Outputs["operating"]["check"]).checks.find((one) => one.key === key)!;

it("counts second factors of the own agency, and of those who work there now", async () => {
  expect((await check("second_factor")).means).toMatch(/Administrator 1 of 1\./);
  await server.fresh.asOwner((client) => client.query("update dyad.accounts set second_factor_secret = 'a made-up secret' where account_id = $1", [director.accountId]));
  expect(await check("second_factor")).toMatchObject({ state: "safe" });
});

it("finds a trail that nobody seals: nobody works jobs off then", async () => {
  expect(await check("seals")).toMatchObject({ state: "safe" });
  await server.fresh.asOwner((client) => client.query("insert into dyad.audit_entries (agency_id, id, at, actor_kind, roles, action, procedure, outcome, request_id) values ($1, gen_random_uuid(), clock_timestamp() - interval '2 minutes', 'operator', '{}', 'read', 'made up', 'done', 'made-up')", [agency.agencyId]));
  expect(await check("seals")).toMatchObject({ state: "unsafe", means: expect.stringMatching(/12\d seconds/) });
  expect((await check("jobs")).state).toBe("unsafe");
});

it("tells no secret: neither the key of the installation nor what was given of one", async () => {
  for (const address of ["/api/check", "/api/settings"]) expect((await call(server, cookie, "GET", address)).text).not.toContain(server.services.signingKey);
});

it("leads a new agency by what its record holds", async () => {
  const begun = async () => (await call(server, cookie, "GET", "/api/begin")).body as Outputs["begin"]["get"];
  expect(await begun()).toMatchObject({ hasBegun: false });
  const stateOf = async (key: string) => (await begun()).steps.find((one) => one.key === key)!.state;
  expect([await stateOf("people"), await stateOf("supervision")]).toEqual(["not_yet", "not_yet"]);
  await makeStaff(server.fresh, agency, { roles: ["clinician"] });
  await makeStaff(server.fresh, agency, { roles: ["supervisor"] });
  expect([await stateOf("people"), await stateOf("credentials"), await stateOf("supervision")]).toEqual(["done", "not_yet", "draft"]);
});
