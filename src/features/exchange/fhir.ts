import type { Language } from "#kernel/language.ts";
import { issueAt } from "#wire/fhir/issues.ts";
import { indexResources, resolveReferences, type Placed, type ReferenceElsewhere, type ResourceIndex } from "#wire/fhir/references.ts";
import type { FhirIssue, FhirResource } from "#wire/fhir/types.ts";
import type { LeftOut, OutsideDirectory, OutsideLabel, ReferralFromBundle } from "./contract.ts";
import { readCoverage } from "./coverage.fhir.ts";
import { directoryTypes, readDirectory } from "./directory.fhir.ts";
import { readConditions, readHistory, readRequests } from "./history.fhir.ts";
import { hasUnknownModifier, objectOf, objectsOf, textOf } from "./parts.fhir.ts";
import { readCarers, readChild } from "./people.fhir.ts";
import { sourceTextOf } from "./source.fhir.ts";
import { say } from "./words.ts";

type Content = {
  directory: OutsideDirectory;
  leftOut: LeftOut[];
  /** What the file names and does not hold. Look each up by type and identifier; list the rest with `leftOutOfReferences`. */
  elsewhere: ReferenceElsewhere[];
  /** The same for the same content; its hash recognises a bundle that came before. */
  sourceText: string;
  faults: [];
};

/** A bundle as a referral, as a directory, or as nothing that can be taken over, with what stands against it. */
export type ReadBundle = (Content & { kind: "referral"; referral: ReferralFromBundle }) | (Content & { kind: "directory" }) | { kind: "none"; faults: FhirIssue[] };

/** The entries that may be read: new content, once each, whose meaning nothing changes. */
function readableEntries(bundle: FhirResource, index: ResourceIndex): { readable: Placed[]; leftOut: LeftOut[] } {
  const leftOut: LeftOut[] = [];
  const readable: Placed[] = [];
  const first = new Map<string, string>();
  const placed = new Map(index.placed.map((one) => [one.path, one]));
  for (const { value: entry, index: at } of objectsOf(bundle.entry)) {
    const path = `Bundle.entry[${at}]`;
    const one = placed.get(`${path}.resource`);
    const method = textOf(objectOf(entry.request).method);
    if (method !== null && method !== "POST" && method !== "PUT") leftOut.push({ path, reason: say((w) => w.otherMethod(method)) });
    else if (one === undefined) leftOut.push({ path, reason: say((w) => w.noResource) });
    else {
      const text = JSON.stringify(one.resource);
      const before = first.get(text);
      if (before !== undefined) leftOut.push({ path, reason: say((w) => w.duplicate(before)) });
      else {
        first.set(text, path);
        readable.push(one);
      }
    }
  }
  return { readable, leftOut };
}

/** The first of every resource type that nobody reads, with how many there are. */
function unusedTypes(unused: Placed[], sentence: (count: number, type: string) => LeftOut["reason"]): LeftOut[] {
  const byType = new Map<string, Placed[]>();
  for (const one of unused) byType.set(one.resource.resourceType, [...(byType.get(one.resource.resourceType) ?? []), one]);
  return [...byType].map(([type, list]) => ({ path: list[0]!.path.replace(/\.resource$/, ""), reason: sentence(list.length, type) }));
}

function labelsOf(bundle: FhirResource, readable: Placed[]): OutsideLabel[] {
  const all: Placed[] = [{ resource: bundle, path: "Bundle", fullUrl: null }, ...readable];
  return all.flatMap(({ resource, path }) => objectsOf(objectOf(resource.meta).security).map(({ value }) => ({ system: textOf(value.system), code: textOf(value.code), display: textOf(value.display), sourcePath: path })));
}

function countTypes(read: Placed[]): ReferralFromBundle["understood"] {
  const counts = new Map<string, number>();
  for (const { resource } of read) counts.set(resource.resourceType, (counts.get(resource.resourceType) ?? 0) + 1);
  return [...counts].map(([resourceType, count]) => ({ resourceType, count }));
}

const readTypes = new Set([...directoryTypes, "Patient", "RelatedPerson", "Condition", "Coverage", "Claim", "ExplanationOfBenefit", "Encounter", "ServiceRequest"]);

/**
 * Reads a Bundle as the referral of its one Patient, or as a directory where it holds professionals and places and no
 * Patient. None and two Patients are faults. What is not taken over is listed with path and reason. The bundle is
 * expected to be checked before; whatever it holds, this does not throw.
 */
export function readReferralBundle(bundle: FhirResource): ReadBundle {
  const index = indexResources(bundle);
  const { readable, leftOut: leftEntries } = readableEntries(bundle, index);
  const patients = readable.filter((one) => one.resource.resourceType === "Patient");
  const patient = patients[0];
  if (patients.length > 1) return { kind: "none", faults: [issueAt("error", "multiple-matches", patients.map((one) => one.path), say((w) => w.severalPatients(patients.length)))] };
  if (patient !== undefined && hasUnknownModifier(patient.resource)) return { kind: "none", faults: [issueAt("error", "not-supported", patient.path, say((w) => w.patientNotReadable))] };
  const modified = readable.filter((one) => hasUnknownModifier(one.resource));
  const plain = readable.filter((one) => !modified.includes(one));
  const leftModified = modified.map((one) => ({ path: one.path, reason: say((w) => w.modifier) }));
  const ofType = (...types: string[]) => plain.filter((one) => types.includes(one.resource.resourceType));
  const { elsewhere } = resolveReferences(bundle, index);
  const { directory, read: readInDirectory, leftOut: leftInDirectory } = readDirectory(plain, index);
  const common = { directory, elsewhere, sourceText: sourceTextOf(bundle), faults: [] as [] };

  if (patient === undefined) {
    if (readInDirectory.length === 0) return { kind: "none", faults: [issueAt("error", "required", "Bundle", say((w) => w.noPatient))] };
    const unused = unusedTypes(plain.filter((one) => !directoryTypes.includes(one.resource.resourceType)), (count, type) => say((w) => w.notUsedInDirectory(count, type)));
    return { kind: "directory", ...common, leftOut: [...leftEntries, ...leftModified, ...leftInDirectory, ...unused] };
  }

  const { child, leftOut: leftOfChild } = readChild(patient);
  const carers = readCarers(patient, ofType("RelatedPerson"), index);
  const conditions = readConditions(patient, ofType("Condition"), index);
  const coverage = readCoverage(patient, ofType("Coverage"), ofType("Claim", "ExplanationOfBenefit"), index);
  const history = readHistory(patient, ofType("Encounter"), index);
  const requests = readRequests(patient, ofType("ServiceRequest"), index);
  const unused = unusedTypes(plain.filter((one) => !readTypes.has(one.resource.resourceType)), (count, type) => say((w) => w.notUsed(count, type)));
  const referral: ReferralFromBundle = {
    child,
    carers: carers.carers,
    conditions: conditions.taken,
    coverage: coverage.coverage,
    uninsured: coverage.uninsured,
    history: history.taken,
    requests: requests.taken,
    requester: requests.taken[0]?.requester ?? null,
    labels: labelsOf(bundle, plain),
    understood: countTypes([patient, ...carers.read, ...conditions.read, ...coverage.read, ...history.read, ...requests.read, ...readInDirectory]),
  };
  const leftOut = [leftEntries, leftModified, leftOfChild, carers.leftOut, conditions.leftOut, coverage.leftOut, history.leftOut, requests.leftOut, leftInDirectory, unused].flat();
  return { kind: "referral", ...common, referral, leftOut };
}

/** The lines for references that lead out of the file and that `isKnown` does not find elsewhere either, one a target. */
export function leftOutOfReferences(elsewhere: ReferenceElsewhere[], isKnown: (reference: ReferenceElsewhere) => boolean): LeftOut[] {
  return elsewhere
    .filter((one) => !isKnown(one))
    .map((one) => ({ path: one.paths[0]!, reason: one.why === "ambiguous" ? say((w) => w.ambiguous(one.reference)) : say((w) => w.elsewhere(one.reference, one.paths.length - 1)) }));
}

/** What was left out, in one language, in the shape that the command line prints. */
export function leftOutLines(leftOut: LeftOut[], language: Language): { path: string; reason: string }[] {
  return leftOut.map(({ path, reason }) => ({ path, reason: reason[language] }));
}
