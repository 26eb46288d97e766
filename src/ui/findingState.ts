import type { Decision, Finding } from "#kernel/findings.ts";

/** How a finding is shown: one word, one glyph. */
export type FindingState = "met" | "met_draft" | "not_met" | "not_met_warns" | "unknown" | "draft" | "not_applicable" | "overridden";

/** The state of a finding. A draft that is not met, or not known, warns; it never reads as "not met". */
export function findingState(finding: Pick<Finding, "result" | "status" | "severity">): FindingState {
  if (finding.result === "overridden" || finding.result === "not_applicable") return finding.result;
  const draft = finding.status === "draft";
  if (finding.result === "met") return draft ? "met_draft" : "met";
  if (draft) return "draft";
  if (finding.result === "unknown") return "unknown";
  return finding.severity === "block" ? "not_met" : "not_met_warns";
}

/** True where nobody needs to read it: met and not applicable ones fold away. */
export function isQuiet(finding: Finding): boolean {
  const state = findingState(finding);
  return state === "met" || state === "met_draft" || state === "not_applicable";
}

/** What a verdict line says beside the verdict: how many facts are missing, and how many drafts warn. */
export function countForVerdict(findings: Decision["findings"]): { missing: number; draftWarnings: number } {
  let missing = 0;
  let draftWarnings = 0;
  for (const finding of findings) {
    const state = findingState(finding);
    if (state === "unknown" && finding.severity === "block") missing += 1;
    if (state === "draft") draftWarnings += 1;
  }
  return { missing, draftWarnings };
}
