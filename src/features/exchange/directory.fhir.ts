import type { Placed, ResourceIndex } from "#wire/fhir/references.ts";
import type { LeftOut, OutsideDirectory, OutsidePointer } from "./contract.ts";
import { conceptTexts, leftElements, objectsOf, pointerOf, readAddress, readIdentifiers, readName, readTelecom, textOf } from "./parts.fhir.ts";
import { say } from "./words.ts";

/** The resource types of which a directory is made. */
export const directoryTypes = ["Organization", "Location", "Practitioner", "PractitionerRole"];

const known: Record<string, string[]> = {
  Organization: ["identifier", "active", "type", "name", "telecom", "address"],
  Location: ["identifier", "status", "name", "telecom", "address", "managingOrganization"],
  Practitioner: ["identifier", "active", "name", "telecom", "address"],
  PractitionerRole: ["identifier", "active", "practitioner", "organization", "code", "specialty", "location", "telecom"],
};

function placesOf(value: unknown, from: Placed, index: ResourceIndex): OutsidePointer[] {
  return objectsOf(value).flatMap((one) => pointerOf(one.value, from, index, "Location") ?? []);
}

/** Outside professionals, organisations, places and roles. A record that its sender no longer uses is left out. */
export function readDirectory(placed: Placed[], index: ResourceIndex): { directory: OutsideDirectory; read: Placed[]; leftOut: LeftOut[] } {
  const directory: OutsideDirectory = { organisations: [], professionals: [], places: [], roles: [] };
  const read: Placed[] = [];
  const leftOut: LeftOut[] = [];
  for (const one of placed) {
    const { resource, path } = one;
    if (!directoryTypes.includes(resource.resourceType)) continue;
    if (resource.active === false || resource.status === "inactive") {
      leftOut.push({ path, reason: say((w) => w.inactive) });
      continue;
    }
    const { identifiers, leftOut: leftIdentifiers } = readIdentifiers(resource.identifier, path);
    const { telecom, leftOut: leftTelecom } = readTelecom(resource.telecom, path);
    const { address, leftOut: leftAddresses } = readAddress(resource.address, path);
    read.push(one);
    leftOut.push(...leftIdentifiers, ...leftTelecom, ...leftAddresses);
    if (resource.resourceType === "Organization") directory.organisations.push({ identifiers, name: textOf(resource.name), kinds: conceptTexts(resource.type), telecom, address, sourcePath: path });
    if (resource.resourceType === "Location") directory.places.push({ identifiers, name: textOf(resource.name), telecom, address, organisation: pointerOf(resource.managingOrganization, one, index, "Organization"), sourcePath: path });
    if (resource.resourceType === "Practitioner") {
      const { name, leftOut: leftNames } = readName(resource.name, path);
      directory.professionals.push({ identifiers, ...name, telecom, address, sourcePath: path });
      leftOut.push(...leftNames);
    }
    if (resource.resourceType === "PractitionerRole") {
      const professional = pointerOf(resource.practitioner, one, index, "Practitioner");
      const organisation = pointerOf(resource.organization, one, index, "Organization");
      directory.roles.push({ professional, organisation, places: placesOf(resource.location, one, index), kinds: conceptTexts(resource.code), specialties: conceptTexts(resource.specialty), telecom, sourcePath: path });
    }
  }
  for (const type of directoryTypes) leftOut.push(...leftElements(read.filter((one) => one.resource.resourceType === type), known[type]!));
  return { directory, read, leftOut };
}
