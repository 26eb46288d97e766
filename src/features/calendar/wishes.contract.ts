import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, instant, line } from "#kernel/shapes.ts";
import { safeHours } from "#features/intake/contract.ts";
import { whoBooks } from "./contract.ts";

/** What an adult who is expected says of a visit. Nothing is moved by it. */
export const wishes = ["coming", "another_time", "cannot"] as const;
export type VisitWish = (typeof wishes)[number];
/** What became of it: it follows from the visit itself, or from what the team answered. */
export const wishOutcomes = ["open", "moved", "cancelled", "left", "over", "taken_back"] as const;
export type WishOutcome = (typeof wishOutcomes)[number];

export const wishWordsLimit = 300;
/** Wishes of one adult within a day. */
export const MOST_WISHES_A_DAY = 20;

const said = { wish: z.enum(wishes), hours: z.array(z.enum(safeHours)).max(safeHours.length), words: z.string() };
const wishShape = { wishId: z.uuid(), sessionId: z.uuid(), ...said, madeAt: instant, became: z.enum(wishOutcomes), answerWords: z.string().nullable(), answeredAt: instant.nullable() };
/** A wish as the adult who made it reads it. */
export const ownWish = z.strictObject(wishShape);
export type OwnWish = z.infer<typeof ownWish>;
/** A wish as whoever books reads it. */
export const visitWish = z.strictObject({ ...wishShape, caseId: z.uuid(), childName: z.string(), personId: z.uuid(), personName: z.string(), startsAt: instant });
export type VisitWishView = z.infer<typeof visitWish>;

const service = { shows: "service" } as const;
const byFamily = { who: ["caregiver"], subject: "sessionId", ...service } as const;

export const visitWishes = {
  own: procedure({ who: ["caregiver"], of: null, subject: "none", ...service, action: "read" })
    .route({ method: "GET", path: "/own-visit-wishes", summary: "What whoever is signed in said of visits of the last and the coming weeks, the newest first, and what became of it." })
    .output(z.strictObject({ wishes: z.array(ownWish) })),
  say: procedure({ ...byFamily, of: { class: "service", by: "sessionId" }, action: "write" })
    .route({ method: "POST", path: "/sessions/{sessionId}/wishes", summary: "Says of a visit that one comes, would like another time, or cannot come. What was said of it before is taken back by it; the visit stays as it is." })
    .input(
      z
        .strictObject({ sessionId: z.uuid(), wish: z.enum(wishes), hours: z.array(z.enum(safeHours)).max(safeHours.length).refine((hours) => new Set(hours).size === hours.length, expected({ en: "Expected each once.", es: "Se espera cada valor una sola vez." })).default([]), words: line(wishWordsLimit).default("") })
        .refine((one) => one.wish !== "coming" || (one.hours.length === 0 && one.words === ""), { path: ["wish"], ...expected({ en: "Expected nothing else of who comes.", es: "Quien viene no pide nada más." }) }),
    )
    .output(z.strictObject({ wishId: z.uuid(), caseId: z.uuid() })),
  takeBack: procedure({ ...byFamily, of: { class: "service", by: "wishId" }, action: "write" })
    .route({ method: "POST", path: "/visit-wishes/{wishId}/take-back", summary: "Takes back what one said of a visit." })
    .input(z.strictObject({ wishId: z.uuid() }))
    .output(z.strictObject({ wishId: z.uuid(), caseId: z.uuid() })),
  list: procedure({ who: whoBooks, of: null, subject: "none", ...service, action: "read" })
    .route({ method: "GET", path: "/visit-wishes", summary: "What adults said of the visits of some days, and what became of it; what was taken back is left out." })
    .input(z.strictObject({ from: civilDate, to: civilDate, clinicianId: z.uuid().nullable().default(null) }))
    .output(z.strictObject({ wishes: z.array(visitWish) })),
  leave: procedure({ who: whoBooks, of: { class: "service", by: "wishId" }, subject: "caseId", ...service, action: "write" })
    .route({ method: "POST", path: "/visit-wishes/{wishId}/leave", summary: "Leaves a visit as it is, with a sentence back to whoever asked." })
    .input(z.strictObject({ wishId: z.uuid(), words: line(wishWordsLimit).min(1, expected({ en: "Expected a sentence for the family.", es: "Se espera una frase para la familia." })) }))
    .output(z.strictObject({ wishId: z.uuid(), caseId: z.uuid() })),
};
