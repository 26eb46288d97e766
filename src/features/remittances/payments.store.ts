import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { CivilDate } from "#kernel/dates.ts";
import { placeIn } from "#database/sealing.ts";
import type { Adjusted } from "#features/ledger/rules.ts";
import { type Candidate, type DecidedLine, type Decision, type Keyed, keyText, type KnownPayer, type MatchedBy, type OurLine, type PaidBy, type Payment, type Posted, type ProviderAdjusted } from "./payments.rules.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

/** Whoever takes in what a payer says waits for whoever else does: nothing is posted twice, and no two wait for each other. */
export const holdIntake = (tx: Transaction) => sql`select pg_advisory_xact_lock(hashtextextended('remittances of ' || ${tx.actor.agencyId}, 0)), pg_advisory_xact_lock_shared(hashtextextended('ledger of ' || ${tx.actor.agencyId}, 0))`.execute(tx);

export const listKnownPayers = (tx: Transaction) => rows<KnownPayer>(tx, sql`select id as "payerId", name, payer_number as "payerNumber", tax_number as "taxNumber", is_medicaid as "isMedicaid" from payers order by ended_at is not null, name, id`);

const candidate = sql`c.id as "claimId", c.case_id as "caseId", c.payer_id as "payerId", c.kind, c.follows, c.state, c.number, c.payer_claim_number as "payerClaimNumber", c.charge_cents as "chargeCents"`;
/** Claims by our numbers and by the payer's, with those that they replace or void; held in one order, so that nobody waits in a circle. */
export const holdCandidates = (tx: Transaction, numbers: readonly string[], payerNumbers: readonly string[]) =>
  rows<Candidate>(tx, sql`with named as (select c.id, c.follows, c.kind from claims c where c.number = any (${numbers}::text[]) union select c.id, c.follows, c.kind from claims c where c.payer_claim_number = any (${payerNumbers}::text[]))
    select ${candidate} from claims c where c.id in (select id from named union select follows from named where follows is not null and kind in ('replacement', 'void')) order by c.id for update`);
export const holdClaims = (tx: Transaction, claimIds: readonly string[]) => rows<Candidate>(tx, sql`select ${candidate} from claims c where c.id = any (${claimIds}::uuid[]) order by c.id for update`);

/** The lines of claims, by claim. */
export async function linesOfClaims(tx: Transaction, claimIds: readonly string[]): Promise<Map<string, OurLine[]>> {
  const found = await rows<OurLine & { claimId: string }>(tx, sql`select l.claim_id as "claimId", l.place, l.number, l.code, l.charge_cents as "chargeCents", c.service_day as day from claim_lines l join claims c on c.agency_id = l.agency_id and c.id = l.claim_id where l.claim_id = any (${claimIds}::uuid[]) order by l.claim_id, l.place`);
  const lines = new Map<string, OurLine[]>();
  for (const { claimId, ...line } of found) lines.set(claimId, [...(lines.get(claimId) ?? []), line]);
  return lines;
}

/** What was decided of claims and stands, in the order in which it was posted. */
export async function standingOf(tx: Transaction, claimIds: readonly string[]): Promise<Map<string, Posted[]>> {
  const found = await rows<Omit<Posted, "adjustments"> & { adjustments: Adjusted[]; lines: { adjustments: Adjusted[] }[] }>(tx, sql`select r.id as "decisionId", r.claim_id as "claimId", r.status, r.payer_claim_number as "payerClaimNumber", r.paid_cents as "paidCents", r.adjustments, r.lines from remittance_claims r join remittances m on m.agency_id = r.agency_id and m.id = r.remittance_id
    where r.claim_id = any (${claimIds}::uuid[]) and r.status not in ('22', '25') and not exists (select from remittance_claims o where o.agency_id = r.agency_id and o.reverses = r.id) order by m.posted_at, m.id, r.position`);
  const standing = new Map<string, Posted[]>();
  for (const { adjustments, lines, ...one } of found) standing.set(one.claimId, [...(standing.get(one.claimId) ?? []), { ...one, adjustments: [...adjustments, ...lines.flatMap((line) => line.adjustments)] }]);
  return standing;
}

/** What is known already of a payment: its decisions, by their keys, with the claim of each, and the provider's own adjustments. */
export async function findKnown(tx: Transaction, by: PaidBy, traceNumber: string): Promise<{ decisions: Map<string, string | null>; providers: ProviderAdjusted[] }> {
  const before = await rows<{ id: string; providers: ProviderAdjusted[] }>(tx, sql`select id, provider_adjustments as providers from remittances where payer_key = ${by.key} and trace_number = ${traceNumber} order by id`);
  if (before.length === 0) return { decisions: new Map(), providers: [] };
  const decisions = await rows<Keyed & { claimId: string | null }>(tx, sql`select payer_claim_number as "payerNumber", claim_number as number, status, occurrence, claim_id as "claimId" from remittance_claims where payer_key = ${by.key} and trace_number = ${traceNumber}`);
  return { decisions: new Map(decisions.map((one) => [keyText(one), one.claimId])), providers: before.flatMap((one) => one.providers) };
}

export async function insertRemittance(tx: Transaction, payment: Payment, more: { fileId: string | null; payerId: string | null; paidCents: number; claims: number; providers: readonly ProviderAdjusted[] }): Promise<string> {
  const id = newId(tx);
  await sql`insert into remittances (agency_id, id, file_id, payer_id, payer_name, payer_key, trace_number, method, paid_cents, paid_on, way, claims, provider_adjustments, posted_by, posted_at)
    values (${tx.actor.agencyId}, ${id}, ${more.fileId}, ${more.payerId}, ${payment.payer.name}, ${payment.payer.key}, ${payment.traceNumber}, ${payment.method}, ${more.paidCents}, ${payment.paidOn}, ${more.fileId === null ? "paper" : "file"}, ${more.claims}, ${JSON.stringify(more.providers)}::jsonb, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}

/** A decision on its way into the tables. `claim` null: it belongs to nothing of ours that is known yet. */
export type NewDecision = Omit<Decision, "lines"> & { decisionId: string; key: Keyed; claim: { claimId: string; caseId: string; by: MatchedBy } | null; reverses: string | null; payerId: string | null; unplaced: number; lines: readonly (DecidedLine & { place: number | null })[] };
type Of = { remittanceId: string; payer: PaidBy; traceNumber: string; paidOn: CivilDate };
/** Keeps decisions, in one statement whatever their number. Who a claim of nobody's is for lies sealed. */
export async function insertDecisions(tx: Transaction, of: Of, all: readonly NewDecision[]): Promise<void> {
  if (all.length === 0) return;
  const column = <T>(value: (one: NewDecision) => T) => all.map(value);
  const patient = (one: NewDecision) => (one.claim !== null ? null : tx.keys.seal({ owner: tx.actor.agencyId, ...placeIn("remittance_claims.patient", one.decisionId) }, JSON.stringify(one.patient)));
  const count = [...all.keys()].map((at) => at + 1);
  await sql`insert into remittance_claims (agency_id, id, remittance_id, payer_key, trace_number, occurrence, position, claim_number, payer_claim_number, status, charge_cents, paid_cents, patient_cents, received_on, claim_id, case_id, matched_by, reverses, unplaced, patient, lines, adjustments, remarks)
    select ${tx.actor.agencyId}::uuid, d.id, ${of.remittanceId}::uuid, ${of.payer.key}, ${of.traceNumber}, d.occurrence, d.position, d.claim_number, d.payer_claim_number, d.status, d.charge_cents, d.paid_cents, d.patient_cents, d.received_on, d.claim_id, d.case_id, d.matched_by, d.reverses, d.unplaced, d.patient, m.lines::jsonb, m.adjustments::jsonb, array(select jsonb_array_elements_text(m.remarks::jsonb))
    from unnest(${column((one) => one.decisionId)}::uuid[], ${column((one) => one.key.occurrence)}::integer[], ${column((one) => one.position)}::integer[], ${column((one) => one.number)}::text[], ${column((one) => one.payerNumber)}::text[], ${column((one) => one.status)}::text[], ${column((one) => one.chargeCents)}::bigint[], ${column((one) => one.paidCents)}::bigint[], ${column((one) => one.patientCents)}::bigint[], ${column((one) => one.receivedOn)}::date[], ${column((one) => one.claim?.claimId ?? null)}::uuid[], ${column((one) => one.claim?.caseId ?? null)}::uuid[], ${column((one) => one.claim?.by ?? null)}::text[], ${column((one) => one.reverses)}::uuid[], ${column((one) => one.unplaced)}::integer[], ${column(patient)}::text[], ${count}::integer[])
      as d (id, occurrence, position, claim_number, payer_claim_number, status, charge_cents, paid_cents, patient_cents, received_on, claim_id, case_id, matched_by, reverses, unplaced, patient, at)
    join unnest(${count}::integer[], ${column((one) => JSON.stringify(one.lines))}::text[], ${column((one) => JSON.stringify(one.adjustments))}::text[], ${column((one) => JSON.stringify(one.remarks))}::text[]) as m (at, lines, adjustments, remarks) on m.at = d.at`.execute(tx);
  const adjusted = all.flatMap((one) => [...one.adjustments.map((adjustment) => ({ one, adjustment, place: null as number | null })), ...one.lines.flatMap((line) => line.adjustments.map((adjustment) => ({ one, adjustment, place: line.place })))]);
  const each = <T>(value: (one: (typeof adjusted)[number]) => T) => adjusted.map(value);
  await sql`insert into claim_adjustments (agency_id, id, remittance_claim_id, claim_id, case_id, payer_id, line_place, group_code, reason_code, cents, decided_on)
    select ${tx.actor.agencyId}::uuid, a.id, a.decision_id, a.claim_id, a.case_id, a.payer_id, a.line_place, a.group_code, a.reason_code, a.cents, ${of.paidOn}::date
    from unnest(${each(() => newId(tx))}::uuid[], ${each(({ one }) => one.decisionId)}::uuid[], ${each(({ one }) => one.claim?.claimId ?? null)}::uuid[], ${each(({ one }) => one.claim?.caseId ?? null)}::uuid[], ${each(({ one }) => one.payerId)}::uuid[], ${each(({ place }) => place)}::integer[], ${each(({ adjustment }) => adjustment.group)}::text[], ${each(({ adjustment }) => adjustment.reason)}::text[], ${each(({ adjustment }) => adjustment.cents)}::bigint[]) as a (id, decision_id, claim_id, case_id, payer_id, line_place, group_code, reason_code, cents)`.execute(tx);
}

/** What was paid for claims so far, all payments and takebacks together. */
export const paidOfClaims = async (tx: Transaction, claimIds: readonly string[]): Promise<Map<string, number>> =>
  new Map((await rows<{ claimId: string; cents: number }>(tx, sql`select claim_id as "claimId", sum(paid_cents)::bigint as cents from remittance_claims where claim_id = any (${claimIds}::uuid[]) group by claim_id`)).map((one) => [one.claimId, Number(one.cents)]));
/** What the payer calls the claims now, and when it says that they came: the first such day stays. */
export const notePayerNumbers = (tx: Transaction, all: readonly { claimId: string; payerNumber: string | null; receivedOn: CivilDate | null }[]) =>
  sql`update claims c set payer_claim_number = coalesce(n.payer_number, c.payer_claim_number), received_on = coalesce(c.received_on, n.received_on)
    from unnest(${all.map((one) => one.claimId)}::uuid[], ${all.map((one) => one.payerNumber)}::text[], ${all.map((one) => one.receivedOn)}::date[]) as n (claim_id, payer_number, received_on)
    where c.id = n.claim_id and (c.payer_claim_number is distinct from coalesce(n.payer_number, c.payer_claim_number) or (c.received_on is null and n.received_on is not null))`.execute(tx);
/** The last month that was closed; null where none was. */
export const lastClosedMonth = async (tx: Transaction) => (await row<{ month: CivilDate | null }>(tx, sql`select max(month) as month from ledger_months`))!.month;
/** Whether a payment of this payer with this number is here, on paper or from a file. */
export const hasTrace = async (tx: Transaction, payerId: string, traceNumber: string) => (await row(tx, sql`select id from remittances where payer_id = ${payerId} and trace_number = ${traceNumber} limit 1`)) !== null;
