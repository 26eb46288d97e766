import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, instant, line, pageKey, wholeNumber } from "#kernel/shapes.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";
import { moveFigures, residenceKinds, supervisions } from "#features/people/around.contract.ts";
import { caregiverKinds } from "#features/people/contract.ts";

/** What kind of change it is (clinical.md section 11). */
export const changeKinds = ["removal", "move", "kin", "reunification", "adoption", "new_partner", "death", "visit_change"] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** What a change asks to look at again. Another part of the work adds its own kinds here, with words and rules. */
export const reviewKinds = ["safety_gate", "authority", "contacts", "orders", "z_codes", "baseline", "appointments", "coverage", "releases", "story", "goodbye", "child_welfare", "formulation", "supervision"] as const;
export type ReviewKind = (typeof reviewKinds)[number];

/** A caregiver of now who leaves, or who goes on from elsewhere. */
const leaving = z.strictObject({
  personId: z.uuid(),
  /** `ends`: no part any more, and every access is dead. `apart`: goes on as a caregiver who lives apart. */
  becomes: z.enum(["ends", "apart"]),
  dyad: z.enum(["closes", "rests", "goes_on"]),
  /** How they see the child from then on; null where nothing was said. */
  visits: z.strictObject({ supervision: z.enum(supervisions), words: line(500).default("") }).nullable(),
  goodbye: z.enum(["plan", "not_safe", "no_need"]),
});
export type Leaving = z.infer<typeof leaving>;

/** Somebody with whom the child lives from then on: known to the case already, or new to it. */
const coming = z.strictObject({
  personId: z.uuid().nullable(),
  givenName: line(200).default(""),
  familyName: line(200).default(""),
  birthDate: civilDate.nullable().default(null),
  language: z.string().max(35).default("en"),
  kind: z.enum(caregiverKinds),
  livesWithChild: z.boolean(),
  opensDyad: z.boolean(),
});
export type Coming = z.infer<typeof coming>;

/** What becomes of an appointment to which somebody who leaves was expected. */
const appointment = z.strictObject({ sessionId: z.uuid(), does: z.enum(["keep", "cancel", "hand_over"]) });

const asked = {
  kind: z.enum(changeKinds),
  /** The first day on which it holds: past, today, or to come. */
  takesEffectOn: civilDate,
  leaves: z.array(leaving).max(8),
  comes: z.array(coming).max(4),
  /** Where the child lives from then on; null where the child does not move. `withName` names a place without a caregiver. */
  home: z.strictObject({ kind: z.enum(residenceKinds), withName: line(200).default("") }).nullable(),
  /** Authorities that end with it; what rests on them ends too. */
  endsAuthorities: z.array(z.uuid()).max(20),
};
/** What is asked for, before anything of it is done. */
export const changeAsked = z.strictObject(asked);
export type ChangeAsked = z.infer<typeof changeAsked>;

/** One of the eleven steps, in sentences: what happens at once, and what is left to a person. */
export const step = z.strictObject({ step: z.number().int(), happens: z.array(z.string()), remains: z.array(z.string()) });
export type Step = z.infer<typeof step>;

export const touchedSession = z.strictObject({ sessionId: z.uuid(), startsAt: instant, endsAt: instant, timeZone: z.string(), clinicianName: z.string(), expects: z.array(z.string()) });
const heldAuthority = z.strictObject({ authorityId: z.uuid(), holder: z.string(), kind: z.string(), scopes: z.array(z.string()), isLeaving: z.boolean() });

/** What would happen. The revision is that of the case; where it is another when the change is sent, somebody was faster. */
export const foreseenChange = z.strictObject({ revision: wholeNumber(0), steps: z.array(step), sessions: z.array(touchedSession), authorities: z.array(heldAuthority) });
export type ForeseenChange = z.infer<typeof foreseenChange>;

/** A change that was recorded; `stands` says whether it is still to come, holds, or was taken back. */
export const placementChange = z.strictObject({
  changeId: z.uuid(),
  kind: z.enum(changeKinds),
  takesEffectOn: civilDate,
  source: z.string(),
  leftNames: z.array(z.string()),
  cameNames: z.array(z.string()),
  stands: z.enum(["to_come", "holds", "taken_back"]),
  recordedByName: z.string(),
  recordedAt: instant,
  takenBackAt: instant.nullable(),
  takenBackReason: z.string().nullable(),
  /** The last one that stands: only that one can be taken back. */
  isLast: z.boolean(),
  disclosure: disclosureTag,
});
export type PlacementChange = z.infer<typeof placementChange>;
export const placementReview = z.strictObject({ reviewId: z.uuid(), changeId: z.uuid(), kind: z.enum(reviewKinds), personName: z.string(), forRole: z.enum(["clinician", "supervisor"]), dueOn: civilDate, doneAt: instant.nullable(), doneByName: z.string().nullable(), outcome: z.enum(["done", "not_needed"]).nullable(), words: z.string(), disclosure: disclosureTag });
export type PlacementReview = z.infer<typeof placementReview>;

/** A session whose kept decision would be another one today: the original stands, the fresh one is beside it. */
export const redecided = z.strictObject({ sessionId: z.uuid(), on: civilDate, original: z.enum(["yes", "no", "unknown"]), fresh: z.enum(["yes", "no", "unknown"]), decidedAt: instant, disclosure: disclosureTag });

const clinical = ["clinician", "trainee", "supervisor"] as const;
const ofChart = { of: { class: "child_chart", by: "caseId" }, subject: "caseId" } as const;

export const placement = {
  list: procedure({ who: [...clinical, "privacy_officer", "auditor"], ...ofChart, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/placement-changes", summary: "Changes of placement, the newest first, with what they ask to look at again, and how often the child moved." })
    .input(z.strictObject({ caseId: z.uuid(), after: pageKey }))
    .output(z.strictObject({ changes: z.array(placementChange), next: z.string().nullable(), reviews: z.array(placementReview), redecided: z.array(redecided), moves: moveFigures })),
  foresee: procedure({ who: clinical, ...ofChart, shows: "child_chart", action: "read" })
    .route({ method: "POST", path: "/cases/{caseId}/placement-foresight", summary: "What a change of placement would do, step by step, and what is to be decided with it; nothing is stored." })
    .input(z.strictObject({ caseId: z.uuid(), ...asked }))
    .output(foreseenChange),
  change: procedure({ who: clinical, ...ofChart, shows: "child_chart", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/placement-changes", summary: "Somebody moves or changes: everything that hangs on it, in one transaction." })
    .input(
      z.strictObject({
        caseId: z.uuid(),
        ...asked,
        source: line(500).min(1, expected({ en: "Say from whom it is known.", es: "Indique por quién se sabe." })),
        sessions: z.array(appointment).max(200),
        revision: wholeNumber(0),
      }),
    )
    .output(z.strictObject({ changeId: z.uuid(), ended: z.strictObject({ signIns: z.number().int(), links: z.number().int(), messages: z.number().int() }) })),
  takeBack: procedure({ who: clinical, ...ofChart, shows: "child_chart", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/placement-changes/{changeId}/take-back", summary: "Takes the last change back, with the reason: what it ended holds again, what it began counts for no day." })
    .input(z.strictObject({ caseId: z.uuid(), changeId: z.uuid(), reason: line(500).min(10, expected({ en: "Expected the reason, in a few words.", es: "Se espera el motivo, en pocas palabras." })) }))
    .output(z.strictObject({ takenBack: z.literal(true), notRestored: z.array(touchedSession) })),
  finishReview: procedure({ who: clinical, ...ofChart, shows: "child_chart", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/placement-reviews/{reviewId}/finish", summary: "Says that something was looked at again, or need not be." })
    .input(z.strictObject({ caseId: z.uuid(), reviewId: z.uuid(), outcome: z.enum(["done", "not_needed"]), words: line(500).default("") }))
    .output(z.strictObject({ finished: z.literal(true) })),
};
