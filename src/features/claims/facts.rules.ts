import type { CivilDate } from "#kernel/dates.ts";
import type { CheckAnswer, Coverage } from "#features/coverage/contract.ts";
import { coverageOn } from "#features/coverage/rules.ts";
import type { Payer } from "#features/payers/contract.ts";
import type { FeeLine, PlaceCode } from "#features/payers/lines.contract.ts";
import type { BillingProfile, StaffNumber } from "#features/payers/profile.contract.ts";
import { type BilledSession, feeFor, numberOn, placeCodeFor } from "#features/payers/rules.ts";
import type { Condition } from "./checks.contract.ts";
import type { ClaimKind } from "./states.rules.ts";

// What a claim is made of, as it stands in the record, and the lines that follow from it.

/** A signed session: what its code hangs on, who held and who co-signed it, and what the policy last said of it. */
export type SessionFacts = BilledSession & {
  sessionId: string;
  /** The case that it was booked in: another one of the same record than the claim's, perhaps. */
  caseId: string;
  clinicianId: string;
  noteStatus: "draft" | "awaiting_cosignature" | "returned" | "signed";
  cosignedBy: string | null;
  decisionId: string;
  verdict: "yes" | "no" | "unknown";
  units: number | null;
};
/** What a payer answered about a coverage and a day. */
export type Answered = { lineId: string; payerId: string; memberNumber: string; forDay: CivilDate; answer: CheckAnswer };
/** A child's day of service: who the child is, how it is insured that day, what is diagnosed, which sessions were signed. */
export type DayFacts = {
  caseId: string;
  serviceDay: CivilDate;
  child: { givenName: string; familyName: string; birthDate: CivilDate | null };
  /** Those that hold on the day, who is billed first coming first. */
  coverages: readonly Coverage[];
  answers: readonly Answered[];
  /** ICD-10-CM with its point, the primary one first. */
  diagnoses: readonly string[];
  sessions: readonly SessionFacts[];
};
/** A check in force as the rules ask it. */
export type CheckInForce = { checkId: string; payerId: string | null; condition: Condition };
/** What the agency has set, the same for all claims of one writing. */
export type AgencyFacts = {
  isDemo: boolean;
  profile: BillingProfile | null;
  payers: ReadonlyMap<string, Payer>;
  fees: ReadonlyMap<string, readonly FeeLine[]>;
  places: readonly PlaceCode[];
  numbers: ReadonlyMap<string, readonly StaffNumber[]>;
  /** What denials taught. */
  checks: readonly CheckInForce[];
  /** Whether a claim may bear a code on a day. */
  isCodeInForce(code: string, on: CivilDate): boolean;
};

/** One session as a payer is asked for it. `code` null: no fee stands for it. */
export type LineDraft = {
  session: SessionFacts;
  feeLineId: string | null;
  code: string | null;
  modifiers: readonly string[];
  isDemoFee: boolean;
  units: number | null;
  chargeCents: number;
  placeCode: string | null;
  rendering: StaffNumber | null;
  supervising: StaffNumber | null;
};

/** Which sessions of a day a claim asks for: those that count, and those that may yet once somebody mends what is missing. One that can never count is left to the list of services. */
export const mayBeClaimed = ({ verdict, noteStatus }: Pick<SessionFacts, "verdict" | "noteStatus">): boolean => verdict !== "no" && (noteStatus === "signed" || noteStatus === "awaiting_cosignature");

/** Who is billed first for a day; null where nobody is known to cover the child. */
export const firstPayer = ({ coverages, serviceDay }: Pick<DayFacts, "coverages" | "serviceDay">): Coverage | null => coverageOn(coverages, serviceDay)[0] ?? null;
/** Who is billed after a payer. */
export function nextPayer({ coverages, serviceDay }: Pick<DayFacts, "coverages" | "serviceDay">, payerId: string): Coverage | null {
  const inOrder = coverageOn(coverages, serviceDay);
  const at = inOrder.findIndex((one) => one.payerId === payerId);
  return at === -1 ? null : (inOrder[at + 1] ?? null);
}

/** A session as this payer is asked for it on the day. */
export function draftLine(session: SessionFacts, payerId: string | null, serviceDay: CivilDate, agency: AgencyFacts): LineDraft {
  const fee = payerId === null ? null : feeFor(agency.fees.get(payerId) ?? [], session, serviceDay).line;
  const { units } = session;
  const numbersOf = (staffId: string | null) => (staffId === null ? null : numberOn(agency.numbers.get(staffId) ?? [], serviceDay));
  return {
    session,
    feeLineId: fee?.lineId ?? null,
    code: fee?.code ?? null,
    modifiers: fee?.modifiers ?? [],
    isDemoFee: fee?.isDemo ?? false,
    // What is charged by the session is one of it, however long it was.
    units: fee?.chargedBy === "session" && units !== null && units > 0 ? 1 : units,
    chargeCents: fee === null ? 0 : fee.chargedBy === "session" ? fee.chargeCents : fee.chargeCents * Math.max(0, units ?? 0),
    placeCode: payerId === null ? null : (placeCodeFor(agency.places, payerId, session.place)?.code ?? null),
    rendering: numbersOf(session.clinicianId),
    supervising: numbersOf(session.cosignedBy),
  };
}
export const chargeOfLines = (lines: readonly Pick<LineDraft, "chargeCents">[]): number => lines.reduce((sum, { chargeCents }) => sum + chargeCents, 0);

/** What the payer said of the month of the service: that the child was covered, if ever it did; else what it said last; null where it was not asked or has not answered. */
export function coveredOn(coverage: Pick<Coverage, "lineId" | "payerId" | "memberNumber">, answers: readonly Answered[], day: CivilDate): CheckAnswer | null {
  const own = answers.filter((one) => one.lineId === coverage.lineId && one.payerId === coverage.payerId && one.memberNumber === coverage.memberNumber && one.forDay.slice(0, 7) === day.slice(0, 7));
  return own.some((one) => one.answer === "active") ? "active" : (own.at(-1)?.answer ?? null);
}

/** What another payer decided of a claim that is handed on to the next one. */
export type PriorAdjustment = { group: string; reason: string; cents: number; quantity: string | null };
export type PriorDecision = { payerClaimNumber: string | null; paidCents: number; decidedOn: CivilDate; adjustments: readonly PriorAdjustment[]; lines: readonly { place: number; paidCents: number; adjustments: readonly PriorAdjustment[] }[] };

/** A claim with all that it is made of. */
export type ClaimFacts = {
  claimId: string;
  number: string;
  kind: ClaimKind;
  lateReason: string;
  /** The payer's number of the claim that this one replaces or voids, and when that was first denied. */
  originalNumber: string | null;
  deniedOn: CivilDate | null;
  /** Sessions that another claim of force to the same payer holds. */
  claimedAlready: readonly string[];
  /** Sessions of the child that this payer was asked for in the same year, without these. */
  earlierInYear: number;
  /** The payer turned the claim away that this one follows, and nothing was changed since. */
  isTurnedAway: boolean;
  day: DayFacts;
  coverage: Coverage | null;
  lines: readonly LineDraft[];
  /** The first payer's coverage and decision, where this goes to the next one. */
  prior: { coverage: Coverage; payer: Payer; decision: PriorDecision } | null;
};

/** Who sends a file of claims and who receives it: kept with the file, so that it can be written again. */
type Exchanged = { qualifier: string; id: string };
export type ClaimFileHead = { sender: Exchanged; receiver: Exchanged; submitter: { name: string; id: string; contact: string | null; telephone: string | null; email: string | null }; receiverName: string };
export type ClaimFileNumbers = { control: number; usage: "P" | "T"; day: string; time: string };
