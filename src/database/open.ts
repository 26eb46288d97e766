import pg from "pg";
import { type Database, openDatabase } from "./actor.ts";
import { attachEmbedded, type Cluster, type Manner, startEmbedded } from "./embedded.ts";
import { type Installation, loginPassword, migrate } from "./migrate.ts";
import type { KeyRing } from "./sealing.ts";

/** Where the database is. `url` null means the embedded one in `dataDirectory`. */
export type DatabaseSettings = { dataDirectory: string; url: string | null; ownerUrl: string | null; /** Whether the embedded server hands its journal on. */ journal?: Manner["journal"] };

/**
 * An open database of the application, and how to leave it. `exited` settles when the embedded server dies. `analyze` has
 * PostgreSQL count anew what is in the tables that changed, after which kept plans are made again; without the owner's account nothing is done.
 * `ownerConfig` is the privileged account's; null where `DATABASE_URL` alone is set and is not privileged.
 */
export type OpenDatabase = { database: Database; loginConfig: pg.PoolConfig; ownerConfig: pg.ClientConfig | null; close(): Promise<void>; exited: Promise<unknown>; startedHere: boolean; reset(): Promise<void>; analyze(): Promise<void>; /** The folder of the embedded cluster; null where `DATABASE_URL` is another's. */ home: string | null };

const LOGIN = "dyad_login";

/**
 * Opens the database, bringing it up to date first. The application itself always connects as a login that is neither
 * super-user nor owner nor allowed to step around row-level security; with one privileged DATABASE_URL such a login is made.
 * `join` prefers an embedded server that already runs (the command line); without it a running one is an error.
 */
export async function openApplicationDatabase(settings: DatabaseSettings, installation: Installation, keys: KeyRing, join: "own" | "join" = "own"): Promise<OpenDatabase> {
  if (settings.url) return openByUrl(settings.url, settings, installation, keys);
  const running = join === "join" ? await attachEmbedded(settings.dataDirectory) : null;
  const cluster = running ?? (await startEmbedded(settings.dataDirectory, settings.journal === undefined ? {} : { journal: settings.journal }));
  try {
    const loginConfig = await prepare(cluster.config, settings, installation);
    const database = openDatabase(loginConfig, keys);
    return { database, loginConfig, ownerConfig: cluster.config, startedHere: running === null, exited: cluster.exited, close: async () => closeBoth(database, cluster), reset: () => startAnew(cluster.config, settings, installation), analyze: () => analyze(cluster.config), home: cluster.home };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

/** A place that is to be looked at or emptied before anything is made in it: the privileged account's connection, and nothing migrated. Throws where the embedded server already runs, and where `DATABASE_URL` names no such account. */
export async function withOwner<T>(settings: DatabaseSettings, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const owner = settings.ownerUrl ?? settings.url;
  if (owner !== null) return withClient(owner, work);
  const cluster = await startEmbedded(settings.dataDirectory);
  const client = new pg.Client(cluster.config);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => {});
    await cluster.stop();
  }
}

async function closeBoth(database: Database, cluster: Cluster): Promise<void> {
  await database.destroy().catch(() => {});
  await cluster.stop();
}

async function analyze(owner: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    const { rows } = await client.query("select quote_ident(relname) as name from pg_stat_user_tables where schemaname = 'dyad' and n_mod_since_analyze > 20");
    for (const { name } of rows) await client.query(`analyze dyad.${name}`);
  } finally {
    await client.end();
  }
}

/** Empties the database and makes it again. Only for a demo programme whose filling was cut off. */
async function startAnew(owner: pg.ClientConfig, settings: DatabaseSettings, installation: Installation): Promise<void> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    await client.query("drop schema if exists dyad cascade");
  } finally {
    await client.end();
  }
  await prepare(owner, settings, installation);
}

async function prepare(owner: pg.ClientConfig, settings: DatabaseSettings, installation: Installation): Promise<pg.PoolConfig> {
  const password = loginPassword(settings.dataDirectory);
  const client = new pg.Client(owner);
  await client.connect();
  try {
    await migrate(client, installation, { user: LOGIN, password });
  } finally {
    await client.end();
  }
  return { ...owner, user: LOGIN, password };
}

async function openByUrl(url: string, settings: DatabaseSettings, installation: Installation, keys: KeyRing): Promise<OpenDatabase> {
  const version = await withClient(url, async (client) => Number((await client.query("show server_version_num")).rows[0].server_version_num));
  if (version < 150000) throw new Error(`DATABASE_URL names a PostgreSQL of version ${Math.floor(version / 10000)}; Dyad needs 15 or newer.`);
  const privileged = await withClient(url, isPrivileged);
  const loginConfig = await loginByUrl(url, privileged, settings, installation);
  const database = openDatabase(loginConfig, keys);
  const owner = settings.ownerUrl ?? (privileged ? url : null);
  const reset = async () => {
    if (owner === null) throw new Error("Only the owner of the database may empty it. Set DATABASE_OWNER_URL.");
    await startAnew(parse(owner), settings, installation);
  };
  return { database, loginConfig, ownerConfig: owner === null ? null : parse(owner), startedHere: false, exited: new Promise(() => {}), close: () => database.destroy(), reset, analyze: async () => (owner === null ? undefined : analyze(parse(owner))), home: null };
}

async function loginByUrl(url: string, privileged: boolean, settings: DatabaseSettings, installation: Installation): Promise<pg.PoolConfig> {
  if (!settings.ownerUrl && privileged) return prepare(parse(url), settings, installation);
  if (privileged) throw new Error("DATABASE_URL names an account that could step around row-level security (a super-user, or one with BYPASSRLS or CREATEROLE). Give the application an account of its own and keep this one for DATABASE_OWNER_URL.");
  if (settings.ownerUrl) {
    const login = parse(url).user ?? "";
    await withClient(settings.ownerUrl, (client) => migrate(client, installation, { user: login, password: null }));
  }
  await withClient(url, async (client) => {
    const { rows } = await client.query("select to_regclass('dyad.migrations') is not null as migrated, pg_has_role('dyad_app', 'member') as member").catch(() => ({ rows: [{ migrated: false, member: false }] }));
    if (!rows[0].migrated || !rows[0].member) throw new Error("The database at DATABASE_URL was not prepared for Dyad. Set DATABASE_OWNER_URL to the account that may make roles and tables there.");
  });
  return { connectionString: url };
}

function parse(url: string): pg.ClientConfig {
  // A socket's address names no host before its path (`…@/dyad?host=/run/postgresql`), which is no address of the web.
  const found = new URL(url.replace(/^(\w+:\/\/[^@/]*@)\//, "$1localhost/"));
  const socket = found.searchParams.get("host");
  return { host: socket ?? decodeURIComponent(found.hostname), port: found.port ? Number(found.port) : undefined, user: decodeURIComponent(found.username) || undefined, password: decodeURIComponent(found.password) || undefined, database: found.pathname.slice(1) || undefined, ssl: found.searchParams.get("sslmode") === "require" ? { rejectUnauthorized: false } : undefined };
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function isPrivileged(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query("select rolsuper or rolbypassrls or rolcreaterole as privileged from pg_roles where rolname = current_user");
  return rows[0].privileged as boolean;
}
