import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { FhirResource } from "#wire/fhir/types.ts";
import { prepareImport } from "./command.ts";
import { outsideDirectory, referralFromBundle, type ReferralFromBundle } from "./contract.ts";
import { leftOutOfReferences, readReferralBundle, type ReadBundle } from "./fhir.ts";
import { matchKeys } from "./parts.fhir.ts";

const folder = new URL("../../../test/data/fhir/", import.meta.url);
const prepare = (name: string) => prepareImport(readFileSync(new URL(name, folder)), name);
const girlOf2021 = "synthea/8a4c9c04-1524-9f1c-d65b-9b17e4520fef.json";
const girlOf2018 = "synthea/f804dced-f61f-f1a9-00ef-01b81ed2c6f9.json";
const boyOf2017 = "synthea/728248bf-a984-5d08-efff-c44f98f56435.json";
const hospitals = "synthea/0-hospitalInformation1625911868739.json";
const practitioners = "synthea/0-practitionerInformation1625911868739.json";

function asReferral(read: ReadBundle): ReadBundle & { kind: "referral" } {
  if (read.kind !== "referral") throw new Error(`Expected a referral, got ${JSON.stringify(read).slice(0, 500)}`);
  return read;
}
function asDirectory(read: ReadBundle): ReadBundle & { kind: "directory" } {
  if (read.kind !== "directory") throw new Error(`Expected a directory, got ${read.kind}`);
  return read;
}
const reasons = (read: ReadBundle) => (read.kind === "none" ? [] : read.leftOut.map((one) => [one.path, one.reason.en]));
const count = (referral: ReferralFromBundle, type: string) => referral.understood.find((one) => one.resourceType === type)?.count ?? 0;

const patient = { resourceType: "Patient", identifier: [{ system: "http://hospital.example/mrn", value: "7" }], name: [{ family: "Rivera", given: ["Luz"] }], birthDate: "2021-04-03" };
const place = "urn:uuid:0648d18a-9ece-b3fa-c837-a4b82fe47a40";
const about = { reference: place };
const bundleOf = (...resources: object[]): FhirResource => ({ resourceType: "Bundle", type: "collection", entry: [{ fullUrl: place, resource: patient }, ...resources.map((resource) => ({ resource }))] });
const readOf = (...resources: object[]) => asReferral(prepareImport(JSON.stringify(bundleOf(...resources)), "a.json"));
const withPatient = (more: object) => asReferral(prepareImport(JSON.stringify({ ...patient, ...more }), "patient.json"));

describe("the three children of the hospital become referrals (D3)", () => {
  it("girl, born 2021-04-03, no Condition; Humana stands only inside bills", () => {
    const read = asReferral(prepare(girlOf2021));
    const { child, conditions, coverage, carers, history } = read.referral;
    expect(child).toMatchObject({ birthDate: "2021-04-03", administrativeGender: "female", given: ["Zandra428"], family: "O'Hara248", language: "en-US" });
    expect(conditions).toEqual([]);
    expect(carers).toEqual([]);
    expect(history).toHaveLength(3);
    expect(coverage).toHaveLength(1);
    expect(coverage[0]).toMatchObject({ payerName: "Humana", claimed: { first: "2021-04-03" } });
    expect(coverage[0]!.sourcePaths.some((path) => path.includes(".contained["))).toBe(true);
    expect(coverage[0]!.sourcePaths.some((path) => path.includes(".insurance["))).toBe(true);
    expect(read.referral.uninsured).toBeNull();
  });

  it("girl, born 2018-01-10, 10 Conditions, none of them turned into ICD-10-CM; NO_INSURANCE is no payer", () => {
    const { child, conditions, coverage, uninsured } = asReferral(prepare(girlOf2018)).referral;
    expect(child).toMatchObject({ birthDate: "2018-01-10", administrativeGender: "female" });
    expect(conditions).toHaveLength(10);
    expect(conditions.every((one) => one.system === "http://snomed.info/sct" && !one.isIcd10)).toBe(true);
    expect(conditions[0]).toMatchObject({ code: "239720000", display: "Tear of meniscus of knee", onset: "2019-09-25T13:21:24+02:00", clinicalStatus: "resolved" });
    expect(coverage.map((one) => one.payerName)).toEqual(["Aetna"]);
    expect(uninsured).toEqual({ first: "2018-09-19", last: "2021-06-16" });
  });

  it("boy, born 2017-08-28, 6 Conditions, speaks Spanish, Medicaid", () => {
    const { child, conditions, coverage } = asReferral(prepare(boyOf2017)).referral;
    expect(child).toMatchObject({ birthDate: "2017-08-28", administrativeGender: "male", language: "es" });
    expect(conditions).toHaveLength(6);
    expect(coverage.map((one) => one.payerName)).toEqual(["Medicaid"]);
  });

  it.each([girlOf2021, girlOf2018, boyOf2017])("%s: every resource is understood or left out with path and reason in both languages", (name) => {
    const read = asReferral(prepare(name));
    const bundle = JSON.parse(readFileSync(new URL(name, folder), "utf8")) as { entry: { resource: FhirResource }[] };
    const types = new Set(bundle.entry.map((entry) => entry.resource.resourceType));
    for (const type of types) {
      const total = bundle.entry.filter((entry) => entry.resource.resourceType === type).length;
      const isListed = read.leftOut.some((one) => one.reason.en.includes(type) && (total === 1 || one.reason.en.includes(String(total))));
      expect([type, count(read.referral, type) === total || isListed]).toEqual([type, true]);
    }
    for (const one of read.leftOut) {
      expect(one.path).toMatch(/^Bundle\.entry\[\d+\]/);
      expect(one.reason.es).not.toBe(one.reason.en);
    }
    expect(() => referralFromBundle.parse(read.referral)).not.toThrow();
  });

  it("is found again by medical record number, and never by social security number", () => {
    const read = asReferral(prepare(girlOf2021));
    expect(matchKeys(read.referral.child.identifiers)).toContain("http://hospital.smarthealthit.org|8a4c9c04-1524-9f1c-d65b-9b17e4520fef");
    expect(JSON.stringify(read.referral)).not.toContain("999-12-2220");
    expect(reasons(read)).toContainEqual(["Bundle.entry[0].resource.identifier[2]", "A social security number is not kept."]);
  });

  it("is the same source text when sent again in another order, with another time and version, and another one when anything changes", () => {
    const bundle = JSON.parse(readFileSync(new URL(girlOf2021, folder), "utf8")) as { id?: string; timestamp?: string; entry: { resource: FhirResource }[] };
    const first = asReferral(readReferralBundle(bundle as unknown as FhirResource)).sourceText;
    const again = structuredClone(bundle);
    again.id = "another";
    again.timestamp = "2021-08-01T00:00:00Z";
    again.entry.reverse();
    const child = again.entry.at(-1)!.resource;
    child.meta = { ...(child.meta as object), versionId: "2", lastUpdated: "2021-08-01T00:00:00Z" };
    expect(asReferral(readReferralBundle(again as unknown as FhirResource)).sourceText).toBe(first);
    child.birthDate = "2021-04-04";
    expect(asReferral(readReferralBundle(again as unknown as FhirResource)).sourceText).not.toBe(first);
  });

  it("every reference that leads out can be looked up in the two directories, and is listed where it cannot", () => {
    const known = new Set<string>();
    for (const name of [hospitals, practitioners]) {
      const { directory } = asDirectory(prepare(name));
      for (const [type, list] of [["Organization", directory.organisations], ["Location", directory.places], ["Practitioner", directory.professionals]] as const) {
        for (const one of list) for (const key of matchKeys(one.identifiers)) known.add(`${type} ${key}`);
      }
    }
    for (const name of [girlOf2021, girlOf2018, boyOf2017]) {
      const { elsewhere } = asReferral(prepare(name));
      expect(elsewhere.length).toBeGreaterThan(0);
      expect(leftOutOfReferences(elsewhere, (one) => known.has(`${one.resourceType} ${one.identifier!.system}|${one.identifier!.value}`))).toEqual([]);
      expect(leftOutOfReferences(elsewhere, () => false)).toHaveLength(elsewhere.length);
    }
  });
});

describe("a directory is no referral", () => {
  it("194 organisations with their places", () => {
    const { directory } = asDirectory(prepare(hospitals));
    expect([directory.organisations.length, directory.places.length, directory.professionals.length]).toEqual([194, 194, 0]);
    expect(directory.places[0]!.organisation).toMatchObject({ name: "MOUNT AUBURN HOSPITAL", sourcePath: "Bundle.entry[0].resource" });
    expect(() => outsideDirectory.parse(directory)).not.toThrow();
  });
  it("195 professionals with their roles", () => {
    const { directory } = asDirectory(prepare(practitioners));
    expect([directory.professionals.length, directory.roles.length]).toEqual([195, 195]);
    expect(directory.professionals[0]).toMatchObject({ given: ["Janette321"], family: "Fisher429", identifiers: [{ kind: "national_provider", value: "9999999989" }] });
    expect(directory.roles[0]).toMatchObject({ professional: { sourcePath: "Bundle.entry[0].resource" }, organisation: { resourceType: "Organization", sourcePath: null }, specialties: ["General Practice"] });
    expect(() => outsideDirectory.parse(directory)).not.toThrow();
  });
});

describe("exactly one Patient", () => {
  it("none, two, and the same one twice", () => {
    const none = prepareImport(JSON.stringify({ resourceType: "Bundle", type: "collection", entry: [{ resource: { resourceType: "Observation", status: "final", code: { text: "a" } } }] }), "a.json");
    expect(none).toMatchObject({ kind: "none", faults: [{ paths: ["Bundle"], code: "required" }] });
    const two = prepareImport(JSON.stringify(bundleOf({ resourceType: "Patient", gender: "male" })), "a.json");
    expect(two).toMatchObject({ kind: "none", faults: [{ paths: ["Bundle.entry[0].resource", "Bundle.entry[1].resource"] }] });
    expect(reasons(readOf(patient))).toContainEqual(["Bundle.entry[1]", "The same as Bundle.entry[0]."]);
  });
  it("a Patient alone and ndjson are read as well", () => {
    expect(withPatient({}).referral.child.family).toBe("Rivera");
    const lines = prepareImport(`${JSON.stringify({ ...patient, id: "p" })}\n${JSON.stringify({ resourceType: "Condition", subject: { reference: "Patient/p" }, code: { text: "Nightmares" } })}\n`, "export.ndjson");
    expect(asReferral(lines).referral.conditions).toMatchObject([{ display: "Nightmares", code: null, isIcd10: false }]);
  });
  it("a Patient whose meaning a modifier changes is refused; another resource is left out", () => {
    const modifierExtension = [{ url: "http://example.org/not", valueBoolean: true }];
    expect(prepareImport(JSON.stringify({ ...patient, modifierExtension }), "a.json")).toMatchObject({ kind: "none", faults: [{ paths: ["Bundle.entry[0].resource"] }] });
    const read = readOf({ resourceType: "Condition", subject: about, code: { text: "A" }, modifierExtension });
    expect(read.referral.conditions).toEqual([]);
    expect(reasons(read)[0]![0]).toBe("Bundle.entry[1].resource");
  });
});

describe("the child, exactly as written", () => {
  it.each([["🦊 Zoë 🦊", "O’Neill-Ñandú"], ["עדי", "כהן"], ["محمد", "العربي"], ["<script>alert(1)</script>", "A&amp;B <b>"], ["  ", "Łuczak"]])("%s %s", (given, family) => {
    const read = prepareImport(JSON.stringify({ ...patient, name: [{ family, given: [given, "Second"] }] }), "a.json");
    if (given.trim() === "") expect(read.kind).toBe("none");
    else expect(asReferral(read).referral.child).toMatchObject({ given: [given, "Second"], family });
  });
  it("the name in use; a nickname beside it; a maiden name is left out", () => {
    const read = withPatient({ name: [{ use: "maiden", family: "Old" }, { use: "nickname", given: ["Lulu"] }, { use: "official", family: "Rivera", given: ["Luz"] }] });
    expect(read.referral.child).toMatchObject({ family: "Rivera", nickname: "Lulu" });
    expect(reasons(read)).toContainEqual(["Bundle.entry[0].resource.name[0]", "One name is kept; this is another one (maiden)."]);
  });
  it("half a birth date is no birth date", () => {
    const read = withPatient({ birthDate: "2021-04" });
    expect(read.referral.child.birthDate).toBeNull();
    expect(reasons(read)).toContainEqual(["Bundle.entry[0].resource.birthDate", "2021-04 is not a whole birth date."]);
  });
  it("of two languages without a preference none is guessed", () => {
    const communication = [{ language: { coding: [{ system: "urn:ietf:bcp:47", code: "es" }] } }, { language: { coding: [{ system: "urn:ietf:bcp:47", code: "en" }] } }];
    expect(withPatient({ communication }).referral.child.language).toBeNull();
    expect(withPatient({ communication: [communication[0], { ...communication[1], preferred: true }] }).referral.child.language).toBe("en");
  });
  it("an old number is left out; a death is said", () => {
    const read = withPatient({ telecom: [{ system: "phone", value: "1", use: "old" }, { system: "phone", value: "2" }], deceasedDateTime: "2021-05" });
    expect(read.referral.child.telecom.map((one) => one.value)).toEqual(["2"]);
    expect(read.referral.child.died).toEqual({ on: "2021-05" });
    expect(withPatient({ deceasedBoolean: false }).referral.child.died).toBeNull();
  });
  it("confidentiality labels travel along", () => {
    const security = [{ system: "http://terminology.hl7.org/CodeSystem/v3-ActCode", code: "42CFRPart2" }];
    expect(readOf({ resourceType: "Condition", meta: { security }, subject: about, code: { text: "A" } }).referral.labels).toMatchObject([{ code: "42CFRPart2", sourcePath: "Bundle.entry[1].resource" }]);
  });
});

describe("the adults, the conditions, the payers, the request", () => {
  it("RelatedPerson and contacts are carers; one of somebody else is not", () => {
    const related = { resourceType: "RelatedPerson", patient: about, name: [{ family: "Rivera", given: ["Ana"] }], relationship: [{ coding: [{ system: "http://terminology.hl7.org/CodeSystem/v3-RoleCode", code: "NMTH", display: "natural mother" }] }] };
    const contact = [{ name: { family: "Paz" }, telecom: [{ system: "phone", value: "202-555-0101" }], relationship: [{ text: "Foster mother" }] }, { organization: { display: "Agency" } }];
    const bundle = bundleOf(related, { ...related, patient: { reference: "Patient/other" } });
    (bundle.entry as { resource: object }[])[0]!.resource = { ...patient, contact };
    const read = asReferral(prepareImport(JSON.stringify(bundle), "a.json"));
    expect(read.referral.carers.map((one) => [one.family, one.relationships[0]!.code ?? one.relationships[0]!.text, one.sourcePath])).toEqual([["Rivera", "NMTH", "Bundle.entry[1].resource"], ["Paz", "Foster mother", "Bundle.entry[0].resource.contact[0]"]]);
    expect(reasons(read)).toEqual(expect.arrayContaining([["Bundle.entry[2].resource", expect.stringContaining("somebody else")], ["Bundle.entry[0].resource.contact[1]", "This contact is not a person."]]));
  });

  it("the sender's own ICD-10-CM code is kept as one; ICD-10 of other countries and SNOMED CT are not", () => {
    const condition = (...coding: object[]) => ({ resourceType: "Condition", subject: about, code: { coding } });
    const snomed = { system: "http://snomed.info/sct", code: "47505003", display: "Posttraumatic stress disorder" };
    const read = readOf(condition(snomed), condition(snomed, { system: "http://hl7.org/fhir/sid/icd-10-cm", code: "F43.10" }), condition({ system: "http://hl7.org/fhir/sid/icd-10", code: "F43.1" }));
    expect(read.referral.conditions.map((one) => [one.code, one.isIcd10])).toEqual([["47505003", false], ["F43.10", true], ["F43.1", false]]);
  });

  it("what was ruled out, or entered in error, or is about somebody else, is no condition", () => {
    const verification = (code: string) => ({ verificationStatus: { coding: [{ system: "http://terminology.hl7.org/CodeSystem/condition-ver-status", code }] } });
    const condition = { resourceType: "Condition", subject: about, code: { text: "A" } };
    const read = readOf({ ...condition, ...verification("refuted") }, { ...condition, ...verification("entered-in-error") }, { ...condition, subject: { reference: "Patient/other" } });
    expect(read.referral.conditions).toEqual([]);
    expect(read.leftOut.filter((one) => /^Bundle\.entry\[[123]\]\.resource$/.test(one.path))).toHaveLength(3);
  });

  it("coverage as a resource, with member and period; a cancelled one and a paying family are none", () => {
    const coverage = { resourceType: "Coverage", status: "active", beneficiary: about, subscriberId: "M1", period: { start: "2024-01-01" }, payor: [{ reference: "#o" }], contained: [{ resourceType: "Organization", id: "o", name: "Health Plan" }] };
    const read = readOf(coverage, { ...coverage, status: "cancelled" }, { resourceType: "Coverage", status: "active", beneficiary: about, payor: [about] });
    expect(read.referral.coverage).toEqual([{ payerName: "Health Plan", memberId: "M1", period: { start: "2024-01-01", end: null }, claimed: null, sourcePaths: ["Bundle.entry[1].resource"] }]);
    expect(reasons(read).map(([path]) => path)).toEqual(expect.arrayContaining(["Bundle.entry[2].resource", "Bundle.entry[3].resource"]));
  });

  it("the latest open request names who asks and why (D8)", () => {
    const request = (more: object) => ({ resourceType: "ServiceRequest", status: "active", intent: "order", subject: about, ...more });
    const practitioner = { resourceType: "Practitioner", id: "d", name: [{ family: "Okafor", prefix: ["Dr."] }], telecom: [{ system: "phone", value: "202-555-0102" }] };
    const read = readOf(practitioner, request({ authoredOn: "2024-01-01", reasonCode: [{ text: "Older" }] }), request({ authoredOn: "2024-03-01", requester: { reference: "Practitioner/d" }, code: { text: "Child-Parent Psychotherapy" }, reasonCode: [{ text: "Violence at home" }], note: [{ text: "Call the mother." }] }), request({ status: "completed" }));
    expect(read.referral.requester).toMatchObject({ name: "Dr. Okafor", resourceType: "Practitioner" });
    expect(read.referral.requests.map((one) => one.reasons)).toEqual([["Violence at home"], ["Older"]]);
    expect(read.referral.requests[0]).toMatchObject({ telecom: [{ value: "202-555-0102" }], notes: ["Call the mother."] });
    expect(reasons(read)).toContainEqual(["Bundle.entry[4].resource", "This request is not open (completed)."]);
  });

  it("entries that delete, change or hold nothing are left out", () => {
    const bundle = { resourceType: "Bundle", type: "transaction", entry: [{ fullUrl: place, resource: patient, request: { method: "POST", url: "Patient" } }, { request: { method: "DELETE", url: "Patient/9" } }] };
    expect(reasons(prepareImport(JSON.stringify(bundle), "a.json"))).toContainEqual(["Bundle.entry[1]", "This entry asks for DELETE; only new content is taken over."]);
  });
});
