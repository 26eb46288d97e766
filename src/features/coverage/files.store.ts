import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { CheckAnswer, CheckDetails, Coverage } from "./contract.ts";
import type { CoverageFile, StrayAnswer } from "./files.contract.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

/** A coverage whose check of this month is due: what is asked of the child, and whether a question waits for its answer. */
export type DueRow = { coverageId: string; caseId: string; payerId: string; payerName: string; relation: Coverage["relation"]; memberNumber: string; waits: boolean; child: { givenName: string; familyName: string; birthDate: string | null; sex: "F" | "M" | "U" }; insured: { givenName: string; familyName: string; birthDate: string | null; sex: "F" | "M" | "U" | null } | null };
/** Every coverage of an open case that holds today and of which nobody was told this month that it is active. `payerId` null: of every payer. */
export const listDue = (tx: Transaction, payerId: string | null) =>
  rows<DueRow>(tx, sql`select c.id as "coverageId", c.case_id as "caseId", c.payer_id as "payerId", p.name as "payerName", c.relation, c.member_number as "memberNumber",
      exists (select from coverage_checks k where k.agency_id = c.agency_id and k.coverage_id = c.id and k.answered_at is null and k.for_day >= date_trunc('month', ${tx.today}::date)) as waits,
      jsonb_build_object('givenName', coalesce(c.child_given_name, h.given_name), 'familyName', coalesce(c.child_family_name, h.family_name), 'birthDate', h.birth_date, 'sex', c.sex) as child,
      case when c.relation = 'self' then null else jsonb_build_object('givenName', c.insured_given_name, 'familyName', c.insured_family_name, 'birthDate', c.insured_birth_date, 'sex', c.insured_sex) end as insured
    from coverages c join payers p on p.agency_id = c.agency_id and p.id = c.payer_id join cases s on s.agency_id = c.agency_id and s.id = c.case_id join persons h on h.agency_id = s.agency_id and h.id = s.child_id
    where c.ended_at is null and holds_on(c.from_day, c.to_day, ${tx.today}::date) and s.status = 'open' and p.ended_at is null and (${payerId}::uuid is null or c.payer_id = ${payerId}::uuid)
      and not exists (select from coverage_checks k join coverages o on o.agency_id = k.agency_id and o.id = k.coverage_id where o.agency_id = c.agency_id and o.line_id = c.line_id and o.payer_id = c.payer_id and o.member_number = c.member_number
        and k.answer = 'active' and k.for_day >= date_trunc('month', ${tx.today}::date) and k.for_day < date_trunc('month', ${tx.today}::date) + interval '1 month')
    order by p.name, c.payer_id, c.case_id, c.place, c.id limit 20000`);

/** The last files, the newest first. */
export const listFiles = (tx: Transaction) =>
  rows<CoverageFile>(tx, sql`select f.id as "fileId", f.way, p.name as "payerName", f.control, f.sets, f.matched, f.unmatched, w.display_name as "byName", f.made_at as "madeAt"
    from coverage_files f left join payers p on p.agency_id = f.agency_id and p.id = f.payer_id left join staff w on w.agency_id = f.agency_id and w.id = f.made_by order by f.made_at desc, f.id desc limit 50`);
export async function insertAsked(tx: Transaction, one: { payerId: string; control: number; sets: number }): Promise<string> {
  const id = newId(tx);
  await sql`insert into coverage_files (agency_id, id, way, payer_id, control, sets, matched, made_by, made_at) values (${tx.actor.agencyId}, ${id}, 'asked', ${one.payerId}, ${one.control}, ${one.sets}, 0, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}
/** Keeps that a file of answers was taken in; null where it was before. */
export const insertAnswered = async (tx: Transaction, sha256: Buffer, sets: number): Promise<string | null> =>
  (await row<{ id: string }>(tx, sql`insert into coverage_files (agency_id, id, way, sha256, sets, matched, made_by, made_at) values (${tx.actor.agencyId}, ${newId(tx)}, 'answered', ${sha256}, ${sets}, 0, ${author(tx)}, ${tx.now}) on conflict (agency_id, sha256) do nothing returning id`))?.id ?? null;
export const findAnswered = (tx: Transaction, sha256: Buffer) => row<{ fileId: string; matched: number; unmatched: StrayAnswer[] }>(tx, sql`select id as "fileId", matched, unmatched from coverage_files where sha256 = ${sha256}`);
export const noteMatched = (tx: Transaction, fileId: string, matched: number, unmatched: readonly StrayAnswer[]) => sql`update coverage_files set matched = ${matched}, unmatched = ${JSON.stringify(unmatched)}::jsonb where id = ${fileId}`.execute(tx);

/** The question of a trace, held for its answer; null where the agency asked no such question. */
export const holdAsked = (tx: Transaction, trace: string) => row<{ checkId: string; caseId: string; answered: boolean }>(tx, sql`select id as "checkId", case_id as "caseId", answered_at is not null as answered from coverage_checks where trace = ${trace} and way = 'file' for update`);
export const answerCheck = (tx: Transaction, checkId: string, answer: CheckAnswer, details: CheckDetails) => sql`update coverage_checks set answered_at = ${tx.now}, answer = ${answer}, details = ${JSON.stringify(details)}::jsonb, answered_by = ${author(tx)} where id = ${checkId} and answered_at is null`.execute(tx);
