import type { Placed, ResourceIndex } from "#wire/fhir/references.ts";
import type { LeftOut, OutsideAddress, OutsideContact, OutsideIdentifier, OutsideName, OutsidePointer } from "./contract.ts";
import { say } from "./words.ts";

export type Loose = Record<string, unknown>;

/** The value as an object; an empty one where it is none. What comes from outside is never trusted to have a shape. */
export function objectOf(value: unknown): Loose {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Loose) : {};
}

/** The objects of a list, each with its place in it. */
export function objectsOf(value: unknown): { value: Loose; index: number }[] {
  const list = Array.isArray(value) ? value : [];
  return list.flatMap((one, index) => (typeof one === "object" && one !== null && !Array.isArray(one) ? [{ value: one as Loose, index }] : []));
}

/** A text that says something, exactly as it was written; null otherwise. */
export function textOf(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

export function textsOf(value: unknown): string[] {
  return (Array.isArray(value) ? value : []).flatMap((one) => textOf(one) ?? []);
}

/** What a CodeableConcept says to a person: its text, else the first display, else the first code. */
export function conceptText(concept: unknown): string | null {
  const { text, coding } = objectOf(concept);
  const codings = objectsOf(coding).map((one) => one.value);
  return textOf(text) ?? codings.map((one) => textOf(one.display)).find((one) => one !== null) ?? codings.map((one) => textOf(one.code)).find((one) => one !== null) ?? null;
}

export function conceptTexts(concepts: unknown): string[] {
  return objectsOf(concepts).flatMap((one) => conceptText(one.value) ?? []);
}

/** The first code of a CodeableConcept. */
export function conceptCode(concept: unknown): string | null {
  return objectsOf(objectOf(concept).coding).map((one) => textOf(one.value.code)).find((one) => one !== null) ?? null;
}

export function periodOf(value: unknown): { start: string | null; end: string | null } | null {
  const { start, end } = objectOf(value);
  return textOf(start) === null && textOf(end) === null ? null : { start: textOf(start), end: textOf(end) };
}

const socialSecuritySystems = new Set(["http://hl7.org/fhir/sid/us-ssn", "urn:oid:2.16.840.1.113883.4.1"]);
const kinds: Record<string, OutsideIdentifier["kind"]> = { MR: "medical_record", MA: "medicaid", MB: "member", NPI: "national_provider" };
const uses = new Set(["usual", "official", "temp", "secondary", "old"]);

/** The identifiers of a resource. A social security number is left out: a referral does not need it. */
export function readIdentifiers(value: unknown, path: string): { identifiers: OutsideIdentifier[]; leftOut: LeftOut[] } {
  const identifiers: OutsideIdentifier[] = [];
  const leftOut: LeftOut[] = [];
  for (const { value: one, index } of objectsOf(value)) {
    const code = conceptCode(one.type);
    const system = textOf(one.system);
    const held = textOf(one.value);
    if (code === "SS" || socialSecuritySystems.has(system ?? "")) leftOut.push({ path: `${path}.identifier[${index}]`, reason: say((w) => w.socialSecurity) });
    else if (held === null) leftOut.push({ path: `${path}.identifier[${index}]`, reason: say((w) => w.emptyIdentifier) });
    else {
      const kind = system === "http://hl7.org/fhir/sid/us-npi" ? "national_provider" : Object.hasOwn(kinds, code ?? "") ? kinds[code!]! : "other";
      identifiers.push({ system, value: held, kind, use: uses.has(String(one.use)) ? (one.use as OutsideIdentifier["use"]) : null });
    }
  }
  return { identifiers, leftOut };
}

/** The keys by which somebody is found again: `system|value` of every identifier that names its system and is in use. */
export function matchKeys(identifiers: OutsideIdentifier[]): string[] {
  return identifiers.filter((one) => one.system !== null && one.use !== "old" && one.use !== "temp").map((one) => `${one.system}|${one.value}`);
}

function rankBy(order: string[], value: Loose): number {
  const place = order.indexOf(textOf(value.use) ?? "");
  return (place === -1 ? order.length : place) + (textOf(objectOf(value.period).end) === null ? 0 : 100);
}

/** The one of a list that is in use now, by FHIR's `use` in the order given and without an end. */
function pick(value: unknown, order: string[]): { value: Loose; index: number } | null {
  return objectsOf(value).reduce<{ value: Loose; index: number } | null>((best, one) => (best === null || rankBy(order, one.value) < rankBy(order, best.value) ? one : best), null);
}

export const noName: OutsideName = { given: [], family: null, prefix: [], text: null };

/** The name in use, exactly as written, and a nickname beside it. Other names are left out by path. */
export function readName(value: unknown, path: string): { name: OutsideName; nickname: string | null; leftOut: LeftOut[] } {
  const isNickname = (one: Loose) => one.use === "nickname";
  const names = objectsOf(value);
  const chosen = pick(value, ["official", "usual", "", "temp", "anonymous", "old", "maiden", "nickname"]);
  if (chosen === null) return { name: noName, nickname: null, leftOut: [] };
  const nick = names.find((one) => isNickname(one.value) && one.index !== chosen.index);
  const leftOut = names.filter((one) => one.index !== chosen.index && one.index !== nick?.index).map((one) => ({ path: `${path}.name[${one.index}]`, reason: say((w) => w.otherName(textOf(one.value.use) ?? "")) }));
  const name = { given: textsOf(chosen.value.given), family: textOf(chosen.value.family), prefix: textsOf(chosen.value.prefix), text: textOf(chosen.value.text) };
  const nickname = nick === undefined ? null : (textOf(nick.value.text) ?? ([...textsOf(nick.value.given), textOf(nick.value.family) ?? ""].join(" ").trim() || null));
  return { name, nickname, leftOut };
}

/** A name as one text, the given names first; null where there is none. */
export function wholeName(name: OutsideName): string | null {
  return name.text ?? ([...name.prefix, ...name.given, ...(name.family === null ? [] : [name.family])].join(" ") || null);
}

export function readTelecom(value: unknown, path: string): { telecom: OutsideContact[]; leftOut: LeftOut[] } {
  const telecom: OutsideContact[] = [];
  const leftOut: LeftOut[] = [];
  for (const { value: one, index } of objectsOf(value)) {
    const held = textOf(one.value);
    if (one.use === "old" || textOf(objectOf(one.period).end) !== null) leftOut.push({ path: `${path}.telecom[${index}]`, reason: say((w) => w.oldContact) });
    else if (held !== null) telecom.push({ system: textOf(one.system), value: held, use: textOf(one.use) });
  }
  return { telecom, leftOut };
}

/** The address in use. A list or, as with a Location, a single one. */
export function readAddress(value: unknown, path: string): { address: OutsideAddress | null; leftOut: LeftOut[] } {
  const list = Array.isArray(value) ? value : value === undefined ? [] : [value];
  const chosen = pick(list, ["home", "", "temp", "work", "billing", "old"]);
  if (chosen === null) return { address: null, leftOut: [] };
  const { line, city, district, state, postalCode, country, text } = chosen.value;
  const address = { lines: textsOf(line), city: textOf(city), district: textOf(district), state: textOf(state), postalCode: textOf(postalCode), country: textOf(country), text: textOf(text) };
  const leftOut = objectsOf(list).filter((one) => one.index !== chosen.index).map((one) => ({ path: `${path}.address[${one.index}]`, reason: say((w) => w.otherAddress) }));
  return { address, leftOut };
}

/**
 * What a reference points to, by name and identifier, whether or not it is in the file; null for no reference.
 * `expected` is the only type that the element takes, for a reference that does not say its type; null where several are.
 */
export function pointerOf(reference: unknown, from: Placed, index: ResourceIndex, expected: string | null = null): OutsidePointer | null {
  const loose = objectOf(reference);
  const display = textOf(loose.display);
  const resolution = index.resolve(reference, from);
  const found = resolution?.found ?? null;
  if (found !== null) {
    const { resource } = found;
    const own = Array.isArray(resource.name) ? wholeName(readName(resource.name, found.path).name) : textOf(resource.name);
    const identifier = readIdentifiers(resource.identifier, found.path).identifiers.find((one) => one.system !== null);
    return { resourceType: resource.resourceType, name: own ?? display, identifier: identifier === undefined ? null : { system: identifier.system, value: identifier.value }, sourcePath: found.path };
  }
  const search = /\?identifier=(?:([^|&]*)\|)?([^|&]+)$/.exec(textOf(loose.reference) ?? "");
  const logical = objectOf(loose.identifier);
  const value = textOf(logical.value) ?? textOf(search?.[2]);
  const system = textOf(logical.value) === null ? textOf(search?.[1]) : textOf(logical.system);
  if (value === null && display === null && resolution === null) return null;
  return { resourceType: resolution?.type ?? expected, name: display, identifier: value === null ? null : { system, value }, sourcePath: null };
}

const neverListed = new Set(["resourceType", "id", "meta", "text", "language", "contained"]);

/**
 * The elements of resources of one type that are not taken over, each once with the number of resources that have it.
 * `known` are those that are read. Generated narrative repeats what is coded and is not listed.
 */
export function leftElements(placed: Placed[], known: string[]): LeftOut[] {
  const found = new Map<string, { path: string; type: string; count: number }>();
  for (const { resource, path } of placed) {
    for (const key of Object.keys(resource)) {
      const narrative = key === "text" && objectOf(resource.text).status === "additional";
      if ((neverListed.has(key) && !narrative) || known.includes(key)) continue;
      const seen = found.get(key);
      if (seen === undefined) found.set(key, { path: `${path}.${key}`, type: resource.resourceType, count: 1 });
      else seen.count += 1;
    }
  }
  return [...found].map(([key, { path, type, count }]) => ({ path, reason: say((w) => w.elementNotKept(`${type}.${key}`, count)) }));
}

/** True where FHIR forbids to read a resource without knowing more: a modifier extension, or implicit rules. */
export function hasUnknownModifier(resource: Loose): boolean {
  return (Array.isArray(resource.modifierExtension) && resource.modifierExtension.length > 0) || resource.implicitRules !== undefined;
}
