import { sql } from "kysely";
import { row, rows, type Transaction } from "#database/actor.ts";
import type { HeldClaim } from "#features/claims/steps.store.ts";

export type AnsweredBatch = { batchId: string; control: number };
/** The file of claims that an answer names by its control number. */
export const findBatch = (tx: Transaction, control: number) => row<AnsweredBatch>(tx, sql`select id as "batchId", control from claim_batches where control = ${control}`);
/** The claims of a file, held in one order. */
export const holdBatchClaims = (tx: Transaction, batchId: string) =>
  rows<HeldClaim>(tx, sql`select id as "claimId", case_id as "caseId", payer_id as "payerId", kind, follows, state, outcome, number, charge_cents as "chargeCents", revision from claims where batch_id = ${batchId} order by id for update`);
