import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import { pageBy, pageOf } from "#database/listing.ts";
import type { Appeal, Denial, DenialView, KeptAppeal } from "./denials.contract.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);
const balance = (account: "receivable" | "patient") => sql`(select coalesce(sum(l.cents), 0)::bigint from ledger_lines l where l.agency_id = c.agency_id and l.claim_id = c.id and l.account = ${sql.lit(account)})`;
/** What the last decision took off, reason by reason; what a contract takes off is no reason of a refusal. */
const lastDecision = sql`(select r.id, m.paid_on from remittance_claims r join remittances m on m.agency_id = r.agency_id and m.id = r.remittance_id where r.agency_id = c.agency_id and r.claim_id = c.id and r.status not in ('22', '25') order by m.posted_at desc, m.id desc, r.position desc limit 1)`;
const denial = sql`c.id as "claimId", c.case_id as "caseId", trim(h.given_name || ' ' || h.family_name) as "childName", c.number, c.payer_id as "payerId", p.name as "payerName", c.service_day as "serviceDay", c.state, c.outcome, c.charge_cents as "chargeCents", ${balance("receivable")} as "openCents", ${balance("patient")} as "patientCents", d.paid_on as "decidedOn",
  coalesce((select jsonb_agg(jsonb_build_object('group', a.group_code, 'reason', a.reason_code, 'cents', a.cents) order by a.cents desc) from (select group_code, reason_code, sum(cents) as cents from claim_adjustments k where k.agency_id = c.agency_id and k.remittance_claim_id = d.id and not (k.group_code = 'CO' and k.reason_code in ('45', '253')) group by group_code, reason_code) a), '[]') as reasons,
  coalesce((select array(select jsonb_array_elements_text(t.evidence -> 'codes')) from claim_steps t where t.agency_id = c.agency_id and t.claim_id = c.id and t.to_state = 'rejected' order by t.taken_at desc limit 1), '{}') as codes,
  (select count(*)::integer from claim_appeals a where a.agency_id = c.agency_id and a.claim_id = c.id) as appeals,
  exists (select from coverages v where v.agency_id = c.agency_id and v.case_id = c.case_id and v.ended_at is null and v.payer_id <> c.payer_id and holds_on(v.from_day, v.to_day, c.service_day) and v.place > coalesce((select o.place from coverages o where o.agency_id = c.agency_id and o.id = c.coverage_id), 1)) as "hasNext"`;
const from = sql`claims c join payers p on p.agency_id = c.agency_id and p.id = c.payer_id join cases s on s.agency_id = c.agency_id and s.id = c.case_id join persons h on h.agency_id = s.agency_id and h.id = s.child_id left join lateral ${lastDecision} d on true`;
const shows: Record<DenialView, ReturnType<typeof sql>> = {
  denied: sql`c.state in ('posted', 'closed', 'written_off') and c.outcome in ('denied', 'partly_paid') and ${balance("receivable")} > 0`,
  appealed: sql`c.state = 'appealed'`,
  // Sent anew, it is another claim that asks: the one that was turned away is no work any more.
  rejected: sql`c.state = 'rejected' and not exists (select from claims n where n.agency_id = c.agency_id and n.follows = c.id and n.state <> 'dropped')`,
};
export async function listDenials(tx: Transaction, show: DenialView, { after, size }: { after: string | null; size: number }): Promise<{ denials: Denial[]; next: string | null }> {
  const page = pageBy({ by: sql`c.state_at`, kind: "moment", misses: "never" }, sql`c.id`, "up", after);
  const found = await rows<Denial & { key: string | null }>(tx, sql`select ${denial}, ${page.key} as key from ${from} where ${shows[show]} and ${page.follows} order by ${page.order} limit ${size + 1}`);
  const { rows: denials, next } = pageOf(found, size, (one) => one.claimId);
  return { denials, next };
}
export const findDenial = (tx: Transaction, claimId: string) => row<Denial>(tx, sql`select ${denial} from ${from} where c.id = ${claimId} and c.state not in ('draft', 'scrubbed', 'dropped')`);
/** What each reason costs of what is still open: a claim with several reasons stands under the largest. */
export const costOfReasons = (tx: Transaction) =>
  rows<{ reason: string; claims: number; openCents: number }>(tx, sql`select coalesce(a.reason_code, '') as reason, count(*)::integer as claims, sum(c.open)::bigint as "openCents"
    from (select c.*, ${balance("receivable")} as open from claims c where ${shows.denied}) c left join lateral ${lastDecision} d on true
      left join lateral (select k.reason_code from claim_adjustments k where k.agency_id = c.agency_id and k.remittance_claim_id = d.id and not (k.group_code = 'CO' and k.reason_code in ('45', '253')) order by k.cents desc, k.reason_code limit 1) a on true
    group by 1 order by 3 desc, 1 limit 40`);

const appeal = sql`a.id as "appealId", a.claim_id as "claimId", a.case_id as "caseId", a.letter, a.due_on as "dueOn", a.sent_on as "sentOn", a.outcome, a.outcome_on as "outcomeOn", a.notes, s.display_name as "madeByName", a.made_at as "madeAt", a.revision`;
export const listAppeals = (tx: Transaction, claimId: string) => rows<Appeal>(tx, sql`select ${appeal} from claim_appeals a left join staff s on s.agency_id = a.agency_id and s.id = a.made_by where a.claim_id = ${claimId} order by a.made_at, a.id limit 50`);
export async function holdAppeal(tx: Transaction, appealId: string): Promise<Appeal | null> {
  if ((await row(tx, sql`select id from claim_appeals where id = ${appealId} for update`)) === null) return null;
  return row<Appeal>(tx, sql`select ${appeal} from claim_appeals a left join staff s on s.agency_id = a.agency_id and s.id = a.made_by where a.id = ${appealId}`);
}
export async function insertAppeal(tx: Transaction, of: { claimId: string; caseId: string }, one: KeptAppeal): Promise<string> {
  const id = newId(tx);
  await sql`insert into claim_appeals (agency_id, id, case_id, claim_id, letter, due_on, sent_on, outcome, outcome_on, notes, made_by, made_at) values (${tx.actor.agencyId}, ${id}, ${of.caseId}, ${of.claimId}, ${one.letter}, ${one.dueOn}, ${one.sentOn}, ${one.outcome}, ${one.outcomeOn}, ${one.notes}, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}
export const updateAppeal = (tx: Transaction, appealId: string, one: KeptAppeal) => sql`update claim_appeals set letter = ${one.letter}, due_on = ${one.dueOn}, sent_on = ${one.sentOn}, outcome = ${one.outcome}, outcome_on = ${one.outcomeOn}, notes = ${one.notes}, revision = revision + 1 where id = ${appealId}`.execute(tx);
export const isMedicaid = async (tx: Transaction, payerId: string) => (await row<{ is: boolean }>(tx, sql`select is_medicaid as is from payers where id = ${payerId}`))?.is ?? true;
