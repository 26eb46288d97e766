import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, findingShape, instant, prose, wholeNumber } from "#kernel/shapes.ts";
import { sessionKinds } from "#features/calendar/contract.ts";
import { stages } from "#features/cases/contract.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";
import { scales, stepCodes, stepSources, stepTickers } from "./steps.contract.ts";
import { endingProcedures } from "./ending.contract.ts";

const tagged = { disclosure: disclosureTag };
export const stepStates = ["done", "not_applicable", "open"] as const;
export type StepState = (typeof stepStates)[number];

/** The coded answers of a step, by scale. */
export const stepAnswers = z.partialRecord(z.enum(Object.keys(scales) as [keyof typeof scales, ...(keyof typeof scales)[]]), z.string().max(60));
export type StepAnswers = z.infer<typeof stepAnswers>;

/** One record of a step as somebody made it. */
export const stepRecord = z.strictObject({ state: z.enum(stepStates), on: civilDate.nullable(), answers: stepAnswers, words: z.string(), byName: z.string().nullable(), recordedAt: instant });
export type StepRecord = z.infer<typeof stepRecord>;

/** How a day that the ending asks for stands; `dueOn` is the last day on which it is in time. */
export const timing = z.strictObject({ dueOn: civilDate, state: z.enum(["later", "due", "late", "in_time", "was_late"]) });
export type Timing = z.infer<typeof timing>;

/**
 * A step with one adult, the child or the case. `from` says where it is known from: a record of its own, a signed note, the
 * formulation, a story, or what it is read from; null while it is open and nothing was recorded. `place` is what the next record follows.
 */
export const stepView = z.strictObject({
  step: z.enum(stepCodes),
  stage: z.literal(stages),
  adultId: z.uuid().nullable(),
  state: z.enum(stepStates),
  on: civilDate.nullable(),
  from: z.enum(["record", ...stepTickers, ...stepSources]).nullable(),
  sessionId: z.uuid().nullable(),
  place: z.number().int(),
  answers: stepAnswers,
  words: z.string(),
  byName: z.string().nullable(),
  timing: timing.nullable(),
  earlier: z.array(stepRecord),
  ...tagged,
});
export type StepView = z.infer<typeof stepView>;

/** An adult with whom a dyad is or was open in this course. */
export const courseAdult = z.strictObject({ personId: z.uuid(), name: z.string(), openedOn: civilDate, closedOn: civilDate.nullable() });
/** A course of treatment; null is one that goes on. */
export const courseSpan = z.strictObject({ number: z.number().int(), beganOn: civilDate, endedOn: civilDate.nullable() });
export type CourseSpan = z.infer<typeof courseSpan>;
/** Kept meetings of one kind in one stage, with that adult; `personId` null counts each session once. */
export const meetings = z.strictObject({ stage: z.number().int(), kind: z.enum(sessionKinds), personId: z.uuid().nullable(), withChild: z.boolean(), held: z.number().int(), lastOn: civilDate });
export type Meetings = z.infer<typeof meetings>;
export const promptKinds = ["goals_reached", "end_near", "placement_move", "no_contact", "age_near"] as const;
/** A reason to think of an ending, with the day it rests on. */
export const prompt = z.strictObject({ kind: z.enum(promptKinds), on: civilDate, ...tagged });
export type Prompt = z.infer<typeof prompt>;

export const courseView = z.strictObject({
  today: civilDate,
  status: z.enum(["open", "closed"]),
  stage: z.number().int(),
  revision: wholeNumber(0),
  courses: z.array(courseSpan),
  course: courseSpan,
  adults: z.array(courseAdult),
  steps: z.array(stepView),
  meetings: z.array(meetings),
  gates: z.array(findingShape),
  prompts: z.array(prompt),
  /** Whether any instrument can be asked about this child: then the steps of measures are done by answers alone. */
  measuresCanBeAsked: z.boolean(),
  may: z.array(z.enum(["write", "reopen"])),
});
export type CourseView = z.infer<typeof courseView>;

export const clinical = ["clinician", "trainee", "supervisor"] as const;
const ofChart = { of: { class: "child_chart", by: "caseId" }, subject: "caseId" } as const;
const ofCase = { of: { class: "service", by: "caseId" }, subject: "caseId" } as const;
const whichCourse = { caseId: z.uuid(), course: z.coerce.number().int().min(1).max(99).nullable().default(null) };

export const courseContract = {
  get: procedure({ who: [...clinical, "privacy_officer", "auditor"], ...ofChart, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/course", summary: "A course of treatment in its three stages: each step with each adult, what stands open, the gates, and reasons to think of an ending. Without `course` the newest." })
    .input(z.strictObject(whichCourse))
    .output(courseView),
  record: procedure({ who: clinical, ...ofChart, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/course/steps", summary: "Records how a step stands; what was recorded before stays. `place` is that of the record that the writer saw, 0 for none." })
    .input(z.strictObject({ caseId: z.uuid(), step: z.enum(stepCodes), adultId: z.uuid().nullable().default(null), place: wholeNumber(0), state: z.enum(stepStates), on: civilDate.nullable().default(null), sessionId: z.uuid().nullable().default(null), answers: stepAnswers.default({}), words: prose(4000).default("") }))
    .output(z.strictObject({ place: z.number().int() })),
  gates: procedure({ who: clinical, ...ofCase, shows: "nothing_personal", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/gates", summary: "Whether the gates to the second stage stand: go or not (G1), consent (G2), the signed plan (G3); and whether leaving the first stage asks for a reason." })
    .input(z.strictObject({ caseId: z.uuid() }))
    .output(z.strictObject({ findings: z.array(findingShape), asksReason: z.boolean(), mayDecide: z.boolean() })),
  setStage: procedure({ who: clinical, ...ofCase, shows: "service", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/stage", summary: "Moves the case to another stage of treatment. Leaving the first without gates G1 and G3 asks a supervisor for the reason." })
    .input(z.strictObject({ caseId: z.uuid(), stage: z.literal(stages), revision: wholeNumber(0), reason: prose(2000).default("") }))
    .output(z.strictObject({ stage: z.number().int(), revision: wholeNumber(0) })),
  ...endingProcedures,
};
