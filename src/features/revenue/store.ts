import { sql } from "kysely";
import { row, rows, type Transaction } from "#database/actor.ts";
import type { CivilDate } from "#kernel/dates.ts";
import type { Behind, ClaimRow, FirstPass } from "./contract.ts";
import type { AdjustmentRow } from "./rules.ts";

export type Asked = { from: CivilDate; to: CivilDate; payerId: string | null };

/** Lines of claims with their entries. What moves from one claim to the next payer's is no money: a transfer counts nowhere. */
const moves = sql`ledger_lines l join ledger_entries e on e.agency_id = l.agency_id and e.id = l.entry_id`;
const isMove = sql`(e.kind = 'transfer' or (e.kind = 'reversal' and exists (select from ledger_entries o where o.agency_id = e.agency_id and o.id = e.reverses and o.kind = 'transfer')))`;
/** All lines of an entry come to nothing, so that what came for a claim is what its own lines are short of. */
const sums = sql`(- coalesce(sum(l.cents) filter (where l.account = 'revenue'), 0))::float8 as "chargedCents", (- coalesce(sum(l.cents) filter (where not ${isMove}), 0))::float8 as "collectedCents", coalesce(sum(l.cents) filter (where l.account = 'contractual'), 0)::float8 as "contractualCents", coalesce(sum(l.cents) filter (where l.account = 'write_off'), 0)::float8 as "writtenOffCents"`;
const ofPayer = (payerId: string | null) => (payerId === null ? sql`true` : sql`l.claim_id in (select c.id from claims c where c.payer_id = ${payerId}::uuid)`);

type Moved = { chargedCents: number; collectedCents: number; contractualCents: number; writtenOffCents: number };
export type MovedLine = Moved & { payerId: string; month: string; claims: number };
/** What was booked in a span, by payer and month; `claims` is how many were charged. One pass over the ledger for all tables. */
export const listMoved = (tx: Transaction, { from, to, payerId }: Asked) =>
  rows<MovedLine>(tx, sql`select c.payer_id as "payerId", to_char(date_trunc('month', e.day), 'YYYY-MM') as month, count(*) filter (where e.kind = 'charge' and l.account = 'receivable')::integer as claims, ${sums}
    from ${moves} join claims c on c.agency_id = l.agency_id and c.id = l.claim_id where l.claim_id is not null and e.day between ${from}::date and ${to}::date and (${payerId}::uuid is null or c.payer_id = ${payerId}::uuid) group by c.payer_id, date_trunc('month', e.day) order by 2, 1`);
/** The same without names, by payer, with how many families are behind it. */
export const listMovedFamilies = (tx: Transaction, from: CivilDate, to: CivilDate) =>
  rows<Moved & { payerId: string; families: number }>(tx, sql`select c.payer_id as "payerId", count(distinct l.case_id)::integer as families, ${sums} from ${moves} join claims c on c.agency_id = l.agency_id and c.id = l.claim_id where l.claim_id is not null and e.day between ${from}::date and ${to}::date group by c.payer_id`);
/** What was booked in a span, and of how many families. */
export const sumMoved = async (tx: Transaction, from: CivilDate, to: CivilDate) =>
  (await row<{ families: number; chargedCents: number; collectedCents: number }>(tx, sql`select count(distinct l.case_id)::integer as families, ${sums} from ${moves} where l.claim_id is not null and e.day between ${from}::date and ${to}::date`))!;

/** What each claim has open on a day, by account. Nothing is booked on a day to come: of today every line counts, and no day is asked. */
const balances = (account: "receivable" | "patient", on: CivilDate | "today") =>
  on === "today"
    ? sql`(select l.claim_id, sum(l.cents) as cents from ledger_lines l where l.account = ${sql.lit(account)} and l.claim_id is not null group by l.claim_id having sum(l.cents) <> 0)`
    : sql`(select l.claim_id, sum(l.cents) as cents from ledger_lines l join ledger_entries e on e.agency_id = l.agency_id and e.id = l.entry_id where l.account = ${sql.lit(account)} and l.claim_id is not null and e.day <= ${on}::date group by l.claim_id having sum(l.cents) <> 0)`;
const bothOf = (payerId: string | null) => sql`(${payerId}::uuid is null or c.payer_id = ${payerId}::uuid)`;
export type DayBalance = { payerId: string; serviceDay: CivilDate; claims: number; openCents: number; creditCents: number };
/** What payers owe on a day, by payer and day of the service; a credit is what came too much. */
export const listOpenDays = (tx: Transaction, on: CivilDate | "today", payerId: string | null) =>
  rows<DayBalance>(tx, sql`select c.payer_id as "payerId", c.service_day as "serviceDay", count(*) filter (where b.cents > 0)::integer as claims, coalesce(sum(b.cents) filter (where b.cents > 0), 0)::float8 as "openCents", (- coalesce(sum(b.cents) filter (where b.cents < 0), 0))::float8 as "creditCents"
    from ${balances("receivable", on)} b join claims c on c.id = b.claim_id where ${bothOf(payerId)} group by c.payer_id, c.service_day order by c.service_day`);
/** How many families have something open whose service was in a span of days. */
export const countFamilies = (tx: Transaction, on: CivilDate, ends: readonly { key: string; from: CivilDate | null; to: CivilDate | null }[]) =>
  rows<{ key: string; families: number }>(tx, sql`select k.key, count(distinct c.case_id)::integer as families from ${balances("receivable", on)} b join claims c on c.id = b.claim_id
    join unnest(${ends.map((one) => one.key)}::text[], ${ends.map((one) => one.from)}::date[], ${ends.map((one) => one.to)}::date[]) as k (key, from_day, to_day) on (k.from_day is null or c.service_day >= k.from_day) and (k.to_day is null or c.service_day <= k.to_day) where b.cents > 0 group by k.key`);
/** What families owe of their part; never of Medicaid. */
export const sumOfFamilies = async (tx: Transaction, payerId: string | null) => (await row<{ cents: number }>(tx, sql`select coalesce(sum(b.cents), 0)::float8 as cents from ${balances("patient", "today")} b join claims c on c.id = b.claim_id where ${bothOf(payerId)}`))!.cents;
/** How many families have something open with each payer. */
export const countFamiliesOfPayers = (tx: Transaction, on: CivilDate) => rows<{ payerId: string; families: number }>(tx, sql`select c.payer_id as "payerId", count(distinct c.case_id)::integer as families from ${balances("receivable", on)} b join claims c on c.id = b.claim_id group by c.payer_id`);
export const sumCharged = async (tx: Transaction, from: CivilDate, to: CivilDate, payerId: string | null) =>
  (await row<{ cents: number }>(tx, sql`select (- coalesce(sum(l.cents), 0))::float8 as cents from ledger_lines l join ledger_entries e on e.agency_id = l.agency_id and e.id = l.entry_id where l.account = 'revenue' and l.claim_id is not null and e.day between ${from}::date and ${to}::date and ${ofPayer(payerId)}`))!.cents;

/** Claims of service days of a span that were sent for the first time, with the first answer that each got. */
const firsts = ({ from, to, payerId }: Asked) => sql`(
  select c.id as claim_id, split_part(min(to_char(s.taken_at at time zone 'UTC', 'YYYYMMDDHH24MISSUS') || ' ' || s.to_state) filter (where s.to_state <> 'sent'), ' ', 2) as answer
  from claims c join claim_steps s on s.agency_id = c.agency_id and s.claim_id = c.id
  where s.to_state in ('sent', 'rejected', 'paid', 'partly_paid', 'denied') and c.kind = 'original' and c.follows is null and c.service_day between ${from}::date and ${to}::date and (${payerId}::uuid is null or c.payer_id = ${payerId}::uuid)
  group by c.id having bool_or(s.to_state = 'sent'))`;
export const countFirsts = async (tx: Transaction, asked: Asked): Promise<FirstPass> => (await row<FirstPass>(tx, sql`select count(*)::integer as sent, count(f.answer)::integer as answered, count(*) filter (where f.answer = 'paid')::integer as paid from ${firsts(asked)} f`))!;

/** Adjustments by group and reason, of decisions in a span. */
export const listAdjustments = (tx: Transaction, { from, to, payerId }: Asked) =>
  rows<AdjustmentRow>(tx, sql`select a.group_code as "group", a.reason_code as reason, p.is_medicaid as "isMedicaid", count(distinct a.claim_id)::integer as claims, sum(a.cents)::float8 as cents
    from claim_adjustments a join claims c on c.agency_id = a.agency_id and c.id = a.claim_id join payers p on p.agency_id = c.agency_id and p.id = c.payer_id
    where a.decided_on between ${from}::date and ${to}::date and (${payerId}::uuid is null or c.payer_id = ${payerId}::uuid) group by 1, 2, 3`);
/** What was learnt from denials and still holds: the reason and the agency's words. */
export const listChecks = (tx: Transaction) => rows<{ reason: string; words: string }>(tx, sql`select reason_code as reason, words from claim_checks where ended_at is null order by made_at, id limit 500`);
export const listPayerNames = (tx: Transaction) => rows<{ payerId: string; name: string }>(tx, sql`select id as "payerId", name from payers order by lower(name), id limit 500`);

export type AskedBehind = Asked & { behind: Behind; reason: string | null; days: { from: CivilDate | null; to: CivilDate | null } };
const PAGE = 50;
/** The claims behind a figure, by their days, the oldest first. */
export async function listBehind(tx: Transaction, asked: AskedBehind, after: { day: CivilDate; claimId: string } | null): Promise<{ claims: ClaimRow[]; next: { day: CivilDate; claimId: string } | null }> {
  const { behind, days } = asked;
  const open = balances(behind === "family" ? "patient" : "receivable", "today");
  const among =
    behind === "not_first" ? sql`c.id in (select f.claim_id from ${firsts(asked)} f where f.answer is not null and f.answer <> 'paid')`
    : behind === "denied" ? sql`c.id in (select a.claim_id from claim_adjustments a where a.decided_on between ${asked.from}::date and ${asked.to}::date and a.reason_code = ${asked.reason} and not (a.group_code = 'CO' and a.reason_code in ('45', '253')))`
    : behind === "credit" ? sql`b.cents < 0`
    : sql`b.cents > 0 and (${days.from}::date is null or c.service_day >= ${days.from}::date) and (${days.to}::date is null or c.service_day <= ${days.to}::date)`; // prettier-ignore
  const found = await rows<ClaimRow>(tx, sql`select c.id as "claimId", c.case_id as "caseId", c.number, trim(h.given_name || ' ' || h.family_name) as "childName", p.name as "payerName", c.service_day as "serviceDay", c.state, c.charge_cents as "chargeCents", coalesce(b.cents, 0)::float8 as "openCents"
    from claims c left join ${open} b on b.claim_id = c.id join payers p on p.agency_id = c.agency_id and p.id = c.payer_id join cases k on k.agency_id = c.agency_id and k.id = c.case_id join persons h on h.agency_id = k.agency_id and h.id = k.child_id
    where ${among} and (${asked.payerId}::uuid is null or c.payer_id = ${asked.payerId}::uuid) and (${after?.day ?? null}::date is null or (c.service_day, c.id) > (${after?.day ?? null}::date, ${after?.claimId ?? null}::uuid))
    order by c.service_day, c.id limit ${PAGE + 1}`);
  const claims = found.slice(0, PAGE);
  const last = claims.at(-1);
  return { claims, next: found.length > PAGE && last !== undefined ? { day: last.serviceDay, claimId: last.claimId } : null };
}

/** Under how many families no figure is told without names, as for the programme's other figures; null is the shipped one. */
export const findThreshold = async (tx: Transaction) => (await row<{ threshold: number }>(tx, sql`select threshold from outcome_settings order by recorded_at desc, id desc limit 1`))?.threshold ?? null;
