import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { CivilDate } from "#kernel/dates.ts";
import type { Cost, NewCost } from "./economics.contract.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

export const listCosts = (tx: Transaction, year: number) =>
  rows<Cost>(tx, sql`select c.id as "costId", c.year, c.kind, c.cents::float8 as cents, c.source, c.made_at as "madeAt", w.display_name as "madeByName" from programme_costs c left join staff w on w.agency_id = c.agency_id and w.id = c.made_by where c.year = ${year} and c.ended_at is null order by c.kind, c.made_at, c.id limit 500`);
export async function insertCost(tx: Transaction, one: NewCost): Promise<string> {
  const id = newId(tx);
  await sql`insert into programme_costs (agency_id, id, year, kind, cents, source, made_by, made_at) values (${tx.actor.agencyId}, ${id}, ${one.year}, ${one.kind}, ${one.cents}, ${one.source}, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}
export const endCost = async (tx: Transaction, costId: string): Promise<boolean> => (await sql`update programme_costs set ended_at = ${tx.now}, ended_by = ${author(tx)} where id = ${costId} and ended_at is null`.execute(tx)).numAffectedRows === 1n;

export type Span = { from: CivilDate; to: CivilDate };
/** Families of whom somebody was seen in a span: a session was held, by the day of its own wall. */
export const countFamilies = async (tx: Transaction, { from, to }: Span) =>
  (await row<{ families: number }>(tx, sql`select count(distinct s.case_id)::integer as families from sessions s where s.status = 'held' and s.starts_at >= ${from}::date - 1 and s.starts_at < ${to}::date + 2 and (s.starts_at at time zone s.time_zone)::date between ${from}::date and ${to}::date`))!.families;
/** What funders paid on invoices in a span. */
export const sumGrants = async (tx: Transaction, { from, to }: Span) => (await row<{ cents: number }>(tx, sql`select coalesce(sum(cents), 0)::float8 as cents from grant_invoices where paid_on between ${from}::date and ${to}::date`))!.cents;
