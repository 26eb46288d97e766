import { sql } from "kysely";
import { newId, rows, type Transaction } from "#database/actor.ts";
import type { CivilDate } from "#kernel/dates.ts";
import type { LedgerAccount, LedgerEntry } from "./rules.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

/** An entry to book; `caseOf` says whose claim each line's is. */
export type Booking = { entry: LedgerEntry; day: CivilDate; remittanceId?: string; reverses?: string; reason?: string };

/** Books entries, in one statement a table whatever their number. The database refuses what does not come to nothing, and what falls into a closed month. */
export async function book(tx: Transaction, bookings: readonly Booking[], caseOf: (claimId: string) => string): Promise<string[]> {
  if (bookings.length === 0) return [];
  // Who closes a month waits for this one, and nobody else does.
  await sql`select pg_advisory_xact_lock_shared(hashtextextended('ledger of ' || ${tx.actor.agencyId}, 0))`.execute(tx);
  const entries = bookings.map((one) => ({ ...one, id: newId(tx) }));
  const column = <T>(value: (one: (typeof entries)[number]) => T) => entries.map(value);
  await sql`insert into ledger_entries (agency_id, id, day, kind, remittance_id, reverses, reason, booked_by, booked_at)
    select ${tx.actor.agencyId}::uuid, e.id, e.day, e.kind, e.remittance_id, e.reverses, e.reason, ${author(tx)}::uuid, ${tx.now}::timestamptz
    from unnest(${column((one) => one.id)}::uuid[], ${column((one) => one.day)}::date[], ${column((one) => one.entry.kind)}::text[], ${column((one) => one.remittanceId ?? null)}::uuid[], ${column((one) => one.reverses ?? null)}::uuid[], ${column((one) => one.reason ?? "")}::text[]) as e (id, day, kind, remittance_id, reverses, reason)`.execute(tx);
  const lines = entries.flatMap(({ id, entry }) => entry.lines.map((line, at) => ({ ...line, id, place: at + 1 })));
  await sql`insert into ledger_lines (agency_id, entry_id, place, account, claim_id, case_id, cents)
    select ${tx.actor.agencyId}::uuid, l.entry_id, l.place, l.account, l.claim_id, l.case_id, l.cents
    from unnest(${lines.map((one) => one.id)}::uuid[], ${lines.map((one) => one.place)}::integer[], ${lines.map((one) => one.account)}::text[], ${lines.map((one) => one.claimId)}::uuid[], ${lines.map((one) => (one.claimId === null ? null : caseOf(one.claimId)))}::uuid[], ${lines.map((one) => one.cents)}::bigint[]) as l (entry_id, place, account, claim_id, case_id, cents)`.execute(tx);
  return entries.map((one) => one.id);
}

/** What an account comes to for each of the claims, in cents; claims of which nothing is booked there are left out. */
export const balancesOfClaims = async (tx: Transaction, account: LedgerAccount, claimIds: readonly string[]): Promise<Map<string, number>> =>
  new Map((await rows<{ claimId: string; cents: number }>(tx, sql`select claim_id as "claimId", sum(cents)::bigint as cents from ledger_lines where claim_id = any (${claimIds}::uuid[]) and account = ${account} group by claim_id`)).map((one) => [one.claimId, Number(one.cents)]));
