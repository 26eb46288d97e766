import type { FhirResource } from "#wire/fhir/types.ts";
import type { Placed, ResourceIndex } from "#wire/fhir/references.ts";
import { isCivilDate } from "#kernel/dates.ts";
import type { LeftOut, OutsideCoverage } from "./contract.ts";
import { isAbout } from "./history.fhir.ts";
import { conceptCode, leftElements, objectOf, objectsOf, periodOf, pointerOf, readIdentifiers, textOf } from "./parts.fhir.ts";
import { say } from "./words.ts";

type Days = { first: string; last: string };
/** A payer met at one place. `name` is null where the place says that nobody pays. */
type Met = { name: string | null; memberId: string | null; period: OutsideCoverage["period"]; day: string | null; path: string };

const invalid = new Set(["cancelled", "entered-in-error"]);

/** Synthea and others write the absence of insurance as a payer's name. */
function isNobody(name: string): boolean {
  return /^(?:no[ _-]?insurance|uninsured|self[ _-]?pay)$/i.test(name.trim());
}

function dayOf(bill: FhirResource): string | null {
  const written = periodOf(bill.billablePeriod)?.start ?? textOf(bill.created);
  const day = written?.slice(0, 10) ?? "";
  return isCivilDate(day) ? day : null;
}

function widen(days: Days | null, day: string | null): Days | null {
  if (day === null) return days;
  if (days === null) return { first: day, last: day };
  return { first: day < days.first ? day : days.first, last: day > days.last ? day : days.last };
}

/** The payers of one Coverage resource. */
function readCoverageResource(placed: Placed, patient: Placed, index: ResourceIndex, from: Placed, day: string | null): { met: Met[]; leftOut: LeftOut[] } {
  const { resource, path } = placed;
  const status = textOf(resource.status);
  if (!isAbout(patient, resource.beneficiary, from, index)) return { met: [], leftOut: [{ path, reason: say((w) => w.aboutSomebodyElse) }] };
  if (status !== null && invalid.has(status)) return { met: [], leftOut: [{ path, reason: say((w) => w.enteredInError(status)) }] };
  const identifiers = readIdentifiers(resource.identifier, path).identifiers;
  const memberId = textOf(resource.subscriberId) ?? identifiers.find((one) => one.kind === "member" || one.kind === "medicaid")?.value ?? null;
  const period = periodOf(resource.period);
  const payors = objectsOf(resource.payor).flatMap(({ value }) => {
    const pointer = pointerOf(value, from, index);
    return pointer === null ? [] : [{ type: pointer.resourceType, name: pointer.name ?? pointer.identifier?.value ?? textOf(value.reference) }];
  });
  const family = payors.filter((one) => one.type === "Patient" || one.type === "RelatedPerson");
  const names = payors.filter((one) => !family.includes(one)).flatMap((one) => one.name ?? []);
  if (conceptCode(resource.type) === "pay" || (family.length > 0 && names.length === 0)) return { met: [], leftOut: [{ path, reason: say((w) => w.selfPay) }] };
  if (names.length === 0) return { met: [], leftOut: [{ path, reason: say((w) => w.noPayerNamed) }] };
  return { met: names.map((name) => ({ name: isNobody(name) ? null : name, memberId, period, day, path })), leftOut: [] };
}

/** The payers that a Claim or ExplanationOfBenefit names, whether it contains the coverage, points to it or only names it. */
function readBill(bill: Placed, patient: Placed, index: ResourceIndex): Met[] {
  const day = dayOf(bill.resource);
  const met: Met[] = [];
  const read = new Set<string>();
  for (const { value: insurance, index: at } of objectsOf(bill.resource.insurance)) {
    const found = index.resolve(insurance.coverage, bill)?.found ?? null;
    const display = textOf(objectOf(insurance.coverage).display);
    if (found?.resource.resourceType === "Coverage") {
      read.add(found.path);
      met.push(...readCoverageResource(found, patient, index, found.path.startsWith(`${bill.path}.contained`) ? bill : found, day).met);
    } else if (display !== null) met.push({ name: isNobody(display) ? null : display, memberId: null, period: null, day, path: `${bill.path}.insurance[${at}].coverage` });
  }
  for (const { value: contained, index: at } of objectsOf(bill.resource.contained)) {
    const path = `${bill.path}.contained[${at}]`;
    if (contained.resourceType === "Coverage" && !read.has(path)) met.push(...readCoverageResource({ resource: contained as FhirResource, path, fullUrl: null }, patient, index, bill, day).met);
  }
  return met;
}

/** What the bundle says about who pays. */
export type ReadCoverage = { coverage: OutsideCoverage[]; uninsured: Days | null; read: Placed[]; leftOut: LeftOut[] };

/**
 * The payers of the child: from Coverage resources, and from those that stand only inside bills. The same payer and
 * member is listed once with every place. "NO_INSURANCE" is no payer.
 */
export function readCoverage(patient: Placed, coverages: Placed[], bills: Placed[], index: ResourceIndex): ReadCoverage {
  const read: Placed[] = [];
  const leftOut: LeftOut[] = [];
  const met: Met[] = [];
  for (const placed of coverages) {
    const one = readCoverageResource(placed, patient, index, placed, null);
    met.push(...one.met);
    leftOut.push(...one.leftOut);
    if (one.leftOut.length === 0) read.push(placed);
  }
  leftOut.push(...leftElements(read, ["identifier", "status", "type", "subscriberId", "beneficiary", "period", "payor"]));
  const readBills = new Map<string, Placed[]>();
  for (const bill of bills) {
    const status = textOf(bill.resource.status);
    if (!isAbout(patient, bill.resource.patient, bill, index)) leftOut.push({ path: bill.path, reason: say((w) => w.aboutSomebodyElse) });
    else if (status !== null && invalid.has(status)) leftOut.push({ path: bill.path, reason: say((w) => w.enteredInError(status)) });
    else {
      met.push(...readBill(bill, patient, index));
      readBills.set(bill.resource.resourceType, [...(readBills.get(bill.resource.resourceType) ?? []), bill]);
    }
  }
  for (const [type, list] of readBills) leftOut.push({ path: list[0]!.path, reason: say((w) => w.onlyPayer(list.length, type)) });
  let uninsured: Days | null = null;
  const payers = new Map<string, OutsideCoverage>();
  for (const { name, memberId, period, day, path } of met) {
    if (name === null) {
      uninsured = widen(uninsured, day);
      continue;
    }
    const key = JSON.stringify([name.trim().toLowerCase(), memberId]);
    const known = payers.get(key);
    if (known === undefined) payers.set(key, { payerName: name, memberId, period, claimed: widen(null, day), sourcePaths: [path] });
    else payers.set(key, { ...known, period: known.period ?? period, claimed: widen(known.claimed, day), sourcePaths: known.sourcePaths.includes(path) ? known.sourcePaths : [...known.sourcePaths, path] });
  }
  return { coverage: [...payers.values()], uninsured, read: [...read, ...[...readBills.values()].flat()], leftOut };
}
