import { randomBytes } from "node:crypto";
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { attachEmbedded } from "#database/embedded.ts";
import { loginPassword } from "#database/migrate.ts";
import { PlanKeepingClient } from "#database/plans.ts";
import { uuidV7 } from "#kernel/ids.ts";
import { SIGN_IN_COOKIE } from "#server/http.ts";
import { readSettings } from "#server/settings.ts";
import { makeApplication } from "../application.ts";
import { openServices } from "../open.ts";
import { runLoad } from "./load.ts";
import type { Ask } from "./requests.ts";

type Statement = { text: string; values: unknown[] };
/** Everything that one request asked of PostgreSQL, in order, its transaction included. */
export type Recording = Statement[];

const LOGIN = "dyad_login";

async function loginConfig(dataDirectory: string): Promise<pg.PoolConfig> {
  const cluster = await attachEmbedded(dataDirectory);
  if (!cluster) throw new Error("The database of the bench does not run.");
  return { ...cluster.config, user: LOGIN, password: loginPassword(dataDirectory), options: "-c search_path=dyad -c plan_cache_mode=force_generic_plan -c jit=off" };
}

/** Answers requests by the server's own code on the running database, one at a time, and keeps what each asked of PostgreSQL. */
export async function recordStatements(projectRoot: string, dataDirectory: string, asks: readonly Ask[]): Promise<Recording[]> {
  const opened = await openServices({ projectRoot, settings: readSettings({ DYAD_DATA_DIR: dataDirectory }, projectRoot), manner: "join" });
  let current: Recording = [];
  const dialect = new PostgresDialect({ pool: new pg.Pool({ ...(await loginConfig(dataDirectory)), max: 1 }) });
  const database = Object.assign(new Kysely<unknown>({ dialect, log: (event) => void (event.level === "query" && current.push({ text: event.query.sql, values: [...event.query.parameters] })) }), { keys: opened.services.keys });
  const app = await makeApplication({ ...opened.services, database }, { write: () => {} });
  const recordings: Recording[] = [];
  try {
    for (const ask of asks) {
      current = [];
      const answer = await app.inject({ method: ask.method as "GET", url: ask.address, headers: { cookie: `${SIGN_IN_COOKIE}=${ask.token}` }, ...(ask.body === undefined ? {} : { payload: ask.body as object }) });
      const wrong = ask.judge({ status: answer.statusCode, body: answer.json() });
      if (wrong !== null) throw new Error(`While recording: ${wrong}. ${answer.body.slice(0, 300)}`);
      recordings.push(current);
    }
  } finally {
    await app.close();
    await database.destroy();
    await opened.close();
  }
  return recordings;
}

/** Changes a statement's values before it is sent once more, where the same ones would not do. */
type Renewal = { before(statement: Statement, recording: number): unknown[]; after(statement: Statement, recording: number, rows: Record<string, unknown>[]): void };

/** The id of a row of the audit trail is new each time. */
export const newAuditIds: Renewal = {
  before: ({ text, values }) => (text.startsWith("insert into audit_entries") ? values.map((value, place) => (place === 1 ? uuidV7(Date.now(), randomBytes(10)) : value)) : values),
  after: () => {},
};

/** A save is of the revision that is there by now. */
export function newRevisions(): Renewal {
  const revisions = new Map<number, unknown>();
  const counts = (text: string) => text.startsWith("update notes set revision");
  return {
    before: (statement, recording) => {
      const values = newAuditIds.before(statement, recording);
      return counts(statement.text) && revisions.has(recording) ? values.map((value, place) => (place === values.length - 1 ? revisions.get(recording) : value)) : values;
    },
    after: ({ text }, recording, rows) => {
      if (counts(text) && rows[0]) revisions.set(recording, rows[0].revision);
    },
  };
}

/** Sends what was recorded to PostgreSQL alone, without HTTP and without the server, as many at once as asked. Each worker keeps to its own recordings. */
export async function replayStatements(dataDirectory: string, recordings: readonly Recording[], renewal: Renewal, load: { concurrency: number; warmUpSeconds: number; seconds: number }) {
  const config = await loginConfig(dataDirectory);
  const clients = await Promise.all(Array.from({ length: load.concurrency }, async () => {
    const client = new PlanKeepingClient(config);
    await client.connect();
    return client;
  }));
  const turns = clients.map((_, worker) => worker);
  try {
    return await runLoad({
      ...load,
      step: async (worker) => {
        const place = turns[worker]! % recordings.length;
        turns[worker]! += load.concurrency;
        for (const statement of recordings[place]!) {
          const { rows } = await clients[worker]!.query(statement.text, renewal.before(statement, place));
          renewal.after(statement, place, rows);
        }
        return { wrong: null };
      },
    });
  } finally {
    await Promise.all(clients.map((client) => client.end()));
  }
}
