import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import { openForReading, placeIn } from "#database/sealing.ts";
import type { Check, CheckAnswer, CheckDetails, Coverage, NewCoverage } from "./contract.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

type Address = NewCoverage["address"];
const columns = sql`c.id as "coverageId", c.line_id as "lineId", c.case_id as "caseId", c.payer_id as "payerId", p.name as "payerName", p.is_medicaid as "isMedicaid", p.is_demo as "isDemo", c.place, c.relation, c.member_number as "memberNumber", c.group_number as "groupNumber", c.plan_name as "planName",
  case when c.child_family_name is null then null else jsonb_build_object('givenName', c.child_given_name, 'familyName', c.child_family_name) end as "childName", c.sex, c.address,
  case when c.relation = 'self' then null else jsonb_build_object('givenName', c.insured_given_name, 'familyName', c.insured_family_name, 'birthDate', c.insured_birth_date, 'sex', c.insured_sex) end as insured,
  c.letters, c.from_day as "fromDay", c.to_day as "toDay", c.determined_on as "determinedOn", w.display_name as "recordedByName", c.recorded_at as "recordedAt", c.ended_at as "endedAt", c.ended_reason as "endedReason", e.display_name as "endedByName", c.revision`;
const joined = sql`coverages c join payers p on p.agency_id = c.agency_id and p.id = c.payer_id left join staff w on w.agency_id = c.agency_id and w.id = c.recorded_by left join staff e on e.agency_id = c.agency_id and e.id = c.ended_by`;

const noAddress = (line1: string): Address => ({ line1, line2: "", city: "", state: "", zip: "" });
/** The address again; where its key was destroyed, the words that say so stand for the street. */
function opened(tx: Transaction, { address, ...one }: Omit<Coverage, "address"> & { address: string }): Coverage {
  const text = openForReading(tx.keys, placeIn("coverages.address", one.coverageId), address);
  return { ...one, address: text.startsWith("{") ? (JSON.parse(text) as Address) : noAddress(text) };
}

/** Every version of every coverage of a record, those that stand first. */
export const listCoverages = async (tx: Transaction, caseId: string): Promise<Coverage[]> =>
  (await rows<Omit<Coverage, "address"> & { address: string }>(tx, sql`select ${columns} from ${joined} where c.case_id = any (record_of(${caseId})) order by c.ended_at is not null, c.place, c.from_day desc, c.revision desc, c.id limit 1000`)).map((one) => opened(tx, one));

/** What payers were asked of a record and answered, the newest first; what was asked under another payer or number does not count for what stands now. */
export const listChecks = (tx: Transaction, caseId: string) =>
  rows<Check>(tx, sql`select k.id as "checkId", c.line_id as "lineId", k.for_day as "forDay", k.way, k.asked_at as "askedAt", k.answered_at as "answeredAt", k.answer, w.display_name as "byName", k.details
    from coverage_checks k join coverages c on c.agency_id = k.agency_id and c.id = k.coverage_id left join staff w on w.agency_id = k.agency_id and w.id = coalesce(k.answered_by, k.asked_by)
    where k.case_id = any (record_of(${caseId})) and exists (select from coverages n where n.agency_id = c.agency_id and n.line_id = c.line_id and n.ended_at is null and n.payer_id = c.payer_id and n.member_number = c.member_number)
    order by k.for_day desc, k.asked_at desc, k.id limit 500`);

/** Whoever writes about the insurance of a case waits for whoever else does. */
export const holdCoverage = (tx: Transaction, caseId: string) => sql`select pg_advisory_xact_lock(hashtextextended('coverage of ' || ${caseId}, 0))`.execute(tx);
export const isPayerInUse = async (tx: Transaction, payerId: string) => (await row(tx, sql`select id from payers where id = ${payerId} and ended_at is null`)) !== null;

/** Adds a coverage, or the next version of one. */
export async function insertCoverage(tx: Transaction, caseId: string, one: NewCoverage, follows: { lineId: string; revision: number } | null): Promise<{ coverageId: string; revision: number }> {
  const coverageId = newId(tx);
  const revision = (follows?.revision ?? 0) + 1;
  const address = tx.keys.seal({ owner: caseId, ...placeIn("coverages.address", coverageId) }, JSON.stringify(one.address));
  await sql`insert into coverages (agency_id, id, line_id, case_id, payer_id, place, relation, member_number, group_number, plan_name, child_given_name, child_family_name, sex, address, insured_given_name, insured_family_name, insured_birth_date, insured_sex, letters, from_day, to_day, determined_on, recorded_by, recorded_at, revision)
    values (${tx.actor.agencyId}, ${coverageId}, ${follows?.lineId ?? coverageId}, ${caseId}, ${one.payerId}, ${one.place}, ${one.relation}, ${one.memberNumber}, ${one.groupNumber}, ${one.planName}, ${one.childName?.givenName ?? null}, ${one.childName?.familyName ?? null}, ${one.sex}, ${address}, ${one.insured?.givenName ?? null}, ${one.insured?.familyName ?? null}, ${one.insured?.birthDate ?? null}, ${one.insured?.sex ?? null}, ${one.letters}, ${one.fromDay}, ${one.toDay}, ${one.determinedOn}, ${author(tx)}, ${tx.now}, ${revision})`.execute(tx);
  return { coverageId, revision };
}
export const endCoverage = (tx: Transaction, coverageId: string, reason: string) => sql`update coverages set ended_at = ${tx.now}, ended_by = ${author(tx)}, ended_reason = ${reason} where id = ${coverageId} and ended_at is null`.execute(tx);

export type NewCheck = { caseId: string; coverageId: string; forDay: string; way: "file" | "told"; told: { answer: CheckAnswer; details: CheckDetails } | null };
/** Keeps a question; one that was told carries its answer at once. The trace is its own id, as letters and digits. */
export async function insertCheck(tx: Transaction, one: NewCheck): Promise<{ checkId: string; trace: string }> {
  const checkId = newId(tx);
  const trace = checkId.replaceAll("-", "").toUpperCase().slice(0, 30);
  await sql`insert into coverage_checks (agency_id, id, case_id, coverage_id, for_day, trace, asked_by, asked_at, way, answered_at, answer, details, answered_by)
    values (${tx.actor.agencyId}, ${checkId}, ${one.caseId}, ${one.coverageId}, ${one.forDay}, ${trace}, ${author(tx)}, ${tx.now}, ${one.way}, ${one.told === null ? null : tx.now}, ${one.told?.answer ?? null}, ${JSON.stringify(one.told?.details ?? { words: "", rejects: [], others: [], days: [] })}::jsonb, ${one.told === null ? null : author(tx)})`.execute(tx);
  return { checkId, trace };
}

/** The same of many records at once, by the case that was asked: those versions alone that stand. */
export async function listStandingOf(tx: Transaction, caseIds: readonly string[]): Promise<Map<string, Coverage[]>> {
  const found = await rows<Omit<Coverage, "address"> & { address: string; asked: string }>(tx, sql`select asked.id as asked, ${columns} from unnest(${caseIds}::uuid[]) asked (id) cross join lateral (select record_of(asked.id) as cases offset 0) whole join (${joined}) on c.case_id = any (whole.cases) where c.ended_at is null order by c.place, c.from_day desc, c.id`);
  return new Map(caseIds.map((caseId) => [caseId, found.filter((one) => one.asked === caseId).map(({ asked: _asked, ...one }) => opened(tx, one))]));
}
