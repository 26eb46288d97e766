import { groupBy } from "#kernel/grouping.ts";
import { amountText } from "#wire/x12/cents.ts";
import type { ClaimSet } from "#wire/x12/claims.ts";
import { readClaimSet } from "#wire/x12/claims.read.ts";
import { REMITTANCE_VERSION, remittanceSegments, type WrittenClaim, type WrittenLine } from "#wire/x12/remittance.write.ts";
import { elementOf, type Interchange } from "#wire/x12/segments.ts";
import { readTransactions, type Transaction } from "#wire/x12/transactions.ts";
import { type Draft, type Envelope, type GroupDraft, segmentText, words, writeInterchange } from "#wire/x12/write.ts";
import { chargeOf, type Decided, type DecidedLine, decisionsOf, type FiledClaim, filedClaims, type MockPlan, type MockProviderAdjustment, type MockStray, paidOf, patientOf, patientPartOf, payerNumberOf, rejectionOf, reversalOf } from "./deciding.x12.ts";

// A made-up clearing house with a made-up payer behind it: from a file of claims to the files that come back. For the demo and
// for tests alone; nothing here knows a real payer's rules.

export const mockStages = ["TA1", "999", "277CA", "835", "correction"] as const;
/** TA1 and 999 say that a file came, 277CA which claims were let in, 835 what is paid; a correction takes a payment back and decides again. */
export type MockStage = (typeof mockStages)[number];

type Filed = { interchange: Interchange; group: Transaction["group"]; sets: { control: string; version: string; set: ClaimSet }[] };
/** The claims of a file. Throws RangeError where it is no file of claims without a fault: the caller has written it itself. */
function readFiled(text: string): Filed {
  const { transactions, faults } = readTransactions(text);
  const claims = transactions.flatMap((one) => (one.type === "837P" ? [one] : []));
  const first = claims[0];
  if (first === undefined || faults.length > 0 || claims.length < transactions.length) throw new RangeError("that is no file of claims, or it has faults");
  return { interchange: first.interchange, group: first.group, sets: claims.map((one) => ({ control: one.set.control, version: one.set.version, set: readClaimSet(one.root, one.interchange.delimiters) })) };
}
export const claimsOf = (text: string): FiledClaim[] => readFiled(text).sets.flatMap(({ set }) => filedClaims(set));

const controlOf = ({ interchange }: Filed) => Number(elementOf(interchange.header, 13));
/** A number of the clearing house's own: from the file's and the stage, so that the same file has the same answer. */
const ownControl = (filed: Filed, stage: MockStage) => ((controlOf(filed) * 10 + mockStages.indexOf(stage)) % 999_999_989) + 1;

/** When an answer is written: CCYYMMDD and HHMM. */
export type Written = { day: string; time: string };
function envelopeOf(filed: Filed, stage: MockStage, { day, time }: Written): Envelope {
  const at = (place: number) => elementOf(filed.interchange.header, place).trim();
  const usage = at(15) === "P" ? "P" : "T";
  return { sender: { qualifier: at(7), id: at(8) }, receiver: { qualifier: at(5), id: at(6) }, groupSender: elementOf(filed.group, 3), groupReceiver: elementOf(filed.group, 2), usage, control: ownControl(filed, stage), day, time };
}
const file = (envelope: Envelope, code: string, version: string, sets: GroupDraft["sets"]) => [...writeInterchange(envelope, [{ code, control: envelope.control, version, sets }])].join("");
const numbered = (sets: readonly (readonly Draft[])[], id: string): GroupDraft["sets"] => sets.map((segments, at) => ({ id, control: String(at + 1).padStart(4, "0"), segments }));

/** That a whole file came. `code` is TA105; 000 is no error. */
export function answerTa1(text: string, written: Written, { accepted, code }: { accepted: "A" | "R"; code: string }): string {
  const filed = readFiled(text);
  const { header } = filed.interchange;
  const [begin = "", end = ""] = writeInterchange(envelopeOf(filed, "TA1", written), []);
  return [begin, segmentText(["TA1", elementOf(header, 13), elementOf(header, 9), elementOf(header, 10), accepted, code]), end].join("");
}

export const ACKNOWLEDGMENT_VERSION = "005010X231A1";
/** A fault that a 999 tells: the segment, counted from ST, and the element. */
export type MockFault = { segment: string; place: number; element: number; code: string };
/** Which sets of a file can be read. `faults` names sets by their control number that are turned away. */
export function answer999(text: string, written: Written, faults: ReadonlyMap<string, MockFault> = new Map()): string {
  const filed = readFiled(text);
  const refused = filed.sets.filter(({ control }) => faults.has(control)).length;
  const accepted = filed.sets.length - refused;
  const each = filed.sets.flatMap(({ control, version }): Draft[] => {
    const fault = faults.get(control);
    const told: Draft[] = fault === undefined ? [["IK5", "A"]] : [["IK3", fault.segment, String(fault.place), null, "8"], ["IK4", [String(fault.element)], null, fault.code], ["IK5", "R", "5"]];
    return [["AK2", "837", control, version], ...told];
  });
  const all: Draft[] = [["AK1", "HC", elementOf(filed.group, 6), elementOf(filed.group, 8)], ...each, ["AK9", refused === 0 ? "A" : accepted === 0 ? "R" : "P", String(filed.sets.length), String(filed.sets.length), String(accepted)]];
  return file(envelopeOf(filed, "999", written), "FA", ACKNOWLEDGMENT_VERSION, numbered([all], "999"));
}

export const CLAIM_ACKNOWLEDGMENT_VERSION = "005010X214";
const levelled = (hierarchy: { count: number }, parent: number | null, level: string, isAbove: boolean): { draft: Draft; at: number } => {
  hierarchy.count += 1;
  return { draft: ["HL", String(hierarchy.count), parent === null ? null : String(parent), level, ...(level === "PT" ? [] : [isAbove ? "1" : "0"])], at: hierarchy.count };
};
function acknowledged(plan: MockPlan, { set }: Filed["sets"][number], written: Written, receivedOn: string): Draft[] {
  const hierarchy = { count: 0 };
  const { day } = written;
  const source = levelled(hierarchy, null, "20", true);
  const receiver = levelled(hierarchy, source.at, "21", true);
  const all = filedClaims(set);
  const rejected = all.filter((one) => rejectionOf(plan, one, receivedOn) !== null);
  const sumOf = (claims: readonly FiledClaim[]) => amountText(claims.reduce((sum, { claim }) => sum + claim.chargeCents, 0));
  const accepted = all.length - rejected.length;
  const payer = all[0]!.subscriber.payer;
  const head: Draft[] = [
    ["BHT", "0085", "08", set.reference, day, written.time, "TH"],
    source.draft,
    ["NM1", "PR", "2", words(payer.name, 60), null, null, null, null, "PI", payer.id],
    ["TRN", "1", set.reference],
    ["DTP", "050", "D8", receivedOn],
    ["DTP", "009", "D8", day],
    receiver.draft,
    ["NM1", "41", "2", words(set.submitter.name, 60), null, null, null, null, "46", set.submitter.id],
    ["TRN", "2", set.reference],
    ["STC", ["A1", "20"], day, "WQ", sumOf(all)],
    ...(accepted > 0 ? [["QTY", "90", String(accepted)] satisfies Draft] : []),
    ...(rejected.length > 0 ? [["QTY", "AA", String(rejected.length)] satisfies Draft] : []),
    ...(accepted > 0 ? [["AMT", "YU", sumOf(all.filter((one) => !rejected.includes(one)))] satisfies Draft] : []),
    ...(rejected.length > 0 ? [["AMT", "YY", sumOf(rejected)] satisfies Draft] : []),
  ];
  return [...head, ...[...groupBy(all, (one) => one.provider)].flatMap(([provider, claims]) => ofProvider(plan, provider, claims, { hierarchy, parent: receiver.at, day, receivedOn }))];
}
const nameOf = (name: FiledClaim["provider"]["provider"]["name"]): Draft => (typeof name === "string" ? ["NM1", "85", "2", words(name, 60), null, null, null, null] : ["NM1", "85", "1", words(name.family, 60), words(name.given, 35), null, null, null]);
function ofProvider(plan: MockPlan, { provider, taxId }: FiledClaim["provider"], claims: readonly FiledClaim[], { hierarchy, parent, day, receivedOn }: { hierarchy: { count: number }; parent: number; day: string; receivedOn: string }): Draft[] {
  const level = levelled(hierarchy, parent, "19", true);
  const own: Draft[] = [level.draft, [...nameOf(provider.name), ...(provider.npi === null ? ["FI", taxId] : ["XX", provider.npi])]];
  const each = claims.flatMap((one): Draft[] => {
    const { claim, subscriber } = one;
    const { family, given, memberId } = patientOf(subscriber);
    const rejection = rejectionOf(plan, one, receivedOn);
    const days = claim.lines.map((line) => line.day).toSorted();
    const [from = "", to = ""] = [days[0], days.at(-1)];
    return [
      levelled(hierarchy, level.at, "PT", false).draft,
      ["NM1", "QC", "1", words(family, 60), words(given, 35), null, null, null, "MI", memberId],
      ["TRN", "2", claim.number],
      ["STC", rejection === null ? ["A2", "20"] : [rejection.category, rejection.code, rejection.entity ?? ""], day, rejection === null ? "WQ" : "U", amountText(claim.chargeCents)],
      ...(rejection === null ? [["REF", "1K", payerNumberOf(claim.number, receivedOn)] satisfies Draft] : []),
      ["DTP", "472", ...(from === to ? ["D8", from] : ["RD8", `${from}-${to}`])],
    ];
  });
  return [...own, ...each];
}
/** Which claims were let in, each with the payer's number, and which were turned away and why. `receivedOn` is the day on which the file came. */
export function answer277CA(text: string, plan: MockPlan, written: Written, receivedOn: string): string {
  const filed = readFiled(text);
  return file(envelopeOf(filed, "277CA", written), "HN", CLAIM_ACKNOWLEDGMENT_VERSION, numbered(filed.sets.map((one) => acknowledged(plan, one, written, receivedOn)), "277"));
}

const lineOf = (line: DecidedLine): WrittenLine => ({ ...line, remarks: [] });
const claimOf = (one: Decided): WrittenClaim => ({ number: one.number, status: one.status, chargeCents: chargeOf(one), paidCents: paidOf(one), patientCents: patientPartOf(one), filing: one.filing ?? "ZZ", payerNumber: one.payerNumber, place: one.place, frequency: one.frequency, patient: { ...one.patient, given: one.patient.given ?? "" }, adjustments: [], remarks: [], receivedOn: one.receivedOn, lines: one.lines.map(lineOf) });
const strayOf = ({ number, payerNumber, family, given, memberId, chargeCents, paidCents }: MockStray): WrittenClaim => ({
  number, status: "1", chargeCents, paidCents, patientCents: 0, filing: "MC", payerNumber, place: "11", frequency: "1", patient: { family, given, memberId }, remarks: [], receivedOn: null, lines: [],
  adjustments: chargeCents === paidCents ? [] : [{ group: "CO", reason: "45", cents: chargeCents - paidCents, quantity: null }],
});

type Payment = { trace: string; payer: { name: string; id: string }; provider: FiledClaim["provider"]; decided: readonly Decided[]; strays: readonly MockStray[]; adjustments: readonly MockProviderAdjustment[] };
function paymentSegments({ trace, payer, provider, decided, strays, adjustments }: Payment, plan: MockPlan, { day }: Written): Draft[] {
  const claims = [...decided.map(claimOf), ...strays.map(strayOf)];
  const net = claims.reduce((sum, one) => sum + one.paidCents, 0) - adjustments.reduce((sum, one) => sum + one.cents, 0);
  // A payment is never below zero: what is lacking is carried on to the next one.
  const all: MockProviderAdjustment[] = net < 0 ? [...adjustments, { reason: "FB", reference: trace, cents: net }] : [...adjustments];
  const paidCents = Math.max(0, net);
  const { name, npi } = provider.provider;
  const payee = { name: typeof name === "string" ? name : `${name.family} ${name.given ?? ""}`, npi, taxId: provider.taxId };
  return [...remittanceSegments({ paidCents, method: paidCents === 0 ? "NON" : "ACH", paidOn: day, traceNumber: trace, payerTaxId: plan.payerTaxId, producedOn: day, payer, payee, claims, providerAdjustments: all.map((one) => ({ ...one, provider: npi ?? provider.taxId })) })];
}

/** What comes with the money beside the claims of the file. */
export type MockBeside = { strays: readonly MockStray[]; adjustments: readonly MockProviderAdjustment[] };
const NOTHING_BESIDE: MockBeside = { strays: [], adjustments: [] };
type Decision = { receivedOn: string; earlier: readonly Decided[]; beside?: MockBeside };
function payments(filed: Filed, stage: MockStage, decidedOf: (claims: readonly FiledClaim[]) => readonly Decided[], { plan, written, beside }: { plan: MockPlan; written: Written; beside: MockBeside }): string | null {
  const parts = [...groupBy(filed.sets.flatMap(({ set }) => filedClaims(set)), ({ provider, subscriber }) => `${provider.provider.npi ?? provider.taxId} ${subscriber.payer.id}`).values()];
  const envelope = envelopeOf(filed, stage, written);
  const trace = (at: number) => `MOCK${String(envelope.control).padStart(9, "0")}${at === 0 ? "" : `-${at + 1}`}`;
  const each = parts
    .map((claims, at): Payment => ({ trace: trace(at), payer: claims[0]!.subscriber.payer, provider: claims[0]!.provider, decided: decidedOf(claims), ...(at === 0 ? beside : NOTHING_BESIDE) }))
    .filter((one) => one.decided.length + one.strays.length + one.adjustments.length > 0);
  return each.length === 0 ? null : file(envelope, "HP", REMITTANCE_VERSION, numbered(each.map((one) => paymentSegments(one, plan, written)), "835"));
}
/** What is paid and why, of every claim that was let in; null where none was. `receivedOn` is the day on which the file came. */
export function answer835(text: string, plan: MockPlan, written: Written, { receivedOn, earlier, beside = NOTHING_BESIDE }: Decision): string | null {
  return payments(readFiled(text), "835", (claims) => decisionsOf(plan, claims, receivedOn, earlier), { plan, written, beside });
}
/** The payer changes its mind: what it paid for these claims is taken back, and they are decided again by another plan. Null where nothing was paid. */
export function answerCorrection(text: string, plans: { before: MockPlan; after: MockPlan }, written: Written, { receivedOn, numbers }: { receivedOn: string; numbers: readonly string[] }): string | null {
  const decidedOf = (claims: readonly FiledClaim[]) => {
    const after = new Map(decisionsOf(plans.after, claims, receivedOn, []).map((one) => [one.number, one]));
    const taken = decisionsOf(plans.before, claims, receivedOn, []).filter((one) => numbers.includes(one.number) && paidOf(one) > 0);
    return taken.flatMap((one) => [reversalOf(one), ...[after.get(one.number)].filter((each) => each !== undefined)]);
  };
  return payments(readFiled(text), "correction", decidedOf, { plan: plans.after, written, beside: NOTHING_BESIDE });
}
