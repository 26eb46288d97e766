import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Actor, rows } from "#database/actor.ts";
import { staffRoles } from "#features/disclosure/contract.ts";
import { acting, makeAgency, type TestAgency } from "../support/agency.ts";
import { freshDatabase, type FreshDatabase } from "../support/database.ts";
import { serverTables, sharedKeys } from "./catalogue.ts";

// Every table of an agency gets a row in two agencies, made from the catalogue alone, so that a table added later is in
// the test by itself. Then everybody looks.

let place: FreshDatabase;
let ours: TestAgency;
let others: TestAgency;
let tables: string[];
const SOMEBODY = "01930000-0000-7000-8000-000000000001";

beforeAll(async () => {
  place = await freshDatabase();
  ours = await makeAgency(place, { slug: "ours" });
  others = await makeAgency(place, { slug: "others" });
  tables = await place.asOwner(fillEveryTable);
});
afterAll(() => place.close());

/** A value of each type; checks and references are taken off this database first, so any will do. */
const values: Record<string, string> = { uuid: `'${SOMEBODY}'`, text: "'x'", "text[]": "'{}'", date: "'2026-01-01'", "timestamp with time zone": "'2026-01-01T00:00:00Z'", integer: "1", "integer[]": "'{}'", bigint: "1", smallint: "1", numeric: "1", boolean: "false", json: "'{}'", jsonb: "'{}'", bytea: "'\\x00'", "uuid[]": "'{}'" };

async function fillEveryTable(client: pg.Client): Promise<string[]> {
  const found = await client.query<{ name: string }>("select relname as name from pg_class where relnamespace = 'dyad'::regnamespace and relkind in ('r', 'p') and relname <> all ($1) order by 1", [Object.keys(serverTables)]);
  await client.query("set session_replication_role = replica"); // no triggers: these rows belong to no work
  await client.query("do $$ declare one record; begin for one in select conrelid::regclass as place, conname from pg_constraint where connamespace = 'dyad'::regnamespace and contype in ('c', 'f') and conrelid <> 0 loop execute format('alter table %s drop constraint %I', one.place, one.conname); end loop; end $$");
  // What holds over the whole installation would have the second agency's row refused.
  for (const key of Object.keys(sharedKeys).filter((one) => one !== "agencies_slug_key")) {
    const held = await client.query<{ place: string }>("select conrelid::regclass::text as place from pg_constraint where connamespace = 'dyad'::regnamespace and conname = $1", [key]);
    await client.query(held.rows.length > 0 ? `alter table ${held.rows[0]!.place} drop constraint ${key}` : `drop index dyad.${key}`);
  }
  for (const { name } of found.rows.filter((table) => table.name !== "agencies")) {
    const { rows: columns } = await client.query<{ name: string; type: string }>("select attname as name, format_type(atttypid, null) as type from pg_attribute where attrelid = ('dyad.' || $1)::regclass and attnum > 0 and not attisdropped and attname <> 'agency_id' and (attnotnull and not atthasdef) and attgenerated = '' and attidentity = ''", [name]);
    for (const { type } of columns) if (!(type in values)) throw new Error(`This test knows no value of type ${type} (table ${name}): add one.`);
    for (const agencyId of [ours.agencyId, others.agencyId]) {
      await client.query(`insert into dyad.${name} (${["agency_id", ...columns.map((column) => column.name)].join(", ")}) values (${[`'${agencyId}'`, ...columns.map((column) => values[column.type])].join(", ")})`);
    }
  }
  return found.rows.map((table) => table.name);
}

/** Rows of each agency that an actor sees in a table. */
const seen = (actor: Actor, table: string) => acting(place, actor, async (tx) => (await rows<{ agency_id: string }>(tx, sql`select agency_id from ${sql.table(table)}`)).map((row) => row.agency_id));

describe("The agencies of one database are apart (law 9)", () => {
  it("has a row of both agencies in every table of an agency", async () => {
    expect(tables.length).toBeGreaterThan(30);
    for (const table of tables) {
      const counts = await place.asOwner(async (client) => (await client.query(`select distinct agency_id from dyad.${table}`)).rowCount);
      expect(counts, table).toBe(2);
    }
  });

  it("shows the application no row of any table where nobody acts", async () => {
    const client = new pg.Client({ ...place.loginConfig, options: "-c search_path=dyad" });
    await client.connect();
    try {
      for (const role of ["none", "dyad_app"]) {
        await client.query(`set role ${role}`);
        for (const table of tables) expect((await client.query(`select 1 from dyad.${table}`)).rowCount, `${role} ${table}`).toBe(0);
      }
    } finally {
      await client.end();
    }
  });

  it("shows a machine of one agency its own rows, and none of the other", async () => {
    for (const table of tables) expect(await seen(ours.operator, table), table).toEqual([ours.agencyId]);
  });

  it("shows somebody who holds every role at one agency no row of the other", async () => {
    const staff: Actor = { kind: "staff", agencyId: ours.agencyId, timeZone: ours.timeZone, staffId: SOMEBODY, accountId: SOMEBODY, roles: staffRoles, name: "Everybody" };
    const caregiver: Actor = { kind: "caregiver", agencyId: ours.agencyId, timeZone: ours.timeZone, personId: SOMEBODY, accountId: SOMEBODY, name: "Somebody" };
    const respondent: Actor = { kind: "respondent", agencyId: ours.agencyId, timeZone: ours.timeZone, batteryId: SOMEBODY, linkId: SOMEBODY };
    const visitor: Actor = { kind: "visitor", agencyId: ours.agencyId, timeZone: ours.timeZone };
    for (const table of tables) for (const actor of [staff, caregiver, respondent, visitor]) expect(await seen(actor, table), `${actor.kind} ${table}`).not.toContain(others.agencyId);
  });

  it("lets nobody of one agency write, change or remove a row of the other", async () => {
    for (const table of tables) {
      const copy = acting(place, ours.operator, (tx) => sql`insert into ${sql.table(table)} (agency_id) values (${others.agencyId})`.execute(tx));
      await expect(copy, `insert ${table}`).rejects.toMatchObject({ code: "42501" });
      for (const statement of [sql`update ${sql.table(table)} set agency_id = ${ours.agencyId} where agency_id = ${others.agencyId}`, sql`delete from ${sql.table(table)} where agency_id = ${others.agencyId}`]) {
        const changed = await acting(place, ours.operator, (tx) => statement.execute(tx)).then((done) => Number(done.numAffectedRows ?? 0), (error: { code?: string }) => error.code);
        expect([0, "42501"], table).toContain(changed);
      }
    }
    const left = await place.asOwner(async (client) => {
      const counts: (number | null)[] = [];
      for (const table of tables) counts.push((await client.query(`select 1 from dyad.${table} where agency_id = $1`, [others.agencyId])).rowCount);
      return counts;
    });
    expect(new Set(left)).toEqual(new Set([1]));
  });
});
