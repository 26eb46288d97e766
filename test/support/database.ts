import { randomBytes } from "node:crypto";
import pg from "pg";
import { inject } from "vitest";
import { type Database, openDatabase } from "#database/actor.ts";
import type { Instant } from "#kernel/dates.ts";
import { fixedClock, type TestClock } from "./clock.ts";
import { LOGIN, TEMPLATE } from "./connection.ts";
import { testKeys } from "./keys.ts";
import type {} from "./postgres.ts";

/**
 * A database of a test's own, migrated and empty. `database` is the application's, by its own login; `ownerConfig` is
 * the privileged account's, for looking behind the walls; `close` drops it.
 */
export type FreshDatabase = { database: Database; clock: TestClock; loginConfig: pg.ClientConfig; ownerConfig: pg.ClientConfig; asOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T>; close(): Promise<void> };

/** Copies the migrated template, in tens of milliseconds. The clock stands at `now` until it is set. */
export async function freshDatabase(now: Instant = "2026-11-20T15:00:00Z"): Promise<FreshDatabase> {
  const { owner, password } = inject("postgres");
  const name = newName();
  await administer(`create database ${name} template ${TEMPLATE}`);
  const ownerConfig = { ...owner, database: name };
  const loginConfig = { ...owner, database: name, user: LOGIN, password };
  const database = openDatabase({ ...loginConfig, max: 5 }, testKeys());
  return {
    database,
    clock: fixedClock(now),
    loginConfig,
    ownerConfig,
    asOwner: (work) => withClient(ownerConfig, work),
    close: async () => {
      await database.destroy();
      await administer(`drop database if exists ${name} with (force)`);
    },
  };
}

/** `client` is the privileged account's; `login` is the application's, as a migration is told it. */
export type EmptyDatabase = { client: pg.Client; login: { user: string; password: string }; loginConfig: pg.ClientConfig; close(): Promise<void> };

/** A database of a test's own without any table, for tests that migrate it themselves; `close` drops it. */
export async function emptyDatabase(): Promise<EmptyDatabase> {
  const { owner, password } = inject("postgres");
  const name = newName();
  await administer(`create database ${name}`);
  const client = new pg.Client({ ...owner, database: name });
  await client.connect();
  return {
    client,
    login: { user: LOGIN, password },
    loginConfig: { ...owner, database: name, user: LOGIN, password },
    close: async () => {
      await client.end();
      await administer(`drop database if exists ${name} with (force)`);
    },
  };
}

const newName = () => `dyad_${randomBytes(6).toString("hex")}`;
const administer = (statement: string) => withClient({ ...inject("postgres").owner, database: "postgres" }, (client) => client.query(statement));

async function withClient<T>(config: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
