import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { countOfRows, oneOf, sorting } from "#kernel/listing.ts";
import { instant, line, pageKey, prose, wholeNumber } from "#kernel/shapes.ts";
import { receiptCodeShape, safeContact } from "#features/intake/contract.ts";
import { staffRoles } from "#features/disclosure/contract.ts";

/** How an asker gets the answer. The first is the safest: nothing is sent, and the answer is read where it was asked. */
export const askedWays = ["code", "email", "call"] as const;
export type AskedWay = (typeof askedWays)[number];

/** The longest question and the longest answer, in characters. */
export const questionLimit = 2000;
export const answerLimit = 4000;
/** The word that opens an answer. */
export const wordLetters = { least: 6, most: 40 } as const;
/** Nobody is called more often in vain (look/family.md, Safety). */
export const MOST_CALLS = 2;

/** `to_call`: the answer is written, and somebody has yet to tell it. */
export const questionStatuses = ["open", "to_call", "answered", "closed"] as const;
export type QuestionStatus = (typeof questionStatuses)[number];
export const closings = ["done", "referral", "not_reached", "not_for_us", "unwanted"] as const;
export type Closing = (typeof closings)[number];
/** Those that a person picks; what became a referral is closed by becoming one. */
export const pickedClosings = ["done", "not_reached", "not_for_us", "unwanted"] as const;

/** What somebody leaves: the question, and one way to be answered with nothing that this way does not need. */
export type AskedQuestion = { words: string; language: "en" | "es"; way: AskedWay; contact: z.infer<typeof safeContact>; /** Where the answer is read with a code: the word that opens it. */ word: string | null };

export const questionAnswer = z.strictObject({ answerId: z.uuid(), words: z.string(), writtenBy: z.string().nullable(), writtenAt: instant });
/** One question in the inbox. It names nobody. */
export const questionRow = z.strictObject({
  questionId: z.uuid(),
  code: receiptCodeShape,
  language: z.enum(["en", "es"]),
  way: z.enum(askedWays),
  status: z.enum(questionStatuses),
  closedHow: z.enum(closings).nullable(),
  holderId: z.uuid().nullable(),
  holderName: z.string().nullable(),
  receivedAt: instant,
  promisedBy: instant,
  answeredAt: instant.nullable(),
  promise: z.enum(["kept", "broken", "waiting", "due_today", "late"]),
  /** The beginning of the question, for who has to tell it from others. */
  begins: z.string(),
  revision: wholeNumber(0),
});
export type QuestionRow = z.infer<typeof questionRow>;
export const questionView = questionRow.extend({ words: z.string(), contact: safeContact, calls: z.number().int(), closingNote: z.string(), answers: z.array(questionAnswer), mayRun: z.boolean(), /** The day after which what was written goes, where nobody writes more. */ keptUntil: instant });
export type QuestionView = z.infer<typeof questionView>;

/** How the inbox is asked. */
export const questionsAsked = {
  ...sorting(["received", "promised"]),
  status: z.enum([...questionStatuses, "waiting", "all"]).default("waiting"),
  holder: oneOf(["me", "nobody"]),
  late: oneOf(["yes"]),
};
export type QuestionsAsked = z.output<z.ZodObject<typeof questionsAsked>>;

/** Within how many work days an answer is promised, and for how many days after the last word a question is kept. */
export const questionSettings = z.strictObject({ answerWorkDays: z.number().int().min(1).max(20), keepDays: z.number().int().min(7).max(1095) });
export type QuestionSettings = z.infer<typeof questionSettings>;
/** What holds until an agency sets its own: a draft, which no rule names. */
export const shippedQuestions: QuestionSettings = { answerWorkDays: 2, keepDays: 180 };

/** Who may be given a question. */
export const mayHold = ["front_desk", "administrator", "clinician", "trainee", "supervisor"] as const;
const whoRuns = ["front_desk", "administrator"] as const;
/** A question is of no family: row-level security finds it for whose it is, and for nobody else. */
const ofQuestion = { of: null, subject: "none", shows: "intake" } as const;
const one = { questionId: z.uuid() };
const changed = { ...one, revision: wholeNumber(0) };
const needsWords = expected({ en: "Expected some words.", es: "Se esperan algunas palabras." });

export const questions = {
  list: procedure({ who: mayHold, of: null, subject: "none", shows: "intake", action: "read" })
    .route({ method: "GET", path: "/questions", summary: "Questions from readers, those that wait longest first unless asked otherwise, a page at a time: all for the desk and who runs the programme, one's own for others." })
    .input(z.strictObject({ ...questionsAsked, after: pageKey }))
    .output(z.strictObject({ questions: z.array(questionRow), next: z.string().nullable(), count: countOfRows })),
  get: procedure({ who: mayHold, ...ofQuestion, action: "read" })
    .route({ method: "GET", path: "/questions/{questionId}", summary: "One question: what was asked, how it may be answered, and what was answered." })
    .input(z.strictObject(one))
    .output(questionView),
  give: procedure({ who: whoRuns, ...ofQuestion, action: "write" })
    .route({ method: "POST", path: "/questions/{questionId}/holder", summary: "Gives a question to somebody, or to nobody." })
    .input(z.strictObject({ ...changed, staffId: z.uuid().nullable() }))
    .output(z.strictObject({ given: z.literal(true) })),
  answer: procedure({ who: mayHold, ...ofQuestion, action: "write" })
    .route({ method: "POST", path: "/questions/{questionId}/answers", summary: "Answers a question the way that the asker picked: it is read with the code, leaves by e-mail, or waits to be told by telephone." })
    .input(z.strictObject({ ...changed, words: prose(answerLimit).refine((words) => words.trim() !== "", needsWords) }))
    .output(z.strictObject({ answerId: z.uuid(), status: z.enum(questionStatuses) })),
  called: procedure({ who: mayHold, ...ofQuestion, action: "write" })
    .route({ method: "POST", path: "/questions/{questionId}/calls", summary: "Writes down a call: the answer was told, or nobody was reached. After two in vain it is over." })
    .input(z.strictObject({ ...changed, outcome: z.enum(["told", "not_reached"]) }))
    .output(z.strictObject({ status: z.enum(questionStatuses) })),
  close: procedure({ who: mayHold, ...ofQuestion, action: "write" })
    .route({ method: "POST", path: "/questions/{questionId}/close", summary: "Closes a question, and says how." })
    .input(z.strictObject({ ...changed, how: z.enum(pickedClosings), note: line(500).default("") }))
    .output(z.strictObject({ closed: z.literal(true) })),
  refer: procedure({ who: whoRuns, ...ofQuestion, action: "write" })
    .route({ method: "POST", path: "/questions/{questionId}/referral", summary: "Makes a referral of a question, where the asker wishes it: her words and how she may be reached are carried over." })
    .input(z.strictObject({ ...changed, wish: line(500).min(1, expected({ en: "Expected how the asker said so.", es: "Se espera cómo lo pidió la persona." })), callMe: line(80).min(1).nullable().default(null) }))
    .output(z.strictObject({ referralId: z.uuid() })),
  settings: procedure({ who: staffRoles, of: null, subject: "none", shows: "agency", action: "read" })
    .route({ method: "GET", path: "/question-settings", summary: "Within how many work days questions are answered, and how long they are kept." })
    .output(z.strictObject({ settings: questionSettings, isShipped: z.boolean() })),
  setSettings: procedure({ who: ["administrator"], of: null, subject: "none", shows: "agency", action: "write" })
    .route({ method: "PUT", path: "/question-settings", summary: "Sets both; what was promised before stays promised." })
    .input(questionSettings)
    .output(z.strictObject({ set: z.literal(true) })),
};
