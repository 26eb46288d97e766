import { sql } from "kysely";
import { type Database, newId, row, rows, type Transaction } from "#database/actor.ts";
import type { Feed } from "./feed.contract.ts";

/** One's own addresses that hold, the newest first. */
export const listFeeds = (tx: Transaction) => rows<Feed>(tx, sql`select id as "feedId", to_char(made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "madeAt", last_asked_on as "lastAskedOn" from calendar_feeds where staff_id = ${tx.actor.kind === "staff" ? tx.actor.staffId : null} and ended_at is null order by made_at desc limit 50`);
export async function insertFeed(tx: Transaction, staffId: string, tokenHash: Buffer): Promise<string> {
  const id = newId(tx);
  await sql`insert into calendar_feeds (agency_id, id, staff_id, token_hash, made_at) values (${tx.actor.agencyId}, ${id}, ${staffId}, ${tokenHash}, ${tx.now})`.execute(tx);
  return id;
}
export const endFeed = async (tx: Transaction, feedId: string) => (await row(tx, sql`update calendar_feeds set ended_at = ${tx.now} where id = ${feedId} and ended_at is null returning id`)) !== null;

export type FoundFeed = { agencyId: string; feedId: string; staffId: string; timeZone: string };
export const findFeed = (database: Database, tokenHash: Buffer) => row<FoundFeed>(database, sql`select agency_id as "agencyId", feed_id as "feedId", staff_id as "staffId", time_zone as "timeZone" from dyad.find_feed(${tokenHash})`);
/** Whether somebody works here today. */
export const worksHere = async (tx: Transaction, staffId: string) => (await row(tx, sql`select id from staff where id = ${staffId} and holds_on(valid_from, valid_to, today())`)) !== null;
/** Notes the day on which an address was last asked; once a day is enough to see that it is used. */
export const noteAsked = async (tx: Transaction, feedId: string) => (await row(tx, sql`update calendar_feeds set last_asked_on = today() where id = ${feedId} and last_asked_on is distinct from today() returning id`)) !== null;

export type Busy = { sessionId: string; startsAt: string; endsAt: string; revision: number };
/** When somebody is busy, from four weeks ago to half a year ahead: nothing of with whom, where or why is read. */
export const listBusy = (tx: Transaction, staffId: string) =>
  rows<Busy>(tx, sql`select id as "sessionId", starts_at as "startsAt", ends_at as "endsAt", revision from sessions
    where (clinician_id = ${staffId} or second_clinician_id = ${staffId}) and status in ('booked', 'held') and starts_at > ${tx.now}::timestamptz - interval '28 days' and starts_at < ${tx.now}::timestamptz + interval '183 days' order by starts_at, id limit 5000`);
