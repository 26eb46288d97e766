import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, instant, line, prose, wholeNumber } from "#kernel/shapes.ts";
import { disclosureTag, readsAlong } from "#features/disclosure/contract.ts";

/** The five standard goals (22-A DCMR § 3427.3), by the letters of the text. */
export const standardGoals = ["a", "b", "c", "d", "e"] as const;
export type StandardGoal = (typeof standardGoals)[number];

/** What is done to reach an objective, by code (clinical.md section 4). */
export const interventions = [
  "meaning_through_play", "developmental_guidance", "speaking_for_the_other", "emotional_support", "linking_then_and_now", "benevolent_memories", "naming_the_event",
  "reminders_and_safety", "body_regulation", "modelling_protection", "routines", "testing_beliefs", "goodbye_and_loss", "concrete_help",
] as const; // prettier-ignore
export type Intervention = (typeof interventions)[number];

/** How an objective stands: `changed` means that another wording took its place. */
export const objectiveStatuses = ["open", "reached", "changed", "dropped"] as const;
export type ObjectiveStatus = (typeof objectiveStatuses)[number];
export const signingParts = ["caregiver", "clinician", "supervisor"] as const;
export type SigningPart = (typeof signingParts)[number];
/** Progress as it is rated at a review: -1 further away than before, 0 none, 1 some, 2 much, 3 reached. */
export const ratings = [-1, 0, 1, 2, 3] as const;
export type Rating = (typeof ratings)[number];

const language = z.enum(["en", "es"]);
const goalKey = z.union([z.enum(standardGoals), z.uuid()]);
/** A measure by the id of its instrument; the server knows which are installed. */
const instrumentId = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, expected({ en: "Expected an instrument's id, such as phq-9.", es: "Se espera el identificador de un instrumento, como phq-9." })).max(60);

/** A goal of the plan's own, beside the standard ones. Its id is made by the writer and stays through all versions, as that of an objective does. */
export const draftGoal = z.strictObject({ goalId: z.uuid(), words: prose(1000) });
/** An objective as the writer sends it. `ownerPersonId` names the adult of the dyad; null is about the child alone. `value` is in the units of the measure. */
export const draftObjective = z.strictObject({
  objectiveId: z.uuid(),
  ownerPersonId: z.uuid().nullable(),
  goal: goalKey.nullable(),
  words: prose(2000),
  baseline: prose(2000),
  measure: instrumentId.nullable(),
  value: z.number().min(-10_000).max(10_000).nullable(),
  direction: z.enum(["at_most", "at_least"]).nullable(),
  observable: prose(2000),
  interventions: z.array(z.enum(interventions)).max(interventions.length),
  reviewOn: civilDate.nullable(),
});
export type DraftGoal = z.infer<typeof draftGoal>;
export type DraftObjective = z.infer<typeof draftObjective>;
/** What a version says, without who may see which part. */
export type PlanContent = { goals: DraftGoal[]; objectives: DraftObjective[] };

const tagged = { disclosure: disclosureTag };
/** How an objective stands since its last review; `on` is the day since which. */
const standing = z.strictObject({ status: z.enum(objectiveStatuses), on: civilDate });
export const objective = draftObjective.extend({ openedOn: civilDate, standing, ...tagged });
export type Objective = z.infer<typeof objective>;
export const goal = draftGoal.extend(tagged);

export const signature = z.strictObject({ part: z.enum(signingParts), name: z.string(), way: z.enum(["here", "paper", "portal"]), documentId: z.uuid().nullable(), language, signedOn: civilDate, textHash: z.string(), ...tagged });
export type Signature = z.infer<typeof signature>;
/** An attempt that failed. `reason` is of the child's chart and null where that is closed. */
export const attempt = z.strictObject({ attemptedOn: civilDate, reason: z.strictObject({ words: z.string(), ...tagged }).nullable(), ...tagged });
export const progress = z.strictObject({ objectiveId: z.uuid(), rating: z.number().int(), words: z.string(), status: z.enum(objectiveStatuses), ...tagged });
export const review = z.strictObject({ reviewId: z.uuid(), reviewedOn: civilDate, why: z.enum(["due", "change"]), outcome: z.enum(["keeps", "new_version"]), byName: z.string().nullable(), progress: z.array(progress) });

/** One version of a plan, as the viewer may see it. */
export const plan = z.strictObject({
  planId: z.uuid(),
  number: z.number().int(),
  status: z.enum(["draft", "unsigned", "approved"]),
  revision: wholeNumber(0),
  savedAt: instant,
  startedOn: civilDate,
  fixedOn: civilDate.nullable(),
  approvedOn: civilDate.nullable(),
  goals: z.array(goal),
  objectives: z.array(objective),
  signatures: z.array(signature),
  attempts: z.array(attempt),
  reviews: z.array(review),
});
export type Plan = z.infer<typeof plan>;

export const signer = z.strictObject({ authorityId: z.uuid(), personId: z.uuid().nullable(), organization: z.string().nullable(), name: z.string() });

const clinical = ["clinician", "trainee", "supervisor"] as const;
const readers = ["clinician", "trainee", "supervisor", "administrator", "privacy_officer", "auditor", "caregiver"] as const;
const ofCase = { of: { class: "service", by: "caseId" }, subject: "caseId" } as const;
const ofChart = { of: { class: "child_chart", by: "caseId" }, subject: "caseId" } as const;
const ids = { caseId: z.uuid(), planId: z.uuid() };
/** For whom a text stands: an adult of the case who signs by an authority of theirs, or the staff. */
const forWhom = { authorityId: z.uuid().nullable().default(null), language };
const kept = z.strictObject({ planId: z.uuid(), revision: wholeNumber(0), savedAt: instant });

export const planContract = {
  get: procedure({ who: readers, ...ofCase, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/plan", summary: "The plan of care of a case in all its versions, the newest first, as the viewer may see it, or an adult who reads along; a family reads no draft." })
    .input(z.strictObject({ caseId: z.uuid(), ...readsAlong }))
    .output(z.strictObject({ today: civilDate, plans: z.array(plan), signers: z.array(signer), may: z.array(z.enum(["write", "sign_clinician", "sign_supervisor"])) })),
  begin: procedure({ who: clinical, ...ofChart, shows: "child_chart", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/plans", summary: "Begins the first version, or the next: objectives that stand open are carried over, never what was written about progress." })
    .input(z.strictObject({ caseId: z.uuid() }))
    .output(kept),
  save: procedure({ who: clinical, ...ofChart, shows: "child_chart", action: "write" })
    .route({ method: "PUT", path: "/cases/{caseId}/plans/{planId}", summary: "Saves the draft as a whole; 409 where it was saved elsewhere meanwhile." })
    .input(z.strictObject({ ...ids, revision: wholeNumber(1), goals: z.array(draftGoal).max(12), objectives: z.array(draftObjective).max(40) }))
    .output(kept),
  fix: procedure({ who: clinical, ...ofChart, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/plans/{planId}/fix", summary: "Fixes the text, so that it can be signed; nothing in it changes from then on." })
    .input(z.strictObject({ ...ids, revision: wholeNumber(1) }))
    .output(z.strictObject({ fixedOn: civilDate })),
  text: procedure({ who: clinical, ...ofChart, shows: "child_chart", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/plans/{planId}/text", summary: "The exact text that somebody signs, with its hash: of a caregiver the child's objectives and those of the own dyad." })
    .input(z.strictObject({ ...ids, ...forWhom }))
    .output(z.strictObject({ lines: z.array(z.strictObject({ kind: z.enum(["title", "heading", "text"]), words: z.string() })), textHash: z.string() })),
  sign: procedure({ who: clinical, ...ofChart, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/plans/{planId}/signatures", summary: "Keeps a signature: on this screen, or on paper with its document. The hash is that of the text that was shown." })
    .input(z.strictObject({ ...ids, ...forWhom, part: z.enum(signingParts), way: z.enum(["here", "paper"]), documentId: z.uuid().nullable().default(null), signedName: line(200).min(1, expected({ en: "Expected the name of whoever signs.", es: "Se espera el nombre de quien firma." })), signedOn: civilDate, textHash: z.string().length(64) }))
    .output(z.strictObject({ approvedOn: civilDate.nullable() })),
  toSign: procedure({ who: ["caregiver"], ...ofCase, shows: "service", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/plan-to-sign", summary: "The version that waits for an adult's own signature, where that adult signs alone today, and the versions that were signed by that adult." })
    .input(z.strictObject({ caseId: z.uuid() }))
    .output(z.strictObject({ waits: z.strictObject({ planId: z.uuid(), number: z.number().int(), fixedOn: civilDate }).nullable(), signed: z.array(z.strictObject({ planId: z.uuid(), number: z.number().int(), language, signedOn: civilDate })) })),
  ownText: procedure({ who: ["caregiver"], ...ofCase, shows: "child_chart", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/plans/{planId}/own-text", summary: "The exact text that the adult signs alone, with its hash: the child's objectives and those of the own dyad." })
    .input(z.strictObject({ ...ids, language }))
    .output(z.strictObject({ lines: z.array(z.strictObject({ kind: z.enum(["title", "heading", "text"]), words: z.string() })), textHash: z.string() })),
  ownSign: procedure({ who: ["caregiver"], ...ofCase, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/plans/{planId}/own-signature", summary: "Keeps the adult's own signature, under the hash of the text that was shown; the authority is judged anew in this moment." })
    .input(z.strictObject({ ...ids, language, signedName: line(200).min(1, expected({ en: "Expected your name.", es: "Se espera su nombre." })), textHash: z.string().regex(/^[0-9a-f]{64}$/) }))
    .output(z.strictObject({ signedOn: civilDate })),
  attempt: procedure({ who: clinical, ...ofChart, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/plans/{planId}/attempts", summary: "Notes an attempt to have the plan signed that failed, with its day and the reason." })
    .input(z.strictObject({ ...ids, attemptedOn: civilDate, reason: prose(2000).refine((text) => text.trim() !== "", expected({ en: "Expected the reason in a few words.", es: "Se espera el motivo en pocas palabras." })) }))
    .output(z.strictObject({ noted: z.literal(true) })),
  review: procedure({ who: clinical, ...ofChart, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/plans/{planId}/reviews", summary: "Records a review with the progress of each objective; it keeps the plan or begins another version." })
    .input(z.strictObject({ ...ids, reviewedOn: civilDate, why: z.enum(["due", "change"]), outcome: z.enum(["keeps", "new_version"]), progress: z.array(z.strictObject({ objectiveId: z.uuid(), rating: z.number().int().min(-1).max(3), words: prose(4000), status: z.enum(objectiveStatuses) })).max(40) }))
    .output(z.strictObject({ reviewId: z.uuid(), draft: z.uuid().nullable() })),
  paper: procedure({ who: ["clinician", "supervisor", "caregiver"], ...ofCase, shows: "child_chart", action: "export" })
    .route({ method: "GET", path: "/cases/{caseId}/plans/{planId}/paper", summary: "A version on paper, as PDF: the text to sign, or in plain words. A caregiver gets what the own rights open." })
    .input(z.strictObject({ ...ids, ...forWhom, kind: z.enum(["to_sign", "plain"]) }))
    .output(z.file()),
};
