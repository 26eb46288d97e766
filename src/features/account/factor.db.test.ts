import { generate } from "otplib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { addMinutes } from "#kernel/dates.ts";
import { hashPassword } from "#server/sign-in.ts";
import { call, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { makeAgency, makeStaff, type StaffActor } from "../../../test/support/agency.ts";

// What takes a second factor's place, or takes one away (45 CFR 164.312(d)).

const NOW = "2026-11-20T15:00:00Z";
const PASSWORD = "a password of these tests";
let server: TestServer;
let hash: string;
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
  const agency = await makeAgency(server.fresh);
  chief = await signedIn(server, await makeStaff(server.fresh, agency, { roles: ["administrator"], passwordHash: hash }));
  clinician = await makeStaff(server.fresh, agency, { email: emailOf("clinician"), passwordHash: hash });
});

const api = (cookie: string | null, method: string, address: string, body?: unknown) => call(server, cookie, method, `/api${address}`, body);
const enter = async () => ({ cookie: await signedIn(server, clinician) });
const later = (minutes: number) => server.fresh.clock.set(addMinutes(server.fresh.clock.now(), minutes));
const codeOf = (secret: string) => generate({ secret, epoch: Date.parse(server.fresh.clock.now()) / 1000 });
const startCodes = (cookie: string, given: object = {}) => api(cookie, "POST", "/session/second-factor", given);
/** Sets up a code application; its secret. */
async function useCodes(cookie: string, given: object = {}): Promise<string> {
  const { step, secret } = (await startCodes(cookie, given)).body;
  expect((await api(cookie, "POST", "/session/second-factor/confirm", { step, code: await codeOf(secret) })).status).toBe(200);
  return secret;
}
const secretOf = async (who: StaffActor) => (await server.fresh.asOwner(async (client) => (await client.query("select second_factor_secret as secret from dyad.accounts where account_id = $1", [who.accountId])).rows))[0].secret as string | null;

describe("a second factor that stands", () => {
  it("is replaced with the present password alone, and by a secret of the server's choosing", async () => {
    const here = await enter();
    const first = await useCodes(here.cookie);
    expect((await startCodes(here.cookie)).body.fields[0].path).toBe("password");
    expect((await startCodes(here.cookie, { password: "not this one" })).status).toBe(422);
    expect(await secretOf(clinician)).toBe(first);
    later(1);
    const second = await useCodes(here.cookie, { password: PASSWORD });
    expect([second === first, await secretOf(clinician)]).toEqual([false, second]);
    const { step } = (await startCodes(here.cookie, { password: PASSWORD })).body;
    const chosen = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    expect((await api(here.cookie, "POST", "/session/second-factor/confirm", { step, secret: chosen, code: await codeOf(chosen) })).status).toBe(400);
    expect((await api(here.cookie, "POST", "/session/second-factor/confirm", { step, code: await codeOf(chosen) })).status).toBe(422);
    expect(await secretOf(clinician)).toBe(second);
  });
  it("is not replaced by what was begun before it stood, nor by another's step", async () => {
    const [here, elsewhere] = [await enter(), await enter()];
    const early = (await startCodes(elsewhere.cookie)).body;
    const others = (await startCodes(chief)).body;
    const confirm = async (one: { step: string; secret: string }) => (await api(here.cookie, "POST", "/session/second-factor/confirm", { step: one.step, code: await codeOf(one.secret) })).status;
    const secret = await useCodes(here.cookie);
    expect([await confirm(early), await confirm(others), await secretOf(clinician)]).toEqual([404, 404, secret]);
  });
  it("as a passkey is removed with the present password alone", async () => {
    const here = await enter();
    const [{ id: passkeyId }] = await server.fresh.asOwner(async (client) => (await client.query("insert into dyad.passkeys (passkey_id, account_id, credential_id, public_key, counter, name, added_at) values (gen_random_uuid(), $1, $2, '', 0, 'A key', now()) returning passkey_id as id", [clinician.accountId, `key-${turn}`])).rows);
    const remove = (given: object) => api(here.cookie, "POST", `/session/passkeys/${passkeyId}/remove`, given);
    expect([(await remove({})).body.fields[0].path, (await remove({ password: "not this one" })).status]).toEqual(["password", 422]);
    expect((await startCodes(here.cookie)).status).toBe(422);
    expect((await remove({ password: PASSWORD })).body).toEqual({ removed: true });
  });
});
