import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, instant, line, wholeNumber } from "#kernel/shapes.ts";

/** What an agency's own record says of its readiness (training.md section 5): whole-agency figures, never of a person. */
export const figureIds = ["young", "assessed", "dropped", "missed", "supervision", "notes"] as const;
export type FigureId = (typeof figureIds)[number];
/**
 * `told`: count, of how many, and what it comes to. `few` and `many`: so few of them do, or do not, that a number would speak of
 * families; how many there are in all is told. `too_few`: nothing is told.
 */
export const figureStates = ["told", "few", "many", "too_few"] as const;
export const figure = z.strictObject({
  id: z.enum(figureIds),
  from: civilDate,
  to: civilDate,
  state: z.enum(figureStates),
  /** Of how many; null where too few to tell anything. */
  of: wholeNumber(0).nullable(),
  /** How many of these; of supervision the hours. Null where it is not told, and where there is nothing to count. */
  count: z.number().nullable(),
  /** Percent; of supervision hours for a clinician in a month; of notes days. Null where it is not told. */
  value: z.number().nullable(),
});
export type Figure = z.infer<typeof figure>;
export const figures = z.array(figure).max(figureIds.length);

/** Fewer than these are no base for a figure (training.md section 5, local). */
export const LEAST_BASE = 20;
/** Fewer families or visits than these are not told apart (local, as elsewhere). */
export const LEAST_TOLD = 11;
/** Figures of those who work here rest on so many people at least (local). */
export const LEAST_PEOPLE = 5;
/** Whole months that figures look back. */
export const MONTHS_BACK = 12;
/** Sessions before which leaving counts as dropping out. */
export const DROPPED_BEFORE = 5;

/** Days that a code from the application's page opens. */
export const CODE_DAYS = 14;
/** Codes that open nothing, typed within a day: by one person, and by all of an agency. After that no code is looked at, and the answer is the same. */
export const MOST_TRIES = { person: 10, agency: 30 } as const;

const place = { collaborative: z.string(), cohort: z.string(), code: z.string() };
export const offerStates = ["open", "decided", "gone", "taken_back"] as const;
export const offerRow = z.strictObject({ offerId: z.uuid(), ...place, state: z.enum(offerStates), figures, agreedBy: z.string().nullable(), agreedAt: instant, takenBackBy: z.string().nullable(), takenBackAt: instant.nullable() });
export type OfferRow = z.infer<typeof offerRow>;
/** What would be sent. `hash` is of exactly these figures: whoever agrees, agrees to these. */
export const offerLook = z.strictObject({ ...place, until: civilDate, figures, hash: z.string() });
export type OfferLook = z.infer<typeof offerLook>;

/** Of no family: figures of the agency, for those who answer for it. */
const access = { who: ["administrator", "senior_leader"], of: null, subject: "none", shows: "agency" } as const;
const typed = { code: line(40) };

export const readiness = {
  offers: procedure({ ...access, action: "read" })
    .route({ method: "GET", path: "/readiness-offers", summary: "Which figures of the agency were offered for an application to training, to whom, by whom and when." })
    .output(z.strictObject({ offers: z.array(offerRow) })),
  look: procedure({ ...access, action: "read" })
    .route({ method: "POST", path: "/readiness-offers/look", summary: "Exactly the figures that a code from an application would send. Null whatever is wrong with the code; so many wrong ones a day, and none is looked at." })
    .input(z.strictObject(typed))
    .output(z.strictObject({ offer: offerLook.nullable() })),
  agree: procedure({ ...access, action: "write" })
    .route({ method: "POST", path: "/readiness-offers", summary: "Agrees: sends the figures of that hash to the application, and uses the code up." })
    .input(z.strictObject({ ...typed, hash: z.string().max(64), agrees: z.literal(true) }))
    .output(z.strictObject({ outcome: z.enum(["sent", "nothing", "changed"]) })),
  takeBack: procedure({ ...access, action: "write" })
    .route({ method: "POST", path: "/readiness-offers/{offerId}/take-back", summary: "Takes figures back, until the application is decided; readers see them no more." })
    .input(z.strictObject({ offerId: z.uuid() }))
    .output(z.strictObject({ state: z.enum(offerStates) })),
};
