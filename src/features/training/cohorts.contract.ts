import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, instant, line, wholeNumber } from "#kernel/shapes.ts";
import { expected } from "#kernel/expected.ts";
import { certainties, components, requirement, stages, standing, statedFacts, trackIds, trainingRoles } from "./contract.ts";

/** A day face to face, a call with one or with all, a call of the leaders. */
export const meetingKinds = ["training_day", "individual_call", "group_call", "leader_call"] as const;
export type MeetingKind = (typeof meetingKinds)[number];
/** Whether somebody came: a part of a day does not count as a day (local). */
export const cameAs = ["yes", "part", "no", "excused"] as const;
export type Came = (typeof cameAs)[number];
/** Why somebody left a cohort before its end. */
export const leavings = ["moved_cohort", "left_agency", "workload", "leave", "family", "agency_withdrew", "not_suited", "other"] as const;
export type Leaving = (typeof leavings)[number];
export const recordKinds = ["component", "presentation", "review", "statement"] as const;
export type RecordKind = (typeof recordKinds)[number];

/** How a requirement stands on the way: `at_risk` where at today's pace the time does not suffice; `not_defined` where the source sets no figure. */
export const pathStates = ["met", "on_track", "at_risk", "not_met", "not_defined", "not_known"] as const;
export type PathState = (typeof pathStates)[number];

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, expected({ en: "Expected an hour such as 09:30.", es: "Se espera una hora, como 09:30." }));
const reason = line(500).min(5, expected({ en: "Expected a reason of a few words.", es: "Se espera un motivo de unas palabras." }));

export const step = standing.extend({ words: z.string(), /** Our own reading of it, where there is one. */ local: z.string().nullable(), state: z.enum(pathStates), /** The day on which it is met at today's pace, or by the calendar; null where nobody can say. */ expectedOn: civilDate.nullable(), /** What its figure rests on, one line each, countable by hand. */ explained: z.array(z.string()) });
export type Step = z.infer<typeof step>;
/** How somebody stands on the way through a cohort. `gatheredAt` null: nothing was lent yet. */
export const path = z.strictObject({ track: z.enum(trackIds), version: z.string(), on: civilDate, startsOn: civilDate, endsOn: civilDate, verdict: z.enum(["yes", "no", "unknown"]), fullCourse: z.string().nullable(), steps: z.array(step), gatheredAt: instant.nullable() });
export type Path = z.infer<typeof path>;

/** A case as it is lent: a code, figures and days. `lacks` says what a full course still wants. */
export const lentCase = z.strictObject({ id: z.string(), startedOn: civilDate, endedOn: civilDate.nullable(), sessions: z.int(), allSessions: z.int(), fullCourse: z.boolean().nullable(), lacks: z.array(z.enum(["feedback", "introduced", "sessions", "plannedEnd", "closingMeasures"])) });
/** What somebody's live cases come to, as her agency lends it: nothing else of her work leaves the agency. */
export const lent = z.strictObject({
  cases: z.array(lentCase),
  /** Codes of cases that a colleague saw more often, and that count for her. */
  others: z.array(z.string()),
  fidelityCases: z.array(z.strictObject({ id: z.string(), challenge: z.enum(["high", "low"]) })),
  /** Null where the agency keeps none of it here. */
  supervision: z.array(z.strictObject({ on: civilDate, minutes: z.int() })).nullable(),
  videos: z.array(z.strictObject({ submittedOn: civilDate })).nullable(),
  outcomeDataCollected: z.boolean().nullable(),
  /** The last day at the agency, where one is set. */
  lastDay: civilDate.nullable(),
});
export type Lent = z.infer<typeof lent>;

export const trackView = z.strictObject({ id: z.enum(trackIds), version: z.string(), from: civilDate.nullable(), isDraft: z.boolean(), source: z.string(), covers: z.enum(stages), fullCourse: z.string().nullable(), requirements: z.array(z.strictObject({ ...requirement.pick({ id: true, stage: true, role: true, unit: true, threshold: true, isOptional: true }).shape, certainty: z.enum(certainties), words: z.string(), local: z.string().nullable() })) });
export type TrackView = z.infer<typeof trackView>;

const cohortShape = { cohortId: z.uuid(), name: z.string(), track: z.enum(trackIds), trackVersion: z.string(), startsOn: civilDate, endsOn: civilDate, places: z.int(), appliesFrom: civilDate.nullable(), appliesTo: civilDate.nullable(), isBlind: z.boolean(), calledOffReason: z.string().nullable() };
export const cohort = z.strictObject(cohortShape);
export type Cohort = z.infer<typeof cohort>;
/** A cohort in the list: who sits in it, and how they stand. */
export const cohortRow = cohort.extend({ taken: z.int(), left: z.int(), atRisk: z.int(), nextMeetingOn: civilDate.nullable() });
export type CohortRow = z.infer<typeof cohortRow>;

const meetingShape = { meetingId: z.uuid(), kind: z.enum(meetingKinds), onDay: civilDate, startsAt: z.string(), minutes: z.int(), title: z.string(), makesUp: z.uuid().nullable(), calledOffReason: z.string().nullable() };
export const meeting = z.strictObject({ ...meetingShape, ledBy: z.string().nullable(), came: z.int(), marked: z.int(), /** Whose call it was, where one person was marked. */ whose: z.string().nullable() });
export type Meeting = z.infer<typeof meeting>;

const seatShape = { seatId: z.uuid(), name: z.string(), organization: z.string(), credential: z.string(), role: z.enum(trainingRoles), fromDay: civilDate, toDay: civilDate.nullable(), leftAs: z.enum(leavings).nullable() };
export const seat = z.strictObject({ ...seatShape, leftWords: z.string(), /** Whether somebody here took the place, waits for it with an invitation, or nobody was asked. */ binding: z.enum(["bound", "invited", "none", "ended"]), verdict: z.enum(["yes", "no", "unknown"]), counts: z.record(z.enum(pathStates), z.int()), steps: z.record(z.string(), z.strictObject({ state: z.enum(pathStates), have: z.int().nullable(), need: z.int().nullable() })), gatheredAt: instant.nullable() });
export type Seat = z.infer<typeof seat>;

export const record = z.strictObject({ recordId: z.uuid(), kind: z.enum(recordKinds), code: z.string(), isSo: z.boolean(), onDay: civilDate, meetingId: z.uuid().nullable(), note: z.string() });
export type TrainingRecord = z.infer<typeof record>;
export const waiver = z.strictObject({ waiverId: z.uuid(), seatId: z.uuid().nullable(), requirement: z.string(), threshold: z.int().nullable(), reason: z.string(), byName: z.string().nullable(), madeAt: instant });
export type Waiver = z.infer<typeof waiver>;
/** What a cohort reads and works with: where it lies. */
export const material = z.strictObject({ materialId: z.uuid(), meetingId: z.uuid().nullable(), title: z.string(), address: z.string(), note: z.string() });
export type Material = z.infer<typeof material>;
/** Whether somebody came to each day and call of the cohort. */
export const visit = z.strictObject({ ...meetingShape, came: z.enum(cameAs).nullable() });
export type Visit = z.infer<typeof visit>;

const faculty = { who: ["faculty"], of: null, subject: "none", shows: "agency" } as const;
const ofCohort = { cohortId: z.uuid() };
const ofSeat = { ...ofCohort, seatId: z.uuid() };
const kept = z.strictObject({ kept: z.literal(true) });

export const cohorts = {
  tracks: procedure({ ...faculty, action: "read" })
    .route({ method: "GET", path: "/training/tracks", summary: "Tracks of training with their versions and requirements, and how certain each is." })
    .output(z.strictObject({ tracks: z.array(trackView) })),
  list: procedure({ ...faculty, action: "read" })
    .route({ method: "GET", path: "/cohorts", summary: "Cohorts, the newest first: places, who left, who is at risk." })
    .output(z.strictObject({ today: civilDate, cohorts: z.array(cohortRow) })),
  make: procedure({ ...faculty, action: "write" })
    .route({ method: "POST", path: "/cohorts", summary: "Makes a cohort on a version of a track, whose requirements it keeps whatever comes later." })
    .input(z.strictObject({ name: line(120).min(1), track: z.enum(trackIds), trackVersion: line(40).min(1), startsOn: civilDate, months: wholeNumber(1).max(60).default(18), places: wholeNumber(1).max(200), appliesFrom: civilDate.nullable().default(null), appliesTo: civilDate.nullable().default(null), isBlind: z.boolean().default(false) }))
    .output(z.strictObject({ cohortId: z.uuid() })),
  get: procedure({ ...faculty, action: "read" })
    .route({ method: "GET", path: "/cohorts/{cohortId}", summary: "A cohort: its calendar, and everybody in it with how each requirement stands." })
    .input(z.strictObject(ofCohort))
    .output(z.strictObject({ today: civilDate, cohort, requirements: z.array(z.strictObject({ id: z.string(), short: z.string(), words: z.string() })), meetings: z.array(meeting), seats: z.array(seat), waivers: z.array(waiver), materials: z.array(material) })),
  change: procedure({ ...faculty, action: "write" })
    .route({ method: "POST", path: "/cohorts/{cohortId}", summary: "Changes the name, the places, the time of applications; never the requirements." })
    .input(z.strictObject({ ...ofCohort, name: line(120).min(1), places: wholeNumber(1).max(200), appliesFrom: civilDate.nullable(), appliesTo: civilDate.nullable() }))
    .output(kept),
  callOff: procedure({ ...faculty, action: "write" })
    .route({ method: "POST", path: "/cohorts/{cohortId}/call-off", summary: "Calls a cohort off, with the reason; what was done stays." })
    .input(z.strictObject({ ...ofCohort, reason }))
    .output(kept),
  addMeetings: procedure({ ...faculty, action: "write" })
    .route({ method: "POST", path: "/cohorts/{cohortId}/meetings", summary: "Plans a day or a call, or several of them so many days apart, or one that makes up for another." })
    .input(z.strictObject({ ...ofCohort, kind: z.enum(meetingKinds), onDay: civilDate, startsAt: clock, minutes: wholeNumber(10).max(720), title: line(200).default(""), times: wholeNumber(1).max(60).default(1), everyDays: wholeNumber(1).max(60).default(14), makesUp: z.uuid().nullable().default(null), came: z.array(z.uuid()).max(200).default([]) }))
    .output(z.strictObject({ meetingIds: z.array(z.uuid()) })),
  meeting: procedure({ ...faculty, action: "read" })
    .route({ method: "GET", path: "/cohorts/{cohortId}/meetings/{meetingId}", summary: "Who came to a day or a call." })
    .input(z.strictObject({ ...ofCohort, meetingId: z.uuid() }))
    .output(z.strictObject({ meeting, marks: z.array(z.strictObject({ seatId: z.uuid(), name: z.string(), role: z.enum(trainingRoles), came: z.enum(cameAs).nullable() })) })),
  attend: procedure({ ...faculty, action: "write" })
    .route({ method: "POST", path: "/cohorts/{cohortId}/meetings/{meetingId}/attendance", summary: "Takes down who came. Refused before the day, and where somebody came to another at the same hour." })
    .input(z.strictObject({ ...ofCohort, meetingId: z.uuid(), marks: z.array(z.strictObject({ seatId: z.uuid(), came: z.enum(cameAs) })).min(1).max(200) }))
    .output(kept),
  callOffMeeting: procedure({ ...faculty, action: "write" })
    .route({ method: "POST", path: "/cohorts/{cohortId}/meetings/{meetingId}/call-off", summary: "Calls a day or a call off to which nobody came." })
    .input(z.strictObject({ ...ofCohort, meetingId: z.uuid(), reason }))
    .output(kept),
  addSeat: procedure({ ...faculty, action: "write" })
    .route({ method: "POST", path: "/cohorts/{cohortId}/seats", summary: "Gives somebody a place; never more than there are." })
    .input(z.strictObject({ ...ofCohort, name: line(200).min(1), organization: line(200).default(""), credential: line(60).default(""), role: z.enum(trainingRoles), fromDay: civilDate }))
    .output(z.strictObject({ seatId: z.uuid() })),
  invite: procedure({ ...faculty, action: "write" })
    .route({ method: "POST", path: "/cohorts/{cohortId}/seats/{seatId}/invitation", summary: "A code with which a member of staff of an agency here takes the place and agrees to what is lent. Shown once; a former one is dead." })
    .input(z.strictObject(ofSeat))
    .output(z.strictObject({ code: z.string(), until: instant })),
  endSeat: procedure({ ...faculty, action: "write" })
    .route({ method: "POST", path: "/cohorts/{cohortId}/seats/{seatId}/end", summary: "Somebody leaves the cohort, with the reason; or goes on in another, which keeps its own requirements." })
    .input(z.strictObject({ ...ofSeat, toDay: civilDate, leftAs: z.enum(leavings), words: line(500).default(""), intoCohortId: z.uuid().nullable().default(null) }))
    .output(z.strictObject({ seatId: z.uuid().nullable() })),
  seat: procedure({ ...faculty, action: "read" })
    .route({ method: "GET", path: "/cohorts/{cohortId}/seats/{seatId}", summary: "How somebody stands: each requirement with what it rests on, days and calls, what was taken down. Figures and codes of cases, never a chart." })
    .input(z.strictObject(ofSeat))
    .output(z.strictObject({ cohort, seat, path, visits: z.array(visit), records: z.array(record), waivers: z.array(waiver), cases: z.array(lentCase), others: z.array(z.string()) })),
  addRecord: procedure({ ...faculty, action: "write" })
    .route({ method: "POST", path: "/cohorts/{cohortId}/seats/{seatId}/records", summary: "Takes down a part of the programme that was taken, a case presented, a review, or a fact as it is stated." })
    .input(z.strictObject({ ...ofSeat, kind: z.enum(recordKinds), code: line(80).min(1), isSo: z.boolean().default(true), onDay: civilDate, meetingId: z.uuid().nullable().default(null), note: line(500).default("") }))
    .output(z.strictObject({ recordId: z.uuid() })),
  takeBackRecord: procedure({ ...faculty, action: "write" })
    .route({ method: "POST", path: "/cohorts/{cohortId}/seats/{seatId}/records/{recordId}/take-back", summary: "Takes back what was taken down in error." })
    .input(z.strictObject({ ...ofSeat, recordId: z.uuid() }))
    .output(kept),
  waive: procedure({ ...faculty, action: "write" })
    .route({ method: "POST", path: "/cohorts/{cohortId}/waivers", summary: "Waives a requirement for somebody or for all, or sets a figure where the source sets none; the programme's own choice, with its reason." })
    .input(z.strictObject({ ...ofCohort, seatId: z.uuid().nullable().default(null), requirement: line(20).min(2), threshold: wholeNumber(0).max(1000).nullable().default(null), reason }))
    .output(z.strictObject({ waiverId: z.uuid() })),
  addMaterial: procedure({ ...faculty, action: "write" })
    .route({ method: "POST", path: "/cohorts/{cohortId}/materials", summary: "Adds something to read or work with: its title and where it lies, for everybody in the cohort." })
    .input(z.strictObject({ ...ofCohort, meetingId: z.uuid().nullable().default(null), title: line(200).min(1), address: line(1000).regex(/^https:\/\/[^\s/]+\.[^\s]+$/, expected({ en: "Expected an address that begins with https://", es: "Se espera una dirección que empiece por https://" })), note: line(500).default("") }))
    .output(z.strictObject({ materialId: z.uuid() })),
  takeBackMaterial: procedure({ ...faculty, action: "write" })
    .route({ method: "POST", path: "/cohorts/{cohortId}/materials/{materialId}/take-back", summary: "Takes a material out of the cohort." })
    .input(z.strictObject({ ...ofCohort, materialId: z.uuid() }))
    .output(kept),
  takeBackWaiver: procedure({ ...faculty, action: "write" })
    .route({ method: "POST", path: "/cohorts/{cohortId}/waivers/{waiverId}/take-back", summary: "Takes a waiver or a figure back." })
    .input(z.strictObject({ ...ofCohort, waiverId: z.uuid() }))
    .output(kept),
};

const staffOfAgency = ["clinician", "trainee", "supervisor", "senior_leader", "administrator"] as const;
const own = { who: staffOfAgency, of: null, subject: "none", shows: "agency" } as const;
/** One's own place in a cohort of another agency. */
export const ownPlace = z.strictObject({ seatId: z.uuid(), collaborative: z.string(), cohort: z.string(), role: z.enum(trainingRoles), boundFrom: civilDate, boundTo: civilDate.nullable(), toDay: civilDate.nullable(), path, visits: z.array(visit), records: z.array(record.omit({ note: true })), materials: z.array(material), /** What is lent of one's cases, to the letter. */ lent: lent.nullable() });
export type OwnPlace = z.infer<typeof ownPlace>;
/** A family of one's own by the code under which it is lent. The name is of the service, for whoever treats it. */
export const ownCase = z.strictObject({ caseId: z.uuid(), code: z.string(), childName: z.string(), challenge: z.enum(["low", "high"]).nullable() });
export type OwnCase = z.infer<typeof ownCase>;

export const training = {
  mine: procedure({ ...own, action: "read" })
    .route({ method: "GET", path: "/training/mine", summary: "One's own way through each cohort, with what is lent to the collaborative." })
    .output(z.strictObject({ today: civilDate, places: z.array(ownPlace), agreement: z.string() })),
  take: procedure({ ...own, action: "write" })
    .route({ method: "POST", path: "/training/mine/places", summary: "Takes the place of an invitation, agreeing to what is lent." })
    .input(z.strictObject({ code: line(100).min(1), agrees: z.literal(true, expected({ en: "Expected your agreement.", es: "Se espera su acuerdo." })) }))
    .output(z.strictObject({ seatId: z.uuid() })),
  leave: procedure({ ...own, action: "write" })
    .route({ method: "POST", path: "/training/mine/places/{seatId}/leave", summary: "Ends what is lent, from today on; what was gathered stays with the collaborative." })
    .input(z.strictObject({ seatId: z.uuid() }))
    .output(kept),
  gather: procedure({ ...own, action: "write" })
    .route({ method: "POST", path: "/training/mine/gather", summary: "Gathers now what one's live cases come to; it happens by itself each night." })
    .output(kept),
  cases: procedure({ who: ["clinician", "trainee"], of: null, subject: "none", shows: "service", action: "read" })
    .route({ method: "GET", path: "/training/mine/cases", summary: "One's own families with the codes under which they are lent, and which stand for high and for low challenge." })
    .output(z.strictObject({ cases: z.array(ownCase) })),
  choose: procedure({ who: ["clinician", "trainee"], of: { class: "service", by: "caseId" }, subject: "caseId", shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/training/mine/cases/{caseId}", summary: "Says which family stands for the case of high or of low challenge, or that it no longer does." })
    .input(z.strictObject({ caseId: z.uuid(), challenge: z.enum(["low", "high"]).nullable() }))
    .output(kept),
};
export const componentNames = components;
export const factNames = statedFacts;
