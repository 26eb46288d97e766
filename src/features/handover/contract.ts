import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, instant } from "#kernel/shapes.ts";

const leaver = { who: ["administrator"], of: null, subject: "none", shows: "service" } as const;

/** An open case of somebody who leaves, and who treats it from the day after. */
export const leftCase = z.strictObject({ caseId: z.uuid(), childName: z.string(), successors: z.array(z.strictObject({ name: z.string(), validFrom: civilDate })), booked: z.number().int(), firstBooked: instant.nullable() });
export type LeftCase = z.infer<typeof leftCase>;

/** Everything that is somebody's and has to be somebody else's, or finished, by the last day. */
export const handover = z.strictObject({
  staffId: z.uuid(),
  name: z.string(),
  /** Null: no last day was given yet; what is asked is what would be left today. */
  lastDay: civilDate.nullable(),
  today: civilDate,
  cases: z.array(leftCase),
  notes: z.array(z.strictObject({ sessionId: z.uuid(), caseId: z.uuid(), childName: z.string(), endedAt: instant })),
  measures: z.array(z.strictObject({ caseId: z.uuid(), childName: z.string(), about: z.string(), isLate: z.boolean() })),
  supervises: z.array(z.strictObject({ supervisionId: z.uuid(), name: z.string(), others: z.array(z.string()) })),
  teams: z.array(z.strictObject({ teamId: z.uuid(), name: z.string(), part: z.string() })),
  /** Sessions of others in which they are the second clinician, by family. */
  seconds: z.array(z.strictObject({ caseId: z.uuid(), childName: z.string(), withNames: z.array(z.string()), booked: z.number().int(), firstBooked: instant })),
  covers: z.array(z.strictObject({ absenceId: z.uuid(), name: z.string(), validFrom: civilDate, validTo: civilDate })),
});
export type Handover = z.infer<typeof handover>;

/** Handing over what was somebody's who leaves. */
export const handoverContract = {
  get: procedure({ ...leaver, action: "read" })
    .route({ method: "GET", path: "/handover/{staffId}", summary: "What somebody who leaves has: open cases and who follows, notes owed, what is booked and due, supervision, teams." })
    .input(z.strictObject({ staffId: z.uuid() }))
    .output(handover),
  giveCases: procedure({ ...leaver, action: "write" })
    .route({ method: "POST", path: "/handover/{staffId}/cases", summary: "Gives open cases of somebody who leaves to a colleague who treats, from a day on." })
    .input(z.strictObject({ staffId: z.uuid(), caseIds: z.array(z.uuid()).min(1).max(200), successorId: z.uuid(), validFrom: civilDate }))
    .output(z.strictObject({ given: z.number().int() })),
};
