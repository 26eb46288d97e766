// The states of a claim and the steps between them (billing.md, claim states). Each step is kept with what showed it.

export const claimStates = ["draft", "scrubbed", "batched", "sent", "acknowledged", "accepted", "pended", "rejected", "paid", "partly_paid", "denied", "posted", "closed", "replaced", "voided", "appealed", "written_off", "dropped"] as const;
/**
 * `draft` is being made or held, `scrubbed` is ready. `rejected` never entered adjudication: its sessions go on a new claim.
 * `paid`, `partly_paid` and `denied` are what a payer decided; `posted` is when it stands in the ledger, by then `outcome`
 * says which. `dropped` was never sent.
 */
export type ClaimState = (typeof claimStates)[number];
export const claimKinds = ["original", "replacement", "void", "secondary"] as const;
export type ClaimKind = (typeof claimKinds)[number];
export const claimOutcomes = ["paid", "partly_paid", "denied"] as const;
export type ClaimOutcome = (typeof claimOutcomes)[number];

const DECIDED: readonly ClaimState[] = ["paid", "partly_paid", "denied"];
const AT_PAYER: readonly ClaimState[] = ["accepted", "pended", "rejected", ...DECIDED];
/** Where a claim may go from each state. A payer skips steps; after its decision it may decide again. */
const NEXT: Record<ClaimState, readonly ClaimState[]> = {
  draft: ["scrubbed", "dropped"],
  scrubbed: ["draft", "batched", "dropped"],
  batched: ["sent"],
  // Turned away with its whole file (TA1): it is written again under a new control number.
  sent: ["batched", "acknowledged", ...AT_PAYER],
  acknowledged: ["batched", ...AT_PAYER],
  accepted: ["pended", "rejected", "replaced", "voided", ...DECIDED],
  pended: ["replaced", "voided", ...DECIDED],
  rejected: [],
  paid: ["posted"],
  partly_paid: ["posted"],
  denied: ["posted"],
  posted: ["appealed", "closed", "written_off", "replaced", "voided", ...DECIDED],
  appealed: ["posted", "closed", "written_off", "replaced", "voided", ...DECIDED],
  closed: ["posted", "replaced", "voided", ...DECIDED],
  written_off: [...DECIDED],
  // What was replaced or voided may still be reversed by the payer: that is posted, and it stays replaced.
  replaced: [],
  voided: [],
  dropped: [],
};
export const canStep = (from: ClaimState, to: ClaimState): boolean => NEXT[from].includes(to);

/** Steps in the order in which they were taken: by their moment, and of one moment each after the one that it goes on from. */
export function stepsInTurn<Step extends { from: ClaimState | null; to: ClaimState; at: string }>(steps: readonly Step[]): Step[] {
  const left = [...steps].sort((one, other) => one.at.localeCompare(other.at) || claimStates.indexOf(one.to) - claimStates.indexOf(other.to));
  const inTurn: Step[] = [];
  while (left.length > 0) {
    const state = inTurn.at(-1)?.to ?? null;
    const next = left.findIndex((one) => one.at === left[0]!.at && one.from === state);
    inTurn.push(...left.splice(Math.max(0, next), 1));
  }
  return inTurn;
}

/** Nothing was sent yet: it may still change. */
export const isUnsent = (state: ClaimState): boolean => state === "draft" || state === "scrubbed";
/** It holds its sessions: none of them may stand on another claim to the same payer. */
export const holdsSessions = (state: ClaimState): boolean => !["rejected", "replaced", "voided", "dropped"].includes(state);
/** It was sent, and nobody has decided it. */
export const isWaiting = (state: ClaimState): boolean => ["sent", "acknowledged", "accepted", "pended", "appealed"].includes(state);

const base36 = (hex: string): string => BigInt(`0x${hex}`).toString(36).toUpperCase();
/** CLM01 of a claim, from its id alone: its moment and forty of its random bits, at most 19 letters and digits. */
export function claimNumberOf(claimId: string): string {
  const hex = claimId.replaceAll("-", "");
  return `C${base36(hex.slice(0, 12))}${base36(hex.slice(22)).padStart(8, "0")}`;
}
/** REF*6R of a line. */
export const lineNumberOf = (claimNumber: string, place: number): string => `${claimNumber}L${place}`;
