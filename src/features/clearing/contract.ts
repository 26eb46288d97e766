import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { instant } from "#kernel/shapes.ts";

/** What the made-up clearing house says next of a file: that it can be read, which claims are let in, what is paid, or that it pays otherwise. */
export const answerStages = ["999", "277CA", "835"] as const;
export type AnswerStage = (typeof answerStages)[number];

/** A file of claims on its way; counts and sums alone. */
export const clearingFile = z.strictObject({
  batchId: z.uuid(),
  payerName: z.string(),
  control: z.number().int(),
  usage: z.enum(["P", "T"]),
  claims: z.number().int(),
  chargeCents: z.number().int(),
  madeAt: instant,
  sentAt: instant.nullable(),
  /** Where it was to be laid into the folder: when it lay there. */
  asked: z.enum(["no", "waits", "laid"]),
  /** What the made-up clearing house would answer next; null where nothing is open, or where there is none. */
  answers: z.enum(answerStages).nullable(),
});
export type ClearingFile = z.infer<typeof clearingFile>;
export const refusedFile = z.strictObject({ mark: z.string(), why: z.enum(["link", "folder", "too_large", "no_file"]), refusedAt: instant });
export type RefusedFile = z.infer<typeof refusedFile>;

const ofAgency = { of: null, subject: "none", shows: "agency" } as const;

export const clearing = {
  status: procedure({ who: ["biller", "administrator"], ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/clearing", summary: "Files of claims on their way to the clearing house, when its folder was looked into last, and what was refused there." })
    .output(z.strictObject({ folder: z.enum(["on", "off"]), mock: z.enum(["on", "off"]), look: z.strictObject({ lookedAt: instant, isReached: z.boolean(), unfinished: z.number().int(), failed: z.number().int() }).nullable(), refused: z.array(refusedFile), files: z.array(clearingFile) })),
  handOn: procedure({ who: ["biller"], ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/clearing/files/{batchId}/hand-on", summary: "Hands a file of claims to the clearing house's client: it is marked as sent and laid into the folder." })
    .input(z.strictObject({ batchId: z.uuid() }))
    .output(z.strictObject({ claims: z.number().int() })),
  letAnswer: procedure({ who: ["biller"], ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/clearing/files/{batchId}/mock-answer", summary: "Demo only: the made-up clearing house answers a file that was sent, by one step." })
    .input(z.strictObject({ batchId: z.uuid() }))
    .output(z.strictObject({ stage: z.enum(answerStages), posted: z.number().int(), accepted: z.number().int(), rejected: z.number().int() })),
};
