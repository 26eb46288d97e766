import { groupBy } from "#kernel/grouping.ts";
import type { CivilDate } from "#kernel/dates.ts";
import type { Coverage } from "#features/coverage/contract.ts";
import type { Payer } from "#features/payers/contract.ts";
import type { BillingAddress, BillingProfile, StaffNumber } from "#features/payers/profile.contract.ts";
import type { Address, BillingProvider, Claim, ClaimLine, OtherPayer, PersonName, PriorLine, Provider, Subscriber } from "#wire/x12/claims.ts";
import { type AgencyFacts, chargeOfLines, type ClaimFacts, coveredOn, type LineDraft } from "./facts.rules.ts";
import type { LineFacts, Numbered, ScrubFacts } from "./scrub.x12.ts";
import { lineNumberOf } from "./states.rules.ts";

// From the record to what stands in a file, and to what holds it. Pure: the same facts give the same claim.

/** A claim with its payer's subscriber and who bills: enough to write it again. */
export type ClaimContent = { provider: Omit<BillingProvider, "subscribers">; subscriber: Omit<Subscriber, "claims">; claim: Claim };

const digits = (day: CivilDate) => day.replaceAll("-", "");
const person = (one: { givenName: string; familyName: string }): PersonName => ({ family: one.familyName, given: one.givenName, middle: null, suffix: null });
const place = ({ line1, line2, city, state, zip }: BillingAddress | Coverage["address"]): Address => ({ line1, line2: line2 === "" ? null : line2, city, state, zip });
const RELATIONS: Record<Coverage["relation"], string> = { self: "18", child: "19", other: "G8" };
const SEQUENCES = ["P", "S", "T"] as const;

export const providerOf = (profile: BillingProfile): ClaimContent["provider"] => ({ provider: { name: profile.legalName, npi: profile.npi, taxonomy: profile.taxonomy }, taxId: profile.taxNumber, address: place(profile.address), payTo: profile.payTo === null ? null : place(profile.payTo) });
const named = (one: StaffNumber | null): Provider | null => (one === null ? null : { name: person(one), npi: one.npi, taxonomy: one.taxonomy });
const childOf = (coverage: Coverage, facts: ClaimFacts) => coverage.childName ?? facts.day.child;

function subscriberOf(facts: ClaimFacts, coverage: Coverage, payer: Payer): ClaimContent["subscriber"] {
  const child = { name: person(childOf(coverage, facts)), birthDate: digits(facts.day.child.birthDate!), sex: coverage.sex, address: place(coverage.address) };
  const { insured } = coverage;
  return {
    sequence: SEQUENCES[facts.prior === null ? 0 : 1],
    groupNumber: coverage.groupNumber,
    // SBR04 stands only where no group number does.
    planName: coverage.groupNumber === null ? coverage.planName : null,
    filing: payer.filingCode,
    insured: coverage.relation === "self" || insured === null ? { ...child, memberId: coverage.memberNumber } : { name: person(insured), memberId: coverage.memberNumber, birthDate: null, sex: null, address: null },
    payer: { name: payer.name, id: payer.payerNumber, address: null, providerNumber: payer.providerNumber },
    patient: coverage.relation === "self" ? null : { relation: RELATIONS[coverage.relation], ...child },
  };
}

const sameProvider = (one: Provider | null, other: Provider | null) => JSON.stringify(one) === JSON.stringify(other);
const priorLine = (line: { paidCents: number; adjustments: PriorLine["adjustments"] }, payerId: string, written: Pick<ClaimLine, "code" | "modifiers" | "units">, decidedOn: CivilDate): PriorLine => ({ payerId, paidCents: line.paidCents, code: written.code, modifiers: written.modifiers, units: written.units, adjustments: line.adjustments, decidedOn: digits(decidedOn) });

/** Lines that a payer wants as one: the same code, place and people on one day. The first one's number stands for them. */
const sameLine = (one: LineDraft) => JSON.stringify([one.code, one.modifiers, one.placeCode, one.rendering?.npi ?? null, one.supervising?.npi ?? null]);

function otherPayerOf({ prior, day }: ClaimFacts): OtherPayer[] {
  if (prior === null) return [];
  const { coverage, payer, decision } = prior;
  const holder = coverage.insured ?? coverage.childName ?? day.child;
  return [{ sequence: "P", relation: RELATIONS[coverage.relation], groupNumber: coverage.groupNumber, filing: payer.filingCode, adjustments: decision.adjustments, paidCents: decision.paidCents, assigns: "Y", releases: "Y", insured: { name: person(holder), memberId: coverage.memberNumber, address: null }, payer: { name: payer.name, id: payer.payerNumber, claimNumber: decision.payerClaimNumber } }];
}

/** The claim as its file says it. The facts were scrubbed before: what is missing there throws here. */
export function contentOf(facts: ClaimFacts, profile: BillingProfile, payers: AgencyFacts["payers"]): ClaimContent {
  const { coverage, kind, lines, prior } = facts;
  const payer = coverage === null ? undefined : payers.get(coverage.payerId);
  if (coverage === null || payer === undefined) throw new RangeError(`the claim ${facts.number} has no payer`);
  const provider = providerOf(profile);
  const people = (line: LineDraft) => ({ rendering: payer.asksRendering && line.rendering?.npi !== profile.npi ? named(line.rendering) : null, supervising: payer.asksSupervising && line.session.isSupervised ? withoutTaxonomy(named(line.supervising)) : null });
  const first = people(lines[0]!);
  const groups = payer.sumsSameDay === true && prior === null ? [...groupBy(lines, sameLine).values()] : lines.map((one) => [one]);
  const diagnoses = facts.day.diagnoses.map((code) => code.replace(".", "")).slice(0, 12);
  const written = groups.map((group): ClaimLine => {
    const [head] = group as [LineDraft, ...LineDraft[]];
    const own = people(head);
    const at = lines.indexOf(head);
    const said = { code: head.code!, modifiers: head.modifiers, units: String(group.reduce((sum, one) => sum + one.units!, 0)) };
    const decided = prior?.decision.lines.filter((one) => one.place === at + 1) ?? [];
    return {
      number: lineNumberOf(facts.number, at + 1),
      ...said,
      chargeCents: chargeOfLines(group),
      place: head.placeCode === lines[0]!.placeCode ? null : head.placeCode,
      pointers: diagnoses.slice(0, 4).map((_, index) => index + 1),
      day: digits(facts.day.serviceDay),
      rendering: sameProvider(own.rendering, first.rendering) ? null : own.rendering,
      supervising: sameProvider(own.supervising, first.supervising) ? null : own.supervising,
      prior: decided.map((one) => priorLine(one, prior!.payer.payerNumber, said, prior!.decision.decidedOn)),
    };
  });
  const claim: Claim = {
    number: facts.number,
    chargeCents: chargeOfLines(lines),
    place: lines[0]!.placeCode!,
    frequency: kind === "replacement" ? "7" : kind === "void" ? "8" : "1",
    isSigned: true,
    assignment: "A",
    assigns: "Y",
    releases: "Y",
    patientPaidCents: null,
    originalNumber: kind === "replacement" || kind === "void" ? facts.originalNumber : null,
    authorization: null,
    referral: null,
    recordNumber: null,
    screening: [],
    diagnoses,
    ...first,
    facility: null,
    otherPayers: otherPayerOf(facts),
    lines: written,
  };
  return { provider, subscriber: subscriberOf(facts, coverage, payer), claim };
}
/** 2310D bears no taxonomy. */
const withoutTaxonomy = (one: Provider | null): Provider | null => (one === null ? null : { ...one, taxonomy: null });

/** A claim that takes another back: what was said, with the payer's number of it. */
export const voidOf = (sent: ClaimContent, number: string, originalNumber: string | null): ClaimContent => ({
  ...sent,
  claim: { ...sent.claim, number, frequency: "8", originalNumber, lines: sent.claim.lines.map((line, at) => ({ ...line, number: lineNumberOf(number, at + 1) })) },
});

const numbered = (one: StaffNumber | null): Numbered | null => (one === null ? null : { npi: one.npi, taxonomy: one.taxonomy, givenName: one.givenName, familyName: one.familyName });
const plain = <One extends { line2: string }>(one: One) => ({ ...one, line2: one.line2 === "" ? null : one.line2 });
/** The facts of a claim as the scrubber asks them. */
export function scrubFactsOf(facts: ClaimFacts, agency: AgencyFacts, today: CivilDate): ScrubFacts {
  const { coverage, day } = facts;
  const payer = coverage === null ? null : (agency.payers.get(coverage.payerId) ?? null);
  const isDemoPlace = agency.isDemo;
  const lines = facts.lines.map((line): LineFacts => ({
    sessionId: line.session.sessionId,
    verdict: line.session.verdict,
    isSigned: line.session.noteStatus === "signed" || line.session.noteStatus === "awaiting_cosignature",
    isCosigned: line.session.isSupervised ? line.session.noteStatus === "signed" : null,
    units: line.units,
    fee: line.code === null || (line.isDemoFee && !isDemoPlace) ? null : { code: line.code, modifiers: line.modifiers, chargeCents: line.chargeCents },
    placeCode: line.placeCode,
    rendering: numbered(line.rendering),
    supervising: numbered(line.supervising),
    needsSupervising: (payer?.asksSupervising ?? false) && line.session.isSupervised,
    isClaimedAlready: facts.claimedAlready.includes(line.session.sessionId),
  }));
  // Sent again after a denial, the clock begins with that denial.
  const again = facts.deniedOn !== null && payer !== null && payer.againDays !== null;
  return {
    today,
    serviceDay: day.serviceDay,
    kind: facts.kind,
    profile: agency.profile === null ? null : { ...agency.profile, address: plain(agency.profile.address) },
    payer: payer === null ? null : { isMedicaid: payer.isMedicaid, asksRendering: payer.asksRendering, needsAuthorization: payer.needsAuthorization, filingDays: again ? payer.againDays! : payer.filingDays, hasEnded: payer.endedAt !== null, isConfirmed: payer.confirmed !== null, isDemo: payer.isDemo, usage: payer.usage },
    coverage: coverage === null ? null : { memberNumber: coverage.memberNumber, relation: coverage.relation, sex: coverage.sex, address: plain(coverage.address), insured: coverage.insured, letters: coverage.letters, determinedOn: again ? facts.deniedOn : coverage.determinedOn },
    covered: coverage === null ? null : coveredOn(coverage, day.answers, day.serviceDay),
    child: coverage?.childName === null || coverage === null ? day.child : { ...coverage.childName, birthDate: day.child.birthDate },
    diagnoses: day.diagnoses.map((code) => ({ code, isOfForce: agency.isCodeInForce(code, day.serviceDay) })),
    lines,
    originalNumber: facts.originalNumber,
    lateReason: facts.lateReason,
    isDemoPlace,
  };
}
