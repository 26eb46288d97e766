import { addDays, type CivilDate, dateInZone, type Instant, instantFromWall } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import type { Packet } from "#features/fidelity/contract.ts";
import { packetNames, packetStateNames } from "#features/fidelity/fidelity.words.ts";
import type { Ending } from "#features/workforce/contract.ts";
import type { Owed } from "./contract.ts";

const order: Record<Owed["kind"], number> = { safety_review: 0, report_due: 1, safety_plan_due: 1, second_look: 6, referral: 1, question: 2, family_message: 2, visit_wish: 2, unassigned: 1, offered_family: 4, message_stuck: 3, consent_ending: 8, consent_refused: 2, consent_taken_back: 1, returned_note: 2, note: 3, cosignature: 4, deadline_late: 5, consent_missing: 6, deadline_due: 7, held_service: 8, certificate_ending: 9, credential_ending: 10, own_credential_ending: 10, step_late: 9, ending_due: 9, referral_out: 9, story_wish: 4, recording_to_watch: 9, outreach: 3, visit_late: 0, audit_due: 11, audit_to_close: 12, audit_action: 12, placement_review: 6, fidelity_packet: 13, fidelity_review: 13, alert: 0, records_request: 5, measures_late: 9, measures_due: 9, glass_review: 4, breach: 4, own_request: 5, amendment: 5, purge: 12, hard_moment: 4, supervision_meeting: 3, supervision_rating: 13 };
const weights: Record<Owed["weight"], number> = { blocking: 0, today: 1, later: 2 };

/** Days before the end of a consent from which on it is looked at: time for a few visits at which it can be signed anew. */
export const CONSENT_LOOKED_AT_DAYS = 30;

/** Days that a signed note waits for its second signature before it asks for it today: nothing is billed until then. Our own choice; no rule names one. */
const COSIGN_WAITS_DAYS = 3;

/** Days before a visit from which on a wish about it asks today. Our own choice; no rule names one. */
const WISH_ASKS_DAYS = 2;

const endings: readonly Owed["kind"][] = ["certificate_ending", "credential_ending", "own_credential_ending", "audit_due", "audit_action", "records_request", "own_request", "breach", "consent_ending"];

/** Owed work by harm: safety, then what asks today, then the rest; within that by kind and the oldest first. */
export function sortOwed(owed: readonly Owed[]): Owed[] {
  return owed.toSorted((a, b) => weights[a.weight] - weights[b.weight] || order[a.kind] - order[b.kind] || a.since.localeCompare(b.since) || a.id.localeCompare(b.id));
}

/** How soon a thing asks: a safety review blocks the day; what is due by today, or a note older than a day, asks today; what ends asks from a week before, and a second signature after three days. */
export function weigh(one: Omit<Owed, "weight">, today: CivilDate, timeZone: string): Owed["weight"] {
  if (one.kind === "safety_review" || one.kind === "alert" || one.kind === "visit_late") return "blocking";
  if (one.kind === "safety_plan_due" || one.kind === "returned_note" || one.kind === "deadline_late" || one.kind === "step_late" || one.kind === "glass_review" || one.kind === "offered_family" || one.kind === "unassigned" || one.kind === "message_stuck" || one.kind === "consent_refused" || one.kind === "consent_taken_back") return "today";
  // Late measures ask at the next visit, and no day is held open for them.
  if (one.kind === "measures_late" || one.kind === "measures_due") return "later";
  if (one.kind === "cosignature") return dateInZone(one.since, timeZone) <= addDays(today, -COSIGN_WAITS_DAYS) ? "today" : "later";
  // Another hour has to be found before the visit comes.
  if (one.kind === "visit_wish" && one.dueAt !== null) return dateInZone(one.dueAt, timeZone) <= addDays(today, WISH_ASKS_DAYS) ? "today" : "later";
  if (one.dueAt !== null && endings.includes(one.kind)) return dateInZone(one.dueAt, timeZone) <= addDays(today, 7) ? "today" : "later";
  if (one.dueAt !== null) return dateInZone(one.dueAt, timeZone) <= today ? "today" : "later";
  return "later";
}

/** What ends, as owed work: `since` is the day of the last warning, `dueAt` the noon of the last day. */
export function owedForEnding(one: Ending, kind: "certificate_ending" | "credential_ending" | "own_credential_ending", timeZone: string): Omit<Owed, "weight"> {
  const who = [one.personName, one.name].filter((word) => word !== "").join(" · ");
  return { kind, id: one.id, caseId: null, sessionId: null, who, since: instantFromWall(`${one.since}T00:00`, timeZone), dueAt: instantFromWall(`${one.endsOn}T12:00`, timeZone) };
}

/** A consent whose last day comes, as owed work: it is looked at from a month before, and asks from a week before. */
export function owedForConsent(one: { id: string; caseId: string | null; who: string; on: CivilDate; about: string }, timeZone: string): Omit<Owed, "weight"> {
  return { kind: "consent_ending", id: one.id, caseId: one.caseId, sessionId: null, who: one.who, since: instantFromWall(`${addDays(one.on, -CONSENT_LOOKED_AT_DAYS)}T00:00`, timeZone), dueAt: instantFromWall(`${one.on}T12:00`, timeZone), about: one.about };
}

/** A family that is offered to somebody, as owed work. It names nobody. */
export function owedForOffer(one: { offerId: string; offeredAt: Instant }): Omit<Owed, "weight"> {
  return { kind: "offered_family", id: one.offerId, caseId: null, sessionId: null, who: "", since: one.offeredAt, dueAt: null };
}

/** What a change of placement asks to look at again, as owed work: `dueAt` is the noon of its day. */
export function owedForPlacement(one: { id: string; caseId: string; who: string; since: Instant; dueOn: CivilDate; about: string }, timeZone: string): Omit<Owed, "weight"> {
  const { dueOn, ...rest } = one;
  return { kind: "placement_review", sessionId: null, ...rest, dueAt: instantFromWall(`${dueOn}T12:00`, timeZone) };
}

/** A fidelity packet that asks for its clinician, as owed work: it asks today once it is late or was returned. */
export function owedForPacket({ caseId, who, packet }: { caseId: string; who: string; packet: Pick<Packet, "slotId" | "kind" | "state" | "dueOn" | "clinicianId" | "periodFrom"> }, language: Language, timeZone: string): Omit<Owed, "weight"> {
  const since = instantFromWall(`${packet.dueOn ?? packet.periodFrom}T00:00`, timeZone);
  return { kind: "fidelity_packet", id: caseId, caseId, sessionId: null, who, since, dueAt: packet.state === "due" ? null : since, record: packet.slotId, about: `${packetNames[packet.kind][language]}: ${packetStateNames[packet.state][language]}` };
}

/** What an audit or its plan asks for, as owed work: `since` is the day of the last reminder, `dueAt` the noon of the last day. */
export function owedForAudit(one: { kind: "audit_due" | "audit_to_close" | "audit_action"; id: string; who: string; since: CivilDate; dueOn: CivilDate; about?: string; record?: string }, timeZone: string): Omit<Owed, "weight"> {
  const { kind, id, who, about } = one;
  return { kind, id, caseId: null, sessionId: null, who, since: instantFromWall(`${one.since}T00:00`, timeZone), dueAt: instantFromWall(`${one.dueOn}T12:00`, timeZone), ...(about === undefined ? {} : { about }), ...(one.record === undefined ? {} : { record: one.record }) };
}

/** A request for records, as owed work of whoever answers for privacy: since the day it came, due at the noon of its last day. */
export function owedForRequest(one: { id: string; caseId: string; who: string; since: CivilDate; dueOn: CivilDate }, timeZone: string): Omit<Owed, "weight"> {
  return { kind: "records_request", id: one.id, caseId: one.caseId, sessionId: null, who: one.who, since: instantFromWall(`${one.since}T00:00`, timeZone), dueAt: instantFromWall(`${one.dueOn}T12:00`, timeZone) };
}

/** What waits at the desk of whoever answers for privacy, as owed work: since a day, due at the noon of another, where a clock counts. */
export function owedOfPrivacy(one: { kind: "own_request" | "amendment" | "breach" | "purge"; id: string; caseId: string | null; who: string; since: CivilDate; dueOn: CivilDate | null }, timeZone: string): Omit<Owed, "weight"> {
  const { since, dueOn, ...rest } = one;
  return { ...rest, sessionId: null, since: instantFromWall(`${since}T00:00`, timeZone), dueAt: dueOn === null ? null : instantFromWall(`${dueOn}T12:00`, timeZone) };
}
