import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkResource } from "./check.ts";
import { isFault } from "./issues.ts";
import { resolveReferences } from "./references.ts";
import type { FhirResource } from "./types.ts";

const folder = new URL("../../../test/data/fhir/", import.meta.url);
const load = (name: string) => JSON.parse(readFileSync(new URL(name, folder), "utf8")) as FhirResource;
const bundleOf = (...entry: unknown[]): FhirResource => ({ resourceType: "Bundle", type: "collection", entry });
const encounter = (reference: string, more: object = {}) => ({ resourceType: "Encounter", status: "finished", class: { code: "AMB" }, subject: { reference }, ...more });
const uuid = "urn:uuid:0648d18a-9ece-b3fa-c837-a4b82fe47a40";

describe("resolveReferences", () => {
  it("every form of Bundle-bundle-references, as R4 says", () => {
    const answer = resolveReferences(load("r4-examples/Bundle-bundle-references.json"));
    expect(answer.issues).toEqual([]);
    const targets = Object.fromEntries(answer.resolved.map((one) => [one.path, one.targetPath]));
    expect(targets).toMatchObject({
      "Bundle.entry[2].resource.subject": "Bundle.entry[0].resource",
      "Bundle.entry[3].resource.subject": "Bundle.entry[0].resource",
      "Bundle.entry[4].resource.subject": "Bundle.entry[1].resource",
    });
    // Another server's Patient/23 is not this one, and Patient/1 of fhir-2 is not here.
    expect(targets["Bundle.entry[6].resource.subject"]).toBeUndefined();
    expect(answer.elsewhere.map((one) => one.reference)).toEqual(expect.arrayContaining(["Patient/23", "http://example.org/fhir-2/Patient/1"]));
    expect(targets["Bundle.entry[9].resource.subject"]).toBe("Bundle.entry[8].resource");
  });

  it("a dangling urn:uuid is a fault with entry and path, in a bundle and in a resource alone", () => {
    const bundle = bundleOf({ fullUrl: uuid, resource: { resourceType: "Patient" } }, { resource: encounter("urn:uuid:00000000-0000-4000-8000-000000000000") });
    expect(checkResource(bundle).filter(isFault).map((issue) => issue.paths)).toEqual([["Bundle.entry[1].resource.subject.reference"]]);
    expect(checkResource(encounter(uuid) as FhirResource).filter(isFault)).toHaveLength(1);
  });

  it("contained: #id, # for the container, and one that is missing", () => {
    const person = { resourceType: "RelatedPerson", id: "a", patient: { reference: "#" } };
    const good = bundleOf({ resource: { resourceType: "Patient", contained: [person], link: [{ other: { reference: "#a" }, type: "seealso" }] } });
    expect(resolveReferences(good).resolved.map((one) => one.targetPath)).toEqual(["Bundle.entry[0].resource", "Bundle.entry[0].resource.contained[0]"]);
    expect(resolveReferences(bundleOf({ resource: encounter("#a") })).issues[0]!.paths).toEqual(["Bundle.entry[0].resource.subject.reference"]);
  });

  it("conditional and logical references are found by identifier, within the named type", () => {
    const practitioner = { resource: { resourceType: "Practitioner", identifier: [{ system: "http://hl7.org/fhir/sid/us-npi", value: "1" }] } };
    const organization = { resource: { resourceType: "Organization", name: "A", identifier: [{ system: "http://hl7.org/fhir/sid/us-npi", value: "1" }] } };
    const role = (reference: object) => ({ resource: { resourceType: "PractitionerRole", practitioner: reference } });
    const found = (reference: object) => resolveReferences(bundleOf(practitioner, organization, role(reference)));
    expect(found({ reference: "Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|1" }).resolved[0]!.targetPath).toBe("Bundle.entry[0].resource");
    expect(found({ reference: "Practitioner?identifier=http%3A%2F%2Fhl7.org%2Ffhir%2Fsid%2Fus-npi%7C1" }).resolved).toHaveLength(1);
    expect(found({ type: "Practitioner", identifier: { system: "http://hl7.org/fhir/sid/us-npi", value: "1" } }).resolved[0]!.targetPath).toBe("Bundle.entry[0].resource");
    expect(found({ identifier: { system: "http://hl7.org/fhir/sid/us-npi", value: "1" } }).elsewhere[0]!.why).toBe("ambiguous");
    expect(found({ reference: "Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|2" }).elsewhere).toEqual([
      { reference: "Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|2", why: "elsewhere", resourceType: "Practitioner", identifier: { system: "http://hl7.org/fhir/sid/us-npi", value: "2" }, paths: ["Bundle.entry[2].resource.practitioner"] },
    ]);
  });

  it("an id in a bundle without addresses; two different resources of one id are not guessed", () => {
    const one = { resource: { resourceType: "Patient", id: "1" } };
    expect(resolveReferences(bundleOf(one, { resource: encounter("Patient/1") })).resolved).toHaveLength(1);
    expect(resolveReferences(bundleOf(one, { resource: { resourceType: "Patient", id: "1", gender: "male" } }, { resource: encounter("Patient/1") })).elsewhere[0]!.why).toBe("ambiguous");
  });

  it("a reference to the wrong type, and a text that is no reference", () => {
    const wrong = checkResource(bundleOf({ fullUrl: uuid, resource: { resourceType: "Practitioner" } }, { resource: encounter(uuid) })).filter(isFault);
    expect(wrong.map((issue) => [issue.paths[0], issue.text.en])).toEqual([["Bundle.entry[1].resource.subject.reference", "The reference leads to Practitioner; expected Patient, Group."]]);
    expect(resolveReferences(encounter("the boy next door") as FhirResource).issues[0]!.paths).toEqual(["Encounter.subject.reference"]);
  });

  it("the same fullUrl at two entries is a fault that names both", () => {
    const issues = checkResource(bundleOf({ fullUrl: uuid, resource: { resourceType: "Patient" } }, { fullUrl: uuid, resource: { resourceType: "Patient", gender: "male" } })).filter(isFault);
    expect(issues.map((issue) => issue.paths)).toEqual([["Bundle.entry[0].fullUrl", "Bundle.entry[1].fullUrl"]]);
  });
});
