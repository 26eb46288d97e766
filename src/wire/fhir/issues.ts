import type { Language, Words } from "#kernel/language.ts";
import type { FhirIssue, FhirResource, IssueCode, IssueSeverity } from "./types.ts";
import { say } from "./words.ts";

/** An issue at one or more places of the content. */
export function issueAt(severity: IssueSeverity, code: IssueCode, paths: string | string[], text: Words): FhirIssue {
  return { severity, code, paths: typeof paths === "string" ? [paths] : paths, line: null, column: null, text };
}

/** An issue about the file as a whole, or about a place in its text. */
export function issueInFile(code: IssueCode, text: Words, place: { line: number; column: number } | null = null): FhirIssue {
  return { severity: "fatal", code, paths: [], line: place?.line ?? null, column: place?.column ?? null, text };
}

/** True for what makes content be refused. */
export function isFault(issue: FhirIssue): boolean {
  return issue.severity === "error" || issue.severity === "fatal";
}

const rank: Record<IssueSeverity, number> = { fatal: 0, error: 1, warning: 2, information: 3 };

/**
 * The issues as a FHIR OperationOutcome in one language, the worst first. FHIR wants at least one issue in it, so
 * that nothing to say is said as information.
 */
export function operationOutcome(issues: FhirIssue[], language: Language): FhirResource {
  const sorted = [...issues].sort((a, b) => rank[a.severity] - rank[b.severity]);
  const listed = sorted.some(isFault) ? sorted : [...sorted, issueAt("information", "informational", [], say((w) => w.allGood))];
  return {
    resourceType: "OperationOutcome",
    issue: listed.map((issue) => ({
      severity: issue.severity,
      code: issue.code,
      details: { text: issue.text[language] },
      ...(issue.line === null ? {} : { diagnostics: issue.column === null ? `line ${issue.line}` : `line ${issue.line}, column ${issue.column}` }),
      ...(issue.paths.length === 0 ? {} : { expression: issue.paths }),
    })),
  };
}
