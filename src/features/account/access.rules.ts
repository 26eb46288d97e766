import type { SentInvitation } from "./access.contract.ts";

/** How an invitation stands at a moment. */
export function invitationState(one: { takenUp: boolean; endedAt: string | null; expiresAt: string }, now: string): SentInvitation["state"] {
  if (one.takenUp) return "taken_up";
  if (one.endedAt !== null) return "withdrawn";
  return one.expiresAt > now ? "open" : "over";
}
