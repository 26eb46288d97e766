/** How a rule's question came out. Unknown is never yes. */
export type FindingResult = "met" | "not_met" | "unknown" | "not_applicable" | "overridden";

/**
 * What one rule found, for a person to read: the same shape for eligibility, sessions, teams, claims, imports and
 * completeness. `clause` is the citation; `fix` says what would mend it, null where there is nothing to do.
 * A finding with status `draft` may warn and never turns a verdict to no.
 */
export type Finding = {
  rule: string;
  clause: string;
  result: FindingResult;
  severity: "block" | "warn" | "info";
  status: "confirmed" | "draft" | "local";
  message: string;
  fix: string | null;
};

export type Verdict = "yes" | "no" | "unknown";

/** The answer to a question put to a policy. `units` is null where the question has none or times are not known. */
export type Decision = {
  policy: string;
  version: string | null;
  question: string;
  on: string;
  verdict: Verdict;
  units: number | null;
  findings: Finding[];
};
