import type { Transaction } from "#database/actor.ts";
import { chargeOf, type LedgerEntry, transferOf, unchargeOf } from "#features/ledger/rules.ts";
import { balancesOfClaims, book } from "#features/ledger/store.ts";
import { type ClaimState, holdsSessions } from "./states.rules.ts";
import { type Evidence, freeSessions, type HeldClaim, stepClaims } from "./steps.store.ts";

/** What a claim asks for, and how much of it is still open: the charge of its own, or what the first payer left of another's. */
type Asks = Pick<HeldClaim, "claimId" | "kind" | "follows" | "chargeCents">;
const asked = ({ claimId, kind, follows, chargeCents }: Asks, openOf: ReadonlyMap<string, number>): LedgerEntry | null => {
  // A void takes back: it asks for nothing itself.
  if (kind === "void") return null;
  return kind === "secondary" ? transferOf(follows!, claimId, openOf.get(follows!) ?? 0) : chargeOf(claimId, chargeCents);
};
const takenBack = ({ claimId, kind, follows, chargeCents }: Asks, openOf: ReadonlyMap<string, number>): LedgerEntry | null => {
  if (kind === "void") return null;
  return kind === "secondary" ? transferOf(claimId, follows!, openOf.get(claimId) ?? 0) : unchargeOf(claimId, chargeCents);
};
/** States in which a claim that was sent asks for nothing any more. */
const ENDS: readonly ClaimState[] = ["batched", "rejected", "replaced", "voided"];

/**
 * Moves claims that the transaction holds, with all that hangs on it: the ledger asks for what was sent, and no more for what was turned
 * away, replaced or voided; sessions that a claim no longer holds are let go. Throws RangeError where a step may not be
 * taken: ask `canStep` first.
 */
export async function moveClaims(tx: Transaction, claims: readonly HeldClaim[], to: ClaimState, evidenceOf: (claimId: string) => Evidence): Promise<void> {
  await stepClaims(tx, claims, to, evidenceOf);
  if (!holdsSessions(to)) await freeSessions(tx, claims.map((one) => one.claimId));
  const moving = to === "sent" ? asked : ENDS.includes(to) ? takenBack : null;
  const booking = moving === null ? [] : claims.filter((one) => to !== "batched" || one.state !== "scrubbed");
  if (moving === null || booking.length === 0) return;
  const openOf = booking.some((one) => one.kind === "secondary") ? await balancesOfClaims(tx, "receivable", booking.flatMap((one) => [one.claimId, ...(one.follows === null ? [] : [one.follows])])) : new Map<string, number>();
  const cases = new Map(booking.flatMap((one) => [[one.claimId, one.caseId] as const, ...(one.follows === null ? [] : [[one.follows, one.caseId] as const])]));
  await book(tx, booking.flatMap((one) => { const entry = moving(one, openOf); return entry === null ? [] : [{ entry, day: tx.today }]; }), (claimId) => cases.get(claimId)!);
}
