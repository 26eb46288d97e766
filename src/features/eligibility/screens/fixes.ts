import type { Finding } from "#kernel/findings.ts";

const ofChart = ["diagnosis", "traumatic-event", "problems", "need"];
const ofPeople = ["age", "caregiver-participation", "caregiver"];

/** Where the fix of a finding is made: the child's chart, or the people of the case. Null where it is made elsewhere. */
export function fixHrefOf(caseId: string, finding: Pick<Finding, "rule">): string | null {
  if (ofChart.includes(finding.rule)) return `/app/families/${caseId}/record`;
  if (ofPeople.includes(finding.rule)) return `/app/families/${caseId}/people`;
  return null;
}
