import { afterAll, beforeAll, expect, it } from "vitest";
import { sql } from "kysely";
import { operatorDoes, makeScene, type Scene } from "../../../test/access/scene.ts";
import { startServer, type TestServer } from "../../../test/access/server.ts";
import { childAges, referralReasons, relations } from "#features/intake/contract.ts";
import { consultationFields } from "#features/intake/rules.ts";

// The request for a consultation (D3) in the hands of robots, floods and people who mean harm.

let server: TestServer;
let scene: Scene;
beforeAll(async () => {
  server = await startServer({ now: "2026-11-20T15:00:00Z" });
  scene = await makeScene(server, "ours");
}, 120_000);
afterAll(() => server.close());

const form = { callMe: "Ember", relation: relations[0], childAge: childAges[0], reasons: [referralReasons[0]], "contact.way": "email", "contact.email": "ember@family.example", language: "en" };
type Form = Record<string, string | readonly string[]>;
const encode = (fields: Form) => new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one] as [string, string]))).toString();
const stampOf = (html: string) => / name="stamp" value="([^"]*)"/.exec(html)![1]!;
const draw = async (remoteAddress = "198.51.100.1", url = "/ask") => stampOf((await server.app.inject({ method: "GET", url, remoteAddress })).body);
const send = (fields: Form, remoteAddress = "198.51.100.1", url = "/ask") => server.app.inject({ method: "POST", url, remoteAddress, headers: { "content-type": "application/x-www-form-urlencoded", accept: "text/html" }, payload: encode(fields) });
const requests = async () => (await operatorDoes(scene, (tx) => sql<{ count: number }>`select count(*)::integer as count from referrals where source = 'public_request'`.execute(tx))).rows[0]!.count;

it("D3: a robot that fills every field, has no stamp, another's, one of yesterday or of tomorrow makes no request", async () => {
  const before = await requests();
  const stamp = await draw();
  server.fresh.clock.set("2026-11-21T15:00:01Z");
  const late = await send({ ...form, stamp });
  server.fresh.clock.set("2026-11-20T15:00:00Z");
  const tries = [await send({ ...form, stamp, website: "https://buy.example" }), await send(form), await send({ ...form, stamp: `${stamp}x` }), await send({ ...form, stamp: stamp.replace("2026-11-20", "2026-11-21") }), late];
  expect(tries.map((one) => one.statusCode)).toEqual([422, 422, 422, 422, 422]);
  for (const one of tries) expect(one.body).toContain('value="ember@family.example"');
  expect(await requests()).toBe(before);
  const all = await send({ ...Object.fromEntries(consultationFields.map((name) => [name, "x"])), stamp, website: "x" });
  expect([all.statusCode, await requests()]).toEqual([422, before]);
});

it("D3: a flood from one network makes 30 requests in each language and no more; who shares it keeps every word and is told what to do, others notice nothing", async () => {
  const before = await requests();
  const flooded = "203.0.113.7";
  const stamp = await draw(flooded);
  const answers = await Promise.all(Array.from({ length: 200 }, (_, at) => send({ ...form, callMe: `Robot ${at}`, stamp }, flooded, at % 2 === 0 ? "/ask" : "/es/pedir")));
  const of = (status: number) => answers.filter((one) => one.statusCode === status).length;
  process.stdout.write(`flood of 200 forms: ${of(200)} taken, ${of(429)} refused\n`);
  expect([of(200), of(429), (await requests()) - before]).toEqual([60, 140, 60]);
  const shared = await send({ ...form, callMe: "Real Person", ownWords: "We share the shelter's network.", stamp }, flooded);
  expect([shared.statusCode, shared.headers["cache-control"], shared.headers["retry-after"] !== undefined]).toEqual([429, "no-store", true]);
  for (const words of ['value="Real Person"', "We share the shelter&#x27;s network.", "Too many forms came from your network just now.", "Wait ten minutes"]) expect(shared.body).toContain(words);
  expect(shared.body).not.toContain("data-fault");
  // Reading goes on from there, and somewhere else so does asking.
  expect((await server.app.inject({ method: "GET", url: "/expect", remoteAddress: flooded })).statusCode).toBe(200);
  expect((await send({ ...form, callMe: "Elsewhere", stamp }, "198.51.100.9")).statusCode).toBe(200);
});

it("D3: the same form sent again and again is one request, with the same code", async () => {
  const before = await requests();
  const fields = { ...form, callMe: "Twice", stamp: await draw() };
  const answers = await Promise.all([1, 2, 3, 4].map(() => send(fields, "198.51.100.20")));
  expect(new Set(answers.map((one) => /class="code-letters"[^>]*>([^<]*)</.exec(one.body)?.[1])).size).toBe(1);
  expect((await requests()) - before).toBe(1);
});

it("D3: who asks about somebody else's child, or with somebody else's number, learns nothing of who is known here", async () => {
  const plain = (body: string) => body.replace(/class="code-letters"[^>]*>[^<]*</, "").replaceAll(/ value="[^"]*"/g, "");
  const stamp = await draw();
  await send({ ...form, stamp, "contact.email": "known@family.example" }, "198.51.100.30");
  const [known, unknown] = [await send({ ...form, callMe: "Somebody", stamp, "contact.email": "known@family.example" }, "198.51.100.30"), await send({ ...form, callMe: "Somebody", stamp, "contact.email": "nobody@family.example" }, "198.51.100.30")];
  expect([known.statusCode, plain(known.body)]).toEqual([unknown.statusCode, plain(unknown.body)]);
  expect(known.body).not.toContain("known@family.example");
});

it("D3: markup in every field is words again on the page, and in no line of the log", async () => {
  const evil = `"><script>alert(1)</script>`;
  const answer = await send(Object.fromEntries([...consultationFields, "stamp", "website"].map((name) => [name, evil])), "198.51.100.40");
  expect(answer.statusCode).toBe(422);
  expect(answer.body).not.toMatch(/<script(?! src="\/site\/family\.js")/);
  expect(answer.body.split("&lt;script&gt;alert(1)").length).toBeGreaterThan(4);
  expect(server.logged.join("\n")).not.toContain("alert(1)");
});

it("D3: a form that posts from another site is refused, so that the link for other sites leads here instead", async () => {
  const before = await requests();
  const answer = await server.app.inject({ method: "POST", url: "/ask", remoteAddress: "198.51.100.50", headers: { "content-type": "application/x-www-form-urlencoded", origin: "https://school.example", "sec-fetch-site": "cross-site" }, payload: encode({ ...form, stamp: await draw() }) });
  expect([answer.statusCode, await requests()]).toEqual([403, before]);
  for (const url of ["/", "/ask", "/visit"]) expect((await server.app.inject({ method: "GET", url })).headers["content-security-policy"]).toContain("frame-ancestors 'none'");
});
