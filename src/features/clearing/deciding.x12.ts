import { groupBy } from "#kernel/grouping.ts";
import type { Adjustment, BillingProvider, Claim, ClaimLine, ClaimSet, Subscriber } from "#wire/x12/claims.ts";

// What a made-up payer decides of claims, by a plan that is data. It decides from what a claim says alone: the same claim has
// the same answer, and one that was mended passes.

/** What a rule looks at. All that is named must hold. Days are counted from the service to the day the file came. */
export type MockCondition = {
  /** CLM05-1 or SV105 of the line. */
  places?: readonly string[];
  codes?: readonly string[];
  /** The line has none of these. */
  lacksModifier?: readonly string[];
  memberEnds?: readonly string[];
  laterThanDays?: number;
  /** Whole years on the day of service. */
  youngerThan?: number;
  olderThan?: number;
  /** Another line for the same person on the same day stood before it in the file. */
  sameDay?: true;
};
export type MockDenial = { reason: string; group: "CO" | "PR" | "OA" | "PI"; when: MockCondition };
/** STC01: the category A3, A6, A7 or A8, the code of what is wrong, and whose it is. */
export type MockRejection = { category: string; code: string; entity: string | null; when: MockCondition };
/** How a kind of payer pays (SBR09): so many thousandths of the charge are allowed; of that the patient owes a part. */
export type MockTerms = { filing: readonly string[] | "any"; allowedThousandths: number; deductibleCents: number; coinsuranceThousandths: number; copayCents: number };
/** What a payer does beside claims (PLB); above zero it lowers the payment. */
export type MockProviderAdjustment = { reason: "WO" | "FB" | "L6" | "72"; reference: string; cents: number };
/** Money for a claim that nobody here has sent. */
export type MockStray = { number: string; payerNumber: string; family: string; given: string; memberId: string; chargeCents: number; paidCents: number };
export type MockPlan = {
  /** TRN03: ten characters that say who pays. */
  payerTaxId: string;
  terms: readonly MockTerms[];
  denials: readonly MockDenial[];
  rejections: readonly MockRejection[];
};

export type DecidedLine = Pick<ClaimLine, "number" | "code" | "modifiers" | "chargeCents" | "units" | "day"> & { paidCents: number; allowedCents: number | null; adjustments: readonly Adjustment[] };
export type Decided = { number: string; payerNumber: string; status: string; filing: string | null; place: string; frequency: string; patient: { family: string; given: string | null; memberId: string }; receivedOn: string; lines: readonly DecidedLine[] };

/** A claim with everything around it that an answer names. */
export type FiledClaim = { claim: Claim; subscriber: Subscriber; provider: BillingProvider };
export const filedClaims = ({ providers }: Pick<ClaimSet, "providers">): FiledClaim[] => providers.flatMap((provider) => provider.subscribers.flatMap((subscriber) => subscriber.claims.map((claim) => ({ claim, subscriber, provider }))));
export const patientOf = ({ patient, insured }: Subscriber) => ({ ...(patient?.name ?? insured.name), memberId: insured.memberId });

const sumOf = (adjustments: readonly Adjustment[]) => adjustments.reduce((sum, { cents }) => sum + cents, 0);
export const paidOf = ({ lines }: Pick<Decided, "lines">) => lines.reduce((sum, one) => sum + one.paidCents, 0);
export const chargeOf = ({ lines }: Pick<Decided, "lines">) => lines.reduce((sum, one) => sum + one.chargeCents, 0);
export const patientPartOf = ({ lines }: Pick<Decided, "lines">) => lines.reduce((sum, { adjustments }) => sum + sumOf(adjustments.filter((one) => one.group === "PR")), 0);

const DAY = 86_400_000;
const momentOf = (day: string) => Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6, 8)));
export const daysFrom = (from: string, to: string) => Math.round((momentOf(to) - momentOf(from)) / DAY);
const yearsOn = (birth: string, day: string) => Number(day.slice(0, 4)) - Number(birth.slice(0, 4)) - (day.slice(4) < birth.slice(4) ? 1 : 0);
/** Year and day of the year, as payers begin their numbers. */
const julian = (day: string) => `${day.slice(2, 4)}${String(daysFrom(`${day.slice(0, 4)}0101`, day) + 1).padStart(3, "0")}`;
/** The payer's number of a claim that came on a day: the day stands in it. */
export const payerNumberOf = (claimNumber: string, receivedOn: string) => `${julian(receivedOn)}M${claimNumber}`;

type Looked = { filed: FiledClaim; line: ClaimLine; receivedOn: string; isSecondThatDay: boolean };
function holds({ places, codes, lacksModifier, memberEnds, laterThanDays, youngerThan, olderThan, sameDay }: MockCondition, { filed, line, receivedOn, isSecondThatDay }: Looked): boolean {
  const { claim, subscriber } = filed;
  const birth = subscriber.patient?.birthDate ?? subscriber.insured.birthDate;
  const years = birth === null || birth === "" ? null : yearsOn(birth, line.day);
  if (places !== undefined && !places.includes(line.place ?? claim.place)) return false;
  if (codes !== undefined && !codes.includes(line.code)) return false;
  if (lacksModifier !== undefined && line.modifiers.some((one) => lacksModifier.includes(one))) return false;
  if (memberEnds !== undefined && !memberEnds.some((end) => subscriber.insured.memberId.endsWith(end))) return false;
  if (laterThanDays !== undefined && daysFrom(line.day, receivedOn) <= laterThanDays) return false;
  if (youngerThan !== undefined && (years === null || years >= youngerThan)) return false;
  if (olderThan !== undefined && (years === null || years <= olderThan)) return false;
  return sameDay === undefined || isSecondThatDay;
}

/** What of each adjustment is more than nothing. */
const told = (all: readonly Adjustment[]) => all.filter((one) => one.cents !== 0);
const adjusted = (group: string, reason: string, cents: number): Adjustment => ({ group, reason, cents, quantity: null });

/** A second payer pays of what the first left to the patient, never more than it allows. */
function paidAfter(line: ClaimLine, allowed: number): Pick<DecidedLine, "paidCents" | "adjustments"> {
  const left = Math.min(line.chargeCents, Math.max(0, line.prior.reduce((sum, { adjustments }) => sum + sumOf(adjustments.filter((one) => one.group === "PR")), 0)));
  const before = line.prior.reduce((sum, { paidCents }) => sum + paidCents, 0);
  const paidCents = Math.max(0, Math.min(left, allowed - before));
  return { paidCents, adjustments: told([adjusted("OA", "23", line.chargeCents - left), adjusted("CO", "45", left - paidCents)]) };
}
function paidFirst(line: ClaimLine, allowed: number, terms: MockTerms, deductibleLeft: number): Pick<DecidedLine, "paidCents" | "adjustments"> & { deductible: number } {
  const deductible = Math.min(allowed, deductibleLeft);
  const coinsurance = Math.round(((allowed - deductible) * terms.coinsuranceThousandths) / 1000);
  const copay = Math.min(allowed - deductible - coinsurance, terms.copayCents);
  const paidCents = allowed - deductible - coinsurance - copay;
  return { deductible, paidCents, adjustments: told([adjusted("CO", "45", line.chargeCents - allowed), adjusted("PR", "1", deductible), adjusted("PR", "2", coinsurance), adjusted("PR", "3", copay)]) };
}

/** Whether a claim is turned away when it comes; null where it is let in. A claim is turned away for any of its lines. */
export const rejectionOf = (plan: MockPlan, filed: FiledClaim, receivedOn: string): MockRejection | null => plan.rejections.find(({ when }) => filed.claim.lines.some((line) => holds(when, { filed, line, receivedOn, isSecondThatDay: false }))) ?? null;

/** What is decided of every claim that was let in, in the order of the file. Voids are left out: they only take back. */
export function decideAll(plan: MockPlan, claims: readonly FiledClaim[], receivedOn: string): Decided[] {
  const days = new Set<string>();
  return claims.filter((filed) => filed.claim.frequency !== "8" && rejectionOf(plan, filed, receivedOn) === null).map((filed) => decide(plan, filed, receivedOn, days));
}
function decide(plan: MockPlan, filed: FiledClaim, receivedOn: string, days: Set<string>): Decided {
  const { claim, subscriber } = filed;
  const terms = plan.terms.find((one) => one.filing === "any" || (subscriber.filing !== null && one.filing.includes(subscriber.filing)));
  const person = patientOf(subscriber);
  const isSecond = claim.otherPayers.length > 0;
  let deductibleLeft = terms?.deductibleCents ?? 0;
  const lines = claim.lines.map((line): DecidedLine => {
    const { number, code, modifiers, chargeCents, units, day } = line;
    const said = { number, code, modifiers, chargeCents, units, day };
    const key = `${person.memberId} ${person.family} ${person.given} ${day}`;
    const isSecondThatDay = days.has(key);
    days.add(key);
    const denial = plan.denials.find(({ when }) => holds(when, { filed, line, receivedOn, isSecondThatDay }));
    // 109: no terms stand for this kind of payer, so the claim went to the wrong one.
    if (denial !== undefined || terms === undefined) return { ...said, paidCents: 0, allowedCents: null, adjustments: told([adjusted(denial?.group ?? "OA", denial?.reason ?? "109", chargeCents)]) };
    const allowedCents = Math.min(chargeCents, Math.round((chargeCents * terms.allowedThousandths) / 1000));
    if (isSecond) return { ...said, allowedCents, ...paidAfter(line, allowedCents) };
    const { deductible, ...paid } = paidFirst(line, allowedCents, terms, deductibleLeft);
    deductibleLeft -= deductible;
    return { ...said, allowedCents, ...paid };
  });
  const status = lines.every((one) => one.allowedCents === null) ? "4" : isSecond ? "2" : "1";
  return { number: claim.number, payerNumber: payerNumberOf(claim.number, receivedOn), status, filing: subscriber.filing, place: claim.place, frequency: claim.frequency, patient: { family: person.family, given: person.given, memberId: person.memberId }, receivedOn, lines };
}

const minus = (cents: number) => (cents === 0 ? 0 : -cents);
/** Everything that was decided before, taken back. */
export const reversalOf = (one: Decided): Decided => ({
  ...one,
  status: "22",
  lines: one.lines.map((line) => ({ ...line, chargeCents: minus(line.chargeCents), paidCents: minus(line.paidCents), allowedCents: null, adjustments: line.adjustments.map((each) => ({ ...each, cents: minus(each.cents) })) })),
});

/** What is decided of a file: of a replacement and of a void what was paid before is taken back first. `earlier` is what was decided of earlier files. */
export function decisionsOf(plan: MockPlan, claims: readonly FiledClaim[], receivedOn: string, earlier: readonly Decided[]): Decided[] {
  const before = groupBy(earlier, (one) => one.payerNumber);
  const decided = new Map(decideAll(plan, claims, receivedOn).map((one) => [one.number, one]));
  return claims.flatMap(({ claim }) => {
    const taken = claim.frequency === "1" || claim.originalNumber === null ? undefined : before.get(claim.originalNumber)?.at(-1);
    const now = decided.get(claim.number);
    return [...(taken !== undefined && paidOf(taken) > 0 && (now !== undefined || claim.frequency === "8") ? [reversalOf(taken)] : []), ...(now === undefined ? [] : [now])];
  });
}
