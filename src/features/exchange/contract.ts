import { z } from "zod";
import { expected } from "#kernel/expected.ts";
import { wholeNumber } from "#kernel/shapes.ts";

const text = z.string();
/** A FHIR date, dateTime or instant as it was written: `2021`, `2021-04-03`, `2021-04-03T10:00:00+02:00`. */
const writtenMoment = z.string();
/** Where in the sender's bundle something stood, such as `Bundle.entry[3].resource`. */
const sourcePath = z.string();
const civilDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, expected({ en: "Expected a date such as 2026-11-21.", es: "Se espera una fecha como 2026-11-21." }));

/** A number by which a system knows a person, place or organisation. `system` is null where the sender named none. */
export const outsideIdentifier = z.strictObject({
  system: text.nullable(),
  value: text,
  kind: z.enum(["medical_record", "medicaid", "member", "national_provider", "other"]),
  /** FHIR's `use`; null where it is not said. An `old` or `temp` one is kept and never matched by. */
  use: z.enum(["usual", "official", "temp", "secondary", "old"]).nullable(),
});
export type OutsideIdentifier = z.infer<typeof outsideIdentifier>;

/** One way to reach somebody. It says nothing about whether that way is safe. */
export const outsideContact = z.strictObject({ system: text.nullable(), value: text, use: text.nullable() });
export type OutsideContact = z.infer<typeof outsideContact>;

/** An address as it was written. Disclosure class of an adult's: address. */
export const outsideAddress = z.strictObject({
  lines: z.array(text),
  city: text.nullable(),
  district: text.nullable(),
  state: text.nullable(),
  postalCode: text.nullable(),
  country: text.nullable(),
  /** The whole as one text, where the sender gave one. */
  text: text.nullable(),
});
export type OutsideAddress = z.infer<typeof outsideAddress>;

/** A name as it was written: nothing is capitalised, transliterated or cleaned. */
export const outsideName = z.strictObject({ given: z.array(text), family: text.nullable(), prefix: z.array(text), text: text.nullable() });
export type OutsideName = z.infer<typeof outsideName>;

const administrativeGender = z.enum(["male", "female", "other", "unknown"]);

/** The child that is referred. Null means that the sender did not say. */
export const referredChild = z.strictObject({
  identifiers: z.array(outsideIdentifier),
  given: z.array(text),
  family: text.nullable(),
  /** The name as one text, where the sender gave it so. */
  nameText: text.nullable(),
  /** What the child is called, where the sender gave a nickname. */
  nickname: text.nullable(),
  birthDate: civilDate.nullable(),
  administrativeGender: administrativeGender.nullable(),
  /** The preferred language, a BCP 47 tag such as `es` or `en-US`. */
  language: text.nullable(),
  telecom: z.array(outsideContact),
  address: outsideAddress.nullable(),
  /** The sender says that the child has died, and when, where known. Null: nothing of the kind is said. */
  died: z.strictObject({ on: writtenMoment.nullable() }).nullable(),
  sourcePath,
});
export type ReferredChild = z.infer<typeof referredChild>;

/** An adult whom the sender names beside the child. */
export const referredCarer = z.strictObject({
  identifiers: z.array(outsideIdentifier),
  given: z.array(text),
  family: text.nullable(),
  nameText: text.nullable(),
  /** What they are to the child: codes with their system, and the words. */
  relationships: z.array(z.strictObject({ system: text.nullable(), code: text.nullable(), text: text.nullable() })),
  birthDate: civilDate.nullable(),
  administrativeGender: administrativeGender.nullable(),
  language: text.nullable(),
  telecom: z.array(outsideContact),
  address: outsideAddress.nullable(),
  sourcePath,
});
export type ReferredCarer = z.infer<typeof referredCarer>;

/** A condition in the sender's own coding. */
export const outsideCondition = z.strictObject({
  system: text.nullable(),
  code: text.nullable(),
  display: text.nullable(),
  /** True only where the sender itself gave an ICD-10-CM code; nothing is ever translated into one. */
  isIcd10: z.boolean(),
  onset: writtenMoment.nullable(),
  abated: writtenMoment.nullable(),
  clinicalStatus: text.nullable(),
  verificationStatus: text.nullable(),
  sourcePath,
});
export type OutsideCondition = z.infer<typeof outsideCondition>;

/** A payer that the sender names. `claimed` is the first and last day of a bill on which it stands. */
export const outsideCoverage = z.strictObject({
  /** As it was written; where the sender only points to a payer that is not in the file, the reference itself. */
  payerName: text,
  memberId: text.nullable(),
  period: z.strictObject({ start: writtenMoment.nullable(), end: writtenMoment.nullable() }).nullable(),
  claimed: z.strictObject({ first: civilDate, last: civilDate }).nullable(),
  /** Every place that names it. */
  sourcePaths: z.array(sourcePath),
});
export type OutsideCoverage = z.infer<typeof outsideCoverage>;

/** One contact of the child with the sender. */
export const outsideEncounter = z.strictObject({
  period: z.strictObject({ start: writtenMoment.nullable(), end: writtenMoment.nullable() }).nullable(),
  kind: text.nullable(),
  reason: text.nullable(),
  /** The organisation or place, by name. */
  at: text.nullable(),
  sourcePath,
});
export type OutsideEncounter = z.infer<typeof outsideEncounter>;

/** A person, organisation or place that something points to; `sourcePath` is null where it is not in the file. */
export const outsidePointer = z.strictObject({
  resourceType: text.nullable(),
  name: text.nullable(),
  identifier: z.strictObject({ system: text.nullable(), value: text }).nullable(),
  sourcePath: sourcePath.nullable(),
});
export type OutsidePointer = z.infer<typeof outsidePointer>;

/** What somebody asks for the child. */
export const outsideRequest = z.strictObject({
  requester: outsidePointer.nullable(),
  organisation: outsidePointer.nullable(),
  telecom: z.array(outsideContact),
  authoredOn: writtenMoment.nullable(),
  service: text.nullable(),
  reasons: z.array(text),
  notes: z.array(text),
  sourcePath,
});
export type OutsideRequest = z.infer<typeof outsideRequest>;

/** A confidentiality label of the sender, such as one of 42 CFR Part 2. It has to travel with what it stands on. */
export const outsideLabel = z.strictObject({ system: text.nullable(), code: text.nullable(), display: text.nullable(), sourcePath });
export type OutsideLabel = z.infer<typeof outsideLabel>;

/** Something of the file that was not taken over, and why, in every language. */
export type LeftOut = { path: string; reason: { en: string; es: string } };

/** Outside professionals, organisations and places. */
export const outsideDirectory = z.strictObject({
  organisations: z.array(z.strictObject({ identifiers: z.array(outsideIdentifier), name: text.nullable(), kinds: z.array(text), telecom: z.array(outsideContact), address: outsideAddress.nullable(), sourcePath })),
  professionals: z.array(z.strictObject({ identifiers: z.array(outsideIdentifier), ...outsideName.shape, telecom: z.array(outsideContact), address: outsideAddress.nullable(), sourcePath })),
  places: z.array(z.strictObject({ identifiers: z.array(outsideIdentifier), name: text.nullable(), telecom: z.array(outsideContact), address: outsideAddress.nullable(), organisation: outsidePointer.nullable(), sourcePath })),
  roles: z.array(z.strictObject({ professional: outsidePointer.nullable(), organisation: outsidePointer.nullable(), places: z.array(outsidePointer), kinds: z.array(text), specialties: z.array(text), telecom: z.array(outsideContact), sourcePath })),
});
export type OutsideDirectory = z.infer<typeof outsideDirectory>;

/** A hospital's bundle, read as a referral. Disclosure class: intake. */
export const referralFromBundle = z.strictObject({
  child: referredChild,
  carers: z.array(referredCarer),
  conditions: z.array(outsideCondition),
  coverage: z.array(outsideCoverage),
  /** Days on which the sender billed nobody: the child had no insurance then. Null where that is not said. */
  uninsured: z.strictObject({ first: civilDate, last: civilDate }).nullable(),
  history: z.array(outsideEncounter),
  requests: z.array(outsideRequest),
  /** Who asks, by the latest open request; null where the bundle holds none. */
  requester: outsidePointer.nullable(),
  labels: z.array(outsideLabel),
  understood: z.array(z.strictObject({ resourceType: text, count: wholeNumber(1) })),
});
export type ReferralFromBundle = z.infer<typeof referralFromBundle>;
