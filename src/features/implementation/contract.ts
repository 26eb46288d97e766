import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate } from "#kernel/shapes.ts";
import { leavings } from "#features/training/cohorts.contract.ts";

/** Fewer than these are not told apart (local). */
export const LEAST_TOLD = 11;
/** Months after a certificate at which it is looked at whether its bearer still works where she was trained. */
export const POST_MONTHS = [6, 12, 24] as const;
export const pipelineSteps = ["submitted", "waiting", "accepted", "declined", "withdrawn"] as const;

/** A count of families or of reasons; null where it is too small to tell, or would tell of one that is. */
const told = z.int().nullable();
export const cohortLine = z.strictObject({ cohortId: z.uuid(), name: z.string(), startsOn: civilDate, endsOn: civilDate, places: z.int(), began: z.int(), here: z.int(), left: z.int(), atRisk: z.int(), graduated: z.int() });
export type CohortLine = z.infer<typeof cohortLine>;
export const agencyLine = z.strictObject({ organization: z.string(), people: z.int(), left: z.int(), atRisk: z.int(), lending: z.int(), families: told, fullCourses: told });
export type AgencyLine = z.infer<typeof agencyLine>;
/** Of those of whom it is known: how many, of how many. */
const share = z.strictObject({ count: z.int(), of: z.int() });

export const figures = z.strictObject({
  today: civilDate,
  least: z.int(),
  pipeline: z.array(z.strictObject({ step: z.enum(pipelineSteps), count: z.int() })),
  places: z.strictObject({ places: z.int(), empty: z.int() }),
  cohorts: z.array(cohortLine),
  attrition: z.array(z.strictObject({ leftAs: z.enum(leavings), count: told })),
  agencies: z.array(agencyLine),
  families: z.strictObject({ reached: told, fullCourses: told, endedEarly: told, lending: z.int() }),
  fidelity: share,
  outcomes: share,
  inPost: z.array(z.strictObject({ months: z.union([z.literal(6), z.literal(12), z.literal(24)]), ...share.shape })),
});
export type Figures = z.infer<typeof figures>;

export const implementation = {
  figures: procedure({ who: ["faculty"], of: null, subject: "none", shows: "agency", action: "read" })
    .route({ method: "GET", path: "/implementation", summary: "How the model takes root: applications, places, who leaves and why, agencies at risk, families reached, fidelity, who stays. Small counts are not told." })
    .output(figures),
};
