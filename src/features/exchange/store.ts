import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";

export type DirectoryEntry = { kind: "professional" | "organization" | "place"; system: string; value: string; name: string; details: unknown };

/** Stores those entries that are not there yet; answers the ids of the new ones and of those that were there. */
export async function storeDirectory(tx: Transaction, entries: readonly DirectoryEntry[]): Promise<{ created: string[]; matched: string[] }> {
  const sent = JSON.stringify(entries.map((one) => ({ ...one, id: newId(tx), agency_id: tx.actor.agencyId })));
  const made = await rows<{ id: string }>(tx, sql`insert into directory_entries (agency_id, id, kind, system, value, name, details)
    select agency_id, id, kind, system, value, name, details from jsonb_to_recordset(${sent}::jsonb) as e(agency_id uuid, id uuid, kind text, system text, value text, name text, details jsonb)
    on conflict (agency_id, kind, system, value) do nothing returning id`);
  const created = made.map((one) => one.id);
  const there = await rows<{ id: string }>(tx, sql`select d.id from directory_entries d join jsonb_to_recordset(${sent}::jsonb) as e(kind text, system text, value text) using (kind, system, value) where not (d.id = any (${created}::uuid[]))`);
  return { created, matched: there.map((one) => one.id) };
}

export const isInDirectory = async (tx: Transaction, kind: string, system: string, value: string) => (await row<{ found: boolean }>(tx, sql`select exists (select from directory_entries where kind = ${kind} and system = ${system} and value = ${value}) as found`))!.found;

/** The referral that holds one of the child's identifiers, or null. */
export const findReferralByIdentifier = async (tx: Transaction, keys: readonly { system: string; value: string }[]) =>
  (await row<{ referralId: string }>(tx, sql`select i.referral_id as "referralId" from referral_identifiers i join jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k(system text, value text) using (system, value) order by i.referral_id limit 1`))?.referralId ?? null;

export const insertReferralIdentifiers = (tx: Transaction, referralId: string, keys: readonly { system: string; value: string }[]) =>
  sql`insert into referral_identifiers (agency_id, referral_id, system, value) select ${tx.actor.agencyId}, ${referralId}, system, value from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k(system text, value text) on conflict do nothing`.execute(tx);
