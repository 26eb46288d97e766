import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, instant } from "#kernel/shapes.ts";

/** The most bytes that a file of answers may have, and the most children that are asked for in one. */
export const MOST_ANSWER_BYTES = 10_485_760;
export const MOST_ASKED = 2_000;

/** An answer that belongs to no question of this agency. */
export const strayAnswer = z.strictObject({ trace: z.string(), answer: z.string() });
export type StrayAnswer = z.infer<typeof strayAnswer>;
/** A file that was written or taken in. */
export const coverageFile = z.strictObject({ fileId: z.uuid(), way: z.enum(["asked", "answered"]), payerName: z.string().nullable(), control: z.number().int().nullable(), sets: z.number().int(), matched: z.number().int(), unmatched: z.array(strayAnswer), byName: z.string().nullable(), madeAt: instant });
export type CoverageFile = z.infer<typeof coverageFile>;

const office = { who: ["biller", "administrator"], of: null, subject: "none", shows: "service" } as const;
export const coverageFiles = {
  due: procedure({ ...office, action: "read" })
    .route({ method: "GET", path: "/coverage-due", summary: "Of how many children the check of this month is due, by payer; whether a file can be written; the last files with their answers that belong to no question." })
    .output(z.strictObject({ today: civilDate, hasProfile: z.boolean(), payers: z.array(z.strictObject({ payerId: z.uuid(), name: z.string(), due: z.number().int(), waiting: z.number().int(), lacking: z.number().int() })), files: z.array(coverageFile) })),
  ask: procedure({ ...office, action: "export" })
    .route({ method: "POST", path: "/payers/{payerId}/inquiries", summary: "Writes one file of questions (X12 270) for every child whose check is due with this payer this month; those that wait for an answer are asked again only where that is said. Its number is never used again." })
    .input(z.strictObject({ payerId: z.uuid(), which: z.enum(["due", "due_and_waiting"]).default("due") }))
    .output(z.file()),
  takeAnswers: procedure({ ...office, takes: "bytes", action: "write" })
    .route({ method: "POST", path: "/coverage-answers", summary: "Takes a file of answers (X12 271) in: matched by their traces, others listed. The same file again changes nothing; a file with a fault is refused whole, with its place." })
    .input(z.strictObject({ bytes: z.custom<AsyncIterable<Uint8Array>>((value) => typeof value === "object" && value !== null && Symbol.asyncIterator in value) }))
    .output(z.strictObject({ fileId: z.uuid(), state: z.enum(["new", "known"]), matched: z.number().int(), answeredBefore: z.number().int(), unmatched: z.array(strayAnswer) })),
};
