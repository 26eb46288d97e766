import type pg from "pg";

/** Tables of the server itself, each with the reason why no agency stands first in its keys. The application reaches them by the owner's functions only. */
export const serverTables: Record<string, string> = {
  disclosure_grants: "the table of who sees what, the same for all agencies; written at migration",
  accounts: "who signs in is not known to an agency before the password is checked",
  memberships: "leads from an account to its agencies, so it is read before there is an agency",
  sign_ins: "found by the hash of a token, from which the agency follows",
  sign_in_failures: "counts by the hash of an address, also of addresses that belong to nobody",
  links: "found by the hash of a token, from which the agency follows; the setup link has none",
  recovery_codes: "belong to an account, which is of no agency",
  passkeys: "found at the door, before there is an agency",
  door_steps: "begun at the door, before there is an agency",
  link_visits: "found by the hash of a token",
  installation: "one row about this installation",
  migrations: "which files ran on this database",
  keeping_runs: "backups and drills of the whole installation",
  rings: "one row about the keys of this installation",
  processes: "which processes work on this database",
};

/** Unique keys of an agency's table that hold over the whole installation, with the reason. */
export const sharedKeys: Record<string, string> = {
  agencies_slug_key: "the name of an agency in addresses and on the command line",
  calendar_feeds_token_hash_key: "the digest of an address leads to whose calendar it is, before there is an agency",
  reviewer_codes_code: "the code by which a member of a faculty is named at another agency leads to that person there",
  graduations_by_number: "the number of a certificate leads to it, whoever issued it",
  application_codes_by_hash: "the digest of a code leads to an application, whichever agency's figures are offered for it",
  cohort_seats_by_invitation: "the digest of an invitation leads to a place in a cohort, whichever agency the invited works at",
  single_sign_on_domain: "the domain of an e-mail leads to an agency at the door, before there is one",
};

/** Policies that do not compare with the present agency, all of them the owner's, with the reason. */
export const openPolicies: Record<string, string> = {
  "agencies.owner_lists": "the function that lists agencies",
  "calendar_feeds.owner_finds": "the function that finds whose calendar an address is",
  "reviewer_codes.owner_finds": "the function that finds whom a code names, at another agency than the asker's",
  "cohort_seats.owner_takes": "the function that takes a place of another agency by its invitation",
  "application_codes.owner_finds": "the function that finds which application figures of another agency are for, by its code",
  "application_codes.owner_holds": "the function that holds such a code while it is used",
  "application_codes.owner_uses": "the function that uses it up",
  "applications.owner_offered": "the function that finds an application of another agency by its code",
  "cohorts.owner_offered": "the same function: the cohort of such an application",
  "graduations.owner_verifies": "the function that shows a certificate by its number, and those that the roster and the graduate's agency ask",
  "roster_listings.owner_shows": "the function of the public roster, on which people of every agency stand",
  "staff.owner_listed": "the same function: who agreed to be listed still works there",
  "credentials.owner_listed": "the same function: the licence of whoever agreed to be listed is in force",
  "cohort_bindings.owner_listed": "the same function: whoever agreed to be listed sat on the place",
  "agencies.owner_adds": "the function that makes an agency",
};

type Check = { rule: string; query: string };

const TENANT = `select c.oid, c.relname from pg_class c where c.relnamespace = 'dyad'::regnamespace and c.relkind in ('r', 'p') and c.relname <> all ($1::text[])`;
const ACCOUNTS = `(select rolname, oid from pg_roles where rolname in ('dyad_app', 'dyad_login'))`;
const COLUMN = (owner: string, number: string) => `(select attname from pg_attribute where attrelid = ${owner} and attnum = ${number})`;

/** $1: the server's own tables, $2: shared keys, $3: open policies. Each query lists what is wrong. */
const checks: Check[] = [
  { rule: "is on the list of the server's own tables, but does not exist", query: `select name as what from unnest($1::text[]) name where to_regclass('dyad.' || name) is null` },
  { rule: "has no primary key that begins with agency_id", query: `select t.relname as what from (${TENANT}) t where not exists (select from pg_index i where i.indrelid = t.oid and i.indisprimary and ${COLUMN("t.oid", "i.indkey[0]")} = 'agency_id')` },
  { rule: "is a unique key that does not begin with agency_id", query: `select i.indexrelid::regclass::text as what from (${TENANT}) t join pg_index i on i.indrelid = t.oid and i.indisunique join pg_class x on x.oid = i.indexrelid where coalesce(${COLUMN("t.oid", "i.indkey[0]")}, '') <> 'agency_id' and x.relname <> all ($2::text[])` },
  { rule: "refers to an agency's table without agency_id first", query: `select k.conrelid::regclass || '.' || k.conname as what from pg_constraint k join (${TENANT}) t on t.oid = k.confrelid where k.contype = 'f' and (${COLUMN("k.conrelid", "k.conkey[1]")} <> 'agency_id' or ${COLUMN("k.confrelid", "k.confkey[1]")} <> 'agency_id')` },
  { rule: "is a reference that is not checked", query: `select k.conrelid::regclass || '.' || k.conname as what from pg_constraint k where k.connamespace = 'dyad'::regnamespace and not k.convalidated` },
  { rule: "has no row-level security", query: `select t.relname as what from (${TENANT}) t join pg_class c on c.oid = t.oid where not c.relrowsecurity` },
  { rule: "does not force row-level security on its owner", query: `select t.relname as what from (${TENANT}) t join pg_class c on c.oid = t.oid where not c.relforcerowsecurity` },
  { rule: "has no policy for reading", query: `select t.relname as what from (${TENANT}) t where not exists (select from pg_policies p where p.schemaname = 'dyad' and p.tablename = t.relname and p.cmd in ('SELECT', 'ALL') and 'dyad_app' = any (p.roles))` },
  { rule: "is a policy for somebody else than the application and the owner", query: `select p.tablename || '.' || p.policyname as what from pg_policies p where p.schemaname = 'dyad' and not p.roles <@ array['dyad_app', 'dyad_owner']::name[]` },
  { rule: "is a policy that does not compare with the present agency", query: `select p.tablename || '.' || p.policyname as what from pg_policies p where p.schemaname = 'dyad' and not (p.qual is null or p.qual ~ 'agency_id = .*agency\\(\\)' ) and p.tablename || '.' || p.policyname <> all ($3::text[])
      union all select p.tablename || '.' || p.policyname from pg_policies p where p.schemaname = 'dyad' and not (p.with_check is null or p.with_check ~ 'agency_id = .*agency\\(\\)') and p.tablename || '.' || p.policyname <> all ($3::text[])` },
  { rule: "is on the list of open policies, but is not the owner's", query: `select p.tablename || '.' || p.policyname as what from pg_policies p where p.schemaname = 'dyad' and p.tablename || '.' || p.policyname = any ($3::text[]) and p.roles <> array['dyad_owner']::name[]` },
  { rule: "is a view without security_barrier and the present agency, or keeps its own rows", query: `select c.relname as what from pg_class c where c.relnamespace = 'dyad'::regnamespace and (c.relkind = 'm' or (c.relkind = 'v' and (not coalesce(c.reloptions @> array['security_barrier=true'] or c.reloptions @> array['security_barrier'], false) or pg_get_viewdef(c.oid) !~ 'agency\\(\\)')))` },
  { rule: "belongs to the application's account", query: `select c.oid::regclass::text as what from pg_class c join ${ACCOUNTS} a on a.oid = c.relowner union all select p.oid::regprocedure::text from pg_proc p join ${ACCOUNTS} a on a.oid = p.proowner union all select n.nspname::text from pg_namespace n join ${ACCOUNTS} a on a.oid = n.nspowner union all select d.datname::text from pg_database d join ${ACCOUNTS} a on a.oid = d.datdba` },
  { rule: "is an account that may step around the walls", query: `select rolname as what from pg_roles where rolname in ('dyad_app', 'dyad_login', 'dyad_owner') and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)` },
  { rule: "is an account that may become another", query: `select a.rolname || ' -> ' || r.rolname as what from ${ACCOUNTS} a cross join pg_roles r where a.oid <> r.oid and pg_has_role(a.oid, r.oid, 'member') and not (a.rolname = 'dyad_login' and r.rolname = 'dyad_app')` },
  { rule: "is an account that signs in and should not, or the reverse", query: `select rolname as what from pg_roles where rolname in ('dyad_app', 'dyad_owner', 'dyad_login') and rolcanlogin <> (rolname = 'dyad_login')` },
  { rule: "may be changed or emptied, though it is the audit trail", query: `select a.rolname || ' ' || right_ || ' ' || t as what from ${ACCOUNTS} a cross join unnest(array['audit_entries', 'audit_chain']) t cross join unnest(array['update', 'delete', 'truncate', 'trigger', 'references']) right_ where has_table_privilege(a.oid, 'dyad.' || t, right_) or (right_ in ('update', 'references') and has_any_column_privilege(a.oid, 'dyad.' || t, right_))` },
  { rule: "may be emptied or given triggers by the application", query: `select a.rolname || ' ' || right_ || ' ' || t.relname as what from ${ACCOUNTS} a cross join (${TENANT}) t cross join unnest(array['truncate', 'trigger', 'references']) right_ where has_table_privilege(a.oid, t.oid, right_)` },
  { rule: "is the server's own and yet open to the application", query: `select a.rolname || ' ' || right_ || ' ' || name as what from ${ACCOUNTS} a cross join unnest($1::text[]) name cross join unnest(array['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger']) right_ where to_regclass('dyad.' || name) is not null and (has_table_privilege(a.oid, 'dyad.' || name, right_) or (right_ in ('select', 'insert', 'update', 'references') and has_any_column_privilege(a.oid, 'dyad.' || name, right_)))` },
  { rule: "runs with its owner's rights on a search path that is not fixed", query: `select p.oid::regprocedure::text as what from pg_proc p where p.pronamespace = 'dyad'::regnamespace and p.prosecdef and not exists (select from unnest(p.proconfig) c where c like 'search_path=%' and c not like '%$user%' and c not like '%public%')` },
  { rule: "runs with its owner's rights and would prefer a temporary table of the caller", query: `select p.oid::regprocedure::text as what from pg_proc p where p.pronamespace = 'dyad'::regnamespace and p.prosecdef and has_database_privilege('dyad_app', current_database(), 'temporary') and not exists (select from unnest(p.proconfig) c where c ~ '^search_path=.*pg_temp"?$')` },
  { rule: "may be made in a schema by the application", query: `select a.rolname || ' in ' || n.nspname as what from ${ACCOUNTS} a cross join pg_namespace n where n.nspname in ('dyad', 'public', 'pgboss') and has_schema_privilege(a.oid, n.oid, 'create')` },
  { rule: "is not the owner's, though it is in the schema", query: `select c.oid::regclass::text as what from pg_class c where c.relnamespace = 'dyad'::regnamespace and c.relowner <> 'dyad_owner'::regrole union all select p.oid::regprocedure::text from pg_proc p where p.pronamespace = 'dyad'::regnamespace and p.proowner <> 'dyad_owner'::regrole` },
];

/** Everything in the catalogue that breaks a rule of the walls, as sentences. Empty is good. `client` is the privileged account's. */
export async function findCatalogueFaults(client: pg.ClientBase): Promise<string[]> {
  const lists = [Object.keys(serverTables), Object.keys(sharedKeys), Object.keys(openPolicies)];
  const faults: string[] = [];
  for (const { rule, query } of checks) {
    // Each query takes only some of the lists; naming all of them keeps their numbers fixed.
    const { rows } = await client.query(`with lists as (select $1::text[], $2::text[], $3::text[]) select found.what from (${query}) found order by 1`, lists);
    for (const { what } of rows) faults.push(`${what} ${rule}`);
  }
  return faults;
}

/** How many rules there are, so that a test can prove that each of them fires. */
export const ruleNames = checks.map(({ rule }) => rule);
