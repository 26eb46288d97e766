// An 837P 005010X222A1 as what it says, without a word of how it is written. Amounts are whole cents, days CCYYMMDD.

export type PersonName = { family: string; given: string | null; middle: string | null; suffix: string | null };
export type Address = { line1: string; line2: string | null; city: string; state: string | null; zip: string | null };
/** A person or an organization that treats, bills or supervises; `npi` null where the guide allows none. */
export type Provider = { name: PersonName | string; npi: string | null; taxonomy: string | null };
export type Insured = { name: PersonName; memberId: string; birthDate: string | null; sex: "F" | "M" | "U" | null; address: Address | null };
export type Payer = { name: string; id: string; address: Address | null; /** REF*G2. */ providerNumber: string | null };
export type Adjustment = { group: string; reason: string; cents: number; quantity: string | null };

/** Another payer of the same claim, as its 835 told (loops 2320, 2330A, 2330B). */
export type OtherPayer = {
  sequence: string;
  relation: string;
  groupNumber: string | null;
  filing: string | null;
  adjustments: readonly Adjustment[];
  paidCents: number | null;
  assigns: "Y" | "N" | "W";
  releases: "Y" | "I";
  insured: { name: PersonName; memberId: string; address: Address | null };
  payer: { name: string; id: string; claimNumber: string | null };
};
/** What another payer decided of a line (loop 2430). */
export type PriorLine = { payerId: string; paidCents: number; code: string; modifiers: readonly string[]; units: string; adjustments: readonly Adjustment[]; decidedOn: string };
export type ClaimLine = {
  /** REF*6R. */
  number: string;
  code: string;
  modifiers: readonly string[];
  chargeCents: number;
  units: string;
  /** Where it is another place than the claim's. */
  place: string | null;
  /** From 1, the most important first. */
  pointers: readonly number[];
  day: string;
  rendering: Provider | null;
  supervising: Provider | null;
  prior: readonly PriorLine[];
};
export type Claim = {
  number: string;
  chargeCents: number;
  place: string;
  frequency: "1" | "7" | "8";
  isSigned: boolean;
  assignment: "A" | "B" | "C";
  assigns: "Y" | "N" | "W";
  releases: "Y" | "I";
  patientPaidCents: number | null;
  /** The payer's number of the claim that this one replaces or voids. */
  originalNumber: string | null;
  authorization: string | null;
  referral: string | null;
  recordNumber: string | null;
  /** Conditions of a referral from screening (EPSDT): AV, NU, S2, ST; empty where none is told. */
  screening: readonly string[];
  diagnoses: readonly string[];
  rendering: Provider | null;
  facility: { name: string; npi: string | null; address: Address } | null;
  supervising: Provider | null;
  otherPayers: readonly OtherPayer[];
  lines: readonly ClaimLine[];
};
/** Whoever holds the insurance, and the patient where it is somebody else. */
export type Subscriber = {
  sequence: string;
  groupNumber: string | null;
  planName: string | null;
  filing: string | null;
  insured: Insured;
  payer: Payer;
  patient: { relation: string; name: PersonName; birthDate: string; sex: "F" | "M" | "U"; address: Address } | null;
  claims: readonly Claim[];
};
export type BillingProvider = { provider: Provider; taxId: string; address: Address; payTo: Address | null; subscribers: readonly Subscriber[] };
export type ClaimSet = {
  /** BHT03, one of its own for each set. */
  reference: string;
  day: string;
  time: string;
  submitter: { name: string; id: string; contact: string | null; telephone: string | null; email: string | null };
  receiver: { name: string; id: string };
  providers: readonly BillingProvider[];
};
export const CLAIM_VERSION = "005010X222A1";
