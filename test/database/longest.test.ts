import { sql } from "kysely";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { asActor, type Transaction } from "#database/actor.ts";
import { appendAudit } from "#server/audit.ts";
import { asFault } from "#server/errors.ts";
import { makeAgency, makeStaff, type StaffActor, type TestAgency } from "../support/agency.ts";
import { freshDatabase, type FreshDatabase } from "../support/database.ts";

// A transaction has an end, whatever it does: it leaves nothing behind, and no row of the trail that would look as if
// somebody had put it in later.

let place: FreshDatabase;
let agency: TestAgency;
let somebody: StaffActor;

beforeAll(async () => {
  place = await freshDatabase();
  agency = await makeAgency(place);
  somebody = await makeStaff(place, agency);
});
afterAll(() => place.close());
beforeEach(() => place.asOwner((client) => client.query("delete from dyad.audit_entries where procedure = 'of a test'")));

const note = { action: "write", procedure: "of a test", outcome: "done", requestId: "of a test" } as const;
const rowsThere = () => place.asOwner(async (client) => (await client.query("select count(*)::int as count from dyad.audit_entries where procedure = 'of a test'")).rows[0].count as number);
const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const faultOf = (work: Promise<unknown>) => work.then(() => null, (error: unknown) => asFault(error).code);
const within = (longest: number, work: (tx: Transaction) => Promise<unknown>) => asActor(place.database, place.clock, somebody, work, longest);

it("ends a transaction in the middle of one long statement", async () => {
  const began = performance.now();
  const code = await faultOf(within(300, async (tx) => {
    await appendAudit(tx, note);
    await sql`select pg_sleep(20)`.execute(tx);
  }));
  expect([code, await rowsThere()]).toEqual(["not_ready", 0]);
  expect(performance.now() - began).toBeLessThan(10_000);
});

it("ends one that does many short statements, each far below a statement's own limit", async () => {
  const code = await faultOf(within(300, async (tx) => {
    await appendAudit(tx, note);
    for (let turn = 0; turn < 400; turn++) await sql`select pg_sleep(0.05)`.execute(tx);
  }));
  expect([code, await rowsThere()]).toEqual(["not_ready", 0]);
});

it("ends one that waits for something else than the database, and lets others take what it held", async () => {
  const code = await faultOf(within(300, async (tx) => {
    await appendAudit(tx, note);
    await sleep(900);
  }));
  expect([code, await rowsThere()]).toEqual(["not_ready", 0]);
  await within(300, (tx) => appendAudit(tx, note));
  expect(await rowsThere()).toBe(1);
});

it("leaves alone the next transaction on the same connection", async () => {
  for (let turn = 0; turn < 8; turn++) await within(200, (tx) => sql`select pg_sleep(0.12)`.execute(tx));
  expect(await faultOf(within(5_000, (tx) => sql`select pg_sleep(0.5)`.execute(tx)))).toBeNull();
});

it("lets a command of the operator read for as long as it takes", async () => {
  const limits = await asActor(place.database, place.clock, agency.operator, (tx) => sql<{ limit: string }>`select pg_sleep(0.4), current_setting('statement_timeout') as limit`.execute(tx));
  expect(limits.rows[0]!.limit).toBe("30s");
});

it("refuses, at the commit, the row of a transaction that began too long ago, by any account", async () => {
  // The limit is the database's own and counts real seconds; its function is made shorter here, nothing else is changed.
  const [source] = await place.asOwner(async (client) => (await client.query("select pg_get_functiondef('dyad.refuse_late_trail'::regproc) as source")).rows);
  expect(source.source).toContain("interval '45 seconds'");
  await place.asOwner((client) => client.query(source.source.replace("45 seconds", "0.3 seconds")));
  try {
    expect(await faultOf(within(5_000, async (tx) => {
      await appendAudit(tx, note);
      await sleep(500);
    }))).toBe("not_ready");
    expect(await rowsThere()).toBe(0);
    const byOwner = place.asOwner((client) => client.query(`begin; insert into dyad.audit_entries (agency_id, id, actor_kind, roles, action, procedure, outcome, request_id) values ('${agency.agencyId}', gen_random_uuid(), 'system', '{}', 'job', 'of a test', 'done', 'x'); select pg_sleep(0.5); commit`));
    await expect(byOwner).rejects.toMatchObject({ code: "DY003" });
    expect(await faultOf(within(5_000, (tx) => appendAudit(tx, note)))).toBeNull();
    expect(await rowsThere()).toBe(1);
  } finally {
    await place.asOwner((client) => client.query(source.source));
  }
});
