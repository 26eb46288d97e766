import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, pageKey } from "#kernel/shapes.ts";
import { sessionView } from "#features/calendar/contract.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";

/** How one visit came out for one person. `excused` was cancelled by us or by something else. */
export const visitMarks = ["came", "late", "missed", "cancelled", "excused"] as const;
export type VisitMark = (typeof visitMarks)[number];

/** One person's visits: how many of those that took place or were missed, and how many in a row, the newest first. */
export const personVisits = z.strictObject({
  personId: z.uuid(),
  name: z.string(),
  part: z.string(),
  came: z.number().int(),
  of: z.number().int(),
  /** Null where there is nothing to count yet. */
  inARow: z.strictObject({ what: z.enum(["came", "not_met"]), count: z.number().int() }).nullable(),
  /** The newest twelve, the newest first. */
  marks: z.array(z.strictObject({ sessionId: z.uuid(), on: civilDate, mark: z.enum(visitMarks), reason: z.string() })),
});
export type PersonVisits = z.infer<typeof personVisits>;

/** What is to be done so that a family comes again: `call` it, look for it (`search`), begin the steps of an ending (`closing`), or nothing. */
export const outreachSteps = ["none", "call", "search", "closing"] as const;
export const outreach = z.strictObject({
  step: z.enum(outreachSteps),
  /** Since when it asks; null where it does not. */
  since: civilDate.nullable(),
  notMet: z.number().int(),
  lastMetOn: civilDate.nullable(),
  lastReachedOn: civilDate.nullable(),
  lastTriedOn: civilDate.nullable(),
  tries: z.number().int(),
  nextOn: civilDate.nullable(),
  disclosure: disclosureTag,
});
export type Outreach = Omit<z.infer<typeof outreach>, "disclosure">;

export const attendance = {
  get: procedure({ who: ["clinician", "trainee", "supervisor", "privacy_officer", "auditor", "administrator", "front_desk"], of: { class: "service", by: "caseId" }, subject: "caseId", shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/visits", summary: "The visits of a family: those to come, those that were, who came how often and how many in a row, and what is to be done where nobody comes." })
    .input(z.strictObject({ caseId: z.uuid(), after: pageKey }))
    .output(z.strictObject({ today: civilDate, timeZone: z.string(), coming: z.array(sessionView), past: z.array(sessionView), next: z.string().nullable(), people: z.array(personVisits), /** Null for those to whom the chart is closed, and of a closed case. */ outreach: outreach.nullable() })),
};
