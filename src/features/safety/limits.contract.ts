import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, instant, prose } from "#kernel/shapes.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";

const reason = prose(4000).refine((text) => text.trim().length >= 10, expected({ en: "Expected the reason in a sentence.", es: "Se espera el motivo en una frase." }));
/** That somebody is not treated as the child's personal representative, and, for those of its compartment, why. */
export const limit = z.strictObject({
  limitId: z.uuid(),
  personId: z.uuid(),
  personName: z.string(),
  validFrom: civilDate,
  validTo: civilDate.nullable(),
  disclosure: disclosureTag,
  grounds: z
    .strictObject({ reason: z.string(), byName: z.string(), reviewerName: z.string().nullable(), reviewedAt: instant.nullable(), reviewedByName: z.string().nullable(), review: z.string(), endReason: z.string(), may: z.array(z.enum(["review", "lift"])), disclosure: disclosureTag })
    .nullable(),
});
export type Limit = z.infer<typeof limit>;
const ofLimit = { of: { class: "report", by: "limitId" }, subject: "none", shows: "nothing_personal", action: "write" } as const;

/** Who is not treated as a personal representative (45 CFR 164.502(g)(5)): decision, reason and reviewer. */
export const limitsContract = {
  list: procedure({ who: ["clinician", "trainee", "supervisor", "privacy_officer", "administrator", "front_desk"], of: { class: "service", by: "caseId" }, subject: "caseId", shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/representative-limits", summary: "Whom the agency does not treat as the child's personal representative, since when; the reason for those who decided and reviewed it." })
    .input(z.strictObject({ caseId: z.uuid() }))
    .output(z.strictObject({ today: civilDate, limits: z.array(limit) })),
  decide: procedure({ who: ["clinician"], of: { class: "child_chart", by: "caseId" }, subject: "none", shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/representative-limits", summary: "Decides that somebody is not treated as a personal representative; their authority opens no chart from this moment on." })
    .input(z.strictObject({ caseId: z.uuid(), personId: z.uuid(), reason }))
    .output(z.strictObject({ limitId: z.uuid() })),
  review: procedure({ who: ["supervisor", "privacy_officer"], ...ofLimit })
    .route({ method: "POST", path: "/representative-limits/{limitId}/review", summary: "The review of the decision by somebody else, once." })
    .input(z.strictObject({ limitId: z.uuid(), review: reason }))
    .output(z.strictObject({ reviewed: z.literal(true) })),
  lift: procedure({ who: ["clinician", "privacy_officer"], ...ofLimit })
    .route({ method: "POST", path: "/representative-limits/{limitId}/lift", summary: "Ends it from this moment on, with the reason." })
    .input(z.strictObject({ limitId: z.uuid(), reason }))
    .output(z.strictObject({ lifted: z.literal(true) })),
};
