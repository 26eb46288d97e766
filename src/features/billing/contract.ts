import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { languages } from "#kernel/language.ts";
import { byIdOr, countOfRows, fileFormats, MOST_COUNTED, oneOf, sorting } from "#kernel/listing.ts";
import { civilDate, instant, pageKey } from "#kernel/shapes.ts";
import { decision } from "#features/eligibility/contract.ts";

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

const readers = ["biller", "administrator", "supervisor", "clinician", "trainee", "front_desk", "privacy_officer"] as const;

/** How the list of services is asked. It stands by its days, along an index, whichever way: other sorts would look through years. */
export const servicesAsked = {
  ...sorting(["date"], "down"),
  status: z.enum(["ready", "held", "all"]).default("all"),
  /** Who held the session: the reader or one person. */
  clinician: byIdOr(["own"]),
  verdict: oneOf(["yes", "no", "unknown"]),
  from: civilDate.nullable().default(null),
  to: civilDate.nullable().default(null),
};
export type ServicesAsked = z.output<z.ZodObject<typeof servicesAsked>>;

export const billing = {
  list: procedure({ who: readers, of: null, subject: "none", shows: "service", action: "read" })
    .route({ method: "GET", path: "/services", summary: "Signed sessions that are ready to bill, or held and why, by their days, a page at a time; how many there are is counted up to 10,000 of each status, and with the first page how many match." })
    .input(z.strictObject({ ...servicesAsked, sessionId: z.uuid().nullable().default(null), after: pageKey }))
    .output(z.strictObject({ services: z.array(service), next: z.string().nullable(), ready: z.number().int().max(MOST_COUNTED), held: z.number().int().max(MOST_COUNTED), count: countOfRows })),
  file: procedure({ who: readers, of: null, subject: "none", shows: "service", action: "export" })
    .route({ method: "GET", path: "/service-list/file", summary: "The list of services as it was asked for, as a file, up to 10,000 rows." })
    .input(z.strictObject({ ...servicesAsked, format: z.enum(fileFormats), says: z.enum(languages) }))
    .output(z.file()),
};
