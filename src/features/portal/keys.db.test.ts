import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { type Device, makeDevice } from "../../../test/support/authenticator.ts";
import { hashPassword } from "#server/sign-in.ts";
import { insertPart, insertPerson } from "#features/people/store.ts";
import { MOST_KEYS } from "./contract.ts";

// An adult's passkey: made with the own code once more, it opens the portal of whoever is still let in, and nothing else.

const NOW = "2026-11-20T15:00:00.000Z";
const OWN = "482915";
const ORIGIN = "http://dyad.test";
const PLACE = "dyad.test";
const PASSWORD = "a password of these tests";
let server: TestServer;
let scene: Scene;
let hour = 0;
beforeAll(async () => {
  server = await startServer({ now: NOW });
  scene = await makeScene(server, "ours");
}, 120_000);
afterAll(() => server.close());
// Each test an hour and a half later, so that nobody waits for what was tried before; the limit of a place is set anew with it.
beforeEach(() => server.fresh.clock.set(new Date(Date.parse(NOW) + ++hour * 90 * 60_000).toISOString()));

const page = (address: string, cookie = "") => server.app.inject({ method: "GET", url: address, headers: { accept: "text/html", cookie } });
let senders = 0;
/** Each from a place of its own: how much one place may send is not looked at here. */
const send = (address: string, fields: Record<string, string>, cookie = "") =>
  server.app.inject({ method: "POST", url: address, remoteAddress: `10.0.${senders >> 8}.${senders++ & 255}`, headers: { accept: "text/html", "content-type": "application/x-www-form-urlencoded", origin: ORIGIN, cookie }, payload: new URLSearchParams(fields).toString() });
const cookieFrom = (answer: Awaited<ReturnType<typeof send>>) => answer.cookies.filter((one) => one.name === "dyad_session" && one.value !== "").map((one) => `dyad_session=${one.value}`)[0] ?? "";
const byStaff = async (where: Scene, address: string) => call(server, await signedIn(server, where.clinician), "POST", `/api/cases/${where.caseId}${address}`);

/** Another adult around the child, let in and begun. */
async function newAdult(where: Scene = scene): Promise<{ personId: string; cookie: string }> {
  const personId = await operatorDoes(where, async (tx) => {
    const made = await insertPerson(tx, { kind: "adult", givenName: "Aunt", familyName: "Made-Up", birthDate: null, language: "en" });
    await insertPart(tx, { caseId: where.caseId, personId: made, part: "caregiver", kind: "kin", livesWithChild: false, validFrom: "2026-01-01" });
    return made;
  });
  return { personId, cookie: await letIn(personId, where) };
}
async function letIn(personId: string, where: Scene = scene): Promise<string> {
  const { body } = await byStaff(where, `/people/${personId}/portal`);
  const answer = await send(`/portal/begin/${body.address.split("/").at(-1)}`, { opening: body.openingCode, own: OWN, again: OWN });
  expect(answer.statusCode).toBe(303);
  return cookieFrom(answer);
}

const KEYS = "/portal/privacy/keys";
const unescaped = (text: string) => text.replaceAll("&quot;", '"').replaceAll("&amp;", "&").replaceAll("&#x27;", "'");
const begin = (cookie: string, fields: Record<string, string> = {}) => send(KEYS, { name: "My phone", code: OWN, ...fields }, cookie);
/** What the page hands to the device. */
function handed(body: string): { step: string; options: { challenge: string; user: { name: string }; rp: { id: string } } } {
  return { step: /name="step" value="([^"]+)"/.exec(body)![1]!, options: JSON.parse(unescaped(/data-passkey-make="([^"]+)"/.exec(body)![1]!)) };
}
async function addKey(cookie: string): Promise<Device> {
  const device = makeDevice(PLACE);
  const { step, options } = handed((await begin(cookie)).body);
  const answer = await send(KEYS, { step, name: "My phone", response: JSON.stringify(device.make(options, ORIGIN)) }, cookie);
  expect([answer.statusCode, answer.headers.location]).toEqual([303, `${KEYS}?said=key_added`]);
  return device;
}
const beginAtDoor = async () => (await send("/portal/key/begin", {})).json() as { step: string; options: { challenge: string; allowCredentials?: unknown[] } };
async function comeBy(device: Device, how: Parameters<Device["use"]>[2] = {}, origin = ORIGIN) {
  const { step, options } = await beginAtDoor();
  return send("/portal/key", { step, response: JSON.stringify(device.use(options, origin, how)) });
}
const isIn = async (answer: Awaited<ReturnType<typeof send>>) => answer.statusCode === 303 && (await page("/portal", cookieFrom(answer))).body.includes("portal-columns");
const keysOf = (personId: string) => server.fresh.asOwner(async (client) => (await client.query("select p.passkey_id, p.name from dyad.passkeys p join dyad.memberships m using (account_id) where m.person_id = $1", [personId])).rows as { passkey_id: string; name: string }[]);

describe("an adult's passkey", () => {
  it("D3: is made with the own code once more, is named, opens the portal without a link, and is removed", async () => {
    const { personId, cookie } = await newAdult();
    expect((await page(KEYS, cookie)).body).toContain("Whoever can unlock the phone may come in here.");
    const made = handed((await begin(cookie)).body);
    expect([made.options.rp.id, made.options.user.name]).toEqual([PLACE, "Aunt Made-Up"]);
    const device = await addKey(cookie);
    expect((await page(KEYS, cookie)).body).toContain("<strong>My phone</strong>");
    const asked = await beginAtDoor();
    // The challenge names nobody: no passkey, no account.
    expect(Object.keys(asked.options).toSorted()).toEqual(expect.not.arrayContaining(["user"]));
    expect(asked.options.allowCredentials ?? []).toEqual([]);
    const answer = await send("/portal/key", { step: asked.step, response: JSON.stringify(device.use(asked.options, ORIGIN)) });
    expect([answer.statusCode, answer.headers.location, await isIn(answer)]).toEqual([303, "/portal", true]);
    const opened = await server.fresh.asOwner(async (client) => (await client.query("select second_factor_at is not null as proved from dyad.sign_ins s join dyad.memberships m using (account_id) where m.person_id = $1 and s.way = 'passkey'", [personId])).rows);
    expect(opened).toEqual([{ proved: true }]);
    const [key] = await keysOf(personId);
    for (const said of [`${KEYS}?said=key_removed`, KEYS]) expect((await send(KEYS, { remove: key!.passkey_id }, cookie)).headers.location).toBe(said);
    expect(await isIn(await comeBy(device))).toBe(false);
    // Ten quiet minutes, as with the link.
    server.fresh.clock.set(new Date(Date.parse(server.fresh.clock.now()) + 10 * 60_000).toISOString());
    expect((await page("/portal", cookieFrom(answer))).body).not.toContain("portal-columns");
  });

  it("is made by nobody without the code, who waits after wrong ones as at the door; what was typed is kept", async () => {
    const { personId, cookie } = await newAdult();
    const wrong = await begin(cookie, { code: "111222" });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('value="My phone"');
    expect(wrong.body).not.toContain("111222");
    expect((await begin(cookie, { name: " " })).statusCode).toBe(422);
    for (let at = 0; at < 9; at++) await begin(cookie, { code: String(700_000 + at) });
    expect((await begin(cookie)).statusCode).toBe(429);
    expect(await keysOf(personId)).toEqual([]);
    expect(server.logged.join("\n")).not.toContain("111222");
  });

  it("is added by the adult who began it alone, for its own challenge, once", async () => {
    const [mine, other] = [await newAdult(), await newAdult()];
    const device = makeDevice(PLACE);
    const { step, options } = handed((await begin(mine.cookie)).body);
    const response = JSON.stringify(device.make(options, ORIGIN));
    expect((await send(KEYS, { step, name: "A", response }, other.cookie)).headers.location).toBe(KEYS);
    const anew = handed((await begin(mine.cookie)).body);
    for (const bad of [response, "{}", "no json", JSON.stringify(device.make(anew.options, "http://evil.test"))]) await send(KEYS, { step: anew.step, name: "A", response: bad }, mine.cookie);
    expect([await keysOf(mine.personId), await keysOf(other.personId)]).toEqual([[], []]);
    const kept = await addKey(mine.cookie);
    const [key] = await keysOf(mine.personId);
    // The other caregiver sees and removes none of it, by a guessed id either.
    expect((await page(KEYS, other.cookie)).body).not.toContain(key!.passkey_id);
    expect((await send(KEYS, { remove: key!.passkey_id }, other.cookie)).headers.location).toBe(KEYS);
    expect(await isIn(await comeBy(kept))).toBe(true);
    for (let count = 1; count < MOST_KEYS; count++) await addKey(mine.cookie);
    expect((await begin(mine.cookie)).headers.location).toBe(KEYS);
    expect((await page(KEYS, mine.cookie)).body).not.toContain('name="code"');
  });

  it("opens with an answer once, for its own challenge, at this place, with whoever holds it proved, and with its own key alone", async () => {
    const { cookie } = await newAdult();
    const device = await addKey(cookie);
    const [first, other] = [await beginAtDoor(), await beginAtDoor()];
    const response = JSON.stringify(device.use(first.options, ORIGIN));
    const tried = [];
    for (const step of [other.step, first.step, first.step]) tried.push((await send("/portal/key", { step, response })).statusCode);
    expect(tried).toEqual([422, 303, 422]);
    for (const answer of [await comeBy(device, { verified: "no" }), await comeBy(device, { signs: "with another" }), await comeBy(device, {}, "http://evil.test")]) expect([answer.statusCode, cookieFrom(answer)]).toEqual([422, ""]);
    expect(await isIn(await comeBy(device, { counter: 5 }))).toBe(true);
    // A copy whose count does not go on.
    expect(await isIn(await comeBy(device, { counter: 5 }))).toBe(false);
  });

  it("says the same of every passkey that does not open, and takes anything for an answer without failing", async () => {
    const { cookie } = await newAdult();
    const device = await addKey(cookie);
    const answers = [await comeBy(device, { signs: "with another" }), await comeBy(makeDevice(PLACE))];
    for (const response of ["", "null", "[]", "7", "{", '{"response":null}', '{"id":7,"response":{}}', JSON.stringify({ id: device.credentialId, response: { clientDataJSON: 7 } })]) answers.push(await send("/portal/key", { step: (await beginAtDoor()).step, response }));
    answers.push(await send("/portal/key", {}), await send("/portal/key", { step: "x".repeat(5000), response: "{}" }));
    expect(new Set(answers.map((one) => `${one.statusCode} ${one.body}`)).size).toBe(1);
    expect(answers[0]!.statusCode).toBe(422);
  });

  it("waits after refused answers, as the code does", async () => {
    const { cookie } = await newAdult();
    const device = await addKey(cookie);
    for (let at = 0; at < 10; at++) await comeBy(device, { signs: "with another" });
    expect((await comeBy(device)).statusCode).toBe(429);
    server.fresh.clock.set(new Date(Date.parse(server.fresh.clock.now()) + 80 * 60_000).toISOString());
    expect(await isIn(await comeBy(device))).toBe(true);
  });
});

describe("nobody else comes in by a passkey", () => {
  it("D3: not who was ended, nor by a passkey of before once let in anew", async () => {
    const { personId, cookie } = await newAdult();
    const device = await addKey(cookie);
    expect((await byStaff(scene, `/people/${personId}/portal/end`)).status).toBe(200);
    expect(await keysOf(personId)).toEqual([]);
    expect(await isIn(await comeBy(device))).toBe(false);
    server.fresh.clock.set(new Date(Date.parse(server.fresh.clock.now()) + 1000).toISOString());
    const again = await letIn(personId);
    expect(await isIn(await comeBy(device))).toBe(false);
    const other = await addKey(again);
    server.fresh.clock.set(new Date(Date.parse(server.fresh.clock.now()) + 1000).toISOString());
    await letIn(personId);
    expect(await isIn(await comeBy(other))).toBe(false);
  });

  it("D3: not an adult whose part in the family is over, as after a child was placed elsewhere, until there is one again", async () => {
    const { personId, cookie } = await newAdult();
    const device = await addKey(cookie);
    await operatorDoes(scene, (tx) => sql`update case_people set valid_to = ${tx.today}::date - 1 where person_id = ${personId}`.execute(tx));
    expect(await isIn(await comeBy(device))).toBe(false);
    await operatorDoes(scene, (tx) => sql`update case_people set valid_to = null where person_id = ${personId}`.execute(tx));
    expect(await isIn(await comeBy(device))).toBe(true);
  });

  it("D3: not an adult of an agency whose door this is not", async () => {
    const theirs = await makeScene(server, "theirs");
    const { cookie } = await newAdult(theirs);
    const device = await addKey(cookie);
    const answer = await comeBy(device);
    expect([answer.statusCode, cookieFrom(answer)]).toEqual([422, ""]);
  }, 60_000);

  it("D3: not who works here, and an adult's opens nothing of staff's", async () => {
    const { cookie } = await newAdult();
    const adults = await addKey(cookie);
    const set = await hashPassword(PASSWORD);
    await server.fresh.asOwner((client) => client.query("update dyad.accounts set password_hash = $1 where account_id = $2", [set, scene.clinician.accountId]));
    const staff = await signedIn(server, scene.clinician);
    const asStaff = (address: string, body: object) => call(server, staff, "POST", `/api${address}`, body);
    const begun = (await asStaff("/session/passkeys/begin", { password: PASSWORD })).body;
    const device = makeDevice(PLACE);
    expect((await asStaff("/session/passkeys", { step: begun.step, name: "Laptop", response: device.make(begun.options, ORIGIN) })).status).toBe(200);
    expect(await isIn(await comeBy(device))).toBe(false);
    for (const [one, status] of [[adults, 401], [device, 200]] as const) {
      const { step, options } = (await call(server, null, "POST", "/api/session/passkey/begin", {})).body;
      expect((await call(server, null, "POST", "/api/session/passkey", { step, response: one.use(options, ORIGIN) })).status).toBe(status);
    }
    // Staff make none for the portal, and the page of it is the door to them.
    expect((await asStaff("/portal/keys/begin", { code: OWN })).status).toBe(403);
    expect((await page(KEYS, staff)).body).not.toContain('name="remove"');
  });

  it("not who comes in by a password: that account would need it there", async () => {
    const { personId, cookie } = await newAdult();
    const set = await hashPassword(PASSWORD);
    await server.fresh.asOwner((client) => client.query("update dyad.accounts a set password_hash = $1 from dyad.memberships m where m.account_id = a.account_id and m.person_id = $2", [set, personId]));
    expect((await page(KEYS, cookie)).body).not.toContain('name="code"');
    expect((await begin(cookie)).headers.location).toBe(KEYS);
  });
});
