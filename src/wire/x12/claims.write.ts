import { groupBy } from "#kernel/grouping.ts";
import { amountText } from "./cents.ts";
import type { Address, Adjustment, BillingProvider, Claim, ClaimLine, ClaimSet, Insured, OtherPayer, PersonName, Provider, Subscriber } from "./claims.ts";
import { type Draft, type Element, words } from "./write.ts";

// The segments of an 837P, in the order of the guide.

const nameOf = (name: PersonName | string): [kind: string, ...parts: Element[]] =>
  typeof name === "string" ? ["2", words(name, 60), null, null, null, null] : ["1", words(name.family, 60), words(name.given, 35), words(name.middle, 25), null, words(name.suffix, 10)];
const numbered = (qualifier: string, number: string | null): Element[] => (number === null ? [] : [qualifier, number]);
const named = (code: string, name: PersonName | string, qualifier = "", number: string | null = null): Draft => ["NM1", code, ...nameOf(name), ...numbered(qualifier, number)];
function* place({ line1, line2, city, state, zip }: Address): Generator<Draft> {
  yield ["N3", words(line1, 55), words(line2, 55)];
  yield ["N4", words(city, 30), state, zip];
}
const reference = (code: string, value: string | null): Draft[] => (value === null ? [] : [["REF", code, value]]);
const birth = ({ birthDate, sex }: Pick<Insured, "birthDate" | "sex">): Draft[] => (birthDate === null || sex === null ? [] : [["DMG", "D8", birthDate, sex]]);
function* provider(code: string, { name, npi, taxonomy }: Provider): Generator<Draft> {
  yield named(code, name, "XX", npi);
  if (taxonomy !== null) yield ["PRV", "PE", "PXC", taxonomy];
}
const MOST_IN_SEGMENT = 6;
/** Adjustments of one group stand together, six to a segment. */
export function* adjustmentSegments(adjustments: readonly Adjustment[]): Generator<Draft> {
  for (const [group, all] of groupBy(adjustments, (one) => one.group))
    for (let from = 0; from < all.length; from += MOST_IN_SEGMENT) yield ["CAS", group, ...all.slice(from, from + MOST_IN_SEGMENT).flatMap(({ reason, cents, quantity }): Element[] => [reason, amountText(cents), quantity])];
}

function* otherPayer(one: OtherPayer): Generator<Draft> {
  yield ["SBR", one.sequence, one.relation, one.groupNumber, null, null, null, null, null, one.filing];
  yield* adjustmentSegments(one.adjustments);
  if (one.paidCents !== null) yield ["AMT", "D", amountText(one.paidCents)];
  yield ["OI", null, null, one.assigns, null, null, one.releases];
  yield named("IL", one.insured.name, "MI", one.insured.memberId);
  if (one.insured.address !== null) yield* place(one.insured.address);
  yield named("PR", one.payer.name, "PI", one.payer.id);
  yield* reference("F8", one.payer.claimNumber);
}
function* line(one: ClaimLine, at: number): Generator<Draft> {
  yield ["LX", String(at + 1)];
  yield ["SV1", ["HC", one.code, ...one.modifiers], amountText(one.chargeCents), "UN", one.units, one.place, null, one.pointers.map(String)];
  yield ["DTP", "472", "D8", one.day];
  yield ["REF", "6R", one.number];
  if (one.rendering !== null) yield* provider("82", one.rendering);
  if (one.supervising !== null) yield named("DQ", one.supervising.name, "XX", one.supervising.npi);
  for (const prior of one.prior) {
    yield ["SVD", prior.payerId, amountText(prior.paidCents), ["HC", prior.code, ...prior.modifiers], null, prior.units];
    yield* adjustmentSegments(prior.adjustments);
    yield ["DTP", "573", "D8", prior.decidedOn];
  }
}
function* claim(one: Claim): Generator<Draft> {
  yield ["CLM", one.number, amountText(one.chargeCents), null, null, [one.place, "B", one.frequency], one.isSigned ? "Y" : "N", one.assignment, one.assigns, one.releases];
  if (one.patientPaidCents !== null) yield ["AMT", "F5", amountText(one.patientPaidCents)];
  yield* reference("9F", one.referral);
  yield* reference("G1", one.authorization);
  yield* reference("F8", one.originalNumber);
  yield* reference("EA", one.recordNumber);
  if (one.screening.length > 0) yield ["CRC", "ZZ", one.screening.includes("NU") ? "N" : "Y", ...one.screening];
  yield ["HI", ...one.diagnoses.map((code, at) => [at === 0 ? "ABK" : "ABF", code])];
  if (one.rendering !== null) yield* provider("82", one.rendering);
  if (one.facility !== null) {
    yield named("77", one.facility.name, "XX", one.facility.npi);
    yield* place(one.facility.address);
  }
  if (one.supervising !== null) yield named("DQ", one.supervising.name, "XX", one.supervising.npi);
  for (const other of one.otherPayers) yield* otherPayer(other);
  for (const [at, each] of one.lines.entries()) yield* line(each, at);
}

function* subscriber(one: Subscriber, next: () => number, parent: number): Generator<Draft> {
  const number = next();
  const { insured, payer, patient } = one;
  yield ["HL", String(number), String(parent), "22", patient === null ? "0" : "1"];
  yield ["SBR", one.sequence, patient === null ? "18" : null, one.groupNumber, words(one.planName, 60), null, null, null, null, one.filing];
  yield named("IL", insured.name, "MI", insured.memberId);
  if (insured.address !== null) yield* place(insured.address);
  yield* birth(insured);
  yield named("PR", payer.name, "PI", payer.id);
  if (payer.address !== null) yield* place(payer.address);
  yield* reference("G2", payer.providerNumber);
  if (patient !== null) {
    yield ["HL", String(next()), String(number), "23", "0"];
    yield ["PAT", patient.relation];
    yield named("QC", patient.name);
    yield* place(patient.address);
    yield* birth(patient);
  }
  for (const each of one.claims) yield* claim(each);
}
function* billing(one: BillingProvider, next: () => number): Generator<Draft> {
  const number = next();
  yield ["HL", String(number), null, "20", "1"];
  if (one.provider.taxonomy !== null) yield ["PRV", "BI", "PXC", one.provider.taxonomy];
  yield named("85", one.provider.name, "XX", one.provider.npi);
  yield* place(one.address);
  yield ["REF", "EI", one.taxId];
  if (one.payTo !== null) {
    yield ["NM1", "87", "2"];
    yield* place(one.payTo);
  }
  for (const each of one.subscribers) yield* subscriber(each, next, number);
}

/** Between ST and SE. Throws Unwritable where something cannot stand in a file. */
export function* claimSegments({ reference: own, day, time, submitter, receiver, providers }: ClaimSet): Generator<Draft> {
  let levels = 0;
  const next = () => (levels += 1);
  yield ["BHT", "0019", "00", own, day, time, "CH"];
  yield named("41", submitter.name, "46", submitter.id);
  const ways = [submitter.telephone && ["TE", submitter.telephone], submitter.email && ["EM", submitter.email]].filter((way) => way !== null && way !== "");
  yield ["PER", "IC", words(submitter.contact, 60), ...ways.flat()];
  yield named("40", receiver.name, "46", receiver.id);
  for (const one of providers) yield* billing(one, next);
}
