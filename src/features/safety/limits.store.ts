import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { Limit } from "./limits.contract.ts";
import { tagColumns } from "./plans.store.ts";

export type LimitRow = Omit<Limit, "disclosure" | "grounds"> & { caseId: string; grounds: (Omit<NonNullable<Limit["grounds"]>, "may">) | null };
/** Who is limited on a case, the newest first, with the reason where one's own class opens it. */
export const listLimits = (tx: Transaction, caseId: string) =>
  rows<LimitRow>(tx, sql`select l.id as "limitId", l.case_id as "caseId", l.person_id as "personId", trim(a.given_name || ' ' || a.family_name) as "personName", l.valid_from as "validFrom", l.valid_to as "validTo",
      case when g.id is not null then jsonb_build_object('reason', g.reason, 'byName', b.display_name, 'reviewerName', c.display_name, 'reviewedAt', to_char(g.reviewed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'reviewedByName', v.display_name, 'review', g.review, 'endReason', g.end_reason, 'disclosure', ${tagColumns("g")}) end as grounds
    from representative_limits l join persons a on a.agency_id = l.agency_id and a.id = l.person_id left join representative_limit_reasons g on g.agency_id = l.agency_id and g.id = l.id
      left join staff b on b.agency_id = g.agency_id and b.id = g.owner_staff_id left join staff c on c.agency_id = g.agency_id and c.id = g.counterpart_staff_id left join staff v on v.agency_id = g.agency_id and v.id = g.reviewed_by
    where l.case_id = any (record_of(${caseId})) order by l.recorded_at desc, l.id desc limit 100`);

/** True for an adult who is around the child or holds authority over it. */
export const isAdultOf = async (tx: Transaction, caseId: string, personId: string) =>
  (await row(tx, sql`select from persons p where p.id = ${personId} and p.kind = 'adult' and (exists (select from case_people c where c.agency_id = p.agency_id and c.case_id = any (record_of(${caseId})) and c.person_id = p.id) or exists (select from authorities u where u.agency_id = p.agency_id and u.case_id = any (record_of(${caseId})) and u.holder_id = p.id))`)) !== null;
/** Waits for whoever decides about the same person, and says whether a limit stands. */
export async function stands(tx: Transaction, caseId: string, personId: string): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${caseId} ${personId} limit`}, 0))`.execute(tx);
  return (await row(tx, sql`select from representative_limits where case_id = any (record_of(${caseId})) and person_id = ${personId} and holds_on(valid_from, valid_to, today())`)) !== null;
}
export async function insertLimit(tx: Transaction, one: { caseId: string; personId: string; staffId: string; reviewerId: string | null; reason: string }): Promise<string> {
  const id = newId(tx);
  await sql`insert into representative_limits (agency_id, id, case_id, person_id, valid_from, recorded_at) values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.personId}, ${tx.today}, ${tx.now})`.execute(tx);
  await sql`insert into representative_limit_reasons (agency_id, id, case_id, owner_staff_id, counterpart_staff_id, reason) values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.staffId}, ${one.reviewerId}, ${one.reason})`.execute(tx);
  return id;
}
export const findGrounds = (tx: Transaction, limitId: string) => row<{ caseId: string; ownerStaffId: string }>(tx, sql`select case_id as "caseId", owner_staff_id as "ownerStaffId" from representative_limit_reasons where id = ${limitId}`);
export const reviewLimit = async (tx: Transaction, limitId: string, staffId: string, review: string): Promise<boolean> =>
  (await sql`update representative_limit_reasons set reviewed_at = ${tx.now}, reviewed_by = ${staffId}, review = ${review} where id = ${limitId} and reviewed_at is null`.execute(tx)).numAffectedRows === 1n;
/** Ends a limit with the day before today, so that the authority opens again at once; false where it had ended. */
export async function liftLimit(tx: Transaction, limitId: string, staffId: string, reason: string): Promise<boolean> {
  const lifted = await sql`update representative_limits set valid_to = (${tx.today}::date - 1) where id = ${limitId} and valid_to is null`.execute(tx);
  if (lifted.numAffectedRows !== 1n) return false;
  await sql`update representative_limit_reasons set ended_by = ${staffId}, end_reason = ${reason} where id = ${limitId}`.execute(tx);
  return true;
}
