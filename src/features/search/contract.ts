import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, line, pageKey } from "#kernel/shapes.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";

/** What is found in a case. */
export const hitKinds = ["passage", "session", "life_event", "objective", "document", "diagnosis", "person"] as const;
export type HitKind = (typeof hitKinds)[number];

/** A piece of a text, and where in it what was looked for stands: places of letters, in order. */
export const snippet = z.strictObject({ words: z.string(), hits: z.array(z.strictObject({ from: z.number().int(), to: z.number().int() })) });
export type Snippet = z.infer<typeof snippet>;

/**
 * One thing that was found. `on` is the day it belongs to. `label` is a code that the screen says: the section of a
 * passage, the kind of a life event, document or person, how a session came out. Sessions and people are of the service
 * of the case and carry no tag of their own.
 */
export const hit = z.strictObject({
  kind: z.enum(hitKinds),
  id: z.uuid(),
  on: civilDate,
  sessionId: z.uuid().nullable(),
  label: z.string(),
  snippet,
  disclosure: disclosureTag.nullable(),
});
export type Hit = z.infer<typeof hit>;

const looked = line(100).refine((text) => /[\p{L}\p{N}]/u.test(text), expected({ en: "Expected at least one letter or figure.", es: "Se espera al menos una letra o una cifra." }));

export const search = {
  find: procedure({ who: ["clinician", "trainee", "supervisor", "administrator", "privacy_officer", "front_desk", "biller", "auditor", "caregiver"], of: { class: "service", by: "caseId" }, subject: "caseId", shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/search", summary: "Looks for words, or for sessions by their day, in all of one case that the viewer may see; the newest first, a page at a time." })
    .input(z.strictObject({ caseId: z.uuid(), q: looked, kind: z.enum(hitKinds).nullable().default(null), stage: z.enum(["1", "2", "3"]).nullable().default(null), from: civilDate.nullable().default(null), to: civilDate.nullable().default(null), after: pageKey }))
    .output(z.strictObject({ hits: z.array(hit), next: z.string().nullable() })),
};
