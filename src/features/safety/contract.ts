import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { instant, prose } from "#kernel/shapes.ts";
import { expected } from "#kernel/expected.ts";
import type { Words } from "#kernel/language.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";
import { limitsContract } from "./limits.contract.ts";
import { alertPlaces, alertsContract, onCallContract } from "./oncall.contract.ts";
import { plansContract } from "./plans.contract.ts";
import { incidentsContract, reportsContract } from "./reports.contract.ts";

/** The key of the last row of the page before: its moment and its id; null at the start. */
const momentKey = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z\|[0-9a-f-]{36}$/, expected({ en: "Expected the key of the page before.", es: "Se espera la clave de la página anterior." })).nullable().default(null);

/** What was asked about a risk; `not_asked` is an honest answer, and one to come back to. */
export const askedAnswers = ["yes", "no", "not_asked"] as const;
export type Asked = (typeof askedAnswers)[number];
const asked = z.enum(askedAnswers);

const said = (words: Words) => prose(4000).refine((text) => text.trim() !== "", expected(words));

/** The risk note. */
export const safetyNote = z.strictObject({
  ideation: asked,
  plan: asked,
  means: asked,
  intent: asked,
  protective: said({ en: "Expected what protects this adult, or that it is not known.", es: "Se espera qué protege a esta persona adulta, o que no se sabe." }),
  childIsWith: said({ en: "Expected whom the child is with.", es: "Se espera con quién está el niño o la niña." }),
  actions: said({ en: "Expected what was done.", es: "Se espera qué se hizo." }),
  supervisorNotified: z.boolean(),
});
export type SafetyNote = z.infer<typeof safetyNote>;

/** A review: the adult, the instrument and the moment; the answers stand in the adult's record. Class caregiver. */
export const safetyReview = z.strictObject({
  reviewId: z.uuid(),
  caseId: z.uuid(),
  personId: z.uuid(),
  adultName: z.string(),
  childName: z.string(),
  kind: z.enum(["self_harm", "safety_review"]),
  instrument: z.string(),
  requestId: z.uuid(),
  /** True where the form was sent, false where its answers are kept only. */
  wasSubmitted: z.boolean(),
  raisedAt: instant,
  /** How the call outside the agency's hours stands: nobody was told, it waits for the first, one took it on. */
  call: z.enum(["none", "waits", "taken"]),
  disclosure: disclosureTag,
});
export type SafetyReview = z.infer<typeof safetyReview>;
export const safetyReviewWithNote = safetyReview.extend({ reviewedAt: instant.nullable(), reviewedByName: z.string().nullable(), note: safetyNote.nullable(), steps: z.array(z.strictObject({ name: z.string(), standsAs: z.enum(alertPlaces), toldAt: instant })), takenAt: instant.nullable(), takenByName: z.string().nullable() });
export type SafetyReviewWithNote = z.infer<typeof safetyReviewWithNote>;

const clinical = ["clinician", "trainee", "supervisor"] as const;
const ofReview = { of: { class: "caregiver", by: "reviewId" }, subject: "caseId", shows: "tagged" } as const;

export const safetyContract = {
  list: procedure({ who: clinical, of: null, subject: "none", shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/safety-reviews", summary: "Reviews that are open on the cases that one sees, the oldest first." })
    .input(z.strictObject({ after: momentKey }))
    .output(z.strictObject({ reviews: z.array(safetyReview), next: z.string().nullable() })),
  get: procedure({ who: clinical, ...ofReview, action: "read" })
    .route({ method: "GET", path: "/safety-reviews/{reviewId}", summary: "One review, with its note once there is one." })
    .input(z.strictObject({ reviewId: z.uuid() }))
    .output(safetyReviewWithNote),
  review: procedure({ who: clinical, ...ofReview, action: "write" })
    .route({ method: "POST", path: "/safety-reviews/{reviewId}/review", summary: "Writes the risk note; that closes the review and its pointer." })
    .input(safetyNote.extend({ reviewId: z.uuid() }))
    .output(safetyReviewWithNote),
  plans: plansContract,
  reports: reportsContract,
  incidents: incidentsContract,
  onCall: onCallContract,
  alerts: alertsContract,
  limits: limitsContract,
};
