import { sql } from "kysely";
import { type Database, newId, row, rows, type Transaction } from "#database/actor.ts";
import type { Instant } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import type { HeldPasskey } from "#features/account/own.store.ts";

export type AccessRow = { personId: string; name: string; accessId: string | null; givenAt: Instant | null; givenBy: string | null; begunAt: Instant | null; endedAt: Instant | null };
/** The adults of a family who are around the child today, each with the last time that a way in was given. */
export const listAccesses = (tx: Transaction, caseId: string) =>
  rows<AccessRow>(tx, sql`select p.id as "personId", trim(p.given_name || ' ' || p.family_name) as name, a.id as "accessId", a.given_at as "givenAt", s.display_name as "givenBy", a.begun_at as "begunAt", a.ended_at as "endedAt"
    from (select distinct w.agency_id, w.person_id from case_people w where w.case_id = any (record_of(${caseId})) and w.part = 'caregiver' and w.taken_back_at is null and holds_on(w.valid_from, w.valid_to, today())) around
      join persons p on p.agency_id = around.agency_id and p.id = around.person_id and p.kind = 'adult'
      left join lateral (select * from portal_accesses o where o.agency_id = p.agency_id and o.person_id = p.id order by o.given_at desc, o.id desc limit 1) a on true
      left join staff s on s.agency_id = a.agency_id and s.id = a.given_by
    order by 2, 1`);
export const languageOfPerson = async (tx: Transaction, personId: string): Promise<Language> =>
  ((await row<{ language: Language }>(tx, sql`select case when language = 'es' or language like 'es-%' then 'es' else 'en' end as language from persons where id = ${personId}`))?.language ?? "en");

/** Writes down that a way in was given; one that stood before ends by it. */
export async function insertAccess(tx: Transaction, one: { caseId: string; personId: string; staffId: string }): Promise<void> {
  await closeAccess(tx, one.personId, one.staffId);
  await sql`insert into portal_accesses (agency_id, id, case_id, person_id, given_by, given_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${one.caseId}, ${one.personId}, ${one.staffId}, ${tx.now})`.execute(tx);
}
export const closeAccess = async (tx: Transaction, personId: string, staffId: string) =>
  (await row(tx, sql`update portal_accesses set ended_at = ${tx.now}, ended_by = ${staffId} where person_id = ${personId} and ended_at is null returning id`)) !== null;
export const noteBegun = (tx: Transaction, personId: string) => sql`update portal_accesses set begun_at = coalesce(begun_at, ${tx.now}) where person_id = ${personId} and ended_at is null`.execute(tx);

// The owner's functions over the server's own tables, by name.
export const giveAccount = (tx: Transaction, personId: string, openingHash: string) => row(tx, sql`select dyad.give_portal_account(${personId}, ${newId(tx)}, ${openingHash}, ${tx.now})`);
export const endAccount = (tx: Transaction, personId: string) => row(tx, sql`select dyad.end_portal_account(${personId}, ${tx.now})`);
export type PortalAccount = { accountId: string; openingHash: string | null; ownHash: string | null; language: Language };
export const findAccount = (tx: Transaction, personId: string) => row<PortalAccount>(tx, sql`select account_id as "accountId", opening_code_hash as "openingHash", own_code_hash as "ownHash", language from dyad.portal_account(${personId})`);
export const setOwnCode = (tx: Transaction, accountId: string, hash: string) => row(tx, sql`select dyad.set_own_code(${accountId}, ${hash})`);
export const countLinkTry = async (tx: Transaction, linkId: string) => (await row<{ tries: number }>(tx, sql`select dyad.count_link_try(${linkId}) as tries`))!.tries;

/** Adults to whom an address belongs that was called safe, around a child today, whose way in is open: at most a few, since a household may share one. */
const MOST_OF_ADDRESS = 4;
export const listAdultsBehind = (tx: Transaction, { way, value }: { way: "email" | "text"; value: string }) =>
  rows<{ personId: string; caseId: string }>(tx, sql`select distinct on (a.person_id) a.person_id as "personId", w.case_id as "caseId"
    from portal_accesses a join contact_ways c on c.agency_id = a.agency_id and c.person_id = a.person_id and c.way = ${way} and c.is_safe and holds_on(c.valid_from, c.valid_to, today())
        and ${way === "email" ? sql`lower(c.value) = ${value}` : sql`dialable(c.value) = dialable(${value})`}
      join case_people w on w.agency_id = a.agency_id and w.person_id = a.person_id and w.part = 'caregiver' and w.taken_back_at is null and holds_on(w.valid_from, w.valid_to, today())
    where a.ended_at is null and a.begun_at is not null order by a.person_id, w.case_id limit ${MOST_OF_ADDRESS}`);
/** Links to come in that went to somebody since a moment. */
export const countLinksSince = async (tx: Transaction, personId: string, since: Instant) =>
  (await row<{ count: number }>(tx, sql`select count(*)::integer as count from messages where person_id = ${personId} and kind = 'portal_link' and queued_at > ${since}`))!.count;

/** Copies that the present adult took within a day. Until the transaction ends, whoever counts for the same adult waits. */
export async function takeCopyTurn(tx: Transaction): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended('own copy ' || actor_person()::text, 0))`.execute(tx);
  return (await row<{ taken: number }>(tx, sql`select own_copies_of_a_day() as taken`))!.taken;
}
export type KeyRow = HeldPasskey & { account_id: string; agency_id: string; person_id: string };
/** Whose passkey it is, asked at the door before anybody is known; of nobody who works here. */
export const findKey = (db: Database, credentialId: string) => row<KeyRow>(db, sql`select * from dyad.find_portal_passkey(${credentialId})`);
/** Whether an adult's way in is open and the adult is around a child today. */
export const isLetIn = async (tx: Transaction, personId: string) =>
  (await row(tx, sql`select 1 from portal_accesses a join case_people w on w.agency_id = a.agency_id and w.person_id = a.person_id and w.part = 'caregiver' and w.taken_back_at is null and holds_on(w.valid_from, w.valid_to, today())
    where a.person_id = ${personId} and a.ended_at is null and a.begun_at is not null limit 1`)) !== null;
