import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, line, pageKey, prose } from "#kernel/shapes.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";

/** How a reminder stands; a mistaken one leaves the lists and stays in the record. */
export const triggerStatuses = ["new", "seen", "easing", "gone", "entered_in_error"] as const;
export type TriggerStatus = (typeof triggerStatuses)[number];

/** One time it was seen, or something changed in it. */
export const triggerEntry = z.strictObject({ entryId: z.uuid(), on: civilDate, status: z.enum(triggerStatuses), sessionId: z.uuid().nullable(), words: z.string(), helped: z.string(), byName: z.string().nullable() });
/** What reminds the child (`whosePersonId` null) or one adult; `helps` is what helped last. */
export const trigger = z.strictObject({
  triggerId: z.uuid(),
  whosePersonId: z.uuid().nullable(),
  cue: z.string(),
  reaction: z.string(),
  helps: z.string(),
  forChild: z.string(),
  status: z.enum(triggerStatuses),
  since: civilDate,
  recordedOn: civilDate,
  seenOn: civilDate.nullable(),
  times: z.number().int(),
  /** The last ten of them, the newest first. */
  entries: z.array(triggerEntry),
  disclosure: disclosureTag,
});
export type Trigger = z.infer<typeof trigger>;

const clinical = ["clinician", "trainee", "supervisor"] as const;
const ofChart = { of: { class: "child_chart", by: "caseId" }, subject: "caseId" } as const;
const sessionId = z.uuid().nullable().default(null);

export const triggers = {
  list: procedure({ who: [...clinical, "administrator", "privacy_officer", "auditor"], ...ofChart, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/triggers", summary: "What reminds the child and each adult, as the viewer may see it, the newest first, a page at a time." })
    .input(z.strictObject({ caseId: z.uuid(), after: pageKey }))
    .output(z.strictObject({ today: civilDate, triggers: z.array(trigger), next: z.string().nullable() })),
  record: procedure({ who: clinical, ...ofChart, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/triggers", summary: "Records what reminds the child, or one adult; an adult's is that adult's own." })
    .input(z.strictObject({ caseId: z.uuid(), whosePersonId: z.uuid().nullable(), cue: line(200).min(1, expected({ en: "Expected what it is that reminds.", es: "Se espera qué es lo que recuerda." })), reaction: prose(1000), helps: prose(1000), forChild: line(160).default(""), on: civilDate, sessionId }))
    .output(z.strictObject({ triggerId: z.uuid() })),
  saw: procedure({ who: clinical, ...ofChart, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/triggers/{triggerId}/entries", summary: "It was seen again, or stands otherwise from a day on, with what helped." })
    .input(z.strictObject({ caseId: z.uuid(), triggerId: z.uuid(), on: civilDate, status: z.enum(triggerStatuses), sessionId, words: prose(1000).default(""), helped: prose(1000).default("") }))
    .output(z.strictObject({ entryId: z.uuid() })),
};
