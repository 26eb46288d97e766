import { centsOf } from "./cents.ts";
import type { Address, Adjustment, BillingProvider, Claim, ClaimLine, ClaimSet, OtherPayer, PersonName, PriorLine, Provider, Subscriber } from "./claims.ts";
import { type Loop, loopOf, loopsOf, segmentOf, segmentsIn } from "./loops.ts";
import { elementOf, type Segment } from "./segments.ts";

// From the loops of an 837P to what it says. The file was checked before: what cannot be read is nothing here.

type Reading = { component: string };
const orNull = (text: string): string | null => (text === "" ? null : text);
const at = (segment: Segment | null, place: number): string => (segment === null ? "" : elementOf(segment, place));
const referenceOf = (of: Loop, code: string): string | null => orNull(at(segmentOf(of, "REF", code), 2));
const personOf = (name: Segment | null): PersonName => ({ family: at(name, 3), given: orNull(at(name, 4)), middle: orNull(at(name, 5)), suffix: orNull(at(name, 7)) });
const nameOf = (name: Segment | null): PersonName | string => (at(name, 2) === "1" ? personOf(name) : at(name, 3));
function addressOf(of: Loop): Address | null {
  const [street, town] = [segmentOf(of, "N3"), segmentOf(of, "N4")];
  return street === null || town === null ? null : { line1: at(street, 1), line2: orNull(at(street, 2)), city: at(town, 1), state: orNull(at(town, 2)), zip: orNull(at(town, 3)) };
}
const NOWHERE: Address = { line1: "", line2: null, city: "", state: null, zip: null };
const sexOf = (of: Loop) => (at(segmentOf(of, "DMG"), 3) || null) as "F" | "M" | "U" | null;
function providerOf(of: Loop | null): Provider | null {
  const name = of === null ? null : segmentOf(of, "NM1");
  return of === null || name === null ? null : { name: nameOf(name), npi: orNull(at(name, 9)), taxonomy: orNull(at(segmentOf(of, "PRV"), 3)) };
}
const ADJUSTED = [2, 5, 8, 11, 14, 17];
/** Every adjustment of a loop, up to six in a segment. */
export const adjustmentsOf = (of: Loop): Adjustment[] =>
  segmentsIn(of, "CAS").flatMap((segment) => ADJUSTED.filter((place) => at(segment, place) !== "").map((place) => ({ group: at(segment, 1), reason: at(segment, place), cents: centsOf(at(segment, place + 1)) ?? 0, quantity: orNull(at(segment, place + 2)) })));
const procedureOf = (text: string, { component }: Reading) => {
  const [, code = "", ...more] = text.split(component);
  return { code, modifiers: more.slice(0, 4).filter((one) => one !== "") };
};

function otherPayerOf(of: Loop): OtherPayer {
  const place = segmentOf(of, "SBR");
  const told = segmentOf(of, "OI");
  const [insured, payer] = [loopOf(of, "2330A"), loopOf(of, "2330B")];
  return {
    sequence: at(place, 1),
    relation: at(place, 2),
    groupNumber: orNull(at(place, 3)),
    filing: orNull(at(place, 9)),
    adjustments: adjustmentsOf(of),
    paidCents: centsOf(at(segmentOf(of, "AMT", "D"), 2)),
    assigns: (at(told, 3) || "W") as OtherPayer["assigns"],
    releases: (at(told, 6) || "I") as OtherPayer["releases"],
    insured: { name: personOf(insured && segmentOf(insured, "NM1")), memberId: at(insured && segmentOf(insured, "NM1"), 9), address: insured && addressOf(insured) },
    payer: { name: at(payer && segmentOf(payer, "NM1"), 3), id: at(payer && segmentOf(payer, "NM1"), 9), claimNumber: payer && referenceOf(payer, "F8") },
  };
}
function priorOf(of: Loop, reading: Reading): PriorLine {
  const paid = segmentOf(of, "SVD");
  return { payerId: at(paid, 1), paidCents: centsOf(at(paid, 2)) ?? 0, ...procedureOf(at(paid, 3), reading), units: at(paid, 5), adjustments: adjustmentsOf(of), decidedOn: at(segmentOf(of, "DTP", "573"), 3) };
}
function lineOf(of: Loop, reading: Reading): ClaimLine {
  const service = segmentOf(of, "SV1");
  return {
    number: referenceOf(of, "6R") ?? "",
    ...procedureOf(at(service, 1), reading),
    chargeCents: centsOf(at(service, 2)) ?? 0,
    units: at(service, 4),
    place: orNull(at(service, 5)),
    pointers: at(service, 7).split(reading.component).filter((one) => one !== "").map(Number),
    day: at(segmentOf(of, "DTP", "472"), 3),
    rendering: providerOf(loopOf(of, "2420A")),
    supervising: providerOf(loopOf(of, "2420D")),
    prior: loopsOf(of, "2430").map((one) => priorOf(one, reading)),
  };
}
function claimOf(of: Loop, reading: Reading): Claim {
  const head = segmentOf(of, "CLM");
  const [place = "", , frequency = ""] = at(head, 5).split(reading.component);
  const facility = loopOf(of, "2310C");
  const screening = segmentOf(of, "CRC", "ZZ");
  return {
    number: at(head, 1),
    chargeCents: centsOf(at(head, 2)) ?? 0,
    place,
    frequency: frequency as Claim["frequency"],
    isSigned: at(head, 6) === "Y",
    assignment: at(head, 7) as Claim["assignment"],
    assigns: at(head, 8) as Claim["assigns"],
    releases: at(head, 9) as Claim["releases"],
    patientPaidCents: centsOf(at(segmentOf(of, "AMT", "F5"), 2)),
    originalNumber: referenceOf(of, "F8"),
    authorization: referenceOf(of, "G1"),
    referral: referenceOf(of, "9F"),
    recordNumber: referenceOf(of, "EA"),
    screening: screening === null ? [] : screening.elements.slice(3).filter((one) => one !== ""),
    diagnoses: segmentsIn(of, "HI").slice(0, 1).flatMap((one) => one.elements.slice(1).map((each) => each.split(reading.component)[1] ?? "")),
    rendering: providerOf(loopOf(of, "2310B")),
    facility: facility && { name: at(segmentOf(facility, "NM1"), 3), npi: orNull(at(segmentOf(facility, "NM1"), 9)), address: addressOf(facility) ?? NOWHERE },
    supervising: providerOf(loopOf(of, "2310D")),
    otherPayers: loopsOf(of, "2320").map(otherPayerOf),
    lines: loopsOf(of, "2400").map((one) => lineOf(one, reading)),
  };
}

/** One for the subscriber's own claims, and one for each patient below. */
function* subscribersOf(of: Loop, reading: Reading): Generator<Subscriber> {
  const place = segmentOf(of, "SBR");
  const [insured, payer] = [loopOf(of, "2010BA"), loopOf(of, "2010BB")];
  const name = insured && segmentOf(insured, "NM1");
  const shared = {
    sequence: at(place, 1),
    groupNumber: orNull(at(place, 3)),
    planName: orNull(at(place, 4)),
    filing: orNull(at(place, 9)),
    insured: { name: personOf(name), memberId: at(name, 9), birthDate: insured && orNull(at(segmentOf(insured, "DMG"), 2)), sex: insured && sexOf(insured), address: insured && addressOf(insured) },
    payer: { name: at(payer && segmentOf(payer, "NM1"), 3), id: at(payer && segmentOf(payer, "NM1"), 9), address: payer && addressOf(payer), providerNumber: payer && referenceOf(payer, "G2") },
  };
  const own = loopsOf(of, "2300").map((one) => claimOf(one, reading));
  const patients = loopsOf(of, "2000C");
  if (own.length > 0 || patients.length === 0) yield { ...shared, patient: null, claims: own };
  for (const one of patients) {
    const person = loopOf(one, "2010CA");
    const patient = { relation: at(segmentOf(one, "PAT"), 1), name: personOf(person && segmentOf(person, "NM1")), birthDate: at(person && segmentOf(person, "DMG"), 2), sex: (person && sexOf(person)) ?? "U", address: (person && addressOf(person)) ?? NOWHERE };
    yield { ...shared, patient, claims: loopsOf(one, "2300").map((each) => claimOf(each, reading)) };
  }
}
function billingOf(of: Loop, reading: Reading): BillingProvider {
  const [provider, payTo] = [loopOf(of, "2010AA"), loopOf(of, "2010AB")];
  const name = provider && segmentOf(provider, "NM1");
  return {
    provider: { name: nameOf(name), npi: orNull(at(name, 9)), taxonomy: orNull(at(segmentOf(of, "PRV"), 3)) },
    taxId: (provider && (referenceOf(provider, "EI") ?? referenceOf(provider, "SY"))) ?? "",
    address: (provider && addressOf(provider)) ?? NOWHERE,
    payTo: payTo && addressOf(payTo),
    subscribers: loopsOf(of, "2000B").flatMap((one) => [...subscribersOf(one, reading)]),
  };
}

/** What an 837P says, from the loops that its grammar read. */
export function readClaimSet(root: Loop, reading: Reading): ClaimSet {
  const begin = segmentOf(root, "BHT");
  const [submitter, receiver] = [loopOf(root, "1000A"), loopOf(root, "1000B")];
  const contact = submitter && segmentOf(submitter, "PER");
  const way = (code: string) => orNull([3, 5, 7].filter((place) => at(contact, place) === code).map((place) => at(contact, place + 1))[0] ?? "");
  return {
    reference: at(begin, 3),
    day: at(begin, 4),
    time: at(begin, 5),
    submitter: { name: String(at(submitter && segmentOf(submitter, "NM1"), 3)), id: at(submitter && segmentOf(submitter, "NM1"), 9), contact: orNull(at(contact, 2)), telephone: way("TE"), email: way("EM") },
    receiver: { name: at(receiver && segmentOf(receiver, "NM1"), 3), id: at(receiver && segmentOf(receiver, "NM1"), 9) },
    providers: loopsOf(root, "2000A").map((one) => billingOf(one, reading)),
  };
}
