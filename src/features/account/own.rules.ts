import type { Recovery } from "./own.contract.ts";

/** A recovery code as people read and write it: in four groups. */
export const writeCode = (code: string): string => code.match(/.{1,4}/g)!.join("-");

/** How a recovery stands at a moment: `over` is one that nobody finished in time. */
export function recoveryState(one: Pick<Recovery, "doneAt" | "withdrawnAt" | "endsAt">, now: string): "done" | "withdrawn" | "open" | "over" {
  if (one.doneAt !== null) return "done";
  if (one.withdrawnAt !== null) return "withdrawn";
  return one.endsAt > now ? "open" : "over";
}
