import { sql } from "kysely";
import { newId, rows, type Transaction } from "#database/actor.ts";
import { lineNumberOf, claimNumberOf } from "#features/claims/states.rules.ts";
import { moveClaims } from "#features/claims/moving.handlers.ts";
import { type HeldClaim, holdClaimsByNumber } from "#features/claims/steps.store.ts";
import { balancesOf, type LedgerAccount } from "#features/ledger/rules.ts";
import { addCoverage } from "#features/coverage/handlers.ts";
import { nextControl } from "#features/payers/profile.store.ts";
import { addPayer } from "#features/payers/handlers.ts";
import { madeUpCoverage, madeUpPayer } from "../../../test/access/payers.ts";
import type { Scene } from "../../../test/access/scene.ts";
import type { Decision, Payment } from "./payments.rules.ts";
import { writePayments } from "./writing.x12.ts";

// Claims as they stand after they were sent, put into the tables by hand, and payments for them.

export type SentClaim = { claimId: string; number: string; chargeCents: number; lines: string[] };
export type Sent = { payerId: string; payerNumber: string; payerName: string; batchId: string; control: number; claims: SentClaim[] };
let many = 0;
/** A payer with a coverage of the scene's child, and a batch of claims that were sent to it, each of two lines of half its charge. */
export async function sendClaims(tx: Transaction, scene: Pick<Scene, "caseId" | "sessionId">, charges: readonly number[], { isMedicaid = true, payerId }: { isMedicaid?: boolean; payerId?: string } = {}): Promise<Sent> {
  many += 1;
  const made = { ...madeUpPayer(), isMedicaid, name: `Payer of claims ${many}`, payerNumber: `CLAIMS${many}` };
  const ofPayer = payerId ?? (await addPayer(tx, made)).payerId;
  await sql`update coverages set ended_at = ${tx.now} where case_id = ${scene.caseId} and ended_at is null`.execute(tx);
  const { coverageId } = await addCoverage(tx, { caseId: scene.caseId, ...madeUpCoverage(ofPayer) });
  const decisionId = newId(tx);
  const { agencyId } = tx.actor;
  await sql`insert into decisions (agency_id, id, case_id, session_id, class, question, moment, policy, verdict, answer, decided_at) values (${agencyId}, ${decisionId}, ${scene.caseId}, ${scene.sessionId}, 'service', 'billable', 'claim', 'made-up', 'yes', '{}', ${tx.now})`.execute(tx);
  const batchId = newId(tx);
  const control = await nextControl(tx);
  await sql`insert into claim_batches (agency_id, id, payer_id, control, usage, written_day, written_time, envelope, claims, charge_cents, bytes, sha256, made_at) values (${agencyId}, ${batchId}, ${ofPayer}, ${control}, 'T', '20261120', '0900', '{}', ${charges.length}, ${charges.reduce((sum, one) => sum + one, 0)}, 1, ${Buffer.alloc(32, many)}, ${tx.now})`.execute(tx);
  const claims = charges.map((chargeCents): SentClaim => {
    const claimId = newId(tx);
    const number = claimNumberOf(claimId);
    return { claimId, number, chargeCents, lines: [lineNumberOf(number, 1), lineNumberOf(number, 2)] };
  });
  await sql`insert into claims (agency_id, id, number, case_id, payer_id, coverage_id, service_day, kind, state, state_at, charge_cents, content, batch_id, made_at)
    select ${agencyId}::uuid, c.id, c.number, ${scene.caseId}::uuid, ${ofPayer}::uuid, ${coverageId}::uuid, ${tx.today}::date, 'original', 'batched', ${tx.now}, c.cents, 'sealed1:made up', ${batchId}::uuid, ${tx.now}
    from unnest(${claims.map((one) => one.claimId)}::uuid[], ${claims.map((one) => one.number)}::text[], ${charges}::integer[]) as c (id, number, cents)`.execute(tx);
  await sql`insert into claim_lines (agency_id, claim_id, case_id, session_id, payer_id, place, number, decision_id, code, units, charge_cents, is_live)
    select ${agencyId}::uuid, l.claim_id, ${scene.caseId}::uuid, ${scene.sessionId}::uuid, ${ofPayer}::uuid, l.place, l.number, ${decisionId}::uuid, 'DEMO' || l.place, 1, l.cents, false
    from unnest(${claims.flatMap((one) => [one.claimId, one.claimId])}::uuid[], ${claims.flatMap(() => [1, 2])}::integer[], ${claims.flatMap((one) => one.lines)}::text[], ${charges.flatMap((one) => [Math.floor(one / 2), one - Math.floor(one / 2)])}::integer[]) as l (claim_id, place, number, cents)`.execute(tx);
  await moveClaims(tx, await holdClaimsByNumber(tx, claims.map((one) => one.number)), "sent", () => ({ batchId }));
  return { payerId: ofPayer, payerNumber: made.payerNumber, payerName: made.name, batchId, control, claims };
}

/** A decision as a payer sends it: what is not told is paid in full. */
export const decisionOn = (claim: Pick<SentClaim, "number" | "chargeCents">, more: Partial<Decision> = {}): Decision => ({ position: 1, number: claim.number, status: "1", chargeCents: claim.chargeCents, paidCents: claim.chargeCents, patientCents: 0, payerNumber: `P${claim.number}`, patient: { family: "UP", given: "MADE", memberId: "70000001" }, receivedOn: null, adjustments: [], remarks: [], lines: [], ...more });
/** Its negatives, as a payer takes it back. */
export const takenBack = (decision: Decision): Decision => ({ ...decision, status: "22", chargeCents: -decision.chargeCents, paidCents: -decision.paidCents, adjustments: decision.adjustments.map((one) => ({ ...one, cents: -one.cents })), lines: decision.lines.map((line) => ({ ...line, chargeCents: -line.chargeCents, paidCents: -line.paidCents, adjustments: line.adjustments.map((one) => ({ ...one, cents: -one.cents })) })) });
let traces = 0;
export const paymentOf = (sent: Pick<Sent, "payerName" | "payerNumber">, decisions: readonly Decision[], more: Partial<Payment> = {}): Payment => {
  const providers = more.providers ?? [];
  return { payer: { name: sent.payerName, key: "1999999999", number: sent.payerNumber, taxNumber: null }, traceNumber: `TRACE${++traces}`, method: "ACH", paidCents: decisions.reduce((sum, one) => sum + one.paidCents, 0) - providers.reduce((sum, one) => sum + one.cents, 0), paidOn: "2026-11-20", decisions, providers, ...more };
};
let controls = 0;
export const envelope = () => ({ sender: { qualifier: "ZZ", id: "MADEUPPAYER" }, receiver: { qualifier: "ZZ", id: "MADEUP" }, groupSender: "MADEUPPAYER", groupReceiver: "MADEUP", usage: "T" as const, control: ++controls, day: "20261120", time: "0915" });
export const fileOf = (...payments: Payment[]): Buffer => Buffer.from(writePayments(envelope(), payments, { name: "MADE-UP AGENCY", npi: "1234567893", taxNumber: "999999999" }));

/** What every account comes to, those of nothing left out. */
export async function accountsOf(tx: Transaction): Promise<Partial<Record<LedgerAccount, number>>> {
  const lines = await rows<{ account: LedgerAccount; cents: number }>(tx, sql`select account, sum(cents)::bigint as cents from ledger_lines group by account`);
  return Object.fromEntries([...balancesOf([{ kind: "charge", lines: lines.map((one) => ({ ...one, cents: Number(one.cents), claimId: null })) }])].filter(([, cents]) => cents !== 0));
}
export const statesOf = async (tx: Transaction, claims: readonly Pick<HeldClaim, "claimId">[]) =>
  new Map((await rows<{ claimId: string; state: string; outcome: string | null }>(tx, sql`select id as "claimId", state, outcome from claims where id = any (${claims.map((one) => one.claimId)}::uuid[])`)).map((one) => [one.claimId, `${one.state} ${one.outcome ?? ""}`.trim()]));
