import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, instant, line, prose } from "#kernel/shapes.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";

/** What stands out in a relationship, by names of our own; the manual's are not ours to ship. Beside them the agency writes its own. */
export const ownDimensions = ["bids_and_answers", "shared_pleasure", "repair", "settling_together", "who_leads"] as const;
export type OwnDimension = (typeof ownDimensions)[number];
/** What is found of a dimension (clinical.md section 2). */
export const dimensionMarks = ["strength", "not_a_concern", "concern"] as const;
export type DimensionMark = (typeof dimensionMarks)[number];
/** One dimension with its mark: one of our own names, or a label that somebody wrote. */
export const dimension = z.strictObject({ name: z.enum(ownDimensions).nullable(), label: line(80).default(""), mark: z.enum(dimensionMarks) });
export type Dimension = z.infer<typeof dimension>;

/** An axis of DC:0-5 after the first, by its number. */
export const axes = [2, 3, 4, 5] as const;
export type Axis = (typeof axes)[number];

/**
 * One entry of axes II to V. Of axis II: the adult, a level from 1 (best) to 4, ordinal, and what stands out; from a measure
 * it has no entry of its own, and `entryId` is that of the answer. Of the others: a short label and a code of one's own.
 * `until`: the last day on which it held; null while it does.
 */
export const axisEntry = z.strictObject({
  entryId: z.uuid(),
  axis: z.union([z.literal(2), z.literal(3), z.literal(4), z.literal(5)]),
  from: z.enum(["entry", "measure"]),
  ownerPersonId: z.uuid().nullable(),
  ownerName: z.string().nullable(),
  level: z.number().int().min(1).max(4).nullable(),
  dimensions: z.array(dimension),
  code: z.string(),
  label: z.string(),
  words: z.string(),
  since: civilDate,
  until: civilDate.nullable(),
  /** The entry that this one took the place of, null where it is the first; and whether it says that it was entered in error. */
  supersedes: z.uuid().nullable(),
  inError: z.boolean(),
  /** True where a later entry took its place. */
  superseded: z.boolean(),
  reason: z.string(),
  byName: z.string().nullable(),
  at: instant.nullable(),
  disclosure: disclosureTag,
});
export type AxisEntry = z.infer<typeof axisEntry>;

const clinical = ["clinician", "trainee", "supervisor"] as const;
const readers = [...clinical, "auditor", "privacy_officer"] as const;
const ofChart = { of: { class: "child_chart", by: "caseId" }, subject: "caseId" } as const;
const written = {
  ownerPersonId: z.uuid().nullable().default(null),
  level: z.number().int().min(1).max(4).nullable().default(null),
  dimensions: z.array(dimension).max(30).default([]),
  code: line(40).default(""),
  label: line(200).default(""),
  words: prose(2000).default(""),
  since: civilDate,
  until: civilDate.nullable().default(null),
};

export const axesContract = {
  axes: procedure({ who: readers, ...ofChart, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/axes", summary: "Axes II to V of DC:0-5 of a case, the earliest first, with what was set right; axis II also from the measure that asks for its level." })
    .input(z.strictObject({ caseId: z.uuid() }))
    .output(z.strictObject({ entries: z.array(axisEntry) })),
  addAxis: procedure({ who: clinical, ...ofChart, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/axes", summary: "Records an entry of axes II to V. Axis II names the adult and the level; the others a label of one's own." })
    .input(z.strictObject({ caseId: z.uuid(), axis: axisEntry.shape.axis, ...written }))
    .output(z.strictObject({ entryId: z.uuid() })),
  correctAxis: procedure({ who: clinical, ...ofChart, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/axes/{entryId}", summary: "Sets an entry right, ends it, or says that it was entered in error: a new entry takes its place, with the reason. Of two the slower is refused." })
    .input(z.strictObject({ caseId: z.uuid(), entryId: z.uuid(), how: z.enum(["corrected", "in_error"]), ...written, reason: line(500).min(1, expected({ en: "Expected the reason in a few words.", es: "Se espera el motivo en pocas palabras." })) }))
    .output(z.strictObject({ entryId: z.uuid() })),
};
