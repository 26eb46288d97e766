import type { Meeting } from "./meetings.contract.ts";

/** Stands for the case of what is of no case: the two persons of such a row decide alone who reads it. */
export const noCaseId = "00000000-0000-0000-0000-000000000000";

/**
 * Whose the words of a meeting are. With one supervisee they are of the two, who both read and write them. Of any other
 * meeting they are its leader's own: what one tells of another in a group is not kept for all of them. Null where the
 * reader writes nothing.
 */
export function pairOf(meeting: Pick<Meeting, "kind" | "leaderId" | "people">, staffId: string): { ownerStaffId: string; counterpartStaffId: string | null } | null {
  if (meeting.kind !== "individual" && meeting.kind !== "reflective") return meeting.leaderId === staffId ? { ownerStaffId: staffId, counterpartStaffId: null } : null;
  const [supervisee] = meeting.people;
  if (supervisee === undefined || (staffId !== meeting.leaderId && staffId !== supervisee.staffId)) return null;
  return { ownerStaffId: supervisee.staffId, counterpartStaffId: meeting.leaderId };
}
