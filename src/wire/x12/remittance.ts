import { centsOf } from "./cents.ts";
import type { Adjustment } from "./claims.ts";
import { adjustmentsOf } from "./claims.read.ts";
import { type Loop, loopOf, loopsOf, segmentOf, segmentsIn } from "./loops.ts";
import { elementOf, type Segment } from "./segments.ts";

// An 835 005010X221A1 as what it says. Amounts are whole cents, days CCYYMMDD.

/** A line that the payer decided of, with the segment where it stands. */
export type RemittanceLine = { segment: number; code: string; modifiers: readonly string[]; chargeCents: number; paidCents: number; units: string | null; day: string | null; /** REF*6R. */ number: string | null; allowedCents: number | null; adjustments: readonly Adjustment[]; remarks: readonly string[] };
export type RemittanceClaim = {
  segment: number;
  /** CLP01, the number under which the claim was sent. */
  number: string;
  status: string;
  chargeCents: number;
  paidCents: number;
  patientCents: number;
  /** CLP07, the payer's own. */
  payerNumber: string | null;
  patient: { family: string; given: string; memberId: string };
  adjustments: readonly Adjustment[];
  remarks: readonly string[];
  receivedOn: string | null;
  lines: readonly RemittanceLine[];
};
/** What belongs to no claim; a positive amount lowers the payment. */
export type ProviderAdjustment = { segment: number; provider: string; reason: string; reference: string | null; cents: number };
export type Remittance = {
  /** BPR02 less where BPR03 is a debit. */
  paidCents: number;
  method: string;
  paidOn: string;
  traceNumber: string;
  payerTaxId: string;
  producedOn: string | null;
  payer: { name: string; id: string | null };
  payee: { name: string; npi: string | null; taxId: string | null };
  claims: readonly RemittanceClaim[];
  providerAdjustments: readonly ProviderAdjustment[];
};

const orNull = (text: string): string | null => (text === "" ? null : text);
const at = (segment: Segment | null, place: number): string => (segment === null ? "" : elementOf(segment, place));
const dayOf = (of: Loop, ...codes: string[]) => orNull(codes.map((code) => at(segmentOf(of, "DTM", code), 2)).find((day) => day !== "") ?? "");
const remarksOf = (of: Loop): string[] => [...segmentsIn(of, "LQ").filter((one) => elementOf(one, 1) === "HE").map((one) => elementOf(one, 2)), ...segmentsIn(of, "MOA").flatMap((one) => one.elements.slice(3, 8))].filter((one) => one !== "");

function lineOf(of: Loop, component: string): RemittanceLine {
  const service = segmentOf(of, "SVC")!;
  const [, code = "", ...modifiers] = elementOf(service, 1).split(component);
  return {
    segment: service.number,
    code,
    modifiers: modifiers.slice(0, 4).filter((one) => one !== ""),
    chargeCents: centsOf(elementOf(service, 2)) ?? 0,
    paidCents: centsOf(elementOf(service, 3)) ?? 0,
    units: orNull(elementOf(service, 5)),
    day: dayOf(of, "472", "150"),
    number: orNull(at(segmentOf(of, "REF", "6R"), 2)),
    allowedCents: centsOf(at(segmentOf(of, "AMT", "B6"), 2)),
    adjustments: adjustmentsOf(of),
    remarks: remarksOf(of),
  };
}
function claimOf(of: Loop, component: string): RemittanceClaim {
  const head = segmentOf(of, "CLP")!;
  const patient = segmentOf(of, "NM1", "QC");
  return {
    segment: head.number,
    number: elementOf(head, 1),
    status: elementOf(head, 2),
    chargeCents: centsOf(elementOf(head, 3)) ?? 0,
    paidCents: centsOf(elementOf(head, 4)) ?? 0,
    patientCents: centsOf(elementOf(head, 5)) ?? 0,
    payerNumber: orNull(elementOf(head, 7)),
    patient: { family: at(patient, 3), given: at(patient, 4), memberId: at(patient, 9) },
    adjustments: adjustmentsOf(of),
    remarks: remarksOf(of),
    receivedOn: dayOf(of, "050"),
    lines: loopsOf(of, "2110").map((one) => lineOf(one, component)),
  };
}
const PLACES = [3, 5, 7, 9, 11, 13];
const providerAdjustmentsOf = (segment: Segment, component: string): ProviderAdjustment[] =>
  PLACES.filter((place) => elementOf(segment, place) !== "").map((place) => {
    const [reason = "", reference = ""] = elementOf(segment, place).split(component);
    return { segment: segment.number, provider: elementOf(segment, 1), reason, reference: orNull(reference), cents: centsOf(elementOf(segment, place + 1)) ?? 0 };
  });

/** What an 835 says, from the loops that its grammar read. */
export function readRemittance(root: Loop, { component }: { component: string }): Remittance {
  const payment = segmentOf(root, "BPR");
  const trace = segmentOf(root, "TRN");
  const [payer, payee] = [loopOf(root, "1000A"), loopOf(root, "1000B")];
  const [from, to] = [payer && segmentOf(payer, "N1"), payee && segmentOf(payee, "N1")];
  const isNumbered = at(to, 3) === "XX";
  const tax = at(to, 3) === "FI" ? at(to, 4) : at(payee && segmentOf(payee, "REF", "TJ"), 2);
  return {
    paidCents: (centsOf(at(payment, 2)) ?? 0) * (at(payment, 3) === "D" ? -1 : 1),
    method: at(payment, 4),
    paidOn: at(payment, 16),
    traceNumber: at(trace, 2),
    payerTaxId: at(trace, 3),
    producedOn: dayOf(root, "405"),
    payer: { name: at(from, 2), id: orNull(at(from, 4)) ?? orNull(at(payer && segmentOf(payer, "REF", "2U"), 2)) },
    payee: { name: at(to, 2), npi: isNumbered ? orNull(at(to, 4)) : null, taxId: orNull(tax) },
    claims: loopsOf(root, "2000").flatMap((one) => loopsOf(one, "2100")).map((one) => claimOf(one, component)),
    providerAdjustments: segmentsIn(root, "PLB").flatMap((one) => providerAdjustmentsOf(one, component)),
  };
}

/** A sum that does not hold: the segment and element where it is said, what is said, and what it comes to. */
export type Imbalance = { segment: number; id: "SVC" | "CLP" | "BPR"; element: "03" | "04" | "02"; saysCents: number; comesToCents: number };
const sumOf = (adjustments: readonly Adjustment[]) => adjustments.reduce((sum, { cents }) => sum + cents, 0);
/**
 * The sums of an 835: a line's charge less its adjustments is what it pays; a claim's charge less its own and its lines'
 * adjustments is what it pays; all claims less what belongs to the provider is the payment. A claim whose lines are told is
 * also the sum of them.
 */
export function findImbalances(remittance: Remittance, paymentSegment: number): Imbalance[] {
  const found: Imbalance[] = [];
  for (const claim of remittance.claims) {
    for (const line of claim.lines) {
      const comesTo = line.chargeCents - sumOf(line.adjustments);
      if (comesTo !== line.paidCents) found.push({ segment: line.segment, id: "SVC", element: "03", saysCents: line.paidCents, comesToCents: comesTo });
    }
    const comesTo = claim.chargeCents - sumOf(claim.adjustments) - claim.lines.reduce((sum, line) => sum + sumOf(line.adjustments), 0);
    if (comesTo !== claim.paidCents) found.push({ segment: claim.segment, id: "CLP", element: "04", saysCents: claim.paidCents, comesToCents: comesTo });
  }
  const comesTo = remittance.claims.reduce((sum, { paidCents }) => sum + paidCents, 0) - remittance.providerAdjustments.reduce((sum, { cents }) => sum + cents, 0);
  if (comesTo !== remittance.paidCents) found.push({ segment: paymentSegment, id: "BPR", element: "02", saysCents: remittance.paidCents, comesToCents: comesTo });
  return found;
}
