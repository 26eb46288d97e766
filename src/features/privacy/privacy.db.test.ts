import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { row, rows } from "#database/actor.ts";
import { destroyKeys } from "./keys.jobs.ts";
import { coverCase } from "#features/safety/oncall.store.ts";
import { putBlock } from "../../../test/access/content.ts";
import { asDirector, newOldCase, newPurge } from "../../../test/access/privacy.ts";
import { newPicture } from "../../../test/access/understanding.ts";
import { adultAccount, makeScene, newDocument, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeStaff, type StaffActor } from "../../../test/support/agency.ts";

// The privacy officer's desk: emergency access from beginning to review, who looked, and the end of a record (B6, B7).

const REASON = "The clinician cannot be reached and the child is at the hospital.";
let server: TestServer;
let scene: Scene;
let officer: StaffActor;
let director: StaffActor;
let cookies: Record<"officer" | "director" | "clinician", string>;
const staff = (roles: StaffActor["roles"]) => makeStaff(scene.place, scene.agency, { roles: roles as never, from: "2026-01-05" });
const api = (who: keyof typeof cookies | string, method: string, path: string, body?: object) => call(server, cookies[who as "officer"] ?? who, method, `/api${path}`, body);

beforeAll(async () => {
  server = await startServer({ demo: "1" });
  scene = await makeScene(server, "ours");
  officer = await staff(["privacy_officer"]);
  director = await staff(["administrator"]);
  cookies = { officer: await signedIn(server, officer), director: await signedIn(server, director), clinician: await signedIn(server, scene.clinician) };
  await operatorDoes(scene, async (tx) => {
    await coverCase(tx, scene.caseId, scene.clinician.staffId, tx.today);
    const chart = await putBlock(tx, scene.caseId, "child_chart", { ownerStaffId: scene.clinician.staffId });
    await sql`update blocks set words = 'What the chart says.' where id = ${chart.id}`.execute(tx);
    const own = await putBlock(tx, scene.caseId, "caregiver", { ownerPersonId: scene.adultB, ownerStaffId: scene.clinician.staffId });
    await sql`update blocks set words = 'What adult B told.' where id = ${own.id}`.execute(tx);
  });
}, 120_000);
afterAll(() => server.close());

describe("Emergency access (45 CFR 164.312(a)(2)(ii))", () => {
  let glassId: string;
  const record = () => api("director", "GET", `/cases/${scene.caseId}/record`);

  it("opens the chart and the relationship to an administrator, never one adult's own, and tells the privacy officer at once without a name", async () => {
    expect((await record()).text).not.toContain("What the chart says.");
    expect((await api("director", "POST", `/cases/${scene.caseId}/break-glass`, { reason: "short", minutes: 15 })).status).toBe(400);
    expect((await api("director", "POST", `/cases/${scene.caseId}/break-glass`, { reason: REASON, minutes: 240 })).status).toBe(400);
    const opened = await api("director", "POST", `/cases/${scene.caseId}/break-glass`, { reason: REASON, minutes: 60 });
    expect(opened.body).toEqual({ glassId: expect.any(String), endsAt: "2026-11-20T16:00:00.000Z" });
    ({ glassId } = opened.body);
    const read = await record();
    expect(read.text).toContain("What the chart says.");
    expect(read.text).not.toContain("What adult B told.");
    expect((await api("director", "POST", `/cases/${scene.caseId}/break-glass`, { reason: REASON, minutes: 15 })).status).toBe(422);
    const told = await operatorDoes(scene, (tx) => rows(tx, sql`select case_id, person_id, staff_id, kind from messages where subject_id = ${glassId}`));
    expect(told).toEqual([{ case_id: null, person_id: null, staff_id: officer.staffId, kind: "attention" }]);
    const { owed } = (await api("officer", "GET", "/day")).body;
    expect(owed.filter((one: { kind: string }) => one.kind === "glass_review")).toMatchObject([{ id: glassId, weight: "today", who: director.name }]);
  });

  it("is ended early by whoever opened it, and the door is shut in that moment", async () => {
    expect((await api("clinician", "POST", `/privacy/break-glass/${glassId}/end`)).status).toBe(403);
    const other = await staff(["administrator"]);
    expect((await api(await signedIn(server, other), "POST", `/privacy/break-glass/${glassId}/end`)).status).toBe(404);
    expect((await api("officer", "POST", `/privacy/break-glass/${glassId}/review`, { acts: 0, verdict: "justified", words: "Fine." })).status).toBe(422);
    server.fresh.clock.set("2026-11-20T15:10:00Z");
    expect((await api("director", "POST", `/privacy/break-glass/${glassId}/end`)).status).toBe(200);
    expect((await record()).text).not.toContain("What the chart says.");
    expect((await api("officer", "POST", `/privacy/break-glass/${glassId}/end`)).status).toBe(409);
    await expect(acting(scene.place, officer, (tx) => sql`update break_glass set ends_at = ends_at + interval '1 hour' where id = ${glassId}`.execute(tx))).rejects.toThrow(/only ends earlier/);
  });

  it("shows who opened it and what was read during it, and is owed until a verdict that ends it; never over oneself", async () => {
    const { glasses } = (await api("officer", "GET", "/privacy/break-glass")).body;
    expect(glasses).toMatchObject([{ glassId, staffName: director.name, reason: REASON, state: "over", endedByName: director.name, askedUntil: "2026-11-20T16:00:00.000Z", isReviewed: false }]);
    const { groups, acts } = (await api("officer", "GET", `/privacy/break-glass/${glassId}/readings`)).body;
    expect(groups.map((one: { procedure: string; outcome: string }) => `${one.procedure} ${one.outcome}`).slice(0, 2)).toEqual(["privacy.glass.open done", "cases.record done"]);
    const both = await staff(["privacy_officer", "administrator"]);
    const bothCookie = await signedIn(server, both);
    const own = (await api(bothCookie, "POST", `/cases/${scene.caseId}/break-glass`, { reason: REASON, minutes: 15 })).body.glassId;
    server.fresh.clock.set("2026-11-20T15:30:00Z");
    expect((await api(bothCookie, "POST", `/privacy/break-glass/${own}/review`, { acts: 0, verdict: "justified", words: "Fine." })).status).toBe(422);
    expect((await api("officer", "POST", `/privacy/break-glass/${glassId}/review`, { acts, verdict: "needs_follow_up", words: "Ask why." })).status).toBe(200);
    const owes = async () => (await api("officer", "GET", "/day")).body.owed.filter((one: { kind: string; id: string }) => one.kind === "glass_review" && one.id === glassId).length;
    expect(await owes()).toBe(1);
    expect((await api("officer", "POST", `/privacy/break-glass/${glassId}/review`, { acts, verdict: "not_justified", words: "The clinician was there." })).status).toBe(200);
    expect(await owes()).toBe(0);
    expect((await api("officer", "POST", `/privacy/break-glass/${glassId}/review`, { acts: 0, verdict: "justified", words: "Fine." })).status).toBe(409);
    server.fresh.clock.set("2026-11-20T15:00:00Z");
  });
});

describe("Who looked (45 CFR 164.312(b))", () => {
  it("tells an adult of the readings of what that adult may read, by name those who treat, and of nothing behind a wall", async () => {
    const [a, b] = [await signedIn(server, { ...(await adultAccount(scene, scene.adultA)), agencyId: scene.agency.agencyId }), await signedIn(server, { ...(await adultAccount(scene, scene.adultB)), agencyId: scene.agency.agencyId })];
    const reads = async (who: string, path: string) => expect((await api(who, "GET", path)).status).toBe(200);
    await reads("clinician", `/cases/${scene.caseId}/record`);
    // Planted: what protects, what is reported, what is about the other adult alone, and whoever answers for privacy.
    await reads("clinician", `/cases/${scene.caseId}/people/${scene.adultB}/disclosures?language=en`);
    await reads("officer", `/cases/${scene.caseId}`);
    await reads("clinician", `/cases/${scene.caseId}/representative-limits`);
    await reads("clinician", `/cases/${scene.caseId}/safety-plans`);
    const seenBy = async (cookie: string) => (await api(cookie, "GET", `/cases/${scene.caseId}/readers`)).body.readers as { about: string; name: string | null; roles: string[]; procedure: string }[];
    const ofA = await seenBy(a);
    expect(ofA.some((one) => one.procedure === "cases.record" && one.name === scene.clinician.name)).toBe(true);
    expect(ofA.filter((one) => one.roles.includes("administrator")).every((one) => one.name === null)).toBe(true);
    expect(ofA.some((one) => one.roles.includes("administrator") && one.procedure === "cases.record")).toBe(true);
    expect(ofA.filter((one) => one.roles.includes("privacy_officer") || /^(safety|privacy)\./.test(one.procedure) || one.procedure === "release.accounting")).toEqual([]);
    // Adult B has no right to the child's record: only what is about B.
    expect((await seenBy(b)).map((one) => [one.about, one.procedure])).toEqual([["oneself", "release.accounting"]]);
    expect((await api("clinician", "GET", `/cases/${scene.caseId}/readers`)).status).toBe(403);
  });

  it("tells somebody who works here who read the own file, but not that the trail about them was read", async () => {
    expect((await api("director", "GET", `/workforce/staff/${scene.clinician.staffId}/credentials`)).status).toBe(200);
    expect((await api("officer", "GET", `/privacy/trail?staffId=${scene.clinician.staffId}`)).status).toBe(200);
    const { readers } = (await api("clinician", "GET", "/privacy/own-file")).body;
    expect(readers).toEqual([{ day: expect.any(String), name: director.name, roles: ["administrator"], procedure: "workforce.history", times: 1 }]);
  });

  it("reads the trail by person, family, kind and days, page by page without a gap; and reading it stands in it", async () => {
    const pages: string[] = [];
    for (let next: string | null = ""; next !== null; ) {
      const answer = await api("officer", "GET", `/privacy/trail?caseId=${scene.caseId}${next === "" ? "" : `&after=${encodeURIComponent(next)}`}`);
      expect(answer.status).toBe(200);
      expect(answer.body.entries.every((one: { caseId: string | null }) => one.caseId === scene.caseId)).toBe(true);
      pages.push(...answer.body.entries.map((one: { entryId: string }) => one.entryId));
      next = answer.body.next;
    }
    expect(new Set(pages).size).toBe(pages.length);
    const filtered = (await api("officer", "GET", `/privacy/trail?staffId=${director.staffId}&kind=write`)).body.entries as { staffName: string; action: string }[];
    expect(filtered.length).toBeGreaterThan(1);
    expect(filtered.every((one) => one.staffName === director.name && one.action === "write")).toBe(true);
    expect((await api("officer", "GET", "/privacy/trail?from=2030-01-01")).body.entries).toEqual([]);
    const own = await operatorDoes(scene, (tx) => row<{ n: number }>(tx, sql`select count(*)::integer as n from audit_entries where procedure = 'privacy.trail.list' and actor_id = ${officer.staffId} and case_id = ${scene.caseId}`));
    expect(own!.n).toBeGreaterThan(0);
    expect((await api("director", "GET", "/privacy/trail")).status).toBe(403);
    expect((await api("officer", "GET", "/privacy/oddities")).body.oddities).toContainEqual(expect.objectContaining({ kind: "glass", staffName: director.name }));
  });
});

describe("The end of a record", () => {
  const propose = (caseId: string) => api("officer", "POST", `/cases/${caseId}/purge`, { reason: "Its time has come." });
  const confirm = (purgeId: string, who = "director") => api(who, "POST", `/privacy/purges/${purgeId}/confirm`);

  it("is never proposed before its time, of an open record, or under a hold on any part of it", async () => {
    expect((await propose(scene.caseId)).body.message).toMatch(/closed/);
    const { caseId } = await newOldCase(scene);
    await operatorDoes(scene, (tx) => sql`update persons set birth_date = '2015-01-01' where id = (select child_id from cases where id = ${caseId})`.execute(tx));
    expect((await propose(caseId)).body.message).toMatch(/time has not come/);
    await operatorDoes(scene, (tx) => sql`update persons set birth_date = null where id = (select child_id from cases where id = ${caseId})`.execute(tx));
    expect((await propose(caseId)).body.message).toMatch(/birth date/);
    const { caseId: old } = await newOldCase(scene);
    const { holdId } = (await api("officer", "POST", `/cases/${old}/holds`, { reason: "A proceeding is under way." })).body;
    expect((await propose(old)).body.message).toMatch(/hold/);
    expect((await api("officer", "POST", `/privacy/holds/${holdId}/lift`, { reason: "The proceeding has ended." })).status).toBe(200);
    expect((await api("officer", "POST", `/privacy/holds/${holdId}/lift`, { reason: "The proceeding has ended." })).status).toBe(409);
    expect((await propose(old)).status).toBe(200);
  });

  it("takes two people and stops for a hold that came after it was proposed, also where only the database is asked", async () => {
    const { purgeId, caseId } = await newPurge(scene, "proposed");
    expect((await confirm(purgeId, "officer")).status).toBe(403);
    const both = await staff(["privacy_officer", "administrator"]);
    const { caseId: second } = await newOldCase(scene);
    const own = (await api(await signedIn(server, both), "POST", `/cases/${second}/purge`, { reason: "Its time has come." })).body.purgeId;
    expect((await confirm(own, await signedIn(server, both))).status).toBe(422);
    await expect(acting(scene.place, both, (tx) => sql`select carry_out_purge(${own})`.execute(tx))).rejects.toThrow(/two people/);
    await api("officer", "POST", `/cases/${caseId}/holds`, { reason: "A proceeding is under way." });
    expect((await confirm(purgeId)).body.message).toMatch(/hold/);
    await expect(acting(scene.place, director, (tx) => sql`select carry_out_purge(${purgeId})`.execute(tx))).rejects.toThrow(/a hold stands/);
    await expect(acting(scene.place, officer, (tx) => sql`select carry_out_purge(${purgeId})`.execute(tx))).rejects.toThrow(/administrator/);
    await expect(acting(scene.place, director, (tx) => sql`update purges set confirmed_by = ${director.staffId}, confirmed_at = now(), certificate = '{}', sha256 = sha256('') where id = ${purgeId}`.execute(tx))).rejects.toThrow(/withdrawn, or carried out/);
    expect((await api("officer", "GET", `/cases/${caseId}`)).status).toBe(200);
  });

  it("leaves no row that knows the record, keeps whoever is in another one, and its address is as if it never was", async () => {
    const old = await makeScene(server, `old-${randomUUID().slice(0, 6)}`);
    const desk = { officer: await makeStaff(old.place, old.agency, { roles: ["privacy_officer"], from: "2026-01-05" }), director: await makeStaff(old.place, old.agency, { roles: ["administrator"], from: "2026-01-05" }) };
    const [officerCookie, directorCookie] = [await signedIn(server, desk.officer), await signedIn(server, desk.director)];
    const account = await adultAccount(old, old.adultA);
    const cookieOfA = await signedIn(server, { ...account, agencyId: old.agency.agencyId });
    const documentId = await newDocument(old, { caseId: old.caseId });
    const { pictureId } = await newPicture(old, "ready");
    const other = (await newOldCase(old)).caseId;
    await operatorDoes(old, async (tx) => {
      // Adult B is around another child as well.
      await sql`insert into case_people (agency_id, case_id, person_id, part, kind, valid_from) values (${tx.actor.agencyId}, ${other}, ${old.adultB}, 'caregiver', 'kin', '2026-01-05')`.execute(tx);
      await sql`update persons set birth_date = '1990-01-01' where id = (select child_id from cases where id = ${old.caseId})`.execute(tx);
      await sql`update cases set status = 'closed', opened_on = '1994-01-01', closed_on = '1995-01-01' where id = ${old.caseId}`.execute(tx);
    });
    const trail = () => operatorDoes(old, (tx) => row<{ n: number }>(tx, sql`select count(*)::integer as n from audit_entries where case_id = ${old.caseId}`));
    const names = await operatorDoes(old, (tx) => rows<{ name: string }>(tx, sql`select given_name as name from persons where id in (${old.adultA}, (select child_id from cases where id = ${old.caseId}))`));
    expect((await api(officerCookie, "GET", `/cases/${old.caseId}`)).status).toBe(200);
    const before = (await trail())!.n;
    const { purgeId } = (await api(officerCookie, "POST", `/cases/${old.caseId}/purge`, { reason: "Its time has come." })).body;
    expect((await api(directorCookie, "GET", "/day")).body.owed).toContainEqual(expect.objectContaining({ kind: "purge", id: purgeId }));
    expect((await confirm(purgeId, directorCookie)).body).toEqual({ purged: true, rows: expect.any(Number) });

    expect((await api(officerCookie, "GET", `/cases/${old.caseId}`)).status).toBe(404);
    expect((await api(officerCookie, "GET", `/cases/${old.caseId}`)).body).toEqual({ ...(await api(officerCookie, "GET", `/cases/${randomUUID()}`)).body, requestId: expect.any(String) });
    expect((await api(cookieOfA, "GET", "/cases")).status).toBe(401);
    const left = await server.fresh.asOwner(async (client) => {
      const tables = (await client.query<{ name: string }>("select relname as name from pg_class where relnamespace = 'dyad'::regnamespace and relkind = 'r' and relname not in ('audit_entries', 'audit_chain', 'purges')")).rows;
      const found: string[] = [];
      for (const { name } of tables) if ((await client.query(`select 1 from dyad."${name}" t where t::text like any ($1) limit 1`, [[old.caseId, old.adultA, old.referralId, documentId, pictureId, account.accountId].map((id) => `%${id}%`)])).rowCount !== 0) found.push(name);
      return found;
    });
    expect(left).toEqual([]);
    expect(await operatorDoes(old, (tx) => row(tx, sql`select from persons where id = ${old.adultB}`))).not.toBeNull();
    expect((await trail())!.n).toBeGreaterThanOrEqual(before);

    const { certificates } = (await api(officerCookie, "GET", "/privacy/retention")).body;
    expect(certificates).toMatchObject([{ purgeId, cases: 1, people: 2, files: 2, proposedByName: desk.officer.name, confirmedByName: desk.director.name, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    for (const { name } of names) expect(JSON.stringify(certificates)).not.toContain(name);
    expect((await api(directorCookie, "GET", `/privacy/purges/${purgeId}/certificate?language=es`)).text.slice(0, 5)).toBe("%PDF-");
    // Its keys are destroyed once all of it is committed, and the file goes at once; a job that runs twice does it once.
    const { services } = server;
    const sealed = services.keys.seal({ owner: old.caseId, thing: "x", what: "y" }, "What was sealed before.");
    expect(certificates[0]).toMatchObject({ keys: 3, keysGoneAt: null });
    const job = { agencyId: old.agency.agencyId, id: purgeId };
    await destroyKeys(services, job);
    await destroyKeys(services, job);
    expect(() => services.keys.open({ thing: "x", what: "y" }, sealed)).toThrow(/destroyed/);
    expect((await api(officerCookie, "GET", "/privacy/retention")).body.certificates[0].keysGoneAt).toEqual(expect.any(String));
    const lying: string[] = [];
    for await (const file of services.files.list()) lying.push(file.fileId);
    for (const gone of [documentId, pictureId]) expect(lying).not.toContain(gone);
  });

  it("asks the catalogue, so that no table of a case is forgotten and nothing else may delete", async () => {
    await server.fresh.asOwner(async (client) => {
      const names = async (statement: string) => (await client.query<{ name: string }>(statement)).rows.map((one) => one.name);
      expect(await names("select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'case_id' and not a.attisdropped where c.relnamespace = 'dyad'::regnamespace and c.relkind = 'r' and c.relname <> 'audit_entries' and dyad.belongs_to_purge(c.oid::regclass) is null")).toEqual([]);
      expect(await names("select c.relname as name from pg_class c where c.relnamespace = 'dyad'::regnamespace and c.relkind = 'r' and c.relrowsecurity and c.relname not in ('agencies', 'audit_entries', 'audit_chain', 'purges') and not exists (select from pg_policies p where p.schemaname = 'dyad' and p.tablename = c.relname and p.policyname = 'owner_purges')")).toEqual([]);
      // A trigger that refuses to delete lets the purge through, and nobody else.
      expect(await names("select distinct p.proname as name from pg_trigger t join pg_proc p on p.oid = t.tgfoid join pg_class c on c.oid = t.tgrelid where not t.tgisinternal and c.relnamespace = 'dyad'::regnamespace and t.tgtype::integer & 11 = 11 and p.prosrc not like '%is_purging%'")).toEqual([]);
    });
    await asDirector(scene, async (tx) => {
      await sql`select set_config('dyad.purging', 'yes', true)`.execute(tx);
      expect((await row<{ is: boolean }>(tx, sql`select is_purging() as is`))!.is).toBe(false);
    });
  });
});
