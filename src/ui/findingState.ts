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

/** The findings that make a verdict what it is: not met ones where there are some, else unknown ones, of those that decide. Empty where it is yes. */
export function decidingFindings(findings: readonly Finding[]): Finding[] {
  const deciding = findings.filter(({ severity, status }) => severity === "block" && status !== "draft");
  const notMet = deciding.filter(({ result }) => result === "not_met");
  return notMet.length > 0 ? notMet : deciding.filter(({ result }) => result === "unknown");
}

/** What needs somebody, the most urgent first: not met, not known, then what only warns; the rest, met, not applicable or decided by a person, in its own order. */
export function sortByNeed(findings: readonly Finding[]): { open: Finding[]; rest: Finding[] } {
  const ranks: Partial<Record<FindingState, number>> = { not_met: 0, unknown: 1, not_met_warns: 2, draft: 2 };
  const rankOf = (finding: Finding) => (finding.severity === "block" ? ranks[findingState(finding)] : ranks[findingState(finding)] === undefined ? undefined : 2);
  const open = findings.filter((finding) => rankOf(finding) !== undefined).toSorted((one, other) => rankOf(one)! - rankOf(other)!);
  return { open, rest: findings.filter((finding) => rankOf(finding) === undefined) };
}

/** The rule by which something counts: the section that most of the clauses that decide belong to, such as `22-A DCMR § 3427`. Null where none decides. */
export function mainClause(findings: readonly Finding[]): string | null {
  const sections = findings.filter(({ severity, status, result }) => severity === "block" && status !== "draft" && result !== "not_applicable").map(({ clause }) => clause.replace(/[.:]\s*[\p{L}\d]+$/u, ""));
  const counts = new Map<string, number>();
  for (const section of sections) counts.set(section, (counts.get(section) ?? 0) + 1);
  return [...counts].toSorted((one, other) => other[1] - one[1])[0]?.[0] ?? null;
}
