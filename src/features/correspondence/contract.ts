import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { countOfRows, oneOf, sorting } from "#kernel/listing.ts";
import { instant, pageKey, prose } from "#kernel/shapes.ts";
import { disclosureTag, staffRoles } from "#features/disclosure/contract.ts";

/** The longest message of an adult and the longest answer, in characters. */
export const messageLimit = 2000;
export const answerLimit = 4000;
/** Messages of one adult within a day. */
export const MOST_A_DAY = 20;

/** Whether the two write to each other today, or why not: the case is closed, the adult is around the child no more, the way in was ended. */
export const correspondenceStates = ["open", "closed", "left", "ended"] as const;
export type CorrespondenceState = (typeof correspondenceStates)[number];

/** One message. `writtenBy` is who of the team wrote it, null the adult. */
export const familyMessage = z.strictObject({
  messageId: z.uuid(),
  words: z.string(),
  from: z.enum(["adult", "team"]),
  writtenBy: z.string().nullable(),
  writtenAt: instant,
  promisedBy: instant.nullable(),
  /** When the other side read it first. */
  readAt: instant.nullable(),
  settled: z.enum(["answered", "no_answer"]).nullable(),
  disclosure: disclosureTag,
});
export type FamilyMessage = z.infer<typeof familyMessage>;

/** A page of a thread, the newest last. `earlier` asks for the page before it. */
const thread = z.strictObject({ caseId: z.uuid(), personId: z.uuid(), state: z.enum(correspondenceStates), messages: z.array(familyMessage), earlier: z.string().nullable() });
export type Thread = z.infer<typeof thread>;

/** The thread of an adult, as it stands in a list. */
export const threadRow = z.strictObject({
  caseId: z.uuid(),
  personId: z.uuid(),
  childName: z.string(),
  adultName: z.string(),
  /** The beginning of what waits longest, or of what was written last. */
  begins: z.string(),
  /** Who wrote that. */
  from: z.enum(["adult", "team"]),
  lastAt: instant,
  waitingSince: instant.nullable(),
  promisedBy: instant.nullable(),
  promise: z.enum(["waiting", "due_today", "late"]).nullable(),
  disclosure: disclosureTag,
});
export type ThreadRow = z.infer<typeof threadRow>;

/** How the inbox is asked. */
export const threadsAsked = { ...sorting(["waiting", "last"]), status: z.enum(["waiting", "all"]).default("waiting"), whose: oneOf(["mine"]), late: oneOf(["yes"]) };
export type ThreadsAsked = z.output<z.ZodObject<typeof threadsAsked>>;

/** Within how many work days an adult is answered. */
export const correspondenceSettings = z.strictObject({ answerWorkDays: z.number().int().min(1).max(20) });
export type CorrespondenceSettings = z.infer<typeof correspondenceSettings>;
/** What holds until an agency sets its own: a draft, which no rule names. */
export const shippedCorrespondence: CorrespondenceSettings = { answerWorkDays: 2 };

const team = ["clinician", "trainee", "supervisor"] as const;
const ofAdult = { of: { class: "caregiver", by: "caseId" }, subject: "caseId" } as const;
const own = { ...ofAdult, who: ["caregiver"] } as const;
const withTeam = { ...ofAdult, who: team } as const;
const inCase = { caseId: z.uuid() };
const withAdult = { ...inCase, personId: z.uuid() };
/** Only what was there when somebody looked is read or settled: what came since waits on. */
const seen = { upTo: instant };
const some = (most: number) => prose(most).refine((words) => words.trim() !== "", expected({ en: "Expected some words.", es: "Se esperan algunas palabras." }));

export const correspondence = {
  own: procedure({ ...own, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/own-messages", summary: "What whoever is signed in and the team wrote to each other, the newest last, a page at a time." })
    .input(z.strictObject({ ...inCase, before: pageKey }))
    .output(thread.extend({ /** By when an answer would come to what is written now. */ answerBy: instant, unread: z.number().int() })),
  write: procedure({ ...own, shows: "nothing_personal", action: "write", takesJoined: "yes" })
    .route({ method: "POST", path: "/cases/{caseId}/own-messages", summary: "Writes to the team. The same key again is the same message." })
    .input(z.strictObject({ ...inCase, words: some(messageLimit), sentKey: z.uuid() }))
    .output(z.strictObject({ messageId: z.uuid(), promisedBy: instant })),
  noteRead: procedure({ ...own, shows: "nothing_personal", action: "write", takesJoined: "yes" })
    .route({ method: "POST", path: "/cases/{caseId}/own-messages/read", summary: "Notes that whoever is signed in read what the team wrote until a moment." })
    .input(z.strictObject({ ...inCase, ...seen }))
    .output(z.strictObject({ read: z.number().int() })),
  ofCase: procedure({ ...withTeam, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/correspondence", summary: "The adults of a family who write, or whom the team may write to, those who wait first." })
    .input(z.strictObject(inCase))
    .output(z.strictObject({ caseId: z.uuid(), adults: z.array(z.strictObject({ personId: z.uuid(), name: z.string(), language: z.enum(["en", "es"]), state: z.enum(correspondenceStates), count: z.number().int(), waitingSince: instant.nullable(), promisedBy: instant.nullable(), disclosure: disclosureTag })) })),
  thread: procedure({ ...withTeam, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/correspondence/{personId}", summary: "What an adult and the team wrote to each other, the newest last, a page at a time." })
    .input(z.strictObject({ ...withAdult, before: pageKey }))
    .output(thread),
  noteReadOf: procedure({ ...withTeam, shows: "nothing_personal", action: "write", takesJoined: "yes" })
    .route({ method: "POST", path: "/cases/{caseId}/correspondence/{personId}/read", summary: "Notes that somebody of the team read what an adult wrote until a moment." })
    .input(z.strictObject({ ...withAdult, ...seen }))
    .output(z.strictObject({ read: z.number().int() })),
  answer: procedure({ ...withTeam, shows: "nothing_personal", action: "write", takesJoined: "yes" })
    .route({ method: "POST", path: "/cases/{caseId}/correspondence/{personId}", summary: "Writes to an adult, and settles what waited until a moment. That it is there is told by a safe way, where one was said yes to." })
    .input(z.strictObject({ ...withAdult, words: some(answerLimit), sentKey: z.uuid(), upTo: instant.nullable() }))
    .output(z.strictObject({ messageId: z.uuid(), /** Whether a message leaves that says that something is there. */ notice: z.enum(["queued", "no_way", "no_yes"]) })),
  settle: procedure({ ...withTeam, shows: "nothing_personal", action: "write", takesJoined: "yes" })
    .route({ method: "POST", path: "/cases/{caseId}/correspondence/{personId}/settle", summary: "Says that what waited until a moment needs no answer." })
    .input(z.strictObject({ ...withAdult, ...seen }))
    .output(z.strictObject({ settled: z.number().int() })),
  list: procedure({ who: team, of: null, subject: "none", shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/correspondence", summary: "What adults wrote to the team, over all families that one sees, what waits longest first unless asked otherwise, a page at a time." })
    .input(z.strictObject({ ...threadsAsked, after: pageKey }))
    .output(z.strictObject({ threads: z.array(threadRow), next: z.string().nullable(), count: countOfRows })),
  settings: procedure({ who: staffRoles, of: null, subject: "none", shows: "agency", action: "read" })
    .route({ method: "GET", path: "/correspondence-settings", summary: "Within how many work days an adult who writes is answered." })
    .output(z.strictObject({ settings: correspondenceSettings, isShipped: z.boolean() })),
  setSettings: procedure({ who: ["administrator"], of: null, subject: "none", shows: "agency", action: "write" })
    .route({ method: "PUT", path: "/correspondence-settings", summary: "Sets it; what was promised before stays promised." })
    .input(correspondenceSettings)
    .output(z.strictObject({ set: z.literal(true) })),
};
