import { sql } from "kysely";
import { row, rows, type Transaction } from "#database/actor.ts";
import { pageBy, pageOf } from "#database/listing.ts";
import type { CivilDate } from "#kernel/dates.ts";
import { type AccountMonth, type BookedEntry, type ClosedMonth, type LedgerAccount, ledgerAccounts } from "./contract.ts";
import { isByHand } from "./months.rules.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

/** Who closes a month waits for all who book, and they for him: what was counted is all there is. */
export const holdForClosing = (tx: Transaction) => sql`select pg_advisory_xact_lock(hashtextextended('ledger of ' || ${tx.actor.agencyId}, 0))`.execute(tx);

/** Every account in a month: what it held before, what moved, what it holds after. */
export async function accountsIn(tx: Transaction, month: CivilDate): Promise<AccountMonth[]> {
  const found = await rows<{ account: LedgerAccount; before: number; debit: number; credit: number }>(tx, sql`select l.account, coalesce(sum(l.cents) filter (where e.day < ${month}::date), 0)::bigint as before,
      coalesce(sum(l.cents) filter (where e.day >= ${month}::date and l.cents > 0), 0)::bigint as debit, coalesce(-sum(l.cents) filter (where e.day >= ${month}::date and l.cents < 0), 0)::bigint as credit
    from ledger_lines l join ledger_entries e on e.agency_id = l.agency_id and e.id = l.entry_id where e.day < (${month}::date + interval '1 month')::date group by l.account`);
  const byAccount = new Map(found.map((one) => [one.account, one]));
  return ledgerAccounts.flatMap((account) => {
    const one = byAccount.get(account);
    if (one === undefined) return [];
    return [{ account, beforeCents: Number(one.before), debitCents: Number(one.debit), creditCents: Number(one.credit), afterCents: Number(one.before) + Number(one.debit) - Number(one.credit) }];
  });
}
export const listClosed = (tx: Transaction) => rows<ClosedMonth>(tx, sql`select m.month, m.closed_at as "closedAt", s.display_name as "closedByName" from ledger_months m left join staff s on s.agency_id = m.agency_id and s.id = m.closed_by order by m.month desc limit 120`);
export const firstDay = async (tx: Transaction) => (await row<{ day: CivilDate | null }>(tx, sql`select min(day) as day from ledger_entries`))!.day;
export const insertMonth = (tx: Transaction, month: CivilDate, balances: readonly AccountMonth[]) =>
  sql`insert into ledger_months (agency_id, month, closed_by, closed_at, balances) values (${tx.actor.agencyId}, ${month}, ${author(tx)}, ${tx.now}, ${JSON.stringify(balances)}::jsonb)`.execute(tx);

const entry = sql`e.id as "entryId", e.day, e.kind, e.reason, s.display_name as "byName", e.booked_at as "bookedAt", e.remittance_id as "remittanceId", e.reverses,
  exists (select from ledger_entries o where o.agency_id = e.agency_id and o.reverses = e.id) as "isReversed",
  (select jsonb_agg(jsonb_build_object('account', l.account, 'cents', l.cents, 'claimId', l.claim_id, 'claimNumber', c.number, 'caseId', l.case_id) order by l.place) from ledger_lines l left join claims c on c.agency_id = l.agency_id and c.id = l.claim_id where l.agency_id = e.agency_id and l.entry_id = e.id) as lines`;
const from = sql`ledger_entries e left join staff s on s.agency_id = e.agency_id and s.id = e.booked_by`;
type Found = Omit<BookedEntry, "mayReverse">;
const readable = (one: Found): BookedEntry => ({ ...one, mayReverse: isByHand(one.kind, one.remittanceId) && !one.isReversed });

export type EntriesAsked = { month: CivilDate | null; account: LedgerAccount | null; claimId: string | null };
export async function listEntries(tx: Transaction, asked: EntriesAsked, { after, size }: { after: string | null; size: number }): Promise<{ entries: BookedEntry[]; next: string | null }> {
  const page = pageBy({ by: sql`e.day`, kind: "date", misses: "never" }, sql`e.id`, "down", after);
  const matches = sql.join([
    sql`true`,
    ...(asked.month === null ? [] : [sql`e.day >= ${asked.month}::date and e.day < (${asked.month}::date + interval '1 month')::date`]),
    ...(asked.account === null ? [] : [sql`exists (select from ledger_lines l where l.agency_id = e.agency_id and l.entry_id = e.id and l.account = ${asked.account})`]),
    ...(asked.claimId === null ? [] : [sql`e.id in (select l.entry_id from ledger_lines l where l.claim_id = ${asked.claimId})`]),
  ], sql` and `);
  const found = await rows<Found & { key: string | null }>(tx, sql`select ${entry}, ${page.key} as key from ${from} where ${matches} and ${page.follows} order by ${page.order} limit ${size + 1}`);
  const { rows: entries, next } = pageOf(found, size, (one) => one.entryId);
  return { entries: entries.map(readable), next };
}
/** One entry, held until the transaction ends. Entries are never changed: who takes one back holds its agency's ledger. */
export async function findEntry(tx: Transaction, entryId: string): Promise<BookedEntry | null> {
  const found = await row<Found>(tx, sql`select ${entry} from ${from} where e.id = ${entryId}`);
  return found === null ? null : readable(found);
}
