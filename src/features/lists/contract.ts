import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, instant, line, pageKey, wholeNumber } from "#kernel/shapes.ts";
import { authorityKinds, authorityScopes, caregiverKinds } from "#features/people/contract.ts";
import { likenesses } from "#features/merging/contract.ts";
import { childAges, ownWordsLimit, payerLimit, referralReasons, safeContact } from "#features/intake/contract.ts";

/** The most bytes that a file of families may have, and the most rows: a programme's whole list, not a payer's. */
export const MOST_LIST_BYTES = 10_485_760;
export const MOST_ROWS = 20_000;
export const MOST_COLUMNS = 60;
/** The longest text of a cell that is kept, in characters. */
export const MOST_CELL = 4000;
/** Days for which the file and the words of its rows are kept. */
export const DAYS_KEPT = 30;

/** What a column may hold. The second adult has the same columns with a 2. */
export const listFields = [
  "child_given_name", "child_family_name", "child_birth_date", "child_age", "child_language",
  "adult_given_name", "adult_family_name", "adult_relation", "adult_birth_date", "adult_language", "adult_lives_with_child",
  "authority", "authority_document", "authority_scopes", "authority_from",
  "adult2_given_name", "adult2_family_name", "adult2_relation", "adult2_birth_date", "adult2_language", "adult2_lives_with_child",
  "contact_way", "phone", "email", "voicemail", "safe_hours",
  "source", "reasons", "words", "payer", "identifier", "identifier_system",
] as const;
export type ListField = (typeof listFields)[number];

/** How dates are written: 2021-03-04, or 3/4/2021 as the month, the day and the year. Never guessed. */
export const dateStyles = ["iso", "us"] as const;
export type DateStyle = (typeof dateStyles)[number];
/** What a row becomes: a referral that waits for an answer, or the open case of a family that is in care already. */
export const makings = ["referrals", "cases"] as const;
export type Making = (typeof makings)[number];

/** How a file is read. `columns` says of each column which field it holds; null is left out. */
export const reading = z.strictObject({ dates: z.enum(dateStyles), makes: z.enum(makings), columns: z.array(z.enum(listFields).nullable()).max(MOST_COLUMNS) });
export type Reading = z.infer<typeof reading>;
/** What was found in a file. */
export const foundInFile = z.strictObject({ format: z.enum(["csv", "xlsx"]), encoding: z.enum(["utf-8", "utf-16", "windows-1252"]).nullable(), separator: z.enum([",", ";", "\t"]).nullable(), headings: z.array(z.string()) });
export type FoundInFile = z.infer<typeof foundInFile>;

const name = line(200);
const adult = z.strictObject({
  givenName: name.min(1),
  familyName: name,
  birthDate: civilDate.nullable(),
  language: line(35),
  kind: z.enum(caregiverKinds),
  livesWithChild: z.boolean(),
  authority: z.strictObject({ kind: z.enum(authorityKinds), document: line(500).min(1), scopes: z.array(z.enum(authorityScopes)).min(1), validFrom: civilDate, validTo: z.null() }).nullable(),
});
/** What a row says, once it was judged. */
export const rowContent = z.strictObject({
  child: z.strictObject({ givenName: name.min(1), familyName: name, birthDate: civilDate.nullable(), age: z.enum(childAges).nullable(), language: line(35) }),
  adults: z.array(adult).max(2),
  /** Null: nobody said what is safe. */
  contact: safeContact.nullable(),
  source: z.enum(["phone", "professional"]),
  reasons: z.array(z.enum(referralReasons)),
  words: z.string().max(ownWordsLimit).nullable(),
  payer: line(payerLimit).nullable(),
  identifier: z.strictObject({ system: line(200).min(1), value: line(200).min(1) }).nullable(),
});
export type RowContent = z.infer<typeof rowContent>;

const words = z.strictObject({ en: z.string(), es: z.string() });
/** Why a row is refused: in which column, and what was expected there. */
export const rowFault = z.strictObject({ field: z.enum(listFields), expected: words });
export type RowFault = z.infer<typeof rowFault>;

/** Somebody who may be the same child: a case, a referral that waits, or an earlier row of the same file. */
export const alikeOne = z.strictObject({ kind: z.enum(["case", "referral", "row"]), id: z.string().max(60), likeness: z.enum([...likenesses, "number"]) });
export type AlikeOne = z.infer<typeof alikeOne>;

export const verdicts = ["ready", "alike", "refused", "there"] as const;
export type RowVerdict = (typeof verdicts)[number];
export const choices = ["same", "new", "leave_out"] as const;
export type Choice = (typeof choices)[number];
export const outcomes = ["waiting", "made", "there", "refused", "left_out", "taken_back", "kept"] as const;
export type RowOutcome = (typeof outcomes)[number];
/** Why a row did not come about, or was not taken back. */
export const whys = ["no_choice", "left_out", "there", "not_valid", "opens_record", "cannot_join", "gone", "failed", "changed", "written"] as const;
export type Why = (typeof whys)[number];

/** One row as somebody looks at it. `content` is null where it is refused or was removed. */
export const listRow = z.strictObject({
  number: z.number().int(),
  verdict: z.enum(verdicts),
  faults: z.array(rowFault),
  content: rowContent.nullable(),
  alike: z.array(alikeOne.extend({ name: z.string(), birthDate: civilDate.nullable() })),
  choice: z.enum(choices).nullable(),
  sameAs: z.strictObject({ kind: z.enum(["case", "referral"]), id: z.uuid() }).nullable(),
  outcome: z.enum(outcomes),
  why: z.enum(whys).nullable(),
  madeReferralId: z.uuid().nullable(),
  madeCaseId: z.uuid().nullable(),
});
export type ListRow = z.infer<typeof listRow>;

const counts = z.strictObject({ ready: z.number().int(), alike: z.number().int(), unchosen: z.number().int(), refused: z.number().int(), there: z.number().int(), waiting: z.number().int(), made: z.number().int(), left: z.number().int(), takenBack: z.number().int(), kept: z.number().int() });
export type Counts = z.infer<typeof counts>;
/** A list as it stands. */
export const broughtList = z.strictObject({
  listId: z.uuid(),
  state: z.enum(["read", "running", "done", "undoing", "undone"]),
  reading,
  found: foundInFile,
  rows: z.number().int(),
  counts,
  madeAt: instant,
  madeBy: z.string().nullable(),
  finishedAt: instant.nullable(),
  /** The moment at which the file and the words of its rows go by themselves. */
  forgetAt: instant,
  forgottenAt: instant.nullable(),
  revision: wholeNumber(0),
});
export type BroughtList = z.infer<typeof broughtList>;

const desk = ["administrator", "front_desk"] as const;
const director = ["administrator"] as const;
const ofAgency = { of: null, subject: "none", shows: "intake" } as const;
const ofList = z.strictObject({ listId: z.uuid() });
const atRevision = ofList.extend({ revision: wholeNumber(0) });

export const lists = {
  receive: procedure({ who: desk, ...ofAgency, action: "write", takes: "bytes" })
    .route({ method: "POST", path: "/lists", summary: "Takes in a file of families (CSV or a spreadsheet, to 10 MB), seals it, and says of each row what would be made of it. Nothing is made." })
    .input(z.strictObject({ bytes: z.custom<AsyncIterable<Uint8Array>>((value) => typeof value === "object" && value !== null && Symbol.asyncIterator in value) }))
    .output(broughtList),
  list: procedure({ who: desk, ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/lists", summary: "The lists that were brought in, the newest first, a page at a time." })
    .input(z.strictObject({ after: pageKey }))
    .output(z.strictObject({ lists: z.array(broughtList), next: z.string().nullable() })),
  template: procedure({ who: desk, of: null, subject: "none", shows: "nothing_personal", action: "read" })
    .route({ method: "GET", path: "/lists/template", summary: "An empty file with the headings that are understood, and two made-up rows." })
    .input(z.strictObject({ language: z.enum(["en", "es"]).default("en") }))
    .output(z.file()),
  get: procedure({ who: desk, ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/lists/{listId}", summary: "One list: how it is read, how far it is, how many rows became what." })
    .input(ofList)
    .output(broughtList),
  rows: procedure({ who: desk, ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/lists/{listId}/rows", summary: "The rows of a list, a page at a time; those of one kind where it is named." })
    .input(ofList.extend({ show: z.enum(["all", ...verdicts, "made", "left", "kept"]).default("all"), after: z.coerce.number().pipe(wholeNumber(0)).default(0) }))
    .output(z.strictObject({ rows: z.array(listRow), next: z.number().int().nullable() })),
  read: procedure({ who: desk, ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/lists/{listId}/reading", summary: "Reads the file of a list again in another way; choices are made anew." })
    .input(atRevision.extend({ reading }))
    .output(broughtList),
  choose: procedure({ who: desk, ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/lists/{listId}/rows/{number}/choice", summary: "Says of a row whether it is the same child as somebody there, a new one, or left out." })
    .input(ofList.extend({ number: z.coerce.number().pipe(wholeNumber(1)), choice: z.enum(choices), sameAs: z.strictObject({ kind: z.enum(["case", "referral"]), id: z.uuid() }).nullable().default(null) }))
    .output(z.strictObject({ chosen: z.literal(true) })),
  run: procedure({ who: director, ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/lists/{listId}/run", summary: "Has the rows of a list made, each whole or not at all; who may be the same child without a choice is left out." })
    .input(atRevision)
    .output(broughtList),
  undo: procedure({ who: director, ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/lists/{listId}/undo", summary: "Has everything taken back that a list made, and every record that it joined parted; what somebody wrote to since then stays." })
    .input(atRevision)
    .output(broughtList),
  forget: procedure({ who: desk, ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/lists/{listId}/forget", summary: "Removes the file and the words of its rows; which rows became what stays." })
    .input(atRevision)
    .output(broughtList),
  left: procedure({ who: desk, ...ofAgency, action: "export" })
    .route({ method: "GET", path: "/lists/{listId}/left", summary: "The rows that did not come about as a file, with the column and what was expected: to mend and to bring again." })
    .input(ofList.extend({ language: z.enum(["en", "es"]).default("en") }))
    .output(z.file()),
};
