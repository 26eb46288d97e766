import { z } from "zod";
import { civilDate, wholeNumber } from "#kernel/shapes.ts";
import { degrees } from "#features/policy/contract.ts";

/** Tracks of training as they ship; each is data of its own with versions (training.md). */
export const trackIds = ["national-lc", "camp", "nc-ctp", "nc-roster", "dc-mhrs"] as const;
export type TrackId = (typeof trackIds)[number];

/** How certain a figure is: read in a published source, from an older or sibling text, to be confirmed, or our own proposal. */
export const certainties = ["published", "older", "to_confirm", "local"] as const;
/** Entry is asked before one begins, completion of who is at it, standing of who has finished. */
export const stages = ["entry", "completion", "standing"] as const;
export const trainingRoles = ["clinician", "supervisor", "senior_leader", "trainer"] as const;
export type TrainingRole = (typeof trainingRoles)[number];

/** Parts of a programme that somebody took, by the names that a track uses. */
export const components = ["didactics", "manual", "families", "supervision", "weekly_supervision", "calls", "case_presentations", "case_conferences", "workshops", "fidelity_monitoring", "fidelity_forms"] as const;
export type Component = (typeof components)[number];

/** Facts that a requirement asks as they stand; each is true, false or not known. */
export const statedFacts = ["supervisor_attends", "collects_outcomes", "nominated", "serves_medicaid", "audit_acceptable", "licence_in_force", "approved_training", "masters", "tells_unavailable", "supervisor_qualified", "years"] as const;
export type StatedFact = (typeof statedFacts)[number];
const size = wholeNumber(1);
/** What a requirement counts, and how. Shares are of a hundred. */
const rule = z.discriminatedUnion("counts", [
  z.strictObject({ counts: z.literal("months_since_start") }),
  z.strictObject({ counts: z.literal("face_to_face_days") }),
  z.strictObject({ counts: z.literal("calls_a_month") }),
  z.strictObject({ counts: z.literal("calls_a_fortnight"), months: size, share: size.max(100) }),
  z.strictObject({ counts: z.literal("videos") }),
  z.strictObject({ counts: z.literal("clients") }),
  z.strictObject({ counts: z.literal("full_courses") }),
  z.strictObject({ counts: z.literal("days_to_first_case") }),
  z.strictObject({ counts: z.literal("fidelity_cases"), challenges: z.array(z.enum(["high", "low"])).min(1) }),
  z.strictObject({ counts: z.literal("components"), names: z.array(z.enum(components)).min(1), presentations: size.nullable() }),
  z.strictObject({ counts: z.literal("reviews") }),
  z.strictObject({ counts: z.literal("months_since_update") }),
  z.strictObject({ counts: z.literal("standing_practice"), months: size }),
  z.strictObject({ counts: z.literal("clinicians_a_supervisor") }),
  z.strictObject({ counts: z.literal("team") }),
  z.strictObject({ counts: z.literal("valid_dates") }),
  z.strictObject({ counts: z.literal("stated"), facts: z.array(z.enum(statedFacts)).min(1) }),
  z.strictObject({ counts: z.literal("nothing_defined") }),
]);
export type Rule = z.infer<typeof rule>;

const said = z.strictObject({ en: z.string().min(1), es: z.string().min(1) });
export const requirement = z.strictObject({
  id: z.string().regex(/^[a-z]+\d+$/),
  stage: z.enum(stages),
  /** Null is everybody. */
  role: z.enum(trainingRoles).nullable(),
  unit: z.string().min(1),
  /** How much is needed; null is not defined, so that it is not known whether it is met. */
  threshold: wholeNumber(0).nullable(),
  isOptional: z.boolean(),
  certainty: z.enum(certainties),
  rule,
  words: said,
  /** What of it is our own reading, where something is. */
  local: said.nullable(),
});
export type Requirement = z.infer<typeof requirement>;
/** What a track calls a full course: which of these a case must have, and so many signed sessions. */
const fullCourse = z.strictObject({ certainty: z.enum(certainties), needs: z.strictObject({ feedback: z.boolean(), introduced: z.boolean(), sessions: wholeNumber(0), plannedEnd: z.boolean(), closingMeasures: z.boolean() }), words: said });
export type FullCourse = z.infer<typeof fullCourse>;
export const track = z.strictObject({
  id: z.enum(trackIds),
  version: z.string().min(1),
  /** Null where no source says from when on. */
  from: civilDate.nullable(),
  isDraft: z.boolean(),
  source: z.string().min(1),
  /** The stage that a verdict covers. */
  covers: z.enum(stages),
  fullCourse: fullCourse.nullable(),
  requirements: z.array(requirement).min(1),
});
export type Track = z.infer<typeof track>;

const days = z.array(civilDate);
const isKnown = z.boolean().nullable();
const span = z.strictObject({ from: civilDate, to: civilDate.nullable().optional() });
const name = z.string().min(1).max(200);
const presentation = z.union([civilDate, z.strictObject({ on: civilDate, case: name.optional() })]);
const supervisor = z.strictObject({ credential: name, independent: isKnown, cppTrained: isKnown }).partial();
/** People of a team: how many, or each. */
const people = <T extends z.ZodType>(each: T) => z.union([wholeNumber(0), z.array(each)]);
/**
 * What is known of somebody's way through a track. Everything may be absent: what is absent is not known. Facts about the
 * clinician, the team and the agency are spelled as those that policies decide by.
 */
export const evidence = z
  .strictObject({
    cohort: z.strictObject({ startedOn: civilDate }),
    role: z.enum(trainingRoles),
    faceToFaceDays: days,
    individualCalls: days,
    groupCalls: days,
    videos: z.array(z.strictObject({ submittedOn: civilDate })),
    casePresentations: z.array(presentation),
    cases: z.array(z.strictObject({ id: name, startedOn: civilDate, endedOn: civilDate.nullable().optional(), sessions: wholeNumber(0).optional(), fullCourse: isKnown.optional() })),
    fidelityCases: z.array(z.strictObject({ id: name, challenge: z.enum(["high", "low"]) })),
    components: z.array(z.enum(components)),
    supervision: z.array(z.strictObject({ on: civilDate, minutes: wholeNumber(0) })),
    outcomeDataCollected: isKnown,
    rosterUpdates: days,
    reviews: days,
    waived: z.array(z.string().min(1).max(20)),
    clinician: z
      .strictObject({ credential: name, independent: isKnown, degree: z.enum(degrees), degreeField: z.string().max(200), licence: span, cppTrainingCompletedOn: civilDate, yearsOfExperience: z.number().min(0), yearsAtAgency: z.number().min(0), tellsUnavailable: isKnown, servesMedicaidPopulation: isKnown })
      .partial(),
    team: z.strictObject({ supervisors: people(supervisor), clinicians: people(z.looseObject({})), seniorLeaders: people(z.looseObject({})), servesMedicaidPopulation: isKnown }).partial(),
    agency: z.strictObject({ cppCertification: span, fidelityAudit: z.strictObject({ on: civilDate, acceptable: isKnown }), supervisorAttends: isKnown, nominated: isKnown }).partial(),
  })
  .partial();
export type Evidence = z.infer<typeof evidence>;

/** How one requirement stands. `have` and `need` are of the unit; null where it is not known or not defined. */
export const standing = z.strictObject({ id: z.string(), met: z.boolean().nullable(), have: z.number().int().nullable(), need: z.number().int().nullable(), unit: z.string(), isOptional: z.boolean(), isWaived: z.boolean(), certainty: z.enum(certainties), evidence: z.array(z.string()), message: z.string() });
export type Standing = z.infer<typeof standing>;
export const progress = z.strictObject({ track: z.enum(trackIds), version: z.string(), on: civilDate, verdict: z.enum(["yes", "no", "unknown"]), /** Which reading of a full course is counted. */ fullCourse: z.string().nullable(), requirements: z.array(standing) });
export type Progress = z.infer<typeof progress>;
