import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { BillingProfile, NewProfile, NewStaffNumber, StaffNumber } from "./profile.contract.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

/** Every version of who bills, the newest first. */
export const listProfiles = (tx: Transaction) =>
  rows<BillingProfile>(tx, sql`select p.id as "profileId", p.from_day as "fromDay", p.legal_name as "legalName", p.npi, p.taxonomy, p.tax_number as "taxNumber", p.address, p.pay_to as "payTo", p.sender_qualifier as "senderQualifier", p.sender_number as "senderNumber", p.contact_name as "contactName", p.telephone, p.email, p.is_demo as "isDemo", w.display_name as "madeByName", p.made_at as "madeAt"
    from billing_profiles p left join staff w on w.agency_id = p.agency_id and w.id = p.made_by order by p.from_day desc, p.made_at desc, p.id limit 200`);
export async function insertProfile(tx: Transaction, one: NewProfile, isDemo: "demo" | "real"): Promise<string> {
  const id = newId(tx);
  await sql`insert into billing_profiles (agency_id, id, from_day, legal_name, npi, taxonomy, tax_number, address, pay_to, sender_qualifier, sender_number, contact_name, telephone, email, is_demo, made_by, made_at)
    values (${tx.actor.agencyId}, ${id}, ${one.fromDay}, ${one.legalName}, ${one.npi}, ${one.taxonomy}, ${one.taxNumber}, ${JSON.stringify(one.address)}::jsonb, ${one.payTo === null ? null : JSON.stringify(one.payTo)}::jsonb, ${one.senderQualifier}, ${one.senderNumber}, ${one.contactName}, ${one.telephone}, ${one.email}, ${isDemo === "demo"}, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}

/** Who works here, by name, and whether they treat: billing asks for their numbers. */
export const listPeople = (tx: Transaction) =>
  rows<{ staffId: string; name: string; treats: boolean }>(tx, sql`select s.id as "staffId", s.display_name as name, exists (select from staff_roles r where r.agency_id = s.agency_id and r.staff_id = s.id and r.role in ('clinician', 'trainee', 'supervisor') and holds_on(r.valid_from, r.valid_to, today())) as treats
    from staff s where holds_on(s.valid_from, s.valid_to, today()) or exists (select from staff_numbers n where n.agency_id = s.agency_id and n.staff_id = s.id) order by 3 desc, s.display_name, s.id limit 2000`);
export const isStaff = async (tx: Transaction, staffId: string) => (await row(tx, sql`select id from staff where id = ${staffId}`)) !== null;
export const listNumbers = (tx: Transaction) =>
  rows<StaffNumber>(tx, sql`select id as "numberId", staff_id as "staffId", npi, taxonomy, given_name as "givenName", family_name as "familyName", from_day as "fromDay", ended_at as "endedAt" from staff_numbers order by ended_at is not null, from_day desc, id limit 5000`);
/** Whoever writes numbers waits for whoever else does, so that no number becomes two people's. */
export const holdNumbers = (tx: Transaction) => sql`select pg_advisory_xact_lock(hashtextextended('numbers of staff of ' || ${tx.actor.agencyId}, 0))`.execute(tx);
export async function insertNumber(tx: Transaction, one: NewStaffNumber): Promise<string> {
  const id = newId(tx);
  await sql`insert into staff_numbers (agency_id, id, staff_id, npi, taxonomy, given_name, family_name, from_day, made_by, made_at) values (${tx.actor.agencyId}, ${id}, ${one.staffId}, ${one.npi}, ${one.taxonomy}, ${one.givenName}, ${one.familyName}, ${one.fromDay}, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}
export const endNumber = async (tx: Transaction, numberId: string): Promise<boolean> => (await sql`update staff_numbers set ended_at = ${tx.now} where id = ${numberId} and ended_at is null`.execute(tx)).numAffectedRows === 1n;

/** The next control number of the agency's files: the row is held until this transaction ends, and no number comes twice. */
export const nextControl = async (tx: Transaction): Promise<number> =>
  (await row<{ last: number }>(tx, sql`insert into x12_controls as c (agency_id, last_number) values (${tx.actor.agencyId}, 1) on conflict (agency_id) do update set last_number = c.last_number + 1 returning last_number as last`))!.last;
