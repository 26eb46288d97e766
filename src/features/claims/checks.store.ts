import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { ClaimCheck, Condition } from "./checks.contract.ts";
import type { CheckInForce } from "./facts.rules.ts";
import type { StoredClaim } from "./facts.store.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

/** What denials taught, in force first. */
export const listChecks = (tx: Transaction) =>
  rows<ClaimCheck>(tx, sql`select k.id as "checkId", k.payer_id as "payerId", p.name as "payerName", k.reason_code as "reasonCode", k.condition, k.words, k.learnt_from as "learntFrom", k.held_claims as held, w.display_name as "madeByName", k.made_at as "madeAt", k.ended_at as "endedAt", k.ended_reason as "endedReason", k.revision
    from claim_checks k left join payers p on p.agency_id = k.agency_id and p.id = k.payer_id left join staff w on w.agency_id = k.agency_id and w.id = k.made_by order by k.ended_at is not null, k.made_at desc, k.id limit 1000`);
export const listInForce = (tx: Transaction) => rows<CheckInForce>(tx, sql`select id as "checkId", payer_id as "payerId", condition from claim_checks where ended_at is null order by made_at, id`);
export async function insertCheck(tx: Transaction, one: { payerId: string | null; reasonCode: string; condition: Condition; words: string; learntFrom: string | null }): Promise<string> {
  const id = newId(tx);
  await sql`insert into claim_checks (agency_id, id, payer_id, reason_code, condition, words, learnt_from, made_by, made_at) values (${tx.actor.agencyId}, ${id}, ${one.payerId}, ${one.reasonCode}, ${JSON.stringify(one.condition)}::jsonb, ${one.words}, ${one.learntFrom}, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}
export const holdCheck = (tx: Transaction, checkId: string) => row<{ revision: number; isEnded: boolean }>(tx, sql`select revision, ended_at is not null as "isEnded" from claim_checks where id = ${checkId} for update`);
export const endCheck = (tx: Transaction, checkId: string, reason: string) => sql`update claim_checks set ended_at = ${tx.now}, ended_by = ${author(tx)}, ended_reason = ${reason}, revision = revision + 1 where id = ${checkId}`.execute(tx);
/** Counts claims that checks hold and did not hold before. */
export const countHeld = (tx: Transaction, checkIds: readonly string[]) => sql`update claim_checks k set held_claims = held_claims + c.claims from (select id, count(*)::integer as claims from unnest(${checkIds}::uuid[]) id group by id) c where k.id = c.id`.execute(tx);

/** Sessions of each child that its payer was asked for in the same year, without the claim itself. */
export const countOfYear = async (tx: Transaction, claims: readonly Pick<StoredClaim, "claimId" | "caseId" | "payerId" | "serviceDay">[]): Promise<Map<string, number>> =>
  new Map((await rows<{ claimId: string; lines: number }>(tx, sql`select a.claim_id as "claimId", (select count(*)::integer from claims c join claim_lines l on l.agency_id = c.agency_id and l.claim_id = c.id where c.case_id = any (record_of(a.case_id)) and c.id <> a.claim_id and c.payer_id = a.payer_id and l.is_live and date_trunc('year', c.service_day) = date_trunc('year', a.day)) as lines
    from unnest(${claims.map((one) => one.claimId)}::uuid[], ${claims.map((one) => one.caseId)}::uuid[], ${claims.map((one) => one.payerId)}::uuid[], ${claims.map((one) => one.serviceDay)}::date[]) as a (claim_id, case_id, payer_id, day)`)).map((one) => [one.claimId, one.lines]));
/** The reasons that payers gave for a claim. */
export const listReasons = async (tx: Transaction, claimId: string) => (await rows<{ code: string }>(tx, sql`select distinct reason_code as code from claim_adjustments where claim_id = ${claimId} order by 1`)).map((one) => one.code);
