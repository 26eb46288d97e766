import type { CivilDate } from "#kernel/dates.ts";
import type { ClaimKind, ClaimOutcome, ClaimState } from "#features/claims/states.rules.ts";
import { type Adjusted, meaningOf } from "#features/ledger/rules.ts";

// A payment as it says: who paid, how much, for which claims, and why less. Whether by a file or typed from paper, it is
// judged and posted alike. Amounts are whole cents.

export type DecidedLine = { number: string | null; code: string; modifiers: readonly string[]; chargeCents: number; paidCents: number; units: string | null; day: CivilDate | null; allowedCents: number | null; adjustments: readonly Adjusted[]; remarks: readonly string[] };
/** What a payer decided of one claim; `number` is ours (CLP01), `payerNumber` the payer's (CLP07), empty where none is told. */
export type Decision = { position: number; number: string; status: string; chargeCents: number; paidCents: number; patientCents: number; payerNumber: string; patient: { family: string; given: string; memberId: string }; receivedOn: CivilDate | null; adjustments: readonly Adjusted[]; remarks: readonly string[]; lines: readonly DecidedLine[] };
export type ProviderAdjusted = { reason: string; reference: string | null; cents: number };
/** Who paid: `key` is the same in every payment of this payer. */
export type PaidBy = { name: string; key: string; number: string | null; taxNumber: string | null };
export type Payment = { payer: PaidBy; traceNumber: string; method: string; paidCents: number; paidOn: CivilDate; decisions: readonly Decision[]; providers: readonly ProviderAdjusted[] };

/** A payer of ours, as payments name it. */
export type KnownPayer = { payerId: string; name: string; payerNumber: string; taxNumber: string | null; isMedicaid: boolean };
const plain = (text: string) => text.normalize("NFD").replaceAll(/[^A-Za-z0-9]/g, "").toUpperCase();
/** TRN03 is a 1 before the tax number. */
const sameTax = (said: string, ours: string) => said === ours || said === `1${ours}`;

/**
 * Whether a payment may be one of this payer: by its number, its tax number or its name. Where the payment says of these only
 * what we do not know of the payer, nothing speaks against it.
 */
export function isOfPayer(payer: KnownPayer, by: PaidBy): boolean {
  const byNumber = by.number === null ? null : plain(by.number) === plain(payer.payerNumber);
  const byTax = by.taxNumber === null || payer.taxNumber === null ? null : sameTax(by.taxNumber, payer.taxNumber);
  if (byNumber === true || byTax === true || plain(payer.name) === plain(by.name)) return true;
  return byNumber === null && byTax === null;
}
/** The payer of ours who paid; null where none or several may be. */
export function payerOf(payers: readonly KnownPayer[], by: PaidBy): KnownPayer | null {
  const sure = payers.filter((one) => (by.number !== null && plain(by.number) === plain(one.payerNumber)) || (by.taxNumber !== null && one.taxNumber !== null && sameTax(by.taxNumber, one.taxNumber)) || plain(one.name) === plain(by.name));
  return sure.length === 1 ? sure[0]! : null;
}

/** What is the same in a payment that comes again, and which of several alike it is. */
export type Keyed = { payerNumber: string; number: string; status: string; occurrence: number };
export const keyText = ({ payerNumber, number, status, occurrence }: Keyed): string => [payerNumber, number, status, occurrence].join("\n");
/** The keys of decisions in their order; `seen` counts on over all payments of one trace in a file. */
export function keysOf(decisions: readonly Pick<Decision, "payerNumber" | "number" | "status">[], seen: Map<string, number>): Keyed[] {
  return decisions.map(({ payerNumber, number, status }) => {
    const alike = [payerNumber, number, status].join("\n");
    const occurrence = (seen.get(alike) ?? 0) + 1;
    seen.set(alike, occurrence);
    return { payerNumber, number, status, occurrence };
  });
}
/** What of the provider's own adjustments was not told before. */
export function newProviders(told: readonly ProviderAdjusted[], before: readonly ProviderAdjusted[]): ProviderAdjusted[] {
  const textOf = ({ reason, reference, cents }: ProviderAdjusted) => [reason, reference ?? "", cents].join("\n");
  const left = new Map<string, number>();
  for (const one of before) left.set(textOf(one), (left.get(textOf(one)) ?? 0) + 1);
  return told.filter((one) => {
    const count = left.get(textOf(one)) ?? 0;
    if (count > 0) left.set(textOf(one), count - 1);
    return count === 0;
  });
}

/** A claim of ours that a decision may be of. */
export type Candidate = { claimId: string; caseId: string; payerId: string; kind: ClaimKind; follows: string | null; state: ClaimState; number: string; payerClaimNumber: string | null; chargeCents: number };
export type MatchedBy = "number" | "payer_number";
/** States of which no payer can have decided: money for such a claim waits until somebody looked. */
const NEVER_DECIDED: readonly ClaimState[] = ["draft", "scrubbed", "rejected", "dropped"];
export const takesDecision = (state: ClaimState): boolean => !NEVER_DECIDED.includes(state);

/** The claim that a decision is of: by our number, else by the payer's where it names one alone. Never by a name. */
export function matchOf(decision: Pick<Decision, "number" | "payerNumber">, candidates: readonly Candidate[], isPayers: (payerId: string) => boolean): { claim: Candidate; by: MatchedBy } | null {
  const ours = candidates.find((one) => one.number === decision.number);
  if (ours !== undefined) return isPayers(ours.payerId) && takesDecision(ours.state) ? { claim: ours, by: "number" } : null;
  if (decision.payerNumber === "") return null;
  const theirs = candidates.filter((one) => one.payerClaimNumber === decision.payerNumber && isPayers(one.payerId) && takesDecision(one.state));
  return theirs.length === 1 ? { claim: theirs[0]!, by: "payer_number" } : null;
}

export type OurLine = { place: number; number: string; code: string | null; chargeCents: number; day: CivilDate };
/** The place of the claim's line that each decided line is of: by its number, else by code, day and charge where one alone fits; null where none does or several do. */
export function placesOf(lines: readonly Pick<DecidedLine, "number" | "code" | "chargeCents" | "day">[], ours: readonly OurLine[]): (number | null)[] {
  return lines.map((line) => {
    const named = line.number === null ? undefined : ours.find((one) => one.number === line.number);
    if (named !== undefined) return named.place;
    const alike = ours.filter((one) => one.code === line.code && one.chargeCents === Math.abs(line.chargeCents) && (line.day === null || one.day === line.day));
    return alike.length === 1 ? alike[0]!.place : null;
  });
}

export const isReversal = (status: string): boolean => status === "22";
/** A forecast, and nothing that was decided. */
export const isForecast = (status: string): boolean => status === "25";
export const allAdjustments = ({ adjustments, lines }: Pick<Decision, "adjustments" | "lines">): Adjusted[] => [...adjustments, ...lines.flatMap((one) => one.adjustments)];

/** A decision that was posted before. */
export type Posted = { decisionId: string; claimId: string; status: string; payerClaimNumber: string; paidCents: number; adjustments: readonly Adjusted[] };
const textOf = (adjustments: readonly Adjusted[], sign: 1 | -1) => adjustments.map(({ group, reason, cents }) => `${group}${reason} ${sign * cents}`).toSorted().join(" ");
/** The earlier decision that a reversal takes back: the newest of the same amount that still stands, first the one of the same adjustments, then of the payer's same number. */
export function reversedBy(decision: Pick<Decision, "payerNumber" | "paidCents" | "status" | "adjustments" | "lines">, standing: readonly Posted[]): Posted | null {
  if (!isReversal(decision.status)) return null;
  const alike = standing.filter((one) => one.paidCents + decision.paidCents === 0);
  const said = textOf(allAdjustments(decision), -1);
  return alike.findLast((one) => textOf(one.adjustments, 1) === said) ?? alike.findLast((one) => one.payerClaimNumber === decision.payerNumber) ?? alike.at(-1) ?? null;
}
const negatives = (adjustments: readonly Adjusted[]): Adjusted[] => adjustments.map((one) => ({ ...one, cents: -one.cents }));
/** What an earlier payer did: it explains an amount, and refuses nothing. */
const OF_EARLIER_PAYER = "23";
/**
 * The adjustments that the ledger takes from what was decided. A refusal leaves the whole charge open, also what a contract
 * would take off: nothing is given up before somebody says so.
 */
function effective({ status, paidCents, adjustments }: Pick<Posted, "status" | "paidCents" | "adjustments">, isMedicaid: boolean): readonly Adjusted[] {
  const isRefused = paidCents === 0 && (status === "4" || adjustments.some((one) => one.reason !== OF_EARLIER_PAYER && meaningOf(one, isMedicaid) === "open"));
  return isRefused ? [] : adjustments;
}
/** The same of a decision: a reversal turns around what it takes back, whatever the payer says of it. */
export function bookedOf(decision: Pick<Decision, "status" | "paidCents" | "adjustments" | "lines">, takenBack: Posted | null, isMedicaid: boolean): readonly Adjusted[] {
  if (isForecast(decision.status)) return [];
  return takenBack === null ? effective({ ...decision, adjustments: allAdjustments(decision) }, isMedicaid) : negatives(effective(takenBack, isMedicaid));
}

/** What became of a claim, by all that was decided: what was paid for it so far, and what it still asks for. */
export function outcomeOf({ lastStatus, paidCents, openCents }: { lastStatus: string; paidCents: number; openCents: number }): ClaimOutcome {
  if (openCents <= 0 && (paidCents > 0 || lastStatus !== "4")) return "paid";
  return paidCents > 0 ? "partly_paid" : "denied";
}
/** The reasons of a decision, each once. */
export const reasonsOf = (adjustments: readonly Adjusted[]): string[] => [...new Set(adjustments.map(({ group, reason }) => `${group}-${reason}`))].slice(0, 20);
/** The day on which a payment is booked: its own, where it is not to come and its month is open; else today. */
export const bookingDay = (paidOn: CivilDate, today: CivilDate, lastClosed: CivilDate | null): CivilDate => (paidOn > today || (lastClosed !== null && paidOn.slice(0, 7) <= lastClosed.slice(0, 7)) ? today : paidOn);
