/** Why a part stays here, or a basis opens nothing. For the eyes of staff; nothing of it goes out. */
export const reasons = [
  "never", "not_chosen", "outside_period", "undated", "other_person", "other_record", "not_opened", "wrong_recipient", "no_authorization", "not_signed", "ended", "expired", "authority_ended",
  "not_covered", "period_not_covered", "separate_authorization", "part2", "subpoena_alone", "not_reviewed", "no_judge", "answered", "not_named", "not_theirs", "may_not_learn",
] as const; // prettier-ignore
export type Reason = (typeof reasons)[number];
