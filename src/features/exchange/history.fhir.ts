import type { Placed, ResourceIndex } from "#wire/fhir/references.ts";
import type { LeftOut, OutsideCondition, OutsideEncounter, OutsideRequest } from "./contract.ts";
import { conceptCode, conceptText, conceptTexts, leftElements, objectOf, objectsOf, periodOf, pointerOf, readTelecom, textOf } from "./parts.fhir.ts";
import { say } from "./words.ts";

/** What was read of a kind of resource, from which resources, and what was left. */
export type Taken<T> = { taken: T[]; read: Placed[]; leftOut: LeftOut[] };

/** True where the resource is about the child: it says so, or says nothing about whom. */
export function isAbout(patient: Placed, reference: unknown, from: Placed, index: ResourceIndex): boolean {
  return reference === undefined || index.resolve(reference, from)?.found === patient;
}

function take<T>(placed: Placed[], known: string[], readOne: (one: Placed) => { item: T } | { reason: LeftOut["reason"] }): Taken<T> {
  const answer: Taken<T> = { taken: [], read: [], leftOut: [] };
  for (const one of placed) {
    const outcome = readOne(one);
    if ("reason" in outcome) {
      answer.leftOut.push({ path: one.path, reason: outcome.reason });
      continue;
    }
    answer.taken.push(outcome.item);
    answer.read.push(one);
  }
  answer.leftOut.push(...leftElements(answer.read, known));
  return answer;
}

const icd10Cm = new Set(["http://hl7.org/fhir/sid/icd-10-cm", "urn:oid:2.16.840.1.113883.6.90"]);

/** The conditions in the sender's coding. Where it gave an ICD-10-CM code among others, that one stands for it. */
export function readConditions(patient: Placed, conditions: Placed[], index: ResourceIndex): Taken<OutsideCondition> {
  const known = ["clinicalStatus", "verificationStatus", "code", "subject", "onsetDateTime", "onsetPeriod", "onsetString", "abatementDateTime", "abatementPeriod", "abatementString"];
  return take<OutsideCondition>(conditions, known, (placed) => {
    const { resource, path } = placed;
    const verificationStatus = conceptCode(resource.verificationStatus);
    if (!isAbout(patient, resource.subject, placed, index)) return { reason: say((w) => w.aboutSomebodyElse) };
    if (verificationStatus === "entered-in-error") return { reason: say((w) => w.enteredInError("entered-in-error")) };
    if (verificationStatus === "refuted") return { reason: say((w) => w.refuted) };
    const codings = objectsOf(objectOf(resource.code).coding).map((one) => one.value);
    const coding = codings.find((one) => icd10Cm.has(String(one.system)) && textOf(one.code) !== null) ?? codings.find((one) => textOf(one.code) !== null);
    const display = textOf(coding?.display) ?? conceptText(resource.code);
    if (coding === undefined && display === null) return { reason: say((w) => w.withoutCode) };
    return {
      item: {
        system: textOf(coding?.system),
        code: textOf(coding?.code),
        display,
        isIcd10: coding !== undefined && icd10Cm.has(String(coding.system)),
        onset: textOf(resource.onsetDateTime) ?? periodOf(resource.onsetPeriod)?.start ?? textOf(resource.onsetString),
        abated: textOf(resource.abatementDateTime) ?? periodOf(resource.abatementPeriod)?.end ?? textOf(resource.abatementString),
        clinicalStatus: conceptCode(resource.clinicalStatus),
        verificationStatus,
        sourcePath: path,
      },
    };
  });
}

/** The child's contacts with the sender, in the order of the bundle. */
export function readHistory(patient: Placed, encounters: Placed[], index: ResourceIndex): Taken<OutsideEncounter> {
  const known = ["status", "class", "type", "subject", "period", "reasonCode", "reasonReference", "serviceProvider"];
  return take<OutsideEncounter>(encounters, known, (placed) => {
    const { resource, path } = placed;
    const status = textOf(resource.status);
    if (!isAbout(patient, resource.subject, placed, index)) return { reason: say((w) => w.aboutSomebodyElse) };
    if (status === "cancelled" || status === "entered-in-error") return { reason: say((w) => w.enteredInError(status)) };
    const byReference = objectsOf(resource.reasonReference).flatMap(({ value }) => {
      const found = index.resolve(value, placed)?.found;
      return (found ? conceptText(found.resource.code) : null) ?? textOf(value.display) ?? [];
    });
    const encounterClass = objectOf(resource.class);
    return {
      item: {
        period: periodOf(resource.period),
        kind: conceptTexts(resource.type).join(", ") || (textOf(encounterClass.display) ?? textOf(encounterClass.code)),
        reason: [...conceptTexts(resource.reasonCode), ...byReference].join(", ") || null,
        at: pointerOf(resource.serviceProvider, placed, index)?.name ?? null,
        sourcePath: path,
      },
    };
  });
}

const openStatuses = new Set(["draft", "active", "on-hold", "unknown"]);

function requesterOf(placed: Placed, index: ResourceIndex): Pick<OutsideRequest, "requester" | "organisation" | "telecom"> {
  const { requester } = placed.resource;
  const found = index.resolve(requester, placed)?.found ?? null;
  if (found?.resource.resourceType !== "PractitionerRole") {
    const telecom = found === null ? [] : readTelecom(found.resource.telecom, found.path).telecom;
    return { requester: pointerOf(requester, placed, index), organisation: null, telecom };
  }
  const person = pointerOf(found.resource.practitioner, found, index, "Practitioner") ?? pointerOf(requester, placed, index);
  const personFound = index.resolve(found.resource.practitioner, found)?.found ?? null;
  const own = readTelecom(found.resource.telecom, found.path).telecom;
  return {
    requester: person,
    organisation: pointerOf(found.resource.organization, found, index, "Organization"),
    telecom: own.length > 0 || personFound === null ? own : readTelecom(personFound.resource.telecom, personFound.path).telecom,
  };
}

/** The open requests about the child, the latest first. One that is contained in a bill is no request to us. */
export function readRequests(patient: Placed, requests: Placed[], index: ResourceIndex): Taken<OutsideRequest> {
  const known = ["status", "intent", "code", "subject", "authoredOn", "requester", "reasonCode", "reasonReference", "note"];
  const answer = take<OutsideRequest>(requests, known, (placed) => {
    const { resource, path } = placed;
    const status = textOf(resource.status) ?? "unknown";
    if (!isAbout(patient, resource.subject, placed, index)) return { reason: say((w) => w.aboutSomebodyElse) };
    if (!openStatuses.has(status)) return { reason: say((w) => w.closedRequest(status)) };
    if (resource.doNotPerform === true) return { reason: say((w) => w.closedRequest("doNotPerform")) };
    const byReference = objectsOf(resource.reasonReference).flatMap(({ value }) => {
      const found = index.resolve(value, placed)?.found;
      return (found ? conceptText(found.resource.code) : null) ?? textOf(value.display) ?? [];
    });
    return {
      item: {
        ...requesterOf(placed, index),
        authoredOn: textOf(resource.authoredOn),
        service: conceptText(resource.code),
        reasons: [...conceptTexts(resource.reasonCode), ...byReference],
        notes: objectsOf(resource.note).flatMap((one) => textOf(one.value.text) ?? []),
        sourcePath: path,
      },
    };
  });
  answer.taken.sort((a, b) => (b.authoredOn ?? "").localeCompare(a.authoredOn ?? ""));
  return answer;
}
