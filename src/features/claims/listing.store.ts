import { sql } from "kysely";
import { MOST_COUNTED } from "#kernel/listing.ts";
import { row, rows, type Transaction } from "#database/actor.ts";
import { pageBy, pageOf, type SortBy } from "#database/listing.ts";
import { type Batch, type ClaimRow, type ClaimsAsked, type ClaimTab, claimTabs, type ClaimView } from "./contract.ts";

const byDay: SortBy = { by: sql`c.service_day`, kind: "date", misses: "never" };
const inState = (...states: readonly string[]) => sql`c.state in (${sql.join(states.map((one) => sql.lit(one)))})`;
// States stand in the statement itself, so that a plan that is kept knows how few claims are in one.
const tabs: Record<ClaimTab, ReturnType<typeof sql>> = {
  held: inState("draft"),
  ready: inState("scrubbed"),
  written: inState("batched"),
  waiting: inState("sent", "acknowledged", "accepted", "pended", "appealed"),
  open: sql`(${inState("denied", "paid", "partly_paid", "posted")} or (c.state = 'rejected' and not exists (select from claims f where f.agency_id = c.agency_id and f.follows = c.id)))`,
  closed: sql`(${inState("closed", "replaced", "voided", "written_off", "dropped")} or (c.state = 'rejected' and exists (select from claims f where f.agency_id = c.agency_id and f.follows = c.id)))`,
  correct: sql`c.correction is not null`,
  all: sql`true`,
};
const matches = ({ tab, payer }: Pick<ClaimsAsked, "tab" | "payer">) => sql`${tabs[tab]} and ${payer === null ? sql`true` : sql`c.payer_id = ${payer}::uuid`}`;
const isUnsent = sql`c.state in ('draft', 'scrubbed')`;
/** The last day on which the payer may receive a claim: from the service, or from the day on which the child was found to be covered. */
const deadline = sql`case when p.id is not null then greatest(c.service_day, coalesce(v.determined_on, c.service_day)) + p.filing_days end`;
const columns = sql`c.id as "claimId", c.number, c.case_id as "caseId", trim(h.given_name || ' ' || h.family_name) as "childName", c.payer_id as "payerId", p.name as "payerName", c.service_day as "serviceDay", c.kind, c.state, c.outcome, c.charge_cents as "chargeCents", c.findings, ${sql`today() - c.service_day`} as "daysOld", case when ${isUnsent} then ${deadline} - today() end as "daysLeft"`;
const joined = sql`claims c join cases k on k.agency_id = c.agency_id and k.id = c.case_id join persons h on h.agency_id = k.agency_id and h.id = k.child_id left join payers p on p.agency_id = c.agency_id and p.id = c.payer_id left join coverages v on v.agency_id = c.agency_id and v.id = c.coverage_id`;

export async function listClaims(tx: Transaction, asked: ClaimsAsked, { after, size }: { after: string | null; size: number }): Promise<{ claims: ClaimRow[]; next: string | null }> {
  const page = pageBy(byDay, sql`c.id`, asked.order, after);
  const found = await rows<ClaimRow & { key: string | null }>(tx, sql`select ${columns}, (select count(*)::integer from claim_lines l where l.agency_id = c.agency_id and l.claim_id = c.id) as sessions, ${page.key} as key from ${joined} where ${matches(asked)} and ${page.follows} order by ${page.order} limit ${size + 1}`);
  const { rows: claims, next } = pageOf(found, size, (one) => one.claimId);
  return { claims, next };
}
const counted = (where: ReturnType<typeof sql>) => sql`(select count(*)::integer from (select from claims c where ${where} limit ${sql.lit(MOST_COUNTED + 1)}) counted)`;
export const countMatching = async (tx: Transaction, asked: ClaimsAsked) => (await row<{ count: number }>(tx, sql`select ${counted(matches(asked))} as count`))!.count;
/** How many there are of each tab, and how many were not sent so many days after their service. */
export async function countTabs(tx: Transaction): Promise<{ counts: Record<ClaimTab, number>; late: { over30: number; over60: number; over90: number } }> {
  const older = (days: number) => counted(sql`${isUnsent} and c.service_day < today() - ${sql.lit(days)}`);
  const found = (await row<Record<ClaimTab, number> & { over30: number; over60: number; over90: number }>(tx, sql`select ${sql.join(claimTabs.map((one) => sql`${counted(tabs[one])} as ${sql.ref(one)}`))}, ${older(30)} as "over30", ${older(60)} as "over60", ${older(90)} as "over90"`))!;
  const { over30, over60, over90, ...counts } = found;
  return { counts, late: { over30, over60, over90 } };
}
/** What is ready for each payer. */
export const sumReady = async (tx: Transaction) =>
  (await rows<{ payerId: string; payerNumber: string; name: string; usage: "P" | "T"; claims: number; chargeCents: number }>(tx, sql`select p.id as "payerId", p.payer_number as "payerNumber", p.name, p.usage, count(*)::integer as claims, sum(c.charge_cents)::bigint as "chargeCents" from claims c join payers p on p.agency_id = c.agency_id and p.id = c.payer_id where c.state = 'scrubbed' group by p.id, p.payer_number, p.name, p.usage order by p.name, p.id`)).map((one) => ({ ...one, chargeCents: Number(one.chargeCents) }));

export const findClaim = (tx: Transaction, claimId: string) =>
  row<ClaimView["claim"] & { follows: string | null }>(tx, sql`select ${columns}, c.revision, c.made_at as "madeAt", c.checked_at as "checkedAt", c.late_reason as "lateReason", ${deadline} as deadline, c.payer_claim_number as "payerClaimNumber", c.received_on as "receivedOn", c.correction, c.batch_id as "batchId", (select b.control from claim_batches b where b.agency_id = c.agency_id and b.id = c.batch_id) as control, c.follows from ${joined} where c.id = ${claimId}`);
export const listLines = (tx: Transaction, claimId: string) =>
  rows<ClaimView["lines"][number]>(tx, sql`select l.place, l.session_id as "sessionId", w.display_name as "clinicianName", l.code, l.modifiers, l.units, l.charge_cents as "chargeCents", d.verdict from claim_lines l join sessions s on s.agency_id = l.agency_id and s.id = l.session_id join staff w on w.agency_id = s.agency_id and w.id = s.clinician_id join decisions d on d.agency_id = l.agency_id and d.id = l.decision_id where l.claim_id = ${claimId} order by l.place`);
export const listSteps = (tx: Transaction, claimId: string) =>
  rows<ClaimView["steps"][number]>(tx, sql`select k.from_state as "from", k.to_state as "to", k.taken_at as at, w.display_name as "byName", coalesce(k.evidence ->> 'words', '') as words, coalesce(k.evidence -> 'codes', '[]') as codes, (k.evidence ->> 'control')::integer as control, (k.evidence ->> 'followedBy')::uuid as "followedBy" from claim_steps k left join staff w on w.agency_id = k.agency_id and w.id = k.taken_by where k.claim_id = ${claimId} order by k.taken_at, k.id`);
/** What a claim's accounts come to, and under `paid` what the payer paid of it, less what it took back: cash belongs to no claim in the ledger. A forecast (25) is no payment. */
export const listMoney = async (tx: Transaction, claimId: string) => (await rows<{ account: string; cents: number }>(tx, sql`select account, sum(cents)::bigint as cents from ledger_lines where claim_id = ${claimId} group by account union all select 'paid', sum(paid_cents)::bigint from remittance_claims where claim_id = ${claimId} and status <> '25' having count(*) > 0 order by account`)).map((one) => ({ ...one, cents: Number(one.cents) }));
type Related = ClaimView["followedBy"][number];
export const listRelated = (tx: Transaction, of: { claimId: string } | { follows: string }) =>
  rows<Related>(tx, sql`select c.id as "claimId", c.kind, c.state, p.name as "payerName" from claims c left join payers p on p.agency_id = c.agency_id and p.id = c.payer_id where ${"claimId" in of ? sql`c.id = ${of.claimId}` : sql`c.follows = ${of.follows}`} order by c.made_at, c.id limit 100`);
/** The words of checks; none for who may not read them. */
export const listCheckWords = (tx: Transaction, checkIds: readonly string[]) => rows<{ checkId: string; words: string }>(tx, sql`select id as "checkId", words from claim_checks where id = any (${checkIds}::uuid[]) order by made_at, id`);
/** Whether a person took the claim out. */
export const isTakenOut = async (tx: Transaction, claimId: string) => (await row(tx, sql`select id from claim_steps where claim_id = ${claimId} and to_state = 'dropped' and taken_by is not null`)) !== null;

export const listBatches = async (tx: Transaction) =>
  (await rows<Batch>(tx, sql`select b.id as "batchId", p.name as "payerName", b.usage, b.control, b.claims, b.charge_cents as "chargeCents", b.made_at as "madeAt", w.display_name as "madeByName", b.sent_at as "sentAt", b.sent_by_way as "sentByWay", b.rewritten_as as "rewrittenAs", (select count(*)::integer from claims c where c.agency_id = b.agency_id and c.batch_id = b.id and c.state in ('sent', 'acknowledged', 'accepted', 'pended')) as waiting,
      b.sent_at is not null and b.rewritten_as is null and exists (select from claims c where c.agency_id = b.agency_id and c.batch_id = b.id and c.state = 'batched') as "wasTurnedAway"
    from claim_batches b join payers p on p.agency_id = b.agency_id and p.id = b.payer_id left join staff w on w.agency_id = b.agency_id and w.id = b.made_by order by b.made_at desc, b.id desc limit 100`)).map((one) => ({ ...one, chargeCents: Number(one.chargeCents) }));
