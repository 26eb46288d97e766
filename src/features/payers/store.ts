import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { NewPayer, Payer } from "./contract.ts";
import type { FeeLine, NewFeeLine, NewPlaceCode, PlaceCode } from "./lines.contract.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

const columns = sql`p.id as "payerId", p.name, p.payer_number as "payerNumber", p.tax_number as "taxNumber", p.is_medicaid as "isMedicaid", p.filing_code as "filingCode", p.receiver_name as "receiverName", p.receiver_qualifier as "receiverQualifier", p.receiver_number as "receiverNumber", p.provider_number as "providerNumber", p.usage,
  p.filing_days as "filingDays", p.again_days as "againDays", p.sums_same_day as "sumsSameDay", p.asks_rendering as "asksRendering", p.asks_supervising as "asksSupervising", p.needs_authorization as "needsAuthorization",
  case when p.confirmed_by is null then null else jsonb_build_object('by', (select w.display_name from staff w where w.agency_id = p.agency_id and w.id = p.confirmed_by), 'on', p.confirmed_on, 'source', p.source) end as confirmed, p.is_demo as "isDemo", p.revision, p.ended_at as "endedAt"`;
/** Every payer, those in use first, by name. */
export const listPayers = (tx: Transaction) => rows<Payer>(tx, sql`select ${columns} from payers p order by p.ended_at is not null, lower(p.name), p.id limit 500`);
export const findPayer = (tx: Transaction, payerId: string) => row<Payer>(tx, sql`select ${columns} from payers p where p.id = ${payerId}`);
/** The same, held until this transaction ends: whoever else changes the payer or its lines waits. */
export const holdPayer = (tx: Transaction, payerId: string) => row<Payer>(tx, sql`select ${columns} from payers p where p.id = ${payerId} for update`);
/** How many codes stand on a day, by payer. */
export const countCodes = async (tx: Transaction, on: string) =>
  new Map((await rows<{ payerId: string; codes: number }>(tx, sql`select payer_id as "payerId", count(*)::integer as codes from fee_lines where ended_at is null and holds_on(from_day, to_day, ${on}::date) group by payer_id`)).map((one) => [one.payerId, one.codes]));
export const isNumberTaken = async (tx: Transaction, payerNumber: string, but: string | null) => (await row(tx, sql`select id from payers where payer_number = ${payerNumber} and ended_at is null and id is distinct from ${but}::uuid`)) !== null;

/** Adds a payer; null where somebody else's in use has its number. */
export async function insertPayer(tx: Transaction, one: NewPayer, isDemo: "demo" | "real"): Promise<string | null> {
  const found = await row<{ id: string }>(tx, sql`insert into payers (agency_id, id, name, payer_number, tax_number, is_medicaid, filing_code, receiver_name, receiver_qualifier, receiver_number, provider_number, usage, filing_days, again_days, sums_same_day, asks_rendering, asks_supervising, needs_authorization, is_demo, made_by, made_at)
    values (${tx.actor.agencyId}, ${newId(tx)}, ${one.name}, ${one.payerNumber}, ${one.taxNumber}, ${one.isMedicaid}, ${one.filingCode}, ${one.receiverName}, ${one.receiverQualifier}, ${one.receiverNumber}, ${one.providerNumber}, ${one.usage}, ${one.filingDays}, ${one.againDays}, ${one.sumsSameDay}, ${one.asksRendering}, ${one.asksSupervising}, ${one.needsAuthorization}, ${isDemo === "demo"}, ${author(tx)}, ${tx.now})
    on conflict (agency_id, payer_number) where ended_at is null do nothing returning id`);
  return found?.id ?? null;
}
/** What a payer asks for, changed: it is a draft again. */
export const updatePayer = (tx: Transaction, payerId: string, one: NewPayer) =>
  sql`update payers set name = ${one.name}, payer_number = ${one.payerNumber}, tax_number = ${one.taxNumber}, is_medicaid = ${one.isMedicaid}, filing_code = ${one.filingCode}, receiver_name = ${one.receiverName}, receiver_qualifier = ${one.receiverQualifier}, receiver_number = ${one.receiverNumber}, provider_number = ${one.providerNumber}, usage = ${one.usage},
    filing_days = ${one.filingDays}, again_days = ${one.againDays}, sums_same_day = ${one.sumsSameDay}, asks_rendering = ${one.asksRendering}, asks_supervising = ${one.asksSupervising}, needs_authorization = ${one.needsAuthorization}, confirmed_by = null, confirmed_on = null, source = '', revision = revision + 1 where id = ${payerId}`.execute(tx);
export const confirmPayer = (tx: Transaction, payerId: string, source: string) => sql`update payers set confirmed_by = ${author(tx)}, confirmed_on = ${tx.today}, source = ${source}, revision = revision + 1 where id = ${payerId}`.execute(tx);
export const endPayer = (tx: Transaction, payerId: string) => sql`update payers set ended_at = ${tx.now}, revision = revision + 1 where id = ${payerId}`.execute(tx);

/** The codes and charges of a payer, by their order and days, with those that ended. */
export const listLines = (tx: Transaction, payerId: string) =>
  rows<FeeLine>(tx, sql`select l.id as "lineId", l.place, l.kinds, l.with_parts as "withParts", l.without_parts as "withoutParts", l.places, l.is_supervised as "isSupervised", l.code, l.modifiers, l.charged_by as "chargedBy", l.charge_cents as "chargeCents", l.allowed_cents as "allowedCents", l.from_day as "fromDay", l.to_day as "toDay", l.source, l.is_demo as "isDemo", w.display_name as "madeByName", l.ended_at as "endedAt"
    from fee_lines l left join staff w on w.agency_id = l.agency_id and w.id = l.made_by where l.payer_id = ${payerId} order by l.ended_at is not null, l.place, l.from_day desc, l.id limit 2000`);
export async function insertLine(tx: Transaction, payerId: string, one: NewFeeLine, isDemo: boolean): Promise<string> {
  const id = newId(tx);
  await sql`insert into fee_lines (agency_id, id, payer_id, place, kinds, with_parts, without_parts, places, is_supervised, code, modifiers, charged_by, charge_cents, allowed_cents, from_day, to_day, source, is_demo, made_by, made_at)
    values (${tx.actor.agencyId}, ${id}, ${payerId}, ${one.place}, ${one.kinds}::text[], ${one.withParts}::text[], ${one.withoutParts}::text[], ${one.places}::text[], ${one.isSupervised}, ${one.code}, ${one.modifiers}::text[], ${one.chargedBy}, ${one.chargeCents}, ${one.allowedCents}, ${one.fromDay}, ${one.toDay}, ${one.source}, ${isDemo}, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}
/** The last day on which a line counts. */
export const setLastDay = (tx: Transaction, lineId: string, toDay: string) => sql`update fee_lines set to_day = ${toDay} where id = ${lineId} and ended_at is null`.execute(tx);
/** Takes a line out: it was never right. */
export const takeOutLine = (tx: Transaction, lineId: string) => sql`update fee_lines set ended_at = ${tx.now}, ended_by = ${author(tx)} where id = ${lineId} and ended_at is null`.execute(tx);

/** The numbers of places of a payer and those for all, in force first. */
export const listPlaces = (tx: Transaction, payerId: string | null) =>
  rows<PlaceCode>(tx, sql`select id as "placeCodeId", payer_id as "payerId", place, code, source, made_at as "madeAt", ended_at as "endedAt" from place_codes where payer_id is null or payer_id = ${payerId}::uuid order by ended_at is not null, place, payer_id nulls last, made_at desc, id limit 1000`);
/** Whoever sets the number of a place waits for whoever else does. */
export const holdPlaces = (tx: Transaction) => sql`select pg_advisory_xact_lock(hashtextextended('place codes of ' || ${tx.actor.agencyId}, 0))`.execute(tx);
export async function insertPlace(tx: Transaction, one: NewPlaceCode): Promise<string> {
  const id = newId(tx);
  await sql`update place_codes set ended_at = ${tx.now} where payer_id is not distinct from ${one.payerId}::uuid and place = ${one.place} and ended_at is null`.execute(tx);
  await sql`insert into place_codes (agency_id, id, payer_id, place, code, source, made_by, made_at) values (${tx.actor.agencyId}, ${id}, ${one.payerId}, ${one.place}, ${one.code}, ${one.source}, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}
export const endPlace = async (tx: Transaction, placeCodeId: string): Promise<boolean> => (await sql`update place_codes set ended_at = ${tx.now} where id = ${placeCodeId} and ended_at is null`.execute(tx)).numAffectedRows === 1n;
