import fs from "node:fs";
import path from "node:path";
import { oc } from "@orpc/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Role, type StaffRole, staffRoles } from "#features/disclosure/contract.ts";
import { insertSupervision } from "#features/account/store.ts";
import { procedure } from "#kernel/contract.ts";
import { handle, handleOpen, listProcedures, makeRouter } from "#server/procedure.ts";
import { writeMatrix, type Found } from "../access/document.ts";
import type { Word } from "../access/golden.ts";
import { auditRows, expectedStatus, ofNoFamily, type Person, request, type Route, routes, unaudited } from "../access/matrix.ts";
import { newSignedSession } from "../access/audits.ts";
import { samples } from "../access/samples.ts";
import { adultAccount, countRows, makeScene, operatorDoes, type Scene } from "../access/scene.ts";
import { call, projectRoot, startServer, type TestServer, type Answer } from "../access/server.ts";
import { standings } from "../access/standings.ts";
import { makeStaff, type StaffActor } from "../support/agency.ts";

// Every route, every role, every standing, by real requests; what is expected comes from the contract's access and the
// golden table, and what was met becomes docs/access-matrix.md.

const FILE = path.join(projectRoot, "docs", "access-matrix.md");
let server: TestServer;
let scene: Scene;
let others: Scene;
let people: Person[];
type Met = { route: Route; person: Person; answer: Answer };
let met: Met[];

/** The standings walked, as the columns of the page name them. */
const walked: Record<string, { standing: string; words: readonly Word[] }> = {
  none: { standing: "none", words: [] },
  "on the case": { standing: "assigned", words: ["on the case"] },
  supervises: { standing: "supervises the assigned", words: ["supervises"] },
  sampled: { standing: "sampled", words: ["sampled and open"] },
};

async function staffPerson(of: Scene, role: StaffRole, column: string, agency: Person["agency"]): Promise<Person> {
  const actor: StaffActor = await makeStaff(of.place, of.agency, { roles: [role], from: "2026-01-05" });
  const { standing, words } = walked[column] ?? walked.none!;
  await operatorDoes(of, (tx) => standings[standing]!.make(tx, { caseId: of.caseId, staffId: actor.staffId, clinicianId: of.clinician.staffId, formerId: of.spare.staffId }));
  return { name: `${role}, ${column}${agency === "others" ? ", of the other agency" : ""}`, role, standsAs: words, column, agency, adult: null, staffId: actor.staffId, ...(agency === "others" ? { otherAgencyId: of.agency.agencyId } : {}), cookie: cookieMaker(of, actor) };
}

/** One sign-in for all calls, but one of its own for signing out. */
function cookieMaker(of: Scene, account: { accountId: string }): () => Promise<string> {
  let kept: Promise<string> | null = null;
  return () => (kept ??= of.cookieOf(account));
}

async function adultPerson(adult: "A" | "B"): Promise<Person> {
  const account = await adultAccount(scene, adult === "A" ? scene.adultA : scene.adultB);
  const words: Word[] = adult === "A" ? ["own attendance", "own request", "own scope", "own dyad", "own"] : ["own attendance", "own dyad", "own"];
  return { name: `caregiver ${adult}`, role: "caregiver", standsAs: words, column: adult, agency: "ours", adult, staffId: null, cookie: cookieMaker(scene, account) };
}

beforeAll(async () => {
  // The demo's mode takes the limit of requests off this machine; the walk makes more than a minute's worth.
  server = await startServer({ demo: "1" });
  scene = await makeScene(server, "ours");
  others = await makeScene(server, "others");
  await newSignedSession(others);
  // Of several who supervise, the first one is asked for a review: here somebody who does not walk.
  const first = await makeStaff(scene.place, scene.agency, { roles: ["supervisor"] });
  await operatorDoes(scene, (tx) => insertSupervision(tx, first.staffId, scene.clinician.staffId, "2025-01-01"));
  people = [{ name: "nobody", role: null, standsAs: [], column: "nobody", agency: "ours", adult: null, staffId: null, cookie: async () => null }, await adultPerson("A"), await adultPerson("B")];
  for (const role of staffRoles) {
    for (const column of Object.keys(walked)) people.push(await staffPerson(scene, role, column, "ours"));
    people.push(await staffPerson(others, role, "on the case", "others"));
  }
  met = [];
  for (const route of routes.filter((one) => one.name in samples)) for (const person of people) if (isWalked(route, person)) met.push({ route, person, answer: await request(scene, route, await forThisCall(route, person)) });
}, 900_000);
afterAll(() => server.close());

/** Where a role never may, the closest standing is enough; where it may, all of them are walked. What is of oneself asks for no standing, so one is. */
function isWalked({ access }: Route, { role, column, agency }: Person): boolean {
  if (access.shows === "oneself" && access.who !== "anyone" && role !== null && role !== "caregiver" && agency === "ours") return column === "none";
  if (role === null || access.who === "anyone") return column === "none" || column === "nobody" || role === "caregiver" || agency === "others";
  return access.who.includes(role) || role === "caregiver" || (agency === "ours" && column === "on the case");
}

/** Signing out ends a sign-in, so it gets one of its own. */
async function forThisCall(route: Route, person: Person): Promise<Person> {
  if (route.name !== "account.signOut" || person.role === null) return person;
  const actor = await makeStaff(scene.place, scene.agency, { roles: ["clinician"] });
  return { ...person, cookie: () => scene.cookieOf(actor) };
}

describe("Access matrix (law 5: safe unless said otherwise)", () => {
  it("has a sample for every route, and none for what is gone", () => {
    expect(Object.keys(samples).sort()).toEqual(routes.map((one) => one.name).sort());
  });

  it("answers every caller on every route with the status that the table gives", () => {
    const wrong = met.flatMap(({ route, person, answer }) => (answer.status === expectedStatus(route, person) ? [] : [`${route.name} by ${person.name}: ${answer.status}, expected ${expectedStatus(route, person)} ${answer.status === 200 ? "" : (answer.body?.message ?? answer.text)} ${JSON.stringify(answer.body?.fields ?? "")}`]));
    expect(wrong).toEqual([]);
    expect(met.length).toBeGreaterThan(1500);
  });

  it("refuses in one shape, with the id of the request, and nothing else", () => {
    const words: Record<number, string> = { 401: "not_signed_in", 403: "not_allowed", 404: "not_found" };
    for (const { route, person, answer } of met.filter((one) => one.answer.status in words)) {
      expect(answer.body, `${route.name} by ${person.name}`).toEqual({ code: words[answer.status], message: expect.any(String), fields: [], requestId: answer.requestId });
    }
  });

  it("leaves one row of the trail for each call, in the caller's agency; a refusal too, though its transaction is gone", async () => {
    const trail = new Map([...(await auditRows(scene)), ...(await auditRows(others))].map((one) => [`${one.request_id} ${one.procedure}`, one]));
    const agencyOf = { ours: scene.agency.agencyId, others: others.agency.agencyId };
    const due = met.filter(({ route, person }) => person.role !== null && !(route.name in unaudited));
    const wrong = due.flatMap(({ route, person, answer }) => {
      const row = trail.get(`${answer.requestId} ${route.name}`);
      const expected = answer.status === 200 ? [route.access.action, "done"] : ["refusal", answer.body.code];
      const agency = route.name === "account.signOut" ? agencyOf.ours : agencyOf[person.agency];
      return row && row.action === expected[0] && row.outcome === expected[1] && row.agency_id === agency ? [] : [`${route.name} by ${person.name}: ${JSON.stringify(row ?? null)}`];
    });
    expect(wrong).toEqual([]);
    // What an agency is told of, because it concerns it too, stands in its trail under a name of its own.
    const calls = new Set(routes.map(({ name }) => name));
    const counted = new Map<string, number>();
    for (const { request_id, procedure } of [...(await auditRows(scene)), ...(await auditRows(others))]) if (calls.has(procedure)) counted.set(request_id, (counted.get(request_id) ?? 0) + 1);
    expect(due.filter(({ answer }) => counted.get(answer.requestId) !== 1).map(({ route, person }) => `${route.name} by ${person.name}`)).toEqual([]);
  });

  it("says in the trail of which family it was, wherever a route is about one", async () => {
    const trail = new Map((await auditRows(scene)).map((one) => [`${one.request_id} ${one.procedure}`, one]));
    const silent = new Set<string>();
    for (const { route, person, answer } of met) {
      if (answer.status !== 200 || person.agency !== "ours" || route.access.of === null || route.access.who === "anyone" || route.name in ofNoFamily) continue;
      const found = trail.get(`${answer.requestId} ${route.name}`);
      if (found?.case_id == null && !found?.details.caseIds?.length) silent.add(route.name);
    }
    expect([...silent].toSorted()).toEqual([]);
  });

  it("stands in docs/access-matrix.md as it was met", () => {
    const found = new Map<string, Found>();
    for (const { route, person, answer } of met) {
      if (person.role === null || person.agency === "others" || route.access.who === "anyone" || answer.status >= 300) continue;
      const of = found.get(route.name) ?? found.set(route.name, new Map()).get(route.name)!;
      const standings = route.access.shows === "oneself" && person.role !== "caregiver" ? Object.keys(walked) : [person.column];
      of.set(person.role, new Set([...(of.get(person.role) ?? []), ...standings]));
    }
    const columns = new Map<Role, Set<string>>([...staffRoles.map((role) => [role, new Set(Object.keys(walked))] as const), ["caregiver", new Set(["A", "B"])]]);
    const open = new Set(routes.filter((one) => one.access.who === "anyone").map((one) => one.name));
    const page = writeMatrix(routes, found, open, columns);
    if (process.env.UPDATE === "1") fs.writeFileSync(FILE, page);
    expect(fs.readFileSync(FILE, "utf8"), "docs/access-matrix.md is out of date: run this test with UPDATE=1").toBe(page);
  });
});

describe("Around the matrix", () => {
  const insider = () => people.find((one) => one.name === "clinician, on the case")!;

  it("refuses to start a procedure that does not state its access, and one that disagrees with its handler", () => {
    const silent = oc.route({ method: "GET", path: "/silent" });
    expect(() => makeRouter({ silent }, { silent: handle(async () => null) })).toThrow(/silent does not state who may call it/);
    expect(() => listProcedures({ inner: { silent } })).toThrow(/inner.silent does not state/);
    const open = procedure({ who: "anyone", of: null, action: "read", subject: "none", shows: "nothing_personal" }).route({ method: "GET", path: "/open" });
    expect(() => makeRouter({ open }, { open: handle(async () => null) })).toThrow(/do not agree/);
    const shut = procedure({ who: ["clinician"], of: null, action: "read", subject: "none", shows: "nothing_personal" }).route({ method: "GET", path: "/shut" });
    expect(() => makeRouter({ shut }, { shut: handleOpen(async () => null) })).toThrow(/do not agree/);
    expect(() => makeRouter({ shut }, {})).toThrow(/has no handler/);
  });

  it("answers a write with a foreign Origin 403 on every route, and nothing is done (interfaces.md section 3)", async () => {
    const before = await countRows(scene);
    for (const headers of [{ origin: "https://elsewhere.example" }, { origin: "null" }, { origin: "http://dyad.test.elsewhere.example" }, { "sec-fetch-site": "cross-site" }] as Record<string, string>[]) {
      for (const route of routes.filter((one) => one.method !== "GET")) {
        const answer = await call(server, await insider().cookie(), route.method, `/api${route.path.replace(/\{\w+\}/g, scene.caseId)}`, {}, headers);
        expect([answer.status, answer.body.code], `${route.name} ${JSON.stringify(headers)}`).toEqual([403, "not_allowed"]);
      }
    }
    expect(await countRows(scene)).toEqual(before);
    const same = await call(server, await insider().cookie(), "POST", `/api/cases/${scene.caseId}/problems`, { kind: "attachment", followsEvents: null }, { origin: "http://dyad.test", "sec-fetch-site": "same-origin" });
    expect(same.status).toBe(200);
  });

  it("says why a session was longer to those who see the child's chart, and what a supervisor asked to those who treat (clinical.md section 4)", async () => {
    const { sessionId } = scene;
    await scene.server.fresh.asOwner((client) => client.query(`set session_replication_role = replica; update dyad.notes set status = 'returned' where session_id = '${sessionId}';
      insert into dyad.session_reasons select agency_id, session_id, case_id, 'WHY-LONGER' from dyad.notes where session_id = '${sessionId}';
      insert into dyad.note_returns select agency_id, gen_random_uuid(), session_id, case_id, 'WHAT-IT-NEEDS', null, now() from dyad.notes where session_id = '${sessionId}'`));
    const seen: Record<string, string[]> = {};
    for (const person of people.filter((one) => one.agency === "ours" && one.role !== null)) {
      const { text } = await call(server, await person.cookie(), "GET", `/api/sessions/${sessionId}/note`);
      for (const word of ["WHY-LONGER", "WHAT-IT-NEEDS"]) if (text.includes(word)) (seen[word] ??= []).push(person.name);
    }
    const treating = ["clinician, on the case", "supervisor, supervises", "trainee, on the case"];
    expect(seen["WHAT-IT-NEEDS"]!.sort()).toEqual(treating);
    expect(seen["WHY-LONGER"]!.sort()).toEqual(["auditor, sampled", "caregiver A", ...treating]);
  });

  it("takes no id of the other agency in any place of a body: refused clearly, and nothing is written (law 9)", async () => {
    const foreign = new Map<string, string>();
    for (const [key, value] of Object.entries(others)) if (typeof value === "string" && typeof (scene as never as Record<string, unknown>)[key] === "string") foreign.set((scene as never as Record<string, string>)[key]!, value);
    for (const who of ["clinician", "trainee", "spare"] as const) foreign.set(scene[who].staffId, others[who].staffId);
    const extra: [string, string, Record<string, unknown>][] = [
      ["cases.open", "referralId", { referralId: others.referralId }],
      ["cases.addBlock", "counterpartStaffId", { class: "supervision", counterpartStaffId: others.spare.staffId }],
      ["cases.addBlock", "ownerPersonId", { class: "caregiver", ownerPersonId: others.adultA }],
      ["account.invite", "supervisorId", { supervisorId: others.spare.staffId }],
      ["consents.sign", "signerId", { authorityId: others.authorityId }],
    ];
    const tries: { route: Route; body: Record<string, unknown>; what: string }[] = [];
    for (const route of routes.filter((one) => one.method === "POST" && one.access.who !== "anyone")) {
      const sample = samples[route.name]!;
      const body = sample.body?.(scene, {}) ?? {};
      for (const [key, value] of Object.entries(body)) {
        const swapped = Array.isArray(value) ? value.map((one) => foreign.get(one) ?? one) : foreign.get(value as string);
        if (swapped === undefined || JSON.stringify(swapped) === JSON.stringify(value)) continue;
        tries.push({ route, body: { ...body, [key]: swapped }, what: key });
      }
      for (const [name, what, change] of extra) if (name === route.name) tries.push({ route, body: { ...body, ...change }, what });
    }
    expect(tries.length).toBeGreaterThan(10);
    const before = [await countRows(scene), await countRows(others)];
    const taken: string[] = [];
    for (const { route, body, what } of tries) {
      const person = people.find((one) => one.agency === "ours" && expectedStatus(route, one) === 200)!;
      const given = (await samples[route.name]!.given?.(scene, { staffId: person.staffId })) ?? {};
      const counts = await countRows(scene);
      const address = `/api${route.path.replace(/\{(\w+)\}/g, (_whole, name: string) => String(given[name] ?? (scene as never as Record<string, string>)[name]))}`;
      const answer = await call(server, await person.cookie(), route.method, address, body);
      const after = await countRows(scene);
      if (![400, 404, 422].includes(answer.status) || JSON.stringify(after) !== JSON.stringify(counts)) taken.push(`${route.name} ${what} by ${person.name}: ${answer.status} ${answer.text}`);
    }
    expect(taken).toEqual([]);
    expect((await countRows(others))).toEqual(before[1]);
  });
});
