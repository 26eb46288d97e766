import { z } from "zod";
import { civilDate } from "#kernel/shapes.ts";
import { problemKinds } from "./booking.contract.ts";
import { weightOf } from "./hours.rules.ts";

const shape = z.object({ problems: z.array(z.object({ kind: z.enum(problemKinds), on: civilDate })) });

/** The problems that a refusal names, by day; none where it names none. */
export function readProblems(details: Record<string, unknown>) {
  const read = shape.safeParse(details);
  return read.success ? read.data.problems.map((one) => ({ ...one, weight: weightOf(one.kind) })) : [];
}
