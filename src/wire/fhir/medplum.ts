import { OperationOutcomeError, validateResource } from "@medplum/core";
import type { Words } from "#kernel/language.ts";
import { isResourceType, loadDefinitions } from "./definitions.ts";
import { isObject } from "./elements.ts";
import { issueAt } from "./issues.ts";
import type { FhirIssue, FhirResource, IssueCode } from "./types.ts";
import { say } from "./words.ts";

const jsonTypes: Record<string, Words> = {
  string: { en: "a text", es: "un texto" },
  number: { en: "a number", es: "un número" },
  boolean: { en: "true or false", es: "true o false" },
  object: { en: "an object", es: "un objeto" },
};

function jsonType(name: string, language: "en" | "es"): string {
  return jsonTypes[name]?.[language] ?? name;
}

/** The library's English sentences, with ours; null where the sentence is not wanted since we check that ourselves. */
const sentences: [RegExp, IssueCode, ((found: RegExpExecArray) => Words) | null][] = [
  [/^Invalid reference: got/, "value", null],
  [/^Conflicting choice of type properties/, "structure", null],
  [/^Missing required property/, "required", () => say((w) => w.requiredElement)],
  [/^Invalid additional property "(.*)"$/s, "structure", (m) => say((w) => w.unknownElement(m[1]!.slice(0, 80)))],
  [/^Expected array of values/, "structure", () => say((w) => w.expectedList)],
  [/^Expected single value/, "structure", () => say((w) => w.expectedSingle)],
  [/^Invalid empty/, "structure", () => say((w) => w.emptyValue)],
  [/^Invalid null value|^Invalid undefined value/, "structure", () => say((w) => w.nullValue)],
  [/^Invalid number of values: expected (\S+), but found (\d+)/, "structure", (m) => say((w) => w.wrongCount(m[1]!, m[2]!))],
  [/^Invalid JSON type: expected (\w+), but got (\w+)/, "structure", (m) => ({ en: say((w) => w.wrongJsonType(jsonType(m[1]!, "en"), jsonType(m[2]!, "en"))).en, es: say((w) => w.wrongJsonType(jsonType(m[1]!, "es"), jsonType(m[2]!, "es"))).es })],
  [/^Invalid (\w+) format/, "value", (m) => say((w) => w.wrongFormat(m[1]!))],
  [/^String must contain non-whitespace/, "value", () => say((w) => w.blankText)],
  [/^String cannot be larger/, "too-long", () => say((w) => w.longText)],
  [/^Invalid numeric value|^Expected number to be/, "value", () => say((w) => w.wrongNumber)],
  [/^Constraint bdl-7 not met/, "duplicate", null],
  [/^Constraint (\S+) not met: (.*)$/s, "invariant", (m) => say((w) => w.ruleNotMet(m[1]!, m[2]!))],
  [/^Error evaluating invariant/, "processing", () => say((w) => w.ruleNotEvaluated)],
];

type LibraryIssue = { severity?: string; details?: { text?: string }; expression?: string[] };

function translate(issue: LibraryIssue): FhirIssue | null {
  const text = issue.details?.text ?? "";
  const severity = issue.severity === "error" || issue.severity === "fatal" ? "error" : "warning";
  for (const [shape, code, words] of sentences) {
    const found = shape.exec(text);
    if (found !== null) return words === null ? null : issueAt(severity, code, issue.expression ?? [], words(found));
  }
  return issueAt(severity, "invalid", issue.expression ?? [], { en: text, es: text });
}

function rebase(issue: FhirIssue, from: string, to: string): FhirIssue {
  return { ...issue, paths: issue.paths.map((path) => (path === from || path.startsWith(`${from}.`) ? to + path.slice(from.length) : path)) };
}

function validate(resource: FhirResource): FhirIssue[] | null {
  try {
    return (validateResource(resource as Parameters<typeof validateResource>[0]) as LibraryIssue[]).map(translate).filter((issue) => issue !== null);
  } catch (error) {
    if (!(error instanceof OperationOutcomeError)) return null;
    const issues = error.outcome.issue as LibraryIssue[];
    return issues.some((issue) => issue.expression === undefined) ? null : issues.map(translate).filter((issue) => issue !== null);
  }
}

/** A copy in which every resource within, whose type is unknown, is replaced by one that says nothing; with its faults. */
function withoutUnknown(value: unknown, path: string, issues: FhirIssue[]): unknown {
  if (!isObject(value)) return value;
  const copy: Record<string, unknown> = { ...value };
  const within = (one: unknown, at: string): unknown => {
    if (isObject(one) && isResourceType(one.resourceType)) return withoutUnknown(one, at, issues);
    const name = isObject(one) && typeof one.resourceType === "string" ? one.resourceType : null;
    issues.push(name === null ? issueAt("error", "required", at, say((w) => w.noResourceType)) : issueAt("error", "not-supported", `${at}.resourceType`, say((w) => w.unknownResourceType(name.slice(0, 80)))));
    return { resourceType: "Basic", id: "unknown", code: { text: "unknown" } };
  };
  if (Array.isArray(value.contained)) copy.contained = value.contained.map((one, index) => within(one, `${path}.contained[${index}]`));
  if (value.resourceType === "Bundle" && Array.isArray(value.entry)) {
    copy.entry = value.entry.map((entry, index) => (isObject(entry) && entry.resource !== undefined ? { ...entry, resource: within(entry.resource, `${path}.entry[${index}].resource`) } : entry));
  }
  if (value.resourceType === "Parameters" && Array.isArray(value.parameter)) {
    copy.parameter = value.parameter.map((one, index) => (isObject(one) && one.resource !== undefined ? { ...one, resource: within(one.resource, `${path}.parameter[${index}].resource`) } : one));
  }
  return copy;
}

/**
 * Structure, cardinality, types, formats and invariants by the Medplum validator, in our words and with our judgement:
 * its guesses about references and its warnings about choices are left to our own checks. A resource so odd that the
 * validator gives up is a fault at the place where it did.
 */
export function checkStructure(resource: FhirResource): FhirIssue[] {
  loadDefinitions();
  const issues: FhirIssue[] = [];
  const known = withoutUnknown(resource, resource.resourceType, issues) as FhirResource;
  const whole = validate(known);
  if (whole !== null) return [...issues, ...whole];
  const entries = known.resourceType === "Bundle" && Array.isArray(known.entry) ? known.entry : [];
  let placed = false;
  for (const [index, entry] of entries.entries()) {
    const path = `Bundle.entry[${index}]`;
    const inner = isObject(entry) && isObject(entry.resource) ? (entry.resource as FhirResource) : null;
    const found = inner === null ? (isObject(entry) ? [] : null) : validate(inner);
    if (found === null) {
      issues.push(issueAt("error", "processing", path, say((w) => w.notCheckable)));
      placed = true;
    } else if (inner !== null) issues.push(...found.map((issue) => rebase(issue, inner.resourceType, `${path}.resource`)));
  }
  if (!placed) issues.push(issueAt("error", "processing", resource.resourceType, say((w) => w.notCheckable)));
  return issues;
}
