import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, instant, line, prose, wholeNumber } from "#kernel/shapes.ts";
import { disclosureTag, staffRoles } from "#features/disclosure/contract.ts";

/** When a measure is asked in a course (measures.md section 5). `new_informant` is the baseline of an adult who comes later. */
export const measurePoints = ["baseline", "new_informant", "repeat", "discharge", "follow_up"] as const;
export type MeasurePoint = (typeof measurePoints)[number];

/** How one measure at one point stands. */
export const dueStates = ["overdue", "due", "planned", "missed", "not_applicable", "done", "done_late"] as const;
export type DueState = (typeof dueStates)[number];

/** Why a measure at a point is missing, as the clinician records it. */
export const missReasons = ["declined", "not_reached", "too_much_now", "no_text", "no_interpreter", "clinical_judgment", "ended_early", "other"] as const;
export type MissReason = (typeof missReasons)[number];

/** Why nothing is asked at a point: the child's age fits no form, or the adult is not with the family any more. */
export const notApplicableWhy = ["age", "left"] as const;

const days = (most: number) => z.int().min(0, expected({ en: "Expected a number of days, 0 or more.", es: "Se espera un número de días, 0 o más." })).max(most, expected({ en: `Expected at most ${most}.`, es: `Se espera ${most} como máximo.` }));

/** Days are counted from the start of the course, which is day 0. */
export const scheduleWindows = z.strictObject({
  coreDays: days(365),
  restDays: days(365),
  newInformantDays: days(365),
  /** The middle of the first window of repetition, and of each further one after it. */
  firstRepeatDay: days(730).min(30, expected({ en: "Expected 30 days or more.", es: "Se esperan 30 días o más." })),
  repeatEveryDays: days(730).min(30, expected({ en: "Expected 30 days or more.", es: "Se esperan 30 días o más." })),
  /** Days before and after the middle. */
  slackDays: days(60),
  /** How long the closing phase lasts where no last day is planned yet. */
  closingDays: days(365),
  followUpMonths: z.int().min(1).max(24),
  /** An answer on paper is entered within so many days after it was given. */
  entryDays: days(90),
});

/** One instrument of the schedule. A child who is too old for it is given the next one. */
export const scheduleLine = z.strictObject({
  instrument: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, expected({ en: "Expected an instrument's id.", es: "Se espera el identificador de un instrumento." })).max(60),
  set: z.enum(["core", "rest"]),
  points: z.array(z.enum(["baseline", "repeat", "discharge", "follow_up"])).min(1, expected({ en: "Expected at least one point.", es: "Se espera al menos un momento." })).max(4),
  /** Which adults: who lives with the child and has a dyad, or each with a dyad. */
  adults: z.enum(["lives_with_child", "every_dyad"]),
  fromStage: z.int().min(1).max(3),
  /** Only adults who read one of these languages; empty for all. */
  languages: z.array(z.string().regex(/^[a-z]{2,3}$/)).max(12),
});
export type ScheduleLine = z.infer<typeof scheduleLine>;

/** What a programme asks, when, and which differences in how it was asked begin another series. */
export const scheduleContent = z.strictObject({
  windows: scheduleWindows,
  /** Where the next form takes over: that one alone, or both at the first visit with it. */
  bridge: z.enum(["next_alone", "both"]),
  breaks: z.strictObject({ language: z.enum(["break", "same"]), mode: z.enum(["break", "same"]) }),
  lines: z.array(scheduleLine).min(1, expected({ en: "Expected at least one measure.", es: "Se espera al menos una medida." })).max(40),
});
export type ScheduleContent = z.infer<typeof scheduleContent>;

/** A schedule with who made it; number 0 is the shipped one, which nobody made. */
export const schedule = z.strictObject({ number: z.int(), content: scheduleContent, note: z.string(), madeBy: z.string().nullable(), madeAt: instant.nullable() });

/** One measure at one point with one adult: that it is due or done, and why it is missing, is of the service. */
export const dueItem = z.strictObject({
  instrument: z.string(),
  name: z.string(),
  /** Who gives the answers: the adult, somebody who asks the adult, or the clinician who codes the relationship with that adult. */
  by: z.enum(["adult", "interview", "clinician"]),
  adultId: z.uuid(),
  adultName: z.string(),
  point: z.enum(measurePoints),
  /** Which of several repetitions, from 1; 0 elsewhere. */
  place: z.int(),
  from: civilDate,
  to: civilDate,
  state: z.enum(dueStates),
  /** The day of the answers. */
  doneOn: civilDate.nullable(),
  /** Days between the answers and their entry, where these were too many. */
  enteredAfter: z.int().nullable(),
  reason: z.enum(missReasons).nullable(),
  why: z.enum(notApplicableWhy).nullable(),
  /** The day on which it was sent and still waits. */
  sentOn: civilDate.nullable(),
  /** The form that this one takes over from at this point. */
  follows: z.string().nullable(),
  /** Asked once more beside the form that took over. */
  bridges: z.boolean(),
  /** At the end of a course without answers: the day of the last ones. */
  lastValidOn: civilDate.nullable(),
  /** Whether it can be sent to that adult by a link. */
  canBeSent: z.boolean(),
});
export type DueItem = z.infer<typeof dueItem>;

/** What a clinician wrote about a missing measure: a family's own reason, of the child's chart. */
export const missWords = z.strictObject({ adultId: z.uuid(), instrument: z.string(), point: z.enum(measurePoints), place: z.int(), words: z.string(), byName: z.string().nullable(), recordedOn: civilDate, disclosure: disclosureTag });

/** What is asked at a visit that is booked: the first one to which an adult comes whom something waits for. */
export const visitMeasures = z.strictObject({ sessionId: z.uuid(), caseId: z.uuid(), on: civilDate, measures: z.array(z.strictObject({ instrument: z.string(), name: z.string(), adultId: z.uuid(), adultName: z.string() })).min(1) });
export type VisitMeasures = z.infer<typeof visitMeasures>;

const ofCase = { of: { class: "service", by: "caseId" }, subject: "caseId" } as const;

/** The schedule of the agency, and what it asks of one family. */
export const measureSchedule = {
  current: procedure({ who: staffRoles, of: null, subject: "none", shows: "nothing_personal", action: "read" })
    .route({ method: "GET", path: "/measure-schedule", summary: "What the agency asks, when and of whom, with every version before." })
    .output(z.strictObject({ current: schedule, earlier: z.array(schedule), mayEdit: z.boolean() })),
  save: procedure({ who: ["administrator"], of: null, subject: "none", shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/measure-schedule", summary: "A new version of the schedule; the one before stays readable." })
    .input(z.strictObject({ after: wholeNumber(0), content: scheduleContent, note: line(500).min(3, expected({ en: "Expected in a few words why.", es: "Se espera en pocas palabras por qué." })) }))
    .output(z.strictObject({ number: z.int() })),
  due: procedure({ who: ["clinician", "trainee", "supervisor", "front_desk", "administrator", "privacy_officer", "auditor"], ...ofCase, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/measures/due", summary: "What the schedule asks of a family, point by point, and how each stands." })
    .input(z.strictObject({ caseId: z.uuid() }))
    .output(z.strictObject({ today: civilDate, nextVisitOn: civilDate.nullable(), scheduleNumber: z.int(), items: z.array(dueItem), visits: z.array(visitMeasures), words: z.array(missWords), mayRecord: z.boolean() })),
  visits: procedure({ who: ["clinician", "trainee", "supervisor", "front_desk", "administrator"], of: null, subject: "none", shows: "service", action: "read" })
    .route({ method: "GET", path: "/measure-schedule/visits", summary: "Which measures are due at the booked visits of some days, each at the next visit of the adult whom it waits for." })
    .input(z.strictObject({ from: civilDate, to: civilDate, clinicianId: z.uuid().nullable().default(null) }))
    .output(z.strictObject({ visits: z.array(visitMeasures) })),
  miss: procedure({ who: ["clinician", "trainee", "supervisor"], of: { class: "child_chart", by: "caseId" }, subject: "caseId", shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/measures/missed", summary: "Records why a measure at a point is missing; null takes the reason back." })
    .input(z.strictObject({ caseId: z.uuid(), adultId: z.uuid(), instrument: z.string().max(60), point: z.enum(measurePoints), place: z.int().min(0).max(200), reason: z.enum(missReasons).nullable(), words: prose(2000) }))
    .output(z.strictObject({ recorded: z.literal(true) })),
};
