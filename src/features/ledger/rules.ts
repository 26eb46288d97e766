import type { EntryKind, LedgerAccount } from "./contract.ts";

// Double entry: what a claim asks, what a payer pays and takes back, what is left. Amounts are whole cents; a line is a debit
// where it is above zero and a credit where it is below. An entry's lines come to nothing.

export type { EntryKind, LedgerAccount } from "./contract.ts";
export type LedgerLine = { account: LedgerAccount; claimId: string | null; cents: number };
export type LedgerEntry = { kind: EntryKind; lines: readonly LedgerLine[] };

/** Lines of one account and claim as one; those that come to nothing are left out. */
function summed(lines: readonly LedgerLine[]): LedgerLine[] {
  const sums = new Map<string, LedgerLine>();
  for (const line of lines) {
    const key = `${line.account} ${line.claimId ?? ""}`;
    const before = sums.get(key);
    sums.set(key, { ...line, cents: line.cents + (before?.cents ?? 0) });
  }
  return [...sums.values()].filter(({ cents }) => cents !== 0);
}
/** An entry, or null where nothing moves. Throws RangeError where its lines do not come to nothing: that is never a user's fault. */
export function entry(kind: EntryKind, lines: readonly LedgerLine[]): LedgerEntry | null {
  if (lines.some(({ cents }) => !Number.isSafeInteger(cents))) throw new RangeError("an amount is no whole number of cents");
  const total = lines.reduce((sum, { cents }) => sum + cents, 0);
  if (total !== 0) throw new RangeError(`the lines of a ${kind} come to ${total}`);
  const kept = summed(lines);
  return kept.length === 0 ? null : { kind, lines: kept };
}
const present = (entries: readonly (LedgerEntry | null)[]): LedgerEntry[] => entries.filter((one) => one !== null);

/** A claim that was sent asks for its charge. */
export const chargeOf = (claimId: string, cents: number): LedgerEntry | null => entry("charge", [{ account: "receivable", claimId, cents }, { account: "revenue", claimId, cents: -cents }]);
/** A claim that was voided or never entered adjudication asks for nothing any more. */
export const unchargeOf = (claimId: string, cents: number): LedgerEntry | null => entry("uncharge", [{ account: "receivable", claimId, cents: -cents }, { account: "revenue", claimId, cents }]);
/** What the first payer left open is asked of the next one: it moves to the claim that asks for it. */
export const transferOf = (fromClaimId: string, toClaimId: string, cents: number): LedgerEntry | null => entry("transfer", [{ account: "receivable", claimId: fromClaimId, cents: -cents }, { account: "receivable", claimId: toClaimId, cents }]);
/** Somebody with the role gave up what is owed, with a reason. */
export const writeOffOf = (claimId: string, of: "receivable" | "patient", cents: number): LedgerEntry | null => entry("write_off", [{ account: "write_off", claimId, cents }, { account: of, claimId, cents: -cents }]);
/** Money is sent back: what was paid too much for a claim, or what belongs to no claim. */
export const refundOf = (claimId: string | null, cents: number): LedgerEntry | null => entry("refund", [{ account: claimId === null ? "unapplied" : "receivable", claimId, cents }, { account: "cash", claimId: null, cents: -cents }]);
/** A family paid what its plan leaves to it. */
export const familyPaid = (claimId: string, cents: number): LedgerEntry | null => entry("paper", [{ account: "cash", claimId: null, cents }, { account: "patient", claimId, cents: -cents }]);
/** An amount as figures of a file: dollars and cents. */
export const dollars = (cents: number): string => `${cents < 0 ? "-" : ""}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, "0")}`;

export type Adjusted = { group: string; reason: string; cents: number };
/** A payer's decision of one claim; `claimId` null where no claim of ours is meant. A reversal has amounts below zero. */
export type DecidedClaim = { claimId: string | null; isMedicaid: boolean; paidCents: number; adjustments: readonly Adjusted[] };
export type DecidedProvider = { reason: string; cents: number };

/** Reasons by which a contract takes off what is above it: that is no denial, and nobody owes it. */
export const CONTRACTUAL_REASONS: readonly string[] = ["45", "253"];
/** Reasons that leave a part to the family, where the payer is not Medicaid. */
const PATIENT_REASONS: readonly string[] = ["1", "2", "3", "66"];

export type AdjustmentMeaning = "contractual" | "patient" | "open";
/** What an adjustment does: only what a contract takes off and what a family owes by its plan leaves the receivable; everything else stays open until somebody decides. */
export function meaningOf({ group, reason }: Adjusted, isMedicaid: boolean): AdjustmentMeaning {
  if (group === "CO" && CONTRACTUAL_REASONS.includes(reason)) return "contractual";
  if (group === "PR" && !isMedicaid && PATIENT_REASONS.includes(reason)) return "patient";
  return "open";
}

function claimLines({ claimId, isMedicaid, paidCents, adjustments }: DecidedClaim): LedgerLine[] {
  if (claimId === null) return [{ account: "clearing", claimId: null, cents: paidCents }, { account: "unapplied", claimId: null, cents: -paidCents }];
  const meant = (meaning: AdjustmentMeaning) => adjustments.filter((one) => meaningOf(one, isMedicaid) === meaning).reduce((sum, { cents }) => sum + cents, 0);
  const [contractual, patient] = [meant("contractual"), meant("patient")];
  return [
    { account: "clearing", claimId: null, cents: paidCents },
    { account: "contractual", claimId, cents: contractual },
    { account: "patient", claimId, cents: patient },
    { account: "receivable", claimId, cents: -(paidCents + contractual + patient) },
  ];
}
/** The account of a provider-level reason: WO takes back, FB carries on, L6 is interest, 72 a refund that was asked for. */
export function accountOf(reason: string): LedgerAccount {
  const accounts: Record<string, LedgerAccount> = { WO: "recoupment", FB: "forwarded", L6: "interest", "72": "refund" };
  return accounts[reason] ?? "provider_other";
}

/**
 * A whole 835 as entries: the money that came, each claim, and what belongs to no claim. `paidCents` is BPR02. Throws
 * RangeError where they do not balance: such a file was refused before.
 */
export function postRemittance(paidCents: number, claims: readonly DecidedClaim[], providers: readonly DecidedProvider[]): LedgerEntry[] {
  const shared = claims.reduce((sum, one) => sum + one.paidCents, 0) - providers.reduce((sum, one) => sum + one.cents, 0);
  if (shared !== paidCents) throw new RangeError(`the payment is ${paidCents} and is shared out as ${shared}`);
  return present([
    entry("payment", [{ account: "cash", claimId: null, cents: paidCents }, { account: "clearing", claimId: null, cents: -paidCents }]),
    ...claims.map((one) => entry("remittance", claimLines(one))),
    ...providers.map(({ reason, cents }) => entry("remittance", [{ account: accountOf(reason), claimId: null, cents }, { account: "clearing", claimId: null, cents: -cents }])),
  ]);
}
/** Money that belonged to nothing found its claim. */
export const applyOf = (decided: DecidedClaim & { claimId: string }): LedgerEntry | null => entry("apply", claimLines(decided).map((line) => (line.account === "clearing" ? { ...line, account: "unapplied" as const } : line)));

/** What every account comes to. */
export function balancesOf(entries: readonly LedgerEntry[]): Map<LedgerAccount, number> {
  const balances = new Map<LedgerAccount, number>();
  for (const { lines } of entries) for (const { account, cents } of lines) balances.set(account, (balances.get(account) ?? 0) + cents);
  return balances;
}
