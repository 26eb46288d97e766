import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, instant, line, prose, timeZone } from "#kernel/shapes.ts";
import { expected } from "#kernel/expected.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";
import { around } from "./around.contract.ts";

/** How an adult, or another child, belongs to the child (clinical.md section 2). */
export const caregiverKinds = ["birth_parent", "adoptive_parent", "foster_parent", "kin", "step_parent", "guardian", "other_caregiver"] as const;
export const authorityKinds = ["parent", "guardian", "kin", "foster", "agency", "court"] as const;
export const authorityScopes = ["treatment", "release", "video", "psychotropic", "records"] as const;

const name = line(200);
const newPerson = { givenName: name.min(1, expected({ en: "Expected at least a given name or what they want to be called.", es: "Se espera al menos un nombre o cómo quiere que le llamen." })), familyName: name.default(""), birthDate: civilDate.nullable(), language: z.string().max(35).default("en") };

/** Somebody around a case, in one part from a day on. */
export const personOfCase = z.strictObject({
  personId: z.uuid(),
  givenName: z.string(),
  familyName: z.string(),
  birthDate: civilDate.nullable(),
  language: z.string(),
  part: z.enum(["child", "caregiver", "sibling", "other"]),
  kind: z.string(),
  /** Where a professional belongs; empty for family. */
  organization: z.string(),
  livesWithChild: z.boolean().nullable(),
  validFrom: civilDate,
  validTo: civilDate.nullable(),
  hasOpenDyad: z.boolean(),
  /** The dyad rests: no sessions, and what was stays readable to the adult. */
  hasPausedDyad: z.boolean(),
});
export type PersonOfCase = z.infer<typeof personOfCase>;

export const authority = z.strictObject({
  authorityId: z.uuid(),
  holderId: z.uuid().nullable(),
  holderOrganization: z.string().nullable(),
  kind: z.enum(authorityKinds),
  /** The document from which it was read: an order with its date, a birth certificate. */
  document: z.string(),
  scopes: z.array(z.enum(authorityScopes)),
  limits: z.string(),
  validFrom: civilDate,
  validTo: civilDate.nullable(),
});
export type Authority = z.infer<typeof authority>;

export const address = z.strictObject({ addressId: z.uuid(), personId: z.uuid(), isConfidential: z.boolean(), lines: z.string(), city: z.string(), state: z.string(), postalCode: z.string(), validFrom: civilDate, validTo: civilDate.nullable(), disclosure: disclosureTag });
export const contactWay = z.strictObject({ contactWayId: z.uuid(), personId: z.uuid(), way: z.enum(["phone", "text", "email"]), value: z.string(), isSafe: z.boolean(), voicemail: z.enum(["hang_up", "say_name_only", "say_practice"]), hours: z.array(z.string()), /** The zone of the adult's clocks; null is the agency's. */ timeZone: z.string().nullable(), /** Since when no text message may go to this number; null where they may. */ stoppedAt: instant.nullable() });
export type ContactWay = z.infer<typeof contactWay>;

/** Something that was set right: what stood there before, what took its place, by whom, when and why. */
export const correction = z.strictObject({ correctionId: z.uuid(), subject: z.enum(["authority", "address", "birth_date", "diagnosis"]), subjectId: z.uuid(), was: z.string(), became: z.string(), reason: z.string(), byName: z.string(), at: instant, disclosure: disclosureTag });
export type Correction = z.infer<typeof correction>;
/** Why something is set right, in a few words. */
export const reason = line(500);

const whoRecords = ["clinician", "trainee", "supervisor", "administrator", "front_desk"] as const;
const ofCase = { of: { class: "service", by: "caseId" }, subject: "caseId", shows: "service" } as const;

export const people = {
  ...around,
  addPerson: procedure({ who: whoRecords, ...ofCase, action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/people", summary: "Records somebody around the child, in a part and from a day on." })
    .input(z.strictObject({ caseId: z.uuid(), ...newPerson, part: z.enum(["caregiver", "sibling", "other"]), kind: line(60).min(1), organization: line(200).default(""), livesWithChild: z.boolean().nullable(), validFrom: civilDate, openDyad: z.boolean() }))
    .output(z.strictObject({ personId: z.uuid() })),
  endPart: procedure({ who: whoRecords, ...ofCase, action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/people/{personId}/end", summary: "Ends somebody's part on a day; their dyad ends with it." })
    .input(z.strictObject({ caseId: z.uuid(), personId: z.uuid(), validTo: civilDate }))
    .output(z.strictObject({ ended: z.literal(true) })),
  addAuthority: procedure({ who: whoRecords, ...ofCase, action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/authorities", summary: "Records who holds legal authority for what, and from which document." })
    .input(z.strictObject({ caseId: z.uuid(), holderId: z.uuid().nullable(), holderOrganization: line(200).nullable(), kind: z.enum(authorityKinds), document: line(500).min(1, expected({ en: "Name the document: what it is and its date.", es: "Indique el documento: cuál es y su fecha." })), scopes: z.array(z.enum(authorityScopes)).min(1), limits: prose(2000).default(""), /** The document asks for the signature of another holder beside this one. */ secondSignature: z.boolean().default(false), validFrom: civilDate, validTo: civilDate.nullable() }))
    .output(z.strictObject({ authorityId: z.uuid() })),
  endAuthority: procedure({ who: whoRecords, ...ofCase, action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/authorities/{authorityId}/end", summary: "Ends an authority on a day; it stays readable, with who ended it." })
    .input(z.strictObject({ caseId: z.uuid(), authorityId: z.uuid(), validTo: civilDate, reason: reason.default("") }))
    .output(z.strictObject({ ended: z.literal(true) })),
  correctBirthDate: procedure({ who: whoRecords, ...ofCase, action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/people/{personId}/birth-date", summary: "Sets a wrong birth date right, with the reason; ages and eligibility hang on it." })
    .input(z.strictObject({ caseId: z.uuid(), personId: z.uuid(), was: civilDate.nullable(), birthDate: civilDate, reason: reason.min(1, expected({ en: "Expected the reason, such as the document that was seen.", es: "Se espera el motivo, por ejemplo el documento que se vio." })) }))
    .output(z.strictObject({ corrected: z.literal(true) })),
  endAddress: procedure({ who: ["clinician", "trainee", "supervisor"], of: { class: "address", by: "caseId" }, subject: "caseId", shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/addresses/{addressId}/end", summary: "Ends an address on a day; only those who see it can." })
    .input(z.strictObject({ caseId: z.uuid(), addressId: z.uuid(), validTo: civilDate, reason: reason.default("") }))
    .output(z.strictObject({ ended: z.literal(true) })),
  addAddress: procedure({ who: ["clinician", "trainee", "supervisor", "front_desk", "administrator"], of: { class: "service", by: "caseId" }, subject: "caseId", shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/people/{personId}/addresses", summary: "Records where an adult lives; a confidential one is seen only by those who must." })
    .input(z.strictObject({ caseId: z.uuid(), personId: z.uuid(), isConfidential: z.boolean(), lines: prose(500).refine((text) => text.trim() !== "", expected({ en: "Expected a street, or how to get there.", es: "Se espera una calle, o cómo llegar." })), city: line(200).default(""), state: line(50).default(""), postalCode: line(20).default(""), validFrom: civilDate }))
    .output(z.strictObject({ addressId: z.uuid() })),
  addContactWay: procedure({ who: whoRecords, ...ofCase, action: "write", shows: "nothing_personal" })
    .route({ method: "POST", path: "/cases/{caseId}/people/{personId}/contact-ways", summary: "Records a way to reach an adult, whether it is safe, and when." })
    .input(z.strictObject({ caseId: z.uuid(), personId: z.uuid(), way: contactWay.shape.way, value: line(320).min(1), isSafe: z.boolean(), voicemail: contactWay.shape.voicemail, hours: z.array(line(20)).max(21), timeZone: timeZone.nullable().default(null) }))
    .output(z.strictObject({ contactWayId: z.uuid() })),
  endContactWay: procedure({ who: whoRecords, ...ofCase, action: "write", shows: "nothing_personal" })
    .route({ method: "POST", path: "/cases/{caseId}/people/{personId}/contact-ways/{contactWayId}/end", summary: "Ends a way to reach an adult at once: nothing is sent there any more." })
    .input(z.strictObject({ caseId: z.uuid(), personId: z.uuid(), contactWayId: z.uuid() }))
    .output(z.strictObject({ ended: z.literal(true) })),
};
