import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { CivilDate } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import type { Grant, Invoice, NewGrant, TimeLine, Work } from "./grants.contract.ts";
import type { Counted, InvoiceContent } from "./grants.rules.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

const columns = sql`g.id as "grantId", g.name, g.funder, g.reference, g.from_day as "fromDay", g.to_day as "toDay", g.cents::float8 as cents, g.rates, g.revision, g.ended_at as "endedAt",
  coalesce((select sum(i.cents) from grant_invoices i where i.agency_id = g.agency_id and i.grant_id = g.id and i.voided_at is null), 0)::float8 as "invoicedCents",
  coalesce((select sum(i.cents) from grant_invoices i where i.agency_id = g.agency_id and i.grant_id = g.id and i.paid_on is not null), 0)::float8 as "paidCents"`;
export const listGrants = (tx: Transaction) => rows<Grant>(tx, sql`select ${columns} from grants g order by g.ended_at is not null, g.to_day desc, lower(g.name), g.id limit 500`);
export const findGrant = (tx: Transaction, grantId: string) => row<Grant>(tx, sql`select ${columns} from grants g where g.id = ${grantId}`);
/** The same, held until this transaction ends: two invoices of one grant are never made at once. */
export async function holdGrant(tx: Transaction, grantId: string): Promise<Grant | null> {
  await sql`select id from grants where id = ${grantId} for update`.execute(tx);
  return findGrant(tx, grantId);
}
export async function insertGrant(tx: Transaction, one: NewGrant): Promise<string> {
  const id = newId(tx);
  await sql`insert into grants (agency_id, id, name, funder, reference, from_day, to_day, cents, rates, made_by, made_at) values (${tx.actor.agencyId}, ${id}, ${one.name}, ${one.funder}, ${one.reference}, ${one.fromDay}, ${one.toDay}, ${one.cents}, ${JSON.stringify(one.rates)}::jsonb, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}
export const updateGrant = (tx: Transaction, grantId: string, one: NewGrant) => sql`update grants set name = ${one.name}, funder = ${one.funder}, reference = ${one.reference}, from_day = ${one.fromDay}, to_day = ${one.toDay}, cents = ${one.cents}, rates = ${JSON.stringify(one.rates)}::jsonb, revision = revision + 1 where id = ${grantId}`.execute(tx);
export const endGrant = (tx: Transaction, grantId: string) => sql`update grants set ended_at = ${tx.now}, revision = revision + 1 where id = ${grantId}`.execute(tx);

/** What kind of work a session is that no payer pays; null where it is none. */
const workOf = sql`case when s.status = 'no_show' then 'no_show' when s.status = 'held' and s.kind in ('coordination', 'team', 'collateral', 'phone') then s.kind end`;
const minutesOf = sql`greatest(1, round(extract(epoch from case when s.status = 'held' and s.held_to is not null and s.held_from is not null then s.held_to - s.held_from else s.ends_at - s.starts_at end) / 60))::integer`;
const unbilled = sql`not exists (select from claim_lines l where l.agency_id = s.agency_id and l.session_id = s.id and l.is_live)`;
/** The days of a session by the wall on which it was booked. */
const within = (from: CivilDate, to: CivilDate) => sql`s.starts_at >= ${from}::date - 1 and s.starts_at < ${to}::date + 2 and (s.starts_at at time zone s.time_zone)::date between ${from}::date and ${to}::date`;

export type CountedSession = Counted & { sessionId: string; caseId: string };
/** Sessions of some days that no claim and no invoice holds. */
export const listSessions = (tx: Transaction, { from, to }: { from: CivilDate; to: CivilDate }) =>
  rows<CountedSession>(tx, sql`select s.id as "sessionId", s.case_id as "caseId", ${workOf} as work, ${minutesOf} as minutes from sessions s
    where ${within(from, to)} and ${workOf} is not null and ${unbilled} and not exists (select from grant_sessions g where g.agency_id = s.agency_id and g.session_id = s.id and g.is_live) order by s.starts_at, s.id`);
export type CountedMeeting = Counted & { meetingId: string };
/** Meetings of supervision of some days that no invoice holds. Read by the machine: whoever bills learns minutes alone. */
export const listMeetings = (tx: Transaction, { from, to }: { from: CivilDate; to: CivilDate }) =>
  rows<CountedMeeting>(tx, sql`select m.id as "meetingId", 'supervision' as work, m.minutes from supervision_meetings m
    where m.status = 'held' and (m.starts_at at time zone ${tx.actor.timeZone})::date between ${from}::date and ${to}::date and not exists (select from grant_meetings g where g.agency_id = m.agency_id and g.meeting_id = m.id and g.is_live) order by m.starts_at, m.id`);
/** All of that time between two days by kind, and how much of it stands on an invoice. */
export const listTime = (tx: Transaction, { from, to }: { from: CivilDate; to: CivilDate }) =>
  rows<TimeLine>(tx, sql`select t.work, count(*)::integer as times, sum(t.minutes)::integer as minutes, coalesce(sum(t.minutes) filter (where t.invoiced), 0)::integer as "invoicedMinutes" from (
    select ${workOf} as work, ${minutesOf} as minutes, exists (select from grant_sessions g where g.agency_id = s.agency_id and g.session_id = s.id and g.is_live) as invoiced from sessions s where ${within(from, to)} and ${workOf} is not null and ${unbilled}
    union all select 'supervision', m.minutes, exists (select from grant_meetings g where g.agency_id = m.agency_id and g.meeting_id = m.id and g.is_live) from supervision_meetings m where m.status = 'held' and (m.starts_at at time zone ${tx.actor.timeZone})::date between ${from}::date and ${to}::date) t group by t.work`);

export const listInvoices = (tx: Transaction, grantId: string) =>
  rows<Invoice>(tx, sql`select i.id as "invoiceId", to_char(i.month, 'YYYY-MM') as month, i.number, i.language, i.cents::float8 as cents, i.made_at as "madeAt", w.display_name as "madeByName", i.paid_on as "paidOn", i.voided_at as "voidedAt", i.voided_reason as "voidedReason",
      (select count(*)::integer from grant_sessions s where s.agency_id = i.agency_id and s.invoice_id = i.id and s.is_live and exists (select from claim_lines l where l.agency_id = s.agency_id and l.session_id = s.session_id and l.is_live)) as "alsoBilled"
    from grant_invoices i left join staff w on w.agency_id = i.agency_id and w.id = i.made_by where i.grant_id = ${grantId} order by i.number desc limit 500`);
/** The next number of an invoice: whoever else makes one waits until this transaction ends. */
export async function nextNumber(tx: Transaction): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended('grant invoices of ' || ${tx.actor.agencyId}, 0))`.execute(tx);
  return (await row<{ next: number }>(tx, sql`select coalesce(max(number), 0) + 1 as next from grant_invoices`))!.next;
}
export type NewInvoice = { grantId: string; content: InvoiceContent; language: Language; cents: number; entryId: string; sessions: readonly CountedSession[]; meetings: readonly CountedMeeting[] };
export async function insertInvoice(tx: Transaction, one: NewInvoice): Promise<string> {
  const id = newId(tx);
  await sql`insert into grant_invoices (agency_id, id, grant_id, month, number, language, content, cents, entry_id, made_by, made_at) values (${tx.actor.agencyId}, ${id}, ${one.grantId}, ${`${one.content.month}-01`}, ${one.content.number}, ${one.language}, ${JSON.stringify(one.content)}::jsonb, ${one.cents}, ${one.entryId}, ${author(tx)}, ${tx.now})`.execute(tx);
  const of = <T, V>(all: readonly T[], value: (each: T) => V): V[] => all.map(value);
  await sql`insert into grant_sessions (agency_id, invoice_id, session_id, case_id, work, minutes) select ${tx.actor.agencyId}::uuid, ${id}::uuid, s.* from unnest(${of(one.sessions, (each) => each.sessionId)}::uuid[], ${of(one.sessions, (each) => each.caseId)}::uuid[], ${of(one.sessions, (each): Work => each.work)}::text[], ${of(one.sessions, (each) => each.minutes)}::integer[]) s`.execute(tx);
  await sql`insert into grant_meetings (agency_id, invoice_id, meeting_id, minutes) select ${tx.actor.agencyId}::uuid, ${id}::uuid, m.* from unnest(${of(one.meetings, (each) => each.meetingId)}::uuid[], ${of(one.meetings, (each) => each.minutes)}::integer[]) m`.execute(tx);
  return id;
}
export type HeldInvoice = { cents: number; entryId: string; madeOn: CivilDate; language: Language; content: InvoiceContent; paidOn: CivilDate | null; voidedAt: string | null };
const held = sql`cents::float8 as cents, entry_id as "entryId", (made_at at time zone 'UTC')::date as "madeOn", language, content, paid_on as "paidOn", voided_at as "voidedAt"`;
export const findInvoice = (tx: Transaction, grantId: string, invoiceId: string) => row<HeldInvoice>(tx, sql`select ${held} from grant_invoices where id = ${invoiceId} and grant_id = ${grantId}`);
export const holdInvoice = (tx: Transaction, grantId: string, invoiceId: string) => row<HeldInvoice>(tx, sql`select ${held} from grant_invoices where id = ${invoiceId} and grant_id = ${grantId} for update`);
export const payInvoice = (tx: Transaction, invoiceId: string, on: CivilDate, entryId: string) => sql`update grant_invoices set paid_on = ${on}, paid_entry_id = ${entryId} where id = ${invoiceId}`.execute(tx);
export async function voidInvoice(tx: Transaction, invoiceId: string, reason: string): Promise<void> {
  await sql`update grant_invoices set voided_at = ${tx.now}, voided_reason = ${reason} where id = ${invoiceId}`.execute(tx);
  await sql`update grant_sessions set is_live = false where invoice_id = ${invoiceId}`.execute(tx);
  await sql`update grant_meetings set is_live = false where invoice_id = ${invoiceId}`.execute(tx);
}
