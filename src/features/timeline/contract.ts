import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate } from "#kernel/shapes.ts";
import { lifeEvent } from "#features/cases/contract.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";

/** One score on the axis, told by one person about one person; a series is one instrument, version and informant. */
export const scorePoint = z.strictObject({
  requestId: z.uuid(),
  instrument: z.string(),
  version: z.string(),
  informantId: z.uuid(),
  informantName: z.string(),
  answeredOn: civilDate,
  total: z.number().nullable(),
  band: z.string().nullable(),
  disclosure: disclosureTag,
});
export const sessionMark = z.strictObject({ sessionId: z.uuid(), on: civilDate, mark: z.enum(["together", "caregiver_alone", "missed", "planned"]) });
export const stageSpan = z.strictObject({ stage: z.number().int(), from: civilDate, to: civilDate.nullable() });

/** One time axis: stages, sessions, life events, scores per informant, and the dose beside the published mean. */
export const timelineView = z.strictObject({
  caseId: z.uuid(),
  today: civilDate,
  from: civilDate,
  stages: z.array(stageSpan),
  sessions: z.array(sessionMark),
  lifeEvents: z.array(lifeEvent),
  scores: z.array(scorePoint),
  /** Days on which the child moved: what is told about the child before and after is another series (B11). */
  breaks: z.array(civilDate),
  dose: z.strictObject({ held: z.number().int(), weeks: z.number().int(), missed: z.number().int() }),
});
export type TimelineView = z.infer<typeof timelineView>;

export const timeline = {
  get: procedure({ who: ["clinician", "trainee", "supervisor", "privacy_officer", "auditor", "administrator", "front_desk", "caregiver"], of: { class: "service", by: "caseId" }, subject: "caseId", shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/timeline", summary: "The course of a case on one time axis, as the viewer may see it." })
    .input(z.strictObject({ caseId: z.uuid() }))
    .output(timelineView),
};
