import { randomBytes } from "node:crypto";
import { Kysely, PostgresDialect, sql, type Transaction as KyselyTransaction } from "kysely";
import pg from "pg";
import { Temporal } from "temporal-polyfill";
import { type CivilDate, dateInZone, type Instant } from "#kernel/dates.ts";
import { uuidV7 } from "#kernel/ids.ts";
import { PlanKeepingClient } from "./plans.ts";
import type { KeyRing } from "./sealing.ts";

pg.types.setTypeParser(1082, (value) => value); // a DATE stays a civil date
pg.types.setTypeParser(1184, (value) => new Date(value).toISOString()); // a moment is ISO text in UTC
pg.types.setTypeParser(1700, Number); // scores and the like; money is kept in whole cents
pg.types.setTypeParser(20, Number);

/** Tells the time. The only one who knows it; a test sets its own. */
export type Clock = { now(): Instant };
export const systemClock: Clock = { now: () => Temporal.Now.instant().toString({ smallestUnit: "millisecond" }) };

/** Who acts. Every transaction is somebody's. */
export type Actor =
  | { kind: "staff"; agencyId: string; timeZone: string; staffId: string; accountId: string; roles: readonly string[]; name: string }
  | { kind: "caregiver"; agencyId: string; timeZone: string; personId: string; /** Null where somebody else reads as this adult would. */ accountId: string | null; name: string }
  | { kind: "respondent"; agencyId: string; timeZone: string; batteryId: string; linkId: string }
  | { kind: "visitor"; agencyId: string; timeZone: string }
  | { kind: "system"; agencyId: string; timeZone: string; job: string }
  | { kind: "operator"; agencyId: string; timeZone: string; command: string };

/** The application's connection, with the keys to what lies sealed in it. */
export type Database = Kysely<unknown> & { readonly keys: KeyRing };

/** The transaction in which everything happens: the first argument of all that touches the database. */
export type Transaction = KyselyTransaction<unknown> & {
  readonly actor: Actor;
  /** The moment of the transaction, by the application's clock, and the civil day then in the agency's zone. */
  readonly now: Instant;
  readonly today: CivilDate;
  readonly keys: KeyRing;
};

/** Plans are kept and never made anew, and nothing is compiled at run time: under row-level security either costs more than the statement. */
const sessionOptions = "-c search_path=dyad -c plan_cache_mode=force_generic_plan -c jit=off";

/** Milliseconds for which an idle connection is kept: a new one has to read the catalogue and make its plans again, which a person would feel. */
const KEPT_IDLE = 600_000;

/** Whether a commit is on the disk when it is answered. `soon` is for what is made anew where it was cut off, such as the demo. */
export type Durability = "at_once" | "soon";

export function openDatabase(config: pg.PoolConfig, keys: KeyRing, durability: Durability = "at_once"): Database {
  const options = durability === "soon" ? `${sessionOptions} -c synchronous_commit=off` : sessionOptions;
  const pool = new pg.Pool({ max: 20, idleTimeoutMillis: KEPT_IDLE, application_name: "dyad", options, Client: PlanKeepingClient, ...config });
  // A connection that breaks while it lies idle is replaced; without a listener it would end the whole process.
  pool.on("error", () => {});
  // The same for one in the midst of a transaction: its next statement says that it is gone.
  pool.on("connect", (client) => client.on("error", () => {}));
  return Object.assign(new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) }), { keys });
}

/** Milliseconds that a transaction may last; what is longer is ended and leaves nothing. The database refuses its row of the trail just after. */
export const LONGEST_TRANSACTION = 40_000;

/** Ends somebody's transaction through another connection, if it is still the same one. */
const endTransaction = (database: Database, { pid, began }: { pid: number; began: string }) =>
  sql`select pg_terminate_backend(pid) from pg_stat_activity where pid = ${pid} and xact_start = ${began}::timestamptz`.execute(database).catch(() => {});

/**
 * Opens a transaction as an actor: sets the application's role and the settings that row-level security reads, all of
 * them only until its end. Nobody's transaction lasts longer than `longest` milliseconds; a command of the operator may
 * read for as long as it takes.
 */
export async function asActor<T>(database: Database, clock: Clock, actor: Actor, work: (tx: Transaction) => Promise<T>, longest = actor.kind === "operator" ? null : LONGEST_TRANSACTION): Promise<T> {
  const now = clock.now();
  const today = dateInZone(now, actor.timeZone);
  const roles = actor.kind === "staff" ? actor.roles.join(",") : actor.kind === "caregiver" ? "caregiver" : "";
  return database.transaction().execute(async (inner) => {
    const begun = await sql<{ pid: number; began: string }>`select pg_backend_pid() as pid, now()::text as began, set_config('role', 'dyad_app', true), set_config('search_path', 'dyad', true), set_config('statement_timeout', '30000', true), set_config('idle_in_transaction_session_timeout', '30000', true),
      set_config('dyad.agency', ${actor.agencyId}, true), set_config('dyad.actor_kind', ${actor.kind}, true),
      set_config('dyad.staff', ${actor.kind === "staff" ? actor.staffId : ""}, true), set_config('dyad.person', ${actor.kind === "caregiver" ? actor.personId : ""}, true),
      set_config('dyad.link', ${actor.kind === "respondent" ? actor.batteryId : ""}, true), set_config('dyad.roles', ${roles}, true),
      set_config('dyad.today', ${today}, true), set_config('dyad.now', ${now}, true)`.execute(inner);
    const limit = longest === null ? undefined : setTimeout(() => void endTransaction(database, begun.rows[0]!), longest).unref();
    try {
      return await work(Object.assign(inner, { actor, now, today, keys: database.keys }) as Transaction);
    } finally {
      clearTimeout(limit);
    }
  });
}

/**
 * Reads, within a transaction of somebody else, what an adult of a family would see, by that adult's own relations, and
 * nothing by those of whoever asks. For reading only. Where the work fails, so must the transaction: it stays the adult's.
 */
export async function asSeenBy<T>(tx: Transaction, personId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const { actor, now, today, keys } = tx;
  const adult: Actor = { kind: "caregiver", agencyId: actor.agencyId, timeZone: actor.timeZone, personId, accountId: null, name: "" };
  const before = await sql<{ kind: string; staff: string; person: string; roles: string }>`select current_setting('dyad.actor_kind') as kind, current_setting('dyad.staff') as staff, current_setting('dyad.person') as person, current_setting('dyad.roles') as roles`.execute(tx);
  const { kind, staff, person, roles } = before.rows[0]!;
  // What was remembered of one actor must not answer for another.
  const become = (as: { kind: string; staff: string; person: string; roles: string }) =>
    sql`select set_config('dyad.actor_kind', ${as.kind}, true), set_config('dyad.staff', ${as.staff}, true), set_config('dyad.person', ${as.person}, true), set_config('dyad.roles', ${as.roles}, true),
      set_config('dyad.relations_changed', (coalesce(nullif(current_setting('dyad.relations_changed', true), ''), '0')::integer + 1)::text, true)`.execute(tx);
  await become({ kind: "caregiver", staff: "", person: personId, roles: "caregiver" });
  const answer = await work(Object.assign(tx.withoutPlugins(), { actor: adult, now, today, keys }));
  await become({ kind, staff, person, roles });
  return answer;
}

/**
 * Does, within a transaction of somebody else, what a machine of an agency may: for what the present actor was found to have a right
 * to and cannot reach alone, such as the one recording that a member of another agency's faculty was asked to watch. The caller has
 * judged that right before, and hands nothing on but what it covers. Where the work fails, so must the transaction.
 */
export async function asMachineOf<T>(tx: Transaction, agencyId: string, job: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const { now, keys } = tx;
  const names = ["agency", "actor_kind", "staff", "person", "roles", "today"] as const;
  const before = (await sql<Record<string, string>>`select ${sql.join(names.map((one) => sql`current_setting(${`dyad.${one}`}) as ${sql.ref(one)}`))}`.execute(tx)).rows[0]!;
  const become = (as: Record<string, string>) =>
    sql`select ${sql.join(names.map((one) => sql`set_config(${`dyad.${one}`}, ${as[one] ?? ""}, true)`))}, set_config('dyad.relations_changed', (coalesce(nullif(current_setting('dyad.relations_changed', true), ''), '0')::integer + 1)::text, true)`.execute(tx);
  await become({ agency: agencyId, actor_kind: "system", today: tx.today });
  const { time_zone: timeZone } = (await row<{ time_zone: string }>(tx, sql`select time_zone from agencies where agency_id = ${agencyId}`))!;
  const today = dateInZone(now, timeZone);
  await sql`select set_config('dyad.today', ${today}, true)`.execute(tx);
  const answer = await work(Object.assign(tx.withoutPlugins(), { actor: { kind: "system" as const, agencyId, timeZone, job }, now, today, keys }));
  await become(before);
  return answer;
}

/** A new id of version 7, sorted by the moment of its transaction. */
export function newId(at: { readonly now: Instant }): string {
  return uuidV7(Temporal.Instant.from(at.now).epochMilliseconds, randomBytes(10));
}

/** Rows of a statement. */
export async function rows<T>(tx: Transaction | Database, statement: ReturnType<typeof sql>): Promise<T[]> {
  return (await statement.execute(tx)).rows as T[];
}

/** The one row of a statement, or null. */
export async function row<T>(tx: Transaction | Database, statement: ReturnType<typeof sql>): Promise<T | null> {
  return ((await statement.execute(tx)).rows[0] as T) ?? null;
}
