import { addDays, addMinutes, type CivilDate, dateInZone, type Instant } from "#kernel/dates.ts";
import type { SessionView } from "#features/calendar/contract.ts";
import type { Owed } from "../contract.ts";

export const owedGroups = ["today", "week", "later"] as const;
export type OwedGroup = (typeof owedGroups)[number];

/**
 * Owed work in the three groups of the first screen, each in the order given. What blocks or asks today comes first;
 * what can wait stands under this week, unless it is due more than six days ahead. Empty groups are left out.
 */
export function groupOwed(owed: readonly Owed[], today: CivilDate, timeZone: string): { group: OwedGroup; owed: Owed[] }[] {
  const lastDay = addDays(today, 6);
  const groupOf = (one: Owed): OwedGroup => {
    if (one.weight !== "later") return "today";
    return one.dueAt !== null && dateInZone(one.dueAt, timeZone) > lastDay ? "later" : "week";
  };
  return owedGroups.map((group) => ({ group, owed: owed.filter((one) => groupOf(one) === group) })).filter((one) => one.owed.length > 0);
}

/** True where what is owed is done in the plan of care. */
export const isOfPlan = (one: Pick<Owed, "record">): boolean => one.record?.startsWith("plan_") === true;

/** Where the thing itself is done, not a list of such things. */
export function placeOfOwed(one: Pick<Owed, "kind" | "id" | "caseId" | "sessionId" | "record">): string {
  switch (one.kind) {
    case "safety_review":
      return `/app/reviews?review=${one.id}`;
    case "question":
      return `/app/questions/${one.id}`;
    case "family_message":
      return `/app/families/${one.caseId}/conversation?adult=${one.id}`;
    case "visit_wish":
      return `/app/calendar?day=${one.record ?? ""}&session=${one.sessionId ?? ""}`;
    case "referral":
      return `/app/referrals/${one.id}`;
    case "alert":
      return `/app/reviews#alert-${one.id}`;
    case "safety_plan_due":
      return `/app/families/${one.caseId ?? one.id}/safety#safety-plans`;
    case "report_due":
      return `/app/records?record=${one.id}`;
    case "second_look":
      return `/app/families/${one.caseId ?? one.id}/safety#look-${one.id}`;
    case "consent_missing":
    case "consent_ending":
      return `/app/families/${one.caseId ?? one.id}/consents#have-it-signed`;
    case "consent_refused":
    case "consent_taken_back":
      return `/app/families/${one.caseId ?? one.id}/consents#consent-history`;
    case "unassigned":
      return `/app/families/${one.caseId ?? one.id}/people#assign-clinician`;
    case "offered_family":
      return `/app/offered#offer-${one.id}`;
    case "message_stuck":
      return `/app/families/${one.caseId ?? one.id}/messages#message-${one.id}`;
    case "step_late":
    case "ending_due":
      return `/app/families/${one.caseId ?? one.id}/steps#step-${one.record ?? ""}`;
    case "referral_out":
      return `/app/families/${one.caseId ?? one.id}/steps#referral-${one.id}`;
    case "recording_to_watch":
      return `/app/recordings/${one.id}`;
    case "story_wish":
      return `/app/families/${one.caseId ?? one.id}/stories?story=${one.id}`;
    case "visit_late":
      return `/app/visiting#visit-${one.sessionId ?? one.id}`;
    case "outreach":
      return `/app/families/${one.caseId ?? one.id}/visits#visits-todo`;
    case "deadline_late":
    case "deadline_due":
      // The dates of a plan of care come from the plan itself.
      if (isOfPlan(one)) return `/app/families/${one.caseId ?? one.id}/plan`;
      return `/app/families/${one.caseId ?? one.id}/dates${one.record ? `?add=${one.record}` : ""}`;
    case "held_service":
      // Who wrote the note mends it there; who bills sees it among what is held.
      return one.record === "own" ? `/app/sessions/${one.sessionId ?? one.id}/note` : `/app/services?session=${one.sessionId ?? one.id}`;
    case "certificate_ending":
      return `/app/programme#certificate-${one.id}`;
    case "credential_ending":
      return `/app/programme?credential=${one.id}#credential-${one.id}`;
    case "audit_due":
      return "/app/audits";
    case "audit_action":
      // Who runs the audit sees the whole plan; anybody else the actions that are asked of her.
      return one.record ? `/app/audits/${one.record}?part=plan#action-${one.id}` : `/app/audits#action-${one.id}`;
    case "fidelity_packet":
      return `/app/families/${one.caseId ?? one.id}/fidelity${one.record ? `#packet-${one.record}` : ""}`;
    case "fidelity_review":
      return `/app/families/${one.caseId ?? one.id}/fidelity#packet-${one.id}`;
    case "audit_to_close":
      return `/app/audits/${one.id}`;
    case "placement_review":
      return `/app/families/${one.caseId}/change?review=${one.id}`;
    case "measures_late":
    case "measures_due":
      return `/app/families/${one.caseId ?? one.id}/measures#measures-due`;
    case "records_request":
      return `/app/families/${one.caseId ?? one.id}/release`;
    case "glass_review":
      return `/app/privacy?glass=${one.id}`;
    case "own_request":
    case "amendment":
      return `/app/privacy?part=requests#request-${one.id}`;
    case "breach":
      return `/app/privacy?part=breaches#breach-${one.id}`;
    case "purge":
      return `/app/privacy?part=retention#withdraw-${one.id}`;
    case "hard_moment":
      return `/app/supervision#moment-${one.id}`;
    case "supervision_meeting":
      return `/app/supervision/meetings?meeting=${one.id}`;
    case "supervision_rating":
      return `/app/supervision/ratings#rate-${one.id}`;
    case "own_credential_ending":
      return `/app/credentials#credential-${one.id}`;
    default:
      return `/app/sessions/${one.sessionId ?? one.id}/note`;
  }
}

/** The session whose note comes next to mind: the last one of today that has begun, else the youngest one still owed; null where there is none. */
export function lastSessionToNote(sessions: readonly SessionView[], owed: readonly Owed[], now: Instant): string | null {
  const begun = sessions.filter((one) => one.startsAt <= now && (one.status === "booked" || one.status === "held"));
  const last = begun.toSorted((one, other) => one.startsAt.localeCompare(other.startsAt)).at(-1);
  if (last !== undefined) return last.sessionId;
  const notes = owed.filter((one) => (one.kind === "note" || one.kind === "returned_note") && one.sessionId !== null);
  return notes.toSorted((one, other) => one.since.localeCompare(other.since)).at(-1)?.sessionId ?? null;
}

export type ArrivalState = "planned" | "not_noted" | "arrived" | "cancelled" | "no_show";

/** Whether it is noted who came, for the desk: from a quarter of an hour before a visit the question stands. */
export function arrivalOf(session: Pick<SessionView, "status" | "startsAt" | "attendees">, now: Instant): ArrivalState {
  if (session.status === "cancelled" || session.status === "no_show") return session.status;
  if (session.attendees.some((one) => one.status !== "expected" && one.status !== "cancelled")) return "arrived";
  return now < addMinutes(session.startsAt, -15) ? "planned" : "not_noted";
}

export type NoteState = "planned" | "going_on" | "note_owed" | "draft" | "returned" | "awaiting_cosignature" | "signed" | "cancelled" | "no_show";

/** How a session of today stands at this moment. A draft begun before the session is still a planned session. */
export function noteStateOf(session: Pick<SessionView, "status" | "noteStatus" | "startsAt" | "endsAt">, now: Instant): NoteState {
  if (session.status === "cancelled" || session.status === "no_show") return session.status;
  if (session.noteStatus === "signed" || session.noteStatus === "awaiting_cosignature" || session.noteStatus === "returned") return session.noteStatus;
  if (now < session.startsAt) return "planned";
  if (now < session.endsAt) return "going_on";
  return session.noteStatus === "draft" ? "draft" : "note_owed";
}
