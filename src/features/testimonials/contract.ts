import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, instant, line, prose, wholeNumber } from "#kernel/shapes.ts";
import { signedLine } from "#features/consent/contract.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";

/** What somebody is called beside their words: a neutral word, or nothing. */
export const attributions = ["none", "caregiver", "mother", "father", "grandparent", "aunt_uncle", "foster_parent", "adoptive_parent"] as const;
export type Attribution = (typeof attributions)[number];
/** In which languages the words may be shown: as they were told, or translated by hand too. */
export const spreads = ["one", "both"] as const;
export type Spread = (typeof spreads)[number];
/** Letters of a testimonial: one card of a page. */
export const MOST_WORDS = 1200;
/** How far ahead a consent may end, in days. Our own choice: nobody is shown for years without being asked again. */
export const MOST_DAYS = 731;

/** What may tell who somebody is. A contact is never shown; everything else is changed, or may stay for a reason. */
export const traceKinds = ["contact", "name", "place", "date", "number", "capital"] as const;
export type TraceKind = (typeof traceKinds)[number];
export const trace = z.strictObject({ key: z.string(), kind: z.enum(traceKinds), language: z.enum(["en", "es"]), text: z.string(), why: z.string().nullable() });
export type Trace = z.infer<typeof trace>;

const words = (least: 0 | 1) => prose(MOST_WORDS).refine((text) => least === 0 || text.trim() !== "", expected({ en: "Expected a few words.", es: "Se esperan unas palabras." }));
const language = z.enum(["en", "es"]);
const agreed = { language, attribution: z.enum(attributions), languages: z.enum(spreads), validTo: civilDate };
const signature = { signedName: line(200).min(1, expected({ en: "Expected the name of the person who signs.", es: "Se espera el nombre de la persona que firma." })), textHash: z.string().regex(/^[0-9a-f]{64}$/, expected({ en: "Expected the hash of the text that was shown.", es: "Se espera la huella del texto que se mostró." })) };

/** The words as they are prepared for the page. `isMine`: by whoever looks, who then cannot release them. */
export const preparedWords = z.strictObject({ number: z.int(), en: z.string(), es: z.string(), traces: z.array(trace), preparedBy: z.string().nullable(), preparedAt: instant, isMine: z.boolean(), releasedBy: z.string().nullable(), releasedAt: instant.nullable(), takenBackAt: instant.nullable() });
export type PreparedWords = z.infer<typeof preparedWords>;
/** `waits`: to be prepared; `prepared`: waits for a second person; `shown`: on the page; `ended`: the consent is over or taken back. */
export const testimonialStates = ["waits", "prepared", "shown", "ended"] as const;
export type TestimonialState = (typeof testimonialStates)[number];
export const testimonial = z.strictObject({ testimonialId: z.uuid(), personId: z.uuid(), way: z.enum(["portal", "paper"]), ...agreed, words: z.string(), givenAt: instant, signedName: z.string(), withdrawnAt: instant.nullable(), state: z.enum(testimonialStates), /** Whether the page shows a wording of it now, this or the one before. */ isShown: z.boolean(), newest: preparedWords.nullable(), disclosure: disclosureTag });
export type Testimonial = z.infer<typeof testimonial>;
/** The adult's own, as it stands: what was told, and what the page shows of it. */
export const ownTestimonial = z.strictObject({ testimonialId: z.uuid(), ...agreed, words: z.string(), givenAt: instant, withdrawnAt: instant.nullable(), state: z.enum(testimonialStates), shownEn: z.string().nullable(), shownEs: z.string().nullable(), disclosure: disclosureTag });
export type OwnTestimonial = z.infer<typeof ownTestimonial>;

const clinical = ["clinician", "trainee", "supervisor"] as const;
const ofCase = { of: { class: "caregiver", by: "caseId" }, subject: "caseId" } as const;
const one = { caseId: z.uuid(), testimonialId: z.uuid() };

export const testimonials = {
  list: procedure({ who: clinical, ...ofCase, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/testimonials", summary: "What adults of a family allow to be told to others, how far each is prepared, and what in it may tell who they are." })
    .input(z.strictObject({ caseId: z.uuid() }))
    .output(z.strictObject({ today: civilDate, testimonials: z.array(testimonial) })),
  text: procedure({ who: [...clinical, "caregiver"], ...ofCase, shows: "nothing_personal", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/testimonial-text", summary: "The exact text of the consent with these uses, as it is signed today, with its hash." })
    .input(z.strictObject({ caseId: z.uuid(), ...agreed }))
    .output(z.strictObject({ lines: z.array(signedLine), textHash: z.string(), status: z.enum(["confirmed", "draft", "local"]) })),
  record: procedure({ who: clinical, ...ofCase, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/testimonials", summary: "Takes down an adult's words with the consent that the adult signed on paper, which is among the documents." })
    .input(z.strictObject({ caseId: z.uuid(), personId: z.uuid(), documentId: z.uuid(), words: words(1), ...agreed, ...signature }))
    .output(z.strictObject({ testimonialId: z.uuid() })),
  prepare: procedure({ who: clinical, ...ofCase, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/testimonials/{testimonialId}/versions", summary: "Another wording for the page, translated by hand where both languages are allowed, with the reason why each trace that stays may stay. 409 where somebody prepared one meanwhile." })
    .input(z.strictObject({ ...one, after: wholeNumber(0), en: words(0), es: words(0), settled: z.array(z.strictObject({ key: z.string().min(1).max(200), why: line(200).min(1) })).max(200) }))
    .output(z.strictObject({ number: z.int(), open: z.int() })),
  release: procedure({ who: clinical, ...ofCase, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/testimonials/{testimonialId}/release", summary: "Shows a wording that somebody else prepared, where nothing in it is unsettled and the consent stands." })
    .input(z.strictObject({ ...one, number: wholeNumber(1) }))
    .output(z.strictObject({ released: z.literal(true) })),
  takeBack: procedure({ who: clinical, ...ofCase, shows: "nothing_personal", action: "write", takesJoined: "yes" })
    .route({ method: "POST", path: "/cases/{caseId}/testimonials/{testimonialId}/taking-back", summary: "Takes the words off the page at once; the consent stays as it is." })
    .input(z.strictObject(one))
    .output(z.strictObject({ takenBack: z.literal(true) })),
  own: procedure({ who: ["caregiver"], ...ofCase, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/own-testimonials", summary: "What whoever is signed in allowed to be told to others, and what the page shows of it." })
    .input(z.strictObject({ caseId: z.uuid() }))
    .output(z.strictObject({ today: civilDate, testimonials: z.array(ownTestimonial) })),
  give: procedure({ who: ["caregiver"], ...ofCase, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/own-testimonials", summary: "Own words for other families, with the consent that names their use, under the hash of the text that was shown. One at a time; the same again is kept once." })
    .input(z.strictObject({ caseId: z.uuid(), words: words(1), ...agreed, ...signature }))
    .output(z.strictObject({ testimonialId: z.uuid() })),
  withdraw: procedure({ who: [...clinical, "caregiver"], ...ofCase, shows: "nothing_personal", action: "write", takesJoined: "yes" })
    .route({ method: "POST", path: "/cases/{caseId}/testimonials/{testimonialId}/withdrawal", summary: "Ends the consent from this moment on, by the adult or noted for the adult: the words are gone from the page at once." })
    .input(z.strictObject(one))
    .output(z.strictObject({ withdrawn: z.literal(true) })),
};
