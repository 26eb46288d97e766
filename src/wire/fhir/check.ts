import { isCivilDate } from "#kernel/dates.ts";
import { codesOfValueSet, isResourceType } from "./definitions.ts";
import { isObject, visitElements, type MetElement } from "./elements.ts";
import type { ParsedFile } from "./file.ts";
import { isFault, issueAt } from "./issues.ts";
import { checkStructure } from "./medplum.ts";
import { indexResources, issueOfElsewhere, resolveReferences, type Placed, type ResourceIndex } from "./references.ts";
import type { FhirIssue, FhirResource } from "./types.ts";
import { say, sayWith } from "./words.ts";

/** The most faults that are listed of one resource or Bundle; more are counted. */
export const mostIssues = 500;

function allowedText(codes: Map<string, Set<string>>): { en: string; es: string } {
  const all = [...codes.values()].flatMap((set) => [...set]);
  const named = all.slice(0, 12).join(", ");
  if (all.length <= 12) return { en: named, es: named };
  return say((w) => `${named} ${w.andMoreCodes(String(all.length - 12))}`);
}

function hasCode(codes: Map<string, Set<string>>, coding: unknown): boolean {
  return isObject(coding) && typeof coding.code === "string" && typeof coding.system === "string" && codes.get(coding.system)?.has(coding.code) === true;
}

function codingText(coding: unknown): string {
  if (!isObject(coding)) return String(coding);
  return typeof coding.system === "string" ? `${coding.system}|${String(coding.code)}` : String(coding.code);
}

/** A required binding: the code has to be one of the value set's. FHIR R4, 4.1.3 and ElementDefinition.binding. */
function checkBinding(element: MetElement): FhirIssue | null {
  const binding = element.schema.binding;
  if (binding?.strength !== "required" || binding.valueSet === undefined) return null;
  const codes = codesOfValueSet(binding.valueSet);
  if (codes === null) return null;
  const wrong = (value: string, path: string) => issueAt("error", "code-invalid", path, sayWith(allowedText(codes), (w, allowed) => w.wrongCode(value.slice(0, 120), allowed)));
  const { value, path, type } = element;
  if (typeof value === "string") return [...codes.values()].some((set) => set.has(value)) ? null : wrong(value, path);
  if (type === "Coding") return hasCode(codes, value) ? null : wrong(codingText(value), path);
  if (type !== "CodeableConcept" || !isObject(value)) return null;
  const codings = Array.isArray(value.coding) ? value.coding : [];
  if (codings.some((coding) => hasCode(codes, coding))) return null;
  if (codings.length > 0) return wrong(codings.map(codingText).join(", "), `${path}.coding[0]`);
  return value.extension === undefined ? issueAt("error", "code-invalid", path, sayWith(allowedText(codes), (w, allowed) => w.codeMissing(allowed))) : null;
}

/** 2021-02-30 has the form of a date and is none. */
function checkDate(element: MetElement): FhirIssue | null {
  if (!["date", "dateTime", "instant"].includes(element.type) || typeof element.value !== "string") return null;
  const date = element.value.slice(0, 10);
  return !/^\d{4}-\d{2}-\d{2}$/.test(date) || isCivilDate(date) ? null : issueAt("error", "value", element.path, say((w) => w.noSuchDate(date)));
}

function checkBase64(element: MetElement): FhirIssue | null {
  if (element.type !== "base64Binary" || typeof element.value !== "string") return null;
  const bare = element.value.replace(/\s+/g, "");
  const isBase64 = bare.length % 4 === 0 && !/[^A-Za-z0-9+/=]/.test(bare) && !/=[^=]/.test(bare) && !bare.endsWith("===");
  return isBase64 ? null : issueAt("error", "value", element.path, say((w) => w.notBase64));
}

const halfPair = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** PostgreSQL keeps no null character, and half a surrogate pair is no character at all. */
function checkCharacters(element: MetElement): FhirIssue | null {
  if (typeof element.value !== "string" || (!element.value.includes("\0") && !halfPair.test(element.value))) return null;
  return issueAt("error", "value", element.path, say((w) => w.forbiddenCharacter));
}

/** Two of `onset[x]`: which of the two is meant cannot be known. */
function choiceChecker(): (element: MetElement) => FhirIssue | null {
  const seen = new Map<string, string>();
  return (element) => {
    if (!element.schema.path.endsWith("[x]")) return null;
    const name = element.path.slice(element.path.lastIndexOf(".") + 1);
    const key = `${element.path.slice(0, element.path.lastIndexOf("."))} ${element.schema.path}`;
    const first = seen.get(key);
    seen.set(key, name);
    return first === undefined || first === name ? null : issueAt("error", "structure", element.path, say((w) => w.choiceTwice(first, name)));
  };
}

/** The target of a reference has a type that the element takes. */
function checkTarget(element: MetElement, index: ResourceIndex, from: Placed): FhirIssue | null {
  if (element.type !== "Reference" || !isObject(element.value) || typeof element.value.reference !== "string") return null;
  const profiles = element.schema.type.find((type) => type.code === "Reference")?.targetProfile ?? [];
  const allowed = profiles.map((profile) => profile.slice(profile.lastIndexOf("/") + 1));
  if (allowed.length === 0 || allowed.includes("Resource")) return null;
  const type = index.resolve(element.value, from)?.type ?? null;
  return type === null || allowed.includes(type) ? null : issueAt("error", "value", `${element.path}.reference`, say((w) => w.wrongTarget(type, allowed.join(", "))));
}

function checkElements(resource: FhirResource, index: ResourceIndex): FhirIssue[] {
  const issues: FhirIssue[] = [];
  const checkChoice = choiceChecker();
  const places = new Map(index.placed.map((one) => [one.path, one]));
  let from: Placed | null = index.placed[0] ?? null;
  visitElements(resource, resource.resourceType, resource.resourceType, (element) => {
    from = places.get(element.path) ?? from;
    const found = [checkBinding(element), checkDate(element), checkBase64(element), checkCharacters(element), checkChoice(element), from === null ? null : checkTarget(element, index, from)];
    for (const issue of found) if (issue !== null) issues.push(issue);
  });
  return issues;
}

function base64Paths(resource: FhirResource): Set<string> {
  const paths = new Set<string>();
  visitElements(resource, resource.resourceType, resource.resourceType, (element) => {
    if (element.type === "base64Binary") paths.add(element.path);
  });
  return paths;
}

/** FHIR R4, bdl-7: a fullUrl stands once, unless the entries are versions of one resource. */
function checkFullUrls(resource: FhirResource, placed: Placed[]): FhirIssue[] {
  if (resource.resourceType !== "Bundle" || resource.type === "history") return [];
  const places = new Map<string, string[]>();
  for (const one of placed) {
    if (one.fullUrl === null) continue;
    const key = JSON.stringify([one.fullUrl, isObject(one.resource.meta) ? one.resource.meta.versionId : undefined]);
    places.set(key, [...(places.get(key) ?? []), one.path.replace(/resource$/, "fullUrl")]);
  }
  return [...places].filter(([, paths]) => paths.length > 1).map(([key, paths]) => issueAt("error", "duplicate", paths, say((w) => w.fullUrlTwice((JSON.parse(key) as string[])[0]!))));
}

/** Names such as `constructor` slip through a validator that looks them up in a JavaScript object. */
function checkBorrowedNames(value: unknown, path: string): FhirIssue[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => checkBorrowedNames(one, `${path}[${index}]`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, held]) => {
    const borrowed = key in Object.prototype ? [issueAt("error", "structure", `${path}.${key}`, say((w) => w.unknownElement(key)))] : [];
    return [...borrowed, ...checkBorrowedNames(held, `${path}.${key}`)];
  });
}

/** The same thing said twice of the same place is said once. */
function withoutRepeats(issues: FhirIssue[]): FhirIssue[] {
  const said = new Set<string>();
  return issues.filter((issue) => {
    const key = `${issue.paths.join(" ")} ${issue.text.en}`;
    if (said.has(key)) return false;
    said.add(key);
    return true;
  });
}

function limit(issues: FhirIssue[]): FhirIssue[] {
  const faults = issues.filter(isFault);
  if (faults.length <= mostIssues) return issues;
  return [...faults.slice(0, mostIssues), issueAt("error", "too-long", [], say((w) => w.moreIssues(String(faults.length - mostIssues))))];
}

/**
 * Everything that is wrong with a resource or Bundle by FHIR R4: structure and invariants, required codes, dates that do
 * not exist, characters that cannot be kept, references that lead nowhere or to the wrong type. A reference that lies
 * outside is listed as information. Never throws.
 */
export function checkResource(resource: FhirResource): FhirIssue[] {
  if (!isResourceType(resource.resourceType)) {
    return [issueAt("error", "not-supported", "resourceType", say((w) => w.unknownResourceType(String(resource.resourceType).slice(0, 80))))];
  }
  const index = indexResources(resource);
  const binary = base64Paths(resource);
  const structure = checkStructure(resource).filter((issue) => !issue.paths.some((path) => binary.has(path)) || issue.code === "structure");
  const references = resolveReferences(resource, index);
  const own = [...checkFullUrls(resource, index.placed), ...checkBorrowedNames(resource, resource.resourceType)];
  return limit(withoutRepeats([...structure, ...own, ...checkElements(resource, index), ...references.issues, ...references.elsewhere.map(issueOfElsewhere)]));
}

/** Of an issue in a collection made of lines: which line, and the path within that line's resource. */
function toLine(issue: FhirIssue, resources: ParsedFile["resources"]): FhirIssue {
  const first = /^Bundle\.entry\[(\d+)\]/.exec(issue.paths[0] ?? "");
  if (first === null) return issue;
  const paths = issue.paths.map((path) => path.replace(/^Bundle\.entry\[(\d+)\](?:\.resource)?/, (_, index: string) => resources[Number(index)]?.resource.resourceType ?? "Resource"));
  return { ...issue, line: resources[Number(first[1])]?.line ?? null, paths: [...new Set(paths)] };
}

/** Everything that is wrong with a file: as a file, and each resource in it. Lines of ndjson may refer to one another. */
export function checkFile(parsed: ParsedFile): FhirIssue[] {
  const [first] = parsed.resources;
  if (first === undefined) return parsed.issues;
  if (parsed.kind !== "ndjson") return [...parsed.issues, ...checkResource(first.resource)];
  const collection = { resourceType: "Bundle", type: "collection", entry: parsed.resources.map(({ resource }) => ({ resource })) };
  return [...parsed.issues, ...checkResource(collection).map((issue) => toLine(issue, parsed.resources))];
}
