import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import type { Certificate, Hold, Proposal } from "./retention.contract.ts";
import type { RuleBook } from "#features/release/figures.contract.ts";
import { instantText, nameOf, staffOf } from "./sources.store.ts";

/** A closed record: every case of it is closed. Birth dates are those of its children, null where one is missing. */
export type ClosedRow = { caseId: string; childName: string; closedOn: string; birthDates: (string | null)[]; cases: string[]; held: boolean; proposed: boolean };
const closed = sql`select k.id as "caseId", ${nameOf("p")} as "childName", r.closed_on as "closedOn", r.births as "birthDates", r.cases,
    exists (select from legal_holds h where h.agency_id = k.agency_id and h.case_id = any (r.cases) and h.lifted_at is null) as held,
    exists (select from purges u where u.agency_id = k.agency_id and u.root_id = k.id and u.withdrawn_at is null and u.confirmed_at is null) as proposed
  from cases k join persons p on p.agency_id = k.agency_id and p.id = k.child_id
    cross join lateral (select max(o.closed_on) as closed_on, bool_and(o.status = 'closed' and o.closed_on is not null) as all_closed, json_agg(c.birth_date) as births, array_agg(o.id) as cases from cases o join persons c on c.agency_id = o.agency_id and c.id = o.child_id where o.agency_id = k.agency_id and o.id = any (record_of(k.id))) r
  where k.status = 'closed' and not is_merged(k.id) and r.all_closed`;
/** Closed records on a page. */
const PAGE = 100;
type Listed = ClosedRow & { dueOn: string };
/** A page of closed records, what is due first; where a birth date is missing, nobody can say, and it comes last. The handler judges each anew (`purgeableFrom`). */
export async function listClosed(tx: Transaction, rules: Pick<RuleBook, "after_discharge_years" | "majority_age" | "after_majority_years">, after: { at: string; id: string } | null): Promise<{ closed: ClosedRow[]; next: Listed | null }> {
  const figures = [rules.after_discharge_years, rules.majority_age, rules.after_majority_years].map(({ key, value }) => ({ key, value }));
  const found = await rows<Listed>(tx, sql`select c.*, c.due as "dueOn" from (select q.*, coalesce(purgeable_from(q.cases, ${JSON.stringify(figures)}::jsonb), '9999-12-31') as due from (${closed}) q) c
    where ${after?.id ?? null}::uuid is null or (c.due, c."caseId") > (${after?.at.slice(0, 10) ?? null}::date, ${after?.id ?? null}::uuid) order by c.due, c."caseId" limit ${PAGE + 1}`);
  return { closed: found.slice(0, PAGE), next: found.length > PAGE ? found[PAGE - 1]! : null };
}
export const findClosed = (tx: Transaction, caseId: string) => row<ClosedRow>(tx, sql`${closed} and k.id = ${caseId}`);

const holds = sql`select h.id as "holdId", h.case_id as "caseId", ${nameOf("p")} as "childName", h.reason, b.display_name as "heldByName", ${instantText("h.held_at")} as "heldAt", l.display_name as "liftedByName", ${instantText("h.lifted_at")} as "liftedAt", h.lift_reason as "liftReason"
  from legal_holds h join cases k on k.agency_id = h.agency_id and k.id = h.case_id join persons p on p.agency_id = k.agency_id and p.id = k.child_id join staff b on b.agency_id = h.agency_id and b.id = h.held_by left join staff l on l.agency_id = h.agency_id and l.id = h.lifted_by`;
const heldShown = (one: Omit<Hold, "disclosure">): Hold => ({ ...one, disclosure: tagOf("service", one.caseId) });
/** Every hold, those that stand first. */
export const listHolds = async (tx: Transaction) => (await rows<Omit<Hold, "disclosure">>(tx, sql`${holds} order by (h.lifted_at is not null), h.held_at desc, h.id limit 500`)).map(heldShown);
export async function findHold(tx: Transaction, holdId: string): Promise<Hold | null> {
  const found = await row<Omit<Hold, "disclosure">>(tx, sql`${holds} where h.id = ${holdId}`);
  return found ? heldShown(found) : null;
}
/** Takes turns over the holds of a whole record: who holds it, and who purges it, come one after the other. */
export const lockHolds = (tx: Transaction, caseId: string) => sql`select pg_advisory_xact_lock(hashtextextended(one || ' hold', 0)) from unnest(record_of(${caseId})) one`.execute(tx);
/** Holds the record itself until the transaction ends: nobody reopens it or sets a birth date right meanwhile. */
export const holdRecord = (tx: Transaction, cases: readonly string[]) => sql`select hold_for_purge(${[...cases]}::uuid[])`.execute(tx);
export async function insertHold(tx: Transaction, caseId: string, reason: string): Promise<string> {
  const id = newId(tx);
  await sql`insert into legal_holds (agency_id, id, case_id, reason, held_by, held_at) values (${tx.actor.agencyId}, ${id}, ${caseId}, ${reason}, ${staffOf(tx)}, ${tx.now})`.execute(tx);
  return id;
}
export const liftHold = async (tx: Transaction, holdId: string, reason: string) => (await sql`update legal_holds set lifted_by = ${staffOf(tx)}, lifted_at = ${tx.now}, lift_reason = ${reason} where id = ${holdId} and lifted_at is null`.execute(tx)).numAffectedRows === 1n;

export type PurgeRow = { purgeId: string; rootId: string; cases: string[]; mayFrom: string; closedOn: string; proposedBy: string };
const open = sql`select u.id as "purgeId", u.root_id as "caseId", ${nameOf("p")} as "childName", u.closed_on as "closedOn", u.may_from as "mayFrom", u.reason, b.display_name as "proposedByName", ${instantText("u.proposed_at")} as "proposedAt", u.proposed_by is not distinct from actor_staff() as "isOwn", u.rule
  from purges u join cases k on k.agency_id = u.agency_id and k.id = u.root_id join persons p on p.agency_id = k.agency_id and p.id = k.child_id join staff b on b.agency_id = u.agency_id and b.id = u.proposed_by where u.withdrawn_at is null and u.confirmed_at is null`;
/** Proposals that wait for a second person. */
export const listProposals = async (tx: Transaction) => (await rows<Omit<Proposal, "disclosure" | "ruleToday">>(tx, sql`${open} order by u.proposed_at, u.id limit 200`)).map((one): Omit<Proposal, "ruleToday"> => ({ ...one, disclosure: tagOf("service", one.caseId) }));
export const findOpenPurge = (tx: Transaction, purgeId: string) => row<PurgeRow>(tx, sql`select id as "purgeId", root_id as "rootId", cases, may_from as "mayFrom", closed_on as "closedOn", proposed_by as "proposedBy" from purges where id = ${purgeId} and withdrawn_at is null and confirmed_at is null`);
export async function insertPurge(tx: Transaction, one: { rootId: string; cases: readonly string[]; mayFrom: string; closedOn: string; rule: unknown; reason: string }): Promise<string> {
  const id = newId(tx);
  await sql`insert into purges (agency_id, id, root_id, cases, may_from, closed_on, rule, reason, proposed_by, proposed_at)
    values (${tx.actor.agencyId}, ${id}, ${one.rootId}, ${[...one.cases]}::uuid[], ${one.mayFrom}, ${one.closedOn}, ${JSON.stringify(one.rule)}::jsonb, ${one.reason}, ${staffOf(tx)}, ${tx.now})`.execute(tx);
  return id;
}
export const withdraw = (tx: Transaction, purgeId: string) => sql`update purges set withdrawn_by = ${staffOf(tx)}, withdrawn_at = ${tx.now} where id = ${purgeId}`.execute(tx);
/** The rights of an adult's own sign-in go with the record; answers which cases are gone. */
export const carryOut = async (tx: Transaction, purgeId: string) => (await row<{ cases: string[] }>(tx, sql`select carry_out_purge(${purgeId}) as cases`))!.cases;

/** A purge as its certificate tells it. `counts` names tables, as they stand in the database. */
export type CertificateRow = Omit<Certificate, "rows"> & { counts: Record<string, number>; rule: { key: string; value: number; source: string; status: string }[] };
const certificates = sql`select u.id as "purgeId", (u.certificate ->> 'cases')::integer as cases, (u.certificate ->> 'people')::integer as people, (u.certificate ->> 'files')::integer as files, (u.certificate ->> 'keys')::integer as keys, ${instantText("u.keys_gone_at")} as "keysGoneAt", u.certificate -> 'rows' as counts, u.rule, u.closed_on as "closedOn", u.may_from as "mayFrom",
    b.display_name as "proposedByName", c.display_name as "confirmedByName", ${instantText("u.confirmed_at")} as "confirmedAt", encode(u.sha256, 'hex') as sha256
  from purges u join staff b on b.agency_id = u.agency_id and b.id = u.proposed_by join staff c on c.agency_id = u.agency_id and c.id = u.confirmed_by`;
export const listCertificates = (tx: Transaction) => rows<CertificateRow>(tx, sql`${certificates} order by u.confirmed_at desc, u.id limit 500`);
export const findCertificate = (tx: Transaction, purgeId: string) => row<CertificateRow>(tx, sql`${certificates} where u.id = ${purgeId}`);
/** Cases that were purged and are there again, as after restoring a backup that is older than the purge of one of its parts. */
export const listReturned = (tx: Transaction) => rows<{ purgeId: string; caseId: string }>(tx, sql`select u.id as "purgeId", k.id as "caseId" from purges u join cases k on k.agency_id = u.agency_id and k.id = any (u.cases) where u.confirmed_at is not null order by 1, 2`);
/** Whose keys go with a purge that was carried out; null where they are gone already. */
export const findKeysToDestroy = (tx: Transaction, purgeId: string) => row<{ owners: string[]; rootId: string }>(tx, sql`select key_owners as owners, root_id as "rootId" from purges where id = ${purgeId} and confirmed_at is not null and keys_gone_at is null`);
export const noteKeysGone = (tx: Transaction, purgeId: string) => sql`update purges set keys_gone_at = ${tx.now} where id = ${purgeId} and keys_gone_at is null`.execute(tx);
export const listKeysToDestroy = (tx: Transaction) => rows<{ purgeId: string }>(tx, sql`select id as "purgeId" from purges where confirmed_at is not null and keys_gone_at is null order by confirmed_at, id`);
