import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, line, pageKey, prose, wholeNumber } from "#kernel/shapes.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";

/** Kinds of help in the neighbourhood. */
export const resourceKinds = ["food", "housing", "legal", "health", "early_intervention", "childcare", "school", "adult_therapy", "substance_use", "violence", "immigration", "money", "other"] as const;
export type ResourceKind = (typeof resourceKinds)[number];

const fields = {
  name: line(200).min(1, expected({ en: "Expected a name.", es: "Se espera un nombre." })),
  kind: z.enum(resourceKinds),
  area: line(200).default(""),
  languages: z.array(z.string().regex(/^[a-z]{2,3}$/, expected({ en: "Expected a language by its code, such as es.", es: "Se espera un idioma por su código, como es." }))).max(12).default([]),
  phone: line(60).default(""),
  web: line(300).refine((text) => text === "" || /^https?:\/\/\S+$/.test(text), expected({ en: "Expected an address that begins with https://.", es: "Se espera una dirección que empiece con https://." })).default(""),
  notes: prose(2000).default(""),
  checkedOn: civilDate.nullable().default(null),
  /** Whether families see it in the portal: name, kind, area, languages, phone and web, never the notes. */
  forFamilies: z.boolean().default(false),
};
export const resource = z.strictObject({ resourceId: z.uuid(), ...fields, retiredOn: civilDate.nullable(), revision: wholeNumber(0) });
export type Resource = z.infer<typeof resource>;
export const newResource = z.strictObject(fields);
export type NewResource = z.infer<typeof newResource>;

export const outcomes = ["waiting", "taken_up", "declined_there", "declined_by_family", "not_reached"] as const;
export type Outcome = (typeof outcomes)[number];
/** Outcomes with which nothing is left to find out. */
export const closedOutcomes: readonly Outcome[] = ["taken_up", "declined_there", "declined_by_family"];
export const releases = ["not_needed", "needed", "given"] as const;

const tagged = { disclosure: disclosureTag };
/** A family sent elsewhere; `personId` null is for the child or the whole family, else for that adult alone. `asks`: no answer came in the time that is given for it. */
export const referralOut = z.strictObject({
  referralId: z.uuid(),
  resourceId: z.uuid(),
  resourceName: z.string(),
  kind: z.enum(resourceKinds),
  phone: z.string(),
  personId: z.uuid().nullable(),
  reason: z.string(),
  referredOn: civilDate,
  release: z.enum(releases),
  byName: z.string().nullable(),
  place: z.number().int(),
  state: z.enum(["open", "asks", "closed"]),
  answers: z.array(z.strictObject({ outcome: z.enum(outcomes), heardOn: civilDate, words: z.string(), byName: z.string().nullable() })),
  ...tagged,
});
export type ReferralOut = z.infer<typeof referralOut>;

/** A place as a family reads it. */
const shown = { name: z.string(), kind: z.enum(resourceKinds), area: z.string(), languages: z.array(z.string()), phone: z.string(), web: z.string() };
/** Where the adult, or the child as far as the adult reads of it, was sent: without why, and without what staff wrote of it. */
export const familyReferral = z.strictObject({ referralId: z.uuid(), caseId: z.uuid(), ...shown, forWhom: z.enum(["you", "child"]), referredOn: civilDate, outcome: z.enum(outcomes).nullable(), ...tagged });
export type FamilyReferral = z.infer<typeof familyReferral>;
export const familyResource = z.strictObject({ resourceId: z.uuid(), ...shown });
export type FamilyResource = z.infer<typeof familyResource>;

const keepers = ["administrator", "front_desk", "clinician", "trainee", "supervisor"] as const;
const clinical = ["clinician", "trainee", "supervisor"] as const;
const ofAgency = { of: null, subject: "none", shows: "agency" } as const;
const ofChart = { of: { class: "child_chart", by: "caseId" }, subject: "caseId" } as const;
const kept = z.strictObject({ resourceId: z.uuid(), revision: wholeNumber(0) });

export const resourcesContract = {
  list: procedure({ who: keepers, ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/resources", summary: "Help in the neighbourhood as the agency keeps it, by name, a page at a time." })
    .input(z.strictObject({ search: line(100).default(""), kind: z.enum(resourceKinds).nullable().default(null), state: z.enum(["in_use", "all"]).default("in_use"), after: pageKey }))
    .output(z.strictObject({ resources: z.array(resource), next: z.string().nullable() })),
  add: procedure({ who: keepers, ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/resources", summary: "Adds to the directory." })
    .input(newResource)
    .output(kept),
  change: procedure({ who: keepers, ...ofAgency, action: "write" })
    .route({ method: "PUT", path: "/resources/{resourceId}", summary: "Changes an entry, or takes it out of use; families that were sent there keep its name. 409 where it was changed meanwhile." })
    .input(newResource.extend({ resourceId: z.uuid(), revision: wholeNumber(1), inUse: z.boolean().default(true) }))
    .output(kept),
  referrals: procedure({ who: [...clinical, "privacy_officer", "auditor"], ...ofChart, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/referrals-out", summary: "Where the family was sent, the newest first, with what came of it." })
    .input(z.strictObject({ caseId: z.uuid() }))
    .output(z.strictObject({ today: civilDate, referrals: z.array(referralOut), may: z.array(z.enum(["write"])) })),
  refer: procedure({ who: clinical, ...ofChart, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/referrals-out", summary: "Notes that the family, or one adult alone, was sent elsewhere." })
    .input(z.strictObject({ caseId: z.uuid(), resourceId: z.uuid(), personId: z.uuid().nullable().default(null), reason: prose(2000).refine((text) => text.trim() !== "", expected({ en: "Expected the reason in a few words.", es: "Se espera el motivo en pocas palabras." })), referredOn: civilDate, release: z.enum(releases) }))
    .output(z.strictObject({ referralId: z.uuid() })),
  answer: procedure({ who: clinical, ...ofChart, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/referrals-out/{referralId}/answers", summary: "Notes what came of it; what was noted before stays." })
    .input(z.strictObject({ caseId: z.uuid(), referralId: z.uuid(), place: wholeNumber(0), outcome: z.enum(outcomes), heardOn: civilDate, words: prose(2000).default("") }))
    .output(z.strictObject({ place: z.number().int() })),
  forFamily: procedure({ who: ["caregiver"], of: null, subject: "none", shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/own-help", summary: "Where whoever is signed in, or a child whose record they may read, was sent, and the part of the directory that is for families." })
    .output(z.strictObject({ referrals: z.array(familyReferral), directory: z.array(familyResource) })),
};
