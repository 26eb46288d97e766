import { centsOf, isNpi } from "./cents.ts";
import { type Loop, loopOf, loopsOf, segmentOf, segmentsIn } from "./loops.ts";
import { elementOf, type Fault, idOf, type Segment, twoDigits } from "./segments.ts";
import type { ReadFile, Transaction } from "./transactions.ts";

// What no grammar can say of an 837P: sums, pointers, check digits, one claim against another. Each is a reason for which
// payers send claims back.

const STATES = new Set("AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS FM GU MH MP PW PR VI AA AE AP".split(" "));
/** ICD-10-CM: a letter, a digit, then up to five more; written without the point. */
const DIAGNOSIS = /^[A-TV-Z]\d[0-9AB][0-9A-TV-Z]{0,4}$/;
const POST_OFFICE = /^\s*(P\.?\s*O\.?\s*B(OX)?|POST\s+OFFICE\s+BOX|LOCK\s*BOX)\b/i;
const LATEST_LINES = 50;

class Checker {
  readonly faults: Fault[] = [];
  blame(segment: Segment, element: number | null, message: string, expected: string) {
    this.faults.push({
      segment: segment.number,
      id: idOf(segment),
      element: element === null ? null : twoDigits(element),
      message,
      expected,
    });
  }
}
type Subject = { checker: Checker; transaction: Transaction; today: string };
const componentsOf = (text: string, { interchange }: Transaction): string[] => text.split(interchange.delimiters.component);
/** The sum of amounts, null where one of them is none: that one was blamed where it stands. */
const sumOf = (amounts: readonly (number | null)[]): number | null => (amounts.some((one) => one === null) ? null : amounts.reduce<number>((sum, one) => sum + one!, 0));
const shown = (cents: number) => (cents / 100).toFixed(2);
const ADJUSTED = [3, 6, 9, 12, 15, 18];
const adjustedIn = (of: Loop): (number | null)[] => segmentsIn(of, "CAS").flatMap((one) => ADJUSTED.filter((place) => elementOf(one, place) !== "").map((place) => centsOf(elementOf(one, place))));

function checkNames(of: Loop, { checker }: Subject) {
  for (const name of segmentsIn(of, "NM1")) {
    if (elementOf(name, 8) === "XX" && !isNpi(elementOf(name, 9))) checker.blame(name, 9, `"${elementOf(name, 9)}" is no national provider identifier.`, "ten digits with their check digit");
    if (elementOf(name, 2) === "1" && elementOf(name, 3) !== "" && elementOf(name, 4) === "" && ["IL", "QC", "82", "DQ", "DN"].includes(elementOf(name, 1))) checker.blame(name, 4, "A person has a given name.", "the given name");
    if (elementOf(name, 2) === "2" && elementOf(name, 4) !== "") checker.blame(name, 4, "An organization has no given name.", "nothing");
  }
  for (const town of segmentsIn(of, "N4")) checkTown(town, of, checker);
  const [tax] = segmentsIn(of, "REF").filter((one) => ["EI", "SY"].includes(elementOf(one, 1)));
  if (tax !== undefined && !/^\d{9}$/.test(elementOf(tax, 2))) checker.blame(tax, 2, `It says "${elementOf(tax, 2)}".`, "a tax number of nine digits");
}
function checkTown(town: Segment, of: Loop, checker: Checker) {
  const [country, state, zip] = [elementOf(town, 4), elementOf(town, 2), elementOf(town, 3)];
  if (country !== "" && country !== "US") return;
  if (!STATES.has(state)) checker.blame(town, 2, state === "" ? "It is missing." : `"${state}" is no state.`, "the two letters of a state");
  const needsNine = ["2010AA", "2310C", "2420C"].includes(of.id);
  if (!(needsNine ? /^\d{9}$/ : /^\d{5}(\d{4})?$/).test(zip)) checker.blame(town, 3, zip === "" ? "It is missing." : `"${zip}" is no ZIP code.`, needsNine ? "a ZIP code of nine digits" : "a ZIP code of five or nine digits");
  const [street] = segmentsIn(of, "N3");
  if (of.id === "2010AA" && street !== undefined && POST_OFFICE.test(elementOf(street, 1))) checker.blame(street, 1, "A post office box is no place of billing.", "a street; the box belongs into loop 2010AB");
}

/** Every loop below this one, itself first. */
function* within(loop: Loop): Generator<Loop> {
  yield loop;
  for (const one of loop.loops) yield* within(one);
}

function checkHierarchy({ checker, transaction }: Subject) {
  const open: { number: string; level: string; segment: Segment; children: number }[] = [];
  let expected = 1;
  const close = (to: number) => {
    for (const one of open.splice(to)) {
      const says = elementOf(one.segment, 4);
      if (says !== "" && says !== (one.children > 0 ? "1" : "0")) checker.blame(one.segment, 4, `It says ${says}; ${one.children === 0 ? "nothing stands below it" : "something stands below it"}.`, one.children > 0 ? "1" : "0");
    }
  };
  for (const segment of transaction.set.segments.filter((one) => idOf(one) === "HL")) {
    if (elementOf(segment, 1) !== String(expected)) checker.blame(segment, 1, `It says ${elementOf(segment, 1) || "nothing"}.`, String(expected));
    expected += 1;
    const level = elementOf(segment, 3);
    const depth = ["20", "22", "23"].indexOf(level);
    if (depth === -1) continue;
    close(Math.min(depth, open.length));
    const parent = open.at(-1);
    if (parent !== undefined) parent.children += 1;
    if (depth > 0 && elementOf(segment, 2) !== (parent?.number ?? "")) checker.blame(segment, 2, `It says ${elementOf(segment, 2) || "nothing"}.`, parent === undefined ? "the number of the level above" : parent.number);
    open.push({ number: elementOf(segment, 1), level, segment, children: 0 });
  }
  close(0);
}

function checkDiagnoses(claim: Loop, { checker, transaction }: Subject): number {
  const list = segmentsIn(claim, "HI").find((one) => /^A?BK/.test(elementOf(one, 1)));
  if (list === undefined) return 0;
  const codes = list.elements.slice(1).filter((one) => one !== "");
  const seen = new Set<string>();
  for (const [at, one] of codes.entries()) {
    const code = componentsOf(one, transaction)[1] ?? "";
    if (code !== "" && !DIAGNOSIS.test(code)) checker.blame(list, at + 1, `"${code}" is no code of ICD-10-CM.`, "a letter, a digit and up to five more, without the point");
    if (seen.has(code)) checker.blame(list, at + 1, `"${code}" stands twice.`, "each diagnosis once");
    seen.add(code);
  }
  return codes.length;
}

function checkLine(line: Loop, { place, count, birth }: { place: string; count: number; birth: string }, subject: Subject): number | null {
  const { checker, transaction, today } = subject;
  const service = segmentOf(line, "SV1");
  if (service === null) return null;
  const charge = centsOf(elementOf(service, 2));
  if (charge === null && elementOf(service, 2) !== "") checker.blame(service, 2, `"${elementOf(service, 2)}" is no amount of money.`, "dollars with at most two digits of cents");
  if (charge !== null && charge < 0) checker.blame(service, 2, "A charge cannot be below zero.", "0 or more");
  const units = Number(elementOf(service, 4));
  if (elementOf(service, 4) !== "" && !(units > 0)) checker.blame(service, 4, `${elementOf(service, 4)} units cannot be billed.`, "more than 0");
  if (elementOf(service, 5) !== "" && elementOf(service, 5) === place) checker.blame(service, 5, "It is the claim's own place.", "nothing, or another place than the claim's");
  for (const pointer of componentsOf(elementOf(service, 7), transaction)) {
    if (pointer !== "" && (Number(pointer) < 1 || Number(pointer) > count)) checker.blame(service, 7, `It points to diagnosis ${pointer}; ${count} stand on the claim.`, count === 0 ? "a diagnosis on the claim" : `1 to ${count}`);
  }
  const date = segmentOf(line, "DTP", "472");
  const days = (date === null ? "" : elementOf(date, 3)).split("-").filter((one) => /^\d{8}$/.test(one));
  for (const one of days) {
    if (one > today) checker.blame(date!, 3, `${one} has not come yet.`, `a day up to ${today}`);
    if (birth !== "" && one < birth) checker.blame(date!, 3, `${one} is before the patient's birth.`, `a day from ${birth}`);
  }
  checkPriorLine(line, charge, subject);
  return charge;
}
/** What the payer before decided of a line: its charge less every adjustment is what was paid. */
function checkPriorLine(line: Loop, charge: number | null, { checker }: Subject) {
  for (const prior of loopsOf(line, "2430")) {
    const paid = segmentOf(prior, "SVD");
    if (paid === null || charge === null) continue;
    const sum = sumOf([centsOf(elementOf(paid, 2)), ...adjustedIn(prior)]);
    if (sum !== null && sum !== charge) checker.blame(paid, 2, `Paid and adjusted come to ${shown(sum)}, the line's charge to ${shown(charge)}.`, "the line's charge");
  }
}

function checkOtherPayers(claim: Loop, { total, claimSegment }: { total: number | null; claimSegment: Segment }, { checker }: Subject, places: Map<string, Segment>) {
  for (const other of loopsOf(claim, "2320")) {
    const place = segmentOf(other, "SBR")!;
    const sequence = elementOf(place, 1);
    if (places.has(sequence)) checker.blame(place, 1, `Two payers stand at place ${sequence}.`, "another place in the order");
    places.set(sequence, place);
    const paid = segmentOf(other, "AMT", "D");
    if (paid === null || total === null) continue;
    const id = elementOf(segmentOf(loopOf(other, "2330B") ?? other, "NM1") ?? place, 9);
    const ofLines = loopsOf(claim, "2400")
      .flatMap((line) => loopsOf(line, "2430"))
      .filter((one) => elementOf(segmentOf(one, "SVD")!, 1) === id);
    const sum = sumOf([centsOf(elementOf(paid, 2)), ...adjustedIn(other), ...ofLines.flatMap(adjustedIn)]);
    if (sum !== null && sum !== total) checker.blame(paid, 2, `What the other payer paid and adjusted comes to ${shown(sum)}, the claim to ${shown(total)}.`, elementOf(claimSegment, 2));
  }
}

function checkClaim(claim: Loop, { birth, first, numbers }: { birth: string; first: Segment | null; numbers: Map<string, Segment> }, subject: Subject) {
  const { checker, transaction } = subject;
  const head = segmentOf(claim, "CLM")!;
  const number = elementOf(head, 1);
  if (number.length > 20) checker.blame(head, 1, `It has ${number.length} characters.`, "at most 20 characters");
  if (numbers.has(number)) checker.blame(head, 1, `"${number}" stands on two claims.`, "a number of its own");
  numbers.set(number, head);
  const [place = "", , frequency = ""] = componentsOf(elementOf(head, 5), transaction);
  if (place !== "" && !/^\d\d$/.test(place)) checker.blame(head, 5, `"${place}" is no place of service.`, "two digits");
  if (frequency !== "" && !["1", "7", "8"].includes(frequency)) checker.blame(head, 5, `Frequency ${frequency} is not used.`, "1, 7 or 8");
  const original = segmentOf(claim, "REF", "F8");
  if (["7", "8"].includes(frequency) && original === null) checker.blame(head, 5, "A replacement or void names the claim that it replaces.", "REF F8 with the payer's claim number");
  if (frequency === "1" && original !== null) checker.blame(original, 1, "A first claim replaces none.", "frequency 7 or 8");
  const count = checkDiagnoses(claim, subject);
  const lines = loopsOf(claim, "2400");
  const ids = new Set<string>();
  const charges = lines.map((line, at) => {
    const index = segmentOf(line, "LX")!;
    if (elementOf(index, 1) !== String(at + 1)) checker.blame(index, 1, `It says ${elementOf(index, 1)}.`, String(at + 1));
    const id = segmentOf(line, "REF", "6R");
    if (id !== null && ids.has(elementOf(id, 2))) checker.blame(id, 2, "Two lines have the same number.", "a number of its own");
    if (id !== null) ids.add(elementOf(id, 2));
    return checkLine(line, { place, count, birth }, subject);
  });
  const total = centsOf(elementOf(head, 2));
  if (total === null && elementOf(head, 2) !== "") checker.blame(head, 2, `"${elementOf(head, 2)}" is no amount of money.`, "dollars with at most two digits of cents");
  const sum = sumOf(charges);
  if (lines.length > 0 && lines.length <= LATEST_LINES && total !== null && sum !== null && sum !== total) checker.blame(head, 2, `It says ${shown(total)}; the lines come to ${shown(sum)}.`, shown(sum));
  checkOtherPayers(claim, { total, claimSegment: head }, subject, new Map(first === null ? [] : [[elementOf(first, 1), first]]));
}

function checkSubscriber(of: Loop, numbers: Map<string, Segment>, subject: Subject) {
  const { checker } = subject;
  const place = segmentOf(of, "SBR");
  const insured = loopOf(of, "2010BA");
  const isPatient = place !== null && elementOf(place, 2) === "18";
  const patients = loopsOf(of, "2000C");
  const head = segmentOf(of, "HL")!;
  const name = insured === null ? null : segmentOf(insured, "NM1");
  const own = insured === null ? null : segmentOf(insured, "DMG");
  if (isPatient && insured !== null && name !== null) for (const id of ["N3", "N4", "DMG"]) if (segmentOf(insured, id) === null) checker.blame({ number: name.number, elements: [id] }, null, "The patient's own is missing.", `${id} in loop 2010BA`);
  if (isPatient && patients.length > 0) checker.blame(place!, 2, "The subscriber is the patient, and another patient stands below.", "nothing, where a patient stands in loop 2000C");
  if (!isPatient && patients.length === 0) checker.blame(place ?? head, 2, "It names nobody as the patient.", "18, or a patient in loop 2000C");
  if (isPatient && patients.length === 0 && loopsOf(of, "2300").length === 0) checker.blame({ number: head.number, elements: ["CLM"] }, null, "No claim stands here.", "CLM in loop 2300");
  const birthOf = (one: Segment | null) => (one === null ? "" : elementOf(one, 2));
  const { today } = subject;
  for (const [loop, birth] of [[of, own] as const, ...patients.map((one) => [one, segmentOf(loopOf(one, "2010CA") ?? one, "DMG")] as const)]) {
    if (birth !== null && birthOf(birth) > today) checker.blame(birth, 2, `${birthOf(birth)} has not come yet.`, `a day up to ${today}`);
    for (const claim of loopsOf(loop, "2300")) checkClaim(claim, { birth: birthOf(birth), first: place, numbers }, subject);
  }
}

/**
 * Every fault of an 837P that its payer would find: those of the envelope and the grammar, and those of sense. `today` is
 * CCYYMMDD; a service after it has not come.
 */
export function checkClaims({ transactions, faults }: ReadFile, today: string): Fault[] {
  const checker = new Checker();
  for (const transaction of transactions) {
    if (transaction.type !== "837P") {
      const segment = transaction.type === "TA1" ? transaction.segment : transaction.set.segments[0]!;
      checker.blame(segment, 1, `It is a ${transaction.type}.`, "837P");
      continue;
    }
    const subject: Subject = { checker, transaction, today };
    checkHierarchy(subject);
    for (const loop of within(transaction.root)) checkNames(loop, subject);
    const numbers = new Map<string, Segment>();
    for (const provider of loopsOf(transaction.root, "2000A")) for (const of of loopsOf(provider, "2000B")) checkSubscriber(of, numbers, subject);
  }
  if (transactions.length === 0 && faults.length === 0) checker.blame({ number: 1, elements: ["ST"] }, null, "The file holds no claims.", "837P");
  const key = (one: Fault) => `${one.segment} ${one.id} ${one.element}`;
  const known = new Set(faults.map(key));
  return [...faults, ...checker.faults.filter((one) => !known.has(key(one)))].toSorted((one, other) => one.segment - other.segment);
}
