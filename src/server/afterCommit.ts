import type { Transaction } from "#database/actor.ts";

const waiting = new WeakMap<Transaction, (() => Promise<void>)[]>();

/** Asks for work that is done once this transaction is committed, before the call is answered. What must be done even if the process ends in between is found again by a job. */
export const afterCommit = (tx: Transaction, work: () => Promise<void>): void => void waiting.set(tx, [...(waiting.get(tx) ?? []), work]);

/** Does what was asked for. Each is tried, whatever becomes of the others; answers what failed. */
export async function runAfterCommit(tx: Transaction): Promise<unknown[]> {
  const failed: unknown[] = [];
  for (const work of waiting.get(tx) ?? []) await work().catch((error: unknown) => failed.push(error));
  waiting.delete(tx);
  return failed;
}
