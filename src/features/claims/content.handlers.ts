import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { DESTROYED_TEXT } from "#database/sealing.ts";
import type { ClaimContent } from "./assemble.x12.ts";
import { faultWords } from "./faults.words.ts";
import { listContents } from "./store.ts";

/** What was written of claims, by claim; those that were never written are left out, and those whose record was destroyed. Diagnoses stand in it: for the biller alone. */
export async function openContents(tx: Transaction, claimIds: readonly string[]): Promise<Map<string, ClaimContent>> {
  return new Map((await listContents(tx, { claimIds })).flatMap(({ claimId, text }) => (text === DESTROYED_TEXT ? [] : [[claimId, JSON.parse(text) as ClaimContent] as const])));
}
/** What the claims of a file hold, in its order. Throws `refused` where the record of one was destroyed: the file is no more. */
export async function contentsOfBatch(tx: Transaction, batchId: string): Promise<{ text: string }[]> {
  const texts = await listContents(tx, { batchId });
  if (texts.some(({ text }) => text === DESTROYED_TEXT)) throw new Fault("refused", faultWords.destroyed);
  return texts;
}
