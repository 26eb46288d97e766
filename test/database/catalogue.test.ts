import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type FreshDatabase } from "../support/database.ts";
import { findCatalogueFaults, ruleNames, serverTables } from "./catalogue.ts";

let place: FreshDatabase;
beforeAll(async () => {
  place = await freshDatabase();
});
afterAll(() => place.close());

describe("The catalogue of a migrated database", () => {
  it("keeps every rule of the walls", async () => {
    expect(await place.asOwner(findCatalogueFaults)).toEqual([]);
  });

  it("refuses the application's login to become the owner, or anybody else", () =>
    asLogin(async (client) => {
      for (const role of ["dyad_owner", "postgres", "pg_read_all_data", "pg_write_all_data"]) {
        await expect(client.query(`set role ${role}`), role).rejects.toMatchObject({ code: "42501" });
      }
      await client.query("set role dyad_app");
      for (const table of Object.keys(serverTables)) await expect(client.query(`select from dyad.${table}`), table).rejects.toMatchObject({ code: "42501" });
      await expect(client.query("alter role dyad_app bypassrls")).rejects.toMatchObject({ code: "42501" });
      await expect(client.query("set row_security = off; select from dyad.persons")).rejects.toMatchObject({ code: "42501" });
    }));

  it("does not let a temporary table of the caller stand in for the table of who sees what", () =>
    asLogin(async (client) => {
      await client.query("set role dyad_app; set dyad.actor_kind = 'staff'; set dyad.roles = 'faculty'");
      const sees = async () => (await client.query("select dyad.granted('caregiver', 'any') as sees")).rows[0].sees;
      expect(await sees()).toBe(false);
      const forged = "create temporary table disclosure_grants as select 'faculty' as role, 'caregiver' as class, 'any' as relation, 'full' as view; grant select on disclosure_grants to public";
      await client.query(forged).catch((error) => expect(error).toMatchObject({ code: "42501" }));
      expect(await sees()).toBe(false);
    }));
});

/** Works as the application's login, without any actor. */
async function asLogin(work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(place.loginConfig);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** What is made wrong on purpose, and the words of the rule that must say so. */
const wrongs: [what: string, statements: string, fault: string][] = [
  ["a listed table that is gone", "drop table dyad.link_visits", "link_visits is on the list of the server's own tables, but does not exist"],
  ["a table without agency_id", "create table dyad.bad (id uuid primary key)", "bad has no primary key that begins with agency_id"],
  ["a table with agency_id in second place", "create table dyad.bad (id uuid, agency_id uuid, primary key (id, agency_id))", "bad has no primary key that begins with agency_id"],
  ["a unique key over all agencies", "create unique index bad_key on dyad.staff (email)", "dyad.bad_key is a unique key that does not begin with agency_id"],
  ["a unique key by expression", "create unique index bad_key on dyad.staff (lower(email))", "dyad.bad_key is a unique key that does not begin with agency_id"],
  ["a reference across agencies", "create table dyad.bad (agency_id uuid, person_id uuid, primary key (agency_id, person_id)); create unique index loose on dyad.persons (id); alter table dyad.bad add foreign key (person_id) references dyad.persons (id)", "dyad.bad.bad_person_id_fkey refers to an agency's table without agency_id first"],
  ["a reference left unchecked", "alter table dyad.cases add constraint later foreign key (agency_id, child_id) references dyad.persons not valid", "dyad.cases.later is a reference that is not checked"],
  ["row-level security switched off", "alter table dyad.persons disable row level security", "persons has no row-level security"],
  ["row-level security not forced", "alter table dyad.persons no force row level security", "persons does not force row-level security on its owner"],
  ["no policy to read by", "drop policy reads on dyad.persons", "persons has no policy for reading"],
  ["a policy for everybody", "create policy bad on dyad.persons for select using (agency_id = dyad.agency())", "persons.bad is a policy for somebody else than the application and the owner"],
  ["a policy over all agencies", "create policy bad on dyad.persons for select to dyad_app using (true)", "persons.bad is a policy that does not compare with the present agency"],
  ["a policy that lets rows of other agencies in", "create policy bad on dyad.persons for insert to dyad_app with check (true)", "persons.bad is a policy that does not compare with the present agency"],
  ["an open policy that became the application's", "drop policy owner_lists on dyad.agencies; create policy owner_lists on dyad.agencies for select to dyad_app using (true)", "agencies.owner_lists is on the list of open policies, but is not the owner's"],
  ["a view that looks through", "create view dyad.bad as select * from dyad.persons", "bad is a view without security_barrier and the present agency, or keeps its own rows"],
  ["a view that keeps rows", "create materialized view dyad.bad as select 1 as one where dyad.agency() is null", "bad is a view without security_barrier and the present agency, or keeps its own rows"],
  ["a table that belongs to the application", "alter table dyad.persons owner to dyad_app", "dyad.persons belongs to the application's account"],
  ["an application that steps around row-level security", "alter role dyad_app bypassrls", "dyad_app is an account that may step around the walls"],
  ["an application that is super-user", "alter role dyad_login superuser", "dyad_login is an account that may step around the walls"],
  ["an owner that steps around row-level security", "alter role dyad_owner bypassrls", "dyad_owner is an account that may step around the walls"],
  ["an application that may become the owner", "grant dyad_owner to dyad_app", "dyad_app -> dyad_owner is an account that may become another"],
  ["an owner that signs in", "alter role dyad_owner login", "dyad_owner is an account that signs in and should not, or the reverse"],
  ["an audit trail that can be shortened", "grant delete on dyad.audit_entries to dyad_app", "dyad_app delete audit_entries may be changed or emptied, though it is the audit trail"],
  ["an audit trail of which one column can be changed", "grant update (outcome) on dyad.audit_entries to dyad_app", "dyad_app update audit_entries may be changed or emptied, though it is the audit trail"],
  ["a table that can be emptied at once", "grant truncate on dyad.persons to dyad_app", "dyad_app truncate persons may be emptied or given triggers by the application"],
  ["accounts open to the application", "grant select (email) on dyad.accounts to dyad_app", "dyad_app select accounts is the server's own and yet open to the application"],
  ["an owner's function on the caller's path", "create function dyad.bad() returns int security definer language sql as 'select 1'", "dyad.bad() runs with its owner's rights on a search path that is not fixed"],
  ["an owner's function that would take a temporary table for the real one", "do $$ begin execute format('grant temporary on database %I to dyad_app', current_database()); end $$; create function dyad.bad() returns int security definer set search_path = dyad language sql as 'select 1'", "dyad.bad() runs with its owner's rights and would prefer a temporary table of the caller"],
  ["a schema in which the application makes things", "grant create on schema dyad to dyad_app", "dyad_app in dyad may be made in a schema by the application"],
  ["a table that somebody else made", "alter table dyad.persons owner to postgres", "dyad.persons is not the owner's, though it is in the schema"],
];

describe("The catalogue test itself", () => {
  it.each(wrongs)("notices %s", async (_what, statements, fault) => {
    const faults = await place.asOwner(async (client) => {
      await client.query("begin");
      try {
        await client.query(statements);
        return await findCatalogueFaults(client);
      } finally {
        await client.query("rollback");
      }
    });
    expect(faults).toContain(fault);
  });

  it("is tried for every one of its rules", () => {
    for (const rule of ruleNames) expect(wrongs.some(([, , fault]) => fault.endsWith(rule)), rule).toBe(true);
  });
});
