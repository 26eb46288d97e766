import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, instant, pageKey, prose } from "#kernel/shapes.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";

/** A note that waits for its second signature; of the service, without a word of it. */
export const waitingNote = z.strictObject({ sessionId: z.uuid(), caseId: z.uuid(), childName: z.string(), on: civilDate, authorId: z.uuid(), authorName: z.string(), signedAt: instant, revision: z.int(), /** How often it was returned before. */ returned: z.int(), disclosure: disclosureTag });
export type WaitingNote = z.infer<typeof waitingNote>;
/** What was said of a passage (`blockId`) or of the whole note, between its author and one supervisor. */
export const comment = z.strictObject({ commentId: z.uuid(), sessionId: z.uuid(), blockId: z.uuid().nullable(), words: z.string(), writtenById: z.uuid(), writtenByName: z.string(), writtenAt: instant, disclosure: disclosureTag });
export type Comment = z.infer<typeof comment>;
/** That a note was returned, when, by whom and with which words, which stand in the note's own record. */
const returned = z.strictObject({ returnId: z.uuid(), returnedAt: instant, returnedByName: z.string().nullable(), reason: z.string() });

const ofSession = { of: { class: "service", by: "sessionId" }, subject: "sessionId" } as const;
export const signingContract = {
  list: procedure({ who: ["supervisor"], of: null, subject: "none", shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/supervision/signing", summary: "Notes of those whom one supervises today that wait for a second signature, the oldest first, a page at a time." })
    .input(z.strictObject({ after: pageKey }))
    .output(z.strictObject({ notes: z.array(waitingNote), next: z.string().nullable() })),
  comments: procedure({ who: ["clinician", "trainee", "supervisor"], ...ofSession, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/sessions/{sessionId}/comments", summary: "What was said of a note between its author and oneself, and how often it was returned." })
    .input(z.strictObject({ sessionId: z.uuid() }))
    .output(z.strictObject({ comments: z.array(comment), returns: z.array(returned), mayComment: z.boolean() })),
  comment: procedure({ who: ["clinician", "trainee", "supervisor"], ...ofSession, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/sessions/{sessionId}/comments", summary: "Says something of a passage or of the whole note, to its author; the author answers the one who commented." })
    .input(z.strictObject({ sessionId: z.uuid(), blockId: z.uuid().nullable().default(null), supervisorId: z.uuid().nullable().default(null), words: prose(4000).refine((text) => text.trim() !== "", expected({ en: "Expected some words.", es: "Se esperan unas palabras." })) }))
    .output(z.strictObject({ commentId: z.uuid() })),
};
