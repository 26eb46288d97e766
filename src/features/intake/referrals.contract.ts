import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { languages } from "#kernel/language.ts";
import { countOfRows, fileFormats, oneOf, sorting } from "#kernel/listing.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";
import { civilDate, line, pageKey, prose, wholeNumber } from "#kernel/shapes.ts";
import { childAges, ownWordsLimit, payerLimit, referral, referralReasons, referralSources, referralStatuses, relations, safeContact } from "./contract.ts";

/** What came with a hospital's bundle, as sent. */
export const sentAlong = z.strictObject({
  conditions: z.array(z.strictObject({ system: z.string(), code: z.string(), display: z.string(), onset: z.string().nullable(), clinicalStatus: z.string().nullable() })),
  coverage: z.array(z.strictObject({ payer: z.string(), memberId: z.string().nullable() })),
  history: z.array(z.strictObject({ start: z.string(), end: z.string().nullable(), kind: z.string(), reason: z.string().nullable() })),
  leftOut: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
});
export type SentAlong = z.infer<typeof sentAlong>;

/** One referral as the front desk meets it. */
export const referralView = referral.omit({ id: true }).extend({
  referralId: z.uuid(),
  childGivenName: z.string().nullable(),
  childFamilyName: z.string().nullable(),
  childBirthDate: civilDate.nullable(),
  /** Kept, broken, waiting, due today or late against the promised time; null where nothing was promised. */
  promise: z.enum(["kept", "broken", "waiting", "due_today", "late"]).nullable(),
  sentAlong: sentAlong.nullable(),
  revision: wholeNumber(0),
  /** Null as long as no case was opened from it: then it is theirs who take in, by their role alone. */
  disclosure: disclosureTag.nullable(),
});
export type ReferralView = z.infer<typeof referralView>;

/** Who pays, in the practice's own words. */
const payer = line(payerLimit).min(1);
const whoTakesIn = ["front_desk", "administrator"] as const;
const staffReads = ["front_desk", "administrator", "clinician", "trainee", "supervisor"] as const;
const whoReads = [...staffReads, "caregiver"] as const;
const ofReferral = { of: { class: "intake", by: "referralId" }, subject: "none", shows: "intake" } as const;

/** How the list of referrals is asked; nothing of it is a name. */
export const referralsAsked = {
  ...sorting(["received", "promised"]),
  status: z.enum([...referralStatuses, "waiting", "all"]).default("waiting"),
  source: oneOf(referralSources),
  reason: oneOf(referralReasons),
  /** In which language the family asked to be answered. */
  language: oneOf(["en", "es", "other"]),
  /** Those that are unanswered beyond the promised time. */
  late: oneOf(["yes"]),
};
export type ReferralsAsked = z.output<z.ZodObject<typeof referralsAsked>>;

export const intake = {
  list: procedure({ who: whoReads, of: null, subject: "none", shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/referrals", summary: "Referrals, those that wait longest first unless asked otherwise, a page at a time; with the first page how many match, counted up to 10,000." })
    .input(z.strictObject({ ...referralsAsked, after: pageKey }))
    .output(z.strictObject({ referrals: z.array(referralView), next: z.string().nullable(), count: countOfRows })),
  file: procedure({ who: staffReads, of: null, subject: "none", shows: "intake", action: "export" })
    .route({ method: "GET", path: "/referral-list/file", summary: "The list of referrals as it was asked for, as a file, up to 10,000 rows: what the list shows, without the family's own words and without a way to reach them." })
    .input(z.strictObject({ ...referralsAsked, format: z.enum(fileFormats), says: z.enum(languages) }))
    .output(z.file()),
  get: procedure({ who: whoReads, ...ofReferral, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/referrals/{referralId}", summary: "One referral." })
    .input(z.strictObject({ referralId: z.uuid() }))
    .output(referralView),
  add: procedure({ who: whoTakesIn, of: null, subject: "none", shows: "intake", action: "write" })
    .route({ method: "POST", path: "/referrals", summary: "Takes in a referral by telephone or from a professional." })
    .input(
      z.strictObject({
        source: z.enum(["phone", "professional"]),
        callMe: line(80).min(1),
        relation: z.enum(relations),
        childGivenName: line(200).nullable(),
        childFamilyName: line(200).nullable(),
        childBirthDate: civilDate.nullable(),
        childAge: z.enum(childAges).nullable(),
        reasons: z.array(z.enum(referralReasons)).max(referralReasons.length),
        ownWords: prose(ownWordsLimit).nullable(),
        contact: safeContact,
        language: z.enum(["en", "es", "other"]),
        otherLanguage: line(60).nullable(),
        payer: payer.nullable().default(null),
      }),
    )
    .output(z.strictObject({ referralId: z.uuid() })),
  setPayer: procedure({ who: whoTakesIn, ...ofReferral, action: "write" })
    .route({ method: "POST", path: "/referrals/{referralId}/payer", summary: "Says who pays for the treatment, or that nobody knows: also of a referral that became a case." })
    .input(z.strictObject({ referralId: z.uuid(), payer: payer.nullable(), revision: wholeNumber(0) }))
    .output(referralView),
  setStatus: procedure({ who: whoTakesIn, ...ofReferral, action: "write" })
    .route({ method: "POST", path: "/referrals/{referralId}/status", summary: "Says that the family was reached, or why the referral ends here." })
    .input(z.strictObject({ referralId: z.uuid(), status: z.enum(["in_contact", "declined", "closed"]), closingReason: prose(2000).nullable(), revision: wholeNumber(0) }))
    .output(referralView),
};
