import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { randomUUID } from "node:crypto";
import { makeStaff } from "../support/agency.ts";
import { countRows, makeScene, newNote, newSession, operatorDoes, type Scene } from "../access/scene.ts";
import { type Answer, call, startServer, type TestServer } from "../access/server.ts";

// Whatever comes in: a clear answer, with the place where it is wrong, and nothing lost or half-written (D4).

let server: TestServer;
let scene: Scene;
let others: Scene;
let cookie: string;
let frontDesk: string;
let administrator: { accountId: string };
let before: Record<string, number>;

beforeAll(async () => {
  server = await startServer({ demo: "1", now: "2026-11-20T15:00:00Z" });
  scene = await makeScene(server, "ours");
  others = await makeScene(server, "others");
  cookie = await scene.cookieOf(scene.clinician);
  administrator = await makeStaff(scene.place, scene.agency, { roles: ["front_desk", "administrator"] });
  frontDesk = await scene.cookieOf(administrator);
});
afterAll(() => server.close());
beforeEach(async () => {
  before = await countRows(scene);
});

const post = (address: string, body: unknown, headers: Record<string, string> = {}, as = cookie) => call(server, as, "POST", `/api${address}`, body, headers);
const problem = (body: unknown, headers: Record<string, string> = {}) => post(`/cases/${scene.caseId}/problems`, body, headers);

/** Refused in the one shape, with nothing written. `path` is where it is wrong. */
async function refused(answer: Answer, status: number, code: string, path?: string): Promise<void> {
  expect([answer.status, answer.body?.code], answer.text.slice(0, 300)).toEqual([status, code]);
  expect(answer.body).toMatchObject({ message: expect.stringMatching(/\w/), fields: expect.any(Array), requestId: answer.requestId });
  if (path !== undefined) expect(answer.body.fields.map((one: { path: string }) => one.path)).toContain(path);
  expect(answer.text).not.toMatch(/at .*\.(ts|js):\d+|node_modules|select |insert /i);
  expect(await countRows(scene)).toEqual(before);
}

describe("Bodies that cannot be read", () => {
  it.each([["cut off", '{"kind": "attachment", '], ["no JSON at all", "kind=attachment"], ["a number", "12"], ["a list", "[]"], ["null", "null"], ["an empty string", '""'], ["nothing", ""], ["two objects", "{}{}"], ["a comment", '{"kind": "attachment" /* , */ }'], ["a byte that is no UTF-8 within a name", Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])]])("answers 400 to %s", async (_what, body) => {
    await refused(await problem(body), 400, "malformed");
  });

  it("answers 413 to a body of 30 MB, and to one of a little over 1 MB", async () => {
    for (const size of [30 * 1024 * 1024, 1_048_577]) await refused(await problem(`"${"a".repeat(size - 2)}"`), 413, "too_large");
  });

  it("answers 400 to JSON nested very deep, and goes on working", async () => {
    const deep = (open: string, close: string) => open.repeat(100_000) + close.repeat(100_000);
    for (const body of [deep("[", "]"), `{"kind":${deep('{"a":', "")}`, `{"kind":"attachment","followsEvents":${deep("[", "]")}}`]) await refused(await problem(body), 400, "malformed");
    expect((await call(server, cookie, "GET", `/api/cases/${scene.caseId}`)).status).toBe(200);
  });

  it.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml", "text/html", "application/jsonp"])("answers 415 or 400 to %s", async (type) => {
    const answer = await problem('{"kind":"attachment","followsEvents":true}', { "content-type": type });
    expect([400, 415]).toContain(answer.status);
    expect(answer.body).toMatchObject({ code: expect.stringMatching(/wrong_type|malformed/), requestId: answer.requestId });
    expect(await countRows(scene)).toEqual(before);
  });

  it("takes no polluted prototype, nor a key that is there twice with another meaning", async () => {
    await refused(await problem('{"kind":"attachment","followsEvents":true,"__proto__":{"admin":true}}'), 400, "malformed");
    await refused(await problem('{"kind":"attachment","followsEvents":true,"constructor":{"prototype":{"admin":true}}}'), 400, "malformed");
    expect(({} as Record<string, unknown>).admin).toBeUndefined();
  });
});

describe("Fields that are wrong are named", () => {
  it("says which fields it does not know, and which it misses", async () => {
    await refused(await problem({ kind: "attachment", followsEvents: true, colour: "blue" }), 400, "malformed", "colour");
    await refused(await problem({ kind: "attachment" }), 400, "malformed", "followsEvents");
    await refused(await problem({ kind: "unheard_of", followsEvents: true }), 400, "malformed", "kind");
    await refused(await problem({ kind: "attachment", followsEvents: "yes" }), 400, "malformed", "followsEvents");
  });

  const child = { givenName: "New", birthDate: "2023-01-01" };
  const open = (more: object, adults: object[] = []) => post("/cases", { referralId: null, child: { ...child, ...more }, caregivers: adults, clinicianId: null }, {}, frontDesk);

  it.each(["2023-02-29", "2023-13-01", "2023-00-10", "2023-1-1", "23-01-01", "2023-01-01T00:00:00Z", "yesterday", "", "9999-99-99"])("refuses the birth date %j", async (birthDate) => {
    await refused(await open({ birthDate }), 400, "malformed", "child.birthDate");
  });

  it("refuses a birth date in the future, of the child and of an adult, by the agency's calendar", async () => {
    await refused(await open({ birthDate: "2026-11-21" }), 400, "malformed", "child.birthDate");
    const adult = { givenName: "Ann", birthDate: "2030-01-01", kind: "kin", livesWithChild: true, authority: null, contact: null };
    await refused(await open({}, [adult]), 400, "malformed", "caregivers.0.birthDate");
    // 3 a.m. in Greenwich is still the day before in New York.
    server.fresh.clock.set("2026-11-21T03:00:00Z");
    const late = await post("/cases", { referralId: null, child: { ...child, birthDate: "2026-11-21" }, caregivers: [], clinicianId: null }, {}, await scene.cookieOf(administrator));
    server.fresh.clock.set("2026-11-20T15:00:00Z");
    await refused(late, 400, "malformed", "child.birthDate");
    await refused(await post(`/cases/${scene.caseId}/people`, { givenName: "Sib", birthDate: "2027-01-01", part: "sibling", kind: "sibling", livesWithChild: true, validFrom: "2026-11-20", openDyad: false }), 400, "malformed", "birthDate");
  });

  const book = (start: string, end: string) => post(`/cases/${scene.caseId}/sessions`, { kind: "dyadic", place: "home", modality: "in_person", clinicianId: scene.clinician.staffId, start, end, personIds: [scene.adultA] });

  it.each([
    ["that ends before it starts", "2026-12-01T11:00", "2026-12-01T10:00", "end"],
    ["that ends when it starts", "2026-12-01T11:00", "2026-12-01T11:00", "end"],
    ["that crosses midnight", "2026-12-01T23:30", "2026-12-02T00:30", "end"],
    ["across the hour that comes twice", "2026-11-01T00:30", "2026-11-01T02:30", "end"],
    ["across the hour that never comes", "2026-03-08T01:30", "2026-03-08T03:30", "end"],
    ["in the hour that never comes", "2026-03-08T02:15", "2026-03-08T03:15", "start"],
    ["on a day that does not exist", "2026-02-30T10:00", "2026-02-30T11:00", "start"],
    ["at a time that does not exist", "2026-12-01T24:10", "2026-12-01T25:00", "start"],
    ["that lasts a working day and more", "2026-12-01T08:00", "2026-12-01T18:00", "end"],
    ["with a zone in its time", "2026-12-01T10:00Z", "2026-12-01T11:00Z", "start"],
  ])("refuses a session %s", async (_what, start, end, path) => {
    await refused(await book(start, end), 400, "malformed", path);
  });

  it("refuses ends before beginnings wherever there is a span", async () => {
    await refused(await post(`/cases/${scene.caseId}/assignments`, { staffId: scene.spare.staffId, kind: "assigned", validFrom: "2026-11-20", validTo: "2026-11-19" }, {}, frontDesk), 400, "malformed", "validTo");
    await refused(await post(`/cases/${scene.caseId}/authorities`, { holderId: scene.adultA, holderOrganization: null, kind: "parent", document: "x", scopes: ["video"], validFrom: "2026-11-20", validTo: "2026-11-19" }), 400, "malformed", "validTo");
    await refused(await call(server, cookie, "GET", "/api/sessions?from=2026-11-20&to=2026-11-19"), 400, "malformed", "to");
  });

  it("refuses a page key, a filter and an id that are none, with the place", async () => {
    for (const [address, path] of [["/cases?status=everything", "status"], ["/sessions?from=x&to=y", "from"], [`/cases/${scene.caseId}/record?class=secret`, "class"], ["/cases/nobody", "caseId"], ["/sessions/1%20or%201=1", "sessionId"]] as const) {
      await refused(await call(server, cookie, "GET", `/api${address}`), 400, "malformed", path);
    }
    for (const address of ["/referrals?after=x", "/services?after=x|y", "/outbox?after=2026|z", `/cases/${scene.caseId}/record?after=x`, `/cases/${scene.caseId}/documents?after=x`, "/safety-reviews?after=|", "/cases?after=%00"]) {
      const answer = await call(server, cookie, "GET", `/api${address}`);
      expect([address, answer.status]).toEqual([address, 400]);
    }
  });
});

describe("Two writers and what is over", () => {
  const save = (sessionId: string, revision: number, words: string, as = cookie) => call(server, as, "PUT", `/api/sessions/${sessionId}/note`, { revision, heldFrom: null, heldTo: null, longerSessionReason: null, attendance: [], blocks: [{ blockId: randomUUID(), section: "plan", class: "child_chart", ownerPersonId: null, words, chips: [] }] });
  const words = async (sessionId: string) => (await call(server, cookie, "GET", `/api/sessions/${sessionId}/note`)).body.blocks.map((one: { words: string }) => one.words);

  it("answers the slower of two saves 409, and keeps the faster one whole", async () => {
    const sessionId = await newSession(scene, scene.clinician.staffId);
    expect((await save(sessionId, 0, "first")).body.revision).toBe(1);
    const both = await Promise.all([save(sessionId, 1, "this tab"), save(sessionId, 1, "that tab")]);
    expect(both.map((one) => one.status).sort()).toEqual([200, 409]);
    const won = both[0]!.status === 200 ? "this tab" : "that tab";
    expect(await words(sessionId)).toEqual([won]);
    expect(both.find((one) => one.status === 409)!.body.code).toBe("changed_meanwhile");
    const late = await save(sessionId, 0, "an old tab");
    expect([late.status, await words(sessionId)]).toEqual([409, [won]]);
  });

  it("starts a note once, however often its first save comes at the same moment", async () => {
    const sessionId = await newSession(scene, scene.clinician.staffId);
    const all = await Promise.all(Array.from({ length: 5 }, (_, one) => save(sessionId, 0, `tab ${one}`)));
    expect(all.map((one) => one.status).sort()).toEqual([200, 409, 409, 409, 409]);
    expect(await words(sessionId)).toHaveLength(1);
  });

  it("signs once, and takes no save after it", async () => {
    const { sessionId } = await newNote(scene, scene.clinician.staffId, "draft");
    const all = await Promise.all([1, 2, 3].map(() => post(`/sessions/${sessionId}/note/sign`, { revision: 1 })));
    expect(all.map((one) => one.status).sort()).toEqual([200, 409, 409]);
    expect((await save(sessionId, 2, "after the signature")).status).toBe(409);
    expect(await words(sessionId)).toEqual(["Made up."]);
  });

  it("saves all of a note or nothing: one wrong passage keeps the others out", async () => {
    const sessionId = await newSession(scene, scene.clinician.staffId);
    before = await countRows(scene);
    const block = { blockId: randomUUID(), section: "plan", class: "child_chart", ownerPersonId: null, words: "good", chips: [] };
    for (const [bad, path] of [[{ section: "plan", class: "psychotherapy_note" }, "blocks.1.class"], [{ section: "play", class: "relationship", ownerPersonId: others.adultA }, "blocks.1.ownerPersonId"], [{ blockId: block.blockId }, "blocks.1.blockId"]] as const) {
      const answer = await call(server, cookie, "PUT", `/api/sessions/${sessionId}/note`, { revision: 0, heldFrom: null, heldTo: null, longerSessionReason: null, attendance: [], blocks: [block, { ...block, blockId: randomUUID(), ...bad }] });
      await refused(answer, 400, "malformed", path);
    }
  });

  it("never takes over a passage by its id: another note's, or another agency's", async () => {
    const mine = await newSession(scene, scene.clinician.staffId);
    const other = await newNote(others, others.clinician.staffId, "draft");
    for (const blockId of [scene.blockId, other.blockId]) {
      await call(server, cookie, "PUT", `/api/sessions/${mine}/note`, { revision: 0, heldFrom: null, heldTo: null, longerSessionReason: null, attendance: [], blocks: [{ blockId, section: "plan", class: "child_chart", ownerPersonId: null, words: "TAKEN OVER", chips: [] }] });
    }
    const found = await server.fresh.asOwner(async (client) => (await client.query("select id, words, agency_id from dyad.blocks where id = any ($1) and words <> 'TAKEN OVER' order by id", [[scene.blockId, other.blockId]])).rows);
    expect(found.map((one) => one.id).sort()).toEqual([scene.blockId, other.blockId].sort());
  });
});

describe("What people write comes back as they wrote it", () => {
  const markup = `<script>alert("x")</script> & <b onclick='y'>'"\`\${z}</b> <!-- -- ]]> %00 \\u0000 {{7*7}} '; drop table blocks; --`;
  const names = ["مریم بنت عبدالله", "‏שרה‎", "👩‍👧‍👦 Zoë 🧸", "Ñandú O’Brien-von Ångström", "李小龍", "Ꭶ".repeat(200), "a".repeat(200), "Z̸̢̛͖a̶l̵g̷o̴"];

  it.each(names)("keeps the name %s to the letter, in the list, the search and the case", async (givenName) => {
    const opened = await post("/cases", { referralId: null, child: { givenName, birthDate: "2023-01-01" }, caregivers: [], clinicianId: null }, {}, frontDesk);
    expect(opened.status, opened.text).toBe(200);
    const view = await call(server, frontDesk, "GET", `/api/cases/${opened.body.caseId}`);
    expect(view.body.people[0].givenName).toBe(givenName);
    const found = await call(server, frontDesk, "GET", `/api/cases?search=${encodeURIComponent([...givenName].slice(0, 40).join(""))}`);
    expect(found.body.cases.map((one: { caseId: string }) => one.caseId)).toContain(opened.body.caseId);
  });

  it("refuses a name one letter too long", async () => {
    await refused(await post("/cases", { referralId: null, child: { givenName: "a".repeat(201), birthDate: "2023-01-01" }, caregivers: [], clinicianId: null }, {}, frontDesk), 400, "malformed", "child.givenName");
  });

  it("gives markup back as text, as JSON that no browser takes for a page", async () => {
    await post(`/cases/${scene.caseId}/record`, { section: "told", class: "child_chart", ownerPersonId: null, counterpartStaffId: null, words: markup });
    await post(`/cases/${scene.caseId}/life-events`, { happensOn: "2026-11-20", kind: "other", label: markup });
    await post(`/cases/${scene.caseId}/diagnoses`, { code: "F43.10", foundOn: "2026-11-20", source: markup });
    await post(`/cases/${scene.caseId}/people`, { givenName: markup, birthDate: null, part: "other", kind: "kin", livesWithChild: false, validFrom: "2026-11-20", openDyad: false });
    const raw = await server.app.inject({ method: "GET", url: `/api/cases/${scene.caseId}`, headers: { cookie } });
    expect(raw.headers["content-type"]).toMatch(/^application\/json/);
    expect(raw.headers["x-content-type-options"]).toBe("nosniff");
    const view = raw.json();
    expect([view.lifeEvents.at(-1).label, view.diagnoses.at(-1).source]).toEqual([markup, markup]);
    expect(view.people.map((one: { givenName: string }) => one.givenName)).toContain(markup);
    expect((await call(server, cookie, "GET", `/api/cases/${scene.caseId}/record`)).body.blocks.map((one: { words: string }) => one.words)).toContain(markup);
  });

  it("shows markup in a family's page as text (D3)", async () => {
    const page = await server.app.inject({ method: "POST", url: "/ask", headers: { "content-type": "application/x-www-form-urlencoded" }, payload: new URLSearchParams({ callMe: `<script>x</script>"'&`, ownWords: "</textarea><script>y</script>" }).toString() });
    expect(page.headers["content-type"]).toMatch(/^text\/html/);
    expect(page.statusCode).toBeGreaterThanOrEqual(400);
    expect(page.body).not.toMatch(/<script>x|<script>y/);
    expect(page.body).toContain("&lt;script&gt;");
    const gate = await server.app.inject({ method: "GET", url: `/m/${encodeURIComponent("<script>z</script>")}` });
    expect(gate.body).not.toContain("<script>z");
  });

  it.each([["a NUL", "a\u0000b"], ["a lone high surrogate", "a\ud83db"], ["a lone low surrogate", "a\udc9bb"]])("refuses %s in a name and in a text, or keeps it whole, and never fails", async (_what, text) => {
    const tries: [string, object, string][] = [
      [`/cases/${scene.caseId}/record`, { section: "told", class: "child_chart", ownerPersonId: null, counterpartStaffId: null, words: text }, "words"],
      [`/cases/${scene.caseId}/life-events`, { happensOn: "2026-11-20", kind: "other", label: text }, "label"],
      [`/cases/${scene.caseId}/people`, { givenName: text, birthDate: null, part: "other", kind: "kin", livesWithChild: false, validFrom: "2026-11-20", openDyad: false }, "givenName"],
    ];
    for (const [address, body, path] of tries) await refused(await post(address, body), 400, "malformed", path);
    const search = await call(server, cookie, "GET", `/api/cases?search=${text === "a\u0000b" ? "a%00b" : "a%ED%A0%BD"}`);
    expect(search.status).toBe(text === "a\u0000b" ? 400 : search.status);
    expect(search.status).toBeLessThan(500);
  });
});

describe("What is another agency's, and a full disk", () => {
  it("answers 404 to another agency's ids, to the letter as to ids that are nobody's", async () => {
    const strip = (answer: Answer) => [answer.status, answer.text.replace(/"requestId":"[^"]*"/, "")];
    for (const [address, key] of [["/cases/ID", "caseId"], ["/cases/ID/record", "caseId"], ["/cases/ID/timeline", "caseId"], ["/cases/ID/consents", "caseId"], ["/sessions/ID", "sessionId"], ["/sessions/ID/note", "sessionId"], ["/referrals/ID", "referralId"], ["/outbox/ID", "messageId"], ["/safety-reviews/ID", "reviewId"]] as const) {
      const theirs = strip(await call(server, cookie, "GET", `/api${address.replace("ID", others[key])}`));
      expect(theirs, address).toEqual(strip(await call(server, cookie, "GET", `/api${address.replace("ID", randomUUID())}`)));
      expect(theirs[0]).toBe(404);
    }
  });

  it("says that the disk is full with 507, keeps nothing half, and goes on once there is room", async () => {
    const fill = (sqlstate: string) => server.fresh.asOwner((client) => client.query(`create or replace function public.no_room() returns trigger language plpgsql as $$ begin raise exception 'could not extend file "base/5/1": No space left on device' using errcode = '${sqlstate}'; end $$; drop trigger if exists no_room on dyad.blocks; create trigger no_room before insert on dyad.blocks for each row execute function public.no_room()`));
    const sessionId = await newSession(scene, scene.clinician.staffId);
    before = await countRows(scene);
    await fill("53100");
    const save = () => call(server, cookie, "PUT", `/api/sessions/${sessionId}/note`, { revision: 0, heldFrom: "2026-11-20T09:00", heldTo: "2026-11-20T10:00", longerSessionReason: null, attendance: [], blocks: [{ blockId: randomUUID(), section: "plan", class: "child_chart", ownerPersonId: null, words: "Not lost on the screen.", chips: [] }] });
    await refused(await save(), 507, "storage_full");
    expect((await operatorDoes(scene, async () => countRows(scene)))).toEqual(before);
    expect(server.logged.join("\n")).not.toContain("Not lost on the screen");
    await server.fresh.asOwner((client) => client.query("drop trigger no_room on dyad.blocks"));
    expect((await save()).status).toBe(200);
  });

  it("answers a fault of the database that nobody foresaw with 500 and none of its words", async () => {
    await server.fresh.asOwner((client) => client.query("create or replace function public.odd() returns trigger language plpgsql as $$ begin raise exception 'SECRET-WORDS-OF-THE-DATABASE'; end $$; create trigger odd before insert on dyad.problems for each row execute function public.odd()"));
    const answer = await problem({ kind: "attachment", followsEvents: true });
    await server.fresh.asOwner((client) => client.query("drop trigger odd on dyad.problems"));
    await refused(answer, 500, "internal");
    expect(`${answer.text}${server.logged.join("")}`).not.toContain("SECRET-WORDS");
  });
});
