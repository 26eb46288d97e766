import type { Me } from "#features/account/contract.ts";
import type { Finding } from "#kernel/findings.ts";
import { hasRole } from "#ui/client.ts";

/** The part of the case page, and the form in it, where a rule of the installed policies is mended. */
const places: Record<string, string> = {
  age: "people",
  diagnosis: "chart?add=diagnosis",
  "traumatic-event": "chart?add=event",
  problems: "chart?add=problem",
  need: "chart",
  "caregiver-participation": "people",
  caregiver: "people",
};

/** Where the fix of a finding is made. Null where the rule is not mended on the case page. */
export function fixHrefOf(caseId: string, finding: Pick<Finding, "rule">): string | null {
  const place = Object.hasOwn(places, finding.rule) ? places[finding.rule] : undefined;
  return place === undefined ? null : `/app/families/${caseId}/${place}`;
}

const ofChart = new Set(["child-eligible", "diagnosis", "traumatic-event", "problems"]);
const ofProgramme = new Set(["agency-certification", "clinical-training", "team-supervisor", "team-clinicians", "clinician-degree", "clinician-licence", "audit-acceptable", "audit-annual", "audit-interval", "clinician-credential"]);

/** Where the fix of a finding about a session is made: the family's page, or the programme, for whom it is open; null where it is mended where one stands. */
export function sessionFixHref(caseId: string, finding: Pick<Finding, "rule">, me: Pick<Me, "roles">): string | null {
  if (ofChart.has(finding.rule)) return `/app/families/${caseId}/eligibility`;
  if (finding.rule === "age") return `/app/families/${caseId}/people`;
  if (ofProgramme.has(finding.rule)) return hasRole(me, "administrator", "supervisor") ? "/app/programme" : "/app/credentials";
  return null;
}
