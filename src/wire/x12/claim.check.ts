import type { Words } from "#kernel/language.ts";
import { centsOf, isNpi } from "./cents.ts";
import { sayOfClaim } from "./claim.words.ts";
import { isDate, isTime } from "./elements.ts";
import { faultAt, faultBefore, Faults } from "./faults.ts";
import { checkSender } from "./header.ts";
import { type Loop, loopOf, loopsOf, segmentOf, segmentsIn } from "./loops.ts";
import { elementOf, type Fault, idOf, type Interchange, type Segment } from "./segments.ts";
import type { ReadFile, Transaction } from "./transactions.ts";
import { oneOf, say, written } from "./words.ts";

// What no grammar can say of an 837P: sums, pointers, check digits, one claim against another. Each is a reason for which
// payers send claims back.

const STATES = new Set("AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY AS FM GU MH MP PW PR VI AA AE AP".split(" "));
/** ICD-10-CM: a letter, a digit, then up to five more; written without the point. */
const DIAGNOSIS = /^[A-TV-Z]\d[0-9AB][0-9A-TV-Z]{0,4}$/;
const POST_OFFICE = /^\s*(P\.?\s*O\.?\s*B(OX)?|POST\s+OFFICE\s+BOX|LOCK\s*BOX)\b/i;
const MOST_LINES = 50;
/** The guide in force for professional claims (45 CFR 162.1102). */
const GUIDE = "005010X222A1";

class Checker {
  readonly #faults = new Faults();
  blame(segment: Segment, element: number | null, message: Words, expected: Words) {
    this.#faults.add(faultAt(segment, element, message, expected));
  }
  add(...faults: readonly Fault[]) {
    this.#faults.add(...faults);
  }
  list(): Fault[] {
    return this.#faults.list();
  }
}
type Subject = { checker: Checker; transaction: Transaction; today: string };
const componentsOf = (text: string, { interchange }: Transaction): string[] => text.split(interchange.delimiters.component);
/** The sum of amounts, null where one of them is none: that one was blamed where it stands. */
const sumOf = (amounts: readonly (number | null)[]): number | null => (amounts.some((one) => one === null) ? null : amounts.reduce<number>((sum, one) => sum + one!, 0));
const shown = (cents: number) => (cents / 100).toFixed(2);
const missing = say((w) => w.missing);
const nothing = say((w) => w.nothing);
const ADJUSTED = [3, 6, 9, 12, 15, 18];
const adjustedIn = (of: Loop): (number | null)[] => segmentsIn(of, "CAS").flatMap((one) => ADJUSTED.filter((place) => elementOf(one, place) !== "").map((place) => centsOf(elementOf(one, place))));

function checkNames(of: Loop, { checker }: Subject) {
  for (const name of segmentsIn(of, "NM1")) {
    if (elementOf(name, 8) === "XX" && !isNpi(elementOf(name, 9))) checker.blame(name, 9, sayOfClaim((w) => w.noNpi(elementOf(name, 9))), sayOfClaim((w) => w.npi));
    if (elementOf(name, 2) === "1" && elementOf(name, 3) !== "" && elementOf(name, 4) === "" && ["IL", "QC", "82", "DQ", "DN"].includes(elementOf(name, 1))) checker.blame(name, 4, sayOfClaim((w) => w.noGivenName), sayOfClaim((w) => w.givenName));
    if (elementOf(name, 2) === "2" && elementOf(name, 4) !== "") checker.blame(name, 4, sayOfClaim((w) => w.organizationGivenName), nothing);
  }
  for (const town of segmentsIn(of, "N4")) checkTown(town, of, checker);
  const [tax] = segmentsIn(of, "REF").filter((one) => ["EI", "SY"].includes(elementOf(one, 1)));
  if (tax !== undefined && !/^\d{9}$/.test(elementOf(tax, 2))) checker.blame(tax, 2, say((w) => w.says(elementOf(tax, 2))), sayOfClaim((w) => w.taxNumber));
}
function checkTown(town: Segment, of: Loop, checker: Checker) {
  const [country, state, zip] = [elementOf(town, 4), elementOf(town, 2), elementOf(town, 3)];
  if (country !== "" && country !== "US") return;
  if (!STATES.has(state)) checker.blame(town, 2, state === "" ? missing : sayOfClaim((w) => w.noState(state)), sayOfClaim((w) => w.state));
  const needsNine = ["2010AA", "2310C", "2420C"].includes(of.id);
  if (!(needsNine ? /^\d{9}$/ : /^\d{5}(\d{4})?$/).test(zip)) checker.blame(town, 3, zip === "" ? missing : sayOfClaim((w) => w.noZip(zip)), sayOfClaim((w) => (needsNine ? w.zipNine : w.zip)));
  const [street] = segmentsIn(of, "N3");
  if (of.id === "2010AA" && street !== undefined && POST_OFFICE.test(elementOf(street, 1))) checker.blame(street, 1, sayOfClaim((w) => w.postOffice), sayOfClaim((w) => w.streetNeeded));
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
      if (says !== "" && says !== (one.children > 0 ? "1" : "0")) checker.blame(one.segment, 4, sayOfClaim((w) => (one.children === 0 ? w.childrenNone(says) : w.childrenSome(says))), written(one.children > 0 ? "1" : "0"));
    }
  };
  for (const segment of transaction.set.segments.filter((one) => idOf(one) === "HL")) {
    if (elementOf(segment, 1) !== String(expected)) checker.blame(segment, 1, say((w) => w.saysNothingOr(elementOf(segment, 1))), written(String(expected)));
    expected += 1;
    const level = elementOf(segment, 3);
    const depth = ["20", "22", "23"].indexOf(level);
    if (depth === -1) continue;
    close(Math.min(depth, open.length));
    const parent = open.at(-1);
    if (parent !== undefined) parent.children += 1;
    if (depth > 0 && elementOf(segment, 2) !== (parent?.number ?? "")) checker.blame(segment, 2, say((w) => w.saysNothingOr(elementOf(segment, 2))), parent === undefined ? sayOfClaim((w) => w.levelAbove) : written(parent.number));
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
    if (code !== "" && !DIAGNOSIS.test(code)) checker.blame(list, at + 1, sayOfClaim((w) => w.noDiagnosis(code)), sayOfClaim((w) => w.diagnosis));
    if (seen.has(code)) checker.blame(list, at + 1, sayOfClaim((w) => w.diagnosisTwice(code)), sayOfClaim((w) => w.diagnosisOnce));
    seen.add(code);
  }
  return codes.length;
}

function checkLine(line: Loop, { place, count, birth }: { place: string; count: number; birth: string }, subject: Subject): number | null {
  const { checker, transaction, today } = subject;
  const service = segmentOf(line, "SV1");
  if (service === null) return null;
  const charge = centsOf(elementOf(service, 2));
  if (charge === null && elementOf(service, 2) !== "") checker.blame(service, 2, say((w) => w.noMoney(elementOf(service, 2))), say((w) => w.money));
  if (charge !== null && charge < 0) checker.blame(service, 2, sayOfClaim((w) => w.chargeBelowZero), sayOfClaim((w) => w.zeroOrMore));
  const units = Number(elementOf(service, 4));
  if (elementOf(service, 4) !== "" && !(units > 0)) checker.blame(service, 4, sayOfClaim((w) => w.noUnits(elementOf(service, 4))), sayOfClaim((w) => w.aboveZero));
  if (elementOf(service, 5) !== "" && elementOf(service, 5) === place) checker.blame(service, 5, sayOfClaim((w) => w.samePlace), sayOfClaim((w) => w.otherPlace));
  // A claim without a diagnosis was blamed for that.
  for (const pointer of componentsOf(elementOf(service, 7), transaction)) {
    if (pointer !== "" && count > 0 && (Number(pointer) < 1 || Number(pointer) > count)) checker.blame(service, 7, sayOfClaim((w) => w.pointsTo(pointer, count)), sayOfClaim((w) => w.oneTo(count)));
  }
  const fifth = componentsOf(elementOf(service, 1), transaction)[6] ?? "";
  if (/^[A-Z0-9]{2}$/.test(fifth)) checker.blame(service, 1, sayOfClaim((w) => w.fifthModifier(fifth)), sayOfClaim((w) => w.fourModifiers));
  const date = segmentOf(line, "DTP", "472");
  const days = (date === null ? "" : elementOf(date, 3)).split("-").filter((one) => /^\d{8}$/.test(one));
  for (const one of days) {
    if (one > today) checker.blame(date!, 3, sayOfClaim((w) => w.notYet(one)), sayOfClaim((w) => w.upTo(today)));
    if (birth !== "" && one < birth) checker.blame(date!, 3, sayOfClaim((w) => w.beforeBirth(one)), sayOfClaim((w) => w.fromDay(birth)));
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
    if (sum !== null && sum !== charge) checker.blame(paid, 2, sayOfClaim((w) => w.lineUnbalanced(shown(sum), shown(charge))), sayOfClaim((w) => w.sumOf(shown(charge))));
  }
}

/** In which order payers are asked. */
const isBefore = (one: string, other: string) => "PSTABCDEFGH".indexOf(one) < "PSTABCDEFGH".indexOf(other);
function checkOtherPayers(claim: Loop, { total, first }: { total: number | null; first: Segment | null }, { checker }: Subject) {
  const own = first === null ? "" : elementOf(first, 1);
  const places = new Set([own]);
  const others = loopsOf(claim, "2320");
  const priorLines = loopsOf(claim, "2400").flatMap((line) => loopsOf(line, "2430"));
  // Null where a payer has no name: it was blamed for that, and nothing can be said of its lines.
  const ids = others.map((other) => loopOf(other, "2330B")).map((one) => (one === null ? null : elementOf(segmentOf(one, "NM1")!, 9)));
  const unknown = ids.includes(null) ? [] : priorLines.map((line) => segmentOf(line, "SVD")!).filter((paid) => elementOf(paid, 1) !== "" && !ids.includes(elementOf(paid, 1)));
  for (const paid of unknown) checker.blame(paid, 1, sayOfClaim((w) => w.unknownPayer(elementOf(paid, 1))), ids.length === 0 ? sayOfClaim((w) => w.otherPayerFirst) : oneOf(ids.filter((one) => one !== null)));
  for (const [at, other] of others.entries()) {
    const place = segmentOf(other, "SBR")!;
    const sequence = elementOf(place, 1);
    if (places.has(sequence)) checker.blame(place, 1, sayOfClaim((w) => w.payerTwice(sequence)), sayOfClaim((w) => w.otherSequence));
    places.add(sequence);
    const paid = segmentOf(other, "AMT", "D");
    if (paid === null && isBefore(sequence, own)) checker.add(faultBefore(place, "AMT", sayOfClaim((w) => w.paidMissing), sayOfClaim((w) => w.paidNeeded)));
    if (paid === null || total === null || unknown.length > 0 || ids.includes(null)) continue;
    const ofLines = priorLines.filter((one) => elementOf(segmentOf(one, "SVD")!, 1) === ids[at]);
    const sum = sumOf([centsOf(elementOf(paid, 2)), ...adjustedIn(other), ...ofLines.flatMap(adjustedIn)]);
    if (sum !== null && sum !== total) checker.blame(paid, 2, sayOfClaim((w) => w.claimUnbalanced(shown(sum), shown(total))), sayOfClaim((w) => w.sumOf(shown(total))));
  }
  if (first !== null && isBefore("P", own) && ![...places].some((one) => isBefore(one, own))) checker.blame(first, 1, sayOfClaim((w) => w.noPayerBefore(own)), sayOfClaim((w) => w.payerBefore));
}

function checkClaim(claim: Loop, { birth, first, numbers }: { birth: string; first: Segment | null; numbers: Map<string, Segment> }, subject: Subject) {
  const { checker, transaction } = subject;
  const head = segmentOf(claim, "CLM")!;
  const number = elementOf(head, 1);
  if (number.length > 20) checker.blame(head, 1, say((w) => w.hasCharacters(number.length)), sayOfClaim((w) => w.most20));
  if (numbers.has(number)) checker.blame(head, 1, sayOfClaim((w) => w.claimTwice(number)), say((w) => w.ownNumber));
  numbers.set(number, head);
  const [place = "", , frequency = ""] = componentsOf(elementOf(head, 5), transaction);
  if (place !== "" && !/^\d\d$/.test(place)) checker.blame(head, 5, sayOfClaim((w) => w.noPlaceOfService(place)), sayOfClaim((w) => w.twoDigits));
  if (frequency !== "" && !["1", "7", "8"].includes(frequency)) checker.blame(head, 5, sayOfClaim((w) => w.frequencyNotUsed(frequency)), oneOf(["1", "7", "8"]));
  const original = segmentOf(claim, "REF", "F8");
  if (["7", "8"].includes(frequency) && original === null) checker.blame(head, 5, sayOfClaim((w) => w.originalMissing), sayOfClaim((w) => w.original));
  if (frequency === "1" && original !== null) checker.blame(original, 1, sayOfClaim((w) => w.replacesNone), sayOfClaim((w) => w.frequencyAgain));
  const count = checkDiagnoses(claim, subject);
  const lines = loopsOf(claim, "2400");
  const ids = new Set<string>();
  const charges = lines.map((line, at) => {
    const index = segmentOf(line, "LX")!;
    if (elementOf(index, 1) !== String(at + 1)) checker.blame(index, 1, say((w) => w.saysNothingOr(elementOf(index, 1))), written(String(at + 1)));
    const id = segmentOf(line, "REF", "6R");
    if (id !== null && ids.has(elementOf(id, 2))) checker.blame(id, 2, sayOfClaim((w) => w.lineTwice), say((w) => w.ownNumber));
    if (id !== null) ids.add(elementOf(id, 2));
    return checkLine(line, { place, count, birth }, subject);
  });
  const total = centsOf(elementOf(head, 2));
  if (total === null && elementOf(head, 2) !== "") checker.blame(head, 2, say((w) => w.noMoney(elementOf(head, 2))), say((w) => w.money));
  const sum = sumOf(charges);
  if (lines.length > 0 && lines.length <= MOST_LINES && total !== null && sum !== null && sum !== total) checker.blame(head, 2, sayOfClaim((w) => w.totalOther(shown(total), shown(sum))), written(shown(sum)));
  checkOtherPayers(claim, { total, first }, subject);
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
  if (isPatient && patients.length === 0 && insured !== null && name !== null) for (const id of ["N3", "N4", "DMG"]) if (segmentOf(insured, id) === null) checker.add(faultBefore(name, id, sayOfClaim((w) => w.patientPart), say((w) => w.inLoop(id, "2010BA"))));
  if (isPatient && patients.length > 0) checker.blame(place!, 2, sayOfClaim((w) => w.anotherPatient), sayOfClaim((w) => w.nothingWithPatient));
  if (!isPatient && patients.length === 0) checker.blame(place ?? head, 2, sayOfClaim((w) => w.nobodyIsPatient), sayOfClaim((w) => w.patientNeeded));
  if (isPatient && patients.length === 0 && loopsOf(of, "2300").length === 0) checker.add(faultBefore(head, "CLM", sayOfClaim((w) => w.noClaimHere), sayOfClaim((w) => w.claimInLoop)));
  const birthOf = (one: Segment | null) => (one === null ? "" : elementOf(one, 2));
  const { today } = subject;
  for (const [loop, birth] of [[of, own] as const, ...patients.map((one) => [one, segmentOf(loopOf(one, "2010CA") ?? one, "DMG")] as const)]) {
    if (birth !== null && birthOf(birth) > today) checker.blame(birth, 2, sayOfClaim((w) => w.notYet(birthOf(birth))), sayOfClaim((w) => w.upTo(today)));
    for (const claim of loopsOf(loop, "2300")) checkClaim(claim, { birth: birthOf(birth), first: place, numbers }, subject);
  }
}

/**
 * Every fault of an 837P that its payer would find: those of the envelope and the grammar, and those of sense. `today` is
 * CCYYMMDD; a service after it has not come.
 */
export function checkClaims({ transactions, faults }: ReadFile, today: string): Fault[] {
  const checker = new Checker();
  const numbers = new Map<string, Segment>();
  const headers = new Set<Interchange | Segment>();
  for (const transaction of transactions) {
    if (transaction.type !== "837P") {
      const segment = transaction.type === "TA1" ? transaction.segment : transaction.set.segments[0]!;
      checker.blame(segment, segment.elements[0] === "ST" ? 1 : null, sayOfClaim((w) => w.isType(transaction.type)), written("837P"));
      continue;
    }
    const { interchange, group, root } = transaction;
    if (!headers.has(interchange)) checker.add(...checkSender(interchange.header));
    if (!headers.has(group)) checkGroupOfClaims(group, checker);
    headers.add(interchange).add(group);
    const subject: Subject = { checker, transaction, today };
    checkVersion(transaction.set.segments[0]!, 3, checker);
    checkHierarchy(subject);
    for (const loop of within(root)) checkNames(loop, subject);
    for (const provider of loopsOf(root, "2000A")) for (const of of loopsOf(provider, "2000B")) checkSubscriber(of, numbers, subject);
  }
  if (transactions.length === 0 && faults.length === 0) checker.add(faultBefore({ number: 1, elements: [] }, "ST", sayOfClaim((w) => w.noClaims), written("837P")));
  // Where the grammar has already named a place, what sense it makes cannot be judged.
  const key = (one: Fault) => `${one.segment} ${one.id} ${one.element}`;
  const known = new Set(faults.map(key));
  return [...faults, ...checker.list().filter((one) => !known.has(key(one)))].toSorted((one, other) => one.segment - other.segment);
}
function checkVersion(segment: Segment, place: number, checker: Checker) {
  if (elementOf(segment, place) !== GUIDE) checker.blame(segment, place, say((w) => w.saysNothingOr(elementOf(segment, place))), written(GUIDE));
}
function checkGroupOfClaims(group: Segment, checker: Checker) {
  const [day, time] = [elementOf(group, 4), elementOf(group, 5)];
  if (!isDate(day)) checker.blame(group, 4, say((w) => w.noDay(day)), say((w) => w.day));
  if (!isTime(time)) checker.blame(group, 5, say((w) => w.noTime(time)), say((w) => w.time));
  checkVersion(group, 8, checker);
}
