import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { ClaimFileHead, ClaimFileNumbers } from "./facts.rules.ts";
import type { ClaimState } from "./states.rules.ts";
import type { HeldClaim } from "./steps.store.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

/** Sessions of ready claims that wait to be looked at anew. */
export const listWaitingOfReady = async (tx: Transaction, most: number) =>
  (await rows<{ sessionId: string }>(tx, sql`select w.session_id as "sessionId" from claim_waits w where exists (select from claim_lines l join claims c on c.agency_id = l.agency_id and c.id = l.claim_id where l.agency_id = w.agency_id and l.session_id = w.session_id and c.state = 'scrubbed') order by w.session_id limit ${most}`)).map((one) => one.sessionId);

/** Ready claims, held until the transaction ends, in the order of their file; whoever writes at the same moment waits, and then finds them gone. `claimIds` null: all. One of which something waits to be looked at is left for the next file. */
export const holdReady = (tx: Transaction, { payerId, claimIds }: { payerId: string | null; claimIds: readonly string[] | null }, most: number) =>
  rows<HeldClaim & { payerId: string }>(tx, sql`select c.id as "claimId", c.case_id as "caseId", c.payer_id as "payerId", c.kind, c.follows, c.state, c.outcome, c.number, c.charge_cents as "chargeCents", c.revision from claims c
    where c.state = 'scrubbed' and ${payerId === null ? sql`true` : sql`c.payer_id = ${payerId}`} and ${claimIds === null ? sql`true` : sql`c.id = any (${claimIds}::uuid[])`}
      and not exists (select from claim_waits w join claim_lines l on l.agency_id = w.agency_id and l.session_id = w.session_id where l.agency_id = c.agency_id and l.claim_id = c.id)
    order by c.payer_id, c.coverage_id, c.service_day, c.id limit ${most} for update of c`);
/** Claims of a file, held, in the order of their ids. */
export const holdOfBatch = (tx: Transaction, batchId: string, state: ClaimState) =>
  rows<HeldClaim>(tx, sql`select c.id as "claimId", c.case_id as "caseId", c.payer_id as "payerId", c.kind, c.follows, c.state, c.outcome, c.number, c.charge_cents as "chargeCents", c.revision from claims c where c.batch_id = ${batchId} and c.state = ${state} order by c.id for update of c`);

/** Claims of a file that were sent and that nobody has decided. */
export const listUndecided = (tx: Transaction, batchId: string) =>
  rows<{ claimId: string; caseId: string; payerNumber: string | null }>(tx, sql`select id as "claimId", case_id as "caseId", payer_claim_number as "payerNumber" from claims where batch_id = ${batchId} and state in ('sent', 'acknowledged', 'accepted', 'pended') order by coverage_id, service_day, id`);

export type Batch = { batchId: string; payerId: string; claims: number; chargeCents: number; bytes: number; sha256: Buffer; head: ClaimFileHead; numbers: ClaimFileNumbers; sentAt: string | null; rewrittenAs: string | null };
const columns = sql`id as "batchId", payer_id as "payerId", claims, charge_cents as "chargeCents", bytes, sha256, envelope as head, jsonb_build_object('control', control, 'usage', usage, 'day', written_day, 'time', written_time) as numbers, sent_at as "sentAt", rewritten_as as "rewrittenAs"`;
export const findBatch = (tx: Transaction, batchId: string) => row<Batch>(tx, sql`select ${columns} from claim_batches where id = ${batchId}`);
export const holdBatch = (tx: Transaction, batchId: string) => row<Batch>(tx, sql`select ${columns} from claim_batches where id = ${batchId} for update`);

/** Keeps a file that was written, before its claims name it. */
export async function insertBatch(tx: Transaction, one: Pick<Batch, "payerId" | "claims" | "chargeCents" | "bytes" | "sha256" | "head" | "numbers">): Promise<string> {
  const id = newId(tx);
  await sql`insert into claim_batches (agency_id, id, payer_id, control, usage, written_day, written_time, envelope, claims, charge_cents, bytes, sha256, made_by, made_at)
    values (${tx.actor.agencyId}, ${id}, ${one.payerId}, ${one.numbers.control}, ${one.numbers.usage}, ${one.numbers.day}, ${one.numbers.time}, ${JSON.stringify(one.head)}::jsonb, ${one.claims}, ${one.chargeCents}, ${one.bytes}, ${one.sha256}, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}
export const noteSent = (tx: Transaction, batchId: string, way: "hand" | "folder" | "command") => sql`update claim_batches set sent_at = ${tx.now}, sent_by_way = ${way} where id = ${batchId} and sent_at is null`.execute(tx);
/** A file that was turned away: its claims stand in another one. */
export async function moveToBatch(tx: Transaction, from: string, to: string): Promise<void> {
  await sql`update claim_batches set rewritten_as = ${to} where id = ${from}`.execute(tx);
  await sql`update claims set batch_id = ${to} where batch_id = ${from} and state = 'batched'`.execute(tx);
}
/** The lines of claims hold their sessions from now on. */
export const holdSessions = (tx: Transaction, claimIds: readonly string[]) => sql`update claim_lines set is_live = true where claim_id = any (${claimIds}::uuid[]) and not is_live`.execute(tx);
