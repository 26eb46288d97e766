import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, instant, line, wallTime } from "#kernel/shapes.ts";
import { expected } from "#kernel/expected.ts";
import { attendeeKinds, modalities, places } from "#features/policy/contract.ts";

export const sessionKinds = ["intake", "assessment", "feedback", "dyadic", "family", "caregiver_alone", "child_alone", "collateral", "phone", "coordination", "team"] as const;
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
  noteStatus: z.enum(["none", "draft", "awaiting_cosignature", "returned", "signed"]),
  attendees: z.array(attendee),
  revision: z.number().int(),
});
export type SessionView = z.infer<typeof sessionView>;

/** What a booking would be like: planned minutes by month of treatment, and the longest without a reason (A3). */
export const proposal = z.strictObject({ monthOfTreatment: z.number().int().nullable(), plannedMinutes: z.number().int(), usualMostMinutes: z.number().int(), timeZone: z.string(), stage: z.number().int() });

const whoBooks = ["clinician", "trainee", "supervisor", "front_desk", "administrator"] as const;
const whoReads = [...whoBooks, "biller", "privacy_officer", "auditor", "caregiver"] as const;
const service = { shows: "service" } as const;

export const calendar = {
  list: procedure({ who: whoReads, of: null, subject: "none", ...service, action: "read" })
    .route({ method: "GET", path: "/sessions", summary: "Sessions from a day to a day, of everybody whom one may see, or of one clinician." })
    .input(z.strictObject({ from: civilDate, to: civilDate, clinicianId: z.uuid().nullable().default(null), caseId: z.uuid().nullable().default(null) }))
    .output(z.strictObject({ sessions: z.array(sessionView), timeZone: z.string() })),
  get: procedure({ who: whoReads, of: { class: "service", by: "sessionId" }, subject: "sessionId", ...service, action: "read" })
    .route({ method: "GET", path: "/sessions/{sessionId}", summary: "One session." })
    .input(z.strictObject({ sessionId: z.uuid() }))
    .output(sessionView),
  propose: procedure({ who: whoBooks, of: { class: "service", by: "caseId" }, subject: "caseId", ...service, action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/session-proposal", summary: "The planned length for a day, by month of treatment." })
    .input(z.strictObject({ caseId: z.uuid(), on: civilDate }))
    .output(proposal),
  book: procedure({ who: whoBooks, of: { class: "service", by: "caseId" }, subject: "caseId", ...service, action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/sessions", summary: "Books a session on the wall clock of the agency's zone. Refused where gate G2 is shut." })
    .input(
      z.strictObject({
        caseId: z.uuid(),
        kind: z.enum(sessionKinds),
        place: z.enum(places),
        beds: z.number().int().min(1).max(10_000).nullable().default(null),
        modality: z.enum(modalities),
        clinicianId: z.uuid(),
        start: wallTime,
        end: wallTime,
        personIds: z.array(z.uuid()).min(1, expected({ en: "Expected at least one person.", es: "Se espera al menos una persona." })).max(20),
        longerSessionReason: line(1000).nullable().default(null),
      }),
    )
    .output(sessionView),
  cancel: procedure({ who: whoBooks, of: { class: "service", by: "sessionId" }, subject: "sessionId", ...service, action: "write" })
    .route({ method: "POST", path: "/sessions/{sessionId}/cancel", summary: "Says that a session is cancelled, or that nobody came, and why." })
    .input(z.strictObject({ sessionId: z.uuid(), status: z.enum(["cancelled", "no_show"]), reason: line(500).min(1, expected({ en: "Expected a reason, in few words.", es: "Se espera un motivo, en pocas palabras." })), revision: z.number().int() }))
    .output(sessionView),
};
