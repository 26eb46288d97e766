import { z } from "zod";
import { civilDate } from "#kernel/shapes.ts";
import { sessionKinds } from "#features/calendar/contract.ts";
import { stepStates } from "#features/course/contract.ts";
import { stepCodes } from "#features/course/steps.contract.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";
import { caregiverKinds } from "#features/people/contract.ts";

/** The packets of a course: one of the first stage, one every few months of the second, one of the third to the end (clinical.md section 7). */
export const packetKinds = ["foundational", "core", "recapitulation"] as const;
export type PacketKind = (typeof packetKinds)[number];

/** The strands that are rated; content has a grid of its own. Reflective practice cannot be read from any record: its two ratings are what is asked. */
export const ratedStrands = ["reflective_practice", "emotional_process", "dyadic_relational", "trauma_framework", "procedural"] as const;
export type RatedStrand = (typeof ratedStrands)[number];

/** What a rating may be, by what is rated. Challenge is how hard the family's situation made the work, capacity how the work was done. */
export const ratingScales = {
  challenge: ["none", "low", "moderate", "significant"],
  capacity: ["needs_development", "emerging", "acquired"],
  focus: ["0", "1", "2", "3"],
  standing: ["0", "1", "2", "3"],
  standing_at_referral: ["0", "1", "2", "3"],
  fit: ["under", "right", "over"],
  course: ["lower", "higher"],
} as const;
export type RatingScale = keyof typeof ratingScales;
export const challenge = z.enum(ratingScales.challenge);
export const capacity = z.enum(ratingScales.capacity);
export type Challenge = z.infer<typeof challenge>;
export type Capacity = z.infer<typeof capacity>;

const percent = z.number().int().min(0).max(100);
/**
 * Times and thresholds of a programme. No published pass mark exists: all of them are local. Percentages are shares of
 * sessions; `focus…` and `higherFrom` are hundredths of a mean; `fitGap` is how far focus and need may lie apart.
 */
export const localRules = z.strictObject({
  coreMonths: z.number().int().min(1).max(12),
  graceDays: z.number().int().min(0).max(90),
  leastSessions: z.number().int().min(1).max(20),
  challengeLow: percent.min(1),
  challengeModerate: percent.min(1),
  challengeSignificant: percent.min(1),
  capacityEmerging: percent.min(1),
  capacityAcquired: percent.min(1),
  focusModerate: z.number().int().min(1).max(300),
  focusSignificant: z.number().int().min(1).max(300),
  fitGap: z.number().int().min(1).max(3),
  higherFrom: z.number().int().min(1).max(300),
  involvedFrom: percent.min(1),
});
export type LocalRules = z.infer<typeof localRules>;

/** Where a value was read: a session, or a step with an adult. */
export const source = z.strictObject({ sessionId: z.uuid().nullable(), step: z.enum(stepCodes).nullable(), adultId: z.uuid().nullable() });
export type Source = z.infer<typeof source>;

/** One rating: what holds, what the record alone suggested (null where it suggests nothing), and in how many of how many places it was seen. */
export const rating = z.strictObject({ key: z.string(), value: z.string().nullable(), suggestion: z.string().nullable(), seen: z.number().int(), among: z.number().int(), sources: z.array(source) });
export type Rating = z.infer<typeof rating>;

const months = z.number().int().nullable();
/** Who took part, as the record has it: nothing of it is asked. Ages are those of the first day. */
export const registration = z.strictObject({
  clinicianName: z.string(),
  training: z.enum(["recorded", "in_training", "not_recorded"]),
  trainedOn: civilDate.nullable(),
  startOn: civilDate,
  languages: z.array(z.string()),
  interpreter: z.enum(["no", "sometimes", "yes"]),
  childAgeMonths: months,
  childGender: z.string().nullable(),
  siblings: z.array(z.strictObject({ personId: z.uuid(), ageMonths: months, livesWithChild: z.boolean().nullable(), came: z.number().int() })),
  caregivers: z.array(z.strictObject({ personId: z.uuid(), name: z.string(), kind: z.enum(caregiverKinds).or(z.string()), ageYears: z.number().int().nullable(), livesWithChild: z.boolean().nullable(), involved: z.enum(["no", "partly", "yes"]) })),
});
export type Registration = z.infer<typeof registration>;

/** The figures of the contact log within the days of a packet. Minutes are those that were held. */
export const logFigures = z.strictObject({ held: z.number().int(), cancelled: z.number().int(), noShow: z.number().int(), minutes: z.number().int(), byKind: z.array(z.strictObject({ kind: z.enum(sessionKinds), held: z.number().int() })) });
export type LogFigures = z.infer<typeof logFigures>;

/** A step of the stage as the packet holds it. */
export const procedureLine = z.strictObject({ step: z.enum(stepCodes), adultId: z.uuid().nullable(), state: z.enum(stepStates), on: civilDate.nullable(), disclosure: disclosureTag });
export type ProcedureLine = z.infer<typeof procedureLine>;
