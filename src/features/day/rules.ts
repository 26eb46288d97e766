import { addDays, type CivilDate, dateInZone, instantFromWall } from "#kernel/dates.ts";
import type { Ending } from "#features/workforce/contract.ts";
import type { Owed } from "./contract.ts";

const order: Record<Owed["kind"], number> = { safety_review: 0, referral: 1, returned_note: 2, note: 3, cosignature: 4, deadline_late: 5, consent_missing: 6, deadline_due: 7, held_service: 8, certificate_ending: 9, credential_ending: 10, own_credential_ending: 10, audit_due: 11, audit_to_close: 12, audit_action: 12, records_request: 5 };
const weights: Record<Owed["weight"], number> = { blocking: 0, today: 1, later: 2 };

const endings: readonly Owed["kind"][] = ["certificate_ending", "credential_ending", "own_credential_ending", "audit_due", "audit_action", "records_request"];

/** Owed work by harm: safety, then what asks today, then the rest; within that by kind and the oldest first. */
export function sortOwed(owed: readonly Owed[]): Owed[] {
  return owed.toSorted((a, b) => weights[a.weight] - weights[b.weight] || order[a.kind] - order[b.kind] || a.since.localeCompare(b.since) || a.id.localeCompare(b.id));
}

/** How soon a thing asks: a safety review blocks the day; what is due by today, or a note older than a day, asks today; what ends asks from a week before. */
export function weigh(one: Omit<Owed, "weight">, today: CivilDate, timeZone: string): Owed["weight"] {
  if (one.kind === "safety_review") return "blocking";
  if (one.kind === "returned_note" || one.kind === "deadline_late") return "today";
  if (one.dueAt !== null && endings.includes(one.kind)) return dateInZone(one.dueAt, timeZone) <= addDays(today, 7) ? "today" : "later";
  if (one.dueAt !== null) return dateInZone(one.dueAt, timeZone) <= today ? "today" : "later";
  return "later";
}

/** What ends, as owed work: `since` is the day of the last warning, `dueAt` the noon of the last day. */
export function owedForEnding(one: Ending, kind: "certificate_ending" | "credential_ending" | "own_credential_ending", timeZone: string): Omit<Owed, "weight"> {
  const who = [one.personName, one.name].filter((word) => word !== "").join(" · ");
  return { kind, id: one.id, caseId: null, sessionId: null, who, since: instantFromWall(`${one.since}T00:00`, timeZone), dueAt: instantFromWall(`${one.endsOn}T12:00`, timeZone) };
}

/** What an audit or its plan asks for, as owed work: `since` is the day of the last reminder, `dueAt` the noon of the last day. */
export function owedForAudit(one: { kind: "audit_due" | "audit_to_close" | "audit_action"; id: string; who: string; since: CivilDate; dueOn: CivilDate; about?: string }, timeZone: string): Omit<Owed, "weight"> {
  const { kind, id, who, about } = one;
  return { kind, id, caseId: null, sessionId: null, who, since: instantFromWall(`${one.since}T00:00`, timeZone), dueAt: instantFromWall(`${one.dueOn}T12:00`, timeZone), ...(about === undefined ? {} : { about }) };
}

/** A request for records, as owed work of whoever answers for privacy: since the day it came, due at the noon of its last day. */
export function owedForRequest(one: { id: string; caseId: string; who: string; since: CivilDate; dueOn: CivilDate }, timeZone: string): Omit<Owed, "weight"> {
  return { kind: "records_request", id: one.id, caseId: one.caseId, sessionId: null, who: one.who, since: instantFromWall(`${one.since}T00:00`, timeZone), dueAt: instantFromWall(`${one.dueOn}T12:00`, timeZone) };
}
