import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, findingShape, instant } from "#kernel/shapes.ts";
import { personFinding } from "#features/workforce/contract.ts";

export const suppositions = ["nothing", "leaves", "credential_ends", "certificate_ends"] as const;

/** A booked session that would not count, why, and who of its team could take it. Class service. */
export const foreseen = z.strictObject({
  sessionId: z.uuid(),
  caseId: z.uuid(),
  childName: z.string(),
  clinicianId: z.uuid(),
  clinicianName: z.string(),
  startsAt: instant,
  endsAt: instant,
  timeZone: z.string(),
  on: civilDate,
  reasons: z.array(findingShape),
  couldTake: z.array(z.strictObject({ staffId: z.uuid(), name: z.string() })),
});
export type Foreseen = z.infer<typeof foreseen>;

const service = { of: null, subject: "none", shows: "service", action: "read" } as const;

export const foresight = {
  whatIf: procedure({ who: ["administrator", "supervisor"], ...service })
    .route({ method: "GET", path: "/foresight/what-if", summary: "Which booked sessions would stop counting if somebody's last day, or the last day of a credential or certificate, were `on`; by which clause, and who could take them." })
    .input(z.strictObject({ kind: z.enum(suppositions), subjectId: z.uuid().nullable().default(null), on: civilDate, after: z.uuid().nullable().default(null) }))
    .output(
      z.strictObject({
        /** Booked sessions that were looked at, and whether there are more than one look takes. */
        considered: z.number().int(),
        limited: z.boolean(),
        affected: z.number().int(),
        byClause: z.array(z.strictObject({ rule: z.string(), clause: z.string(), sessions: z.number().int() })),
        people: z.array(personFinding),
        sessions: z.array(foreseen),
        /** The session after which the next page begins; null on the last page. */
        next: z.uuid().nullable(),
      }),
    ),
};
