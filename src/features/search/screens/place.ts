import type { Hit } from "../contract.ts";

const tabs = { life_event: "chart", diagnosis: "chart", objective: "plan", document: "documents", person: "people" } as const;

/** Where a hit leads: a passage to its place in its note, or in the record for whoever opens no notes; anything else to its part of the case. */
export function placeOfHit(caseId: string, hit: Pick<Hit, "kind" | "id" | "sessionId">, opensNotes: "opens_notes" | "reads_record"): string {
  const base = `/app/families/${caseId}`;
  if (hit.kind === "passage") return hit.sessionId !== null && opensNotes === "opens_notes" ? `/app/sessions/${hit.sessionId}/note#block-${hit.id}` : `${base}/record?from=${hit.id}#block-${hit.id}`;
  if (hit.kind === "session") return opensNotes === "opens_notes" ? `/app/sessions/${hit.id}/note` : `${base}/timeline`;
  return `${base}/${tabs[hit.kind]}`;
}
