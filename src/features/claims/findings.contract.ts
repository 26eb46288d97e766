import { z } from "zod";

/** What can hold a claim. `learnt` is a check that an earlier denial taught; `file` is what its file would be sent back for. */
export const findingIds = ["no_coverage", "no_payer", "payer_ended", "payer_unconfirmed", "no_profile", "profile_npi", "profile_tax", "profile_address", "member_number", "insured_name", "child_name", "child_birth", "birth_after", "address", "letters", "not_asked", "not_covered", "no_diagnosis", "diagnosis_day", "many_diagnoses", "no_line", "many_lines", "verdict", "unsigned", "uncosigned", "no_units", "no_code", "many_modifiers", "no_place", "no_rendering", "rendering_npi", "no_supervising", "claimed", "future", "late", "original_number", "authorization", "demo_code"] as const;
export const furtherFindingIds = ["learnt", "file", "unbalanced", "turned_away"] as const;
export type FindingId = (typeof findingIds)[number];

/** `field` says where it is mended; `sessionId` where it is one session's. Never a diagnosis: `value` of those is empty. */
export const claimFinding = z.strictObject({ id: z.enum([...findingIds, ...furtherFindingIds]), field: z.string(), sessionId: z.uuid().nullable(), value: z.string() });
export type ClaimFinding = z.infer<typeof claimFinding>;
