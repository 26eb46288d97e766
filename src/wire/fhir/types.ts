import type { Words } from "#kernel/language.ts";

/** A FHIR resource as it came: only that it is an object with a `resourceType` is known. */
export type FhirResource = { resourceType: string; [element: string]: unknown };

/** How much an issue weighs: with an `error` or a `fatal` the content is refused. */
export type IssueSeverity = "fatal" | "error" | "warning" | "information";

/** Codes of FHIR's IssueType value set that are used here. */
export type IssueCode = "structure" | "invalid" | "required" | "code-invalid" | "value" | "invariant" | "not-found" | "multiple-matches" | "duplicate" | "too-long" | "not-supported" | "processing" | "informational";

/**
 * One thing said about a file. `paths` are FHIRPath expressions such as `Bundle.entry[3].resource.gender`, empty where
 * the file as a whole is meant. `line` and `column` count from 1 in the file; null where they are not known.
 */
export type FhirIssue = {
  severity: IssueSeverity;
  code: IssueCode;
  paths: string[];
  line: number | null;
  column: number | null;
  text: Words;
};
