import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { Instant } from "#kernel/dates.ts";
import type { Entry, EntryBody } from "./site.contract.ts";

/** A mark of all that the site has entered, as this transaction sees it: empty where it entered nothing. Rows are only ever added, so that the same mark is the same content. */
export const findRevision = async (tx: Transaction): Promise<string> => (await row<{ revision: string }>(tx, sql`select coalesce(md5(string_agg(id::text, '' order by id)), '') as revision from instrument_entries`))!.revision;

/** All that the site has entered, in its order. */
export const listEntries = (tx: Transaction) => rows<Entry>(tx, sql`select id as "entryId", instrument, version, language, body from instrument_entries order by place`);

export type HistoryEntry = Entry & { reason: string; enteredByName: string | null; enteredAt: Instant };
/** What was entered about one instrument, the newest first. */
export const listHistory = (tx: Transaction, instrument: string) =>
  rows<HistoryEntry>(tx, sql`select e.id as "entryId", e.instrument, e.version, e.language, e.body, e.reason, s.display_name as "enteredByName", e.entered_at as "enteredAt"
    from instrument_entries e left join staff s on s.agency_id = e.agency_id and s.id = e.entered_by where e.instrument = ${instrument} order by e.place desc limit 500`);

/** Adds a row. Null where the same version was entered by somebody else meanwhile. */
export async function insertEntry(tx: Transaction, one: { instrument: string; version: string; language: string | null; body: EntryBody; reason: string }): Promise<string | null> {
  const id = newId(tx);
  const staffId = tx.actor.kind === "staff" ? tx.actor.staffId : null;
  const added = await row(tx, sql`insert into instrument_entries (agency_id, id, kind, instrument, version, language, body, reason, entered_by, entered_at)
    values (${tx.actor.agencyId}, ${id}, ${one.body.kind}, ${one.instrument}, ${one.version}, ${one.language}, ${JSON.stringify(one.body)}::json, ${one.reason}, ${staffId}, ${tx.now})
    on conflict do nothing returning id`);
  return added === null ? null : id;
}
