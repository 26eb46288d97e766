import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import { openForReading, placeIn } from "#database/sealing.ts";
import type { CivilDate } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import type { Bill, BillKind, FormSettings, NewPrice, Price, UnbilledSession } from "./contract.ts";
import type { CoverageFacts } from "./rules.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

export type WrittenClaim = { caseId: string; number: string; content: string | null };
/** A claim with what was written of it, opened; null where the actor sees none, an empty content where nothing was written. */
export async function findWritten(tx: Transaction, claimId: string): Promise<WrittenClaim | null> {
  const found = await row<WrittenClaim>(tx, sql`select case_id as "caseId", number, content from claims where id = ${claimId}`);
  return found === null || found.content === null ? found : { ...found, content: openForReading(tx.keys, placeIn("claims.content", claimId), found.content) };
}

export const findSettings = async (tx: Transaction) => (await row<{ content: FormSettings }>(tx, sql`select content from billform_settings order by version desc limit 1`))?.content ?? null;
export async function insertSettings(tx: Transaction, content: FormSettings): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('billform settings of ' || ${tx.actor.agencyId}, 0))`.execute(tx);
  await sql`insert into billform_settings (agency_id, version, content, made_by, made_at) values (${tx.actor.agencyId}, (select coalesce(max(version), 0) + 1 from billform_settings), ${JSON.stringify(content)}::jsonb, ${author(tx)}, ${tx.now})`.execute(tx);
}

/** Prices that were not taken out, the newest first within a kind. */
export const listPrices = (tx: Transaction) => rows<Price>(tx, sql`select id as "priceId", kind, code, cents, from_day as "fromDay", to_day as "toDay", source, made_at as "madeAt" from self_pay_prices where ended_at is null order by kind, from_day desc, id limit 1000`);
/** Whoever writes prices waits for whoever else does. */
export const holdPrices = (tx: Transaction) => sql`select pg_advisory_xact_lock(hashtextextended('self pay prices of ' || ${tx.actor.agencyId}, 0))`.execute(tx);
export const setLastDay = (tx: Transaction, priceId: string, toDay: CivilDate) => sql`update self_pay_prices set to_day = ${toDay} where id = ${priceId}`.execute(tx);
export async function insertPrice(tx: Transaction, one: NewPrice): Promise<string> {
  const id = newId(tx);
  await sql`insert into self_pay_prices (agency_id, id, kind, code, cents, from_day, to_day, source, made_by, made_at) values (${tx.actor.agencyId}, ${id}, ${one.kind}, ${one.code}, ${one.cents}, ${one.fromDay}, ${one.toDay}, ${one.source}, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}
export const endPrice = async (tx: Transaction, priceId: string): Promise<boolean> => (await sql`update self_pay_prices set ended_at = ${tx.now} where id = ${priceId} and ended_at is null`.execute(tx)).numAffectedRows === 1n;

/** How the child is covered, by what stands. */
export const listCoverageFacts = (tx: Transaction, caseId: string) => rows<CoverageFacts>(tx, sql`select p.is_medicaid as "isMedicaid", c.letters, c.from_day as "fromDay", c.to_day as "toDay" from coverages c join payers p on p.agency_id = c.agency_id and p.id = c.payer_id where c.case_id = any (record_of(${caseId})) and c.ended_at is null`);
export const findChild = (tx: Transaction, caseId: string) => row<{ name: string; birthDate: CivilDate | null }>(tx, sql`select trim(p.given_name || ' ' || p.family_name) as name, p.birth_date as "birthDate" from cases c join persons p on p.agency_id = c.agency_id and p.id = c.child_id where c.id = ${caseId}`);
/** Adults who stand around the child today. */
export const listAdults = (tx: Transaction, caseId: string) =>
  rows<{ personId: string; name: string }>(tx, sql`select distinct p.id as "personId", trim(p.given_name || ' ' || p.family_name) as name from case_people c join persons p on p.agency_id = c.agency_id and p.id = c.person_id
    where c.case_id = any (record_of(${caseId})) and c.part = 'caregiver' and c.taken_back_at is null and holds_on(c.valid_from, c.valid_to, today()) order by 2, 1 limit 50`);
/** Whether an adult gave any way of contact that was called safe. Asked by the machine: the way itself stays unseen. */
export const hasSafeWay = async (tx: Transaction, personId: string) => (await row<{ safe: boolean }>(tx, sql`select exists (select from contact_ways w where w.person_id = ${personId} and w.is_safe and holds_on(w.valid_from, w.valid_to, today())) as safe`))!.safe;

type Unpriced = Omit<UnbilledSession, "cents"> & { clinicianId: string };
/** Signed sessions that stand on no claim, the newest first. */
export const listUnbilled = (tx: Transaction, caseId: string, span: { from: CivilDate; to: CivilDate } | null) =>
  rows<Unpriced>(tx, sql`select v.session_id as "sessionId", v.service_date as day, s.kind, s.clinician_id as "clinicianId", w.display_name as "clinicianName"
    from services v join sessions s on s.agency_id = v.agency_id and s.id = v.session_id join staff w on w.agency_id = s.agency_id and w.id = s.clinician_id
    where v.case_id = any (record_of(${caseId})) and (${span?.from ?? null}::date is null or v.service_date between ${span?.from ?? null}::date and ${span?.to ?? null}::date)
      and not exists (select from claim_lines l where l.agency_id = v.agency_id and l.session_id = v.session_id and l.is_live)
    order by v.service_date desc, v.session_id limit 400`);
/** Codes of diagnoses that a claim would name. */
export const listClaimCodes = async (tx: Transaction, caseId: string) => (await rows<{ code: string }>(tx, sql`select distinct code from claim_fields where case_id = any (record_of(${caseId})) and system = 'ICD-10-CM' order by code limit 12`)).map((one) => one.code);
/** What is open of a family's part, by claim: the day of the service and cents. Never of a claim to Medicaid. */
export const listOpenParts = (tx: Transaction, caseId: string) =>
  rows<{ day: CivilDate; cents: number }>(tx, sql`select c.service_day as day, sum(l.cents)::integer as cents from ledger_lines l join claims c on c.agency_id = l.agency_id and c.id = l.claim_id join payers p on p.agency_id = c.agency_id and p.id = c.payer_id
    where l.case_id = any (record_of(${caseId})) and l.account = 'patient' and not p.is_medicaid group by c.id, c.service_day having sum(l.cents) > 0 order by c.service_day, c.id limit 500`);

export type NewBill = { caseId: string; kind: BillKind; number: number; language: Language; content: string; totalCents: number };
/** The next number of a paper: whoever else makes one waits until this transaction ends. */
export async function nextNumber(tx: Transaction): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended('family bills of ' || ${tx.actor.agencyId}, 0))`.execute(tx);
  return (await row<{ next: number }>(tx, sql`select coalesce(max(number), 0) + 1 as next from family_bills`))!.next;
}
export async function insertBill(tx: Transaction, one: NewBill): Promise<string> {
  const id = newId(tx);
  const content = tx.keys.seal({ owner: one.caseId, ...placeIn("family_bills.content", id) }, one.content);
  await sql`insert into family_bills (agency_id, id, case_id, kind, number, language, content, total_cents, made_by, made_at) values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.kind}, ${one.number}, ${one.language}, ${content}, ${one.totalCents}, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}
export const listBills = (tx: Transaction, caseId: string) =>
  rows<Bill>(tx, sql`select b.id as "billId", b.kind, b.number, b.language, b.total_cents::float8 as "totalCents", b.made_at as "madeAt", w.display_name as "madeByName" from family_bills b left join staff w on w.agency_id = b.agency_id and w.id = b.made_by where b.case_id = any (record_of(${caseId})) order by b.number desc limit 200`);
export async function findBill(tx: Transaction, caseId: string, billId: string): Promise<{ language: Language; kind: BillKind; number: number; content: string } | null> {
  const found = await row<{ language: Language; kind: BillKind; number: number; content: string }>(tx, sql`select language, kind, number, content from family_bills where id = ${billId} and case_id = any (record_of(${caseId}))`);
  return found === null ? null : { ...found, content: openForReading(tx.keys, placeIn("family_bills.content", billId), found.content) };
}
