import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, wholeNumber } from "#kernel/shapes.ts";
import { measureSeries } from "#features/measures/series.contract.ts";
import { lifeEvent } from "#features/cases/contract.ts";
import { disclosureTag, readsAlong } from "#features/disclosure/contract.ts";

/** When a measure is asked next of one adult: of the service. */
export const measureWindow = z.strictObject({ instrument: z.string(), adultId: z.uuid(), from: civilDate, to: civilDate });
export const sessionMark = z.strictObject({ on: civilDate, mark: z.enum(["together", "caregiver_alone", "missed", "planned"]) });
export const stageSpan = z.strictObject({ stage: z.number().int(), from: civilDate, to: civilDate.nullable() });

/** The strands that stand on the axis. What feeds reflective practice is kept between two persons, so that one does not. */
export const axisStrands = ["emotional_process", "dyadic_relational", "trauma_framework", "content", "procedural"] as const;
/** How many passages of signed notes feed one strand, by day, or by month (its first day) where sessions are counted so; all of one class and one owner. */
export const strandWork = z.strictObject({ strand: z.enum(axisStrands), days: z.record(z.string(), wholeNumber(1)), disclosure: disclosureTag });
export type StrandWork = z.infer<typeof strandWork>;

/** The sessions of a month, counted; `month` is its first day. */
export const sessionMonth = z.strictObject({ month: civilDate, together: z.number().int(), caregiver_alone: z.number().int(), missed: z.number().int(), planned: z.number().int() });
/** One adult of the family: came to so many of so many sessions. */
export const attended = z.strictObject({ personId: z.uuid(), name: z.string(), came: z.number().int(), of: z.number().int() });
/** How much of a course that is longer than two years stands on the axis: its last two years, or all of it with sessions counted by month. */
export const axisSpans = ["recent", "whole"] as const;

/**
 * One time axis: stages, sessions, strands worked in them, life events, measures over time, and the dose beside the published mean. It begins
 * at `from`; the course began at `began`, earlier where only its last two years are shown. Sessions stand one by one, or
 * by month where the whole of a long course is shown.
 */
export const timelineView = z.strictObject({
  caseId: z.uuid(),
  today: civilDate,
  began: civilDate,
  from: civilDate,
  stages: z.array(stageSpan),
  sessions: z.array(sessionMark),
  months: z.array(sessionMonth),
  /** What was worked in the sessions, as far as the reader reads their notes. A family gets none. */
  strands: z.array(strandWork),
  lifeEvents: z.array(lifeEvent),
  /** Every measure over time, as the reader sees it. A family gets the values alone, without cuts and without what they would be called. */
  series: z.array(measureSeries),
  windows: z.array(measureWindow),
  /** Days on which the child moved: there a series about the child breaks (B11). */
  breaks: z.array(civilDate),
  dose: z.strictObject({ held: z.number().int(), weeks: z.number().int(), missed: z.number().int() }),
  attended: z.array(attended),
});
export type TimelineView = z.infer<typeof timelineView>;

export const timeline = {
  get: procedure({ who: ["clinician", "trainee", "supervisor", "privacy_officer", "auditor", "administrator", "front_desk", "caregiver"], of: { class: "service", by: "caseId" }, subject: "caseId", shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/timeline", summary: "The course of a case on one time axis, as the viewer may see it, or an adult who reads along: its last two years, or all of it." })
    .input(z.strictObject({ caseId: z.uuid(), span: z.enum(axisSpans).default("recent"), ...readsAlong }))
    .output(timelineView),
};
