import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, instant, pageKey } from "#kernel/shapes.ts";
import { decision } from "#features/eligibility/contract.ts";

/** Services of a status are counted so far and no further: the count costs the same whatever stands behind it. */
export const MOST_COUNTED = 10_000;

/** A signed session as the biller meets it, with the decision kept as evidence. Class service. */
export const service = z.strictObject({
  sessionId: z.uuid(),
  caseId: z.uuid(),
  childName: z.string(),
  clinicianName: z.string(),
  serviceDate: civilDate,
  units: z.number().int().nullable(),
  status: z.enum(["ready", "held"]),
  recordedAt: instant,
  verdict: z.enum(["yes", "no", "unknown"]),
  decision,
});
export type Service = z.infer<typeof service>;

export const billing = {
  list: procedure({ who: ["biller", "administrator", "supervisor", "clinician", "trainee", "front_desk", "privacy_officer"], of: null, subject: "none", shows: "service", action: "read" })
    .route({ method: "GET", path: "/services", summary: "Signed sessions that are ready to bill, or held and why, the newest first, a page at a time; how many there are is counted up to 10,000 of each." })
    .input(z.strictObject({ status: z.enum(["ready", "held", "all"]).default("all"), sessionId: z.uuid().nullable().default(null), after: pageKey }))
    .output(z.strictObject({ services: z.array(service), next: z.string().nullable(), ready: z.number().int().max(MOST_COUNTED), held: z.number().int().max(MOST_COUNTED) })),
};
