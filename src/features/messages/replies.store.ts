import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { Instant } from "#kernel/dates.ts";

/** Whether anybody of this agency is or was reached by a number. */
export const knowsNumber = async (tx: Transaction, number: string) => (await row(tx, sql`select from contact_ways where way in ('phone', 'text') and dialable(value) = ${number} limit 1`)) !== null;

/** A number as it is dialled; null where it is none. */
export const dialable = async (tx: Transaction, typed: string) => (await row<{ number: string | null }>(tx, sql`select dialable(${typed}) as number`))?.number ?? null;

/** Stops every text message to a number, and takes back what waits for whoever is reached by it; answers how many that were. */
export async function stopNumber(tx: Transaction, number: string, source: "reply" | "provider"): Promise<number> {
  await sql`insert into text_stops (agency_id, id, number, source, stopped_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${number}, ${source}, ${tx.now}) on conflict do nothing`.execute(tx);
  return (await rows(tx, sql`update messages m set status = 'withdrawn', failure = 'stopped' where m.channel = 'text' and m.status = 'queued'
      and m.person_id in (select w.person_id from contact_ways w where w.way = 'text' and dialable(w.value) = ${number} and holds_on(w.valid_from, w.valid_to, today())) returning id`)).length;
}

/** Lets text messages go to a number again, where the stop is older than the answer that says so; false where there was none. */
export const liftStop = async (tx: Transaction, number: string, saidAt: Instant) =>
  (await row(tx, sql`update text_stops set lifted_at = ${tx.now} where number = ${number} and lifted_at is null and stopped_at <= ${saidAt} returning id`)) !== null;

/** The same by a person who asked the adult: of every number by which this adult is reached today; answers how many. */
export const liftStopsOf = async (tx: Transaction, personId: string) =>
  (await rows(tx, sql`update text_stops t set lifted_at = ${tx.now}, lifted_by = ${tx.actor.kind === "staff" ? tx.actor.staffId : null} where t.lifted_at is null
      and t.number in (select dialable(w.value) from contact_ways w where w.person_id = ${personId} and w.way = 'text' and holds_on(w.valid_from, w.valid_to, today())) returning id`)).length;

/** Notes that an answer came to the last text message that went to a number, and nothing of what it said; false where there is none. */
export const noteReply = async (tx: Transaction, number: string) =>
  (await row(tx, sql`update messages set replied_at = ${tx.now} where id = (select m.id from messages m where m.channel = 'text' and m.status in ('sending', 'sent', 'delivered', 'unclear')
      and m.person_id in (select w.person_id from contact_ways w where w.way in ('phone', 'text') and dialable(w.value) = ${number}) order by m.queued_at desc, m.id desc limit 1) returning id`)) !== null;

/** What the provider told of a message that was handed to it; false where it is none of this agency, or was told before. */
export const noteDelivery = async (tx: Transaction, messageId: string, state: "delivered" | "not_delivered") =>
  (await row(tx, sql`update messages set status = ${state}, told_at = ${tx.now}, failure = '', claimed_until = null, sent_at = coalesce(sent_at, ${tx.now}) where id = ${messageId} and channel = 'text'
      and (status in ('sending', 'sent', 'unclear') or (status = 'not_delivered' and ${state} = 'delivered')) returning id`)) !== null;
