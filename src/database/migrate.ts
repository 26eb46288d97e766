import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import PgBoss from "pg-boss";
import pg from "pg";

/** One row of the table of who sees what, as the policies of row-level security read it. */
export type DisclosureGrant = { role: string; class: string; relation: string; view: string };

/** What SQL alone cannot do on the way forward, between two files: its name sorts it among them. It runs once, in a transaction of its own, as the owner. */
export type Step = { name: string; checksum: string; run(client: pg.ClientBase): Promise<void> };

/** What the owner installs beside the plain SQL: what SQL cannot do, the table of disclosure and the names of the queues. */
export type Installation = { migrationsDirectory: string; steps: readonly Step[]; grants: readonly DisclosureGrant[]; queues: readonly string[]; /** Told what is about to run on a database in use, before any of it does; where it throws, nothing runs. */ before?: (client: pg.ClientBase, pending: readonly string[]) => Promise<void>; /** These files alone, and no table of disclosure: the tables as an earlier release had them, for its rows. */ only?: readonly string[] };

const APPLICATION_ROLE = "dyad_app";
const OWNER_ROLE = "dyad_owner";

/**
 * Brings a database up to date as its privileged account, in one transaction a file, and leaves the roles behind that
 * the application needs: `dyad_owner` (owns everything, signs in never), `dyad_app` (its rights), and the login.
 * Safe to call from several processes at once. Throws where a file that ran was changed afterwards.
 */
export async function migrate(client: pg.Client, installation: Installation, login: { user: string; password: string | null }): Promise<{ applied: string[] }> {
  await client.query("select pg_advisory_lock(hashtext('dyad migration'))");
  try {
    const pending = await listPending(client, installation);
    if (pending.length > 0 && installation.before) await installation.before(client, pending);
    await makeRoles(client, login);
    await client.query(`create schema if not exists dyad authorization ${OWNER_ROLE}`);
    await client.query(`grant usage on schema dyad to ${APPLICATION_ROLE}`);
    await client.query(`set role ${OWNER_ROLE}`);
    await client.query("set search_path = dyad");
    await client.query("create table if not exists migrations (name text primary key, checksum text not null, applied_at timestamptz not null default now())");
    const applied = await applyFiles(client, installation);
    await client.query("reset role");
    await installQueue(client, installation.queues);
    if (installation.only === undefined) {
      await client.query(`set role ${OWNER_ROLE}`);
      await writeGrants(client, installation.grants);
      await client.query("reset role");
    }
    return { applied };
  } finally {
    await client.query("reset role").catch(() => {});
    await client.query("select pg_advisory_unlock(hashtext('dyad migration'))").catch(() => {});
  }
}

async function makeRoles(client: pg.Client, login: { user: string; password: string | null }): Promise<void> {
  const exists = async (role: string) => Boolean((await client.query("select from pg_roles where rolname = $1", [role])).rowCount);
  for (const role of [OWNER_ROLE, APPLICATION_ROLE]) {
    if (!(await exists(role))) await client.query(`create role ${role} nologin`).catch(ignoreDuplicate);
  }
  const user = client.escapeIdentifier(login.user);
  if (login.password !== null) {
    if (!(await exists(login.user))) await client.query(`create role ${user} login inherit`).catch(ignoreDuplicate);
    await client.query(`alter role ${user} login password ${client.escapeLiteral(login.password)}`);
  }
  await client.query(`grant ${APPLICATION_ROLE} to ${user}`);
  const isSuper = (await client.query("select rolsuper from pg_roles where rolname = current_user")).rows[0].rolsuper as boolean;
  if (!isSuper) await client.query(`grant ${OWNER_ROLE} to current_user`);
  const { rows } = await client.query("select current_database() as name");
  await client.query(`grant create on database ${client.escapeIdentifier(rows[0].name)} to ${OWNER_ROLE}`);
}

function ignoreDuplicate(error: { code?: string }): void {
  if (error.code !== "42710" && error.code !== "23505") throw error;
}

/** The SQL files of a folder with their checksums, in the order in which they run. */
export function listMigrations(directory: string): { name: string; text: string; checksum: string }[] {
  const names = fs.readdirSync(directory).filter((file) => file.endsWith(".sql")).sort();
  return names.map((name) => {
    const text = fs.readFileSync(path.join(directory, name), "utf8");
    return { name, text, checksum: createHash("sha256").update(text).digest("hex") };
  });
}

/** Everything that brings a database forward, in the order in which it runs. */
export function listSteps({ migrationsDirectory, steps }: Pick<Installation, "migrationsDirectory" | "steps">): Step[] {
  const files = listMigrations(migrationsDirectory).map(({ name, text, checksum }): Step => ({ name, checksum, run: async (on) => void (await on.query(text)) }));
  return [...files, ...steps].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What is still to run on a database in which an agency works; nothing where none does yet. */
async function listPending(client: pg.ClientBase, installation: Installation): Promise<string[]> {
  if (installation.only !== undefined) return [];
  const there = await client.query("select to_regclass('dyad.migrations') is not null and to_regclass('dyad.agencies') is not null as there");
  if (!there.rows[0].there || (await client.query("select from dyad.agencies limit 1")).rowCount === 0) return [];
  const done = new Set((await client.query("select name from dyad.migrations")).rows.map((one) => one.name as string));
  return listSteps(installation).map((one) => one.name).filter((name) => !done.has(name));
}

async function applyFiles(client: pg.Client, installation: Installation): Promise<string[]> {
  const done = new Map((await client.query("select name, checksum from migrations")).rows.map((row) => [row.name as string, row.checksum as string]));
  const applied: string[] = [];
  for (const { name, checksum, run } of listSteps(installation)) {
    if (done.get(name) === checksum || installation.only?.includes(name) === false) continue;
    if (done.has(name)) throw new Error(`The migration ${name} was changed after it ran on this database. Put the file back as it was and write a new one.`);
    try {
      await client.query("begin");
      await run(client);
      await client.query("insert into migrations (name, checksum) values ($1, $2)", [name, checksum]);
      await client.query("commit");
    } catch (error) {
      await client.query("rollback");
      throw new Error(`The migration ${name} failed and left nothing behind: ${(error as Error).message}`, { cause: error });
    }
    applied.push(name);
  }
  return applied;
}

/** The queue's own tables: made by the owner, so that the application needs no right to make tables. */
async function installQueue(client: pg.Client, queues: readonly string[]): Promise<void> {
  const present = (await client.query("select to_regclass('pgboss.version') as found")).rows[0].found;
  if (!present) await client.query(PgBoss.getConstructionPlans("pgboss"));
  for (const queue of queues) {
    const known = (await client.query("select from pgboss.queue where name = $1", [queue])).rowCount;
    if (!known) await client.query("select pgboss.create_queue($1, $2::json)", [queue, JSON.stringify({ policy: "standard", retryLimit: 5, retryDelay: 5, retryBackoff: true, expireInSeconds: 120 })]);
  }
  await client.query(`grant usage on schema pgboss to ${APPLICATION_ROLE}`);
  await client.query(`grant select, insert, update, delete on all tables in schema pgboss to ${APPLICATION_ROLE}`);
  await client.query(`grant execute on all functions in schema pgboss to ${APPLICATION_ROLE}`);
}

async function writeGrants(client: pg.Client, grants: readonly DisclosureGrant[]): Promise<void> {
  await client.query("begin");
  await client.query("delete from disclosure_grants");
  for (const grant of grants) await client.query("insert into disclosure_grants (role, class, relation, view) values ($1, $2, $3, $4)", [grant.role, grant.class, grant.relation, grant.view]);
  await client.query("commit");
}

/** The password of the application's own login, made once and kept beside the data, readable by its owner only. */
export function loginPassword(dataDirectory: string): string {
  const file = path.join(dataDirectory, "login-password");
  if (!fs.existsSync(file)) {
    fs.mkdirSync(dataDirectory, { recursive: true });
    fs.writeFileSync(file, randomBytes(24).toString("hex"), { mode: 0o600, flag: "wx" });
  }
  return fs.readFileSync(file, "utf8").trim();
}
