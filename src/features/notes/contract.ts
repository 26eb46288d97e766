import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, instant, line, prose, wallTime, wholeNumber } from "#kernel/shapes.ts";
import { expected } from "#kernel/expected.ts";
import { comingMark, sessionView } from "#features/calendar/contract.ts";
import { block } from "#features/cases/contract.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";
import { decision } from "#features/eligibility/contract.ts";
import { noteSections } from "./sections.contract.ts";

export const blockClasses = ["child_chart", "relationship", "caregiver", "psychotherapy_note", "supervision"] as const;

const chip = z.strictObject({ code: line(80).min(1), detail: line(200).optional() });

/** A block as the writer sends it: its id is made by the writer, so that a save repeated saves nothing twice. */
export const draftBlock = z.strictObject({
  blockId: z.uuid(),
  section: z.enum(noteSections),
  class: z.enum(blockClasses),
  ownerPersonId: z.uuid().nullable(),
  words: prose(100_000),
  chips: z.array(chip).max(60),
  /** The child to whose own chart the passage goes, where brothers and sisters are seen together; absent for the session's own. */
  siblingId: z.uuid().optional(),
});
export type DraftBlock = z.infer<typeof draftBlock>;

/** The sections whose chips name something of the record: an objective of the plan, a target, a trigger, a step of the stage. */
export const namingSections = ["goals", "targets", "triggers", "steps"] as const;
/** Something of the record that a note may name; whoever does not see it there does not see it here. */
export const nameable = z.strictObject({ section: z.enum(namingSections), code: z.string(), /** What its chip holds beside the code: of a step with an adult, the adult. */ detail: z.string().nullable(), words: z.string(), disclosure: disclosureTag });
export type Nameable = z.infer<typeof nameable>;

/** What the note before this one named, without any of its words. */
export const before = z.strictObject({ sessionNumber: z.number().int(), on: civilDate, passages: z.array(z.strictObject({ section: z.enum(noteSections), chips: block.shape.chips, disclosure: disclosureTag })) });
export type Before = z.infer<typeof before>;

export const noteView = z.strictObject({
  session: sessionView,
  status: z.enum(["none", "draft", "awaiting_cosignature", "returned", "signed"]),
  revision: wholeNumber(0),
  savedAt: instant.nullable(),
  authorId: z.uuid().nullable(),
  authorName: z.string().nullable(),
  signedAt: instant.nullable(),
  signedByName: z.string().nullable(),
  cosignedAt: instant.nullable(),
  cosignedByName: z.string().nullable(),
  returnedReason: z.string(),
  longerSessionReason: z.string().nullable(),
  sessionNumber: z.number().int(),
  monthOfTreatment: z.number().int().nullable(),
  blocks: z.array(block),
  choices: z.array(nameable),
  before: before.nullable(),
  /** Brothers and sisters who were booked and have a chart of their own that the viewer sees. */
  siblings: z.array(z.strictObject({ personId: z.uuid(), caseId: z.uuid() })),
  /** When it was first saved; null for a note from before that was kept. */
  begunAt: instant.nullable(),
  /** Null for those who may not see what it rests on. */
  decision: decision.nullable(),
  mayWrite: z.boolean(),
  mayCosign: z.boolean(),
  needsCosignature: z.boolean(),
});
export type NoteView = z.infer<typeof noteView>;

const writers = ["clinician", "trainee"] as const;
const ofSession = { of: { class: "service", by: "sessionId" }, subject: "sessionId" } as const;

export const notes = {
  get: procedure({ who: ["clinician", "trainee", "supervisor", "privacy_officer", "auditor", "administrator", "caregiver"], ...ofSession, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/sessions/{sessionId}/note", summary: "The note of a session, as the viewer may see it, with the decision at this moment." })
    .input(z.strictObject({ sessionId: z.uuid() }))
    .output(noteView),
  save: procedure({ who: writers, ...ofSession, shows: "service", action: "write" })
    .route({ method: "PUT", path: "/sessions/{sessionId}/note", summary: "Saves the draft as a whole; 409 where it was saved elsewhere meanwhile. Answers with the decision at moment `note`." })
    .input(
      z.strictObject({
        sessionId: z.uuid(),
        /** The revision that the writer saw; 0 for the first save. */
        revision: wholeNumber(0),
        heldFrom: wallTime.nullable(),
        heldTo: wallTime.nullable(),
        longerSessionReason: prose(1000).nullable(),
        attendance: z.array(comingMark).max(30),
        blocks: z.array(draftBlock).max(60),
      }),
    )
    .output(z.strictObject({ revision: wholeNumber(0), savedAt: instant, decision })),
  sign: procedure({ who: writers, ...ofSession, shows: "service", action: "write" })
    .route({ method: "POST", path: "/sessions/{sessionId}/note/sign", summary: "Signs and locks the note; a trainee's goes to the supervisor." })
    .input(z.strictObject({ sessionId: z.uuid(), revision: wholeNumber(0) }))
    .output(z.strictObject({ status: z.enum(["signed", "awaiting_cosignature"]), signedAt: instant, decision })),
  cosign: procedure({ who: ["supervisor"], ...ofSession, shows: "service", action: "write" })
    .route({ method: "POST", path: "/sessions/{sessionId}/note/cosign", summary: "The supervisor co-signs." })
    .input(z.strictObject({ sessionId: z.uuid(), revision: wholeNumber(0) }))
    .output(z.strictObject({ status: z.literal("signed"), decision })),
  giveBack: procedure({ who: ["supervisor"], ...ofSession, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/sessions/{sessionId}/note/return", summary: "The supervisor gives the note back with what it needs." })
    .input(z.strictObject({ sessionId: z.uuid(), revision: wholeNumber(0), reason: prose(4000).refine((text) => text.trim() !== "", expected({ en: "Expected what the note needs.", es: "Se espera lo que le falta a la nota." })) }))
    .output(z.strictObject({ status: z.literal("returned") })),
  amend: procedure({ who: ["clinician", "trainee", "supervisor"], ...ofSession, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/sessions/{sessionId}/note/addenda", summary: "Adds to a signed note, beside the original, which stays." })
    .input(z.strictObject({ sessionId: z.uuid(), amendsBlockId: z.uuid(), words: prose(100_000).refine((text) => text.trim() !== "", expected({ en: "Expected some words.", es: "Se esperan unas palabras." })) }))
    .output(z.strictObject({ blockId: z.uuid() })),
};
