import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, findingShape, instant, line, prose, wallTime, wholeNumber } from "#kernel/shapes.ts";
import { expected } from "#kernel/expected.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";
import { decision } from "#features/eligibility/contract.ts";
import { attendeeKinds, modalities, places } from "#features/policy/contract.ts";
import { hourProblem, plan, seenDays } from "./booking.contract.ts";

export const sessionKinds = ["intake", "assessment", "feedback", "dyadic", "family", "caregiver_alone", "child_alone", "collateral", "phone", "coordination", "team"] as const;
export type SessionKind = (typeof sessionKinds)[number];
/** Who may have cancelled a session. */
export const cancellers = ["family", "staff", "other"] as const;
export const attendanceStatuses = ["expected", "present", "late", "left", "absent", "cancelled"] as const;

export const attendee = z.strictObject({ personId: z.uuid(), name: z.string(), part: z.enum(attendeeKinds), status: z.enum(attendanceStatuses), inAt: instant.nullable(), outAt: instant.nullable(), reason: z.string() });
export type Attendee = z.infer<typeof attendee>;

/** One session as the calendar shows it: class service. */
export const sessionView = z.strictObject({
  sessionId: z.uuid(),
  caseId: z.uuid(),
  childName: z.string(),
  childBirthDate: civilDate.nullable(),
  kind: z.enum(sessionKinds),
  place: z.enum(places),
  modality: z.enum(modalities),
  stage: z.number().int(),
  clinicianId: z.uuid(),
  clinicianName: z.string(),
  startsAt: instant,
  endsAt: instant,
  timeZone: z.string(),
  heldFrom: instant.nullable(),
  heldTo: instant.nullable(),
  status: z.enum(["booked", "held", "cancelled", "no_show"]),
  statusReason: z.string(),
  /** Who cancelled it; null where nobody said so, or it was not cancelled. */
  cancelledBy: z.enum(cancellers).nullable(),
  noteStatus: z.enum(["none", "draft", "awaiting_cosignature", "returned", "signed"]),
  attendees: z.array(attendee),
  /** The series that it belongs to; null is a session by itself. */
  seriesId: z.uuid().nullable(),
  /** Of a series, and changed by itself: what is done to the series leaves it where it is. */
  isApart: z.boolean(),
  secondClinicianId: z.uuid().nullable(),
  secondClinicianName: z.string().nullable(),
  roomId: z.uuid().nullable(),
  roomName: z.string().nullable(),
  videoLink: z.string().nullable(),
  /** Minutes of the way there and of the way back; null where none is planned, and always for families. */
  travelMinutes: z.number().int().nullable(),
  /** It was booked by mistake and taken back at once. */
  isTakenBack: z.boolean(),
  revision: wholeNumber(0),
});
export type SessionView = z.infer<typeof sessionView>;

/** What a booking would be like: planned minutes by month of treatment, and the longest without a reason (A3). */
export const proposal = z.strictObject({
  monthOfTreatment: z.number().int().nullable(),
  plannedMinutes: z.number().int(),
  usualMostMinutes: z.number().int(),
  timeZone: z.string(),
  stage: z.number().int(),
  /** What the last sessions had: minutes of the way to each place, and the address by which they met on video. */
  travel: z.array(z.strictObject({ place: z.enum(places), minutes: z.number().int() })),
  videoLink: z.string().nullable(),
});

/** What an hour counts for, with all that was found. Class child chart, since it stands on it. */
export const hourCounts = z.strictObject({ decision, disclosure: disclosureTag });

/**
 * Where a visit stands to the planned goodbye: `before` it, the `last` one, or `beyond` it; and how many visits are left, this one among
 * them. The number is for those who read the chart; others learn at most that it is the last.
 */
export const endingMark = z.strictObject({ place: z.enum(["before", "last", "beyond"]), left: z.int().nullable() });
export type EndingMark = z.infer<typeof endingMark>;

/** What a session that is being typed would be like. */
export const foreseenHour = z.strictObject({
  caseId: z.uuid(),
  /** Null for those who do not see what it stands on. */
  counts: hourCounts.nullable(),
  /** Whether clinician, team and agency alone let it count: without why, and for those too who do not see the chart. */
  staffing: z.enum(["yes", "no", "unknown"]),
  /** Gate G2. Where it is shut, the session is not booked. */
  gate: findingShape,
  /** The consents that this session asks for beside treatment: at a distance, with a clinician in training. A no shuts as the gate does. */
  consents: z.array(findingShape),
  /** The clinician has another session then; whose is not said. */
  isTaken: z.boolean(),
  /** What else stands in the way of the hour, or wants to be seen first. */
  hour: z.array(hourProblem),
  /** Where it would stand to the goodbye; null where none is planned, or it is not the viewer's to know. */
  ending: endingMark.extend({ disclosure: disclosureTag }).nullable(),
});
export type ForeseenHour = z.infer<typeof foreseenHour>;

/** The verdict about one session of a span, at the moment that it has come to, with what of it is open. */
export const sessionVerdict = z.strictObject({
  sessionId: z.uuid(),
  caseId: z.uuid(),
  /** `kept` is what was kept when the note was signed. */
  moment: z.enum(["booking", "check_in", "note", "kept"]),
  /** What a signed hour still waits for before anything counts. */
  waitsFor: z.enum(["nothing", "cosignature"]),
  verdict: z.enum(["yes", "no", "unknown"]),
  units: z.number().int().nullable(),
  open: z.array(findingShape),
  disclosure: disclosureTag,
});
export type SessionVerdict = z.infer<typeof sessionVerdict>;

/** How somebody's coming is marked, on the wall clock of the session's zone. */
export const comingMark = z.strictObject({ personId: z.uuid(), status: z.enum(attendanceStatuses), in: wallTime.nullable(), out: wallTime.nullable(), reason: line(500).default("") });

/** A session, and what the booking or cancelling of it is taken back by. */
export const changedSession = sessionView.extend({ changeId: z.uuid() });
export type ChangedSession = z.infer<typeof changedSession>;

export const whoBooks = ["clinician", "trainee", "supervisor", "front_desk", "administrator"] as const;
const whoReads = [...whoBooks, "biller", "privacy_officer", "auditor", "caregiver"] as const;
const service = { shows: "service" } as const;

export const calendar = {
  list: procedure({ who: whoReads, of: null, subject: "none", ...service, action: "read" })
    .route({ method: "GET", path: "/sessions", summary: "Sessions from a day to a day, of everybody whom one may see, or of one clinician." })
    .input(z.strictObject({ from: civilDate, to: civilDate, clinicianId: z.uuid().nullable().default(null), caseId: z.uuid().nullable().default(null), teamId: z.uuid().nullable().default(null) }))
    .output(z.strictObject({ sessions: z.array(sessionView), timeZone: z.string(), /** True where there are more than one look takes; the earliest are there. */ limited: z.boolean() })),
  get: procedure({ who: whoReads, of: { class: "service", by: "sessionId" }, subject: "sessionId", ...service, action: "read" })
    .route({ method: "GET", path: "/sessions/{sessionId}", summary: "One session." })
    .input(z.strictObject({ sessionId: z.uuid() }))
    .output(sessionView),
  propose: procedure({ who: whoBooks, of: { class: "service", by: "caseId" }, subject: "caseId", ...service, action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/session-proposal", summary: "The planned length for a day, by month of treatment." })
    .input(z.strictObject({ caseId: z.uuid(), on: civilDate }))
    .output(proposal),
  foresee: procedure({ who: whoBooks, of: { class: "service", by: "caseId" }, subject: "caseId", shows: "tagged", action: "read" })
    .route({ method: "POST", path: "/cases/{caseId}/session-foresight", summary: "Whether a session that is being typed would count, for how many units, by which clause and what would mend it; nothing is stored." })
    .input(z.strictObject({ ...plan, /** The session that is being changed: it does not stand in its own way. */ besides: z.uuid().nullable().default(null) }))
    .output(foreseenHour),
  verdicts: procedure({ who: whoBooks, of: null, subject: "none", shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/sessions/verdicts", summary: "Whether the sessions of some days count, each at the moment that it has come to, with what of it is open." })
    .input(z.strictObject({ from: civilDate, to: civilDate, clinicianId: z.uuid().nullable().default(null), teamId: z.uuid().nullable().default(null) }))
    .output(
      z.strictObject({
        verdicts: z.array(sessionVerdict),
        /** Booked sessions whose chart is closed to the viewer and which will not count by who holds them; why is not said. */
        notByStaffing: z.array(z.strictObject({ sessionId: z.uuid(), caseId: z.uuid() })),
        /** True where there are more sessions than one look takes; the earliest were looked at. */
        limited: z.boolean(),
      }),
    ),
  checkIn: procedure({ who: whoBooks, of: { class: "service", by: "sessionId" }, subject: "sessionId", shows: "tagged", action: "write" })
    .route({ method: "POST", path: "/sessions/{sessionId}/check-in", summary: "Says who came and from when to when, before there is a note; the note begins with it. Answers whether the hour counts as it stands." })
    .input(z.strictObject({ sessionId: z.uuid(), revision: wholeNumber(0), heldFrom: wallTime.nullable(), heldTo: wallTime.nullable(), attendance: z.array(comingMark).max(30) }))
    .output(z.strictObject({ session: sessionView, counts: hourCounts.nullable() })),
  book: procedure({ who: whoBooks, of: { class: "service", by: "caseId" }, subject: "caseId", ...service, action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/sessions", summary: "Books a session on the wall clock of the agency's zone, and keeps what was decided of it. Refused where gate G2 is shut, or where adult and child would speak of what happened while a risk for the child stands." })
    .input(
      z.strictObject({
        ...plan,
        kind: z.enum(sessionKinds),
        /** `ask` refuses, with what was found, a session that will not count; `book` books it all the same: a person may treat anyway. */
        whenNotCounting: z.enum(["ask", "book"]).default("book"),
        /** Why it takes place although a risk for the child is recorded: a supervisor's to say, and asked only then. */
        riskReason: prose(1000).optional(),
        seenDays,
      }),
    )
    .output(changedSession),
  cancel: procedure({ who: whoBooks, of: { class: "service", by: "sessionId" }, subject: "sessionId", ...service, action: "write" })
    .route({ method: "POST", path: "/sessions/{sessionId}/cancel", summary: "Says that a session is cancelled, or that nobody came, and why." })
    .input(z.strictObject({ sessionId: z.uuid(), status: z.enum(["cancelled", "no_show"]), reason: line(500).min(1, expected({ en: "Expected a reason, in few words.", es: "Se espera un motivo, en pocas palabras." })), by: z.enum(cancellers).nullable().default(null), revision: wholeNumber(0) }))
    .output(changedSession),
};
