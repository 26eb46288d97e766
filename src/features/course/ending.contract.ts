import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, instant, prose, wholeNumber } from "#kernel/shapes.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";

const tagged = { disclosure: disclosureTag };

/** When the steps of an ending are in time (clinical.md section 3.3): months before the last session, weeks in which a family is looked for, days after which a referral without an answer asks. */
export const timings = z.strictObject({ planMonths: z.number().int().min(0).max(12), tellMonths: z.number().int().min(0).max(12), lookForWeeks: z.number().int().min(1).max(26), answerDays: z.number().int().min(1).max(180) });
export type Timings = z.infer<typeof timings>;

export const contactWays = ["call", "letter", "message", "visit"] as const;
export type TriedWay = (typeof contactWays)[number];
export const triedContact = z.strictObject({ contactId: z.uuid(), personId: z.uuid(), triedOn: civilDate, way: z.enum(contactWays), reached: z.boolean(), words: z.string(), byName: z.string().nullable(), ...tagged });

/** The blocks of a plan for afterwards, in the family's words. */
export const aftercareBlocks = ["changes", "reminders", "symptoms", "comeBack", "whomToCall"] as const;
export type AftercareBlock = (typeof aftercareBlocks)[number];
const aftercareWords = { changes: prose(4000), reminders: prose(4000), symptoms: prose(4000), comeBack: prose(4000), whomToCall: prose(4000) };
const language = z.enum(["en", "es"]);
export const aftercare = z.strictObject({ language, place: z.number().int(), ...aftercareWords, recordedAt: instant, byName: z.string().nullable(), ...tagged });
export type Aftercare = z.infer<typeof aftercare>;

export const initiators = ["family", "team", "mutual"] as const;
export const manners = ["planned", "abrupt", "dropped"] as const;
export const prognoses = ["poor", "fair", "good", "excellent", "unable"] as const;
/** Change over the course: 1 much worse, 3 the same, 5 much better. */
export const changes = [1, 2, 3, 4, 5] as const;
/** Why a course ended (clinical.md section 3.3). */
export const closingReasons = [
  "completed", "unknown", "moved", "time", "transport", "scheduling", "emergency",
  "adult_mental_illness", "adult_physical_illness", "adult_residential", "adult_jail", "adult_lost_custody",
  "choice_not_useful", "choice_no_problems", "choice_duties", "choice_pressure", "choice_unhappy",
  "clinician_left", "better_elsewhere", "other",
] as const; // prettier-ignore
export type ClosingReason = (typeof closingReasons)[number];
export const closing = z.strictObject({ closedOn: civilDate, stage: z.number().int(), initiator: z.enum(initiators), manner: z.enum(manners), change: z.number().int(), prognosis: z.enum(prognoses), transferred: z.boolean(), byName: z.string().nullable(), reasons: z.array(z.strictObject({ reason: z.enum(closingReasons), personId: z.uuid().nullable(), ...tagged })), ...tagged });
export type Closing = z.infer<typeof closing>;

/** Looking for a family that does not come any more: since when, until when, and how often each way was tried. */
export const search = z.strictObject({ since: civilDate, until: civilDate, place: z.number().int(), state: z.enum(["going_on", "over"]) });

export const endingView = z.strictObject({
  today: civilDate,
  timings,
  timingsAre: z.enum(["model", "local"]),
  /** The day of the last session as it is planned among the dates of the case; null is none. */
  plannedEnd: z.strictObject({ milestoneId: z.uuid(), on: civilDate }).nullable(),
  /** Weekly sessions that remain up to the last one, it included, and those that are booked. */
  countdown: z.strictObject({ weekly: z.number().int(), booked: z.number().int() }).nullable(),
  search: search.nullable(),
  /** The place that the next record of a search follows. */
  searchPlace: z.number().int(),
  contacts: z.array(triedContact),
  closing: closing.nullable(),
});
export type EndingView = z.infer<typeof endingView>;

const clinical = ["clinician", "trainee", "supervisor"] as const;
const ofChart = { of: { class: "child_chart", by: "caseId" }, subject: "caseId" } as const;
const ofCase = { of: { class: "service", by: "caseId" }, subject: "caseId" } as const;
const whichCourse = { caseId: z.uuid(), course: z.coerce.number().int().min(1).max(99).nullable().default(null) };

export const endingProcedures = {
  ending: procedure({ who: [...clinical, "privacy_officer", "auditor"], ...ofChart, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/course/ending", summary: "How a course ends: the planned day and how many sessions remain, a search for the family, and how it was closed." })
    .input(z.strictObject(whichCourse))
    .output(endingView),
  search: procedure({ who: clinical, ...ofChart, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/course/search", summary: "Says from which day the family is looked for, or null: they are there again." })
    .input(z.strictObject({ caseId: z.uuid(), since: civilDate.nullable(), place: wholeNumber(0) }))
    .output(z.strictObject({ place: z.number().int() })),
  contact: procedure({ who: clinical, ...ofChart, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/course/contacts", summary: "Notes a call, letter, message or visit to an adult who does not come any more." })
    .input(z.strictObject({ caseId: z.uuid(), personId: z.uuid(), triedOn: civilDate, way: z.enum(contactWays), reached: z.boolean(), words: prose(2000).default("") }))
    .output(z.strictObject({ noted: z.literal(true) })),
  letter: procedure({ who: clinical, ...ofCase, shows: "service", action: "export" })
    .route({ method: "GET", path: "/cases/{caseId}/course/letters/{personId}", summary: "The letter that invites an adult to come back, as PDF: a name, the practice and its number, and nothing of why the family came." })
    .input(z.strictObject({ caseId: z.uuid(), personId: z.uuid(), language }))
    .output(z.file()),
  aftercare: procedure({ who: [...clinical, "privacy_officer", "auditor", "caregiver"], ...ofCase, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/aftercare", summary: "The plan for afterwards in each language, as it stands; an adult with a right to the child's records reads it too." })
    .input(z.strictObject(whichCourse))
    .output(z.strictObject({ plans: z.array(aftercare) })),
  writeAftercare: procedure({ who: clinical, ...ofChart, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/aftercare", summary: "Writes the plan for afterwards in a language; what stood before is kept. `place` is that of the one that the writer saw, 0 for none." })
    .input(z.strictObject({ caseId: z.uuid(), language, place: wholeNumber(0), ...aftercareWords }))
    .output(z.strictObject({ place: z.number().int() })),
  aftercarePaper: procedure({ who: ["clinician", "supervisor", "caregiver"], ...ofCase, shows: "child_chart", action: "export" })
    .route({ method: "GET", path: "/cases/{caseId}/aftercare/paper", summary: "The plan for afterwards on paper, as PDF, for the family." })
    .input(z.strictObject({ ...whichCourse, language }))
    .output(z.file()),
  close: procedure({ who: clinical, ...ofChart, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/course/close", summary: "Closes the case: coming sessions are cancelled, links and waiting messages end. A reason that is an adult's names that adult." })
    .input(z.strictObject({ caseId: z.uuid(), revision: wholeNumber(0), initiator: z.enum(initiators), manner: z.enum(manners), change: z.literal(changes), prognosis: z.enum(prognoses), transferred: z.boolean(), reasons: z.array(z.strictObject({ reason: z.enum(closingReasons), personId: z.uuid().nullable().default(null) })).min(1).max(20) }))
    .output(z.strictObject({ closedOn: civilDate, cancelledSessions: z.number().int() })),
  reopen: procedure({ who: clinical, ...ofChart, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/course/reopen", summary: "Opens a closed case again with another course, from the first stage; the former one stays readable." })
    .input(z.strictObject({ caseId: z.uuid(), revision: wholeNumber(0) }))
    .output(z.strictObject({ course: z.number().int() })),
  setTimings: procedure({ who: ["administrator", "supervisor"], of: null, subject: "none", shows: "agency", action: "write" })
    .route({ method: "PUT", path: "/course-timings", summary: "Sets the agency's own times of an ending; they are shown as local." })
    .input(timings)
    .output(z.strictObject({ timings })),
};
