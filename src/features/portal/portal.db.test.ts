import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { newId, row, rows } from "#database/actor.ts";
import { linkToken } from "#server/keys.ts";
import { LONGEST_WAIT } from "./door.routes.ts";

// The way into the portal: a link to an address that was called safe and a code that only the adult knows; neither alone opens anything,
// and nobody learns from the door whether an address is known.

const NOW = "2026-11-20T15:00:00.000Z";
const OWN = "482915";
let server: TestServer;
let scene: Scene;
let desk: StaffActor;
beforeAll(async () => {
  server = await startServer({ now: NOW });
  scene = await makeScene(server, "ours");
  desk = await makeStaff(scene.place, scene.agency, { roles: ["front_desk"] });
}, 120_000);
afterAll(() => server.close());
beforeEach(() => server.fresh.clock.set(NOW));

const addWay = (personId: string, way: "email" | "text", value: string, isSafe = true) =>
  operatorDoes(scene, (tx) => sql`insert into contact_ways (agency_id, id, person_id, way, value, is_safe, voicemail, hours, valid_from) values (${tx.actor.agencyId}, ${newId(tx)}, ${personId}, ${way}, ${value}, ${isSafe}, 'hang_up', '{}', '2026-01-01')`.execute(tx));
const api = async (who: StaffActor, method: string, address: string) => call(server, await signedIn(server, who), method, `/api/cases/${scene.caseId}${address}`);
const give = (personId: string, who = scene.clinician) => api(who, "POST", `/people/${personId}/portal`);
/** A second later: what is the newest is told by its moment. */
const tick = () => server.fresh.clock.set(new Date(Date.parse(server.fresh.clock.now()) + 1000).toISOString());
/** The token of the newest message of a kind to somebody, as the letter would hold it. */
async function tokenOf(personId: string, kind: string): Promise<string | null> {
  const found = await operatorDoes(scene, (tx) => row<{ linkId: string }>(tx, sql`select subject_id as "linkId" from messages where person_id = ${personId} and kind = ${kind} order by queued_at desc, id desc limit 1`));
  return found === null ? null : linkToken(server.services.signingKey, found.linkId);
}
const countLinks = (personId: string) => operatorDoes(scene, async (tx) => (await rows(tx, sql`select 1 from messages where person_id = ${personId} and kind = 'portal_link'`)).length);
const page = (address: string, cookie = "") => server.app.inject({ method: "GET", url: address, headers: { accept: "text/html", cookie } });
const send = (address: string, fields: Record<string, string>, cookie = "") =>
  server.app.inject({ method: "POST", url: address, headers: { accept: "text/html", "content-type": "application/x-www-form-urlencoded", origin: "http://dyad.test", cookie }, payload: new URLSearchParams(fields).toString() });
const cookieFrom = (answer: Awaited<ReturnType<typeof send>>) => answer.cookies.filter((one) => one.name === "dyad_session").map((one) => `dyad_session=${one.value}`)[0] ?? "";
/** Waits for what is done after an answer has left. */
const settled = () => new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT + 400));

/** Lets an adult in and begins, with the code that stands above. Answers the cookie. */
async function begun(personId: string): Promise<string> {
  tick();
  const { body } = await give(personId);
  const token = body.address === null ? (await tokenOf(personId, "invitation"))! : body.address.split("/").at(-1);
  const answer = await send(`/portal/begin/${token}`, { opening: body.openingCode, own: OWN, again: OWN });
  expect(answer.statusCode).toBe(303);
  return cookieFrom(answer);
}
async function linkFor(personId: string, address: string): Promise<string> {
  tick();
  await send("/portal/link", { address });
  await settled();
  return (await tokenOf(personId, "portal_link"))!;
}

describe("the way into the portal", () => {
  it("is given by who treats, told in two halves, and begun once with a code of one's own", async () => {
    await addWay(scene.adultA, "email", "Ana.A@example.org");
    const given = (await give(scene.adultA)).body;
    expect(given).toMatchObject({ delivery: "message", address: null, openingCode: expect.stringMatching(/^\d{6}$/) });
    const token = (await tokenOf(scene.adultA, "invitation"))!;
    const first = await page(`/portal/begin/${token}`);
    expect(first.statusCode).toBe(200);
    expect(first.headers["cache-control"]).toBe("no-store");
    // Neither a name nor the code stands there.
    expect(first.body).not.toContain(given.openingCode);
    expect((await send(`/portal/begin/${token}`, { opening: given.openingCode, own: "111111", again: "111111" })).body).toContain("too easy");
    expect((await send(`/portal/begin/${token}`, { opening: given.openingCode, own: OWN, again: "482916" })).body).toContain("not the same");
    expect((await send(`/portal/begin/${token}`, { opening: "000000", own: OWN, again: OWN })).body).toContain("<strong>4 tries</strong>");
    const answer = await send(`/portal/begin/${token}`, { opening: given.openingCode, own: OWN, again: OWN });
    expect([answer.statusCode, answer.headers.location]).toEqual([303, "/portal"]);
    const home = await page("/portal", cookieFrom(answer));
    expect(home.body).toContain("portal-columns");
    expect((await page(`/portal/begin/${token}`)).statusCode).toBe(410);
    expect((await api(scene.clinician, "GET", "/portal")).body.adults.find((one: { personId: string }) => one.personId === scene.adultA)).toMatchObject({ state: "open", begunAt: NOW });
    expect((await give(scene.adultA, desk)).status).toBe(403);
    expect((await give(scene.clinician.staffId)).status).toBe(404);
  });

  it("D3: opens by a link to the safe address together with the own code, and the link once", async () => {
    await begun(scene.adultA);
    const token = await linkFor(scene.adultA, "  ana.a@EXAMPLE.org ");
    expect((await send(`/portal/in/${token}`, { code: "999000" })).statusCode).toBe(422);
    const answer = await send(`/portal/in/${token}`, { code: "482 915" });
    expect(answer.statusCode).toBe(303);
    expect((await page("/portal", cookieFrom(answer))).body).toContain("portal-columns");
    for (const verb of [() => page(`/portal/in/${token}`), () => send(`/portal/in/${token}`, { code: OWN })]) expect((await verb()).statusCode).toBe(410);
    // A link of one purpose is none of the other.
    expect((await page(`/portal/begin/${await linkFor(scene.adultA, "ana.a@example.org")}`)).statusCode).toBe(410);
  });

  it("answers the same for every address, known or not, safe or not, and begins nothing where it is not", async () => {
    server.fresh.clock.set("2026-11-20T18:00:00.000Z");
    await begun(scene.adultA);
    await addWay(scene.adultB, "email", "bela.b@example.org");
    await addWay(scene.adultA, "email", "shared@example.org", false);
    const answers = [];
    for (const address of ["ana.a@example.org", "nobody@example.org", "bela.b@example.org", "shared@example.org", "202-555-0199"]) answers.push(await send("/portal/link", { address }));
    await settled();
    expect(new Set(answers.map((one) => `${one.statusCode} ${one.body}`)).size).toBe(1);
    expect(await countLinks(scene.adultB)).toBe(0);
    expect((await send("/portal/link", { address: "no address" })).statusCode).toBe(422);
  });

  it("goes by text to a number however it is typed, and to one adult three times an hour at most", async () => {
    server.fresh.clock.set("2026-11-21T15:00:00.000Z");
    await addWay(scene.adultB, "text", "(202) 555-0142");
    await begun(scene.adultB);
    const before = await countLinks(scene.adultB);
    for (const typed of ["2025550142", "+1 202 555 0142", "202-555-0142", "202.555.0142", "1 (202) 555 0142"]) await send("/portal/link", { address: typed });
    await settled();
    expect((await countLinks(scene.adultB)) - before).toBe(3);
    server.fresh.clock.set("2026-11-21T16:01:00.000Z");
    await linkFor(scene.adultB, "202-555-0142");
    expect((await countLinks(scene.adultB)) - before).toBe(4);
  });

  it("D3: is dead after five wrong codes, also where they come at once, and the account waits", async () => {
    server.fresh.clock.set("2026-11-22T15:00:00.000Z");
    await begun(scene.adultA);
    const token = await linkFor(scene.adultA, "ana.a@example.org");
    const tries = await Promise.all(Array.from({ length: 9 }, (_, at) => send(`/portal/in/${token}`, { code: String(700_000 + at) })));
    expect(tries.every((one) => one.statusCode !== 303)).toBe(true);
    expect((await send(`/portal/in/${token}`, { code: OWN })).statusCode).toBe(410);
    const other = await linkFor(scene.adultA, "ana.a@example.org");
    expect((await send(`/portal/in/${other}`, { code: OWN })).statusCode).toBe(429);
    server.fresh.clock.set("2026-11-22T17:30:00.000Z");
    expect((await send(`/portal/in/${await linkFor(scene.adultA, "ana.a@example.org")}`, { code: OWN })).statusCode).toBe(303);
  });

  it("D3: is over after half an hour, is dead at once when somebody ends it, and given anew forgets the code of before", async () => {
    server.fresh.clock.set("2026-11-24T15:00:00.000Z");
    const cookie = await begun(scene.adultA);
    const token = await linkFor(scene.adultA, "ana.a@example.org");
    server.fresh.clock.set("2026-11-24T15:31:00.000Z");
    expect((await page(`/portal/in/${token}`)).statusCode).toBe(410);
    const later = await linkFor(scene.adultA, "ana.a@example.org");
    const fresh = cookieFrom(await send(`/portal/in/${later}`, { code: OWN }));
    const open = await linkFor(scene.adultA, "ana.a@example.org");
    expect((await api(scene.clinician, "POST", `/people/${scene.adultA}/portal/end`)).status).toBe(200);
    for (const one of [cookie, fresh]) expect((await page("/portal", one)).body).not.toContain("portal-columns");
    expect((await page(`/portal/in/${open}`)).statusCode).toBe(410);
    expect((await api(scene.clinician, "POST", `/people/${scene.adultA}/portal/end`)).status).toBe(404);
    await give(scene.adultA);
    const count = await countLinks(scene.adultA);
    await send("/portal/link", { address: "ana.a@example.org" });
    await settled();
    expect(await countLinks(scene.adultA)).toBe(count);
  });

  it("leaves no token in any line that the server writes", async () => {
    const { body } = await give(scene.adultB);
    const token = (await tokenOf(scene.adultB, "invitation"))!;
    await page(`/portal/begin/${token}`);
    await send(`/portal/begin/${token}`, { opening: body.openingCode, own: OWN, again: OWN });
    expect(server.logged.join("\n")).not.toContain(token);
    expect(server.logged.join("\n")).not.toMatch(/ana\.a|555-0142/);
  });
});
