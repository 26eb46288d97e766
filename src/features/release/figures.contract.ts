import { z } from "zod";

/** What an agency counts with: days of clocks, years, people. */
export const ruleKeys = ["access_days", "amendment_days", "individual_notice_days", "authority_notice_days", "notice_from_people", "accounting_years", "after_discharge_years", "after_majority_years", "majority_age"] as const;
export type RuleKey = (typeof ruleKeys)[number];

/** One figure with where it comes from and how certain it is; `extension` are the days of the one extension, null where there is none. */
export const privacyRule = z.strictObject({ key: z.enum(ruleKeys), value: z.number().int().min(1).max(1000), extension: z.number().int().min(1).max(1000).nullable(), status: z.enum(["confirmed", "draft", "local"]), source: z.string() });
export type PrivacyRule = z.infer<typeof privacyRule>;
/** A figure as it ships: `kinder` is the side on which it asks more of the agency, `bound` whether a law lets nobody go to the other side of it. */
export const shippedRule = privacyRule.extend({ kinder: z.enum(["less", "more"]), bound: z.enum(["law", "none"]) });
export type ShippedRule = z.infer<typeof shippedRule>;
/** Every figure, as it holds for the agency. */
export type RuleBook = Record<RuleKey, PrivacyRule>;
