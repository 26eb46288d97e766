import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import { canStep, type ClaimKind, type ClaimOutcome, type ClaimState, claimOutcomes } from "./states.rules.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

/** What showed a step: the file, batch, payment or person, and in whose words. Ids and codes; never a diagnosis. */
export type Evidence = { fileId?: string; batchId?: string; remittanceClaimId?: string; entryId?: string; appealId?: string; followedBy?: string; control?: number; codes?: readonly string[]; words?: string };
/** `payerId` is null only of a draft that nobody is known to pay. */
export type HeldClaim = { claimId: string; caseId: string; payerId: string | null; kind: ClaimKind; follows: string | null; state: ClaimState; outcome: ClaimOutcome | null; number: string; chargeCents: number; revision: number };

const held = sql`id as "claimId", case_id as "caseId", payer_id as "payerId", kind, follows, state, outcome, number, charge_cents as "chargeCents", revision`;
/** A claim, held until the transaction ends; null where the actor sees none. */
export const holdClaim = (tx: Transaction, claimId: string) => row<HeldClaim>(tx, sql`select ${held} from claims where id = ${claimId} for update`);
/** Claims by their numbers (CLM01), held in one order so that two files never wait for each other. */
export const holdClaimsByNumber = (tx: Transaction, numbers: readonly string[]) => rows<HeldClaim>(tx, sql`select ${held} from claims where number = any (${numbers}::text[]) order by id for update`);

/**
 * Moves claims that the transaction holds, each with its step and what showed it. A step that may not be taken throws
 * RangeError: whoever calls has asked `canStep` before, since it knows what to say.
 */
export async function stepClaims(tx: Transaction, claims: readonly Pick<HeldClaim, "claimId" | "caseId" | "state">[], to: ClaimState, evidenceOf: (claimId: string) => Evidence): Promise<void> {
  const wrong = claims.find((one) => !canStep(one.state, to));
  if (wrong !== undefined) throw new RangeError(`a claim does not go from ${wrong.state} to ${to}`);
  if (claims.length === 0) return;
  const outcome = claimOutcomes.find((one) => one === to) ?? null;
  const ids = claims.map((one) => one.claimId);
  await sql`update claims set state = ${to}, state_at = ${tx.now}, outcome = coalesce(${outcome}::text, outcome), revision = revision + 1 where id = any (${ids}::uuid[])`.execute(tx);
  await sql`insert into claim_steps (agency_id, id, case_id, claim_id, from_state, to_state, taken_at, taken_by, evidence)
    select ${tx.actor.agencyId}::uuid, s.id, s.case_id, s.claim_id, s.from_state, ${to}, ${tx.now}, ${author(tx)}::uuid, s.evidence::jsonb
    from unnest(${claims.map(() => newId(tx))}::uuid[], ${claims.map((one) => one.caseId)}::uuid[], ${ids}::uuid[], ${claims.map((one) => one.state)}::text[], ${claims.map((one) => JSON.stringify(evidenceOf(one.claimId)))}::text[]) as s (id, case_id, claim_id, from_state, evidence)`.execute(tx);
}
/** Their sessions may stand on other claims again. */
export const freeSessions = (tx: Transaction, claimIds: readonly string[]) => sql`update claim_lines set is_live = false where claim_id = any (${claimIds}::uuid[]) and is_live`.execute(tx);
