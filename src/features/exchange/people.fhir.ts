import { isCivilDate } from "#kernel/dates.ts";
import type { Placed, ResourceIndex } from "#wire/fhir/references.ts";
import type { LeftOut, ReferredCarer, ReferredChild } from "./contract.ts";
import { conceptText, hasUnknownModifier, leftElements, objectOf, objectsOf, readAddress, readIdentifiers, readName, readTelecom, textOf, type Loose } from "./parts.fhir.ts";
import { say } from "./words.ts";

function genderOf(value: unknown): ReferredChild["administrativeGender"] {
  return value === "male" || value === "female" || value === "other" || value === "unknown" ? value : null;
}

function readBirthDate(value: unknown, path: string): { birthDate: string | null; leftOut: LeftOut[] } {
  const written = textOf(value);
  if (written === null) return { birthDate: null, leftOut: [] };
  return isCivilDate(written) ? { birthDate: written, leftOut: [] } : { birthDate: null, leftOut: [{ path: `${path}.birthDate`, reason: say((w) => w.partialBirthDate(written)) }] };
}

/** The preferred language, or the only one. Of several without a preference none is guessed. */
function readLanguage(value: unknown, path: string): { language: string | null; leftOut: LeftOut[] } {
  const all = objectsOf(value);
  const chosen = all.find((one) => one.value.preferred === true) ?? (all.length === 1 ? all[0] : undefined);
  if (chosen === undefined) return { language: null, leftOut: all.length === 0 ? [] : [{ path: `${path}.communication`, reason: say((w) => w.unclearLanguage) }] };
  const codings = objectsOf(objectOf(chosen.value.language).coding).map((one) => one.value);
  const tag = codings.find((one) => one.system === "urn:ietf:bcp:47") ?? codings[0];
  const leftOut = all.filter((one) => one !== chosen).map((one) => ({ path: `${path}.communication[${one.index}]`, reason: say((w) => w.elementNotKept("Patient.communication", 1)) }));
  return { language: textOf(tag?.code) ?? conceptText(chosen.value.language), leftOut };
}

function readDeath(patient: Loose): ReferredChild["died"] {
  const on = textOf(patient.deceasedDateTime);
  return on !== null || patient.deceasedBoolean === true ? { on } : null;
}

const readOfPatient = ["identifier", "active", "name", "telecom", "gender", "birthDate", "deceasedBoolean", "deceasedDateTime", "address", "contact", "communication", "extension"];

/** The child of the bundle, as its Patient says it. */
export function readChild(placed: Placed): { child: ReferredChild; leftOut: LeftOut[] } {
  const { resource, path } = placed;
  const { identifiers, leftOut: leftIdentifiers } = readIdentifiers(resource.identifier, path);
  const { name, nickname, leftOut: leftNames } = readName(resource.name, path);
  const { birthDate, leftOut: leftBirth } = readBirthDate(resource.birthDate, path);
  const { language, leftOut: leftLanguages } = readLanguage(resource.communication, path);
  const { telecom, leftOut: leftTelecom } = readTelecom(resource.telecom, path);
  const { address, leftOut: leftAddresses } = readAddress(resource.address, path);
  const inactive = resource.active === false ? [{ path: `${path}.active`, reason: say((w) => w.inactive) }] : [];
  const extensions = objectsOf(resource.extension).map((one) => ({ path: `${path}.extension[${one.index}]`, reason: say((w) => w.extensionNotKept(textOf(one.value.url) ?? "?")) }));
  return {
    child: { identifiers, given: name.given, family: name.family, nameText: name.text, nickname, birthDate, administrativeGender: genderOf(resource.gender), language, telecom, address, died: readDeath(resource), sourcePath: path },
    leftOut: [...inactive, ...leftIdentifiers, ...leftNames, ...leftBirth, ...leftLanguages, ...leftTelecom, ...leftAddresses, ...extensions, ...leftElements([placed], readOfPatient)],
  };
}

function readRelationships(value: unknown): ReferredCarer["relationships"] {
  return objectsOf(value).flatMap(({ value: concept }) => {
    const codings = objectsOf(concept.coding).map((one) => ({ system: textOf(one.value.system), code: textOf(one.value.code), text: textOf(concept.text) ?? textOf(one.value.display) }));
    return codings.length > 0 ? codings : [{ system: null, code: null, text: textOf(concept.text) }];
  });
}

function readCarer(person: Loose, names: unknown, addresses: unknown, path: string): { carer: ReferredCarer; leftOut: LeftOut[] } {
  const { identifiers, leftOut: leftIdentifiers } = readIdentifiers(person.identifier, path);
  const { name, leftOut: leftNames } = readName(names, path);
  const { birthDate, leftOut: leftBirth } = readBirthDate(person.birthDate, path);
  const { language, leftOut: leftLanguages } = readLanguage(person.communication, path);
  const { telecom, leftOut: leftTelecom } = readTelecom(person.telecom, path);
  const { address, leftOut: leftAddresses } = readAddress(addresses, path);
  return {
    carer: { identifiers, given: name.given, family: name.family, nameText: name.text, relationships: readRelationships(person.relationship), birthDate, administrativeGender: genderOf(person.gender), language, telecom, address, sourcePath: path },
    leftOut: [...leftIdentifiers, ...leftNames, ...leftBirth, ...leftLanguages, ...leftTelecom, ...leftAddresses],
  };
}

const readOfRelatedPerson = ["identifier", "active", "patient", "relationship", "name", "telecom", "gender", "birthDate", "address", "communication"];

/** The adults around the child: RelatedPerson first, then the contacts of the Patient. Nobody is merged by name alone. */
export function readCarers(patient: Placed, relatedPersons: Placed[], index: ResourceIndex): { carers: ReferredCarer[]; read: Placed[]; leftOut: LeftOut[] } {
  const carers: ReferredCarer[] = [];
  const read: Placed[] = [];
  const leftOut: LeftOut[] = [];
  for (const placed of relatedPersons) {
    if (index.resolve(placed.resource.patient, placed)?.found !== patient) leftOut.push({ path: placed.path, reason: say((w) => w.aboutSomebodyElse) });
    else if (placed.resource.active === false) leftOut.push({ path: placed.path, reason: say((w) => w.inactive) });
    else {
      const one = readCarer(placed.resource, placed.resource.name, placed.resource.address, placed.path);
      carers.push(one.carer);
      read.push(placed);
      leftOut.push(...one.leftOut);
    }
  }
  leftOut.push(...leftElements(read, readOfRelatedPerson));
  for (const { value: contact, index: at } of objectsOf(patient.resource.contact)) {
    const path = `${patient.path}.contact[${at}]`;
    const { carer, leftOut: left } = readCarer(contact, contact.name === undefined ? [] : [contact.name], contact.address === undefined ? [] : [contact.address], path);
    if (hasUnknownModifier(contact)) leftOut.push({ path, reason: say((w) => w.modifier) });
    else if (contact.name === undefined && contact.organization !== undefined) leftOut.push({ path, reason: say((w) => w.notAPerson) });
    else if (carer.given.length === 0 && carer.family === null && carer.nameText === null && carer.telecom.length === 0) leftOut.push({ path, reason: say((w) => w.nobodyNamed) });
    else if (textOf(objectOf(contact.period).end) !== null) leftOut.push({ path, reason: say((w) => w.inactive) });
    else {
      carers.push(carer);
      leftOut.push(...left);
    }
  }
  return { carers, read, leftOut };
}
