import { sql } from "kysely";
import { type Database, row, rows, type Transaction } from "#database/actor.ts";
import type { Instant } from "#kernel/dates.ts";
import type { QueueName } from "./queue.ts";

// What stands in the queue, for who looks after an installation. Of a job its ids alone are ever shown.

type State = "created" | "retry" | "active" | "failed";
/** States of what is still to be done: what waits, what is tried again, what runs. */
export const OPEN_STATES = ["created", "retry", "active"] as const satisfies readonly State[];

/** The queues of the application, without those that the queue keeps for itself. */
const ours = sql`name not like '\\_\\_%'`;

/** How many jobs each queue has in each of these states. */
export const countJobs = <Of extends State>(database: Database, states: readonly Of[]) =>
  rows<{ queue: string; state: Of; count: number }>(database, sql`select name as queue, state::text as state, count(*) as count from pgboss.job where state::text = any (${[...states]}) and ${ours} group by 1, 2 order by 1, 2`);

/** What a queue's open jobs are about. */
export const listOpenSubjects = async (database: Database, queue: QueueName): Promise<ReadonlySet<string>> =>
  new Set((await rows<{ id: string }>(database, sql`select data ->> 'id' as id from pgboss.job where name = ${queue} and state::text = any (${[...OPEN_STATES]})`)).map((one) => one.id));

export type GivenUp = { queue: string; id: string; at: Instant; tries: number; why: string };
/** Jobs that were given up after their last try, the latest first. Of what went wrong its name alone: a message may quote what somebody wrote. */
export const listGivenUp = (database: Database) =>
  rows<GivenUp>(database, sql`select name as queue, id, completed_on as at, retry_count + 1 as tries, coalesce(output ->> 'name', '') as why from pgboss.job where state = 'failed' and ${ours} order by completed_on desc limit 1000`);
export const countGivenUp = async (tx: Transaction): Promise<number> => (await row<{ count: number }>(tx, sql`select count(*) as count from pgboss.job where state = 'failed' and ${ours}`))!.count;
/** Has all of that tried again; answers how many. */
export const retryGivenUp = async (database: Database): Promise<number> =>
  (await rows(database, sql`update pgboss.job set state = 'retry', retry_count = 0, retry_limit = greatest(retry_limit, 1), start_after = now(), completed_on = null, output = null where state = 'failed' and ${ours} returning id`)).length;
