import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, instant } from "#kernel/shapes.ts";
import { sessionView } from "#features/calendar/contract.ts";
import { absence } from "#features/workforce/absence.contract.ts";
import { staffRoles } from "#features/disclosure/contract.ts";

export const owedKinds = ["safety_review", "alert", "safety_plan_due", "report_due", "second_look", "referral", "question", "family_message", "visit_wish", "note", "cosignature", "returned_note", "consent_missing", "consent_ending", "consent_refused", "consent_taken_back", "unassigned", "offered_family", "message_stuck", "held_service", "deadline_late", "deadline_due", "certificate_ending", "credential_ending", "own_credential_ending", "audit_due", "audit_to_close", "audit_action", "step_late", "ending_due", "referral_out", "story_wish", "recording_to_watch", "outreach", "visit_late", "placement_review", "fidelity_packet", "fidelity_review", "records_request", "measures_late", "measures_due", "glass_review", "own_request", "amendment", "breach", "purge", "hard_moment", "supervision_meeting", "supervision_rating"] as const;

/** One thing that asks for somebody: what, about whom, since when, and where it is done. */
export const owed = z.strictObject({
  kind: z.enum(owedKinds),
  /** Blocks closing the day, asks today, or can wait. */
  weight: z.enum(["blocking", "today", "later"]),
  id: z.uuid(),
  caseId: z.uuid().nullable(),
  sessionId: z.uuid().nullable(),
  who: z.string(),
  since: instant,
  /** For a referral the promised moment; for a note the session's day. */
  dueAt: instant.nullable(),
  /** Of a date that a rule asks for: the rule in our words, and the form that records the date. */
  about: z.string().optional(),
  record: z.string().nullish(),
});
export type Owed = z.infer<typeof owed>;

/** Today's visits of the whole programme, for who runs it. */
const programme = z.strictObject({ visits: z.number().int(), homes: z.number().int(), cancelled: z.number().int() });
export type Programme = z.infer<typeof programme>;

export const day = {
  today: procedure({ who: staffRoles, of: null, subject: "none", shows: "service", action: "read" })
    .route({ method: "GET", path: "/day", summary: "What asks for the one who is signed in, the most harmful to leave first, and today's sessions." })
    .output(z.strictObject({ today: civilDate, now: instant, timeZone: z.string(), /** Of who treats: the own. Of who supervises: of those supervised today. Of the front desk: all. */
      sessions: z.array(sessionView), programme: programme.nullable(), owed: z.array(owed), more: z.boolean(), /** One's own absences, and those of colleagues for whom one covers, now or within two weeks. */ absences: z.array(absence) })),
};
