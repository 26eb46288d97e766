import { z } from "zod";
import { procedure } from "#kernel/contract.ts";

/** The steps of a new agency, in the order in which each needs the ones before it. */
export const stepKeys = ["agency", "policies", "hours", "people", "credentials", "certificates", "teams", "supervision", "family", "session", "note"] as const;
export type StepKey = (typeof stepKeys)[number];
/** `done` and `not_yet` as the record stands now; `draft` is done with something that still waits for its source. */
export const stepStates = ["done", "draft", "not_yet"] as const;

export const step = z.strictObject({ key: z.enum(stepKeys), state: z.enum(stepStates), /** How many there are, where that is told. */ count: z.number().int() });
export type Step = z.infer<typeof step>;
/** Why a line of several invitations cannot be used, by its number from 1. */
export type LineFault = { line: number; wrong: "shape" | "email" | "role" | "twice" };

export const begin = {
  get: procedure({ who: ["administrator"], of: null, subject: "none", shows: "agency", action: "read" })
    .route({ method: "GET", path: "/begin", summary: "The steps of a new agency and how far they are, as the record stands now." })
    .output(z.strictObject({ steps: z.array(step), /** The first note is signed: the agency works. */ hasBegun: z.boolean() })),
};
