import fc from "fast-check";
import { isNpi } from "./cents.ts";
import { type Claim, CLAIM_VERSION, type ClaimSet, type Insured, type PersonName, type Provider, type Subscriber } from "./claims.ts";
import { claimSegments } from "./claims.write.ts";
import { foldedText } from "./text.ts";
import { writeInterchange } from "./write.ts";

// Random claims of both shapes, replacements, voids and claims to a second payer; all of it made up.

const envelope = { sender: { qualifier: "ZZ", id: "MADEUPSENDER" }, receiver: { qualifier: "ZZ", id: "MADEUPPAYER" }, groupSender: "MADEUPSENDER", groupReceiver: "MADEUPPAYER", usage: "T", control: 7, day: "20261120", time: "0915" } as const;
export const writeClaims = (sets: readonly ClaimSet[]) => [...writeInterchange(envelope, [{ code: "HC", control: 7, version: CLAIM_VERSION, sets: sets.map((set, at) => ({ id: "837", control: String(at + 1).padStart(4, "0"), segments: claimSegments(set) })) }])].join("");

const DIGITS = "0123456789";
/** A number that passes its check digit, made up from nine digits. */
const npiOf = (nine: string) => [...DIGITS].map((digit) => `1${nine.slice(1)}${digit}`).find(isNpi)!;
const npi = fc.stringMatching(/^\d{9}$/).map(npiOf);
/** Every printable character, and what people's names are written with. */
const spoken = (most: number) => fc.string({ unit: fc.constantFrom(...Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)), ..."ÑÁÉÍÓÚÜñáéíóúüçßØłœ’–"), minLength: 1, maxLength: most }).filter((text) => foldedText(text)! !== "");
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });
const code = (pattern: RegExp) => fc.stringMatching(pattern);
const person: fc.Arbitrary<PersonName> = fc.record({ family: spoken(30), given: spoken(20), middle: maybe(spoken(10)), suffix: maybe(spoken(4)) });
const address = (pattern = /^\d{5}$/) => fc.record({ line1: fc.nat(9999).map((number) => `${number} Made-Up Street`), line2: maybe(spoken(20)), city: fc.constantFrom("Washington", "Peñasco Falls", "Made Up Town"), state: fc.constantFrom("DC", "MD", "NC"), zip: code(pattern) });
const NINE = /^\d{9}$/;
const provider: fc.Arbitrary<Provider> = fc.record({ name: fc.oneof(person, spoken(40)), npi, taxonomy: maybe(code(/^\d{3}[A-Z]\d{5}X$/)) });
const clinician: fc.Arbitrary<Provider> = fc.record({ name: person, npi, taxonomy: maybe(code(/^\d{3}[A-Z]\d{5}X$/)) });
const birthDay = fc.constantFrom("20220115", "20231231", "20240229");
const insured: fc.Arbitrary<Insured> = fc.record({ name: person, memberId: code(/^[A-Z0-9]{2,20}$/), birthDate: birthDay, sex: fc.constantFrom("F", "M", "U"), address: address() });
const adjustments = fc.array(fc.record({ group: fc.constantFrom("CO", "PR"), reason: fc.constantFrom("45", "1", "2"), cents: fc.integer({ min: 1, max: 5000 }), quantity: fc.constant(null) }), { maxLength: 8 }).map((all) => all.toSorted((one, other) => one.group.localeCompare(other.group)));

const claimOf = (isSecond: boolean): fc.Arbitrary<Claim> =>
  fc
    .record({
      diagnoses: fc.uniqueArray(code(/^[A-TV-Z]\d\d\d?$/), { minLength: 1, maxLength: 12 }),
      lines: fc.array(fc.record({ chargeCents: fc.integer({ min: 1, max: 99_999_99 }), units: fc.integer({ min: 1, max: 32 }).map(String), code: fc.constant("DEMO1"), modifiers: fc.array(fc.constantFrom("HQ", "HR", "HS", "GT"), { maxLength: 4 }), day: fc.constantFrom("20261118", "20261119", "20241231"), place: fc.constant(null), pointer: fc.nat(3), rendering: maybe(clinician), adjustments }), { minLength: 1, maxLength: 6 }),
      place: fc.constantFrom("11", "12", "03", "02"),
      frequency: fc.constantFrom("1" as const, "7" as const, "8" as const),
      isSigned: fc.boolean(),
      rendering: maybe(clinician),
      supervising: maybe(clinician.map((one) => ({ ...one, taxonomy: null }))),
      facility: maybe(fc.record({ name: spoken(40), npi: maybe(npi), address: address(NINE) })),
      patientPaidCents: maybe(fc.integer({ min: 1, max: 5000 })),
      recordNumber: maybe(code(/^[A-Z0-9-]{1,20}[A-Z0-9]$/)),
      screening: fc.constantFrom([], ["NU"], ["S2"], ["AV", "ST"]),
      insured: fc.record({ name: person, memberId: code(/^[A-Z0-9]{2,20}$/), address: maybe(address()) }),
    })
    .map(({ lines, diagnoses, frequency, insured: other, ...one }): Claim => {
      const total = lines.reduce((sum, line) => sum + line.chargeCents, 0);
      const adjustedOf = (line: (typeof lines)[number]) => line.adjustments.filter(({ cents }) => cents * line.adjustments.length <= line.chargeCents);
      const paidOf = (line: (typeof lines)[number]) => line.chargeCents - adjustedOf(line).reduce((sum, { cents }) => sum + cents, 0);
      return {
        ...one,
        number: "",
        chargeCents: total,
        frequency,
        assignment: "A",
        assigns: "Y",
        releases: "Y",
        originalNumber: frequency === "1" ? null : "PAYER-77",
        authorization: null,
        referral: null,
        diagnoses,
        otherPayers: isSecond ? [{ sequence: "P", relation: "18", groupNumber: null, filing: "CI", adjustments: [], paidCents: lines.reduce((sum, line) => sum + paidOf(line), 0), assigns: "Y", releases: "Y", insured: other, payer: { name: "FIRST PAYER", id: "FIRST1", claimNumber: "F-9" } }] : [],
        lines: lines.map((line, at) => ({ number: `L${at + 1}`, code: line.code, modifiers: line.modifiers, chargeCents: line.chargeCents, units: line.units, place: line.place, pointers: [Math.min(line.pointer, diagnoses.length - 1) + 1], day: line.day, rendering: line.rendering, supervising: null, prior: isSecond ? [{ payerId: "FIRST1", paidCents: paidOf(line), code: line.code, modifiers: line.modifiers, units: line.units, adjustments: adjustedOf(line), decidedOn: "20261119" }] : [] })),
      };
    });
const subscriber: fc.Arbitrary<Subscriber> = fc.tuple(fc.boolean(), fc.boolean()).chain(([isDependent, isSecond]) =>
  fc.record({
    sequence: fc.constant(isSecond ? "S" : "P"),
    groupNumber: maybe(code(/^[A-Z0-9]{1,20}$/)),
    planName: maybe(spoken(20)),
    filing: fc.constantFrom("MC", "CI"),
    insured: isDependent ? insured.map((one) => ({ ...one, birthDate: null, sex: null, address: null })) : insured,
    payer: fc.record({ name: spoken(30), id: code(/^[A-Z0-9]{2,20}$/), address: maybe(address()), providerNumber: maybe(code(/^[A-Z0-9]{1,20}$/)) }),
    patient: isDependent ? fc.record({ relation: fc.constantFrom("19", "G8"), name: person, birthDate: birthDay, sex: fc.constantFrom("F" as const, "M" as const), address: address() }) : fc.constant(null),
    claims: fc.array(claimOf(isSecond), { minLength: 1, maxLength: 3 }),
  }),
);
export const claimSet: fc.Arbitrary<ClaimSet> = fc
  .record({ reference: code(/^[A-Z0-9]{1,30}$/), day: fc.constant("20261120"), time: fc.constant("0915"), submitter: fc.record({ name: spoken(30), id: code(/^[A-Z0-9]{2,15}$/), contact: maybe(spoken(30)), telephone: code(/^[2-9]\d{9}$/), email: maybe(fc.constant("billing@made-up.example")) }), receiver: fc.record({ name: spoken(30), id: code(/^[A-Z0-9]{2,15}$/) }), providers: fc.array(fc.record({ provider, taxId: code(NINE), address: address(NINE), payTo: maybe(address()), subscribers: fc.array(subscriber, { minLength: 1, maxLength: 3 }) }), { minLength: 1, maxLength: 2 }) });
/** No two claims of a file have the same number. */
export const claimSets: fc.Arbitrary<ClaimSet[]> = fc.array(claimSet, { minLength: 1, maxLength: 2 }).map((sets) => {
  let count = 0;
  return sets.map((set) => ({ ...set, providers: set.providers.map((one) => ({ ...one, subscribers: one.subscribers.map((each) => ({ ...each, claims: each.claims.map((claim) => ({ ...claim, number: `C${(count += 1)}` })) })) })) }));
});
