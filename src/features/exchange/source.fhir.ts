import type { FhirResource } from "#wire/fhir/types.ts";
import { objectOf, type Loose } from "./parts.fhir.ts";

const changesOnResending = new Set(["lastUpdated", "versionId"]);

function canonical(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value.map((one) => canonical(one, ""));
  if (typeof value !== "object" || value === null) return value;
  const source = value as Loose;
  const kept = Object.keys(source).filter((name) => !(key === "meta" && changesOnResending.has(name)));
  // Pairs, not an object: a key such as "__proto__" keeps its place, and the order is ours.
  return kept.sort().map((name) => [name, canonical(source[name], name)]);
}

/**
 * A text that is the same for the same content, whatever the order of entries and keys, the id and time of the bundle,
 * and the versions its sender counts. Its hash recognises a bundle that came before.
 */
export function sourceTextOf(bundle: FhirResource): string {
  const entries = Array.isArray(bundle.entry) ? bundle.entry : [];
  return entries
    .map((entry) => objectOf(entry).resource)
    .filter((resource) => resource !== undefined)
    .map((resource) => JSON.stringify(canonical(resource, "")))
    .sort()
    .filter((text, index, all) => text !== all[index - 1])
    .join("\n");
}
