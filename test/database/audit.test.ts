import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { sql } from "kysely";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { rows } from "#database/actor.ts";
import { appendAudit, auditRefusal, sealAgency, verifyAgency } from "#server/audit.ts";
import { acting, makeAgency, makeStaff, type StaffActor, type TestAgency } from "../support/agency.ts";
import { freshDatabase, type FreshDatabase } from "../support/database.ts";

// The trail is appended in the work's own transaction, and each row is sealed to the one before (D4).

let place: FreshDatabase;
let agency: TestAgency;
let somebody: StaffActor;
let folder: string;
const folders: string[] = [];

beforeEach(async () => {
  place = await freshDatabase();
  agency = await makeAgency(place, { slug: "ours" });
  somebody = await makeStaff(place, agency);
  folders.push((folder = fs.mkdtempSync(path.join(os.tmpdir(), "dyad-audit-"))));
});
afterEach(() => place.close());
afterAll(() => folders.forEach((one) => fs.rmSync(one, { recursive: true, force: true })));

const append = (count: number, from = 0) =>
  acting(place, somebody, async (tx) => {
    for (let one = from; one < from + count; one++) await appendAudit(tx, { action: "read", procedure: "cases.get", outcome: "done", requestId: `request-${one}`, details: { one } });
  });
const seal = () => sealAgency(place.database, place.clock, agency, folder);
const verify = () => verifyAgency(place.database, place.clock, agency, folder);
/** Somebody who holds the whole machine: neither rights nor triggers stand in the way. */
const behind = (statement: string, values: unknown[] = []) =>
  place.asOwner(async (client) => {
    await client.query("set session_replication_role = replica; set search_path = dyad");
    return (await client.query(statement, values)).rowCount;
  });
const sealFile = () => path.join(folder, "seals", `${agency.agencyId}.log`);
const entryAt = (position: number) => `(select entry_id from audit_chain where position = ${position})`;

async function sealed(...batches: number[]): Promise<void> {
  let from = 0;
  for (const count of batches) {
    await append(count, from);
    from += count;
    expect(await seal()).toBe(count);
  }
  expect(await verify()).toMatchObject({ brokenAt: null, sealed: from, unsealed: 0 });
}

describe("Sealing", () => {
  it("holds over several seals, says how many rows are not sealed yet, and has nothing to do twice", async () => {
    expect(await verify()).toEqual({ agency: "ours", sealed: 0, unsealed: 0, brokenAt: null, why: null });
    await sealed(3, 1, 4);
    expect(await seal()).toBe(0);
    await append(2, 8);
    expect(await verify()).toMatchObject({ sealed: 8, unsealed: 2, brokenAt: null });
    expect(await seal()).toBe(2);
    expect(fs.readFileSync(sealFile(), "utf8").trim().split("\n").map((line) => JSON.parse(line).position)).toEqual([3, 4, 8, 10]);
  });

  it("is done by one at a time: of several sealers at once each row is linked once", async () => {
    await append(30);
    const linked = await Promise.all([seal(), seal(), seal(), seal()]);
    expect(linked.reduce((sum, one) => sum + one, 0)).toBe(30);
    expect(await verify()).toMatchObject({ sealed: 30, brokenAt: null });
  });

  it("keeps each agency's chain apart", async () => {
    const others = await makeAgency(place, { slug: "others" });
    const stranger = await makeStaff(place, others);
    await append(2);
    await acting(place, stranger, (tx) => appendAudit(tx, { action: "read", procedure: "cases.get", outcome: "done", requestId: "theirs" }));
    await seal();
    expect(await verify()).toMatchObject({ sealed: 2, unsealed: 0 });
    expect(await verifyAgency(place.database, place.clock, others, folder)).toMatchObject({ agency: "others", sealed: 0, unsealed: 1, brokenAt: null });
  });

  it("does not mind a line of the seal file that a crash cut off", async () => {
    await sealed(2);
    fs.appendFileSync(sealFile(), '{"position":3,"sealed');
    expect(await verify()).toMatchObject({ brokenAt: null });
  });

  it("goes on after a crash that cut a line off, and finds the chain whole", async () => {
    await sealed(2);
    fs.appendFileSync(sealFile(), '{"position":3,"sealed');
    await append(2, 2);
    expect(await seal()).toBe(2);
    // The next round of the sealer finds nothing new, and that the file does not know the head.
    expect(await seal()).toBe(0);
    expect(await verify()).toMatchObject({ sealed: 4, brokenAt: null });
    await behind("delete from audit_chain where position = 4");
    expect(await verify()).toMatchObject({ brokenAt: 4 });
  });
});

describe("What was changed behind the walls is found, with its place", () => {
  const changes: [what: string, statement: string, brokenAt: number][] = [
    ["a row that says something else", `update audit_entries set outcome = 'nothing' where id = ${entryAt(3)}`, 3],
    ["a row by somebody else", `update audit_entries set actor_id = gen_random_uuid() where id = ${entryAt(1)}`, 1],
    ["a row with another time", `update audit_entries set at = at + interval '1 microsecond' where id = ${entryAt(4)}`, 4],
    ["a row with other details", `update audit_entries set details = details || '{"caseIds": []}' where id = ${entryAt(2)}`, 2],
    ["a row with other roles", `update audit_entries set roles = array['administrator'] where id = ${entryAt(5)}`, 5],
    ["a row about another case", `update audit_entries set case_id = gen_random_uuid() where id = ${entryAt(5)}`, 5],
    ["a row removed", `delete from audit_entries where id = ${entryAt(3)}`, 3],
    ["a row and its link removed", `with gone as (delete from audit_chain where position = 3 returning entry_id) delete from audit_entries where id in (select entry_id from gone)`, 3],
    ["the newest row and its link removed", `with gone as (delete from audit_chain where position = 5 returning entry_id) delete from audit_entries where id in (select entry_id from gone)`, 5],
    ["the newest link removed, its row left", "delete from audit_chain where position = 5", 5],
    ["everything removed", "with gone as (delete from audit_chain returning entry_id) delete from audit_entries where id in (select entry_id from gone)", 1],
    ["two rows that changed places", "create temporary table swapped as select position, entry_id from audit_chain where position in (2, 3); alter table audit_chain drop constraint audit_chain_agency_id_entry_id_key; update audit_chain c set entry_id = s.entry_id from swapped s where c.position in (2, 3) and s.position = 5 - c.position", 2],
    ["a link with another hash", "update audit_chain set hash = repeat('a', 64) where position = 4", 4],
    ["a link with another time", "update audit_chain set sealed_at = sealed_at + interval '1 second' where position = 4", 4],
    ["an unsealed row with an earlier time", "insert into audit_entries (agency_id, id, at, actor_kind, roles, action, procedure, outcome, request_id) select agency_id, gen_random_uuid(), at - interval '1 day', actor_kind, roles, action, procedure, outcome, 'forged' from audit_entries limit 1", 6],
  ];

  it.each(changes)("%s", async (_what, statement, brokenAt) => {
    await sealed(3, 2);
    await behind(statement);
    const found = await verify();
    expect(found.brokenAt).toBe(brokenAt);
    expect(found.why).toMatch(/\w/);
  });

  it("a row put in with an earlier time and sealed by the next seal", async () => {
    await sealed(3);
    await behind("insert into audit_entries (agency_id, id, at, actor_kind, roles, action, procedure, outcome, request_id) select agency_id, gen_random_uuid(), at - interval '1 day', actor_kind, roles, action, procedure, outcome, 'forged' from audit_entries limit 1");
    expect(await seal()).toBe(1);
    expect(await verify()).toMatchObject({ brokenAt: 4, why: "a row was put in later, with an earlier time" });
  });

  it("a chain worked out anew over forged rows: the seal file knows the real one", async () => {
    await sealed(3);
    await behind("update audit_entries set outcome = 'nothing'");
    await behind("delete from audit_chain");
    const elsewhere = path.join(folder, "elsewhere");
    await sealAgency(place.database, place.clock, agency, elsewhere);
    expect(await verifyAgency(place.database, place.clock, agency, elsewhere)).toMatchObject({ sealed: 3, brokenAt: null });
    expect(await verify()).toMatchObject({ brokenAt: 3, why: "the chain differs from the seal file" });
  });

  it("a seal file that is gone, emptied, or cut to an older head", async () => {
    await sealed(3, 2);
    const whole = fs.readFileSync(sealFile(), "utf8");
    fs.rmSync(sealFile());
    expect(await verify()).toMatchObject({ brokenAt: 1, why: "the seal file is gone" });
    fs.writeFileSync(sealFile(), "");
    expect(await verify()).toMatchObject({ brokenAt: 1, why: "the seal file is gone" });
    fs.writeFileSync(sealFile(), whole);
    expect(await verify()).toMatchObject({ brokenAt: null });
  });
});

describe("The application appends, and can do nothing else", () => {
  it("neither changes nor removes a row, a link, or the whole trail, whoever acts", async () => {
    await sealed(2);
    for (const actor of [somebody, agency.system, agency.operator, { ...somebody, roles: ["privacy_officer", "administrator"] }]) {
      for (const statement of [sql`update audit_entries set outcome = 'nothing'`, sql`delete from audit_entries`, sql`update audit_chain set hash = ''`, sql`delete from audit_chain`, sql`truncate audit_chain`, sql`truncate audit_entries cascade`, sql`alter table audit_entries disable trigger all`, sql`set local session_replication_role = replica`]) {
        await expect(acting(place, actor, (tx) => statement.execute(tx))).rejects.toMatchObject({ code: "42501" });
      }
    }
    const login = new pg.Client({ ...place.loginConfig, options: "-c search_path=dyad" });
    await login.connect();
    await expect(login.query("delete from audit_entries")).rejects.toMatchObject({ code: "42501" });
    await login.end();
    expect(await verify()).toMatchObject({ sealed: 2, brokenAt: null });
  });

  it("links nothing by hand: only a machine seals", async () => {
    await append(1);
    for (const actor of [somebody, { ...somebody, roles: ["privacy_officer", "administrator"] }]) {
      await expect(acting(place, actor, (tx) => sql`insert into audit_chain (agency_id, position, entry_id, sealed_at, hash) values (${agency.agencyId}, 1, gen_random_uuid(), now(), 'forged')`.execute(tx))).rejects.toMatchObject({ code: "42501" });
    }
  });

  it("is read by machines and the privacy officer only", async () => {
    await append(2);
    const count = (roles: string[]) => acting(place, { ...somebody, roles }, async (tx) => (await rows(tx, sql`select 1 from audit_entries`)).length);
    for (const role of ["clinician", "supervisor", "administrator", "auditor", "senior_leader"]) expect(await count([role]), role).toBe(0);
    expect(await count(["privacy_officer"])).toBe(2);
  });

  it("goes with the work: what is rolled back leaves no row, and its refusal does", async () => {
    const work = acting(place, somebody, async (tx) => {
      await appendAudit(tx, { action: "write", procedure: "cases.setStage", outcome: "done", requestId: "gone" });
      throw new Error("the work failed");
    });
    await expect(work).rejects.toThrow("the work failed");
    await auditRefusal(place.database, place.clock, somebody, { procedure: "cases.setStage", outcome: "not_allowed", requestId: "refused" });
    const found = await acting(place, agency.operator, (tx) => rows<{ request_id: string; action: string }>(tx, sql`select request_id, action from audit_entries`));
    expect(found).toEqual([{ request_id: "refused", action: "refusal" }]);
  });

  it("takes no time from whoever acts: the row's time is the database's", async () => {
    await expect(acting(place, somebody, (tx) => sql`insert into audit_entries (agency_id, id, at, actor_kind, actor_id, roles, action, procedure, outcome, request_id) values (${agency.agencyId}, gen_random_uuid(), '2020-01-01', 'staff', ${somebody.staffId}, '{clinician}', 'read', 'forged', 'done', 'x')`.execute(tx))).rejects.toMatchObject({ code: "42501" });
  });

  it("lets nobody write a row in somebody else's name, role or kind", async () => {
    const write = (kind: string, id: string | null, roles: string[]) => acting(place, somebody, (tx) => sql`insert into audit_entries (agency_id, id, actor_kind, actor_id, roles, action, procedure, outcome, request_id) values (${agency.agencyId}, gen_random_uuid(), ${kind}, ${id}, ${roles}, 'read', 'test', 'done', 'x')`.execute(tx));
    for (const [kind, id, roles] of [["staff", agency.agencyId, ["clinician"]], ["staff", null, ["clinician"]], ["staff", somebody.staffId, ["administrator"]], ["operator", null, []], ["system", null, []], ["caregiver", somebody.staffId, []]] as const) {
      await expect(write(kind, id, [...roles]), `${kind} ${id} ${roles}`).rejects.toMatchObject({ code: "42501" });
    }
    await write("staff", somebody.staffId, ["clinician"]);
  });
});
