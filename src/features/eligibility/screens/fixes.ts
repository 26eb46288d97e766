import type { Finding } from "#kernel/findings.ts";

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
