import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, instant, prose } from "#kernel/shapes.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";

/** The packet, and the shorter global one. */
export const ratingKinds = ["packet", "global"] as const;
export type RatingKind = (typeof ratingKinds)[number];
/** Questions of our own: what official forms ask is not known to us and not shipped. */
export const ratingQuestions = { packet: ["room", "both_histories", "own_reactions", "strengths", "clear", "safety"], global: ["whole"] } as const satisfies Record<RatingKind, readonly string[]>;
export type RatingQuestion = (typeof ratingQuestions)[RatingKind][number];
/** The scale of the capacity side (clinical.md section 7); null is not answered. */
export const ratingLevels = ["needs_development", "emerging", "acquired"] as const;
export const ratingAnswers = z.partialRecord(z.enum([...ratingQuestions.packet, ...ratingQuestions.global]), z.enum(ratingLevels));
export type RatingAnswers = z.infer<typeof ratingAnswers>;

/** That one is due or done; never what was answered. */
export const ratingSlot = z.strictObject({ superviseeId: z.uuid(), superviseeName: z.string(), supervisorId: z.uuid(), supervisorName: z.string(), kind: z.enum(ratingKinds), dueOn: civilDate, state: z.enum(["coming", "due", "done"]), doneOn: civilDate.nullable() });
export type RatingSlot = z.infer<typeof ratingSlot>;
export const givenRating = z.strictObject({ ratingId: z.uuid(), superviseeId: z.uuid(), superviseeName: z.string(), supervisorId: z.uuid(), supervisorName: z.string(), kind: z.enum(ratingKinds), dueOn: civilDate, doneAt: instant, shownAt: instant.nullable(), answers: ratingAnswers, words: z.string(), disclosure: disclosureTag });
export type GivenRating = z.infer<typeof givenRating>;

const clinical = ["clinician", "trainee", "supervisor"] as const;
const ofStaff = { of: null, subject: "none" } as const;
export const ratingsContract = {
  list: procedure({ who: [...clinical, "administrator"], ...ofStaff, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/supervision/ratings", summary: "Of one's own supervisors what is due and what one answered; of oneself as a supervisor what somebody chose to show; for who runs the programme what is done and what is not, never an answer." })
    .output(z.strictObject({ today: civilDate, slots: z.array(ratingSlot), given: z.array(givenRating), shown: z.array(givenRating) })),
  give: procedure({ who: clinical, ...ofStaff, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/supervision/supervisors/{supervisorId}/ratings", summary: "Rates one's supervisor once a period; who is rated reads it only where one shows it." })
    .input(z.strictObject({ supervisorId: z.uuid(), kind: z.enum(ratingKinds), dueOn: civilDate, answers: ratingAnswers, words: prose(4000).default(""), shows: z.boolean() }))
    .output(z.strictObject({ ratingId: z.uuid() })),
  show: procedure({ who: clinical, ...ofStaff, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/supervision/ratings/{ratingId}/show", summary: "Shows a rating that one gave to the one whom it is about; that is not taken back." })
    .input(z.strictObject({ ratingId: z.uuid() }))
    .output(z.strictObject({ shown: z.literal(true) })),
};
