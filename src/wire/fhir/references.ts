import { isObject } from "./elements.ts";
import { issueAt } from "./issues.ts";
import type { FhirIssue, FhirResource } from "./types.ts";
import { say } from "./words.ts";

/** A resource at its place: an entry of a bundle, or a resource by itself (`fullUrl` null). */
export type Placed = { resource: FhirResource; path: string; fullUrl: string | null };

/** Why a reference leads nowhere here. `dangling_urn` and `missing_contained` can never be mended from outside. */
export type Unresolved = "dangling_urn" | "missing_contained" | "elsewhere" | "ambiguous" | "not_a_reference";

/** Where a reference leads. `type` is what is known of the target's type even where the target is not here. */
export type Resolution = { found: Placed; type: string } | { found: null; why: Unresolved; type: string | null };

/** A reference to something outside this file; by `resourceType` and `identifier` it can be looked up elsewhere. */
export type ReferenceElsewhere = {
  reference: string;
  why: "elsewhere" | "ambiguous";
  resourceType: string | null;
  identifier: { system: string | null; value: string } | null;
  paths: string[];
};

/** What became of all references of a bundle or resource. `issues` holds those that make it be refused. */
export type ResolvedReferences = {
  resolved: { path: string; reference: string; targetPath: string; targetType: string }[];
  elsewhere: ReferenceElsewhere[];
  issues: FhirIssue[];
};

/** The resources of one file, to be found by whatever a reference may say. */
export type ResourceIndex = { placed: Placed[]; resolve(reference: unknown, from: Placed): Resolution | null };

/** The resources of a Bundle with their paths, or the one resource. Entries that hold no resource are stepped over. */
export function placedResources(resource: FhirResource): Placed[] {
  if (resource.resourceType !== "Bundle") return [{ resource, path: resource.resourceType, fullUrl: null }];
  const entries = Array.isArray(resource.entry) ? resource.entry : [];
  return entries.flatMap((entry, index): Placed[] => {
    if (!isObject(entry) || !isObject(entry.resource) || typeof entry.resource.resourceType !== "string") return [];
    return [{ resource: entry.resource as FhirResource, path: `Bundle.entry[${index}].resource`, fullUrl: typeof entry.fullUrl === "string" ? entry.fullUrl : null }];
  });
}

function addTo<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

const chosen = new WeakMap<Placed[], Placed | "none" | "many">();

/** The one meant: identical copies of a resource count as one. Remembered, since a bundle asks the same a thousand times. */
function only(candidates: Placed[]): Placed | "none" | "many" {
  const known = chosen.get(candidates);
  if (known !== undefined) return known;
  const [first, ...rest] = candidates;
  const text = rest.length === 0 ? "" : JSON.stringify(first!.resource);
  const answer = first === undefined ? "none" : rest.every((one) => JSON.stringify(one.resource) === text) ? first : "many";
  chosen.set(candidates, answer);
  return answer;
}

function resolution(candidates: Placed[], type: string | null, missing: Unresolved): Resolution {
  const one = only(candidates);
  if (one === "none") return { found: null, why: missing, type };
  if (one === "many") return { found: null, why: "ambiguous", type };
  return { found: one, type: one.resource.resourceType };
}

/** `system|value` of a conditional reference's `identifier=`; null for any other search. */
export function identifierOfSearch(reference: string): { system: string | null; value: string } | null {
  const query = /\?identifier=([^&]+)$/.exec(reference)?.[1];
  if (query === undefined) return null;
  let text = query;
  try {
    text = decodeURIComponent(query);
  } catch {
    // A percent sign that encodes nothing: the text is meant as it stands.
  }
  const bar = text.indexOf("|");
  if (bar === -1) return { system: null, value: text };
  return bar === text.length - 1 ? null : { system: text.slice(0, bar) || null, value: text.slice(bar + 1) };
}

const restful = /^(.+\/)?([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(\/_history\/([A-Za-z0-9\-.]{1,64}))?$/;

/** Indexes the resources of a file for {@link ResourceIndex.resolve}, which answers null where nothing is referred to. */
export function indexResources(resource: FhirResource): ResourceIndex {
  const placed = placedResources(resource);
  const byUrl = new Map<string, Placed[]>();
  const byId = new Map<string, Placed[]>();
  const byIdentifier = new Map<string, Placed[]>();
  for (const one of placed) {
    if (one.fullUrl !== null) addTo(byUrl, one.fullUrl, one);
    if (typeof one.resource.id === "string") addTo(byId, `${one.resource.resourceType}/${one.resource.id}`, one);
    const identifiers = Array.isArray(one.resource.identifier) ? one.resource.identifier : [one.resource.identifier];
    for (const identifier of identifiers) {
      if (!isObject(identifier) || typeof identifier.value !== "string") continue;
      addTo(byIdentifier, `${one.resource.resourceType}|${identifier.value}`, one);
      if (typeof identifier.system === "string") addTo(byIdentifier, `${one.resource.resourceType}|${identifier.system}|${identifier.value}`, one);
    }
  }

  const byIdentity = (type: string, identifier: { system: string | null; value: string }): Placed[] =>
    byIdentifier.get(identifier.system === null ? `${type}|${identifier.value}` : `${type}|${identifier.system}|${identifier.value}`) ?? [];

  const resolveContained = (id: string, from: Placed): Resolution => {
    if (id === "") return { found: from, type: from.resource.resourceType };
    const contained = Array.isArray(from.resource.contained) ? from.resource.contained : [];
    const index = contained.findIndex((one) => isObject(one) && one.id === id && typeof one.resourceType === "string");
    if (index === -1) return { found: null, why: "missing_contained", type: null };
    const found = contained[index] as FhirResource;
    return { found: { resource: found, path: `${from.path}.contained[${index}]`, fullUrl: null }, type: found.resourceType };
  };

  const resolveText = (reference: string, from: Placed): Resolution => {
    if (reference.startsWith("#")) return resolveContained(reference.slice(1), from);
    if (/^urn:(?:uuid|oid):/i.test(reference)) return resolution(byUrl.get(reference) ?? [], null, "dangling_urn");
    const search = /^([A-Z][A-Za-z]+)\?./.exec(reference);
    if (search !== null) {
      const identifier = identifierOfSearch(reference);
      return resolution(identifier === null ? [] : byIdentity(search[1]!, identifier), search[1]!, "elsewhere");
    }
    const parts = restful.exec(reference);
    if (parts === null) return { found: null, why: /^[a-z][a-z0-9+.-]*:\S+$/i.test(reference) ? "elsewhere" : "not_a_reference", type: null };
    const [, base, type, id, , version] = parts;
    const ofVersion = (candidates: Placed[]): Placed[] =>
      version === undefined || candidates.length < 2 ? candidates : candidates.filter((one) => isObject(one.resource.meta) && one.resource.meta.versionId === version);
    if (base !== undefined) return resolution(ofVersion(byUrl.get(`${base}${type}/${id}`) ?? []), type!, "elsewhere");
    // R4, Bundle 2.36.4.1: a relative reference is read against the base of the entry's own fullUrl where that is a
    // RESTful address; without one, an id that stands once in the bundle is what a sender means.
    const ownBase = /^(https?:\/\/.+\/)[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64}$/.exec(from.fullUrl ?? "")?.[1];
    const candidates = ownBase === undefined ? byId.get(`${type}/${id}`) : byUrl.get(`${ownBase}${type}/${id}`);
    return resolution(ofVersion(candidates ?? []), type!, "elsewhere");
  };

  const resolve = (reference: unknown, from: Placed): Resolution | null => {
    if (!isObject(reference)) return null;
    if (typeof reference.reference === "string") return resolveText(reference.reference, from);
    const identifier = reference.identifier;
    if (!isObject(identifier) || typeof identifier.value !== "string") return null;
    const wanted = { system: typeof identifier.system === "string" ? identifier.system : null, value: identifier.value };
    const type = typeof reference.type === "string" ? reference.type : null;
    const types = type !== null ? [type] : [...new Set(placed.map((one) => one.resource.resourceType))];
    return resolution(types.flatMap((name) => byIdentity(name, wanted)), type, "elsewhere");
  };
  return { placed, resolve };
}

type FoundReference = { value: Record<string, unknown>; path: string };

/** Every object in `value` that refers to something: by a text `reference`, or by a logical identifier at `where`. */
function* referencesIn(value: unknown, path: string): Generator<FoundReference> {
  if (Array.isArray(value)) {
    for (const [index, one] of value.entries()) yield* referencesIn(one, `${path}[${index}]`);
  } else if (isObject(value)) {
    const keys = Object.keys(value);
    const isLogical = isObject(value.identifier) && keys.every((key) => ["identifier", "display", "type", "id", "extension"].includes(key)) && (value.type === undefined || typeof value.type === "string");
    if (typeof value.reference === "string" || (isLogical && !path.endsWith(".entity"))) yield { value, path };
    for (const [key, one] of Object.entries(value)) yield* referencesIn(one, `${path}.${key}`);
  }
}

function nameOf(value: Record<string, unknown>): string {
  if (typeof value.reference === "string") return value.reference;
  const identifier = value.identifier as Record<string, unknown>;
  return typeof identifier.system === "string" ? `${identifier.system}|${String(identifier.value)}` : String(identifier.value);
}

/**
 * Follows every reference of a Bundle or resource. What is in the file is resolved; a `urn:uuid` or `#id` that leads
 * nowhere, and a text that is no reference, are faults with the path; what lies elsewhere is listed once per target
 * with all its places.
 */
export function resolveReferences(resource: FhirResource, index: ResourceIndex = indexResources(resource)): ResolvedReferences {
  const answer: ResolvedReferences = { resolved: [], elsewhere: [], issues: [] };
  const listed = new Map<string, ReferenceElsewhere>();
  for (const from of index.placed) {
    for (const { value, path } of referencesIn(from.resource, from.path)) {
      const found = index.resolve(value, from);
      if (found === null) continue;
      const reference = nameOf(value);
      if (found.found !== null) answer.resolved.push({ path, reference, targetPath: found.found.path, targetType: found.type });
      else if (found.why === "dangling_urn") answer.issues.push(issueAt("error", "not-found", `${path}.reference`, say((w) => w.danglingUrn(reference))));
      else if (found.why === "missing_contained") answer.issues.push(issueAt("error", "not-found", `${path}.reference`, say((w) => w.missingContained(reference))));
      else if (found.why === "not_a_reference") answer.issues.push(issueAt("error", "value", `${path}.reference`, say((w) => w.notAReference(reference.slice(0, 200)))));
      else {
        const key = `${found.type ?? ""} ${reference}`;
        const known = listed.get(key);
        if (known !== undefined) {
          known.paths.push(path);
          continue;
        }
        const logical = isObject(value.identifier) && typeof value.identifier.value === "string" ? { system: typeof value.identifier.system === "string" ? value.identifier.system : null, value: value.identifier.value } : null;
        listed.set(key, { reference, why: found.why, resourceType: found.type, identifier: typeof value.reference === "string" ? (identifierOfSearch(reference) ?? logical) : logical, paths: [path] });
      }
    }
  }
  answer.elsewhere = [...listed.values()];
  return answer;
}

/** Says of a reference that leads out of the file that it does, and where it stands first. */
export function issueOfElsewhere(one: ReferenceElsewhere): FhirIssue {
  const text = one.why === "ambiguous" ? say((w) => w.ambiguous(one.reference)) : one.paths.length === 1 ? say((w) => w.elsewhere(one.reference)) : say((w) => w.elsewhereMany(one.reference, String(one.paths.length - 1)));
  return issueAt("information", one.why === "ambiguous" ? "multiple-matches" : "not-found", one.paths, text);
}
