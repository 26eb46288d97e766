import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, findingShape, line, prose } from "#kernel/shapes.ts";
import { answersSchema, instrumentClasses, typedUnits } from "#features/instruments/contract.ts";
import { instrumentId, measureAnswers, modes, outsideAgeReason } from "./contract.ts";

const whoEnters = ["clinician", "trainee", "supervisor"] as const;
const ofCase = { who: whoEnters, of: { class: "relationship", by: "caseId" }, subject: "caseId", shows: "service", action: "write" } as const;
const ofRequest = { who: whoEnters, of: { class: "service", by: "requestId" }, subject: "caseId", shows: "service", action: "write" } as const;
const language = z.enum(["en", "es"]);
const reason = prose(1000).pipe(z.string().trim().min(3, expected({ en: "Expected a reason.", es: "Se espera un motivo." })));
const requestId = z.uuid();
const done = z.strictObject({ requestId, caseId: z.uuid(), findings: z.array(findingShape) });
/** One answer: the place as printed, the places that were ticked, or the figure that was typed; null where it was passed over. */
const answer = z.union([z.number(), z.array(z.number()), z.null()]);

/** The ways in which staff record answers. */
const entryMode = z.enum(modes).extract(["interview", "paper", "typed", "coded"]);

/** One item of a form, for staff who read it aloud, enter it or code it. */
export const entryItem = z.strictObject({
  number: z.string(),
  text: z.string(),
  isRequired: z.boolean(),
  /** What can be marked, in printed order, with the figure printed beside it as its key, null where that is more than one digit; empty where a figure is typed. */
  options: z.array(z.strictObject({ text: z.string(), key: z.string().nullable() })),
  marks: z.enum(["one", "many"]),
  /** The bounds of a figure that is typed, in its unit; null where something is marked. */
  typed: z.strictObject({ unit: z.enum(typedUnits), minimum: z.number(), maximum: z.number() }).nullable(),
});
export type EntryItem = z.infer<typeof entryItem>;
/** An instrument as staff work with it. Wording stands here only where it may be shown; else items are numbered and the paper form lies beside. */
export const entryForm = z.strictObject({ instrument: z.string(), version: z.string(), name: z.string(), class: z.enum(instrumentClasses), title: z.string(), instructions: z.string(), language, isPlaceholder: z.boolean(), notices: z.array(z.string()), items: z.array(entryItem) });
export type EntryForm = z.infer<typeof entryForm>;

/** Where an entry for the wrong child belongs: the case, and there the adult who answered or was seen. */
const rightPlace = z.strictObject({ caseId: z.uuid(), adultId: z.uuid(), outsideAgeReason });

/** Answers that staff record: entered from paper, typed from a licensed form, coded, read aloud; and setting them right. */
export const entryContract = {
  form: procedure({ who: whoEnters, of: null, subject: "none", shows: "nothing_personal", action: "read" })
    .route({ method: "GET", path: "/measure-form", summary: "The items of an instrument in a language, for staff who read them aloud, enter or code them." })
    .input(z.strictObject({ instrument: instrumentId, version: z.string().max(20).nullable().default(null), language }))
    .output(entryForm),
  check: procedure({ ...ofCase, action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/people/{personId}/measure-check", summary: "What would stand against recording a measure of an adult on a day, asked before anything is typed." })
    .input(z.strictObject({ caseId: z.uuid(), personId: z.uuid(), mode: entryMode, instrument: instrumentId, answeredOn: civilDate }))
    .output(z.strictObject({ caseId: z.uuid(), findings: z.array(findingShape) })),
  record: procedure(ofCase)
    .route({ method: "POST", path: "/cases/{caseId}/measures", summary: "Records a form that was answered on paper, a licensed result, or what a clinician coded." })
    .input(
      z.strictObject({
        caseId: z.uuid(),
        mode: entryMode.exclude(["interview"]),
        instrument: instrumentId,
        /** The adult who answered, or, where a clinician codes, the one with whom the child was seen. */
        adultId: z.uuid(),
        language,
        answeredOn: civilDate,
        answers: answersSchema,
        /** Both entries of a paper form, the second made without seeing the first; null for the other ways. */
        entries: z.strictObject({ first: answersSchema, second: answersSchema }).nullable().default(null),
        /** The form or edition, and who scored it, where figures are typed. */
        form: line(200).default(""),
        scoredBy: line(200).default(""),
        narrative: prose(4000).default(""),
        outsideAgeReason,
      }),
    )
    .output(done),
  startInterview: procedure(ofCase)
    .route({ method: "POST", path: "/cases/{caseId}/interviews", summary: "Begins to read a form aloud to an adult; each answer is then kept by itself." })
    .input(z.strictObject({ caseId: z.uuid(), instrument: instrumentId, adultId: z.uuid(), language, outsideAgeReason }))
    .output(done),
  interview: procedure({ who: whoEnters, of: { class: "service", by: "requestId" }, subject: "caseId", shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/interviews/{requestId}", summary: "A form that is being read aloud, with the answers kept so far." })
    .input(z.strictObject({ requestId }))
    .output(z.strictObject({ requestId, caseId: z.uuid(), adultName: z.string(), form: entryForm, kept: measureAnswers })),
  keepAnswer: procedure(ofRequest)
    .route({ method: "POST", path: "/interviews/{requestId}/answers", summary: "Keeps one answer of a form that is read aloud, or that it was passed over." })
    .input(z.strictObject({ requestId, item: z.string().max(60), answer }))
    .output(z.strictObject({ requestId, caseId: z.uuid(), kept: z.literal(true) })),
  finishInterview: procedure(ofRequest)
    .route({ method: "POST", path: "/interviews/{requestId}/finish", summary: "Scores and closes a form that was read aloud." })
    .input(z.strictObject({ requestId }))
    .output(done),
  correct: procedure(ofRequest)
    .route({ method: "POST", path: "/measures/{requestId}/correction", summary: "Sets an answer right after it was scored: the form is scored anew, the old one stays and counts nowhere." })
    .input(z.strictObject({ requestId, answers: answersSchema, answeredOn: civilDate.nullable().default(null), reason }))
    .output(done),
  withdrawEntry: procedure(ofRequest)
    .route({ method: "POST", path: "/measures/{requestId}/void", summary: "Withdraws what was entered for the wrong child, and records it for the right one where that is said." })
    .input(z.strictObject({ requestId, reason, to: rightPlace.nullable().default(null) }))
    .output(z.strictObject({ requestId, caseId: z.uuid(), movedTo: z.strictObject({ requestId, inCaseId: z.uuid() }).nullable() })),
  addEvent: procedure(ofRequest)
    .route({ method: "POST", path: "/measures/{requestId}/events", summary: "Adds a new event to a history that was taken; the history is not scored anew." })
    .input(z.strictObject({ requestId, item: z.string().max(60), answer, happenedOn: civilDate.nullable(), words: reason }))
    .output(done),
};
