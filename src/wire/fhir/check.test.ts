import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkFile, checkResource, mostIssues } from "./check.ts";
import { codesOfValueSet } from "./definitions.ts";
import { parseFhirFile } from "./file.ts";
import { isFault, operationOutcome } from "./issues.ts";
import type { FhirResource } from "./types.ts";

const folder = new URL("../../../test/data/fhir/", import.meta.url);
const read = (name: string) => parseFhirFile(readFileSync(new URL(name, folder)), name);
const examples = readdirSync(new URL("r4-examples/", folder));
const children = ["728248bf-a984-5d08-efff-c44f98f56435", "8a4c9c04-1524-9f1c-d65b-9b17e4520fef", "f804dced-f61f-f1a9-00ef-01b81ed2c6f9"].map((id) => `synthea/${id}.json`);
const directories = readdirSync(new URL("synthea/", folder)).filter((name) => name.startsWith("0-")).map((name) => `synthea/${name}`);
const faultsOf = (resource: unknown) => checkResource(resource as FhirResource).filter(isFault).map((issue) => [issue.paths[0], issue.code]);

describe("official examples of R4", () => {
  it("there are a hundred", () => expect(examples).toHaveLength(100));
  it.each(examples)("%s has no fault", (name) => {
    expect(checkFile(read(`r4-examples/${name}`)).filter(isFault)).toEqual([]);
  });
});

describe("Synthea", () => {
  it.each([...children, ...directories])("%s has no fault and takes at most a few seconds", (name) => {
    const started = performance.now();
    expect(checkFile(read(name)).filter(isFault)).toEqual([]);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it("lists each conditional reference that lies outside once, with every place", () => {
    const outside = checkFile(read(children[1]!));
    expect(outside.map((issue) => issue.severity)).toEqual(["information", "information", "information"]);
    expect(outside[0]!.paths.length).toBeGreaterThan(1);
    expect(outside[0]!.text.en).toMatch(/^Practitioner\?identifier=.* is not in this file/);
  });
});

describe("required codes", () => {
  const subject = { reference: "Patient/1" };
  it.each([
    ["Patient.gender", { resourceType: "Patient", gender: "girl" }, "Patient.gender"],
    ["Patient.gender in another case", { resourceType: "Patient", gender: "Female" }, "Patient.gender"],
    ["HumanName.use", { resourceType: "Patient", name: [{ use: "nick", family: "A" }] }, "Patient.name[0].use"],
    ["ContactPoint.system", { resourceType: "Patient", telecom: [{ system: "tel", value: "1" }] }, "Patient.telecom[0].system"],
    ["ContactPoint.use", { resourceType: "Patient", telecom: [{ system: "phone", use: "house", value: "1" }] }, "Patient.telecom[0].use"],
    ["Address.use", { resourceType: "Patient", address: [{ use: "house", city: "A" }] }, "Patient.address[0].use"],
    ["Address.type", { resourceType: "Patient", address: [{ type: "villa", city: "A" }] }, "Patient.address[0].type"],
    ["Identifier.use", { resourceType: "Patient", identifier: [{ use: "main", value: "1" }] }, "Patient.identifier[0].use"],
    ["Patient.contact.gender", { resourceType: "Patient", contact: [{ name: { family: "A" }, gender: "f" }] }, "Patient.contact[0].gender"],
    ["RelatedPerson.gender", { resourceType: "RelatedPerson", patient: subject, gender: "f" }, "RelatedPerson.gender"],
    ["Encounter.status", { resourceType: "Encounter", status: "done", class: { code: "AMB" } }, "Encounter.status"],
    ["Observation.status", { resourceType: "Observation", status: "done", code: { text: "a" } }, "Observation.status"],
    ["Coverage.status", { resourceType: "Coverage", status: "on", beneficiary: subject, payor: [{ display: "A" }] }, "Coverage.status"],
    ["Bundle.type", { resourceType: "Bundle", type: "parcel" }, "Bundle.type"],
    ["Condition.clinicalStatus", { resourceType: "Condition", subject, clinicalStatus: { coding: [{ system: "http://terminology.hl7.org/CodeSystem/condition-clinical", code: "ill" }] } }, "Condition.clinicalStatus.coding[0]"],
    ["Condition.clinicalStatus of another system", { resourceType: "Condition", subject, clinicalStatus: { coding: [{ system: "http://example.org", code: "active" }] } }, "Condition.clinicalStatus.coding[0]"],
    ["Condition.verificationStatus as text alone", { resourceType: "Condition", subject, verificationStatus: { text: "sure" } }, "Condition.verificationStatus"],
  ])("%s", (_, resource, path) => {
    expect(faultsOf(resource)).toContainEqual([path, "code-invalid"]);
  });

  it("is found deep in a bundle, and says what is expected", () => {
    const bundle = { resourceType: "Bundle", type: "collection", entry: [{ resource: { resourceType: "Patient" } }, { resource: { resourceType: "Patient", contained: [{ resourceType: "RelatedPerson", id: "a", patient: { reference: "#" }, gender: "m" }], link: [{ other: { reference: "#a" }, type: "seealso" }] } }] };
    const [issue] = checkResource(bundle).filter(isFault);
    expect(issue!.paths).toEqual(["Bundle.entry[1].resource.contained[0].gender"]);
    expect(issue!.text.en).toContain("male, female, other, unknown");
  });

  it("a value set that cannot be listed is no fault", () => {
    expect(codesOfValueSet("http://hl7.org/fhir/ValueSet/mimetypes|4.0.1")).toBeNull();
    expect(faultsOf({ resourceType: "Binary", contentType: "text/plain" })).toEqual([]);
  });
});

describe("structure, dates, characters", () => {
  it("an unknown element, a missing one, a wrong type, each with its path", () => {
    expect(faultsOf({ resourceType: "Patient", colour: "blue" })).toEqual([["Patient.colour", "structure"]]);
    expect(faultsOf({ resourceType: "Encounter", class: { code: "AMB" } })).toEqual([["Encounter.status", "required"]]);
    expect(faultsOf({ resourceType: "Patient", active: "yes" })).toEqual([["Patient.active", "structure"]]);
    expect(faultsOf({ resourceType: "Patient", name: { family: "A" } })[0]).toEqual(["Patient.name", "structure"]);
  });
  it("names that a JavaScript object has of itself are no elements", () => {
    expect(faultsOf(JSON.parse('{"resourceType":"Patient","constructor":"x","name":[{"family":"A","__proto__":1}]}'))).toEqual(expect.arrayContaining([["Patient.constructor", "structure"], ["Patient.name[0].__proto__", "structure"]]));
    expect(faultsOf({ resourceType: "constructor" })).toEqual([["resourceType", "not-supported"]]);
  });
  it("a date that does not exist", () => {
    expect(faultsOf({ resourceType: "Patient", birthDate: "2021-02-29" })).toEqual([["Patient.birthDate", "value"]]);
    expect(faultsOf({ resourceType: "Patient", birthDate: "2020-02-29" })).toEqual([]);
    expect(faultsOf({ resourceType: "Patient", birthDate: "2021-02" })).toEqual([]);
  });
  it("a null character and half a pair", () => {
    expect(faultsOf({ resourceType: "Patient", name: [{ family: "a\0b" }] })).toContainEqual(["Patient.name[0].family", "value"]);
    expect(faultsOf({ resourceType: "Patient", name: [{ family: "a\ud83d" }] })).toEqual([["Patient.name[0].family", "value"]]);
    expect(faultsOf({ resourceType: "Patient", name: [{ family: "🦊 עברית العربية <b>&amp;</b>" }] })).toEqual([]);
  });
  it("two of a choice", () => {
    expect(faultsOf({ resourceType: "Patient", deceasedBoolean: false, deceasedDateTime: "2020-01-01" })).toEqual([["Patient.deceasedDateTime", "structure"]]);
  });
  it("attachments of more than a megabyte are allowed, what is not base64 is not", () => {
    expect(faultsOf({ resourceType: "Binary", contentType: "application/pdf", data: "QUJD".repeat(600_000) })).toEqual([]);
    expect(faultsOf({ resourceType: "Binary", contentType: "application/pdf", data: "QUJ" })).toEqual([["Binary.data", "value"]]);
  });
  it("an unknown resource type inside is named and hides nothing else", () => {
    const bundle = { resourceType: "Bundle", type: "collection", entry: [{ resource: { resourceType: "Patiant" } }, { resource: 5 }, { resource: { resourceType: "Patient", gender: "x" } }] };
    expect(faultsOf(bundle)).toEqual([["Bundle.entry[0].resource.resourceType", "not-supported"], ["Bundle.entry[1].resource", "required"], ["Bundle.entry[2].resource.gender", "code-invalid"]]);
  });
  it("more faults than are listed are counted", () => {
    const entry = Array.from({ length: mostIssues + 7 }, () => ({ resource: { resourceType: "Patient", gender: "x" } }));
    const faults = checkResource({ resourceType: "Bundle", type: "collection", entry }).filter(isFault);
    expect(faults).toHaveLength(mostIssues + 1);
    expect(faults.at(-1)!.text.en).toBe("7 more faults are not listed.");
  });
  it("ndjson: the line, and the path within it", () => {
    const issues = checkFile(parseFhirFile('{"resourceType":"Patient","id":"a"}\n{"resourceType":"Encounter","status":"done","class":{"code":"AMB"},"subject":{"reference":"Patient/a"}}', "a.ndjson"));
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({ line: 2, paths: ["Encounter.status"] });
  });
});

describe("operationOutcome", () => {
  it("is itself good FHIR, in both languages, with and without faults", () => {
    for (const resource of [{ resourceType: "Patient" }, { resourceType: "Patient", gender: "x", birthDate: "2021-02-30" }]) {
      for (const language of ["en", "es"] as const) {
        const outcome = operationOutcome(checkResource(resource), language);
        expect(checkResource(outcome).filter(isFault)).toEqual([]);
      }
    }
  });
});
