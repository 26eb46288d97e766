import { z } from "zod";
import { expected } from "#kernel/expected.ts";

/** Why a family comes (D8). The codes are the doors' own; `features/intake/words.ts` has the sentences. */
export const referralReasons = [
  "loss",
  "separation",
  "medical_procedure",
  "abuse",
  "violence_at_home",
  "violence_in_community",
  "difficult_behaviour",
  "placement_change",
  "caregiver_change",
  "family_health",
  "parenting_help",
  "other",
] as const;
export type ReferralReason = (typeof referralReasons)[number];

/** What the person who asks is to the child. */
export const relations = ["parent", "grandparent_or_family", "foster_or_adoptive", "other_carer", "professional"] as const;
export type Relation = (typeof relations)[number];

/** The child's age in completed years, as a person says it. A guess is enough; no birth date is asked here. */
export const childAges = ["not_born", "0", "1", "2", "3", "4", "5", "6", "7_or_older"] as const;
export type ChildAge = (typeof childAges)[number];

export const contactWays = ["call", "text", "email", "do_not_contact"] as const;
export type ContactWay = (typeof contactWays)[number];

/** What a voice mailbox, or someone else who picks up, may hear. The safest comes first and is the default. */
export const voicemailRules = ["hang_up", "say_name_only", "say_practice"] as const;
export type VoicemailRule = (typeof voicemailRules)[number];

export const safeDays = ["mon", "tue", "wed", "thu", "fri"] as const;
export type SafeDay = (typeof safeDays)[number];

/** The parts of a day in which a family may be reached, wall clock of the practice, `to` not included. */
export const dayParts = {
  morning: { from: "09:00", to: "12:00" },
  midday: { from: "12:00", to: "15:00" },
  later: { from: "15:00", to: "18:00" },
} as const;
export type DayPart = keyof typeof dayParts;
export const dayPartNames = Object.keys(dayParts) as DayPart[];

/** One safe time in a week, such as `mon_morning`. */
export const safeHours = safeDays.flatMap((day) => dayPartNames.map((part) => `${day}_${part}` as const));
export type SafeHour = (typeof safeHours)[number];

/** A phone number of the United States: ten digits, neither area nor exchange beginning with 0 or 1. */
export const usPhone = z.string().regex(/^[2-9]\d{2}[2-9]\d{6}$/, expected({ en: "Expected ten digits, such as 2025550142.", es: "Se esperan diez cifras, como 2025550142." }));

const someSafeHours = z.array(z.enum(safeHours)).min(1).max(safeHours.length).refine((hours) => new Set(hours).size === hours.length, expected({ en: "Expected each once.", es: "Se espera cada valor una sola vez." }));

/**
 * How a person may be reached, and nothing that this way does not need: a person who asks not to be contacted leaves
 * no number. It is never read as permission for another way.
 */
export const safeContact = z.discriminatedUnion("way", [
  z.strictObject({ way: z.literal("call"), phone: usPhone, voicemail: z.enum(voicemailRules), safeHours: someSafeHours }),
  z.strictObject({ way: z.literal("text"), phone: usPhone, safeHours: someSafeHours }),
  z.strictObject({ way: z.literal("email"), email: z.email().max(254) }),
  z.strictObject({ way: z.literal("do_not_contact") }),
]);
export type SafeContact = z.infer<typeof safeContact>;

/** The longest own words that are taken, in characters. */
export const ownWordsLimit = 2000;
/** The longest name of a payer that is taken, in characters. */
export const payerLimit = 120;
/** The longest name or alias that is taken, in characters. */
export const callMeLimit = 80;

/** A family's wish for a consultation (D3): what is needed to call back safely, and no child's name. */
export const consultationRequest = z
  .strictObject({
    /** A name or an alias: what to call the person who asks. */
    callMe: z.string().trim().min(1).max(callMeLimit),
    relation: z.enum(relations),
    childAge: z.enum(childAges),
    reasons: z.array(z.enum(referralReasons)).max(referralReasons.length).refine((reasons) => new Set(reasons).size === reasons.length, expected({ en: "Expected each once.", es: "Se espera cada valor una sola vez." })),
    /** Null where the person wrote nothing. */
    ownWords: z.string().trim().min(1).max(ownWordsLimit).nullable(),
    contact: safeContact,
    /** The language to be answered in. */
    language: z.enum(["en", "es", "other"]),
    /** Named where `language` is `other`, null otherwise. */
    otherLanguage: z.string().trim().min(1).max(60).nullable(),
  })
  .refine((request) => (request.language === "other") === (request.otherLanguage !== null), { path: ["otherLanguage"], ...expected({ en: "Named exactly where the language is another one.", es: "Se nombra solo cuando el idioma es otro." }) });
export type ConsultationRequest = z.infer<typeof consultationRequest>;

/** Where a referral came from. */
export const referralSources = ["public_request", "fhir", "phone", "professional"] as const;
export type ReferralSource = (typeof referralSources)[number];

export const referralStatuses = ["new", "in_contact", "opened", "declined", "closed"] as const;
export type ReferralStatus = (typeof referralStatuses)[number];

/** A receipt code as it is kept: `7Q4RK2`. It identifies a request to its sender and holds no name. */
export const receiptCodeShape = z.string().regex(/^[2-9CDFGHJKMNPQRTVWXY]{6}$/);

/** A referral as intake staff work with it. Null means that its source did not say. Disclosure class: intake. */
export const referral = z.strictObject({
  id: z.uuid(),
  source: z.enum(referralSources),
  status: z.enum(referralStatuses),
  /** Null where nobody was given one. */
  code: receiptCodeShape.nullable(),
  receivedAt: z.iso.datetime(),
  /** The moment by which an answer was promised; null where the source gets no promise. */
  promisedBy: z.iso.datetime().nullable(),
  /** The first answer; null while there is none. */
  answeredAt: z.iso.datetime().nullable(),
  callMe: z.string().max(callMeLimit).nullable(),
  relation: z.enum(relations).nullable(),
  childAge: z.enum(childAges).nullable(),
  reasons: z.array(z.enum(referralReasons)),
  ownWords: z.string().max(ownWordsLimit).nullable(),
  /** Null: nobody said what is safe, so nothing is sent before a person asks. */
  contact: safeContact.nullable(),
  language: z.enum(["en", "es", "other"]).nullable(),
  otherLanguage: z.string().max(60).nullable(),
  /** Who pays, as the practice was told it; null where nobody said. */
  payer: z.string().max(payerLimit).nullable(),
  /** The case that it became, null before. */
  caseId: z.uuid().nullable(),
  /** Why it was declined or closed, in the words of who did it. */
  closingReason: z.string().max(ownWordsLimit).nullable(),
});
export type Referral = z.infer<typeof referral>;
